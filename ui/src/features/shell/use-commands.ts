import { useEffect, useMemo, useRef } from "react";
import { call, on } from "../../backend";
import type { MenuView, SessionView } from "../../backend";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { present, useUndoLabels } from "./actions";
import { GROUPS, commandsOf } from "./commands";
import type { Command } from "./commands";
import { useRoomActions } from "./room-actions";
import { menuShortcut } from "./shortcut";
import { useWindow } from "./state";

/** Everything the window can do now, in its language. */
export function useCommands(session: SessionView | undefined): Command[] {
  const window = useWindow((state) => state);
  const room = useRoomActions();
  const { undoLabel, redoLabel } = useUndoLabels(session);
  // Asked for so that a change of the language draws anew.
  const { i18n } = useTranslation();
  return useMemo(
    () => (i18n.language === "" ? [] : commandsOf({ session, window, room, undoLabel, redoLabel })),
    [session, window, room, undoLabel, redoLabel, i18n.language],
  );
}

/** The commands as the native menu takes them. */
export function menusOf(commands: Command[]): MenuView[] {
  const rule = { id: "", label: "", keys: null, isEnabled: false };
  const menus = GROUPS.map((group) => ({
    label: i18next.t(`command.menu.${group}`),
    items: commands
      .filter((command) => command.group === group)
      .flatMap((command) => {
        // Keys without Ctrl stay with the page, which alone knows whether a person is typing.
        const hasMenuKey = command.shortcut?.startsWith("Ctrl") ?? false;
        const keys = hasMenuKey && command.shortcut !== null ? menuShortcut(command.shortcut) : null;
        const item = { id: command.id, label: command.label, keys, isEnabled: command.isEnabled };
        return command.startsPart ? [rule, item] : [item];
      }),
  }));
  const quit = { id: "quit", label: i18next.t("command.quit"), keys: "CmdOrCtrl+Q", isEnabled: true };
  return menus.map((menu, index) => (index === 0 ? { ...menu, items: [...menu.items, rule, quit] } : menu));
}

/** Whether an input method is composing a word: until it is done no command of the menu may break in. */
function useComposing() {
  const isComposing = useRef(false);
  useEffect(() => {
    const begin = () => void (isComposing.current = true);
    const end = () => void (isComposing.current = false);
    document.addEventListener("compositionstart", begin);
    document.addEventListener("compositionend", end);
    return () => {
      document.removeEventListener("compositionstart", begin);
      document.removeEventListener("compositionend", end);
    };
  }, []);
  return isComposing;
}

/** Keeps the native menu as the commands are, and runs what is chosen from it. */
export function useNativeMenu(commands: Command[]): void {
  const isComposing = useComposing();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const menus = menusOf(commands);
  const told = JSON.stringify(menus);
  useEffect(() => {
    call("set_menu", { menus: JSON.parse(told) as MenuView[] }).catch(present);
  }, [told]);
  useEffect(
    () =>
      on("menu", ({ id }) => {
        const chosen = latest.current.find((command) => command.id === id);
        if (chosen?.isEnabled && !isComposing.current) chosen.run();
      }),
    [isComposing],
  );
}
