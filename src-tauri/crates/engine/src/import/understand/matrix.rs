//! The body of a summary as lines and figures: what totals, rates and observations are worked out from.

use super::columns::{ColumnRole, column_roles, is_remark_name};
use super::derived::is_derived_label;
use super::grid::{Cell, Grid, Row};
use super::header::Head;
use super::lines::{Block, continues_labels, head_of};
use super::names::AreaFinder;
use super::periods::{Cue, Part, cue_of_whole};
use super::text::{is_blank, is_mean_label, is_of_which, is_total_label, plain};
use super::value::{Reading, is_no_change};
use super::wrap::{is_area_name, runs_on};
use crate::model::{CellRef, Decimal, LineClass};

/// A row of the body.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Zero-based row of the sheet.
    pub row: u32,
    pub class: LineClass,
    /// Labels, outermost first, without the group.
    pub labels: Vec<String>,
    /// The label of the group the line stands in.
    pub group: Option<String>,
    /// 其中.
    pub is_of_which: bool,
    /// 平均: a mean, not a sum.
    pub is_mean: bool,
    /// 增减, 同比 in a table that has them as rows.
    pub is_derived: bool,
    /// What a 计量单位 column says.
    pub unit: Option<String>,
}

/// A figure column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub col: u32,
    /// Labels above, outermost first.
    pub path: Vec<String>,
    pub is_total: bool,
    pub is_of_which: bool,
    pub is_derived: bool,
    /// The file lost a percent format: the figures are fractions of what the head calls %.
    pub is_fraction: bool,
}

/// A summary's body.
#[derive(Debug)]
pub(super) struct Matrix<'g, 'a> {
    pub lines: Vec<Line>,
    pub columns: Vec<Column>,
    pub label_columns: Vec<u32>,
    /// Head of the label column nearest to the figures.
    pub label_head: String,
    pub group_rows: Vec<u32>,
    /// Columns that are no figures by what they are called or hold: labels, running numbers, codes, units, 备注.
    pub other_columns: Vec<u32>,
    /// Rows that hold nothing but a piece of the label beside them.
    pub continued_rows: Vec<u32>,
    /// Rows of words across the figure columns: a head inside the body, so what stands below it is not this table's.
    pub stray_heads: usize,
    /// `figures[line][column]`.
    figures: Vec<Vec<Option<&'g Cell<'a>>>>,
}

impl<'g, 'a> Matrix<'g, 'a> {
    /// Reads the body of a block.
    pub(super) fn read(grid: &'g Grid<'a>, block: &Block, first: u32, last: u32) -> Self {
        let head = head_of(grid, &block.head, first, last);
        let body = grid.rows.get(block.body.clone()).unwrap_or(&[]);
        let roles = column_roles(&head, body, first, last);
        let of =
            |role: ColumnRole| roles.iter().filter(move |r| r.1 == role).map(|r| r.0).collect::<Vec<_>>();
        let label_columns = of(ColumnRole::Label);
        let columns = columns_of(&head, &of(ColumnRole::Value));
        let label_head = label_columns.last().map(|c| head.joined(*c)).unwrap_or_default();
        let mut matrix = Self {
            lines: Vec::new(),
            columns,
            label_columns,
            label_head,
            group_rows: Vec::new(),
            other_columns: roles
                .iter()
                .filter(|(col, role)| is_named_part(&head, *col, *role))
                .map(|r| r.0)
                .collect(),
            continued_rows: Vec::new(),
            stray_heads: 0,
            figures: Vec::new(),
        };
        let unit_column = of(ColumnRole::Unit).first().copied();
        let sequence = of(ColumnRole::Sequence).first().copied();
        matrix.read_lines(grid, block, unit_column, sequence);
        matrix
    }

