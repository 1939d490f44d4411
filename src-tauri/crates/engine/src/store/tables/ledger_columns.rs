//! `ledger_columns`: what the columns of a ledger (台账) hold.

use super::source_tables::{SourceTable, TableFilter};
use crate::model::{FieldType, TableId, TableKind};
use crate::store::{Reader, StoreError, Writer};

/// One column of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerColumn {
    /// Letters of the column in the sheet (`AA`).
    pub letter: String,
    /// Head.
    pub name: String,
    /// Field it was recognised as (`document_number`, …).
    pub field: Option<String>,
    /// Type of its values.
    pub field_type: FieldType,
}

/// A ledger with its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The table it is.
    pub table: SourceTable,
    /// Its columns, left to right.
    pub columns: Vec<LedgerColumn>,
}

impl Writer<'_> {
    /// Adds the columns of a ledger, left to right.
    pub fn insert_ledger_columns(
        &mut self,
        table_id: TableId,
        columns: &[LedgerColumn],
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO ledger_columns (table_id, position, letter, name, field, type)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        for (column, position) in columns.iter().zip(0_u32..) {
            let LedgerColumn { letter, name, field, field_type } = column;
            self.execute(sql, (table_id, position, letter, name, field, field_type))?;
        }
        Ok(())
    }
}

impl Reader {
    /// Every ledger, in the order of import.
    pub fn list_ledgers(&self) -> Result<Vec<Ledger>, StoreError> {
        let ledgers = TableFilter { kind: Some(TableKind::Ledger), ..TableFilter::default() };
        let with_columns = |table: SourceTable| {
            let columns = self.list_ledger_columns(table.id)?;
            Ok(Ledger { table, columns })
        };
        self.list_tables(&ledgers)?.into_iter().map(with_columns).collect()
    }

    fn list_ledger_columns(&self, table_id: TableId) -> Result<Vec<LedgerColumn>, StoreError> {
        let sql = "SELECT * FROM ledger_columns WHERE table_id = ?1 ORDER BY position";
        self.list(sql, [table_id], |row| {
            Ok(LedgerColumn {
                letter: row.get("letter")?,
                name: row.get("name")?,
                field: row.get("field")?,
                field_type: row.get("type")?,
            })
        })
    }
}
