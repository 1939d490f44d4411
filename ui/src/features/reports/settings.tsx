import { useTranslation } from "react-i18next";
import type { ChoiceView, ReportChoicesView, ReportDraft, ReportView } from "../../backend";
import { Picker } from "../../components/picker";
import { Segmented } from "../../components/segmented";
import { Field } from "./field";
import { Choices } from "./selected";
import { edit } from "./state";

type SettingsProps = { view: ReportView; choices: ReportChoicesView };

/** The text fields of a draft. */
type TextKey = {
  [K in keyof ReportDraft]: ReportDraft[K] extends string ? K : never;
}[keyof ReportDraft];

const HEAD = ["headName", "headIssue", "headIssuer", "headDate"] as const;
const CLOSING = [
  "addressee",
  "signedBy",
  "date",
  "sentTo",
  "copiedTo",
  "printedBy",
  "printedOn",
] as const satisfies readonly TextKey[];
const SWITCHES = ["hasFigures", "hasAppendices", "hidesNames"] as const;

/** What the report is about and how it is set. */
export function Settings({ view, choices }: SettingsProps) {
  const { t } = useTranslation();
  const { draft } = view;
  const change = (part: Partial<ReportDraft>) => edit(view, (now) => ({ ...now, ...part }));
  const text = (key: TextKey, usual = "") => (
    <Field
      key={key}
      label={t(`reports.${key as (typeof HEAD)[number]}`)}
      value={draft[key]}
      usual={usual}
      onTake={(value) => change({ [key]: value })}
      testId={`report-${key}`}
    />
  );
  return (
    <div className="options">
      <Field
        label={t("reports.title")}
        value={draft.title}
        usual={view.title === "" ? t("reports.usualTitle") : view.title}
        onTake={(title) => change({ title })}
        testId="report-title"
      />
      <About view={view} choices={choices} change={change} />
      <hr />
      <Segmented
        label={t("reports.language")}
        value={draft.language}
        options={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
        onChange={(language) => change({ language })}
      />
      <Picker
        name="report-layout"
        label={t("reports.layout")}
        value={draft.layout}
        choices={choices.layouts}
        onChange={(layout) => change({ layout })}
      />
      <div className="choices">
        {SWITCHES.map((key) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={draft[key]}
              onChange={(event) => change({ [key]: event.target.checked })}
              data-testid={`report-${key}`}
            />
            {t(`reports.${key}`)}
          </label>
        ))}
      </div>
      {draft.form !== "summary" && (
        <>
          <hr />
          <h3>{t("reports.head")}</h3>
          {HEAD.map((key) => text(key))}
        </>
      )}
      <hr />
      <h3>{t("reports.closing")}</h3>
      {CLOSING.map((key) => text(key))}
      <p className="small ink-3">{t("reports.fonts")}</p>
    </div>
  );
}

type AboutProps = SettingsProps & { change: (part: Partial<ReportDraft>) => void };

/** Form, periods, scope and indicators. */
function About({ view, choices, change }: AboutProps) {
  const { t } = useTranslation();
  const { draft } = view;
  return (
    <>
      <Picker
        name="report-form"
        label={t("reports.form")}
        value={draft.form}
        choices={choices.forms}
        onChange={(form) => change({ form })}
      />
      <Picker
        name="report-period"
        label={t("reports.period")}
        value={draft.period}
        choices={withChosen(choices.periods, draft.period)}
        onChange={(period) => change({ period })}
      />
      <Picker
        name="report-against"
        label={t("reports.against")}
        value={draft.against}
        choices={withChosen(choices.periods, draft.against)}
        onChange={(against) => change({ against })}
      />
      <Picker
        name="report-scope"
        label={t("reports.scope")}
        value={draft.scope ?? ""}
        choices={[{ value: "", label: t("reports.allScopes") }, ...choices.scopes]}
        onChange={(scope) => change({ scope: scope === "" ? null : scope })}
      />
      <Choices
        label={t("reports.indicators")}
        all={t("reports.allIndicators")}
        offered={choices.indicators}
        chosen={draft.indicators}
        onChange={(indicators) => change({ indicators })}
      />
    </>
  );
}

/** A period that has no figures may be chosen all the same, as a base. */
function withChosen(choices: ChoiceView[], value: string): ChoiceView[] {
  return choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }];
}
