import type {
  Commands,
  ErrorView,
  Language,
  RecentView,
  StagedFile,
  StagedView,
  StepView,
  UnfinishedReview,
} from "../generated/wire";
import type { Host, HostEvents } from "../host";
import { overview, say } from "./figures";
import { IMPORTED_AT, facets, observationsOf, traceItem } from "./numbers";
import { analysis, definition, sums } from "./rooms";
import { FakeReports } from "./reports";
import { areasView, differencesView, settledViews, subjectsView } from "./settling";
import type { FakeSettled } from "./settling";
import { gridView, stagedFiles } from "./staging";
import { figure, gallery, kind, table, units } from "./studio";

/** The password of the one locked file. */
export const FAKE_PASSWORD = "示例123";

/** What a fake host starts with. */
export type FakeOptions = {
  /** Whether files were imported already. */
  hasData?: boolean;
  /** Milliseconds between two files of a reading. */
  paceMs?: number;
  /** How many indicators there are; six unless said otherwise. */
  indicatorCount?: number;
  /** How many rows an analysis and marks a figure has; fourteen unless said otherwise. */
  rowCount?: number;
  /** Why the workspace named at the start could not be opened. */
  startError?: ErrorView;
  /** How many numbers are stored; 412 unless said otherwise. */
  observationCount?: number;
  /** How many figures of a report changed since it was written. */
  changedFigures?: number;
  /** Workspaces that were open lately. */
  recent?: RecentView[];
  /** A review that was not finished. */
  unfinished?: UnfinishedReview;
  /** Commands that fail, for tests. */
  failures?: Partial<Record<keyof Commands, ErrorView>>;
};

type Step = { words: [zh: string, en: string]; at: string; state: "done" | "undone" };
type Listener = (payload: never) => void;
type Answers = { [K in keyof Commands]: (request: Commands[K]["request"]) => Commands[K]["reply"] };

const IMPORTED: Step = {
  words: ["导入 4 个文件：412 个数（示例）", "Imported 4 files: 412 figures (sample)"],
  at: IMPORTED_AT,
  state: "done",
};

/** A host without an engine: canned data that reacts to every command, for tests and browser work. */
export class FakeHost implements Host {
  private readonly listeners = new Map<keyof HostEvents, Set<Listener>>();
  private readonly left = new Set<number>();
  /** Files taken while others stayed under review. */
  private readonly accepted = new Set<number>();
  private settled: FakeSettled[] = [];
  /** What was settled before each step of settling. */
  private earlier: FakeSettled[][] = [];
  /** What was settled before each step back. */
  private later: FakeSettled[][] = [];
  private isUnlocked = false;
  private wasWrong = false;
  private steps: Step[] = [];
  private stagedCount = 0;
  private job = 0;
  private isReading = false;
  private hasWorkspace: boolean;
  private readonly reports: FakeReports;
  private unfinished: UnfinishedReview | null;
  private isTour = false;
  /** The steps of the workspace that was open before the tour, and those of the tour's own. */
  private before: Step[] = [];
  private practice: Step[] = [];

  constructor(private readonly options: FakeOptions = {}) {
    this.reports = new FakeReports(options.changedFigures ?? 0);
    this.unfinished = options.unfinished ?? null;
    this.hasWorkspace = options.hasData ?? false;
    if (options.hasData) this.steps = [{ ...IMPORTED }];
  }

  /** The calls made so far, for tests. */
  readonly calls: { name: keyof Commands; request: unknown }[] = [];

  async call<K extends keyof Commands>(
    name: K,
    request: Commands[K]["request"],
  ): Promise<Commands[K]["reply"]> {
    this.calls.push({ name, request });
    await Promise.resolve();
    const failure = this.options.failures?.[name];
    if (failure) throw failure;
    const answer: (request: Commands[K]["request"]) => Commands[K]["reply"] = this.answers[name];
    return answer(request);
  }

  on<E extends keyof HostEvents>(event: E, handler: (payload: HostEvents[E]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(handler as Listener));
    return () => set.delete(handler as Listener);
  }

  /** Sends an event, as the shell would. */
  emit<E extends keyof HostEvents>(event: E, payload: HostEvents[E]): void {
    this.listeners.get(event)?.forEach((handler) => handler(payload as never));
  }

