import { useState } from "react";
import type { ObservationField } from "../../backend";

/** A column of the table. Sheet and cell stand in one on screen. */
export type ShownField = Exclude<ObservationField, "sheet" | "cell">;

/** Every column of the table, in the order of the screen. */
export const FIELDS: readonly ShownField[] = [
  "indicator",
  "area",
  "period",
  "breakdown",
  "value",
  "unit",
  "role",
  "file",
  "place",
];

/**
 * Least widths in pixels, and the shares by which columns grow: set beforehand, so that neither scrolling nor sorting moves
 * a column, and a row that comes costs no layout of the others.
 */
export const WIDTHS: Record<ShownField, number> = {
  indicator: 112,
  area: 112,
  period: 96,
  breakdown: 112,
  value: 84,
  unit: 48,
  role: 64,
  file: 148,
  place: 124,
};

/** The columns that say where a number came from. */
export const SOURCE_FIELDS: readonly ObservationField[] = ["file", "place"];

const KEY = "jianfu.columns";

function stored(): ShownField[] {
  const hidden = (localStorage.getItem(KEY) ?? "").split(" ");
  const shown = FIELDS.filter((field) => !hidden.includes(field));
  return shown.length > 0 ? shown : [...FIELDS];
}

/** The columns a person wants to see, remembered. The last one cannot be put away. */
export function useColumns() {
  const [columns, setColumns] = useState(stored);
  const toggle = (field: ShownField) => {
    const isShown = columns.includes(field);
    const next = FIELDS.filter((item) => (item === field ? !isShown : columns.includes(item)));
    if (next.length === 0) return;
    localStorage.setItem(KEY, FIELDS.filter((item) => !next.includes(item)).join(" "));
    setColumns(next);
  };
  return { columns, toggle };
}
