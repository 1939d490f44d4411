import { useLayoutEffect, useState } from "react";
import type { RefObject } from "react";

/** Part of a drawing, from top to bottom, in its own units. */
export type Sight = { top: number; bottom: number };

/** What is on screen of an element, and how much larger than the drawing it is shown. */
type View = { from: number; to: number; scale: number };

const ALL: Sight = { top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };
/** What is drawn beyond the screen, in screens, so that scrolling meets marks and not a gap. */
const BEYOND = 0.5;
/** What is in sight moves in steps of this share of a screen, so that most scrolling draws nothing new. */
const STEP = 0.5;

/** The pixels of an element whose top stands at `top` of the screen that are in sight or nearly so. */
export function pixelsInSight(top: number, screen: number): { from: number; to: number } {
  const step = screen * STEP;
  return {
    from: Math.floor((-top - screen * BEYOND) / step) * step,
    to: Math.ceil((-top + screen * (1 + BEYOND)) / step) * step,
  };
}

/**
 * Follows which part of a tall drawing is in sight, where that is worth it; the whole of it while it is printed, and where
 * there is no layout to measure.
 */
export function useSight(
  element: RefObject<HTMLElement | null>,
  isFollowed: boolean,
  drawing: { width: number; height: number },
): Sight {
  // Until it is measured it is taken to begin at the top of the screen: thousands of marks are never drawn at once.
  const [view, setView] = useState<View | null>(() => ({
    ...pixelsInSight(0, window.innerHeight),
    scale: 1,
  }));
  useLayoutEffect(() => {
    if (!isFollowed) return;
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (!box || box.width === 0) return setView(null);
      const next = { ...pixelsInSight(box.top, window.innerHeight), scale: box.width / drawing.width };
      setView((old) =>
        old && old.from === next.from && old.to === next.to && old.scale === next.scale ? old : next,
      );
    };
    const all = () => setView(null);
    measure();
    document.addEventListener("scroll", measure, { capture: true, passive: true });
    window.addEventListener("resize", measure);
    window.addEventListener("beforeprint", all);
    window.addEventListener("afterprint", measure);
    return () => {
      document.removeEventListener("scroll", measure, { capture: true });
      window.removeEventListener("resize", measure);
      window.removeEventListener("beforeprint", all);
      window.removeEventListener("afterprint", measure);
    };
  }, [element, isFollowed, drawing.width, drawing.height]);
  if (!isFollowed || view === null) return ALL;
  return { top: view.from / view.scale, bottom: view.to / view.scale };
}
