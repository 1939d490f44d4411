//! Parts of a year that stand beside whole years, or are added up as one.

use super::{SeriesKey, SeriesKeys};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::understand::periods::{Part, cue_of};
use crate::import::{ObservationReading, TableReading};
use crate::model::{Period, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Tells, once for each year, of a current year that is not over, and of months that are added up before December.
pub(super) fn partial_periods(table: &TableReading) -> Vec<Diagnostic> {
    let figures: Vec<&ObservationReading> =
        table.observations.iter().filter(|o| o.role != Role::Derived).collect();
    let mut found = beside_years(&figures);
    found.extend(summed_months(&figures));
    found
}

/// `2021 | 2022 | 2023年1—10月`: a series of whole years that ends in a part of one.
fn beside_years<'t>(figures: &[&'t ObservationReading]) -> Vec<Diagnostic> {
    let mut series: BTreeMap<SeriesKey, BTreeMap<Period, &'t ObservationReading>> = BTreeMap::new();
    let mut keys = SeriesKeys::default();
    for o in figures.iter().copied() {
        if let Some(period) = o.period {
            series.entry(keys.key(o)).or_default().entry(period).or_insert(o);
        }
    }
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for one in series.values() {
        for (period, observation) in one {
            let Period::YearToDate(year, months) = *period else { continue };
            let has_year_before = one.keys().any(|p| matches!(p, Period::Year(y) if *y < year));
            let has_same_months =
                one.keys().any(|p| matches!(p, Period::YearToDate(y, m) if *y < year && *m == months));
            if has_year_before && !has_same_months && told.insert((year, months)) {
                found.push(diagnostic(observation, year, months));
            }
        }
    }
    found
}

/// 1月 … 10月, then 合计: a year's total of ten months.
fn summed_months(figures: &[&ObservationReading]) -> Vec<Diagnostic> {
    let mut months: BTreeMap<i32, BTreeSet<u8>> = BTreeMap::new();
    for o in figures.iter().filter(|o| o.role == Role::Value && o.value.is_some()) {
        if let Some(Period::Month(year, month)) = o.period {
            months.entry(year).or_default().insert(month);
        }
    }
    let mut found = Vec::new();
    for (year, months) in months {
        let last = months.last().copied().unwrap_or_default();
        let is_begun = (2..12).contains(&last) && months.len() == usize::from(last);
        let total = figures
            .iter()
            .find(|o| o.role == Role::Total && o.value.is_some() && o.period == Some(Period::Year(year)));
        if let Some(total) = total.filter(|_| is_begun) {
            found.push(diagnostic(total, year, last));
        }
    }
    found
}

fn diagnostic(at: &ObservationReading, year: i32, months: u8) -> Diagnostic {
    let labels = || at.column_labels.iter().rev().chain(at.row_labels.iter().rev());
    let says = |l: &&String| matches!(cue_of(l).part, Some(Part::YearToDate(_) | Part::Cumulative));
    let line = || at.row_labels.iter().rev().find(|_| at.role == Role::Total);
    let label = labels().find(says).or_else(line).or_else(|| labels().next());
    Diagnostic::new(Severity::Info, "partial_period")
        .at(at.cell)
        .with("label", label.map_or("", String::as_str))
        .with("year", year)
        .with("months", months)
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn ten_months_beside_whole_years_are_told_once() {
        let found = findings(&[
            "各单位发文数",
            "单位:件",
            "单位名称|2021年|2022年|2023年1—10月",
            "市委办|#130|#118|#90",
            "市政府办|#240|#220|#180",
        ]);
        assert_eq!(
            found,
            ["info partial_period D4 “2023年1—10月”只含 2023 年 1—10 月，不能与全年的数直接比较。"]
        );
    }

    #[test]
    fn the_same_months_of_both_years_are_comparable() {
        for head in ["单位名称|2022年1—10月|2023年1—10月", "单位名称|2021年|2022年|2023年"]
        {
            let found = findings(&[
                "各单位发文数",
                "单位:件",
                head,
                "市委办|#130|#118|#90",
                "市政府办|#240|#220|#180",
            ]);
            assert!(found.is_empty(), "{head}: {found:?}");
        }
    }

    #[test]
    fn months_that_stop_before_december_make_no_year() {
        let month = |n: usize| format!("{n}月|#{}|#{}", 10 + n, 3 * n);
        let table = |last: usize| {
            let mut lines =
                vec!["2024年分月发文数".to_owned(), "单位:件".to_owned(), "月份|市委|市政府".to_owned()];
            lines.extend((1..=last).map(month));
            let sum = |f: &dyn Fn(usize) -> usize| (1..=last).map(f).sum::<usize>();
            lines.push(format!("合计|#{}|#{}", sum(&|n| 10 + n), sum(&|n| 3 * n)));
            findings(&lines.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert!(table(12).is_empty());
        assert_eq!(table(8), ["info partial_period B12 “合计”只含 2024 年 1—8 月，不能与全年的数直接比较。"]);
    }
}
