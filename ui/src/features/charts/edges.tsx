import { useRef } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { HIGHEST_MM, LOWEST_MM, NARROWEST_MM, WIDEST_MM, change, clampHeight, clampWidth } from "./options";

/** CSS pixels in a millimetre. */
export const PX_PER_MM = 96 / 25.4;

/** The lengths while an edge is dragged; empty when it is let go. */
export type Dragged = { widthMm?: number; heightMm?: number };

type EdgesProps = {
  widthMm: number;
  /** As drawn. */
  heightMm: number;
  zoom: number;
  onDrag: (dragged: Dragged) => void;
};

/** The right and the lower edge of the sheet, each dragged by the pointer or moved by arrow keys, with its length beside. */
export function Edges({ widthMm, heightMm, zoom, onDrag }: EdgesProps) {
  const { t } = useTranslation();
  const width = useEdge({
    // The sheet stands in the middle: its right edge moves half as fast as its width.
    lengthAt: (from, moved) => clampWidth(from + (moved * 2) / PX_PER_MM / zoom),
    axis: "clientX",
    length: widthMm,
    onMove: (next) => onDrag({ widthMm: next }),
    onEnd: (next) => {
      if (next !== null) change({ widthMm: next });
      onDrag({});
    },
  });
  const height = useEdge({
    lengthAt: (from, moved) => clampHeight(from + moved / PX_PER_MM / zoom),
    axis: "clientY",
    length: heightMm,
    onMove: (next) => onDrag({ heightMm: next }),
    onEnd: (next) => {
      if (next !== null) change({ heightMm: next });
      onDrag({});
    },
  });
  const onWidthKey = (event: KeyboardEvent) => {
    const by = stepOf(event, "ArrowRight", "ArrowLeft");
    if (by !== 0) change({ widthMm: clampWidth(widthMm + by) });
  };
  const onHeightKey = (event: KeyboardEvent) => {
    if (event.key === "Backspace" || event.key === "Delete") {
      event.preventDefault();
      return change({ heightMm: null });
    }
    const by = stepOf(event, "ArrowDown", "ArrowUp");
    if (by !== 0) change({ heightMm: clampHeight(Math.round(heightMm) + by) });
  };
  return (
    <>
      <div
        className="sheet-edge is-right"
        {...edge(t("charts.dragWidth"), [NARROWEST_MM, WIDEST_MM], widthMm)}
        aria-valuetext={t("charts.millimetres", { count: widthMm })}
        onKeyDown={onWidthKey}
        {...width}
        data-testid="figure-edge"
      >
        <span className="edge-length" aria-hidden="true">
          {widthMm}
        </span>
      </div>
      <div
        className="sheet-edge is-below"
        {...edge(t("charts.dragHeight"), [LOWEST_MM, HIGHEST_MM], Math.round(heightMm))}
        aria-orientation="vertical"
        aria-valuetext={t("charts.millimetres", { count: Math.round(heightMm) })}
        onKeyDown={onHeightKey}
        onDoubleClick={() => change({ heightMm: null })}
        {...height}
        data-testid="figure-edge-below"
      >
        <span className="edge-length" aria-hidden="true">
          {Math.round(heightMm)}
        </span>
      </div>
    </>
  );
}

function edge(label: string, [least, most]: [number, number], now: number) {
  return {
    role: "slider",
    tabIndex: 0,
    title: label,
    "aria-label": label,
    "aria-valuemin": least,
    "aria-valuemax": Math.max(most, now),
    "aria-valuenow": now,
  };
}

/** Millimetres an arrow key moves an edge by: one, or ten with Shift. */
function stepOf(event: KeyboardEvent, more: string, less: string): number {
  const by = event.key === more ? 1 : event.key === less ? -1 : 0;
  if (by !== 0) event.preventDefault();
  return by * (event.shiftKey ? 10 : 1);
}

type EdgeMove = {
  axis: "clientX" | "clientY";
  length: number;
  lengthAt: (from: number, moved: number) => number;
  onMove: (length: number) => void;
  /** Null where it was not moved after all. */
  onEnd: (length: number | null) => void;
};

function useEdge({ axis, length, lengthAt, onMove, onEnd }: EdgeMove) {
  const start = useRef<{ at: number; length: number } | null>(null);
  const frame = useRef(0);
  const now = (event: PointerEvent) => {
    const from = start.current;
    return from ? lengthAt(from.length, event[axis] - from.at) : length;
  };
  const end = (event: PointerEvent, isKept: boolean) => {
    const from = start.current;
    if (from === null) return;
    const next = now(event);
    start.current = null;
    cancelAnimationFrame(frame.current);
    onEnd(isKept && event[axis] !== from.at ? next : null);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { at: event[axis], length };
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.current === null) return;
      const next = now(event);
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => start.current && onMove(next));
    },
    onPointerUp: (event: PointerEvent) => end(event, true),
    onPointerCancel: (event: PointerEvent) => end(event, false),
  };
}
