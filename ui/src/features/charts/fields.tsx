import { useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { isEnter } from "../../components/enter";

type NumberFieldProps = {
  label: string;
  /** Null where the engine decides. */
  value: number | null;
  /** What stands there while the engine decides. */
  placeholder?: string;
  onChange: (value: number | null) => void;
  "data-testid": string;
};

/** A whole number, taken when it is done. Without anything in it the engine decides, where it can. */
export function NumberField({ label, value, placeholder, onChange, ...rest }: NumberFieldProps) {
  const shown = value === null ? "" : String(value);
  const [text, setText] = useState(shown);
  const take = () => {
    const number = Number(text);
    // Left as it was, it says nothing: what it shows may be of before.
    if (text.trim() === shown) return;
    if (text.trim() === "") onChange(null);
    else if (Number.isFinite(number)) onChange(number);
    // What was typed may be no number, or none the field takes: what is so now stands there again.
    setText(shown);
  };
  return (
    <input
      className="option-number"
      inputMode="numeric"
      aria-label={label}
      title={label}
      value={text}
      placeholder={placeholder}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => isEnter(event) && take()}
      {...rest}
    />
  );
}

type WordsFieldProps = {
  label: string;
  value: string;
  rows?: number;
  onTake: (words: string) => void;
  onLeave?: () => void;
  isFocused?: boolean;
  placeholder?: string;
  "data-testid": string;
};

/** Words, taken when they are done: a half-typed word of an input method is never drawn. */
export function WordsField(props: WordsFieldProps) {
  const { label, value, rows = 1, onTake, onLeave, isFocused = false, placeholder, ...rest } = props;
  const [text, setText] = useState(value);
  const [isGivenUp, setGivenUp] = useState(false);
  const take = () => {
    if (!isGivenUp && text.trim() !== value) onTake(text.trim());
    onLeave?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isEnter(event)) {
      take();
    } else if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.stopPropagation();
      setText(value);
      setGivenUp(true);
      onLeave?.();
    }
  };
  return (
    <textarea
      className="option-words"
      aria-label={label}
      rows={rows}
      value={text}
      placeholder={placeholder}
      autoFocus={isFocused}
      onChange={(event) => (setText(event.target.value), setGivenUp(false))}
      onBlur={take}
      onKeyDown={onKeyDown}
      {...rest}
    />
  );
}

/** A part of the options under a heading of its own. */
export function OptionGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="option-group">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
