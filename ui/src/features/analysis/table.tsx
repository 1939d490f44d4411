import { memo, useCallback, useMemo, useRef, useState } from "react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { AnalysisRow, AnalysisTable } from "../../backend";
import { useVisibleRows } from "../../components/rows";
import { Segmented } from "../../components/segmented";
import { BarCell, rulesOf } from "./bars";
import { moveCell } from "./keys";
import { COLUMNS, cellKey, figureOf, nextSort, sortRows } from "./state";
import type { BarKind, Column, Sort, SortColumn } from "./state";

/** Must equal the height of a row in analysis.css. */
export const ROW_HEIGHT = 28;

type Cell = { row: number; column: number };

type AnalysisGridProps = {
  table: AnalysisTable;
  heading: string;
  bars: BarKind;
  onBars: (bars: BarKind) => void;
  tracedKey: string | null;
  onTrace: (row: AnalysisRow, column: Column) => void;
};

/** The table of figures with a bar on the line of each row. Only the rows on screen are drawn. */
export function AnalysisGrid({ table, heading, bars, onBars, tracedKey, onTrace }: AnalysisGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<Sort>({ column: "rank", isDescending: false });
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const rows = useMemo(() => sortRows(table.rows, sort), [table.rows, sort]);
  const visible = useVisibleRows(scroller, ROW_HEIGHT, rows.length);
  const scale = table.scales[bars];
  const rules = useMemo(() => rulesOf(scale), [scale]);
  const activate = useCallback((row: number, column: number) => setActive({ row, column }), []);
  const last = rows.length + (table.left ? 1 : 0);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const column = COLUMNS[active.column] ?? "label";
    const row = rows[active.row] ?? (active.row === last ? table.total : table.left);
    if ((event.key === "Enter" || event.key === "F9") && row) onTrace(row, column);
    else if (!moveCell(event, active, { rows: last, columns: COLUMNS.length - 1 }, moveTo)) return;
    event.preventDefault();
  };
  const moveTo = (next: Cell) => {
    setActive(next);
    focusCell(scroller.current, next, rows.length);
  };
  // The way in by Tab: the cell gone to last, or where its row was scrolled away, the first one drawn.
  const isDrawn = active.row >= rows.length || (active.row >= visible.first && active.row < visible.end);
  const stop = isDrawn ? active.row : visible.first;
  const rowProps = (row: AnalysisRow, index: number) => ({
    row,
    index,
    activeColumn: stop === index ? active.column : null,
    onActive: activate,
    bars,
    rules,
    scale,
    // Only the row that is traced hears of it, so that the others need not be drawn anew.
    tracedKey: tracedKey !== null && isKeyOf(tracedKey, row) ? tracedKey : null,
    onTrace,
  });
  return (
    <div className="analysis-scroll" ref={scroller} onKeyDown={onKeyDown}>
      <table className="analysis-table" role="grid" aria-label={heading} aria-rowcount={last + 2}>
        <Head table={table} sort={sort} onSort={setSort} bars={bars} onBars={onBars} />
        <Gap rows={visible.first} />
        <tbody>
          {rows.slice(visible.first, visible.end).map((row, at) => (
            <Row key={row.key} {...rowProps(row, visible.first + at)} />
          ))}
        </tbody>
        <Gap rows={rows.length - visible.end} />
        <tfoot>
          {table.left && <Row {...rowProps(table.left, rows.length)} kind="left" />}
          <Row {...rowProps(table.total, last)} kind="total" />
        </tfoot>
      </table>
    </div>
  );
}

/** Brings a cell into sight and gives it the focus once its row is drawn. */
function focusCell(scroller: HTMLElement | null, cell: Cell, rowCount: number): void {
  if (scroller === null) return;
  const head = scroller.querySelector("thead")?.clientHeight ?? 0;
  const foot = scroller.querySelector("tfoot")?.clientHeight ?? 0;
  if (cell.row < rowCount) {
    const top = cell.row * ROW_HEIGHT;
    const room = scroller.clientHeight - head - foot;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > scroller.scrollTop + room) scroller.scrollTop = top + ROW_HEIGHT - room;
  }
  const find = () =>
    scroller.querySelector<HTMLElement>(
      `[aria-rowindex="${cell.row + 2}"] > [aria-colindex="${cell.column + 1}"]`,
    );
  // After a far jump the page of the row is drawn in the next frame, after the table has heard of the scrolling.
  const attempt = (left: number) => {
    const target = find();
    if (target) target.focus({ preventScroll: true });
    else if (left > 0) requestAnimationFrame(() => attempt(left - 1));
  };
  attempt(4);
}

type HeadProps = {
  table: AnalysisTable;
  sort: Sort;
  onSort: (sort: Sort) => void;
  bars: BarKind;
  onBars: (bars: BarKind) => void;
};

