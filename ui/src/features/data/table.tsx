import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ObservationRow } from "../../backend";
import { PAGE_ROWS, pageNumbers, useVisiblePages } from "../../components/pages";
import { useRows } from "./state";
import type { DataFilter } from "./state";

/** Must equal the height of a row in data.css. */
const ROW_HEIGHT = 28;
const HEADS = ["indicator", "area", "period", "breakdown", "value", "unit", "role", "file", "place"] as const;

type ObservationTableProps = {
  filter: DataFilter;
  total: number;
  chosenId: number | null;
  onChoose: (row: ObservationRow) => void;
};

/** The table of numbers: only the pages on screen are asked for and drawn. */
export function ObservationTable({ filter, total, chosenId, onChoose }: ObservationTableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const visible = useVisiblePages(scroller, ROW_HEIGHT, total);
  const rows = useRows(filter, visible);
  const after = Math.max(0, total - (visible.last + 1) * PAGE_ROWS);
  if (total === 0) return <p className="sentence data-none">{t("data.none")}</p>;
  return (
    <div className="data-scroll" ref={scroller} tabIndex={-1}>
      <table className="data-table" aria-rowcount={total + 1}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" className={`is-${head}`}>
                {t(`data.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <Gap rows={visible.first * PAGE_ROWS} />
        {pageNumbers(visible).map((page) => {
          const found = rows.get(page);
          if (!found) return <Gap key={page} rows={Math.min(PAGE_ROWS, total - page * PAGE_ROWS)} />;
          return (
            <tbody key={page}>
              {found.map((row) => (
                <Row key={row.id} row={row} isChosen={row.id === chosenId} onChoose={onChoose} />
              ))}
            </tbody>
          );
        })}
        <Gap rows={after} />
      </table>
    </div>
  );
}

function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tbody aria-hidden="true" className="data-gap">
      <tr style={{ height: rows * ROW_HEIGHT }}>
        <td colSpan={HEADS.length} />
      </tr>
    </tbody>
  );
}

type RowProps = { row: ObservationRow; isChosen: boolean; onChoose: (row: ObservationRow) => void };

function Row({ row, isChosen, onChoose }: RowProps) {
  const texts = { ...row, role: row.roleLabel };
  return (
    <tr
      className={`role-${row.role} ${isChosen ? "is-on" : ""}`}
      aria-selected={isChosen}
      tabIndex={0}
      onClick={() => onChoose(row)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === "F9") onChoose(row);
        else moveRow(event.currentTarget, event.key);
      }}
      data-testid={`observation-${row.id}`}
    >
      {HEADS.map((head) => (
        <td key={head} className={`is-${head}`} title={texts[head]}>
          {head === "role" ? <span className={`role-word is-${row.role}`}>{texts.role}</span> : texts[head]}
        </td>
      ))}
    </tr>
  );
}

function moveRow(row: HTMLTableRowElement, key: string): void {
  const next =
    key === "ArrowDown" ? row.nextElementSibling : key === "ArrowUp" ? row.previousElementSibling : null;
  if (next instanceof HTMLElement) next.focus();
}
