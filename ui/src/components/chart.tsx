import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { ChartView, MarkView } from "../backend/generated/wire";
import { safeSvg } from "./svg";

type ChartProps = {
  chart: ChartView;
  /** Says what the marks are and how to move along them. */
  marksLabel: string;
  /** The mark whose numbers are shown elsewhere. */
  chosenKey: string | null;
  onChoose: (mark: MarkView) => void;
};

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The engine's own drawing, with a transparent button over each mark: hover, arrows, Enter, F9. */
export function Chart({ chart, marksLabel, chosenKey, onChoose }: ChartProps) {
  const drawing = useRef<HTMLDivElement>(null);
  const marks = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
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
    const by = STEPS[event.key];
    if (by !== undefined) moveTo(active + by);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(chart.marks.length - 1);
    else if (event.key === "F9" && mark) onChoose(mark);
    else return;
    event.preventDefault();
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
              className={mark.key === chosenKey ? "is-on" : ""}
              aria-label={mark.text}
              aria-pressed={mark.key === chosenKey}
              tabIndex={index === Math.min(active, chart.marks.length - 1) ? 0 : -1}
              onClick={() => onChoose(mark)}
              onFocus={() => (setActive(index), setShown(index))}
              onBlur={() => setShown(null)}
              onMouseEnter={() => setShown(index)}
              onMouseLeave={() => setShown(null)}
              data-testid={`mark-${mark.key}`}
            />
          </li>
        ))}
      </ul>
      {tip && <Tip mark={tip} chart={chart} />}
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

function Tip({ mark, chart }: { mark: MarkView; chart: ChartView }) {
  const middle = ((mark.x + mark.width / 2) / chart.width) * 100;
  const isLow = mark.y < chart.height / 4;
  return (
    <div
      className={`chart-tip ${isLow ? "is-below" : ""}`}
      style={{
        left: `${Math.max(20, Math.min(80, middle))}%`,
        top: `${((isLow ? mark.y + mark.height : mark.y) / chart.height) * 100}%`,
      }}
      aria-hidden="true"
    >
      {mark.text}
    </div>
  );
}
