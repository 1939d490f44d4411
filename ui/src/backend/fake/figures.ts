import type {
  CoverageView,
  FactView,
  FindingView,
  HeadlineView,
  Language,
  OverviewRequest,
  OverviewView,
  TextPart,
} from "../generated/wire";
import { drawRanking } from "./drawing";

/** Invented numbers with the shape of real ones. Each indicator adds up; no number is from a real report. */
export const AREAS: [key: string, zh: string, en: string, base: number | null, current: number][] = [
  ["430400", "衡阳", "Hengyang", 1214, 742],
  ["430200", "株洲", "Zhuzhou", 1027, 681],
  ["430100", "长沙", "Changsha", 1386, 944],
  ["430700", "常德", "Changde", 1131, 787],
  ["430600", "岳阳", "Yueyang", 1092, 778],
  ["430300", "湘潭", "Xiangtan", 768, 561],
  ["431000", "郴州", "Chenzhou", 986, 735],
  ["431100", "永州", "Yongzhou", 1043, 793],
  ["431200", "怀化", "Huaihua", 907, 712],
  ["430500", "邵阳", "Shaoyang", 1158, 926],
  ["430900", "益阳", "Yiyang", 802, 665],
  ["431300", "娄底", "Loudi", 551, 507],
  ["430800", "张家界", "Zhangjiajie", 421, 446],
  ["433100", "湘西州", "Xiangxi", null, 512],
];

type Headline = [
  id: string,
  zh: string,
  en: string,
  unitZh: string,
  unitEn: string,
  rate: string | null,
  tone: string,
];
const HEADLINES: [...Headline, base: string | null, current: string, ratio: number | null][] = [
  ["documents", "发文数", "Documents", "件", "items", "−25.7", "reduced", "12,486", "9,277", 0.743],
  ["meetings", "会议数", "Meetings", "次", "meetings", "−20.0", "reduced", "3,164", "2,531", 0.8],
  ["inspections", "督查检查考核", "Inspections", "项", "items", "−67.3", "reduced", "1,846", "604", 0.327],
  ["forms", "报表数", "Forms", "张", "forms", "−35.2", "reduced", "2,317", "1,502", 0.648],
  ["apps", "政务应用程序", "Government apps", "个", "apps", null, "none", null, "773", null],
  ["letters", "便函", "Letters", "件", "letters", "+11.9", "increased", "3,406", "3,812", 1.119],
];

export const say = (language: Language, zh: string, en: string) => (language === "zh" ? zh : en);

/** What a figure is, with the shape of the engine's answer. */
export function facts(language: Language, of: string, result: string | null, counts = ""): FactView[] {
  const fact = (zh: string, en: string, value: string) => ({ name: say(language, zh, en), value });
  return [
    fact("对象", "Of", of),
    fact("期间", "Periods", say(language, "2023年比2022年", "2023 against 2022")),
    fact("口径", "Scope", say(language, "市县两级党委政府及办公室", "Party and government offices")),
    fact("增减率", "Rate of change", say(language, "（本期－基期）÷基期", "(current − base) ÷ base")),
    fact("计算", "Computed", result === null ? "" : `${counts}${result}`),
    fact("修约", "Rounding", say(language, "四舍五入，保留1位小数", "half up, 1 decimal")),
  ].filter((item) => item.value !== "");
}

function headlines(language: Language): HeadlineView[] {
  return HEADLINES.map(([indicator, zh, en, unitZh, unitEn, rate, tone, base, current, barRatio], index) => ({
    indicator,
    name: say(language, zh, en),
    rate,
    reason:
      rate === null ? say(language, "上年没有报送，不计算降幅。", "No figures last year, so no rate.") : null,
    tone,
    base,
    current,
    unit: say(language, unitZh, unitEn),
    barRatio,
    facts: facts(language, say(language, "13 个市州合计", "13 prefectures together"), rate && `${rate}%`),
    observationIds:
      index === 0 ? AREAS.slice(0, 13).flatMap((_, area) => [area * 2 + 1, area * 2 + 2]) : [1, 2],
  }));
}

