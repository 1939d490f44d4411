import { describe, expect, it } from "vitest";
import { PAGE_ROWS, pageNumbers, pagesBetween } from "./pages";

const pageHeight = PAGE_ROWS * 30;

describe("the pages of a long table", () => {
  it("names the pages between two heights", () => {
    expect(pagesBetween(pageHeight - 10, pageHeight + 10, 30, 10 * PAGE_ROWS)).toEqual({ first: 0, last: 1 });
    expect(pageNumbers({ first: 3, last: 5 })).toEqual([3, 4, 5]);
  });

  it("stays within the table", () => {
    expect(pagesBetween(-500, 99 * pageHeight, 30, PAGE_ROWS + 1)).toEqual({ first: 0, last: 1 });
    expect(pagesBetween(0, 600, 30, 0)).toEqual({ first: 0, last: 0 });
  });
});
