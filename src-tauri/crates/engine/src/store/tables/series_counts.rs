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

/// Totals count only where nothing else does: the total of a province is not one more area beside its prefectures.
/// Years that are known as a year, as January to December, or as all twelve months; and every other period as it is.
/// A year that is known in one of these ways by one area may be known in another by the next.
const SQL: &str = "
    WITH given AS (
        SELECT DISTINCT indicator_id, scope_id, area, period, substr(period, 1, 4) AS year FROM observations AS o
        WHERE indicator_id IS NOT NULL AND period IS NOT NULL AND area IS NOT NULL AND value IS NOT NULL
          AND (role = 'value' OR role = 'total' AND NOT EXISTS (
            SELECT 1 FROM observations AS v
            WHERE v.indicator_id = o.indicator_id AND v.scope_id = o.scope_id AND v.role = 'value'
              AND v.value IS NOT NULL AND v.area IS NOT NULL AND substr(v.period, 1, 4) = substr(o.period, 1, 4)))
    ), whole_years AS (
        SELECT indicator_id, scope_id, area, year FROM given GROUP BY indicator_id, scope_id, area, year
        HAVING SUM(period = year OR period = year || '-YTD12') > 0 OR SUM(period LIKE '____-M__') = 12
    )
    SELECT indicator_id, scope_id, year AS period, COUNT(*) FROM whole_years
    GROUP BY indicator_id, scope_id, year
    UNION ALL
    SELECT indicator_id, scope_id, period, COUNT(*) FROM given
    WHERE period <> year AND period <> year || '-YTD12' GROUP BY indicator_id, scope_id, period
    ORDER BY 1, 2, 3";

impl Reader {
    /// Coverage of every indicator, scope and period that has a number for an area. Printed arithmetic does not count.
    pub fn list_series_counts(&self) -> Result<Vec<SeriesCount>, StoreError> {
        self.list(SQL, [], |row| {
            Ok(SeriesCount {
                indicator_id: row.get(0)?,
                scope_id: row.get(1)?,
                period: row.get(2)?,
                area_count: row.get::<_, Count>(3)?.0,
            })
        })
    }
}
