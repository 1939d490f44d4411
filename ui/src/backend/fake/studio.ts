import type {
  FigureReply,
  FigureRequest,
  FigureTable,
  GalleryRequest,
  GalleryView,
  KindPicture,
  KindRequest,
  UnitsView,
} from "../generated/wire";
import { drawRanking } from "./drawing";
import { AREAS, overview, say } from "./figures";

const NO_OPTIONS = { order: false, by: false, units: false, mostUnits: null, events: false };
const KINDS = [
  ["ranked-bars", "排序条形", "Ranked bars", { ...NO_OPTIONS, order: true }],
  ["heat-table", "深浅表", "Heat table", { ...NO_OPTIONS, order: true }],
  ["trend", "趋势线", "Trend", { ...NO_OPTIONS, by: true, units: true, mostUnits: 5, events: true }],
  ["tile-grid", "方格图", "Tile grid", NO_OPTIONS],
] as const;

const NO_TILES = {
  code: "no_tiles",
  messageZh: "没有这些地区的方格表。",
  messageEn: "There is no table of tiles for these areas.",
  hintZh: "随程序提供的只有湖南。",
  hintEn: "Only Hunan is shipped.",
};

export function gallery({ subject }: GalleryRequest): GalleryView {
  const { language } = subject;
  const known = overview({ ...subject, period: subject.last, chartWidthPx: 590 });
  return {
    indicators: known.indicators,
    scopes: known.scopes,
    periods: ["2023", "2022", "2021"].map((value) => ({ value, label: say(language, `${value}年`, value) })),
    indicator: subject.indicator ?? "documents",
    scope: subject.scope ?? "all",
    first: subject.first ?? "2022",
    last: subject.last ?? "2023",
    kinds: KINDS.map(([kind, zh, en, options]) => ({
      kind,
      name: say(language, zh, en),
      purpose: say(language, "按降幅排列各单位", "Ranks units by their reduction"),
      needs: say(language, "两个可比的期间", "two comparable periods"),
      options,
    })),
  };
}

export function kind({ subject, kind: name }: KindRequest): KindPicture {
  if (name === "tile-grid") return { svg: null, error: NO_TILES };
  return { svg: drawRanking(590, subject.language).svg, error: null };
}

/** A figure of the fourteen areas; with `count` of more marks, each area again and again. */
export function figure(request: FigureRequest, count = AREAS.length): FigureReply {
  const { subject, title, widthMm, heightMm, notes, highlight } = request;
  const { language } = subject;
  if (request.kind === "tile-grid") {
    const label = say(language, "改用排序条形", "Use ranked bars");
    const offer = { ...NO_CHANGE, label, kind: "ranked-bars" };
    return { figure: null, refusal: { error: NO_TILES, offers: [offer] } };
  }
  const chart = drawRanking(Math.round((widthMm * 96) / 25.4), language);
  const rows = Array.from({ length: count }, (_, index) => {
    const mark = chart.marks[index % AREAS.length];
    if (mark === undefined) throw new Error("there is no area");
    const round = Math.floor(index / AREAS.length);
    return round > 0 ? { ...mark, key: `${mark.key}-${round}`, y: mark.y + round * chart.height } : mark;
  });
  const noted = rows.map((mark) => {
    const note = notes.find((item) => item.key === mark.key);
    return note ? { ...mark, text: `${mark.text}，${note.words}` } : mark;
  });
  const marks = subject.order === "official" ? noted.reverse() : noted;
  const lost = [highlight, ...notes.map((note) => note.key)].filter(
    (key): key is string => key !== null && rows.every((mark) => mark.key !== key),
  );
  const usual = say(language, "各市州发文数降幅", "Reduction of documents by prefecture");
  const finding = say(language, "2023年发文数下降25.7%", "Documents down 25.7%, 2023");
  return {
    figure: {
      chart: { ...chart, marks, height: (chart.height * rows.length) / AREAS.length },
      title: title ?? (request.statesFinding ? finding : usual),
      statesFinding: title === null && request.statesFinding,
      heightMm: Math.max(heightMm ?? 0, (chart.height * 25.4) / 96),
      periods: ["2022", "2023"],
      units: AREAS.map(([value, zh, en]) => ({ value, label: say(language, zh, en) })),
    },
    refusal: lost.length === 0 ? null : noPlace(lost, language),
  };
}

const NO_CHANGE = { first: null, last: null, by: null, kind: null, isAllUnits: false, without: [] };

function noPlace(without: string[], language: FigureRequest["subject"]["language"]) {
  const error = {
    code: "no_such_mark",
    messageZh: `图中没有“${without.join("、")}”。`,
    messageEn: `The figure has no “${without.join(", ")}”.`,
    hintZh: "用图中的名称或代码。",
    hintEn: "Use a name or code of the figure.",
  };
  const label = say(language, "去掉没有位置的标注", "Remove what has no place");
  return { error, offers: [{ ...NO_CHANGE, label, without }] };
}

export function units({ subject }: FigureRequest): UnitsView {
  return { units: AREAS.map(([value, zh, en]) => ({ value, label: say(subject.language, zh, en) })) };
}

export function table({ subject }: FigureRequest): FigureTable {
  const { language } = subject;
  const heads = [
    ["地区", "Area"],
    ["2022年/件", "2022, items"],
    ["2023年/件", "2023, items"],
  ] as const;
  return {
    heads: heads.map(([zh, en]) => say(language, zh, en)),
    rows: AREAS.map(([key, zh, en, base, current], index) => ({
      key,
      label: say(language, zh, en),
      cells: [
        base === null ? { text: "—", isNumber: false } : { text: String(base), isNumber: true },
        { text: String(current), isNumber: true },
      ],
      observationIds: base === null ? [index * 2 + 2] : [index * 2 + 1, index * 2 + 2],
    })),
  };
}
