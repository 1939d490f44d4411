//! Which rows belong together: titles and units above a head, the head, its body, the notes below, and the next table.

use super::fields::field_of;
use super::grid::{Cell, Grid, Row};
use super::header::Head;
use super::ledger;
use super::text::{is_total_label, scope_of_line};
use super::value::Reading;
use std::ops::Range;

/// One table's rows, as indices into the grid.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Titles and units above the head.
    pub preamble: Range<usize>,
    pub head: Range<usize>,
    /// From the first row below the head to the last that holds figures or a record.
    pub body: Range<usize>,
    /// Notes, signatures, adverts.
    pub tail: Range<usize>,
    pub is_ledger: bool,
}

/// Splits a sheet into tables, top to bottom.
pub(super) fn blocks(grid: &Grid<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut from = 0;
    while let Some((start, head_end)) = next_head(grid, from, None) {
        let head = start..head_end;
        let preamble = from..start;
        let is_ledger = ledger::is_ledger(grid, &preamble, &head);
        let mut end = grid.rows.len();
        let mut scan = head_end;
        while let Some((next, _)) = next_head(grid, scan, Some((&head, is_ledger))) {
            if next > head_end {
                end = preamble_start(grid, next, head_end);
                break;
            }
            scan = next + 1;
        }
        let body_end = body_end(grid, head_end..end, &head, is_ledger);
        blocks.push(Block { preamble, head, body: head_end..body_end, tail: body_end..end, is_ledger });
        from = end;
    }
    blocks
}

/// The next head at or after `from`: its first row and the row after its last.
fn next_head(grid: &Grid<'_>, from: usize, within: Option<(&Range<usize>, bool)>) -> Option<(usize, usize)> {
    (from..grid.rows.len()).find_map(|start| {
        let row = grid.rows.get(start)?;
        if !row.can_head() || row.is_note() {
            return None;
        }
        if let Some((head, is_ledger)) = within
            && !starts_anew(grid, start, head, is_ledger)
        {
            return None;
        }
        if within.is_none() && is_outgrown(grid, start) {
            return None;
        }
        let end = head_end(grid, start);
        is_body_at(grid, end).then_some((start, end))
    })
}

/// A short line of words above a much wider one is no head: the wider one is.
fn is_outgrown(grid: &Grid<'_>, start: usize) -> bool {
    let (Some(row), Some(next)) = (grid.rows.get(start), grid.rows.get(start + 1)) else { return false };
    row.cells.len() <= 3
        && next.can_head()
        && next.cells.len() >= 2 * row.cells.len()
        && next.first().map(Cell::col) <= row.first().map(Cell::col)
        && !row.cells.iter().skip(1).any(|c| grid.merge_at(c.raw.at).is_some())
        && row.cells.iter().all(|c| next.at(c.col()).is_some())
        && !grid.rows.get(start..=start).is_some_and(|top| spans_all(grid, top, next))
}

/// Inside a table a row of words heads a new one only when something sets it apart.
fn starts_anew(grid: &Grid<'_>, start: usize, head: &Range<usize>, is_ledger: bool) -> bool {
    let (Some(row), Some(first)) = (grid.rows.get(start), grid.rows.get(head.start)) else { return false };
    let above = start.checked_sub(1).and_then(|i| grid.rows.get(i));
    let is_repeat = row.cells.len() == first.cells.len()
        && row.cells.iter().zip(&first.cells).all(|(a, b)| a.text == b.text);
    let is_apart = above.is_some_and(|a| a.row + 1 < row.row || a.is_single_text() || a.is_unit_line());
    let wide = row.cells.len() >= 3 || row.cells.len() >= first.cells.len();
    if is_ledger {
        is_repeat || (is_apart && row.cells.iter().filter(|c| field_of(&c.text).is_some()).count() >= 3)
    } else {
        is_repeat || (is_apart && wide)
    }
}

