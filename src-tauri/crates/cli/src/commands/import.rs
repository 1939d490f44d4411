//! `import`: files and folders into a workspace, as one undoable step.

use super::read;
use crate::args::ImportArgs;
use crate::output::{Align, Done, Terminal, VERSION, data, json, now, table};
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::model::{Lang, Role};
use jianfu_engine::{
    Change, Error, Held, ImportOutcome, Replacement, StagedFile, Staging, Workspace, replay_on_all,
};
use serde_json::{Value, json};
use std::path::Path;

pub fn run(args: &ImportArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let mut staging = read(&args.paths, &args.passwords, terminal)?;
    let refused = staging.files.iter().filter(|f| f.content.is_err()).count();
    let understood = staging.files.iter().filter(|f| f.has_tables()).count();
    let mut workspace = open(args)?;
    review(&mut staging, args, workspace.as_ref())?;
    report_doubts(&staging, terminal);
    if understood == 0 {
        if refused > 0 {
            return Ok(Done::Failed);
        }
        return Err(Error::refused("nothing_to_import", &[]).into());
    }
    let outcome = if args.dry_run {
        staging.foresee(workspace.as_ref())?
    } else {
        let workspace = match &mut workspace {
            Some(open) => open,
            none => none.insert(Workspace::open_or_create(&args.workspace)?),
        };
        workspace.accept(&staging, &now(), VERSION)?
    };
    if args.json {
        json(&document(&staging, &outcome, args.dry_run, terminal))?;
    } else {
        data(&words(&staging, &outcome, args.dry_run, terminal))?;
    }
    let has_doubts = staging
        .files
        .iter()
        .filter_map(|f| f.content.as_ref().ok())
        .flat_map(|c| &c.reading.sheets)
        .flat_map(|s| &s.diagnostics)
        .any(|d| d.severity > Severity::Info);
    Ok(if has_doubts || refused > 0 { Done::NeedsReview } else { Done::Clean })
}

/// The workspace where it is there: an import that takes nothing makes none.
fn open(args: &ImportArgs) -> anyhow::Result<Option<Workspace>> {
    if !args.workspace.exists() {
        return Ok(None);
    }
    let path = &args.workspace;
    Ok(Some(if args.dry_run { Workspace::open_read_only(path)? } else { Workspace::open_or_create(path)? }))
}

fn review(staging: &mut Staging, args: &ImportArgs, workspace: Option<&Workspace>) -> anyhow::Result<()> {
    let recipe = args.recipe.as_deref().map(|named| {
        let path = Path::new(named);
        if path.is_file() {
            return super::recipe::read(path);
        }
        let unknown = || Error::refused("unknown_recipe", &[("name", named)]);
        Ok(workspace.ok_or_else(unknown)?.recipe(named)?)
    });
    let recipe = recipe.transpose()?;
    match workspace {
        Some(workspace) => workspace.review(staging, recipe.as_ref())?,
        None => recipe.iter().for_each(|r| replay_on_all(staging, r)),
    }
    Ok(())
}

fn report_doubts(staging: &Staging, terminal: &Terminal) {
    for file in &staging.files {
        match &file.content {
            Err(error) => {
                let error = Error::from(error.clone());
                terminal.failure(&error.message(terminal.lang), &error.hint(terminal.lang));
            }
            Ok(content) => {
                for sheet in &content.reading.sheets {
                    let place = format!("{} › {}", file.name, sheet.name);
                    for d in sheet.diagnostics.iter().filter(|d| d.severity > Severity::Info) {
                        terminal.finding(&place, d);
                    }
                }
            }
        }
    }
}

/// What came in, or would come in, and what stays out.
fn words(staging: &Staging, outcome: &ImportOutcome, is_dry_run: bool, terminal: &Terminal) -> String {
    let (files, values, others) = (outcome.file_names.len(), outcome.value_count, outcome.other_count);
    let noun = if files == 1 { "file" } else { "files" };
    let mut text = match (terminal.lang, is_dry_run) {
        (Lang::Zh, false) => format!("已导入 {files} 个文件：{values} 个数，另有 {others} 格只供核对。\n"),
        (Lang::En, false) => {
            format!("Imported {files} {noun}: {values} figures, and {others} cells for checking.\n")
        }
        (Lang::Zh, true) => {
            format!("试读，没有改动。将导入 {files} 个文件：{values} 个数，另有 {others} 格只供核对。\n")
        }
        (Lang::En, true) => format!(
            "A trial; nothing was changed. Would import {files} {noun}: {values} figures, and {others} cells for checking.\n"
        ),
    };
    for (zh, en, value) in details(outcome, is_dry_run) {
        text.push_str(&format!("{}{value}\n", terminal.say(zh, en)));
    }
    if is_dry_run {
        text.push('\n');
        text.push_str(&by_file(staging, outcome, terminal));
    }
    text
}

