import Select from "antd/es/select";
import type { ChoiceView } from "../backend/generated/wire";
import { Icon } from "./icon";

type PickerProps = {
  name: string;
  label: string;
  value: string;
  choices: ChoiceView[];
  onChange: (value: string) => void;
};

/** A choice of several, with its name before it. */
export function Picker({ name, label, value, choices, onChange }: PickerProps) {
  return (
    <Select
      className={`picker picker-${name}`}
      aria-label={label}
      prefix={<span className="picker-label ink-3">{label}</span>}
      suffixIcon={<Icon name="down" />}
      value={value}
      options={choices}
      onChange={onChange}
      popupMatchSelectWidth={false}
      data-testid={`pick-${name}`}
    />
  );
}
