//! The figures of a question's rows and totals, each with its kind, its numbers and its inputs.

use super::{Basis, Comparison, FigureKind, Measure, MeasureRequest, MeasureTable, ScopeMeasures, Total};
use crate::model::{Decimal, NoRate, ObservationId};

impl MeasureRequest {
    /// A figure of one row. Kinds that no comparison has are `missing`.
    pub fn row_measure(&self, scope: &ScopeMeasures, row: &Comparison, kind: FigureKind) -> Measure {
        let refusal = row.rate.err().unwrap_or(NoRate::Missing);
        let counts = row.current.zip(row.base).map(|(c, b)| vec![c, b]).unwrap_or_default();
        let (value, operands) = match kind {
            FigureKind::Count => (row.current.ok_or(refusal_of_count(row.rate.err())), Vec::new()),
            FigureKind::Change => (row.change().ok_or(refusal), counts),
            FigureKind::RateOfChange => (row.rate.map(|r| r.percent(self.rounding, self.decimals)), counts),
            FigureKind::Contribution => {
                let of_total = counts.into_iter().chain(scope.total.base).collect();
                (row.contribution.ok_or(row.rate.err().unwrap_or(NoRate::OutOfRange)), of_total)
            }
            FigureKind::Share
            | FigureKind::MeanOfRates
            | FigureKind::Index
            | FigureKind::CompoundRate
            | FigureKind::ChainedRate
            | FigureKind::QuotaLead
            | FigureKind::Forecast
            | FigureKind::BoundedClaim => (Err(NoRate::Missing), Vec::new()),
        };
        let inputs = if kind == FigureKind::Count { row.current_inputs.clone() } else { row.inputs() };
        Measure { value, operands, inputs, ..self.empty_measure(scope, Some(&row.key), kind) }
    }

    /// A figure of everything together: of the rows that have a number in both periods.
    pub fn total_measure(&self, scope: &ScopeMeasures, kind: FigureKind) -> Measure {
        self.measure_of(scope, (&scope.rows, &scope.total), kind)
    }

    /// A figure of everything that is like for like, whatever the basis of the rows.
    pub fn comparable_measure(&self, scope: &ScopeMeasures, kind: FigureKind) -> Measure {
        let measure = self.measure_of(scope, (&scope.comparable.rows, &scope.comparable.total), kind);
        Measure { basis: Basis::Comparable, ..measure }
    }

    fn measure_of(
        &self,
        scope: &ScopeMeasures,
        (rows, total): (&[Comparison], &Total),
        kind: FigureKind,
    ) -> Measure {
        let refusal = total.rate.err().unwrap_or(NoRate::Missing);
        let counts = total.current.zip(total.base);
        let operands = counts.map(|(c, b)| vec![c, b]).unwrap_or_default();
        let (value, operands) = match kind {
            FigureKind::Count => (total.current.ok_or(refusal_of_count(total.rate.err())), Vec::new()),
            FigureKind::Change => {
                let change = counts.map(|(c, b)| c.checked_sub(b).ok_or(NoRate::OutOfRange));
                (change.unwrap_or(Err(refusal)), operands)
            }
            FigureKind::RateOfChange => {
                (total.rate.map(|r| r.percent(self.rounding, self.decimals)), operands)
            }
            FigureKind::MeanOfRates => (total.mean_of_rates.ok_or(refusal), Vec::new()),
            FigureKind::Share
            | FigureKind::Contribution
            | FigureKind::Index
            | FigureKind::CompoundRate
            | FigureKind::ChainedRate
            | FigureKind::QuotaLead
            | FigureKind::Forecast
            | FigureKind::BoundedClaim => (Err(NoRate::Missing), Vec::new()),
        };
        let inputs = total_inputs(rows, total, kind);
        Measure { value, operands, inputs, ..self.empty_measure(scope, None, kind) }
    }

    fn empty_measure(&self, scope: &ScopeMeasures, key: Option<&str>, kind: FigureKind) -> Measure {
        Measure {
            kind,
            indicator_id: self.indicator_id.clone(),
            scope_id: scope.scope_id.clone(),
            row: key.map(|key| (self.by, key.to_owned())),
            period: self.period,
            against: (kind != FigureKind::Count).then_some(self.against),
            basis: self.basis,
            rounding: self.rounding,
            decimals: self.decimals,
            value: Err(NoRate::Missing),
            operands: Vec::new(),
            bound: None,
            inputs: Vec::new(),
        }
    }
}

/// Why there is no current count: what a missing base says is no reason.
fn refusal_of_count(rate: Option<NoRate>) -> NoRate {
    rate.filter(|r| matches!(r, NoRate::Suppressed | NoRate::Inexact)).unwrap_or(NoRate::Missing)
}

fn total_inputs(rows: &[Comparison], total: &Total, kind: FigureKind) -> Vec<ObservationId> {
    let is_pooled = |row: &&Comparison| !total.excluded.iter().any(|(key, _)| *key == row.key);
    let pooled = rows.iter().filter(is_pooled);
    match kind {
        FigureKind::Count => pooled.flat_map(|r| r.current_inputs.iter().copied()).collect(),
        _ => pooled.flat_map(Comparison::inputs).collect(),
    }
}

impl MeasureTable {
    /// A figure of one row.
    pub fn row_measure(&self, scope: &ScopeMeasures, row: &Comparison, kind: FigureKind) -> Measure {
        self.request.row_measure(scope, row, kind)
    }

    /// A figure of everything together.
    pub fn total_measure(&self, scope: &ScopeMeasures, kind: FigureKind) -> Measure {
        self.request.total_measure(scope, kind)
    }

    /// A figure of everything that is like for like.
    pub fn comparable_measure(&self, scope: &ScopeMeasures, kind: FigureKind) -> Measure {
        self.request.comparable_measure(scope, kind)
    }

    /// Change or rate of everything counted in each period, whether or not a row has the other; refused together.
    pub fn as_counted_measure(&self, scope: &ScopeMeasures, kind: FigureKind) -> Measure {
        let all = &scope.total.as_counted;
        let request = &self.request;
        let value = match (kind, all.rate) {
            (_, Err(reason)) => Err(reason),
            (FigureKind::Change, Ok(rate)) => Ok(rate.change),
            (FigureKind::RateOfChange, Ok(rate)) => Ok(rate.percent(request.rounding, request.decimals)),
            (_, Ok(_)) => Err(NoRate::Missing),
        };
        let operands: Vec<Decimal> = all.current.zip(all.base).map(|(c, b)| vec![c, b]).unwrap_or_default();
        let inputs = scope.rows.iter().flat_map(Comparison::inputs).collect();
        Measure { value, operands, inputs, ..request.empty_measure(scope, None, kind) }
    }
}
