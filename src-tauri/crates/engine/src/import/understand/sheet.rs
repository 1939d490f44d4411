//! One sheet: its tables, the class of each of its lines, and its doubts.

use super::derived::audit_derived;
use super::duplicates::take_once;
use super::evidence::find_derived;
use super::grid::{Cell, Grid, Row};
use super::ledger::{columns, count_records};
use super::leftovers::{Lines, finish, headless, preamble_class};
use super::lines::{Block, blocks};
use super::mapping::Surroundings;
use super::matrix::Matrix;
use super::names::indicator_of;
use super::pages::take_out_repeats;
use super::periods::Context;
use super::reporter::reporter_of;
use super::split::{are_one_list, is_shared, ledgers_side_by_side, side_by_side};
use super::summary::observe;
use super::text::{clean, is_unit_word, plain, scope_of_line, unit_of_line};
use super::totals::audit_totals;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::{SheetReading, TableReading};
use crate::model::{CellRange, CellRef, LineClass, Sheet, TableKind, find_area_at, find_area_in_at};
use std::ops::Range;

/// Sheets longer than this are first looked at by their beginning: a ledger's structure shows there.
const LONG: usize = 3000;
/// Nobody prints a summary of more lines: a table this long is a list of records, whatever heads it.
const LONGEST_SUMMARY: usize = 20_000;
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
    if let Some(last) = found.last_mut().filter(|b| b.body.end + 5 >= grid.rows.len()) {
        last.is_ledger |= sheet.row_count() > LONGEST_SUMMARY;
    }
    let goes_on = |b: &Block| {
        b.is_ledger && b.body.end + 5 >= grid.rows.len() && ledgers_side_by_side(&grid, b).is_empty()
    };
    if is_long && !found.last().is_some_and(goes_on) {
        grid = Grid::read(sheet, usize::MAX);
        found = blocks(&grid);
        is_open_ended = false;
    }
    let mut lines = Lines::default();
    if read_as_one(&mut grid, &found, &mut lines) {
        found = blocks(&grid);
    }
    for (index, block) in found.iter().enumerate() {
        let is_last = index + 1 == found.len();
        let earlier = found.get(..index).unwrap_or(&[]);
        let mut work = BlockWork {
            sheet,
            grid: &grid,
            block,
            shared: Shared { before: texts_before(&grid, earlier), ..Shared::default() },
            fallback,
            reading: &mut reading,
            lines: &mut lines,
        };
        work.understand(is_open_ended && is_last);
    }
    finish(sheet, &grid, &found, lines, &mut reading);
    reading
}

/// Takes heads that come again at page breaks out of the grid; whether there were any.
fn read_as_one(grid: &mut Grid<'_>, found: &[Block], lines: &mut Lines) -> bool {
    let taken = take_out_repeats(grid, found);
    taken.iter().for_each(|(row, class)| lines.settle(*row, *class));
    !taken.is_empty()
}

/// What a table has in common with others: lines above and below tables side by side, and the tables above.
#[derive(Debug, Default, Clone)]
struct Shared {
    /// Texts above all of the tables side by side, top first.
    above: Vec<String>,
    /// Texts above earlier tables, nearest first: a section leans on the title above the first.
    before: Vec<String>,
    /// One list in several columns of the page: its parts have one head.
    is_list: bool,
    /// Texts below, with their rows.
    below: Vec<(u32, String)>,
}

/// Texts above earlier tables, the nearest table's first.
fn texts_before(grid: &Grid<'_>, earlier: &[Block]) -> Vec<String> {
    earlier.iter().rev().flat_map(|b| texts_of(grid.rows.get(b.preamble.clone()).unwrap_or(&[]))).collect()
}

fn texts_of(rows: &[Row<'_>]) -> Vec<String> {
    rows.iter().flat_map(|r| &r.cells).map(Cell::raw_text).collect()
}

/// What is being worked on: one block of one sheet.
struct BlockWork<'w, 'g, 'a> {
    sheet: &'a Sheet,
    grid: &'g Grid<'a>,
    block: &'w Block,
    shared: Shared,
    fallback: &'w [String],
    reading: &'w mut SheetReading,
    lines: &'w mut Lines,
}