/// The row after the last row of a head.
fn head_end(grid: &Grid<'_>, start: usize) -> usize {
    let Some(top) = grid.rows.get(start) else { return start };
    let reach = grid
        .merges
        .iter()
        .filter(|m| m.start.row == top.row && m.end.row - m.start.row < 10)
        .map(|m| m.end.row)
        .max();
    let mut end = start + 1;
    while let Some(row) = grid.rows.get(end) {
        let is_covered = reach.is_some_and(|r| row.row <= r)
            && row.figures() == row.cells.iter().filter(|c| c.is_figure() && c.can_head()).count();
        if !is_covered && !continues_head(grid, start..end, row) {
            break;
        }
        end += 1;
    }
    end
}

fn continues_head(grid: &Grid<'_>, head: Range<usize>, row: &Row<'_>) -> bool {
    let rows = grid.rows.get(head).unwrap_or(&[]);
    if row.is_unit_line() || row.is_signature() || row.is_note() || !row.cells.iter().all(Cell::can_head) {
        return false;
    }
    let Some(left) = rows.iter().filter_map(|r| r.first().map(Cell::col)).min() else { return false };
    let Some(first) = row.first().map(Cell::col) else { return false };
    let is_single = row.cells.len() == 1;
    if first > left {
        // Under an indented label alone stands a group of the body, not a sub-head.
        return !is_single || first > left + 1;
    }
    let is_open = rows.iter().all(|r| r.at(first).is_none()) || spans_all(grid, rows, row);
    let is_foreign = row.cells.iter().all(|c| c.text.is_ascii() && c.reading == Reading::Text);
    !is_single && (is_open || (is_foreign && rows.iter().all(|r| r.cells.iter().any(|c| !c.text.is_ascii()))))
}

/// Whether every label of a head's only row so far spans several columns, each with a label below: side by side tables
/// under captions (`发文数 | | | 会议数`).
fn spans_all(grid: &Grid<'_>, rows: &[Row<'_>], below: &Row<'_>) -> bool {
    let [top] = rows else { return false };
    let is_span = |cell: &Cell<'_>| {
        let merged = grid.merge_at(cell.raw.at).is_some_and(|m| m.end.col > m.start.col);
        let has_children = [0, 1].iter().all(|i| below.at(cell.col() + i).is_some());
        has_children && (merged || top.at(cell.col() + 1).is_none())
    };
    top.cells.iter().all(is_span) && below.cells.len() >= 2 * top.cells.len()
}

/// Whether a body starts here: figures, dates or a record, perhaps below a group label.
fn is_body_at(grid: &Grid<'_>, index: usize) -> bool {
    let Some(row) = grid.rows.get(index) else { return false };
    if row.is_single_text() && !row.is_note() {
        return grid.rows.get(index + 1).is_some_and(|next| next.cells.len() >= 2 && is_body_row(next));
    }
    row.cells.len() >= 2 && is_body_row(row)
}

fn is_body_row(row: &Row<'_>) -> bool {
    !row.is_signature() && !row.is_unit_line() && !row.is_note()
}

/// Titles and unit lines right above the next head belong to it.
fn preamble_start(grid: &Grid<'_>, head: usize, lowest: usize) -> usize {
    let mut start = head;
    while start > lowest {
        let Some(row) = grid.rows.get(start - 1) else { break };
        let is_scope = row.cells.iter().any(|c| scope_of_line(&c.text).is_some());
        let is_preamble = (row.is_single_text() && (!row.is_note() || is_scope)) || row.is_unit_line();
        if !is_preamble || row.is_signature() {
            break;
        }
        start -= 1;
    }
    start
}

/// The row after the last one with figures, or with a record.
fn body_end(grid: &Grid<'_>, rows: Range<usize>, head: &Range<usize>, is_ledger: bool) -> usize {
    let width = grid.rows.get(head.clone()).unwrap_or(&[]).iter().map(|r| r.cells.len()).max().unwrap_or(2);
    let mut end = rows.start;
    for index in rows.clone() {
        let Some(row) = grid.rows.get(index) else { break };
        let is_body = if is_ledger {
            is_record(row, width) || row.first().is_some_and(|c| is_total_label(&c.text))
        } else {
            row.cells.len() >= 2 && row.figures() > 0 && is_body_row(row)
        };
        // A month that has not come yet has a label and nothing else.
        let is_blank_month =
            end == index && !is_ledger && row.is_single_text() && continues_labels(grid, &rows, index);
        if is_body || is_blank_month {
            end = index + 1;
        }
    }
    end
}

