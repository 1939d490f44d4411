import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import { isEnter } from "../../components/enter";
import { useWindow } from "../shell/state";
import { MOST_DIGITS, useDigits } from "./digits";

type AreaPickerProps = {
  label: string;
  current: string | null;
  /** Whether the first areas are chosen by the keys 1 to 3. */
  hasDigits: boolean;
  onPick: (code: string) => void;
};

/** Finds an area by part of its name; begins with the label itself. */
export function AreaPicker({ label, current, hasDigits, onPick }: AreaPickerProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const [text, setText] = useState(label);
  const [at, setAt] = useState(0);
  const { data } = useReply("find_areas", { text, language }, { keepPrevious: true });
  const areas = data?.areas ?? [];
  const chosen = Math.min(at, Math.max(0, areas.length - 1));
  useDigits(hasDigits ? areas.slice(0, MOST_DIGITS).map((area) => () => onPick(area.id)) : []);
  const pick = () => {
    const area = areas[chosen];
    if (area) onPick(area.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (isEnter(event)) pick();
    if (by === 0) return;
    event.preventDefault();
    setAt((chosen + by + areas.length) % Math.max(1, areas.length));
  };
  return (
    <div className="area-picker">
      <input
        className="text-field"
        role="combobox"
        aria-expanded={areas.length > 0}
        aria-controls="area-options"
        aria-activedescendant={areas[chosen] && `area-${areas[chosen].id}`}
        aria-label={t("import.settle.findArea")}
        placeholder={current ?? t("import.settle.findArea")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="area-text"
      />
      <ul id="area-options" role="listbox" aria-label={t("import.settle.area")} hidden={areas.length === 0}>
        {areas.map((area, index) => (
          <li
            key={area.id}
            id={`area-${area.id}`}
            role="option"
            aria-selected={index === chosen}
            className={index === chosen ? "is-on" : ""}
            onClick={() => onPick(area.id)}
            data-testid={`area-${area.id}`}
          >
            {hasDigits && index < MOST_DIGITS && <kbd>{index + 1}</kbd>} {area.name}{" "}
            <small>{area.note}</small>
          </li>
        ))}
      </ul>
      {data && areas.length === 0 && (
        <p className="area-none ink-3" role="status">
          {t("import.settle.noArea")}
        </p>
      )}
    </div>
  );
}
