//! The reports room: the reports kept, one of them with its outline, its pages, and what changed since it was accepted.

use super::{ChoiceView, ErrorView, Language};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The reports kept, and what a new one can be about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportsView {
    /// By name.
    pub reports: Vec<ReportEntry>,
    /// What can be chosen.
    pub choices: ReportChoicesView,
}

/// A report in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportEntry {
    /// Its name within the workspace.
    pub name: String,
    /// Its form in words.
    pub form: String,
    /// The period in words; empty where the report cannot be read.
    pub period: String,
}

/// What can be chosen in a report.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportChoicesView {
    /// Forms (年终总结, 专报, 简报).
    pub forms: Vec<ChoiceView>,
    /// Pages.
    pub layouts: Vec<ChoiceView>,
    /// Periods with figures, latest first.
    pub periods: Vec<ChoiceView>,
    /// Indicators with figures.
    pub indicators: Vec<ChoiceView>,
    /// Scopes with figures.
    pub scopes: Vec<ChoiceView>,
    /// Kinds of chart.
    pub kinds: Vec<ChoiceView>,
    /// What a chart of parts draws apart.
    pub parts: Vec<ChoiceView>,
    /// The period a new report is usually about.
    pub usual_period: String,
}

/// Makes a report with what is usual for its form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateReportRequest {
    /// Its name; it may not be taken.
    pub name: String,
    /// A form.
    pub form: String,
    /// The period.
    pub period: String,
    /// Language of report and reply.
    pub language: Language,
}

/// Names a report.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportRequest {
    /// Its name.
    pub name: String,
    /// Language of the reply.
    pub language: Language,
}

/// Names a report and gives another name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportNameRequest {
    /// Its name.
    pub name: String,
    /// The other name; it may not be taken.
    pub new_name: String,
    /// Language of the reply.
    pub language: Language,
}

/// Changes what a report says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditReportRequest {
    /// Its name.
    pub name: String,
    /// All that is chosen and written.
    pub draft: ReportDraft,
    /// Language of the reply.
    pub language: Language,
}

/// Accepts figures as they are now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptFiguresRequest {
    /// The report.
    pub name: String,
    /// Which; empty takes all.
    pub keys: Vec<String>,
    /// Language of the reply.
    pub language: Language,
}

/// What an author chose and wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportDraft {
    /// A form.
    pub form: String,
    /// A page.
    pub layout: String,
    /// Language of the report.
    pub language: Language,
    /// Current period.
    pub period: String,
    /// Base period.
    pub against: String,
    /// Indicators; empty takes all with figures.
    pub indicators: Vec<String>,
    /// Only this scope.
    pub scope: Option<String>,
    /// In place of the usual title.
    pub title: String,
    /// The red head's name, in place of the usual one.
    pub head_name: String,
    /// `第3期`.
    pub head_issue: String,
    /// Who issues it.
    pub head_issuer: String,
    /// The date beside the issuer.
    pub head_date: String,
    /// 主送机关.
    pub addressee: String,
    /// Who signs.
    pub signed_by: String,
    /// The date as printed.
    pub date: String,
    /// 报送.
    pub sent_to: String,
    /// 抄送.
    pub copied_to: String,
    /// 印发机关.
    pub printed_by: String,
    /// 印发日期.
    pub printed_on: String,
    /// Units are not named.
    pub hides_names: bool,
    /// Charts are placed.
    pub has_figures: bool,
    /// Details follow the body.
    pub has_appendices: bool,
    /// The sections, in order.
    pub sections: Vec<SectionDraft>,
    /// The author's own words.
    pub own_texts: Vec<OwnText>,
    /// Charts of indicators whose charts were chosen.
    pub charts: Vec<IndicatorCharts>,
    /// Places of paragraphs, tables and figures that are left out.
    pub left_out: Vec<String>,
}

/// A section as chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionDraft {
    /// A stable name within the report.
    pub id: String,
    /// Its heading, without number.
    pub title: String,
    /// It holds figures besides the author's words.
    pub has_figures: bool,
    /// It is written.
    pub is_written: bool,
    /// Indicators whose figures stand in it; empty takes all of the report.
    pub indicators: Vec<String>,
}

/// Words of the author's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnText {
    /// The paragraph they stand for; `own.` and the id of a section for those at its head.
    pub id: String,
    /// The words, a paragraph a line; `{key}` stands for the figure of that key.
    pub text: String,
}

