import { describe, expect, it } from "vitest";
import type { ColumnMeaning, GridCell, GridRow } from "../../backend";
import { drawnRows, gutterRole } from "./cells";
import { groupsOf } from "./meaning";
import { placeOf } from "./state";

const cell = (column: number, parts: Partial<GridCell> = {}): GridCell => ({
  column,
  text: "x",
  role: "value",
  isNumber: true,
  rowSpan: 1,
  columnSpan: 1,
  severity: "",
  ...parts,
});
const row = (number: number, cells: GridCell[], name = "data"): GridRow => ({ number, class: name, cells });

describe("cell addresses", () => {
  it("reads letters and number, and the first cell of a range", () => {
    expect(placeOf("D14")).toEqual({ column: 3, row: 14 });
    expect(placeOf("AA7:AB9")).toEqual({ column: 26, row: 7 });
    expect(placeOf("$C$2")).toEqual({ column: 2, row: 2 });
  });

  it("gives nothing where there is no address", () => {
    expect(placeOf(null)).toBeNull();
    expect(placeOf("第 3 行")).toBeNull();
  });
});

describe("the cells to draw", () => {
  it("fills columns that the sheet leaves blank", () => {
    const [only] = drawnRows([row(1, [cell(2)])], 4);
    expect(only?.cells.map((item) => [item.column, item.cell !== null])).toEqual([
      [0, false],
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  it("draws nothing where a merge covers", () => {
    const merged = cell(0, { rowSpan: 2, columnSpan: 2 });
    const rows = drawnRows([row(1, [merged, cell(2)]), row(2, [cell(2)]), row(3, [cell(0)])], 3);
    expect(rows.map((item) => item.cells.map((drawn) => drawn.column))).toEqual([[0, 2], [2], [0, 1, 2]]);
  });

  it("cuts a merge at the end of the page", () => {
    const [only] = drawnRows([row(1, [cell(0, { rowSpan: 9, columnSpan: 9 })])], 2);
    expect(only?.cells[0]).toMatchObject({ rowSpan: 1, columnSpan: 2 });
  });
});

describe("the tag of a row", () => {
  it("is of-which only when no number of the row is taken", () => {
    const parts = [cell(0, { role: "label" }), cell(1, { role: "of_which" }), cell(2, { role: "derived" })];
    expect(gutterRole(row(1, parts))).toBe("of_which");
    expect(gutterRole(row(1, [...parts, cell(3)]))).toBe("data");
    expect(gutterRole(row(1, [], "other"))).toBeNull();
  });
});

describe("the groups of heads", () => {
  it("gathers neighbours under one outer head", () => {
    const column = (letter: string, ...labels: string[]): ColumnMeaning => ({
      letter,
      labels,
      meaning: "",
      role: "value",
    });
    const groups = groupsOf([
      column("A", "名"),
      column("B", "市", "本年"),
      column("C", "市", "上年"),
      column("D", "县", "本年"),
    ]);
    expect(groups.map((group) => [group.head, group.columns.length])).toEqual([
      [null, 1],
      ["市", 2],
      ["县", 1],
    ]);
  });
});
