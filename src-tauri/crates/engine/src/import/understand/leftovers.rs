//! What is left once a sheet's tables are read: the class of every line, and the doubts that concern the sheet as a
//! whole.

use super::audit::audit_tables;
use super::grid::{Cell, Grid, Row};
use super::lines::Block;
use super::net::{Claims, tell_lost};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::SheetReading;
use crate::model::{CellRef, LineClass, Sheet, column_letters};
use std::collections::BTreeMap;

/// The classes of a sheet's lines, and the cells in them that are no figures.
#[derive(Debug, Default)]
pub(super) struct Lines {
    classes: BTreeMap<u32, LineClass>,
    /// Labels, running numbers, codes, remarks.
    pub claims: Claims,
}

impl Lines {
    /// Of tables side by side the left one names the line, unless only one further right holds figures or a head there.
    pub(super) fn settle(&mut self, row: u32, class: LineClass) {
        let is_strong = |c: LineClass| matches!(c, LineClass::Header | LineClass::Data | LineClass::Total);
        let slot = self.classes.entry(row).or_insert(class);
        if is_strong(class) && !is_strong(*slot) {
            *slot = class;
        }
    }
}

/// The class of a line above a head.
pub(super) fn preamble_class(row: &Row<'_>) -> LineClass {
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
pub(super) fn finish(
    sheet: &Sheet,
    grid: &Grid<'_>,
    found: &[Block],
    mut lines: Lines,
    reading: &mut SheetReading,
) {
    let end = found.last().map_or(0, |b| b.tail.end);
    let rest = grid.rows.get(end..).unwrap_or(&[]);
    for row in rest {
        let class = if found.is_empty() { preamble_class(row) } else { LineClass::Note };
        lines.settle(row.row, class);
    }
    for row in &grid.rows {
        lines.classes.entry(row.row).or_insert(LineClass::Other);
    }
    reading.lines = lines.classes.into_iter().collect();
    headless(grid, found, reading);
    tell_lost(sheet, &lines.claims, reading);
    reading.diagnostics.extend(audit_tables(&reading.tables));
    if grid.rows.is_empty() {
        reading.diagnostics.push(Diagnostic::new(Severity::Info, "empty_sheet").with("sheet", &sheet.name));
    } else if found.is_empty() {
        reading.diagnostics.push(Diagnostic::new(Severity::Info, "no_table").with("sheet", &sheet.name));
    }
    hidden(sheet, reading);
}

/// Figures that stand above a head or under none belong to nothing that can be named.
pub(super) fn headless(grid: &Grid<'_>, found: &[Block], reading: &mut SheetReading) {
    let in_preamble = found.iter().flat_map(|b| b.preamble.clone());
    let after = found.last().map_or(0, |b| b.tail.end)..grid.rows.len();
    let lost: Vec<&Row<'_>> = in_preamble
        .chain(after)
        .filter_map(|i| grid.rows.get(i))
        .filter(|r| r.figures() >= 2 || (r.figures() == 1 && r.cells.len() == 1))
        .collect();
    // One number alone is a page's, two below one another are figures.
    let is_page_number = matches!(lost.as_slice(), [only] if only.figures() == 1);
    if let (Some(first), Some(last), false) = (lost.first(), lost.last(), is_page_number) {
        let place = format!("{}:{}", first.row + 1, last.row + 1);
        let col = first.first().map_or(0, Cell::col);
        reading.diagnostics.push(
            Diagnostic::new(Severity::Error, "not_understood")
                .at(CellRef::new(first.row, col))
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
