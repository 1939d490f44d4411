//! What can go wrong when measuring.

use crate::diagnostic::Args;

/// Why there is no answer at all.
#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    /// The query engine refused (a defect: the inputs are our own).
    #[error("the query failed: {0}")]
    Query(#[from] polars::error::PolarsError),
    /// A sum left the range of exact decimals (28 digits).
    #[error("a sum is too large to be exact")]
    OutOfRange,
}

impl MeasureError {
    /// Code of the catalogue.
    pub fn code(&self) -> &'static str {
        "internal"
    }

    /// Values for the message.
    pub fn args(&self) -> Args {
        vec![("reason".to_owned(), self.to_string())]
    }
}
