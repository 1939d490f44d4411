//! Which rows belong together: titles and units above a head, the head, its body, the notes below, and the next table.

use super::derived::is_derived_label;
use super::fields::field_of;
use super::grid::{Cell, Grid, Row};
use super::header::Head;
use super::ledger;
use super::periods::{Part, cue_of_whole};
use super::text::{is_advert, is_measure_word, is_total_label, scope_of_line};
use super::value::Reading;
use super::wrap::is_area_name;
use crate::model::{AreaLevel, CellRange, find_area};
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
        if !row.can_head_over(next_rows(grid, start)) || row.is_note() {
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
        let end = with_numbering(grid, head_end(grid, start));
        is_body_at(grid, end).then(|| (with_pieces_above(grid, from, start..end), end))
    })
}

/// A row of column numbers right below a head is part of it.
fn with_numbering(grid: &Grid<'_>, end: usize) -> usize {
    end + usize::from(grid.rows.get(end).is_some_and(Row::is_numbering))
}

/// A head begins higher where the rows right above hold first pieces of its labels (江华瑶族 over 自治县), or a word that
/// groups its columns.
fn with_pieces_above(grid: &Grid<'_>, from: usize, head: Range<usize>) -> usize {
    let mut start = head.start;
    while let Some(above) = start.checked_sub(1).filter(|above| *above >= from) {
        let (Some(row), Some(next)) = (grid.rows.get(above), grid.rows.get(start)) else { break };
        let is_piece =
            |cell: &Cell<'_>| next.at(cell.col()).is_some_and(|below| is_area_name(&cell.text, &below.text));
        let is_adjoining = row.row + 1 == next.row;
        let own = grid.rows.get(start..head.end).unwrap_or(&[]);
        if !is_adjoining || !(row.cells.iter().all(is_piece) || is_lone_parent(grid, from, row, own)) {
            break;
        }
        start = above;
    }
    start
}

/// Whether a word alone above a head groups its columns: `发文数` over `地区 | 本年 | 上年`. It stands right of the labels,
/// below a title, and either the row below leaves the labels' columns free as it does, or that holds nothing but words
/// that need something to be of.
fn is_lone_parent(grid: &Grid<'_>, from: usize, row: &Row<'_>, head: &[Row<'_>]) -> bool {
    const LONGEST: usize = 16;
    let ([only], Some(next)) = (row.cells.as_slice(), head.first()) else { return false };
    let left = head.iter().filter_map(|r| r.first().map(Cell::col)).min().unwrap_or(0);
    let is_titled = grid
        .rows
        .get(from)
        .is_some_and(|top| top.row < row.row && top.first().is_some_and(|c| c.col() <= left));
    let is_word = only.reading == Reading::Text
        && only.text.chars().count() <= LONGEST
        && !only.text.ends_with(['表', '况'])
        && !row.is_unit_line()
        && !row.is_note();
    let is_beside_labels = next.first().map(Cell::col) == Some(only.col()) && left < only.col();
    let mut below = next.cells.iter().filter(|c| c.col() >= only.col()).peekable();
    let needs_parent = |c: &Cell<'_>| {
        is_measure_word(&c.text) || is_derived_label(&c.text) || cue_of_whole(&c.text).is_some()
    };
    let is_over_two = below.clone().count() >= 2 && below.peek().is_some_and(|c| c.col() == only.col());
    is_titled
        && is_word
        && only.col() > left
        && (is_beside_labels || (is_over_two && below.all(needs_parent)))
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
        && !is_over_parts(row, row)
        && !is_over_low_labels(grid, start + 1, row.first().map_or(0, Cell::col))
        && !grid.rows.get(start..=start).is_some_and(|top| spans_all(grid, top, next))
}

