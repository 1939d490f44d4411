import type { KeyboardEvent } from "react";

type Cell = { row: number; column: number };
/** The last row and the last column. */
type Ends = { rows: number; columns: number };

/** Rows a page key moves by. */
const PAGE = 14;

/** Moves about the cells of a grid; false where the key moves nothing. */
export function moveCell(event: KeyboardEvent, from: Cell, ends: Ends, move: (to: Cell) => void): boolean {
  const { row, column } = from;
  const isFar = event.ctrlKey || event.metaKey;
  const to: Record<string, Cell> = {
    ArrowDown: { row: isFar ? ends.rows : row + 1, column },
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowRight: { row, column: isFar ? ends.columns : column + 1 },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    PageDown: { row: row + PAGE, column },
    PageUp: { row: row - PAGE, column },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? ends.rows : row, column: ends.columns },
  };
  const next = to[event.key];
  // Keys of the choice of bars and of the sort buttons are theirs.
  if (next === undefined || !(event.target as Element).matches("[role=gridcell]")) return false;
  const clamp = (value: number, last: number) => Math.max(0, Math.min(last, value));
  move({ row: clamp(next.row, ends.rows), column: clamp(next.column, ends.columns) });
  return true;
}