    fn read_lines(
        &mut self,
        grid: &'g Grid<'a>,
        block: &Block,
        unit_column: Option<u32>,
        sequence: Option<u32>,
    ) {
        let mut group: Option<String> = None;
        let mut outer: Vec<String> = Vec::new();
        let mut parts: Option<usize> = None;
        for index in block.body.clone() {
            let Some(row) = grid.rows.get(index) else { continue };
            let figures: Vec<_> = self.columns.iter().map(|c| row.at(c.col)).collect();
            let has_figures = figures.iter().flatten().any(|c| c.is_figure());
            let is_numbered =
                sequence.is_some_and(|s| row.at(s).is_some_and(|c| c.reading.number().is_some()));
            if !has_figures && !is_numbered && !continues_labels(grid, &block.body, index) {
                if self.continue_label(row) {
                    continue;
                }
                let words = figures.iter().flatten().filter(|c| c.reading == Reading::Text).count();
                self.stray_heads += usize::from(words >= 3);
                let label = row.cells.iter().map(|c| c.text.as_str()).collect::<String>();
                group = Some(label.trim_end_matches([':', '：']).to_owned());
                self.group_rows.push(row.row);
                parts = None;
                continue;
            }
            let mut labels = self.labels_of(grid, row, sequence, &mut outer);
            // The first line of a label may stand in a row of its own, above the figures.
            if let (Some(above), Some(own)) = (group.as_deref(), labels.last_mut())
                && self.group_rows.last().is_some_and(|r| r + 1 == row.row)
                && is_area_name(above, own)
            {
                own.insert_str(0, above);
                group = None;
                self.continued_rows.extend(self.group_rows.pop());
            }
            // Below the groups' own 小计 the 合计 is of the whole table.
            let is_grand = labels.last().is_some_and(|l| is_grand_total(l));
            if is_grand && self.lines.last().is_some_and(|l| l.labels.iter().any(|l| is_subtotal(l))) {
                group = None;
            }
            let is_total = labels.iter().any(|l| is_total_label(l) || is_running_total(l))
                && !self.is_area_here(grid, block, &labels);
            let is_of_which = self.is_part(row, &labels, &mut parts);
            self.lines.push(Line {
                row: row.row,
                class: if is_total { LineClass::Total } else { LineClass::Data },
                is_of_which,
                is_mean: labels.iter().any(|l| is_mean_label(l)),
                is_derived: labels.iter().any(|l| is_derived_label(l)),
                labels,
                group: group.clone(),
                unit: unit_column.and_then(|c| row.at(c)).map(|c| c.text.clone()),
            });
            self.figures.push(figures);
        }
    }

    /// Whether the label is the short name of a county among the others: 全州 beside 灵川县 and 兴安县 adds nothing up.
    fn is_area_here(&self, grid: &Grid<'_>, block: &Block, labels: &[String]) -> bool {
        let Some((label, col)) = labels.last().zip(self.label_columns.last()) else { return false };
        if plain(label) != "全州" {
            return false;
        }
        let rows = grid.rows.get(block.body.clone()).unwrap_or(&[]);
        let others = rows.iter().filter_map(|r| r.at(*col)).map(|c| c.text.as_str());
        AreaFinder::new(None, None, others).find(label).is_some()
    }

    /// Whether a row is a part of one above it: it says 其中, or stands below a 其中 and as far in as its first item, with
    /// no 其中 of its own. `parts` is how far in the label of the last 其中 begins.
    fn is_part(&self, row: &Row<'_>, labels: &[String], parts: &mut Option<usize>) -> bool {
        let label = self.label_columns.last().and_then(|c| row.at(*c));
        let depth = label.map_or(0, |c| {
            let raw = c.raw.text();
            raw.chars().take_while(|c| is_blank(*c)).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum()
        });
        let is_named = labels.iter().any(|l| is_of_which(l));
        if is_named {
            *parts = Some(depth);
        } else if parts.is_none_or(|own| depth < own + 2) || labels.iter().any(|l| is_total_label(l)) {
            *parts = None;
        }
        parts.is_some()
    }

