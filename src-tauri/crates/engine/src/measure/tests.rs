//! The arithmetic of reductions, on small tables made here.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use super::*;
use crate::model::{AreaCode, CellRef, CountRow, Missing, Observation, Role};
use proptest::prelude::*;
use rust_decimal::dec;

mod basis;

/// One observation: table, area, period, value.
fn observation(table: i64, area: &str, period: &str, value: Option<Decimal>) -> Observation {
    Observation {
        id: ObservationId(0),
        table_id: TableId(table),
        cell: CellRef::new(0, 0),
        raw: String::new(),
        value,
        missing: if value.is_some() { None } else { Some(Missing::Dash) },
        role: Role::Value,
        indicator_id: Some("documents_issued".into()),
        scope_id: ScopeId("s".into()),
        area: area.parse::<AreaCode>().ok(),
        period: period.parse().ok(),
        organisation: None,
        category: None,
        unit: Some("件".into()),
        row_labels: Vec::new(),
        column_labels: Vec::new(),
    }
}

fn numbered(mut observations: Vec<Observation>) -> Vec<Observation> {
    for (index, o) in (1..).zip(&mut observations) {
        o.id = ObservationId(index);
    }
    observations
}

fn request() -> MeasureRequest {
    MeasureRequest {
        indicator_id: "documents_issued".into(),
        period: "2023".parse().unwrap(),
        against: "2022".parse().unwrap(),
        by: By::Area,
        basis: Basis::Raw,
        rounding: Rounding::HalfUp,
        decimals: 1,
    }
}

fn counts(observations: &[Observation]) -> Counts {
    let mut builder = CountsBuilder::default();
    for o in observations {
        builder.push(&CountRow {
            id: o.id,
            table_id: o.table_id,
            value: o.value,
            missing: o.missing,
            role: o.role,
            indicator_id: o.indicator_id.as_deref().unwrap(),
            scope_id: &o.scope_id.0,
            area: o.area,
            period: o.period.unwrap(),
            organisation: o.organisation.as_deref(),
            category: o.category.as_deref(),
            unit: o.unit.as_deref(),
        });
    }
    builder.finish().unwrap()
}

fn table_for(observations: Vec<Observation>, request: &MeasureRequest) -> MeasureTable {
    let counts = counts(&numbered(observations));
    counts.cube(request.by, &CubeFilter::default()).unwrap().compare(request).unwrap()
}

fn table(observations: Vec<Observation>) -> MeasureTable {
    table_for(observations, &request())
}

fn only_scope(observations: Vec<Observation>) -> ScopeMeasures {
    let mut scopes = table(observations).scopes;
    assert_eq!(scopes.len(), 1, "{scopes:?}");
    scopes.remove(0)
}

fn pair(table: i64, area: &str, base: Decimal, current: Decimal) -> [Observation; 2] {
    [observation(table, area, "2022", Some(base)), observation(table, area, "2023", Some(current))]
}

/// Base, current, and the rate of the published cases of the field.
#[test]
fn published_cases_are_recomputed() {
    for (base, current, percent) in [
        (dec!(197), dec!(123), dec!(-37.6)),
        (dec!(296), dec!(34), dec!(-88.5)),
        (dec!(498), dec!(42), dec!(-91.6)),
        (dec!(91), dec!(39), dec!(-57.1)),
        (dec!(1849), dec!(904), dec!(-51.1)),
        (dec!(891), dec!(803), dec!(-9.9)),
        (dec!(803), dec!(836), dec!(4.1)),
    ] {
        let scope = only_scope(pair(1, "430100", base, current).into());
        let rate = scope.rows[0].rate.unwrap();
        assert_eq!(rate.percent(Rounding::HalfUp, 1), percent, "{base} → {current}");
    }
}

