import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { GridColumn, GridView } from "../../backend";
import { Notice } from "../../components/notice";
import { PAGE_ROWS, pageNumbers, useVisiblePages } from "../../components/pages";
import { useWindow } from "../shell/state";
import { drawnRows, gutterRole } from "./cells";
import type { DrawnCell, DrawnRow } from "./cells";
import { useGrid } from "./state";
import type { CellPlace, Jump } from "./state";

/** Must equal the heights in import.css. */
const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 24;
const GUTTER_WIDTH = 52;

type SheetGridProps = {
  fileId: number;
  sheetIndex: number;
  jump: Jump | null;
  onSelect: (cell: { address: string; text: string } | null) => void;
};

/** A sheet as in the spreadsheet, each cell in the colour of what it was understood as. */
export function SheetGrid({ fileId, sheetIndex, jump, onSelect }: SheetGridProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ totalRows: number; columns: GridColumn[] }>({
    totalRows: 0,
    columns: [],
  });
  const visible = useVisiblePages(scroller, ROW_HEIGHT, size.totalRows);
  const { grids, error } = useGrid(fileId, sheetIndex, visible);
  const known = [...grids.values()][0];
  if (known && (known.totalRows !== size.totalRows || known.columns.length !== size.columns.length)) {
    setSize({ totalRows: known.totalRows, columns: known.columns });
  }
  const [selected, setSelected] = useSelection(jump, scroller, known !== undefined, onSelect);
  if (error) return <Notice error={error} language={language} />;
  if (known && known.totalRows === 0) return <p className="sheet-empty ink-3">{t("import.noGrid")}</p>;
  const { columns } = size;
  const width = GUTTER_WIDTH + columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (
    <div
      ref={scroller}
      className="sheet"
      role="region"
      aria-label={t("import.grid")}
      tabIndex={0}
      onKeyDown={(event) => setSelected(moved(event, selected, size.totalRows, columns.length))}
      onClick={(event) => setSelected(placeUnder(event.target))}
    >
      {columns.length === 0 && <p className="sheet-empty ink-3 is-late">{t("import.loading")}</p>}
      <table role="grid" aria-label={t("import.grid")} aria-rowcount={size.totalRows} style={{ width }}>
        <Head columns={columns} />
        <Gap rows={visible.first * PAGE_ROWS} span={columns.length + 1} />
        {pageNumbers(visible).map((page) => {
          const grid = grids.get(page);
          const rows = Math.min(PAGE_ROWS, size.totalRows - page * PAGE_ROWS);
          if (!grid) return <Gap key={page} rows={rows} span={columns.length + 1} />;
          return <Page key={page} grid={grid} columnCount={columns.length} />;
        })}
        <Gap rows={size.totalRows - (visible.last + 1) * PAGE_ROWS} span={columns.length + 1} />
      </table>
    </div>
  );
}

/** A half-width character at 13 px: a digit is 7.2 px wide, half a Chinese character 6.5 and its stop more. */
const CHARACTER_WIDTH = 7.6;

/** Width of a column in pixels: its text, its padding and its rule. */
function widthOf(column: GridColumn): number {
  return Math.max(40, Math.min(320, Math.round(column.widthChars * CHARACTER_WIDTH) + 17));
}

