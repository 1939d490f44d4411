//! Ledgers (台账): one record per row. Their columns, the fields these stand for, and how many records there are.

use super::dates::is_date_by_place;
use super::fields::field_of;
use super::grid::{Cell, Grid, Row};
use super::header::Head;
use super::lines::{Block, head_of};
use super::text::{is_note, is_signature, is_total_label, plain};
use super::value::{Reading, read_cell};
use crate::import::LedgerColumn;
use crate::model::{FieldType, LineClass, RawCell, RawValue, Sheet};
use std::ops::Range;

/// Rows looked at to tell a ledger from a summary.
const SAMPLE: usize = 60;
/// Cells at the start of a row that say what it is.
const START: usize = 3;

/// Whether the table below a head keeps one record per row. Evidence: the title's words, heads that are fields of
/// records, and columns of words and dates rather than figures.
pub(super) fn is_ledger(grid: &Grid<'_>, preamble: &Range<usize>, head: &Range<usize>) -> bool {
    let rows = grid.rows.get(head.end..).unwrap_or(&[]);
    let sample: Vec<&Row<'_>> =
        rows.iter().filter(|r| r.cells.len() >= 2 && !r.is_signature()).take(SAMPLE).collect();
    let top = grid.rows.get(head.clone()).unwrap_or(&[]);
    let cols = top.iter().chain(sample.iter().copied()).flat_map(|r| r.cells.iter().map(Cell::col));
    let (Some(first), Some(last)) = (cols.clone().min(), cols.max()) else { return false };
    let tree = head_of(grid, head, first, last);
    let (mut fields, mut words, mut figures) = (0usize, 0usize, 0usize);
    for col in first..=last {
        let field = field_of(&tree.joined(col));
        fields += usize::from(
            field.is_some_and(|f| !matches!(f, "sequence" | "remarks" | "area" | "category" | "item_type")),
        );
        let cells = || sample.iter().filter_map(|r| r.at(col));
        let filled = cells().count();
        let figure = cells().filter(|c| c.is_figure()).count();
        let is_unit_or_code = ["单位", "代码", "序号"].iter().any(|w| tree.joined(col).ends_with(w))
            && field.is_none_or(|f| f == "sequence");
        if filled == 0 || is_unit_or_code || field == Some("remarks") {
            continue;
        }
        if figure * 2 > filled { figures += 1 } else { words += 1 }
    }
    let titles = grid.rows.get(preamble.clone()).unwrap_or(&[]);
    let is_called_ledger = titles.iter().flat_map(|r| &r.cells).any(|c| {
        ["台账", "登记表", "登记簿", "明细", "清单", "名册", "花名册"].iter().any(|w| c.text.contains(w))
    });
    // A label column or two are usual in a summary.
    let is_wordy = words >= 3 && words > figures;
    (is_wordy && (fields >= 3 || figures == 0 || is_called_ledger))
        || (is_called_ledger && fields >= 2 && words >= 2)
        || (figures == 0 && words >= 2)
}

/// The columns of a ledger.
pub(super) fn columns(grid: &Grid<'_>, block: &Block, first: u32, last: u32) -> Vec<LedgerColumn> {
    let tree: Head = head_of(grid, &block.head, first, last);
    let body = grid.rows.get(block.body.clone()).unwrap_or(&[]);
    (first..=last)
        .filter(|col| {
            !tree.path(*col).is_empty() || body.iter().any(|r| r.cells.len() > 1 && r.at(*col).is_some())
        })
        .map(|column| {
            let name = tree.joined(column);
            let field = field_of(&name).or_else(|| tree.path(column).last().and_then(|n| field_of(n)));
            LedgerColumn { column, field, field_type: type_of(body, column, field), name }
        })
        .collect()
}

fn type_of(body: &[Row<'_>], col: u32, field: Option<&str>) -> FieldType {
    let cells = || body.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.at(col));
    let filled = cells().count().max(1);
    let share = |count: usize| count * 10 >= filled * 8;
    if cells().count() == 0 {
        return if field.is_some_and(|f| f.ends_with("_on")) { FieldType::Date } else { FieldType::Text };
    }
    let is_day = |c: &&Cell<'_>| c.reading == Reading::Date || is_date_by_place(&plain(&c.text));
    if field.is_some_and(|f| f.ends_with("_on")) && share(cells().filter(is_day).count()) {
        return FieldType::Date;
    }
    if share(cells().filter(|c| c.reading.number().is_some()).count()) {
        return FieldType::Number;
    }
    if share(cells().filter(|c| c.reading == Reading::Date).count()) {
        let is_time = cells().any(|c| c.text.contains(':') && !c.text.contains('-'));
        return if is_time { FieldType::Time } else { FieldType::Date };
    }
    if share(cells().filter(|c| matches!(c.text.as_str(), "是" | "否")).count()) {
        return FieldType::Boolean;
    }
    FieldType::Text
}

/// What the rows of a ledger's body are, one by one, without keeping any of them: the pass over millions of records.
#[derive(Debug)]
pub(super) struct RecordCounter {
    width: usize,
    /// The beginnings of the head's rows: such a row further down is the head again, at the top of a page.
    heads: Vec<Vec<String>>,
    /// Classes of the rows seen, in order.
    pub lines: Vec<(u32, LineClass)>,
    /// Number of records.
    pub records: u64,
    /// Last record.
    pub last_record: Option<u32>,
}

