//! What each column of a summary is: labels, units, codes, running numbers, figures, remarks.

use super::grid::{Cell, Row};
use super::header::Head;
use super::periods::year_of_label;
use super::text::{is_unit_word, plain};
use super::value::Reading;
use crate::model::Decimal;

/// The part a column plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnRole {
    /// 序号.
    Sequence,
    /// 代码, 行次: neither label nor figure.
    Code,
    /// 计量单位 of each row.
    Unit,
    /// Labels rows.
    Label,
    /// Holds figures.
    Value,
    /// 备注 and other words right of the figures.
    Remark,
    /// Nothing at all.
    Empty,
}

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    numbers: usize,
    years: usize,
    marks: usize,
    texts: usize,
    dates: usize,
    units: usize,
    classes: usize,
}

impl Counts {
    fn of<'a>(cells: impl Iterator<Item = &'a Cell<'a>>) -> Self {
        let mut counts = Self::default();
        for cell in cells {
            match cell.reading {
                Reading::Number { .. } => {
                    counts.numbers += 1;
                    counts.years += usize::from(year_of_label(&cell.text).is_some());
                }
                Reading::Mark(_) => counts.marks += 1,
                Reading::Date => counts.dates += 1,
                Reading::Text | Reading::Blank => counts.texts += 1,
            }
            counts.units += usize::from(is_unit_word(&cell.text));
            counts.classes += usize::from(cell.is_counted());
        }
        counts
    }

    fn filled(self) -> usize {
        self.numbers + self.marks + self.texts + self.dates
    }

    fn is_figures(self) -> bool {
        self.numbers + self.marks > 0 && self.numbers + self.marks >= self.texts + self.dates
    }
}

/// The role of every column from `first` to `last`.
pub(super) fn column_roles(head: &Head, body: &[Row<'_>], first: u32, last: u32) -> Vec<(u32, ColumnRole)> {
    let mut roles = Vec::new();
    let mut has_value = false;
    let mut has_label = false;
    for col in first..=last {
        let cells = body.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.at(col));
        let counts = Counts::of(cells);
        // 1人户, 2人户 or 0岁, 1岁 down the rows name classes where the figures beside them are plain.
        let are_classes = !has_label
            && !has_value
            && counts.classes > 0
            && counts.classes + counts.texts == counts.filled()
            && are_plain(body, col + 1, last);
        let role =
            if are_classes { ColumnRole::Label } else { role_of(head, col, counts, has_label, has_value) };
        let role = if role == ColumnRole::Value
            && is_running(body, col)
            && !has_value
            && !has_label
            && head.path(col).is_empty()
        {
            ColumnRole::Sequence
        } else {
            role
        };
        // A translation beside the labels says nothing new.
        let role = if role == ColumnRole::Label && has_label && is_foreign(body, col) {
            ColumnRole::Remark
        } else {
            role
        };
        has_value |= role == ColumnRole::Value;
        has_label |= role == ColumnRole::Label;
        roles.push((col, role));
    }
    if !has_label {
        label_on_the_right(head, &mut roles);
    }
    roles
}

/// Without labels left of the figures the only words right of them label the rows, unless they are called remarks.
fn label_on_the_right(head: &Head, roles: &mut [(u32, ColumnRole)]) {
    let mut words = roles.iter_mut().filter(|(_, role)| *role == ColumnRole::Remark);
    if let (Some((col, role)), None) = (words.next(), words.next())
        && !is_remark(&head.path(*col).last().map(|t| plain(t)).unwrap_or_default())
    {
        *role = ColumnRole::Label;
    }
}

fn is_remark(name: &str) -> bool {
    name.is_empty() || is_remark_name(name)
}

/// Heads of words about a line.
pub(super) fn is_remark_name(name: &str) -> bool {
    matches!(name, "备注" | "说明" | "备注说明" | "情况说明" | "原因")
}

