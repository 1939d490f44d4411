import { useTranslation } from "react-i18next";
import type { ChartDraft, ReportChoicesView, ReportView } from "../../backend";
import { Button, IconButton } from "../../components/button";
import { Picker } from "../../components/picker";
import { chartsOf, setCharts } from "./draft";
import { Field } from "./field";
import { Undrawn } from "./figures";
import { edit } from "./state";

type ChartChoicesProps = {
  view: ReportView;
  indicator: string;
  choices: ReportChoicesView;
  /** The indicator is named: where several stand below each other. */
  hasName?: boolean;
};

const USUAL: ChartDraft = { kind: "ranked-bars", first: null, parts: "usual", title: "" };

/** The charts of an indicator: the usual one, or those the author chooses, of any kind there is. */
export function ChartChoices({ view, indicator, choices, hasName = false }: ChartChoicesProps) {
  const { t } = useTranslation();
  const charts = chartsOf(view.draft, indicator);
  const name = choices.indicators.find((item) => item.value === indicator)?.label ?? indicator;
  const put = (next: ChartDraft[] | null) => edit(view, (draft) => setCharts(draft, indicator, next));
  const change = (at: number, part: Partial<ChartDraft>) =>
    put((charts ?? []).map((chart, index) => (index === at ? { ...chart, ...part } : chart)));
  return (
    <div className="chart-choices" data-testid={`charts-of-${indicator}`}>
      {hasName && <b>{name}</b>}
      {charts === null && <p className="small ink-2">{t("reports.usualChart")}</p>}
      {charts?.length === 0 && <p className="small ink-2">{t("reports.noChart")}</p>}
      {charts?.map((chart, at) => (
        <ChartChoice
          key={at}
          chart={chart}
          choices={choices}
          onChange={(part) => change(at, part)}
          onRemove={() => put(charts.filter((_, index) => index !== at))}
        />
      ))}
      <Undrawn view={view} indicator={indicator} />
      <div className="option-line">
        {charts === null ? (
          <Button size="small" onClick={() => put([USUAL])} data-testid={`choose-charts-${indicator}`}>
            {t("reports.chooseCharts")}
          </Button>
        ) : (
          <>
            <Button
              size="small"
              icon="plus"
              onClick={() => put([...charts, { ...USUAL, kind: nextKind(charts, choices) }])}
              data-testid={`add-chart-${indicator}`}
            >
              {t("reports.addChart")}
            </Button>
            <Button size="small" onClick={() => put(null)}>
              {t("reports.resetCharts")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** The first kind that is not placed yet. */
function nextKind(charts: ChartDraft[], choices: ReportChoicesView): string {
  const isFree = (kind: string) => charts.every((chart) => chart.kind !== kind);
  return choices.kinds.find((kind) => isFree(kind.value))?.value ?? USUAL.kind;
}

type ChartChoiceProps = {
  chart: ChartDraft;
  choices: ReportChoicesView;
  onChange: (part: Partial<ChartDraft>) => void;
  onRemove: () => void;
};

function ChartChoice({ chart, choices, onChange, onRemove }: ChartChoiceProps) {
  const { t } = useTranslation();
  const isOfParts = ["stacked", "composition", "trend"].includes(chart.kind);
  return (
    <div className="chart-choice">
      <div className="option-line">
        <Picker
          name="chart-kind"
          label={t("reports.chartKind")}
          value={chart.kind}
          choices={choices.kinds}
          onChange={(kind) => onChange({ kind, first: null, parts: "usual" })}
        />
        <IconButton icon="close" label={t("reports.removeChart")} onClick={onRemove} />
      </div>
      <Picker
        name="chart-first"
        label={t("reports.chartFirst")}
        value={chart.first ?? ""}
        choices={[{ value: "", label: t("reports.usualFirst") }, ...choices.periods]}
        onChange={(first) => onChange({ first: first === "" ? null : first })}
      />
      {isOfParts && (
        <Picker
          name="chart-parts"
          label={t("reports.chartParts")}
          value={chart.parts}
          choices={choices.parts}
          onChange={(parts) => onChange({ parts })}
        />
      )}
      <Field
        label={t("reports.title")}
        value={chart.title}
        usual={t("reports.usualTitle")}
        onTake={(title) => onChange({ title })}
        testId="chart-title"
      />
    </div>
  );
}
