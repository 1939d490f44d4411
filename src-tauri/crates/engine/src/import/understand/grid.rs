//! A sheet's rows with every cell read: what the steps that look for structure work on.

use super::periods::year_of_label;
use super::text::{clean, is_note, is_signature, is_unit_cell, is_unit_word, plain};
use super::value::{Reading, read_cell};
use crate::model::{CellRange, CellRef, Decimal, RawCell, RawValue, Sheet};

/// One cell, read.
#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    /// As found.
    pub raw: RawCell<'a>,
    /// Its text without blanks.
    pub text: String,
    /// What it says.
    pub reading: Reading,
}

impl Cell<'_> {
    /// Zero-based column.
    pub(super) fn col(&self) -> u32 {
        self.raw.at.col
    }

    /// Words, or a year that may head a column.
    pub(super) fn can_head(&self) -> bool {
        match self.reading {
            Reading::Text => self.text.chars().count() <= 40,
            Reading::Number { .. } => year_of_label(&self.text).is_some(),
            Reading::Date => self.is_month(),
            Reading::Mark(_) | Reading::Blank => false,
        }
    }

    /// A date that stands for its month.
    fn is_month(&self) -> bool {
        self.reading == Reading::Date && self.text.ends_with('月')
    }

    /// A number written with a word after it: a unit, or the name of a class.
    pub(super) fn is_counted(&self) -> bool {
        let is_written = matches!(self.raw.value, RawValue::Text(_));
        is_written
            && matches!(&self.reading, Reading::Number { unit: Some(unit), .. } if !matches!(unit.as_str(), "%" | "‰"))
    }

    /// `1人户`, `3年级`: a number with a word that is no unit of measure, so perhaps the name of a class.
    pub(super) fn is_class(&self) -> bool {
        let Reading::Number { unit: Some(unit), .. } = &self.reading else { return false };
        self.is_counted() && unit.chars().count() >= 2 && !is_unit_word(unit)
    }

    /// Whether it counts as a figure: a number or a mark in place of one.
    pub(super) fn is_figure(&self) -> bool {
        matches!(self.reading, Reading::Number { .. } | Reading::Mark(_))
    }

    /// Text as a person would see it, for records and diagnostics.
    pub(super) fn raw_text(&self) -> String {
        self.raw.text().into_owned()
    }
}

/// One row that holds something.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// Zero-based row.
    pub row: u32,
    /// Cells that hold more than blanks, by column.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// The cell in a column.
    pub(super) fn at(&self, col: u32) -> Option<&Cell<'a>> {
        self.cells.binary_search_by_key(&col, Cell::col).ok().and_then(|i| self.cells.get(i))
    }

    /// The leftmost cell.
    pub(super) fn first(&self) -> Option<&Cell<'a>> {
        self.cells.first()
    }

    /// Whether every cell could stand in a head.
    pub(super) fn can_head(&self) -> bool {
        // One first day of a month is a day, several beside each other are months.
        let months = self.cells.iter().filter(|c| c.is_month()).count();
        self.cells.len() >= 2
            && months != 1
            && self.cells.iter().all(Cell::can_head)
            && self.cells.iter().any(|c| c.reading == Reading::Text)
            && !self.is_unit_line()
            && !self.is_signature()
    }

    /// As `can_head`, with names of classes above plain figures: `地区|1人户|2人户`.
    pub(super) fn can_head_over(&self, below: &[Self]) -> bool {
        let is_plain = |c: &Cell<'_>| matches!(c.reading, Reading::Number { unit: None, .. });
        let is_class = |c: &Cell<'_>| {
            let mut under = below.iter().filter_map(|r| r.at(c.col())).peekable();
            c.is_class() && under.peek().is_some() && under.all(is_plain)
        };
        self.can_head()
            || (self.cells.len() >= 2
                && self.cells.iter().all(|c| c.can_head() || is_class(c))
                && self.cells.iter().any(|c| c.reading == Reading::Text)
                && !self.is_unit_line()
                && !self.is_signature())
    }

    /// Whether the row holds one text and nothing else.
    pub(super) fn is_single_text(&self) -> bool {
        self.cells.len() == 1 && self.cells.iter().all(|c| c.reading == Reading::Text)
    }

    /// Number of figures.
    pub(super) fn figures(&self) -> usize {
        self.cells.iter().filter(|c| c.is_figure()).count()
    }

    /// `单位:件`, `填报单位(盖章):`, dates of reporting.
    pub(super) fn is_unit_line(&self) -> bool {
        self.figures() == 0
            && self.cells.iter().any(|c| is_unit_cell(&c.text))
            && self.cells.iter().all(|c| {
                is_unit_cell(&c.text)
                    || c.text.ends_with(['：', ':'])
                    || c.text.contains('年')
                    || c.text.contains("表号")
                    || c.text.contains("××")
                    || c.text.is_ascii()
                    || is_unit_word(&c.text)
            })
    }

    /// Numbers of the columns below a head: `甲|1|2|3=1+2`.
    pub(super) fn is_numbering(&self) -> bool {
        let mut next = Decimal::ONE;
        let mut numbers = 0;
        for cell in &self.cells {
            let text = plain(&cell.text);
            let bare = text.trim_start_matches('(').trim_end_matches(')');
            let number = bare.split('=').next().and_then(|n| n.parse::<Decimal>().ok());
            let is_formula = bare.chars().all(|c| c.is_ascii_digit() || "=+-*/×÷()%".contains(c));
            match number.filter(|_| is_formula) {
                Some(n) if n == next => {
                    next += Decimal::ONE;
                    numbers += 1;
                }
                Some(_) => return false,
                None if ["甲", "乙", "丙", "丁", "栏次", "行次", "A", "B"].contains(&bare) => {}
                None => return false,
            }
        }
        numbers >= 2 && self.cells.len() >= 3
    }

    /// The line people sign.
    pub(super) fn is_signature(&self) -> bool {
        self.cells.iter().any(|c| c.reading == Reading::Text && is_signature(&c.text))
    }

    /// A note, source or advert.
    pub(super) fn is_note(&self) -> bool {
        self.cells.len() <= 2 && self.first().is_some_and(|c| c.reading == Reading::Text && is_note(&c.text))
    }
}

