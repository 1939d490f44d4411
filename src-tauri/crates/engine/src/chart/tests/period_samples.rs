//! Awkward lines and parts over periods, invented.

use super::matrix_samples as matrices;
use super::samples::{PREFECTURES, name};
use crate::chart::{
    Caption, ChartKind, Column, CumulativeSeries, Gap, MatrixRow, MatrixSeries, QuotaLine, Series,
    StackedCell, StackedPart, StackedSeries,
};
use crate::model::{Decimal, Lang, Missing, Period};
use rust_decimal::dec;

type Given = Result<i64, Gap>;

fn caption(lang: Lang, title: &str) -> Caption {
    Caption {
        title: title.to_owned(),
        unit: name(lang, "件", "documents"),
        source_line: name(lang, "数据来源：虚构示例。", "Source: invented sample."),
        ..Caption::default()
    }
}

fn months(lang: Lang, count: u8) -> Vec<Column> {
    let period = |n: u8| Period::Month(2023 + i32::from(n / 12), n % 12 + 1);
    (0..count).map(|n| Column { key: period(n).to_string(), label: period(n).label(lang) }).collect()
}

/// Two years of months for two units, with gaps in the middle, at the end, and of two reasons.
fn monthly(lang: Lang) -> MatrixSeries {
    let given = |index: usize| -> Vec<Given> {
        let one = |n: i64| match (index, n) {
            (0, 7 | 8) => Err(Gap::NotReported),
            (0, 9) => Err(Gap::Source(Missing::Dash)),
            (1, 22 | 23) => Err(Gap::Source(Missing::Blank)),
            _ => Ok(40 + (n * 37 + index as i64 * 11) % 29),
        };
        (0..24).map(one).collect()
    };
    let mut series = matrices::series(
        lang,
        2022,
        vec![
            matrices::row("430100", &name(lang, "长沙市", "Changsha"), &given(0)),
            matrices::row(
                "433100",
                &name(lang, "湘西土家族苗族自治州", "Xiangxi Tujia and Miao Autonomous Prefecture"),
                &given(1),
            ),
        ],
    );
    series.columns = months(lang, 24);
    series
}

/// Counts so near each other that a scale from zero would show nothing.
fn narrow(lang: Lang) -> MatrixSeries {
    let row = |key: &str, label: String, counts: [i64; 4]| matrices::row(key, &label, &counts.map(Ok));
    matrices::series(
        lang,
        2020,
        vec![
            row("430100", name(lang, "长沙市", "Changsha"), [980, 1000, 990, 985]),
            row("430200", name(lang, "株洲市", "Zhuzhou"), [981, 999, 991, 984]),
            row("430300", name(lang, "湘潭市", "Xiangtan"), [979, 1001, 989, 986]),
        ],
    )
}

