//! `report --list-placeholders`: what a template may ask for, and what would stand there.

use crate::output::{Align, Terminal, data, json, table};
use jianfu_engine::report::{Placeholder, PlaceholderValue, Placeholders, Report};
use serde::Serialize;

/// More of a value does not fit on a line.
const LONGEST: usize = 40;

#[derive(Serialize)]
struct List<'a> {
    placeholders: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    /// Chinese, English, then others that are taken as well.
    names: &'a [String],
    /// `words`, `blocks` or `unset`.
    kind: &'static str,
    value: String,
}

pub fn print(all: &Placeholders, report: &Report, is_json: bool, terminal: &Terminal) -> anyhow::Result<()> {
    if is_json {
        let one = |of: &'_ Placeholder| (kind(of), of.preview(report));
        let placeholders = all.iter().map(|of| {
            let (kind, value) = one(of);
            One { names: &of.names, kind, value }
        });
        return json(&List { placeholders: placeholders.collect() });
    }
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|of| {
            let name = |at: usize| of.names.get(at).map(|name| format!("{{{{{name}}}}}")).unwrap_or_default();
            vec![name(0), name(1), shortened(&of.preview(report))]
        })
        .collect();
    let heads = [
        (terminal.say("占位符", "Placeholder"), Align::Left),
        (terminal.say("英文", "In English"), Align::Left),
        (terminal.say("现在的值", "Value now"), Align::Left),
    ];
    data(&table(&heads, &rows))
}

fn kind(of: &Placeholder) -> &'static str {
    match of.value {
        PlaceholderValue::Words(_) => "words",
        PlaceholderValue::Unset(_) => "unset",
        PlaceholderValue::Blocks(_) | PlaceholderValue::Appendices(_) => "blocks",
    }
}

fn shortened(text: &str) -> String {
    let text = text.replace('\n', " ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}
