//! Rows of the table as cells: for the clipboard as tab-separated text and HTML, for a file as a workbook or CSV.

use crate::types::{CellsColumn, ObservationField, ObservationRow};
use jianfu_engine::chart::{DataTable, TableRow};
use jianfu_engine::model::{Decimal, Lang};
use jianfu_engine::xlsx::{Align, At, Book, CellLook, NumberLook, Rule, Sheet, XlsxError};
use std::fmt::Write;

/// As many rows as a sheet of a workbook holds below its head.
const SHEET_ROWS: usize = 1_048_575;
/// As many digits as a spreadsheet keeps of a number.
const KEPT_DIGITS: usize = 15;
/// Columns are as wide as the texts of this many rows.
const MEASURED_ROWS: usize = 200;

/// A rectangle of the table as it leaves the window.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    heads: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    /// A decimal in plain digits: a spreadsheet takes it for a number.
    Number(String),
    /// Words: never a number, a date or a formula, whatever they begin with.
    Text(String),
}

impl Cells {
    /// The columns of some rows. Heads come along where wanted.
    pub fn new(columns: &[CellsColumn], has_heads: bool) -> Self {
        let heads = if has_heads { columns.iter().map(|c| c.head.clone()).collect() } else { Vec::new() };
        Self { heads, rows: Vec::new() }
    }

    /// A whole table, with its heads.
    pub fn of_table(table: &DataTable) -> Self {
        let row = |row: &TableRow| {
            let cells = row.cells.iter().map(|cell| match cell.number {
                Some(number) => Cell::Number(number.normalize().to_string()),
                None => Cell::Text(cell.text.clone()),
            });
            std::iter::once(Cell::Text(row.label.clone())).chain(cells).collect()
        };
        Self { heads: table.heads.clone(), rows: table.rows.iter().map(row).collect() }
    }

    /// Adds rows.
    pub fn extend(&mut self, columns: &[CellsColumn], rows: &[ObservationRow]) {
        self.rows.extend(rows.iter().map(|row| columns.iter().map(|c| cell(row, c.field)).collect()));
    }

    /// Rows without the heads.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Cells of the widest row.
    pub fn column_count(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0).max(self.heads.len())
    }

    /// Tab-separated text, as spreadsheets put beside their own formats.
    pub fn to_tsv(&self) -> String {
        let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        self.to_lines("\t", "\r\n", plain)
    }

    /// Comma-separated text with the mark by which spreadsheets know UTF-8.
    pub fn to_csv(&self) -> String {
        let quoted = |text: &str| {
            if text.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        };
        format!("\u{feff}{}", self.to_lines(",", "\r\n", quoted))
    }

    /// A workbook: texts as texts, numbers as numbers, heads that stay on screen and on paper, a filter on each column.
    ///
    /// # Errors
    /// When the workbook cannot be put together.
    pub fn to_xlsx(&self, title: &str, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::new(title, lang);
        let mut rest = self.rows.as_slice();
        loop {
            let (here, after) = rest.split_at(rest.len().min(SHEET_ROWS));
            self.write_sheet(&mut book.add_sheet(title)?, here)?;
            rest = after;
            if rest.is_empty() {
                return book.into_bytes();
            }
        }
    }

    fn write_sheet(&self, sheet: &mut Sheet<'_>, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        let head = CellLook { bottom: Rule::Thin, ..CellLook::bold() };
        for (column, text) in (0u16..).zip(&self.heads) {
            sheet.text((0, column), text, head)?;
            let texts = rows.iter().take(MEASURED_ROWS).filter_map(|row| row.get(usize::from(column)));
            let widest = texts.map(Cell::width).chain([width(text) + 3]).max();
            sheet.set_width(column, widest.unwrap_or_default())?;
        }
        let first = u32::from(!self.heads.is_empty());
        for (at, row) in (first..).zip(rows) {
            for (column, cell) in (0u16..).zip(row) {
                cell.write(sheet, (at, column))?;
            }
        }
        let columns = u16::try_from(self.heads.len()).unwrap_or(u16::MAX);
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if let Some(last_column) = columns.checked_sub(1) {
            sheet.print_on_a4(true, Some((0, 0)))?;
            sheet.filter_columns((0, 0), (last, last_column))?;
        }
        Ok(())
    }

    /// A table in HTML, in which text stays text and numbers are numbers.
    pub fn to_html(&self) -> String {
        let mut html = String::from("<meta charset=\"utf-8\"><table>");
        if !self.heads.is_empty() {
            html.push_str("<tr>");
            for head in &self.heads {
                let _ = write!(html, "<th>{}</th>", escaped(head));
            }
            html.push_str("</tr>");
        }
        for row in &self.rows {
            html.push_str("<tr>");
            for cell in row {
                let _ = match cell {
                    Cell::Number(number) => write!(html, "<td>{number}</td>"),
                    Cell::Text(text) => {
                        write!(html, "<td style=\"mso-number-format:'\\@'\">{}</td>", escaped(text))
                    }
                };
            }
            html.push_str("</tr>");
        }
        html.push_str("</table>");
        html
    }

    fn to_lines(&self, between: &str, end: &str, form: impl Fn(&str) -> String) -> String {
        let mut text = String::new();
        if !self.heads.is_empty() {
            let heads: Vec<String> = self.heads.iter().map(|h| form(h)).collect();
            text.push_str(&heads.join(between));
            text.push_str(end);
        }
        for row in &self.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell {
                    Cell::Number(number) => number.clone(),
                    Cell::Text(text) => form(&tame(text)),
                })
                .collect();
            text.push_str(&cells.join(between));
            text.push_str(end);
        }
        text
    }
}

