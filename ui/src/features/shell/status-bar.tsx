import { useTranslation } from "react-i18next";
import type { WorkspaceView } from "../../backend";
import { Icon } from "../../components/icon";
import { undo } from "./actions";
import { useWindow } from "./state";

/** The bottom row: facts about the data, what the last step did, and what kind of data this is. */
export function StatusBar({ workspace }: { workspace: WorkspaceView | null }) {
  const { t } = useTranslation();
  return (
    <footer className="status-bar">
      {workspace && workspace.observationCount > 0 && (
        <>
          <span data-testid="status-files">
            {t("status.files", { files: workspace.fileCount, tables: workspace.tableCount })}
          </span>
          <span className="wide-only">{t("status.indicators", { count: workspace.indicatorCount })}</span>
          <span>{t("status.figures", { count: workspace.observationCount })}</span>
        </>
      )}
      <StatusMessage />
      <span className="spring" />
      {workspace?.isReadOnly && <span>{t("status.readOnly")}</span>}
      {workspace?.isSynthetic && <span>{t("status.synthetic")}</span>}
      <span className="with-icon">
        <Icon name="lock" />
        {t("status.offline")}
      </span>
    </footer>
  );
}

function StatusMessage() {
  const { t } = useTranslation();
  const status = useWindow((state) => state.status);
  return (
    <span className="status-message" role="status">
      {status && (
        <>
          <span data-testid="status-message" title={status.words}>
            {status.words}
          </span>
          {status.canUndo && (
            <button type="button" className="link" onClick={() => void undo()} data-testid="status-undo">
              {t("status.undo")}
            </button>
          )}
        </>
      )}
    </span>
  );
}
