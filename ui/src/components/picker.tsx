import Select from "antd/es/select";
import type { ChoiceView } from "../backend/generated/wire";
import { Icon } from "./icon";

type PickerProps = {
  name: string;
  label: string;
  value: string;
  choices: ChoiceView[];
  onChange: (value: string) => void;
  /** Whether a choice is looked for by typing, where there are many. */
  isSearchable?: boolean;
};

function Label({ label }: { label: string }) {
  return <span className="picker-label ink-3">{label}</span>;
}

/** A choice of several, with its name before it. */
export function Picker({ name, label, value, choices, onChange, isSearchable = false }: PickerProps) {
  return (
    <Select
      className={`picker picker-${name}`}
      aria-label={label}
      prefix={<Label label={label} />}
      suffixIcon={<Icon name="down" />}
      value={value}
      options={choices}
      onChange={onChange}
      showSearch={isSearchable && { optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      data-testid={`pick-${name}`}
    />
  );
}

type ManyPickerProps = {
  name: string;
  label: string;
  values: string[];
  choices: ChoiceView[];
  /** As many as can be chosen; any number without. */
  most?: number;
  /** What stands there while none is chosen. */
  none: string;
  onChange: (values: string[]) => void;
};

/** A choice of some of several, each looked for by typing. */
export function ManyPicker({ name, label, values, choices, most, none, onChange }: ManyPickerProps) {
  return (
    <Select
      mode="multiple"
      className={`picker picker-${name}`}
      aria-label={label}
      prefix={<Label label={label} />}
      suffixIcon={<Icon name="down" />}
      value={values}
      options={choices}
      onChange={onChange}
      maxCount={most}
      placeholder={none}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      data-testid={`pick-${name}`}
    />
  );
}
