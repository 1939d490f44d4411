import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactView, FigureRequest, FigureView, GalleryView, KindOptions, MarkView } from "../../backend";
import { Button } from "../../components/button";
import { ManyPicker, Picker } from "../../components/picker";
import { QuestionPickers } from "../../components/question-pickers";
import { Segmented } from "../../components/segmented";
import { TraceList } from "../inspector/trace";
import { setWindow, useWindow } from "../shell/state";
import { Annotations, MarkActions } from "./annotations";
import { NumberField, OptionGroup, WordsField } from "./fields";
import { NARROWEST_MM, TYPE_AREA_MM, WIDEST_MM, change, clampHeight, clampWidth } from "./options";
import type { Options } from "./options";
import { useUnits } from "./state";
import { DataTable } from "./table";

type PanelProps = {
  options: Options;
  request: FigureRequest;
  gallery: GalleryView | undefined;
  figure: FigureView | undefined;
  chosen: readonly MarkView[];
  /** The chosen marks in words. */
  words: string | undefined;
  /** What they are together. */
  together: FactView[] | undefined;
};

type Side = "options" | "data";

/** Beside the figure: its options, its numbers as a table, or where its chosen marks came from. */
export const Panel = memo(function Panel(props: PanelProps) {
  const { options, request, gallery, figure, chosen, words, together } = props;
  const { t } = useTranslation();
  const [side, setSide] = useState<Side>("options");
  const isTrace = useWindow((state) => state.inspectorTab) === "trace";
  const show = (next: Side) => {
    setSide(next);
    setWindow({ inspectorTab: "findings" });
  };
  const tabs = [
    {
      id: "findings",
      label: t("charts.options"),
      isOn: !isTrace && side === "options",
      go: () => show("options"),
    },
    { id: "data", label: t("charts.data"), isOn: !isTrace && side === "data", go: () => show("data") },
    {
      id: "trace",
      label: t("inspector.trace"),
      isOn: isTrace,
      go: () => setWindow({ inspectorTab: "trace" }),
    },
  ];
  const [mark] = chosen;
  return (
    <>
      <div className="tabs inspector-tabs" role="tablist">
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={tab.isOn}
            className={`tab ${tab.isOn ? "is-on" : ""}`}
            onClick={tab.go}
            data-testid={`panel-${tab.id}`}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div className="inspector-body" role="tabpanel">
        {isTrace ? (
          <>
            {mark && chosen.length === 1 && figure && (
              <MarkActions mark={mark} options={options} figure={figure} />
            )}
            <TraceList sayTraced={() => words} defineTraced={() => together} />
          </>
        ) : side === "data" ? (
          <DataTable request={request} isDrawn={figure !== undefined} />
        ) : (
          gallery && <OptionList options={options} request={request} gallery={gallery} figure={figure} />
        )}
      </div>
    </>
  );
});

const NO_OPTIONS: KindOptions = { order: false, by: false, units: false, mostUnits: null, events: false };

type OptionListProps = Pick<PanelProps, "options" | "request" | "figure"> & { gallery: GalleryView };

function OptionList({ options, request, gallery, figure }: OptionListProps) {
  const taken = gallery.kinds.find((kind) => kind.kind === options.kind)?.options ?? NO_OPTIONS;
  return (
    <div className="options">
      <Subject options={options} request={request} gallery={gallery} taken={taken} />
      <hr />
      <Size options={options} figure={figure} />
      <Title options={options} figure={figure} />
      <hr />
      <Annotations options={options} figure={figure} hasEvents={taken.events} />
    </div>
  );
}

type SubjectProps = Omit<OptionListProps, "figure"> & { taken: KindOptions };

