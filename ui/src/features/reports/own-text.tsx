import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import Select from "antd/es/select";
import { useTranslation } from "react-i18next";
import type { ReportFigureView } from "../../backend";
import { isOfInputMethod } from "../shell/shortcut";

/** After so long without a key, what is written is put into the report. */
const PAUSE_MS = 2500;

type OwnTextProps = {
  text: string;
  figures: ReportFigureView[];
  onTake: (text: string) => void;
  label: string;
};

/**
 * Words of the author's. They go into the report when the field is left, at Ctrl+Enter, or after a pause; a half-typed word
 * of an input method never does.
 */
export function OwnText({ text, figures, onTake, label }: OwnTextProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  if (text !== seen) {
    // Another text came, by undo: it is shown unless something else is being written.
    setSeen(text);
    if (typed === seen) setTyped(text);
  }
  const [isComposing, setComposing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const take = useRef(() => {});
  useEffect(() => {
    take.current = () => {
      if (typed !== text) onTake(typed);
    };
  });
  useEffect(() => {
    if (isComposing) return;
    const timer = window.setTimeout(() => take.current(), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, isComposing]);
  // What is written is taken even where the field goes before it is left.
  useEffect(() => () => take.current(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isOfInputMethod(event.nativeEvent)) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    take.current();
  };
  const insert = (key: string) => {
    const element = field.current;
    const at = element?.selectionStart ?? typed.length;
    const end = element?.selectionEnd ?? at;
    const next = `${typed.slice(0, at)}{${key}}${typed.slice(end)}`;
    setTyped(next);
    onTake(next);
    element?.focus();
  };
  const known = figures.filter((figure) => figure.text !== "");
  return (
    <div className="own-text">
      <label className="field">
        {label}
        <textarea
          ref={field}
          rows={8}
          value={typed}
          placeholder={t("reports.ownTextHint")}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => take.current()}
          onKeyDown={onKeyDown}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          data-testid="own-text"
        />
      </label>
      <p className="small ink-3">{t("reports.ownTextNote")}</p>
      {known.length > 0 && (
        <Select
          className="picker"
          aria-label={t("reports.insert")}
          placeholder={t("reports.insert")}
          value={null}
          showSearch={{ optionFilterProp: "label" }}
          options={known.map(({ key, label: what, text: words }) => ({
            value: key,
            label: `${what}：${words}`,
          }))}
          onChange={(key: string | null) => key !== null && insert(key)}
          popupMatchSelectWidth={false}
          data-testid="insert-figure"
        />
      )}
    </div>
  );
}