#[test]
fn there_is_no_rate_without_a_base_and_the_reason_has_a_name() {
    let mut observations = Vec::from(pair(1, "430100", dec!(0), dec!(5)));
    observations.push(observation(1, "430200", "2023", Some(dec!(7))));
    observations.push(observation(1, "430300", "2022", Some(dec!(7))));
    observations
        .extend([observation(1, "430400", "2022", None), observation(1, "430400", "2023", Some(dec!(1)))]);
    let scope = only_scope(observations);
    let reasons: Vec<_> = scope.rows.iter().map(|r| r.rate.unwrap_err()).collect();
    assert_eq!(reasons, [NoRate::ZeroBase, NoRate::NoBase, NoRate::Missing, NoRate::NoBase]);
    assert!(scope.rows.iter().all(|r| r.missing_cells <= 1));
}

#[test]
fn a_printed_total_is_not_added_to_its_parts() {
    let mut observations = Vec::from(pair(1, "430100", dec!(100), dec!(80)));
    for mut total in pair(1, "430000", dec!(100), dec!(80)) {
        total.role = Role::Total;
        observations.push(total);
    }
    let scope = only_scope(observations);
    assert_eq!(scope.rows.len(), 1);
    assert_eq!((scope.total.base, scope.total.current), (Some(dec!(100)), Some(dec!(80))));
}

#[test]
fn two_tables_with_the_same_figure_count_once_and_a_difference_is_named() {
    let mut observations = Vec::from(pair(1, "430100", dec!(100), dec!(80)));
    observations.push(observation(2, "430100", "2023", Some(dec!(81))));
    let scope = only_scope(observations);
    assert_eq!(scope.rows[0].current, Some(dec!(80)), "the table with both periods speaks");
    assert_eq!(scope.diagnostics[0].code, "conflicting_value");
}

#[test]
fn a_prefecture_is_not_added_to_its_counties_of_another_table() {
    let mut observations = Vec::from(pair(1, "430600", dec!(100), dec!(80)));
    observations.extend(pair(2, "430621", dec!(40), dec!(30)));
    let scopes = table(observations).scopes;
    let levels: Vec<_> = scopes.iter().map(|s| s.level).collect();
    assert_eq!(levels, [Some(AreaLevel::Prefecture), Some(AreaLevel::County)]);
}

#[test]
fn a_city_and_its_counties_in_one_table_are_one_list() {
    let mut observations = Vec::from(pair(1, "430600", dec!(100), dec!(80)));
    observations.extend(pair(1, "430621", dec!(40), dec!(30)));
    let scope = only_scope(observations);
    assert_eq!(scope.total.base, Some(dec!(140)));
}

#[test]
fn twelve_months_make_a_year_and_eleven_do_not() {
    let months = |n: u8| {
        let of = |year: i32| {
            (1..=n).map(move |m| observation(1, "430100", &format!("{year}-M{m:02}"), Some(dec!(10))))
        };
        of(2022).chain(of(2023)).collect::<Vec<_>>()
    };
    assert_eq!(only_scope(months(12)).total.current, Some(dec!(120)));
    assert!(table(months(11)).scopes.is_empty());
}

#[test]
fn parts_that_make_the_period_are_added_up_across_tables() {
    let parts = |year: i32, value: Decimal| {
        let parts = ["YTD06", "Q3", "M10", "M11", "M12"];
        (1..)
            .zip(parts)
            .map(move |(table, part)| observation(table, "430100", &format!("{year}-{part}"), Some(value)))
    };
    let scope = only_scope(parts(2022, dec!(10)).chain(parts(2023, dec!(8))).collect());
    assert_eq!((scope.rows[0].base, scope.rows[0].current), (Some(dec!(50)), Some(dec!(40))));
    assert!(scope.rows[0].is_added_up);
    assert_eq!(scope.rows[0].current_inputs.len(), 5);
}

