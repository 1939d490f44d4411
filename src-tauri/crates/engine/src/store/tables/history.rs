//! `history`: every step ever taken, with what it changed. Undo and redo are written here too, and rows never go.

use super::source_bytes::{compress, decompress};
use crate::diagnostic::Args;
use crate::store::stored::Json;
use crate::store::{Reader, StoreError};
use rusqlite::{Connection, OptionalExtension, Row};

/// Identity of a step within a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub i64);

/// What the user did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Took in files.
    Import,
    /// Changed the workspace's settings.
    Settings,
    /// Took in a recipe.
    Recipe,
    /// Kept a report.
    Report,
    /// Changed what a kept report says.
    EditReport,
    /// Gave a report another name.
    RenameReport,
    /// Accepted figures of a report.
    AcceptReport,
    /// Took a report out.
    DeleteReport,
    /// Brought in a boundary file.
    Boundary,
    /// Took a boundary file out.
    DeleteBoundary,
}

impl StepKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Import,
        Self::Settings,
        Self::Recipe,
        Self::Report,
        Self::EditReport,
        Self::RenameReport,
        Self::AcceptReport,
        Self::DeleteReport,
        Self::Boundary,
        Self::DeleteBoundary,
    ];

    /// The catalogue's code of the words for such a step.
    pub fn message_code(self) -> &'static str {
        match self {
            Self::Import => "step_import",
            Self::Settings => "step_settings",
            Self::Recipe => "step_recipe",
            Self::Report => "step_report",
            Self::EditReport => "step_edit_report",
            Self::RenameReport => "step_rename_report",
            Self::AcceptReport => "step_accept_report",
            Self::DeleteReport => "step_delete_report",
            Self::Boundary => "step_boundary",
            Self::DeleteBoundary => "step_delete_boundary",
        }
    }

    /// The stable name used in JSON and in the workspace.
    pub fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Settings => "settings",
            Self::Recipe => "recipe",
            Self::Report => "report",
            Self::EditReport => "edit_report",
            Self::RenameReport => "rename_report",
            Self::AcceptReport => "accept_report",
            Self::DeleteReport => "delete_report",
            Self::Boundary => "boundary",
            Self::DeleteBoundary => "delete_boundary",
        }
    }

    /// The kind with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether what a step did holds now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
    /// It holds.
    Done,
    /// It was undone and can be redone.
    Undone,
    /// It was undone, and then another step was taken: it stays on record and cannot be redone.
    Replaced,
}

impl StepState {
    /// The stable name used in JSON and in the workspace.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Replaced => "replaced",
        }
    }

    /// The state with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Done, Self::Undone, Self::Replaced].into_iter().find(|s| s.code() == code)
    }
}

/// One step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Identity; later steps have greater ids.
    pub id: StepId,
    /// What was done.
    pub kind: StepKind,
    /// Values for its summary in words.
    pub args: Args,
    /// When it was taken, RFC 3339.
    pub at: String,
    /// Whether it holds now.
    pub state: StepState,
    /// When its state last changed, RFC 3339; `None` if it never did.
    pub changed_at: Option<String>,
}

/// A changeset may be this large; SQLite's own limit for one value is close to it.
const LARGEST_CHANGESET_BYTES: u64 = 1 << 30;

fn read(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        id: row.get("id")?,
        kind: row.get("kind")?,
        args: row.get::<_, Json<Args>>("args")?.0,
        at: row.get("at")?,
        state: row.get("state")?,
        changed_at: row.get("changed_at")?,
    })
}

fn read_with_changeset(row: &Row<'_>) -> rusqlite::Result<(Step, Vec<u8>)> {
    let compressed: Vec<u8> = row.get("changeset")?;
    let changeset = decompress(&compressed, LARGEST_CHANGESET_BYTES).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(error))
    })?;
    Ok((read(row)?, changeset))
}

/// Adds a step that is done.
pub(crate) fn insert_step(
    connection: &Connection,
    kind: StepKind,
    args: &[(String, String)],
    at: &str,
    changeset: &[u8],
) -> rusqlite::Result<StepId> {
    let compressed = compress(changeset).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
    let sql = "INSERT INTO history (kind, args, at, state, changeset) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.execute(sql, (kind, Json(args), at, StepState::Done, compressed))?;
    Ok(StepId(connection.last_insert_rowid()))
}

/// The last step that is done, with its changeset.
pub(crate) fn find_step_to_undo(connection: &Connection) -> rusqlite::Result<Option<(Step, Vec<u8>)>> {
    let sql = "SELECT * FROM history WHERE state = ?1 ORDER BY id DESC LIMIT 1";
    connection.query_row(sql, [StepState::Done], read_with_changeset).optional()
}

/// The last step that is done.
pub(crate) fn find_last_done(connection: &Connection) -> rusqlite::Result<Option<StepId>> {
    let sql = "SELECT max(id) FROM history WHERE state = ?1";
    connection.query_row(sql, [StepState::Done], |row| row.get::<_, Option<i64>>(0)).map(|id| id.map(StepId))
}

/// The step that was undone last, with its changeset. Steps are undone newest first, so it is the oldest of them.
pub(crate) fn find_step_to_redo(connection: &Connection) -> rusqlite::Result<Option<(Step, Vec<u8>)>> {
    let sql = "SELECT * FROM history WHERE state = ?1 ORDER BY id LIMIT 1";
    connection.query_row(sql, [StepState::Undone], read_with_changeset).optional()
}

/// Notes that a step was undone or redone.
pub(crate) fn update_state(
    connection: &Connection,
    step_id: StepId,
    state: StepState,
    at: &str,
) -> rusqlite::Result<()> {
    let sql = "UPDATE history SET state = ?2, changed_at = ?3 WHERE id = ?1";
    connection.execute(sql, (step_id, state, at)).map(drop)
}

/// Notes that what was undone can no longer be redone, because another step is being taken.
pub(crate) fn update_undone_to_replaced(connection: &Connection, at: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE history SET state = ?1, changed_at = ?2 WHERE state = ?3";
    connection.execute(sql, (StepState::Replaced, at, StepState::Undone)).map(drop)
}

impl Reader {
    /// Every step ever taken, oldest first.
    pub fn list_steps(&self) -> Result<Vec<Step>, StoreError> {
        // Not `*`: changesets can be large, and the list does not show them.
        self.list("SELECT id, kind, args, at, state, changed_at FROM history ORDER BY id", [], read)
    }
}
