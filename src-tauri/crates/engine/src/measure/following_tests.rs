//! Series, quotas and migration, on small tables made here.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use super::*;
use crate::model::{CountRow, Role, quota_id};
use proptest::prelude::*;
use rust_decimal::dec;

const DOCUMENTS: &str = "documents_issued";

/// One number of table 1.
#[derive(Debug, Clone)]
struct Said {
    indicator: String,
    area: Option<&'static str>,
    body: Option<&'static str>,
    category: Option<&'static str>,
    period: String,
    value: Decimal,
    unit: &'static str,
}

fn by_area(area: &'static str, period: &str, value: Decimal) -> Said {
    Said {
        indicator: DOCUMENTS.into(),
        area: Some(area),
        body: None,
        category: None,
        period: period.into(),
        value,
        unit: "件",
    }
}

fn by_body(body: &'static str, period: &str, value: Decimal) -> Said {
    Said { area: None, body: Some(body), ..by_area("", period, value) }
}

fn counted(said: &[(i64, Said)]) -> (Counts, Units) {
    let (mut builder, mut units) = (CountsBuilder::default(), Units::default());
    for (id, s) in said {
        let row = CountRow {
            id: ObservationId(*id),
            table_id: TableId(1),
            value: Some(s.value),
            missing: None,
            role: Role::Value,
            indicator_id: &s.indicator,
            scope_id: "s",
            area: s.area.and_then(|a| a.parse().ok()),
            period: s.period.parse().unwrap(),
            organisation: s.body,
            category: s.category,
            unit: Some(s.unit),
        };
        units.note(&row);
        builder.push(&row);
    }
    (builder.finish().unwrap(), units)
}

fn numbered(said: Vec<Said>) -> Vec<(i64, Said)> {
    (1..).zip(said).collect()
}

fn series_request(from: &str, to: &str) -> SeriesRequest {
    SeriesRequest {
        indicator_id: DOCUMENTS.into(),
        periods: periods_between(from.parse().unwrap(), to.parse().unwrap(), Every::Period).unwrap(),
        base: from.parse().unwrap(),
        by: By::Area,
        basis: Basis::Raw,
        rounding: Rounding::HalfUp,
        decimals: 1,
    }
}

fn series_of(said: &[(i64, Said)], request: &SeriesRequest) -> SeriesTable {
    counted(said).0.cube(request.by, &CubeFilter::default()).unwrap().series(request).unwrap()
}

/// The counts of one area, year by year from 2021.
fn yearly(area: &'static str, values: &[Decimal]) -> Vec<Said> {
    (2021..).zip(values).map(|(year, value)| by_area(area, &year.to_string(), *value)).collect()
}

fn chained(table: &SeriesTable, one: &Series) -> Result<Decimal, NoRate> {
    table.chain_measure(&table.scopes[0], one).value
}

#[test]
fn links_multiply_and_do_not_add() {
    // −32.2 %, then −20 %.
    let said = numbered(yearly("430100", &[dec!(1000), dec!(678), dec!(542.4)]));
    let table = series_of(&said, &series_request("2021", "2023"));
    let total = &table.scopes[0].total;
    let link = |i: usize| {
        let point = &total.points[i];
        let link = point.before.as_ref().unwrap();
        table.link_measure(&table.scopes[0], total, (point, link), FigureKind::RateOfChange).value
    };
    assert_eq!((link(1), link(2)), (Ok(dec!(-32.2)), Ok(dec!(-20.0))));
    assert_eq!(chained(&table, total), Ok(dec!(-45.8)));
    assert!(total.chain.as_ref().is_ok_and(|c| c.is_end_to_end));
}