fn role_of(head: &Head, col: u32, counts: Counts, has_label: bool, has_value: bool) -> ColumnRole {
    let name = plain(&head.joined(col)).to_ascii_lowercase();
    let inner = head.path(col).last().map(|t| plain(t)).unwrap_or_default();
    if is_sequence_name(&name) && !has_value {
        return ColumnRole::Sequence;
    }
    if ["代码", "编码", "行次", "code"].iter().any(|w| name.contains(w))
        && counts.numbers + counts.texts == counts.filled()
    {
        return ColumnRole::Code;
    }
    if !inner.is_empty() && is_remark(&inner) {
        return ColumnRole::Remark;
    }
    if name.contains("单位") && counts.units * 2 > counts.filled() {
        return ColumnRole::Unit;
    }
    if counts.filled() == 0 {
        return if has_value && !name.is_empty() { ColumnRole::Value } else { ColumnRole::Empty };
    }
    let is_years = counts.years * 10 >= counts.filled() * 9;
    let is_year_column = is_years
        && (["年份", "年度", "时间", "year", "年"].contains(&name.as_str())
            || (!has_label && year_of_label(&inner).is_none()));
    if counts.is_figures() && (has_value || !is_year_column) {
        return ColumnRole::Value;
    }
    if has_value { ColumnRole::Remark } else { ColumnRole::Label }
}

/// Whether there are figures in the columns, none of them with a unit of its own.
fn are_plain(body: &[Row<'_>], first: u32, last: u32) -> bool {
    let cells = body.iter().flat_map(|r| &r.cells).filter(|c| (first..=last).contains(&c.col()));
    let mut figures = cells.filter(|c| c.reading.number().is_some()).peekable();
    figures.peek().is_some() && figures.all(|c| !c.is_counted())
}

/// Words without a single Chinese character.
fn is_foreign(body: &[Row<'_>], col: u32) -> bool {
    let mut cells = body.iter().filter_map(|r| r.at(col)).peekable();
    cells.peek().is_some()
        && cells.all(|c| c.text.is_ascii() && c.text.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Heads of running numbers.
pub(super) fn is_sequence_name(name: &str) -> bool {
    matches!(
        name,
        "序号" | "no." | "no" | "No." | "No" | "NO." | "NO" | "№" | "编号" | "顺序号" | "号" | "项次"
    )
}

/// 1, 2, 3… down the rows, perhaps anew in each group.
pub(super) fn is_running(body: &[Row<'_>], col: u32) -> bool {
    let numbers: Vec<_> = body.iter().filter_map(|r| r.at(col)?.reading.number()).collect();
    let pairs = || numbers.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
    let is_next = |(a, b): &(&Decimal, &Decimal)| b.checked_sub(Decimal::ONE) == Some(**a);
    let risen = pairs().filter(is_next).count();
    numbers.first() == Some(&Decimal::ONE)
        && pairs().all(|pair| is_next(&pair) || *pair.1 == Decimal::ONE)
        && risen * 2 > pairs().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::grid::Grid;
    use crate::import::understand::testing::sheet;

    #[test]
    fn numbered_classes_label_rows() {
        use ColumnRole::{Label, Value};
        let sheet = sheet(&["户规模|户数", "1人户|#30", "2人户|#20", "合计|#50"], &[]);
        let grid = Grid::read(&sheet, 10);
        let (top, body) = grid.rows.split_at(1);
        let head = Head::read(&grid, &top.iter().collect::<Vec<_>>(), 0, 1);
        let roles: Vec<_> = column_roles(&head, body, 0, 1).into_iter().map(|r| r.1).collect();
        assert_eq!(roles, [Label, Value]);
    }

    #[test]
    fn running_numbers_may_begin_anew_in_each_group() {
        let is_run = |lines: &[&str]| {
            let sheet = sheet(lines, &[]);
            is_running(&Grid::read(&sheet, 10).rows, 0)
        };
        assert!(is_run(&["#1|a", "#2|b", "#3|c"]));
        assert!(is_run(&["#1|a", "#2|b", "#1|c", "#2|d", "#3|e"]));
        assert!(!is_run(&["#1|a", "#1|b", "#1|c"]));
        assert!(!is_run(&["#1|a", "#2|b", "#4|c"]));
        assert!(!is_run(&["#2|a", "#3|b"]));
        assert!(!is_run(&["#1|a"]));
    }

    #[test]
    fn running_numbers_codes_and_units_are_no_figures() {
        use ColumnRole::{Code, Label, Remark, Sequence, Unit, Value};
        let sheet =
            sheet(&["序号|项目|计量单位|代码|清理前|备注", "#1|借调|人|01|#3|", "#2|挂牌|块|02|—|新增"], &[]);
        let grid = Grid::read(&sheet, 10);
        let (top, body) = grid.rows.split_at(1);
        let head = Head::read(&grid, &top.iter().collect::<Vec<_>>(), 0, 5);
        let roles: Vec<_> = column_roles(&head, body, 0, 5).into_iter().map(|r| r.1).collect();
        assert_eq!(roles, [Sequence, Label, Unit, Code, Value, Remark]);
    }
}
