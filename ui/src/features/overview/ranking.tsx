import { useTranslation } from "react-i18next";
import type { OverviewView } from "../../backend";
import { Chart } from "../../components/chart";
import { isTraceOf, showTrace, useWindow } from "../shell/state";

/** The ranking of areas: the drawing that is exported, with its own title, each bar a way back to its cells. */
export function Ranking({ view }: { view: OverviewView }) {
  const { t } = useTranslation();
  const trace = useWindow((state) => state.trace);
  const traced = view.chart.marks.find((mark) =>
    isTraceOf(trace, { kind: "mark", key: mark.key }, mark.observationIds),
  );
  return (
    <section aria-label={view.chartHeading}>
      <Chart
        chart={view.chart}
        marksLabel={t("overview.marks")}
        chosenKeys={traced ? [traced.key] : []}
        onChoose={(mark) => showTrace({ kind: "mark", key: mark.key }, mark.observationIds)}
      />
    </section>
  );
}
