//! The engine's one error: every failure a shell can see, with a stable code and words from the catalogue.

use crate::catalogue;
use crate::chart::ChartError;
use crate::diagnostic::Args;
use crate::import::reader::ReadError;
use crate::measure::MeasureError;
use crate::model::Lang;
use crate::report::ReportError;
use crate::store::StoreError;
use crate::xlsx::XlsxError;
use std::path::Path;

/// Why something could not be done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A source file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The workspace file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A measure failed.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// A workbook could not be written.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// A report could not be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A question without an answer; the code names it.
    #[error("{code}")]
    Refused {
        /// Code of the catalogue.
        code: &'static str,
        /// Values for the message.
        args: Args,
    },
}

impl Error {
    /// A refusal with the values its message names.
    pub fn refused(code: &'static str, args: &[(&str, &str)]) -> Self {
        let args = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self::Refused { code, args }
    }

    /// A file that could not be read or written, and the system's reason.
    pub fn file(code: &'static str, path: &Path, reason: &std::io::Error) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Self::refused(code, &[("file", &name), ("reason", &reason.to_string())])
    }

    /// Stable code of the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(e) => e.code(),
            Self::Store(e) => e.code(),
            Self::Measure(e) => e.code(),
            Self::Chart(e) => e.code(),
            Self::Xlsx(e) => e.code(),
            Self::Report(e) => e.code(),
            Self::Refused { code, .. } => code,
        }
    }

    /// Values for the message.
    pub fn args(&self) -> Args {
        match self {
            Self::Read(e) => e.args(),
            Self::Store(e) => e.args(),
            Self::Measure(e) => e.args(),
            Self::Chart(e) => e.args(),
            Self::Xlsx(e) => e.args(),
            Self::Report(e) => e.args(),
            Self::Refused { args, .. } => args.clone(),
        }
    }

    /// What failed, on what.
    pub fn message(&self, lang: Lang) -> String {
        catalogue::message(self.code(), &self.args(), lang)
    }

    /// What to do next; empty where there is nothing to do.
    pub fn hint(&self, lang: Lang) -> String {
        catalogue::hint(self.code(), &self.args(), lang)
    }
}