#[test]
fn units_that_come_and_go_are_named_and_the_chain_is_not_called_end_to_end() {
    let mut said = yearly("430100", &[dec!(100), dec!(90), dec!(60)]);
    said.extend(yearly("430200", &[dec!(50), dec!(40)]));
    let table = series_of(&numbered(said), &series_request("2021", "2023"));
    let scope = &table.scopes[0];
    // 130 ÷ 150 × 60 ÷ 90 = 0.5777…; the first city alone fell by 40 %.
    assert_eq!(chained(&table, &scope.total), Ok(dec!(-42.2)));
    assert!(scope.total.chain.as_ref().is_ok_and(|c| !c.is_end_to_end));
    assert_eq!(scope.not_in_every_link, ["430200"]);
    assert_eq!(scope.total.end_to_end.rate.unwrap().percent(Rounding::HalfUp, 1), dec!(-40.0));
    let gone = &scope.rows[1];
    let reason = NoRate::Missing;
    let broken = BrokenLink { period: Period::Year(2023), against: Period::Year(2022), reason };
    assert_eq!(gone.chain, Err(broken));
    assert_eq!(gone.points[2].count, Err(NoRate::Missing));
}

#[test]
fn a_broken_link_refuses_the_chain_with_its_reason() {
    let said = numbered(yearly("430100", &[dec!(5), dec!(0), dec!(3)]));
    let table = series_of(&said, &series_request("2021", "2023"));
    let row = &table.scopes[0].rows[0];
    let reason = NoRate::ZeroBase;
    assert_eq!(
        row.chain,
        Err(BrokenLink { period: Period::Year(2023), against: Period::Year(2022), reason })
    );
    assert_eq!(chained(&table, row), Err(NoRate::ZeroBase));
}

#[test]
fn index_fixed_base_and_yearly_rate_start_from_the_named_period() {
    let said = numbered(yearly("430100", &[dec!(800), dec!(400), dec!(600), dec!(1064.8)]));
    let request = SeriesRequest { base: Period::Year(2022), ..series_request("2021", "2024") };
    let table = series_of(&said, &request);
    let (scope, row) = (&table.scopes[0], &table.scopes[0].rows[0]);
    let index = |i: usize| {
        let point = &row.points[i];
        table.link_measure(scope, row, (point, &point.since_base), FigureKind::Index).value.unwrap()
    };
    assert_eq!([index(0), index(1), index(2)], [dec!(200.0), dec!(100.0), dec!(150.0)]);
    // 800 × 1.1³ = 1064.8.
    assert_eq!(row.compound, Ok(dec!(10.0)));
    let measure = table.compound_measure(scope, row);
    assert_eq!(
        (measure.kind, measure.inputs),
        (FigureKind::CompoundRate, vec![ObservationId(4), ObservationId(1)])
    );
}

#[test]
fn months_have_the_period_before_the_same_month_of_last_year_and_no_yearly_rate_within_a_year() {
    let months = [("2022-M01", 40), ("2022-M02", 20), ("2023-M01", 30), ("2023-M02", 15)];
    let said = months.map(|(period, value)| by_area("430100", period, Decimal::from(value)));
    let table = series_of(&numbered(said.into()), &series_request("2023-M01", "2023-M02"));
    let row = &table.scopes[0].rows[0];
    let percent = |link: &Link| link.rate.map(|r| r.percent(Rounding::HalfUp, 1));
    assert_eq!(row.points[1].before.as_ref().map(percent), Some(Ok(dec!(-50.0))));
    assert_eq!(percent(&row.points[1].year_before), Ok(dec!(-25.0)));
    assert_eq!(row.compound, Err(NoRate::PartialPeriod));
}

#[test]
fn a_year_of_which_a_part_is_known_is_refused_with_the_offer_of_the_same_months() {
    let mut said = yearly("430100", &[dec!(100), dec!(90)]);
    said.extend((1..=10).map(|m| by_area("430100", &format!("2023-M{m:02}"), dec!(7))));
    let table = series_of(&numbered(said), &series_request("2021", "2023"));
    let scope = &table.scopes[0];
    assert_eq!(scope.total.points[2].count, Err(NoRate::Missing));
    assert_eq!(scope.diagnostics.len(), 1);
    let words = scope.diagnostics[0].message(Lang::En) + &scope.diagnostics[0].hint(Lang::En);
    for named in ["2023-YTD10", "2021-YTD10"] {
        assert!(words.contains(named), "{words}");
    }
}

