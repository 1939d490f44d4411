//! Awkward counts of units over periods, invented.

use super::samples::{PREFECTURES, name};
use crate::chart::{Caption, Cell, Change, Column, Gap, MatrixRow, MatrixSeries};
use crate::model::{Decimal, Lang, Missing, NoRate, Rate, Rounding};
use rust_decimal::dec;

/// A count, or why there is none.
type Given = Result<i64, Gap>;

pub(super) fn change(base: Option<Decimal>, current: Option<Decimal>) -> Change {
    if base.is_some() && base == current {
        return Change::Unchanged;
    }
    if base.is_some_and(|base| base > Decimal::ZERO && base < dec!(30)) && current.is_some() {
        return Change::SmallBase;
    }
    match Rate::from_counts(current, base) {
        Ok(rate) => Change::Rate(rate.percent(Rounding::HalfUp, 1)),
        Err(reason) => Change::None(reason),
    }
}

pub(super) fn row(key: &str, label: &str, given: &[Given]) -> MatrixRow {
    let counts: Vec<Result<Decimal, Gap>> = given.iter().map(|count| count.map(Decimal::from)).collect();
    let mut before = None;
    let cells: Vec<Cell> = counts
        .iter()
        .map(|count| {
            let base = std::mem::replace(&mut before, count.ok());
            Cell { count: *count, change: change(base, count.ok()) }
        })
        .collect();
    let end = |cell: Option<&Cell>| cell.and_then(|cell| cell.count.ok());
    MatrixRow {
        key: key.to_owned(),
        label: label.to_owned(),
        change: change(end(cells.first()), end(cells.last())),
        cells,
    }
}

pub(super) fn series(lang: Lang, first_year: i32, rows: Vec<MatrixRow>) -> MatrixSeries {
    let columns = rows.first().map_or(0, |row| row.cells.len()) as i32;
    let column = |year: i32| Column {
        key: year.to_string(),
        label: name(lang, &format!("{year}年"), &year.to_string()),
    };
    MatrixSeries {
        caption: Caption {
            title: name(lang, "各市州发文数", "Documents issued, by prefecture"),
            unit: name(lang, "件", "documents"),
            scope_line: Some(name(
                lang,
                "口径：市县两级党委、政府及其办公室。",
                "Scope: Party committees, governments and their offices, city and county.",
            )),
            total_line: None,
            source_line: name(
                lang,
                "数据来源：各市州发文情况统计表（虚构示例）。",
                "Source: prefectural document returns (invented sample).",
            ),
            notes: Vec::new(),
        },
        row_head: name(lang, "市州", "Prefecture"),
        columns: (first_year..first_year + columns).map(column).collect(),
        rows,
        is_lower_better: true,
    }
}

/// Fourteen prefectures in two years, one of them rising, one without a base and with a long name.
pub(super) fn two_years(lang: Lang) -> MatrixSeries {
    let rows = PREFECTURES.iter().map(|(key, zh, en, base, current)| {
        let base = if *base > 0 { Ok(*base) } else { Err(Gap::NotReported) };
        row(key, &name(lang, zh, en), &[base, Ok(*current)])
    });
    series(lang, 2022, rows.collect())
}

/// The same over five years, with gaps of several kinds.
pub(super) fn five_years(lang: Lang) -> MatrixSeries {
    let rows = PREFECTURES.iter().enumerate().map(|(index, (key, zh, en, base, current))| {
        let grown = |percent: i64| Ok(base * percent / 100);
        let mut given = vec![grown(131), grown(118), grown(109), Ok(*base), Ok(*current)];
        let lost: &[(usize, Gap)] = match index {
            2 => &[(1, Gap::Source(Missing::Dash))],
            5 => &[(0, Gap::Source(Missing::Suppressed))],
            13 => {
                &[(0, Gap::NotReported), (1, Gap::NotReported), (2, Gap::NotReported), (3, Gap::NotReported)]
            }
            _ => &[],
        };
        for (year, why) in lost {
            if let Some(count) = given.get_mut(*year) {
                *count = Err(*why);
            }
        }
        row(key, &name(lang, zh, en), &given)
    });
    series(lang, 2019, rows.collect())
}

