//! Tables with three rules: number and title above, unit at the right, the head again on each page, notes and source below.

use super::flow::{Flow, Ink, Item, Side, baseline};
use super::lines::{SetLine, Setting, set as set_lines};
use super::sheet::{NOTE, SMALL, TABLE, TYPE_WIDTH};
use super::spots::{Spot, SpotPart, stretch};
use crate::chart::{Weight, text_width};
use crate::model::Lang;
use crate::report::text::plain;
use crate::report::words;
use crate::report::{Block, ColumnRole, Table, TableRow};

/// Height of a line in a table.
const LINE: f64 = 17.0;
/// Height of a line of notes.
const NOTE_LINE: f64 = 15.3;
/// Above and below the text of a row.
const PADDING: f64 = 2.5;
/// Left and right of the text of a cell.
const GUTTER: f64 = 5.0;
/// The outer rules, and the one below the head.
const THICK: f64 = 1.5;
const THIN: f64 = 0.6;

/// Where the columns stand, and how wide their texts are.
struct Columns {
    left: Vec<f64>,
    width: Vec<f64>,
    /// The widest text of numbers in each column, which stand right-aligned in its middle.
    text: Vec<f64>,
    is_label: Vec<bool>,
}

/// A cell's lines.
type Cell = Vec<SetLine>;

pub(super) fn put_table(flow: &mut Flow, table: &Table, number: usize, lang: Lang) {
    let columns = columns(table);
    let heads: Vec<String> = table.columns.iter().map(|column| plain(&column.head)).collect();
    let head = cells(&heads, &columns, Weight::Medium);
    let head_height = height(&head);
    put_caption(flow, table, number, lang, head_height);
    put_head(flow, &head, &columns);
    let place = Block::Table(table.clone()).place().unwrap_or_default();
    flow.spot(stretch(place.clone(), flow.y - head_height, head_height));
    let notes = note_lines(table, lang);
    // The last row takes the notes with it, unless they are so many that they fill half a page.
    let below =
        Some(notes.len() as f64 * NOTE_LINE + PADDING).filter(|height| *height < flow.sheet.height / 2.0);
    for (at, row) in table.rows.iter().enumerate() {
        let kept = if at + 1 == table.rows.len() { below.unwrap_or_default() } else { 0.0 };
        let texts: Vec<String> = row.cells.iter().map(|cell| plain(&cell.text)).collect();
        let weight = if row.is_total { Weight::Medium } else { Weight::Regular };
        let set = cells(&texts, &columns, weight);
        let height = height(&set);
        if flow.room() < height + THICK + kept {
            rule(flow, THICK);
            flow.next_page();
            put_head(flow, &head, &columns);
        }
        put_row(flow, &set, row, &columns, weight);
        note_row(flow, (&place, at), row, &columns, height);
    }
    rule(flow, THICK);
    put_notes(flow, notes);
    flow.skip(NOTE / 2.0);
    flow.align_to_grid();
}

/// Number and title in the middle, the unit at the right; never parted from the head and the first row.
fn put_caption(flow: &mut Flow, table: &Table, number: usize, lang: Lang, head_height: f64) {
    let caption = words::table_caption(number, &plain(&table.title), lang);
    let lines = set_lines(&caption, Setting::plain(SMALL, Weight::Medium, TYPE_WIDTH));
    let unit = table.unit.as_deref().map(plain);
    let unit_height = if unit.is_some() { LINE } else { 0.0 };
    let caption_height = flow.sheet.line * lines.len() as f64;
    flow.need(caption_height + unit_height + head_height + 2.0 * (LINE + 2.0 * PADDING));
    for line in lines {
        flow.words_at(&line.words, (SMALL, Weight::Medium), Side::Middle, 0.0, flow.sheet.line);
    }
    if let Some(unit) = unit {
        flow.words_at(&unit, (NOTE, Weight::Regular), Side::Right, 0.0, LINE);
    }
}

fn put_head(flow: &mut Flow, head: &[Cell], columns: &Columns) {
    rule(flow, THICK);
    put_cells(flow, head, columns, Weight::Medium, true, 0.0);
    rule(flow, THIN);
}

fn put_row(flow: &mut Flow, set: &[Cell], row: &TableRow, columns: &Columns, weight: Weight) {
    let indent = if row.is_part { TABLE } else { 0.0 };
    if row.is_total {
        rule(flow, THIN);
    }
    put_cells(flow, set, columns, weight, false, indent);
}

/// The spots of the row that ends here: its figures by row and column.
fn note_row(flow: &mut Flow, (place, number): (&str, usize), row: &TableRow, columns: &Columns, height: f64) {
    let y = flow.y - height;
    flow.spot(stretch(place.to_owned(), y, height));
    let sides = columns.left.iter().zip(&columns.width);
    for (at, (cell, (x, width))) in row.cells.iter().zip(sides).enumerate() {
        if cell.inputs.is_empty() {
            continue;
        }
        let part =
            SpotPart { key: format!("{number}/{at}"), text: cell.text.clone(), inputs: cell.inputs.clone() };
        flow.spot(Spot { place: place.to_owned(), part: Some(part), x: *x, y, width: *width, height });
    }
}

