import { memo, useEffect, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { ObservationRow } from "../../backend";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { useVisibleRows } from "../../components/rows";
import { setWindow, showTrace, useWindow } from "../shell/state";
import type { DataQuestion } from "../shell/state";
import { copyCells } from "./cells";
import { WIDTHS } from "./columns";
import type { ShownField } from "./columns";
import { rectangleOf, selectionAfter, sizeOf } from "./selection";
import type { Cell, Rectangle, Selection } from "./selection";
import { nextSort, useRows } from "./state";

/** Must equal the heights in data.css. */
const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 30;

type ObservationTableProps = {
  question: DataQuestion;
  columns: readonly ShownField[];
  total: number;
};

const trace = (row: ObservationRow | undefined) => {
  if (row) showTrace({ kind: "row", key: String(row.id) }, [row.id]);
};

/** The table of numbers: only the rows on screen are asked for and drawn. */
export function ObservationTable({ question, columns, total }: ObservationTableProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const scroller = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(scroller, ROW_HEIGHT, total);
  const { rowAt, error } = useRows(question, visible);
  const [selection, setSelection] = useState<Selection | null>(null);
  const drawing = useDrawing(selection, setSelection, rowAt);
  const size = { rows: total, columns: columns.length };
  const rectangle = selection && rectangleOf(selection);
  useShownCell(scroller, selection);
  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.nativeEvent.isComposing) return;
    if (isCommand && event.key.toLowerCase() === "c" && rectangle) {
      void copyCells(question, columns, rectangle, event.shiftKey);
    } else if ((event.key === "Enter" || event.key === "F9") && selection && !isCommand) {
      trace(rowAt(selection.head.row));
    } else {
      const pageRows = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT));
      const next = selectionAfter(event, selection, size, pageRows);
      if (next === null) return;
      setSelection(next);
    }
    event.preventDefault();
  };
  if (total === 0) return <p className="sentence data-none">{t("data.none")}</p>;
  const rows = Array.from({ length: visible.end - visible.first }, (_, index) => visible.first + index);
  const head = selection?.head;
  const width = widthOf(columns);
  return (
    <>
      {error && <Notice error={error} language={language} />}
      <p className="print-only small">
        {t("table.printed", { first: visible.first + 1, last: visible.end, total })}
      </p>
      <div
        className="data-scroll"
        ref={scroller}
        tabIndex={0}
        role="grid"
        aria-label={t("table.label")}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={head && isBetween(head.row, visible) ? cellId(head) : undefined}
        onKeyDown={onKeyDown}
        {...drawing}
        data-testid="data-grid"
      >
        <table className="data-table is-fixed" role="presentation" style={{ minWidth: width }}>
          <colgroup>
            {columns.map((field) => (
              <col key={field} style={{ width: `${(WIDTHS[field] / width) * 100}%` }} />
            ))}
          </colgroup>
          <Heads question={question} columns={columns} />
          <Gap rows={visible.first} span={columns.length} />
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Row
                key={row}
                index={row}
                row={rowAt(row)}
                columns={columns}
                from={isIn(row, rectangle) ? rectangle.left : -1}
                to={isIn(row, rectangle) ? rectangle.right : -1}
                headColumn={head?.row === row ? head.column : -1}
              />
            ))}
          </tbody>
          <Gap rows={total - visible.end} span={columns.length} />
        </table>
      </div>
      <SelectionSize rectangle={rectangle} />
    </>
  );
}

const widthOf = (columns: readonly ShownField[]) => columns.reduce((sum, field) => sum + WIDTHS[field], 0);
const isBetween = (row: number, { first, end }: { first: number; end: number }) => row >= first && row < end;
const isIn = (row: number, rectangle: Rectangle | null): rectangle is Rectangle =>
  rectangle !== null && row >= rectangle.top && row <= rectangle.bottom;
const cellId = ({ row, column }: Cell) => `cell-${row}-${column}`;

/** Says how much is selected, once it is more than a cell. */
function SelectionSize({ rectangle }: { rectangle: Rectangle | null }) {
  const { t } = useTranslation();
  const size = rectangle && sizeOf(rectangle);
  const isMany = size !== null && size.rows * size.columns > 1;
  return (
    <p className="data-selected small" role="status">
      {isMany ? t("table.selected", { ...size }) : ""}
    </p>
  );
}

