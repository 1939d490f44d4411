import i18next from "i18next";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { Segmented } from "../../components/segmented";
import { useWindow } from "../shell/state";
import { Page } from "./page";
import { acceptFigures, setRoom, useRoom } from "./state";
import type { Zoom } from "./state";

/** Between pages, and around them. */
const GAP = 24;
/** CSS pixels in a point. */
const PX_PER_PT = 96 / 72;
/** Fitted to the width a page grows no further than this. */
const WIDEST = 1.3;
/** Pages beyond what is seen that are fetched and drawn. */
const AHEAD = 1;

type PagesProps = { view: ReportView; isOld: boolean };

/** The pages at their true proportions, drawn as they come into sight. */
export function Pages({ view, isOld }: PagesProps) {
  const { t } = useTranslation();
  const { zoom } = useRoom();
  const language = useWindow((state) => state.language);
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height, top } = useScroll(scroller);
  const scale = scaleOf(view, zoom, width, height);
  const step = view.pageHeightPt * scale + GAP;
  useGoTo(scroller, step);
  const current = Math.min(view.pageCount, Math.max(1, Math.floor((top + height / 3) / step) + 1));
  const first = Math.max(1, Math.floor(top / step) + 1 - AHEAD);
  const last = Math.min(view.pageCount, Math.ceil((top + height) / step) + AHEAD);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <section className="stage reports-stage" aria-label={t("reports.pages")}>
      <StageHead view={view} />
      {view.error && (
        <div className="reports-error">
          <Notice error={view.error} language={language} />
        </div>
      )}
      <div
        className={`pages ${isOld ? "is-old" : ""}`}
        ref={scroller}
        data-pane
        tabIndex={0}
        role="group"
        aria-label={t("reports.pages")}
      >
        <div
          style={{
            height: view.pageCount * step + GAP,
            position: "relative",
            minWidth: view.pageWidthPt * scale,
          }}
        >
          {numbers.map((number) => (
            <Page key={number} view={view} number={number} scale={scale} top={GAP + (number - 1) * step} />
          ))}
        </div>
      </div>
      <Foot view={view} current={current} />
    </section>
  );
}

function StageHead({ view }: { view: ReportView }) {
  const { t } = useTranslation();
  const { zoom } = useRoom();
  return (
    <div className="stage-head">
      {view.changedCount > 0 && (
        <>
          <span className="with-icon ink-doubt" data-testid="changed-count">
            <Icon name="doubt" />
            {t("reports.changed", { count: view.changedCount })}
          </span>
          <Button size="small" onClick={() => setRoom({ tab: "figures" })}>
            {t("reports.panel.figures")}
          </Button>
          <Button size="small" onClick={() => void acceptFigures(view.name, [])} data-testid="accept-figures">
            {t("reports.acceptAll")}
          </Button>
        </>
      )}
      <span className="spring" />
      <Segmented
        label={t("reports.zoom")}
        value={zoom}
        options={(["page", "width", "actual"] as const).map((value) => ({
          value,
          label: t(`reports.zooms.${value}`),
        }))}
        onChange={(value) => setRoom({ zoom: value })}
      />
    </div>
  );
}

function Foot({ view, current }: { view: ReportView; current: number }) {
  const { t } = useTranslation();
  const count = view.figures.filter((figure) => figure.page > 0).length;
  const grid = t(`reports.grid.${view.draft.layout as "standard" | "mirrored"}`);
  return (
    <div className="stage-status reports-foot">
      {view.pageCount > 0 && (
        <>
          <span data-testid="report-pages">
            {t("reports.page", { page: current, count: view.pageCount })}
          </span>
          <span>{grid}</span>
          <span>A4</span>
          <span>{t("reports.figuresCount", { count })}</span>
          {view.unfilledCount > 0 && (
            <span className="ink-doubt" data-testid="unfilled-count">
              {t("reports.toWrite", { count: view.unfilledCount })}
            </span>
          )}
        </>
      )}
    </div>
  );
}

function scaleOf(view: ReportView, zoom: Zoom, width: number, height: number): number {
  const roomy = Math.max(200, width - 2 * GAP) / view.pageWidthPt;
  const whole = Math.max(200, height - 2 * GAP) / view.pageHeightPt;
  if (zoom === "actual") return PX_PER_PT;
  if (zoom === "page") return Math.min(roomy, whole);
  return Math.min(roomy, PX_PER_PT * WIDEST);
}

/** How large the window onto the pages is, and how far it is scrolled. */
function useScroll(scroller: { current: HTMLDivElement | null }) {
  const [state, setState] = useState({ width: 800, height: 800, top: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height, scrollTop: top } = element;
      if (width > 0 && height > 0) setState({ width, height, top });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller]);
  return state;
}

/** Scrolls to a page that is asked for, and on it to the place. */
function useGoTo(scroller: { current: HTMLDivElement | null }, step: number): void {
  const { goTo } = useRoom();
  const latest = useRef(step);
  useEffect(() => {
    latest.current = step;
  });
  useEffect(() => {
    const element = scroller.current;
    if (goTo.page === 0 || element === null) return;
    element.scrollTo({ top: (goTo.page - 1) * latest.current });
    if (goTo.place === "") return;
    // The page may have to be fetched first.
    let left = 20;
    const timer = window.setInterval(() => {
      const spots = [...element.querySelectorAll<HTMLElement>("[data-place]")];
      const spot = spots.find((item) => item.dataset.place === goTo.place);
      spot?.scrollIntoView({ block: "center" });
      left -= 1;
      if (spot !== undefined || left === 0) window.clearInterval(timer);
    }, 50);
    return () => window.clearInterval(timer);
  }, [goTo, scroller]);
}

/** Says a figure as it stands on the page. */
export function sayFigure(text: string, isChanged: boolean): string {
  return isChanged ? i18next.t("reports.changedSpot", { text }) : text;
}
