import { useTranslation } from "react-i18next";
import type { ColumnMeaning, StagedSheet, StagedTable } from "../../backend";

/** What the heads of a sheet's tables were understood as. */
export function Meaning({ sheet }: { sheet: StagedSheet }) {
  const { t } = useTranslation();
  if (sheet.tables.length === 0) return <p className="meaning ink-3">{t("import.noTable")}</p>;
  return sheet.tables.map((table) => <TableMeaning key={table.range} table={table} />);
}

function TableMeaning({ table }: { table: StagedTable }) {
  const { t } = useTranslation();
  const summary = useSummary(table);
  const facts = [
    [t("import.tableInfo.range"), table.range],
    [t("import.tableInfo.scope"), table.scope],
    [t("import.tableInfo.unit"), table.unit],
  ].filter(([, value]) => value);
  return (
    <section className="meaning">
      <h2>
        {t("import.meaning")}
        <small>{summary}</small>
      </h2>
      <p className="meaning-facts">
        {facts.map(([name, value]) => (
          <span key={name}>
            {name} <b>{value}</b>
          </span>
        ))}
      </p>
      <div className="meaning-groups">
        {groupsOf(table.columns).map((group) => (
          <Group key={group.columns[0]?.letter} group={group} />
        ))}
      </div>
    </section>
  );
}

/** What the table gives, in one line. */
function useSummary(table: StagedTable): string {
  const { t } = useTranslation();
  if (table.kind === "ledger") return t("import.summary.record", { count: table.recordCount });
  const parts = [
    [table.valueCount, "import.summary.value"],
    [table.ofWhichCount, "import.summary.ofWhich"],
    [table.totalCount, "import.summary.total"],
    [table.derivedCount, "import.summary.derived"],
    [table.missingCount, "import.summary.missing"],
    [table.unplacedCount, "import.summary.unplaced"],
  ] as const;
  return parts
    .filter(([count, key]) => count > 0 || key === "import.summary.value")
    .map(([count, key]) => t(key, { count }))
    .join(" · ");
}

/** Neighbouring columns under one outer head. */
type ColumnGroup = { head: string | null; columns: ColumnMeaning[] };

/** Columns gathered under their outermost head; a column of its own has none. */
export function groupsOf(columns: ColumnMeaning[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const column of columns) {
    const head = column.labels.length > 1 ? (column.labels[0] ?? null) : null;
    const last = groups.at(-1);
    if (last && last.head === head) last.columns.push(column);
    else groups.push({ head, columns: [column] });
  }
  return groups;
}

function Group({ group }: { group: ColumnGroup }) {
  return (
    <div className={`meaning-group ${group.head ? "has-head" : ""}`}>
      {group.head && <span className="head-chip is-outer">{group.head}</span>}
      <ul>
        {group.columns.map((column) => (
          <Column key={column.letter} column={column} skip={group.head ? 1 : 0} />
        ))}
      </ul>
    </div>
  );
}

const USES = ["value", "total", "of_which", "derived", "label"] as const;

function Column({ column, skip }: { column: ColumnMeaning; skip: number }) {
  const { t } = useTranslation();
  const use = USES.find((item) => item === column.role);
  const labels = column.labels.slice(skip);
  return (
    <li>
      <span className="head-chip">{labels.join(" / ") || "—"}</span>
      <span className="meaning-words" title={column.meaning}>
        {column.meaning}
      </span>
      <span className={`tag use-${column.role}`}>{use ? t(`import.use.${use}`) : column.role}</span>
      <span className="code ink-3">{column.letter}</span>
    </li>
  );
}
