//! Sentences over made-up facts: the wording, and that no sentence says what the table does not.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
use super::super::facts::{Compared, IndicatorFacts, Parts, Spoken};
use super::super::tables::area_table;
use super::super::{Paragraph, Run, Slot};
use super::{Wording, notes, sentences};
use crate::model::{AreaLevel, Decimal, Lang, NoRate, ObservationId, Period, Rate, Rounding, ScopeId};
use proptest::prelude::*;

const ZH: Wording = Wording { lang: Lang::Zh, hides_names: false };

fn compared(key: &str, current: Option<i64>, base: Option<i64>) -> Compared {
    let [current, base] = [current, base].map(|count| count.map(Decimal::from));
    let rate = Rate::from_counts(current, base);
    Compared {
        key: key.to_owned(),
        label: format!("{key}市"),
        current,
        base,
        change: current.zip(base).map(|(c, b)| c - b),
        rate: rate.map(|r| r.percent(Rounding::HalfUp, 1)),
        exact_rate: rate.ok().map(|r| r.percent_unrounded()),
        points: None,
        is_small_base: base.is_some_and(|b| !b.is_zero() && b < Decimal::from(30)),
        current_inputs: vec![ObservationId(1)],
        base_inputs: vec![ObservationId(2)],
    }
}

fn facts(rows: Vec<Compared>) -> IndicatorFacts {
    let is_in = |row: &&Compared| row.current.is_some() && row.base.is_some();
    let sum = |of: fn(&Compared) -> Option<Decimal>| -> Option<i64> {
        let sum: Decimal = rows.iter().filter(is_in).filter_map(of).sum();
        rows.iter().any(|row| is_in(&row)).then(|| i64::try_from(sum).unwrap())
    };
    let total = Compared { label: String::new(), ..compared("total", sum(|r| r.current), sum(|r| r.base)) };
    let out = rows.iter().filter(|row| !is_in(row));
    let excluded = out.filter_map(|row| Some((row.key.clone(), row.rate.err()?))).collect();
    IndicatorFacts {
        key: "documents_issued".to_owned(),
        indicator_id: "documents_issued".to_owned(),
        name: "发文数".to_owned(),
        unit: "件".to_owned(),
        is_lower_better: true,
        scope: "市级党委".to_owned(),
        scope_id: ScopeId::from_name("市级党委"),
        level: Some(AreaLevel::Prefecture),
        period: Period::Year(2023),
        against: Period::Year(2022),
        rounding: (Rounding::HalfUp, 1),
        total,
        rows,
        kinds: Parts::default(),
        bodies: Parts::default(),
        excluded,
        mean_of_rates: None,
        comparable: None,
        earlier: None,
        quota: None,
        remarks: Vec::new(),
        source: "a.xlsx".to_owned(),
    }
}

fn said(facts: &IndicatorFacts, wording: Wording) -> String {
    sentences(facts, wording).iter().map(Paragraph::text).collect()
}

fn slots(facts: &IndicatorFacts, wording: Wording) -> Vec<Slot> {
    let runs = sentences(facts, wording).into_iter().flat_map(|paragraph| paragraph.runs);
    runs.filter_map(|run| match run {
        Run::Slot(slot) => Some(slot),
        Run::Text(_) => None,
    })
    .collect()
}

#[test]
fn a_sentence_gives_the_count_then_the_rate_then_the_change() {
    let facts = facts(vec![compared("甲", Some(80), Some(100)), compared("乙", Some(90), Some(120))]);
    assert!(said(&facts, ZH).starts_with("2023年，2个市州发文170件，同比下降22.7%，减少50件。"));
    let en = Wording { lang: Lang::En, hides_names: false };
    let facts = IndicatorFacts { name: "Documents issued".to_owned(), unit: "documents".to_owned(), ..facts };
    let expected =
        "Documents issued, 2023 (2 prefectures): 170 documents, down 22.7% against 2022, 50 fewer documents.";
    assert!(said(&facts, en).starts_with(expected), "{}", said(&facts, en));
}

#[test]
fn on_a_small_base_the_counts_are_said_and_no_rate() {
    let facts = facts(vec![compared("甲", Some(1), Some(3))]);
    assert_eq!(said(&facts, ZH), "2023年，甲市发文1件，比上年减少2件。");
}

#[test]
fn without_a_base_the_count_is_said_and_the_note_says_why() {
    // What is counted is the total, though nothing is compared.
    let one = Compared { current: Some(Decimal::from(7)), ..compared("total", Some(7), None) };
    let facts = IndicatorFacts { total: one, ..facts(vec![compared("甲", Some(7), None)]) };
    let text = said(&facts, ZH);
    assert!(text.starts_with("2023年，甲市发文7件。"), "{text}");
    assert!(text.contains("只列数量：无上年数据"), "{text}");
    assert!(!text.contains('%'), "{text}");
}

#[test]
fn a_quotation_of_parts_is_made_only_where_they_make_up_the_total() {
    let mut facts = facts(vec![compared("甲", Some(170), Some(220))]);
    facts.kinds.rows = vec![compared("通知", Some(80), Some(100)), compared("函", Some(90), Some(120))];
    assert!(!said(&facts, ZH).contains("其中"));
    facts.kinds.is_whole = true;
    let text = said(&facts, ZH);
    assert!(
        text.contains("其中，函市90件，下降25.0%（减少30件）；通知市80件，下降20.0%（减少20件）。"),
        "{text}"
    );
}

