//! Putting what was settled into a reading.

use super::look::{shape, squeezed};
use super::{Recipe, Settlement};
use crate::diagnostic::Diagnostic;
use crate::import::{ObservationReading, SheetReading, TableReading};
use crate::model::{CellRange, CellRef, Role};
use std::collections::BTreeSet;

impl Recipe {
    /// Settles a table of a sheet as the recipe says, and takes back the doubts this answers. False where the table
    /// is not to be taken and was removed. A year is not settled here: it needs the cells.
    pub fn replay(&self, sheet: &mut SheetReading, table: usize) -> bool {
        let Some(range) = sheet.tables.get(table).map(|t| t.range) else { return true };
        for settlement in &self.settled {
            if *settlement == Settlement::Skip {
                sheet.tables.remove(table);
                sheet.diagnostics.retain(|d| !is_inside(d, range));
                return false;
            }
            let Some(reading) = sheet.tables.get_mut(table) else { return true };
            let ignored = settle(reading, settlement);
            sheet.diagnostics.retain(|d| {
                let is_gone = d.cell.is_some_and(|cell| ignored.contains(&cell));
                !is_gone && !is_answered(d, range, settlement)
            });
        }
        true
    }
}

/// Settles one thing; the cells whose figures are not to be taken.
fn settle(reading: &mut TableReading, settlement: &Settlement) -> BTreeSet<CellRef> {
    match settlement {
        Settlement::Scope { name } => reading.scope_name = Some(name.clone()),
        Settlement::Unit { unit } => {
            reading.unit = Some(unit.clone());
            let counts = reading.observations.iter_mut().filter(|o| o.role != Role::Derived);
            counts.for_each(|o| o.unit = Some(unit.clone()));
        }
        Settlement::YearShift { years } => shift_years(reading, *years),
        Settlement::Year { .. } | Settlement::Skip => {}
        of_label => return settle_label(reading, of_label),
    }
    BTreeSet::new()
}

/// Moves every figure of a table so that its latest year is this one.
pub fn move_to_year(table: &mut TableReading, year: i32) {
    if let Some(latest) = table.latest_year() {
        shift_years(table, year.saturating_sub(latest));
    }
}

fn shift_years(table: &mut TableReading, years: i32) {
    for period in table.observations.iter_mut().filter_map(|o| o.period.as_mut()) {
        *period = period.in_year(period.year().saturating_add(years));
    }
}

fn settle_label(reading: &mut TableReading, settlement: &Settlement) -> BTreeSet<CellRef> {
    let mut ignored = BTreeSet::new();
    let Some(label) = settlement.label() else { return ignored };
    let carries = carrier(&reading.observations, label);
    for observation in reading.observations.iter_mut().filter(|o| carries(o)) {
        match settlement {
            Settlement::Indicator { indicator, .. } => observation.indicator = Some(indicator.clone()),
            Settlement::Area { area, .. } => observation.area = Some(*area),
            Settlement::Role { role, .. } => observation.role = *role,
            _ => {
                ignored.insert(observation.cell);
            }
        }
    }
    reading.observations.retain(|o| !ignored.contains(&o.cell));
    ignored
}

/// Tells whether a figure carries the label. As it is printed where the table has it so; else with other digits,
/// because next year's table says `2024年` where this year's says `2023年`.
fn carrier(observations: &[ObservationReading], label: &str) -> impl Fn(&ObservationReading) -> bool + use<> {
    let has = |o: &ObservationReading, same: &dyn Fn(&str) -> bool| {
        o.row_labels.iter().chain(&o.column_labels).any(|l| same(l))
    };
    let (exact, alike) = (squeezed(label), shape(label));
    let is_printed = observations.iter().any(|o| has(o, &|l| squeezed(l) == exact));
    move |o| {
        if is_printed { has(o, &|l| squeezed(l) == exact) } else { has(o, &|l| shape(l) == alike) }
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
        Settlement::Role { label, .. } => {
            ["derived_by_arithmetic", "total_by_arithmetic"].contains(&diagnostic.code) && says(label)
        }
        Settlement::Ignore { label } => {
            const OF_LABELS: [&str; 4] =
                ["indicator_unknown", "unknown_area", "derived_by_arithmetic", "total_by_arithmetic"];
            OF_LABELS.contains(&diagnostic.code) && says(label)
        }
        Settlement::Unit { .. } => diagnostic.code == "unit_unknown",
        Settlement::Year { .. }
        | Settlement::YearShift { .. }
        | Settlement::Scope { .. }
        | Settlement::Skip => false,
    };
    // A label that is told of without a cell is told of by its words alone.
    is_of && (is_inside(diagnostic, range) || (diagnostic.cell.is_none() && settlement.label().is_some()))
}
