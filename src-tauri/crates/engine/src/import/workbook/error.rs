//! Why a file was not read: [`Refusal`] while reading, [`ReadError`] with the file's name for everyone else.

use crate::diagnostic::Args;

/// Why reading stopped, before the file's name is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It needs a password.
    Encrypted,
    /// None of the passwords given opens it.
    WrongPassword,
    /// It is encrypted in a way that is not known here.
    UnsupportedEncryption,
    /// It asks for more than this many bytes.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It is a spreadsheet, but broken.
    Damaged,
    /// It is something else.
    NotASpreadsheet,
    /// It is no boundary file.
    NotABoundary,
    /// It is a boundary file whose numbers are no longitudes and latitudes.
    NotLonLat,
    /// It is a boundary file with more areas or places than are read.
    TooDetailed,
    /// The file system refused.
    CannotRead {
        /// What the file system said.
        reason: String,
    },
    /// Whoever receives the cells wants no more.
    Stopped,
}

impl Refusal {
    /// The refusal with the file's name.
    pub fn of(self, file: &str) -> ReadError {
        let file = file.to_owned();
        match self {
            Self::Encrypted => ReadError::Encrypted { file },
            Self::WrongPassword => ReadError::WrongPassword { file },
            Self::UnsupportedEncryption => ReadError::UnsupportedEncryption { file },
            Self::TooLarge { limit } => ReadError::TooLarge { file, limit },
            Self::Damaged => ReadError::Damaged { file },
            Self::NotASpreadsheet => ReadError::NotASpreadsheet { file },
            Self::NotABoundary => ReadError::NotABoundary { file },
            Self::NotLonLat => ReadError::NotLonLat { file },
            Self::TooDetailed => ReadError::TooDetailed { file },
            Self::CannotRead { reason } => ReadError::CannotRead { file, reason },
            Self::Stopped => ReadError::Cancelled { file },
        }
    }
}

/// Why a file was not read. Each names the file (without its folders).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It needs a password to open.
    #[error("{file} needs a password to open")]
    Encrypted {
        /// File name.
        file: String,
    },
    /// None of the passwords given opens it.
    #[error("no password given opens {file}")]
    WrongPassword {
        /// File name.
        file: String,
    },
    /// It is encrypted in a way that is not known here.
    #[error("{file} is encrypted in an unknown way")]
    UnsupportedEncryption {
        /// File name.
        file: String,
    },
    /// Reading it would need more memory than allowed.
    #[error("{file} is too large: more than {} needed", size_words(*limit))]
    TooLarge {
        /// File name.
        file: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// It is a spreadsheet, but broken.
    #[error("{file} is damaged")]
    Damaged {
        /// File name.
        file: String,
    },
    /// It is no spreadsheet.
    #[error("{file} is not a spreadsheet")]
    NotASpreadsheet {
        /// File name.
        file: String,
    },
    /// It is no boundary file.
    #[error("{file} is not a boundary file")]
    NotABoundary {
        /// File name.
        file: String,
    },
    /// It is a boundary file whose numbers are no longitudes and latitudes.
    #[error("the places in {file} are not longitudes and latitudes")]
    NotLonLat {
        /// File name.
        file: String,
    },
    /// It is a boundary file with more areas or places than are read.
    #[error("{file} is too detailed")]
    TooDetailed {
        /// File name.
        file: String,
    },
    /// It took too long.
    #[error("reading {file} took more than {seconds} s")]
    TimedOut {
        /// File name.
        file: String,
        /// The limit, in seconds.
        seconds: u64,
    },
    /// The file system refused.
    #[error("{file} cannot be read: {reason}")]
    CannotRead {
        /// File name.
        file: String,
        /// What the file system said.
        reason: String,
    },
    /// The reader process could not be started, ended unexpectedly, or said something senseless.
    #[error("the reader of {file} failed: {reason}")]
    ReaderFailed {
        /// File name.
        file: String,
        /// What happened to it.
        reason: String,
    },
    /// The person cancelled.
    #[error("reading {file} was cancelled")]
    Cancelled {
        /// File name.
        file: String,
    },
}

impl ReadError {
    /// The code of the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Encrypted { .. } => "encrypted",
            Self::WrongPassword { .. } => "wrong_password",
            Self::UnsupportedEncryption { .. } => "unsupported_encryption",
            Self::TooLarge { .. } => "too_large",
            Self::Damaged { .. } => "damaged",
            Self::NotASpreadsheet { .. } => "not_a_spreadsheet",
            Self::NotABoundary { .. } => "not_a_boundary",
            Self::NotLonLat { .. } => "not_lon_lat",
            Self::TooDetailed { .. } => "boundary_too_detailed",
            Self::TimedOut { .. } => "timed_out",
            Self::CannotRead { .. } => "cannot_read",
            Self::ReaderFailed { .. } => "reader_failed",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// Values for the message.
    pub fn args(&self) -> Args {
        let pair = |name: &str, value: String| (name.to_owned(), value);
        let mut args = vec![pair("file", self.file().to_owned())];
        match self {
            Self::TooLarge { limit, .. } => args.push(pair("limit", size_words(*limit))),
            Self::TimedOut { seconds, .. } => args.push(pair("limit", seconds.to_string())),
            Self::CannotRead { reason, .. } | Self::ReaderFailed { reason, .. } => {
                args.push(pair("reason", reason.clone()));
            }
            Self::Encrypted { .. }
            | Self::WrongPassword { .. }
            | Self::UnsupportedEncryption { .. }
            | Self::Damaged { .. }
            | Self::NotASpreadsheet { .. }
            | Self::NotABoundary { .. }
            | Self::NotLonLat { .. }
            | Self::TooDetailed { .. }
            | Self::Cancelled { .. } => {}
        }
        args
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        match self {
            Self::Encrypted { file }
            | Self::WrongPassword { file }
            | Self::UnsupportedEncryption { file }
            | Self::TooLarge { file, .. }
            | Self::Damaged { file }
            | Self::NotASpreadsheet { file }
            | Self::NotABoundary { file }
            | Self::NotLonLat { file }
            | Self::TooDetailed { file }
            | Self::TimedOut { file, .. }
            | Self::CannotRead { file, .. }
            | Self::ReaderFailed { file, .. }
            | Self::Cancelled { file } => file,
        }
    }
}

/// A round number of bytes in words: `2 GiB`.
fn size_words(bytes: u64) -> String {
    [(30, "GiB"), (20, "MiB"), (10, "KiB")]
        .into_iter()
        .find(|(shift, _)| bytes >> shift > 0)
        .map_or_else(|| format!("{bytes} B"), |(shift, unit)| format!("{} {unit}", bytes >> shift))
}