impl RecordCounter {
    /// For a ledger whose head has this many columns.
    pub(super) fn new(head: &[Row<'_>]) -> Self {
        let width = head.iter().map(|r| r.cells.len()).max().unwrap_or(1);
        let start = |r: &Row<'_>| r.cells.iter().take(START).map(Cell::raw_text).collect();
        let heads = head.iter().filter(|r| r.cells.len() >= START).map(start).collect();
        Self { width, heads, lines: Vec::new(), records: 0, last_record: None }
    }

    /// Takes a row of the sheet.
    pub(super) fn take<'s>(&mut self, row: u32, cells: impl Iterator<Item = RawCell<'s>>) {
        // Words that make a line something else than a record stand at its start.
        let mut start: [Option<RawCell<'s>>; START] = [None; START];
        let mut count = 0usize;
        for cell in cells {
            if let RawValue::Text(text) = cell.value
                && text.chars().all(super::text::is_blank)
            {
                continue;
            }
            if let Some(slot) = start.get_mut(count) {
                *slot = Some(cell);
            }
            count += 1;
        }
        let [Some(first), ..] = start else { return };
        let class = self.class_of(count, &first, &start);
        if class == LineClass::Data {
            self.records += 1;
            self.last_record = Some(row);
        }
        self.lines.push((row, class));
    }

    fn class_of(&self, count: usize, first: &RawCell<'_>, start: &[Option<RawCell<'_>>]) -> LineClass {
        let mut texts = start.iter().flatten().filter_map(|c| match c.value {
            RawValue::Text(text) => Some(text),
            _ => None,
        });
        if texts.clone().any(|t| t.contains([':', '：']) && is_signature(t)) {
            return LineClass::Note;
        }
        if self.heads.iter().any(|head| texts.clone().eq(head.iter().map(String::as_str))) {
            return LineClass::Header;
        }
        if count * 2 <= self.width.max(6) && texts.any(|t| t.len() <= 48 && is_total_label(t)) {
            return LineClass::Total;
        }
        if count == 1 && self.width > 1 {
            return match read_cell(first) {
                Reading::Text if is_note(&first.text()) => LineClass::Note,
                Reading::Text => LineClass::Group,
                Reading::Number { .. } | Reading::Mark(_) | Reading::Date | Reading::Blank => {
                    LineClass::Other
                }
            };
        }
        if count <= 2 && is_note(&first.text()) { LineClass::Note } else { LineClass::Data }
    }
}

/// Counts the records of a block between two columns, and of the rest of the sheet where the block goes on beyond the rows looked at.
pub(super) fn count_records(
    sheet: &Sheet,
    grid: &Grid<'_>,
    block: &Block,
    (left, right): (u32, u32),
    is_open_ended: bool,
) -> RecordCounter {
    let mut counter = RecordCounter::new(grid.rows.get(block.head.clone()).unwrap_or(&[]));
    let rows = grid.rows.get(block.body.clone()).unwrap_or(&[]);
    let (Some(first), Some(last)) = (rows.first().map(|r| r.row), rows.last().map(|r| r.row)) else {
        return counter;
    };
    let looked_at = grid.rows.last().map_or(last, |r| r.row);
    let last = if is_open_ended { u32::MAX } else { last };
    for (row, cells) in sheet.rows() {
        if row > last {
            break;
        }
        // A row taken out of the grid repeats a head or its captions.
        let is_taken_out = || row <= looked_at && grid.rows.binary_search_by_key(&row, |r| r.row).is_err();
        if row >= first && !is_taken_out() {
            counter.take(row, cells.filter(|c| (left..=right).contains(&c.at.col)));
        }
    }
    // What follows the last record and heads nothing is a note.
    let last_record = counter.last_record;
    for (row, class) in counter.lines.iter_mut().rev() {
        if Some(*row) <= last_record {
            break;
        }
        if matches!(class, LineClass::Group | LineClass::Other) {
            *class = LineClass::Note;
        }
    }
    counter
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use crate::import::understand::{testing, understand};
    use crate::model::{TableKind, Workbook, WorkbookFormat};

    #[test]
    fn a_table_of_more_lines_than_anyone_prints_is_a_list_of_records() {
        for (rows, kind) in [(20, TableKind::Summary), (20_000, TableKind::Ledger)] {
            let rows = (0..rows).map(|n| format!("k{n}|#{}|#{}", n * 7 % 83, n * 5 % 97));
            let lines: Vec<String> = ["key|first|second".to_owned()].into_iter().chain(rows).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let workbook = Workbook {
                file: "list.xlsx".to_owned(),
                sha256: String::new(),
                format: WorkbookFormat::Xlsx,
                encoding: None,
                sheets: vec![testing::sheet(&lines, &[])],
            };
            let sheet = understand(&workbook).sheets.remove(0);
            assert_eq!(sheet.tables.iter().map(|t| t.kind).collect::<Vec<_>>(), [kind]);
            let records = if kind == TableKind::Ledger { lines.len() as u64 - 1 } else { 0 };
            assert_eq!(sheet.tables[0].record_count, records);
            let is_told = sheet.diagnostics.iter().any(|d| d.code == "ledger_not_counted");
            assert_eq!(is_told, kind == TableKind::Ledger);
        }
    }
}
