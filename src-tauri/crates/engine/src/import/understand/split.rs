//! Tables side by side: told apart by blank columns, or by a label column that comes again. Their heads need not stand
//! on the same rows: each part is looked at again as if it stood alone.

use super::columns::{is_running, is_sequence_name};
use super::fields::field_of;
use super::grid::{Cell, Grid, Row};
use super::lines::Block;
use super::periods::year_of_label;
use super::text::{is_total_label, is_unit_cell, plain};
use super::value::Reading;
use std::collections::BTreeSet;

/// One of several tables, or stacks of tables, that share their rows.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// The part's own columns, from its captions to the end of the shared body.
    pub grid: Grid<'a>,
    /// First and last column.
    pub columns: (u32, u32),
}

/// The parts of a block, left to right; empty where it is one table.
pub(super) fn side_by_side<'a>(grid: &Grid<'a>, block: &Block) -> Vec<Part<'a>> {
    let rows = grid.rows.get(block.head.start..block.body.end).unwrap_or(&[]);
    let body = grid.rows.get(block.body.clone()).unwrap_or(&[]);
    let cols = || rows.iter().filter(|r| r.cells.len() > 1).flat_map(|r| r.cells.iter().map(Cell::col));
    let (Some(first), Some(last)) = (cols().min(), cols().max()) else { return Vec::new() };
    let head = grid.rows.get(block.head.clone()).unwrap_or(&[]);
    let mut spans: Vec<(u32, u32)> = Vec::new();
    let mut is_fresh = true;
    for col in first..=last {
        let is_blank = !rows.iter().any(|r| r.cells.len() > 1 && r.at(col).is_some());
        if is_blank {
            is_fresh = true;
            continue;
        }
        match spans.last_mut() {
            Some(span) if !begins_anew(head, body, (span.0, last), col, is_fresh) => span.1 = col,
            _ => spans.push((col, col)),
        }
        is_fresh = false;
    }
    parts(grid, block, &spans)
}

/// Ledgers side by side: parted by a blank column, each with a head of its own that has a field, or a running number,
/// in common with another. A blank column alone only sets off the fields of one ledger.
pub(super) fn ledgers_side_by_side<'a>(grid: &Grid<'a>, block: &Block) -> Vec<Part<'a>> {
    let head = grid.rows.get(block.head.clone()).unwrap_or(&[]);
    let rows = grid.rows.get(block.head.start..block.body.end).unwrap_or(&[]);
    let held: BTreeSet<u32> =
        rows.iter().filter(|r| r.cells.len() > 1).flat_map(|r| r.cells.iter().map(Cell::col)).collect();
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for col in held {
        match spans.last_mut() {
            Some(span) if span.1 + 1 == col => span.1 = col,
            _ => spans.push((col, col)),
        }
    }
    let names = |(first, last): (u32, u32)| -> BTreeSet<String> {
        let cells = head.iter().flat_map(|r| &r.cells).filter(|c| (first..=last).contains(&c.col()));
        let names = cells.map(|c| field_of(&c.text).map_or_else(|| plain(&c.text), str::to_owned));
        names.filter(|name| name != "remarks").collect()
    };
    let heads: Vec<BTreeSet<String>> = spans.iter().map(|span| names(*span)).collect();
    let are_ledgers = heads.iter().all(|own| own.len() >= 3)
        && heads.windows(2).all(|pair| matches!(pair, [a, b] if !a.is_disjoint(b)));
    if are_ledgers { parts(grid, block, &spans) } else { Vec::new() }
}

/// The parts between these columns.
fn parts<'a>(grid: &Grid<'a>, block: &Block, spans: &[(u32, u32)]) -> Vec<Part<'a>> {
    let [_, second, ..] = spans else { return Vec::new() };
    let rows = grid.rows.get(block.head.start..block.body.end).unwrap_or(&[]);
    // A caption above a part further right is that part's own; any other line of one cell speaks of them all.
    let captions = grid.rows.get(block.preamble.clone()).unwrap_or(&[]);
    let own: Vec<&Row<'a>> =
        captions.iter().filter(|r| !is_shared(r, captions, second.0)).chain(rows).collect();
    // What stands above the gap between two parts belongs to the left one, and what stands right of all to the last.
    let ends = spans.iter().skip(1).map(|next| next.0 - 1).chain([u32::MAX]);
    spans.iter().zip(ends).map(|(columns, end)| part(grid, &own, *columns, end)).collect()
}

/// Whether a line above tables side by side speaks of all of them: it begins above the first, or is a unit line alone
/// where no caption stands over the parts further right.
pub(super) fn is_shared(row: &Row<'_>, captions: &[Row<'_>], second_part: u32) -> bool {
    let [only] = row.cells.as_slice() else { return false };
    let is_captioned =
        || captions.iter().flat_map(|r| &r.cells).any(|c| c.col() >= second_part && !is_unit_cell(&c.text));
    only.col() < second_part || (is_unit_cell(&only.text) && !is_captioned())
}

