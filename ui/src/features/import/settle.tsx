import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import type { SettlementChoice, SubjectView, SubjectsView, TableFacts } from "../../backend";
import { Button } from "../../components/button";
import { isEnter } from "../../components/enter";
import { useWindow } from "../shell/state";
import { AreaPicker } from "./area-picker";
import { MOST_DIGITS, useDigits } from "./digits";
import { settle } from "./settling";

type SettlePanelProps = { fileId: number; sheetIndex: number; cell: string | null };

/** What can be settled at the selected cell: about its line, its column and its table. */
export function SettlePanel({ fileId, sheetIndex, cell }: SettlePanelProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const { data } = useReply(
    "get_subjects",
    { fileId, sheetIndex, cell: cell ?? "A1", language },
    { enabled: cell !== null, keepPrevious: true },
  );
  if (cell === null) return <p className="settle ink-3">{t("import.settle.choose")}</p>;
  if (!data) return <div className="settle" />;
  if (!data.table) return <p className="settle ink-3">{t("import.noTable")}</p>;
  return (
    <Choices key={`${fileId} ${data.table.index} ${cell}`} fileId={fileId} view={data} table={data.table} />
  );
}

type ChoicesProps = { fileId: number; view: SubjectsView; table: TableFacts };

function Choices({ fileId, view, table }: ChoicesProps) {
  const { t } = useTranslation();
  const [index, setIndex] = useState(0);
  const [isEverywhere, setEverywhere] = useState(false);
  const subject = view.subjects[index];
  const choose = (settlement: SettlementChoice) =>
    void settle({ fileId, tableIndex: table.index }, settlement, isEverywhere);
  return (
    <div className="settle" data-testid="settle">
      {view.subjects.length > 0 && <Subjects subjects={view.subjects} current={index} onChoose={setIndex} />}
      {subject && <AboutLabel key={subject.label} subject={subject} view={view} onChoose={choose} />}
      <AboutTable table={table} onChoose={choose} />
      {table.alikeCount > 0 && (
        <label className="settle-everywhere">
          <input
            type="checkbox"
            checked={isEverywhere}
            onChange={(event) => setEverywhere(event.target.checked)}
            data-testid="settle-everywhere"
          />
          {t("import.settle.everywhere", { count: table.alikeCount })}
        </label>
      )}
    </div>
  );
}

type SubjectsProps = { subjects: SubjectView[]; current: number; onChoose: (index: number) => void };

/** The labels of the cell's line and column; what is settled is settled about one of them. */
function Subjects({ subjects, current, onChoose }: SubjectsProps) {
  const { t } = useTranslation();
  return (
    <div className="settle-subjects" role="radiogroup" aria-label={t("import.settle.label")}>
      {subjects.map((subject, index) => (
        <label key={`${subject.axis} ${subject.label}`} className={index === current ? "is-on" : ""}>
          <input
            type="radio"
            name="settle-subject"
            checked={index === current}
            onChange={() => onChoose(index)}
          />
          {subject.label}
          <small>
            {t(subject.axis === "line" ? "import.settle.line" : "import.settle.column")}{" "}
            {t("import.settle.figures", { count: subject.figureCount })}
          </small>
        </label>
      ))}
    </div>
  );
}

type AboutLabelProps = {
  subject: SubjectView;
  view: SubjectsView;
  onChoose: (settlement: SettlementChoice) => void;
};

const PARTS = ["value", "total", "of_which", "derived", "ignore"] as const;

