import { useTranslation } from "react-i18next";
import type { WorkspaceView } from "../../backend";
import { IconButton } from "../../components/button";
import { Icon, Mark } from "../../components/icon";
import { MenuItem, Popover } from "../../components/popover";
import { chooseLanguage, createWorkspace, openWorkspace, redo, undo } from "./actions";
import { chooseTheme, useWindow } from "./state";

/** The top row: workspace, undo and redo, theme, language. The system's own title bar stays above it. */
export function TitleBar({ workspace }: { workspace: WorkspaceView | null }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const isDark = useWindow((state) => state.isDark);
  const undoLabel = workspace?.undoLabel;
  const redoLabel = workspace?.redoLabel;
  return (
    <header className="title-bar">
      <Mark />
      <WorkspaceMenu workspace={workspace} />
      {workspace && (
        <span className="ink-3">{workspace.isReadOnly ? t("bar.readOnly") : t("bar.saved")}</span>
      )}
      <span className="spring" />
      <IconButton
        icon="undo"
        label={undoLabel ? t("bar.undoWhat", { what: undoLabel }) : t("bar.undo")}
        disabled={!undoLabel}
        onClick={() => void undo()}
        data-testid="undo"
      />
      <IconButton
        icon="redo"
        label={redoLabel ? t("bar.redoWhat", { what: redoLabel }) : t("bar.redo")}
        disabled={!redoLabel}
        onClick={() => void redo()}
        data-testid="redo"
      />
      <span className="title-rule" />
      <IconButton
        icon={isDark ? "sun" : "moon"}
        label={t(isDark ? "bar.toLight" : "bar.toDark")}
        onClick={() => chooseTheme(isDark ? "light" : "dark")}
        data-testid="theme-toggle"
      />
      <button
        type="button"
        className="icon-button language-toggle"
        title={t("bar.toOther")}
        aria-label={t("bar.toOther")}
        onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}
        data-testid="language-toggle"
      >
        {t("bar.other")}
      </button>
    </header>
  );
}

function WorkspaceMenu({ workspace }: { workspace: WorkspaceView | null }) {
  const { t } = useTranslation();
  return (
    <Popover
      className="at-start"
      label={t("bar.workspaceMenu")}
      button={(props) => (
        <button type="button" className="workspace-button" data-testid="workspace-menu" {...props}>
          <span className={workspace ? "workspace-name" : "ink-3"}>
            {workspace?.name ?? t("bar.noWorkspace")}
          </span>
          <Icon name="down" />
        </button>
      )}
    >
      {(close) => (
        <>
          <MenuItem onClick={() => (close(), void openWorkspace())}>{t("bar.open")}</MenuItem>
          <MenuItem onClick={() => (close(), void createWorkspace())}>{t("bar.create")}</MenuItem>
        </>
      )}
    </Popover>
  );
}
