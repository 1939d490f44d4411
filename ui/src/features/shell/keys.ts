import { useEffect, useRef } from "react";
import type { Command } from "./commands";
import { isOfInputMethod, isShortcut } from "./shortcut";
import { setWindow, windowState } from "./state";

/** Whether typing goes into this element: there undo and single keys belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=radio]):not([type=checkbox]), textarea"))
  );
}

/** Commands that are the text's own where a text is being typed. */
const OF_TEXT = ["undo", "redo"];

function runCommand(event: KeyboardEvent, commands: Command[]): boolean {
  const isMeant = (command: Command) =>
    [command.shortcut, ...command.alternatives].some((keys) => keys !== null && isShortcut(event, keys));
  const command = commands.find(isMeant);
  if (command === undefined) return false;
  const isSingle = !event.ctrlKey && !event.metaKey && event.key.length === 1;
  if (isTyping(event.target) && (isSingle || OF_TEXT.includes(command.id))) return false;
  if (command.isEnabled) command.run();
  return true;
}

function onPlainKey(event: KeyboardEvent): boolean {
  if (event.key === "F6") return nextPane(event.shiftKey ? -1 : 1);
  if (event.key !== "Escape" || isTyping(event.target)) return false;
  const { notice, trace } = windowState();
  if (notice) setWindow({ notice: null });
  else if (trace) setWindow({ trace: null, inspectorTab: "findings" });
  else return false;
  return true;
}

function nextPane(by: number): boolean {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + by + panes.length) % panes.length];
  (pane?.querySelector<HTMLElement>("[aria-current], [aria-selected=true]") ?? pane)?.focus();
  return true;
}

/** Keys that act in every room. Ctrl, or ⌘ on macOS. A key that an input method uses acts nowhere. */
export function useWindowKeys(commands: Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isOfInputMethod(event)) return;
      // What floats above the rooms has its own keys; only the commands that open it stay.
      const isCovered = windowState().overlay !== null;
      if (isCovered && !["F1"].includes(event.key) && event.key.toLowerCase() !== "k") return;
      if (runCommand(event, latest.current) || (!isCovered && onPlainKey(event))) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
