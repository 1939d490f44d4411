import type {
  AcceptFiguresRequest,
  CreateReportRequest,
  EditReportRequest,
  Language,
  PieceView,
  ReportDraft,
  ReportFigureView,
  ReportPageView,
  ReportView,
  ReportsView,
  SectionView,
} from "../generated/wire";
import { say } from "./figures";

const WIDTH = 595;
const HEIGHT = 842;
const SENTENCE = "text:documents.headline";
const NUMERALS = ["一", "二", "三", "四", "五", "六"];

type Kept = { draft: ReportDraft; accepted: Record<string, string> };

/** What the fake report says of its two figures. Data that came later changes the first. */
const FIGURES: [key: string, label: string, text: string][] = [
  ["documents.total.count", "发文数，数量", "9277件"],
  ["documents.total.rate", "发文数，增减率", "下降25.7%"],
];

const TITLES: Record<string, string[]> = {
  summary: ["总体成效", "主要做法", "存在问题", "下步打算"],
  special_report: ["基本情况", "存在问题", "工作建议"],
  brief: ["总体情况", "主要做法"],
};

function usualDraft({ form, period, language }: CreateReportRequest): ReportDraft {
  const sections = (TITLES[form] ?? []).map((title, at) => ({
    id: at === 0 ? "results" : `part${at}`,
    title,
    hasFigures: at === 0,
    isWritten: true,
    indicators: [],
  }));
  const blank = {
    title: "",
    headName: "",
    headIssue: "",
    headIssuer: "",
    headDate: "",
    addressee: "",
    signedBy: "",
    date: "",
    sentTo: "",
    copiedTo: "",
    printedBy: "",
    printedOn: "",
  };
  return {
    ...blank,
    form,
    layout: "standard",
    language,
    period,
    against: "2022",
    indicators: [],
    scope: null,
    hidesNames: false,
    hasFigures: true,
    hasAppendices: true,
    sections,
    ownTexts: [],
    charts: [],
    leftOut: [],
  };
}

/** Reports without an engine: an outline that reacts to every change, and pages with the headings on them. */
export class FakeReports {
  private kept = new Map<string, Kept>();
  private revision = 0;

  constructor(private readonly changedCount: number) {}

  list(language: Language): ReportsView {
    const choice = (value: string, zh: string, en: string) => ({ value, label: say(language, zh, en) });
    const forms = [
      choice("summary", "年终总结", "Year-end summary"),
      choice("special_report", "专报", "Special report"),
      choice("brief", "简报", "Brief"),
    ];
    const names = [...this.kept.keys()].sort();
    return {
      reports: names.map((name) => {
        const form = this.kept.get(name)?.draft.form;
        return { name, form: forms.find((item) => item.value === form)?.label ?? "", period: "2023" };
      }),
      choices: {
        forms,
        layouts: [choice("standard", "GB/T 9704", "GB/T 9704"), choice("mirrored", "对称页边", "Mirrored")],
        periods: [choice("2023", "2023年", "2023"), choice("2022", "2022年", "2022")],
        indicators: [choice("documents", "发文数", "Documents"), choice("meetings", "会议数", "Meetings")],
        scopes: [choice("party", "市级党委", "Prefecture committees")],
        kinds: [
          choice("ranked-bars", "排序条形", "Ranked bars"),
          choice("trend", "趋势线", "Trend"),
          choice("tile-grid", "方格图", "Tile grid"),
        ],
        parts: [choice("usual", "通常分法", "Usual"), choice("kinds", "分类别", "By kind")],
        usualPeriod: "2023",
      },
    };
  }

  create(request: CreateReportRequest): ReportView {
    const accepted = Object.fromEntries(FIGURES.map(([key, , text]) => [key, text]));
    FIGURES.slice(0, this.changedCount).forEach(([key]) => (accepted[key] = "9000件"));
    this.kept.set(request.name, { draft: usualDraft(request), accepted });
    return this.view(request.name, request.language);
  }

  edit({ name, draft, language }: EditReportRequest): ReportView {
    this.kept.set(name, { accepted: this.get(name).accepted, draft: structuredClone(draft) });
    return this.view(name, language);
  }

  accept({ name, keys, language }: AcceptFiguresRequest): ReportView {
    const { accepted } = this.get(name);
    FIGURES.filter(([key]) => keys.length === 0 || keys.includes(key)).forEach(
      ([key, , text]) => (accepted[key] = text),
    );
    return this.view(name, language);
  }

  rename(name: string, newName: string, language: Language): ReportsView {
    this.kept.set(newName, this.get(name));
    this.kept.delete(name);
    return this.list(language);
  }

  duplicate(name: string, newName: string, language: Language): ReportsView {
    this.kept.set(newName, structuredClone(this.get(name)));
    return this.list(language);
  }

