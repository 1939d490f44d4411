//! Like for like, pooled and mean, drivers and breakdowns, on small tables made here.

use super::*;
use crate::measure::breakdowns;

fn on_years(period: &str, against: &str, basis: Basis) -> MeasureRequest {
    MeasureRequest { period: period.parse().unwrap(), against: against.parse().unwrap(), basis, ..request() }
}

fn one(observations: Vec<Observation>, request: &MeasureRequest) -> ScopeMeasures {
    let mut scopes = table_for(observations, request).scopes;
    assert_eq!(scopes.len(), 1, "{scopes:?}");
    scopes.remove(0)
}

/// Areas with their numbers in one year.
fn year(table: i64, year: &str, counts: &[(&str, i64)]) -> Vec<Observation> {
    let of = |(area, n): &(&str, i64)| observation(table, area, year, Some(Decimal::from(*n)));
    counts.iter().map(of).collect()
}

fn row<'s>(scope: &'s ScopeMeasures, key: &str) -> &'s Comparison {
    scope.comparable.rows.iter().find(|r| r.key == key).unwrap()
}

#[test]
fn a_county_that_became_a_city_is_one_row_only_on_the_comparable_basis() {
    // 宁乡县, since 2017 宁乡市.
    let mut observations = year(1, "2016", &[("430121", 100), ("430124", 50)]);
    observations.extend(year(2, "2018", &[("430121", 80), ("430182", 40)]));
    let raw = one(observations.clone(), &on_years("2018", "2016", Basis::Raw));
    let reasons: Vec<_> = raw.rows.iter().map(|r| (r.key.as_str(), r.rate.err())).collect();
    assert_eq!(
        reasons,
        [("430121", None), ("430124", Some(NoRate::Missing)), ("430182", Some(NoRate::NoBase))]
    );
    assert_eq!((raw.total.base, raw.total.current), (Some(dec!(100)), Some(dec!(80))));
    let like = one(observations, &on_years("2018", "2016", Basis::Comparable));
    assert_eq!((like.total.base, like.total.current), (Some(dec!(150)), Some(dec!(120))));
    assert_eq!(like.comparable, raw.comparable, "both bases know the comparable figures");
    assert_eq!(row_labels(&like, By::Area, Lang::Zh), ["长沙县", "宁乡市（原宁乡县）"]);
    assert!(like.total.excluded.is_empty());
    assert_eq!(like.total.as_counted, raw.total.as_counted, "the raw sums stay beside it");
}

#[test]
fn merged_prefectures_are_compared_with_the_sum_of_what_they_were() {
    let mut observations = year(1, "2018", &[("370100", 100), ("371200", 20), ("370200", 70)]);
    observations.extend(year(2, "2019", &[("370100", 90), ("370200", 60)]));
    let raw = one(observations.clone(), &on_years("2019", "2018", Basis::Raw));
    assert!(raw.rows[0].rate.is_ok(), "济南 has numbers in both years");
    assert!(raw.diagnostics.iter().any(|d| d.code == "area_changed"), "but not of one extent: {raw:?}");
    let joined = row(&raw, "370100");
    assert_eq!((joined.base, joined.current), (Some(dec!(120)), Some(dec!(90))));
    let joined = joined.joined.as_ref().unwrap();
    assert_eq!(
        (joined.old.as_slice(), joined.new.as_slice()),
        (["370100".to_owned(), "371200".to_owned()].as_slice(), ["370100".to_owned()].as_slice())
    );
}

#[test]
fn a_group_that_is_not_complete_has_no_number_and_names_what_it_lacks() {
    let mut observations = year(1, "2018", &[("370100", 100), ("370200", 70)]);
    observations.extend(year(2, "2019", &[("370100", 90), ("370200", 60)]));
    let scope = one(observations, &on_years("2019", "2018", Basis::Comparable));
    let jinan = row(&scope, "370100");
    assert_eq!((jinan.base, jinan.rate), (None, Err(NoRate::ScopeChanged)));
    assert_eq!(jinan.joined.as_ref().unwrap().lacking, ["371200"]);
    assert_eq!(scope.total.excluded, [("370100".to_owned(), NoRate::ScopeChanged)]);
    assert_eq!(scope.total.base, Some(dec!(70)));
}

#[test]
fn a_base_already_counted_in_the_new_units_is_not_joined() {
    // The table of 2017 gives last year's number for 宁乡市, the older table for 宁乡县.
    let mut observations = year(1, "2016", &[("430124", 50)]);
    observations.extend(year(2, "2016", &[("430182", 52)]));
    observations.extend(year(2, "2017", &[("430182", 40)]));
    let scope = one(observations, &on_years("2017", "2016", Basis::Comparable));
    assert_eq!(row(&scope, "430182").base, Some(dec!(52)), "not the sum of two statements of one place");
    assert!(scope.rows.iter().all(|r| r.joined.is_none()));
}

