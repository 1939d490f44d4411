import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/button";
import { NoticeLine } from "./notice-line";
import { setWindow, useWindow } from "./state";
import { UnfinishedLine } from "./unfinished-line";

type RoomFrameProps = {
  title: string;
  /** Pickers and buttons of the room bar. */
  bar?: ReactNode;
  /** What stands in the inspector; a room without one has none. */
  inspector?: ReactNode;
  children: ReactNode;
};

/** A room: its bar, its work area and its inspector. */
export function RoomFrame({ title, bar, inspector, children }: RoomFrameProps) {
  const { t } = useTranslation();
  const isOpen = useWindow((state) => state.isInspectorOpen);
  return (
    <div className={`room ${inspector && isOpen ? "has-inspector" : ""}`}>
      <main className="work" data-pane tabIndex={-1}>
        <div className="room-bar">
          <h1>{title}</h1>
          {bar}
          {inspector && (
            <IconButton
              icon="panel"
              className={isOpen ? "is-on" : ""}
              label={`${t("inspector.toggle")} (Ctrl+J)`}
              aria-pressed={isOpen}
              onClick={() => setWindow({ isInspectorOpen: !isOpen })}
            />
          )}
        </div>
        <NoticeLine />
        <UnfinishedLine />
        <div className="room-body">{children}</div>
      </main>
      {inspector && isOpen && (
        <aside className="inspector" data-pane tabIndex={-1} aria-label={t("inspector.toggle")}>
          {inspector}
        </aside>
      )}
    </div>
  );
}