/// Whether the parts are one list that goes on beside itself: the same words and no captions head each of them, and
/// the list has one total at most.
pub(super) fn are_one_list(parts: &[Part<'_>]) -> bool {
    let words = |part: &Part<'_>| -> Vec<String> {
        part.grid.rows.first().map(|r| r.cells.iter().map(|c| c.text.clone()).collect()).unwrap_or_default()
    };
    let has_total = |part: &&Part<'_>| {
        part.grid.rows.iter().any(|r| r.cells.iter().take(2).any(|c| is_total_label(&c.text)))
    };
    let heads: Vec<Vec<String>> = parts.iter().map(words).collect();
    heads.first().is_some_and(|first| heads.iter().all(|head| head == first))
        && parts.iter().filter(has_total).count() <= 1
}

/// Whether another table begins at a column: it labels rows, figures stand on both sides of it, and something sets it
/// apart.
fn begins_anew(
    head: &[Row<'_>],
    body: &[Row<'_>],
    (first, last): (u32, u32),
    col: u32,
    is_fresh: bool,
) -> bool {
    let is_same = is_same_head(head, body, first, col);
    let labels = is_label(body, col)
        // 序号 of its own before the labels, or years as labels: numbers that only their head tells from figures.
        || (is_same && (is_label(body, col + 1) || are_years(body, col)));
    labels
        && has_figures(head, body, col + 1, last)
        && col > first
        && is_table(body, first, col - 1, is_fresh)
        && (has_figures(head, body, first, col - 1) || (is_fresh && are_records(body, first, col - 1)))
        && (is_fresh || is_same || has_total(body, col))
}

/// Whether columns could be a table of their own. Numbers alone are none: left of the labels they number or rank the
/// rows. Where a gap follows, one column may have numbers for labels.
fn is_table(body: &[Row<'_>], first: u32, last: u32, is_set_apart: bool) -> bool {
    let held = (first..=last).filter(|col| body.iter().any(|r| r.cells.len() > 1 && r.at(*col).is_some()));
    (is_set_apart && held.count() >= 2) || (first..=last).any(|col| names_rows(body, col))
}

/// Words, years or names of classes, mostly.
fn names_rows(body: &[Row<'_>], col: u32) -> bool {
    let cells = || body.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.at(col));
    let is_name = |c: &&Cell<'_>| {
        matches!(c.reading, Reading::Text | Reading::Date)
            || c.is_counted()
            || year_of_label(&c.text).is_some()
    };
    cells().filter(is_name).count() * 2 > cells().count()
}

/// Words, mostly: a column that labels rows.
fn is_label(body: &[Row<'_>], col: u32) -> bool {
    let cells = || body.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.at(col));
    let words = cells().filter(|c| c.reading == Reading::Text).count();
    words >= 2 && words * 2 > cells().count()
}

/// Three columns of words or more, without figures: a list of records, whose rows are not those of a table beside it.
fn are_records(body: &[Row<'_>], first: u32, last: u32) -> bool {
    (first..=last).filter(|col| is_label(body, *col)).count() >= 3
}

/// Years and nothing else.
fn are_years(body: &[Row<'_>], col: u32) -> bool {
    let mut cells = body.iter().filter_map(|r| r.at(col)).peekable();
    cells.peek().is_some() && cells.all(|c| year_of_label(&c.text).is_some())
}

/// 合计 right of figures labels what stands right of it: words that only describe a row say no such thing.
fn has_total(body: &[Row<'_>], col: u32) -> bool {
    body.iter().filter_map(|r| r.at(col)).any(|c| c.reading == Reading::Text && is_total_label(&c.text))
}

/// Figures other than running numbers.
fn has_figures(head: &[Row<'_>], body: &[Row<'_>], from: u32, to: u32) -> bool {
    let is_sequence = |col: u32| {
        let name = || head.iter().filter_map(|r| r.at(col)).any(|c| is_sequence_name(&plain(&c.text)));
        is_running(body, col) && name()
    };
    body.iter()
        .flat_map(|r| &r.cells)
        .any(|c| (from..=to).contains(&c.col()) && c.reading.number().is_some() && !is_sequence(c.col()))
}

/// Whether a column repeats the head of the span's first column, or of labels right of that: 地区 … 地区. A head of
/// figures written again over each of its parts sets nothing apart.
fn is_same_head(head: &[Row<'_>], body: &[Row<'_>], first: u32, col: u32) -> bool {
    let last = first + u32::from(is_label(body, first + 1));
    head.iter().any(|r| {
        let Some(here) = r.at(col) else { return false };
        here.reading == Reading::Text
            && !is_total_label(&plain(&here.text))
            && (first..=last).any(|c| c < col && r.at(c).is_some_and(|c| c.text == here.text))
    })
}

/// The cells from a part's first column on, up to the column before the next part's.
fn part<'a>(grid: &Grid<'a>, rows: &[&Row<'a>], columns: (u32, u32), last: u32) -> Part<'a> {
    let first = columns.0;
    let cut = |r: &&Row<'a>| {
        let cells: Vec<_> = r.cells.iter().filter(|c| (first..=last).contains(&c.col())).cloned().collect();
        (!cells.is_empty()).then_some(Row { row: r.row, cells })
    };
    Part { grid: Grid { rows: rows.iter().filter_map(cut).collect(), merges: grid.merges }, columns }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::import::understand::lines::blocks;
    use crate::import::understand::testing::sheet;

    fn ranges(lines: &[&str]) -> Vec<(u32, usize)> {
        let sheet = sheet(lines, &[]);
        let grid = Grid::read(&sheet, 100);
        let found = blocks(&grid);
        side_by_side(&grid, &found[0])
            .iter()
            .map(|p| (p.columns.0, blocks(&p.grid).iter().map(|b| b.body.len()).sum()))
            .collect()
    }

    #[test]
    fn a_blank_column_and_a_label_column_of_its_own_part_two_tables() {
        assert_eq!(
            ranges(&["机关|发文||形式|会议", "市委|#3||现场|#1", "市政府|#4||视频|#2", "合计|#7||"]),
            [(0, 3), (3, 2)]
        );
    }

    #[test]
    fn the_same_head_again_parts_two_tables() {
        assert_eq!(ranges(&["地区|发文|地区|发文", "长沙|#3|株洲|#1", "湘潭|#4|衡阳|#2"]), [(0, 2), (2, 2)]);
    }

    #[test]
    fn a_head_written_again_over_its_parts_opens_no_part() {
        assert_eq!(
            ranges(&[
                "单位|发文|发文|单位|会议|会议",
                "|本年|上年||本年|上年",
                "长沙|#3|#5|长沙|#1|#2",
                "湘潭|#4|#6|湘潭|#2|#3"
            ]),
            [(0, 2), (3, 2)]
        );
    }

    #[test]
    fn a_blank_column_alone_parts_nothing() {
        assert!(ranges(&["机关|本年||上年", "市委|#3||#1", "市政府|#4||#2"]).is_empty());
    }

    #[test]
    fn running_numbers_and_years_that_come_again_open_a_part() {
        assert_eq!(
            ranges(&["序号|地区|发文|序号|地区|发文", "#1|长沙|#3|#3|株洲|#1", "#2|湘潭|#4|#4|衡阳|#2"]),
            [(0, 2), (3, 2)]
        );
        assert_eq!(
            ranges(&["年份|发文|年份|发文", "#1990|#3|#2000|#1", "#1991|#4|#2001|#2"]),
            [(0, 2), (2, 2)]
        );
    }

    #[test]
    fn a_total_right_of_figures_tells_a_label_column() {
        assert_eq!(
            ranges(&["机关|发文|形式|会议", "市委|#3|现场|#1", "市政府|#4|视频|#2", "合计|#7|合计|#3"]),
            [(0, 3), (2, 3)]
        );
        assert!(
            ranges(&["机关|发文|牵头|会议", "市委|#3|甲|#1", "市政府|#4|乙|#2", "合计|#7||#3"]).is_empty()
        );
    }

    #[test]
    fn numbers_left_of_the_labels_are_no_table_of_their_own() {
        for (head, numbers) in [
            ("序号", ["#1", "#2", "#1", "#2"]),
            ("序号", ["#1", "#2", "#4", "#5"]),
            ("", ["#1", "#2", "#3", "#4"]),
            ("排名", ["#3", "#1", "#4", "#2"]),
        ] {
            let rows = ["长沙|#3|#4", "株洲|#4|#5", "湘潭|#5|#9", "衡阳|#6|#8"];
            let body = numbers.iter().zip(rows).map(|(number, row)| format!("{number}|{row}"));
            let lines: Vec<String> = [format!("{head}|地区|本年|上年"), "|合计|#18|#26".to_owned()]
                .into_iter()
                .chain(body)
                .collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert!(ranges(&lines).is_empty(), "{lines:?}");
        }
        assert_eq!(
            ranges(&["年龄|人数||地区|发文", "#6|#30||长沙|#3", "#7|#40||株洲|#4", "#9|#41||湘潭|#4"]),
            [(0, 3), (3, 3)]
        );
    }

    #[test]
    fn a_list_of_records_beside_a_table_is_a_part() {
        assert_eq!(
            ranges(&["名称|单位|处置||地区|个数", "甲|甲局|关停||长沙|#3", "乙|乙局|整合||株洲|#4"]),
            [(0, 2), (4, 2)]
        );
    }

    #[test]
    fn parts_of_one_head_are_one_list() {
        let is_list = |lines: &[&str]| {
            let sheet = sheet(lines, &[]);
            let grid = Grid::read(&sheet, 100);
            are_one_list(&side_by_side(&grid, &blocks(&grid)[0]))
        };
        assert!(is_list(&["县|发文|县|发文", "甲县|#3|丙县|#1", "乙县|#4|合计|#8"]));
        assert!(!is_list(&["县|1月|县|2月", "甲县|#3|甲县|#1", "乙县|#4|乙县|#8"]));
    }

    #[test]
    fn heads_may_stand_on_different_rows() {
        assert_eq!(
            ranges(&["机关|发文||表二", "市委|#3||形式|会议", "市政府|#4||现场|#1", "市委办|#5||视频|#2"]),
            [(0, 3), (3, 2)]
        );
    }
}
