//! Totals checked against their parts. Those that no word announces are found in `sums`.

use super::matrix::Matrix;
use super::sums::find_totals;
use super::text::plain;
use super::value::Reading;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellRef, Decimal, LineClass, Missing};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Tables longer than this are not searched for totals that no word announces.
pub(super) const SEARCH_LINES: usize = 2000;

/// A place that should equal the sum of others.
pub(super) struct Check {
    at: CellRef,
    pub printed: Decimal,
    pub sum: Decimal,
    tolerance: Decimal,
    /// Smallest and largest part.
    span: (Decimal, Decimal),
    /// Where the parts stand; kept only where they do not add up.
    parts: Vec<CellRef>,
}

impl Check {
    /// Whether the sum is the printed number, rounding allowed for.
    pub(super) fn holds(&self) -> bool {
        (self.printed - self.sum).abs() <= self.tolerance
    }

    /// Whether the printed number lies among its parts and far from their sum: a mean or a density, not a sum.
    fn is_mean_like(&self) -> bool {
        !self.is_near() && self.span.0 <= self.printed && self.printed <= self.span.1
    }

    /// Whether rounding each part to whole numbers can make the difference, and this is small beside the total.
    fn is_rounding(&self) -> bool {
        let miss = (self.printed - self.sum).abs();
        miss * Decimal::TWO <= Decimal::from(self.parts.len() + 1)
            && miss * Decimal::from(20) <= self.printed.abs()
    }

    /// Whether the difference is small enough for a slip rather than another meaning.
    fn is_near(&self) -> bool {
        (self.printed - self.sum).abs() * Decimal::TEN <= self.printed.abs().max(Decimal::ONE)
    }
}

/// What printed totals should be, by cell: `right − printed`.
pub(super) type Corrections = BTreeMap<CellRef, Decimal>;

/// Marks every total of the matrix and reports those that do not add up.
pub(super) fn audit_totals(
    matrix: &mut Matrix<'_, '_>,
    mentions_joint: bool,
) -> (Vec<Diagnostic>, Corrections) {
    let mut found = find_totals(matrix);
    let mut wrong = Vec::new();
    for line in 0..matrix.lines.len() {
        if matrix.lines.get(line).is_some_and(|l| l.class == LineClass::Total && !l.is_mean && !l.is_derived)
        {
            accuse(best(line_candidates(matrix, line)), mentions_joint, &mut found, &mut wrong);
        }
    }
    for column in 0..matrix.columns.len() {
        if matrix.columns.get(column).is_some_and(|c| c.is_total && !c.is_derived) {
            accuse(best(column_candidates(matrix, column)), mentions_joint, &mut found, &mut wrong);
        }
    }
    let corrections: Corrections = wrong.iter().map(|c| (c.at, c.sum - c.printed)).collect();
    let mut told = BTreeSet::new();
    for check in wrong {
        // A total that would be right were another total right is not at fault.
        let shift: Decimal = check.parts.iter().filter_map(|p| corrections.get(p)).sum();
        let is_explained = !shift.is_zero() && (check.printed - check.sum - shift).abs() <= check.tolerance;
        if !is_explained && told.insert(check.at) {
            found.push(diagnostic("total_mismatch", Severity::Warning, &check));
        }
    }
    (found, corrections)
}

/// The reading of the parts that fits best: most places that hold, then the smallest miss.
fn best(candidates: Vec<Vec<Check>>) -> Vec<Check> {
    let held = |checks: &[Check]| checks.iter().filter(|c| c.holds()).count();
    let near = |checks: &[Check]| checks.iter().filter(|c| c.is_near()).count();
    candidates.into_iter().rev().max_by_key(|c| (held(c), near(c))).unwrap_or_default()
}

/// Keeps the places that do not add up, unless the line is no sum of these parts at all.
fn accuse(checks: Vec<Check>, mentions_joint: bool, found: &mut Vec<Diagnostic>, wrong: &mut Vec<Check>) {
    let held = checks.iter().filter(|c| c.holds()).count();
    let near = checks.iter().filter(|c| c.is_near()).count();
    // A line called a total whose parts are somewhere else is not accused.
    if held * 2 <= checks.len() && near * 2 <= checks.len() {
        return;
    }
    let is_mostly_held = held * 2 > checks.len();
    let tried = checks.len();
    let failed: Vec<Check> = checks.into_iter().filter(|c| !c.holds() && !c.is_mean_like()).collect();
    if mentions_joint && !is_mostly_held && failed.iter().all(|c| c.sum > c.printed) {
        found.extend(failed.first().map(|c| diagnostic("joint_documents", Severity::Info, c)));
        return;
    }
    // Many small misses are the rounding of parts, and parts that fall short everywhere are not all listed: neither is
    // a slip in one cell.
    let (code, severity) =
        if failed.len() >= 3 && failed.len() * 3 >= tried && failed.iter().all(Check::is_rounding) {
            ("total_rounding", Severity::Info)
        } else if tried >= 5 && failed.len() == tried && failed.iter().all(|c| c.sum < c.printed) {
            ("total_exceeds_parts", Severity::Warning)
        } else {
            wrong.extend(failed);
            return;
        };
    found.extend(failed.first().map(|c| diagnostic(code, severity, c)));
}

