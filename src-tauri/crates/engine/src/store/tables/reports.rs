//! `reports`: reports a person keeps. What one says is none of the store's business.

use crate::store::{Reader, StoreError, Writer};

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// Its name, unique within the workspace.
    pub name: String,
    /// What it says, as JSON.
    pub document: String,
}

impl Writer<'_> {
    /// Keeps a report in place of the one of the same name.
    pub fn put_report(&mut self, report: &StoredReport) -> Result<(), StoreError> {
        let sql = "INSERT INTO reports (name, document) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET document = excluded.document";
        self.execute(sql, (&report.name, &report.document))
    }

    /// Takes a report out.
    pub fn delete_report(&mut self, name: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM reports WHERE name = ?1", [name])
    }
}

impl Reader {
    /// Every report, by name.
    pub fn list_reports(&self) -> Result<Vec<StoredReport>, StoreError> {
        let sql = "SELECT name, document FROM reports ORDER BY name";
        self.list(sql, [], |row| Ok(StoredReport { name: row.get(0)?, document: row.get(1)? }))
    }
}
