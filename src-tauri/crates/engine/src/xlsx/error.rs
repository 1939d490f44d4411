//! Why a workbook could not be written.

/// A workbook that could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XlsxError {
    /// The library refused something.
    #[error("the workbook could not be put together: {reason}")]
    Write {
        /// What the library said.
        reason: String,
    },
    /// What the library wrote does not hold the part a document needs.
    #[error("the workbook holds no `{part}`")]
    NoPart {
        /// The name of the part.
        part: &'static str,
    },
}

impl XlsxError {
    /// The code of the catalogue.
    pub fn code(&self) -> &'static str {
        "workbook_failed"
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(String, String)> {
        vec![("reason".to_owned(), self.to_string())]
    }
}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Write { reason: error.to_string() }
    }
}