#[test]
fn increases_are_said_plainly() {
    let rows = [("甲", 50), ("乙", 60), ("丙", 70), ("丁", 80), ("戊", 150)];
    let facts = facts(rows.map(|(key, count)| compared(key, Some(count), Some(100))).to_vec());
    let text = said(&facts, ZH);
    assert!(text.contains("4个下降，1个上升"), "{text}");
    assert!(text.contains("降幅居前三位的是甲市下降50.0%（减少50件）、乙市"), "{text}");
    assert!(text.contains("上升的是戊市上升50.0%（增加50件）。"), "{text}");
}

#[test]
fn hidden_names_stand_nowhere() {
    let rows = [("甲", 50), ("乙", 60), ("丙", 70), ("丁", 80), ("戊", 150)];
    let facts = facts(rows.map(|(key, count)| compared(key, Some(count), Some(100))).to_vec());
    let hidden = facts.without_names(Lang::Zh);
    let wording = Wording { hides_names: true, ..ZH };
    let table = area_table(&hidden, "表", wording).unwrap();
    let mut all = said(&hidden, wording);
    all.extend(table.rows.iter().map(|row| row.cells[0].text.clone()));
    all.extend(table.notes.iter().cloned());
    all.extend(slots(&hidden, wording).into_iter().map(|slot| slot.key));
    for name in ["甲", "乙", "丙", "丁", "戊"] {
        assert!(!all.contains(name), "{name} in {all}");
    }
}

#[test]
fn a_tie_at_the_third_place_is_told_with_all_it_holds() {
    let rows = [("甲", 50), ("乙", 60), ("丙", 70), ("丁", 70), ("戊", 90)];
    let facts = facts(rows.map(|(key, count)| compared(key, Some(count), Some(100))).to_vec());
    assert!(said(&facts, ZH).contains("降幅居前四位的是"), "{}", said(&facts, ZH));
}

#[test]
fn what_the_total_leaves_out_is_named_with_its_reason() {
    let facts = facts(vec![compared("甲", Some(80), Some(100)), compared("乙", Some(9), None)]);
    assert!(
        notes(&facts, ZH).contains(&"合计不含乙市（无上年数据，不计算降幅）。".to_owned()),
        "{:?}",
        notes(&facts, ZH)
    );
    assert!(said(&facts, ZH).starts_with("2023年，可比的1个市州发文80件"), "{}", said(&facts, ZH));
}

/// Counts as they come: missing, zero, small and large.
fn count() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![1 => Just(None), 1 => Just(Some(0)), 2 => (1i64..40).prop_map(Some), 6 => (40i64..2000).prop_map(Some)]
}

proptest! {
    #[test]
    fn sentence_and_table_say_the_same_numbers(counts in prop::collection::vec((count(), count()), 2..12)) {
        let rows = counts.iter().enumerate().map(|(i, (c, b))| compared(&format!("u{i}"), *c, *b)).collect();
        let facts = facts(rows);
        for lang in [Lang::Zh, Lang::En] {
            let wording = Wording { lang, hides_names: false };
            let table = area_table(&facts, "t", wording).unwrap();
            for slot in slots(&facts, wording) {
                let parts: Vec<&str> = slot.key.split('.').collect();
                let (row, figure) = (parts[1], parts[2]);
                let column = match figure {
                    "count" => 1,
                    "change" => 3,
                    "rate" => 4,
                    _ => continue,
                };
                let label = facts.rows.iter().find(|r| r.key == row).map_or(lang.pick("合计", "Total"), |r| r.label.as_str());
                let Some(line) = table.rows.iter().find(|line| line.cells[0].text == label) else {
                    // A total of one row has no line of its own.
                    prop_assert!(row == "total");
                    continue;
                };
                let cell = &line.cells[column];
                let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
                if slot.value.is_some() {
                    prop_assert_eq!(digits(&slot.text), digits(&cell.text), "{} in {:?}", slot.key, line.cells);
                }
            }
        }
    }

    #[test]
    fn no_sentence_prints_a_rate_that_the_measure_refuses(counts in prop::collection::vec((count(), count()), 1..12)) {
        let rows = counts.iter().enumerate().map(|(i, (c, b))| compared(&format!("u{i}"), *c, *b)).collect();
        let facts = facts(rows);
        for slot in slots(&facts, ZH).iter().filter(|slot| slot.key.ends_with(".rate")) {
            let row = slot.key.split('.').nth(1).unwrap();
            let of = facts.rows.iter().chain([&facts.total]).find(|r| r.key == row).unwrap();
            prop_assert!(!matches!(of.spoken(), Spoken::Refused(_) | Spoken::CountsOnly), "{:?}", of);
        }
        let refuses = |row: &Compared| matches!(row.rate, Err(NoRate::NoBase | NoRate::ZeroBase | NoRate::Missing));
        if facts.rows.iter().all(|row| refuses(row) || row.is_small_base) && (refuses(&facts.total) || facts.total.is_small_base) {
            prop_assert!(!said(&facts, ZH).contains('%'), "{}", said(&facts, ZH));
        }
    }
}
