//! The charts room: the gallery of kinds, and one figure with its options.

use super::{ChartView, ChoiceView, ErrorView, Language, RowsBy, ThemeName};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum OrderName {
    /// Largest reduction first.
    Value,
    /// The official order.
    Official,
}

/// What a figure is about; what is left out is chosen by the engine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureSubject {
    /// Indicator id.
    pub indicator: Option<String>,
    /// Scope id.
    pub scope: Option<String>,
    /// The first period.
    pub first: Option<String>,
    /// The last period.
    pub last: Option<String>,
    /// What is drawn apart, in kinds that can be broken down.
    pub by: RowsBy,
    /// Order of the rows.
    pub order: OrderName,
    /// Look.
    pub theme: ThemeName,
    /// Language of the chart and of the reply.
    pub language: Language,
}

/// Asks for every kind of chart.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GalleryRequest {
    /// What it is about.
    pub subject: FigureSubject,
}

/// Every kind of chart, and what can be chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GalleryView {
    /// What can be chosen.
    pub indicators: Vec<ChoiceView>,
    /// What can be chosen.
    pub scopes: Vec<ChoiceView>,
    /// What can be chosen, latest first.
    pub periods: Vec<ChoiceView>,
    /// Chosen indicator id.
    pub indicator: String,
    /// Chosen scope id.
    pub scope: String,
    /// Chosen first period.
    pub first: String,
    /// Chosen last period.
    pub last: String,
    /// The kinds.
    pub kinds: Vec<KindView>,
}

/// One kind of chart.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindView {
    /// The stable name.
    pub kind: String,
    /// Name in words.
    pub name: String,
    /// What question it answers.
    pub purpose: String,
    /// What numbers it needs.
    pub needs: String,
    /// The options it takes.
    pub options: KindOptions,
}

/// Which options a kind takes; the others are not offered for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindOptions {
    /// An order of its rows.
    pub order: bool,
    /// What is drawn apart.
    pub by: bool,
    /// The units drawn.
    pub units: bool,
    /// How many of them at the most: those that are added up where none is chosen. Without a limit all are drawn then.
    pub most_units: Option<u32>,
    /// Days marked over its periods.
    pub events: bool,
}

/// Asks for one kind, drawn small.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindRequest {
    /// What it is about.
    pub subject: FigureSubject,
    /// The kind.
    pub kind: String,
}

/// The chosen data drawn by a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindPicture {
    /// The drawing; none where it cannot be drawn, or where it is too large to be seen small.
    pub svg: Option<String>,
    /// Why the data cannot be drawn by it.
    pub error: Option<ErrorView>,
}

/// Asks for one figure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureRequest {
    /// What it is about.
    pub subject: FigureSubject,
    /// The kind.
    pub kind: String,
    /// Replaces the title.
    pub title: Option<String>,
    /// Whether the title states what is found, where none is given and something is found.
    pub states_finding: bool,
    /// Width in print, 60 to 600 mm.
    pub width_mm: f64,
    /// Height in print, as near to it as the rows allow; without one it follows from them.
    pub height_mm: Option<f64>,
    /// Keys of the units drawn, in kinds that take them; without any, all together.
    pub units: Vec<String>,
    /// Key of a unit set apart.
    pub highlight: Option<String>,
    /// Words at marks.
    pub notes: Vec<FigureNote>,
    /// Days marked over the periods, in kinds that take them.
    pub events: Vec<FigureEvent>,
}

/// Words of a person at a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureNote {
    /// Key of the mark, or of its unit.
    pub key: String,
    /// What is said there.
    pub words: String,
}

/// A day marked over the periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureEvent {
    /// `2024-08` or `2024-08-15`.
    pub date: String,
    /// What happened.
    pub words: String,
}

/// The figure asked for, what of it was refused, or both: what has no place in a figure is left out and named.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureReply {
    /// The figure; none where nothing can be drawn.
    pub figure: Option<FigureView>,
    /// What was refused.
    pub refusal: Option<FigureRefusal>,
}

/// What was refused of a figure, and what can be had instead.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureRefusal {
    /// Why.
    pub error: ErrorView,
    /// What can be had instead.
    pub offers: Vec<FigureOffer>,
}

/// A change of the request that leads to a figure.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureOffer {
    /// In words.
    pub label: String,
    /// Another first period.
    pub first: Option<String>,
    /// Another last period.
    pub last: Option<String>,
    /// Other rows.
    pub by: Option<RowsBy>,
    /// Another kind.
    pub kind: Option<String>,
    /// All units together in place of those chosen.
    pub is_all_units: bool,
    /// Keys of notes and of the unit set apart, and days, that go.
    pub without: Vec<String>,
}

/// One figure, drawn.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureView {
    /// The drawing and its marks.
    pub chart: ChartView,
    /// The title it has.
    pub title: String,
    /// Height in print.
    pub height_mm: f64,
    /// The periods it is about, oldest first.
    pub periods: Vec<String>,
    /// The units in it, by which one can be set apart.
    pub units: Vec<ChoiceView>,
    /// Whether its title states a finding.
    pub states_finding: bool,
}

/// The units a figure could draw.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitsView {
    /// Each with its key, in the official order.
    pub units: Vec<ChoiceView>,
}

/// The numbers of a figure as a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureTable {
    /// The heads, that of the names first.
    pub heads: Vec<String>,
    /// The rows, in the order drawn.
    pub rows: Vec<FigureTableRow>,
}

/// One row of such a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureTableRow {
    /// Key of its unit.
    pub key: String,
    /// Its name.
    pub label: String,
    /// One for each head after the first.
    pub cells: Vec<FigureTableCell>,
    /// The stored numbers behind it.
    pub observation_ids: Vec<i64>,
}

/// One cell of such a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureTableCell {
    /// As printed, or why there is no number.
    pub text: String,
    /// Whether it is a number.
    pub is_number: bool,
}

/// Saves a figure; the shell asks where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureExportRequest {
    /// The figure.
    pub figure: FigureRequest,
    /// `svg`, `png`, `pdf`, or `xlsx` with the numbers and a chart that can be edited.
    pub format: String,
    /// Resolution of a PNG, 96 to 600.
    pub dpi: u32,
}

/// Puts a figure on the clipboard as a picture.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureCopyRequest {
    /// The figure.
    pub figure: FigureRequest,
    /// Resolution, 96 to 600.
    pub dpi: u32,
}

/// The picture on the clipboard.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureCopied {
    /// Pixels across.
    pub width_px: u32,
    /// Pixels down.
    pub height_px: u32,
}
