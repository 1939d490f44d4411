//! In which unit an indicator is counted in a scope: figures of different units are never added or divided.

use crate::model::{CountRow, ScopeId, get_indicator};
use std::collections::{BTreeMap, BTreeSet};

/// The units named by the numbers of indicators, scope by scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units(BTreeMap<(String, String), BTreeSet<String>>);

impl Units {
    /// Takes note of the unit of a number.
    pub fn note(&mut self, row: &CountRow<'_>) {
        let Some(unit) = row.unit.filter(|_| row.value.is_some()) else { return };
        let key = (row.indicator_id.to_owned(), row.scope_id.to_owned());
        self.0.entry(key).or_default().insert(unit.to_owned());
    }

    /// The one unit of an indicator in a scope: as named, or the usual one where none is; nothing where several are.
    pub fn unit(&self, indicator_id: &str, scope_id: &ScopeId) -> Option<&str> {
        match self.0.get(&(indicator_id.to_owned(), scope_id.0.clone())) {
            Some(named) if named.len() > 1 => None,
            Some(named) => named.first().map(String::as_str),
            None => get_indicator(indicator_id).map(|i| i.unit),
        }
    }

    /// Whether two indicators are counted in one unit; where a source names none for one of them, nothing says that
    /// they are not.
    pub fn agree(&self, one: &str, other: &str, scope_id: &ScopeId) -> bool {
        let named = |id: &str| self.0.get(&(id.to_owned(), scope_id.0.clone()));
        match (named(one), named(other)) {
            (Some(one), Some(other)) => one.union(other).count() == 1,
            (named, None) | (None, named) => named.is_none_or(|n| n.len() == 1),
        }
    }
}
