//! `import`: files and folders into a workspace, as one undoable step.

use super::read;
use crate::args::ImportArgs;
use crate::output::{Done, Terminal, VERSION, data, json, now};
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::model::Lang;
use jianfu_engine::{Error, ImportOutcome, Staging, Workspace, replay_on_all};
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
        None
    } else {
        let workspace = match &mut workspace {
            Some(open) => open,
            none => none.insert(Workspace::open_or_create(&args.workspace)?),
        };
        Some(workspace.accept(&staging, &now(), VERSION)?)
    };
    if args.json {
        json(&document(&staging, outcome.as_ref(), terminal))?;
    } else {
        data(&words(&staging, outcome.as_ref(), terminal))?;
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

fn words(staging: &Staging, outcome: Option<&ImportOutcome>, terminal: &Terminal) -> String {
    let Some(outcome) = outcome else {
        let files = staging.files.iter().filter(|f| f.is_included).count();
        return match terminal.lang {
            Lang::Zh => format!("试读 {files} 个文件，没有改动。\n"),
            Lang::En => format!("Read {files} files; nothing was changed.\n"),
        };
    };
    let (files, values, others) = (outcome.file_names.len(), outcome.value_count, outcome.other_count);
    let mut text = match terminal.lang {
        Lang::Zh => {
            format!("已导入 {files} 个文件：{values} 个数，另有 {others} 格只供核对。\n")
        }
        Lang::En => {
            let noun = if files == 1 { "file" } else { "files" };
            format!("Imported {files} {noun}: {values} figures, and {others} cells for checking.\n")
        }
    };
    if outcome.record_count > 0 {
        let line = terminal.say("台账记录：", "Ledger records: ");
        text.push_str(&format!("{line}{}\n", outcome.record_count));
    }
    if outcome.replaced_count > 0 {
        let line = terminal.say("代替旧表：", "Older tables replaced: ");
        text.push_str(&format!("{line}{}\n", outcome.replaced_count));
    }
    if !outcome.already_imported.is_empty() {
        let line = terminal.say("已在其中，未重复导入：", "Already there, not imported again: ");
        text.push_str(&format!("{line}{}\n", outcome.already_imported.join(", ")));
    }
    text
}

fn document(staging: &Staging, outcome: Option<&ImportOutcome>, terminal: &Terminal) -> Value {
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
                       "diagnostics": findings, "error": null})
            }
            Err(error) => {
                let error = Error::from(error.clone());
                json!({"file": file.name, "included": false, "tables": 0, "diagnostics": [],
                       "error": {"code": error.code(), "message": error.message(terminal.lang),
                                 "hint": error.hint(terminal.lang)}})
            }
        })
        .collect();
    let taken = outcome.map(|o| {
        json!({"files": o.file_names, "already_imported": o.already_imported, "replaced": o.replaced_count, "values": o.value_count,
               "others": o.other_count, "ledger_records": o.record_count, "findings": o.finding_count})
    });
    json!({"dry_run": outcome.is_none(), "imported": taken, "files": files})
}