    /// Takes a row that holds only the rest of the label above it; whether it is one.
    fn continue_label(&mut self, row: &Row<'_>) -> bool {
        let ([cell], Some(above)) = (row.cells.as_slice(), self.lines.last_mut()) else { return false };
        let Some(label) = above.labels.last_mut().filter(|_| above.row + 1 == row.row) else { return false };
        if !self.label_columns.contains(&cell.col()) || !runs_on(label, &cell.text) {
            return false;
        }
        label.push_str(&cell.text);
        self.continued_rows.push(row.row);
        true
    }

    /// Labels of a row; an outer label that is blank goes on from above.
    fn labels_of(
        &self,
        grid: &Grid<'_>,
        row: &Row<'_>,
        sequence: Option<u32>,
        outer: &mut Vec<String>,
    ) -> Vec<String> {
        let count = self.label_columns.len();
        outer.resize(count, String::new());
        let mut is_new = false;
        let mut labels = Vec::new();
        for (index, col) in self.label_columns.iter().enumerate() {
            let written = row.at(*col).map(|c| c.text.clone());
            let Some(slot) = outer.get_mut(index) else { break };
            match written {
                Some(text) => {
                    slot.clone_from(&text);
                    is_new = true;
                    labels.push(text);
                }
                None if index + 1 < count && !is_new => {
                    let has_inner = self.label_columns.iter().skip(index + 1).any(|c| row.at(*c).is_some());
                    let is_total = self
                        .label_columns
                        .iter()
                        .skip(index + 1)
                        .any(|c| row.at(*c).is_some_and(|c| is_total_label(&c.text)));
                    let merged = grid.merge_at(CellRef::new(row.row, *col));
                    let goes_on = merged.map_or(!is_total, |m| m.start.row < row.row);
                    if has_inner && goes_on && !slot.is_empty() {
                        labels.push(slot.clone());
                    }
                }
                None => slot.clear(),
            }
        }
        // 合计 may stand in the 序号 column, merged across both.
        if labels.is_empty()
            && let Some(cell) = sequence.and_then(|s| row.at(s)).filter(|c| c.reading == Reading::Text)
        {
            labels.push(cell.text.clone());
        }
        labels
    }

    /// The cell of a figure, where something stands.
    pub(super) fn cell(&self, line: usize, column: usize) -> Option<&'g Cell<'a>> {
        *self.figures.get(line)?.get(column)?
    }

    /// The number at a place, in percent where the head says % and the file holds a fraction.
    pub(super) fn number(&self, line: usize, column: usize) -> Option<Decimal> {
        let number = self.cell(line, column)?.reading.number()?;
        // Words for no change are read as nothing: any other number was said.
        if number.is_zero() && self.is_unsaid(line, column) {
            return None;
        }
        Some(number)
    }

    /// 持平 in place of a count: as last year, whatever that was.
    pub(super) fn is_unsaid(&self, line: usize, column: usize) -> bool {
        let is_change = self.columns.get(column).is_some_and(|c| c.is_derived)
            || self.lines.get(line).is_some_and(|l| l.is_derived);
        !is_change && self.cell(line, column).is_some_and(|c| is_no_change(&c.text))
    }

    /// Address of a place.
    pub(super) fn address(&self, line: usize, column: usize) -> Option<CellRef> {
        Some(CellRef::new(self.lines.get(line)?.row, self.columns.get(column)?.col))
    }

    /// Whether the structure is certain enough to take figures from it.
    pub(super) fn is_certain(&self) -> bool {
        // Several lines that nothing names cannot be told from one another.
        let is_nameless = |l: &Line| l.labels.is_empty() && l.group.is_none();
        if self.lines.len() > 1 && self.lines.iter().all(is_nameless) {
            return false;
        }
        let named = self.columns.iter().filter(|c| !c.path.is_empty()).count();
        !self.columns.is_empty()
            && !self.lines.is_empty()
            && self.stray_heads == 0
            && named * 2 > self.columns.len()
    }