/** What the figure is about. What its kind does not take is not there. */
function Subject({ options, request, gallery, taken }: SubjectProps) {
  const { t } = useTranslation();
  const units = useUnits(request, taken.units).data?.units ?? [];
  return (
    <>
      <QuestionPickers
        view={gallery}
        onChange={(next) => change({ ...next, title: null, units: [], highlight: null, notes: [] })}
      />
      <Picker
        name="first"
        label={t("charts.first")}
        value={gallery.first}
        choices={withChosen(gallery.periods, gallery.first)}
        onChange={(first) => change({ first })}
      />
      <Picker
        name="last"
        label={t("charts.last")}
        value={gallery.last}
        choices={gallery.periods}
        onChange={(last) => change({ last })}
      />
      {taken.by && (
        <Segmented
          label={t("charts.by")}
          value={options.by}
          options={(["area", "category", "organisation"] as const).map((value) => ({
            value,
            label: t(`analysis.by.${value}`),
          }))}
          onChange={(by) => change({ by, units: [], highlight: null, notes: [] })}
        />
      )}
      {taken.units && (
        <>
          <ManyPicker
            name="units"
            label={t("charts.units")}
            values={options.units}
            choices={units}
            most={taken.mostUnits ?? undefined}
            none={t(taken.mostUnits === null ? "charts.everyUnit" : "charts.allUnits")}
            onChange={(next) => change({ units: next })}
          />
          {taken.mostUnits !== null && (
            <p className="small ink-3">{t("charts.unitsRange", { most: taken.mostUnits })}</p>
          )}
        </>
      )}
      {taken.order && (
        <Segmented
          label={t("charts.order")}
          value={options.order}
          options={(["value", "official"] as const).map((value) => ({
            value,
            label: t(`charts.orders.${value}`),
          }))}
          onChange={(order) => change({ order })}
        />
      )}
    </>
  );
}

/** The chosen base may have no figures at all: it is still what is chosen. */
function withChosen(choices: GalleryView["periods"], value: string): GalleryView["periods"] {
  return choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }];
}

function Size({ options, figure }: Pick<OptionListProps, "options" | "figure">) {
  const { t } = useTranslation();
  const { widthMm, heightMm } = options;
  return (
    <OptionGroup title={t("charts.sizes")}>
      <div className="option-line">
        <span className="option-size">
          <NumberField
            key={widthMm}
            label={t("charts.width", { least: NARROWEST_MM, most: WIDEST_MM })}
            value={widthMm}
            onChange={(width) => width !== null && change({ widthMm: clampWidth(width) })}
            data-testid="figure-width"
          />
          <span aria-hidden="true">×</span>
          <NumberField
            key={`h${heightMm ?? ""}`}
            label={t("charts.height")}
            value={heightMm}
            placeholder={`${t("charts.automatic")} ${figure ? Math.round(figure.heightMm) : ""}`}
            onChange={(height) => change({ heightMm: height === null ? null : clampHeight(height) })}
            data-testid="figure-height"
          />
        </span>
        <Button
          size="small"
          disabled={widthMm === TYPE_AREA_MM && heightMm === null}
          onClick={() => change({ widthMm: TYPE_AREA_MM, heightMm: null })}
        >
          {t("charts.toTypeArea")}
        </Button>
      </div>
    </OptionGroup>
  );
}

function Title({ options, figure }: Pick<OptionListProps, "options" | "figure">) {
  const { t } = useTranslation();
  const { title, statesFinding } = options;
  const drawn = figure?.title ?? "";
  const isUsual = title === null && !statesFinding;
  return (
    <OptionGroup title={t("charts.title")}>
      <WordsField
        key={`${title ?? ""}|${drawn}`}
        label={t("charts.title")}
        rows={2}
        value={title ?? drawn}
        onTake={(words) => change(words === "" ? { title: null } : { title: words, statesFinding: false })}
        data-testid="figure-title-field"
      />
      <div className="option-buttons">
        <Button
          size="small"
          aria-pressed={title === null && statesFinding}
          onClick={() => change({ title: null, statesFinding: true })}
          data-testid="title-finding"
        >
          {t("charts.findingTitle")}
        </Button>
        <Button
          size="small"
          disabled={isUsual}
          onClick={() => change({ title: null, statesFinding: false })}
          data-testid="title-usual"
        >
          {t("charts.usualTitle")}
        </Button>
      </div>
      {title === null && statesFinding && figure && !figure.statesFinding && (
        <p className="small ink-2" role="status">
          {t("charts.noFinding")}
        </p>
      )}
    </OptionGroup>
  );
}
