import { useTranslation } from "react-i18next";
import type { SessionView } from "../../backend";
import { useReply } from "../../backend";
import { Icon } from "../../components/icon";
import { Popover } from "../../components/popover";
import { Segmented } from "../../components/segmented";
import { chooseLanguage } from "./actions";
import { ROOMS, chooseTheme, setWindow, useWindow } from "./state";
import type { Room } from "./state";

/** The rail of rooms, with settings at its foot. */
export function Rail({ session }: { session: SessionView | undefined }) {
  const { t } = useTranslation();
  const waiting = useWaiting(session);
  return (
    <nav className="rail" aria-label={t("app")} data-pane>
      {ROOMS.map((room, index) => (
        <RailItem key={room} room={room} digit={index + 1} badge={room === "import" ? waiting : 0} />
      ))}
      <span className="spring" />
      <Settings version={session?.version} />
    </nav>
  );
}

/** Decisions that wait in the import room. */
function useWaiting(session: SessionView | undefined): number {
  const language = useWindow((state) => state.language);
  const staged = useReply(
    "get_staged",
    { language },
    { enabled: session?.hasStaged ?? false, keepPrevious: true },
  );
  return session?.hasStaged ? (staged.data?.findingCount ?? 0) : 0;
}

function RailItem({ room, digit, badge }: { room: Room; digit: number; badge: number }) {
  const { t } = useTranslation();
  const isCurrent = useWindow((state) => state.room === room);
  return (
    <button
      type="button"
      className={`rail-item ${isCurrent ? "is-on" : ""}`}
      aria-current={isCurrent ? "page" : undefined}
      title={`Ctrl+${digit}`}
      onClick={() => setWindow({ room })}
      data-testid={`room-${room}`}
    >
      <Icon name={room} />
      <span>{t(`room.${room}`)}</span>
      {badge > 0 && <span className="badge">{badge > 99 ? "99+" : badge}</span>}
    </button>
  );
}

function Settings({ version }: { version: string | undefined }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const theme = useWindow((state) => state.theme);
  return (
    <Popover
      kind="dialog"
      className="above settings"
      label={t("room.settings")}
      button={(props) => (
        <button type="button" className="rail-item" data-testid="settings" {...props}>
          <Icon name="settings" />
          <span>{t("room.settings")}</span>
        </button>
      )}
    >
      {() => (
        <>
          <Segmented
            label={t("settings.language")}
            value={language}
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
            onChange={chooseLanguage}
          />
          <Segmented
            label={t("settings.theme")}
            value={theme}
            options={(["light", "dark", "system"] as const).map((value) => ({
              value,
              label: t(`settings.${value}`),
            }))}
            onChange={chooseTheme}
          />
          {version && <p className="small ink-3">{t("settings.version", { version })}</p>}
        </>
      )}
    </Popover>
  );
}