function Head({ table, sort, onSort, bars, onBars }: HeadProps) {
  const { t } = useTranslation();
  const { heads } = table;
  const order = sort.isDescending ? "descending" : "ascending";
  return (
    <thead>
      <tr aria-rowindex={1}>
        {COLUMNS.filter((column): column is SortColumn => column !== "bars").map((column) => (
          <th
            key={column}
            scope="col"
            className={`is-${column}`}
            aria-sort={sort.column === column ? order : "none"}
          >
            <button
              type="button"
              title={column === "shift" && heads.shiftSince ? heads.shiftSince : t("analysis.sort")}
              onClick={() => onSort(nextSort(sort, column))}
              data-testid={`sort-${column}`}
            >
              {heads[column]}
              <span className={`sort-mark ${sort.column === column ? order : ""}`} aria-hidden="true" />
            </button>
          </th>
        ))}
        <th scope="col" className="is-bars">
          <div className="bars-head">
            <Segmented
              label={t("analysis.barsLabel")}
              value={bars}
              options={[
                { value: "rate", label: heads.rateBars },
                { value: "counts", label: t("analysis.bars.counts") },
                { value: "contribution", label: t("analysis.bars.contribution") },
              ]}
              onChange={onBars}
            />
            <Ticks table={table} bars={bars} />
          </div>
        </th>
      </tr>
    </thead>
  );
}

/** How near a number of the axis may stand to the words of the reference, as a share of the axis. */
const CROWDED = 0.26;

function Ticks({ table, bars }: { table: AnalysisTable; bars: BarKind }) {
  const { ticks: all, reference } = table.scales[bars];
  // The reference is said in words: where it meets a number of the axis, the number goes.
  const ticks = all.filter((tick) => reference === null || Math.abs(tick.at - reference.at) > CROWDED);
  return (
    <div className="bar-ticks" aria-hidden="true">
      {ticks.map((tick) => (
        <span key={tick.at} style={{ left: `${tick.at * 100}%` }}>
          {tick.text}
        </span>
      ))}
      {reference && (
        <b style={{ left: `${reference.at * 100}%` }} className={reference.at > 0.72 ? "is-left" : ""}>
          {reference.text}
        </b>
      )}
    </div>
  );
}

function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: rows * ROW_HEIGHT }}>
        <td colSpan={COLUMNS.length} />
      </tr>
    </tbody>
  );
}

type RowProps = {
  row: AnalysisRow;
  index: number;
  kind?: "left" | "total";
  activeColumn: number | null;
  onActive: (row: number, column: number) => void;
  bars: BarKind;
  rules: CSSProperties;
  scale: AnalysisTable["scales"][BarKind];
  tracedKey: string | null;
  onTrace: (row: AnalysisRow, column: Column) => void;
};

/** Whether a cell named in a trace stands in a row. */
function isKeyOf(tracedKey: string, row: AnalysisRow): boolean {
  return tracedKey.split(" ").slice(1).join(" ") === row.key;
}

const Row = memo(function Row(props: RowProps) {
  const { row, index, kind, activeColumn, onActive, bars, rules, scale, tracedKey, onTrace } = props;
  const isTraced = (column: Column) => tracedKey === cellKey(row.key, figureOf(column, bars));
  const isRowTraced = tracedKey !== null && kind !== "left";
  const cell = (column: Column, at: number) => ({
    role: "gridcell",
    "aria-colindex": at + 1,
    tabIndex: activeColumn === at ? 0 : -1,
    onFocus: () => onActive(index, at),
    onClick: () => kind !== "left" && onTrace(row, column),
    "aria-selected": isTraced(column) && column === figureOf(column, bars),
    "data-testid": `cell-${column}-${kind ?? row.key}`,
  });
  return (
    <tr aria-rowindex={index + 2} className={`${kind ? `is-${kind}` : ""} ${isRowTraced ? "is-on" : ""}`}>
      {COLUMNS.map((column, at) => {
        if (column === "bars") {
          return (
            <td key={column} {...cell(column, at)} className="is-bars" style={rules}>
              <BarCell row={row} bars={bars} scale={scale} />
            </td>
          );
        }
        if (column === "label") {
          return (
            <th key={column} scope="row" {...cell(column, at)} className="is-label" title={row.label}>
              <div className="label-line">
                <span className="row-label">{row.label}</span>
                <Flags row={row} />
              </div>
            </th>
          );
        }
        const isToned = column === "rate" && row.flags.every((flag) => flag.code !== "small_base");
        return (
          <td
            key={column}
            {...cell(column, at)}
            className={`is-${column} ${isToned ? `tone-text-${row.tone}` : ""} ${column === "rate" && !isToned ? "is-small" : ""}`}
            title={column === "rate" ? (row.reason ?? undefined) : undefined}
          >
            {row[column].text}
          </td>
        );
      })}
    </tr>
  );
});

function Flags({ row }: { row: AnalysisRow }) {
  return row.flags.map((flag) => (
    <span key={flag.code} className={`flag is-${flag.severity}`} title={flag.words}>
      {flag.label}
    </span>
  ));
}
