import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** The rows drawn: the first, and the one after the last. */
export type RowRange = { from: number; to: number };

/** Rows drawn beyond the screen on either side, so that scrolling meets rows and not a gap. */
const AHEAD = 12;
/** The range moves by so many rows at a time, so that most scrolling draws nothing new. */
const STEP = 8;
/** What is drawn before the height of the screen is known. */
const FIRST: RowRange = { from: 0, to: 48 };

/** The rows that a scrolled height shows. */
export function rowsBetween(top: number, height: number, rowHeight: number, count: number): RowRange {
  const down = (row: number) => Math.floor(row / STEP) * STEP;
  const from = Math.max(0, down(top / rowHeight - AHEAD));
  const to = Math.min(count, down((top + height) / rowHeight + AHEAD) + STEP);
  return { from: Math.min(from, Math.max(0, count - 1)), to };
}

/** Follows the scrolling of a table whose rows all have one height: a table of any length draws a screen of rows. */
export function useVisibleRows(
  container: RefObject<HTMLElement | null>,
  rowHeight: number,
  count: number,
): RowRange {
  const [range, setRange] = useState<RowRange>(FIRST);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const measure = () => {
      const next = rowsBetween(element.scrollTop, element.clientHeight, rowHeight, count);
      setRange((old) => (old.from === next.from && old.to === next.to ? old : next));
    };
    element.addEventListener("scroll", measure, { passive: true });
    // It reports once at the start, and so measures first.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [container, rowHeight, count]);
  return { from: Math.min(range.from, count), to: Math.min(range.to, count) };
}
