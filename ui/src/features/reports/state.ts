import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { call, dropCaches, queryClient, refresh, replyQuery, useReply } from "../../backend";
import type { ReportDraft, ReportView, ReportsView } from "../../backend";
import { present } from "../shell/actions";
import { setWindow, useWindow, windowState } from "../shell/state";

export type PanelTab = "selected" | "settings" | "figures" | "trace";
export type Zoom = "page" | "width" | "actual";
export type ReportFormat = "docx" | "xlsx" | "pdf" | "txt";

/** A section by its id, or a paragraph, table or figure by its place. */
export type Selection = { section: string } | { place: string } | null;

/** What the room itself remembers: which report, what is selected in it, how it is shown. The report is the engine's. */
type Room = {
  name: string | null;
  isCreating: boolean;
  selection: Selection;
  tab: PanelTab;
  zoom: Zoom;
  /** Where the pages are to be scrolled to; counted, so that the same page can be asked for again. */
  goTo: { page: number; place: string; count: number };
  /** What was chosen and written and is on its way to the engine. */
  pending: { name: string; draft: ReportDraft } | null;
};

const START: Room = {
  name: null,
  isCreating: false,
  selection: null,
  tab: "selected",
  zoom: "width",
  goTo: { page: 0, place: "", count: 0 },
  pending: null,
};

let room = START;
let isSending = false;
const listeners = new Set<() => void>();

/** Changes what the room remembers. */
export function setRoom(change: Partial<Room>): void {
  room = { ...room, ...change };
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the room remembers. */
export function useRoom(): Room {
  return useSyncExternalStore(subscribe, () => room);
}

/** Back to the start; for tests. */
export function resetReports(): void {
  isSending = false;
  setRoom(START);
}

/** The reports kept, and what can be chosen. */
export function useReports() {
  const language = useWindow((state) => state.language);
  return useReply("list_reports", { language }, { keepPrevious: true });
}

/** A report as it reads now. */
export function useReport(name: string | null) {
  const language = useWindow((state) => state.language);
  const enabled = name !== null;
  return useReply("get_report", { name: name ?? "", language }, { enabled, keepPrevious: true });
}

/** Shows a place of the report on its page, and what can be done with it beside. */
export function select(selection: Selection, page = 0): void {
  const place = selection !== null && "place" in selection ? selection.place : "";
  const goTo = page > 0 ? { page, place, count: room.goTo.count + 1 } : room.goTo;
  setRoom({ selection, tab: "selected", goTo });
  setWindow({ isInspectorOpen: true });
}

/** Scrolls to where a figure stands. */
export function goToPage(page: number, place: string): void {
  if (page > 0) setRoom({ goTo: { page, place, count: room.goTo.count + 1 } });
}

/** Opens a report. */
export function openReport(name: string): void {
  setRoom({ name, isCreating: false, selection: null, tab: "selected", goTo: START.goTo });
  setWindow({ trace: null });
}

const language = () => ({ language: windowState().language });

function store(view: ReportView): void {
  queryClient.setQueryData(replyQuery("get_report", { name: view.name, ...language() }).queryKey, view);
}

function storeList(view: ReportsView): void {
  queryClient.setQueryData(replyQuery("list_reports", language()).queryKey, view);
}

async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (reason) {
    present(reason);
  }
}

/** What follows from a step of the workspace besides the report itself. */
const afterStep = () => refresh("get_session", "list_reports", "list_history");

/**
 * Changes what a report says. Changes are sent one after the other, each on what the last one made; those that come while
 * one is on its way go together.
 */
export function edit(view: ReportView, change: (draft: ReportDraft) => ReportDraft): void {
  const before = room.pending?.name === view.name ? room.pending.draft : view.draft;
  const draft = change(before);
  if (JSON.stringify(draft) === JSON.stringify(before)) return;
  setRoom({ pending: { name: view.name, draft } });
  void send();
}

async function send(): Promise<void> {
  if (isSending) return;
  isSending = true;
  await attempt(async () => {
    for (let asked = room.pending; asked !== null; asked = room.pending) {
      const view = await call("edit_report", { ...asked, ...language() });
      store(view);
      if (room.pending === asked) setRoom({ pending: null });
    }
  });
  isSending = false;
  setRoom({ pending: null });
  await afterStep();
}

/** Makes a report with what is usual for its form, and opens it. */
export async function createReport(name: string, form: string, period: string): Promise<void> {
  await attempt(async () => {
    store(await call("create_report", { name, form, period, ...language() }));
    // Opened once the list has it: the room shows no report that is in no list.
    await afterStep();
    openReport(name);
  });
}

/** Accepts figures as they are now; all of them where none is named. */
export async function acceptFigures(name: string, keys: string[]): Promise<void> {
  await attempt(async () => {
    store(await call("accept_figures", { name, keys, ...language() }));
    await refresh("get_report_page");
    await afterStep();
  });
}

export async function renameReport(name: string, newName: string): Promise<void> {
  await attempt(async () => {
    storeList(await call("rename_report", { name, newName, ...language() }));
    setRoom({ name: newName });
    await dropCaches();
  });
}

export async function duplicateReport(name: string, newName: string): Promise<void> {
  await attempt(async () => {
    storeList(await call("duplicate_report", { name, newName, ...language() }));
    openReport(newName);
    await dropCaches();
  });
}

/** Takes a report out; the step can be taken back, so nothing is asked first. */
export async function deleteReport(name: string): Promise<void> {
  await attempt(async () => {
    storeList(await call("delete_report", { name, ...language() }));
    setRoom({ name: null, selection: null });
    await dropCaches();
  });
}

/** Saves the report on screen: what is seen is what is written. */
export async function exportReport(name: string, format: ReportFormat): Promise<void> {
  await attempt(async () => {
    const { file } = await call("export_report", { name, format });
    if (file !== null) setWindow({ status: { words: i18next.t("status.saved", { file }), canUndo: false } });
  });
}
