//! The open workspace, its history, and errors.

use super::small;
use crate::types::{ErrorView, HistoryView, StepOutcome, StepView, WorkspaceView};
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::model::Lang;
use jianfu_engine::store::{FindingFilter, Step, StepState};
use jianfu_engine::{Error, ImportOutcome, Workspace, step_words};

/// An engine error in both languages.
pub fn error_of(error: &Error) -> ErrorView {
    crate::error_view(error.code(), &error.args())
}

/// Facts about an open workspace.
///
/// # Errors
/// When the workspace cannot be read.
pub fn workspace_view(workspace: &Workspace, lang: Lang) -> Result<WorkspaceView, Error> {
    let store = workspace.store();
    let imports = store.list_imports()?;
    let steps = store.list_steps()?;
    let undo = steps.iter().filter(|s| s.state == StepState::Done).max_by_key(|s| s.id);
    let redo = steps.iter().filter(|s| s.state == StepState::Undone).min_by_key(|s| s.id);
    let findings = store.list_findings(&FindingFilter::default())?;
    Ok(WorkspaceView {
        name: workspace.name(),
        is_read_only: workspace.is_read_only(),
        file_count: small(store.list_sources()?.len()),
        table_count: small(imports.iter().map(|i| i.table_count).sum::<u64>()),
        observation_count: small(imports.iter().map(|i| i.observation_count).sum::<u64>()),
        indicator_count: small(store.list_indicators()?.len()),
        finding_count: small(findings.iter().filter(|f| f.severity > Severity::Info).count()),
        undo_label: undo.map(|s| step_words(s, lang)),
        redo_label: redo.map(|s| step_words(s, lang)),
        is_synthetic: findings.iter().any(|f| f.code == "synthetic_data"),
    })
}

/// Every step ever taken, newest first.
pub fn history_view(steps: &[Step], lang: Lang) -> HistoryView {
    let view = |s: &Step| StepView {
        id: small(s.id.0),
        words: step_words(s, lang),
        at: s.at.clone(),
        state: s.state.code().to_owned(),
    };
    let mut steps: Vec<StepView> = steps.iter().map(view).collect();
    steps.sort_by_key(|s| std::cmp::Reverse(s.id));
    HistoryView { steps }
}

/// What undo or redo did.
pub fn step_outcome(step: &Step, lang: Lang) -> StepOutcome {
    let did = match step.state {
        StepState::Done => lang.pick("已重做：", "Redone: "),
        StepState::Undone | StepState::Replaced => lang.pick("已撤销：", "Undone: "),
    };
    StepOutcome { words: format!("{did}{}", step_words(step, lang)) }
}

/// Where going to a point of the history led, and over how many steps.
pub fn gone_to_words(steps: &[Step], lang: Lang) -> String {
    let undone = steps.iter().filter(|s| s.state == StepState::Undone).count();
    let (zh, en) = match steps.len() {
        0 => ("已在这一步，没有改动。", "Already there; nothing was changed."),
        _ if undone > 0 => ("已撤销 {} 步。", "Undone: {} steps."),
        _ => ("已重做 {} 步。", "Redone: {} steps."),
    };
    lang.pick(zh, en).replace("{}", &steps.len().to_string())
}

/// What an import took, for the status line.
pub fn outcome_words(outcome: &ImportOutcome, lang: Lang) -> String {
    let (files, values, others) = (outcome.file_names.len(), outcome.value_count, outcome.other_count);
    if files == 0 {
        return lang.pick("没有新的文件，没有改动。", "No new file; nothing was changed.").to_owned();
    }
    let mut words = match lang {
        Lang::Zh => format!("已导入 {files} 个文件：{values} 个数，另有 {others} 格只供核对。"),
        Lang::En if files == 1 => {
            format!("Imported 1 file: {values} figures, and {others} cells for checking.")
        }
        Lang::En => format!("Imported {files} files: {values} figures, and {others} cells for checking."),
    };
    let out = [
        (outcome.replaced_count, "代替旧表 {} 张。", " {} older tables replaced."),
        (
            outcome.unplaced_count,
            "{} 个数没有对上指标、地区或期间，不参加计算。",
            " {} figures lack an indicator, area or period and take no part in measures.",
        ),
        (outcome.skipped_count, "按您的意见不导入 {} 张表。", " {} tables left out as settled."),
    ];
    for (count, zh, en) in out.into_iter().filter(|(count, ..)| *count > 0) {
        words.push_str(&lang.pick(zh, en).replace("{}", &count.to_string()));
    }
    words
}
