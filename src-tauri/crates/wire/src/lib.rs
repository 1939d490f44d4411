//! What passes between the engine and a window: requests and replies, the one list of commands, conversions from
//! engine results, and the TypeScript generated from all of it.

mod commands;
mod convert;
mod types;
mod typescript;

pub use commands::{Host, NAMES, dispatch};
pub use convert::{
    Answer, Cells, FigureChoice, analysis_question, analysis_view, areas_view, definition_view,
    differences_view, draft_of, draw_what_can, error_of, facets_view, facts_view, figure_choice,
    figure_reply, figure_table, filter_of, gallery_view, gone_to_words, grid_view, history_view, include,
    kind_picture, new_request, observations_view, order_of, outcome_words, overview_view, report_entry,
    report_page_view, report_view, reports_view, request_of, settled_at, settlement_of, staged_view,
    step_outcome, subjects_view, trace_view, units_view, workspace_view,
};
pub use types::*;
pub use typescript::typescript;

use jianfu_engine::catalogue;
use jianfu_engine::model::Lang;

/// An error of the catalogue in both languages.
pub fn error_view(code: &str, args: &[(String, String)]) -> ErrorView {
    ErrorView {
        code: code.to_owned(),
        message_zh: catalogue::message(code, args, Lang::Zh),
        message_en: catalogue::message(code, args, Lang::En),
        hint_zh: catalogue::hint(code, args, Lang::Zh),
        hint_en: catalogue::hint(code, args, Lang::En),
    }
}
