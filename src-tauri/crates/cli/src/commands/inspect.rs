//! `inspect`: how each sheet is understood.

use super::read;
use crate::args::InspectArgs;
use crate::json::inspect::File;
use crate::output::{Align, Done, Terminal, data, json, table};
use crate::picture::draw;
use jianfu_engine::StagedContent;
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::import::{SheetReading, TableKind, TableReading};
use jianfu_engine::model::Role;
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Read(Box<File<'a>>),
    Refused { file: String, error: serde_json::Value },
}

pub fn run(args: &InspectArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let staging = read(&args.files, &args.passwords, terminal)?;
    let lang = terminal.lang;
    let mut done = Done::Clean;
    let mut entries = Vec::new();
    for file in &staging.files {
        match &file.content {
            Ok(content) => {
                if needs_review(content) && done == Done::Clean {
                    done = Done::NeedsReview;
                }
                if args.json {
                    let document = File::from_content(content, args.sheet.as_deref(), args.cells, lang);
                    entries.push(Entry::Read(Box::new(document)));
                } else {
                    print(content, args.sheet.as_deref(), terminal)?;
                }
            }
            Err(error) => {
                done = Done::Failed;
                let error = jianfu_engine::Error::from(error.clone());
                let (message, hint) = (error.message(lang), error.hint(lang));
                terminal.failure(&message, &hint);
                entries.push(Entry::Refused {
                    file: file.name.clone(),
                    error: json!({"code": error.code(), "message": message, "hint": hint}),
                });
            }
        }
    }
    if args.json {
        match entries.as_slice() {
            [Entry::Refused { .. }] => {}
            [only] => json(only)?,
            many => json(&json!({ "files": many }))?,
        }
    }
    Ok(done)
}

fn needs_review(content: &StagedContent) -> bool {
    content.reading.sheets.iter().flat_map(|s| &s.diagnostics).any(|d| d.severity > Severity::Info)
}

fn print(content: &StagedContent, only: Option<&str>, terminal: &Terminal) -> anyhow::Result<()> {
    let reading = &content.reading;
    data(&format!("{} · {}\n", reading.file, reading.format.code()))?;
    let sheets = reading.sheets.iter().zip(&content.workbook.sheets);
    for (sheet, cells) in sheets.filter(|(s, _)| only.is_none_or(|name| s.name == name)) {
        let hidden = if sheet.is_visible { "" } else { terminal.say("（隐藏）", " (hidden)") };
        data(&format!("\n{} {}{hidden}\n", terminal.say("工作表", "Sheet"), sheet.name))?;
        data(&draw(cells, sheet, terminal))?;
        for t in &sheet.tables {
            data(&summary(t, terminal))?;
        }
        print_findings(sheet, terminal);
    }
    Ok(())
}

fn print_findings(sheet: &SheetReading, terminal: &Terminal) {
    for diagnostic in &sheet.diagnostics {
        terminal.finding(&sheet.name, diagnostic);
    }
}

fn summary(t: &TableReading, terminal: &Terminal) -> String {
    let count = |role: Role| t.observations.iter().filter(|o| o.role == role && o.value.is_some()).count();
    let rows: &[u32] = &t.header_rows;
    let heads = rows.iter().map(|r| (r + 1).to_string()).collect::<Vec<_>>().join(", ");
    let mut facts = vec![
        (terminal.say("范围", "Range"), t.range.to_string()),
        (terminal.say("标题", "Title"), t.title.clone().unwrap_or_default()),
        (terminal.say("单位", "Unit"), t.unit.clone().unwrap_or_default()),
        (terminal.say("口径", "Scope"), t.scope_name.clone().unwrap_or_default()),
        (terminal.say("表头行", "Head rows"), heads),
    ];
    match t.kind {
        TableKind::Ledger => {
            facts.push((terminal.say("台账记录", "Ledger records"), t.record_count.to_string()));
            let names: Vec<&str> = t.columns.iter().map(|c| c.name.as_str()).collect();
            facts.push((terminal.say("列", "Columns"), names.join(", ")));
        }
        TableKind::Summary => {
            for (role, zh, en) in [
                (Role::Value, "数", "Values"),
                (Role::Total, "合计", "Totals"),
                (Role::OfWhich, "其中", "Of which"),
                (Role::Derived, "算出", "Derived"),
            ] {
                facts.push((terminal.say(zh, en), count(role).to_string()));
            }
        }
    }
    let rows: Vec<Vec<String>> = facts
        .into_iter()
        .filter(|f| !f.1.is_empty())
        .map(|(name, value)| vec![name.to_owned(), value])
        .collect();
    table(&[(terminal.say("项", "Item"), Align::Left), (terminal.say("内容", "Content"), Align::Left)], &rows)
}