fn put_cells(flow: &mut Flow, set: &[Cell], columns: &Columns, weight: Weight, is_head: bool, indent: f64) {
    let height = height(set);
    for (at, cell) in set.iter().enumerate() {
        let get = |list: &[f64]| list.get(at).copied().unwrap_or_default();
        let (left, width, widest) = (get(&columns.left), get(&columns.width), get(&columns.text));
        let is_label = columns.is_label.get(at).copied().unwrap_or_default();
        let mut top = flow.y + (height - cell.len() as f64 * LINE) / 2.0;
        for line in cell {
            let own = text_width(&line.words, TABLE, weight);
            let x = match (is_head, is_label) {
                (true, _) => left + (width - own) / 2.0,
                (false, true) => left + GUTTER + indent,
                (false, false) => left + (width + widest) / 2.0 - own,
            };
            let y = baseline(top, LINE, TABLE);
            flow.put(Item::Text {
                x,
                y,
                size: TABLE,
                weight,
                spacing: 0.0,
                ink: Ink::Black,
                words: line.words.clone(),
            });
            top += LINE;
        }
    }
    flow.y += height;
}

/// The lines of notes and source, set.
fn note_lines(table: &Table, lang: Lang) -> Vec<SetLine> {
    let notes: Vec<String> = table.notes.iter().map(|note| plain(note)).collect();
    let mut lines = words::notes(&notes, lang);
    lines.extend(words::source(&plain(&table.source), lang));
    let setting = Setting::plain(NOTE, Weight::Regular, TYPE_WIDTH);
    lines.iter().flat_map(|line| set_lines(line, setting)).collect()
}

fn put_notes(flow: &mut Flow, lines: Vec<SetLine>) {
    flow.y += PADDING;
    for line in lines {
        if flow.room() < NOTE_LINE {
            flow.next_page();
        }
        flow.line(line, NOTE, Weight::Regular, NOTE_LINE);
    }
}

fn rule(flow: &mut Flow, thickness: f64) {
    flow.put(Item::Rule { x: 0.0, y: flow.y, width: TYPE_WIDTH, thickness, ink: Ink::Black });
}

fn height(cells: &[Cell]) -> f64 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    lines as f64 * LINE + 2.0 * PADDING
}

fn cells(texts: &[String], columns: &Columns, weight: Weight) -> Vec<Cell> {
    let width = |at: usize| columns.width.get(at).copied().unwrap_or(TYPE_WIDTH) - 2.0 * GUTTER;
    let set =
        |(at, text): (usize, &String)| set_lines(text, Setting::plain(TABLE, weight, width(at).max(TABLE)));
    texts.iter().enumerate().map(set).collect()
}

/// Every column as wide as its texts where there is room, and the rest shared out evenly. Where there is not, the longest
/// heads are set in two lines, one after the other; then labels are wrapped.
fn columns(table: &Table) -> Columns {
    let count = table.columns.len().max(1);
    let is_label: Vec<bool> = table.columns.iter().map(|c| c.role == ColumnRole::Label).collect();
    let wide = |text: &str| text_width(text, TABLE, Weight::Medium);
    let head = |at: usize| table.columns.get(at).map(|c| wide(&plain(&c.head))).unwrap_or_default();
    let cells = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.map(|cell| wide(&plain(&cell.text))).fold(0.0, f64::max)
    };
    let text: Vec<f64> = (0..count).map(cells).collect();
    let mut width: Vec<f64> =
        text.iter().enumerate().map(|(at, text)| text.max(head(at)) + 2.0 * GUTTER).collect();
    let least: Vec<f64> = text
        .iter()
        .zip(&is_label)
        .enumerate()
        .map(|(at, (text, is_label))| {
            // Half a head, and a character more so that it can break between words.
            let half = head(at) / 2.0 + TABLE;
            if *is_label { TABLE * 5.0 } else { text.max(half) + 2.0 * GUTTER }
        })
        .collect();
    narrow(&mut width, &least, &is_label);
    let spare = (TYPE_WIDTH - width.iter().sum::<f64>()).max(0.0) / count as f64;
    let mut left = Vec::new();
    let mut x = 0.0;
    for w in &mut width {
        *w += spare;
        left.push(x);
        x += *w;
    }
    Columns { left, width, text, is_label }
}

/// Takes what is too much from the columns of numbers with the most to give, then from labels, then from all alike.
fn narrow(width: &mut [f64], least: &[f64], is_label: &[bool]) {
    let mut order: Vec<(bool, usize, f64)> = width
        .iter()
        .zip(least)
        .zip(is_label)
        .enumerate()
        .map(|(at, ((width, least), is_label))| (*is_label, at, (width - least).max(0.0)))
        .collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)).then(a.1.cmp(&b.1)));
    for (_, at, give) in order {
        let excess = width.iter().sum::<f64>() - TYPE_WIDTH;
        if let Some(w) = width.get_mut(at).filter(|_| excess > 0.0) {
            *w -= give.min(excess);
        }
    }
    let all = width.iter().sum::<f64>();
    if all > TYPE_WIDTH {
        width.iter_mut().for_each(|w| *w *= TYPE_WIDTH / all);
    }
}
