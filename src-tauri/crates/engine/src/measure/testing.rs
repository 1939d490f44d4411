//! Small lists for tests.

use super::{AsCounted, Basis, By, Comparison, MeasureRequest, ScopeMeasures, Total};
use crate::model::{Decimal, NoRate, ObservationId, Period, Rate, Rounding, ScopeId, TableId};

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
        }
    };
    let nothing = AsCounted { current: None, base: None, rate: Err(NoRate::Missing) };
    ScopeMeasures {
        scope_id: ScopeId("s".into()),
        level: None,
        rows: (0..).zip(rows).map(row).collect(),
        total: Total {
            current: None,
            base: None,
            rate: Err(NoRate::Missing),
            mean_of_rates: None,
            excluded: Vec::new(),
            as_counted: nothing,
            printed: None,
        },
        diagnostics: Vec::new(),
    }
}