#[test]
fn an_area_that_changed_twice_is_followed_through() {
    // 无为县 moved to 芜湖 in 2011 and became a city in 2019.
    let mut observations = year(1, "2010", &[("341422", 30)]);
    observations.extend(year(2, "2020", &[("340281", 20)]));
    let scope = one(observations, &on_years("2020", "2010", Basis::Comparable));
    assert_eq!((scope.total.base, scope.total.current), (Some(dec!(30)), Some(dec!(20))));
}

#[test]
fn a_later_base_is_joined_the_other_way_round() {
    let mut observations = year(1, "2016", &[("430124", 50)]);
    observations.extend(year(2, "2018", &[("430182", 40)]));
    let scope = one(observations, &on_years("2016", "2018", Basis::Comparable));
    assert_eq!((scope.total.base, scope.total.current), (Some(dec!(40)), Some(dec!(50))));
}

#[test]
fn units_of_the_members_must_agree() {
    let mut observations = year(1, "2016", &[("430124", 50)]);
    observations.extend(year(2, "2018", &[("430182", 40)]));
    observations[0].unit = Some("份".into());
    let scope = one(observations, &on_years("2018", "2016", Basis::Comparable));
    assert_eq!(scope.rows[0].rate, Err(NoRate::UnitChanged));
}

#[test]
fn a_mean_that_differs_from_the_pooled_rate_names_the_rows_that_make_it() {
    let mut observations = Vec::from(pair(1, "430100", dec!(1000), dec!(900)));
    observations.extend(pair(1, "430200", dec!(100), dec!(50)));
    let scope = only_scope(observations);
    let apart = scope.total.apart.clone().unwrap();
    assert_eq!((apart.pooled, apart.mean), (dec!(-13.6), dec!(-30.0)));
    assert_eq!(apart.causes, ["430200"], "small, and far from the rest");
    assert!(scope.diagnostics.iter().any(|d| d.code == "pooled_and_mean_differ"));
    let mut close = Vec::from(pair(1, "430100", dec!(1000), dec!(900)));
    close.extend(pair(1, "430200", dec!(100), dec!(89)));
    assert_eq!(only_scope(close).total.apart, None, "half a point is no matter");
}

#[test]
fn opposite_signs_are_told_also_within_a_point() {
    let mut observations = Vec::from(pair(1, "430100", dec!(1000), dec!(998)));
    observations.extend(pair(1, "430200", dec!(100), dec!(101)));
    assert!(only_scope(observations).total.apart.is_some(), "-0.1% pooled, +0.4% on average");
}

#[test]
fn a_printed_total_that_is_not_the_sum_is_told_for_each_period() {
    let mut observations = Vec::from(pair(1, "430100", dec!(100), dec!(80)));
    for mut total in pair(1, "430000", dec!(101), dec!(80)) {
        total.role = Role::Total;
        observations.push(total);
    }
    let found = only_scope(observations).diagnostics;
    let told: Vec<_> = found.iter().filter(|d| d.code == "printed_total_differs").collect();
    assert_eq!(told.len(), 1, "{found:?}");
    assert!(told[0].message(Lang::En).starts_with("2022: the source prints a total of 101"));
}

fn sentence(observations: Vec<Observation>, lang: Lang) -> String {
    let scope = only_scope(observations);
    let label = |key: &str| key_label(key, By::Area, &[], lang);
    scope.driver.unwrap().text(&label, By::Area, lang.pick("件", "documents"), lang)
}

#[test]
fn the_driver_names_who_made_the_change_and_who_went_the_other_way() {
    let mut observations = Vec::new();
    for (area, base, current) in [
        ("431200", 500, 300),
        ("431100", 400, 290),
        ("431000", 300, 200),
        ("430100", 900, 810),
        ("431300", 200, 260),
    ] {
        observations.extend(pair(1, area, Decimal::from(base), Decimal::from(current)));
    }
    assert_eq!(
        sentence(observations.clone(), Lang::Zh),
        "净减少440件：减少的共500件中，怀化市、永州市两地占62%；娄底市上升，抵消2.6个百分点。"
    );
    assert_eq!(
        sentence(observations.clone(), Lang::En),
        "440 fewer documents net; of the 500 gross, 怀化市 and 永州市 made 62%; 娄底市 rose, taking back 2.6 points."
    );
    observations.truncate(8);
    assert_eq!(sentence(observations, Lang::Zh), "减少的500件中，怀化市、永州市两地占62%。");
    let mut even = Vec::from(pair(1, "430100", dec!(100), dec!(90)));
    even.extend(pair(1, "430200", dec!(100), dec!(110)));
    assert_eq!(sentence(even, Lang::Zh), "增减相抵：减少的10件在长沙市，增加的在株洲市。");
}

