import { useTranslation } from "react-i18next";
import type { StagedSheet } from "../../backend";
import { Icon } from "../../components/icon";

/** How many printed totals and rates of a sheet were checked rather than taken. */
export function Checked({ sheet }: { sheet: StagedSheet }) {
  const { t } = useTranslation();
  const sum = (pick: (table: StagedSheet["tables"][number]) => number) =>
    sheet.tables.reduce((total, table) => total + pick(table), 0);
  const totals = sum((table) => table.totalCount);
  const derived = sum((table) => table.derivedCount);
  const found = new Set(sheet.findings.map((finding) => finding.code));
  const isWithout = (...codes: string[]) => codes.every((code) => !found.has(code));
  if (sheet.tables.length === 0) return null;
  return (
    <section className="checked">
      <h2 className="list-head">{t("inspector.checked")}</h2>
      {totals > 0 && (
        <Line
          isHolding={isWithout("total_mismatch", "total_exceeds_parts")}
          words={t("import.checkedTotal", { count: totals })}
        />
      )}
      {derived > 0 && (
        <Line
          isHolding={isWithout(...PRINTED_ARITHMETIC)}
          words={t("import.checkedDerived", { count: derived })}
        />
      )}
      {totals + derived === 0 && <p className="small ink-3">{t("import.checkedNone")}</p>}
    </section>
  );
}

/** Findings that say a printed rate or change does not follow. */
const PRINTED_ARITHMETIC = ["rate_mismatch", "change_mismatch", "rate_is_ratio"];

/** One kind of check; the circle with a tick stands only where nothing was found against it. */
function Line({ words, isHolding }: { words: string; isHolding: boolean }) {
  return (
    <p className="with-icon small">
      <Icon name={isHolding ? "holds" : "doubt"} className={isHolding ? "ink-ok" : "ink-doubt"} />
      {words}
    </p>
  );
}
