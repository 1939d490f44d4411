//! One sheet: its tables, the class of each of its lines, and its doubts.

use super::audit::audit_tables;
use super::derived::audit_derived;
use super::duplicates::take_once;
use super::evidence::find_derived;
use super::grid::{Cell, Grid, Row};
use super::ledger::{columns, count_records};
use super::lines::{Block, blocks};
use super::mapping::Surroundings;
use super::matrix::Matrix;
use super::names::indicator_of;
use super::periods::Context;
use super::split::side_by_side;
use super::summary::observe;
use super::text::{is_unit_word, plain, scope_of_line, unit_of_line};
use super::totals::audit_totals;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::{SheetReading, TableReading};
use crate::model::{
    CellRange, CellRef, LineClass, Sheet, TableKind, column_letters, find_area, find_area_in,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sheets longer than this are first looked at by their beginning: a ledger's structure shows there.
const LONG: usize = 3000;
/// Rows of a long sheet looked at first.
const BEGINNING: usize = 400;

/// Understands one sheet. `fallback` are words that may name the year where the sheet does not.
pub(super) fn understand_sheet(sheet: &Sheet, fallback: &[String]) -> SheetReading {
    let mut reading = SheetReading {
        name: sheet.name.clone(),
        is_visible: sheet.is_visible,
        lines: Vec::new(),
        tables: Vec::new(),
        diagnostics: Vec::new(),
    };
    let is_long = sheet.row_count() > LONG;
    let mut grid = Grid::read(sheet, if is_long { BEGINNING } else { usize::MAX });
    let mut found = blocks(&grid);
    let mut is_open_ended = is_long;
    if is_long && !found.last().is_some_and(|b| b.is_ledger && b.body.end + 5 >= grid.rows.len()) {
        grid = Grid::read(sheet, usize::MAX);
        found = blocks(&grid);
        is_open_ended = false;
    }
    let mut classes: BTreeMap<u32, LineClass> = BTreeMap::new();
    for (index, block) in found.iter().enumerate() {
        let is_last = index + 1 == found.len();
        let earlier = found.get(..index).unwrap_or(&[]);
        let mut work = BlockWork {
            sheet,
            grid: &grid,
            block,
            earlier,
            fallback,
            reading: &mut reading,
            classes: &mut classes,
        };
        work.understand(is_open_ended && is_last);
    }
    finish(sheet, &grid, &found, classes, &mut reading);
    reading
}

/// What is being worked on: one block of one sheet.
struct BlockWork<'w, 'g, 'a> {
    sheet: &'a Sheet,
    grid: &'g Grid<'a>,
    block: &'w Block,
    /// The blocks above it: a section leans on the title above the first.
    earlier: &'w [Block],
    fallback: &'w [String],
    reading: &'w mut SheetReading,
    classes: &'w mut BTreeMap<u32, LineClass>,
}

