/** A cell of the table: row and column from 0, as they stand on screen. */
export type Cell = { row: number; column: number };

/** What is selected: from where it was begun to where it was drawn. */
export type Selection = { anchor: Cell; head: Cell };

/** A rectangle of cells, both ends included. */
export type Rectangle = { top: number; bottom: number; left: number; right: number };

/** The size of the table. */
export type Size = { rows: number; columns: number };

/** The rectangle between the two ends of a selection. */
export function rectangleOf({ anchor, head }: Selection): Rectangle {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

/** How many rows and columns a rectangle has. */
export function sizeOf({ top, bottom, left, right }: Rectangle): Size {
  return { rows: bottom - top + 1, columns: right - left + 1 };
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));

/** The cell itself, or the nearest one of a table of this size. */
export function within(cell: Cell, size: Size): Cell {
  return { row: clamp(cell.row, size.rows - 1), column: clamp(cell.column, size.columns - 1) };
}

type Keys = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean };

/** Where a key leads from a cell; null for a key that leads nowhere. */
function target(event: Keys, from: Cell, size: Size, pageRows: number): Cell | null {
  const isFar = event.ctrlKey || event.metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  switch (event.key) {
    case "ArrowUp":
      return { ...from, row: isFar ? 0 : from.row - 1 };
    case "ArrowDown":
      return { ...from, row: isFar ? last.row : from.row + 1 };
    case "ArrowLeft":
      return { ...from, column: isFar ? 0 : from.column - 1 };
    case "ArrowRight":
      return { ...from, column: isFar ? last.column : from.column + 1 };
    case "PageUp":
      return { ...from, row: from.row - pageRows };
    case "PageDown":
      return { ...from, row: from.row + pageRows };
    case "Home":
      return isFar ? { row: 0, column: 0 } : { ...from, column: 0 };
    case "End":
      return isFar ? last : { ...from, column: last.column };
    default:
      return null;
  }
}

/** The selection after a key: moved, or with Shift drawn on; null where the key is none of the table's. */
export function selectionAfter(
  event: Keys,
  selection: Selection | null,
  size: Size,
  pageRows: number,
): Selection | null {
  if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
    return { anchor: { row: 0, column: 0 }, head: { row: size.rows - 1, column: size.columns - 1 } };
  }
  const found = target(event, selection?.head ?? { row: -1, column: 0 }, size, pageRows);
  if (found === null) return null;
  const head = within(found, size);
  return { anchor: event.shiftKey && selection !== null ? selection.anchor : head, head };
}
