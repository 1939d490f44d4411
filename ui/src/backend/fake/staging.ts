import type {
  ColumnMeaning,
  GridCell,
  GridRequest,
  GridRow,
  GridView,
  Language,
  StagedFile,
  StagedSheet,
  StagedTable,
} from "../generated/wire";
import { findings, say } from "./figures";

const LETTERS = "ABCDEFGHIJKL";
const WIDTHS = [5, 15, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8];

const HEADS = ["市本级", "所辖县市区", "合计"];
const ROWS: [cls: string, no: string, label: string, ...numbers: string[]][] = [
  ["data", "1", "党委", "46", "63", "−27.0", "104", "146", "−28.8", "150", "209", "−59", "−28.2"],
  ["data", "2", "政府", "58", "79", "−26.6", "131", "188", "−30.3", "189", "267", "−78", "−29.2"],
  ["data", "3", "党委办公室", "73", "104", "−29.8", "122", "171", "−28.7", "195", "275", "−80", "−29.1"],
  ["data", "4", "政府办公室", "91", "131", "−30.5", "153", "210", "−27.1", "244", "341", "−97", "−28.4"],
  ["total", "", "合计", "268", "377", "−28.9", "510", "715", "−28.7", "776", "1,092", "−316", "−28.9"],
  ["data", "", "其中：联合行文", "21", "28", "−25.0", "37", "52", "−28.8", "58", "80", "−22", "−27.5"],
];

type CellParts = Partial<GridCell> & { column: number; text: string; role: string };

function cell(parts: CellParts): GridCell {
  return { isNumber: false, rowSpan: 1, columnSpan: 1, severity: "", ...parts };
}

function headRows(title: string): GridRow[] {
  const third = ["本年", "上年", "±%", "本年", "上年", "±%", "本年", "上年", "增减", "±%"];
  return [
    { number: 1, class: "title", cells: [cell({ column: 0, text: title, role: "title", columnSpan: 12 })] },
    {
      number: 2,
      class: "unit",
      cells: [
        cell({ column: 0, text: "填报单位（盖章）：岳阳市委办公室", role: "title", columnSpan: 7 }),
        cell({ column: 7, text: "单位：件、%", role: "unit", columnSpan: 5, isNumber: true }),
      ],
    },
    {
      number: 3,
      class: "header",
      cells: [
        cell({ column: 0, text: "序号", role: "header", rowSpan: 2 }),
        cell({ column: 1, text: "发文主体", role: "header", rowSpan: 2 }),
        ...HEADS.map((text, index) =>
          cell({ column: 2 + index * 3, text, role: "header", columnSpan: index === 2 ? 4 : 3 }),
        ),
      ],
    },
    {
      number: 4,
      class: "header",
      cells: third.map((text, index) =>
        cell({ column: 2 + index, text, role: "header", severity: text === "上年" ? "warning" : "" }),
      ),
    },
  ];
}

function roleOf(cls: string, label: string, column: number): string {
  if (column < 2) return "label";
  if ([4, 7, 10, 11].includes(column)) return "derived";
  if (label.startsWith("其中")) return "of_which";
  return cls === "total" || column >= 8 ? "total" : "value";
}

function grid(title: string): GridRow[] {
  const data = ROWS.map(([cls, no, label, ...numbers], index): GridRow => {
    const number = 5 + index;
    return {
      number,
      class: cls,
      cells: [no, label, ...numbers].map((text, column) =>
        cell({
          column,
          text,
          role: roleOf(cls, label, column),
          isNumber: column > 1,
          severity: number === 9 && column === 8 ? "error" : "",
        }),
      ),
    };
  });
  const note = (number: number, text: string): GridRow => ({
    number,
    class: "note",
    cells: [cell({ column: 0, text, role: "note", columnSpan: 12 })],
  });
  return [
    ...headRows(title),
    ...data,
    note(11, "注：联合行文按主办机关统计一次。本表为示例数据，非真实统计。"),
    note(12, "填表人：×××　　审核人：×××　　填报日期：2024.1.8"),
  ];
}

/** A long ledger, to scroll through. */
function longGrid(rows: number): GridRow[] {
  return Array.from({ length: rows }, (_, index) => ({
    number: index + 1,
    class: index === 0 ? "header" : "data",
    cells: ["序号", "文号", "标题"].map((head, column) =>
      cell({
        column,
        text:
          index === 0
            ? head
            : ([String(index), `岳办发〔2023〕${index}号`, "关于印发示例方案的通知"][column] ?? ""),
        role: index === 0 ? "header" : "other",
        isNumber: index > 0 && column === 0,
      }),
    ),
  }));
}

/** Part of a sheet. The second sheet is a long ledger. */
export function gridView(request: GridRequest): GridView {
  const rows = request.sheetIndex === 1 ? longGrid(1400) : grid("岳阳市2023年度发文情况统计表（示例）");
  const widths = request.sheetIndex === 1 ? [6, 22, 38] : WIDTHS;
  return {
    totalRows: rows.length,
    columns: widths.map((widthChars, index) => ({ letter: LETTERS.charAt(index), widthChars })),
    rows: rows.slice(request.firstRow, request.firstRow + request.rowCount),
  };
}