fn diagnostic(code: &'static str, severity: Severity, check: &Check) -> Diagnostic {
    Diagnostic::new(severity, code)
        .at(check.at)
        .with("printed", check.printed.normalize())
        .with("expected", check.sum.normalize())
        .with("difference", (check.printed - check.sum).normalize())
}

/// Sums parts against a printed number. Marks and blanks count as nothing; a withheld part makes the sum unknown.
pub(super) fn check<'c>(
    matrix: &Matrix<'_, '_>,
    at: (usize, usize),
    parts: impl Iterator<Item = (usize, usize)> + Clone + 'c,
) -> Option<Check> {
    let printed = matrix.number(at.0, at.1)?;
    let mut sum = Decimal::ZERO;
    let mut places = printed.normalize().scale();
    let mut count = 0u32;
    let mut span = (Decimal::MAX, Decimal::MIN);
    for (line, column) in parts.clone() {
        match matrix.cell(line, column).map(|c| &c.reading) {
            Some(Reading::Number { value, .. }) => {
                sum = sum.checked_add(*value)?;
                places = places.max(value.normalize().scale());
                span = (span.0.min(*value), span.1.max(*value));
                count += 1;
            }
            Some(Reading::Mark(Missing::Suppressed | Missing::CellError) | Reading::Text) => return None,
            Some(Reading::Mark(_) | Reading::Date | Reading::Blank) | None => {}
        }
    }
    if count == 0 {
        return None;
    }
    // Counts must agree exactly; decimals carry the rounding of every part.
    let tolerance = if places == 0 {
        Decimal::ZERO
    } else {
        Decimal::new(i64::from(count) + 1, places.min(6)) / Decimal::TWO
    };
    let mut check =
        Check { at: matrix.address(at.0, at.1)?, printed, sum, tolerance, span, parts: Vec::new() };
    if !check.holds() {
        check.parts = parts.filter_map(|(line, column)| matrix.address(line, column)).collect();
    }
    Some(check)
}

/// Whether a line may be part of a sum.
pub(super) fn is_part(matrix: &Matrix<'_, '_>, line: usize) -> bool {
    matrix.lines.get(line).is_some_and(|l| l.class == LineClass::Data && !l.is_of_which && !l.is_derived)
}

/// Every set of lines a total line may add up: all, those above, those below, its group, the other totals.
fn line_candidates(matrix: &Matrix<'_, '_>, total: usize) -> Vec<Vec<Check>> {
    let count = matrix.lines.len();
    let is_total = |l: usize| matrix.lines.get(l).is_some_and(|l| l.class == LineClass::Total);
    let group = |l: usize| matrix.lines.get(l).and_then(|l| l.group.clone());
    let outer =
        |l: usize| matrix.lines.get(l).filter(|l| l.labels.len() > 1).and_then(|l| l.labels.first().cloned());
    let parts = |keep: &dyn Fn(usize) -> bool| (0..count).filter(|l| keep(*l)).collect::<Vec<_>>();
    let above_from = (0..total).rev().find(|l| is_total(*l)).map_or(0, |l| l + 1);
    let below_to = (total + 1..count).find(|l| is_total(*l)).unwrap_or(count);
    let near = |range: Range<usize>| range.filter(|l| is_part(matrix, *l)).collect::<Vec<_>>();
    if count > SEARCH_LINES && total != 0 && total + 1 != count {
        // Subtotals of a long table add up what stands right beside them.
        return checks_of(matrix, total, &[near(above_from..total), near(total + 1..below_to)]);
    }
    let sets = [
        parts(&|l| is_part(matrix, l)),
        near(above_from..total),
        near(total + 1..below_to),
        parts(&|l| is_part(matrix, l) && group(l).is_some() && group(l) == group(total)),
        parts(&|l| is_part(matrix, l) && outer(l).is_some() && outer(l) == outer(total)),
        parts(&|l| is_total(l) && l != total),
    ];
    checks_of(matrix, total, &sets)
}

/// The checks of a total line against each set of parts, over every count column.
fn checks_of(matrix: &Matrix<'_, '_>, total: usize, sets: &[Vec<usize>]) -> Vec<Vec<Check>> {
    sets.iter()
        .filter(|set| !set.is_empty())
        .map(|set| {
            let columns =
                (0..matrix.columns.len()).filter(|c| matrix.columns.get(*c).is_some_and(|c| !c.is_derived));
            columns.filter_map(|c| check(matrix, (total, c), set.iter().map(|l| (*l, c)))).collect()
        })
        .collect()
}

