//! Putting what was settled into a reading.

use super::look::shape;
use super::{Recipe, Settlement};
use crate::diagnostic::Diagnostic;
use crate::import::understand::period_in_year;
use crate::import::{ObservationReading, SheetReading, TableReading};
use crate::model::{CellRange, Role};

impl Recipe {
    /// Settles a table of a sheet as the recipe says, and takes back the doubts this answers. False where the table
    /// is not to be taken and was removed.
    ///
    /// `sha256` is that of the file, for what is true of one file only.
    pub fn replay(&self, sheet: &mut SheetReading, table: usize, sha256: &str) -> bool {
        let Some(range) = sheet.tables.get(table).map(|t| t.range) else { return true };
        for settlement in &self.settled {
            if *settlement == Settlement::Skip {
                sheet.tables.remove(table);
                sheet.diagnostics.retain(|d| !is_inside(d, range));
                return false;
            }
            let Some(reading) = sheet.tables.get_mut(table) else { return true };
            match settlement {
                Settlement::Scope { name } => reading.scope_name = Some(name.clone()),
                Settlement::Unit { unit } => {
                    reading.unit = Some(unit.clone());
                    let counts = reading.observations.iter_mut().filter(|o| o.role != Role::Derived);
                    counts.for_each(|o| o.unit = Some(unit.clone()));
                }
                Settlement::Year { year, file } if file.eq_ignore_ascii_case(sha256) => {
                    settle_year(reading, *year)
                }
                Settlement::Year { .. } => continue,
                Settlement::YearShift { years } => shift_years(reading, *years),
                of_label => reading.observations.iter_mut().for_each(|o| settle_one(o, of_label)),
            }
            sheet.diagnostics.retain(|d| !is_answered(d, range, settlement));
        }
        true
    }
}

/// Figures that have no period get the one their labels give in this year.
fn settle_year(table: &mut TableReading, year: i32) {
    let title = table.title.as_deref();
    for o in table.observations.iter_mut().filter(|o| o.period.is_none()) {
        let labels = o.row_labels.iter().chain(&o.column_labels).map(String::as_str);
        o.period = period_in_year(year, title, labels);
    }
}

fn shift_years(table: &mut TableReading, years: i32) {
    for period in table.observations.iter_mut().filter_map(|o| o.period.as_mut()) {
        *period = period.in_year(period.year().saturating_add(years));
    }
}

fn settle_one(observation: &mut ObservationReading, settlement: &Settlement) {
    let carries = |label: &str| {
        let wanted = shape(label);
        observation.row_labels.iter().chain(&observation.column_labels).any(|l| shape(l) == wanted)
    };
    match settlement {
        Settlement::Indicator { label, indicator } if carries(label) => {
            observation.indicator = Some(indicator.clone());
        }
        Settlement::Area { label, area } if carries(label) => observation.area = Some(*area),
        Settlement::Role { label, role } if carries(label) => observation.role = *role,
        _ => {}
    }
}

/// A diagnostic without a cell belongs to the sheet rather than to one of its tables.
fn is_inside(diagnostic: &Diagnostic, range: CellRange) -> bool {
    diagnostic.cell.is_some_and(|cell| range.contains(cell))
}

fn is_answered(diagnostic: &Diagnostic, range: CellRange, settlement: &Settlement) -> bool {
    let says = |label: &str| {
        diagnostic.args.iter().any(|(name, value)| name == "label" && shape(value) == shape(label))
    };
    let is_of = match settlement {
        Settlement::Indicator { label, .. } => diagnostic.code == "indicator_unknown" && says(label),
        Settlement::Area { label, .. } => diagnostic.code == "unknown_area" && says(label),
        Settlement::Unit { .. } => diagnostic.code == "unit_unknown",
        Settlement::Year { .. } => diagnostic.code == "ambiguous_period",
        Settlement::Role { .. }
        | Settlement::Scope { .. }
        | Settlement::YearShift { .. }
        | Settlement::Skip => false,
    };
    is_of && is_inside(diagnostic, range)
}
