//! `boundary`: borders to draw maps with, brought into a workspace, listed, and taken out.

use crate::args::{BoundaryAction, BoundaryArgs};
use crate::output::{Align, Done, Terminal, data, json, now, table};
use jianfu_engine::model::Lang;
use jianfu_engine::store::Boundary;
use jianfu_engine::{BoundaryOutcome, Error, Workspace, reader};
use serde_json::{Value, json};
use std::sync::atomic::AtomicBool;

pub fn run(args: &BoundaryArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    match &args.action {
        BoundaryAction::Import { file, workspace, approval, json } => {
            let read = reader()?.read_boundary(file, &AtomicBool::new(false)).map_err(Error::from)?;
            let mut workspace = Workspace::open_or_create(workspace)?;
            let outcome = workspace.keep_boundary(&read, approval.as_deref(), &now())?;
            imported(&outcome, *json, terminal)
        }
        BoundaryAction::List { workspace } => {
            let all = Workspace::open_read_only(&workspace.workspace)?.boundaries()?;
            list(&all, workspace.json, terminal)
        }
        BoundaryAction::Remove { name, workspace } => {
            Workspace::open(&workspace.workspace)?.delete_boundary(name, &now())?;
            if workspace.json {
                json(&json!({"removed": name}))?;
            } else {
                data(&format!("{}{name}\n", terminal.say("已删去：", "Took out: ")))?;
            }
            Ok(Done::Clean)
        }
    }
}

fn value(boundary: &Boundary) -> Value {
    json!({"name": boundary.name, "sha256": boundary.sha256, "approval": boundary.approval,
           "at": boundary.at, "features": boundary.feature_count})
}

fn imported(outcome: &BoundaryOutcome, as_json: bool, terminal: &Terminal) -> anyhow::Result<Done> {
    let boundary = &outcome.boundary;
    if as_json {
        json(&json!({"boundary": value(boundary), "replaced": outcome.is_replacement,
                     "matched": outcome.matched, "unmatched": outcome.unmatched,
                     "without_area": outcome.without_area, "contradictory": outcome.contradictory}))?;
    } else {
        data(&summary(outcome, terminal))?;
        for (zh, en, names) in [
            (
                "不是区划表中的地区，只画界线",
                "Not areas of the list, shown by their borders only",
                &outcome.unmatched,
            ),
            ("不是面，没有取入", "Lines or points, not taken", &outcome.without_area),
            (
                "代码与名称不是同一地区，以代码为准",
                "Code and name are of two areas; the code counts",
                &outcome.contradictory,
            ),
        ] {
            if !names.is_empty() {
                let colon = terminal.say("：", ": ");
                let names = names.join(terminal.say("、", ", "));
                terminal.words(&format!("{}{colon}{names}", terminal.say(zh, en)));
            }
        }
        if boundary.approval.is_none() {
            terminal.words(terminal.say(
                "没有给出审图号（--approval），图上会印“内部使用，未经审核”。",
                "No approval number was given (--approval); maps will say “For internal use only; not officially reviewed”.",
            ));
        }
    }
    Ok(if outcome.needs_review() { Done::NeedsReview } else { Done::Clean })
}

fn summary(outcome: &BoundaryOutcome, terminal: &Terminal) -> String {
    let (name, count) = (&outcome.boundary.name, outcome.boundary.feature_count);
    let matched = outcome.matched;
    match (terminal.lang, outcome.is_replacement) {
        (Lang::Zh, false) => format!("已导入边界文件 {name}：{count} 个区域，{matched} 个认得出\n"),
        (Lang::Zh, true) => format!("已换上边界文件 {name}：{count} 个区域，{matched} 个认得出\n"),
        (Lang::En, false) => format!("Brought in {name}: {count} areas, {matched} of them known\n"),
        (Lang::En, true) => format!("Replaced {name}: {count} areas, {matched} of them known\n"),
    }
}

fn list(all: &[Boundary], as_json: bool, terminal: &Terminal) -> anyhow::Result<Done> {
    if as_json {
        json(&json!({"boundaries": all.iter().map(value).collect::<Vec<_>>()}))?;
        return Ok(Done::Clean);
    }
    let unreviewed = terminal.say("无", "none");
    let row = |boundary: &Boundary| {
        let approval = boundary.approval.clone().unwrap_or_else(|| unreviewed.to_owned());
        let count = boundary.feature_count.to_string();
        vec![boundary.name.clone(), count, approval, boundary.at.clone(), boundary.sha256.clone()]
    };
    let heads = [
        (terminal.say("文件", "File"), Align::Left),
        (terminal.say("区域", "Areas"), Align::Right),
        (terminal.say("审图号", "Approval"), Align::Left),
        (terminal.say("导入时间", "Brought in"), Align::Left),
        ("SHA-256", Align::Left),
    ];
    data(&table(&heads, &all.iter().map(row).collect::<Vec<_>>()))?;
    Ok(Done::Clean)
}