impl BlockWork<'_, '_, '_> {
    fn rows(&self, range: &Range<usize>) -> &[Row<'_>] {
        self.grid.rows.get(range.clone()).unwrap_or(&[])
    }

    fn understand(&mut self, is_open_ended: bool) {
        let split = if self.block.is_ledger { ledgers_side_by_side } else { side_by_side };
        let mut parts = split(self.grid, self.block);
        if parts.is_empty() {
            self.understand_table(is_open_ended);
            return;
        }
        let second = parts.get(1).map_or(0, |p| p.columns.0);
        let preamble = self.grid.rows.get(self.block.preamble.clone()).unwrap_or(&[]);
        let tail = self.grid.rows.get(self.block.tail.clone()).unwrap_or(&[]);
        let above: Vec<&Row<'_>> = preamble.iter().filter(|r| is_shared(r, preamble, second)).collect();
        above.iter().for_each(|r| self.lines.settle(r.row, preamble_class(r)));
        tail.iter().for_each(|r| self.lines.settle(r.row, LineClass::Note));
        self.shared.above = above.iter().flat_map(|r| &r.cells).map(Cell::raw_text).collect();
        self.shared.below = tail.iter().flat_map(|r| r.cells.iter().map(|c| (r.row, c.raw_text()))).collect();
        self.shared.is_list = are_one_list(&parts);
        for part in &mut parts {
            self.understand_part(&mut part.grid);
        }
    }

    /// One of several tables side by side, itself perhaps several below one another.
    fn understand_part(&mut self, grid: &mut Grid<'_>) {
        let mut found = blocks(grid);
        if read_as_one(grid, &found, self.lines) {
            found = blocks(grid);
        }
        let grid = &*grid;
        for (index, block) in found.iter().enumerate() {
            let mut shared = self.shared.clone();
            shared.before.splice(0..0, texts_before(grid, found.get(..index).unwrap_or(&[])));
            let mut work = BlockWork {
                sheet: self.sheet,
                grid,
                block,
                shared,
                fallback: self.fallback,
                reading: self.reading,
                lines: self.lines,
            };
            work.understand_table(false);
        }
        let end = found.last().map_or(0, |b| b.tail.end);
        for row in grid.rows.get(end..).unwrap_or(&[]) {
            self.lines.settle(row.row, LineClass::Other);
        }
        headless(grid, &found, self.reading);
    }

    fn understand_table(&mut self, is_open_ended: bool) {
        let rows = |range: &Range<usize>| self.grid.rows.get(range.clone()).unwrap_or(&[]);
        rows(&self.block.preamble).iter().for_each(|r| self.lines.settle(r.row, preamble_class(r)));
        rows(&self.block.head).iter().for_each(|r| self.lines.settle(r.row, LineClass::Header));
        rows(&self.block.tail).iter().for_each(|r| self.lines.settle(r.row, LineClass::Note));
        let known = self.reading.tables.len();
        if self.block.is_ledger {
            self.ledger(is_open_ended);
        } else {
            self.summary();
        }
        let reporter =
            reporter_of(rows(&self.block.preamble)).or_else(|| reporter_of(rows(&self.block.tail)));
        if let (Some(table), Some(name)) = (self.reading.tables.get(known), reporter) {
            let found =
                Diagnostic::new(Severity::Info, "reported_by").at(table.range.start).with("name", name);
            self.reading.diagnostics.push(found);
        }
    }

    fn table(&self, kind: TableKind) -> TableReading {
        let header = self.header_rows();
        let (first, last) = columns_range(self.grid, self.block);
        let top = header.first().copied().unwrap_or(0);
        let below = header.last().map_or(0, |r| r + 1);
        let first_data = self.rows(&self.block.body).first().map_or(below, |r| r.row);
        let last_data = self.rows(&self.block.body).last().map_or(first_data, |r| r.row);
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
            note_rows: self.note_rows(),
            observations: Vec::new(),
            columns: Vec::new(),
            record_count: 0,
        }
    }

    /// Rows of the head, with blank ones that its merged cells reach down to.
    fn header_rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.rows(&self.block.head).iter().map(|r| r.row).collect();
        let (Some(top), Some(bottom)) = (rows.first().copied(), rows.last().copied()) else { return rows };
        let below = self.rows(&self.block.body).first().map_or(bottom + 1, |r| r.row);
        let is_of_head = |m: &&CellRange| (top..=bottom).contains(&m.start.row) && m.end.row < below;
        let reach = self.grid.merges.iter().filter(is_of_head).map(|m| m.end.row).max();
        rows.extend((bottom + 1..=reach.unwrap_or(bottom)).take(10));
        rows
    }

    fn note_rows(&self) -> Vec<u32> {
        let own = self.rows(&self.block.tail).iter().map(|r| r.row);
        let mut rows: Vec<u32> = own.chain(self.shared.below.iter().map(|(row, _)| *row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The first line of words above the head, its own before a shared one.
    fn title(&self) -> Option<String> {
        let titles = self.rows(&self.block.preamble).iter().filter(|r| preamble_class(r) == LineClass::Title);
        let own = titles.filter_map(|r| r.first()).map(|c| c.raw_text().trim().to_owned()).next();
        own.or_else(|| self.shared.above.first().map(|t| t.trim().to_owned()))
    }

    /// Texts above the head, top first.
    fn above(&self) -> Vec<String> {
        let own = texts_of(self.rows(&self.block.preamble));
        self.shared.above.iter().cloned().chain(own).collect()
    }

    /// Texts below the body.
    fn below(&self) -> Vec<String> {
        let shared = self.shared.below.iter().map(|(_, text)| text.clone());
        texts_of(self.rows(&self.block.tail)).into_iter().chain(shared).collect()
    }

    /// Texts above the head, then, where these name no year and so are a caption rather than a title, those of the
    /// tables above.
    fn above_and_before(&self) -> Vec<String> {
        let mut texts = self.above();
        if Context::from_texts(texts.iter().map(String::as_str)).year.is_none() {
            texts.extend(self.shared.before.iter().cloned());
        }
        texts
    }

    fn unit_line(&self) -> Option<String> {
        self.above_and_before().iter().find_map(|t| unit_of_line(t))
    }

    /// 口径 as a line above or below the table words it.
    fn scope(&self) -> Option<String> {
        let below = self.below();
        let own = self.above();
        own.iter().chain(&below).chain(&self.above_and_before()).find_map(|t| scope_of_line(t))
    }

    fn surroundings(&self) -> Surroundings {
        let own = self.above();
        let all = self.above_and_before();
        let name = self.sheet.name.as_str();
        let mut context = Context::from_texts(own.iter().map(String::as_str).chain([name]));
        if context.year.is_none() {
            let words =
                all.iter().map(String::as_str).chain([name]).chain(self.fallback.iter().map(String::as_str));
            context = Context::from_texts(words);
        }
        let year = context.year;
        let area = find_area_at(name, None, year)
            .or_else(|| all.iter().find_map(|t| find_area_in_at(t, year)))
            .or_else(|| find_area_in_at(name, year));
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
        let mut table = self.table(TableKind::Ledger);
        let counted = count_records(self.sheet, self.grid, self.block, (first, last), is_open_ended);
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
        counted.lines.into_iter().for_each(|(row, class)| self.lines.settle(row, class));
        self.reading.tables.push(table);
    }

    fn summary(&mut self) {
        let (first, last) = columns_range(self.grid, self.block);
        let mut table = self.table(TableKind::Summary);
        let mut matrix = Matrix::read(self.grid, self.block, first, last);
        if !matrix.is_certain() {
            self.not_understood(&table);
            return;
        }
        let mentions_joint = self.below().iter().chain(&self.above()).any(|t| clean(t).contains("联合"));
        let unannounced = find_derived(&mut matrix);
        let (mut totals, mut corrections) = audit_totals(&mut matrix, mentions_joint);
        if self.shared.is_list {
            // A total may add up the columns of the list beside it as well.
            totals.clear();
            corrections.clear();
        }
        let rates = audit_derived(&mut matrix, &corrections);
        let title = table.title.clone().unwrap_or_else(|| self.sheet.name.clone());
        let summary = observe(&matrix, &self.surroundings(), &title);
        table.label_columns.clone_from(&matrix.label_columns);
        table.total_rows = matrix.rows_of(LineClass::Total);
        table.group_rows.clone_from(&matrix.group_rows);
        table.observations = summary.observations;
        let repeated = take_once(&mut table.observations);
        let groups = matrix.group_rows.iter().map(|r| (*r, LineClass::Group));
        let continued = matrix.continued_rows.iter().map(|r| (*r, LineClass::Data));
        for (row, class) in matrix.lines.iter().map(|l| (l.row, l.class)).chain(groups).chain(continued) {
            self.lines.settle(row, class);
            if class != LineClass::Group {
                self.lines.claims.take(row, matrix.other_columns.iter().copied());
            }
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
            self.lines.settle(row.row, LineClass::Other);
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
