//! From plain facts to a report that can be sent: `facts` hold what is known, `sentences` and `tables` say it, `outline` is
//! what the author chose, `compose` puts them together as the `model`, and each format writes that (`docx`, `workbook`,
//! `pages`, `text`).
//!
//! Nothing here computes a statistic. Every number in a sentence or a table comes in with its words, its value and the
//! observations behind it, so that sentence, table, chart and document cannot contradict each other.

mod compose;
mod docx;
mod error;
mod facts;
mod model;
mod outline;
mod pages;
mod scopes;
mod sentences;
mod tables;
mod text;
mod words;
mod workbook;

pub use compose::{compose, without};
pub use docx::{
    BlockPlace, Charts, Misfit, Placeholder, PlaceholderValue, Placeholders, TemplateFault, fill_template,
    to_docx, to_docx_with,
};
pub use error::ReportError;
pub use facts::{Compared, IndicatorFacts, Parts, QuotaFact, Spoken, unit_name};
pub use model::{
    Appendix, Block, CellFormula, Closing, Column, ColumnRole, Form, Layout, Masthead, Paragraph,
    PlacedFigure, Report, Run, Slot, Table, TableCell, TableRow,
};
pub use outline::{ChartParts, Content, Outline, PlacedChart, Section, usual_sections};
pub use pages::{PAGE_PT, PreviewPage, Spot, SpotPart, to_pages, to_pdf, to_preview};
pub use sentences::{Wording, notes, overall, rounding_note, sentences};
pub use tables::{area_table, parts_table, summary_table};
pub use text::to_text;
pub use workbook::{FigureSource, to_xlsx};
