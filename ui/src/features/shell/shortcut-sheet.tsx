import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/button";
import { Dialog } from "../../components/dialog";
import type { Command } from "./commands";
import { shortcutText } from "./shortcut";
import { setWindow } from "./state";

const close = () => setWindow({ overlay: null });

/** Keys of single rooms, which are no commands of the window. */
const OF_ROOMS = {
  review: [
    ["nextDoubt", ["F8", "Shift+F8"]],
    ["choose", ["1", "2", "3"]],
    ["accept", ["Ctrl+Enter"]],
  ],
  table: [
    ["arrows", ["← ↑ ↓ →"]],
    ["extend", ["Shift+← ↑ ↓ →"]],
    ["edges", ["Home", "End", "Ctrl+Home", "Ctrl+End"]],
    ["all", ["Ctrl+A"]],
    ["copy", ["Ctrl+C"]],
    ["copySource", ["Ctrl+Shift+C"]],
    ["trace", ["F9", "Enter"]],
  ],
  outline: [
    ["moveSection", ["Alt+↑", "Alt+↓"]],
    ["takeText", ["Ctrl+Enter"]],
  ],
} as const;

/** Every key on one sheet. What undo and redo would do now is of no matter here, and long. */
export default function ShortcutSheet({ commands }: { commands: Command[] }) {
  const { t } = useTranslation();
  const withKeys = commands.filter((command) => command.shortcut !== null);
  return (
    <Dialog label={t("shortcuts.title")} className="shortcut-sheet" onClose={close} data-testid="shortcuts">
      <div className="dialog-head">
        <h2>{t("shortcuts.title")}</h2>
        <IconButton icon="close" label={t("notice.close")} onClick={close} data-autofocus />
      </div>
      <div className="shortcut-columns" role="region" aria-label={t("shortcuts.title")} tabIndex={0}>
        <section>
          <h3>{t("shortcuts.everywhere")}</h3>
          <dl>
            {withKeys.map((command) => (
              <Line
                key={command.id}
                label={
                  command.id === "undo" || command.id === "redo" ? t(`command.${command.id}`) : command.label
                }
                keys={[command.shortcut ?? "", ...command.alternatives]}
              />
            ))}
            <Line label={t("shortcuts.pane")} keys={["F6", "Shift+F6"]} />
            <Line label={t("shortcuts.escape")} keys={["Esc"]} />
          </dl>
        </section>
        <div>
          {(["review", "table", "outline"] as const).map((room) => (
            <section key={room}>
              <h3>{t(`shortcuts.${room}`)}</h3>
              <dl>
                {OF_ROOMS[room].map(([what, keys]) => (
                  <Line key={what} label={t(`shortcuts.${what}`)} keys={keys} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

function Line({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <div className="shortcut-line">
      <dt>{label}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{shortcutText(key)}</kbd>
        ))}
      </dd>
    </div>
  );
}
