//! A sheet as a picture in the terminal: its cells, with what each was understood as shown by colour, and by a mark at
//! the left of each line where there are no colours.

use crate::output::Terminal;
use console::{Style, Term, pad_str};
use jianfu_engine::import::{SheetReading, TableKind};
use jianfu_engine::model::{CellRef, LineClass, Role, Sheet, column_letters};
use std::collections::BTreeMap;

/// Lines drawn at most; a ledger goes on alike.
const MOST_LINES: usize = 40;
/// Widest column, in half-width characters.
const WIDEST: usize = 14;
/// Decimals drawn of a number that has many.
const DECIMALS: usize = 4;
/// Width where there is no terminal to ask.
const USUAL_WIDTH: usize = 110;

/// What a cell was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Unit,
    Head,
    Label,
    Figure(Role),
    Note,
    Other,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Title,
        Self::Unit,
        Self::Head,
        Self::Label,
        Self::Figure(Role::Value),
        Self::Figure(Role::Total),
        Self::Figure(Role::OfWhich),
        Self::Figure(Role::Derived),
        Self::Note,
    ];

    fn name(self, terminal: &Terminal) -> &'static str {
        let (zh, en) = match self {
            Self::Title => ("标题", "title"),
            Self::Unit => ("单位", "unit"),
            Self::Head => ("表头", "head"),
            Self::Label => ("行名", "label"),
            Self::Figure(Role::Value) => ("数", "value"),
            Self::Figure(Role::Total) => ("合计", "total"),
            Self::Figure(Role::OfWhich) => ("其中", "of which"),
            Self::Figure(Role::Derived) => ("算出", "derived"),
            Self::Note => ("注", "note"),
            Self::Other => ("其他", "other"),
        };
        terminal.say(zh, en)
    }

    fn style(self) -> Style {
        match self {
            Self::Title => Style::new().bold(),
            Self::Unit | Self::Note => Style::new().dim(),
            Self::Head => Style::new().black().on_color256(153),
            // The terminal's own colours: they are made to be read on its ground, dark or light.
            Self::Label => Style::new().cyan(),
            Self::Figure(Role::Value) => Style::new(),
            Self::Figure(Role::Total) => Style::new().black().on_color256(223),
            Self::Figure(Role::OfWhich) => Style::new().green().italic(),
            Self::Figure(Role::Derived) => Style::new().color256(244).italic(),
            Self::Other => Style::new().red(),
        }
    }
}

/// Draws a sheet.
pub fn draw(sheet: &Sheet, reading: &SheetReading, terminal: &Terminal) -> String {
    let Some(range) = sheet.used_range() else { return String::new() };
    let parts = Parts::read(reading);
    let lines: Vec<(u32, Vec<(u32, String)>)> = sheet
        .rows()
        .take(MOST_LINES)
        .map(|(row, cells)| (row, cells.map(|c| (c.at.col, shown(&c.text()))).collect()))
        .collect();
    let widths = widths(&lines, &parts, range.start.col);
    let mut out = heads(&widths);
    for (row, cells) in &lines {
        out.push_str(&line(*row, cells, &widths, &parts, terminal));
    }
    let left_out = sheet.row_count().saturating_sub(lines.len());
    if left_out > 0 {
        out.push_str(&format!("         … {left_out} {}\n", terminal.say("行未画出", "more lines")));
    }
    let last = widths.last().map_or(range.end.col, |w| w.0);
    if last < range.end.col {
        let words = terminal.say("以右的列未画出", "and the columns to its right are not drawn");
        out.push_str(&format!("         … {}{words}\n", column_letters(last + 1)));
    }
    let legend: Vec<String> =
        Part::ALL.iter().map(|p| p.style().apply_to(p.name(terminal)).to_string()).collect();
    out.push_str(&format!("         {}\n", legend.join("  ")));
    out
}

/// A text without line breaks, and a number without the decimals that only a program wrote.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.split_once('.') {
        Some((whole, decimals)) if is_long_number(whole, decimals) => {
            let kept: String = decimals.chars().take(DECIMALS).collect();
            format!("{whole}.{kept}…")
        }
        _ => line,
    }
}

fn is_long_number(whole: &str, decimals: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    decimals.len() > DECIMALS + 1 && is_digits(decimals) && is_digits(whole.trim_start_matches('-'))
}

/// Columns of the terminal.
fn room() -> usize {
    Term::stdout().size_checked().map_or(USUAL_WIDTH, |(_, columns)| usize::from(columns))
}

/// Each column with its width, as many as fit. A text alone in its line may run over its neighbours.
fn widths(lines: &[(u32, Vec<(u32, String)>)], parts: &Parts, first: u32) -> Vec<(u32, usize)> {
    let room = room();
    let mut needed: BTreeMap<u32, usize> = BTreeMap::new();
    for (row, cells) in lines {
        for (col, text) in cells {
            let width = if parts.runs_over(*row) { 3 } else { console::measure_text_width(text) };
            let entry = needed.entry(*col).or_insert(3);
            *entry = (*entry).max(width.min(WIDEST));
        }
    }
    let mut used = 9;
    let last = needed.keys().next_back().copied().unwrap_or(first);
    let all = (first..=last).map(|col| (col, needed.get(&col).copied().unwrap_or(3)));
    all.take_while(|(_, width)| {
        used += width + 1;
        used <= room.max(40)
    })
    .collect()
}

