import type {
  AreasView,
  DifferencesView,
  Language,
  SettledView,
  SettlementChoice,
  SubjectsRequest,
  SubjectsView,
} from "../generated/wire";
import { AREAS, say } from "./figures";

/** One thing settled in the fake review. */
export type FakeSettled = { fileId: number; settlement: SettlementChoice; isFromRecipe: boolean };

const INDICATORS = [
  ["documents_issued", "发文数", "Documents issued"],
  ["meetings_held", "会议数", "Meetings held"],
  ["inspections", "督查检查考核", "Inspections"],
] as const;

function code(index: number): string {
  return String(430_100 + index * 100);
}

/** Areas whose name holds the text. */
export function areasView(text: string, language: Language): AreasView {
  const named = AREAS.map(([, zh, en], index) => ({
    id: code(index),
    name: say(language, zh, en),
    note: say(language, "湖南省", "Hunan"),
  }));
  return { areas: named.filter((area) => text !== "" && (area.name.includes(text) || area.id === text)) };
}

/** What can be settled at a cell of the fake sheet: its line and its column. */
export function subjectsView(request: SubjectsRequest, settled: FakeSettled[]): SubjectsView {
  const { language, fileId, sheetIndex, cell } = request;
  const own = settled.filter((item) => item.fileId === fileId).map((item) => item.settlement);
  const isSkipped = own.some((item) => item.what === "skip");
  const year = own.find((item) => item.what === "year");
  const label = cell.startsWith("B") ? "党委" : "本年";
  const role = own.find((item) => item.what === "role" && item.label === label);
  const indicator = own.find((item) => item.what === "indicator" && item.label === label);
  return {
    table:
      sheetIndex === 0
        ? {
            index: 0,
            range: "A3:L10",
            title: "岳阳市2023年度发文情况统计表（示例）",
            unit: "件、%",
            scope: null,
            isSkipped,
            isUndated: year === undefined,
            year: year?.what === "year" ? year.year : null,
            alikeCount: 3,
          }
        : null,
    subjects: isSkipped
      ? []
      : [
          {
            label,
            axis: label === "党委" ? "line" : "column",
            figureCount: 12,
            area: null,
            indicator: indicator?.what === "indicator" ? indicator.indicator : "documents_issued",
            period: say(language, "2023年", "2023"),
            role: role?.what === "role" ? role.role : "value",
          },
          {
            label: "市本级",
            axis: "column",
            figureCount: 18,
            area: null,
            indicator: null,
            period: null,
            role: null,
          },
        ],
    indicators: INDICATORS.map(([id, zh, en]) => ({ id, name: say(language, zh, en), note: "" })),
  };
}

/** What was settled about a file, in words. */
export function settledViews(settled: FakeSettled[], fileId: number): SettledView[] {
  return settled
    .filter((item) => item.fileId === fileId)
    .map(({ settlement, isFromRecipe }, index) => ({
      tableIndex: 0,
      index,
      sheetIndex: 0,
      cell: "A3",
      words: words(settlement),
      isFromRecipe,
      isLasting: settlement.what !== "year",
    }));
}

function words(settlement: SettlementChoice): string {
  switch (settlement.what) {
    case "area":
      return `“${settlement.label}”：${settlement.area}`;
    case "indicator":
      return `“${settlement.label}”：${settlement.indicator}`;
    case "role":
      return `“${settlement.label}”：${settlement.role}`;
    case "unit":
      return `单位：${settlement.unit}`;
    case "scope":
      return `口径：${settlement.name}`;
    case "year":
      return `本年：${settlement.year}年`;
    case "skip":
      return "整张表不导入";
  }
}

/** A newer version with many changed figures, and a table that drifted. */
export function differencesView(sheetIndex: number): DifferencesView {
  if (sheetIndex !== 0) return { replacements: [], drifts: [] };
  const changed = Array.from({ length: 213 }, (_, index) => ({
    kind: "changed",
    cell: `C${index + 5}`,
    label: `市本级 · 本年 · 第${index + 1}行`,
    old: String(100 + index),
    new: String(102 + index),
    difference: "+2",
  }));
  const gone = { kind: "gone", cell: null, label: "便函 · 本年", old: "12", new: "", difference: "" };
  return {
    replacements: [
      { range: "A3:L10", file: "岳阳市2023年度发文统计表（初稿）.xlsx", changes: [...changed, gone] },
    ],
    drifts: [
      {
        range: "A3:L10",
        recipe: "#年度发文情况统计表",
        renamed: [["会议数", "会议场次"]],
        columnsGone: [],
        columnsNew: ["备注"],
        linesGone: ["便函"],
        linesNew: [],
      },
    ],
  };
}
