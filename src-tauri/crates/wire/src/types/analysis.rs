//! The analysis room: a question, its choices, and the table that answers it.

use super::{ChoiceView, ErrorView, FactView, FindingView, Language};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RowsBy {
    /// One row for each area.
    Area,
    /// One row for each category.
    Category,
    /// One row for each body.
    Organisation,
}

/// Which units the sums are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum BasisName {
    /// The rows as the sources name them.
    Raw,
    /// Like for like.
    Comparable,
}

/// What happens to a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RoundingName {
    /// Away from zero.
    HalfUp,
    /// To the even digit (GB/T 8170).
    HalfEven,
}

/// A question; what is left out is chosen by the engine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisRequest {
    /// Indicator id.
    pub indicator: Option<String>,
    /// Scope id.
    pub scope: Option<String>,
    /// Level of the areas, where the scope has several.
    pub level: Option<String>,
    /// `2023`.
    pub period: Option<String>,
    /// `year_before`, `period_before`, or a period.
    pub against: Option<String>,
    /// What the rows are.
    pub by: RowsBy,
    /// Which units the sums are made of.
    pub basis: BasisName,
    /// What happens to a tie.
    pub rounding: RoundingName,
    /// Decimals of a printed rate, 0 to 4.
    pub decimals: u32,
    /// Language of the reply.
    pub language: Language,
}

/// A question with its choices, and its answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisView {
    /// What can be chosen.
    pub indicators: Vec<ChoiceView>,
    /// What can be chosen.
    pub scopes: Vec<ChoiceView>,
    /// What can be chosen; one where there is nothing to choose.
    pub levels: Vec<ChoiceView>,
    /// What can be chosen.
    pub periods: Vec<ChoiceView>,
    /// What the period can be compared with.
    pub bases: Vec<ChoiceView>,
    /// Chosen indicator id.
    pub indicator: String,
    /// Chosen scope id.
    pub scope: String,
    /// Chosen level; empty where the rows are no areas.
    pub level: String,
    /// Chosen period.
    pub period: String,
    /// Chosen base.
    pub against: String,
    /// The period of the base.
    pub base_period: String,
    /// Heading of the table and of what is copied from it.
    pub heading: String,
    /// The answer; `None` where there is none.
    pub table: Option<AnalysisTable>,
    /// A comparison that is refused, with what can be compared in its place.
    pub refusal: Option<RefusalView>,
    /// Why there is no answer.
    pub error: Option<ErrorView>,
}

/// A comparison that is refused.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusalView {
    /// What was refused, and why.
    pub message: String,
    /// What to do instead.
    pub hint: String,
    /// What can be compared.
    pub offers: Vec<OfferView>,
}

/// A comparison offered in place of a refused one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferView {
    /// Period to ask for.
    pub period: String,
    /// Base to ask for.
    pub against: String,
    /// Words.
    pub label: String,
}

/// The answer as a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisTable {
    /// Heads of the columns.
    pub heads: AnalysisHeads,
    /// What made the change; `None` where nothing did.
    pub driver: Option<String>,
    /// The rows, in the official order.
    pub rows: Vec<AnalysisRow>,
    /// What the whole counts and no row does.
    pub left: Option<AnalysisRow>,
    /// Everything that has both counts, together.
    pub total: AnalysisRow,
    /// The axis of each kind of bar.
    pub scales: AnalysisScales,
    /// Figures that stand beside the total and are not it.
    pub asides: Vec<AsideView>,
    /// Doubts about this list, worst first.
    pub findings: Vec<FindingView>,
}

/// Heads of the columns, with their units.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisHeads {
    /// What a row is.
    pub label: String,
    /// Base period and unit.
    pub base: String,
    /// Current period and unit.
    pub current: String,
    /// Change and unit.
    pub change: String,
    /// The rate.
    pub rate: String,
    /// The contribution and its unit.
    pub contribution: String,
    /// The rank.
    pub rank: String,
    /// The move since the comparison before.
    pub shift: String,
    /// Which comparison the move is since; empty where there is none.
    pub shift_since: String,
    /// What the bars of the rate show.
    pub rate_bars: String,
}

/// One figure of a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureCell {
    /// The figure as it is printed.
    pub text: String,
    /// Its place among the figures of its column, the lowest first; `None` where there is no figure.
    pub place: Option<u32>,
}

/// One row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisRow {
    /// Area code, or the name of the category or body.
    pub key: String,
    /// Name.
    pub label: String,
    /// `reduced`, `increased`, `level`, `none` or `neutral`.
    pub tone: String,
    /// Count of the base period.
    pub base: FigureCell,
    /// Count of the current period.
    pub current: FigureCell,
    /// Change.
    pub change: FigureCell,
    /// Rate of change.
    pub rate: FigureCell,
    /// Contribution to the total's rate.
    pub contribution: FigureCell,
    /// Rank by rate.
    pub rank: FigureCell,
    /// Places moved since the comparison before.
    pub shift: FigureCell,
    /// Why there is no rate.
    pub reason: Option<String>,
    /// What a person should know about the row.
    pub flags: Vec<FlagView>,
    /// The bars, as shares of their axes.
    pub bars: RowBars,
    /// The stored numbers behind the base count.
    pub base_ids: Vec<i64>,
    /// The stored numbers behind the current count.
    pub current_ids: Vec<i64>,
}

/// What a person should know about a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlagView {
    /// Stable code.
    pub code: String,
    /// In a few characters.
    pub label: String,
    /// In a sentence.
    pub words: String,
    /// `info` or `warning`.
    pub severity: String,
}

/// Where the bars of a row end, as shares of their axes; below 0 or above 1 where a bar is cut. Lengths on screen, not
/// figures.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowBars {
    /// The rate.
    pub rate: Option<f64>,
    /// The contribution.
    pub contribution: Option<f64>,
    /// The base count.
    pub base: Option<f64>,
    /// The current count.
    pub current: Option<f64>,
}

/// The axes of the bars.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisScales {
    /// Of rates.
    pub rate: ScaleView,
    /// Of contributions.
    pub contribution: ScaleView,
    /// Of counts.
    pub counts: ScaleView,
}

/// One axis.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScaleView {
    /// Where zero stands.
    pub zero: f64,
    /// Where numbers stand.
    pub ticks: Vec<TickView>,
    /// The pooled rate.
    pub reference: Option<TickView>,
}

/// A number on an axis.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TickView {
    /// Where it stands, as a share of the axis.
    pub at: f64,
    /// The number.
    pub text: String,
}

/// A figure that stands beside the total and is not it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AsideView {
    /// Stable code.
    pub code: String,
    /// What it is.
    pub name: String,
    /// The figure.
    pub figure: String,
    /// What it means and what to do with it.
    pub note: String,
    /// Whether it needs a person's eye.
    pub is_doubt: bool,
}

/// Asks what a figure of a table is and how it was computed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DefineRequest {
    /// The question of the table.
    pub question: AnalysisRequest,
    /// Key of the row; the total without one.
    pub key: Option<String>,
    /// `base`, `current`, `change`, `rate` or `contribution`.
    pub column: String,
}

/// What something is, one thing at a time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactsView {
    /// The facts.
    pub facts: Vec<FactView>,
}

/// Asks for the sums of several numbers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SumRequest {
    /// The stored numbers.
    pub observation_ids: Vec<i64>,
    /// The periods they were compared over: months of one are added to it.
    pub periods: Vec<String>,
    /// Language of the reply.
    pub language: Language,
}
