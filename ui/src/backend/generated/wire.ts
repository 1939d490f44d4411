// Generated from src-tauri/crates/wire by `make generate`. Do not edit.

/**
 * A request without content.
 */
export type Empty = Record<symbol, never>;

/**
 * The language of the words in a reply.
 */
export type Language = "zh" | "en";

/**
 * A request that needs nothing but the language of its reply.
 */
export type LanguageRequest = { 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * The state a window starts from.
 */
export type SessionView = { 
/**
 * Version of the program.
 */
version: string, 
/**
 * The open workspace.
 */
workspace: WorkspaceView | null, 
/**
 * Whether files wait in the import room.
 */
hasStaged: boolean, 
/**
 * Why the workspace named at the start could not be opened.
 */
startError: ErrorView | null, 
/**
 * Workspaces that were open lately, the last one first.
 */
recent: Array<RecentView>, 
/**
 * Long work under way since before the window could listen; 0 where there is none.
 */
runningJob: number, 
/**
 * A review that was under way when the program ended, and waits to be taken up again.
 */
unfinished: UnfinishedReview | null, 
/**
 * Whether the open workspace is the tour's own.
 */
isTour: boolean, };

/**
 * Facts about the open workspace.
 */
export type WorkspaceView = { 
/**
 * Name without folder and extension.
 */
name: string, 
/**
 * Opened by another window, so this one only reads.
 */
isReadOnly: boolean, 
/**
 * Source files held.
 */
fileCount: number, 
/**
 * Source tables held.
 */
tableCount: number, 
/**
 * Numbers held.
 */
observationCount: number, 
/**
 * Indicators with data.
 */
indicatorCount: number, 
/**
 * Findings that wait for a person.
 */
findingCount: number, 
/**
 * What undo would take back, in words.
 */
undoLabel: string | null, 
/**
 * What redo would bring back, in words.
 */
redoLabel: string | null, 
/**
 * Whether a source says that it is synthetic.
 */
isSynthetic: boolean, };

/**
 * A review that was not finished.
 */
export type UnfinishedReview = { 
/**
 * How many files.
 */
fileCount: number, 
/**
 * The names of the first few.
 */
fileNames: Array<string>, 
/**
 * How many things were settled.
 */
settledCount: number, 
/**
 * The workspace it is for, without folder and extension; none where none was open.
 */
workspace: string | null, 
/**
 * When it was changed last, RFC 3339.
 */
at: string, };

/**
 * Opens the tour's own workspace.
 */
export type TourRequest = { 
/**
 * From the start, and not where it was left.
 */
isAnew: boolean, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Closes the tour's own workspace.
 */
export type EndTourRequest = { 
/**
 * Whether it is over; one that is left can be gone on with.
 */
isFinished: boolean, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Long work has begun; its progress comes as events.
 */
export type JobStarted = { 
/**
 * Identity of the work; 0 when there was nothing to do (a dialog was closed).
 */
jobId: number, };

/**
 * Names a piece of long work.
 */
export type JobRequest = { 
/**
 * Identity of the work.
 */
jobId: number, };

/**
 * Where long work stands.
 */
export type JobState = "running" | "done" | "failed" | "cancelled";

/**
 * Progress of long work (event `job`).
 */
export type JobEvent = { 
/**
 * Identity of the work.
 */
jobId: number, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * Files done.
 */
done: number, 
/**
 * Files in all.
 */
total: number, 
/**
 * The file being read.
 */
file: string, 
/**
 * The sheet being read; empty where the file is finished.
 */
sheet: string, 
/**
 * Its number in the file, from 1; 0 where the file is finished.
 */
sheetNumber: number, 
/**
 * Why it failed.
 */
error: ErrorView | null, };

/**
 * An error for a person: the window branches on `code`, never on words.
 */
export type ErrorView = { 
/**
 * Stable code of the catalogue.
 */
code: string, 
/**
 * What failed, on what, in Chinese.
 */
messageZh: string, 
/**
 * What failed, on what, in English.
 */
messageEn: string, 
/**
 * What to do, in Chinese.
 */
hintZh: string, 
/**
 * What to do, in English.
 */
hintEn: string, };

/**
 * Every step ever taken, newest first.
 */
export type HistoryView = { 
/**
 * The steps.
 */
steps: Array<StepView>, };

/**
 * One step.
 */
export type StepView = { 
/**
 * Identity.
 */
id: number, 
/**
 * What was done, in words.
 */
words: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * `done`, `undone` or `replaced`.
 */
state: string, };

/**
 * What a step, an undo or a redo did, in words for the status line.
 */
export type StepOutcome = { 
/**
 * In words.
 */
words: string, };

/**
 * Which files to read. The shell asks the person; no path ever comes from the web side.
 */
export type StageSource = "dialog" | "folderDialog" | "samples" | "sample" | "tour";

/**
 * Reads files for review.
 */
export type StageRequest = { 
/**
 * Which files.
 */
source: StageSource, };

/**
 * All files under review.
 */
export type StagedView = { 
/**
 * The files, in the order they were chosen.
 */
files: Array<StagedFile>, 
/**
 * Numbers that accepting would take.
 */
valueCount: number, 
/**
 * Of these, numbers that lack an indicator, an area or a period and so take no part in measures.
 */
unplacedCount: number, 
/**
 * Totals, parts and printed arithmetic that come along for checking.
 */
otherCount: number, 
/**
 * Records of ledgers that accepting would keep.
 */
recordCount: number, 
/**
 * Files that accepting would take.
 */
takenCount: number, 
/**
 * Of these, files about which nothing is in doubt.
 */
sureCount: number, 
/**
 * Tables left out of the files taken.
 */
skippedCount: number, 
/**
 * Older tables that would be replaced.
 */
replacedCount: number, 
/**
 * Whether a settlement of this review can be taken back.
 */
canUndoSettling: boolean, 
/**
 * Whether there is a step of settling to do again.
 */
canRedoSettling: boolean, 
/**
 * Findings of all included files.
 */
findingCount: number, 
/**
 * Whether anything can be accepted.
 */
canAccept: boolean, };

/**
 * How a file stands.
 */
export type StagedStatus = "ready" | "doubtful" | "empty" | "alreadyImported" | "refused";

/**
 * One file under review.
 */
export type StagedFile = { 
/**
 * Identity within the review.
 */
id: number, 
/**
 * File name.
 */
name: string, 
/**
 * How it stands.
 */
status: StagedStatus, 
/**
 * Whether accepting takes it.
 */
isIncluded: boolean, 
/**
 * Findings.
 */
findingCount: number, 
/**
 * Why it could not be read.
 */
error: ErrorView | null, 
/**
 * Whether a password would open it.
 */
needsPassword: boolean, 
/**
 * What was settled about its tables.
 */
settled: Array<SettledView>, 
/**
 * Its sheets.
 */
sheets: Array<StagedSheet>, };

/**
 * One sheet under review.
 */
export type StagedSheet = { 
/**
 * Position in the file.
 */
index: number, 
/**
 * Name.
 */
name: string, 
/**
 * Whether the file shows it.
 */
isVisible: boolean, 
/**
 * Its tables.
 */
tables: Array<StagedTable>, 
/**
 * Its findings, in words.
 */
findings: Array<FindingView>, 
/**
 * Figures that differ from the tables it replaces, and labels that drifted since last time.
 */
differenceCount: number, };

/**
 * One table under review.
 */
export type StagedTable = { 
/**
 * `summary` or `ledger`.
 */
kind: string, 
/**
 * `A5:AI44`.
 */
range: string, 
/**
 * Title.
 */
title: string | null, 
/**
 * Unit line as printed.
 */
unit: string | null, 
/**
 * Scope (口径) as worded by the source.
 */
scope: string | null, 
/**
 * Counts taken.
 */
valueCount: number, 
/**
 * Totals kept for checking.
 */
totalCount: number, 
/**
 * Parts already counted elsewhere (其中).
 */
ofWhichCount: number, 
/**
 * Printed arithmetic, only checked.
 */
derivedCount: number, 
/**
 * Cells without a number, each with its reason.
 */
missingCount: number, 
/**
 * Values that lack an indicator, an area or a period and so take no part in measures.
 */
unplacedCount: number, 
/**
 * Ledger: records.
 */
recordCount: number, 
/**
 * What each column was understood as.
 */
columns: Array<ColumnMeaning>, };

/**
 * What one column was understood as.
 */
export type ColumnMeaning = { 
/**
 * `C`.
 */
letter: string, 
/**
 * Head, outermost first.
 */
labels: Array<string>, 
/**
 * In words: `发文数 · 2023年`.
 */
meaning: string, 
/**
 * `value`, `total`, `of_which`, `derived`, `label` or a ledger field's name.
 */
role: string, };

/**
 * One finding in words.
 */
export type FindingView = { 
/**
 * `info`, `warning` or `error`.
 */
severity: string, 
/**
 * Stable code.
 */
code: string, 
/**
 * What was found.
 */
message: string, 
/**
 * What to do.
 */
hint: string, 
/**
 * File name.
 */
file: string, 
/**
 * Sheet name.
 */
sheet: string, 
/**
 * `D14`, where there is one.
 */
cell: string | null, };

/**
 * Includes a file in the acceptance or leaves it out.
 */
export type IncludeRequest = { 
/**
 * The file.
 */
fileId: number, 
/**
 * Whether to take it.
 */
isIncluded: boolean, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Asks for part of a sheet as in the spreadsheet.
 */
export type GridRequest = { 
/**
 * The file.
 */
fileId: number, 
/**
 * The sheet.
 */
sheetIndex: number, 
/**
 * First row, from 0.
 */
firstRow: number, 
/**
 * How many rows at most (500 is the most given).
 */
rowCount: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Part of a sheet with each cell's role.
 */
export type GridView = { 
/**
 * Rows of the whole sheet.
 */
totalRows: number, 
/**
 * Letters and a width in characters for each column.
 */
columns: Array<GridColumn>, 
/**
 * The rows asked for.
 */
rows: Array<GridRow>, };

/**
 * A column of the grid.
 */
export type GridColumn = { 
/**
 * `A`.
 */
letter: string, 
/**
 * Width that fits its texts, in half-width characters, 4 to 40.
 */
widthChars: number, };

/**
 * A row of the grid.
 */
export type GridRow = { 
/**
 * Row number as the spreadsheet shows it, from 1.
 */
number: number, 
/**
 * Class: `title`, `unit`, `header`, `group`, `data`, `total`, `note`, `other` or empty.
 */
class: string, 
/**
 * Its cells; cells covered by a merge are left out.
 */
cells: Array<GridCell>, };

/**
 * A cell of the grid.
 */
export type GridCell = { 
/**
 * Column, from 0.
 */
column: number, 
/**
 * Text as found.
 */
text: string, 
/**
 * `title`, `unit`, `header`, `label`, `value`, `total`, `of_which`, `derived`, `note`, `other`.
 */
role: string, 
/**
 * Whether it stands at the right.
 */
isNumber: boolean, 
/**
 * Rows covered.
 */
rowSpan: number, 
/**
 * Columns covered.
 */
columnSpan: number, 
/**
 * Severity of the worst finding at this cell, or empty.
 */
severity: string, };

/**
 * What accepting took.
 */
export type AcceptOutcome = { 
/**
 * In words for the status line.
 */
words: string, 
/**
 * Files taken.
 */
fileCount: number, 
/**
 * Numbers taken.
 */
valueCount: number, };

/**
 * Takes the files under review into the workspace.
 */
export type AcceptRequest = { 
/**
 * Only the files about which nothing is in doubt; the others stay under review.
 */
isOnlySure: boolean, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * A password for a file that needs one; it is tried on all that do.
 */
export type UnlockRequest = { 
/**
 * The file it was typed for.
 */
fileId: number, 
/**
 * The password. It goes to the reader and is kept nowhere.
 */
password: string, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * One thing a person settles about a table.
 */
export type SettlementChoice = { "what": "area", 
/**
 * Label as printed.
 */
label: string, 
/**
 * Six-digit code.
 */
area: string, } | { "what": "indicator", 
/**
 * Label as printed.
 */
label: string, 
/**
 * Indicator id.
 */
indicator: string, } | { "what": "role", 
/**
 * Label as printed.
 */
label: string, 
/**
 * Their part.
 */
role: string, } | { "what": "unit", 
/**
 * Unit, such as `件`.
 */
unit: string, } | { "what": "scope", 
/**
 * Scope as the person words it.
 */
name: string, } | { "what": "year", 
/**
 * Calendar year of 本年.
 */
year: number, } | { "what": "skip" };

/**
 * Asks what can be settled at a cell.
 */
export type SubjectsRequest = { 
/**
 * The file.
 */
fileId: number, 
/**
 * The sheet.
 */
sheetIndex: number, 
/**
 * `D14`.
 */
cell: string, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * What can be settled at a cell.
 */
export type SubjectsView = { 
/**
 * The table the cell belongs to; none where the sheet has no table.
 */
table: TableFacts | null, 
/**
 * Labels of the cell's line and column, the one the cell shows first.
 */
subjects: Array<SubjectView>, 
/**
 * Every indicator there is.
 */
indicators: Array<ChoiceOption>, };

/**
 * The table a cell belongs to.
 */
export type TableFacts = { 
/**
 * Position among the file's tables.
 */
index: number, 
/**
 * `A5:AI44`.
 */
range: string, 
/**
 * Title.
 */
title: string | null, 
/**
 * Unit as understood.
 */
unit: string | null, 
/**
 * Scope as understood.
 */
scope: string | null, 
/**
 * Whether it is left out.
 */
isSkipped: boolean, 
/**
 * Whether some figures are without a period.
 */
isUndated: boolean, 
/**
 * The latest year its figures are of, which can be put right.
 */
year: number | null, 
/**
 * Other tables under review that look like it.
 */
alikeCount: number, };

/**
 * A label that something can be settled about.
 */
export type SubjectView = { 
/**
 * As printed.
 */
label: string, 
/**
 * `line` or `column`.
 */
axis: string, 
/**
 * Figures that carry it.
 */
figureCount: number, 
/**
 * Area all of them share, in words.
 */
area: string | null, 
/**
 * Id of the indicator all of them share; its printed name where it is not in the catalogue.
 */
indicator: string | null, 
/**
 * Period all of them share, in words.
 */
period: string | null, 
/**
 * Part all of them share; `ignore` where none is taken.
 */
role: string | null, };

/**
 * One of a list to choose from.
 */
export type ChoiceOption = { 
/**
 * Code or id.
 */
id: string, 
/**
 * In words.
 */
name: string, 
/**
 * What tells it from another of the same name.
 */
note: string, };

/**
 * Looks areas up by a few characters.
 */
export type AreasRequest = { 
/**
 * Part of a name, or a code.
 */
text: string, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Areas to choose from, best first.
 */
export type AreasView = { 
/**
 * The areas.
 */
areas: Array<ChoiceOption>, };

/**
 * Settles something about a table under review.
 */
export type SettleRequest = { 
/**
 * The file.
 */
fileId: number, 
/**
 * Position of the table among the file's tables.
 */
tableIndex: number, 
/**
 * What is settled.
 */
settlement: SettlementChoice, 
/**
 * Also for every table under review that looks like it.
 */
isEverywhere: boolean, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Takes back one thing that goes for a table.
 */
export type UnsettleRequest = { 
/**
 * The file.
 */
fileId: number, 
/**
 * Position of the table among the file's tables.
 */
tableIndex: number, 
/**
 * Position among what is settled about the table.
 */
index: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * One thing that goes for a table, in words.
 */
export type SettledView = { 
/**
 * Position of the table among the file's tables.
 */
tableIndex: number, 
/**
 * Position among what is settled about the table.
 */
index: number, 
/**
 * Position of the sheet.
 */
sheetIndex: number, 
/**
 * First cell of the table.
 */
cell: string, 
/**
 * In words.
 */
words: string, 
/**
 * Whether a recipe says so, from last time.
 */
isFromRecipe: boolean, 
/**
 * Whether next year's table of this look is settled the same way.
 */
isLasting: boolean, };

/**
 * Asks what differs from last time on a sheet.
 */
export type DifferencesRequest = { 
/**
 * The file.
 */
fileId: number, 
/**
 * The sheet.
 */
sheetIndex: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * What differs from last time on a sheet.
 */
export type DifferencesView = { 
/**
 * Tables that replace stored ones.
 */
replacements: Array<ReplacementView>, 
/**
 * Tables that no longer look as they did.
 */
drifts: Array<DriftView>, };

/**
 * A stored table that a newer version replaces.
 */
export type ReplacementView = { 
/**
 * Where the newer version is.
 */
range: string, 
/**
 * The file the older version came from.
 */
file: string, 
/**
 * Figures that differ, then figures that are gone, then new ones.
 */
changes: Array<ChangeView>, };

/**
 * One figure that differs.
 */
export type ChangeView = { 
/**
 * `changed`, `gone` or `new`.
 */
kind: string, 
/**
 * `D14` in the newer version.
 */
cell: string | null, 
/**
 * Its labels.
 */
label: string, 
/**
 * What the older version holds, in words.
 */
old: string, 
/**
 * What the newer version holds, in words.
 */
new: string, 
/**
 * New less old, signed, where both are numbers.
 */
difference: string, };

/**
 * How a table's look changed since it was last taken.
 */
export type DriftView = { 
/**
 * Where the table is.
 */
range: string, 
/**
 * Name of the recipe.
 */
recipe: string, 
/**
 * Columns under another name: old, new.
 */
renamed: Array<[string, string]>, 
/**
 * Columns that are no more.
 */
columnsGone: Array<string>, 
/**
 * Columns that are new.
 */
columnsNew: Array<string>, 
/**
 * Lines that are no more.
 */
linesGone: Array<string>, 
/**
 * Lines that are new.
 */
linesNew: Array<string>, };

/**
 * A theme of the window and its charts.
 */
export type ThemeName = "light" | "dark" | "print";

/**
 * A question to the overview; what is left out is chosen by the engine.
 */
export type OverviewRequest = { 
/**
 * Indicator id.
 */
indicator: string | null, 
/**
 * `2023`.
 */
period: string | null, 
/**
 * Scope id.
 */
scope: string | null, 
/**
 * Theme of the chart.
 */
theme: ThemeName, 
/**
 * Width of the chart in CSS pixels, 420 to 1400.
 */
chartWidthPx: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * The year at a glance.
 */
export type OverviewView = { 
/**
 * What can be chosen.
 */
indicators: Array<ChoiceView>, 
/**
 * What can be chosen.
 */
periods: Array<ChoiceView>, 
/**
 * What can be chosen.
 */
scopes: Array<ChoiceView>, 
/**
 * Chosen indicator id.
 */
indicator: string, 
/**
 * Chosen period.
 */
period: string, 
/**
 * Chosen scope id.
 */
scope: string, 
/**
 * The summary at the top.
 */
sentence: Array<TextPart>, 
/**
 * A headline for each indicator of the chosen scope and period.
 */
headlines: Array<HeadlineView>, 
/**
 * Heading above the chart.
 */
chartHeading: string, 
/**
 * The ranking.
 */
chart: ChartView, 
/**
 * Pooled and mean rate and what was left out, in words.
 */
notes: Array<string>, 
/**
 * Findings of the tables behind these figures, worst first.
 */
findings: Array<FindingView>, 
/**
 * Which areas have which indicators.
 */
coverage: CoverageView, };

/**
 * One choice of a picker.
 */
export type ChoiceView = { 
/**
 * Value to send back.
 */
value: string, 
/**
 * Words.
 */
label: string, };

/**
 * A piece of a sentence.
 */
export type TextPart = { 
/**
 * The words.
 */
text: string, 
/**
 * `plain`, `reduced` or `increased`.
 */
tone: string, };

/**
 * One thing that makes a figure what it is.
 */
export type FactView = { 
/**
 * What it is: `口径`.
 */
name: string, 
/**
 * How it is with this figure.
 */
value: string, };

/**
 * A headline figure with its ledger bar.
 */
export type HeadlineView = { 
/**
 * Indicator id.
 */
indicator: string, 
/**
 * Indicator name.
 */
name: string, 
/**
 * `−25.7`, without the percent sign; `None` where there is no rate.
 */
rate: string | null, 
/**
 * Why there is no rate, in words.
 */
reason: string | null, 
/**
 * `reduced`, `increased`, `level`, `none` or `neutral`.
 */
tone: string, 
/**
 * Base count with separators.
 */
base: string | null, 
/**
 * Current count with separators.
 */
current: string | null, 
/**
 * Unit.
 */
unit: string, 
/**
 * Current ÷ base, for the length of the ledger bar only.
 */
barRatio: number | null, 
/**
 * What the figure is and how it was computed.
 */
facts: Array<FactView>, 
/**
 * The stored numbers behind it.
 */
observationIds: Array<number>, };

/**
 * A drawn chart: the very drawing that is exported, and its marks.
 */
export type ChartView = { 
/**
 * The drawing.
 */
svg: string, 
/**
 * Width in user units.
 */
width: number, 
/**
 * Height in user units.
 */
height: number, 
/**
 * Alternative text.
 */
alt: string, 
/**
 * What can be hovered and clicked.
 */
marks: Array<MarkView>, };

/**
 * One mark of a chart, in the drawing's user units.
 */
export type MarkView = { 
/**
 * Key of the row (area code).
 */
key: string, 
/**
 * Left.
 */
x: number, 
/**
 * Top.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * Words shown on hover and read out.
 */
text: string, 
/**
 * What the figure is and how it was computed.
 */
facts: Array<FactView>, 
/**
 * The stored numbers behind it.
 */
observationIds: Array<number>, };

/**
 * Which areas have which indicators in the chosen scope and period.
 */
export type CoverageView = { 
/**
 * Indicator names.
 */
indicators: Array<string>, 
/**
 * One row for each area.
 */
rows: Array<CoverageRow>, };

/**
 * Coverage of one area.
 */
export type CoverageRow = { 
/**
 * Short name.
 */
label: string, 
/**
 * For each indicator `complete`, `no_base`, `no_current` or `absent`.
 */
states: Array<string>, };

/**
 * Saves the chart; the shell asks where.
 */
export type ExportRequest = { 
/**
 * Indicator id.
 */
indicator: string, 
/**
 * `2023`.
 */
period: string, 
/**
 * Scope id.
 */
scope: string, 
/**
 * `svg`, `png` or `pdf`.
 */
format: string, 
/**
 * Theme.
 */
theme: ThemeName, 
/**
 * Language of the chart.
 */
language: Language, };

/**
 * Where the chart was saved.
 */
export type ExportOutcome = { 
/**
 * File name; `None` when the person closed the dialog.
 */
file: string | null, };

/**
 * Asks where numbers came from.
 */
export type TraceRequest = { 
/**
 * The stored numbers.
 */
observationIds: Array<number>, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * The way back from numbers to their cells.
 */
export type TraceView = { 
/**
 * One entry for each number, in the order asked.
 */
items: Array<TraceItem>, };

/**
 * One number and its cell.
 */
export type TraceItem = { 
/**
 * The number.
 */
observationId: number, 
/**
 * File name.
 */
file: string, 
/**
 * SHA-256 of the file, in hex.
 */
sha256: string, 
/**
 * Sheet name.
 */
sheet: string, 
/**
 * `D14`.
 */
cell: string, 
/**
 * Text exactly as found.
 */
raw: string, 
/**
 * The number with separators, or the reason why there is none.
 */
value: string, 
/**
 * Unit.
 */
unit: string, 
/**
 * Period in words.
 */
period: string, 
/**
 * Indicator, area and breakdown in words.
 */
meaning: string, 
/**
 * Labels left of the cell.
 */
rowLabels: Array<string>, 
/**
 * Labels above the cell.
 */
columnLabels: Array<string>, 
/**
 * When it was imported, RFC 3339.
 */
importedAt: string, };

/**
 * A column of the table of stored numbers.
 */
export type ObservationField = "indicator" | "area" | "period" | "breakdown" | "value" | "unit" | "role" | "file" | "place" | "sheet" | "cell";

/**
 * Which stored numbers are meant. What is left out narrows nothing.
 */
export type ObservationsFilter = { 
/**
 * Text to find in labels, file and sheet names; empty for all.
 */
search: string, 
/**
 * Indicator id.
 */
indicator: string | null, 
/**
 * `2023`.
 */
period: string | null, 
/**
 * Area code.
 */
area: string | null, 
/**
 * Id of a file.
 */
source: string | null, 
/**
 * `value`, `total`, `of_which` or `derived`.
 */
role: string | null, };

/**
 * The order of the rows.
 */
export type SortChoice = { 
/**
 * By this column.
 */
field: ObservationField, 
/**
 * Greatest first.
 */
isDescending: boolean, };

/**
 * Asks for stored numbers.
 */
export type ObservationsRequest = { 
/**
 * Which.
 */
filter: ObservationsFilter, 
/**
 * In what order; as imported where none is given.
 */
sort: SortChoice | null, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (500 is the most given).
 */
limit: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Stored numbers.
 */
export type ObservationsView = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<ObservationRow>, };

/**
 * One stored number as a table row.
 */
export type ObservationRow = { 
/**
 * Identity.
 */
id: number, 
/**
 * Indicator in words, or the printed label.
 */
indicator: string, 
/**
 * Area in words.
 */
area: string, 
/**
 * Period in words.
 */
period: string, 
/**
 * Breakdown in words: organisation, category.
 */
breakdown: string, 
/**
 * Number with separators, or the reason why there is none.
 */
value: string, 
/**
 * The number as a spreadsheet takes it, where there is exactly one.
 */
number: string | null, 
/**
 * Unit.
 */
unit: string, 
/**
 * Role: `value`, `total`, `of_which`, `derived`.
 */
role: string, 
/**
 * Role in words.
 */
roleLabel: string, 
/**
 * File name.
 */
file: string, 
/**
 * Sheet and cell: `表1 › D14`.
 */
place: string, 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Cell.
 */
cell: string, };

/**
 * What the rows of a table are.
 */
export type RowsBy = "area" | "category" | "organisation";

/**
 * Which units the sums are made of.
 */
export type BasisName = "raw" | "comparable";

/**
 * What happens to a tie.
 */
export type RoundingName = "halfUp" | "halfEven";

/**
 * A question; what is left out is chosen by the engine.
 */
export type AnalysisRequest = { 
/**
 * Indicator id.
 */
indicator: string | null, 
/**
 * Scope id.
 */
scope: string | null, 
/**
 * Level of the areas, where the scope has several.
 */
level: string | null, 
/**
 * `2023`.
 */
period: string | null, 
/**
 * `year_before`, `period_before`, or a period.
 */
against: string | null, 
/**
 * What the rows are.
 */
by: RowsBy, 
/**
 * Which units the sums are made of.
 */
basis: BasisName, 
/**
 * What happens to a tie.
 */
rounding: RoundingName, 
/**
 * Decimals of a printed rate, 0 to 4.
 */
decimals: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * A question with its choices, and its answer.
 */
export type AnalysisView = { 
/**
 * What can be chosen.
 */
indicators: Array<ChoiceView>, 
/**
 * What can be chosen.
 */
scopes: Array<ChoiceView>, 
/**
 * What can be chosen; one where there is nothing to choose.
 */
levels: Array<ChoiceView>, 
/**
 * What can be chosen.
 */
periods: Array<ChoiceView>, 
/**
 * What the period can be compared with.
 */
bases: Array<ChoiceView>, 
/**
 * Chosen indicator id.
 */
indicator: string, 
/**
 * Chosen scope id.
 */
scope: string, 
/**
 * Chosen level; empty where the rows are no areas.
 */
level: string, 
/**
 * Chosen period.
 */
period: string, 
/**
 * Chosen base.
 */
against: string, 
/**
 * The period of the base.
 */
basePeriod: string, 
/**
 * Heading of the table and of what is copied from it.
 */
heading: string, 
/**
 * The answer; `None` where there is none.
 */
table: AnalysisTable | null, 
/**
 * A comparison that is refused, with what can be compared in its place.
 */
refusal: RefusalView | null, 
/**
 * Why there is no answer.
 */
error: ErrorView | null, };

/**
 * A comparison that is refused.
 */
export type RefusalView = { 
/**
 * What was refused, and why.
 */
message: string, 
/**
 * What to do instead.
 */
hint: string, 
/**
 * What can be compared.
 */
offers: Array<OfferView>, };

/**
 * A comparison offered in place of a refused one.
 */
export type OfferView = { 
/**
 * Period to ask for.
 */
period: string, 
/**
 * Base to ask for.
 */
against: string, 
/**
 * Words.
 */
label: string, };

/**
 * The answer as a table.
 */
export type AnalysisTable = { 
/**
 * Heads of the columns.
 */
heads: AnalysisHeads, 
/**
 * What made the change; `None` where nothing did.
 */
driver: string | null, 
/**
 * The rows, in the official order.
 */
rows: Array<AnalysisRow>, 
/**
 * What the whole counts and no row does.
 */
left: AnalysisRow | null, 
/**
 * Everything that has both counts, together.
 */
total: AnalysisRow, 
/**
 * The axis of each kind of bar.
 */
scales: AnalysisScales, 
/**
 * Figures that stand beside the total and are not it.
 */
asides: Array<AsideView>, 
/**
 * Doubts about this list, worst first.
 */
findings: Array<FindingView>, };

/**
 * Heads of the columns, with their units.
 */
export type AnalysisHeads = { 
/**
 * What a row is.
 */
label: string, 
/**
 * Base period and unit.
 */
base: string, 
/**
 * Current period and unit.
 */
current: string, 
/**
 * Change and unit.
 */
change: string, 
/**
 * The rate.
 */
rate: string, 
/**
 * The contribution and its unit.
 */
contribution: string, 
/**
 * The rank.
 */
rank: string, 
/**
 * The move since the comparison before.
 */
shift: string, 
/**
 * Which comparison the move is since; empty where there is none.
 */
shiftSince: string, 
/**
 * What the bars of the rate show.
 */
rateBars: string, };

/**
 * One figure of a row.
 */
export type FigureCell = { 
/**
 * The figure as it is printed.
 */
text: string, 
/**
 * Its place among the figures of its column, the lowest first; `None` where there is no figure.
 */
place: number | null, };

/**
 * One row.
 */
export type AnalysisRow = { 
/**
 * Area code, or the name of the category or body.
 */
key: string, 
/**
 * Name.
 */
label: string, 
/**
 * `reduced`, `increased`, `level`, `none` or `neutral`.
 */
tone: string, 
/**
 * Count of the base period.
 */
base: FigureCell, 
/**
 * Count of the current period.
 */
current: FigureCell, 
/**
 * Change.
 */
change: FigureCell, 
/**
 * Rate of change.
 */
rate: FigureCell, 
/**
 * Contribution to the total's rate.
 */
contribution: FigureCell, 
/**
 * Rank by rate.
 */
rank: FigureCell, 
/**
 * Places moved since the comparison before.
 */
shift: FigureCell, 
/**
 * Why there is no rate.
 */
reason: string | null, 
/**
 * What a person should know about the row.
 */
flags: Array<FlagView>, 
/**
 * The bars, as shares of their axes.
 */
bars: RowBars, 
/**
 * The stored numbers behind the base count.
 */
baseIds: Array<number>, 
/**
 * The stored numbers behind the current count.
 */
currentIds: Array<number>, };

/**
 * What a person should know about a row.
 */
export type FlagView = { 
/**
 * Stable code.
 */
code: string, 
/**
 * In a few characters.
 */
label: string, 
/**
 * In a sentence.
 */
words: string, 
/**
 * `info` or `warning`.
 */
severity: string, };

/**
 * Where the bars of a row end, as shares of their axes; below 0 or above 1 where a bar is cut. Lengths on screen, not
 * figures.
 */
export type RowBars = { 
/**
 * The rate.
 */
rate: number | null, 
/**
 * The contribution.
 */
contribution: number | null, 
/**
 * The base count.
 */
base: number | null, 
/**
 * The current count.
 */
current: number | null, };

/**
 * The axes of the bars.
 */
export type AnalysisScales = { 
/**
 * Of rates.
 */
rate: ScaleView, 
/**
 * Of contributions.
 */
contribution: ScaleView, 
/**
 * Of counts.
 */
counts: ScaleView, };

/**
 * One axis.
 */
export type ScaleView = { 
/**
 * Where zero stands.
 */
zero: number, 
/**
 * Where numbers stand.
 */
ticks: Array<TickView>, 
/**
 * The pooled rate.
 */
reference: TickView | null, };

/**
 * A number on an axis.
 */
export type TickView = { 
/**
 * Where it stands, as a share of the axis.
 */
at: number, 
/**
 * The number.
 */
text: string, };

/**
 * A figure that stands beside the total and is not it.
 */
export type AsideView = { 
/**
 * Stable code.
 */
code: string, 
/**
 * What it is.
 */
name: string, 
/**
 * The figure.
 */
figure: string, 
/**
 * What it means and what to do with it.
 */
note: string, 
/**
 * Whether it needs a person's eye.
 */
isDoubt: boolean, };

/**
 * Asks what a figure of a table is and how it was computed.
 */
export type DefineRequest = { 
/**
 * The question of the table.
 */
question: AnalysisRequest, 
/**
 * Key of the row; the total without one.
 */
key: string | null, 
/**
 * `base`, `current`, `change`, `rate` or `contribution`.
 */
column: string, };

/**
 * What something is, one thing at a time.
 */
export type FactsView = { 
/**
 * The facts.
 */
facts: Array<FactView>, };

/**
 * Asks for the sums of several numbers.
 */
export type SumRequest = { 
/**
 * The stored numbers.
 */
observationIds: Array<number>, 
/**
 * The periods they were compared over: months of one are added to it.
 */
periods: Array<string>, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * The order of rows.
 */
export type OrderName = "value" | "official";

/**
 * What a figure is about; what is left out is chosen by the engine.
 */
export type FigureSubject = { 
/**
 * Indicator id.
 */
indicator: string | null, 
/**
 * Scope id.
 */
scope: string | null, 
/**
 * The first period.
 */
first: string | null, 
/**
 * The last period.
 */
last: string | null, 
/**
 * What is drawn apart, in kinds that can be broken down.
 */
by: RowsBy, 
/**
 * Order of the rows.
 */
order: OrderName, 
/**
 * Look.
 */
theme: ThemeName, 
/**
 * Language of the chart and of the reply.
 */
language: Language, };

/**
 * Asks for every kind of chart.
 */
export type GalleryRequest = { 
/**
 * What it is about.
 */
subject: FigureSubject, };

/**
 * Every kind of chart, and what can be chosen.
 */
export type GalleryView = { 
/**
 * What can be chosen.
 */
indicators: Array<ChoiceView>, 
/**
 * What can be chosen.
 */
scopes: Array<ChoiceView>, 
/**
 * What can be chosen, latest first.
 */
periods: Array<ChoiceView>, 
/**
 * Chosen indicator id.
 */
indicator: string, 
/**
 * Chosen scope id.
 */
scope: string, 
/**
 * Chosen first period.
 */
first: string, 
/**
 * Chosen last period.
 */
last: string, 
/**
 * The kinds.
 */
kinds: Array<KindView>, };

/**
 * One kind of chart.
 */
export type KindView = { 
/**
 * The stable name.
 */
kind: string, 
/**
 * Name in words.
 */
name: string, 
/**
 * What question it answers.
 */
purpose: string, 
/**
 * What numbers it needs.
 */
needs: string, 
/**
 * The options it takes.
 */
options: KindOptions, };

/**
 * Which options a kind takes; the others are not offered for it.
 */
export type KindOptions = { 
/**
 * An order of its rows.
 */
order: boolean, 
/**
 * What is drawn apart.
 */
by: boolean, 
/**
 * The units drawn.
 */
units: boolean, 
/**
 * How many of them at the most: those that are added up where none is chosen. Without a limit all are drawn then.
 */
mostUnits: number | null, 
/**
 * Days marked over its periods.
 */
events: boolean, };

/**
 * Asks for one kind, drawn small.
 */
export type KindRequest = { 
/**
 * What it is about.
 */
subject: FigureSubject, 
/**
 * The kind.
 */
kind: string, };

/**
 * The chosen data drawn by a kind.
 */
export type KindPicture = { 
/**
 * The drawing; none where it cannot be drawn, or where it is too large to be seen small.
 */
svg: string | null, 
/**
 * Why the data cannot be drawn by it.
 */
error: ErrorView | null, };

/**
 * Asks for one figure.
 */
export type FigureRequest = { 
/**
 * What it is about.
 */
subject: FigureSubject, 
/**
 * The kind.
 */
kind: string, 
/**
 * Replaces the title.
 */
title: string | null, 
/**
 * Whether the title states what is found, where none is given and something is found.
 */
statesFinding: boolean, 
/**
 * Width in print, 60 to 600 mm.
 */
widthMm: number, 
/**
 * Height in print, as near to it as the rows allow; without one it follows from them.
 */
heightMm: number | null, 
/**
 * Keys of the units drawn, in kinds that take them; without any, all together.
 */
units: Array<string>, 
/**
 * Key of a unit set apart.
 */
highlight: string | null, 
/**
 * Words at marks.
 */
notes: Array<FigureNote>, 
/**
 * Days marked over the periods, in kinds that take them.
 */
events: Array<FigureEvent>, };

/**
 * Words of a person at a mark.
 */
export type FigureNote = { 
/**
 * Key of the mark, or of its unit.
 */
key: string, 
/**
 * What is said there.
 */
words: string, };

/**
 * A day marked over the periods.
 */
export type FigureEvent = { 
/**
 * `2024-08` or `2024-08-15`.
 */
date: string, 
/**
 * What happened.
 */
words: string, };

/**
 * The figure asked for, what of it was refused, or both: what has no place in a figure is left out and named.
 */
export type FigureReply = { 
/**
 * The figure; none where nothing can be drawn.
 */
figure: FigureView | null, 
/**
 * What was refused.
 */
refusal: FigureRefusal | null, };

/**
 * What was refused of a figure, and what can be had instead.
 */
export type FigureRefusal = { 
/**
 * Why.
 */
error: ErrorView, 
/**
 * What can be had instead.
 */
offers: Array<FigureOffer>, };

/**
 * A change of the request that leads to a figure.
 */
export type FigureOffer = { 
/**
 * In words.
 */
label: string, 
/**
 * Another first period.
 */
first: string | null, 
/**
 * Another last period.
 */
last: string | null, 
/**
 * Other rows.
 */
by: RowsBy | null, 
/**
 * Another kind.
 */
kind: string | null, 
/**
 * All units together in place of those chosen.
 */
isAllUnits: boolean, 
/**
 * Keys of notes and of the unit set apart, and days, that go.
 */
without: Array<string>, };

/**
 * One figure, drawn.
 */
export type FigureView = { 
/**
 * The drawing and its marks.
 */
chart: ChartView, 
/**
 * The title it has.
 */
title: string, 
/**
 * Height in print.
 */
heightMm: number, 
/**
 * The periods it is about, oldest first.
 */
periods: Array<string>, 
/**
 * The units in it, by which one can be set apart.
 */
units: Array<ChoiceView>, 
/**
 * Whether its title states a finding.
 */
statesFinding: boolean, };

/**
 * The units a figure could draw.
 */
export type UnitsView = { 
/**
 * Each with its key, in the official order.
 */
units: Array<ChoiceView>, };

/**
 * The numbers of a figure as a table.
 */
export type FigureTable = { 
/**
 * The heads, that of the names first.
 */
heads: Array<string>, 
/**
 * The rows, in the order drawn.
 */
rows: Array<FigureTableRow>, };

/**
 * One row of such a table.
 */
export type FigureTableRow = { 
/**
 * Key of its unit.
 */
key: string, 
/**
 * Its name.
 */
label: string, 
/**
 * One for each head after the first.
 */
cells: Array<FigureTableCell>, 
/**
 * The stored numbers behind it.
 */
observationIds: Array<number>, };

/**
 * One cell of such a table.
 */
export type FigureTableCell = { 
/**
 * As printed, or why there is no number.
 */
text: string, 
/**
 * Whether it is a number.
 */
isNumber: boolean, };

/**
 * Saves a figure; the shell asks where.
 */
export type FigureExportRequest = { 
/**
 * The figure.
 */
figure: FigureRequest, 
/**
 * `svg`, `png`, `pdf`, or `xlsx` with the numbers and a chart that can be edited.
 */
format: string, 
/**
 * Resolution of a PNG, 96 to 600.
 */
dpi: number, };

/**
 * Puts a figure on the clipboard as a picture.
 */
export type FigureCopyRequest = { 
/**
 * The figure.
 */
figure: FigureRequest, 
/**
 * Resolution, 96 to 600.
 */
dpi: number, };

/**
 * The picture on the clipboard.
 */
export type FigureCopied = { 
/**
 * Pixels across.
 */
widthPx: number, 
/**
 * Pixels down.
 */
heightPx: number, };

/**
 * One column as it is copied or exported.
 */
export type CellsColumn = { 
/**
 * What stands in it.
 */
field: ObservationField, 
/**
 * Its head, in the words of the window.
 */
head: string, };

/**
 * Puts a rectangle of the table on the clipboard, or all of it into a file.
 */
export type CellsRequest = { 
/**
 * Which numbers.
 */
filter: ObservationsFilter, 
/**
 * In what order.
 */
sort: SortChoice | null, 
/**
 * Which columns, in the order of the screen.
 */
columns: Array<CellsColumn>, 
/**
 * First row.
 */
firstRow: number, 
/**
 * How many rows.
 */
rowCount: number, 
/**
 * Whether the heads come along.
 */
hasHeads: boolean, 
/**
 * Language of the words.
 */
language: Language, };

/**
 * How the table is saved.
 */
export type TableFormat = "xlsx" | "csv";

/**
 * Saves the table to a file.
 */
export type TableExportRequest = { 
/**
 * Which cells.
 */
cells: CellsRequest, 
/**
 * How.
 */
format: TableFormat, };

/**
 * What was put on the clipboard.
 */
export type CopyOutcome = { 
/**
 * Rows without the heads.
 */
rowCount: number, 
/**
 * Columns.
 */
columnCount: number, };

/**
 * What the stored numbers can be narrowed to.
 */
export type FacetsView = { 
/**
 * Indicators with numbers, in report order.
 */
indicators: Array<ChoiceView>, 
/**
 * Periods with numbers, newest first.
 */
periods: Array<ChoiceView>, 
/**
 * Areas with numbers, in official order.
 */
areas: Array<ChoiceView>, 
/**
 * Files, in the order of import.
 */
sources: Array<ChoiceView>, };

/**
 * The window's menu. Its words and commands come from the window, so that menu, palette and key sheet are one list.
 */
export type MenuRequest = { 
/**
 * The menus of the bar, from its start.
 */
menus: Array<MenuView>, };

/**
 * One menu of the bar.
 */
export type MenuView = { 
/**
 * Its title.
 */
label: string, 
/**
 * Its lines.
 */
items: Array<MenuItemView>, };

/**
 * One line of a menu.
 */
export type MenuItemView = { 
/**
 * What comes back as the event `menu`; empty for a rule between groups.
 */
id: string, 
/**
 * In words.
 */
label: string, 
/**
 * Its key, as `CmdOrCtrl+K`.
 */
keys: string | null, 
/**
 * Whether it can be chosen now.
 */
isEnabled: boolean, };

/**
 * A line of the menu was chosen (event `menu`).
 */
export type MenuEvent = { 
/**
 * Which.
 */
id: string, };

/**
 * A workspace that was open lately. Its path stays with the shell.
 */
export type RecentView = { 
/**
 * Names it to the shell.
 */
id: number, 
/**
 * Name without folder and extension.
 */
name: string, 
/**
 * The folder it lies in, by its own name only.
 */
folder: string, };

/**
 * Opens a workspace that was open lately.
 */
export type RecentRequest = { 
/**
 * Which.
 */
id: number, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Long work ended, perhaps unseen.
 */
export type AttentionRequest = { 
/**
 * What to say in the title until the window is looked at.
 */
words: string, };

/**
 * Goes to a point of the history.
 */
export type GoToRequest = { 
/**
 * The step that is to be the last one done; none for before the first.
 */
stepId: number | null, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * The reports kept, and what a new one can be about.
 */
export type ReportsView = { 
/**
 * By name.
 */
reports: Array<ReportEntry>, 
/**
 * What can be chosen.
 */
choices: ReportChoicesView, };

/**
 * A report in the list.
 */
export type ReportEntry = { 
/**
 * Its name within the workspace.
 */
name: string, 
/**
 * Its form in words.
 */
form: string, 
/**
 * The period in words; empty where the report cannot be read.
 */
period: string, };

/**
 * What can be chosen in a report.
 */
export type ReportChoicesView = { 
/**
 * Forms (年终总结, 专报, 简报).
 */
forms: Array<ChoiceView>, 
/**
 * Pages.
 */
layouts: Array<ChoiceView>, 
/**
 * Periods with figures, latest first.
 */
periods: Array<ChoiceView>, 
/**
 * Indicators with figures.
 */
indicators: Array<ChoiceView>, 
/**
 * Scopes with figures.
 */
scopes: Array<ChoiceView>, 
/**
 * Kinds of chart.
 */
kinds: Array<ChoiceView>, 
/**
 * What a chart of parts draws apart.
 */
parts: Array<ChoiceView>, 
/**
 * The period a new report is usually about.
 */
usualPeriod: string, };

/**
 * Makes a report with what is usual for its form.
 */
export type CreateReportRequest = { 
/**
 * Its name; it may not be taken.
 */
name: string, 
/**
 * A form.
 */
form: string, 
/**
 * The period.
 */
period: string, 
/**
 * Language of report and reply.
 */
language: Language, };

/**
 * Names a report.
 */
export type ReportRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Names a report and gives another name.
 */
export type ReportNameRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * The other name; it may not be taken.
 */
newName: string, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Changes what a report says.
 */
export type EditReportRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * All that is chosen and written.
 */
draft: ReportDraft, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * Accepts figures as they are now.
 */
export type AcceptFiguresRequest = { 
/**
 * The report.
 */
name: string, 
/**
 * Which; empty takes all.
 */
keys: Array<string>, 
/**
 * Language of the reply.
 */
language: Language, };

/**
 * What an author chose and wrote.
 */
export type ReportDraft = { 
/**
 * A form.
 */
form: string, 
/**
 * A page.
 */
layout: string, 
/**
 * Language of the report.
 */
language: Language, 
/**
 * Current period.
 */
period: string, 
/**
 * Base period.
 */
against: string, 
/**
 * Indicators; empty takes all with figures.
 */
indicators: Array<string>, 
/**
 * Only this scope.
 */
scope: string | null, 
/**
 * In place of the usual title.
 */
title: string, 
/**
 * The red head's name, in place of the usual one.
 */
headName: string, 
/**
 * `第3期`.
 */
headIssue: string, 
/**
 * Who issues it.
 */
headIssuer: string, 
/**
 * The date beside the issuer.
 */
headDate: string, 
/**
 * 主送机关.
 */
addressee: string, 
/**
 * Who signs.
 */
signedBy: string, 
/**
 * The date as printed.
 */
date: string, 
/**
 * 报送.
 */
sentTo: string, 
/**
 * 抄送.
 */
copiedTo: string, 
/**
 * 印发机关.
 */
printedBy: string, 
/**
 * 印发日期.
 */
printedOn: string, 
/**
 * Units are not named.
 */
hidesNames: boolean, 
/**
 * Charts are placed.
 */
hasFigures: boolean, 
/**
 * Details follow the body.
 */
hasAppendices: boolean, 
/**
 * The sections, in order.
 */
sections: Array<SectionDraft>, 
/**
 * The author's own words.
 */
ownTexts: Array<OwnText>, 
/**
 * Charts of indicators whose charts were chosen.
 */
charts: Array<IndicatorCharts>, 
/**
 * Places of paragraphs, tables and figures that are left out.
 */
leftOut: Array<string>, };

/**
 * A section as chosen.
 */
export type SectionDraft = { 
/**
 * A stable name within the report.
 */
id: string, 
/**
 * Its heading, without number.
 */
title: string, 
/**
 * It holds figures besides the author's words.
 */
hasFigures: boolean, 
/**
 * It is written.
 */
isWritten: boolean, 
/**
 * Indicators whose figures stand in it; empty takes all of the report.
 */
indicators: Array<string>, };

/**
 * Words of the author's.
 */
export type OwnText = { 
/**
 * The paragraph they stand for; `own.` and the id of a section for those at its head.
 */
id: string, 
/**
 * The words, a paragraph a line; `{key}` stands for the figure of that key.
 */
text: string, };

/**
 * The charts of an indicator.
 */
export type IndicatorCharts = { 
/**
 * Indicator id.
 */
indicator: string, 
/**
 * Its charts; empty places none.
 */
charts: Array<ChartDraft>, };

/**
 * A chart as chosen.
 */
export type ChartDraft = { 
/**
 * The kind.
 */
kind: string, 
/**
 * The first period; nothing takes the usual one.
 */
first: string | null, 
/**
 * What is drawn apart.
 */
parts: string, 
/**
 * In place of the usual title.
 */
title: string, };

/**
 * A report: what was chosen, and how it reads now.
 */
export type ReportView = { 
/**
 * Its name.
 */
name: string, 
/**
 * All that is chosen and written.
 */
draft: ReportDraft, 
/**
 * Another number wherever its pages may be others.
 */
revision: number, 
/**
 * Why it cannot be written now; its outline can still be changed.
 */
error: ErrorView | null, 
/**
 * The title as printed.
 */
title: string, 
/**
 * How many pages it has.
 */
pageCount: number, 
/**
 * Width of a page, in points.
 */
pageWidthPt: number, 
/**
 * Height of a page, in points.
 */
pageHeightPt: number, 
/**
 * The sections, in order, those not written among them.
 */
sections: Array<SectionView>, 
/**
 * What stands in the appendices.
 */
appendices: Array<PieceView>, 
/**
 * Every figure of the sentences, in the order of the text, and after them those it has no more.
 */
figures: Array<ReportFigureView>, 
/**
 * How many figures are not as accepted.
 */
changedCount: number, 
/**
 * How many sections wait for words.
 */
unfilledCount: number, 
/**
 * Charts that cannot be drawn.
 */
undrawn: Array<UndrawnView>, };

/**
 * A section as it reads now.
 */
export type SectionView = { 
/**
 * A stable name within the report.
 */
id: string, 
/**
 * Its heading with its number; without one where it is not written.
 */
heading: string, 
/**
 * It is written.
 */
isWritten: boolean, 
/**
 * Its words are still to be filled in.
 */
isUnfilled: boolean, 
/**
 * What stands in it, in order.
 */
pieces: Array<PieceView>, };

/**
 * A paragraph, table or figure.
 */
export type PieceView = { 
/**
 * Its place within the report.
 */
place: string, 
/**
 * `text`, `table` or `figure`; `heading` for one between them.
 */
kind: string, 
/**
 * What it is, in a line.
 */
label: string, 
/**
 * Where its words are kept when the author writes them; nothing for tables and figures.
 */
textId: string | null, 
/**
 * Its words as they would be taken over, with `{key}` for each figure.
 */
text: string, 
/**
 * The author wrote it.
 */
isOwn: boolean, 
/**
 * It is written.
 */
isWritten: boolean, 
/**
 * The page it begins on; 0 where it is not written.
 */
page: number, 
/**
 * Keys of the figures in it.
 */
keys: Array<string>, 
/**
 * The indicator it is of; nothing where it is of several or none.
 */
indicator: string | null, };

/**
 * A figure of a sentence.
 */
export type ReportFigureView = { 
/**
 * Its key.
 */
key: string, 
/**
 * What it is, in words.
 */
label: string, 
/**
 * As it reads now; empty where the report has it no more.
 */
text: string, 
/**
 * As it was accepted, where that was otherwise; empty where there was none.
 */
accepted: string | null, 
/**
 * The paragraph it stands in.
 */
place: string, 
/**
 * The page it stands on; 0 where the report has it no more.
 */
page: number, 
/**
 * The numbers behind it.
 */
observationIds: Array<number>, };

/**
 * A chart that cannot be drawn.
 */
export type UndrawnView = { 
/**
 * The indicator.
 */
indicator: string, 
/**
 * The kind in words.
 */
kind: string, 
/**
 * Why.
 */
error: ErrorView, };

/**
 * Asks for a page.
 */
export type ReportPageRequest = { 
/**
 * The report.
 */
name: string, 
/**
 * The revision whose page is meant; another one is answered with the page of now.
 */
revision: number, 
/**
 * From 1.
 */
page: number, };

/**
 * A page, and where one may point on it.
 */
export type ReportPageView = { 
/**
 * The page.
 */
svg: string, 
/**
 * Its paragraphs, figures, cells and marks.
 */
spots: Array<SpotView>, };

/**
 * A place on a page, in points from its top left corner.
 */
export type SpotView = { 
/**
 * The paragraph, table or figure.
 */
place: string, 
/**
 * The figure, cell or mark there; nothing for a stretch of the whole.
 */
key: string | null, 
/**
 * What it says.
 */
text: string, 
/**
 * It is not as accepted.
 */
isChanged: boolean, 
/**
 * From the left.
 */
x: number, 
/**
 * From the top.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * The numbers behind it.
 */
observationIds: Array<number>, };

/**
 * Saves a report to a file; the shell asks where.
 */
export type ReportExportRequest = { 
/**
 * The report.
 */
name: string, 
/**
 * `docx`, `xlsx`, `pdf` or `txt`.
 */
format: string, };

/** Request and reply of each command. */
export type Commands = {
  get_session: { request: LanguageRequest; reply: SessionView };
  open_workspace: { request: LanguageRequest; reply: SessionView };
  open_recent: { request: RecentRequest; reply: SessionView };
  create_workspace: { request: LanguageRequest; reply: SessionView };
  resume_review: { request: Empty; reply: JobStarted };
  drop_review: { request: LanguageRequest; reply: SessionView };
  start_tour: { request: TourRequest; reply: SessionView };
  end_tour: { request: EndTourRequest; reply: SessionView };
  stage_files: { request: StageRequest; reply: JobStarted };
  cancel_job: { request: JobRequest; reply: Empty };
  get_staged: { request: LanguageRequest; reply: StagedView };
  get_staged_grid: { request: GridRequest; reply: GridView };
  set_included: { request: IncludeRequest; reply: StagedView };
  accept_staged: { request: AcceptRequest; reply: AcceptOutcome };
  unlock_staged: { request: UnlockRequest; reply: StagedView };
  get_subjects: { request: SubjectsRequest; reply: SubjectsView };
  find_areas: { request: AreasRequest; reply: AreasView };
  settle: { request: SettleRequest; reply: StagedView };
  unsettle: { request: UnsettleRequest; reply: StagedView };
  undo_settling: { request: LanguageRequest; reply: StagedView };
  redo_settling: { request: LanguageRequest; reply: StagedView };
  get_differences: { request: DifferencesRequest; reply: DifferencesView };
  discard_staged: { request: Empty; reply: Empty };
  get_overview: { request: OverviewRequest; reply: OverviewView };
  export_chart: { request: ExportRequest; reply: ExportOutcome };
  get_analysis: { request: AnalysisRequest; reply: AnalysisView };
  define_figure: { request: DefineRequest; reply: FactsView };
  get_gallery: { request: GalleryRequest; reply: GalleryView };
  get_kind: { request: KindRequest; reply: KindPicture };
  get_figure: { request: FigureRequest; reply: FigureReply };
  get_units: { request: FigureRequest; reply: UnitsView };
  get_figure_table: { request: FigureRequest; reply: FigureTable };
  copy_figure_table: { request: FigureRequest; reply: CopyOutcome };
  export_figure: { request: FigureExportRequest; reply: ExportOutcome };
  copy_figure: { request: FigureCopyRequest; reply: FigureCopied };
  list_reports: { request: LanguageRequest; reply: ReportsView };
  create_report: { request: CreateReportRequest; reply: ReportView };
  get_report: { request: ReportRequest; reply: ReportView };
  edit_report: { request: EditReportRequest; reply: ReportView };
  rename_report: { request: ReportNameRequest; reply: ReportsView };
  duplicate_report: { request: ReportNameRequest; reply: ReportsView };
  delete_report: { request: ReportRequest; reply: ReportsView };
  accept_figures: { request: AcceptFiguresRequest; reply: ReportView };
  get_report_page: { request: ReportPageRequest; reply: ReportPageView };
  export_report: { request: ReportExportRequest; reply: ExportOutcome };
  sum_figures: { request: SumRequest; reply: FactsView };
  trace: { request: TraceRequest; reply: TraceView };
  list_observations: { request: ObservationsRequest; reply: ObservationsView };
  get_facets: { request: LanguageRequest; reply: FacetsView };
  copy_observations: { request: CellsRequest; reply: CopyOutcome };
  export_observations: { request: TableExportRequest; reply: ExportOutcome };
  list_history: { request: LanguageRequest; reply: HistoryView };
  undo: { request: LanguageRequest; reply: StepOutcome };
  redo: { request: LanguageRequest; reply: StepOutcome };
  go_to_step: { request: GoToRequest; reply: StepOutcome };
  set_menu: { request: MenuRequest; reply: Empty };
  call_attention: { request: AttentionRequest; reply: Empty };
  print_page: { request: Empty; reply: Empty };
};
