//! How the vocabulary is written into columns and read back: codes, text forms, ids, JSON. What cannot be read
//! back is a damaged workspace, never a default.

use super::tables::findings::FindingId;
use super::tables::history::{StepId, StepKind, StepState};
use super::tables::import_runs::ImportRunId;
use crate::diagnostic::Severity;
use crate::model::{
    AreaCode, CellRange, CellRef, Decimal, FieldType, Missing, ObservationId, Period, Role, ScopeId,
    SourceId, TableId, TableKind, WorkbookFormat,
};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A stored text that means nothing to this program.
#[derive(Debug, thiserror::Error)]
#[error("`{text}` is not a {what}")]
struct Unreadable {
    what: &'static str,
    text: String,
}

fn unreadable(what: &'static str, text: &str) -> FromSqlError {
    FromSqlError::Other(Box::new(Unreadable { what, text: text.to_owned() }))
}

/// Types with `code()` and `from_code()`.
macro_rules! stored_as_code {
    ($($name:literal $type:ty),+ $(,)?) => { $(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.code()))
            }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let code = value.as_str()?;
                Self::from_code(code).ok_or_else(|| unreadable($name, code))
            }
        }
    )+ };
}

/// Types with a text form that reads back.
macro_rules! stored_as_text {
    ($($name:literal $type:ty),+ $(,)?) => { $(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.to_string()))
            }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                text.parse().map_err(|_| unreadable($name, text))
            }
        }
    )+ };
}

/// Ids that are numbers.
macro_rules! stored_as_id {
    ($($type:ty),+ $(,)?) => { $(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )+ };
}

stored_as_code!(
    "role" Role,
    "reason for a missing value" Missing,
    "file format" WorkbookFormat,
    "severity" Severity,
    "kind of table" TableKind,
    "field type" FieldType,
    "kind of step" StepKind,
    "state of a step" StepState,
);
stored_as_text!("period" Period, "area code" AreaCode, "range of cells" CellRange);
stored_as_id!(ObservationId, TableId, SourceId, ImportRunId, FindingId, StepId);

impl ToSql for ScopeId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for ScopeId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(Self)
    }
}

/// An exact decimal as text, its trailing zeros kept. Not a trait on `Decimal`: both belong to other crates.
pub(super) struct DecimalText(pub Decimal);

impl ToSql for DecimalText {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for DecimalText {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        // Exactly: a number of more digits than a decimal holds must not come back rounded.
        Decimal::from_str_exact(text).map(Self).map_err(|_| unreadable("decimal", text))
    }
}

/// A list as JSON text.
pub(super) struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(ToSqlOutput::from)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        serde_json::from_str(text).map(Self).map_err(|_| unreadable("list", text))
    }
}

/// The cell in columns `cell_row` and `cell_col`.
pub(super) fn cell_of(row: &Row<'_>) -> rusqlite::Result<CellRef> {
    Ok(CellRef::new(row.get("cell_row")?, row.get("cell_col")?))
}

/// A count or a size. SQLite has no unsigned integers; what does not fit either side is refused, not cut.
pub(super) struct Count(pub u64);

impl ToSql for Count {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        i64::try_from(self.0)
            .map(ToSqlOutput::from)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
    }
}

impl FromSql for Count {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u64::try_from(number).map(Self).map_err(|_| FromSqlError::OutOfRange(number))
    }
}