impl Cell {
    fn width(&self) -> usize {
        match self {
            Self::Number(text) | Self::Text(text) => width(text),
        }
    }

    /// A number of more digits than a spreadsheet keeps is written as text: it would lose the last ones without a word.
    fn write(&self, sheet: &mut Sheet<'_>, at: At) -> Result<(), XlsxError> {
        let Self::Number(digits) = self else {
            let Self::Text(text) = self else { return Ok(()) };
            return sheet.text(at, text, CellLook::default());
        };
        match digits.parse::<Decimal>() {
            Ok(value) if digits.chars().filter(char::is_ascii_digit).count() <= KEPT_DIGITS => {
                let number = NumberLook { decimals: value.scale(), ..NumberLook::default() };
                sheet.number(at, value, CellLook { number: Some(number), ..CellLook::default() })
            }
            _ => sheet.text(at, digits, CellLook { align: Align::Right, ..CellLook::default() }),
        }
    }
}

/// In characters of half width.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn cell(row: &ObservationRow, field: ObservationField) -> Cell {
    let text = match field {
        ObservationField::Value => match &row.number {
            Some(number) => return Cell::Number(number.clone()),
            None => &row.value,
        },
        ObservationField::Indicator => &row.indicator,
        ObservationField::Area => &row.area,
        ObservationField::Period => &row.period,
        ObservationField::Breakdown => &row.breakdown,
        ObservationField::Unit => &row.unit,
        ObservationField::Role => &row.role_label,
        ObservationField::File => &row.file,
        ObservationField::Place => &row.place,
        ObservationField::Sheet => &row.sheet,
        ObservationField::Cell => &row.cell,
    };
    Cell::Text(text.clone())
}

/// Labels come from files of others: one that a spreadsheet would run as a formula gets an apostrophe, which
/// spreadsheets take for "this is text". A dash alone is how tables say that there is nothing.
fn tame(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@']) && text.chars().nth(1).is_some();
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn row(area: &str, number: Option<&str>, value: &str) -> ObservationRow {
        ObservationRow {
            id: 1,
            indicator: String::new(),
            area: area.to_owned(),
            period: String::new(),
            breakdown: String::new(),
            value: value.to_owned(),
            number: number.map(str::to_owned),
            unit: String::new(),
            role: String::new(),
            role_label: String::new(),
            file: String::new(),
            place: String::new(),
            sheet: String::new(),
            cell: String::new(),
        }
    }

    fn cells(rows: &[ObservationRow], has_heads: bool) -> Cells {
        let column = |field, head: &str| CellsColumn { field, head: head.to_owned() };
        let columns = [column(ObservationField::Area, "地区"), column(ObservationField::Value, "数值")];
        let mut cells = Cells::new(&columns, has_heads);
        cells.extend(&columns, rows);
        cells
    }

    #[test]
    fn a_number_is_copied_as_plain_digits_and_a_missing_one_as_its_reason() {
        let rows = [row("长沙市", Some("1386.5"), "1,386.5"), row("湘西州", None, "—")];
        assert_eq!(cells(&rows, true).to_tsv(), "地区\t数值\r\n长沙市\t1386.5\r\n湘西州\t—\r\n");
        let html = cells(&rows, false).to_html();
        assert!(html.contains("<td>1386.5</td>") && html.contains(">湘西州</td>"), "{html}");
    }

    #[test]
    fn text_of_others_is_never_a_formula_a_tag_or_a_second_cell() {
        let rows = [row("=1+1", Some("-5"), "−5"), row("甲\t<b>&乙", None, "-")];
        let text = cells(&rows, false).to_tsv();
        assert_eq!(text, "'=1+1\t-5\r\n甲 <b>&乙\t-\r\n");
        let html = cells(&rows, false).to_html();
        assert!(
            html.contains("mso-number-format:'\\@'\">=1+1</td>") && html.contains("甲\t&lt;b&gt;&amp;乙")
        );
    }

    #[test]
    fn a_workbook_is_written_whole_with_and_without_rows() {
        let rows = [row("=1+1", Some("1386.5"), "1,386.5"), row("湘西州", None, "上年未报送")];
        for some in [&rows[..], &[]] {
            let bytes = cells(some, true).to_xlsx("数据", Lang::Zh).unwrap();
            assert!(bytes.starts_with(b"PK"), "a workbook is a zip archive");
        }
    }

    #[test]
    fn csv_quotes_what_would_end_a_cell_and_is_marked_as_utf_8() {
        let rows = [row("甲,\"乙\"", Some("2"), "2")];
        assert_eq!(cells(&rows, false).to_csv(), "\u{feff}\"甲,\"\"乙\"\"\",2\r\n");
    }
}