#[test]
fn months_that_overlap_a_running_total_are_not_added_to_it() {
    let of = |year: i32| {
        ["YTD07", "M07", "M08", "M09", "M10"]
            .map(|part| observation(1, "430100", &format!("{year}-{part}"), Some(dec!(1))))
    };
    let request = MeasureRequest {
        period: "2023-YTD10".parse().unwrap(),
        against: "2022-YTD10".parse().unwrap(),
        ..request()
    };
    let observations = of(2022).into_iter().chain(of(2023)).collect();
    let scope = table_for(observations, &request).scopes.remove(0);
    assert_eq!(scope.rows[0].current, Some(dec!(4)), "January to July once, then three months");
}

#[test]
fn a_month_against_the_month_before_is_compared() {
    let observations = vec![
        observation(1, "430100", "2023-M01", Some(dec!(9))),
        observation(1, "430100", "2022-M12", Some(dec!(12))),
    ];
    let request = MeasureRequest {
        period: "2023-M01".parse().unwrap(),
        against: "2022-M12".parse().unwrap(),
        ..request()
    };
    let scope = table_for(observations, &request).scopes.remove(0);
    assert_eq!(scope.rows[0].rate.unwrap().percent(Rounding::HalfUp, 1), dec!(-25.0));
}

#[test]
fn a_base_of_another_scope_is_named_and_no_base() {
    let mut observations = vec![observation(1, "430100", "2023", Some(dec!(9)))];
    let mut other = observation(2, "430100", "2022", Some(dec!(12)));
    other.scope_id = ScopeId("other".into());
    observations.push(other);
    assert_eq!(only_scope(observations).rows[0].rate, Err(NoRate::ScopeChanged));
}

#[test]
fn sums_over_other_units_are_shown_without_a_rate() {
    let mut observations = Vec::from(pair(1, "430100", dec!(100), dec!(80)));
    observations.push(observation(1, "430200", "2023", Some(dec!(7))));
    let total = only_scope(observations).total;
    assert_eq!((total.base, total.current), (Some(dec!(100)), Some(dec!(80))), "like for like");
    let all = total.as_counted;
    assert_eq!(
        (all.base, all.current, all.rate),
        (Some(dec!(100)), Some(dec!(87)), Err(NoRate::ScopeChanged))
    );
}

#[test]
fn a_printed_total_stands_beside_the_computed_one() {
    let mut observations = Vec::from(pair(1, "430100", dec!(100), dec!(80)));
    for mut total in pair(1, "430000", dec!(101), dec!(80)) {
        total.role = Role::Total;
        observations.push(total);
    }
    let total = only_scope(observations).total;
    let printed = total.printed.unwrap();
    assert_eq!((printed.base, printed.current), (Some(dec!(101)), dec!(80)));
    assert_eq!((total.base, printed.inputs.len()), (Some(dec!(100)), 2));
}

#[test]
fn a_running_total_to_december_is_the_year_and_is_not_added_to_its_months() {
    let mut observations: Vec<Observation> =
        (1..=12).map(|m| observation(1, "430100", &format!("2023-M{m:02}"), Some(dec!(10)))).collect();
    observations.push(observation(1, "430100", "2023-YTD12", Some(dec!(120))));
    assert_eq!(only_scope(observations).rows[0].current, Some(dec!(120)));
}

#[test]
fn units_that_differ_give_no_rate() {
    let mut observations = Vec::from(pair(1, "430100", dec!(100), dec!(80)));
    observations[0].unit = Some("份".into());
    assert_eq!(only_scope(observations).rows[0].rate, Err(NoRate::UnitChanged));
}

#[test]
fn the_mean_of_rates_is_not_the_pooled_rate() {
    let mut observations = Vec::from(pair(1, "430100", dec!(1000), dec!(900)));
    observations.extend(pair(1, "430200", dec!(100), dec!(50)));
    let total = only_scope(observations).total;
    assert_eq!(total.rate.unwrap().percent(Rounding::HalfUp, 1), dec!(-13.6));
    assert_eq!(total.mean_of_rates, Some(dec!(-30.0)));
}

