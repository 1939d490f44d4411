import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FigureRequest, FigureTableRow } from "../../backend";
import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { useVisibleRows } from "../../components/rows";
import { showTrace, useWindow } from "../shell/state";
import { copyTable } from "./export";
import { useTable } from "./state";

/** Must equal the height of a row in charts.css. */
const ROW_HEIGHT = 28;

type DataTableProps = { request: FigureRequest; isDrawn: boolean };

/** The numbers of the figure for whoever reads a table, in the order drawn; each row leads to its cells. */
export function DataTable({ request, isDrawn }: DataTableProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const scroller = useRef<HTMLDivElement>(null);
  const reply = useTable(request, isDrawn);
  const rows = reply.data?.rows ?? [];
  const heads = reply.data?.heads ?? [];
  const visible = useVisibleRows(scroller, ROW_HEIGHT, rows.length);
  if (!isDrawn) return <p className="inspector-hint">{t("charts.tableNone")}</p>;
  return (
    <section className="figure-data">
      <header>
        <Button
          size="small"
          icon="copy"
          disabled={rows.length === 0}
          onClick={() => void copyTable(request)}
          data-testid="copy-table"
        >
          {t("charts.copyData")}
        </Button>
      </header>
      {reply.error && <Notice error={reply.error} language={language} />}
      <div className="figure-data-scroll" ref={scroller} onKeyDown={moveRow}>
        <table aria-label={t("charts.table")} aria-rowcount={rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <Gap rows={visible.first} columns={heads.length} />
          <tbody>
            {rows.slice(visible.first, visible.end).map((row, at) => (
              <DataRow key={row.key} row={row} index={visible.first + at} />
            ))}
          </tbody>
          <Gap rows={rows.length - visible.end} columns={heads.length} />
        </table>
      </div>
    </section>
  );
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: rows * ROW_HEIGHT }}>
        <td colSpan={columns} />
      </tr>
    </tbody>
  );
}

function DataRow({ row, index }: { row: FigureTableRow; index: number }) {
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row">
        <button
          type="button"
          title={row.label}
          disabled={row.observationIds.length === 0}
          onClick={() => showTrace({ kind: "marks", key: row.key }, row.observationIds)}
          data-testid={`data-row-${row.key}`}
        >
          {row.label}
        </button>
      </th>
      {row.cells.map((cell, at) => (
        <td
          key={at}
          className={cell.isNumber ? "" : "is-words"}
          title={cell.isNumber ? undefined : cell.text}
        >
          {cell.text}
        </td>
      ))}
    </tr>
  );
}

function moveRow(event: React.KeyboardEvent): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody button")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (by === 0 || at < 0) return;
  event.preventDefault();
  rows[at + by]?.focus();
}
