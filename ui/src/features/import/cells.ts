import type { GridCell, GridRow } from "../../backend";

/** A cell to draw, or a blank one where the sheet holds nothing. */
export type DrawnCell = { column: number; cell: GridCell | null; rowSpan: number; columnSpan: number };

/** A row to draw. */
export type DrawnRow = { row: GridRow; cells: DrawnCell[] };

/**
 * Rows with every column accounted for: a cell, a blank, or covered by a merge from above or the left. Without
 * this a sheet that leaves blanks out would slide to the left.
 */
export function drawnRows(rows: GridRow[], columnCount: number): DrawnRow[] {
  /** For each column, how many rows below are still covered by a merge. */
  const covered = new Array<number>(columnCount).fill(0);
  return rows.map((row, index) => {
    const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
    const cells: DrawnCell[] = [];
    for (let column = 0; column < columnCount;) {
      const below = covered[column] ?? 0;
      if (below > 0) {
        covered[column] = below - 1;
        column += 1;
        continue;
      }
      const cell = byColumn.get(column) ?? null;
      const rowSpan = Math.max(1, Math.min(cell?.rowSpan ?? 1, rows.length - index));
      const columnSpan = Math.max(1, Math.min(cell?.columnSpan ?? 1, columnCount - column));
      covered.fill(rowSpan - 1, column, column + columnSpan);
      cells.push({ column, cell, rowSpan, columnSpan });
      column += columnSpan;
    }
    return { row, cells };
  });
}

/** The role whose tag stands in the gutter of a row of this class. */
export const GUTTER_ROLES = {
  title: "title",
  unit: "unit",
  header: "header",
  group: "group",
  data: "data",
  total: "total",
  of_which: "of_which",
  note: "note",
} as const;

/** The tag of a row; a data row of which every number is a part counted elsewhere is an of-which row. */
export function gutterRole(row: GridRow): keyof typeof GUTTER_ROLES | null {
  if (row.class === "data") {
    const numbers = row.cells.filter((cell) => cell.role !== "label" && cell.text !== "");
    if (numbers.length > 0 && numbers.every((cell) => cell.role === "of_which" || cell.role === "derived")) {
      return numbers.some((cell) => cell.role === "of_which") ? "of_which" : "data";
    }
    return "data";
  }
  return row.class in GUTTER_ROLES ? (row.class as keyof typeof GUTTER_ROLES) : null;
}
