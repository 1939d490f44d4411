import i18next from "i18next";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnalysisRow, AnalysisTable, AnalysisView, RefusalView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { drawFrom } from "../charts/options";
import { Inspector } from "../inspector/view";
import { AntdTheme } from "../shell/antd-theme";
import { RoomFrame } from "../shell/room-frame";
import { setWindow, showTrace, useWindow, windowState } from "../shell/state";
import "../../styles/analysis.css";
import { Asides } from "./asides";
import { Pickers } from "./pickers";
import {
  cellKey,
  figureOf,
  idsOf,
  takeOffer,
  tracedCell,
  useAnalysis,
  useChoice,
  useDefinition,
} from "./state";
import type { AnalysisChoice, BarKind, Column } from "./state";
import { AnalysisGrid } from "./table";

/** One question: indicator, scope, period and comparison, answered row by row. */
export default function AnalysisRoom() {
  const { t } = useTranslation();
  const choice = useChoice();
  const reply = useAnalysis(choice);
  const language = useWindow((state) => state.language);
  const trace = useWindow((state) => state.trace);
  const view = reply.data;
  const table = view?.table ?? null;
  useClosedInspector();
  const traced = tracedCell(trace, table);
  const facts = useDefinition(choice, traced);
  const words = traced && table ? sayCell(traced.row, traced.column, table) : undefined;
  return (
    <RoomFrame
      title={t("room.analysis")}
      bar={
        view ? (
          <AntdTheme>
            <Pickers view={view} choice={choice} />
            <span className="spring" />
            <Button
              kind="primary"
              icon="charts"
              onClick={() => draw(view, choice.by)}
              data-testid="draw-chart"
            >
              {t("analysis.draw")}
            </Button>
          </AntdTheme>
        ) : (
          <span className="spring" />
        )
      }
      inspector={
        <Inspector findings={table?.findings ?? []} sayTraced={() => words} defineTraced={() => facts} />
      }
    >
      <div className={`analysis ${reply.isPlaceholderData ? "is-old" : ""}`} aria-busy={reply.isFetching}>
        {reply.error && <Notice error={reply.error} language={language} />}
        {reply.isPending && <Waiting />}
        {view && <Answer view={view} tracedKey={trace?.subject.kind === "cell" ? trace.subject.key : null} />}
      </div>
    </RoomFrame>
  );
}

/** The table needs the width: the inspector opens with what is traced, and is as it was where the room is left. */
function useClosedInspector(): void {
  useEffect(() => {
    const { isInspectorOpen: before, trace } = windowState();
    if (trace?.subject.kind !== "cell") setWindow({ isInspectorOpen: false });
    return () => setWindow({ isInspectorOpen: before });
  }, []);
}

/** The frame of a table, shown while the first answer is on its way. */
function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="is-late analysis-waiting">
      <p className="ink-3">{t("overview.loading")}</p>
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} className="ghost" />
      ))}
    </div>
  );
}

function Answer({ view, tracedKey }: { view: AnalysisView; tracedKey: string | null }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const [bars, setBars] = useState<BarKind>("rate");
  const { table, refusal, error } = view;
  const trace = useCallback(
    (row: AnalysisRow, column: Column) => {
      const figure = figureOf(column, bars);
      showTrace({ kind: "cell", key: cellKey(row.key, figure) }, idsOf(row, figure));
    },
    [bars],
  );
  return (
    <>
      {error && (
        <div className="analysis-none">
          <Notice error={error} language={language} />
          <p className="ink-2">{t("analysis.noneHint")}</p>
        </div>
      )}
      {refusal && <Refusal refusal={refusal} />}
      {table && (
        <>
          <p className="lead analysis-driver" data-testid="analysis-driver">
            {table.driver ?? t("analysis.noDriver")}
          </p>
          <AnalysisGrid
            // A table of other rows starts at its top.
            key={`${view.indicator} ${view.scope} ${view.level}`}
            table={table}
            heading={view.heading}
            bars={bars}
            onBars={setBars}
            tracedKey={tracedKey}
            onTrace={trace}
          />
          <Asides asides={table.asides} />
        </>
      )}
    </>
  );
}

/** A comparison that is refused: why, and what can be compared instead, as buttons. */
function Refusal({ refusal }: { refusal: RefusalView }) {
  return (
    <div className="refusal" role="alert" data-testid="refusal">
      <Icon name="doubt" className="ink-doubt" />
      <div className="notice-words">
        <p>{refusal.message}</p>
        {refusal.offers.length === 0 && <p className="notice-hint">{refusal.hint}</p>}
      </div>
      {refusal.offers.map((offer, index) => (
        <Button key={offer.label} onClick={() => takeOffer(offer)} data-testid={`offer-${index}`}>
          {offer.label}
        </Button>
      ))}
    </div>
  );
}

/** `岳阳，增减率 −28.8%`. */
function sayCell(row: AnalysisRow, column: Column, table: AnalysisTable): string {
  if (column === "label" || column === "bars") return row.label;
  const head = table.heads[column];
  return i18next.t("analysis.cell", { label: row.label, head, figure: row[column].text });
}

function draw(view: AnalysisView, by: AnalysisChoice["by"]): void {
  const { indicator, scope, basePeriod: first, period: last } = view;
  drawFrom({ indicator, scope, first, last, by });
  setWindow({ room: "charts" });
}
