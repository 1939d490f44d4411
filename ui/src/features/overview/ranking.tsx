import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MarkView, OverviewView } from "../../backend";
import { Chart } from "../../components/chart";
import { showTrace, useWindow } from "../shell/state";

/** The ranking of areas: the drawing that is exported, each bar a way back to its cells. */
export function Ranking({ view }: { view: OverviewView }) {
  const { t } = useTranslation();
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const trace = useWindow((state) => state.trace);
  const choose = (mark: MarkView) => {
    setChosenKey(mark.key);
    showTrace(mark.text, mark.observationIds);
  };
  const isStillTraced = trace !== null && view.chart.marks.some((mark) => mark.text === trace.title);
  return (
    <section>
      <h2>{view.chartHeading}</h2>
      <Chart
        chart={view.chart}
        marksLabel={t("overview.marks")}
        chosenKey={isStillTraced ? chosenKey : null}
        onChoose={choose}
      />
    </section>
  );
}
