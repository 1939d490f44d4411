import { useTranslation } from "react-i18next";
import type { PieceView, ReportChoicesView, ReportView, SectionDraft } from "../../backend";
import { Button } from "../../components/button";
import { changeSection, moveSection, ownText, removeSection, setOwnText, setWritten } from "./draft";
import { ChartChoices } from "./chart-choices";
import { FigureLines } from "./figures";
import { OwnText } from "./own-text";
import { Field } from "./field";
import { edit, setRoom, useRoom } from "./state";

type SelectedProps = { view: ReportView; choices: ReportChoicesView };

/** What can be changed about what is selected: a section, a sentence, a table, a chart. */
export function Selected({ view, choices }: SelectedProps) {
  const { t } = useTranslation();
  const { selection } = useRoom();
  if (selection !== null && "section" in selection) {
    const section = view.draft.sections.find((item) => item.id === selection.section);
    if (section) return <SectionPanel key={section.id} view={view} section={section} choices={choices} />;
  }
  if (selection !== null && "place" in selection) {
    const pieces = [...view.sections.flatMap((section) => section.pieces), ...view.appendices];
    const piece = pieces.find((item) => item.place === selection.place);
    if (piece) return <PiecePanel key={piece.place} view={view} piece={piece} choices={choices} />;
  }
  return <p className="inspector-hint">{t("reports.selectHint")}</p>;
}

type SectionPanelProps = SelectedProps & { section: SectionDraft };

function SectionPanel({ view, section, choices }: SectionPanelProps) {
  const { t } = useTranslation();
  const { id, title } = section;
  const at = view.draft.sections.findIndex((item) => item.id === id);
  const move = (to: number) => edit(view, (draft) => moveSection(draft, id, to));
  return (
    <div className="options">
      <Field
        label={t("reports.title")}
        value={title}
        onTake={(next) => next !== "" && edit(view, (draft) => changeSection(draft, id, { title: next }))}
        testId="section-title"
      />
      <div className="option-line">
        <Button size="small" disabled={at === 0} onClick={() => move(at - 1)} data-testid="section-up">
          {t("reports.up")}
        </Button>
        <Button
          size="small"
          disabled={at === view.draft.sections.length - 1}
          onClick={() => move(at + 1)}
          data-testid="section-down"
        >
          {t("reports.down")}
        </Button>
        <span className="spring" />
        <Button
          size="small"
          onClick={() => {
            setRoom({ selection: null });
            edit(view, (draft) => removeSection(draft, id));
          }}
          data-testid="section-remove"
        >
          {t("reports.removeSection")}
        </Button>
      </div>
      <hr />
      <OwnText
        label={t("reports.ownText")}
        text={ownText(view.draft, `own.${id}`) ?? ""}
        figures={view.figures}
        onTake={(text) =>
          edit(view, (draft) => setOwnText(draft, `own.${id}`, text.trim() === "" ? null : text))
        }
      />
      {section.hasFigures && (
        <>
          <hr />
          <SectionIndicators view={view} section={section} choices={choices} />
          <hr />
          <h3>{t("reports.charts")}</h3>
          {indicatorsOf(view, section).map((indicator) => (
            <ChartChoices key={indicator} view={view} indicator={indicator} choices={choices} hasName />
          ))}
        </>
      )}
    </div>
  );
}

/** The indicators whose figures stand in the section, in the order of the text. */
function indicatorsOf(view: ReportView, section: SectionDraft): string[] {
  const pieces = view.sections.find((item) => item.id === section.id)?.pieces ?? [];
  return [...new Set(pieces.flatMap((piece) => piece.indicator ?? []))];
}

function SectionIndicators({ view, section, choices }: SectionPanelProps) {
  const { t } = useTranslation();
  const { indicators } = view.draft;
  const offered = choices.indicators.filter(
    (item) => indicators.length === 0 || indicators.includes(item.value),
  );
  const chosen = section.indicators;
  const set = (next: string[]) =>
    edit(view, (draft) => changeSection(draft, section.id, { indicators: next }));
  return (
    <Choices
      label={t("reports.sectionIndicators")}
      all={t("reports.allIndicators")}
      offered={offered}
      chosen={chosen}
      onChange={set}
    />
  );
}

