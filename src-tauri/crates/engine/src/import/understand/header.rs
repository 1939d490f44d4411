//! The tree of a head, however deep, merged or with blanks in place of merges: for each column its labels from
//! the outermost to the innermost.

use super::grid::{Grid, Row};
use super::wrap::{is_area_name, join_pieces};
use crate::model::CellRef;

/// The head of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Labels of each column from `first_col` on.
    paths: Vec<Vec<String>>,
    first_col: u32,
}

impl Head {
    /// Labels above a column, outermost first.
    pub(super) fn path(&self, col: u32) -> &[String] {
        col.checked_sub(self.first_col)
            .and_then(|i| self.paths.get(usize::try_from(i).ok()?))
            .map_or(&[], Vec::as_slice)
    }

    /// The labels of a column as one text.
    pub(super) fn joined(&self, col: u32) -> String {
        self.path(col).join("/")
    }

    /// Reads the head that stands in `rows`, over the given columns.
    pub(super) fn read(grid: &Grid<'_>, rows: &[&Row<'_>], first_col: u32, last_col: u32) -> Self {
        let cols = first_col..=last_col;
        let mut paths: Vec<Vec<Label>> = cols.clone().map(|_| Vec::new()).collect();
        for (level, row) in rows.iter().enumerate() {
            let below = rows.get(level + 1..).unwrap_or(&[]);
            let labels = labels_of_row(grid, row, below, first_col, last_col, &paths);
            for (path, label) in paths.iter_mut().zip(labels) {
                path.push(label);
            }
        }
        paths.iter_mut().for_each(|path| keep_one_language(path));
        let row_of = |level: usize| rows.get(level).map_or(0, |r| r.row);
        join_pieces(&mut paths, first_col, |level, col| {
            grid.merge_at(CellRef::new(row_of(level), col)).is_some()
        });
        let mut paths: Vec<Vec<String>> =
            paths.into_iter().map(|p| p.into_iter().filter_map(|l| l.text).collect()).collect();
        hang_of_which(&mut paths);
        Self { paths, first_col }
    }
}

/// Heads in two languages keep the Chinese one.
fn keep_one_language(path: &mut [Label]) {
    let is_foreign = |label: &str| label.is_ascii() && label.bytes().any(|b| b.is_ascii_alphabetic());
    if path.iter().filter_map(|l| l.text.as_deref()).all(str::is_ascii) {
        return;
    }
    for label in path.iter_mut().filter(|l| l.text.as_deref().is_some_and(is_foreign)) {
        *label = Label::default();
    }
}

/// A head 其中 stands beside the whole it is part of: `居住房屋 | 其中 (花园住宅, 公寓)`.
fn hang_of_which(paths: &mut [Vec<String>]) {
    let mut whole: Option<String> = None;
    for path in paths {
        match path.as_mut_slice() {
            [only] => whole = Some(only.clone()),
            [first, _, ..] if first.trim_end_matches([':', '：']) == "其中" => {
                if let Some(whole) = &whole {
                    path.insert(0, whole.clone());
                }
            }
            _ => whole = None,
        }
    }
}

/// A label and the column where it is written: equal origins share one label.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Label {
    /// What it says.
    pub text: Option<String>,
    /// Where it is written.
    pub origin: Option<u32>,
    /// The first piece of a label broken over rows, once they are joined.
    pub piece: Option<String>,
}

fn labels_of_row(
    grid: &Grid<'_>,
    row: &Row<'_>,
    below: &[&Row<'_>],
    first_col: u32,
    last_col: u32,
    above: &[Vec<Label>],
) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (index, col) in (first_col..=last_col).enumerate() {
        let here = Label { text: row.at(col).map(|c| c.text.clone()), origin: Some(col), piece: None };
        let label = if here.text.is_some() {
            here
        } else if let Some(merge) = grid.merge_at(CellRef::new(row.row, col)) {
            // A merged head is written once, in its top left cell.
            if merge.start.row == row.row && merge.start.col < col {
                let text = row.at(merge.start.col).map(|c| c.text.clone());
                Label { text, origin: Some(merge.start.col), piece: None }
            } else {
                Label::default()
            }
        } else {
            inherited(labels.last(), index, col, below, above)
        };
        labels.push(label);
    }
    labels
}

/// A blank in a head continues the label to its left if it has a label of its own below and both hang from one parent.
fn inherited(
    left: Option<&Label>,
    index: usize,
    col: u32,
    below: &[&Row<'_>],
    above: &[Vec<Label>],
) -> Label {
    let Some(left) = left.filter(|l| l.text.is_some()) else { return Label::default() };
    let Some(origin) = left.origin else { return Label::default() };
    let has_child = |c: u32| below.iter().any(|r| r.at(c).is_some());
    let parents = |i: usize| above.get(i).map(|p| p.iter().map(|l| l.origin).collect::<Vec<_>>());
    let is_two_line_area = |text: &str| {
        below.iter().find_map(|r| r.at(origin)).is_some_and(|child| is_area_name(text, &child.text))
    };
    if left.text.as_deref().is_some_and(is_two_line_area) {
        return Label::default();
    }
    let same_parent = index.checked_sub(1).is_some_and(|i| parents(i) == parents(index));
    if has_child(col) && has_child(origin) && same_parent { left.clone() } else { Label::default() }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::import::understand::grid::Cell;
    use crate::import::understand::testing::sheet;

    fn paths(lines: &[&str], merges: &[&str]) -> Vec<String> {
        let sheet = sheet(lines, merges);
        let grid = Grid::read(&sheet, 100);
        let rows: Vec<&Row<'_>> = grid.rows.iter().collect();
        let last = rows.iter().flat_map(|r| r.cells.iter().map(Cell::col)).max().unwrap_or(0);
        let head = Head::read(&grid, &rows, 0, last);
        (0..=last).map(|c| head.joined(c)).collect()
    }

    #[test]
    fn blanks_stand_for_merges() {
        let got = paths(&["地区|文件||会议|备注", "|本年|上年|本年|"], &[]);
        assert_eq!(got, ["地区", "文件/本年", "文件/上年", "会议/本年", "备注"]);
    }

    #[test]
    fn three_levels_keep_to_their_parents() {
        let got = paths(
            &["地区|甲||||乙|", "|子||丑||寅|", "|本|上|本|上|本|上"],
            &["B1:E1", "F1:G1", "B2:C2", "D2:E2", "F2:G2"],
        );
        assert_eq!(got[1], "甲/子/本");
        assert_eq!(got[4], "甲/丑/上");
        assert_eq!(got[6], "乙/寅/上");
        assert_eq!(paths(&["地区|甲||||乙|", "|子||丑||寅|", "|本|上|本|上|本|上"], &[]), got);
    }
}
