//! From a file's bytes to numbers with their meaning: read (in a child process) → layout → mapping → value → audit.
//!
//! Nothing here touches a workspace. Input is hostile until it has come back from the child process, and what
//! is not understood is reported, never dropped: every result is a reading plus diagnostics.

pub mod boundary;
pub mod reader;
mod reading;
pub mod recipe;
pub mod understand;
pub mod workbook;

pub use crate::model::{FieldType, TableKind};
pub use reading::{LedgerColumn, ObservationReading, SheetReading, TableReading, WorkbookReading};
pub use understand::{understand, understand_in_year};
