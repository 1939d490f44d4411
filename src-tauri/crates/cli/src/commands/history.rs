//! `history`, `undo`, `redo`: every step ever taken, back and forth.

use crate::args::WorkspaceArgs;
use crate::output::{Align, Done, Terminal, data, json, now, table};
use jianfu_engine::store::{Step, StepState};
use jianfu_engine::{Workspace, step_words};
use serde_json::{Value, json};

fn value(step: &Step, terminal: &Terminal) -> Value {
    json!({"id": step.id.0.to_string(), "kind": step.kind.code(), "words": step_words(step, terminal.lang),
           "at": step.at, "state": step.state.code(), "changed_at": step.changed_at})
}

pub fn list(args: &WorkspaceArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace)?;
    let steps = workspace.store().list_steps()?;
    if args.json {
        json(&json!({"steps": steps.iter().map(|s| value(s, terminal)).collect::<Vec<_>>()}))?;
        return Ok(Done::Clean);
    }
    let rows: Vec<Vec<String>> = steps
        .iter()
        .map(|s| {
            let state = match s.state {
                StepState::Done => terminal.say("已做", "done"),
                StepState::Undone => terminal.say("已撤销", "undone"),
                StepState::Replaced => terminal.say("已撤销，不能重做", "undone for good"),
            };
            vec![s.id.0.to_string(), s.at.clone(), state.to_owned(), step_words(s, terminal.lang)]
        })
        .collect();
    let heads = [
        ("#", Align::Right),
        (terminal.say("时间", "When"), Align::Left),
        (terminal.say("状态", "State"), Align::Left),
        (terminal.say("步骤", "Step"), Align::Left),
    ];
    data(&table(&heads, &rows))?;
    Ok(Done::Clean)
}

pub fn undo(args: &WorkspaceArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let step = Workspace::open(&args.workspace)?.undo(&now())?;
    done(&step, args.json, terminal.say("已撤销：", "Undone: "), terminal)
}

pub fn redo(args: &WorkspaceArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let step = Workspace::open(&args.workspace)?.redo(&now())?;
    done(&step, args.json, terminal.say("已重做：", "Redone: "), terminal)
}

fn done(step: &Step, as_json: bool, words: &str, terminal: &Terminal) -> anyhow::Result<Done> {
    if as_json {
        json(&json!({"step": value(step, terminal)}))?;
    } else {
        data(&format!("{words}{}\n", step_words(step, terminal.lang)))?;
    }
    Ok(Done::Clean)
}
