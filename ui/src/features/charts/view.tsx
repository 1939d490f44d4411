import i18next from "i18next";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FigureRequest, KindView, MarkView } from "../../backend";
import { useAfterPaint } from "../../components/after-paint";
import { Button, IconButton } from "../../components/button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { MenuItem, Popover } from "../../components/popover";
import { Segmented } from "../../components/segmented";
import { AntdTheme } from "../shell/antd-theme";
import { isTyping } from "../shell/keys";
import { isOfInputMethod } from "../shell/shortcut";
import { RoomFrame } from "../shell/room-frame";
import { setWindow, showTrace, useWindow } from "../shell/state";
import type { TraceTarget } from "../shell/state";
import "../../styles/charts.css";
import "../../styles/chart-options.css";
import { copyFigure, copyTable, exportFigure } from "./export";
import type { FileFormat } from "./export";
import { Gallery } from "./gallery";
import { Panel } from "./panel";
import { Stage } from "./stage";
import type { Dragged } from "./edges";
import { change, figureRequest, redoOption, undoOption, useStudio } from "./options";
import { idsOf, unitOf, useFigure, useGallery, useSubject, useTogether } from "./state";

const NO_KINDS: KindView[] = [];
const NO_PERIODS: string[] = [];

/** The gallery of kinds, one figure at its true size, and its options. */
export default function ChartsRoom() {
  const { t } = useTranslation();
  const { now: options } = useStudio();
  useOptionKeys();
  // While an edge is dragged the figure follows it; the option changes when it is let go.
  const [dragged, setDragged] = useState<Dragged>({});
  const subject = useSubject(options);
  const request = useMemo(() => figureRequest(options, subject, dragged), [options, subject, dragged]);
  const reply = useFigure(request);
  const gallery = useGallery(subject);
  const figure = reply.error ? undefined : (reply.data?.figure ?? undefined);
  const language = useWindow((state) => state.language);
  const chosen = useChosen(figure?.chart.marks ?? NONE);
  const together = useTogether(chosen, figure?.periods ?? NO_PERIODS);
  const words = sayMarks(chosen);
  // The figure comes first; what stands beside it follows in the next frame.
  const beside = useMemo(
    () => ({ options, request, gallery: gallery.data, figure, chosen, words, together }),
    [options, request, gallery.data, figure, chosen, words, together],
  );
  const later = useAfterPaint(beside);
  // The very element of before is not gone through: the library's theme would have every choice measured anew.
  const inspector = useMemo(
    () => (
      <AntdTheme>
        <Panel {...later} />
      </AntdTheme>
    ),
    [later],
  );
  const kind = gallery.data?.kinds.find((item) => item.kind === options.kind);
  return (
    <RoomFrame
      title={t("room.charts")}
      bar={<Bar request={request} title={figure?.title ?? ""} canSave={figure !== undefined} />}
      inspector={inspector}
    >
      <div className="charts">
        {gallery.error && <Notice error={gallery.error} language={language} />}
        <Gallery
          kinds={gallery.data?.kinds ?? NO_KINDS}
          subject={subject}
          chosen={options.kind}
          isFigureDone={!reply.isFetching && dragged.widthMm === undefined && dragged.heightMm === undefined}
        />
        <Stage
          options={options}
          figure={figure}
          refusal={reply.data?.refusal ?? null}
          error={reply.error}
          needs={kind?.needs ?? ""}
          dragged={dragged}
          onDrag={setDragged}
          chosen={chosen.map((mark) => mark.key)}
          onChoose={(mark, isAdded) => chooseMark(mark, isAdded, chosen)}
        />
      </div>
    </RoomFrame>
  );
}

type BarProps = { request: FigureRequest; title: string; canSave: boolean };

