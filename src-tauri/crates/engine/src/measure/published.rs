//! The published cases of the field, in one place: what was printed, and what follows from the counts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::PrintedRate;
use crate::model::{Bound, Claim, Decimal, Fraction, NoRate, PrintRule, Rate, Rounding, Stated};
use rust_decimal::dec;

fn percent(base: Decimal, current: Decimal, decimals: u32) -> Decimal {
    Rate::from_counts(Some(current), Some(base)).unwrap().percent(Rounding::HalfUp, decimals)
}

/// The rules under which a printed rate follows from its counts.
fn rules(base: Decimal, current: Decimal, printed: Decimal) -> Vec<PrintRule> {
    let change = (current - base) * Decimal::ONE_HUNDRED;
    let fits = |rule: &PrintRule| rule.print_ratio(change, base, printed.scale()) == Some(printed);
    PrintRule::ALL.into_iter().filter(fits).collect()
}

fn bases(current: Decimal, rate: Decimal) -> Vec<Decimal> {
    PrintedRate { current, rate, decimals: rate.scale() }.solve().unwrap()[0].first(100)
}

#[test]
fn documents_197_to_123_fell_by_37_6() {
    assert_eq!(rules(dec!(197), dec!(123), dec!(-37.6)), [PrintRule::HalfUp, PrintRule::HalfEven]);
    assert_eq!(bases(dec!(123), dec!(-37.6)), [dec!(197)], "and the base follows from the rate");
}

#[test]
fn inspections_296_to_34_fell_by_88_5() {
    assert_eq!(percent(dec!(296), dec!(34), 1), dec!(-88.5));
}

#[test]
fn documents_563_at_minus_4_58_had_a_base_of_590() {
    assert_eq!(bases(dec!(563), dec!(-4.58)), [dec!(590)]);
    assert_eq!(percent(dec!(590), dec!(563), 2), dec!(-4.58));
}

#[test]
fn meetings_15_and_documents_36_had_bases_of_25_and_55() {
    assert_eq!(bases(dec!(15), dec!(-40)), [dec!(25)]);
    assert_eq!(bases(dec!(36), dec!(-34.5)), [dec!(55)]);
}

#[test]
fn inspections_498_to_42_were_cut_off_at_91_5() {
    assert_eq!(percent(dec!(498), dec!(42), 1), dec!(-91.6));
    assert_eq!(rules(dec!(498), dec!(42), dec!(-91.5)), [PrintRule::Truncated]);
}

#[test]
fn forms_91_to_39_do_not_give_65_3() {
    assert_eq!(percent(dec!(91), dec!(39), 1), dec!(-57.1));
    assert!(rules(dec!(91), dec!(39), dec!(-65.3)).is_empty());
}

#[test]
fn items_1849_to_904_do_not_give_51_21() {
    assert_eq!(percent(dec!(1849), dec!(904), 1), dec!(-51.1));
    assert!(rules(dec!(1849), dec!(904), dec!(-51.21)).is_empty());
}

#[test]
fn over_4500_to_over_140_carries_no_rate() {
    let claims = [Claim::parse("超过4500").unwrap(), Claim::parse("over 140").unwrap()];
    assert!(claims.iter().all(|c| c.bound == Bound::Over));
    let stated = |claim: &Claim| Stated::Bounded(claim.clone());
    assert_eq!(Stated::rate(&stated(&claims[1]), &stated(&claims[0])), Err(NoRate::Inexact));
    assert_eq!(Stated::rate(&Stated::Exact(dec!(140)), &stated(&claims[0])), Err(NoRate::Inexact));
    // The bounds themselves would give 96.888…, which is 96.8 only when cut off.
    assert_eq!(rules(dec!(4500), dec!(140), dec!(-96.8)), [PrintRule::Truncated]);
}

#[test]
fn county_documents_fell_by_9_9_and_rose_by_4_1() {
    assert_eq!(percent(dec!(891), dec!(803), 1), dec!(-9.9));
    assert_eq!(percent(dec!(803), dec!(836), 1), dec!(4.1));
}

#[test]
fn apps_accounts_and_groups_add_up_and_groups_are_93_3_percent() {
    let parts = [dec!(46), dec!(891), dec!(18)];
    let whole: Decimal = parts.iter().sum();
    assert_eq!(whole, dec!(955));
    let share = PrintRule::HalfUp.print_ratio(parts[1] * Decimal::ONE_HUNDRED, whole, 1);
    assert_eq!(share, Some(dec!(93.3)));
}

#[test]
fn bodies_163_and_over_60_percent_are_of_271_at_most() {
    let whole = Claim::parse("超过60%").unwrap().whole_of(dec!(163)).unwrap();
    assert_eq!((whole.bound, whole.value), (Bound::AtMost, dec!(271)));
}

#[test]
fn one_sixteenth_is_6_3_or_6_2() {
    let sixteenth = &Fraction::new(1, 16) * &Fraction::new(100, 1);
    assert_eq!(sixteenth.round(Rounding::HalfUp, 1), Some(dec!(6.3)));
    assert_eq!(sixteenth.round(Rounding::HalfEven, 1), Some(dec!(6.2)));
}

#[test]
fn minus_32_2_then_minus_20_is_minus_45_8() {
    let left = |percent: Decimal| Fraction::from(Decimal::ONE_HUNDRED + percent);
    let both = &(&left(dec!(-32.2)) * &left(dec!(-20))) * &Fraction::new(1, 100);
    let change = &both - &Fraction::new(100, 1);
    assert_eq!(change.round(Rounding::HalfUp, 1), Some(dec!(-45.8)));
}
