import { describe, expect, it } from "vitest";
import { piecesOf } from "./svg-groups";

const SVG = '<svg><text>题</text><g data-key="a&amp;b"><rect/></g><path/><g data-key="c"><rect/></g></svg>';

describe("a drawing cut at its marks", () => {
  it("loses nothing and knows the key of each group", () => {
    const pieces = piecesOf(SVG);
    expect(pieces.map((piece) => piece.text).join("")).toBe(SVG);
    expect(pieces.flatMap((piece) => piece.key ?? [])).toEqual(["a&b", "c"]);
  });

  it("stays whole where a group stands in a group, or is not closed", () => {
    const nested = '<svg><g data-key="a"><g><rect/></g></g></svg>';
    expect(piecesOf(nested)).toEqual([{ key: null, text: nested }]);
    const open = '<svg><g data-key="a"><rect/></svg>';
    expect(piecesOf(open)).toEqual([{ key: null, text: open }]);
  });
});
