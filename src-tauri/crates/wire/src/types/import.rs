//! The import room: files read but not yet accepted.

use super::{ErrorView, Language, SettledView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which files to read. The shell asks the person; no path ever comes from the web side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StageSource {
    /// The open-file dialog.
    Dialog,
    /// The open-folder dialog.
    FolderDialog,
    /// The synthetic sample files that come with the program.
    Samples,
    /// One small synthetic sample workbook.
    Sample,
    /// The synthetic sample workbook of the tour.
    Tour,
}

/// Reads files for review.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StageRequest {
    /// Which files.
    pub source: StageSource,
}

/// All files under review.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StagedView {
    /// The files, in the order they were chosen.
    pub files: Vec<StagedFile>,
    /// Numbers that accepting would take.
    pub value_count: u32,
    /// Of these, numbers that lack an indicator, an area or a period and so take no part in measures.
    pub unplaced_count: u32,
    /// Totals, parts and printed arithmetic that come along for checking.
    pub other_count: u32,
    /// Records of ledgers that accepting would keep.
    pub record_count: u32,
    /// Files that accepting would take.
    pub taken_count: u32,
    /// Of these, files about which nothing is in doubt.
    pub sure_count: u32,
    /// Tables left out of the files taken.
    pub skipped_count: u32,
    /// Older tables that would be replaced.
    pub replaced_count: u32,
    /// Whether a settlement of this review can be taken back.
    pub can_undo_settling: bool,
    /// Whether there is a step of settling to do again.
    pub can_redo_settling: bool,
    /// Findings of all included files.
    pub finding_count: u32,
    /// Whether anything can be accepted.
    pub can_accept: bool,
}

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StagedStatus {
    /// Understood without doubt.
    Ready,
    /// Understood, with findings to look at.
    Doubtful,
    /// Holds no table that could be understood.
    Empty,
    /// The same bytes are in the workspace already.
    AlreadyImported,
    /// Could not be read.
    Refused,
}

/// One file under review.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StagedFile {
    /// Identity within the review.
    pub id: u32,
    /// File name.
    pub name: String,
    /// How it stands.
    pub status: StagedStatus,
    /// Whether accepting takes it.
    pub is_included: bool,
    /// Findings.
    pub finding_count: u32,
    /// Why it could not be read.
    pub error: Option<ErrorView>,
    /// Whether a password would open it.
    pub needs_password: bool,
    /// What was settled about its tables.
    pub settled: Vec<SettledView>,
    /// Its sheets.
    pub sheets: Vec<StagedSheet>,
}

/// One sheet under review.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StagedSheet {
    /// Position in the file.
    pub index: u32,
    /// Name.
    pub name: String,
    /// Whether the file shows it.
    pub is_visible: bool,
    /// Its tables.
    pub tables: Vec<StagedTable>,
    /// Its findings, in words.
    pub findings: Vec<FindingView>,
    /// Figures that differ from the tables it replaces, and labels that drifted since last time.
    pub difference_count: u32,
}

/// One table under review.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StagedTable {
    /// `summary` or `ledger`.
    pub kind: String,
    /// `A5:AI44`.
    pub range: String,
    /// Title.
    pub title: Option<String>,
    /// Unit line as printed.
    pub unit: Option<String>,
    /// Scope (口径) as worded by the source.
    pub scope: Option<String>,
    /// Counts taken.
    pub value_count: u32,
    /// Totals kept for checking.
    pub total_count: u32,
    /// Parts already counted elsewhere (其中).
    pub of_which_count: u32,
    /// Printed arithmetic, only checked.
    pub derived_count: u32,
    /// Cells without a number, each with its reason.
    pub missing_count: u32,
    /// Values that lack an indicator, an area or a period and so take no part in measures.
    pub unplaced_count: u32,
    /// Ledger: records.
    pub record_count: u32,
    /// What each column was understood as.
    pub columns: Vec<ColumnMeaning>,
}

/// What one column was understood as.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnMeaning {
    /// `C`.
    pub letter: String,
    /// Head, outermost first.
    pub labels: Vec<String>,
    /// In words: `发文数 · 2023年`.
    pub meaning: String,
    /// `value`, `total`, `of_which`, `derived`, `label` or a ledger field's name.
    pub role: String,
}

/// One finding in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// Stable code.
    pub code: String,
    /// What was found.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// `D14`, where there is one.
    pub cell: Option<String>,
}

/// Includes a file in the acceptance or leaves it out.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncludeRequest {
    /// The file.
    pub file_id: u32,
    /// Whether to take it.
    pub is_included: bool,
    /// Language of the reply.
    pub language: Language,
}

/// Asks for part of a sheet as in the spreadsheet.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridRequest {
    /// The file.
    pub file_id: u32,
    /// The sheet.
    pub sheet_index: u32,
    /// First row, from 0.
    pub first_row: u32,
    /// How many rows at most (500 is the most given).
    pub row_count: u32,
    /// Language of the reply.
    pub language: Language,
}

/// Part of a sheet with each cell's role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridView {
    /// Rows of the whole sheet.
    pub total_rows: u32,
    /// Letters and a width in characters for each column.
    pub columns: Vec<GridColumn>,
    /// The rows asked for.
    pub rows: Vec<GridRow>,
}

/// A column of the grid.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridColumn {
    /// `A`.
    pub letter: String,
    /// Width that fits its texts, in half-width characters, 4 to 40.
    pub width_chars: u32,
}

/// A row of the grid.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridRow {
    /// Row number as the spreadsheet shows it, from 1.
    pub number: u32,
    /// Class: `title`, `unit`, `header`, `group`, `data`, `total`, `note`, `other` or empty.
    pub class: String,
    /// Its cells; cells covered by a merge are left out.
    pub cells: Vec<GridCell>,
}

/// A cell of the grid.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridCell {
    /// Column, from 0.
    pub column: u32,
    /// Text as found.
    pub text: String,
    /// `title`, `unit`, `header`, `label`, `value`, `total`, `of_which`, `derived`, `note`, `other`.
    pub role: String,
    /// Whether it stands at the right.
    pub is_number: bool,
    /// Rows covered.
    pub row_span: u32,
    /// Columns covered.
    pub column_span: u32,
    /// Severity of the worst finding at this cell, or empty.
    pub severity: String,
}

/// What accepting took.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptOutcome {
    /// In words for the status line.
    pub words: String,
    /// Files taken.
    pub file_count: u32,
    /// Numbers taken.
    pub value_count: u32,
}

/// Takes the files under review into the workspace.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptRequest {
    /// Only the files about which nothing is in doubt; the others stay under review.
    pub is_only_sure: bool,
    /// Language of the reply.
    pub language: Language,
}

/// A password for a file that needs one; it is tried on all that do.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnlockRequest {
    /// The file it was typed for.
    pub file_id: u32,
    /// The password. It goes to the reader and is kept nowhere.
    pub password: String,
    /// Language of the reply.
    pub language: Language,
}

/// Whatever prints a request must not print a password.
impl std::fmt::Debug for UnlockRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnlockRequest").field("file_id", &self.file_id).finish_non_exhaustive()
    }
}
