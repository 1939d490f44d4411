//! `findings`: the doubts about what was read, kept so that they can be settled later.

use super::import_runs::ImportRunId;
use crate::catalogue;
use crate::diagnostic::{Args, Diagnostic, Severity};
use crate::model::{Lang, SourceId, TableId};
use crate::store::stored::{Json, cell_of};
use crate::store::{Reader, StoreError, Writer};
use rusqlite::{Row, named_params};

/// Identity of a finding within a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FindingId(pub i64);

/// A finding to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding<'a> {
    /// The import run that found it.
    pub run_id: ImportRunId,
    /// The file it is about.
    pub source_id: Option<SourceId>,
    /// The table it is about.
    pub table_id: Option<TableId>,
    /// The sheet it is about.
    pub sheet: Option<&'a str>,
    /// What was found.
    pub diagnostic: &'a Diagnostic,
}

/// A finding of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Identity.
    pub id: FindingId,
    /// The import run that found it.
    pub run_id: ImportRunId,
    /// The file it is about.
    pub source_id: Option<SourceId>,
    /// That file's name.
    pub file: Option<String>,
    /// The table it is about.
    pub table_id: Option<TableId>,
    /// The sheet it is about.
    pub sheet: Option<String>,
    /// The cell it points at.
    pub cell: Option<crate::model::CellRef>,
    /// How much it matters.
    pub severity: Severity,
    /// A code of the catalogue.
    pub code: String,
    /// Values for the message.
    pub args: Args,
}

impl Finding {
    /// What was found, in words.
    pub fn message(&self, lang: Lang) -> String {
        catalogue::message(&self.code, &self.args, lang)
    }

    /// What to do about it, in words.
    pub fn hint(&self, lang: Lang) -> String {
        catalogue::hint(&self.code, &self.args, lang)
    }
}

/// Which findings to list; a `None` leaves all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Only those of this run.
    pub run_id: Option<ImportRunId>,
    /// Only those about this file.
    pub source_id: Option<SourceId>,
    /// Only those about this table.
    pub table_id: Option<TableId>,
    /// Only those that matter at least this much.
    pub severity_at_least: Option<Severity>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Finding> {
    let has_cell = row.get::<_, Option<u32>>("cell_row")?.is_some();
    Ok(Finding {
        id: row.get("id")?,
        run_id: row.get("run_id")?,
        source_id: row.get("source_id")?,
        file: row.get("file")?,
        table_id: row.get("table_id")?,
        sheet: row.get("sheet")?,
        cell: if has_cell { Some(cell_of(row)?) } else { None },
        severity: row.get("severity")?,
        code: row.get("code")?,
        args: row.get::<_, Json<Args>>("args")?.0,
    })
}

impl Writer<'_> {
    /// Adds a finding.
    pub fn insert_finding(&mut self, finding: &NewFinding<'_>) -> Result<FindingId, StoreError> {
        let sql = "
            INSERT INTO findings
                (run_id, source_id, table_id, sheet, cell_row, cell_col, severity, code, args)
            VALUES (:run_id, :source_id, :table_id, :sheet, :cell_row, :cell_col, :severity, :code, :args)";
        let Diagnostic { severity, code, args, cell } = finding.diagnostic;
        let params = named_params! {
            ":run_id": finding.run_id,
            ":source_id": finding.source_id,
            ":table_id": finding.table_id,
            ":sheet": finding.sheet,
            ":cell_row": cell.map(|c| c.row),
            ":cell_col": cell.map(|c| c.col),
            ":severity": severity,
            ":code": code,
            ":args": Json(args),
        };
        self.insert(sql, params).map(FindingId)
    }
}

impl Reader {
    /// The findings a filter leaves, in the order they were found.
    pub fn list_findings(&self, filter: &FindingFilter) -> Result<Vec<Finding>, StoreError> {
        let severities = [Severity::Info, Severity::Warning, Severity::Error];
        let least = filter.severity_at_least.unwrap_or(Severity::Info);
        let wanted: Vec<_> = severities.into_iter().filter(|s| *s >= least).map(Severity::code).collect();
        let sql = "
            SELECT f.*, s.file FROM findings f LEFT JOIN sources s ON s.id = f.source_id
            WHERE (?1 IS NULL OR f.run_id = ?1)
                AND (?2 IS NULL OR f.source_id = ?2)
                AND (?3 IS NULL OR f.table_id = ?3)
                AND f.severity IN (SELECT value FROM json_each(?4))
            ORDER BY f.id";
        self.list(sql, (filter.run_id, filter.source_id, filter.table_id, Json(wanted)), read)
    }
}