/// `17岁及以下`, `60以上` bound a class or a count: neither is the number itself.
fn as_label(raw: &RawCell<'_>, reading: Reading) -> Reading {
    let RawValue::Text(text) = raw.value else { return reading };
    let is_bound = || ["以上", "以下", "以内", "以外", "不足", "余"].iter().any(|w| text.contains(w));
    if reading.number().is_some() && is_bound() { Reading::Text } else { reading }
}

/// `2024-10-01` → `2024年10月`: a spreadsheet keeps a month as its first day, whatever its format shows.
fn month_of(date: &str) -> Option<String> {
    let (year, rest) = date.split_once('-')?;
    let month = rest.strip_suffix("-01")?;
    Some(format!("{year}年{}月", month.parse::<u8>().ok()?))
}

/// The rows of a sheet, or its first ones.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// Rows that hold more than blanks.
    pub rows: Vec<Row<'a>>,
    /// Merged rectangles.
    pub merges: &'a [CellRange],
}

impl<'a> Grid<'a> {
    /// Reads at most `limit` rows.
    pub(super) fn read(sheet: &'a Sheet, limit: usize) -> Self {
        let mut rows = Vec::new();
        for (row, cells) in sheet.rows().take(limit) {
            let cells: Vec<Cell<'a>> = cells
                .filter_map(|raw| {
                    let reading = as_label(&raw, read_cell(&raw));
                    let text = match raw.value {
                        RawValue::Text(t) if reading == Reading::Date => {
                            month_of(t).unwrap_or_else(|| clean(t))
                        }
                        RawValue::Text(t) => clean(t),
                        RawValue::DateTime(t) => month_of(t).unwrap_or_else(|| t.to_owned()),
                        _ => raw.text().into_owned(),
                    };
                    (reading != Reading::Blank).then_some(Cell { raw, text, reading })
                })
                .collect();
            if !cells.is_empty() {
                rows.push(Row { row, cells });
            }
        }
        Self { rows, merges: &sheet.merges }
    }

    /// The merged rectangle a cell lies in.
    pub(super) fn merge_at(&self, at: CellRef) -> Option<&'a CellRange> {
        self.merges.iter().find(|m| m.contains(at))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::import::understand::testing::sheet;

    #[test]
    fn numbers_of_columns_are_told_from_figures() {
        let is_numbering = |line: &str| {
            let sheet = sheet(&[line], &[]);
            Grid::read(&sheet, 1).rows[0].is_numbering()
        };
        for line in ["甲|#1|#2", "#1|#2|#3", "甲|乙|(1)|(2)", "栏次|1|2|3=1+2|4=3/2"] {
            assert!(is_numbering(line), "{line} numbers columns");
        }
        for line in ["长沙|#1|#2", "甲|#3|#4", "甲|#1", "甲|#1|#3", "#1|长沙|#2"] {
            assert!(!is_numbering(line), "{line} holds figures");
        }
    }

    #[test]
    fn months_kept_as_their_first_days_head_columns_and_one_day_does_not() {
        let head = |dates: &[&str]| {
            let mut builder = crate::model::SheetBuilder::new("a", true);
            builder.push(CellRef::new(0, 0), RawValue::Text("地区"), crate::model::NumberFormat::General);
            for (col, date) in (1..).zip(dates) {
                let format = crate::model::NumberFormat::Date;
                builder.push(CellRef::new(0, col), RawValue::DateTime(date), format);
            }
            let sheet = builder.finish();
            let row = &Grid::read(&sheet, 1).rows[0];
            (row.can_head(), row.cells[1].text.clone())
        };
        assert_eq!(head(&["2024-01-01", "2024-10-01"]), (true, "2024年1月".to_owned()));
        assert!(!head(&["2024-01-01"]).0);
        assert!(!head(&["2024-01-05", "2024-02-05"]).0);
    }

    #[test]
    fn a_number_that_bounds_is_no_figure() {
        let sheet = sheet(&["17岁及以下|60以上|60件"], &[]);
        let grid = Grid::read(&sheet, 1);
        let figures: Vec<bool> = grid.rows[0].cells.iter().map(Cell::is_figure).collect();
        assert_eq!(figures, [false, false, true]);
    }
}