/// Inside a table a row of words heads a new one only when something sets it apart.
fn starts_anew(grid: &Grid<'_>, start: usize, head: &Range<usize>, is_ledger: bool) -> bool {
    let (Some(row), Some(first)) = (grid.rows.get(start), grid.rows.get(head.start)) else { return false };
    let above = start.checked_sub(1).and_then(|i| grid.rows.get(i));
    let is_repeat = row.cells.len() == first.cells.len()
        && row.cells.iter().zip(&first.cells).all(|(a, b)| a.text == b.text);
    let is_apart = above.is_some_and(|a| a.row + 1 < row.row || a.is_single_text() || a.is_unit_line());
    let wide = row.cells.len() >= 3 || row.cells.len() >= first.cells.len() || is_captioned(grid, start);
    if is_ledger {
        is_repeat || (is_apart && row.cells.iter().filter(|c| field_of(&c.text).is_some()).count() >= 3)
    } else {
        is_repeat || (is_apart && wide)
    }
}

/// Whether a narrow row of words is plainly a head: below a unit line, below a title that a blank row parts from what is
/// above, or over a further row of the head.
fn is_captioned(grid: &Grid<'_>, start: usize) -> bool {
    let above = |n: usize| start.checked_sub(n).and_then(|i| grid.rows.get(i));
    let is_titled = || {
        let (Some(title), Some(before)) = (above(1), above(2)) else { return false };
        title.is_single_text() && before.row + 1 < title.row
    };
    above(1).is_some_and(Row::is_unit_line) || is_titled() || head_end(grid, start) > start + 1
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
    let end = head.end;
    let rows = grid.rows.get(head).unwrap_or(&[]);
    let can_head = row.cells.iter().all(Cell::can_head) || row.can_head_over(next_rows(grid, end));
    if row.is_unit_line() || row.is_signature() || row.is_note() || !can_head {
        return false;
    }
    let Some(left) = rows.iter().filter_map(|r| r.first().map(Cell::col)).min() else { return false };
    let Some(first) = row.first().map(Cell::col) else { return false };
    let is_single = row.cells.len() == 1;
    if first > left {
        // Under an indented label alone stands a group of the body, not a sub-head: unless figures stand below it.
        return !is_single || first > left + 1 || heads_figures(grid, end, first);
    }
    let is_open = rows.iter().all(|r| r.at(first).is_none())
        || spans_all(grid, rows, row)
        || rows.last().is_some_and(|above| is_over_parts(above, row))
        || is_over_low_labels(grid, end, left);
    let is_foreign = row.cells.iter().all(|c| c.text.is_ascii() && c.reading == Reading::Text);
    !is_single && (is_open || (is_foreign && rows.iter().all(|r| r.cells.iter().any(|c| !c.text.is_ascii()))))
}

/// A few rows below one.
fn next_rows<'r, 'a>(grid: &'r Grid<'a>, index: usize) -> &'r [Row<'a>] {
    let end = (index + 4).min(grid.rows.len());
    grid.rows.get(index + 1..end).unwrap_or(&[])
}

