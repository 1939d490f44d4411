import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import type { ReportView, SpotView } from "../../backend";
import { Notice } from "../../components/notice";
import { safeSvg } from "../../components/svg";
import { isTraceOf, setWindow, showTrace, useWindow } from "../shell/state";
import { sayFigure } from "./pages";
import { select, setRoom, useRoom } from "./state";

type PageProps = { view: ReportView; number: number; scale: number; top: number };

/** One page as it will be printed, with a transparent button over each figure. */
export function Page({ view, number, scale, top }: PageProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const request = { name: view.name, revision: view.revision, page: number };
  const reply = useReply("get_report_page", request, { keepPrevious: true });
  const drawing = useRef<HTMLDivElement>(null);
  const svg = reply.data?.svg;
  useEffect(() => {
    const drawn = svg === undefined ? null : safeSvg(svg);
    drawn?.setAttribute("aria-hidden", "true");
    drawing.current?.replaceChildren(...(drawn ? [drawn] : []));
  }, [svg]);
  const { pageWidthPt, pageHeightPt, pageCount } = view;
  const spots = reply.data?.spots ?? [];
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * pageWidthPt;
    const y = ((event.clientY - box.top) / box.height) * pageHeightPt;
    const hit = spots.find(
      (spot) =>
        spot.key === null &&
        y >= spot.y &&
        y < spot.y + spot.height &&
        x >= spot.x &&
        x < spot.x + spot.width,
    );
    if (hit) select({ place: hit.place });
  };
  return (
    <figure
      className="page-sheet"
      // Paper is white in either theme.
      data-theme="light"
      aria-label={t("reports.page", { page: number, count: pageCount })}
      style={{ top, width: pageWidthPt * scale, height: pageHeightPt * scale }}
      onClick={onClick}
      data-testid={`page-${number}`}
    >
      <div className="page-drawing" ref={drawing} />
      <Stretches spots={spots} view={view} />
      <Figures spots={spots} view={view} />
      {reply.error && <Notice error={reply.error} language={language} />}
    </figure>
  );
}

/** What is selected, marked where it stands. */
function Stretches({ spots, view }: { spots: SpotView[]; view: ReportView }) {
  const { selection } = useRoom();
  const places = new Set<string>();
  if (selection !== null && "place" in selection) places.add(selection.place);
  else if (selection !== null) {
    const section = view.sections.find((item) => item.id === selection.section);
    section?.pieces.forEach((piece) => places.add(piece.place));
  }
  return spots
    .filter((spot) => spot.key === null)
    .map((spot, at) => (
      <div
        key={at}
        className={`page-stretch ${places.has(spot.place) ? "is-on" : ""}`}
        style={boxOf(spot, view)}
        data-place={spot.place}
      />
    ));
}

/** The figures one can point at: one stop of the Tab key, arrows between them. */
function Figures({ spots, view }: { spots: SpotView[]; view: ReportView }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const trace = useWindow((state) => state.trace);
  const figures = spots.filter((spot) => spot.key !== null && spot.observationIds.length > 0);
  if (figures.length === 0) return null;
  const choose = (spot: SpotView) => {
    setWindow({ isInspectorOpen: true });
    setRoom({ tab: "trace", selection: { place: spot.place } });
    showTrace({ kind: "cell", key: `${spot.place} ${spot.key ?? ""} ${spot.text}` }, spot.observationIds);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const by = steps[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? figures.length - 1 : active + (by ?? NaN);
    const figure = figures[active];
    if (event.key === "F9" && figure) choose(figure);
    else if (Number.isNaN(to)) return;
    else {
      const next = Math.max(0, Math.min(figures.length - 1, to));
      setActive(next);
      list.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
    }
    event.preventDefault();
  };
  return (
    <ul ref={list} className="page-figures" aria-label={t("reports.spots")} onKeyDown={onKeyDown}>
      {figures.map((spot, at) => {
        const subject = { kind: "cell" as const, key: `${spot.place} ${spot.key ?? ""} ${spot.text}` };
        const isTraced = isTraceOf(trace, subject, spot.observationIds);
        return (
          <li key={at} style={boxOf(spot, view)}>
            <button
              type="button"
              className={`page-figure ${isTraced ? "is-on" : ""} ${spot.isChanged ? "is-changed" : ""} ${spot.place.startsWith("text:") ? "is-slot" : ""}`}
              aria-label={sayFigure(spot.text, spot.isChanged)}
              aria-pressed={isTraced}
              tabIndex={at === Math.min(active, figures.length - 1) ? 0 : -1}
              title={sayFigure(spot.text, spot.isChanged)}
              onFocus={() => setActive(at)}
              onClick={(event) => {
                event.stopPropagation();
                choose(spot);
              }}
              data-testid={`spot-${spot.key ?? ""}`}
            />
          </li>
        );
      })}
    </ul>
  );
}

function boxOf(spot: SpotView, { pageWidthPt, pageHeightPt }: ReportView) {
  return {
    left: `${(spot.x / pageWidthPt) * 100}%`,
    top: `${(spot.y / pageHeightPt) * 100}%`,
    width: `${(spot.width / pageWidthPt) * 100}%`,
    height: `${(spot.height / pageHeightPt) * 100}%`,
  };
}
