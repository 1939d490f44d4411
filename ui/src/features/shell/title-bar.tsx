import { useTranslation } from "react-i18next";
import type { SessionView } from "../../backend";
import { IconButton } from "../../components/button";
import { Icon, Mark } from "../../components/icon";
import { MenuItem, Popover } from "../../components/popover";
import {
  chooseLanguage,
  createWorkspace,
  openRecent,
  openWorkspace,
  redo,
  undo,
  useUndoLabels,
} from "./actions";
import { shortcutText } from "./shortcut";
import { chooseTheme, setWindow, useWindow } from "./state";

/** The top row: workspace, undo and redo, theme, language. The system's own title bar stays above it. */
export function TitleBar({ session }: { session: SessionView | undefined }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const isDark = useWindow((state) => state.isDark);
  const workspace = session?.workspace ?? null;
  const { undoLabel, redoLabel } = useUndoLabels(session);
  return (
    <header className="title-bar">
      <Mark />
      <WorkspaceMenu session={session} />
      {workspace && (
        <span className="ink-3">{workspace.isReadOnly ? t("bar.readOnly") : t("bar.saved")}</span>
      )}
      <span className="spring" />
      <FindButton />
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
        aria-label={`${t("bar.other")} – ${t("bar.toOther")}`}
        onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}
        data-testid="language-toggle"
      >
        {t("bar.other")}
      </button>
      <IconButton
        icon="unknown"
        label={`${t("bar.help")} (F1)`}
        onClick={() => setWindow({ overlay: "shortcuts" })}
        data-testid="help"
      />
    </header>
  );
}

/** Looks like the field it opens. */
function FindButton() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="find-button"
      onClick={() => setWindow({ overlay: "palette" })}
      data-testid="find"
    >
      <Icon name="search" />
      <span>{t("bar.find")}</span>
      <kbd>{shortcutText("Ctrl+K")}</kbd>
    </button>
  );
}

function WorkspaceMenu({ session }: { session: SessionView | undefined }) {
  const { t } = useTranslation();
  const name = session?.workspace?.name;
  const recent = session?.recent ?? [];
  return (
    <Popover
      className="at-start"
      label={t("bar.workspaceMenu")}
      button={(props) => (
        <button type="button" className="workspace-button" data-testid="workspace-menu" {...props}>
          <span className={name === undefined ? "ink-3" : "workspace-name"}>
            {name ?? t("bar.noWorkspace")}
          </span>
          <Icon name="down" />
        </button>
      )}
    >
      {(close) => (
        <>
          <MenuItem keys={shortcutText("Ctrl+O")} onClick={() => (close(), void openWorkspace())}>
            {t("bar.open")}
          </MenuItem>
          <MenuItem keys={shortcutText("Ctrl+N")} onClick={() => (close(), void createWorkspace())}>
            {t("bar.create")}
          </MenuItem>
          {recent.map((item) => (
            <MenuItem key={item.id} onClick={() => (close(), void openRecent(item.id))}>
              {item.name} <small className="ink-3">{item.folder}</small>
            </MenuItem>
          ))}
        </>
      )}
    </Popover>
  );
}
