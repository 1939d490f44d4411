import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, SyntheticEvent } from "react";
import type { ChartView, MarkView } from "../backend/generated/wire";
import { useAfterPaint } from "./after-paint";
import { useSight } from "./in-sight";
import type { Sight } from "./in-sight";
import { neighbourOf } from "./marks";
import { safeSvg } from "./svg";
import { piecesOf } from "./svg-groups";
import type { SvgPiece } from "./svg-groups";

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
  /** A key of the room at a mark; true where the room has used it. */
  onMarkKey?: (event: KeyboardEvent, mark: MarkView) => boolean;
};

/** Beyond so many marks only those in sight are in the document: a drawing of thousands is taller than any screen. */
const MANY_MARKS = 400;

/** The engine's own drawing, with a transparent button over each mark: hover, arrows, Enter, F9. */
export function Chart({ chart: drawn, marksLabel, chosenKeys, onChoose, onPoint, onMarkKey }: ChartProps) {
  // The drawing comes first; what lies over it follows in the next frame.
  const chart = useAfterPaint(drawn);
  const figure = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  const { shown, place, show, hide } = useTip();
  const sight = useSight(figure, drawn.marks.length > MANY_MARKS, drawn);
  const drawing = useDrawing(drawn, sight);
  const stop = Math.min(active, chart.marks.length - 1);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(chart.marks.length - 1, index));
    setActive(next);
    wanted.current = next;
  };
  // A mark far away is in the document only once it is the active one.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)?.focus();
    wanted.current = null;
  });
  const choose = (mark: MarkView, isAdded: boolean) => {
    hide();
    onChoose(mark, isAdded);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = chart.marks[active];
    const next = neighbourOf(chart.marks, active, event.key);
    if (next !== null) moveTo(next);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(chart.marks.length - 1);
    else if (event.key === "F9" && mark) choose(mark, false);
    else if (event.key === " " && mark) choose(mark, true);
    else if (!mark || !onMarkKey?.(event, mark)) return;
    event.preventDefault();
  };
  const act = (kind: MarkEvent, index: number, event: SyntheticEvent<HTMLElement>) => {
    const mark = chart.marks[index];
    if (mark === undefined) return;
    if (kind === "click") {
      const { nativeEvent: click } = event;
      return choose(mark, click instanceof MouseEvent && (click.ctrlKey || click.metaKey || click.shiftKey));
    }
    if (kind === "leave") return (hide(), onPoint?.(null));
    if (kind === "focus") setActive(index);
    show(index, event);
    onPoint?.(mark);
  };
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const onMark = useCallback<MarkListener>((...told) => void latest.current(...told), []);
  const tip = shown === null ? undefined : chart.marks[shown];
  return (
    <figure className="chart" aria-label={drawn.alt} ref={figure}>
      <div className="chart-drawing" ref={drawing} />
      <ul className="chart-marks" aria-label={marksLabel} ref={list} onKeyDown={onKeyDown}>
        {chart.marks.map((mark, index) =>
          index === stop || isIn(mark, sight) ? (
            <MarkButton
              key={mark.key}
              mark={mark}
              chart={chart}
              index={index}
              isChosen={chosenKeys.includes(mark.key)}
              isStop={index === stop}
              onMark={onMark}
            />
          ) : null,
        )}
      </ul>
      {tip && <Tip mark={tip} chart={chart} place={place} />}
    </figure>
  );
}

/** Whether a mark stands in what is in sight. */
function isIn(mark: MarkView, { top, bottom }: Sight): boolean {
  return mark.y + mark.height >= top && mark.y <= bottom;
}

/** Puts the engine's drawing into the document; of a tall one, what is in sight. */
function useDrawing(chart: ChartView, { top, bottom }: Sight) {
  const drawing = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => (chart.marks.length > MANY_MARKS ? piecesOf(chart.svg) : null), [chart]);
  const places = useMemo(
    () => new Map(pieces && chart.marks.map((mark) => [mark.key, mark])),
    [pieces, chart],
  );
  // Before the frame is painted: the sheet is never seen with the drawing of before.
  useLayoutEffect(() => {
    const isSeen = ({ key }: SvgPiece) => {
      const mark = key === null ? undefined : places.get(key);
      return mark === undefined || isIn(mark, { top, bottom });
    };
    const text = pieces ? pieces.flatMap((piece) => (isSeen(piece) ? piece.text : [])).join("") : chart.svg;
    const svg = safeSvg(text);
    svg?.setAttribute("aria-hidden", "true");
    drawing.current?.replaceChildren(...(svg ? [svg] : []));
  }, [chart.svg, pieces, places, top, bottom]);
  return drawing;
}

type MarkEvent = "click" | "focus" | "enter" | "leave";
type MarkListener = (kind: MarkEvent, index: number, event: SyntheticEvent<HTMLElement>) => void;

type MarkButtonProps = {
  mark: MarkView;
  chart: ChartView;
  index: number;
  isChosen: boolean;
  /** The one that Tab leads to. */
  isStop: boolean;
  onMark: MarkListener;
};

const MarkButton = memo(function MarkButton(props: MarkButtonProps) {
  const { mark, chart, index, isChosen, isStop, onMark } = props;
  return (
    <li style={boxOf(mark, chart)}>
      <button
        type="button"
        className={isChosen ? "is-on" : ""}
        aria-label={mark.text}
        aria-pressed={isChosen}
        tabIndex={isStop ? 0 : -1}
        onClick={(event) => onMark("click", index, event)}
        onFocus={(event) => onMark("focus", index, event)}
        onBlur={(event) => onMark("leave", index, event)}
        onMouseEnter={(event) => onMark("enter", index, event)}
        onMouseLeave={(event) => onMark("leave", index, event)}
        data-index={index}
        data-testid={`mark-${mark.key}`}
      />
    </li>
  );
});

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