  private readonly answers: Answers = {
    get_session: ({ language }) => this.session(language),
    open_workspace: ({ language }) => this.openWith([{ ...IMPORTED }], language),
    open_recent: ({ language }) => this.openWith([{ ...IMPORTED }], language),
    create_workspace: ({ language }) => this.openWith([], language),
    resume_review: () => {
      this.unfinished = null;
      return this.stage(7);
    },
    drop_review: ({ language }) => {
      this.unfinished = null;
      return this.session(language);
    },
    start_tour: ({ isAnew, language }) => {
      this.isTour = true;
      this.before = this.steps;
      if (isAnew) this.practice = [];
      return this.openWith(this.practice, language);
    },
    end_tour: ({ language }) => {
      this.isTour = false;
      this.practice = this.steps;
      this.stagedCount = 0;
      return this.openWith(this.before, language);
    },
    stage_files: ({ source }) =>
      this.stage(source === "sample" || source === "tour" ? 1 : source === "folderDialog" ? 8 : 7),
    cancel_job: ({ jobId }) => this.cancel(jobId),
    get_staged: ({ language }) => this.staged(language),
    get_staged_grid: gridView,
    set_included: ({ fileId, isIncluded, language }) => {
      if (isIncluded) this.left.delete(fileId);
      else this.left.add(fileId);
      return this.staged(language);
    },
    accept_staged: ({ isOnlySure, language }) => this.accept(isOnlySure, language),
    unlock_staged: ({ password, language }) => {
      this.isUnlocked ||= password === FAKE_PASSWORD;
      this.wasWrong = !this.isUnlocked;
      return this.staged(language);
    },
    get_subjects: (request) => subjectsView(request, this.settled),
    find_areas: ({ text, language }) => areasView(text, language),
    settle: ({ fileId, settlement, language }) => {
      const added = { fileId, settlement, isFromRecipe: false };
      return this.settle([...this.settled, added], language);
    },
    unsettle: ({ fileId, index, language }) => {
      const taken = this.settled.filter((item) => item.fileId === fileId)[index];
      return this.settle(
        this.settled.filter((item) => item !== taken),
        language,
      );
    },
    undo_settling: ({ language }) => this.turnSettling(this.earlier, this.later, language),
    redo_settling: ({ language }) => this.turnSettling(this.later, this.earlier, language),
    get_differences: ({ sheetIndex }) => differencesView(sheetIndex),
    discard_staged: () => {
      this.stagedCount = 0;
      return {};
    },
    get_overview: (request) => overview(request, this.options.indicatorCount),
    export_chart: ({ format }) => ({ file: `发文数降幅.${format}` }),
    get_analysis: (request) => analysis(request, this.options.rowCount),
    define_figure: definition,
    get_gallery: gallery,
    get_kind: kind,
    get_figure: (request) => figure(request, this.options.rowCount),
    get_units: units,
    get_figure_table: table,
    copy_figure_table: (request) => {
      const { heads, rows } = table(request);
      return { rowCount: rows.length, columnCount: heads.length };
    },
    export_figure: ({ figure: { title }, format }) => ({ file: `${title ?? "发文数降幅"}.${format}` }),
    copy_figure: ({ dpi }) => ({ widthPx: dpi * 6, heightPx: dpi * 4 }),
    list_reports: ({ language }) => this.reports.list(language),
    create_report: (request) => this.reports.create(request),
    get_report: ({ name, language }) => this.reports.view(name, language),
    edit_report: (request) => this.reports.edit(request),
    rename_report: ({ name, newName, language }) => this.reports.rename(name, newName, language),
    duplicate_report: ({ name, newName, language }) => this.reports.duplicate(name, newName, language),
    delete_report: ({ name, language }) => this.reports.remove(name, language),
    accept_figures: (request) => this.reports.accept(request),
    get_report_page: ({ name, page }) => this.reports.page(name, page),
    export_report: ({ name, format }) => ({ file: `${name}.${format}` }),
    sum_figures: sums,
    trace: ({ observationIds, language }) => ({ items: observationIds.map((id) => traceItem(id, language)) }),
    list_observations: ({ offset, limit, ...question }) => {
      const rows = observationsOf(question, this.options.observationCount);
      return { total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    get_facets: ({ language }) => facets(language),
    copy_observations: ({ columns, rowCount }) => ({ rowCount, columnCount: columns.length }),
    export_observations: ({ format }) => ({ file: `数据.${format}` }),
    list_history: ({ language }) => ({ steps: this.history(language) }),
    undo: ({ language }) => this.turn("done", "undone", language),
    redo: ({ language }) => this.turn("undone", "done", language),
    go_to_step: ({ stepId, language }) => this.goTo(stepId ?? 0, language),
    set_menu: () => ({}),
    call_attention: () => ({}),
    print_page: () => ({}),
  };

  private get hasData(): boolean {
    return this.steps.some((step) => step.state === "done");
  }

  private openWith(steps: Step[], language: Language) {
    this.hasWorkspace = true;
    this.steps = steps;
    return this.session(language);
  }

  private session(language: Language): Commands["get_session"]["reply"] {
    const label = (state: Step["state"]) => {
      const step = this.steps.find((item) => item.state === state);
      return step ? say(language, ...step.words) : null;
    };
    const count = this.hasData ? 1 : 0;
    return {
      version: "0.1.0",
      hasStaged: this.stagedCount > 0,
      recent: this.options.recent ?? [],
      unfinished: this.unfinished,
      isTour: this.isTour,
      runningJob: this.isReading ? this.job : 0,
      startError: this.hasWorkspace ? null : (this.options.startError ?? null),
      workspace: this.hasWorkspace
        ? {
            name: "2023年度减负账",
            isReadOnly: false,
            fileCount: 14 * count,
            tableCount: 31 * count,
            observationCount: 412 * count,
            indicatorCount: 6 * count,
            findingCount: 2 * count,
            undoLabel: label("done"),
            redoLabel: label("undone"),
            isSynthetic: this.hasData,
          }
        : null,
    };
  }

  private stage(count: number) {
    this.job += 1;
    const jobId = this.job;
    this.left.clear();
    this.accepted.clear();
    const tell = (state: "running" | "done", done: number) =>
      this.emit("job", {
        jobId,
        state,
        done,
        total: count,
        file: `${done + 1}.xlsx`,
        sheet: "表1",
        sheetNumber: 1,
        error: null,
      });
    this.isReading = true;
    const read = (done: number) => {
      if (this.job !== jobId) return;
      this.isReading = done < count;
      if (done === count) this.stagedCount = count;
      tell(done === count ? "done" : "running", done);
      if (done < count) setTimeout(() => read(done + 1), this.options.paceMs ?? 120);
    };
    setTimeout(() => read(0), 0);
    return { jobId };
  }

  private cancel(jobId: number) {
    this.job += 1;
    this.emit("job", {
      jobId,
      state: "cancelled",
      done: 0,
      total: 0,
      file: "",
      sheet: "",
      sheetNumber: 0,
      error: null,
    });
    return {};
  }

  private settle(next: FakeSettled[], language: Language): StagedView {
    this.earlier.push(this.settled);
    this.later = [];
    this.settled = next;
    return this.staged(language);
  }

  private turnSettling(from: FakeSettled[][], to: FakeSettled[][], language: Language): StagedView {
    const next = from.pop();
    if (next) {
      to.push(this.settled);
      this.settled = next;
    }
    return this.staged(language);
  }

  private staged(language: Language): StagedView {
    const lock = { isUnlocked: this.isUnlocked, wasWrong: this.wasWrong };
    const all = stagedFiles(language, this.stagedCount, this.left, lock);
    const files = all
      .filter((file) => !this.accepted.has(file.id))
      .map((file) => ({ ...file, settled: settledViews(this.settled, file.id) }));
    const included = files.filter((file) => file.isIncluded);
    return {
      files,
      valueCount: included.length * 16,
      unplacedCount: included.some((file) => file.status === "doubtful") ? 4 : 0,
      otherCount: included.length * 42,
      recordCount: 0,
      takenCount: included.length,
      sureCount: included.filter((file) => file.status === "ready").length,
      skippedCount: this.settled.filter((item) => item.settlement.what === "skip").length,
      replacedCount: 0,
      canUndoSettling: this.earlier.length > 0,
      canRedoSettling: this.later.length > 0,
      findingCount: included.reduce((sum, file) => sum + file.findingCount, 0),
      canAccept: included.length > 0,
    };
  }

  private accept(isOnlySure: boolean, language: Language) {
    const { files } = this.staged(language);
    const isTaken = (file: StagedFile) => file.isIncluded && (!isOnlySure || file.status === "ready");
    const taken = files.filter(isTaken);
    const fileCount = taken.length;
    const valueCount = fileCount * 16;
    const words: Step["words"] = [
      `已导入 ${fileCount} 个文件：${valueCount} 个数`,
      `Imported ${fileCount} files: ${valueCount} figures`,
    ];
    this.steps = [{ words, at: "2024-01-16T10:05:00+08:00", state: "done" }, ...this.steps];
    if (isOnlySure) taken.forEach((file) => this.accepted.add(file.id));
    else this.stagedCount = 0;
    this.hasWorkspace = true;
    return { words: say(language, ...words), fileCount, valueCount };
  }

  private turn(from: Step["state"], to: Step["state"], language: Language) {
    const candidates = from === "done" ? this.steps : [...this.steps].reverse();
    const step = candidates.find((item) => item.state === from);
    if (step) step.state = to;
    const verb = to === "undone" ? ["已撤销", "Undone"] : ["已重做", "Redone"];
    return {
      words: `${say(language, verb[0] ?? "", verb[1] ?? "")}：${step ? say(language, ...step.words) : ""}`,
    };
  }

  private goTo(stepId: number, language: Language) {
    this.steps.forEach((step, index) => {
      step.state = this.steps.length - index <= stepId ? "done" : "undone";
    });
    return { words: say(language, "已回到所选的一步。", "Gone to the chosen step.") };
  }

  private history(language: Language): StepView[] {
    return this.steps.map((step, index) => ({
      id: this.steps.length - index,
      words: say(language, ...step.words),
      at: step.at,
      state: step.state,
    }));
  }
}
