import { useSyncExternalStore } from "react";
import type {
  FigureEvent,
  FigureNote,
  FigureOffer,
  FigureRequest,
  FigureSubject,
  OrderName,
  RowsBy,
  ThemeName,
} from "../../backend";

/** The options of the figure; null leaves the choice to the engine. */
export type Options = {
  kind: string;
  indicator: string | null;
  scope: string | null;
  first: string | null;
  last: string | null;
  by: RowsBy;
  order: OrderName;
  theme: ThemeName;
  title: string | null;
  statesFinding: boolean;
  widthMm: number;
  heightMm: number | null;
  units: string[];
  highlight: string | null;
  notes: FigureNote[];
  events: FigureEvent[];
};

/** The width of the type area of an official page. */
export const TYPE_AREA_MM = 156;
export const NARROWEST_MM = 60;
export const WIDEST_MM = 600;
/** Heights a person may ask for; the engine keeps what rows and words need. */
export const LOWEST_MM = 40;
export const HIGHEST_MM = 900;

const START: Options = {
  kind: "ranked-bars",
  indicator: null,
  scope: null,
  first: null,
  last: null,
  by: "area",
  order: "value",
  // Figures go into documents: paper, whatever the theme of the window.
  theme: "light",
  title: null,
  statesFinding: false,
  widthMm: TYPE_AREA_MM,
  heightMm: null,
  units: [],
  highlight: null,
  notes: [],
  events: [],
};

/** The options now, those before each change, and those taken back. */
type Studio = { now: Options; past: Options[]; future: Options[] };

let studio: Studio = { now: START, past: [], future: [] };
const listeners = new Set<() => void>();

function set(next: Studio): void {
  studio = next;
  listeners.forEach((listener) => listener());
}

/** Changes options as one step that can be taken back; nothing where they are so already. */
export function change(options: Partial<Options>): void {
  const now = { ...studio.now, ...options };
  if (JSON.stringify(now) === JSON.stringify(studio.now)) return;
  set({ now, past: [...studio.past, studio.now], future: [] });
}

/** Takes the last change of options back; false where there is none. */
export function undoOption(): boolean {
  const before = studio.past.at(-1);
  if (before === undefined) return false;
  set({ now: before, past: studio.past.slice(0, -1), future: [studio.now, ...studio.future] });
  return true;
}

/** Brings the last change taken back again; false where there is none. */
export function redoOption(): boolean {
  const [after, ...future] = studio.future;
  if (after === undefined) return false;
  set({ now: after, past: [...studio.past, studio.now], future });
  return true;
}

/** What a person wrote or chose of one list of figures goes with another. */
const NOTHING_ADDED = {
  title: null,
  statesFinding: false,
  units: [],
  highlight: null,
  notes: [],
  events: [],
} satisfies Partial<Options>;

/** A figure of these numbers, in the kind chosen last. */
export function drawFrom(about: {
  indicator: string;
  scope: string;
  first: string | null;
  last: string;
  by: RowsBy;
}): void {
  change({ ...about, ...NOTHING_ADDED });
}

/** Takes what is offered in place of what was refused. */
export function takeOffer(offer: FigureOffer): void {
  const { now } = studio;
  const isKept = (key: string) => !offer.without.includes(key);
  change({
    first: offer.first ?? now.first,
    last: offer.last ?? now.last,
    by: offer.by ?? now.by,
    kind: offer.kind ?? now.kind,
    units: offer.isAllUnits ? [] : now.units,
    highlight: now.highlight !== null && isKept(now.highlight) ? now.highlight : null,
    notes: now.notes.filter((note) => isKept(note.key)),
    events: now.events.filter((event) => isKept(event.date)),
  });
}

/** Writes words at a mark in place of those there; without words, takes them away. */
export function writeNote(key: string, words: string): void {
  const others = studio.now.notes.filter((note) => note.key !== key);
  const text = words.trim();
  if (text === "") return change({ notes: others });
  const at = studio.now.notes.findIndex((note) => note.key === key);
  const note = { key, words: text };
  change({
    notes: at < 0 ? [...others, note] : studio.now.notes.map((old) => (old.key === key ? note : old)),
  });
}

/** Sets the unit of a mark apart, or no longer where it is so already. */
export function turnHighlight(unit: string): void {
  change({ highlight: studio.now.highlight === unit ? null : unit });
}

/** A day as the engine writes it, from the ways people write it; null where it is none. */
export function dayOf(text: string): string | null {
  const found = /^\s*(\d{4})\D+(\d{1,2})(?:\D+(\d{1,2}))?\D*$/.exec(text);
  if (found === null) return null;
  const [month, day] = [Number(found[2]), found[3] === undefined ? null : Number(found[3])];
  const isDay = day === null || (day >= 1 && day <= 31);
  if (month < 1 || month > 12 || !isDay) return null;
  const parts = [month, ...(day === null ? [] : [day])].map((part) => String(part).padStart(2, "0"));
  return [found[1], ...parts].join("-");
}

/** Back to the start; for tests. */
export function resetCharts(): void {
  set({ now: START, past: [], future: [] });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The options, and whether there is a way back and forth. */
export function useStudio(): Studio {
  return useSyncExternalStore(subscribe, () => studio);
}

/** The options now, outside of rendering. */
export function optionsNow(): Options {
  return studio.now;
}

/** A width a figure can have, to the millimetre. */
export function clampWidth(widthMm: number): number {
  return Math.max(NARROWEST_MM, Math.min(WIDEST_MM, Math.round(widthMm)));
}

/** A height a figure can be asked for, to the millimetre. */
export function clampHeight(heightMm: number): number {
  return Math.max(LOWEST_MM, Math.min(HIGHEST_MM, Math.round(heightMm)));
}

/** What the engine is asked for. While an edge is dragged its length goes before the option. */
export function figureRequest(
  options: Options,
  subject: FigureSubject,
  dragged: { widthMm?: number; heightMm?: number } = {},
): FigureRequest {
  const { kind, title, statesFinding, widthMm, heightMm, units, highlight, notes, events } = options;
  return {
    subject,
    kind,
    title,
    statesFinding,
    widthMm,
    heightMm,
    units,
    highlight,
    notes,
    events,
    ...dragged,
  };
}
