/** A key combination as it is written in one place: `Ctrl+Shift+Z`, `F1`. Ctrl stands for ⌘ on macOS. */
export type Shortcut = string;

const isMac = () => /Mac/.test(navigator.platform);

/** What an input method sends with a key it has used for itself. */
const USED_BY_INPUT_METHOD = 229;

/** Whether a key belongs to a word that is still being composed by an input method. */
export function isOfInputMethod(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === USED_BY_INPUT_METHOD;
}

/** Whether a key event is this combination, and no more keys than it names. */
export function isShortcut(event: KeyboardEvent, shortcut: Shortcut): boolean {
  const parts = shortcut.split("+");
  const key = parts[parts.length - 1]?.toLowerCase();
  return (
    event.key.toLowerCase() === key &&
    (event.ctrlKey || event.metaKey) === parts.includes("Ctrl") &&
    // A question mark needs Shift on most keyboards, and says so itself.
    (event.shiftKey === parts.includes("Shift") || key === "?") &&
    event.altKey === parts.includes("Alt")
  );
}

const MAC_SIGNS: Record<string, string> = { Ctrl: "⌘", Shift: "⇧", Alt: "⌥" };

/** The combination as a person reads it on this system: `Ctrl Shift Z`, `⌘⇧Z`. */
export function shortcutText(shortcut: Shortcut): string {
  const parts = shortcut.split("+");
  if (isMac()) return parts.map((part) => MAC_SIGNS[part] ?? part).join("");
  return parts.map((part) => (part === "Enter" ? "↵" : part)).join(" ");
}

/** The combination as the native menu takes it. */
export function menuShortcut(shortcut: Shortcut): string {
  return shortcut.replace("Ctrl", "CmdOrCtrl");
}
