//! From plain facts to a report that can be sent: what it says (`model`), and later how each format writes it.
//!
//! Nothing here computes a statistic. Every number in a sentence or a table comes in with its words, its value and the
//! observations behind it, so that sentence, table, chart and document cannot contradict each other.

mod model;

pub use model::{
    Appendix, Block, CellFormula, Closing, Column, ColumnRole, Form, Layout, Masthead, Paragraph,
    PlacedFigure, Report, Run, Slot, Table, TableCell, TableRow,
};
