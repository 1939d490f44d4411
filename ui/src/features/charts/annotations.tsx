import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FigureView, MarkView } from "../../backend";
import { Button, IconButton } from "../../components/button";
import { isEnter } from "../../components/enter";
import { Picker } from "../../components/picker";
import { OptionGroup, WordsField } from "./fields";
import { change, dayOf, turnHighlight, writeNote } from "./options";
import type { Options } from "./options";
import { nameOf, unitOf } from "./state";

/** Above how many units one is looked for by typing. */
const MANY_UNITS = 16;

type AnnotationsProps = { options: Options; figure: FigureView | undefined; hasEvents: boolean };

/** What a person adds to the figure: a unit set apart, words at marks, days over its periods. */
export function Annotations({ options, figure, hasEvents }: AnnotationsProps) {
  const { t } = useTranslation();
  const units = figure?.units ?? [];
  const isKnown = options.highlight === null || units.some((unit) => unit.value === options.highlight);
  const lost = isKnown ? [] : [{ value: options.highlight ?? "", label: options.highlight ?? "" }];
  return (
    <OptionGroup title={t("charts.annotations")}>
      <Picker
        name="highlight"
        label={t("charts.highlight")}
        value={options.highlight ?? ""}
        choices={[{ value: "", label: t("charts.noHighlight") }, ...units, ...lost]}
        isSearchable={units.length > MANY_UNITS}
        onChange={(unit) => change({ highlight: unit === "" ? null : unit })}
      />
      <Notes options={options} marks={figure?.chart.marks ?? []} />
      {hasEvents && <Events options={options} />}
    </OptionGroup>
  );
}

/** What a note stands at, in words: the mark of the figure, or its key where the figure has none. */
function placeOf(key: string, marks: readonly MarkView[]): string {
  const mark = marks.find((item) => item.key === key) ?? marks.find((item) => unitOf(item) === key);
  return mark ? nameOf(mark) : key;
}

function Notes({ options, marks }: { options: Options; marks: readonly MarkView[] }) {
  const { t } = useTranslation();
  return (
    <div className="option-list">
      <h4>{t("charts.notes")}</h4>
      {options.notes.length === 0 && <p className="small ink-3">{t("charts.noNotes")}</p>}
      <ul>
        {options.notes.map((note) => {
          const what = placeOf(note.key, marks);
          return (
            <li key={`${note.key} ${note.words}`}>
              <span className="option-what" title={what}>
                {what}
              </span>
              <WordsField
                label={t("charts.note", { what })}
                value={note.words}
                onTake={(words) => writeNote(note.key, words)}
                data-testid={`note-${note.key}`}
              />
              <IconButton
                icon="close"
                label={t("charts.remove", { what })}
                onClick={() => writeNote(note.key, "")}
                data-testid={`note-remove-${note.key}`}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Events({ options }: { options: Options }) {
  const { t } = useTranslation();
  const remove = (at: number) => change({ events: options.events.filter((_, index) => index !== at) });
  return (
    <div className="option-list">
      <h4>{t("charts.events")}</h4>
      <ul>
        {options.events.map((event, at) => (
          <li key={`${event.date} ${event.words}`}>
            <span className="option-what">{event.date}</span>
            <WordsField
              label={`${t("charts.eventWords")} ${event.date}`}
              value={event.words}
              onTake={(words) => {
                if (words === "") remove(at);
                else change({ events: options.events.map((old, i) => (i === at ? { ...old, words } : old)) });
              }}
              data-testid={`event-${event.date}`}
            />
            <IconButton
              icon="close"
              label={t("charts.remove", { what: `${event.date} ${event.words}` })}
              onClick={() => remove(at)}
            />
          </li>
        ))}
      </ul>
      <NewEvent onAdd={(date, words) => change({ events: [...options.events, { date, words }] })} />
    </div>
  );
}

/** A day and what happened; a day that is none stays where it is and says how days are written. */
function NewEvent({ onAdd }: { onAdd: (date: string, words: string) => void }) {
  const { t } = useTranslation();
  const [date, setDate] = useState("");
  const [words, setWords] = useState("");
  const [isBad, setBad] = useState(false);
  const add = () => {
    const day = dayOf(date);
    setBad(day === null);
    if (day === null || words.trim() === "") return;
    onAdd(day, words.trim());
    setDate("");
    setWords("");
  };
  return (
    <div className="new-event">
      <input
        className="option-date"
        aria-label={t("charts.eventDate")}
        title={t("charts.eventDate")}
        placeholder="2024-08"
        value={date}
        aria-invalid={isBad || undefined}
        onChange={(event) => (setDate(event.target.value), setBad(false))}
        onKeyDown={(event) => isEnter(event) && add()}
        data-testid="event-date"
      />
      <input
        className="option-text"
        aria-label={t("charts.eventWords")}
        placeholder={t("charts.eventWords")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => isEnter(event) && add()}
        data-testid="event-words"
      />
      <Button size="small" onClick={add} data-testid="event-add">
        {t("charts.addEvent")}
      </Button>
      {isBad && (
        <p className="small ink-doubt" role="alert">
          {t("charts.badDate")}
        </p>
      )}
    </div>
  );
}

type MarkActionsProps = { mark: MarkView; options: Options; figure: FigureView };

/** What can be done about the one mark that is chosen, above where it came from. */
export function MarkActions({ mark, options, figure }: MarkActionsProps) {
  const { t } = useTranslation();
  const unit = unitOf(mark);
  const note = options.notes.find((item) => item.key === mark.key);
  const canSetApart = figure.units.some((item) => item.value === unit);
  return (
    <div className="mark-actions">
      <WordsField
        key={`${mark.key} ${note?.words ?? ""}`}
        label={t("charts.note", { what: nameOf(mark) })}
        value={note?.words ?? ""}
        placeholder={t("charts.writeNote")}
        onTake={(words) => writeNote(mark.key, words)}
        data-testid="mark-note"
      />
      {canSetApart && (
        <Button
          size="small"
          aria-pressed={options.highlight === unit}
          onClick={() => turnHighlight(unit)}
          data-testid="mark-highlight"
        >
          {t(options.highlight === unit ? "charts.highlightOff" : "charts.highlightThis")}
        </Button>
      )}
    </div>
  );
}
