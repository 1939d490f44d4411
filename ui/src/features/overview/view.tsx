import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { HeadlineView, MarkView, OverviewView } from "../../backend";
import { Notice } from "../../components/notice";
import { QuestionPickers } from "../../components/question-pickers";
import { TextParts } from "../../components/text-parts";
import { Inspector } from "../inspector/view";
import { AntdTheme } from "../shell/antd-theme";
import { RoomFrame } from "../shell/room-frame";
import { isTraceOf, setWindow, showTrace, useWindow } from "../shell/state";
import type { OverviewChoice, TraceTarget } from "../shell/state";
import { Coverage, Notes } from "./coverage";
import { exportChart } from "./export";
import { Headlines } from "./headlines";
import { ExportMenu } from "./export-menu";
import { Ranking } from "./ranking";
import { useRoomAction } from "../shell/room-actions";
import { useChartWidth, useOverview } from "./state";

/** The year at a glance. */
export default function OverviewRoom() {
  const { t } = useTranslation();
  const choice = useWindow((state) => state.overview);
  const column = useRef<HTMLDivElement>(null);
  const width = useChartWidth(column);
  const reply = useOverview(choice, width);
  const language = useWindow((state) => state.language);
  const view = reply.data;
  useRoomAction("export", view ? () => void exportChart(view, "svg") : null);
  const bar = view && (
    <AntdTheme>
      <QuestionPickers view={view} onChange={(change) => setWindow({ overview: takenFrom(view, change) })} />
      <span className="spring" />
      <ExportMenu onExport={(format) => void exportChart(view, format)} />
    </AntdTheme>
  );
  return (
    <RoomFrame
      title={t("room.overview")}
      bar={bar ?? <span className="spring" />}
      inspector={
        <Inspector
          findings={view?.findings ?? []}
          sayTraced={(trace) => view && sayTraced(view, trace)}
          defineTraced={(trace) => view && (tracedMark(view, trace) ?? tracedHeadline(view, trace))?.facts}
        />
      }
    >
      <div className={`overview ${reply.isPlaceholderData ? "is-old" : ""}`}>
        {reply.error && <Notice error={reply.error} language={language} />}
        {reply.isPending && <p className="is-late ink-3">{t("overview.loading")}</p>}
        {view && <Summary view={view} onTrace={traceHeadline} />}
        <div className="overview-columns">
          <div ref={column}>{view && <Ranking view={view} />}</div>
          {view && (
            <div className="overview-second">
              <Coverage coverage={view.coverage} />
              <Notes notes={view.notes} />
            </div>
          )}
        </div>
      </div>
    </RoomFrame>
  );
}

function Summary({ view, onTrace }: { view: OverviewView; onTrace: (headline: HeadlineView) => void }) {
  return (
    <>
      <p className="sentence">
        <TextParts parts={view.sentence} />
      </p>
      <Headlines headlines={view.headlines} chosen={view.indicator} onTrace={onTrace} />
    </>
  );
}

/** The choice on screen, including what the engine chose, with what is changed of it. */
function takenFrom(view: OverviewView, change: Partial<OverviewChoice>): OverviewChoice {
  const { indicator, period, scope } = { ...view, ...change };
  return { indicator, period, scope };
}

function traceHeadline(headline: HeadlineView): void {
  showTrace({ kind: "headline", key: headline.indicator }, headline.observationIds);
}

function tracedMark(view: OverviewView, trace: TraceTarget): MarkView | undefined {
  return view.chart.marks.find((mark) =>
    isTraceOf(trace, { kind: "mark", key: mark.key }, mark.observationIds),
  );
}

function tracedHeadline(view: OverviewView, trace: TraceTarget): HeadlineView | undefined {
  return view.headlines.find((headline) =>
    isTraceOf(trace, { kind: "headline", key: headline.indicator }, headline.observationIds),
  );
}

/** What was traced, as the drawing or the headline says it now; undefined where neither shows it any more. */
function sayTraced(view: OverviewView, trace: TraceTarget): string | undefined {
  return tracedMark(view, trace)?.text ?? tracedHeadline(view, trace)?.name;
}