/// What a trend is drawn from, with names.
pub(super) fn trends(lang: Lang) -> Vec<(&'static str, MatrixSeries)> {
    let all = matrices::all(lang).into_iter().filter(|(name, _)| *name != "forty");
    let mut out: Vec<(&'static str, MatrixSeries)> = all
        .map(|(name, mut series)| {
            // From the end, where those with gaps and rises are.
            let from = series.rows.len().saturating_sub(5);
            series.rows.drain(..from);
            (name, series)
        })
        .collect();
    out.extend([("monthly", monthly(lang)), ("narrow", narrow(lang))]);
    out
}

/// Parts from counts given period by period.
fn stacked(lang: Lang, first_year: i32, given: &[(&str, String, bool, Vec<Given>)]) -> StackedSeries {
    let periods = given.first().map_or(0, |part| part.3.len());
    let mut parts: Vec<StackedPart> = given
        .iter()
        .map(|(key, label, is_others, counts)| StackedPart {
            key: (*key).to_owned(),
            label: label.clone(),
            is_others: *is_others,
            cells: counts.iter().map(|c| StackedCell { count: c.map(Decimal::from), share: None }).collect(),
        })
        .collect();
    let mut totals = Vec::new();
    for index in 0..periods {
        let mut cells: Vec<&mut StackedCell> = parts
            .iter_mut()
            .filter_map(|part| part.cells.get_mut(index))
            .filter(|c| c.count.is_ok())
            .collect();
        let counts: Vec<Decimal> = cells.iter().filter_map(|cell| cell.count.ok()).collect();
        let total: Decimal = counts.iter().copied().sum();
        totals.push((!counts.is_empty()).then_some(total));
        let mut rest = Decimal::ONE_HUNDRED;
        for (cell, count) in cells.iter_mut().zip(counts).filter(|_| !total.is_zero()) {
            let share = (count * Decimal::ONE_HUNDRED / total).round_dp(1);
            rest -= share;
            cell.share = Some(share);
        }
        // What rounding left over goes to the first, so that the shares add up.
        if let Some(share) = cells.first_mut().and_then(|cell| cell.share.as_mut()) {
            *share += rest;
        }
    }
    let column = |index: usize| {
        let period = Period::Year(first_year + index as i32);
        Column { key: period.to_string(), label: period.label(lang) }
    };
    let title = name(lang, "发文数构成（按类别）", "What documents are made of, by category");
    let columns = (0..periods).map(column).collect();
    StackedSeries { caption: caption(lang, &title), row_head: String::new(), columns, parts, totals }
}

/// What stacked bars and compositions are drawn from, with names.
pub(super) fn stacks(lang: Lang) -> Vec<(&'static str, StackedSeries)> {
    let named = |key: &'static str, zh: &str, en: &str, counts: &[Given]| {
        (key, name(lang, zh, en), key == "others", counts.to_vec())
    };
    let gap = Err(Gap::NotReported);
    let kinds = [
        named("通知", "通知", "Notices", &[Ok(512), Ok(433), Ok(401), Ok(377), Ok(302)]),
        named("意见", "意见", "Opinions", &[Ok(121), Ok(97), Ok(92), Ok(88), Ok(71)]),
        named("函", "函", "Letters", &[gap, Ok(80), Ok(95), Ok(133), Ok(171)]),
        named(
            "简报",
            "工作简报及情况通报类材料",
            "Work briefs and reports",
            &[Ok(12), Ok(3), Ok(0), Ok(2), Err(Gap::Source(Missing::Dash))],
        ),
        named("纪要", "纪要", "Minutes", &[Ok(55), Ok(49), Ok(47), Ok(40), Ok(33)]),
        named("others", "其他", "Others", &[Ok(31), Ok(30), Ok(28), Ok(22), Ok(9)]),
    ];
    let zero = [named("a", "通知", "Notices", &[Ok(0), Ok(0)]), named("b", "函", "Letters", &[Ok(0), Ok(0)])];
    let missing = [
        named("a", "通知", "Notices", &[gap, Err(Gap::Source(Missing::Suppressed))]),
        named("b", "函", "Letters", &[Err(Gap::Source(Missing::CellError)), gap]),
    ];
    let huge = [
        named("a", "通知", "Notices", &[Ok(12_345_678), Ok(9)]),
        named("b", "函", "Letters", &[Ok(1), Ok(12)]),
    ];
    let forty: Vec<Given> = (0..40).map(|n: i64| Ok(20 + n * 7 % 90)).collect();
    vec![
        ("kinds", stacked(lang, 2019, &kinds)),
        ("single", stacked(lang, 2023, &[named("a", "通知", "Notices", &[Ok(512)])])),
        ("all_zero", stacked(lang, 2022, &zero)),
        ("all_missing", stacked(lang, 2022, &missing)),
        ("huge_range", stacked(lang, 2022, &huge)),
        (
            "forty",
            stacked(
                lang,
                1984,
                &[named("a", "通知", "Notices", &forty), named("b", "函", "Letters", &forty)],
            ),
        ),
    ]
}

