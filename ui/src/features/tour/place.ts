import { useEffect, useState } from "react";

/** A rectangle of the window, in CSS pixels. */
export type Box = { left: number; top: number; width: number; height: number };

type Size = { width: number; height: number };

/** Room between control and card, and between card and the edge of the window. */
const GAP = 14;

/** Where a card stands beside a control without covering it; in the lower right corner where there is no control. */
export function placeOf(target: Box | null, card: Size, screen: Size): { left: number; top: number } {
  const within = (at: number, length: number, all: number) => Math.max(GAP, Math.min(at, all - length - GAP));
  const corner = { left: screen.width - card.width - GAP, top: screen.height - card.height - GAP * 3 };
  if (target === null) return corner;
  const left = within(target.left, card.width, screen.width);
  const top = within(target.top, card.height, screen.height);
  const below = target.top + target.height + GAP;
  const after = target.left + target.width + GAP;
  if (below + card.height <= screen.height - GAP) return { left, top: below };
  if (target.top - GAP - card.height >= GAP) return { left, top: target.top - GAP - card.height };
  if (after + card.width <= screen.width - GAP) return { left: after, top };
  if (target.left - GAP - card.width >= GAP) return { left: target.left - GAP - card.width, top };
  return corner;
}

/** As much of a rectangle as lies within the window. */
function shownOf({ left, top, right, bottom }: DOMRect): Box {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const width = Math.max(0, Math.min(window.innerWidth, right) - x);
  return { left: x, top: y, width, height: Math.max(0, Math.min(window.innerHeight, bottom) - y) };
}

/** How often the control is looked for: it comes with its room, and moves when the window does. */
export const LOOK_MS = 150;

/** The control of a step as it stands now; null while it is not on screen. */
export function useTarget(selector: string): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    const look = () => {
      const found = selector === "" ? null : document.querySelector(selector)?.getBoundingClientRect();
      const next = found ? shownOf(found) : null;
      setBox((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next));
    };
    const first = requestAnimationFrame(look);
    const timer = window.setInterval(look, LOOK_MS);
    window.addEventListener("resize", look);
    return () => {
      cancelAnimationFrame(first);
      window.clearInterval(timer);
      window.removeEventListener("resize", look);
    };
  }, [selector]);
  return box;
}
