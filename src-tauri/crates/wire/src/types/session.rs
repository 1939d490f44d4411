//! The open workspace, long work, history and errors.

use super::RecentView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request without content.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Empty {}

/// The language of the words in a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A request that needs nothing but the language of its reply.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanguageRequest {
    /// Language of the reply.
    pub language: Language,
}

/// The state a window starts from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Version of the program.
    pub version: String,
    /// The open workspace.
    pub workspace: Option<WorkspaceView>,
    /// Whether files wait in the import room.
    pub has_staged: bool,
    /// Why the workspace named at the start could not be opened.
    pub start_error: Option<ErrorView>,
    /// Workspaces that were open lately, the last one first.
    pub recent: Vec<RecentView>,
    /// Long work under way since before the window could listen; 0 where there is none.
    pub running_job: u32,
    /// A review that was under way when the program ended, and waits to be taken up again.
    pub unfinished: Option<UnfinishedReview>,
    /// Whether the open workspace is the tour's own.
    pub is_tour: bool,
}

/// A review that was not finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedReview {
    /// How many files.
    pub file_count: u32,
    /// The names of the first few.
    pub file_names: Vec<String>,
    /// How many things were settled.
    pub settled_count: u32,
    /// The workspace it is for, without folder and extension; none where none was open.
    pub workspace: Option<String>,
    /// When it was changed last, RFC 3339.
    pub at: String,
}

/// Opens the tour's own workspace.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TourRequest {
    /// From the start, and not where it was left.
    pub is_anew: bool,
    /// Language of the reply.
    pub language: Language,
}

/// Facts about the open workspace.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceView {
    /// Name without folder and extension.
    pub name: String,
    /// Opened by another window, so this one only reads.
    pub is_read_only: bool,
    /// Source files held.
    pub file_count: u32,
    /// Source tables held.
    pub table_count: u32,
    /// Numbers held.
    pub observation_count: u32,
    /// Indicators with data.
    pub indicator_count: u32,
    /// Findings that wait for a person.
    pub finding_count: u32,
    /// What undo would take back, in words.
    pub undo_label: Option<String>,
    /// What redo would bring back, in words.
    pub redo_label: Option<String>,
    /// Whether a source says that it is synthetic.
    pub is_synthetic: bool,
}

/// Long work has begun; its progress comes as events.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobStarted {
    /// Identity of the work; 0 when there was nothing to do (a dialog was closed).
    pub job_id: u32,
}

/// Names a piece of long work.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobRequest {
    /// Identity of the work.
    pub job_id: u32,
}

/// Where long work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JobState {
    /// Going on.
    Running,
    /// Finished.
    Done,
    /// Ended by an error.
    Failed,
    /// Ended by the person.
    Cancelled,
}

/// Progress of long work (event `job`).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobEvent {
    /// Identity of the work.
    pub job_id: u32,
    /// Where it stands.
    pub state: JobState,
    /// Files done.
    pub done: u32,
    /// Files in all.
    pub total: u32,
    /// The file being read.
    pub file: String,
    /// The sheet being read; empty where the file is finished.
    pub sheet: String,
    /// Its number in the file, from 1; 0 where the file is finished.
    pub sheet_number: u32,
    /// Why it failed.
    pub error: Option<ErrorView>,
}

/// An error for a person: the window branches on `code`, never on words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErrorView {
    /// Stable code of the catalogue.
    pub code: String,
    /// What failed, on what, in Chinese.
    pub message_zh: String,
    /// What failed, on what, in English.
    pub message_en: String,
    /// What to do, in Chinese.
    pub hint_zh: String,
    /// What to do, in English.
    pub hint_en: String,
}

/// Every step ever taken, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// The steps.
    pub steps: Vec<StepView>,
}

/// One step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// Identity.
    pub id: u32,
    /// What was done, in words.
    pub words: String,
    /// When, RFC 3339.
    pub at: String,
    /// `done`, `undone` or `replaced`.
    pub state: String,
}

/// What a step, an undo or a redo did, in words for the status line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepOutcome {
    /// In words.
    pub words: String,
}

/// Closes the tour's own workspace.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndTourRequest {
    /// Whether it is over; one that is left can be gone on with.
    pub is_finished: bool,
    /// Language of the reply.
    pub language: Language,
}
