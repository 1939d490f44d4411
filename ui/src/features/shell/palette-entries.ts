import { useReply } from "../../backend";
import type { SessionView } from "../../backend";
import type { Command } from "./commands";
import { hasData } from "./session";
import type { Shortcut } from "./shortcut";
import { setWindow, showData, useWindow } from "./state";

/** The parts of the palette, in their order. */
export type EntryGroup = "command" | "room" | "staged" | "indicator" | "area" | "file";

/** One line of the palette. */
export type Entry = {
  id: string;
  group: EntryGroup;
  label: string;
  note: string;
  /** What is searched besides the label. */
  otherLabel: string;
  shortcut: Shortcut | null;
  isEnabled: boolean;
  run: () => void;
};

/** Lines shown at most: further ones are found by typing more. */
const MOST = 60;

const plain = (text: string) => text.toLowerCase().replaceAll(/\s/g, "");

/** The entries that hold the text, those that begin with it first; all parts stay in their order. */
export function foundEntries(entries: Entry[], text: string): Entry[] {
  const wanted = plain(text);
  const place = (entry: Entry) => {
    const at = [entry.label, entry.otherLabel, entry.note].map((words) => plain(words).indexOf(wanted));
    if (at[0] === 0 || at[1] === 0) return 0;
    return at.some((position) => position >= 0) ? 1 : -1;
  };
  const placed = entries.map((entry) => ({ entry, at: place(entry) })).filter(({ at }) => at >= 0);
  // A person who types looks for what can be done: the best line comes first, then its part.
  const order = (group: EntryGroup) =>
    Math.min(...placed.filter((item) => item.entry.group === group).map((item) => item.at));
  const sorted =
    wanted === ""
      ? placed
      : placed
          .map((item, index) => ({ ...item, index }))
          .sort(
            (a, b) =>
              order(a.entry.group) - order(b.entry.group) ||
              (a.entry.group === b.entry.group ? a.at - b.at : 0) ||
              a.index - b.index,
          );
  return grouped(sorted.map(({ entry }) => entry)).slice(0, MOST);
}

/** Entries of one part stand together, the parts in the order they first come. */
function grouped(entries: Entry[]): Entry[] {
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return groups.flatMap((group) => entries.filter((entry) => entry.group === group));
}

/** Everything the palette finds: commands, rooms, and what the open workspace and the review hold. */
export function useEntries(session: SessionView | undefined, commands: Command[]): Entry[] {
  const language = useWindow((state) => state.language);
  const facets = useReply("get_facets", { language }, { enabled: hasData(session) }).data;
  const staged = useReply("get_staged", { language }, { enabled: session?.hasStaged ?? false }).data;
  const entry = (group: EntryGroup, id: string, label: string, run: () => void): Entry => ({
    id: `${group}-${id}`,
    group,
    label,
    note: "",
    otherLabel: "",
    shortcut: null,
    isEnabled: true,
    run,
  });
  return [
    ...commands
      .filter((command) => command.id !== "palette")
      .map((command): Entry => {
        const { label, run, otherLabel, shortcut, isEnabled } = command;
        const group = command.id.startsWith("room:") ? "room" : "command";
        const guarded = () => (isEnabled ? run() : undefined);
        return { ...entry(group, command.id, label, guarded), otherLabel, shortcut, isEnabled };
      })
      .sort((a, b) => (a.group === b.group ? 0 : a.group === "room" ? 1 : -1)),
    ...(staged?.files ?? []).map((file) =>
      entry("staged", String(file.id), file.name, () =>
        setWindow({ room: "import", stagedFile: { id: file.id } }),
      ),
    ),
    ...(facets?.indicators ?? []).map(({ value, label }) =>
      entry("indicator", value, label, () => goTo(value)),
    ),
    ...(facets?.areas ?? []).map(({ value, label }) =>
      entry("area", value, label, () => showData({ area: value })),
    ),
    ...(facets?.sources ?? []).map(({ value, label }) =>
      entry("file", value, label, () => showData({ source: value })),
    ),
  ];
}

/** The overview of an indicator; year and scope are left to the engine, which knows where there are numbers. */
function goTo(indicator: string): void {
  setWindow({ room: "overview", trace: null, overview: { indicator, period: null, scope: null } });
}