#[test]
fn rows_by_kind_are_the_same_whatever_order_the_cells_came_in() {
    let of = |kind: &str, area: &str, period: &str, value: i64, unit: Option<&str>| Observation {
        category: Some(kind.to_owned()),
        unit: unit.map(str::to_owned),
        ..observation(1, area, period, Some(value.into()))
    };
    // Ids run against the order of areas, and the first of two units is that of the smallest id.
    let mut said = numbered(vec![
        of("函", "430500", "2023", 7, None),
        of("通知", "430400", "2022", 40, Some("份")),
        of("函", "430300", "2023", 2, Some("份")),
        of("通知", "430300", "2023", 30, Some("件")),
        of("函", "430200", "2022", 10, Some("件")),
        of("通知", "430200", "2023", 5, Some("件")),
        of("函", "430100", "2023", 1, Some("件")),
    ]);
    let by_kind = MeasureRequest { by: By::Category, ..request() };
    let rows = |said: &[Observation]| {
        let counts = counts(said);
        let cube = counts.cube(By::Category, &CubeFilter::default()).unwrap();
        let mut cells: Vec<_> = cube
            .of_indicator("documents_issued")
            .iter()
            .map(|c| (cube.key_text(c.key), c.period, c.sum(), c.has_several_units, cube.ids(c).to_vec()))
            .collect();
        cells.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let rows = cube.compare(&by_kind).unwrap().scopes.remove(0).rows;
        (cells, rows)
    };
    let (cells, found) = rows(&said);
    let sums: Vec<_> = cells.iter().map(|c| (c.0.as_str(), c.2, c.3)).collect();
    assert_eq!(
        sums,
        [
            ("函", Some(10), false),
            ("函", Some(10), true),
            ("通知", Some(40), false),
            ("通知", Some(35), false)
        ]
    );
    assert_eq!(cells[1].4, [1, 3, 7].map(ObservationId));
    said.reverse();
    assert_eq!(rows(&said), (cells, found));
}

#[test]
fn decimals_add_exactly() {
    let mut observations = Vec::from(pair(1, "430100", dec!(0.1), dec!(0.3)));
    observations.extend(pair(1, "430100", dec!(0.2), dec!(0.3)));
    let scope = only_scope(observations);
    assert_eq!((scope.rows[0].base, scope.rows[0].current), (Some(dec!(0.3)), Some(dec!(0.6))));
}

proptest! {
    #[test]
    fn contributions_add_up_and_the_pooled_rate_lies_between_the_extremes(
        counts in prop::collection::vec((1u32..5000, 0u32..5000), 1..20),
        is_half_even in any::<bool>(),
    ) {
        let observations: Vec<Observation> = counts
            .iter()
            .enumerate()
            .flat_map(|(i, (base, current))| {
                pair(1, &format!("43{:02}00", i + 1), Decimal::from(*base), Decimal::from(*current))
            })
            .collect();
        let rounding = if is_half_even { Rounding::HalfEven } else { Rounding::HalfUp };
        let request = MeasureRequest { rounding, ..request() };
        let scope = table_for(observations.clone(), &request).scopes.remove(0);
        let pooled = scope.total.rate.unwrap();
        let parts: Decimal = scope.rows.iter().map(|r| r.contribution.unwrap()).sum();
        prop_assert_eq!(parts, pooled.percent(rounding, 1));
        let rates: Vec<Decimal> = scope.rows.iter().map(|r| r.rate.unwrap().percent_unrounded()).collect();
        let pooled = pooled.percent_unrounded();
        let slack = dec!(0.0000000001);
        prop_assert!(*rates.iter().min().unwrap() <= pooled + slack);
        prop_assert!(*rates.iter().max().unwrap() >= pooled - slack);

        let mut reversed = observations;
        reversed.reverse();
        let again = table_for(reversed, &request).scopes.remove(0);
        prop_assert_eq!(again.total, scope.total);
    }
}