/// The charts of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorCharts {
    /// Indicator id.
    pub indicator: String,
    /// Its charts; empty places none.
    pub charts: Vec<ChartDraft>,
}

/// A chart as chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChartDraft {
    /// The kind.
    pub kind: String,
    /// The first period; nothing takes the usual one.
    pub first: Option<String>,
    /// What is drawn apart.
    pub parts: String,
    /// In place of the usual title.
    pub title: String,
}

/// A report: what was chosen, and how it reads now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// Its name.
    pub name: String,
    /// All that is chosen and written.
    pub draft: ReportDraft,
    /// Another number wherever its pages may be others.
    pub revision: u32,
    /// Why it cannot be written now; its outline can still be changed.
    pub error: Option<ErrorView>,
    /// The title as printed.
    pub title: String,
    /// How many pages it has.
    pub page_count: u32,
    /// Width of a page, in points.
    pub page_width_pt: f64,
    /// Height of a page, in points.
    pub page_height_pt: f64,
    /// The sections, in order, those not written among them.
    pub sections: Vec<SectionView>,
    /// What stands in the appendices.
    pub appendices: Vec<PieceView>,
    /// Every figure of the sentences, in the order of the text, and after them those it has no more.
    pub figures: Vec<ReportFigureView>,
    /// How many figures are not as accepted.
    pub changed_count: u32,
    /// How many sections wait for words.
    pub unfilled_count: u32,
    /// Charts that cannot be drawn.
    pub undrawn: Vec<UndrawnView>,
}

/// A section as it reads now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionView {
    /// A stable name within the report.
    pub id: String,
    /// Its heading with its number; without one where it is not written.
    pub heading: String,
    /// It is written.
    pub is_written: bool,
    /// Its words are still to be filled in.
    pub is_unfilled: bool,
    /// What stands in it, in order.
    pub pieces: Vec<PieceView>,
}

/// A paragraph, table or figure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PieceView {
    /// Its place within the report.
    pub place: String,
    /// `text`, `table` or `figure`.
    pub kind: String,
    /// What it is, in a line.
    pub label: String,
    /// Where its words are kept when the author writes them; nothing for tables and figures.
    pub text_id: Option<String>,
    /// Its words as they would be taken over, with `{key}` for each figure.
    pub text: String,
    /// The author wrote it.
    pub is_own: bool,
    /// It is written.
    pub is_written: bool,
    /// The page it begins on; 0 where it is not written.
    pub page: u32,
    /// Keys of the figures in it.
    pub keys: Vec<String>,
    /// The indicator it is of; nothing where it is of several or none.
    pub indicator: Option<String>,
}

/// A figure of a sentence.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportFigureView {
    /// Its key.
    pub key: String,
    /// What it is, in words.
    pub label: String,
    /// As it reads now; empty where the report has it no more.
    pub text: String,
    /// As it was accepted, where that was otherwise; empty where there was none.
    pub accepted: Option<String>,
    /// The paragraph it stands in.
    pub place: String,
    /// The page it stands on; 0 where the report has it no more.
    pub page: u32,
    /// The numbers behind it.
    pub observation_ids: Vec<i64>,
}

/// A chart that cannot be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndrawnView {
    /// The indicator.
    pub indicator: String,
    /// The kind in words.
    pub kind: String,
    /// Why.
    pub error: ErrorView,
}

/// Asks for a page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportPageRequest {
    /// The report.
    pub name: String,
    /// The revision whose page is meant; another one is answered with the page of now.
    pub revision: u32,
    /// From 1.
    pub page: u32,
}

/// A page, and where one may point on it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportPageView {
    /// The page.
    pub svg: String,
    /// Its paragraphs, figures, cells and marks.
    pub spots: Vec<SpotView>,
}

/// A place on a page, in points from its top left corner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpotView {
    /// The paragraph, table or figure.
    pub place: String,
    /// The figure, cell or mark there; nothing for a stretch of the whole.
    pub key: Option<String>,
    /// What it says.
    pub text: String,
    /// It is not as accepted.
    pub is_changed: bool,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The numbers behind it.
    pub observation_ids: Vec<i64>,
}

/// Saves a report to a file; the shell asks where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportExportRequest {
    /// The report.
    pub name: String,
    /// `docx`, `xlsx`, `pdf` or `txt`.
    pub format: String,
}
