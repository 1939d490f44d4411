//! Totals and means that no word announces: lines and columns that add others up wherever they hold a figure.

use super::derived::{Form, Formula};
use super::evidence::{ENOUGH, total_found, weight};
use super::matrix::Matrix;
use super::periods::cue_of_whole;
use super::text::plain;
use super::totals::{Check, SEARCH_LINES, check, counted_lines, is_part, runs_beside};
use crate::diagnostic::Diagnostic;
use crate::model::{Decimal, LineClass};
use std::collections::BTreeSet;

/// Lines a subtotal without a word may add up.
const LONGEST_RUN: usize = 40;

/// Marks every total and mean that no word announces, and tells of each.
pub(super) fn find_totals(matrix: &mut Matrix<'_, '_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if matrix.lines.len() > SEARCH_LINES {
        return found;
    }
    if let Some((line, is_mean)) = whole_line(matrix) {
        found.extend(mark_line(matrix, line, is_mean));
    }
    for line in run_lines(matrix) {
        found.extend(mark_line(matrix, line, false));
    }
    for column in total_columns(matrix) {
        let label = matrix.columns.get(column).and_then(|c| c.path.last().cloned());
        if let Some(own) = matrix.columns.get_mut(column) {
            own.is_total = true;
        }
        found.extend(total_found(matrix.address(0, column), label.as_ref()));
    }
    found
}

fn mark_line(matrix: &mut Matrix<'_, '_>, line: usize, is_mean: bool) -> Option<Diagnostic> {
    let own = matrix.lines.get_mut(line)?;
    own.class = LineClass::Total;
    own.is_mean |= is_mean;
    let label = own.labels.last().cloned();
    total_found(matrix.address(line, 0), label.as_ref())
}

fn count_columns(matrix: &Matrix<'_, '_>) -> Vec<usize> {
    (0..matrix.columns.len()).filter(|c| matrix.columns.get(*c).is_some_and(|c| !c.is_derived)).collect()
}

/// The line that equals the sum or the mean of all the others in every column.
fn whole_line(matrix: &Matrix<'_, '_>) -> Option<(usize, bool)> {
    let parts: Vec<usize> = (0..matrix.lines.len()).filter(|l| is_part(matrix, *l)).collect();
    if parts.len() < 4 {
        return None;
    }
    let columns = count_columns(matrix);
    let sums: Vec<(Decimal, usize)> = columns
        .iter()
        .map(|c| {
            let numbers = || parts.iter().filter_map(|l| matrix.number(*l, *c));
            (numbers().fold(Decimal::ZERO, Decimal::saturating_add), numbers().count())
        })
        .collect();
    let is_sum = |line: &usize| {
        let (mut held, mut tried) = (0, 0);
        for (column, (sum, _)) in columns.iter().zip(&sums) {
            let Some(value) = matrix.number(*line, *column) else { continue };
            if value.saturating_add(value) != *sum {
                return false;
            }
            held += usize::from(!value.is_zero());
            tried += 1;
        }
        // One column alone proves it only in a table long enough to rule out chance.
        held >= 2 || (held == 1 && tried == 1 && parts.len() >= 8)
    };
    if let Some(line) = parts.iter().copied().find(is_sum) {
        return Some((line, false));
    }
    let is_mean = |line: &usize| {
        let mut agreeing = BTreeSet::new();
        for (column, (sum, count)) in columns.iter().zip(&sums) {
            let Some(value) = matrix.number(*line, *column) else { continue };
            let others = Decimal::from(count.saturating_sub(1));
            let mean = Formula { form: Form::Ratio, a: 0, b: 0, is_fraction: true };
            if others.is_zero() || !mean.is_followed(value, (*sum - value, others), value.scale()) {
                return false;
            }
            if !value.is_zero() {
                agreeing.insert(value);
            }
        }
        // Equal figures are their own mean.
        agreeing.len() >= 2
            && weight(&agreeing, parts.len() * 3) >= ENOUGH
            && varies(matrix, &parts, &columns)
    };
    parts.iter().copied().find(is_mean).map(|line| (line, true))
}

