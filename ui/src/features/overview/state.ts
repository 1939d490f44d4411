import { useEffect, useState } from "react";
import type { RefObject } from "react";
import { useReply } from "../../backend";
import { useWindow } from "../shell/state";
import type { OverviewChoice } from "../shell/state";

const NARROWEST = 420;
const WIDEST = 1400;

/** The drawing has an inner margin on each side, which stands outside of the column (`.chart`). */
const INNER_MARGIN = 8;

/** The width of the engine's drawing for a column, once the column has rested. */
export function useChartWidth(element: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () => {
      const rounded = Math.round(target.getBoundingClientRect().width) + 2 * INNER_MARGIN;
      setWidth(Math.max(NARROWEST, Math.min(WIDEST, rounded)));
    };
    measure();
    let timer = 0;
    const observer = new ResizeObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(measure, 120);
    });
    observer.observe(target);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [element]);
  return width;
}

/** The overview for a choice, in the language, theme and width of the window. */
export function useOverview(choice: OverviewChoice, chartWidthPx: number | null) {
  const language = useWindow((state) => state.language);
  const isDark = useWindow((state) => state.isDark);
  return useReply(
    "get_overview",
    { ...choice, theme: isDark ? "dark" : "light", chartWidthPx: chartWidthPx ?? NARROWEST, language },
    { enabled: chartWidthPx !== null, keepPrevious: true },
  );
}
