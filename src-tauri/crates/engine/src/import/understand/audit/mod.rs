//! What a table as a whole shows to be doubtful: members that are missing, jumps, parts of a year beside whole years.
//!
//! Works on the figures as read, and only ever tells; no figure is changed.

mod jumps;
mod members;
mod partial;

use super::evidence::timeless;
use super::periods::cue_of_whole;
use crate::diagnostic::Diagnostic;
use crate::import::{ObservationReading, TableReading};
use std::collections::HashMap;

/// Tables of more figures are no reports that a person filled in, and are not looked over.
const LARGEST: usize = 50_000;

/// Looks over the tables of one sheet.
pub(super) fn audit_tables(tables: &[TableReading]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, table) in tables.iter().enumerate().filter(|(_, t)| t.observations.len() <= LARGEST) {
        let others = tables.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, t)| t);
        found.extend(members::missing_members(table, others));
        found.extend(jumps::outliers(table));
        found.extend(partial::partial_periods(table));
    }
    found
}

/// What a figure counts, without the period: its labels and its unit.
type SeriesKey = (Vec<String>, Option<String>);

/// What labels say without the period, each looked at once: the figures of a line share its labels.
#[derive(Default)]
struct SeriesKeys<'t>(HashMap<&'t str, Option<String>>);

impl<'t> SeriesKeys<'t> {
    fn key(&mut self, observation: &'t ObservationReading) -> SeriesKey {
        let labels = observation.row_labels.iter().chain(&observation.column_labels);
        (labels.filter_map(|label| self.timeless(label)).collect(), observation.unit.clone())
    }

    /// Nothing where the label is a period and no more.
    fn timeless(&mut self, label: &'t str) -> Option<String> {
        let read = || Some(timeless(label)).filter(|l| !l.is_empty() && cue_of_whole(label).is_none());
        self.0.entry(label).or_insert_with(read).clone()
    }
}

#[cfg(test)]
mod tests {
    use crate::import::understand::{testing::sheet, understand};
    use crate::model::{Lang, Workbook, WorkbookFormat};

    /// The findings of this folder in a sheet: severity, code, cell, and the words.
    pub(super) fn findings(lines: &[&str]) -> Vec<String> {
        let workbook = Workbook {
            file: "book.xlsx".to_owned(),
            sha256: String::new(),
            format: WorkbookFormat::Xlsx,
            encoding: None,
            sheets: vec![sheet(lines, &[])],
        };
        let found = understand(&workbook).sheets.into_iter().flat_map(|s| s.diagnostics);
        found
            .filter(|d| ["missing_member", "outlier", "partial_period"].contains(&d.code))
            .map(|d| {
                let cell = d.cell.map(|c| c.to_string()).unwrap_or_default();
                format!("{} {} {cell} {}", d.severity.code(), d.code, d.message(Lang::Zh))
            })
            .collect()
    }
}
