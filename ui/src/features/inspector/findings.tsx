import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FindingView } from "../../backend";
import { SeverityIcon } from "../../components/severity-icon";

type FindingListProps = {
  findings: FindingView[];
  current: number | undefined;
  onChoose: ((index: number) => void) | undefined;
  /** Whether the file is named: not where only one file is looked at. */
  showFile: boolean;
};

/** Findings in words, each with its place. */
export function FindingList({ findings, current, onChoose, showFile }: FindingListProps) {
  const { t } = useTranslation();
  if (findings.length === 0) return <p className="inspector-hint">{t("inspector.none")}</p>;
  return (
    <ul className="findings">
      {findings.map((finding, index) => (
        <FindingItem
          key={`${finding.code} ${finding.file} ${finding.sheet} ${finding.cell ?? ""} ${index}`}
          finding={showFile ? finding : { ...finding, file: "" }}
          isCurrent={index === current}
          onChoose={onChoose && (() => onChoose(index))}
        />
      ))}
    </ul>
  );
}

type FindingItemProps = { finding: FindingView; isCurrent: boolean; onChoose: (() => void) | undefined };

function FindingItem({ finding, isCurrent, onChoose }: FindingItemProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const words = <FindingWords finding={finding} />;
  return (
    <li ref={item} className={`finding ${isCurrent ? "is-on" : ""}`} data-code={finding.code}>
      {onChoose ? (
        <button type="button" onClick={onChoose} aria-current={isCurrent || undefined}>
          {words}
        </button>
      ) : (
        <div>{words}</div>
      )}
    </li>
  );
}

function FindingWords({ finding }: { finding: FindingView }) {
  const { t } = useTranslation();
  const { severity } = finding;
  const kind = severity === "error" || severity === "warning" ? severity : "info";
  const place = [finding.file, finding.sheet, finding.cell].filter((part) => part);
  return (
    <>
      <span className="finding-icon" title={t(`severity.${kind}`)}>
        <SeverityIcon severity={severity} />
        <span className="read-only-aloud">{t(`severity.${kind}`)}</span>
      </span>
      <span className="finding-message">{finding.message}</span>
      {finding.hint && <span className="finding-hint">{finding.hint}</span>}
      <span className="finding-place">{place.join(" › ")}</span>
    </>
  );
}
