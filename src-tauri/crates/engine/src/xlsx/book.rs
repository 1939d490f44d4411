//! A workbook and its sheets. Texts are written as texts whatever they begin with; numbers come as exact decimals.

use super::native::{self, NativeChart};
use super::{CellLook, XlsxError};
use crate::format::printable;
use crate::model::{Decimal, Lang, column_letters};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook, Worksheet};
use std::collections::BTreeSet;

/// The most characters Excel keeps in a cell.
const LONGEST_TEXT: usize = 32_767;
/// The most characters of the name of a sheet.
const LONGEST_NAME: usize = 31;
const PAPER_A4: u8 = 9;
/// Creation time written into every workbook, so that the same input gives the same bytes.
const FIXED_YEAR: u16 = 2000;

/// A place in a sheet: row and column, from 0.
pub type At = (u32, u16);

/// A workbook being written.
pub struct Book {
    book: Workbook,
    names: BTreeSet<String>,
    has_formulas: bool,
    lang: Lang,
}

/// One sheet of it.
pub struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    name: String,
    used_columns: u16,
    has_formulas: bool,
    lang: Lang,
}

impl Book {
    /// An empty workbook with this title; numbers are parted as its language does.
    pub fn new(title: &str, lang: Lang) -> Self {
        let mut book = Workbook::new();
        let mut properties = DocProperties::new().set_title(printable(title)).set_author("");
        if let Ok(time) = ExcelDateTime::from_ymd(FIXED_YEAR, 1, 1) {
            properties = properties.set_creation_datetime(&time);
        }
        book.set_properties(&properties);
        Self { book, names: BTreeSet::new(), has_formulas: true, lang }
    }

    /// A workbook of results only: charts in it remember every number, which they do not where it is a formula.
    pub(super) fn of_results(title: &str, lang: Lang) -> Self {
        Self { has_formulas: false, ..Self::new(title, lang) }
    }

    /// A further sheet. A name that is taken gets a number.
    ///
    /// # Errors
    /// When the library refuses the name.
    pub fn add_sheet(&mut self, name: &str) -> Result<Sheet<'_>, XlsxError> {
        let wanted = sheet_name(name);
        let mut name = wanted.clone();
        let mut number = 2;
        // Excel takes names that differ in case for the same.
        while !self.names.insert(name.to_lowercase()) {
            let tail = format!(" {number}");
            let kept: String = wanted.chars().take(LONGEST_NAME - tail.chars().count()).collect();
            name = kept + &tail;
            number += 1;
        }
        let sheet = self.book.add_worksheet();
        sheet.set_name(&name)?;
        let (has_formulas, lang) = (self.has_formulas, self.lang);
        Ok(Sheet { sheet, name, used_columns: 0, has_formulas, lang })
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When a chart or a sheet is not whole.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        Ok(self.book.save_to_buffer()?)
    }
}