/// Whether the lines differ from each other in most columns.
fn varies(matrix: &Matrix<'_, '_>, lines: &[usize], columns: &[usize]) -> bool {
    let differs = |c: &&usize| {
        let distinct: BTreeSet<Decimal> = lines.iter().filter_map(|l| matrix.number(*l, **c)).collect();
        distinct.len() * 2 > lines.len()
    };
    columns.iter().filter(differs).count() * 2 > columns.len()
}

/// Lines that equal, in every column, the sum of the lines right above or right below.
fn run_lines(matrix: &Matrix<'_, '_>) -> Vec<usize> {
    let columns = count_columns(matrix);
    let count = matrix.lines.len();
    let mut free: Vec<bool> = (0..count).map(|l| is_part(matrix, l) && !is_period(matrix, l)).collect();
    let mut found: Vec<usize> = Vec::new();
    for line in 0..count {
        let is_free = |l: &usize| free.get(*l) == Some(&true) && same_group(matrix, *l, line);
        if !is_free(&line) {
            continue;
        }
        let below: Vec<usize> = (line + 1..count).take_while(is_free).take(LONGEST_RUN).collect();
        let above: Vec<usize> = (0..line).rev().take_while(is_free).take(LONGEST_RUN).collect();
        if adds_run(matrix, &columns, line, &below) || adds_run(matrix, &columns, line, &above) {
            found.push(line);
            if let Some(free) = free.get_mut(line) {
                *free = false;
            }
        }
    }
    found
}

fn same_group(matrix: &Matrix<'_, '_>, a: usize, b: usize) -> bool {
    matrix.lines.get(a).map(|l| &l.group) == matrix.lines.get(b).map(|l| &l.group)
}

/// 2023年, 上半年: the period says what the line is.
fn is_period(matrix: &Matrix<'_, '_>, line: usize) -> bool {
    matrix.lines.get(line).is_some_and(|l| l.labels.iter().any(|l| cue_of_whole(l).is_some()))
}

/// Whether some beginning of the run adds up to the line in every column, and tells enough.
fn adds_run(matrix: &Matrix<'_, '_>, columns: &[usize], line: usize, run: &[usize]) -> bool {
    let mut sums = vec![Decimal::ZERO; columns.len()];
    let mut terms = vec![0usize; columns.len()];
    for (taken, part) in run.iter().enumerate() {
        for ((column, sum), terms) in columns.iter().zip(&mut sums).zip(&mut terms) {
            let value = matrix.number(*part, *column).unwrap_or_default();
            *sum = sum.saturating_add(value);
            *terms += usize::from(!value.is_zero());
        }
        if taken == 0 {
            continue;
        }
        let mut agreeing = BTreeSet::new();
        let is_sum = columns.iter().zip(&sums).zip(&terms).all(|((column, sum), terms)| {
            let Some(value) = matrix.number(line, *column) else { return sum.is_zero() };
            // A single part that is not zero is a copy, no sum.
            if *terms >= 2 {
                agreeing.insert(value);
            }
            value == *sum
        });
        let least = if taken == 1 { 3 } else { 2 };
        if is_sum && agreeing.len() >= least && weight(&agreeing, run.len() * 2) >= ENOUGH {
            return true;
        }
    }
    false
}

