//! `import_runs`: each time files were taken in.

use crate::store::stored::Count;
use crate::store::{Reader, StoreError, Writer};

/// Identity of an import run within a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImportRunId(pub i64);

/// One import run and how much it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRun {
    /// Identity.
    pub id: ImportRunId,
    /// When, RFC 3339.
    pub at: String,
    /// Version of the program that understood the files.
    pub app_version: String,
    /// Files that were new to the workspace.
    pub source_count: u64,
    /// Tables found.
    pub table_count: u64,
    /// Numbers and named reasons for missing ones.
    pub observation_count: u64,
    /// Doubts.
    pub finding_count: u64,
}

impl Writer<'_> {
    /// Adds an import run.
    pub fn insert_import_run(&mut self, at: &str, app_version: &str) -> Result<ImportRunId, StoreError> {
        self.insert("INSERT INTO import_runs (at, app_version) VALUES (?1, ?2)", (at, app_version))
            .map(ImportRunId)
    }
}

impl Reader {
    /// Every import run, oldest first.
    pub fn list_imports(&self) -> Result<Vec<ImportRun>, StoreError> {
        let sql = "
            SELECT id, at, app_version,
                (SELECT count(*) FROM sources WHERE run_id = r.id) AS source_count,
                (SELECT count(*) FROM source_tables WHERE run_id = r.id) AS table_count,
                (SELECT count(*) FROM observations o JOIN source_tables t ON t.id = o.table_id
                 WHERE t.run_id = r.id) AS observation_count,
                (SELECT count(*) FROM findings WHERE run_id = r.id) AS finding_count
            FROM import_runs r ORDER BY id";
        self.list(sql, [], |row| {
            Ok(ImportRun {
                id: row.get("id")?,
                at: row.get("at")?,
                app_version: row.get("app_version")?,
                source_count: row.get::<_, Count>("source_count")?.0,
                table_count: row.get::<_, Count>("table_count")?.0,
                observation_count: row.get::<_, Count>("observation_count")?.0,
                finding_count: row.get::<_, Count>("finding_count")?.0,
            })
        })
    }
}
