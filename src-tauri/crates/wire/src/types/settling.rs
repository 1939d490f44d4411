//! Settling doubts: what can be settled at a cell, what a person settles, and what differs from last time.

use super::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing a person settles about a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SettlementChoice {
    /// Figures of this label are about this area.
    Area {
        /// Label as printed.
        label: String,
        /// Six-digit code.
        area: String,
    },
    /// Figures of this label count this indicator.
    Indicator {
        /// Label as printed.
        label: String,
        /// Indicator id.
        indicator: String,
    },
    /// Figures of this label play this part: `value`, `total`, `of_which` or `derived`; `ignore` takes none of them.
    Role {
        /// Label as printed.
        label: String,
        /// Their part.
        role: String,
    },
    /// The unit of every count of the table.
    Unit {
        /// Unit, such as `件`.
        unit: String,
    },
    /// The scope (口径) of the table.
    Scope {
        /// Scope as the person words it.
        name: String,
    },
    /// The year of what the table leaves undated, or the right one in place of a wrong latest year.
    Year {
        /// Calendar year of 本年.
        year: i32,
    },
    /// The table is not taken.
    Skip,
}

/// Asks what can be settled at a cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubjectsRequest {
    /// The file.
    pub file_id: u32,
    /// The sheet.
    pub sheet_index: u32,
    /// `D14`.
    pub cell: String,
    /// Language of the reply.
    pub language: Language,
}

/// What can be settled at a cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubjectsView {
    /// The table the cell belongs to; none where the sheet has no table.
    pub table: Option<TableFacts>,
    /// Labels of the cell's line and column, the one the cell shows first.
    pub subjects: Vec<SubjectView>,
    /// Every indicator there is.
    pub indicators: Vec<ChoiceOption>,
}

/// The table a cell belongs to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TableFacts {
    /// Position among the file's tables.
    pub index: u32,
    /// `A5:AI44`.
    pub range: String,
    /// Title.
    pub title: Option<String>,
    /// Unit as understood.
    pub unit: Option<String>,
    /// Scope as understood.
    pub scope: Option<String>,
    /// Whether it is left out.
    pub is_skipped: bool,
    /// Whether some figures are without a period.
    pub is_undated: bool,
    /// The latest year its figures are of, which can be put right.
    pub year: Option<i32>,
    /// Other tables under review that look like it.
    pub alike_count: u32,
}

/// A label that something can be settled about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubjectView {
    /// As printed.
    pub label: String,
    /// `line` or `column`.
    pub axis: String,
    /// Figures that carry it.
    pub figure_count: u32,
    /// Area all of them share, in words.
    pub area: Option<String>,
    /// Id of the indicator all of them share; its printed name where it is not in the catalogue.
    pub indicator: Option<String>,
    /// Period all of them share, in words.
    pub period: Option<String>,
    /// Part all of them share; `ignore` where none is taken.
    pub role: Option<String>,
}

/// One of a list to choose from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceOption {
    /// Code or id.
    pub id: String,
    /// In words.
    pub name: String,
    /// What tells it from another of the same name.
    pub note: String,
}

/// Looks areas up by a few characters.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AreasRequest {
    /// Part of a name, or a code.
    pub text: String,
    /// Language of the reply.
    pub language: Language,
}

/// Areas to choose from, best first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AreasView {
    /// The areas.
    pub areas: Vec<ChoiceOption>,
}

/// Settles something about a table under review.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettleRequest {
    /// The file.
    pub file_id: u32,
    /// Position of the table among the file's tables.
    pub table_index: u32,
    /// What is settled.
    pub settlement: SettlementChoice,
    /// Also for every table under review that looks like it.
    pub is_everywhere: bool,
    /// Language of the reply.
    pub language: Language,
}

/// Takes back one thing that goes for a table.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnsettleRequest {
    /// The file.
    pub file_id: u32,
    /// Position of the table among the file's tables.
    pub table_index: u32,
    /// Position among what is settled about the table.
    pub index: u32,
    /// Language of the reply.
    pub language: Language,
}

/// One thing that goes for a table, in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettledView {
    /// Position of the table among the file's tables.
    pub table_index: u32,
    /// Position among what is settled about the table.
    pub index: u32,
    /// Position of the sheet.
    pub sheet_index: u32,
    /// First cell of the table.
    pub cell: String,
    /// In words.
    pub words: String,
    /// Whether a recipe says so, from last time.
    pub is_from_recipe: bool,
    /// Whether next year's table of this look is settled the same way.
    pub is_lasting: bool,
}

/// Asks what differs from last time on a sheet.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferencesRequest {
    /// The file.
    pub file_id: u32,
    /// The sheet.
    pub sheet_index: u32,
    /// Language of the reply.
    pub language: Language,
}

/// What differs from last time on a sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferencesView {
    /// Tables that replace stored ones.
    pub replacements: Vec<ReplacementView>,
    /// Tables that no longer look as they did.
    pub drifts: Vec<DriftView>,
}

/// A stored table that a newer version replaces.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplacementView {
    /// Where the newer version is.
    pub range: String,
    /// The file the older version came from.
    pub file: String,
    /// Figures that differ, then figures that are gone, then new ones.
    pub changes: Vec<ChangeView>,
}

/// One figure that differs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// `changed`, `gone` or `new`.
    pub kind: String,
    /// `D14` in the newer version.
    pub cell: Option<String>,
    /// Its labels.
    pub label: String,
    /// What the older version holds, in words.
    pub old: String,
    /// What the newer version holds, in words.
    pub new: String,
    /// New less old, signed, where both are numbers.
    pub difference: String,
}

/// How a table's look changed since it was last taken.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DriftView {
    /// Where the table is.
    pub range: String,
    /// Name of the recipe.
    pub recipe: String,
    /// Columns under another name: old, new.
    pub renamed: Vec<(String, String)>,
    /// Columns that are no more.
    pub columns_gone: Vec<String>,
    /// Columns that are new.
    pub columns_new: Vec<String>,
    /// Lines that are no more.
    pub lines_gone: Vec<String>,
    /// Lines that are new.
    pub lines_new: Vec<String>,
}
