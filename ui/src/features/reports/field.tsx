import { useState } from "react";
import { isEnter } from "../../components/enter";

type FieldProps = {
  label: string;
  value: string;
  /** What stands where nothing is written. */
  usual?: string;
  onTake: (value: string) => void;
  testId: string;
};

/** A line of text, taken when it is done: a half-typed word of an input method never is. */
export function Field({ label, value, usual = "", onTake, testId }: FieldProps) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (text === seen) setText(value);
  }
  const take = () => {
    const next = text.trim();
    if (next !== value) onTake(next);
  };
  return (
    <label className="field">
      {label}
      <input
        value={text}
        placeholder={usual}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => isEnter(event) && take()}
        data-testid={testId}
      />
    </label>
  );
}
