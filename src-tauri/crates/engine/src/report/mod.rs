//! From plain facts to a report that can be sent: what it says (`model`), and how each format writes it (`docx`, `workbook`).
//!
//! Nothing here computes a statistic. Every number in a sentence or a table comes in with its words, its value and the
//! observations behind it, so that sentence, table, chart and document cannot contradict each other.

mod docx;
mod error;
mod model;
mod words;
mod workbook;

pub use docx::{Charts, to_docx, to_docx_with};
pub use error::ReportError;
pub use model::{
    Appendix, Block, CellFormula, Closing, Column, ColumnRole, Form, Layout, Masthead, Paragraph,
    PlacedFigure, Report, Run, Slot, Table, TableCell, TableRow,
};
pub use workbook::{FigureSource, to_xlsx};
