//! The charts room: the gallery of kinds, and one figure with its options.

use super::{ChartView, ChoiceView, ErrorView, Language, ThemeName};
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
    /// Order of the rows.
    pub order: OrderName,
    /// Look.
    pub theme: ThemeName,
    /// Language of the chart and of the reply.
    pub language: Language,
}

/// Asks for every kind of chart, drawn small.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GalleryRequest {
    /// What it is about.
    pub subject: FigureSubject,
}

/// Every kind of chart, and what can be drawn.
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
    /// The chosen data drawn by it.
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
    /// Width in print, 60 to 600 mm.
    pub width_mm: f64,
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
}

/// Saves a figure; the shell asks where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureExportRequest {
    /// The figure.
    pub figure: FigureRequest,
    /// `svg`, `png` or `pdf`.
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
