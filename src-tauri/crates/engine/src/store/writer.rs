//! The handle that also changes: opening for writing, steps, undo and redo.

use super::connection::{self, Found};
use super::error::file_name;
use super::lock::WriteLock;
use super::migrate::{self, MIGRATIONS, newest_format};
use super::tables::TRACKED;
use super::tables::history::{self, Step, StepId, StepKind, StepState};
use super::{Reader, StoreError};
use rusqlite::session::{ConflictAction, Session, invert_strm};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior};
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// An open workspace with the right to change it. There is one at a time for a file, in any process.
#[derive(Debug)]
pub struct Store {
    // Before the lock: fields are dropped in this order, and SQLite must be done before another may write.
    reader: Reader,
    _lock: WriteLock,
    copied_aside: Option<PathBuf>,
}

/// What a step may do. Every insert goes through a prepared statement with bound parameters.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(super) connection: &'a Connection,
    pub(super) file: &'a str,
}

impl Deref for Store {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Store {
    /// Makes a workspace where no file is.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS, Mode::Create)
    }

    /// Opens a workspace, bringing an older one to the newest format.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS, Mode::Open)
    }

    /// Opens the workspace, or makes it where no file is.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS, Mode::OpenOrCreate)
    }

    pub(super) fn open_with(path: &Path, migrations: &[&str], mode: Mode) -> Result<Self, StoreError> {
        let file = file_name(path);
        let supported = newest_format(migrations);
        // Looked at before the lock, so that a foreign file does not even gain a lock file beside it.
        match (mode, connection::look(path, supported)) {
            (Mode::Create, Ok(Found::Nothing))
            | (Mode::Open, Ok(Found::Workspace { .. }))
            | (Mode::OpenOrCreate, Ok(_)) => {}
            (Mode::Create, _) => return Err(StoreError::Exists { file }),
            (Mode::Open, Ok(Found::Nothing)) => return Err(connection::no_workspace(path)),
            (Mode::Open | Mode::OpenOrCreate, Err(error)) => return Err(error),
        }
        let lock = WriteLock::acquire(path)?;
        // And again under the lock: the writer before us may have made or migrated the file meanwhile.
        let format = match connection::look(path, supported)? {
            Found::Nothing if matches!(mode, Mode::Open) => return Err(connection::no_workspace(path)),
            Found::Nothing => {
                migrate::build(path, migrations)?;
                supported
            }
            Found::Workspace { format } => format,
        };
        let mut connection = connection::open_for_writing(path)?;
        connection::check_integrity(&connection, path)?;
        let mut copied_aside = None;
        if format < supported {
            copied_aside = Some(migrate::copy_aside(&connection, path, format)?);
            migrate::migrate(&mut connection, migrations, &file)?;
        }
        Ok(Self { reader: Reader { connection, file }, _lock: lock, copied_aside })
    }

    /// Where the file was copied before it was brought to a newer format on opening.
    pub fn copied_aside(&self) -> Option<&Path> {
        self.copied_aside.as_deref()
    }

    /// One user step: everything `f` writes in one transaction, recorded so that it can be undone for ever. If `f`
    /// fails nothing is changed. Steps that were undone before can no longer be redone and stay in the history as
    /// replaced. `args` are the words' values for the history, `at` is RFC 3339.
    pub fn step<T>(
        &mut self,
        kind: StepKind,
        args: &[(String, String)],
        at: &str,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
    ) -> Result<(StepId, T), StoreError> {
        let Reader { connection, file } = &mut self.reader;
        let sqlite = |e: rusqlite::Error| StoreError::from_sqlite(&e, file);
        let transaction = begin(connection).map_err(sqlite)?;
        history::update_undone_to_replaced(&transaction, at).map_err(sqlite)?;
        let mut session = record(&transaction).map_err(sqlite)?;
        let value = f(&mut Writer { connection: &transaction, file })?;
        let mut changeset = Vec::new();
        session.changeset_strm(&mut changeset).map_err(sqlite)?;
        drop(session);
        let id = history::insert_step(&transaction, kind, args, at, &changeset).map_err(sqlite)?;
        transaction.commit().map_err(sqlite)?;
        Ok((id, value))
    }

    /// Takes back the last step that is done.
    pub fn undo(&mut self, at: &str) -> Result<Step, StoreError> {
        self.travel(at, StepState::Undone)
    }

    /// Does again the step that was undone last.
    pub fn redo(&mut self, at: &str) -> Result<Step, StoreError> {
        self.travel(at, StepState::Done)
    }

    /// Goes back or forth to where this step is the last one done, or to before the first step. The steps undone or
    /// redone on the way come back in that order. All of it or nothing.
    pub fn go_to(&mut self, step: Option<StepId>, at: &str) -> Result<Vec<Step>, StoreError> {
        let Reader { connection, file } = &mut self.reader;
        let sqlite = |e: rusqlite::Error| StoreError::from_sqlite(&e, file);
        let transaction = begin(connection).map_err(sqlite)?;
        let mut on_the_way = Vec::new();
        loop {
            let last = history::find_last_done(&transaction).map_err(sqlite)?;
            if last == step {
                break;
            }
            // Steps are undone newest first, so all that are done come before all that are undone.
            let to = if last > step { StepState::Undone } else { StepState::Done };
            let gone = travel(&transaction, file, at, to);
            on_the_way.push(gone.map_err(|error| match (error, step) {
                (StoreError::NothingToRedo, Some(step)) => StoreError::NoSuchStep(step),
                (error, _) => error,
            })?);
            // Past the step without meeting it: it was replaced.
            let now = history::find_last_done(&transaction).map_err(sqlite)?;
            if let Some(step) = step.filter(|_| (last > step) != (now > step) && now != step) {
                return Err(StoreError::NoSuchStep(step));
            }
        }
        transaction.commit().map_err(sqlite)?;
        Ok(on_the_way)
    }

    fn travel(&mut self, at: &str, to: StepState) -> Result<Step, StoreError> {
        let Reader { connection, file } = &mut self.reader;
        let sqlite = |e: rusqlite::Error| StoreError::from_sqlite(&e, file);
        let transaction = begin(connection).map_err(sqlite)?;
        let step = travel(&transaction, file, at, to)?;
        transaction.commit().map_err(sqlite)?;
        Ok(step)
    }
}

