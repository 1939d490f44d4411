//! What can be settled at a cell of a sheet under review: the table it belongs to, and the labels its figures carry.

use super::Staging;
use super::settling::{StagedTable, TablePlace};
use super::staging::StagedFile;
use crate::import::{ObservationReading, TableReading};
use crate::model::{AreaCode, CellRef, Period, Role};

/// Which way a label goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// It names a line.
    Line,
    /// It names a column.
    Column,
}

/// A label that something can be settled about, and what it is understood as now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// As printed.
    pub label: String,
    /// Which way it goes.
    pub axis: Axis,
    /// Figures that carry it. None where it was settled that they are not taken.
    pub figure_count: usize,
    /// Area of all of them, where they share one.
    pub area: Option<AreaCode>,
    /// Indicator of all of them, where they share one.
    pub indicator: Option<String>,
    /// Period of all of them, where they share one.
    pub period: Option<Period>,
    /// Part of all of them, where they share one.
    pub role: Option<Role>,
}

impl Staging {
    /// The table a cell belongs to, and the labels to settle there, the one the cell shows first.
    pub fn subjects_at(
        &self,
        file_id: u32,
        sheet: usize,
        cell: CellRef,
    ) -> Option<(TablePlace, Vec<Subject>)> {
        let place = self.table_at(file_id, sheet, cell)?;
        let file = self.file(file_id)?;
        let table = file.tables.get(place.table)?;
        Some((place, subjects(file, table, cell)))
    }
}

fn subjects(file: &StagedFile, table: &StagedTable, cell: CellRef) -> Vec<Subject> {
    let Ok(content) = &file.content else { return Vec::new() };
    let cells = content.workbook.sheets.get(table.sheet);
    let text = cells.and_then(|s| s.get(cell)).map(|c| squeezed(&c.text())).unwrap_or_default();
    let reading = content.reading.sheets.get(table.sheet);
    let Some(reading) = reading.and_then(|s| s.tables.iter().find(|t| t.range == table.range)) else {
        return Vec::new();
    };
    let mut found: Vec<Subject> = labels_at(reading, cell)
        .into_iter()
        .map(|(label, axis)| subject(&reading.observations, label, axis))
        .collect();
    // A label none of whose figures are taken has left the reading; the cell itself still shows it.
    let own = table.labels.iter().find(|label| !text.is_empty() && squeezed(label) == text);
    if let Some(own) = own.filter(|own| !found.iter().any(|s| s.label == **own)) {
        let axis = if cell.row < reading.first_data_row { Axis::Column } else { Axis::Line };
        found.push(subject(&reading.observations, own.clone(), axis));
    }
    found.sort_by_key(|s| squeezed(&s.label) != text);
    found
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Labels of the cell's line and column, innermost first; for a cell of the head only its column's.
fn labels_at(reading: &TableReading, cell: CellRef) -> Vec<(String, Axis)> {
    let mut found: Vec<(String, Axis)> = Vec::new();
    let mut add = |labels: &[String], axis: Axis| {
        for label in labels.iter().rev() {
            if !found.iter().any(|(l, a)| l == label && *a == axis) {
                found.push((label.clone(), axis));
            }
        }
    };
    let in_row = reading.observations.iter().find(|o| o.cell.row == cell.row);
    let in_column = reading.observations.iter().find(|o| o.cell.col == cell.col);
    if let Some(o) = in_row {
        add(&o.row_labels, Axis::Line);
    }
    if let Some(o) = in_column {
        add(&o.column_labels, Axis::Column);
    }
    found
}

fn subject(observations: &[ObservationReading], label: String, axis: Axis) -> Subject {
    let labels = |o: &ObservationReading| match axis {
        Axis::Line => o.row_labels.contains(&label),
        Axis::Column => o.column_labels.contains(&label),
    };
    let carriers: Vec<&ObservationReading> = observations.iter().filter(|o| labels(o)).collect();
    Subject {
        axis,
        figure_count: carriers.len(),
        area: shared(&carriers, |o| o.area),
        indicator: shared(&carriers, |o| o.indicator.clone()),
        period: shared(&carriers, |o| o.period),
        role: shared(&carriers, |o| Some(o.role)),
        label,
    }
}

fn shared<T: PartialEq>(
    carriers: &[&ObservationReading],
    of: impl Fn(&ObservationReading) -> Option<T>,
) -> Option<T> {
    let first = of(carriers.first()?)?;
    carriers.iter().all(|o| of(o).as_ref() == Some(&first)).then_some(first)
}
