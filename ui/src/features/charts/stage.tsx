import { useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ErrorView, FigureView, MarkView } from "../../backend";
import { Chart } from "../../components/chart";
import { Notice } from "../../components/notice";
import { Segmented } from "../../components/segmented";
import { useWindow } from "../shell/state";
import { NARROWEST_MM, TYPE_AREA_MM, WIDEST_MM, change, clampWidth } from "./state";

/** CSS pixels in a millimetre. */
const PX_PER_MM = 96 / 25.4;
const ZOOMS = ["1", "1.5", "2"] as const;
type Zoom = (typeof ZOOMS)[number];

type StageProps = {
  figure: FigureView | undefined;
  error: ErrorView | null;
  /** What numbers the kind needs, said where it cannot be drawn. */
  needs: string;
  widthMm: number;
  /** The width while the edge is dragged; null when it is let go. */
  onDrag: (widthMm: number | null) => void;
  chosen: string[];
  onChoose: (mark: MarkView, isAdded: boolean) => void;
};

/** One figure on a sheet of its true size, with an edge to drag and its marks to travel. */
export function Stage({ figure, error, needs, widthMm, onDrag, chosen, onChoose }: StageProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const [zoom, setZoom] = useState<Zoom>("1");
  const [pointed, setPointed] = useState<MarkView | null>(null);
  const heightMm = figure ? Math.round(figure.heightMm) : 0;
  return (
    <section className="stage" aria-label={figure?.title ?? t("room.charts")} data-pane tabIndex={-1}>
      <header className="stage-head">
        <span data-testid="figure-size">
          {figure ? t("charts.size", { width: widthMm, height: heightMm }) : ""}
          {widthMm === TYPE_AREA_MM && figure ? t("charts.typeArea") : ""}
        </span>
        <span className="spring" />
        <Segmented
          label={t("charts.zoom")}
          value={zoom}
          options={ZOOMS.map((value) => ({ value, label: `${Number(value) * 100}%` }))}
          onChange={setZoom}
        />
      </header>
      <div className="stage-scroll">
        {error && (
          <div className="stage-none">
            <Notice error={error} language={language} />
            {needs && <p className="ink-2">{t("charts.needs", { needs })}</p>}
          </div>
        )}
        {figure && (
          <div className="sheet-frame" style={{ width: widthMm * PX_PER_MM * Number(zoom) }}>
            <div className="figure-sheet">
              <Chart
                chart={figure.chart}
                marksLabel={t("charts.marks")}
                chosenKeys={chosen}
                onChoose={onChoose}
                onPoint={setPointed}
              />
            </div>
            <Edge widthMm={widthMm} zoom={Number(zoom)} onDrag={onDrag} />
          </div>
        )}
      </div>
      <p className="stage-status" role="status" data-testid="mark-words">
        {pointed?.text.replaceAll("\n", "，") ?? t("charts.travel")}
      </p>
    </section>
  );
}

type EdgeProps = { widthMm: number; zoom: number; onDrag: (widthMm: number | null) => void };

/** The right edge of the sheet: dragged by the pointer, moved by arrow keys. */
function Edge({ widthMm, zoom, onDrag }: EdgeProps) {
  const { t } = useTranslation();
  const start = useRef<{ x: number; widthMm: number } | null>(null);
  const frame = useRef(0);
  const widthAt = (x: number) => {
    const from = start.current;
    // The sheet stands in the middle: its edge moves half as fast as its width.
    return from ? clampWidth(from.widthMm + ((x - from.x) * 2) / PX_PER_MM / zoom) : widthMm;
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, widthMm };
  };
  const move = (event: PointerEvent) => {
    if (start.current === null) return;
    const next = widthAt(event.clientX);
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => start.current && onDrag(next));
  };
  const up = (event: PointerEvent) => {
    if (start.current === null) return;
    const next = widthAt(event.clientX);
    start.current = null;
    cancelAnimationFrame(frame.current);
    change({ widthMm: next });
    onDrag(null);
  };
  const cancel = () => {
    start.current = null;
    onDrag(null);
  };
  const key = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    change({ widthMm: clampWidth(widthMm + by * (event.shiftKey ? 10 : 1)) });
  };
  return (
    <div
      className="sheet-edge"
      role="slider"
      tabIndex={0}
      aria-label={t("charts.dragWidth")}
      aria-valuemin={NARROWEST_MM}
      aria-valuemax={WIDEST_MM}
      aria-valuenow={widthMm}
      aria-valuetext={t("charts.millimetres", { width: widthMm })}
      title={t("charts.dragWidth")}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={key}
      data-testid="figure-edge"
    />
  );
}
