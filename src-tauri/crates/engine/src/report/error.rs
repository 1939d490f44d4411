//! Why a report could not be written.

use super::TemplateFault;
use crate::chart::ChartError;
use crate::xlsx::XlsxError;

/// A report that could not be written.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReportError {
    /// A picture of a chart could not be made.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// A native chart or a workbook could not be made.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// The office's template could not be filled.
    #[error(transparent)]
    Template(#[from] TemplateFault),
    /// The parts could not be put into one file.
    #[error("the document could not be put together: {reason}")]
    Package {
        /// What the library said.
        reason: String,
    },
}

impl ReportError {
    /// The code of the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Chart(error) => error.code(),
            Self::Xlsx(error) => error.code(),
            Self::Template(fault) => fault.code(),
            Self::Package { .. } => "report_failed",
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(String, String)> {
        match self {
            Self::Chart(error) => error.args(),
            Self::Xlsx(error) => error.args(),
            Self::Template(fault) => fault.args(),
            Self::Package { reason } => vec![("reason".to_owned(), reason.clone())],
        }
    }
}
