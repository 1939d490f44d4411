import { useSyncExternalStore } from "react";
import { useReply } from "../../backend";
import type { AnalysisRequest, AnalysisRow, AnalysisTable, FactView, OfferView } from "../../backend";
import { useWindow } from "../shell/state";
import type { TraceTarget } from "../shell/state";

/** What the person chose; null leaves the choice to the engine. */
export type AnalysisChoice = Omit<AnalysisRequest, "language">;

const START: AnalysisChoice = {
  indicator: null,
  scope: null,
  level: null,
  period: null,
  against: null,
  by: "area",
  basis: "raw",
  rounding: "halfUp",
  decimals: 1,
};

/** Kept while other rooms are open; the answer itself is the engine's. */
let choice = START;
const listeners = new Set<() => void>();

/** Changes part of the question. */
export function choose(change: Partial<AnalysisChoice>): void {
  choice = { ...choice, ...change };
  listeners.forEach((listener) => listener());
}

/** Back to the start; for tests. */
export function resetAnalysis(): void {
  choose(START);
}

/** Asks for a comparison that was offered. */
export function takeOffer(offer: OfferView): void {
  choose({ period: offer.period, against: offer.against });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The question, as chosen so far. */
export function useChoice(): AnalysisChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** The answer to the question, in the language of the window. */
export function useAnalysis(choice: AnalysisChoice) {
  const language = useWindow((state) => state.language);
  return useReply("get_analysis", { ...choice, language }, { keepPrevious: true });
}

/** The columns of the table. The last one is drawn, not written. */
export const COLUMNS = [
  "label",
  "base",
  "current",
  "change",
  "rate",
  "contribution",
  "rank",
  "shift",
  "bars",
] as const;
export type Column = (typeof COLUMNS)[number];
export type SortColumn = Exclude<Column, "bars">;
export type Sort = { column: SortColumn; isDescending: boolean };

/** What the bars beside the table show. */
export type BarKind = "rate" | "counts" | "contribution";

/** Places in a column, the lowest first; a name has the place of the official order. */
function placeOf(row: AnalysisRow, index: number, column: SortColumn): number | null {
  return column === "label" ? index : row[column].place;
}

/**
 * The rows by a column. The engine says where each figure stands among its column's; rows without one come last either
 * way, and equal ones in the official order.
 */
export function sortRows(rows: readonly AnalysisRow[], sort: Sort): AnalysisRow[] {
  const placed = rows.map((row, index) => ({ row, index, place: placeOf(row, index, sort.column) }));
  placed.sort((a, b) => {
    if (a.place === null || b.place === null) {
      if (a.place === b.place) return a.index - b.index;
      return a.place === null ? 1 : -1;
    }
    const by = sort.isDescending ? b.place - a.place : a.place - b.place;
    return by === 0 ? a.index - b.index : by;
  });
  return placed.map(({ row }) => row);
}

/** The next order when the head of a column is chosen. */
export function nextSort(sort: Sort, column: SortColumn): Sort {
  if (sort.column === column) return { column, isDescending: !sort.isDescending };
  // Counts are looked at from the largest, ranks, names and rates from the first.
  return { column, isDescending: column === "base" || column === "current" };
}

/** The stored numbers behind a figure of a row. */
export function idsOf(row: AnalysisRow, column: Column): number[] {
  if (column === "base") return row.baseIds;
  if (column === "current") return row.currentIds;
  return [...row.currentIds, ...row.baseIds];
}

/** The figure a cell leads to: ranks and bars are of the rate, and the name stands for it. */
export function figureOf(column: Column, bars: BarKind): Column {
  if (column === "bars") return bars === "counts" ? "current" : bars;
  return column === "label" || column === "rank" || column === "shift" ? "rate" : column;
}

/** Names a cell in a trace. */
export function cellKey(rowKey: string, column: Column): string {
  return `${column} ${rowKey}`;
}

/** The row and the column that a trace is of; null where it is of something else. */
export function tracedCell(
  trace: TraceTarget | null,
  table: AnalysisTable | null,
): { row: AnalysisRow; column: Column } | null {
  if (trace === null || table === null || trace.subject.kind !== "cell") return null;
  const [name = "", ...rest] = trace.subject.key.split(" ");
  const column = COLUMNS.find((item) => item === name);
  const key = rest.join(" ");
  const row = key === "" ? table.total : table.rows.find((item) => item.key === key);
  return row && column ? { row, column } : null;
}

/** What the traced figure is and how it was computed. */
export function useDefinition(
  choice: AnalysisChoice,
  traced: { row: AnalysisRow; column: Column } | null,
): FactView[] | undefined {
  const language = useWindow((state) => state.language);
  const key = traced && traced.row.key !== "" ? traced.row.key : null;
  const request = { question: { ...choice, language }, key, column: traced?.column ?? "rate" };
  return useReply("define_figure", request, { enabled: traced !== null }).data?.facts;
}
