//! Small lists for tests.

use super::{AsCounted, Basis, By, Comparable, Comparison, MeasureRequest, ScopeMeasures, Total};
use crate::model::{Decimal, NoRate, ObservationId, Period, Rate, Rounding, ScopeId, TableId};
use std::collections::BTreeSet;

/// Documents of 2023 against 2022, half up to one decimal.
pub(super) fn request() -> MeasureRequest {
    MeasureRequest {
        indicator_id: "documents_issued".into(),
        period: Period::Year(2023),
        against: Period::Year(2022),
        by: By::Area,
        basis: Basis::Raw,
        rounding: Rounding::HalfUp,
        decimals: 1,
    }
}

/// A list of rows with key, base and current count.
pub(super) fn list(rows: &[(&str, i64, i64)]) -> ScopeMeasures {
    let row = |(id, (key, base, current)): (i64, &(&str, i64, i64))| {
        let (base, current) = (Some(Decimal::from(*base)), Some(Decimal::from(*current)));
        Comparison {
            key: (*key).to_owned(),
            current,
            base,
            rate: Rate::from_counts(current, base),
            contribution: None,
            current_inputs: vec![ObservationId(2 * id)],
            base_inputs: vec![ObservationId(2 * id + 1)],
            table_id: TableId(1),
            missing_cells: 0,
            is_added_up: false,
            units: BTreeSet::new(),
            joined: None,
        }
    };
    let total = Total {
        current: None,
        base: None,
        rate: Err(NoRate::Missing),
        mean_of_rates: None,
        apart: None,
        excluded: Vec::new(),
        as_counted: AsCounted { current: None, base: None, rate: Err(NoRate::Missing) },
        printed: None,
    };
    let rows: Vec<Comparison> = (0..).zip(rows).map(row).collect();
    ScopeMeasures {
        scope_id: ScopeId("s".into()),
        level: None,
        comparable: Comparable { rows: rows.clone(), total: total.clone(), other_extents: BTreeSet::new() },
        rows,
        total,
        driver: None,
        diagnostics: Vec::new(),
    }
}
