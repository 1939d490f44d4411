//! The handle that only asks. What can be asked stands with each table under `tables/`.

use super::connection::{self, Found};
use super::error::file_name;
use super::migrate::{MIGRATIONS, newest_format};
use super::{Store, StoreError};
use rusqlite::{Connection, Params, Row};
use std::path::Path;

/// An open workspace that is only read. A [`Store`] can do all of this too.
#[derive(Debug)]
pub struct Reader {
    pub(super) connection: Connection,
    pub(super) file: String,
}

impl Reader {
    /// Opens a workspace for reading, also while another window writes it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS)
    }

    pub(super) fn open_with(path: &Path, migrations: &[&str]) -> Result<Self, StoreError> {
        let file = file_name(path);
        let supported = newest_format(migrations);
        match connection::look(path, supported)? {
            Found::Nothing => return Err(connection::no_workspace(path)),
            Found::Workspace { format } if format < supported => {
                return Err(StoreError::Older { file, found: format, supported });
            }
            Found::Workspace { .. } => {}
        }
        let connection = connection::open_for_reading(path)?;
        connection::check_integrity(&connection, path)?;
        Ok(Self { connection, file })
    }

    /// The file's name, without folders.
    pub fn file(&self) -> &str {
        &self.file
    }

    pub(super) fn error(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(error, &self.file)
    }

    /// Every row of a query.
    pub(super) fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            self.connection.prepare_cached(sql)?.query_map(params, read)?.collect()
        };
        rows().map_err(|e| self.error(&e))
    }

    /// The only row of a query, or none.
    pub(super) fn find<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.list(sql, params, read)?.into_iter().next())
    }
}

impl Store {
    /// Opens a workspace for reading only, also while another window writes it.
    pub fn open_read_only(path: &Path) -> Result<Reader, StoreError> {
        Reader::open(path)
    }
}
