import { useSyncExternalStore } from "react";
import type { ErrorView, JobEvent, Language, ObservationsFilter, SortChoice } from "../../backend";

/** The rooms of the window, in the order of the rail. */
export const ROOMS = ["overview", "import", "data", "analysis", "charts", "reports", "history"] as const;
export type Room = (typeof ROOMS)[number];

export type ThemeChoice = "light" | "dark" | "system";
export type InspectorTab = "findings" | "trace";

/** What was pointed at: a bar of a chart or several, a headline, a row of the data, a cell of an analysis. The room says
 * it in its words. */
export type TraceSubject = { kind: "mark" | "marks" | "headline" | "row" | "cell"; key: string };

/** What the person wants traced. It holds no words: those follow the language of the window. */
export type TraceTarget = { subject: TraceSubject; observationIds: number[] };

/** A line in the status bar; `canUndo` offers to take the step back. */
export type StatusLine = { words: string; canUndo: boolean };

/** Which numbers the data room shows, and in what order. */
export type DataQuestion = { filter: ObservationsFilter; sort: SortChoice | null };

/** A filter that narrows nothing. */
export const ALL_NUMBERS: ObservationsFilter = {
  search: "",
  indicator: null,
  period: null,
  area: null,
  source: null,
  role: null,
};

/** All numbers, as imported. */
export const FIRST_QUESTION: DataQuestion = { filter: ALL_NUMBERS, sort: null };

/** What the overview is about; null leaves the choice to the engine. */
export type OverviewChoice = { indicator: string | null; period: string | null; scope: string | null };

/** What floats above the rooms. */
export type Overlay = "palette" | "shortcuts";

/** What the window itself remembers: selection and display, never data. */
export type WindowState = {
  room: Room;
  language: Language;
  theme: ThemeChoice;
  isDark: boolean;
  isInspectorOpen: boolean;
  inspectorTab: InspectorTab;
  trace: TraceTarget | null;
  status: StatusLine | null;
  notice: ErrorView | null;
  job: JobEvent | null;
  isDragOver: boolean;
  overlay: Overlay | null;
  /** A file to look at in the import room, chosen elsewhere. */
  stagedFile: { id: number } | null;
  data: DataQuestion;
  overview: OverviewChoice;
};

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

function stored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  const value = localStorage.getItem(key);
  return allowed.find((item) => item === value) ?? fallback;
}

function darkFor(theme: ThemeChoice): boolean {
  return theme === "system" ? systemDark.matches : theme === "dark";
}

function initialState(): WindowState {
  const theme = stored<ThemeChoice>("jianfu.theme", ["light", "dark", "system"], "light");
  return {
    room: "overview",
    language: stored<Language>("jianfu.language", ["zh", "en"], "zh"),
    theme,
    isDark: darkFor(theme),
    isInspectorOpen: window.innerWidth >= 1200 || window.innerWidth === 0,
    inspectorTab: "findings",
    trace: null,
    status: null,
    notice: null,
    job: null,
    isDragOver: false,
    overlay: null,
    stagedFile: null,
    data: FIRST_QUESTION,
    overview: { indicator: null, period: null, scope: null },
  };
}

let state = initialState();
const listeners = new Set<() => void>();

/** The state now, outside of rendering. */
export function windowState(): WindowState {
  return state;
}

/** Changes part of the state. */
export function setWindow(change: Partial<WindowState>): void {
  state = { ...state, ...change };
  listeners.forEach((listener) => listener());
}

/** Back to the start; for tests. */
export function resetWindow(): void {
  state = initialState();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One part of the state, for rendering. */
export function useWindow<T>(select: (state: WindowState) => T): T {
  return useSyncExternalStore(subscribe, () => select(state));
}

/** Puts the theme on the document. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = state.isDark ? "dark" : "light";
}

/** Paper is white: what is printed is printed light, whatever the screen. */
window.addEventListener("beforeprint", () => void (document.documentElement.dataset.theme = "light"));
window.addEventListener("afterprint", () => applyTheme());

/** Chooses the theme and remembers it. */
export function chooseTheme(theme: ThemeChoice): void {
  localStorage.setItem("jianfu.theme", theme);
  setWindow({ theme, isDark: darkFor(theme) });
  applyTheme();
}

/** Remembers the language; the caller changes the words. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem("jianfu.language", language);
  // A status line is in the language it was said in: better gone than mixed.
  setWindow({ language, status: null });
}

systemDark.addEventListener("change", () => {
  if (state.theme === "system") chooseTheme("system");
});

/** Whether a trace is of this subject and these very numbers: another year's bar has the same key. */
export function isTraceOf(
  trace: TraceTarget | null,
  { kind, key }: TraceSubject,
  observationIds: number[],
): boolean {
  return (
    trace !== null &&
    trace.subject.kind === kind &&
    trace.subject.key === key &&
    trace.observationIds.length === observationIds.length &&
    trace.observationIds.every((id, index) => id === observationIds[index])
  );
}

/** Shows some of the stored numbers in the data room. */
export function showData(change: Partial<ObservationsFilter>): void {
  setWindow({ room: "data", overlay: null, data: { ...state.data, filter: { ...ALL_NUMBERS, ...change } } });
}

/** Shows where numbers came from. */
export function showTrace(subject: TraceSubject, observationIds: number[]): void {
  setWindow({ trace: { subject, observationIds }, inspectorTab: "trace", isInspectorOpen: true });
}
