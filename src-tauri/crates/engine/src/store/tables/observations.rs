//! `observations`: the numbers, and the way back from each to its cell.

use crate::model::{
    AreaCode, CellRef, CountRow, Decimal, Missing, Observation, ObservationId, Period, Provenance, Role,
    ScopeId, SourceId, TableId, indicators,
};
use crate::store::stored::{Count, DecimalText, Json, cell_of};
use crate::store::{Reader, StoreError, Writer};
use rusqlite::types::ToSqlOutput;
use rusqlite::{Row, Statement, params, params_from_iter};

/// An observation to be added. The fields mean what they mean in [`Observation`].
#[derive(Debug, Clone, PartialEq)]
pub struct NewObservation {
    /// Where it stands in its sheet.
    pub cell: CellRef,
    /// The text exactly as found.
    pub raw: String,
    /// The number; `None` exactly when `missing` is given.
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing: Option<Missing>,
    /// Its part in the table.
    pub role: Role,
    /// Indicator id, where recognised.
    pub indicator_id: Option<String>,
    /// The scope it was counted on. It must be there already.
    pub scope_id: ScopeId,
    /// Area, where recognised.
    pub area: Option<AreaCode>,
    /// Period, where recognised.
    pub period: Option<Period>,
    /// Issuing or reporting body.
    pub organisation: Option<String>,
    /// Breakdown such as 文种.
    pub category: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Labels left of the cell, outermost first.
    pub row_labels: Vec<String>,
    /// Labels above the cell, outermost first.
    pub column_labels: Vec<String>,
}

/// Which observations to list. `None` and an empty list leave all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObservationFilter {
    /// Only this indicator.
    pub indicator_id: Option<String>,
    /// Only these periods.
    pub periods: Vec<Period>,
    /// Only this very area, not what lies inside it.
    pub area: Option<AreaCode>,
    /// Only this scope.
    pub scope_id: Option<ScopeId>,
    /// Only this table.
    pub table_id: Option<TableId>,
    /// Only what this file holds.
    pub source_id: Option<SourceId>,
    /// Only these parts in their tables.
    pub roles: Vec<Role>,
    /// Only where the raw text, a label, the organisation, the category, the sheet, the table's title or the file's
    /// name contains this; Latin letters in either case.
    pub text: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Past so many.
    pub offset: u32,
}

/// The conditions of a filter and the values bound to them, in order.
pub(super) struct Conditions {
    pub(super) sql: String,
    pub(super) values: Vec<ToSqlOutput<'static>>,
}

impl Conditions {
    pub(super) fn from_filter(filter: &ObservationFilter) -> Self {
        let mut conditions = Self { sql: String::from("TRUE"), values: Vec::new() };
        conditions.add(filter.indicator_id.clone(), "o.indicator_id = ?");
        conditions.add(
            json_codes(filter.periods.iter().map(Period::to_string)),
            "o.period IN (SELECT value FROM json_each(?))",
        );
        conditions.add(filter.area.map(|a| a.to_string()), "o.area = ?");
        conditions.add(filter.scope_id.clone().map(|s| s.0), "o.scope_id = ?");
        conditions.add(filter.table_id.map(|t| t.0), "o.table_id = ?");
        conditions.add(
            filter.source_id.map(|s| s.0),
            "o.table_id IN (SELECT id FROM source_tables WHERE source_id = ?)",
        );
        conditions.add(
            json_codes(filter.roles.iter().map(|r| r.code().to_owned())),
            "o.role IN (SELECT value FROM json_each(?))",
        );
        conditions.add(filter.text.as_deref().filter(|t| !t.is_empty()).map(like_pattern), TEXT_CONDITION);
        conditions
    }

    /// One more condition with its one `?`, where there is a value for it.
    fn add(&mut self, value: Option<impl Into<ToSqlOutput<'static>>>, condition: &str) {
        if let Some(value) = value {
            self.values.push(value.into());
            self.sql.push_str(" AND ");
            self.sql.push_str(condition);
        }
    }
}

