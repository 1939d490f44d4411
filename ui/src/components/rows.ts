import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** The rows of a long table that are on screen or about to be: from `first` up to, and without, `end`. */
export type VisibleRows = { first: number; end: number };

/** Rows drawn above and below the screen, so that scrolling meets rows and not a gap. */
const AHEAD = 12;
/** The rows drawn move by so many at a time, so that most scrolling draws nothing new. */
const STEP = 8;
/** Where there is no layout to measure, as many rows as a tall screen shows. */
const UNMEASURED_PX = 1080;

/** Which rows stand between two heights of a scrolled table whose rows all have one height. */
export function rowsBetween(top: number, height: number, rowHeight: number, totalRows: number): VisibleRows {
  const clamp = (row: number) => Math.max(0, Math.min(totalRows, row));
  return {
    first: clamp(Math.floor(top / rowHeight) - AHEAD),
    end: clamp(Math.ceil((top + height) / rowHeight) + AHEAD),
  };
}

/** Follows the scrolling of a table: only the rows on screen are drawn, the rest is empty height. */
export function useVisibleRows(
  container: RefObject<HTMLElement | null>,
  rowHeight: number,
  totalRows: number,
): VisibleRows {
  const [view, setView] = useState({ top: 0, height: UNMEASURED_PX });
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const measure = () => {
      const step = STEP * rowHeight;
      const top = Math.floor(element.scrollTop / step) * step;
      const height = (element.clientHeight || UNMEASURED_PX) + step;
      setView((old) => (old.top === top && old.height === height ? old : { top, height }));
    };
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [container, rowHeight]);
  return rowsBetween(view.top, view.height, rowHeight, totalRows);
}
