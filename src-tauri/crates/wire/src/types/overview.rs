//! The overview, charts, observations and the way back to a cell.

use super::{FindingView, Language};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A theme of the window and its charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ThemeName {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black and white for paper.
    Print,
}

/// A question to the overview; what is left out is chosen by the engine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverviewRequest {
    /// Indicator id.
    pub indicator: Option<String>,
    /// `2023`.
    pub period: Option<String>,
    /// Scope id.
    pub scope: Option<String>,
    /// Theme of the chart.
    pub theme: ThemeName,
    /// Width of the chart in CSS pixels, 420 to 1400.
    pub chart_width_px: u32,
    /// Language of the reply.
    pub language: Language,
}

/// The year at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverviewView {
    /// What can be chosen.
    pub indicators: Vec<ChoiceView>,
    /// What can be chosen.
    pub periods: Vec<ChoiceView>,
    /// What can be chosen.
    pub scopes: Vec<ChoiceView>,
    /// Chosen indicator id.
    pub indicator: String,
    /// Chosen period.
    pub period: String,
    /// Chosen scope id.
    pub scope: String,
    /// The summary at the top.
    pub sentence: Vec<TextPart>,
    /// A headline for each indicator of the chosen scope and period.
    pub headlines: Vec<HeadlineView>,
    /// Heading above the chart.
    pub chart_heading: String,
    /// The ranking.
    pub chart: ChartView,
    /// Pooled and mean rate and what was left out, in words.
    pub notes: Vec<String>,
    /// Findings of the tables behind these figures, worst first.
    pub findings: Vec<FindingView>,
    /// Which areas have which indicators.
    pub coverage: CoverageView,
}

/// One choice of a picker.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// Value to send back.
    pub value: String,
    /// Words.
    pub label: String,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextPart {
    /// The words.
    pub text: String,
    /// `plain`, `reduced` or `increased`.
    pub tone: String,
}

/// One thing that makes a figure what it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    /// What it is: `口径`.
    pub name: String,
    /// How it is with this figure.
    pub value: String,
}

/// A headline figure with its ledger bar.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeadlineView {
    /// Indicator id.
    pub indicator: String,
    /// Indicator name.
    pub name: String,
    /// `−25.7`, without the percent sign; `None` where there is no rate.
    pub rate: Option<String>,
    /// Why there is no rate, in words.
    pub reason: Option<String>,
    /// `reduced`, `increased`, `level`, `none` or `neutral`.
    pub tone: String,
    /// Base count with separators.
    pub base: Option<String>,
    /// Current count with separators.
    pub current: Option<String>,
    /// Unit.
    pub unit: String,
    /// Current ÷ base, for the length of the ledger bar only.
    pub bar_ratio: Option<f64>,
    /// What the figure is and how it was computed.
    pub facts: Vec<FactView>,
    /// The stored numbers behind it.
    pub observation_ids: Vec<i64>,
}

/// A drawn chart: the very drawing that is exported, and its marks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChartView {
    /// The drawing.
    pub svg: String,
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Alternative text.
    pub alt: String,
    /// What can be hovered and clicked.
    pub marks: Vec<MarkView>,
}

/// One mark of a chart, in the drawing's user units.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkView {
    /// Key of the row (area code).
    pub key: String,
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Words shown on hover and read out.
    pub text: String,
    /// What the figure is and how it was computed.
    pub facts: Vec<FactView>,
    /// The stored numbers behind it.
    pub observation_ids: Vec<i64>,
}

/// Which areas have which indicators in the chosen scope and period.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageView {
    /// Indicator names.
    pub indicators: Vec<String>,
    /// One row for each area.
    pub rows: Vec<CoverageRow>,
}

/// Coverage of one area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageRow {
    /// Short name.
    pub label: String,
    /// For each indicator `complete`, `no_base`, `no_current` or `absent`.
    pub states: Vec<String>,
}

/// Saves the chart; the shell asks where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// Indicator id.
    pub indicator: String,
    /// `2023`.
    pub period: String,
    /// Scope id.
    pub scope: String,
    /// `svg`, `png` or `pdf`.
    pub format: String,
    /// Theme.
    pub theme: ThemeName,
    /// Language of the chart.
    pub language: Language,
}

/// Where the chart was saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportOutcome {
    /// File name; `None` when the person closed the dialog.
    pub file: Option<String>,
}

/// Asks where numbers came from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TraceRequest {
    /// The stored numbers.
    pub observation_ids: Vec<i64>,
    /// Language of the reply.
    pub language: Language,
}

/// The way back from numbers to their cells.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TraceView {
    /// One entry for each number, in the order asked.
    pub items: Vec<TraceItem>,
}

/// One number and its cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TraceItem {
    /// The number.
    pub observation_id: i64,
    /// File name.
    pub file: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Sheet name.
    pub sheet: String,
    /// `D14`.
    pub cell: String,
    /// Text exactly as found.
    pub raw: String,
    /// The number with separators, or the reason why there is none.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// Period in words.
    pub period: String,
    /// Indicator, area and breakdown in words.
    pub meaning: String,
    /// Labels left of the cell.
    pub row_labels: Vec<String>,
    /// Labels above the cell.
    pub column_labels: Vec<String>,
    /// When it was imported, RFC 3339.
    pub imported_at: String,
}