/** Selecting with the mouse: press, draw, let go. A click alone also shows where the number came from. */
function useDrawing(
  selection: Selection | null,
  setSelection: (selection: Selection) => void,
  rowAt: (row: number) => ObservationRow | undefined,
) {
  const isDrawing = useRef(false);
  return {
    onPointerDown: (event: PointerEvent) => {
      const cell = cellUnder(event.target);
      if (cell === null || event.button !== 0) return;
      isDrawing.current = true;
      const anchor = event.shiftKey && selection !== null ? selection.anchor : cell;
      setSelection({ anchor, head: cell });
      if (!event.shiftKey) trace(rowAt(cell.row));
    },
    onPointerMove: (event: PointerEvent) => {
      if (!isDrawing.current || selection === null) return;
      if (event.buttons === 0) isDrawing.current = false;
      const cell = cellUnder(event.target);
      const { head } = selection;
      if (!isDrawing.current || cell === null) return;
      if (cell.row !== head.row || cell.column !== head.column) setSelection({ ...selection, head: cell });
    },
    onPointerUp: () => void (isDrawing.current = false),
  };
}

function cellUnder(target: EventTarget): Cell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-column]") : null;
  return cell && { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Scrolls to the cell that the selection was drawn to. */
function useShownCell(scroller: RefObject<HTMLElement | null>, selection: Selection | null): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || selection === null || element.clientHeight === 0) return;
    const top = selection.head.row * ROW_HEIGHT;
    const shown = element.clientHeight - HEAD_HEIGHT;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + ROW_HEIGHT > element.scrollTop + shown) {
      element.scrollTo({ top: top + ROW_HEIGHT - shown });
    }
    const cell = element.querySelector(`#${cellId(selection.head)}`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [scroller, selection]);
}

/** The heads; a click sorts: up, down, as imported. */
function Heads({ question, columns }: { question: DataQuestion; columns: readonly ShownField[] }) {
  const { t } = useTranslation();
  const { sort } = question;
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        {columns.map((field, index) => {
          const name = t(`data.head.${field}`);
          const direction = sort?.field === field ? (sort.isDescending ? "descending" : "ascending") : "none";
          return (
            <th
              key={field}
              role="columnheader"
              scope="col"
              aria-colindex={index + 1}
              aria-sort={direction}
              className={`is-${field}`}
            >
              <button
                type="button"
                title={t("table.sort", { name })}
                onClick={() => setWindow({ data: { ...question, sort: nextSort(sort, field) } })}
                data-testid={`sort-${field}`}
              >
                {name}
                {direction !== "none" && (
                  <Icon name="down" className={direction === "ascending" ? "is-up" : ""} />
                )}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Gap({ rows, span }: { rows: number; span: number }) {
  if (rows <= 0) return null;
  return (
    <tbody aria-hidden="true" className="data-gap">
      <tr style={{ height: rows * ROW_HEIGHT }}>
        <td colSpan={span} />
      </tr>
    </tbody>
  );
}

type RowProps = {
  index: number;
  row: ObservationRow | undefined;
  columns: readonly ShownField[];
  /** The first and last selected column; -1 where none is. */
  from: number;
  to: number;
  headColumn: number;
};

/** One row; a row that is still on its way shows grey rules. Drawn anew only when something of it changes. */
const Row = memo(function Row({ index, row, columns, from, to, headColumn }: RowProps) {
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      className={row ? `role-${row.role}` : "is-coming"}
      data-testid={row && `observation-${row.id}`}
    >
      {columns.map((field, column) => {
        const isSelected = column >= from && column <= to;
        const text = row && (field === "role" ? row.roleLabel : row[field]);
        return (
          <td
            key={field}
            id={cellId({ row: index, column })}
            role="gridcell"
            aria-colindex={column + 1}
            aria-selected={isSelected}
            className={`is-${field} ${isSelected ? "is-selected" : ""} ${column === headColumn ? "is-head" : ""}`}
            title={text}
            data-row={index}
            data-column={column}
          >
            {field === "role" && row ? <span className={`role-word is-${row.role}`}>{text}</span> : text}
          </td>
        );
      })}
    </tr>
  );
});