    /// Rows of one class.
    pub(super) fn rows_of(&self, class: LineClass) -> Vec<u32> {
        self.lines.iter().filter(|l| l.class == class).map(|l| l.row).collect()
    }
}

/// Whether a column that holds no figures says so by itself. Words right of the figures without a name of their own do
/// not: a number among them is one that was not understood.
fn is_named_part(head: &Head, col: u32, role: ColumnRole) -> bool {
    match role {
        ColumnRole::Value | ColumnRole::Empty => false,
        ColumnRole::Remark => head.path(col).last().is_some_and(|name| is_remark_name(&plain(name))),
        ColumnRole::Sequence | ColumnRole::Code | ColumnRole::Unit | ColumnRole::Label => true,
    }
}

/// 小计: of a group.
fn is_subtotal(label: &str) -> bool {
    plain(label).contains("小计")
}

/// A sum that is not of a group.
fn is_grand_total(label: &str) -> bool {
    is_total_label(label) && !is_subtotal(label) && !is_mean_label(label)
}

/// 累计, 全年: below months, their sum.
fn is_running_total(label: &str) -> bool {
    matches!(plain(label).as_str(), "累计" | "全年" | "全年累计" | "累计数")
}

/// `3月`, `2021年`: names its own period.
fn is_explicit(cue: Cue) -> bool {
    !cue.is_relative && (cue.year.is_some() || matches!(cue.part, Some(Part::Month(_) | Part::Quarter(_))))
}

fn columns_of(head: &Head, cols: &[u32]) -> Vec<Column> {
    // Right of the months or years it counts, 累计 is their sum; beside one month it is a count of its own.
    let is_part = |c: &&u32| head.path(**c).last().and_then(|l| cue_of_whole(l)).is_some_and(is_explicit);
    let has_parts = cols.iter().filter(is_part).count() >= 3;
    let is_sum = |path: &[String]| has_parts && matches!(path, [only] if is_running_total(only));
    cols.iter()
        .map(|col| {
            let path = head.path(*col).to_vec();
            Column {
                col: *col,
                is_total: path.iter().any(|l| is_total_label(l)) || is_sum(&path),
                is_of_which: path.iter().any(|l| is_of_which(l)),
                is_derived: path.iter().any(|l| is_derived_label(l)),
                is_fraction: false,
                path,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::lines::blocks;
    use crate::import::understand::testing::sheet;

    fn labels(lines: &[&str]) -> Vec<String> {
        let sheet = sheet(lines, &[]);
        let grid = Grid::read(&sheet, 100);
        let found = blocks(&grid);
        let matrices = found.iter().map(|block| Matrix::read(&grid, block, 0, 3));
        let lines = matrices.filter(Matrix::is_certain).flat_map(|m| m.lines);
        lines.map(|l| l.group.iter().chain(&l.labels).cloned().collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn a_label_in_two_lines_is_one_label_wherever_its_figures_stand() {
        assert_eq!(
            labels(&["地区|发文|会议", "湘西土家族|#1|#2", "苗族自治州", "长沙市|#4|#4"]),
            ["湘西土家族苗族自治州", "长沙市"]
        );
        assert_eq!(
            labels(&["地区|发文|会议", "湘西土家族", "苗族自治州|#1|#2", "长沙市|#4|#4"]),
            ["湘西土家族苗族自治州", "长沙市"]
        );
        assert_eq!(
            labels(&["项目|发文|会议", "农、林、|#1|#2", "牧、渔业", "二、工业", "钢铁|#4|#4"]),
            ["农、林、牧、渔业", "二、工业/钢铁"]
        );
    }

    #[test]
    fn labels_right_of_the_figures_count_and_lines_without_any_are_refused() {
        assert_eq!(labels(&["发文|会议|地区", "#1|#2|长沙市", "#3|#4|株洲市"]), ["长沙市", "株洲市"]);
        assert!(labels(&["发文|会议|备注", "#1|#2|新", "#3|#4|旧"]).is_empty());
    }
}
