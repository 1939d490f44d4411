//! Opening the file: looking before touching, the settings every connection has, the integrity check.

use super::StoreError;
use super::error::file_name;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "JFZ1", as the first migration writes it.
const APPLICATION_ID: i64 = 1_246_124_593;

/// Up to this size the whole file is checked on opening, at about 6 ms for each MiB. Past it opening would make
/// people wait, and SQLite still reports a damaged page when it comes to read it.
const CHECKED_SIZE_BYTES: u64 = 64 << 20;

/// How long to wait for a lock held for the length of a transaction (a checkpoint, a recovery).
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing, or a file without a single byte.
    Nothing,
    /// A workspace of this format, no newer than supported.
    Workspace {
        /// Its `user_version`.
        format: i64,
    },
}

/// The file of the same name with something appended: SQLite's own way of naming companions (`-wal`).
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// Says what lies at the path and changes nothing, not even by making companion files.
pub(super) fn look(path: &Path, supported: i64) -> Result<Found, StoreError> {
    let file = file_name(path);
    match std::fs::metadata(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(e) => return Err(StoreError::Failed { reason: e.kind().to_string() }),
        Ok(found) if !found.is_file() => return Err(StoreError::NotAWorkspace { file }),
        Ok(found) if found.len() == 0 => return Ok(Found::Nothing),
        Ok(_) => {}
    }
    let header = open_to_look(path).and_then(|connection| {
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        Ok((pragma("application_id")?, pragma("user_version")?))
    });
    match header {
        Ok((APPLICATION_ID, format)) if format > supported => {
            Err(StoreError::Newer { file, found: format, supported })
        }
        Ok((APPLICATION_ID, format)) if format > 0 => Ok(Found::Workspace { format }),
        Ok(_) => Err(StoreError::NotAWorkspace { file }),
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(StoreError::NotAWorkspace { file })
        }
        Err(e) => Err(StoreError::from_sqlite(&e, &file)),
    }
}

/// Why a path at which nothing was found cannot be opened: no file, or an empty one.
pub(super) fn no_workspace(path: &Path) -> StoreError {
    let file = file_name(path);
    if path.exists() { StoreError::NotAWorkspace { file } } else { StoreError::Missing { file } }
}

/// With a log file beside it, the newest state is in the log and only an ordinary reader sees it. Without one the
/// file is whole, and as "immutable" SQLite makes no companions.
///
/// Not `File::open`: closing it would drop the locks that SQLite may hold on the file in this process (POSIX).
fn open_to_look(path: &Path) -> rusqlite::Result<Connection> {
    if beside(path, "-wal").exists() { open_plain_read_only(path) } else { open_immutable(path) }
}

fn open_plain_read_only(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

fn open_immutable(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(immutable_uri(path), flags)
}

/// The path as an SQLite URI that promises nobody writes the file.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && path.is_absolute() {
        // `C:\x` is `file:///C:/x`; `\\server\x` is `file:////server/x`.
        uri.push_str(if bytes.starts_with(b"\\\\") { "//" } else { "///" });
    }
    for &byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// A connection that may write.
pub(super) fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let open = || -> rusqlite::Result<Connection> {
        let connection = open_existing(path)?;
        // Kept in the file. Where the file system cannot share memory SQLite stays with a rollback journal, which
        // is as safe and only lets readers wait, so the answer is not looked at.
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        configure(&connection)?;
        Ok(connection)
    };
    open().map_err(|e| StoreError::from_sqlite(&e, &file_name(path)))
}

/// A connection that only reads, beside a writer or alone.
///
/// The first way is a connection that could write but is told not to: it alone tidies up SQLite's companion files
/// when it is the last to close. The others serve a file or a folder that may not be written.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let ready = |connection: Connection| -> rusqlite::Result<Connection> {
        connection.pragma_update(None, "query_only", true)?;
        configure(&connection)?;
        // The first read is where SQLite finds that it may not make its companions.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    let mut opened = open_existing(path).and_then(ready);
    if is_refused(&opened) {
        opened = open_plain_read_only(path).and_then(ready);
    }
    if is_refused(&opened) && !beside(path, "-wal").exists() {
        opened = open_immutable(path).and_then(ready);
    }
    opened.map_err(|e| StoreError::from_sqlite(&e, &file_name(path)))
}

fn is_refused(opened: &rusqlite::Result<Connection>) -> bool {
    let code = opened.as_ref().err().and_then(rusqlite::Error::sqlite_error_code);
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}

fn open_existing(path: &Path) -> rusqlite::Result<Connection> {
    // Not the default flags: those make a missing file, and take a path that starts with `file:` for a URI.
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// What holds on every connection.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", true)?;
    // Sorting must not leave an office's figures in a shared temporary folder.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // 32 MiB rather than 2: an import of many rows then stays in memory until it is committed.
    connection.pragma_update(None, "cache_size", -32 * 1024)?;
    // A workspace may come by mail: nothing that somebody planted in its schema is run.
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    Ok(())
}

/// Checks the structure of a file that is small enough (`CHECKED_SIZE_BYTES`).
pub(super) fn check_integrity(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let file = file_name(path);
    let size = std::fs::metadata(path).map_or(0, |found| found.len());
    if size > CHECKED_SIZE_BYTES {
        return Ok(());
    }
    let answer = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match answer {
        Ok(answer) if answer == "ok" => Ok(()),
        Ok(reason) => Err(StoreError::Damaged { file, reason }),
        Err(error) => Err(StoreError::from_sqlite(&error, &file)),
    }
}
