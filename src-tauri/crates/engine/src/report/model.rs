//! What a report says, as plain data: the same for every format it is written in.

use crate::chart::{Figure, Series};
use crate::model::{Decimal, Lang, ObservationId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What kind of paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 年终总结: title, body, date.
    #[default]
    Summary,
    /// 专报: red head, issue number, one subject.
    SpecialReport,
    /// 简报: red head, issue number, whom it is sent to.
    Brief,
}

/// The page, both in use for official documents (GB/T 9704-2012).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Top 37 mm, left 28 mm, type area 156 × 225 mm, 22 lines of 28 characters.
    #[default]
    Standard,
    /// Margins 34, 32, 28 and 26 mm, mirrored; text centred in its line.
    Mirrored,
}

/// The red head of a special report or a brief.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Masthead {
    /// The name in red, `基层减负工作简报`.
    pub name: String,
    /// `第3期`; nothing where the author gave none.
    pub issue: Option<String>,
    /// Who issues it.
    pub issuer: Option<String>,
    /// The date beside the issuer.
    pub date: Option<String>,
}

/// Who signs, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// The body that signs.
    pub signed_by: Option<String>,
    /// The date as printed.
    pub date: Option<String>,
    /// Whom it is sent to, in the foot of a brief (报送).
    pub sent_to: Option<String>,
    /// Who gets a copy (抄送).
    pub copied_to: Option<String>,
    /// The office that prints it (印发机关).
    pub printed_by: Option<String>,
    /// The day it is printed on, as printed (印发日期).
    pub printed_on: Option<String>,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Summary, Self::SpecialReport, Self::Brief];

    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::SpecialReport => "special_report",
            Self::Brief => "brief",
        }
    }
}

/// A whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What kind of paper it is.
    pub form: Form,
    /// The page.
    pub layout: Layout,
    /// Its language.
    pub lang: Lang,
    /// No unit is named.
    pub hides_names: bool,
    /// The red head, where the form has one.
    pub masthead: Option<Masthead>,
    /// The title.
    pub title: String,
    /// 主送机关, flush left above the body.
    pub addressee: Option<String>,
    /// The body, in order.
    pub blocks: Vec<Block>,
    /// Signature, date and recipients.
    pub closing: Closing,
    /// 附件, each from a new page.
    pub appendices: Vec<Appendix>,
}

/// One 附件.
#[derive(Debug, Clone, PartialEq)]
pub struct Appendix {
    /// Its title.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// One piece of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading with its number in the text (`一、总体成效`): level 1 to 4.
    Heading {
        /// 1 (一、) to 4 (（1）).
        level: u8,
        /// The words, number included.
        text: String,
    },
    /// Sentences.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A chart.
    Figure(Box<PlacedFigure>),
}

/// Sentences with the figures in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// A stable name within the report (`overall.documents_issued`): what an author changes is kept under it.
    pub id: String,
    /// Words and figures.
    pub runs: Vec<Run>,
    /// Written by a person rather than from measures.
    pub is_own: bool,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// Words.
    Text(String),
    /// A computed figure.
    Slot(Slot),
}

/// A figure in a sentence or a cell, with what it takes to defend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// A stable name within the report (`documents_issued.total.rate`).
    pub key: String,
    /// As printed (`下降25.7%`, `1234件`).
    pub text: String,
    /// The number as printed; nothing for words such as 持平.
    pub value: Option<Decimal>,
    /// The observations behind it.
    pub inputs: Vec<ObservationId>,
}

/// A table: number and title above, head repeated on each page, notes and source below.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A stable name within the report.
    pub id: String,
    /// The title without its number; the writer numbers tables in order.
    pub title: String,
    /// `单位：件`, above the table at the right.
    pub unit: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// Remarks below.
    pub notes: Vec<String>,
    /// 数据来源.
    pub source: String,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The words of its head.
    pub head: String,
    /// What stands in it.
    pub role: ColumnRole,
    /// Decimals printed.
    pub decimals: u32,
}

/// What a column holds; derived ones name the columns (from 0) they are computed from, so that a spreadsheet can carry
/// the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnRole {
    /// Words.
    Label,
    /// Counts.
    Count,
    /// current − base.
    Change {
        /// Column of the current counts.
        current: usize,
        /// Column of the base counts.
        base: usize,
    },
    /// (current − base) ÷ base, in percent.
    Rate {
        /// Column of the current counts.
        current: usize,
        /// Column of the base counts.
        base: usize,
    },
    /// The row's change ÷ the total's base, in displayed percentage points.
    Contribution,
    /// Part ÷ whole, in percent.
    Share,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// One for each column.
    pub cells: Vec<TableCell>,
    /// The row is the total of the others.
    pub is_total: bool,
    /// The row is a part of the row above it (其中).
    pub is_part: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableCell {
    /// As printed; `—` where there is none, `…` where it is missing.
    pub text: String,
    /// The exact number, unrounded where it is derived.
    pub value: Option<Decimal>,
    /// The observations behind it.
    pub inputs: Vec<ObservationId>,
    /// How a spreadsheet computes it.
    pub formula: Option<CellFormula>,
}

/// How a spreadsheet computes a cell from others of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFormula {
    /// The formula of its column.
    OfColumn,
    /// The sum of these rows (from 0, last included) of its column.
    SumOfRows {
        /// The first row.
        first: usize,
        /// The last row.
        last: usize,
    },
}

/// A chart at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedFigure {
    /// A stable name within the report.
    pub id: String,
    /// The title without its number; the writer numbers figures in order.
    pub title: String,
    /// The alternative text.
    pub alt: String,
    /// The numbers.
    pub series: Series,
    /// The drawing.
    pub figure: Figure,
    /// The observations behind each mark, by its key.
    pub inputs: BTreeMap<String, Vec<ObservationId>>,
}