impl Sheet<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes a text. One that begins as a formula does is marked as text, so that editing it does not make it one.
    ///
    /// # Errors
    /// When the place is outside a sheet.
    pub fn text(&mut self, (row, column): At, text: &str, look: CellLook) -> Result<(), XlsxError> {
        let text: String = printable(text).chars().take(LONGEST_TEXT).collect();
        let mut format = look.to_format(self.lang);
        if text.starts_with(['=', '+', '-', '@']) {
            format = format.set_quote_prefix();
        }
        if text.is_empty() {
            self.sheet.write_blank(row, column, &format)?;
        } else {
            self.sheet.write_string_with_format(row, column, text, &format)?;
        }
        self.used_columns = self.used_columns.max(column + 1);
        Ok(())
    }

    /// Writes a number.
    ///
    /// # Errors
    /// When the place is outside a sheet.
    pub fn number(&mut self, (row, column): At, value: Decimal, look: CellLook) -> Result<(), XlsxError> {
        let number = value.to_f64().unwrap_or_default();
        self.sheet.write_number_with_format(row, column, number, &look.to_format(self.lang))?;
        self.used_columns = self.used_columns.max(column + 1);
        Ok(())
    }

    /// Writes a formula made by this program, with its result. Nothing that comes from a file may be part of one.
    ///
    /// # Errors
    /// When the place is outside a sheet.
    pub fn formula(
        &mut self,
        (row, column): At,
        formula: &str,
        result: Decimal,
        look: CellLook,
    ) -> Result<(), XlsxError> {
        if !self.has_formulas {
            return self.number((row, column), result, look);
        }
        let result = result.to_f64().unwrap_or_default().to_string();
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, &look.to_format(self.lang))?;
        self.used_columns = self.used_columns.max(column + 1);
        Ok(())
    }

    /// One cell over several columns of a row.
    ///
    /// # Errors
    /// When the place is outside a sheet.
    pub fn across(
        &mut self,
        (row, first): At,
        last: u16,
        text: &str,
        look: CellLook,
    ) -> Result<(), XlsxError> {
        if last > first {
            self.sheet.merge_range(row, first, row, last, "", &look.to_format(self.lang))?;
        }
        self.text((row, first), text, look)
    }

    /// The width of a column in characters of half width.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn set_width(&mut self, column: u16, characters: usize) -> Result<(), XlsxError> {
        let width = characters.clamp(6, 80) as f64;
        self.sheet.set_column_width(column, width + 2.0)?;
        Ok(())
    }

    /// The height of a row in points.
    ///
    /// # Errors
    /// When there is no such row.
    pub fn set_height(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(row, points)?;
        Ok(())
    }

    /// Puts a filter on each column of a table; `from` is its first head, `to` its last cell.
    ///
    /// # Errors
    /// When the places are outside a sheet.
    pub fn filter_columns(&mut self, from: At, to: At) -> Result<(), XlsxError> {
        self.sheet.autofilter(from.0, from.1, to.0, to.1)?;
        Ok(())
    }

    /// Prints on A4, as wide as the page, with these rows (last included) at the head of each page and page numbers.
    ///
    /// # Errors
    /// When there are no such rows.
    pub fn print_on_a4(&mut self, is_landscape: bool, head: Option<(u32, u32)>) -> Result<(), XlsxError> {
        self.sheet.set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
        self.sheet.set_print_center_horizontally(true).set_footer("&C&P / &N");
        if is_landscape {
            self.sheet.set_landscape();
        }
        if let Some((first, last)) = head {
            self.sheet.set_repeat_rows(first, last)?;
            self.sheet.set_freeze_panes(last + 1, 0)?;
        }
        Ok(())
    }

    /// Hides the lines between cells on the screen.
    pub fn hide_gridlines(&mut self) {
        self.sheet.set_screen_gridlines(false);
    }

    /// Puts a chart right of what was written.
    ///
    /// # Errors
    /// When a range of the chart is empty.
    pub fn place_chart(&mut self, chart: &NativeChart) -> Result<(), XlsxError> {
        let column = self.used_columns + 1;
        let written = native::to_chart(chart, &self.name, self.lang);
        self.sheet.insert_chart(1, column, &written)?;
        Ok(())
    }
}

/// The address of a cell in a formula, `C5`.
pub(crate) fn address((row, column): At) -> String {
    format!("{}{}", column_letters(column.into()), row + 1)
}

/// A text as the name of a sheet: without what Excel refuses, 31 characters at most, never empty.
pub fn sheet_name(text: &str) -> String {
    let kept: String = printable(text)
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n') { ' ' } else { c })
        .collect();
    let short: String = kept.trim().trim_matches('\'').chars().take(LONGEST_NAME).collect();
    let short = short.trim().trim_matches('\'').to_owned();
    // Excel keeps this name for itself.
    if short.is_empty() || short.eq_ignore_ascii_case("history") { format!("_{short}") } else { short }
}