function sentence(language: Language): TextPart[] {
  const plain = (text: string): TextPart => ({ text, tone: "plain" });
  if (language === "zh") {
    return [
      plain("可比的 13 个市州发文 9,277 件，同比"),
      { text: "下降 25.7%", tone: "reduced" },
      plain("，减少 3,209 件；张家界"),
      { text: "上升 5.9%", tone: "increased" },
      plain("，湘西州无上年数据。"),
    ];
  }
  return [
    plain("The 13 comparable prefectures issued 9,277 documents, "),
    { text: "down 25.7%", tone: "reduced" },
    plain(" or 3,209 fewer; Zhangjiajie is "),
    { text: "up 5.9%", tone: "increased" },
    plain(", and Xiangxi sent no figures last year."),
  ];
}

export function findings(language: Language): FindingView[] {
  const file = "岳阳市2023年度发文统计表.xlsx";
  return [
    {
      severity: "error",
      code: "total_mismatch",
      message: say(
        language,
        "表中合计 776，各项相加 778，差 2。",
        "The sheet's total is 776; its parts add up to 778, a difference of 2.",
      ),
      hint: say(
        language,
        "暂按各项之和计算。请与填报单位核实。",
        "The sum of the parts is used for now. Check with the unit that reported it.",
      ),
      file,
      sheet: "表1 发文",
      cell: "I9",
    },
    {
      severity: "warning",
      code: "ambiguous_period",
      message: say(language, "“上年”没有写明年份。", "“上年” does not say which year it is."),
      hint: say(language, "按标题中的年份推定为 2022 年。", "Taken as 2022 from the year in the title."),
      file,
      sheet: "表1 发文",
      cell: "D4",
    },
    {
      severity: "info",
      code: "joint_documents",
      message: say(
        language,
        "分项之和 778 大于合计 776，可能含联合行文。",
        "The parts add up to 778, more than the total of 776; joint documents may be counted more than once.",
      ),
      hint: say(language, "请核实联合行文件数。", "Check the number of joint documents."),
      file,
      sheet: "表1 发文",
      cell: null,
    },
  ];
}

function coverage(language: Language, count: number): CoverageView {
  return {
    indicators: HEADLINES.slice(0, count).map(([, zh, en]) => say(language, zh, en)),
    rows: AREAS.map(([, zh, en, base], row) => ({
      label: say(language, zh, en),
      states: HEADLINES.slice(0, count).map((_, column) => {
        if (base === null || column === 4) return "no_base";
        if ((row * 5 + column) % 31 === 17) return "absent";
        return "complete";
      }),
    })),
  };
}

/** The overview for any request: only its words, its theme and its width change. */
export function overview(request: OverviewRequest, count = HEADLINES.length): OverviewView {
  const { language } = request;
  const choice = (value: string, zh: string, en: string) => ({ value, label: say(language, zh, en) });
  return {
    indicators: HEADLINES.slice(0, count).map(([id, zh, en]) => choice(id, zh, en)),
    periods: [
      choice("2023", "2023年全年 较 2022年", "2023 against 2022"),
      choice("2022", "2022年全年 较 2021年", "2022 against 2021"),
    ],
    scopes: [
      choice("all", "市县两级党委政府及办公室", "Party and government offices, city and county"),
      choice("city", "市本级党委政府", "City level only"),
    ],
    indicator: request.indicator ?? "documents",
    period: request.period ?? "2023",
    scope: request.scope ?? "all",
    sentence: sentence(language),
    headlines: headlines(language).slice(0, count),
    chartHeading: say(language, "各市州发文数降幅", "Reduction of documents by prefecture"),
    chart: drawRanking(request.chartWidthPx, language),
    notes: [
      say(
        language,
        "总体 25.7% 按 13 个市州的合计数计算。",
        "The overall 25.7% is computed on the sums of 13 prefectures.",
      ),
      say(
        language,
        "各市州降幅平均 23.1%，与总体 25.7% 是两个数。",
        "The average of the rates, 23.1%, is not the overall rate, 25.7%.",
      ),
      say(
        language,
        "湘西州上年未报送，不计算降幅，也不计入总体。",
        "Xiangxi sent no figures last year: it has no rate and is not in the overall figure.",
      ),
    ],
    findings: findings(language),
    coverage: coverage(language, count),
  };
}
