import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportsView } from "../../backend";
import { Button, IconButton } from "../../components/button";
import { isEnter } from "../../components/enter";
import { Picker } from "../../components/picker";
import { freeName } from "./draft";
import { createReport, setRoom } from "./state";

/** The first thing one meets: what a report will hold, by its form, and the one button that writes it. */
export function NewReport({ reports }: { reports: ReportsView }) {
  const { t } = useTranslation();
  const { choices } = reports;
  const taken = reports.reports.map((report) => report.name);
  const [form, setForm] = useState(choices.forms[0]?.value ?? "");
  const [period, setPeriod] = useState(choices.usualPeriod);
  const [typed, setTyped] = useState<string | null>(null);
  const label = (list: { value: string; label: string }[], value: string) =>
    list.find((item) => item.value === value)?.label ?? value;
  const usual = freeName(`${label(choices.periods, period)} ${label(choices.forms, form)}`, taken);
  const name = typed ?? usual;
  const isFit = name.trim() !== "" && !taken.includes(name.trim()) && period !== "";
  const create = () => void createReport(name.trim(), form, period);
  return (
    <div className="new-report">
      <div className="new-report-sheet">
        {taken.length > 0 && (
          <IconButton
            icon="close"
            className="new-report-close"
            label={t("notice.close")}
            onClick={() => setRoom({ isCreating: false })}
          />
        )}
        <p className="sentence">{t("reports.emptySentence")}</p>
        <div className="forms" role="radiogroup" aria-label={t("reports.form")}>
          {choices.forms.map((choice) => (
            <label key={choice.value} className={`form-card ${choice.value === form ? "is-on" : ""}`}>
              <input
                type="radio"
                name="form"
                checked={choice.value === form}
                onChange={() => setForm(choice.value)}
                data-testid={`form-${choice.value}`}
              />
              <FormPicture form={choice.value} />
              <b>{choice.label}</b>
              <span className="small ink-2">
                {t(`reports.forms.${choice.value as "summary" | "special_report" | "brief"}`)}
              </span>
            </label>
          ))}
        </div>
        <div className="new-report-line">
          <Picker
            name="report-period"
            label={t("reports.period")}
            value={period}
            choices={choices.periods}
            onChange={setPeriod}
          />
          <label className="field">
            {t("reports.name")}
            <input
              value={name}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => isEnter(event) && isFit && create()}
              data-testid="new-report-name"
            />
          </label>
          <Button kind="primary" size="large" disabled={!isFit} onClick={create} data-testid="create-report">
            {t("reports.createNow")}
          </Button>
        </div>
        <p className="small ink-3">{t("reports.emptyNote")}</p>
      </div>
    </div>
  );
}

/** What the first page will look like: with or without a red head. */
function FormPicture({ form }: { form: string }) {
  const hasHead = form !== "summary";
  return (
    <svg className="form-picture" viewBox="0 0 120 92" aria-hidden="true" focusable="false">
      <rect className="form-paper" x="22" y="4" width="76" height="88" />
      {hasHead && <path className="form-head" d="M40 17h40M30 27h60" strokeWidth="3" />}
      <path className="form-title" d={hasHead ? "M44 38h32" : "M40 20h40M46 27h28"} strokeWidth="3" />
      <path
        className="form-lines"
        d="M38 46h52M30 52h60M30 58h60M30 64h44M38 72h52M30 78h60M30 84h30"
        strokeWidth="1.6"
      />
    </svg>
  );
}
