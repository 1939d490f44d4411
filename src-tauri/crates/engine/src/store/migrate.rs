//! Bringing a workspace to the newest format: forward only, all in one transaction, the file copied aside first.

use super::StoreError;
use super::connection::beside;
use super::error::file_name;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};

/// The migrations, oldest first. The format of a workspace (`user_version`) is how many of them it has seen.
pub(super) static MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_init.sql"),
    include_str!("../../migrations/0002_recipes.sql"),
    include_str!("../../migrations/0003_reports.sql"),
    include_str!("../../migrations/0004_boundaries.sql"),
];

/// The newest format of a list of migrations.
pub(super) fn newest_format(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

/// Runs what the workspace has not seen, in one transaction.
pub(super) fn migrate(
    connection: &mut Connection,
    migrations: &[&str],
    file: &str,
) -> Result<(), StoreError> {
    let steps: Vec<M<'_>> = migrations.iter().copied().map(M::up).collect();
    Migrations::new(steps).to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from_sqlite(&err, file),
        other => StoreError::Failed { reason: other.to_string() },
    })
}

/// Copies the workspace beside itself (`name.format-1.jianfu`), over no other file. Says where.
pub(super) fn copy_aside(connection: &Connection, path: &Path, format: i64) -> Result<PathBuf, StoreError> {
    let copy = free_name(path, format);
    // SQLite's own backup, because what was committed last may still be in the log file (WAL).
    connection
        .backup(MAIN_DB, &copy, None)
        .map_err(|error| StoreError::from_sqlite(&error, &file_name(&copy)))?;
    Ok(copy)
}

fn free_name(path: &Path, format: i64) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |e| format!(".{}", e.to_string_lossy()));
    let mut copy = path.with_file_name(format!("{stem}.format-{format}{ending}"));
    let mut number = 2;
    while copy.exists() {
        copy = path.with_file_name(format!("{stem}.format-{format}-{number}{ending}"));
        number += 1;
    }
    copy
}

/// Makes a workspace at the path, whole or not at all: it is built under another name and then renamed.
///
/// The caller holds the write lock and has seen that nothing worth keeping is there.
pub(super) fn build(path: &Path, migrations: &[&str]) -> Result<(), StoreError> {
    let draft = beside(path, "-new");
    let cannot_write = |error: &std::io::Error| StoreError::cannot_write(path, error);
    // What a crash left while a workspace was made here; SQLite would open it.
    match std::fs::remove_file(&draft) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(cannot_write(&error)),
        _ => {}
    }
    let built = fill(&draft, migrations, path)
        .and_then(|()| std::fs::rename(&draft, path).map_err(|e| cannot_write(&e)));
    if built.is_err() {
        // Best effort: the next creation removes it too.
        let _ = std::fs::remove_file(&draft);
    }
    built
}

fn fill(draft: &Path, migrations: &[&str], path: &Path) -> Result<(), StoreError> {
    let file = file_name(path);
    // Not the default flags: those take a path that starts with `file:` for a URI.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection =
        Connection::open_with_flags(draft, flags).map_err(|e| StoreError::from_sqlite(&e, &file))?;
    migrate(&mut connection, migrations, &file)?;
    connection.close().map_err(|(_, error)| StoreError::from_sqlite(&error, &file))
}
