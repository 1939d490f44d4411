import { useEffect } from "react";
import { redo, stageFiles, undo } from "./actions";
import { ROOMS, setWindow, windowState } from "./state";

/** Whether typing goes into a text field, where undo and single keys belong to the text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    event.isComposing ||
    (target instanceof HTMLElement &&
      (target.isContentEditable || target.matches("input:not([type=radio]):not([type=checkbox]), textarea")))
  );
}

function onCommandKey(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  const room = ROOMS[Number(key) - 1];
  if (room) setWindow({ room });
  else if (key === "o") void stageFiles("dialog");
  else if (key === "j") setWindow({ isInspectorOpen: !windowState().isInspectorOpen });
  else if (isTyping(event)) return false;
  else if (key === "z" && !event.shiftKey) void undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) void redo();
  else return false;
  return true;
}

function onPlainKey(event: KeyboardEvent): boolean {
  if (event.key === "F6") return nextPane(event.shiftKey ? -1 : 1);
  if (event.key !== "Escape" || isTyping(event)) return false;
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

/** Keys that act in every room. Ctrl, or ⌘ on macOS. */
export function useWindowKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const handled = event.ctrlKey || event.metaKey ? onCommandKey(event) : onPlainKey(event);
      if (handled) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
