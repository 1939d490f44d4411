import type { KeyboardEvent } from "react";

/** What an input method sends with a key it has used for itself. */
const USED_BY_INPUT_METHOD = 229;

/** Runs on Enter, never on the Enter that ends a composition of the input method. */
export function onEnter(run: () => void) {
  return (event: KeyboardEvent) => {
    // The old key code, because WebKit ends the composition before it sends the key.
    const isComposing = event.nativeEvent.isComposing || event.nativeEvent.keyCode === USED_BY_INPUT_METHOD;
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isComposing) return;
    event.preventDefault();
    run();
  };
}
