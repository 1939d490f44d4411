import Checkbox from "antd/es/checkbox";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StagedFile, StagedView } from "../../backend";
import { Icon } from "../../components/icon";
import type { IconName } from "../../components/icon";
import { stageFiles } from "../shell/actions";

type FileListProps = {
  staged: StagedView;
  currentId: number | undefined;
  onOpen: (id: number) => void;
  onInclude: (id: number, isIncluded: boolean) => void;
};

/** The files under review, with how each stands, all together and one by one. */
export function FileList({ staged, currentId, onOpen, onInclude }: FileListProps) {
  const { t } = useTranslation();
  const [isOnlyDoubtful, setOnlyDoubtful] = useState(false);
  const asks = (file: StagedFile) => file.status === "doubtful" || file.status === "refused";
  const isFiltered = isOnlyDoubtful && staged.files.some(asks);
  // The file that is looked at stays, or settling its last doubt would take it away.
  const shown = staged.files.filter((file) => !isFiltered || asks(file) || file.id === currentId);
  return (
    <div className="files" data-pane tabIndex={-1}>
      <h2 className="list-head">{t("import.files", { count: staged.files.length })}</h2>
      <Totals files={staged.files} />
      {staged.files.length > 1 && staged.files.some(asks) && (
        <button
          type="button"
          className={`chip files-filter ${isFiltered ? "is-on" : ""}`}
          aria-pressed={isFiltered}
          onClick={() => setOnlyDoubtful(!isOnlyDoubtful)}
          data-testid="only-doubtful"
        >
          {t("import.onlyDoubtful")}
        </button>
      )}
      <ul>
        {shown.map((file) => (
          <FileItem
            key={file.id}
            file={file}
            isCurrent={file.id === currentId}
            onOpen={() => onOpen(file.id)}
            onInclude={(isIncluded) => onInclude(file.id, isIncluded)}
          />
        ))}
      </ul>
      <button type="button" className="files-add" onClick={() => void stageFiles("dialog")}>
        <Icon name="plus" />
        {t("import.add")}
      </button>
      <Intake staged={staged} />
    </div>
  );
}

const STATES = ["ready", "doubtful", "locked", "refused", "alreadyImported", "empty"] as const;

/** How many files stand how. */
function Totals({ files }: { files: StagedFile[] }) {
  const { t } = useTranslation();
  const stateOf = (file: StagedFile) => (file.needsPassword ? "locked" : file.status);
  const count = (state: (typeof STATES)[number]) => files.filter((file) => stateOf(file) === state).length;
  const present = STATES.filter((state) => count(state) > 0);
  if (files.length < 2) return null;
  return (
    <p className="files-totals" data-testid="totals">
      {present.map((state) => t(`import.totals.${state}`, { count: count(state) })).join(" · ")}
    </p>
  );
}

/** What accepting takes, and what stays out or counts for nothing. */
function Intake({ staged }: { staged: StagedView }) {
  const { t } = useTranslation();
  const out = staged.files.length - staged.takenCount;
  const lines = [
    [staged.otherCount, "import.intake.other"],
    [staged.recordCount, "import.intake.record"],
    [staged.unplacedCount, "import.intake.unplaced"],
    [staged.replacedCount, "import.intake.replaced"],
    [staged.skippedCount, "import.intake.skipped"],
    [out, "import.intake.out"],
  ] as const;
  return (
    <section className="intake" data-testid="intake">
      <h2 className="list-head">{t("import.intake.title")}</h2>
      <ul>
        <li>
          <b>{t("import.intake.value", { count: staged.valueCount, files: staged.takenCount })}</b>
        </li>
        {lines
          .filter(([count]) => count > 0)
          .map(([count, key]) => (
            <li key={key}>{t(key, { count })}</li>
          ))}
      </ul>
    </section>
  );
}

const ICONS: Record<StagedFile["status"], [IconName, string]> = {
  ready: ["holds", "ink-ok"],
  doubtful: ["doubt", "ink-doubt"],
  empty: ["unknown", "ink-unknown"],
  alreadyImported: ["holds", "ink-unknown"],
  refused: ["contradicts", "ink-error"],
};

const LOCKED: [IconName, string] = ["lock", "ink-doubt"];

type FileItemProps = {
  file: StagedFile;
  isCurrent: boolean;
  onOpen: () => void;
  onInclude: (isIncluded: boolean) => void;
};

function FileItem({ file, isCurrent, onOpen, onInclude }: FileItemProps) {
  const { t } = useTranslation();
  const [icon, ink] = file.needsPassword ? LOCKED : ICONS[file.status];
  const canInclude = file.status === "ready" || file.status === "doubtful";
  const isLeft = canInclude && !file.isIncluded;
  return (
    <li className={`file ${isCurrent ? "is-on" : ""} ${isLeft ? "is-left" : ""}`}>
      <button
        type="button"
        className="file-open"
        aria-current={isCurrent || undefined}
        onClick={onOpen}
        title={file.name}
        data-testid={`staged-file-${file.id}`}
        data-status={file.status}
      >
        <Icon name={icon} className={ink} />
        <span className="file-name">{file.name}</span>
        <span className={`file-state ${file.status === "doubtful" && !isLeft ? "ink-doubt" : ""}`}>
          {isLeft
            ? t("import.status.left")
            : file.needsPassword
              ? t("import.status.locked")
              : t(`import.status.${file.status}`, { count: file.findingCount })}
        </span>
      </button>
      {canInclude && (
        <Checkbox
          checked={file.isIncluded}
          onChange={(event) => onInclude(event.target.checked)}
          aria-label={t("import.include", { name: file.name })}
        />
      )}
    </li>
  );
}