function Bar({ request, title, canSave }: BarProps) {
  const { t } = useTranslation();
  const { past, future } = useStudio();
  return (
    <>
      <span className="room-subtitle" title={title} data-testid="figure-title">
        {title}
      </span>
      <span className="spring" />
      <IconButton
        icon="undo"
        label={`${t("charts.undo")} (Ctrl+Z)`}
        disabled={past.length === 0}
        onClick={undoOption}
        data-testid="option-undo"
      />
      <IconButton
        icon="redo"
        label={`${t("charts.redo")} (Ctrl+Y)`}
        disabled={future.length === 0}
        onClick={redoOption}
        data-testid="option-redo"
      />
      <Segmented
        label={t("charts.theme")}
        value={request.subject.theme}
        options={(["light", "print", "dark"] as const).map((value) => ({
          value,
          label: t(`charts.themes.${value}`),
        }))}
        onChange={(theme) => change({ theme })}
      />
      <Button
        icon="copy"
        disabled={!canSave}
        onClick={() => void copyFigure(request)}
        data-testid="copy-figure"
      >
        {t("charts.copy")}
      </Button>
      <SaveMenu request={request} canSave={canSave} />
    </>
  );
}

function SaveMenu({ request, canSave }: { request: FigureRequest; canSave: boolean }) {
  const { t } = useTranslation();
  return (
    <Popover
      className="at-end"
      label={t("charts.export")}
      button={(props) => (
        <Button kind="primary" disabled={!canSave} data-testid="export-figure" {...props}>
          {t("charts.export")}
          <Icon name="down" />
        </Button>
      )}
    >
      {(close) => {
        const save = (format: FileFormat, dpi: number) => (close(), void exportFigure(request, format, dpi));
        return (
          <>
            <MenuItem onClick={() => save("svg", 300)}>{t("overview.exportSvg")}</MenuItem>
            <MenuItem onClick={() => save("pdf", 300)}>{t("overview.exportPdf")}</MenuItem>
            {[150, 300, 600].map((dpi) => (
              <MenuItem key={dpi} onClick={() => save("png", dpi)}>
                {t("charts.png", { dpi })}
              </MenuItem>
            ))}
            <MenuItem onClick={() => save("xlsx", 300)}>{t("charts.xlsx")}</MenuItem>
            <MenuItem onClick={() => (close(), void copyTable(request))}>{t("charts.copyData")}</MenuItem>
          </>
        );
      }}
    </Popover>
  );
}

/** The marks that are traced, as the figure shows them now; none where it shows one of them no more. */
function useChosen(marks: readonly MarkView[]): readonly MarkView[] {
  const trace = useWindow((state) => state.trace);
  return useMemo(() => chosenOf(marks, trace), [marks, trace]);
}

const NONE: readonly MarkView[] = [];

function chosenOf(marks: readonly MarkView[], trace: TraceTarget | null): readonly MarkView[] {
  if (trace === null || trace.subject.kind !== "marks") return NONE;
  const keys = trace.subject.key.split("\n");
  const found = keys.flatMap((key) => {
    const own = marks.filter((mark) => mark.key === key);
    // A row of the table stands for all marks of its unit.
    return own.length > 0 ? own : marks.filter((mark) => unitOf(mark) === key);
  });
  const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b).join(" ");
  return sorted(idsOf(found)) === sorted(trace.observationIds) ? found : NONE;
}

function chooseMark(mark: MarkView, isAdded: boolean, chosen: readonly MarkView[]): void {
  const isChosen = chosen.some((item) => item.key === mark.key);
  const others = chosen.filter((item) => item.key !== mark.key);
  const marks = !isAdded ? [mark] : isChosen ? others : [...others, mark];
  if (marks.length === 0) setWindow({ trace: null });
  else showTrace({ kind: "marks", key: marks.map((item) => item.key).join("\n") }, idsOf(marks));
}

function sayMarks(marks: readonly MarkView[]): string | undefined {
  const [first] = marks;
  if (first === undefined) return undefined;
  return marks.length === 1 ? first.text : i18next.t("charts.chosen", { count: marks.length });
}

/** In this room Ctrl+Z and Ctrl+Y go back and forth among the options, and never through the workspace's steps. */
function useOptionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        isTyping(event.target) ||
        isOfInputMethod(event)
      )
        return;
      const key = event.key.toLowerCase();
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      const isDone = isRedo ? redoOption() : undoOption();
      if (!isDone) setWindow({ status: { words: i18next.t("charts.noStep"), canUndo: false } });
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
}
