//! Stored numbers as a table: which, in what order, page by page, as cells to copy and as a file.

use super::{ChoiceView, Language};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A column of the table of stored numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ObservationField {
    /// Indicator in words.
    Indicator,
    /// Area in words.
    Area,
    /// Period in words.
    Period,
    /// Organisation and category.
    Breakdown,
    /// The number.
    Value,
    /// Unit.
    Unit,
    /// Part in its table, in words.
    Role,
    /// File name.
    File,
    /// Sheet and cell.
    Place,
    /// Sheet.
    Sheet,
    /// Cell.
    Cell,
}

/// Which stored numbers are meant. What is left out narrows nothing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ObservationsFilter {
    /// Text to find in labels, file and sheet names; empty for all.
    pub search: String,
    /// Indicator id.
    pub indicator: Option<String>,
    /// `2023`.
    pub period: Option<String>,
    /// Area code.
    pub area: Option<String>,
    /// Id of a file.
    pub source: Option<String>,
    /// `value`, `total`, `of_which` or `derived`.
    pub role: Option<String>,
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SortChoice {
    /// By this column.
    pub field: ObservationField,
    /// Greatest first.
    pub is_descending: bool,
}

/// Asks for stored numbers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ObservationsRequest {
    /// Which.
    pub filter: ObservationsFilter,
    /// In what order; as imported where none is given.
    pub sort: Option<SortChoice>,
    /// First row.
    pub offset: u32,
    /// Rows at most (500 is the most given).
    pub limit: u32,
    /// Language of the reply.
    pub language: Language,
}

/// Stored numbers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ObservationsView {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<ObservationRow>,
}

/// One stored number as a table row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ObservationRow {
    /// Identity.
    pub id: i64,
    /// Indicator in words, or the printed label.
    pub indicator: String,
    /// Area in words.
    pub area: String,
    /// Period in words.
    pub period: String,
    /// Breakdown in words: organisation, category.
    pub breakdown: String,
    /// Number with separators, or the reason why there is none.
    pub value: String,
    /// The number as a spreadsheet takes it, where there is exactly one.
    pub number: Option<String>,
    /// Unit.
    pub unit: String,
    /// Role: `value`, `total`, `of_which`, `derived`.
    pub role: String,
    /// Role in words.
    pub role_label: String,
    /// File name.
    pub file: String,
    /// Sheet and cell: `表1 › D14`.
    pub place: String,
    /// Sheet.
    pub sheet: String,
    /// Cell.
    pub cell: String,
}

/// One column as it is copied or exported.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellsColumn {
    /// What stands in it.
    pub field: ObservationField,
    /// Its head, in the words of the window.
    pub head: String,
}

/// Puts a rectangle of the table on the clipboard, or all of it into a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellsRequest {
    /// Which numbers.
    pub filter: ObservationsFilter,
    /// In what order.
    pub sort: Option<SortChoice>,
    /// Which columns, in the order of the screen.
    pub columns: Vec<CellsColumn>,
    /// First row.
    pub first_row: u32,
    /// How many rows.
    pub row_count: u32,
    /// Whether the heads come along.
    pub has_heads: bool,
    /// Language of the words.
    pub language: Language,
}

/// How the table is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TableFormat {
    /// A workbook: numbers as numbers, heads that stay, a filter on each column.
    Xlsx,
    /// Comma-separated text.
    Csv,
}

/// Saves the table to a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TableExportRequest {
    /// Which cells.
    pub cells: CellsRequest,
    /// How.
    pub format: TableFormat,
}

/// What was put on the clipboard.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyOutcome {
    /// Rows without the heads.
    pub row_count: u32,
    /// Columns.
    pub column_count: u32,
}

/// What the stored numbers can be narrowed to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetsView {
    /// Indicators with numbers, in report order.
    pub indicators: Vec<ChoiceView>,
    /// Periods with numbers, newest first.
    pub periods: Vec<ChoiceView>,
    /// Areas with numbers, in official order.
    pub areas: Vec<ChoiceView>,
    /// Files, in the order of import.
    pub sources: Vec<ChoiceView>,
}
