import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { call, dropCaches, queryClient, refresh, replyQuery, toErrorView, useReply } from "../../backend";
import type { JobEvent, Language, SessionView, StageSource, StagedView } from "../../backend";
import { setWords } from "../../i18n";
import { FIRST_QUESTION, rememberLanguage, setWindow, useWindow, windowState } from "./state";

/**
 * The one place that decides how an error is shown. A cancelled step is a fact, not an error; a defect of the
 * program opens a dialog; everything else, known or not, is a notice with what failed and what to do.
 */
export function present(reason: unknown): void {
  const error = toErrorView(reason);
  if (error.code === "cancelled") {
    const words = windowState().language === "zh" ? error.messageZh : error.messageEn;
    setWindow({ status: { words, canUndo: false } });
  } else {
    setWindow({ notice: error });
  }
}

/** Runs a step; what goes wrong is presented and not passed on. */
async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (reason) {
    present(reason);
  }
}

const language = () => ({ language: windowState().language });

/** Switches between the two languages. */
export function chooseLanguage(next: Language): void {
  rememberLanguage(next);
  setWords(next);
}

async function changeWorkspace(change: () => Promise<SessionView>): Promise<void> {
  await attempt(async () => {
    const session = await change();
    setWindow({ trace: null, status: null, notice: null, data: FIRST_QUESTION });
    queryClient.setQueryData(replyQuery("get_session", language()).queryKey, session);
    await dropCaches();
  });
}

export const openWorkspace = () => changeWorkspace(() => call("open_workspace", language()));
export const createWorkspace = () => changeWorkspace(() => call("create_workspace", language()));
export const openRecent = (id: number) => changeWorkspace(() => call("open_recent", { id, ...language() }));

/** Goes on with the review that was not finished. */
export async function resumeReview(): Promise<void> {
  await attempt(async () => {
    const { jobId } = await call("resume_review", {});
    jobStarted(jobId);
  });
}

/** Forgets the review that was not finished. */
export async function dropReview(): Promise<void> {
  await attempt(async () => {
    const session = await call("drop_review", language());
    queryClient.setQueryData(replyQuery("get_session", language()).queryKey, session);
  });
}

async function changeTour(change: () => Promise<SessionView>): Promise<void> {
  await changeWorkspace(change);
  setWindow({ room: "overview", overlay: null });
}

/** Opens the tour's own workspace, from the start or where it was left. */
export const startTour = (isAnew: boolean) => changeTour(() => call("start_tour", { isAnew, ...language() }));

/** Closes the tour's workspace, and opens again what was open before. */
export const endTour = (isFinished: boolean) =>
  changeTour(() => call("end_tour", { isFinished, ...language() }));

/** The shell opened a workspace that was handed to it from outside. */
export function workspaceOpened(): void {
  setWindow({ room: "overview", trace: null, status: null, notice: null, data: FIRST_QUESTION });
  void dropCaches();
}

/** Reads files for review and goes to the import room once there is something to read. */
export async function stageFiles(source: StageSource): Promise<void> {
  await attempt(async () => {
    const { jobId } = await call("stage_files", { source });
    jobStarted(jobId);
  });
}

// Events may overtake the reply that names the job: the last job that ended must not start again.
let lastEndedJob = 0;

/** Long work has begun. */
export function jobStarted(jobId: number): void {
  if (jobId === 0 || jobId === lastEndedJob) return;
  const running = windowState().job;
  if (running?.jobId === jobId) return;
  setWindow({
    room: "import",
    notice: null,
    job: { jobId, state: "running", done: 0, total: 0, file: "", sheet: "", sheetNumber: 0, error: null },
  });
}

/** Long work went on, or ended. */
export function jobChanged(event: JobEvent): void {
  if (event.state === "running") {
    if (event.jobId === lastEndedJob) return;
    setWindow({ job: event, room: "import" });
    return;
  }
  lastEndedJob = event.jobId;
  if (event.state === "done") callAttention(i18next.t("job.ended", { count: event.total }));
  if (event.state === "failed") callAttention(i18next.t("job.failed"));
  setWindow({ room: "import" });
  if (event.state === "failed" && event.error) present(event.error);
  if (event.state === "cancelled") {
    setWindow({ status: { words: i18next.t("job.cancelled"), canUndo: false } });
  }
  // The files come before the progress goes, so that the room is never empty in between.
  void refresh("get_staged", "get_staged_grid", "get_session").then(() => {
    if (windowState().job?.jobId === event.jobId) setWindow({ job: null });
  });
}

