//! The words of a report, and every figure in it.

use super::{Block, Paragraph, Report, Run, Slot, Table, words};
use crate::model::Lang;
use std::fmt::Write;

impl Paragraph {
    /// Its words.
    pub fn text(&self) -> String {
        self.runs.iter().map(Run::text).collect()
    }
}

impl Run {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Slot(slot) => &slot.text,
        }
    }
}

impl Block {
    /// Its place within the report: its sort and its id, which a paragraph may share with a figure. None for a heading.
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Heading { .. } => None,
            Self::Paragraph(paragraph) => Some(format!("text:{}", paragraph.id)),
            Self::Table(table) => Some(format!("table:{}", table.id)),
            Self::Figure(placed) => Some(format!("figure:{}", placed.id)),
        }
    }
}

impl Report {
    /// Every block, of the body and then of the appendices.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().chain(self.appendices.iter().flat_map(|appendix| &appendix.blocks))
    }

    /// Every figure in a sentence, in the order of the text.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        let paragraphs = self.all_blocks().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Heading { .. } | Block::Table(_) | Block::Figure(_) => None,
        });
        paragraphs.flat_map(|paragraph| &paragraph.runs).filter_map(|run| match run {
            Run::Slot(slot) => Some(slot),
            Run::Text(_) => None,
        })
    }
}

/// The report as plain text, one paragraph on a line. Control characters of names are left out.
pub fn to_text(report: &Report) -> String {
    let mut out = String::new();
    if let Some(masthead) = &report.masthead {
        line(&mut out, &masthead.name);
        let below = [&masthead.issue, &masthead.issuer, &masthead.date];
        let below: Vec<&str> = below.into_iter().flatten().map(String::as_str).collect();
        line(&mut out, &below.join("  "));
    }
    line(&mut out, &report.title);
    out.push('\n');
    if let Some(addressee) = &report.addressee {
        line(&mut out, &words::addressee(addressee, report.lang));
    }
    let mut numbers = Numbers::default();
    report.blocks.iter().for_each(|b| block(&mut out, b, &mut numbers, report.lang));
    let closing = &report.closing;
    for part in [&closing.signed_by, &closing.date].into_iter().flatten() {
        line(&mut out, part);
    }
    for (number, appendix) in report.appendices.iter().enumerate() {
        out.push('\n');
        let mark = words::appendix_mark(number + 1, report.appendices.len(), report.lang);
        line(&mut out, &format!("{mark} {}", appendix.title));
        appendix.blocks.iter().for_each(|b| block(&mut out, b, &mut numbers, report.lang));
    }
    if let Some(foot) = words::foot(closing, report.lang) {
        out.push('\n');
        foot.recipients.iter().for_each(|(label, names)| line(&mut out, &format!("{label}{names}")));
        if let Some((by, on)) = &foot.printed {
            line(&mut out, format!("{by}  {on}").trim());
        }
    }
    out
}

#[derive(Default)]
struct Numbers {
    tables: usize,
    figures: usize,
}

fn block(out: &mut String, block: &Block, numbers: &mut Numbers, lang: Lang) {
    match block {
        Block::Heading { text, .. } => line(out, text),
        Block::Paragraph(paragraph) => line(out, &paragraph.text()),
        Block::Table(table) => {
            numbers.tables += 1;
            line(out, &words::table_caption(numbers.tables, &table.title, lang));
            write_table(out, table, lang);
        }
        Block::Figure(placed) => {
            numbers.figures += 1;
            line(out, &words::figure_caption(numbers.figures, &placed.title, lang));
            line(out, &placed.alt);
        }
    }
}

/// Cells parted by tabs, so that they paste as a table.
fn write_table(out: &mut String, table: &Table, lang: Lang) {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    cells(out, &heads);
    for row in &table.rows {
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells(out, &texts);
    }
    for remark in words::notes(&table.notes, lang).iter().chain(&words::source(&table.source, lang)) {
        line(out, remark);
    }
}

fn cells(out: &mut String, texts: &[&str]) {
    let texts: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", texts.join("\t"));
}

fn line(out: &mut String, text: &str) {
    let text = plain(text);
    if !text.trim().is_empty() {
        out.push_str(&text);
        out.push('\n');
    }
}

/// A text without control characters; line breaks and tabs become blanks.
pub(super) fn plain(text: &str) -> String {
    let kept = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    kept.filter(|c| !c.is_control()).collect()
}