#[test]
fn breakdowns_of_one_total_agree_or_say_what_is_left() {
    let mut observations = Vec::new();
    for (category, organisation, n) in
        [("通知", "市委办", 40), ("意见", "市委办", 20), ("通知", "市政府办", 30)]
    {
        for mut o in pair(1, "430100", Decimal::from(n), Decimal::from(n - 10)) {
            o.category = Some(category.into());
            o.organisation = Some(organisation.into());
            observations.push(o);
        }
    }
    let of = |observations: &[Observation]| {
        let counts = counts(&numbered(observations.to_vec()));
        let by = |by| {
            let request = MeasureRequest { by, ..request() };
            counts.cube(by, &CubeFilter::default()).unwrap().compare(&request).unwrap()
        };
        breakdowns(&By::ALL.map(by))
    };
    let all = of(&observations);
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|b| b.covers() && b.current == Some(dec!(60)) && b.base == Some(dec!(90))));
    for mut o in pair(1, "430200", dec!(7), dec!(5)) {
        o.organisation = Some("市委办".into());
        observations.push(o);
    }
    let all = of(&observations);
    let left: Vec<_> = all.iter().map(|b| (b.by, b.left_current, b.left_base)).collect();
    assert_eq!(
        left,
        [
            (By::Area, Some(dec!(0)), Some(dec!(0))),
            (By::Category, Some(dec!(5)), Some(dec!(7))),
            (By::Organisation, Some(dec!(0)), Some(dec!(0)))
        ]
    );
    assert_eq!(all[1].doubt().unwrap().code, "breakdown_incomplete");
}

#[test]
fn an_offer_is_made_only_where_the_numbers_can_answer_it() {
    let request = on_years("2023-YTD10", "2022", Basis::Raw);
    let mut observations = year(1, "2023-YTD10", &[("430100", 80)]);
    observations.extend(year(1, "2022", &[("430100", 120)]));
    let code = |o: &[Observation]| {
        let found = one(o.to_vec(), &request).diagnostics.remove(0);
        (found.code, found.args.iter().find(|(n, _)| n == "offer").map(|(_, v)| v.clone()))
    };
    assert_eq!(code(&observations), ("no_common_period", None));
    observations.extend(year(1, "2022-YTD10", &[("430100", 100)]));
    assert_eq!(code(&observations), ("periods_not_comparable", Some("2023-YTD10 / 2022-YTD10".into())));
}

/// The districts of 杭州 that were regrouped in 2021.
const BEFORE: [&str; 6] = ["330102", "330103", "330104", "330105", "330109", "330110"];
const AFTER: [&str; 6] = ["330102", "330105", "330109", "330110", "330113", "330114"];

proptest! {
    #[test]
    fn joining_then_comparing_is_comparing_the_sums(
        before in prop::array::uniform6(1i64..5000),
        after in prop::array::uniform6(0i64..5000),
    ) {
        let with = |codes: [&'static str; 6], n: [i64; 6]| codes.into_iter().zip(n).collect::<Vec<_>>();
        let mut observations = year(1, "2020", &with(BEFORE, before));
        observations.extend(year(2, "2022", &with(AFTER, after)));
        let scope = one(observations, &on_years("2022", "2020", Basis::Comparable));
        prop_assert_eq!(scope.rows.len(), 1);
        let (base, current) = (Decimal::from(before.iter().sum::<i64>()), Decimal::from(after.iter().sum::<i64>()));
        prop_assert_eq!(scope.rows[0].rate, Rate::from_counts(Some(current), Some(base)));
        prop_assert_eq!(scope.total.rate, scope.rows[0].rate);
    }

    #[test]
    fn unchanged_units_give_the_same_on_either_basis_in_any_order(
        counts in prop::collection::vec((0u32..5000, 0u32..5000), 2..14),
        seed in any::<u64>(),
    ) {
        let observations: Vec<Observation> = counts
            .iter()
            .enumerate()
            .flat_map(|(i, (b, c))| pair(1, &format!("43{:02}00", i + 1), Decimal::from(*b), Decimal::from(*c)))
            .collect();
        let raw = one(observations.clone(), &on_years("2023", "2022", Basis::Raw));
        let like = one(observations.clone(), &on_years("2023", "2022", Basis::Comparable));
        prop_assert_eq!(&raw.rows, &like.rows);
        prop_assert_eq!(&raw.total, &like.total);
        let shown: Decimal = raw.rows.iter().filter_map(|r| r.contribution).sum();
        if let Ok(rate) = raw.total.rate {
            prop_assert_eq!(shown, rate.percent(Rounding::HalfUp, 1));
        }
        let mut mixed = observations;
        let turn = usize::try_from(seed % 97).unwrap_or(0) % mixed.len();
        mixed.rotate_left(turn);
        let again = one(mixed, &on_years("2023", "2022", Basis::Raw));
        let figures = |s: &ScopeMeasures| s.rows.iter().map(|r| (r.key.clone(), r.rate, r.contribution)).collect::<Vec<_>>();
        prop_assert_eq!(figures(&again), figures(&raw));
        prop_assert_eq!((again.total, again.driver), (raw.total, raw.driver));
    }
}
