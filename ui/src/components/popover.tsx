import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";

type PopoverProps = {
  /** The button; it gets what it needs to open the panel. */
  button: (props: {
    onClick: () => void;
    "aria-expanded": boolean;
    "aria-haspopup": "menu" | "dialog";
  }) => ReactNode;
  /** The panel; `close` shuts it. */
  children: (close: () => void) => ReactNode;
  className: string;
  kind?: "menu" | "dialog";
  label: string;
};

/** A panel that floats beside its button until something else is chosen. */
export function Popover({ button, children, className, kind = "menu", label }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    panel.current?.querySelector<HTMLElement>("button, input:checked")?.focus();
    const leave = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    const opener = root.current?.querySelector<HTMLElement>("button");
    return () => {
      document.removeEventListener("pointerdown", leave);
      opener?.focus();
    };
  }, [isOpen]);
  const close = () => setOpen(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (kind === "menu" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      moveFocus(panel.current, event.key === "ArrowDown" ? 1 : -1);
    }
  };
  return (
    <div className="popover" ref={root} onKeyDown={onKeyDown}>
      {button({ onClick: () => setOpen(!isOpen), "aria-expanded": isOpen, "aria-haspopup": kind })}
      {isOpen && (
        <div ref={panel} className={`popover-panel ${className}`} role={kind} aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

function moveFocus(panel: HTMLElement | null, by: number): void {
  const items = [...(panel?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + by + items.length) % items.length]?.focus();
}

/** One line of a menu. */
export function MenuItem({
  onClick,
  children,
  keys,
}: {
  onClick: () => void;
  children: ReactNode;
  keys?: string;
}) {
  return (
    <button type="button" role="menuitem" className="menu-item" onClick={onClick}>
      <span>{children}</span>
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
