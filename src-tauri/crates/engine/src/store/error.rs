//! What can go wrong with a workspace file, each with a code and values for the catalogue.

use super::tables::history::StepId;
use crate::diagnostic::Args;
use crate::model::ObservationId;
use rusqlite::ErrorCode;
use std::path::Path;

/// Why a workspace could not be opened, read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no workspace `{file}`")]
    Missing {
        /// File name.
        file: String,
    },
    /// A workspace was to be made where a file already is.
    #[error("`{file}` already exists")]
    Exists {
        /// File name.
        file: String,
    },
    /// The file is something else.
    #[error("`{file}` is not a workspace")]
    NotAWorkspace {
        /// File name.
        file: String,
    },
    /// The file was written by a newer version.
    #[error("`{file}` has format {found}; this program knows up to {supported}")]
    Newer {
        /// File name.
        file: String,
        /// Format of the file.
        found: i64,
        /// Newest format known here.
        supported: i64,
    },
    /// The file was written by an earlier version and may not be migrated, because it is only read.
    #[error("`{file}` has format {found}; reading it needs format {supported}")]
    Older {
        /// File name.
        file: String,
        /// Format of the file.
        found: i64,
        /// Format needed.
        supported: i64,
    },
    /// The file contradicts itself.
    #[error("`{file}` is damaged: {reason}")]
    Damaged {
        /// File name.
        file: String,
        /// What SQLite or the reading of a row found.
        reason: String,
    },
    /// Another program or window is writing the file.
    #[error("`{file}` is in use")]
    Locked {
        /// File name.
        file: String,
    },
    /// The file, or one beside it, cannot be written.
    #[error("`{file}` cannot be written: {reason}")]
    CannotWrite {
        /// File name.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// The database refused for another reason.
    #[error("the workspace could not be read or written: {reason}")]
    Failed {
        /// What SQLite says.
        reason: String,
    },
    /// Every step is already undone, or there never was one.
    #[error("there is no step to undo")]
    NothingToUndo,
    /// No step is undone.
    #[error("there is no step to redo")]
    NothingToRedo,
    /// The history has no step with this id that could be gone to.
    #[error("there is no step {} to go to", .0.0)]
    NoSuchStep(StepId),
    /// Rows a step wrote are no longer as it left them.
    #[error("the data was changed by something else after step {}", step.0)]
    HistoryConflict {
        /// The step that was to be undone or redone.
        step: StepId,
    },
    /// No observation has this id.
    #[error("there is no observation {}", .0.0)]
    UnknownObservation(ObservationId),
}

impl StoreError {
    /// The code of the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "workspace_missing",
            Self::Exists { .. } => "workspace_exists",
            Self::NotAWorkspace { .. } => "not_a_workspace",
            Self::Newer { .. } => "newer_workspace",
            Self::Older { .. } => "older_workspace",
            Self::Damaged { .. } => "workspace_damaged",
            Self::Locked { .. } => "workspace_locked",
            Self::CannotWrite { .. } => "cannot_write",
            Self::Failed { .. } => "store_failed",
            Self::NothingToUndo => "nothing_to_undo",
            Self::NothingToRedo => "nothing_to_redo",
            Self::NoSuchStep(_) => "no_such_step",
            Self::HistoryConflict { .. } => "history_conflict",
            Self::UnknownObservation(_) => "unknown_observation",
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Args {
        let arg = |name: &str, value: &dyn ToString| (name.to_owned(), value.to_string());
        match self {
            Self::Missing { file }
            | Self::Exists { file }
            | Self::NotAWorkspace { file }
            | Self::Locked { file } => vec![arg("file", file)],
            Self::Newer { file, found, supported } | Self::Older { file, found, supported } => {
                vec![arg("file", file), arg("found", found), arg("supported", supported)]
            }
            Self::Damaged { file, reason } | Self::CannotWrite { file, reason } => {
                vec![arg("file", file), arg("reason", reason)]
            }
            Self::Failed { reason } => vec![arg("reason", reason)],
            Self::NothingToUndo | Self::NothingToRedo => Args::new(),
            Self::HistoryConflict { step } | Self::NoSuchStep(step) => vec![arg("step", &step.0)],
            Self::UnknownObservation(id) => vec![arg("observation", &id.0)],
        }
    }

    /// What an SQLite error means for a workspace file of this name.
    pub(super) fn from_sqlite(error: &rusqlite::Error, file: &str) -> Self {
        use rusqlite::Error as E;
        let file = file.to_owned();
        if matches!(error, E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::Utf8Error(..))
            || matches!(error, E::IntegralValueOutOfRange(..))
        {
            return Self::Damaged { file, reason: error.to_string() };
        }
        let Some(code) = error.sqlite_error_code() else {
            return Self::Failed { reason: error.to_string() };
        };
        // SQLite's message names the whole path of a file it cannot open; the catalogue names the file already.
        let reason = error.sqlite_error().map_or_else(|| error.to_string(), ToString::to_string);
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked { file },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged { file, reason },
            ErrorCode::ReadOnly
            | ErrorCode::DiskFull
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied => Self::CannotWrite { file, reason },
            _ => Self::Failed { reason: error.to_string() },
        }
    }

    /// A file that the system would not let us write.
    pub(super) fn cannot_write(path: &Path, error: &std::io::Error) -> Self {
        // The kind, not the message: its words do not depend on the system or its language.
        Self::CannotWrite { file: file_name(path), reason: error.kind().to_string() }
    }
}

/// The name people know a file by. Messages carry no folders: those name people and machines.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
