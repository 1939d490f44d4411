import type {
  FacetsView,
  Language,
  ObservationRow,
  ObservationsFilter,
  SortChoice,
  TraceItem,
} from "../generated/wire";
import { AREAS, say } from "./figures";

/** When the fake data was imported. */
export const IMPORTED_AT = "2024-01-16T09:30:00+08:00";

/** The way back from a number of the fake workspace. */
export function traceItem(id: number, language: Language): TraceItem {
  const area = AREAS[Math.floor((id - 1) / 2) % AREAS.length];
  const isCurrent = id % 2 === 0;
  const value = String((isCurrent ? area?.[4] : area?.[3]) ?? "—");
  return {
    observationId: id,
    file: `${area?.[1] ?? ""}市2023年度发文统计表.xlsx`,
    sha256: "9f2c4c1e0f6f8f1f4f9d1f0f3f7e6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b",
    sheet: "表1 发文",
    cell: isCurrent ? "I9" : "J9",
    raw: value,
    value,
    unit: say(language, "件", "items"),
    period: isCurrent ? "2023" : "2022",
    meaning: say(language, `发文数 · ${area?.[1] ?? ""}`, `Documents · ${area?.[2] ?? ""}`),
    rowLabels: ["合计"],
    columnLabels: ["合计", isCurrent ? "本年" : "上年"],
    importedAt: IMPORTED_AT,
  };
}

const ROLES = [
  ["value", "数", "figure"],
  ["total", "合计", "total"],
  ["of_which", "其中", "of which"],
] as const;

let made: { key: string; rows: ObservationRow[] } = { key: "", rows: [] };

/** Made once: a test may want 100,000 of them. */
function observations(language: Language, count: number): ObservationRow[] {
  const key = `${language} ${count}`;
  if (made.key !== key) made = { key, rows: makeObservations(language, count) };
  return made.rows;
}

function makeObservations(language: Language, count: number): ObservationRow[] {
  return Array.from({ length: count }, (_, index) => {
    const area = AREAS[index % AREAS.length];
    const [role, zh, en] = ROLES[index % 7 === 3 ? 1 : index % 11 === 5 ? 2 : 0];
    return {
      id: index + 1,
      indicator: say(language, "发文数", "Documents"),
      area: say(language, area?.[1] ?? "", area?.[2] ?? ""),
      period: index % 2 === 0 ? "2022" : "2023",
      breakdown: say(language, "党委", "Party committee"),
      value: String(40 + ((index * 37) % 900)),
      number: String(40 + ((index * 37) % 900)),
      unit: say(language, "件", "items"),
      role,
      roleLabel: say(language, zh, en),
      file: `${area?.[1] ?? ""}市2023年度发文统计表.xlsx`,
      place: `表1 发文 › C${5 + (index % 6)}`,
      sheet: "表1 发文",
      cell: `C${5 + (index % 6)}`,
    };
  });
}

type Question = { filter: ObservationsFilter; sort: SortChoice | null; language: Language };

/** The numbers a filter leaves, in the order asked for. */
export function observationsOf({ filter, sort, language }: Question, count = 412): ObservationRow[] {
  const area = AREAS.find((item) => item[0] === filter.area);
  const isAll = Object.values(filter).every((value) => value === null || value === "");
  if (isAll && sort === null) return observations(language, count);
  const rows = observations(language, count).filter(
    (row) =>
      Object.values(row).join(" ").includes(filter.search) &&
      (filter.role === null || row.role === filter.role) &&
      (filter.period === null || row.period === filter.period) &&
      (area === undefined || row.area === say(language, area[1], area[2])),
  );
  if (sort === null) return rows;
  const { field, isDescending } = sort;
  const order = (a: ObservationRow, b: ObservationRow) =>
    field === "value" ? Number(a.value) - Number(b.value) : a[field].localeCompare(b[field], "zh-CN");
  return rows.sort((a, b) => (isDescending ? order(b, a) : order(a, b)));
}

/** What the fake numbers can be narrowed to. */
export function facets(language: Language): FacetsView {
  return {
    indicators: [{ value: "documents", label: say(language, "发文数", "Documents") }],
    periods: ["2023", "2022"].map((value) => ({ value, label: value })),
    areas: AREAS.map(([value, zh, en]) => ({ value, label: say(language, zh, en) })),
    sources: AREAS.slice(0, 4).map(([, zh], index) => ({
      value: String(index + 1),
      label: `${zh}市2023年度发文统计表.xlsx`,
    })),
  };
}