/// Undoes or redoes one step within a transaction.
fn travel(transaction: &Transaction<'_>, file: &str, at: &str, to: StepState) -> Result<Step, StoreError> {
    let sqlite = |e: rusqlite::Error| StoreError::from_sqlite(&e, file);
    let (next, nothing) = match to {
        StepState::Done => (history::find_step_to_redo(transaction), StoreError::NothingToRedo),
        StepState::Undone | StepState::Replaced => {
            (history::find_step_to_undo(transaction), StoreError::NothingToUndo)
        }
    };
    let (mut step, changeset) = next.map_err(sqlite)?.ok_or(nothing)?;
    let applied = match to {
        StepState::Done => apply(transaction, &changeset),
        StepState::Undone | StepState::Replaced => {
            invert(&changeset).and_then(|inverse| apply(transaction, &inverse))
        }
    };
    // The conflict handler aborts at the first row that is not as the step left it.
    applied.map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationAborted) => StoreError::HistoryConflict { step: step.id },
        _ => sqlite(error),
    })?;
    history::update_state(transaction, step.id, to, at).map_err(sqlite)?;
    step.state = to;
    step.changed_at = Some(at.to_owned());
    Ok(step)
}

impl Writer<'_> {
    pub(super) fn error(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(error, self.file)
    }

    /// Runs a statement that returns nothing.
    pub(super) fn execute(&self, sql: &str, params: impl Params) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(&e))?;
        statement.execute(params).map(drop).map_err(|e| self.error(&e))
    }

    /// Inserts one row and returns its id.
    pub(super) fn insert(&self, sql: &str, params: impl Params) -> Result<i64, StoreError> {
        self.execute(sql, params)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The only row of a query, or none.
    pub(super) fn find<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let row = || self.connection.prepare_cached(sql)?.query_row(params, read).optional();
        row().map_err(|e| self.error(&e))
    }
}

/// What opening does with what is there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mode {
    /// Makes a workspace, over no file.
    Create,
    /// Opens a workspace that is there.
    Open,
    /// Either.
    OpenOrCreate,
}

/// A transaction that has the write lock from its first statement, so that it cannot fail half way for want of it.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// Starts recording every change to the tracked tables.
fn record(connection: &Connection) -> rusqlite::Result<Session<'_>> {
    let mut session = Session::new(connection)?;
    for table in TRACKED {
        session.attach(Some(table))?;
    }
    Ok(session)
}

fn invert(changeset: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let mut inverse = Vec::new();
    // SQLite reads an empty stream as a mistake rather than as no change.
    if !changeset.is_empty() {
        invert_strm(&mut &*changeset, &mut inverse)?;
    }
    Ok(inverse)
}

fn apply(connection: &Connection, changeset: &[u8]) -> rusqlite::Result<()> {
    if changeset.is_empty() {
        return Ok(());
    }
    connection
        .apply_strm(&mut &*changeset, None::<fn(&str) -> bool>, |_, _| ConflictAction::SQLITE_CHANGESET_ABORT)
}