/// One unit alone.
pub(super) fn single(lang: Lang) -> MatrixSeries {
    series(lang, 2022, vec![row("430100", &name(lang, "长沙市", "Changsha"), &[Ok(1386), Ok(944)])])
}

/// Forty counties.
pub(super) fn forty(lang: Lang) -> MatrixSeries {
    let rows = (0..40).map(|n: i64| {
        let label = name(lang, &format!("第{}县", n + 1), &format!("County {}", n + 1));
        row(&format!("{}", 430_121 + n), &label, &[Ok(200 + n * 37), Ok(90 + (n * 53) % 1400)])
    });
    series(lang, 2022, rows.collect())
}

/// Nothing but zeroes.
pub(super) fn all_zero(lang: Lang) -> MatrixSeries {
    let rows =
        PREFECTURES.iter().take(5).map(|(key, zh, en, ..)| row(key, &name(lang, zh, en), &[Ok(0), Ok(0)]));
    series(lang, 2022, rows.collect())
}

/// No number at all, for every reason.
pub(super) fn all_missing(lang: Lang) -> MatrixSeries {
    let rows = PREFECTURES.iter().zip(Missing::ALL).map(|((key, zh, en, ..), why)| {
        row(key, &name(lang, zh, en), &[Err(Gap::NotReported), Err(Gap::Source(why))])
    });
    series(lang, 2022, rows.collect())
}

/// Counts from one digit to eight, with rates from −99 % to +900 %, zero and small bases.
pub(super) fn huge_range(lang: Lang) -> MatrixSeries {
    let long = name(lang, "湘西土家族苗族自治州", "Xiangxi Tujia and Miao Autonomous Prefecture");
    let rows = vec![
        row("430100", &name(lang, "长沙市", "Changsha"), &[Ok(12_345_678), Ok(123_457)]),
        row("430200", &name(lang, "株洲市", "Zhuzhou"), &[Ok(40), Ok(400)]),
        row("430300", &name(lang, "湘潭市", "Xiangtan"), &[Ok(1000), Ok(999)]),
        row("430400", &name(lang, "衡阳市", "Hengyang"), &[Ok(3), Ok(1)]),
        row("430500", &name(lang, "邵阳市", "Shaoyang"), &[Ok(0), Ok(7)]),
        row("430600", &name(lang, "岳阳市", "Yueyang"), &[Ok(100_000), Ok(99_999)]),
        row("433100", &long, &[Ok(88), Err(Gap::Source(Missing::Blank))]),
    ];
    series(lang, 2022, rows)
}

/// Long and hostile names, every unit rising, where no direction is an aim.
pub(super) fn neutral(lang: Lang) -> MatrixSeries {
    let names = [
        "湘西土家族苗族自治州",
        "<长沙>&\"市\"\n（合 并）\u{7}",
        "Xiangxi Tujia and Miao Autonomous Prefecture",
        "恩施土家族苗族自治州及所辖县市（不含神农架林区）",
    ];
    let rows = names.iter().zip(PREFECTURES).map(|(label, (key, _, _, base, current))| {
        row(key, label, &[Ok(base.min(current)), Ok(base.max(current))])
    });
    let mut series = series(lang, 2022, rows.collect());
    series.is_lower_better = false;
    series
}

/// Every sample with its name.
pub(super) fn all(lang: Lang) -> Vec<(&'static str, MatrixSeries)> {
    vec![
        ("two_years", two_years(lang)),
        ("five_years", five_years(lang)),
        ("single", single(lang)),
        ("forty", forty(lang)),
        ("all_zero", all_zero(lang)),
        ("all_missing", all_missing(lang)),
        ("huge_range", huge_range(lang)),
        ("neutral", neutral(lang)),
    ]
}

/// What a reason for no rate would be where a base is absent: used to see that the samples hold one.
pub(super) const NO_BASE: Change = Change::None(NoRate::NoBase);
