//! From engine results to wire types, with every number already in words. Nothing here computes a statistic.

mod analysis;
mod analysis_rows;
mod asides;
mod bars;
mod cells;
mod charts;
mod charts_refused;
mod import;
mod overview;
mod report_draft;
mod reports;
mod session;
mod settling;
mod table;

pub use analysis::{Answer, analysis_question, analysis_view, definition_view};
pub use cells::Cells;
pub use charts::{
    FigureChoice, figure_choice, figure_reply, figure_table, gallery_view, kind_picture, units_view,
};
pub use charts_refused::draw_what_can;
pub use import::{grid_view, include, staged_view};
pub use overview::{facts_view, overview_view, trace_view};
pub use report_draft::{draft_of, new_request, request_of};
pub use reports::{report_entry, report_page_view, report_view, reports_view};
pub use session::{error_of, gone_to_words, history_view, outcome_words, step_outcome, workspace_view};
pub use settling::{areas_view, differences_view, settled_at, settlement_of, subjects_view};
pub use table::{facets_view, filter_of, observations_view, order_of};

use crate::types::{ChoiceView, FindingView, Language, RowsBy};
use jianfu_engine::diagnostic::Diagnostic;
use jianfu_engine::measure::By;
use jianfu_engine::model::Lang;
use std::collections::BTreeMap;

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

impl From<RowsBy> for By {
    fn from(rows: RowsBy) -> Self {
        match rows {
            RowsBy::Area => Self::Area,
            RowsBy::Category => Self::Category,
            RowsBy::Organisation => Self::Organisation,
        }
    }
}

/// A count for the window; beyond 4 thousand million it stays at the most a `u32` holds.
pub(crate) fn small(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

fn choice(value: impl ToString, label: impl ToString) -> ChoiceView {
    ChoiceView { value: value.to_string(), label: label.to_string() }
}

/// The name of a scope, or that the source names none.
fn scope_label(id: &str, names: &BTreeMap<String, String>, lang: Lang) -> String {
    let name = names.get(id).map_or("", String::as_str);
    if name.is_empty() { lang.pick("未注明口径", "Scope not stated") } else { name }.to_owned()
}

fn finding_view(diagnostic: &Diagnostic, file: &str, sheet: &str, lang: Lang) -> FindingView {
    FindingView {
        severity: diagnostic.severity.code().to_owned(),
        code: diagnostic.code.to_owned(),
        message: diagnostic.message(lang),
        hint: diagnostic.hint(lang),
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        cell: diagnostic.cell.map(|c| c.to_string()),
    }
}
