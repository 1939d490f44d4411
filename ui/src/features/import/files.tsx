import Checkbox from "antd/es/checkbox";
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

/** The files under review, with how each stands. */
export function FileList({ staged, currentId, onOpen, onInclude }: FileListProps) {
  const { t } = useTranslation();
  return (
    <div className="files" data-pane tabIndex={-1}>
      <h3>{t("import.files", { count: staged.files.length })}</h3>
      <ul>
        {staged.files.map((file) => (
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
    </div>
  );
}

const ICONS: Record<StagedFile["status"], [IconName, string]> = {
  ready: ["holds", "ink-ok"],
  doubtful: ["doubt", "ink-doubt"],
  empty: ["unknown", "ink-unknown"],
  alreadyImported: ["holds", "ink-unknown"],
  refused: ["contradicts", "ink-error"],
};

type FileItemProps = {
  file: StagedFile;
  isCurrent: boolean;
  onOpen: () => void;
  onInclude: (isIncluded: boolean) => void;
};

function FileItem({ file, isCurrent, onOpen, onInclude }: FileItemProps) {
  const { t } = useTranslation();
  const [icon, ink] = ICONS[file.status];
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
          {isLeft ? t("import.status.left") : t(`import.status.${file.status}`, { count: file.findingCount })}
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
