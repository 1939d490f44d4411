//! One figure given twice in one table: the same labels on both sides, so nothing tells the two apart. The first is
//! taken, the other is only kept beside it, and a person is told.

use crate::diagnostic::{Diagnostic, Severity};
use crate::import::ObservationReading;
use crate::model::{CellRef, Decimal, Role};
use std::collections::BTreeMap;

/// Takes each figure once. A line without labels is never a repetition: nothing says what it is.
pub(super) fn take_once(observations: &mut [ObservationReading]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<_, (CellRef, Option<Decimal>)> = BTreeMap::new();
    let mut found = Vec::new();
    for o in observations.iter_mut().filter(|o| o.role == Role::Value && !o.row_labels.is_empty()) {
        let meaning = (o.area, o.period, o.indicator.clone(), o.organisation.clone(), o.category.clone());
        let key = (o.row_labels.clone(), o.column_labels.clone(), meaning);
        let Some((other, value)) = first.get(&key) else {
            first.insert(key, (o.cell, o.value));
            continue;
        };
        o.role = Role::Derived;
        let Some(second) = o.value else { continue };
        let diagnostic = Diagnostic::new(Severity::Warning, "duplicate_key")
            .at(o.cell)
            .with("label", o.row_labels.join(" · "))
            .with("value", second)
            .with("other", other)
            .with("first", value.map_or_else(|| "—".to_owned(), |v| v.to_string()));
        found.push(diagnostic);
    }
    found
}