impl BlockWork<'_, '_, '_> {
    fn rows(&self, range: &Range<usize>) -> &[Row<'_>] {
        self.grid.rows.get(range.clone()).unwrap_or(&[])
    }

    fn understand(&mut self, is_open_ended: bool) {
        let preamble: Vec<(u32, LineClass)> =
            self.rows(&self.block.preamble).iter().map(|r| (r.row, preamble_class(r))).collect();
        let header: Vec<u32> = self.rows(&self.block.head).iter().map(|r| r.row).collect();
        self.classes.extend(preamble);
        self.classes.extend(header.iter().map(|r| (*r, LineClass::Header)));
        self.classes.extend(
            self.grid
                .rows
                .get(self.block.tail.clone())
                .unwrap_or(&[])
                .iter()
                .map(|r| (r.row, LineClass::Note)),
        );
        if self.block.is_ledger {
            self.ledger(is_open_ended);
            return;
        }
        let parts = side_by_side(self.grid, self.block);
        if parts.is_empty() {
            self.summary(self.grid, self.block);
        }
        for part in &parts {
            self.summary(&part.grid, &part.block);
        }
    }

    fn table(&self, kind: TableKind, grid: &Grid<'_>, block: &Block) -> TableReading {
        let rows_of = |range: &Range<usize>| grid.rows.get(range.clone()).unwrap_or(&[]);
        let header: Vec<u32> = rows_of(&block.head).iter().map(|r| r.row).collect();
        let (first, last) = columns_range(grid, block);
        let top = header.first().copied().unwrap_or(0);
        let below = header.last().map_or(0, |r| r + 1);
        let first_data = rows_of(&block.body).first().map_or(below, |r| r.row);
        let last_data = rows_of(&block.body).last().map_or(first_data, |r| r.row);
        TableReading {
            kind,
            range: CellRange { start: CellRef::new(top, first), end: CellRef::new(last_data, last) },
            title: self.title(),
            unit: self.unit_line(),
            scope_name: self.scope(),
            header_rows: header,
            label_columns: Vec::new(),
            first_data_row: first_data,
            last_data_row: last_data,
            total_rows: Vec::new(),
            group_rows: Vec::new(),
            note_rows: self.rows(&self.block.tail).iter().map(|r| r.row).collect(),
            observations: Vec::new(),
            columns: Vec::new(),
            record_count: 0,
        }
    }

    /// The first line of words above the head.
    fn title(&self) -> Option<String> {
        let titles = self.rows(&self.block.preamble).iter().filter(|r| preamble_class(r) == LineClass::Title);
        titles.filter_map(|r| r.first()).map(|c| c.raw_text().trim().to_owned()).next()
    }

    /// Texts above the head, top first.
    fn above(&self, block: &Block) -> Vec<String> {
        self.rows(&block.preamble).iter().flat_map(|r| &r.cells).map(Cell::raw_text).collect()
    }

    /// Texts above the head, then, where these name no year and so are a caption rather than a title, those of the
    /// tables above.
    fn above_and_before(&self) -> Vec<String> {
        let mut texts = self.above(self.block);
        if Context::from_texts(texts.iter().map(String::as_str)).year.is_none() {
            texts.extend(self.earlier.iter().rev().flat_map(|b| self.above(b)));
        }
        texts
    }

    fn unit_line(&self) -> Option<String> {
        self.above_and_before().iter().find_map(|t| unit_of_line(t))
    }

    /// 口径 as a line above or below the table words it.
    fn scope(&self) -> Option<String> {
        let below: Vec<String> =
            self.rows(&self.block.tail).iter().flat_map(|r| &r.cells).map(Cell::raw_text).collect();
        let own = self.above(self.block);
        own.iter().chain(&below).chain(&self.above_and_before()).find_map(|t| scope_of_line(t))
    }

    fn surroundings(&self) -> Surroundings {
        let own = self.above(self.block);
        let all = self.above_and_before();
        let name = self.sheet.name.as_str();
        let mut context = Context::from_texts(own.iter().map(String::as_str).chain([name]));
        if context.year.is_none() {
            let words =
                all.iter().map(String::as_str).chain([name]).chain(self.fallback.iter().map(String::as_str));
            context = Context::from_texts(words);
        }
        let area = find_area(name, None)
            .or_else(|| all.iter().find_map(|t| find_area_in(t)))
            .or_else(|| find_area_in(name));
        // The line nearest to the head says most about it: a caption below a title that names several things.
        let mut indicator = own.iter().rev().find_map(|t| indicator_of(t)).or_else(|| indicator_of(name));
        if indicator.is_none() {
            indicator = all.iter().find_map(|t| indicator_of(t));
        }
        let units = self.unit_line().map(|u| split_units(&u)).unwrap_or_default();
        Surroundings { context, area: area.map(|a| a.code), indicator, units }
    }

    fn ledger(&mut self, is_open_ended: bool) {
        let (first, last) = columns_range(self.grid, self.block);
        let mut table = self.table(TableKind::Ledger, self.grid, self.block);
        let counted = count_records(self.sheet, self.grid, self.block, is_open_ended);
        table.columns = columns(self.grid, self.block, first, last);
        table.record_count = counted.records;
        table.last_data_row = counted.last_record.unwrap_or(table.first_data_row);
        let end = counted
            .lines
            .iter()
            .rev()
            .find(|l| matches!(l.1, LineClass::Data | LineClass::Total))
            .map_or(table.last_data_row, |l| l.0);
        table.range.end.row = end;
        let of = |class: LineClass| counted.lines.iter().filter(move |l| l.1 == class).map(|l| l.0);
        table.total_rows = of(LineClass::Total).collect();
        table.group_rows = of(LineClass::Group).collect();
        table.note_rows.extend(of(LineClass::Note));
        table.note_rows.sort_unstable();
        table.note_rows.dedup();
        self.reading.diagnostics.push(
            Diagnostic::new(Severity::Info, "ledger_not_counted")
                .with("sheet", &self.sheet.name)
                .with("records", counted.records),
        );
        self.classes.extend(counted.lines);
        self.reading.tables.push(table);
    }

    fn summary(&mut self, grid: &Grid<'_>, block: &Block) {
        let (first, last) = columns_range(grid, block);
        let mut table = self.table(TableKind::Summary, grid, block);
        let mut matrix = Matrix::read(grid, block, first, last);
        if !matrix.is_certain() {
            self.not_understood(&table);
            return;
        }
        let notes = self.rows(&self.block.tail).iter().chain(self.rows(&self.block.preamble));
        let mentions_joint = notes.flat_map(|r| &r.cells).any(|c| c.text.contains("联合"));
        let unannounced = find_derived(&mut matrix);
        let (totals, corrections) = audit_totals(&mut matrix, mentions_joint);
        let rates = audit_derived(&mut matrix, &corrections);
        let title = table.title.clone().unwrap_or_else(|| self.sheet.name.clone());
        let summary = observe(&matrix, &self.surroundings(), &title);
        table.label_columns.clone_from(&matrix.label_columns);
        table.total_rows = matrix.rows_of(LineClass::Total);
        table.group_rows.clone_from(&matrix.group_rows);
        table.observations = summary.observations;
        let repeated = take_once(&mut table.observations);
        let groups = matrix.group_rows.iter().map(|r| (*r, LineClass::Group));
        for (row, class) in matrix.lines.iter().map(|l| (l.row, l.class)).chain(groups) {
            // Of tables side by side the left one names the line.
            self.classes.entry(row).or_insert(class);
        }
        self.reading.diagnostics.extend(
            unannounced.into_iter().chain(totals).chain(rates).chain(summary.diagnostics).chain(repeated),
        );
        self.reading.tables.push(table);
    }

    fn not_understood(&mut self, table: &TableReading) {
        let found = Diagnostic::new(Severity::Error, "not_understood");
        self.reading.diagnostics.push(found.at(table.range.start).with("place", table.range));
        for row in self.grid.rows.get(self.block.body.clone()).unwrap_or(&[]) {
            self.classes.entry(row.row).or_insert(LineClass::Other);
        }
    }
}

