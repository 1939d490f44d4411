//! How a workbook is understood: the shape that `inspect` prints, the import review shows and the store keeps.

use crate::diagnostic::Diagnostic;
use crate::model::{
    AreaCode, CellRange, CellRef, Decimal, FieldType, LineClass, Missing, Period, Role, TableKind,
    WorkbookFormat,
};

/// A whole file as understood.
#[derive(Debug, Clone)]
pub struct WorkbookReading {
    /// File name without folders.
    pub file: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Format by content.
    pub format: WorkbookFormat,
    /// One reading for each sheet, in file order.
    pub sheets: Vec<SheetReading>,
}

/// A sheet as understood.
#[derive(Debug, Clone)]
pub struct SheetReading {
    /// Sheet name.
    pub name: String,
    /// Whether the sheet is shown.
    pub is_visible: bool,
    /// Class of each non-empty row (zero-based), ascending.
    pub lines: Vec<(u32, LineClass)>,
    /// The tables found, top to bottom, then left to right.
    pub tables: Vec<TableReading>,
    /// Doubts about this sheet.
    pub diagnostics: Vec<Diagnostic>,
}

/// One table. Rows and columns are zero-based.
#[derive(Debug, Clone)]
pub struct TableReading {
    /// Summary or ledger.
    pub kind: TableKind,
    /// From the first header row to the last data row.
    pub range: CellRange,
    /// Title, cleaned.
    pub title: Option<String>,
    /// Unit line's text as printed (`件、%`).
    pub unit: Option<String>,
    /// Scope (口径) as the title or the notes word it.
    pub scope_name: Option<String>,
    /// Rows of the head.
    pub header_rows: Vec<u32>,
    /// Columns that label rows. A running number (序号) is none.
    pub label_columns: Vec<u32>,
    /// First row below the head.
    pub first_data_row: u32,
    /// Last row of counts.
    pub last_data_row: u32,
    /// Rows that total others.
    pub total_rows: Vec<u32>,
    /// Rows that head those below.
    pub group_rows: Vec<u32>,
    /// Notes and signatures that belong to the table.
    pub note_rows: Vec<u32>,
    /// Summary: every number and every missing one.
    pub observations: Vec<ObservationReading>,
    /// Ledger: its columns.
    pub columns: Vec<LedgerColumn>,
    /// Ledger: its records.
    pub record_count: u64,
}

impl TableReading {
    /// Whether some figure has no period. Derived cells are only checked and need none.
    pub fn is_undated(&self) -> bool {
        self.observations.iter().any(|o| o.period.is_none() && o.role != Role::Derived)
    }

    /// The latest year a figure is of: 本年.
    pub fn latest_year(&self) -> Option<i32> {
        self.observations.iter().filter_map(|o| o.period).map(Period::year).max()
    }
}

/// One cell of a summary with its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservationReading {
    /// Address.
    pub cell: CellRef,
    /// Text exactly as found.
    pub raw: String,
    /// The number; `None` exactly when `missing` is given. Percent formats are in percent.
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing: Option<Missing>,
    /// Labels to the left, outermost first, cleaned of inner blanks.
    pub row_labels: Vec<String>,
    /// Labels above, outermost first, cleaned of inner blanks.
    pub column_labels: Vec<String>,
    /// Its part in the table.
    pub role: Role,
    /// Area, where recognised.
    pub area: Option<AreaCode>,
    /// Period, where recognised.
    pub period: Option<Period>,
    /// Indicator id of the catalogue; the printed name where it is not in the catalogue.
    pub indicator: Option<String>,
    /// Body that issues or reports.
    pub organisation: Option<String>,
    /// Breakdown such as 文种.
    pub category: Option<String>,
    /// Unit of this very number.
    pub unit: Option<String>,
}

/// One column of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerColumn {
    /// Zero-based column.
    pub column: u32,
    /// Head, cleaned.
    pub name: String,
    /// Field of the catalogue (`document_number`, `issued_on`, …), `None` where not recognised.
    pub field: Option<&'static str>,
    /// Type of its values.
    pub field_type: FieldType,
}
