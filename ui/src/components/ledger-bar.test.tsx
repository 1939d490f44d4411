import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { LedgerBar } from "./ledger-bar";

function widths(ratio: number | null) {
  const { container } = render(<LedgerBar ratio={ratio} tone="reduced" />);
  const share = (name: string, side: "left" | "width") =>
    Number.parseFloat(container.querySelector<HTMLElement>(`.ledger-${name}`)?.style[side] ?? "NaN");
  return { solid: share("solid", "width"), rest: share("rest", "width"), tick: share("tick", "left") };
}

describe("the ledger bar", () => {
  it("fills a reduction up to the tick: what remains and what was taken away", () => {
    const { solid, rest, tick } = widths(0.75);
    expect(solid / tick).toBeCloseTo(0.75, 2);
    expect(solid + rest).toBeCloseTo(tick, 1);
  });

  it("runs past the tick on a rise, and never past its own end", () => {
    for (const ratio of [1.05, 1.5, 8]) {
      const { solid, rest, tick } = widths(ratio);
      expect(solid).toBeCloseTo(tick, 1);
      expect((solid + rest) / tick).toBeCloseTo(ratio, 1);
      expect(solid + rest).toBeLessThanOrEqual(100.01);
    }
  });

  it("draws no bar without a base", () => {
    expect(widths(null)).toEqual({ solid: NaN, rest: NaN, tick: NaN });
  });
});
