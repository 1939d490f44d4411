import type {
  AnalysisRequest,
  AnalysisRow,
  AnalysisView,
  DefineRequest,
  FactsView,
  SumRequest,
} from "../generated/wire";
import { AREAS, facts, findings, overview, say } from "./figures";

const NONE = { text: "—", place: null };

/** Rows of the fourteen areas, and as many more as asked for. */
function rows(request: AnalysisRequest, count: number): AnalysisRow[] {
  const { language } = request;
  const list = Array.from({ length: count }, (_, index) => {
    const area = AREAS[index % AREAS.length] ?? ["", "", "", null, 0];
    const round = Math.floor(index / AREAS.length);
    const [key, zh, en, base, current] = area as [string, string, string, number | null, number];
    const rate = base === null ? null : (current - base) / base + round / 1000;
    const name = say(language, zh, en) + (round > 0 ? ` ${round}` : "");
    return { key: round > 0 ? `${key}-${round}` : key, name, base, current, rate, index };
  });
  const place = (of: (item: (typeof list)[number]) => number | null) => {
    const values = [...new Set(list.flatMap((item) => of(item) ?? []))].sort((a, b) => a - b);
    return (item: (typeof list)[number]) => {
      const value = of(item);
      return value === null ? null : values.indexOf(value);
    };
  };
  const [byBase, byCurrent, byRate] = [place((i) => i.base), place((i) => i.current), place((i) => i.rate)];
  return list.map((item) => {
    const { key, name, base, current, rate, index } = item;
    const at = byRate(item);
    const signed = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
    const own = index % AREAS.length;
    return {
      key,
      label: name,
      tone: rate === null ? "none" : rate < 0 ? "reduced" : "increased",
      base: base === null ? NONE : { text: String(base), place: byBase(item) },
      current: { text: String(current), place: byCurrent(item) },
      change: base === null ? NONE : { text: String(current - base).replace("-", "−"), place: at },
      rate: rate === null ? NONE : { text: `${signed(rate * 100)}%`, place: at },
      contribution: base === null ? NONE : { text: signed(((current - base) / 12486) * 100), place: at },
      rank: at === null ? { text: "", place: null } : { text: String(at + 1), place: at },
      shift: { text: index === 0 ? "↑2" : "", place: index === 0 ? 2 : null },
      reason: rate === null ? say(language, "无上年数据，不计算降幅", "no base figure, no rate") : null,
      flags:
        key === "430800"
          ? [
              {
                code: "rate_unlike_peers",
                label: say(language, "异常", "unusual"),
                words: say(language, "同期各单位中异常。", "Stands apart."),
                severity: "warning",
              },
            ]
          : [],
      bars: {
        rate: rate === null ? null : 0.1 - rate * 2,
        contribution: base === null ? null : 0.1 + (base - current) / 600,
        base: base === null ? null : base / 1400,
        current: current / 1400,
      },
      baseIds: base === null ? [] : [own * 2 + 1],
      currentIds: [own * 2 + 2],
    };
  });
}