function AboutLabel({ subject, view, onChoose }: AboutLabelProps) {
  const { t } = useTranslation();
  const { label } = subject;
  const language = useWindow((state) => state.language);
  const { data: found } = useReply("find_areas", { text: subject.area ?? label, language });
  // The digits choose what is in doubt: the area where the label may be one, else what the figures are.
  const isAreaAsked = subject.area === null && (found?.areas.length ?? 0) > 0;
  const roles = PARTS.map((role) => () => onChoose({ what: "role", label, role }));
  useDigits(isAreaAsked ? [] : roles.slice(0, MOST_DIGITS));
  const known = view.indicators.some((indicator) => indicator.id === subject.indicator);
  return (
    <div className="settle-row">
      <fieldset>
        <legend>{t("import.settle.area")}</legend>
        <AreaPicker
          label={subject.area ?? label}
          current={subject.area}
          hasDigits={isAreaAsked}
          onPick={(area) => onChoose({ what: "area", label, area })}
        />
      </fieldset>
      <fieldset>
        <legend>{t("import.settle.indicator")}</legend>
        <select
          className="text-field"
          aria-label={t("import.settle.indicator")}
          value={known ? (subject.indicator ?? "") : ""}
          onChange={(event) => onChoose({ what: "indicator", label, indicator: event.target.value })}
          data-testid="settle-indicator"
        >
          <option value="" disabled>
            {subject.indicator !== null && !known
              ? t("import.settle.unknownIndicator", { name: subject.indicator })
              : t("import.settle.various")}
          </option>
          {view.indicators.map((indicator) => (
            <option key={indicator.id} value={indicator.id}>
              {indicator.name}
            </option>
          ))}
        </select>
        {subject.period && (
          <p className="small ink-3">{t("import.settle.period", { period: subject.period })}</p>
        )}
      </fieldset>
      <fieldset className="settle-parts">
        <legend>{t("import.settle.part")}</legend>
        {PARTS.map((role, index) => (
          <button
            key={role}
            type="button"
            className={`chip ${subject.role === role ? "is-on" : ""}`}
            aria-pressed={subject.role === role}
            onClick={() => onChoose({ what: "role", label, role })}
            data-testid={`settle-role-${role}`}
          >
            {!isAreaAsked && index < MOST_DIGITS && <kbd>{index + 1}</kbd>}
            {t(`import.part.${role}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

type AboutTableProps = { table: TableFacts; onChoose: (settlement: SettlementChoice) => void };

function AboutTable({ table, onChoose }: AboutTableProps) {
  const { t } = useTranslation();
  return (
    <div className="settle-row settle-table" title={table.title ?? undefined}>
      <span className="ink-3">{t("import.settle.table", { range: table.range })}</span>
      {(table.isUndated || table.year !== null) && (
        <TextChoice
          key={table.isUndated ? "" : table.year}
          name={t(table.isUndated ? "import.settle.year" : "import.settle.latestYear")}
          value={table.isUndated ? "" : String(table.year)}
          isNumber
          onChoose={(text) => onChoose({ what: "year", year: Number(text) })}
          testId="settle-year"
        />
      )}
      <TextChoice
        name={t("import.tableInfo.unit")}
        value={table.unit ?? ""}
        onChoose={(unit) => onChoose({ what: "unit", unit })}
        testId="settle-unit"
      />
      <TextChoice
        name={t("import.tableInfo.scope")}
        value={table.scope ?? ""}
        onChoose={(name) => onChoose({ what: "scope", name })}
        testId="settle-scope"
      />
      {table.isSkipped ? (
        <span className="ink-3">{t("import.settle.isSkipped")}</span>
      ) : (
        <Button size="small" onClick={() => onChoose({ what: "skip" })} data-testid="settle-skip">
          {t("import.settle.skip")}
        </Button>
      )}
    </div>
  );
}

type TextChoiceProps = {
  name: string;
  value: string;
  isNumber?: boolean;
  onChoose: (text: string) => void;
  testId: string;
};

/** A word to type; it is settled by Enter or by the button, which comes once it differs. */
function TextChoice({ name, value, isNumber = false, onChoose, testId }: TextChoiceProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const isReady = text.trim() !== "" && text !== value && (!isNumber || /^\d{4}$/.test(text));
  const choose = () => {
    if (isReady) onChoose(text.trim());
  };
  return (
    <label className="text-choice">
      <span>{name}</span>
      <input
        className={`text-field ${isNumber ? "is-year" : ""}`}
        value={text}
        inputMode={isNumber ? "numeric" : "text"}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (isEnter(event)) choose();
        }}
        data-testid={testId}
      />
      {isReady && (
        <Button size="small" onClick={choose} data-testid={`${testId}-set`}>
          {t("import.settle.set")}
        </Button>
      )}
    </label>
  );
}
