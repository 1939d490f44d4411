import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ErrorView, FigureRefusal, FigureView, MarkView } from "../../backend";
import { Button } from "../../components/button";
import { Chart } from "../../components/chart";
import { Notice } from "../../components/notice";
import { Segmented } from "../../components/segmented";
import { isOfInputMethod } from "../shell/shortcut";
import { useWindow } from "../shell/state";
import { Edges, PX_PER_MM } from "./edges";
import type { Dragged } from "./edges";
import { WordsField } from "./fields";
import { TYPE_AREA_MM, takeOffer, turnHighlight, writeNote } from "./options";
import type { Options } from "./options";
import { nameOf, unitOf } from "./state";

const ZOOMS = ["1", "1.5", "2"] as const;
type Zoom = (typeof ZOOMS)[number];

type StageProps = {
  options: Options;
  figure: FigureView | undefined;
  refusal: FigureRefusal | null;
  error: ErrorView | null;
  /** What numbers the kind needs, said where it cannot be drawn. */
  needs: string;
  dragged: Dragged;
  onDrag: (dragged: Dragged) => void;
  chosen: string[];
  onChoose: (mark: MarkView, isAdded: boolean) => void;
};

/** One figure on a sheet of its true size, with edges to drag, marks to travel, and what was refused of it. */
export function Stage(props: StageProps) {
  const { options, figure, refusal, error, needs, dragged, onDrag, chosen, onChoose } = props;
  const { t } = useTranslation();
  const [zoom, setZoom] = useState<Zoom>("1");
  const [pointed, setPointed] = useState<MarkView | null>(null);
  const [written, setWritten] = useState<MarkView | null>(null);
  const widthMm = dragged.widthMm ?? options.widthMm;
  const heightMm = figure?.heightMm ?? 0;
  const onMarkKey = (event: KeyboardEvent, mark: MarkView) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOfInputMethod(event.nativeEvent)) return false;
    const key = event.key.toLowerCase();
    if (key === "n") setWritten(mark);
    else if (key === "h" && figure?.units.some((unit) => unit.value === unitOf(mark)))
      turnHighlight(unitOf(mark));
    else return false;
    return true;
  };
  return (
    <section className="stage" aria-label={figure?.title ?? t("room.charts")} data-pane tabIndex={-1}>
      <header className="stage-head">
        <span data-testid="figure-size">
          {figure ? t("charts.size", { width: widthMm, height: Math.round(heightMm) }) : ""}
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
      {(error ?? refusal) && <Refused error={error} refusal={refusal} needs={figure ? "" : needs} />}
      <div className="stage-scroll">
        {figure && (
          <div className="sheet-frame" style={{ width: widthMm * PX_PER_MM * Number(zoom) }}>
            <div className="figure-sheet">
              <Chart
                chart={figure.chart}
                marksLabel={t("charts.marks")}
                chosenKeys={chosen}
                onChoose={onChoose}
                onPoint={setPointed}
                onMarkKey={onMarkKey}
              />
            </div>
            {written && (
              <NoteEditor
                key={written.key}
                mark={written}
                figure={figure}
                options={options}
                onClose={() => setWritten(null)}
              />
            )}
            <Edges widthMm={widthMm} heightMm={heightMm} zoom={Number(zoom)} onDrag={onDrag} />
          </div>
        )}
      </div>
      <p className="stage-status" role="status" data-testid="mark-words">
        {pointed?.text.replaceAll("\n", "，") ?? t("charts.travel")}
      </p>
    </section>
  );
}

type RefusedProps = { error: ErrorView | null; refusal: FigureRefusal | null; needs: string };

/** What cannot be drawn and why, with what can be had instead as buttons. */
function Refused({ error, refusal, needs }: RefusedProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const offers = refusal?.offers ?? [];
  const shown = error ?? refusal?.error;
  if (shown === undefined) return null;
  // A hint tells what to do where nothing is offered that can be done at once.
  const told = offers.length > 0 ? { ...shown, hintZh: "", hintEn: "" } : shown;
  return (
    <div className="stage-refused" role="alert" data-testid="figure-refusal">
      <Notice error={told} language={language} />
      {needs && <p className="ink-2">{t("charts.needs", { needs })}</p>}
      {offers.length > 0 && (
        <div className="option-buttons">
          {offers.map((offer, index) => (
            <Button key={offer.label} onClick={() => takeOffer(offer)} data-testid={`figure-offer-${index}`}>
              {offer.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

type NoteEditorProps = { mark: MarkView; figure: FigureView; options: Options; onClose: () => void };

/** Words for a mark, written where it stands. */
function NoteEditor({ mark, figure, options, onClose }: NoteEditorProps) {
  const { t } = useTranslation();
  const { chart } = figure;
  const close = () => {
    onClose();
    // Back to where it was written, so that the arrows go on from there.
    requestAnimationFrame(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>(".chart-marks button")];
      buttons.find((button) => button.dataset.testid === `mark-${mark.key}`)?.focus();
    });
  };
  const style = {
    left: `${Math.min(60, (mark.x / chart.width) * 100)}%`,
    top: `${((mark.y + mark.height) / chart.height) * 100}%`,
  };
  return (
    <div className="note-editor" style={style} role="group" aria-label={t("charts.writeNote")}>
      <WordsField
        label={t("charts.noteHere", { what: nameOf(mark) })}
        value={options.notes.find((note) => note.key === mark.key)?.words ?? ""}
        isFocused
        onTake={(words) => writeNote(mark.key, words)}
        onLeave={close}
        data-testid="note-here"
      />
      <p className="small ink-3">{t("charts.noteHere", { what: nameOf(mark) })}</p>
    </div>
  );
}
