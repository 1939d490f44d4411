//! `source_tables`: the tables found in the sheets of the sources.

use super::import_runs::ImportRunId;
use crate::model::{CellRange, ScopeId, SourceId, TableId, TableKind};
use crate::store::stored::Count;
use crate::store::{Reader, StoreError, Writer};
use rusqlite::{Row, named_params};

/// A table to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTable {
    /// The import run that found it.
    pub run_id: ImportRunId,
    /// The file it stands in.
    pub source_id: SourceId,
    /// Its place among the tables of the file, from 0.
    pub position: u32,
    /// Sheet name.
    pub sheet: String,
    /// Summary or ledger.
    pub kind: TableKind,
    /// Title.
    pub title: Option<String>,
    /// Unit as printed.
    pub unit: Option<String>,
    /// Scope of its numbers. It must be there already.
    pub scope_id: ScopeId,
    /// Where it stands in the sheet.
    pub range: CellRange,
    /// Records of a ledger.
    pub record_count: u64,
}

/// A table of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceTable {
    /// Identity.
    pub id: TableId,
    /// The import run that found it.
    pub run_id: ImportRunId,
    /// The file it stands in.
    pub source_id: SourceId,
    /// That file's name.
    pub file: String,
    /// Its place among the tables of the file, from 0.
    pub position: u32,
    /// Sheet name.
    pub sheet: String,
    /// Summary or ledger.
    pub kind: TableKind,
    /// Title.
    pub title: Option<String>,
    /// Unit as printed.
    pub unit: Option<String>,
    /// Scope of its numbers.
    pub scope_id: ScopeId,
    /// Where it stands in the sheet.
    pub range: CellRange,
    /// Records of a ledger.
    pub record_count: u64,
}

/// Which tables to list; a `None` leaves all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableFilter {
    /// Only those this run found.
    pub run_id: Option<ImportRunId>,
    /// Only those of this file.
    pub source_id: Option<SourceId>,
    /// Only this kind.
    pub kind: Option<TableKind>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<SourceTable> {
    Ok(SourceTable {
        id: row.get("id")?,
        run_id: row.get("run_id")?,
        source_id: row.get("source_id")?,
        file: row.get("file")?,
        position: row.get("position")?,
        sheet: row.get("sheet")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        unit: row.get("unit")?,
        scope_id: row.get("scope_id")?,
        range: row.get("range")?,
        record_count: row.get::<_, Count>("record_count")?.0,
    })
}

impl Writer<'_> {
    /// Adds a table.
    pub fn insert_table(&mut self, table: &NewTable) -> Result<TableId, StoreError> {
        let sql = "
            INSERT INTO source_tables
                (run_id, source_id, position, sheet, kind, title, unit, scope_id, range, record_count)
            VALUES (:run_id, :source_id, :position, :sheet, :kind, :title, :unit, :scope_id, :range,
                :record_count)";
        let params = named_params! {
            ":run_id": table.run_id,
            ":source_id": table.source_id,
            ":position": table.position,
            ":sheet": table.sheet,
            ":kind": table.kind,
            ":title": table.title,
            ":unit": table.unit,
            ":scope_id": table.scope_id,
            ":range": table.range,
            ":record_count": Count(table.record_count),
        };
        self.insert(sql, params).map(TableId)
    }
}

impl Writer<'_> {
    /// Takes a table out: its figures, its columns, and the findings of its sheet where it is the sheet's only table.
    /// The file stays, so that it is known when it comes again.
    pub fn delete_table(&mut self, table_id: TableId) -> Result<(), StoreError> {
        let findings = "
            DELETE FROM findings WHERE (source_id, sheet) IN (
                SELECT t.source_id, t.sheet FROM source_tables t WHERE t.id = ?1 AND NOT EXISTS (
                    SELECT 1 FROM source_tables o
                    WHERE o.source_id = t.source_id AND o.sheet = t.sheet AND o.id <> t.id))";
        self.execute(findings, [table_id])?;
        self.execute("DELETE FROM observations WHERE table_id = ?1", [table_id])?;
        self.execute("DELETE FROM ledger_columns WHERE table_id = ?1", [table_id])?;
        self.execute("DELETE FROM source_tables WHERE id = ?1", [table_id])
    }
}

impl Reader {
    /// The tables a filter leaves, in the order of import.
    pub fn list_tables(&self, filter: &TableFilter) -> Result<Vec<SourceTable>, StoreError> {
        let sql = "
            SELECT t.*, s.file FROM source_tables t JOIN sources s ON s.id = t.source_id
            WHERE (?1 IS NULL OR t.run_id = ?1)
                AND (?2 IS NULL OR t.source_id = ?2)
                AND (?3 IS NULL OR t.kind = ?3)
            ORDER BY t.id";
        self.list(sql, (filter.run_id, filter.source_id, filter.kind), read)
    }
}
