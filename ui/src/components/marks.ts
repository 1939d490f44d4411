import type { MarkView } from "../backend/generated/wire";

type Way = { x: -1 | 0 | 1; y: -1 | 0 | 1 };
const WAYS: Record<string, Way> = {
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
};

/** Of two marks equally far along, the one more to the side counts as this much further. */
const ASIDE = 3;

/**
 * The mark an arrow key leads to: the nearest one that way, by where the marks stand; where nothing stands that way, the
 * next or the last in order. Null for any other key.
 */
export function neighbourOf(marks: readonly MarkView[], from: number, key: string): number | null {
  const way = WAYS[key];
  const own = marks[from];
  if (way === undefined || own === undefined) return null;
  const [x, y] = middle(own);
  let best: { index: number; distance: number } | null = null;
  marks.forEach((mark, index) => {
    const [otherX, otherY] = middle(mark);
    const along = (otherX - x) * way.x + (otherY - y) * way.y;
    const aside = Math.abs(way.x === 0 ? otherX - x : otherY - y);
    // Further along than aside: what stands below and to the right is below, and not to the right as well.
    if (index === from || along < 1 || aside > along * ASIDE) return;
    const distance = along + aside * ASIDE;
    if (best === null || distance < best.distance) best = { index, distance };
  });
  if (best !== null) return (best as { index: number }).index;
  const next = from + way.x + way.y;
  return next >= 0 && next < marks.length && isInLine(marks) ? next : from;
}

function middle(mark: MarkView): [number, number] {
  return [mark.x + mark.width / 2, mark.y + mark.height / 2];
}

/** Whether the marks stand in one line: then both pairs of arrows travel along it. */
function isInLine(marks: readonly MarkView[]): boolean {
  const first = marks[0];
  if (first === undefined) return false;
  const [x, y] = middle(first);
  return (
    marks.every((mark) => Math.abs(middle(mark)[0] - x) < 1) ||
    marks.every((mark) => Math.abs(middle(mark)[1] - y) < 1)
  );
}
