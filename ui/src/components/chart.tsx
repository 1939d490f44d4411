import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, SyntheticEvent } from "react";
import type { ChartView, MarkView } from "../backend/generated/wire";
import { neighbourOf } from "./marks";
import { safeSvg } from "./svg";

type ChartProps = {
  chart: ChartView;
  /** Says what the marks are and how to move along them. */
  marksLabel: string;
  /** The marks whose numbers are shown elsewhere. */
  chosenKeys: readonly string[];
  /** `isAdded` where the mark is to join those chosen already: Ctrl, Shift or ⌘ with the click, or the space bar. */
  onChoose: (mark: MarkView, isAdded: boolean) => void;
  /** The mark under the pointer or the focus; null when there is none. */
  onPoint?: (mark: MarkView | null) => void;
};

/** The engine's own drawing, with a transparent button over each mark: hover, arrows, Enter, F9. */
export function Chart({ chart, marksLabel, chosenKeys, onChoose, onPoint }: ChartProps) {
  const drawing = useRef<HTMLDivElement>(null);
  const marks = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const { shown, place, show, hide } = useTip();
  useEffect(() => {
    const svg = safeSvg(chart.svg);
    svg?.setAttribute("aria-hidden", "true");
    drawing.current?.replaceChildren(...(svg ? [svg] : []));
  }, [chart.svg]);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(chart.marks.length - 1, index));
    setActive(next);
    marks.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = chart.marks[active];
    const next = neighbourOf(chart.marks, active, event.key);
    if (next !== null) moveTo(next);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(chart.marks.length - 1);
    else if (event.key === "F9" && mark) choose(mark, false);
    else if (event.key === " " && mark) choose(mark, true);
    else return;
    event.preventDefault();
  };
  const choose = (mark: MarkView, isAdded: boolean) => {
    hide();
    onChoose(mark, isAdded);
  };
  const tip = shown === null ? undefined : chart.marks[shown];
  return (
    <figure className="chart" aria-label={chart.alt}>
      <div className="chart-drawing" ref={drawing} />
      <ul className="chart-marks" aria-label={marksLabel} ref={marks} onKeyDown={onKeyDown}>
        {chart.marks.map((mark, index) => (
          <li key={mark.key} style={boxOf(mark, chart)}>
            <button
              type="button"
              className={chosenKeys.includes(mark.key) ? "is-on" : ""}
              aria-label={mark.text}
              aria-pressed={chosenKeys.includes(mark.key)}
              tabIndex={index === Math.min(active, chart.marks.length - 1) ? 0 : -1}
              onClick={(event) => choose(mark, event.ctrlKey || event.metaKey || event.shiftKey)}
              onFocus={(event) => (setActive(index), show(index, event), onPoint?.(mark))}
              onBlur={() => (hide(), onPoint?.(null))}
              onMouseEnter={(event) => (show(index, event), onPoint?.(mark))}
              onMouseLeave={() => (hide(), onPoint?.(null))}
              data-testid={`mark-${mark.key}`}
            />
          </li>
        ))}
      </ul>
      {tip && <Tip mark={tip} chart={chart} place={place} />}
    </figure>
  );
}

function boxOf(mark: MarkView, chart: ChartView) {
  return {
    left: `${(mark.x / chart.width) * 100}%`,
    top: `${(mark.y / chart.height) * 100}%`,
    width: `${(mark.width / chart.width) * 100}%`,
    height: `${(mark.height / chart.height) * 100}%`,
  };
}

type TipPlace = "beside" | "above";

/** The least room to the right of the drawing in which words can stand. */
const BESIDE_WIDTH = 308;

/** The mark whose words float: from hover or focus until a click, the end of either, or scrolling by hand. */
function useTip() {
  const [shown, setShown] = useState<number | null>(null);
  const [place, setPlace] = useState<TipPlace>("beside");
  const isByPointer = useRef(false);
  const hide = () => setShown(null);
  const show = (index: number, event: SyntheticEvent<HTMLElement>) => {
    isByPointer.current = event.type !== "focus";
    const button = event.currentTarget;
    // A press of the pointer focuses too, and hover has shown the words already.
    if (!isByPointer.current && !button.matches(":focus-visible")) return;
    const edge = button.closest(".room-body")?.getBoundingClientRect().right ?? 0;
    setPlace(edge - button.getBoundingClientRect().right >= BESIDE_WIDTH ? "beside" : "above");
    setShown(index);
  };
  useEffect(() => {
    if (shown === null) return;
    // Travelling by keys scrolls as well; there the words move along with their row.
    const onScroll = () => isByPointer.current && setShown(null);
    document.addEventListener("scroll", onScroll, true);
    return () => document.removeEventListener("scroll", onScroll, true);
  }, [shown]);
  return { shown, place, show, hide };
}

/** The words of a mark at the right end of its row; above it where there is no room, never on it. */
function Tip({ mark, chart, place }: { mark: MarkView; chart: ChartView; place: TipPlace }) {
  const top = place === "beside" ? mark.y + mark.height / 2 : mark.y;
  return (
    <div
      className={`chart-tip is-${place}`}
      style={{ top: `${(top / chart.height) * 100}%` }}
      aria-hidden="true"
    >
      {mark.text}
    </div>
  );
}
