import { useEffect, useRef } from "react";
import { isTyping } from "../shell/keys";
import { isOfInputMethod } from "../shell/shortcut";
import { windowState } from "../shell/state";

/** How many choices of a doubt have a digit. */
export const MOST_DIGITS = 3;

/** Keys 1 to 3 choose how the doubt on screen is settled; never while a person types, nor above another panel. */
export function useDigits(choices: (() => void)[]): void {
  const latest = useRef(choices);
  useEffect(() => {
    latest.current = choices;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isOfInputMethod(event)) return;
      if (isTyping(event.target) || windowState().overlay !== null) return;
      const choice = /^[1-9]$/.test(event.key) ? latest.current[Number(event.key) - 1] : undefined;
      if (choice === undefined) return;
      event.preventDefault();
      choice();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
