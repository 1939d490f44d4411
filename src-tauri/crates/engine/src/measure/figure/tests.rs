//! One figure, and every way it is said.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use proptest::prelude::*;
use rust_decimal::dec;

fn measure(kind: FigureKind, value: Result<Decimal, NoRate>) -> Measure {
    Measure {
        kind,
        indicator_id: "documents_issued".into(),
        scope_id: ScopeId("s".into()),
        row: Some((By::Area, "430100".into())),
        period: Period::Year(2023),
        against: Some(Period::Year(2022)),
        basis: Basis::Raw,
        rounding: Rounding::HalfUp,
        decimals: 1,
        value,
        operands: Vec::new(),
        bound: None,
        inputs: Vec::new(),
    }
}

#[test]
fn a_figure_says_its_direction_once_and_its_unit() {
    let rate = measure(FigureKind::RateOfChange, Ok(dec!(-31.9)));
    assert_eq!((rate.text(Lang::Zh), rate.phrase(Lang::Zh)), ("−31.9%".into(), "下降31.9%".into()));
    let change = measure(FigureKind::Change, Ok(dec!(-442)));
    assert_eq!((change.text(Lang::Zh), change.phrase(Lang::Zh)), ("−442".into(), "减少442件".into()));
    assert_eq!(change.phrase(Lang::En), "442 fewer documents");
    let part = measure(FigureKind::Contribution, Ok(dec!(-3.5)));
    assert_eq!(part.phrase(Lang::Zh), "拉低3.5个百分点");
    let none = measure(FigureKind::RateOfChange, Err(NoRate::ZeroBase));
    assert_eq!(none.text(Lang::Zh), "— 基数为0，不计算降幅");
}

#[test]
fn the_definition_names_all_that_makes_figures_comparable() {
    let rate = measure(FigureKind::RateOfChange, Ok(dec!(-31.9)));
    assert_eq!(
        rate.definition("长沙", "党委、政府", Lang::Zh),
        "发文数；长沙；2023年比2022年；口径：党委、政府；增减率＝（本期－基期）÷基期；四舍五入，保留1位小数"
    );
    assert_eq!(
        rate.definition("Changsha", "", Lang::En),
        "Documents issued; Changsha; 2023 against 2022; scope: not stated; \
         rate of change = (current − base) ÷ base; half up, 1 decimal"
    );
}

/// A rate with the counts it was computed from.
fn rate(base: Decimal, current: Decimal) -> Measure {
    let exact = crate::model::Rate::from_counts(Some(current), Some(base)).unwrap();
    let mut rate = measure(FigureKind::RateOfChange, Ok(exact.percent(Rounding::HalfUp, 1)));
    rate.operands = vec![current, base];
    rate
}

#[test]
fn on_a_small_base_a_sentence_says_the_counts() {
    let small = rate(dec!(3), dec!(1));
    assert_eq!(
        (small.phrase(Lang::Zh), small.phrase(Lang::En)),
        ("减少2件".into(), "2 fewer documents".into())
    );
    assert_eq!(small.text(Lang::Zh), "−66.7%", "a table shows the counts beside it");
    assert_eq!(rate(dec!(30), dec!(10)).phrase(Lang::Zh), "下降66.7%");
}

#[test]
fn only_what_is_equal_is_unchanged() {
    assert_eq!(rate(dec!(5000), dec!(5000)).phrase(Lang::Zh), "持平");
    assert_eq!(rate(dec!(5000), dec!(4999)).phrase(Lang::Zh), "变动不足0.1%");
    assert_eq!(rate(dec!(5000), dec!(5001)).phrase(Lang::En), "changed by less than 0.1%");
}

#[test]
fn the_formula_is_shown_with_its_numbers() {
    let facts = rate(dec!(1386), dec!(944)).facts("长沙市", "", Lang::Zh);
    let said: Vec<String> = facts.iter().map(|f| format!("{} {}", f.name, f.value)).collect();
    assert_eq!(
        said,
        [
            "指标 发文数",
            "对象 长沙市",
            "期间 2023年比2022年",
            "口径 来源未注明",
            "增减率 （本期－基期）÷基期",
            "计算 （944 − 1,386）÷ 1,386 = −31.9%",
            "修约 四舍五入，保留1位小数",
        ]
    );
}

#[test]
fn a_bounded_claim_is_said_as_a_bound_and_never_rounded() {
    let mut claim = measure(FigureKind::BoundedClaim, Ok(dec!(4500)));
    claim.bound = Some(Bound::Over);
    assert_eq!(
        (claim.text(Lang::Zh), claim.text(Lang::En)),
        ("超过4,500件".into(), "over 4,500 documents".into())
    );
    assert!(!claim.definition("", "", Lang::Zh).contains("小数"), "{}", claim.definition("", "", Lang::Zh));
}

/// The number in a printed figure.
fn read_back(text: &str) -> Decimal {
    let plain: String =
        text.replace('−', "-").chars().filter(|c| c.is_ascii_digit() || "-.".contains(*c)).collect();
    plain.parse().unwrap()
}

proptest! {
    #[test]
    fn the_text_of_a_figure_reads_back_to_its_value(mantissa in -100_000_000i64..100_000_000, scale in 0u32..4) {
        let value = Decimal::new(mantissa, scale);
        for kind in [
            FigureKind::Count,
            FigureKind::Change,
            FigureKind::RateOfChange,
            FigureKind::Share,
            FigureKind::MeanOfRates,
            FigureKind::Contribution,
            FigureKind::Index,
            FigureKind::CompoundRate,
        ] {
            let figure = measure(kind, Ok(value));
            prop_assert_eq!(read_back(&figure.text(Lang::Zh)), value);
            prop_assert_eq!(figure.plain().unwrap().parse::<Decimal>().unwrap(), value);
        }
    }
}
