import type { KeyboardEvent } from "react";

/** What an input method sends with a key it has used for itself. */
const USED_BY_INPUT_METHOD = 229;

/** Whether a key is Enter pressed to submit: never the Enter that ends a composition of the input method. */
export function isEnter(event: KeyboardEvent): boolean {
  // The old key code, because WebKit ends the composition before it sends the key.
  const isComposing = event.nativeEvent.isComposing || event.nativeEvent.keyCode === USED_BY_INPUT_METHOD;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isComposing) return false;
  event.preventDefault();
  return true;
}
