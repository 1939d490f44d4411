import { useSyncExternalStore } from "react";
import { useReply } from "../../backend";
import type { FactView, FigureRequest, FigureSubject, MarkView, OrderName, ThemeName } from "../../backend";
import { useWindow } from "../shell/state";

/** The options of the figure; null leaves the choice to the engine. */
export type Options = {
  kind: string;
  indicator: string | null;
  scope: string | null;
  first: string | null;
  last: string | null;
  order: OrderName;
  theme: ThemeName;
  title: string | null;
  widthMm: number;
};

/** The width of the type area of an official page. */
export const TYPE_AREA_MM = 156;
export const NARROWEST_MM = 60;
export const WIDEST_MM = 600;

const START: Options = {
  kind: "ranked-bars",
  indicator: null,
  scope: null,
  first: null,
  last: null,
  order: "value",
  // Figures go into documents: paper, whatever the theme of the window.
  theme: "light",
  title: null,
  widthMm: TYPE_AREA_MM,
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

/** A figure of these numbers, in the kind chosen last. */
export function drawFrom(about: {
  indicator: string;
  scope: string;
  first: string | null;
  last: string;
}): void {
  change({ ...about, title: null });
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

/** A width a figure can have, to the millimetre. */
export function clampWidth(widthMm: number): number {
  return Math.max(NARROWEST_MM, Math.min(WIDEST_MM, Math.round(widthMm)));
}

export function useSubject(options: Options): FigureSubject {
  const language = useWindow((state) => state.language);
  const { indicator, scope, first, last, order, theme } = options;
  return { indicator, scope, first, last, order, theme, language };
}

/** Every kind, with the chosen numbers drawn by it; asked for once the figure itself is there, which comes first. */
export function useGallery(subject: FigureSubject, isFigureDone: boolean) {
  return useReply("get_gallery", { subject }, { keepPrevious: true, enabled: isFigureDone });
}

/** The figure at its size. */
export function useFigure(request: FigureRequest) {
  return useReply("get_figure", request, { keepPrevious: true });
}

/** What the engine is asked for. */
export function figureRequest(options: Options, subject: FigureSubject, widthMm: number): FigureRequest {
  return { subject, kind: options.kind, title: options.title, widthMm };
}

/** The stored numbers behind several marks, each once. */
export function idsOf(marks: readonly MarkView[]): number[] {
  return [...new Set(marks.flatMap((mark) => mark.observationIds))];
}

/** What the chosen marks are together: what the engine says of the one, or the sums of their numbers. */
export function useTogether(marks: readonly MarkView[], periods: string[]): FactView[] | undefined {
  const language = useWindow((state) => state.language);
  const own = marks.length === 1 ? (marks[0]?.facts ?? []) : [];
  const observationIds = idsOf(marks);
  const isAsked = own.length === 0 && observationIds.length > 0;
  const reply = useReply("sum_figures", { observationIds, periods, language }, { enabled: isAsked });
  return own.length > 0 ? own : reply.data?.facts;
}