/// Whether a label without figures goes on in the series of labels above (10月, 11月).
pub(super) fn continues_labels(grid: &Grid<'_>, rows: &Range<usize>, index: usize) -> bool {
    let Some(cell) = grid.rows.get(index).and_then(Row::first) else { return false };
    let kind = label_kind(&cell.text);
    let mut others = rows.clone().filter(|i| *i != index).filter_map(|i| grid.rows.get(i)?.at(cell.col()));
    kind.is_some() && others.any(|c| label_kind(&c.text) == kind) && !heads_its_parts(grid, rows, index)
}

/// Whether the areas below are inside the one a row names: 陕西省 above 西安市, 铜川市…
fn heads_its_parts(grid: &Grid<'_>, rows: &Range<usize>, index: usize) -> bool {
    let Some(cell) = grid.rows.get(index).and_then(Row::first) else { return false };
    let Some(own) = crate::model::find_area(&cell.text, None) else { return false };
    let next = (index + 1..rows.end).find_map(|i| {
        let label = grid.rows.get(i)?.at(cell.col())?;
        crate::model::find_area(&label.text, Some(own.code))
    });
    next.is_some_and(|n| n.code.level() > own.code.level() && n.code.is_within(own.code))
}

fn label_kind(text: &str) -> Option<u8> {
    if super::periods::cue_of_whole(text).is_some() {
        return Some(0);
    }
    crate::model::find_area(text, None).is_some().then_some(1)
}

/// A record of a ledger: more than one cell, and not a line people sign.
pub(super) fn is_record(row: &Row<'_>, width: usize) -> bool {
    row.cells.len() >= 2.min(width) && row.cells.len() >= 2 && is_body_row(row)
}

/// The head of a block.
pub(super) fn head_of(grid: &Grid<'_>, head: &Range<usize>, first_col: u32, last_col: u32) -> Head {
    let rows: Vec<&Row<'_>> = grid.rows.get(head.clone()).unwrap_or(&[]).iter().collect();
    Head::read(grid, &rows, first_col, last_col)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::import::understand::testing::sheet;

    fn spans(lines: &[&str], merges: &[&str]) -> Vec<(Range<usize>, Range<usize>, Range<usize>)> {
        let sheet = sheet(lines, merges);
        let grid = Grid::read(&sheet, 1000);
        blocks(&grid).into_iter().map(|b| (b.preamble, b.head, b.body)).collect()
    }

    #[test]
    fn a_title_a_head_of_two_rows_and_notes() {
        let got = spans(
            &[
                "2023年情况表",
                "单位:件",
                "地区|发文|",
                "|本年|上年",
                "长沙|#1|#2",
                "株洲|#3|#4",
                "注:略",
                "填表人:|审核人:",
            ],
            &[],
        );
        assert_eq!(got, [(0..2, 2..4, 4..6)]);
    }

    #[test]
    fn a_table_below_another_has_its_own_title() {
        let got = spans(
            &[
                "表1",
                "地区|发文",
                "长沙|#1",
                "株洲|#2",
                "注:略",
                "",
                "表2",
                "单位:次",
                "地区|会议",
                "长沙|#3",
            ],
            &[],
        );
        assert_eq!(got.len(), 2);
        assert_eq!(got[1], (5..7, 7..8, 8..9));
    }

    #[test]
    fn years_stored_as_numbers_can_head_columns() {
        assert_eq!(spans(&["地区|#2021|2022", "长沙|#1|#2"], &[]), [(0..0, 0..1, 1..2)]);
    }

    #[test]
    fn a_month_without_figures_is_still_a_line_of_the_table() {
        assert_eq!(spans(&["月份|发文", "1月|#1", "2月|#2", "3月"], &[]), [(0..0, 0..1, 1..4)]);
    }
}
