import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import type { ChangeView, DriftView, ReplacementView } from "../../backend";
import { Segmented } from "../../components/segmented";
import { useWindow } from "../shell/state";

type DifferencesProps = { fileId: number; sheetIndex: number; onCell: (address: string) => void };

/** What differs from last time: figures that a newer version changes, and labels that drifted. */
export function Differences({ fileId, sheetIndex, onCell }: DifferencesProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const { data } = useReply("get_differences", { fileId, sheetIndex, language });
  if (!data) return <div className="differences" />;
  if (data.replacements.length + data.drifts.length === 0) {
    return <p className="differences ink-3">{t("import.differences.none")}</p>;
  }
  return (
    <div className="differences" data-testid="differences">
      {data.drifts.map((drift) => (
        <Drift key={drift.range} drift={drift} />
      ))}
      {data.replacements.map((replacement) => (
        <Replacement key={replacement.range} replacement={replacement} onCell={onCell} />
      ))}
    </div>
  );
}

const KINDS = ["changed", "gone", "new"] as const;
type Kind = (typeof KINDS)[number];

function Replacement({
  replacement,
  onCell,
}: {
  replacement: ReplacementView;
  onCell: (address: string) => void;
}) {
  const { t } = useTranslation();
  const of = (kind: Kind) => replacement.changes.filter((change) => change.kind === kind);
  const [kind, setKind] = useState<Kind>(() => KINDS.find((item) => of(item).length > 0) ?? "changed");
  const shown = of(kind);
  return (
    <section>
      <h2>
        {t("import.differences.replaces", { file: replacement.file })}
        <small>{replacement.range}</small>
      </h2>
      <Segmented
        label={t("import.differences.kind")}
        value={kind}
        options={KINDS.map((item) => ({
          value: item,
          label: `${t(`import.differences.${item}`)} ${of(item).length}`,
        }))}
        onChange={setKind}
      />
      {shown.length === 0 ? (
        <p className="small ink-3">{t("import.differences.noneOfKind")}</p>
      ) : (
        <ChangeTable changes={shown} onCell={onCell} />
      )}
    </section>
  );
}

function ChangeTable({ changes, onCell }: { changes: ChangeView[]; onCell: (address: string) => void }) {
  const { t } = useTranslation();
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{t("import.differences.cell")}</th>
          <th scope="col">{t("import.differences.label")}</th>
          <th scope="col" className="is-number">
            {t("import.differences.old")}
          </th>
          <th scope="col" className="is-number">
            {t("import.differences.now")}
          </th>
          <th scope="col" className="is-number">
            {t("import.differences.difference")}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <tr key={`${change.cell ?? ""} ${change.label} ${index}`}>
            <td>
              {change.cell === null ? (
                "—"
              ) : (
                <button type="button" className="cell-link" onClick={() => onCell(change.cell ?? "")}>
                  {change.cell}
                </button>
              )}
            </td>
            <td>{change.label}</td>
            <td className="is-number ink-3">{change.old || "—"}</td>
            <td className="is-number">{change.new || "—"}</td>
            <td className="is-number ink-2">{change.difference}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Drift({ drift }: { drift: DriftView }) {
  const { t } = useTranslation();
  const lists = [
    ["columnsGone", drift.columnsGone],
    ["columnsNew", drift.columnsNew],
    ["linesGone", drift.linesGone],
    ["linesNew", drift.linesNew],
  ] as const;
  return (
    <section>
      <h2>
        {t("import.differences.drift", { name: drift.recipe })}
        <small>{drift.range}</small>
      </h2>
      <dl className="drift">
        {drift.renamed.length > 0 && (
          <div>
            <dt>{t("import.differences.renamed", { count: drift.renamed.length })}</dt>
            <dd>
              {drift.renamed.map(([old, now]) => (
                <span key={`${old} ${now}`} className="drift-label">
                  <s>{old}</s> → <b>{now}</b>
                </span>
              ))}
            </dd>
          </div>
        )}
        {lists
          .filter(([, labels]) => labels.length > 0)
          .map(([name, labels]) => (
            <div key={name}>
              <dt>{t(`import.differences.${name}`, { count: labels.length })}</dt>
              <dd>
                {labels.map((label, index) => (
                  <span key={`${label} ${index}`} className="drift-label">
                    {label}
                  </span>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
