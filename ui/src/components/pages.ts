import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** Rows asked for at a time. */
export const PAGE_ROWS = 200;

/** The pages of a long table that are on screen or about to be. */
export type VisiblePages = { first: number; last: number };

/** Which pages stand between two heights of the scrolled table. */
export function pagesBetween(
  top: number,
  bottom: number,
  rowHeight: number,
  totalRows: number,
): VisiblePages {
  const lastPage = Math.max(0, Math.ceil(totalRows / PAGE_ROWS) - 1);
  const pageOf = (y: number) => Math.floor(y / rowHeight / PAGE_ROWS);
  const clamp = (page: number) => Math.max(0, Math.min(lastPage, page));
  return { first: clamp(pageOf(top)), last: clamp(pageOf(bottom)) };
}

/**
 * Follows the scrolling of a table whose rows all have one height: only its visible pages are asked for and
 * drawn, the rest is empty height, so a sheet of any length scrolls like a short one.
 */
export function useVisiblePages(
  container: RefObject<HTMLElement | null>,
  rowHeight: number,
  totalRows: number,
): VisiblePages {
  const [visible, setVisible] = useState<VisiblePages>({ first: 0, last: 0 });
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const measure = () => {
      // Half a screen ahead, so that scrolling meets rows and not a gap.
      const ahead = element.clientHeight / 2;
      const top = element.scrollTop - ahead;
      const next = pagesBetween(top, element.scrollTop + element.clientHeight + ahead, rowHeight, totalRows);
      setVisible((old) => (old.first === next.first && old.last === next.last ? old : next));
    };
    element.addEventListener("scroll", measure, { passive: true });
    // It reports once at the start, and so measures first.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [container, rowHeight, totalRows]);
  return visible;
}

/** The page numbers of a range. */
export function pageNumbers({ first, last }: VisiblePages): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