/** The answer to any question; a period that covers another part of the year is refused. */
export function analysis(request: AnalysisRequest, count = AREAS.length): AnalysisView {
  const { language } = request;
  const known = overview({ ...request, theme: "light", chartWidthPx: 420 });
  const words = (zh: string, en: string) => say(language, zh, en);
  const all = rows(request, count);
  const against = request.against ?? "year_before";
  const isRefused = against === "2022-YTD10";
  const isNone = request.by === "category";
  const ids = all.slice(0, 13);
  return {
    indicators: known.indicators,
    scopes: known.scopes,
    levels: [{ value: "prefecture", label: words("市州", "Prefectures") }],
    periods: [
      { value: "2023", label: words("2023年", "2023") },
      { value: "2023-YTD10", label: words("2023年1—10月", "January–October 2023") },
      { value: "2022", label: words("2022年", "2022") },
    ],
    bases: [
      { value: "year_before", label: words("较上年（较2022年）", "Year before (2022)") },
      { value: "2022-YTD10", label: words("较2022年1—10月", "Against January–October 2022") },
    ],
    indicator: request.indicator ?? "documents",
    scope: request.scope ?? "all",
    level: "prefecture",
    period: request.period ?? "2023",
    against,
    basePeriod: "2022",
    heading: words("发文数，2023年比2022年", "Documents, 2023 against 2022"),
    table: isNone
      ? null
      : {
          heads: {
            label: words("地区", "Area"),
            base: words("2022年/件", "2022, items"),
            current: words("2023年/件", "2023, items"),
            change: words("增减/件", "Change, items"),
            rate: words("增减率", "Rate"),
            contribution: words("贡献/百分点", "Contribution, pp"),
            rank: words("名次", "Rank"),
            shift: words("位次变动", "Move"),
            shiftSince: "",
            rateBars: words("降幅", "Reduction"),
          },
          driver: words(
            "减少的3,209件中，衡阳、长沙、株洲三地占39%。",
            "Three of the areas make 39% of the fall.",
          ),
          rows: all,
          left: null,
          total: {
            key: "",
            label: words("可比合计（14 个中 13 个）", "Comparable total (13 of 14)"),
            tone: "reduced",
            base: { text: "12,486", place: null },
            current: { text: "9,277", place: null },
            change: { text: "−3,209", place: null },
            rate: { text: "−25.7%", place: null },
            contribution: { text: "−25.7", place: null },
            rank: { text: "", place: null },
            shift: { text: "", place: null },
            reason: null,
            flags: [],
            bars: { rate: null, contribution: null, base: null, current: null },
            baseIds: ids.flatMap((row) => row.baseIds),
            currentIds: ids.flatMap((row) => row.currentIds),
          },
          scales: {
            rate: {
              zero: 0.1,
              ticks: [
                { at: 0.1, text: "0" },
                { at: 0.5, text: "20%" },
                { at: 0.9, text: "40%" },
              ],
              reference: { at: 0.614, text: words("总体 −25.7%", "Overall −25.7%") },
            },
            contribution: { zero: 0.1, ticks: [{ at: 0.1, text: "0" }], reference: null },
            counts: { zero: 0, ticks: [{ at: 0, text: "0" }], reference: null },
          },
          asides: [
            {
              code: "mean",
              name: words("各行增减率的平均", "Mean of the rates"),
              figure: "−23.1%",
              note: words("与总体 −25.7% 是两个数。", "Not the overall rate, −25.7%."),
              isDoubt: true,
            },
          ],
          findings: findings(language),
        },
    refusal: isRefused
      ? {
          message: words("2023 与 2022-YTD10 的时段不同，不能计算增减。", "The periods differ."),
          hint: "",
          offers: [
            {
              period: "2023-YTD10",
              against: "year_before",
              label: words("2023年1—10月比2022年1—10月", "January–October, 2023 against 2022"),
            },
          ],
        }
      : null,
    error: isNone
      ? {
          code: "no_such_rows",
          messageZh: "2023年 没有这样分组的数。",
          messageEn: "There are no figures for 2023 by such rows.",
          hintZh: "换一种分组。",
          hintEn: "Choose other rows.",
        }
      : null,
  };
}

export function definition({ question, key, column }: DefineRequest): FactsView {
  const area = AREAS.find((item) => item[0] === key);
  const of = area ? say(question.language, area[1], area[2]) : say(question.language, "总体", "Overall");
  return { facts: [...facts(question.language, of, "−28.8%"), { name: "列", value: column }] };
}

export function sums({ observationIds, periods, language }: SumRequest): FactsView {
  const value = say(language, `${observationIds.length} 个数相加`, `${observationIds.length} figures added`);
  return { facts: periods.map((period) => ({ name: period, value })) };
}