/** Asks whether work still goes on of which no event has come; what has ended without one ends here. */
export async function askAfter(jobId: number): Promise<void> {
  await attempt(async () => {
    const { runningJob } = await call("get_session", language());
    const { job } = windowState();
    if (runningJob === jobId || job?.jobId !== jobId || job.total > 0) return;
    jobChanged({ ...job, state: "done" });
  });
}

/** Stops long work. */
export async function cancelJob(): Promise<void> {
  const job = windowState().job;
  if (job) await attempt(async () => void (await call("cancel_job", { jobId: job.jobId })));
}

/**
 * Takes the included files into the workspace and shows the overview; only those about which nothing is in doubt where
 * asked so: then the others stay under review, and so does the room.
 */
export async function acceptStaged(isOnlySure: boolean): Promise<void> {
  await attempt(async () => {
    const outcome = await call("accept_staged", { isOnlySure, ...language() });
    setWindow({
      room: isOnlySure ? "import" : "overview",
      trace: null,
      notice: null,
      inspectorTab: "findings",
      status: { words: outcome.words, canUndo: true },
    });
    await dropCaches();
  });
}

/** Forgets the files under review. */
export async function discardStaged(): Promise<void> {
  await attempt(async () => {
    await call("discard_staged", {});
    setWindow({ room: "overview", notice: null });
    await dropCaches();
  });
}

/** The files under review as they were last told, where there are any. */
function stagedNow(): StagedView | undefined {
  return queryClient.getQueryData<StagedView>(replyQuery("get_staged", language()).queryKey);
}

/** Puts a new state of the review in place of the old one, and asks again for what follows from it. */
export async function storeReview(view: StagedView): Promise<void> {
  queryClient.setQueryData(replyQuery("get_staged", language()).queryKey, view);
  await refresh("get_staged_grid", "get_subjects", "get_differences", "get_session");
}

/** Whether the last thing done is something settled in the review on screen: then undo takes that back. */
function isOfReview(name: "undo" | "redo", staged: StagedView | undefined): boolean {
  if (windowState().room !== "import" || staged === undefined || staged.files.length === 0) return false;
  return name === "undo" ? staged.canUndoSettling : staged.canRedoSettling;
}

async function step(name: "undo" | "redo"): Promise<void> {
  await attempt(async () => {
    if (isOfReview(name, stagedNow())) {
      await storeReview(await call(name === "undo" ? "undo_settling" : "redo_settling", language()));
      return;
    }
    const outcome = await call(name, language());
    setWindow({ status: { words: outcome.words, canUndo: false }, trace: null, notice: null });
    await dropCaches();
  });
}

export const undo = () => step("undo");
export const redo = () => step("redo");

/** What undo and redo would do, in words; null where there is nothing. */
export function useUndoLabels(session: SessionView | undefined) {
  const { t } = useTranslation();
  const room = useWindow((state) => state.room);
  const lang = useWindow((state) => state.language);
  const isReviewed = room === "import" && (session?.hasStaged ?? false);
  const staged = useReply("get_staged", { language: lang }, { enabled: isReviewed }).data;
  const label = (name: "undo" | "redo", ofWorkspace: string | null | undefined) =>
    isReviewed && isOfReview(name, staged) ? t("bar.settling") : (ofWorkspace ?? null);
  return {
    undoLabel: label("undo", session?.workspace?.undoLabel),
    redoLabel: label("redo", session?.workspace?.redoLabel),
  };
}

/** Goes back or forth to a point of the history; null for before the first step. */
export async function goToStep(stepId: number | null): Promise<void> {
  await attempt(async () => {
    const outcome = await call("go_to_step", { stepId, ...language() });
    setWindow({ status: { words: outcome.words, canUndo: false }, trace: null, notice: null });
    await dropCaches();
  });
}

/** Opens the system's dialog to print the page of the room. */
export async function printPage(): Promise<void> {
  await attempt(async () => void (await call("print_page", {})));
}

/** Asks for attention where the window is not looked at. */
function callAttention(words: string): void {
  call("call_attention", { words }).catch(present);
}