fn running(lang: Lang, year: i32, counts: &[Given], end: (i64, i64)) -> MatrixRow {
    let mut given = counts.to_vec();
    given.resize(12, Err(Gap::NotReported));
    let label = Period::Year(year).label(lang);
    let row = matrices::row(&year.to_string(), &label, &given);
    MatrixRow { change: matrices::change(Some(end.0.into()), Some(end.1.into())), ..row }
}

fn cumulative(lang: Lang, rows: Vec<MatrixRow>, quota: Option<Decimal>) -> CumulativeSeries {
    let label = |month: u8| {
        let period = if month == 1 { Period::Month(2000, 1) } else { Period::YearToDate(2000, month) };
        period.label(lang).replace("2000年", "").replace(" 2000", "")
    };
    let columns = (1..=12).map(|n| Column { key: format!("M{n:02}"), label: label(n) }).collect();
    let title = name(lang, "2024年发文数逐月累计", "Documents issued month by month, 2024");
    CumulativeSeries {
        matrix: MatrixSeries {
            caption: caption(lang, &title),
            row_head: String::new(),
            columns,
            rows,
            is_lower_better: true,
        },
        quota: quota.map(|value| QuotaLine { label: name(lang, "年度控制数", "Yearly quota"), value }),
    }
}

/// What cumulative charts are drawn from, with names.
pub(super) fn cumulatives(lang: Lang) -> Vec<(&'static str, CumulativeSeries)> {
    let sums =
        |step: i64, months: i64| -> Vec<Given> { (1..=months).map(|n| Ok(n * step + n % 3)).collect() };
    let mut gapped = sums(40, 10);
    if let Some(cell) = gapped.get_mut(4) {
        *cell = Err(Gap::Source(Missing::Blank));
    }
    let rise = running(lang, 2024, &sums(55, 10), (431, 551));
    let only_ten: Vec<Given> =
        (1..=10).map(|n| if n == 10 { Ok(386) } else { Err(Gap::NotReported) }).collect();
    vec![
        (
            "quota",
            cumulative(
                lang,
                vec![
                    running(lang, 2024, &gapped, (431, 401)),
                    running(lang, 2023, &sums(43, 12), (431, 401)),
                ],
                Some(dec!(532)),
            ),
        ),
        ("rising", cumulative(lang, vec![rise, running(lang, 2023, &sums(43, 12), (431, 551))], None)),
        ("alone", cumulative(lang, vec![running(lang, 2024, &only_ten, (0, 386))], Some(dec!(532)))),
        ("all_zero", cumulative(lang, vec![running(lang, 2024, &[Ok(0), Ok(0)], (0, 0))], None)),
        ("all_missing", cumulative(lang, vec![running(lang, 2024, &[], (0, 0))], None)),
        (
            "huge_range",
            cumulative(
                lang,
                vec![
                    running(lang, 2024, &sums(1, 12), (12_345_678, 12)),
                    running(lang, 2023, &sums(1_028_806, 12), (1, 1)),
                ],
                Some(dec!(12)),
            ),
        ),
    ]
}

/// Every series with its kind and name.
pub(super) fn every(lang: Lang) -> Vec<(ChartKind, &'static str, Series)> {
    assert!(PREFECTURES.len() > 5, "the samples hold more units than a trend has lines");
    let mut out: Vec<(ChartKind, &'static str, Series)> = Vec::new();
    out.extend(trends(lang).into_iter().map(|(name, s)| (ChartKind::Trend, name, s.into())));
    for kind in [ChartKind::Stacked, ChartKind::Composition] {
        out.extend(stacks(lang).into_iter().map(|(name, s)| (kind, name, s.into())));
    }
    out.extend(cumulatives(lang).into_iter().map(|(name, s)| (ChartKind::Cumulative, name, s.into())));
    out
}
