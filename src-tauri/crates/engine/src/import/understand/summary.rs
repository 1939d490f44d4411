//! A summary's observations: every figure and every missing one, with its meaning, role and unit.

use super::grid::Cell;
use super::mapping::{FigureMeaning, Meanings, Surroundings, figure, role};
use super::matrix::Matrix;
use super::value::Reading;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::ObservationReading;
use crate::model::{CellRef, Decimal, Missing, RawValue, Role};

/// What was read, and the doubts about it.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub observations: Vec<ObservationReading>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every figure of a matrix.
pub(super) fn observe(matrix: &Matrix<'_, '_>, around: &Surroundings, title: &str) -> Summary {
    let meanings = Meanings::read(matrix, around);
    let mut summary = Summary::default();
    let mut doubts = Doubts::default();
    for (l, (line, line_meaning)) in matrix.lines.iter().zip(&meanings.lines).enumerate() {
        for (c, (column, column_meaning)) in matrix.columns.iter().zip(&meanings.columns).enumerate() {
            let Some(at) = matrix.address(l, c) else { continue };
            let found = figure(line_meaning, column_meaning, line, column, &meanings, around);
            let role = role(line, column);
            doubts.note(at, &found, role, column_label(&column.path, title));
            let observation = observation(matrix, (l, c), at, found, role);
            summary.diagnostics.extend(cell_doubt(matrix, (l, c), &observation));
            summary.observations.push(observation);
        }
    }
    for (at, label) in &meanings.unknown_areas {
        let found = Diagnostic::new(Severity::Warning, "unknown_area").with("label", label);
        summary.diagnostics.push(match at {
            Some(at) => found.at(*at),
            None => found,
        });
    }
    summary.diagnostics.extend(doubts.into_diagnostics());
    summary
}

fn column_label(path: &[String], title: &str) -> String {
    path.last().cloned().unwrap_or_else(|| title.to_owned())
}

fn observation(
    matrix: &Matrix<'_, '_>,
    (l, c): (usize, usize),
    at: CellRef,
    found: FigureMeaning,
    role: Role,
) -> ObservationReading {
    let cell = matrix.cell(l, c);
    let (value, missing, cell_unit) = match cell.map(|c| &c.reading) {
        Some(Reading::Number { .. }) if matrix.is_unsaid(l, c) => (None, Some(Missing::NotANumber), None),
        Some(Reading::Number { value, unit }) => (Some(*value), None, unit.clone()),
        Some(Reading::Mark(missing)) => (None, Some(*missing), None),
        Some(Reading::Text | Reading::Date) => (None, Some(Missing::NotANumber), None),
        Some(Reading::Blank) | None => (None, Some(Missing::Blank), None),
    };
    let is_fraction = matrix.columns.get(c).is_some_and(|c| c.is_fraction) && cell_unit.is_none();
    let value = value.map(|v| if is_fraction { (v * Decimal::ONE_HUNDRED).normalize() } else { v });
    let line = matrix.lines.get(l);
    ObservationReading {
        cell: at,
        raw: cell.map(Cell::raw_text).unwrap_or_default(),
        value,
        missing,
        row_labels: line.map(|l| l.group.iter().chain(&l.labels).cloned().collect()).unwrap_or_default(),
        column_labels: matrix.columns.get(c).map(|c| c.path.clone()).unwrap_or_default(),
        role,
        area: found.area,
        period: found.period,
        indicator: found.indicator,
        organisation: found.organisation,
        category: found.category,
        unit: cell_unit.or(found.unit),
    }
}

fn cell_doubt(
    matrix: &Matrix<'_, '_>,
    (l, c): (usize, usize),
    observation: &ObservationReading,
) -> Option<Diagnostic> {
    let cell = matrix.cell(l, c)?;
    if cell.raw.value == RawValue::FormulaWithoutValue {
        return Some(Diagnostic::new(Severity::Warning, "formula_without_value").at(observation.cell));
    }
    (observation.missing == Some(Missing::NotANumber)).then(|| {
        Diagnostic::new(Severity::Warning, "not_a_number_cell")
            .at(observation.cell)
            .with("raw", observation.raw.trim())
    })
}

/// Doubts that many figures share, told once.
#[derive(Debug, Default)]
struct Doubts {
    undated: Vec<(CellRef, String)>,
    unknown_indicators: Vec<(CellRef, String)>,
    assumed_unit: Option<CellRef>,
}

impl Doubts {
    fn note(&mut self, at: CellRef, found: &FigureMeaning, role: Role, label: String) {
        if role == Role::Derived {
            return;
        }
        if found.period.is_none() && !self.undated.iter().any(|(_, l)| *l == label) && self.undated.len() < 3
        {
            self.undated.push((at, label));
        }
        if let Some(name) = &found.unknown_indicator
            && !self.unknown_indicators.iter().any(|(_, l)| l == name)
            && self.unknown_indicators.len() < 20
        {
            self.unknown_indicators.push((at, name.clone()));
        }
        if found.is_unit_assumed && self.assumed_unit.is_none() {
            self.assumed_unit = Some(at);
        }
    }

    fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        all.extend(self.undated.into_iter().map(|(at, label)| {
            Diagnostic::new(Severity::Warning, "ambiguous_period").at(at).with("label", label)
        }));
        all.extend(self.unknown_indicators.into_iter().map(|(at, label)| {
            Diagnostic::new(Severity::Info, "indicator_unknown").at(at).with("label", label)
        }));
        all.extend(self.assumed_unit.map(|at| Diagnostic::new(Severity::Info, "unit_unknown").at(at)));
        all
    }
}