fn columns_range(grid: &Grid<'_>, block: &Block) -> (u32, u32) {
    let rows = grid.rows.get(block.head.start..block.body.end).unwrap_or(&[]);
    let cols = || rows.iter().filter(|r| r.cells.len() > 1).flat_map(|r| r.cells.iter().map(Cell::col));
    (cols().min().unwrap_or(0), cols().max().unwrap_or(0))
}

fn split_units(text: &str) -> Vec<String> {
    text.split(['、', ',', '，', ' ', '；'])
        .map(plain)
        .filter(|u| is_unit_word(u) || u.chars().count() <= 4)
        .filter(|u| !u.is_empty())
        .collect()
}

fn preamble_class(row: &Row<'_>) -> LineClass {
    if row.is_unit_line() {
        LineClass::Unit
    } else if row.figures() > 0 {
        LineClass::Other
    } else if row.is_note() || row.is_signature() {
        LineClass::Note
    } else {
        LineClass::Title
    }
}

/// Classes for the lines of no table, and the doubts that concern the sheet as a whole.
fn finish(
    sheet: &Sheet,
    grid: &Grid<'_>,
    found: &[Block],
    mut classes: BTreeMap<u32, LineClass>,
    reading: &mut SheetReading,
) {
    let end = found.last().map_or(0, |b| b.tail.end);
    let rest = grid.rows.get(end..).unwrap_or(&[]);
    for row in rest {
        let class = if found.is_empty() { preamble_class(row) } else { LineClass::Note };
        classes.entry(row.row).or_insert(class);
    }
    for row in &grid.rows {
        classes.entry(row.row).or_insert(LineClass::Other);
    }
    reading.lines = classes.into_iter().collect();
    headless(grid, found, reading);
    reading.diagnostics.extend(audit_tables(&reading.tables));
    if grid.rows.is_empty() {
        reading.diagnostics.push(Diagnostic::new(Severity::Info, "empty_sheet").with("sheet", &sheet.name));
    } else if found.is_empty() {
        reading.diagnostics.push(Diagnostic::new(Severity::Info, "no_table").with("sheet", &sheet.name));
    }
    hidden(sheet, reading);
}

/// Figures that stand above a head or under none belong to nothing that can be named.
fn headless(grid: &Grid<'_>, found: &[Block], reading: &mut SheetReading) {
    let in_preamble = found.iter().flat_map(|b| b.preamble.clone());
    let after = found.last().map_or(0, |b| b.tail.end)..grid.rows.len();
    let lost: Vec<u32> = in_preamble
        .chain(after)
        .filter_map(|i| grid.rows.get(i))
        .filter(|r| r.figures() >= 2)
        .map(|r| r.row)
        .collect();
    if let (Some(first), Some(last)) = (lost.first(), lost.last()) {
        let place = format!("{}:{}", first + 1, last + 1);
        reading.diagnostics.push(
            Diagnostic::new(Severity::Error, "not_understood")
                .at(CellRef::new(*first, 0))
                .with("place", place),
        );
    }
}

fn hidden(sheet: &Sheet, reading: &mut SheetReading) {
    let rows: Vec<String> = sheet
        .hidden_rows
        .iter()
        .filter(|r| reading.lines.binary_search_by_key(*r, |l| l.0).is_ok())
        .take(20)
        .map(|r| (r + 1).to_string())
        .collect();
    let holds =
        |col: u32| reading.tables.iter().any(|t| (t.range.start.col..=t.range.end.col).contains(&col));
    let cols: Vec<String> =
        sheet.hidden_cols.iter().filter(|c| holds(**c)).take(20).map(|c| column_letters(*c)).collect();
    for place in [rows, cols].into_iter().filter(|p| !p.is_empty()) {
        reading
            .diagnostics
            .push(Diagnostic::new(Severity::Info, "hidden_data").with("place", place.join("、")));
    }
}
