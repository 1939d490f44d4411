import { useTranslation } from "react-i18next";
import type { AnalysisView } from "../../backend";
import { Button } from "../../components/button";
import { Popover } from "../../components/popover";
import { QuestionPickers } from "../../components/question-pickers";
import { Segmented } from "../../components/segmented";
import { choose } from "./state";
import type { AnalysisChoice } from "./state";

type PickersProps = { view: AnalysisView; choice: AnalysisChoice };

/** Indicator, period, comparison and scope in the bar; how it is computed and printed in a panel beside them. */
export function Pickers({ view, choice }: PickersProps) {
  return (
    <>
      <QuestionPickers
        view={view}
        onChange={(next) => choose(next.scope === undefined ? next : { ...next, level: null })}
      />
      <Method view={view} choice={choice} />
    </>
  );
}

function Method({ view, choice }: PickersProps) {
  const { t } = useTranslation();
  return (
    <Popover
      kind="dialog"
      className="at-end method"
      label={t("analysis.method")}
      button={(props) => (
        <Button icon="settings" data-testid="method" {...props}>
          {t(`analysis.by.${choice.by}`)}
        </Button>
      )}
    >
      {() => (
        <>
          <Segmented
            label={t("analysis.rows")}
            value={choice.by}
            options={(["area", "category", "organisation"] as const).map((value) => ({
              value,
              label: t(`analysis.by.${value}`),
            }))}
            onChange={(by) => choose({ by, level: null })}
          />
          {view.levels.length > 1 && (
            <Segmented
              label={t("analysis.level")}
              value={view.level}
              options={view.levels}
              onChange={(level) => choose({ level })}
            />
          )}
          <Segmented
            label={t("analysis.basis")}
            value={choice.basis}
            options={(["raw", "comparable"] as const).map((value) => ({
              value,
              label: t(`analysis.bases.${value}`),
            }))}
            onChange={(basis) => choose({ basis })}
          />
          <p className="small ink-3">{t(`analysis.basisNote.${choice.basis}`)}</p>
          <Segmented
            label={t("analysis.rounding")}
            value={choice.rounding}
            options={(["halfUp", "halfEven"] as const).map((value) => ({
              value,
              label: t(`analysis.roundings.${value}`),
            }))}
            onChange={(rounding) => choose({ rounding })}
          />
          <Segmented
            label={t("analysis.decimals")}
            value={String(choice.decimals)}
            options={["0", "1", "2", "3"].map((value) => ({ value, label: value }))}
            onChange={(decimals) => choose({ decimals: Number(decimals) })}
          />
        </>
      )}
    </Popover>
  );
}
