//! Tables side by side under one head: told apart by blank columns, or by a label column that comes again.

use super::grid::{Cell, Grid, Row};
use super::lines::Block;
use super::value::Reading;

/// One of several tables that share their rows.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub grid: Grid<'a>,
    pub block: Block,
}

/// The tables of a block, left to right; empty where it is one table.
pub(super) fn side_by_side<'a>(grid: &Grid<'a>, block: &Block) -> Vec<Part<'a>> {
    let rows = grid.rows.get(block.head.start..block.body.end).unwrap_or(&[]);
    let body = grid.rows.get(block.body.clone()).unwrap_or(&[]);
    let cols = || rows.iter().filter(|r| r.cells.len() > 1).flat_map(|r| r.cells.iter().map(Cell::col));
    let (Some(first), Some(last)) = (cols().min(), cols().max()) else { return Vec::new() };
    let mut spans: Vec<(u32, u32)> = Vec::new();
    let mut is_fresh = true;
    for col in first..=last {
        let is_blank = !rows.iter().any(|r| r.cells.len() > 1 && r.at(col).is_some());
        if is_blank {
            is_fresh = true;
            continue;
        }
        let stands_alone = is_label(body, col) && has_figures(body, col + 1, last);
        match spans.last_mut() {
            Some(span)
                if !(stands_alone
                    && has_figures(body, span.0, col)
                    && (is_fresh || is_same_head(rows, span.0, col))) =>
            {
                span.1 = col;
            }
            _ => spans.push((col, col)),
        }
        is_fresh = false;
    }
    if spans.len() < 2 {
        return Vec::new();
    }
    spans.into_iter().map(|span| part(grid, block, span)).collect()
}

/// Words, mostly: a column that labels rows.
fn is_label(body: &[Row<'_>], col: u32) -> bool {
    let cells = || body.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.at(col));
    let words = cells().filter(|c| c.reading == Reading::Text).count();
    words >= 2 && words * 2 > cells().count()
}

fn has_figures(body: &[Row<'_>], from: u32, to: u32) -> bool {
    body.iter().flat_map(|r| &r.cells).any(|c| (from..=to).contains(&c.col()) && c.reading.number().is_some())
}

/// Whether a column repeats a head of the span's first columns: 地区 … 地区.
fn is_same_head(rows: &[Row<'_>], first: u32, col: u32) -> bool {
    rows.iter().take(2).any(|r| {
        let Some(here) = r.at(col) else { return false };
        here.reading == Reading::Text
            && (first..=first + 1).any(|c| c < col && r.at(c).is_some_and(|c| c.text == here.text))
    })
}

fn part<'a>(grid: &Grid<'a>, block: &Block, (first, last): (u32, u32)) -> Part<'a> {
    let cut = |rows: &[Row<'a>]| -> Vec<Row<'a>> {
        let within = |r: &Row<'a>| {
            r.cells.iter().filter(|c| (first..=last).contains(&c.col())).cloned().collect::<Vec<_>>()
        };
        rows.iter().map(|r| Row { row: r.row, cells: within(r) }).filter(|r| !r.cells.is_empty()).collect()
    };
    let mut rows = cut(grid.rows.get(block.head.clone()).unwrap_or(&[]));
    let head = 0..rows.len();
    rows.extend(cut(grid.rows.get(block.body.clone()).unwrap_or(&[])));
    let end = rows.iter().rposition(|r| r.figures() > 0).map_or(head.end, |i| (i + 1).max(head.end));
    let block = Block { preamble: 0..0, body: head.end..end, head, tail: end..end, is_ledger: false };
    Part { grid: Grid { rows, merges: grid.merges }, block }
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
            .map(|p| (p.grid.rows[0].cells[0].col(), p.block.body.len()))
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
    fn a_blank_column_alone_parts_nothing() {
        assert!(ranges(&["机关|本年||上年", "市委|#3||#1", "市政府|#4||#2"]).is_empty());
    }
}
