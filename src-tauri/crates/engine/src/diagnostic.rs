//! Doubts about what was read: each with a severity, a stable code, a cell, and words from the catalogue.

use crate::catalogue;
use crate::model::{CellRef, Lang};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A person should look.
    Warning,
    /// The source contradicts itself, or a value could not be used.
    Error,
}

impl Severity {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|s| s.code() == code)
    }
}

/// Named values put into a message.
pub type Args = Vec<(String, String)>;

/// One finding about a source. Collected, never thrown: bad input is data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A code of the catalogue (`total_mismatch`, …).
    pub code: &'static str,
    /// Values for the message.
    pub args: Args,
    /// The cell it points at, where there is one.
    pub cell: Option<CellRef>,
}

impl Diagnostic {
    /// A finding of the given severity.
    pub fn new(severity: Severity, code: &'static str) -> Self {
        Self { severity, code, args: Args::new(), cell: None }
    }

    /// Points at a cell.
    #[must_use]
    pub fn at(mut self, cell: CellRef) -> Self {
        self.cell = Some(cell);
        self
    }

    /// Gives the message a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// What was found, in words.
    pub fn message(&self, lang: Lang) -> String {
        catalogue::message(self.code, &self.args, lang)
    }

    /// What to do about it, in words.
    pub fn hint(&self, lang: Lang) -> String {
        catalogue::hint(self.code, &self.args, lang)
    }
}