/// Columns that equal the sum of columns beside them in every line.
fn total_columns(matrix: &Matrix<'_, '_>) -> Vec<usize> {
    if matrix.columns.iter().any(|c| c.is_total) {
        return Vec::new();
    }
    let is_sum = |column: &usize| {
        let Some(own) = matrix.columns.get(*column) else { return false };
        // 清理前 = 保留 + 撤销 + … is a state of its own, not a total of things.
        let name = own.path.last().map(|l| plain(l)).unwrap_or_default();
        if own.is_derived || own.is_of_which || name.contains('前') || name.contains('原') {
            return false;
        }
        runs_beside(matrix, *column).iter().any(|run| {
            let checks: Vec<Check> = counted_lines(matrix)
                .filter_map(|l| check(matrix, (l, *column), run.iter().map(|c| (l, *c))))
                .collect();
            checks.len() >= 3 && checks.iter().all(|c| c.holds() && !c.sum.is_zero())
        })
    };
    (0..matrix.columns.len()).filter(is_sum).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use crate::import::understand::testing::sheet;
    use crate::import::understand::understand;
    use crate::model::{LineClass, Role, Workbook, WorkbookFormat};

    /// Labels of the total lines and heads of the total columns found.
    fn totals(lines: &[&str]) -> (Vec<u32>, Vec<String>) {
        let workbook = Workbook {
            file: "book.xlsx".to_owned(),
            sha256: String::new(),
            format: WorkbookFormat::Xlsx,
            encoding: None,
            sheets: vec![sheet(lines, &[])],
        };
        let reading = understand(&workbook).sheets.remove(0);
        let rows: Vec<u32> =
            reading.lines.iter().filter(|l| l.1 == LineClass::Total).map(|l| l.0 + 1).collect();
        let columns = reading.tables[0]
            .observations
            .iter()
            .filter(|o| o.role == Role::Total && !rows.contains(&(o.cell.row + 1)));
        let mut heads: Vec<String> = columns.map(|o| o.column_labels.join("/")).collect();
        heads.dedup();
        (rows, heads)
    }

    const NONE: Vec<String> = Vec::new();

    #[test]
    fn subtotals_above_and_below_their_parts_are_found() {
        let found = totals(&[
            "情况统计表",
            "单位:件",
            "名称|甲类|乙类|丙类",
            "东片|#143|#78|#25",
            "A组|#31|#17|#4",
            "B组|#45|#22|#8",
            "C组|#67|#39|#13",
            "D组|#52|#41|#19",
            "E组|#83|#27|#36",
            "F组|#29|#64|#11",
            "西片|#164|#132|#66",
        ]);
        assert_eq!(found, (vec![4, 11], NONE));
    }

    #[test]
    fn a_mean_of_all_is_found() {
        let found = totals(&[
            "情况统计表",
            "单位:件",
            "名称|甲类|乙类|丙类",
            "A组|#31|#17|#4",
            "B组|#45|#22|#8",
            "C组|#67|#39|#13",
            "D组|#52|#41|#19",
            "E组|#83|#27|#36",
            "各组水平|#55.6|#29.2|#16",
        ]);
        assert_eq!(found, (vec![9], NONE));
    }

    #[test]
    fn chance_copies_and_periods_are_no_totals() {
        // 3 = 1 + 2 once; a copy of one part; a half year, which its own label explains.
        assert_eq!(
            totals(&["表", "单位:件", "名称|甲类|乙类", "A组|#3|#9", "B组|#1|#4", "C组|#2|#6", "D组|#5|#8"]),
            (vec![], NONE)
        );
        let copies = [
            "表",
            "单位:件",
            "名称|甲类|乙类|丙类",
            "A组|#31|#17|#45",
            "B组|#31|#17|#45",
            "C组|#0|#0|#0",
            "D组|#5|#8|#7",
        ];
        assert_eq!(totals(&copies), (vec![], NONE));
        let periods = [
            "2024年情况",
            "单位:件",
            "期间|甲类|乙类|丙类",
            "一季度|#31|#17|#45",
            "二季度|#38|#24|#51",
            "上半年|#69|#41|#96",
            "三季度|#26|#33|#18",
        ];
        assert_eq!(totals(&periods), (vec![], NONE));
    }

    #[test]
    fn a_column_that_adds_its_neighbours_up_is_found() {
        let found = totals(&[
            "表",
            "单位:件",
            "名称|全部|甲类|乙类|丙类",
            "A组|#52|#31|#17|#4",
            "B组|#75|#45|#22|#8",
            "C组|#119|#67|#39|#13",
            "D组|#112|#52|#41|#19",
        ]);
        assert_eq!(found, (vec![], vec!["全部".to_owned()]));
    }
}
