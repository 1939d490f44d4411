import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { FactView, FigureView, GalleryView } from "../../backend";
import { isEnter } from "../../components/enter";
import { Button } from "../../components/button";
import { Picker } from "../../components/picker";
import { Segmented } from "../../components/segmented";
import { TraceList } from "../inspector/trace";
import { setWindow, useWindow } from "../shell/state";
import { NARROWEST_MM, TYPE_AREA_MM, WIDEST_MM, change, clampWidth } from "./state";
import type { Options } from "./state";

type PanelProps = {
  options: Options;
  gallery: GalleryView | undefined;
  figure: FigureView | undefined;
  sayTraced: () => string | undefined;
  defineTraced: () => FactView[] | undefined;
};

/** Beside the figure: its options, or where its chosen marks came from. */
export function Panel({ options, gallery, figure, sayTraced, defineTraced }: PanelProps) {
  const { t } = useTranslation();
  const tab = useWindow((state) => state.inspectorTab);
  const tabs = [
    { tab: "findings", label: t("charts.options") },
    { tab: "trace", label: t("inspector.trace") },
  ] as const;
  return (
    <>
      <div className="tabs inspector-tabs" role="tablist">
        {tabs.map((item) => (
          <button
            key={item.tab}
            type="button"
            role="tab"
            aria-selected={tab === item.tab}
            className={`tab ${tab === item.tab ? "is-on" : ""}`}
            onClick={() => setWindow({ inspectorTab: item.tab })}
            data-testid={`panel-${item.tab}`}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div className="inspector-body" role="tabpanel">
        {tab === "trace" ? (
          <TraceList sayTraced={sayTraced} defineTraced={defineTraced} />
        ) : (
          gallery && <OptionList options={options} gallery={gallery} figure={figure} />
        )}
      </div>
    </>
  );
}

type OptionListProps = { options: Options; gallery: GalleryView; figure: FigureView | undefined };

function OptionList({ options, gallery, figure }: OptionListProps) {
  const { t } = useTranslation();
  return (
    <div className="options">
      <Picker
        name="indicator"
        label={t("overview.indicator")}
        value={gallery.indicator}
        choices={gallery.indicators}
        onChange={(indicator) => change({ indicator, title: null })}
      />
      <Picker
        name="scope"
        label={t("overview.scope")}
        value={gallery.scope}
        choices={gallery.scopes}
        onChange={(scope) => change({ scope })}
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
      <hr />
      <Segmented
        label={t("charts.order")}
        value={options.order}
        options={(["value", "official"] as const).map((value) => ({
          value,
          label: t(`charts.orders.${value}`),
        }))}
        onChange={(order) => change({ order })}
      />
      <WidthField key={options.widthMm} widthMm={options.widthMm} />
      <hr />
      <TitleField
        key={`${options.title ?? ""}|${figure?.title ?? ""}`}
        title={options.title}
        drawn={figure?.title ?? ""}
      />
    </div>
  );
}

/** The chosen base may have no figures at all: it is still what is chosen. */
function withChosen(choices: GalleryView["periods"], value: string): GalleryView["periods"] {
  return choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }];
}

function WidthField({ widthMm }: { widthMm: number }) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(widthMm));
  const take = () => {
    const number = Number(text);
    if (text.trim() === "" || !Number.isFinite(number)) setText(String(widthMm));
    else if (clampWidth(number) === widthMm) setText(String(widthMm));
    else change({ widthMm: clampWidth(number) });
  };
  return (
    <div className="option-line">
      <label>
        {t("charts.width")}
        <input
          className="option-number"
          inputMode="numeric"
          value={text}
          title={t("charts.widthRange", { least: NARROWEST_MM, most: WIDEST_MM })}
          onChange={(event) => setText(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => isEnter(event) && take()}
          data-testid="figure-width"
        />
      </label>
      <Button
        size="small"
        disabled={widthMm === TYPE_AREA_MM}
        onClick={() => change({ widthMm: TYPE_AREA_MM })}
      >
        {t("charts.toTypeArea")}
      </Button>
    </div>
  );
}

/** The title. It is taken when it is done: a half-typed word of an input method is never drawn. */
function TitleField({ title, drawn }: { title: string | null; drawn: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(title ?? drawn);
  const take = () => {
    const next = text.trim();
    if (next === (title ?? drawn)) return;
    change({ title: next === "" ? null : next });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!isEnter(event)) return;
    event.preventDefault();
    take();
  };
  return (
    <div className="option-block">
      <label>
        {t("charts.title")}
        <textarea
          rows={2}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={take}
          onKeyDown={onKeyDown}
          data-testid="figure-title-field"
        />
      </label>
      {title !== null && (
        <Button size="small" onClick={() => change({ title: null })} data-testid="title-usual">
          {t("charts.usualTitle")}
        </Button>
      )}
    </div>
  );
}