/// The columns a total column may add up: those that share its place in the tree but for the word that says total.
fn column_candidates(matrix: &Matrix<'_, '_>, total: usize) -> Vec<Vec<Check>> {
    let Some(own) = matrix.columns.get(total) else { return Vec::new() };
    let mut candidates = Vec::new();
    for level in 0..own.path.len() {
        let is_sibling = |other: &super::matrix::Column| {
            !other.is_total
                && !other.is_derived
                && !other.is_of_which
                && other.path.len() == own.path.len()
                && other
                    .path
                    .iter()
                    .zip(&own.path)
                    .enumerate()
                    .all(|(i, (a, b))| i == level || same_measure(a, b))
        };
        if !own.path.get(level).is_some_and(|l| super::text::is_total_label(l)) && level + 1 != own.path.len()
        {
            continue;
        }
        let parts: Vec<usize> =
            (0..matrix.columns.len()).filter(|c| matrix.columns.get(*c).is_some_and(is_sibling)).collect();
        if parts.len() >= 2 {
            candidates.push(
                counted_lines(matrix)
                    .filter_map(|l| check(matrix, (l, total), parts.iter().map(|c| (l, *c))))
                    .collect(),
            );
        }
    }
    for run in runs_beside(matrix, total) {
        candidates.push(
            counted_lines(matrix)
                .filter_map(|l| check(matrix, (l, total), run.iter().map(|c| (l, *c))))
                .collect(),
        );
    }
    candidates
}

/// Lines that hold counts; printed rates do not add up across columns.
pub(super) fn counted_lines(matrix: &Matrix<'_, '_>) -> impl Iterator<Item = usize> {
    matrix.lines.iter().enumerate().filter(|(_, l)| !l.is_derived).map(|(i, _)| i)
}

fn same_measure(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    super::text::split_bracket(&a).0 == super::text::split_bracket(&b).0
}

/// Runs of at least two count columns right beside a column, under one parent with it.
pub(super) fn runs_beside(matrix: &Matrix<'_, '_>, column: usize) -> Vec<Vec<usize>> {
    let Some(own) = matrix.columns.get(column) else { return Vec::new() };
    let parent = |path: &[String]| path.split_last().map(|(_, p)| p.to_vec()).unwrap_or_default();
    let is_count = |c: &usize| {
        matrix.columns.get(*c).is_some_and(|c| {
            !c.is_derived && !c.is_of_which && !c.is_total && parent(&c.path) == parent(&own.path)
        })
    };
    let mut runs = Vec::new();
    let after: Vec<usize> = (column + 1..matrix.columns.len()).take_while(is_count).collect();
    let before: Vec<usize> = (0..column).rev().take_while(is_count).collect();
    for run in [after, before] {
        runs.extend((2..=run.len()).filter_map(|n| run.get(..n).map(<[usize]>::to_vec)));
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::import::understand::testing::sheet;
    use crate::import::understand::understand;
    use crate::model::{Workbook, WorkbookFormat};

    /// The findings on totals in a table of five columns and this total line.
    fn told(total: &str) -> Vec<String> {
        let lines = [
            "各组情况",
            "单位:件",
            "名称|甲类|乙类|丙类|丁类|戊类",
            "A组|#310|#170|#410|#220|#118",
            "B组|#450|#220|#830|#115|#264",
            "C组|#670|#390|#130|#347|#309",
            "D组|#520|#410|#190|#256|#181",
            total,
        ];
        let workbook = Workbook {
            file: "book.xlsx".to_owned(),
            sha256: String::new(),
            format: WorkbookFormat::Xlsx,
            encoding: None,
            sheets: vec![sheet(&lines, &[])],
        };
        let found = understand(&workbook).sheets.into_iter().flat_map(|s| s.diagnostics);
        let found = found.filter(|d| d.code.starts_with("total_"));
        found
            .map(|d| {
                let cell = d.cell.map(|c| c.to_string()).unwrap_or_default();
                format!("{} {} {cell}", d.severity.code(), d.code)
            })
            .collect()
    }

    #[test]
    fn one_wrong_cell_is_told_at_the_cell() {
        assert!(told("合计|#1950|#1190|#1560|#938|#872").is_empty());
        assert_eq!(told("合计|#1950|#1191|#1560|#938|#872"), ["warning total_mismatch C8"]);
    }

    #[test]
    fn rounded_parts_and_parts_left_out_are_told_once() {
        assert_eq!(told("合计|#1951|#1189|#1562|#938|#872"), ["info total_rounding B8"]);
        assert_eq!(told("合计|#2010|#1230|#1600|#960|#890"), ["warning total_exceeds_parts B8"]);
    }
}