#[test]
fn periods_follow_each_other_or_are_the_same_part_of_each_year() {
    let between = |from: &str, to: &str, every| {
        let periods = periods_between(from.parse().unwrap(), to.parse().unwrap(), every);
        periods.map(|p| p.iter().map(Period::to_string).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(between("2022-Q4", "2023-Q2", Every::Period).as_deref(), Some("2022-Q4 2023-Q1 2023-Q2"));
    assert_eq!(between("2021-Q4", "2023-Q4", Every::Year).as_deref(), Some("2021-Q4 2022-Q4 2023-Q4"));
    assert_eq!(between("2022-YTD10", "2023-YTD10", Every::Period).as_deref(), Some("2022-YTD10 2023-YTD10"));
    for (from, to) in
        [("2023", "2022"), ("2022", "2022"), ("2022-YTD10", "2023-YTD09"), ("2022", "2023-YTD10")]
    {
        assert_eq!(between(from, to, Every::Period), None, "{from} to {to}");
    }
}

/// A table of some areas over some years, every number known and none zero.
fn full_table() -> impl Strategy<Value = Vec<(i64, Said)>> {
    const AREAS: [&str; 4] = ["430100", "430200", "430300", "430400"];
    prop::collection::vec(prop::collection::vec(1u32..900, 4), 2..7).prop_map(|years| {
        let said = (2015..).zip(&years).flat_map(|(year, values)| {
            let one = move |(area, value): (&&'static str, &u32)| {
                by_area(area, &year.to_string(), Decimal::from(*value))
            };
            AREAS.iter().zip(values).map(one).collect::<Vec<_>>()
        });
        numbered(said.collect())
    })
}

proptest! {
    #[test]
    fn chaining_equals_end_to_end_over_the_same_units_in_every_link(said in full_table()) {
        let last = said.last().unwrap().1.period.clone();
        let table = series_of(&said, &series_request("2015", &last));
        let scope = &table.scopes[0];
        prop_assert!(scope.not_in_every_link.is_empty());
        for one in scope.rows.iter().chain([&scope.total]) {
            prop_assert!(one.chain.as_ref().is_ok_and(|c| c.is_end_to_end));
            let direct = one.end_to_end.rate.unwrap().percent(Rounding::HalfUp, 1);
            prop_assert_eq!(chained(&table, one), Ok(direct));
        }
    }

    #[test]
    fn an_index_says_what_the_rate_says(said in full_table()) {
        let last = said.last().unwrap().1.period.clone();
        let table = series_of(&said, &series_request("2015", &last));
        let scope = &table.scopes[0];
        for point in &scope.total.points {
            let exact = point.since_base.rate.unwrap().percent_unrounded() + dec!(100);
            let index = table.link_measure(scope, &scope.total, (point, &point.since_base), FigureKind::Index);
            prop_assert!((index.value.unwrap() - exact).abs() <= dec!(0.05), "{index:?}");
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_series(said in full_table(), seed in any::<u64>()) {
        let last = said.last().unwrap().1.period.clone();
        let mut mixed = said.clone();
        let length = mixed.len();
        for i in 0..length {
            let other = usize::try_from(seed.rotate_left(u32::try_from(i).unwrap()) % 1009).unwrap() % length;
            mixed.swap(i, other);
        }
        let request = series_request("2015", &last);
        let (one, other) = (series_of(&said, &request), series_of(&mixed, &request));
        prop_assert_eq!(&one.scopes[0].rows, &other.scopes[0].rows);
        prop_assert_eq!(&one.scopes[0].total, &other.scopes[0].total);
    }
}

fn quotas_of(said: Vec<Said>, period: &str) -> QuotaTable {
    let request = QuotaRequest {
        indicator_id: DOCUMENTS.into(),
        period: period.parse().unwrap(),
        by: By::Organisation,
        rounding: Rounding::HalfUp,
        decimals: 1,
    };
    let (counts, units) = counted(&numbered(said));
    counts.cube(request.by, &CubeFilter::default()).unwrap().quotas(&request, &units).unwrap()
}

fn quota(body: &'static str, value: Decimal) -> Said {
    Said { indicator: quota_id(DOCUMENTS), ..by_body(body, "2022", value) }
}

#[test]
fn a_quota_is_set_against_the_time_gone_by_and_rounded_once() {
    // As an office's table of January to July has it: 39 of 79 is 49.367 %, time is 58.333 %, the difference −8.966.
    let table =
        quotas_of(vec![quota("市委办", dec!(79)), by_body("市委办", "2022-YTD07", dec!(39))], "2022-YTD07");
    let one = &table.scopes[0].rows[0];
    assert_eq!(
        one.progress,
        Ok(QuotaProgress { completed: dec!(49.4), lead: dec!(-9.0), remaining: dec!(40) })
    );
    assert_eq!(time_progress(Period::YearToDate(2022, 7), Rounding::HalfUp, 1), dec!(58.3));
    let lead = table.measure(&table.scopes[0], one, FigureKind::QuotaLead);
    assert_eq!(lead.phrase(Lang::Zh), "低于时间进度9.0个百分点");
    assert_eq!(lead.inputs, [ObservationId(2), ObservationId(1)]);
}

#[test]
fn months_add_up_to_the_running_total_of_a_quota() {
    let mut said = vec![quota("市委办", dec!(60))];
    said.extend((1..=4).map(|m| by_body("市委办", &format!("2022-M{m:02}"), dec!(10))));
    let table = quotas_of(said, "2022-YTD04");
    let one = &table.scopes[0].rows[0];
    assert_eq!((one.used, one.progress.map(|p| p.lead)), (Some(dec!(40)), Ok(dec!(33.3))));
    let lead = table.measure(&table.scopes[0], one, FigureKind::QuotaLead);
    assert_eq!(lead.phrase(Lang::Zh), "超时间进度33.3个百分点");
}

#[test]
fn what_has_no_quota_or_no_count_is_named_and_in_no_total() {
    let said = vec![
        quota("甲", dec!(100)),
        by_body("甲", "2022-YTD06", dec!(40)),
        quota("乙", dec!(0)),
        by_body("乙", "2022-YTD06", dec!(5)),
        by_body("丙", "2022-YTD06", dec!(7)),
        quota("丁", dec!(30)),
    ];
    let scope = &quotas_of(said, "2022-YTD06").scopes[0];
    let mut excluded = scope.excluded.clone();
    excluded.sort();
    let mut named = vec![
        ("乙".to_owned(), NoRate::ZeroQuota),
        ("丙".to_owned(), NoRate::NoQuota),
        ("丁".to_owned(), NoRate::Missing),
    ];
    named.sort();
    assert_eq!(excluded, named);
    assert_eq!((scope.total.quota, scope.total.used), (Some(dec!(100)), Some(dec!(40))));
    assert_eq!(scope.total.progress.map(|p| p.lead), Ok(dec!(-10.0)));
}

#[test]
fn a_quota_in_another_unit_is_not_divided_by() {
    let other = Said { unit: "万字", ..quota("甲", dec!(100)) };
    let scope = &quotas_of(vec![other, by_body("甲", "2022-YTD06", dec!(40))], "2022-YTD06").scopes[0];
    assert_eq!(scope.rows[0].progress, Err(NoRate::UnitChanged));
}

#[test]
fn complete_earlier_years_give_a_forecast_with_its_interval() {
    let mut said = vec![quota("甲", dec!(100)), by_body("甲", "2022-YTD10", dec!(69))];
    for (year, part, whole) in [("2020", dec!(80), dec!(100)), ("2021", dec!(150), dec!(200))] {
        said.push(by_body("甲", &format!("{year}-YTD10"), part));
        said.push(by_body("甲", year, whole));
    }
    let forecast = quotas_of(said.clone(), "2022-YTD10").scopes[0].rows[0].forecast.clone().unwrap();
    assert_eq!((forecast.value, forecast.interval), (dec!(90), Some((dec!(86), dec!(92)))));
    // A body without those years keeps the total from a season of its own.
    said.extend([quota("乙", dec!(10)), by_body("乙", "2022-YTD10", dec!(6))]);
    let total = quotas_of(said, "2022-YTD10").scopes[0].total.forecast.clone().unwrap();
    assert_eq!((total.value, total.interval), (dec!(90), None), "75 × 12 ÷ 10");
}

proptest! {
    #[test]
    fn what_is_used_and_what_remains_make_the_quota(allowed in 1u32..500, used in 0u32..900, month in 1u8..=12) {
        let period = format!("2022-YTD{month:02}");
        let said = vec![quota("甲", allowed.into()), by_body("甲", &period, used.into())];
        let table = quotas_of(said, &period);
        let progress = table.scopes[0].rows[0].progress.unwrap();
        prop_assert_eq!(progress.remaining + Decimal::from(used), Decimal::from(allowed));
        let time = time_progress(period.parse().unwrap(), Rounding::HalfUp, 1);
        // Three figures, each half a digit off at most.
        prop_assert!((progress.completed - time - progress.lead).abs() <= dec!(0.15));
    }
}

fn burden_request(ids: &[&str]) -> BurdenRequest {
    BurdenRequest {
        indicator_ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        period: Period::Year(2023),
        against: Period::Year(2022),
        by: By::Area,
        basis: Basis::Raw,
        rounding: Rounding::HalfUp,
        decimals: 1,
    }
}

fn both(indicator: &str, area: &'static str, unit: &'static str, counts: [Decimal; 2]) -> Vec<Said> {
    let [base, current] = counts;
    [("2022", base), ("2023", current)]
        .map(|(period, value)| Said { indicator: indicator.into(), unit, ..by_area(area, period, value) })
        .into()
}

fn burden_of(said: Vec<Said>, ids: &[&str]) -> ScopeBurden {
    let (counts, units) = counted(&numbered(said));
    let cube = counts.cube(By::Area, &CubeFilter::default()).unwrap();
    let mut scopes = cube.burden(&burden_request(ids), &units).unwrap();
    assert_eq!(scopes.len(), 1);
    scopes.remove(0)
}

#[test]
fn documents_down_and_letters_up_stand_on_one_base() {
    let mut said = both(DOCUMENTS, "430100", "件", [dec!(500), dec!(300)]);
    said.extend(both("便函", "430100", "件", [dec!(100), dec!(220)]));
    said.extend(both("meetings_held", "430100", "次", [dec!(40), dec!(30)]));
    let scope = burden_of(said, &[DOCUMENTS, "便函", "meetings_held"]);
    assert_eq!(scope.lines.len(), 3);
    assert_eq!(scope.combined.len(), 1, "meetings are no documents");
    let combined = &scope.combined[0];
    // 600 → 520: −13.3 %, of which documents −33.3 and letters +20.0 points.
    assert_eq!(combined.total.rate.unwrap().percent(Rounding::HalfUp, 1), dec!(-13.3));
    let parts: Vec<Decimal> = combined.parts.iter().map(|p| p.contribution.unwrap()).collect();
    assert_eq!(parts, [dec!(-33.3), dec!(20.0)]);
    let shift = combined.shift;
    assert_eq!((shift.fallen, shift.risen, shift.moved), (dec!(200), dec!(120), Some(dec!(60.0))));
    assert_eq!((shift.net(), shift.verdict), (dec!(-80), Verdict::PartlyMoved));
}

#[test]
fn one_base_holds_only_areas_that_have_every_part() {
    let mut said = both(DOCUMENTS, "430100", "件", [dec!(500), dec!(300)]);
    said.extend(both(DOCUMENTS, "430200", "件", [dec!(900), dec!(800)]));
    said.extend(both("documents_received", "430100", "件", [dec!(100), dec!(300)]));
    let scope = burden_of(said, &[DOCUMENTS, "documents_received"]);
    let combined = &scope.combined[0];
    assert_eq!((combined.total.base, combined.total.current), (Some(dec!(600)), Some(dec!(600))));
    assert_eq!(combined.left_out, ["430200"]);
    assert_eq!(combined.shift.verdict, Verdict::Moved);
}

#[test]
fn what_is_counted_in_another_unit_or_is_another_thing_is_never_added() {
    let mut said = both("meetings_held", "430100", "次", [dec!(40), dec!(30)]);
    said.extend(both("report_submissions", "430100", "次", [dec!(40), dec!(50)]));
    said.extend(both(DOCUMENTS, "430100", "件", [dec!(40), dec!(30)]));
    said.extend(both("documents_received", "430100", "万件", [dec!(4), dec!(3)]));
    let ids = ["meetings_held", "report_submissions", DOCUMENTS, "documents_received"];
    assert!(burden_of(said, &ids).combined.is_empty());
}

#[test]
fn fewer_meetings_with_more_hours_are_told() {
    let mut said = both("meetings_held", "430100", "次", [dec!(40), dec!(30)]);
    said.extend(both("meeting_hours", "430100", "小时", [dec!(80), dec!(93)]));
    let scope = burden_of(said, &["meetings_held", "meeting_hours", "meeting_attendance"]);
    let hours = &scope.meetings[0];
    assert_eq!((hours.base_average, hours.current_average), (Ok(dec!(2.0)), Ok(dec!(3.1))));
    assert!(hours.is_fewer_but_costlier() && hours.is_costlier_each());
    assert_eq!(scope.meetings.len(), 1, "no attendance is known");
}

#[test]
fn red_headed_documents_that_became_letters_are_moved_not_reduced() {
    let form = |category, counts| -> Vec<Said> {
        let said = both(DOCUMENTS, "430100", "件", counts);
        said.into_iter().map(|s| Said { category: Some(category), ..s }).collect()
    };
    let mut said = form("红头文件", [dec!(300), dec!(180)]);
    said.extend(form("便函", [dec!(90), dec!(170)]));
    said.extend(form("内部明电", [dec!(20), dec!(70)]));
    said.push(Said { category: Some("白头文件"), ..by_area("430100", "2023", dec!(9)) });
    let (counts, units) = counted(&numbered(said));
    let cube = counts.cube(By::Category, &CubeFilter::default()).unwrap();
    let request = MeasureRequest { by: By::Category, ..burden_request(&[]).compared(DOCUMENTS) };
    let shifts = cube.category_shifts(&request, &units).unwrap();
    assert_eq!(shifts.len(), 1);
    let combined = &shifts[0].combined;
    // 120 fewer red heads, 80 + 50 more letters and telegrams.
    assert_eq!((combined.shift.fallen, combined.shift.risen), (dec!(120), dec!(130)));
    assert_eq!((combined.shift.moved, combined.shift.verdict), (Some(dec!(100.0)), Verdict::Moved));
    assert_eq!(combined.left_out, ["白头文件"], "a form without a base is named and not added");
}

proptest! {
    #[test]
    fn falls_and_rises_make_the_net_change_and_never_more_moves_than_fell(
        changes in prop::collection::vec(-500i64..500, 0..12),
    ) {
        let shift = Shift::from_changes(changes.iter().map(|c| Decimal::from(*c)), Rounding::HalfUp, 1);
        prop_assert_eq!(shift.net(), Decimal::from(changes.iter().sum::<i64>()));
        prop_assert_eq!(shift.moved.is_some(), changes.iter().any(|c| *c < 0));
        prop_assert!(shift.moved.is_none_or(|m| m >= dec!(0) && m <= dec!(100)));
        let only_reduced = shift.verdict == Verdict::Reduced;
        prop_assert_eq!(only_reduced, changes.iter().any(|c| *c < 0) && changes.iter().all(|c| *c <= 0));
    }
}