/// Labels are looked at one by one, so that the quotes and commas of their JSON never match. The pattern is bound
/// once and named `p`.
const TEXT_CONDITION: &str = r"EXISTS (
    SELECT 1 FROM (SELECT ? AS p), source_tables t JOIN sources s ON s.id = t.source_id
    WHERE t.id = o.table_id AND (
        o.raw LIKE p ESCAPE '\' OR o.organisation LIKE p ESCAPE '\' OR o.category LIKE p ESCAPE '\'
        OR t.sheet LIKE p ESCAPE '\' OR t.title LIKE p ESCAPE '\' OR s.file LIKE p ESCAPE '\'
        OR EXISTS (SELECT 1 FROM json_each(o.row_labels) WHERE value LIKE p ESCAPE '\')
        OR EXISTS (SELECT 1 FROM json_each(o.column_labels) WHERE value LIKE p ESCAPE '\')))";

fn like_pattern(text: &str) -> String {
    let escaped = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{escaped}%")
}

fn json_codes(codes: impl ExactSizeIterator<Item = String>) -> Option<String> {
    let list = |codes: Vec<String>| serde_json::Value::from(codes).to_string();
    if codes.len() == 0 { None } else { Some(list(codes.collect())) }
}

/// The columns in the order that [`read`] takes them: there are many rows, and finding each column by its name would
/// cost as much as reading it.
pub(super) const COLUMNS: &str =
    "o.id, o.table_id, o.cell_row, o.cell_col, o.raw, o.value, o.missing, o.role, o.indicator_id,
    o.scope_id, o.area, o.period, o.organisation, o.category, o.unit, o.row_labels, o.column_labels";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Observation> {
    Ok(Observation {
        id: row.get(0)?,
        table_id: row.get(1)?,
        cell: CellRef::new(row.get(2)?, row.get(3)?),
        raw: row.get(4)?,
        value: row.get::<_, Option<DecimalText>>(5)?.map(|v| v.0),
        missing: row.get(6)?,
        role: row.get(7)?,
        indicator_id: row.get(8)?,
        scope_id: row.get(9)?,
        area: row.get(10)?,
        period: row.get(11)?,
        organisation: row.get(12)?,
        category: row.get(13)?,
        unit: row.get(14)?,
        row_labels: row.get::<_, Json<Vec<String>>>(15)?.0,
        column_labels: row.get::<_, Json<Vec<String>>>(16)?.0,
    })
}

const COUNT_COLUMNS: &str =
    "o.id, o.table_id, o.value, o.missing, o.role, o.indicator_id, o.scope_id, o.area, o.period,
    o.organisation, o.category, o.unit";

fn read_count<'r>(row: &'r Row<'_>) -> rusqlite::Result<CountRow<'r>> {
    Ok(CountRow {
        id: row.get(0)?,
        table_id: row.get(1)?,
        value: row.get::<_, Option<DecimalText>>(2)?.map(|v| v.0),
        missing: row.get(3)?,
        role: row.get(4)?,
        indicator_id: row.get_ref(5)?.as_str()?,
        scope_id: row.get_ref(6)?.as_str()?,
        area: row.get(7)?,
        period: row.get(8)?,
        organisation: row.get_ref(9)?.as_str_or_null()?,
        category: row.get_ref(10)?.as_str_or_null()?,
        unit: row.get_ref(11)?.as_str_or_null()?,
    })
}

fn read_provenance(row: &Row<'_>) -> rusqlite::Result<Provenance> {
    Ok(Provenance {
        observation_id: row.get("id")?,
        source_id: row.get("source_id")?,
        file: row.get("file")?,
        sha256: row.get("sha256")?,
        sheet: row.get("sheet")?,
        cell: cell_of(row)?,
        raw: row.get("raw")?,
        imported_at: row.get("at")?,
    })
}

impl Writer<'_> {
    /// Adds the observations of a table. Their ids come back in the same order.
    pub fn insert_observations(
        &mut self,
        table_id: TableId,
        observations: &[NewObservation],
    ) -> Result<Vec<ObservationId>, StoreError> {
        // Prepared once and bound by position: there are many rows, and finding each value's place by its name
        // would cost as much as writing it.
        let ids = || -> rusqlite::Result<Vec<ObservationId>> {
            let mut statement = self.connection.prepare_cached(INSERT)?;
            observations.iter().map(|o| insert(&mut statement, table_id, o)).collect()
        };
        ids().map_err(|e| self.error(&e))
    }
}

const INSERT: &str = "
    INSERT INTO observations
        (table_id, cell_row, cell_col, raw, value, missing, role, indicator_id, scope_id, area, period,
         organisation, category, unit, row_labels, column_labels)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

fn insert(
    statement: &mut Statement<'_>,
    table_id: TableId,
    observation: &NewObservation,
) -> rusqlite::Result<ObservationId> {
    // Taken apart by name, so that a new field cannot be forgotten here.
    let NewObservation {
        cell,
        raw,
        value,
        missing,
        role,
        indicator_id,
        scope_id,
        area,
        period,
        organisation,
        category,
        unit,
        row_labels,
        column_labels,
    } = observation;
    let id = statement.insert(params![
        table_id,
        cell.row,
        cell.col,
        raw,
        value.map(DecimalText),
        missing,
        role,
        indicator_id,
        scope_id,
        area,
        period,
        organisation,
        category,
        unit,
        Json(row_labels),
        Json(column_labels),
    ])?;
    Ok(ObservationId(id))
}

impl Reader {
    /// The observations a filter leaves, in the order of import.
    pub fn list_observations(&self, filter: &ObservationFilter) -> Result<Vec<Observation>, StoreError> {
        let mut conditions = Conditions::from_filter(filter);
        let sql = format!(
            "SELECT {COLUMNS} FROM observations o WHERE {} ORDER BY o.id LIMIT ? OFFSET ?",
            conditions.sql
        );
        // To SQLite a negative limit is none.
        conditions.values.push(filter.limit.map_or(-1, i64::from).into());
        conditions.values.push(i64::from(filter.offset).into());
        self.list(&sql, params_from_iter(conditions.values), read)
    }

    /// Hands over what measures need of an indicator's observations in these periods, and of all indicators when none
    /// is named: without labels and raw text, which cost more to read than all the rest.
    pub fn visit_counts(
        &self,
        indicator_id: Option<&str>,
        periods: &[Period],
        mut visit: impl FnMut(&CountRow<'_>),
    ) -> Result<(), StoreError> {
        let filter = ObservationFilter {
            indicator_id: indicator_id.map(str::to_owned),
            periods: periods.to_vec(),
            roles: vec![Role::Value, Role::Total],
            ..ObservationFilter::default()
        };
        let conditions = Conditions::from_filter(&filter);
        let sql = format!(
            "SELECT {COUNT_COLUMNS} FROM observations o
             WHERE o.indicator_id IS NOT NULL AND o.period IS NOT NULL AND {}",
            conditions.sql
        );
        let each = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(conditions.values))?;
            while let Some(row) = rows.next()? {
                visit(&read_count(row)?);
            }
            Ok(())
        };
        each().map_err(|e| self.error(&e))
    }

    /// How many observations a filter leaves; its limit and offset do not count.
    pub fn count_observations(&self, filter: &ObservationFilter) -> Result<u64, StoreError> {
        let conditions = Conditions::from_filter(filter);
        let sql = format!("SELECT count(*) FROM observations o WHERE {}", conditions.sql);
        let count = self.find(&sql, params_from_iter(conditions.values), |row| row.get(0))?;
        Ok(count.map_or(0, |Count(n)| n))
    }

    /// The observation with this id.
    pub fn get_observation(&self, observation_id: ObservationId) -> Result<Observation, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM observations o WHERE o.id = ?1");
        self.find(&sql, [observation_id], read)?.ok_or(StoreError::UnknownObservation(observation_id))
    }

    /// The way back from each of these numbers to its cell, in the order asked.
    pub fn list_provenance(&self, observation_ids: &[ObservationId]) -> Result<Vec<Provenance>, StoreError> {
        let sql = "
            SELECT o.id, o.cell_row, o.cell_col, o.raw, t.sheet, t.source_id, s.file, s.sha256, r.at
            FROM observations o
            JOIN source_tables t ON t.id = o.table_id
            JOIN sources s ON s.id = t.source_id
            JOIN import_runs r ON r.id = t.run_id
            WHERE o.id = ?1";
        let one = |id: &ObservationId| {
            self.find(sql, [id], read_provenance)?.ok_or(StoreError::UnknownObservation(*id))
        };
        observation_ids.iter().map(one).collect()
    }

    /// The periods there are observations for, in the order of their text form, and how many for each.
    pub fn list_periods(&self) -> Result<Vec<(Period, u64)>, StoreError> {
        self.list_counts(
            "SELECT period, count(*) FROM observations WHERE period IS NOT NULL GROUP BY period ORDER BY period",
        )
    }

    /// The areas there are observations for, by code, and how many for each.
    pub fn list_areas(&self) -> Result<Vec<(AreaCode, u64)>, StoreError> {
        self.list_counts(
            "SELECT area, count(*) FROM observations WHERE area IS NOT NULL GROUP BY area ORDER BY area",
        )
    }

    /// The indicators there are observations for, in report order and then those outside the catalogue, and how many
    /// for each.
    pub fn list_indicators(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut counts: Vec<(String, u64)> = self.list_counts(
            "SELECT indicator_id, count(*) FROM observations
             WHERE indicator_id IS NOT NULL GROUP BY indicator_id ORDER BY indicator_id",
        )?;
        // A stable sort: those outside the catalogue stay by id.
        counts.sort_by_key(|(id, _)| {
            indicators().iter().position(|known| known.id == id).unwrap_or(usize::MAX)
        });
        Ok(counts)
    }

    fn list_counts<T: rusqlite::types::FromSql>(&self, sql: &str) -> Result<Vec<(T, u64)>, StoreError> {
        self.list(sql, [], |row| Ok((row.get(0)?, row.get::<_, Count>(1)?.0)))
    }
}