function Head({ columns }: { columns: GridColumn[] }) {
  return (
    <>
      <colgroup>
        <col style={{ width: GUTTER_WIDTH }} />
        {columns.map((column) => (
          <col key={column.letter} style={{ width: widthOf(column) }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th className="sheet-corner" aria-hidden="true" />
          {columns.map((column) => (
            <th key={column.letter} scope="col">
              {column.letter}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function Gap({ rows, span }: { rows: number; span: number }) {
  if (rows <= 0) return null;
  return (
    <tbody aria-hidden="true" className="sheet-gap">
      <tr style={{ height: rows * ROW_HEIGHT }}>
        <td colSpan={span} />
      </tr>
    </tbody>
  );
}

const Page = memo(function Page({ grid, columnCount }: { grid: GridView; columnCount: number }) {
  const rows = useMemo(() => drawnRows(grid.rows, columnCount), [grid, columnCount]);
  return (
    <tbody>
      {rows.map((drawn) => (
        <Row key={drawn.row.number} drawn={drawn} />
      ))}
    </tbody>
  );
});

function Row({ drawn: { row, cells } }: { drawn: DrawnRow }) {
  const { t } = useTranslation();
  const role = gutterRole(row);
  return (
    <tr>
      <th scope="row" className="sheet-gutter">
        <span>{row.number}</span>
        <em>{role && t(`import.tag.${role}`)}</em>
      </th>
      {cells.map((cell) => (
        <Cell key={cell.column} drawn={cell} row={row.number} rowClass={row.class} />
      ))}
    </tr>
  );
}

function Cell({ drawn, row, rowClass }: { drawn: DrawnCell; row: number; rowClass: string }) {
  const { cell, column, rowSpan, columnSpan } = drawn;
  const classes = cell
    ? `role-${cell.role} ${cell.isNumber ? "is-number" : ""} ${cell.severity ? `has-${cell.severity}` : ""}`
    : "is-blank";
  const isWide = columnSpan > 1 || cell?.role === "header";
  return (
    <td
      className={`${classes} ${isWide && !cell?.isNumber ? "is-wide" : ""} row-${rowClass}`}
      rowSpan={rowSpan}
      colSpan={columnSpan}
      data-column={column}
      data-row={row}
      title={cell?.text}
    >
      <div>{cell?.text}</div>
    </td>
  );
}

/** The selected cell: marked in the table itself, so that moving it redraws nothing. */
function useSelection(
  jump: Jump | null,
  scroller: RefObject<HTMLDivElement | null>,
  isReady: boolean,
  onSelect: SheetGridProps["onSelect"],
): [CellPlace | null, (place: CellPlace | null) => void] {
  const [selected, setSelected] = useState<CellPlace | null>(null);
  const select = (place: CellPlace | null) => {
    if (place === null) return;
    setSelected(place);
    const cell = mark(scroller.current, place, "is-selected");
    // A cell covered by a merge is passed over; the next arrow goes on from it.
    if (cell === null) return;
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    const letter = scroller.current?.querySelectorAll("thead th")[place.column + 1]?.textContent ?? "";
    onSelect({ address: `${letter}${place.row}`, text: cell.textContent ?? "" });
  };
  useEffect(() => {
    const element = scroller.current;
    if (jump === null || element === null || !isReady) return;
    const middle = (element.clientHeight - HEAD_HEIGHT) / 2;
    const top = (jump.row - 1) * ROW_HEIGHT;
    const isOutside = top < element.scrollTop || top > element.scrollTop + 2 * middle - ROW_HEIGHT;
    if (isOutside) element.scrollTo({ top: Math.max(0, top - middle) });
    return flashSoon(element, jump);
  }, [jump, scroller, isReady]);
  return [selected, select];
}

/** Flashes a cell as soon as its page is drawn; gives up after two seconds. */
function flashSoon(element: HTMLElement, place: CellPlace): () => void {
  let tries = 0;
  const timer = window.setInterval(() => {
    tries += 1;
    const cell = mark(element, place, "is-flashed");
    if (cell || tries > 40) window.clearInterval(timer);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, 50);
  return () => window.clearInterval(timer);
}

/** Gives one cell, and no other, a class. A covered cell stands for the merge that covers it. */
function mark(element: HTMLElement | null, place: CellPlace, name: string): HTMLElement | null {
  const cell = element?.querySelector<HTMLElement>(
    `td[data-column="${place.column}"][data-row="${place.row}"]`,
  );
  if (!element || !cell) return null;
  element.querySelectorAll(`.${name}`).forEach((old) => old.classList.remove(name));
  void cell.offsetWidth;
  cell.classList.add(name);
  return cell;
}

function placeUnder(target: EventTarget): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-row]") : null;
  return cell && { column: Number(cell.dataset.column), row: Number(cell.dataset.row) };
}

const MOVES: Record<string, [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

function moved(
  event: KeyboardEvent,
  from: CellPlace | null,
  rows: number,
  columns: number,
): CellPlace | null {
  const move = MOVES[event.key];
  if (!move || event.ctrlKey || event.metaKey) return null;
  event.preventDefault();
  if (from === null) return { column: 0, row: 1 };
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  return { column: clamp(from.column + move[0], 0, columns - 1), row: clamp(from.row + move[1], 1, rows) };
}