/// Whether the cells below a row are figures, perhaps under a further row of the head, so that a word above them is part
/// of their head.
fn heads_figures(grid: &Grid<'_>, index: usize, col: u32) -> bool {
    let is_sub_head = |r: &&Row<'_>| r.can_head() && r.first().is_some_and(|c| c.col() >= col);
    let next = grid.rows.get(index + 1..).unwrap_or(&[]).iter().filter(|r| r.cells.len() >= 2);
    let next = next.skip_while(is_sub_head);
    let below: Vec<&Cell<'_>> = next.take(3).filter_map(|r| r.at(col)).collect();
    !below.is_empty() && below.iter().all(|c| c.is_figure())
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

/// Whether a row of the head writes its words again over each of their parts, so that the row below holds the parts.
fn is_over_parts(above: &Row<'_>, row: &Row<'_>) -> bool {
    let is_again = |pair: &[Cell<'_>]| matches!(pair, [a, b] if a.text == b.text && a.col() + 1 == b.col());
    above.cells.windows(2).any(is_again) && row.cells.iter().all(|c| above.at(c.col()).is_some())
}

/// Whether the row below one is the head's last, where the labels' columns have their names: `发文数 | | 会议数` over
/// `地区 | 本年 | 上年 | 本年 | 上年`.
fn is_over_low_labels(grid: &Grid<'_>, index: usize, left: u32) -> bool {
    let (Some(row), Some(next)) = (grid.rows.get(index), grid.rows.get(index + 1)) else { return false };
    row.row + 1 == next.row
        && next.can_head()
        && next.cells.len() > row.cells.len()
        && next.first().is_some_and(|c| c.col() < left)
        && row.cells.iter().all(|c| next.at(c.col()).is_some())
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
        if closes_table(grid, start, head, lowest) {
            break;
        }
        let is_scope = row.cells.iter().any(|c| scope_of_line(&c.text).is_some());
        let is_preamble = (row.is_single_text() && (!row.is_note() || is_scope)) || row.is_unit_line();
        if !is_preamble || row.is_signature() {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the line above `start` belongs to the table above: it stands right below that, and a blank row or an advert's
/// words part it from a title that the head has already.
fn closes_table(grid: &Grid<'_>, start: usize, head: usize, lowest: usize) -> bool {
    let row = |index: usize| grid.rows.get(index);
    let Some(line) = start.checked_sub(1).and_then(row) else { return false };
    if line.cells.iter().any(|c| is_advert(&c.text)) {
        return true;
    }
    let is_titled = grid.rows.get(start..head).unwrap_or(&[]).iter().any(|r| !r.is_unit_line());
    let is_parted = row(start).is_some_and(|next| line.row + 1 < next.row);
    // Up to the body nothing but lines of words, without a gap.
    let above = (lowest..start - 1).rev().filter_map(row);
    let mut next = line.row;
    for row in above {
        if row.row + 1 != next || row.cells.len() > 1 {
            return is_titled && is_parted && row.row + 1 == next;
        }
        next = row.row;
    }
    false
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
        // A month that has not come yet has a label, perhaps a remark, and no figure.
        let is_blank_month = end == index
            && !is_ledger
            && is_body_row(row)
            && row.cells.iter().all(|c| c.reading == Reading::Text)
            && continues_labels(grid, &rows, index);
        if is_body || is_blank_month {
            end = index + 1;
        }
    }
    end
}

/// Whether a label without figures goes on in the series of labels above (10月, 11月): as long as rows with figures
/// have labels of its kind and rank, for an area over counties or a year over months is a group.
pub(super) fn continues_labels(grid: &Grid<'_>, rows: &Range<usize>, index: usize) -> bool {
    let Some(row) = grid.rows.get(index) else { return false };
    let Some(cell) = row.first() else { return false };
    let is_across = |m: &CellRange| m.end.col > m.start.col;
    if grid.merge_at(cell.raw.at).is_some_and(is_across) {
        return false;
    }
    let kind = label_kind(&cell.text);
    let others = rows.clone().filter(|i| *i != index).filter_map(|i| grid.rows.get(i));
    let mut labels = others.filter(|r| r.figures() > 0).filter_map(|r| r.at(cell.col()));
    kind.is_some() && labels.any(|c| label_kind(&c.text) == kind) && !heads_its_parts(grid, rows, index)
}

/// Whether the areas below are inside the one a row names: 吉林省 above 长春 and 吉林, which alone would be the province.
fn heads_its_parts(grid: &Grid<'_>, rows: &Range<usize>, index: usize) -> bool {
    let Some(cell) = grid.rows.get(index).and_then(Row::first) else { return false };
    let Some(own) = find_area(&cell.text, None) else { return false };
    let next = (index + 1..rows.end).find_map(|i| {
        let label = grid.rows.get(i)?.at(cell.col())?;
        find_area(&label.text, Some(own.code))
    });
    next.is_some_and(|n| n.code.level() > own.code.level() && n.code.is_within(own.code))
}

/// What a label names, a period or an area, and its rank.
fn label_kind(text: &str) -> Option<LabelKind> {
    if let Some(cue) = cue_of_whole(text) {
        return Some(LabelKind::Period(cue.part.as_ref().map(std::mem::discriminant)));
    }
    find_area(text, None).map(|area| LabelKind::Area(area.code.level()))
}

#[derive(Debug, PartialEq, Eq)]
enum LabelKind {
    Period(Option<std::mem::Discriminant<Part>>),
    Area(AreaLevel),
}

/// A record of a ledger: more than one cell, and not a line people sign.
pub(super) fn is_record(row: &Row<'_>, width: usize) -> bool {
    row.cells.len() >= 2.min(width) && row.cells.len() >= 2 && is_body_row(row)
}

/// The head of a block.
pub(super) fn head_of(grid: &Grid<'_>, head: &Range<usize>, first_col: u32, last_col: u32) -> Head {
    let rows = grid.rows.get(head.clone()).unwrap_or(&[]);
    let rows: Vec<&Row<'_>> = rows.iter().filter(|r| !r.is_numbering()).collect();
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
    fn a_word_alone_over_measures_is_of_the_head_and_a_title_is_not() {
        let body = ["地区|本年|上年", "长沙|#1|#2", "株洲|#3|#4"];
        assert_eq!(spans(&[&["2023年情况表", "|发文数"][..], &body].concat(), &[]), [(0..1, 1..3, 3..5)]);
        assert_eq!(spans(&[&["|发文数"][..], &body].concat(), &[]), [(0..1, 1..2, 2..4)]);
        assert_eq!(spans(&[&["某市", "|发文情况表"][..], &body].concat(), &[]), [(0..2, 2..3, 3..5)]);
    }

    #[test]
    fn a_narrow_table_below_a_wide_one_is_seen_by_its_caption() {
        let wide = ["表1", "地区|发文|会议|督查", "长沙|#1|#2|#3", "株洲|#4|#5|#6", ""];
        for narrow in [&["表2", "单位:次", "地区|会议", "长沙|#3"][..], &["表2", "地区|会议", "长沙|#3"]]
        {
            assert_eq!(spans(&[&wide[..], narrow].concat(), &[]).len(), 2, "{narrow:?}");
        }
    }

    #[test]
    fn years_stored_as_numbers_can_head_columns() {
        assert_eq!(spans(&["地区|#2021|2022", "长沙|#1|#2"], &[]), [(0..0, 0..1, 1..2)]);
    }

    #[test]
    fn an_area_or_a_year_over_others_is_no_line_of_the_series() {
        let goes_on = |lines: &[&str], index: usize| {
            let sheet = sheet(lines, &[]);
            let grid = Grid::read(&sheet, 100);
            continues_labels(&grid, &(0..lines.len()), index)
        };
        assert!(goes_on(&["长沙市|#1", "株洲市", "湘潭市|#3"], 1));
        assert!(!goes_on(&["长沙市", "发文数|#1", "株洲市", "发文数|#2"], 2));
        assert!(!goes_on(&["湖南省", "长沙市|#1", "株洲市|#2"], 0));
        assert!(!goes_on(&["2022年", "1月|#1", "2月|#2"], 0));
    }

    #[test]
    fn a_label_alone_between_rows_of_a_head_belongs_to_it() {
        let lines = ["表", "地区|精文简会||", "|借调干部(人)||", "|上年|本年|", "长沙|#1|#2|", "株洲|#3|#4|"];
        assert_eq!(spans(&lines, &[]), [(0..1, 1..4, 4..6)]);
    }

    #[test]
    fn numbers_of_columns_belong_to_the_head() {
        assert_eq!(spans(&["地区|发文|会议", "甲|#1|#2", "长沙|#5|#6"], &[]), [(0..0, 0..2, 2..3)]);
    }

    #[test]
    fn a_word_above_figures_goes_on_with_the_head_and_one_above_words_is_a_group() {
        assert_eq!(
            spans(&["地区|国内|发文", "|生产|红头", "|总值", "长沙|#1|#2", "株洲|#3|#4"], &[]),
            [(0..0, 0..3, 3..5)]
        );
        assert_eq!(
            spans(&["序号|地区|发文", "|一、市", "#1|长沙|#2", "#2|株洲|#4"], &[]),
            [(0..0, 0..1, 1..4)]
        );
    }

    #[test]
    fn a_month_without_figures_is_still_a_line_of_the_table() {
        assert_eq!(spans(&["月份|发文", "1月|#1", "2月|#2", "3月"], &[]), [(0..0, 0..1, 1..4)]);
    }
}
