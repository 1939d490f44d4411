//! Heads that come again at page breaks: taken out of the way, so that a table's body is read as one.

use super::grid::{Grid, Row};
use super::leftovers::preamble_class;
use super::lines::Block;
use super::text::{clean, plain};
use crate::model::LineClass;
use std::collections::BTreeSet;
use std::ops::Range;

/// Takes the heads out that repeat the head of the table above and continue it, with their captions, and says what
/// lines these are. Tables that have rows of one label in common are two tables, whatever their heads.
pub(super) fn take_out_repeats(grid: &mut Grid<'_>, found: &[Block]) -> Vec<(u32, LineClass)> {
    let mut taken: Vec<(u32, LineClass)> = Vec::new();
    let Some(mut first) = found.first() else { return taken };
    let mut labels = labels_of(grid, &first.body);
    for pair in found.windows(2) {
        let [above, block] = pair else { continue };
        let own = labels_of(grid, &block.body);
        let is_one_body =
            if block.is_ledger { !starts_over(grid, first, block) } else { labels.is_disjoint(&own) };
        let goes_on = is_one_body
            && is_same_head(grid, first, block)
            && rows(grid, &above.tail).iter().all(is_page_mark)
            && rows(grid, &block.preamble).iter().all(|r| is_caption_again(grid, first, r));
        if !goes_on {
            first = block;
            labels = own;
            continue;
        }
        labels.extend(own);
        let mut take = |range: &Range<usize>, class: fn(&Row<'_>) -> LineClass| {
            taken.extend(rows(grid, range).iter().map(|r| (r.row, class(r))));
        };
        take(&above.tail, |_| LineClass::Note);
        take(&block.preamble, |r| if is_page_mark(r) { LineClass::Note } else { preamble_class(r) });
        take(&block.head, |_| LineClass::Header);
    }
    grid.rows.retain(|r| !taken.iter().any(|(row, _)| *row == r.row));
    taken
}

fn rows<'r, 'a>(grid: &'r Grid<'a>, range: &Range<usize>) -> &'r [Row<'a>] {
    grid.rows.get(range.clone()).unwrap_or(&[])
}

/// The first two cells of each row: a number of its own, or a label.
fn labels_of(grid: &Grid<'_>, body: &Range<usize>) -> BTreeSet<String> {
    let label =
        |r: &Row<'_>| r.cells.iter().take(2).filter(|c| !c.is_figure()).map(|c| plain(&c.text)).collect();
    rows(grid, body).iter().filter(|r| r.cells.len() > 1).map(label).collect()
}

/// Whether a ledger apart from the one above it counts its records from the beginning again.
fn starts_over(grid: &Grid<'_>, first: &Block, block: &Block) -> bool {
    let start = |b: &Block| rows(grid, &b.body).iter().find_map(|r| r.first()?.reading.number());
    let above = block.head.start.checked_sub(1).and_then(|i| grid.rows.get(i)).map(|r| r.row);
    let head = rows(grid, &block.head).first().map(|r| r.row);
    let is_apart = above.zip(head).is_none_or(|(above, head)| above + 1 < head);
    is_apart && start(first).is_some() && start(first) == start(block)
}

fn is_same_head(grid: &Grid<'_>, first: &Block, block: &Block) -> bool {
    let words = |b: &Block| -> Vec<Vec<(u32, String)>> {
        rows(grid, &b.head)
            .iter()
            .map(|r| r.cells.iter().map(|c| (c.col(), c.text.clone())).collect())
            .collect()
    };
    words(first) == words(block)
}

/// 续表, the unit again, or the very words that stand above the first page.
fn is_caption_again(grid: &Grid<'_>, first: &Block, row: &Row<'_>) -> bool {
    let mut said = rows(grid, &first.preamble).iter().flat_map(|r| &r.cells);
    let text: String = row.cells.iter().map(|c| c.text.as_str()).collect();
    let bare = plain(&text).replace("(续)", "").replace("续表", "").replace("(续表)", "");
    let is_continued = plain(&text).contains('续') && bare.chars().count() <= 4;
    row.is_unit_line()
        || is_page_mark(row)
        || is_continued
        || said.any(|c| clean(&c.text) == text || plain(&c.text) == bare)
}

/// `第1页`, `—1—`, 接下页: what stands at the foot of a page.
fn is_page_mark(row: &Row<'_>) -> bool {
    let text: String = row.cells.iter().map(|c| plain(&c.text)).collect();
    let is_turn = ["续下页", "接下页", "转下页", "下接", "续下表"].iter().any(|w| text.contains(w));
    let is_number =
        text.chars().count() <= 10 && text.chars().all(|c| c.is_ascii_digit() || "第共页-/ ,.".contains(c));
    is_turn || is_number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::lines::blocks;
    use crate::import::understand::testing::sheet;

    fn taken(lines: &[&str]) -> (Vec<u32>, usize) {
        let sheet = sheet(lines, &[]);
        let mut grid = Grid::read(&sheet, 100);
        let found = blocks(&grid);
        let taken = take_out_repeats(&mut grid, &found).into_iter().map(|t| t.0).collect();
        (taken, blocks(&grid).len())
    }

    #[test]
    fn a_head_that_comes_again_does_not_part_a_table() {
        assert_eq!(
            taken(&["甲表", "地区|发文", "长沙|#1", "株洲|#2", "地区|发文", "湘潭|#3", "合计|#6"]),
            (vec![4], 1)
        );
        assert_eq!(
            taken(&["甲表", "地区|发文", "长沙|#1", "第1页", "续表", "单位:件", "地区|发文", "湘潭|#3"]),
            (vec![3, 4, 5, 6], 1)
        );
    }

    #[test]
    fn a_ledger_goes_on_below_its_head_unless_it_counts_anew() {
        let (head, record) =
            ("序号|标题|文种|成文日期", |n: u32| format!("#{n}|关于{n}|通知|2024.3.{n}"));
        let (one, two) = (record(1), record(2));
        let mut lines = vec!["发文台账", head, &one, "续表", head, &two];
        assert_eq!(taken(&lines), (vec![3, 4], 1));
        lines.truncate(3);
        lines.extend(["", head, &one]);
        assert_eq!(taken(&lines), (vec![], 2));
    }

    #[test]
    fn tables_of_the_same_rows_or_with_titles_of_their_own_stay_apart() {
        assert_eq!(taken(&["甲表", "地区|发文", "长沙|#1", "", "地区|发文", "长沙|#3"]), (vec![], 2));
        assert_eq!(taken(&["2022年", "地区|发文", "长沙|#1", "2023年", "地区|发文", "湘潭|#3"]), (vec![], 2));
    }
}