/// Each thing that is there to be said, with its words in both languages.
fn details(outcome: &ImportOutcome, is_dry_run: bool) -> Vec<(&'static str, &'static str, String)> {
    let replaced = if is_dry_run {
        ("将代替旧表：", "Older tables that would be replaced: ")
    } else {
        ("代替旧表：", "Older tables replaced: ")
    };
    let counts = [
        ("台账记录：", "Ledger records: ", usize::try_from(outcome.record_count).unwrap_or(usize::MAX)),
        (replaced.0, replaced.1, outcome.replaced_count),
        ("已定为不导入的表：", "Tables left out as settled: ", outcome.skipped_count),
        (
            "没有对上指标、地区或期间，不参加计算的数：",
            "Figures that lack an indicator, an area or a period and take no part in measures: ",
            outcome.unplaced_count,
        ),
        ("有疑点：", "Doubts: ", outcome.finding_count),
    ];
    let counts = counts.into_iter().filter(|c| c.2 > 0).map(|(zh, en, count)| (zh, en, count.to_string()));
    let lists = [
        (
            "已在其中，未重复导入：",
            "Already there, not imported again: ",
            outcome.already_imported.join(", "),
        ),
        ("没有导入：", "Not taken: ", outcome.left_out.join(", ")),
    ];
    counts.chain(lists.into_iter().filter(|l| !l.2.is_empty())).collect()
}

/// How each file stands, as the review in the window lists them.
fn by_file(staging: &Staging, outcome: &ImportOutcome, terminal: &Terminal) -> String {
    let rows: Vec<Vec<String>> = staging
        .files
        .iter()
        .map(|file| {
            let (state, values, doubts, replaced) = standing(file, outcome, terminal);
            let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
            vec![file.name.clone(), state.to_owned(), number(values), number(doubts), number(replaced)]
        })
        .collect();
    let heads = [
        (terminal.say("文件", "File"), Align::Left),
        (terminal.say("状态", "State"), Align::Left),
        (terminal.say("数", "Figures"), Align::Right),
        (terminal.say("疑点", "Doubts"), Align::Right),
        (terminal.say("代替旧表", "Replaces"), Align::Right),
    ];
    table(&heads, &rows)
}

/// A file's state in words, its figures, its doubts, and how many stored tables it replaces.
fn standing<'t>(
    file: &StagedFile,
    outcome: &ImportOutcome,
    terminal: &'t Terminal,
) -> (&'t str, usize, usize, usize) {
    let Ok(content) = &file.content else { return (terminal.say("打不开", "refused"), 0, 0, 0) };
    let sheets = || content.reading.sheets.iter();
    let doubts = sheets().flat_map(|s| &s.diagnostics).filter(|d| d.severity > Severity::Info).count();
    let figures = sheets().flat_map(|s| &s.tables).flat_map(|t| &t.observations);
    let values = figures.filter(|o| o.role == Role::Value && o.value.is_some()).count();
    let state = match () {
        () if outcome.already_imported.contains(&file.name) => terminal.say("已在其中", "already there"),
        () if !file.has_tables() => terminal.say("没有表格", "no table"),
        () if doubts > 0 => terminal.say("有疑点", "in doubt"),
        () => terminal.say("无疑", "sure"),
    };
    (state, values, doubts, file.replacements.len())
}

fn document(staging: &Staging, outcome: &ImportOutcome, is_dry_run: bool, terminal: &Terminal) -> Value {
    let files: Vec<Value> = staging
        .files
        .iter()
        .map(|file| match &file.content {
            Ok(content) => {
                let findings: Vec<Value> = content
                    .reading
                    .sheets
                    .iter()
                    .flat_map(|s| s.diagnostics.iter().map(move |d| (s, d)))
                    .map(|(s, d)| {
                        json!({"severity": d.severity.code(), "code": d.code, "sheet": s.name,
                               "cell": d.cell.map(|c| c.to_string()), "message": d.message(terminal.lang)})
                    })
                    .collect();
                json!({"file": file.name, "sha256": content.workbook.sha256, "included": file.is_included,
                       "tables": content.reading.sheets.iter().map(|s| s.tables.len()).sum::<usize>(),
                       "diagnostics": findings, "replaces": replaced(file), "error": null})
            }
            Err(error) => {
                let error = Error::from(error.clone());
                json!({"file": file.name, "included": false, "tables": 0, "diagnostics": [], "replaces": [],
                       "error": {"code": error.code(), "message": error.message(terminal.lang),
                                 "hint": error.hint(terminal.lang)}})
            }
        })
        .collect();
    let taken = json!({"files": outcome.file_names, "already_imported": outcome.already_imported,
        "left_out": outcome.left_out, "replaced": outcome.replaced_count, "values": outcome.value_count,
        "unplaced": outcome.unplaced_count, "others": outcome.other_count, "skipped": outcome.skipped_count,
        "ledger_records": outcome.record_count, "findings": outcome.finding_count});
    // `imported` tells what was done and is null where nothing was; `would_import` tells of a trial.
    let (imported, would_import) = if is_dry_run { (Value::Null, taken) } else { (taken, Value::Null) };
    json!({"dry_run": is_dry_run, "imported": imported, "would_import": would_import, "files": files})
}

/// What a file's newer tables would replace, figure by figure.
fn replaced(file: &StagedFile) -> Vec<Value> {
    let number = |held: Option<Held>| held.and_then(|h| h.0).map(|v| v.normalize().to_string());
    let change = |c: &Change| {
        json!({"cell": c.cell.map(|cell| cell.to_string()), "labels": c.labels,
               "old": number(c.old), "new": number(c.new)})
    };
    let list = |changes: &[Change]| changes.iter().map(change).collect::<Vec<_>>();
    let of = |r: &Replacement| {
        json!({"file": r.file, "range": r.range.to_string(), "changed": list(&r.changed),
               "gone": list(&r.gone), "new": list(&r.new)})
    };
    file.replacements.iter().map(of).collect()
}
