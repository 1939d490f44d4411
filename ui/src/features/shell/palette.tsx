import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SessionView } from "../../backend";
import { Dialog } from "../../components/dialog";
import { isEnter } from "../../components/enter";
import { Icon } from "../../components/icon";
import type { Command } from "./commands";
import { foundEntries, useEntries } from "./palette-entries";
import type { Entry } from "./palette-entries";
import { shortcutText } from "./shortcut";
import { setWindow } from "./state";

type PaletteProps = { session: SessionView | undefined; commands: Command[] };

const close = () => setWindow({ overlay: null });

/** One field that finds every command, room, indicator, area and file. */
export default function Palette({ session, commands }: PaletteProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const entries = foundEntries(useEntries(session, commands), text);
  const current = Math.min(at, Math.max(0, entries.length - 1));
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isEnter(event)) return run(entries[current]);
    const step = STEPS[event.key];
    if (step === undefined || entries.length === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const next = current + step;
    setAt(Math.abs(step) > 1 ? clamp(next, entries.length) : (next + entries.length) % entries.length);
  };
  return (
    <Dialog label={t("palette.label")} className="palette" onClose={close} data-testid="palette">
      <div className="palette-field">
        <Icon name="search" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries.length > 0 ? `palette-${current}` : undefined}
          aria-label={t("palette.label")}
          placeholder={t("palette.label")}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          data-testid="palette-text"
        />
        <kbd>Esc</kbd>
      </div>
      <EntryList entries={entries} current={current} onChoose={run} onPoint={setAt} />
      {entries.length === 0 && (
        <p className="palette-none ink-3" role="status">
          {t("palette.none")}
        </p>
      )}
    </Dialog>
  );
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
const clamp = (value: number, length: number) => Math.max(0, Math.min(length - 1, value));

type EntryListProps = {
  entries: Entry[];
  current: number;
  onChoose: (entry: Entry) => void;
  onPoint: (index: number) => void;
};

function EntryList({ entries, current, onChoose, onPoint }: EntryListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <ul id="palette-list" ref={list} role="listbox" aria-label={t("palette.label")}>
      {entries.map((entry, index) => (
        <li
          key={entry.id}
          id={`palette-${index}`}
          role="option"
          aria-selected={index === current}
          aria-disabled={!entry.isEnabled || undefined}
          className={entry.isEnabled ? "" : "is-off"}
          onClick={() => onChoose(entry)}
          onPointerMove={() => index !== current && onPoint(index)}
          data-testid={`palette-item-${entry.id}`}
        >
          <span className="palette-group">
            {entries[index - 1]?.group === entry.group ? "" : t(`palette.group.${entry.group}`)}
          </span>
          <span className="palette-label">{entry.label}</span>
          {entry.note && <small>{entry.note}</small>}
          {entry.shortcut && <kbd>{shortcutText(entry.shortcut)}</kbd>}
        </li>
      ))}
    </ul>
  );
}