function columns(language: Language): ColumnMeaning[] {
  const documents = say(language, "发文数", "Documents");
  const rate = say(language, "增减 ÷ 上年", "change ÷ last year");
  const leaf = (letter: string, labels: string[], meaning: string, role: string) => ({
    letter,
    labels,
    meaning,
    role,
  });
  const group = (head: string, letters: string, role: string) => [
    leaf(letters.charAt(0), [head, "本年"], `${documents} · 2023`, role),
    leaf(letters.charAt(1), [head, "上年"], `${documents} · 2022`, role),
  ];
  return [
    leaf("A", ["序号"], say(language, "序号", "number"), "label"),
    leaf("B", ["发文主体"], say(language, "发文主体", "issuer"), "label"),
    ...group("市本级", "CD", "value"),
    leaf("E", ["市本级", "±%"], rate, "derived"),
    ...group("所辖县市区", "FG", "value"),
    leaf("H", ["所辖县市区", "±%"], rate, "derived"),
    ...group("合计", "IJ", "total"),
    leaf("K", ["合计", "增减"], say(language, "本年 − 上年", "this year − last"), "derived"),
    leaf("L", ["合计", "±%"], rate, "derived"),
  ];
}

function summaryTable(language: Language): StagedTable {
  return {
    kind: "summary",
    range: "A3:L10",
    title: "岳阳市2023年度发文情况统计表（示例）",
    unit: "件、%",
    scope: say(language, "市县两级党委政府及办公室", "Party and government offices, city and county"),
    valueCount: 16,
    totalCount: 12,
    ofWhichCount: 6,
    derivedCount: 24,
    missingCount: 0,
    unplacedCount: 0,
    recordCount: 0,
    columns: columns(language),
  };
}

function sheets(language: Language, isDoubtful: boolean): StagedSheet[] {
  return [
    {
      index: 0,
      name: "表1 发文",
      isVisible: true,
      tables: [summaryTable(language)],
      findings: isDoubtful ? findings(language) : [],
      differenceCount: isDoubtful ? 217 : 0,
    },
    { index: 1, name: "发文台账", isVisible: true, tables: [], findings: [], differenceCount: 0 },
    { index: 2, name: "底稿", isVisible: false, tables: [], findings: [], differenceCount: 0 },
  ];
}

const FILES: [name: string, status: StagedFile["status"]][] = [
  ["长沙市2023年度发文统计表.xlsx", "ready"],
  ["株洲市2023年度发文统计表.xlsx", "ready"],
  ["岳阳市2023年度发文统计表.xlsx", "doubtful"],
  ["常德市发文情况.xls", "ready"],
  ["湘潭市2022年度发文统计表.xlsx", "alreadyImported"],
  ["联系人名单.xlsx", "empty"],
  ["张家界市.xls", "refused"],
  ["郴州市.xlsx", "refused"],
];

/** The file that needs a password. */
const LOCKED = "郴州市.xlsx";

/** Files under review: most are fine, one is in doubt, one cannot be read. */
export function stagedFiles(
  language: Language,
  count: number,
  left: Set<number>,
  lock: { isUnlocked: boolean; wasWrong: boolean },
): StagedFile[] {
  const chosen = count === 1 ? FILES.slice(2, 3) : FILES.slice(0, count);
  return chosen.map(([name, known], index) => {
    const isLocked = name === LOCKED && !lock.isUnlocked;
    const status = name === LOCKED && lock.isUnlocked ? "ready" : known;
    const id = index + 1;
    const canInclude = status === "ready" || status === "doubtful";
    return {
      id,
      name,
      status,
      isIncluded: canInclude && !left.has(id),
      findingCount: status === "doubtful" ? 3 : 0,
      error: isLocked ? locked(name, lock.wasWrong) : status === "refused" ? damaged(name) : null,
      needsPassword: isLocked,
      settled: [],
      sheets: status === "refused" ? [] : sheets(language, status === "doubtful"),
    };
  });
}

function locked(file: string, wasWrong: boolean) {
  return {
    code: wasWrong ? "wrong_password" : "encrypted",
    messageZh: wasWrong ? `给出的密码打不开“${file}”。` : `“${file}”有打开密码，无法读取。`,
    messageEn: wasWrong
      ? `The password given does not open “${file}”.`
      : `“${file}” needs a password to open.`,
    hintZh: wasWrong ? "核对密码，注意大小写和全角半角。" : "给出密码。",
    hintEn: wasWrong ? "Check the password." : "Give the password.",
  };
}

function damaged(file: string) {
  return {
    code: "damaged",
    messageZh: `打不开“${file}”，文件不完整或已损坏。`,
    messageEn: `“${file}” is incomplete or damaged and cannot be read.`,
    hintZh: "用表格软件打开并另存后重新导入；如仍打不开，请填报单位重新发送。",
    hintEn: "Open and save it again in a spreadsheet program; if that fails, ask for a new copy.",
  };
}
