//! Which indicator × scope × period the observations cover, and with how many areas. A question over
//! `observations`, not a table of its own.

use crate::model::{Period, ScopeId};
use crate::store::stored::Count;
use crate::store::{Reader, StoreError};

/// How far one indicator is known in one scope and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesCount {
    /// Indicator id, or the printed name where it is not in the catalogue.
    pub indicator_id: String,
    /// Scope.
    pub scope_id: ScopeId,
    /// Period.
    pub period: Period,
    /// Areas with a number.
    pub area_count: u64,
}

impl Reader {
    /// Coverage of every indicator, scope and period that has a number for an area. Printed arithmetic does not count.
    pub fn list_series_counts(&self) -> Result<Vec<SeriesCount>, StoreError> {
        let sql = "SELECT indicator_id, scope_id, period, COUNT(DISTINCT area) FROM observations
                   WHERE indicator_id IS NOT NULL AND period IS NOT NULL AND area IS NOT NULL
                     AND value IS NOT NULL AND role IN ('value', 'total')
                   GROUP BY indicator_id, scope_id, period ORDER BY indicator_id, scope_id, period";
        self.list(sql, [], |row| {
            Ok(SeriesCount {
                indicator_id: row.get(0)?,
                scope_id: row.get(1)?,
                period: row.get(2)?,
                area_count: row.get::<_, Count>(3)?.0,
            })
        })
    }
}
