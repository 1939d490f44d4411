import { useTranslation } from "react-i18next";
import type { ChoiceView } from "../backend/generated/wire";
import { Picker } from "./picker";

/** What is chosen and what could be, as every reply about an indicator tells it. */
type QuestionView = {
  indicators: ChoiceView[];
  indicator: string;
  scopes: ChoiceView[];
  scope: string;
  periods: ChoiceView[];
  period?: string;
  bases?: ChoiceView[];
  against?: string;
};

type QuestionChange = { indicator?: string; scope?: string; period?: string; against?: string };

type QuestionPickersProps = { view: QuestionView; onChange: (change: QuestionChange) => void };

/** The indicator, the period with what it is compared to where the room asks for them, and the scope. */
export function QuestionPickers({ view, onChange }: QuestionPickersProps) {
  const { t } = useTranslation();
  return (
    <>
      <Picker
        name="indicator"
        label={t("overview.indicator")}
        value={view.indicator}
        choices={view.indicators}
        onChange={(indicator) => onChange({ indicator })}
      />
      {view.period !== undefined && (
        <Picker
          name="period"
          label={t("overview.period")}
          value={view.period}
          choices={view.periods}
          onChange={(period) => onChange({ period })}
        />
      )}
      {view.bases !== undefined && view.against !== undefined && (
        <Picker
          name="against"
          label={t("analysis.against")}
          value={view.against}
          choices={view.bases}
          onChange={(against) => onChange({ against })}
        />
      )}
      <Picker
        name="scope"
        label={t("overview.scope")}
        value={view.scope}
        choices={view.scopes}
        onChange={(scope) => onChange({ scope })}
      />
    </>
  );
}