type ChoicesProps = {
  label: string;
  all: string;
  offered: { value: string; label: string }[];
  chosen: string[];
  onChange: (next: string[]) => void;
};

/** Some of a list, or all of it, which is meant where nothing is named. */
export function Choices({ label, all, offered, chosen, onChange }: ChoicesProps) {
  const toggle = (value: string, isOn: boolean) => {
    const now = chosen.length === 0 ? offered.map((item) => item.value) : chosen;
    const next = offered
      .map((item) => item.value)
      .filter((item) => (item === value ? isOn : now.includes(item)));
    if (next.length > 0) onChange(next.length === offered.length ? [] : next);
  };
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      <label>
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChange([])} />
        {all}
      </label>
      {offered.map((item) => (
        <label key={item.value}>
          <input
            type="checkbox"
            checked={chosen.length === 0 || chosen.includes(item.value)}
            onChange={(event) => toggle(item.value, event.target.checked)}
          />
          {item.label}
        </label>
      ))}
    </fieldset>
  );
}

type PiecePanelProps = SelectedProps & { piece: PieceView };

function PiecePanel({ view, piece, choices }: PiecePanelProps) {
  const { t } = useTranslation();
  const isWritten = !view.draft.leftOut.includes(piece.place);
  return (
    <div className="options">
      {piece.kind === "text" && <TextPanel view={view} piece={piece} />}
      {piece.kind === "table" && (
        <>
          <h3>{piece.label}</h3>
          <p className="small ink-2">{t("reports.table")}</p>
        </>
      )}
      {piece.kind === "figure" && (
        <>
          <h3>{piece.label}</h3>
          <p className="small ink-2">{t("reports.figure")}</p>
          {piece.indicator !== null && (
            <ChartChoices view={view} indicator={piece.indicator} choices={choices} />
          )}
        </>
      )}
      <div>
        <Button
          size="small"
          onClick={() => edit(view, (draft) => setWritten(draft, piece.place, !isWritten))}
          data-testid="piece-written"
        >
          {t(isWritten ? "reports.leave" : "reports.take")}
        </Button>
      </div>
    </div>
  );
}

/** A sentence: as the data makes it, or in the author's words. */
function TextPanel({ view, piece }: { view: ReportView; piece: PieceView }) {
  const { t } = useTranslation();
  const id = piece.textId ?? "";
  const own = ownText(view.draft, id);
  const isOfSection = id.startsWith("own.");
  const put = (text: string | null) => edit(view, (draft) => setOwnText(draft, id, text));
  const figures = piece.keys.flatMap((key) => view.figures.find((figure) => figure.key === key) ?? []);
  return (
    <>
      {own === null && !isOfSection ? (
        <>
          <h3>{t("reports.asComputed")}</h3>
          <p className="sentence-text">{piece.label}</p>
          <p className="small ink-3">{t("reports.asComputedNote")}</p>
          <div>
            <Button size="small" onClick={() => put(piece.text)} data-testid="by-hand">
              {t("reports.byHand")}
            </Button>
          </div>
        </>
      ) : (
        <>
          <OwnText
            label={t("reports.ownText")}
            text={own ?? ""}
            figures={view.figures}
            onTake={(text) => put(text.trim() === "" ? null : text)}
          />
          {!isOfSection && (
            <div>
              <Button size="small" onClick={() => put(null)} data-testid="to-computed">
                {t("reports.toComputed")}
              </Button>
            </div>
          )}
        </>
      )}
      {figures.length > 0 && (
        <section className="report-figures">
          <h3>{t("reports.inText", { count: figures.length })}</h3>
          <FigureLines figures={figures} />
        </section>
      )}
    </>
  );
}
