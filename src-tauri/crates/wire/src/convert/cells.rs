//! Rows of the table as cells: for the clipboard as tab-separated text and HTML, for a file as CSV.

use crate::types::{CellsColumn, ObservationField, ObservationRow};
use jianfu_engine::chart::{DataTable, TableRow};
use std::fmt::Write;

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
    fn csv_quotes_what_would_end_a_cell_and_is_marked_as_utf_8() {
        let rows = [row("甲,\"乙\"", Some("2"), "2")];
        assert_eq!(cells(&rows, false).to_csv(), "\u{feff}\"甲,\"\"乙\"\"\",2\r\n");
    }
}
