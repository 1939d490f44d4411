import { describe, expect, it } from "vitest";
import { rowsBetween } from "../../components/rows";
import { rectangleOf, selectionAfter, sizeOf } from "./selection";

const SIZE = { rows: 100_000, columns: 9 };
const key = (name: string, shiftKey = false, ctrlKey = false) => ({
  key: name,
  shiftKey,
  ctrlKey,
  metaKey: false,
});
const at = (row: number, column: number) => ({ anchor: { row, column }, head: { row, column } });

describe("the selection of cells", () => {
  it("moves by a cell, by a screen and to the ends, and never leaves the table", () => {
    expect(selectionAfter(key("ArrowDown"), null, SIZE, 20)).toEqual(at(0, 0));
    expect(selectionAfter(key("ArrowUp"), at(0, 0), SIZE, 20)).toEqual(at(0, 0));
    expect(selectionAfter(key("PageDown"), at(5, 2), SIZE, 20)).toEqual(at(25, 2));
    expect(selectionAfter(key("End", false, true), at(5, 2), SIZE, 20)).toEqual(at(99_999, 8));
    expect(selectionAfter(key("ArrowRight"), at(5, 8), SIZE, 20)).toEqual(at(5, 8));
    expect(selectionAfter(key("x"), at(5, 8), SIZE, 20)).toBeNull();
  });

  it("is drawn on with Shift, in any direction, from where it was begun", () => {
    const up = selectionAfter(key("ArrowUp", true), at(5, 2), SIZE, 20);
    const left = selectionAfter(key("ArrowLeft", true), up, SIZE, 20);
    expect(left && rectangleOf(left)).toEqual({ top: 4, bottom: 5, left: 1, right: 2 });
    const all = selectionAfter(key("a", false, true), left, SIZE, 20);
    expect(all && sizeOf(rectangleOf(all))).toEqual(SIZE);
  });
});

describe("the rows drawn of a long table", () => {
  it("are those on screen and a few around, wherever it was scrolled to", () => {
    expect(rowsBetween(0, 560, 28, 100_000)).toEqual({ first: 0, end: 32 });
    expect(rowsBetween(28 * 50_000, 560, 28, 100_000)).toEqual({ first: 49_988, end: 50_032 });
    expect(rowsBetween(28 * 99_980, 560, 28, 100_000)).toEqual({ first: 99_968, end: 100_000 });
    expect(rowsBetween(0, 560, 28, 3)).toEqual({ first: 0, end: 3 });
  });
});
