//! The order a person wants `observations` in, and reading them page by page without sorting for each page.

use super::observations::{COLUMNS, Conditions, ObservationFilter, read};
use crate::model::{Observation, ObservationId, indicators};
use crate::store::{Reader, StoreError};
use rusqlite::params_from_iter;

/// A column of the table of observations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObservationColumn {
    /// Indicators in report order, then those outside the catalogue.
    Indicator,
    /// Areas in official order, which is that of their codes.
    Area,
    /// Period.
    Period,
    /// Organisation, then category.
    Breakdown,
    /// The number.
    Value,
    /// Unit.
    Unit,
    /// Part in its table: figures, totals, of which, derived.
    Role,
    /// File name.
    File,
    /// Sheet, then cell.
    Place,
}

/// The order of the rows. What has no value in the column comes last either way, and equal rows stay as imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObservationOrder {
    /// By this column.
    pub column: ObservationColumn,
    /// Greatest first.
    pub is_descending: bool,
}

impl ObservationOrder {
    /// What the rows are sorted by, as SQL.
    fn terms(self) -> String {
        let direction = if self.is_descending { "DESC" } else { "ASC" };
        let keys: Vec<String> = match self.column {
            ObservationColumn::Indicator => vec![report_position(), "o.indicator_id".to_owned()],
            ObservationColumn::Area => vec!["o.area".to_owned()],
            ObservationColumn::Period => vec!["o.period".to_owned()],
            ObservationColumn::Breakdown => {
                vec![
                    "nullif(coalesce(o.organisation, '') || ' ' || coalesce(o.category, ''), ' ')".to_owned(),
                ]
            }
            // Only to order by: what is shown is the decimal. Two that differ past 15 digits may stand as imported.
            ObservationColumn::Value => vec!["CAST(o.value AS REAL)".to_owned()],
            ObservationColumn::Unit => vec!["o.unit".to_owned()],
            ObservationColumn::Role => vec![
                "CASE o.role WHEN 'value' THEN 0 WHEN 'total' THEN 1 WHEN 'of_which' THEN 2 ELSE 3 END"
                    .to_owned(),
            ],
            ObservationColumn::File => vec!["s.file".to_owned()],
            ObservationColumn::Place => {
                ["t.sheet", "o.cell_row", "o.cell_col"].map(str::to_owned).into_iter().collect()
            }
        };
        let terms = keys.iter().map(|key| format!("{key} IS NULL, {key} {direction}"));
        terms.collect::<Vec<_>>().join(", ")
    }
}

/// Where an indicator stands in a report. The ids are the shipped ones, so they can stand in the statement.
fn report_position() -> String {
    let cases: String =
        indicators().iter().enumerate().map(|(n, i)| format!(" WHEN '{}' THEN {n}", i.id)).collect();
    format!("CASE WHEN o.indicator_id IS NULL THEN NULL ELSE CASE o.indicator_id{cases} ELSE 9999 END END")
}

impl Reader {
    /// The ids of all observations a filter leaves, in this order; as imported where none is given. The filter's limit
    /// and offset do not count.
    pub fn list_observation_ids(
        &self,
        filter: &ObservationFilter,
        order: Option<ObservationOrder>,
    ) -> Result<Vec<ObservationId>, StoreError> {
        let conditions = Conditions::from_filter(filter);
        let terms = order.map(|o| format!("{}, ", o.terms())).unwrap_or_default();
        let sql = format!(
            "SELECT o.id FROM observations o JOIN source_tables t ON t.id = o.table_id
             JOIN sources s ON s.id = t.source_id WHERE {} ORDER BY {terms}o.id",
            conditions.sql
        );
        self.list(&sql, params_from_iter(conditions.values), |row| row.get(0))
    }

    /// The observations with these ids, in the order asked. One that is no longer there is left out.
    pub fn list_observations_by_id(&self, ids: &[ObservationId]) -> Result<Vec<Observation>, StoreError> {
        let ids = serde_json::Value::from(ids.iter().map(|id| id.0).collect::<Vec<_>>()).to_string();
        let sql = format!(
            "SELECT {COLUMNS} FROM json_each(?1) j CROSS JOIN observations o ON o.id = j.value ORDER BY j.key"
        );
        self.list(&sql, [ids], read)
    }
}
