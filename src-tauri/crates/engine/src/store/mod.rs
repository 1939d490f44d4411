//! The workspace file: one SQLite database that holds everything. The only home of rusqlite.
//!
//! [`Reader`] asks, [`Store`] also changes. Every change is a step: one transaction, one recorded changeset, one
//! row of the history, undoable for ever. Nothing here interprets a spreadsheet or computes a measure, and no clock
//! is read: times are passed in.

mod connection;
mod error;
mod lock;
mod migrate;
mod reader;
mod stored;
mod tables;
mod writer;

#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use reader::Reader;
pub use tables::boundaries::Boundary;
pub use tables::findings::{Finding, FindingFilter, NewFinding};
pub use tables::history::{Step, StepId, StepKind, StepState};
pub use tables::import_runs::{ImportRun, ImportRunId};
pub use tables::ledger_columns::{Ledger, LedgerColumn};
pub use tables::observation_order::{ObservationColumn, ObservationOrder};
pub use tables::observations::{NewObservation, ObservationFilter};
pub use tables::recipes::StoredRecipe;
pub use tables::reports::StoredReport;
pub use tables::series_counts::SeriesCount;
pub use tables::source_tables::{NewTable, SourceTable, TableFilter};
pub use tables::sources::{NewSource, Source};
pub use writer::{Store, Writer};
