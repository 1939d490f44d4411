import { useEffect, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";

type DialogProps = {
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
  "data-testid"?: string;
};

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

/** A panel above the rooms. It takes the focus, keeps it, and gives it back where it was. */
export function Dialog({ label, className, onClose, children, ...rest }: DialogProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const inside = panel.current;
    (inside?.querySelector<HTMLElement>("[data-autofocus]") ?? inside)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      onClose();
    } else if (event.key === "Tab") keepFocus(event, panel.current);
  };
  return (
    <div className="overlay" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={panel}
        className={`dialog ${className}`}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        {...rest}
      >
        {children}
      </div>
    </div>
  );
}

/** Tab goes round within the panel. */
function keepFocus(event: KeyboardEvent, panel: HTMLElement | null): void {
  const items = [...(panel?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const [first, last] = [items[0], items[items.length - 1]];
  const end = event.shiftKey ? first : last;
  if (document.activeElement !== end && document.activeElement !== panel) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