fn heads(widths: &[(u32, usize)]) -> String {
    let dim = Style::new().dim();
    let letters = widths.iter().map(|(col, width)| {
        let letters = column_letters(*col);
        dim.apply_to(pad_str(&letters, *width, console::Alignment::Left, None)).to_string()
    });
    format!("         {}\n", letters.collect::<Vec<_>>().join(" "))
}

fn line(
    row: u32,
    cells: &[(u32, String)],
    widths: &[(u32, usize)],
    parts: &Parts,
    terminal: &Terminal,
) -> String {
    let class = parts.lines.get(&row).copied();
    let mark = pad_str(mark(class, terminal), 2, console::Alignment::Left, None).into_owned();
    let number = Style::new().dim().apply_to(format!("{:>5}", row + 1)).to_string();
    let mut out = format!("{number} {mark} ");
    let mut index = 0;
    while let Some((col, width)) = widths.get(index) {
        let text = cells.iter().find(|c| c.0 == *col).map_or("", |c| c.1.as_str());
        let part = parts.of(CellRef::new(row, *col));
        let (span, width) = match parts.runs_over(row) && !text.is_empty() {
            true => free(widths.get(index..).unwrap_or(&[]), cells),
            false => (1, *width),
        };
        let is_last = index + span == widths.len() && span > 1;
        let before: usize = 9 + widths.iter().take(index).map(|w| w.1 + 1).sum::<usize>();
        // The last text of a line has the rest of the terminal to itself.
        let rest = console::measure_text_width(text).min(room().saturating_sub(before + 1));
        let width = if is_last { width.max(rest) } else { width };
        let is_figure = matches!(part, Part::Figure(_)) && !text.is_empty();
        let side = if is_figure { console::Alignment::Right } else { console::Alignment::Left };
        let padded = pad_str(text, width, side, Some("…"));
        out.push_str(&part.style().apply_to(padded).to_string());
        out.push(' ');
        index += span;
    }
    out.trim_end().to_owned() + "\n"
}

/// How many columns a text may run over before the next one that holds something, and their width.
fn free(widths: &[(u32, usize)], cells: &[(u32, String)]) -> (usize, usize) {
    let is_blank = |col: u32| !cells.iter().any(|c| c.0 == col && !c.1.is_empty());
    let over = widths.iter().skip(1).take_while(|(col, _)| is_blank(*col)).count() + 1;
    let width: usize = widths.iter().take(over).map(|(_, width)| width + 1).sum();
    (over, width.saturating_sub(1))
}

fn mark(class: Option<LineClass>, terminal: &Terminal) -> &'static str {
    let (zh, en) = match class {
        Some(LineClass::Title) => ("题", "ti"),
        Some(LineClass::Unit) => ("单", "un"),
        Some(LineClass::Header) => ("头", "he"),
        Some(LineClass::Group) => ("组", "gr"),
        Some(LineClass::Data) => ("数", "da"),
        Some(LineClass::Total) => ("计", "to"),
        Some(LineClass::Note) => ("注", "no"),
        Some(LineClass::Other) => ("？", "? "),
        None => ("", ""),
    };
    terminal.say(zh, en)
}

/// What every cell and line of a sheet was understood as.
struct Parts {
    lines: BTreeMap<u32, LineClass>,
    figures: BTreeMap<CellRef, Role>,
    /// Ledgers hold fields rather than figures.
    is_ledger: bool,
}

impl Parts {
    fn read(reading: &SheetReading) -> Self {
        let observations = reading.tables.iter().flat_map(|t| &t.observations);
        Self {
            lines: reading.lines.iter().copied().collect(),
            figures: observations.map(|o| (o.cell, o.role)).collect(),
            is_ledger: reading.tables.iter().any(|t| t.kind == TableKind::Ledger),
        }
    }

    fn of(&self, cell: CellRef) -> Part {
        if let Some(role) = self.figures.get(&cell) {
            return Part::Figure(*role);
        }
        match self.lines.get(&cell.row) {
            Some(LineClass::Title) => Part::Title,
            Some(LineClass::Unit) => Part::Unit,
            Some(LineClass::Header) => Part::Head,
            Some(LineClass::Data) if self.is_ledger => Part::Figure(Role::Value),
            Some(LineClass::Data | LineClass::Total | LineClass::Group) => Part::Label,
            Some(LineClass::Note) => Part::Note,
            Some(LineClass::Other) | None => Part::Other,
        }
    }

    /// Titles, units, notes and the like are no columns: their texts run over the blanks beside them.
    fn runs_over(&self, row: u32) -> bool {
        !matches!(self.lines.get(&row), Some(LineClass::Data | LineClass::Total | LineClass::Header))
    }
}
