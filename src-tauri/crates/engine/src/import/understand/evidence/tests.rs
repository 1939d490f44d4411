//! Made-up tables without telling words: what follows must be found, what does not must be left alone.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
use crate::import::understand::testing::sheet;
use crate::import::understand::understand;
use crate::model::{Decimal, Role, Rounding, Workbook, WorkbookFormat, round_ratio};
use std::collections::BTreeSet;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn counts(&mut self, many: usize, from: u64, to: u64) -> Vec<Decimal> {
        (0..many).map(|_| Decimal::from(from + self.below(to - from))).collect()
    }
}

/// The heads of derived columns and of total columns, and the labels of total lines, that were found.
fn roles(lines: &[String]) -> (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>) {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let workbook = Workbook {
        file: "book.xlsx".to_owned(),
        sha256: String::new(),
        format: WorkbookFormat::Xlsx,
        encoding: None,
        sheets: vec![sheet(&lines, &[])],
    };
    let reading = understand(&workbook).sheets.remove(0);
    let table = &reading.tables[0];
    let heads = |role: Role, lines: bool| {
        let found = table.observations.iter().filter(|o| o.role == role);
        found
            .filter(|o| table.total_rows.contains(&o.cell.row) == lines)
            .map(|o| if lines { o.row_labels[0].clone() } else { o.column_labels.join("/") })
            .collect()
    };
    (heads(Role::Derived, false), heads(Role::Total, false), heads(Role::Total, true))
}

/// A table with these heads and columns; items are named by letters.
fn table(heads: &[&str], columns: &[Vec<Decimal>]) -> Vec<String> {
    let mut lines = vec!["各单位情况".to_owned(), "单位:件".to_owned(), format!("名称|{}", heads.join("|"))];
    for item in 0..columns[0].len() {
        let cells: Vec<String> = columns.iter().map(|c| format!("#{}", c[item].normalize())).collect();
        lines.push(format!("{}组|{}", char::from(b'A' + u8::try_from(item).unwrap()), cells.join("|")));
    }
    lines
}

fn of(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

fn ratio(a: &[Decimal], b: &[Decimal], rounding: Rounding, places: u32) -> Vec<Decimal> {
    a.iter()
        .zip(b)
        .map(|(a, b)| round_ratio(*a * Decimal::ONE_HUNDRED, *b, rounding, places).unwrap())
        .collect()
}

fn minus(a: &[Decimal], b: &[Decimal]) -> Vec<Decimal> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// One made-up column that follows from two counts: its kind says how.
fn derived(kind: u64, now: &[Decimal], base: &[Decimal], numbers: &mut Numbers) -> Vec<Decimal> {
    let rounding = if numbers.below(2) == 0 { Rounding::HalfUp } else { Rounding::HalfEven };
    let places = 1 + u32::try_from(numbers.below(2)).unwrap();
    match kind {
        0 => minus(now, base),
        1 => ratio(&minus(now, base), base, rounding, places),
        2 => ratio(&minus(base, now), base, rounding, places),
        3 => ratio(now, base, rounding, places),
        4 => ratio(&minus(now, base), base, rounding, 4).iter().map(|v| *v / Decimal::ONE_HUNDRED).collect(),
        _ => {
            let sum: Decimal = now.iter().sum();
            ratio(now, &vec![sum; now.len()], rounding, places)
        }
    }
}

#[test]
fn columns_that_follow_are_found_and_others_are_not() {
    let mut numbers = Numbers(7);
    let (mut right, mut wrong, mut lost) = (0, 0, 0);
    for case in 0..240u64 {
        let items = 5 + usize::try_from(numbers.below(10)).unwrap();
        let (now, base) = (numbers.counts(items, 20, 600), numbers.counts(items, 20, 600));
        let other = numbers.counts(items, 1, 90);
        let rate = numbers.counts(items, 10, 990).iter().map(|v| *v / Decimal::TEN).collect();
        let follows = case % 2 == 0;
        let last = if follows { derived(case / 2 % 6, &now, &base, &mut numbers) } else { rate };
        let found = roles(&table(&["甲2023年", "甲2022年", "乙", "丙"], &[now, base, other, last])).0;
        let expected = if follows { of(&["丙"]) } else { of(&[]) };
        right += found.intersection(&expected).count();
        wrong += found.difference(&expected).count();
        lost += expected.difference(&found).count();
    }
    assert_eq!(wrong, 0, "counts were taken for derived figures");
    assert!(right * 100 >= 95 * (right + lost), "{lost} of {} were not found", right + lost);
}

#[test]
fn one_slip_does_not_hide_a_derived_column() {
    let mut numbers = Numbers(11);
    let (now, base) = (numbers.counts(10, 20, 600), numbers.counts(10, 20, 600));
    let mut rate = ratio(&minus(&now, &base), &base, Rounding::HalfUp, 1);
    rate[4] += Decimal::from(10);
    let lines = table(&["甲2023年", "甲2022年", "丙"], &[now, base, rate]);
    assert_eq!(roles(&lines).0, of(&["丙"]));
}

#[test]
fn counts_are_never_derived_from_counts() {
    let mut numbers = Numbers(3);
    for _ in 0..100 {
        let columns: Vec<_> = (0..6).map(|_| numbers.counts(8, 0, 12)).collect();
        let found = roles(&table(&["甲", "乙", "丙", "丁", "戊", "己"], &columns));
        assert_eq!(found, (of(&[]), of(&[]), of(&[])), "small counts agree by chance only");
    }
}

#[test]
fn a_rest_is_a_count_of_its_own() {
    let mut numbers = Numbers(5);
    let kept = numbers.counts(9, 10, 300);
    let closed = numbers.counts(9, 10, 300);
    let before: Vec<Decimal> = kept.iter().zip(&closed).map(|(a, b)| a + b).collect();
    let found = roles(&table(&["清理前", "保留", "撤销"], &[before, kept, closed]));
    assert_eq!(found, (of(&[]), of(&[]), of(&[])));
}

#[test]
fn two_years_and_their_difference_are_no_sum() {
    let mut numbers = Numbers(9);
    let base = numbers.counts(9, 10, 300);
    let more = numbers.counts(9, 10, 100);
    let now: Vec<Decimal> = base.iter().zip(&more).map(|(a, b)| a + b).collect();
    let found = roles(&table(&["2023年", "2022年", "多出"], &[now, base, more]));
    assert_eq!(found, (of(&["多出"]), of(&[]), of(&[])));
}

#[test]
fn known_counts_and_periods_are_never_derived() {
    let mut numbers = Numbers(13);
    let (now, base) = (numbers.counts(9, 50, 300), numbers.counts(9, 50, 300));
    let change = minus(&now, &base);
    let found = roles(&table(&["2023年", "2022年", "2021年"], &[now.clone(), base.clone(), change.clone()]));
    assert_eq!(found.0, of(&[]), "a year is no change between two others");
    let found = roles(&table(&["甲2023年", "甲2022年", "会议数"], &[now, base, change]));
    assert_eq!(found.0, of(&[]), "an indicator is no change between two others");
}