  remove(name: string, language: Language): ReportsView {
    this.kept.delete(name);
    return this.list(language);
  }

  view(name: string, language: Language): ReportView {
    const { draft, accepted } = this.get(name);
    this.revision += 1;
    const sections = this.sections(draft);
    const figures: ReportFigureView[] = FIGURES.map(([key, label, text], at) => ({
      key,
      label,
      text,
      accepted: accepted[key] === text ? null : (accepted[key] ?? ""),
      place: SENTENCE,
      page: 1,
      observationIds: [at * 2 + 1, at * 2 + 2],
    }));
    const trees = draft.charts.flatMap(({ charts }) => charts.filter((chart) => chart.kind === "tile-grid"));
    return {
      name,
      draft,
      revision: this.revision,
      error: null,
      title: draft.title || say(language, "2023年为基层减负工作总结", "Burden reduction in 2023"),
      pageCount: 2,
      pageWidthPt: WIDTH,
      pageHeightPt: HEIGHT,
      sections,
      appendices: [piece("table:documents.by_area", "table", "发文数分地区情况", draft)],
      figures,
      changedCount: figures.filter((figure) => figure.accepted !== null).length,
      unfilledCount: sections.filter((section) => section.isWritten && section.isUnfilled).length,
      undrawn: trees.map(() => ({
        indicator: "documents",
        kind: say(language, "方格图", "Tile grid"),
        error: {
          code: "no_tiles",
          messageZh: "没有这些地区的方格表。",
          messageEn: "There are no tiles for these areas.",
          hintZh: "换一种图。",
          hintEn: "Choose another kind.",
        },
      })),
    };
  }

  page(name: string, page: number): ReportPageView {
    const { draft, accepted } = this.get(name);
    const written = draft.sections.filter((section) => section.isWritten);
    const lines = page === 1 ? written.map((section, at) => heading(section.title, at)) : ["附件"];
    const texts = lines.map((line, at) => `<text x="90" y="${140 + at * 40}">${line}</text>`).join("");
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${texts}</svg>`;
    const stretch = { place: SENTENCE, key: null, text: "", isChanged: false, observationIds: [] };
    const spots = FIGURES.map(([key, , text], at) => ({
      place: SENTENCE,
      key,
      text,
      isChanged: accepted[key] !== text,
      x: 120 + at * 120,
      y: 150,
      width: 60,
      height: 24,
      observationIds: [at * 2 + 1, at * 2 + 2],
    }));
    const box = { x: 80, y: 150, width: 440, height: 24 };
    return { svg, spots: page === 1 ? [{ ...stretch, ...box }, ...spots] : [] };
  }

  private get(name: string): Kept {
    const kept = this.kept.get(name);
    if (kept === undefined) throw new Error(`no report ${name}`);
    return kept;
  }

  private sections(draft: ReportDraft): SectionView[] {
    let number = 0;
    return draft.sections.map(({ id, title, isWritten, hasFigures }) => {
      const own = draft.ownTexts.find((text) => text.id === `own.${id}`)?.text ?? "";
      const pieces: PieceView[] = [];
      if (!hasFigures || own !== "") {
        pieces.push({
          ...piece(`text:own.${id}`, "text", own || `（请填写：${title}。）`, draft),
          textId: `own.${id}`,
          isOwn: true,
        });
      }
      if (hasFigures) {
        const hand = draft.ownTexts.find((text) => text.id === "documents.headline");
        const words = FIGURES.map(([, , text]) => text).join("，");
        pieces.push({
          ...piece(SENTENCE, "text", hand?.text ?? `全省发文${words}。`, draft),
          textId: "documents.headline",
          text: `全省发文${FIGURES.map(([key]) => `{${key}}`).join("，")}。`,
          isOwn: hand !== undefined,
          keys: FIGURES.map(([key]) => key),
        });
        pieces.push(piece("figure:documents.ranking", "figure", "各市州发文数降幅", draft));
      }
      if (isWritten) number += 1;
      return {
        id,
        heading: isWritten ? heading(title, number - 1) : title,
        isWritten,
        isUnfilled: !hasFigures && own === "",
        pieces: isWritten ? pieces : [],
      };
    });
  }
}

function heading(title: string, at: number): string {
  return `${NUMERALS[at] ?? at + 1}、${title}`;
}

function piece(place: string, kind: string, label: string, draft: ReportDraft): PieceView {
  const isWritten = !draft.leftOut.includes(place);
  return {
    place,
    kind,
    label,
    textId: null,
    text: "",
    isOwn: false,
    isWritten,
    page: isWritten ? 1 : 0,
    keys: [],
    indicator: "documents",
  };
}
