//! What stands below: why there is no rate, what a total leaves out, the scope, the rounding.

use super::super::Paragraph;
use super::super::facts::{Compared, IndicatorFacts, Parts, Spoken};
use super::super::scopes;
use super::wording::units;
use super::{Line, Wording};
use crate::format;
use crate::model::{Lang, NoRate};

/// Names in one note; more are counted.
const NAMED: usize = 5;

/// Every remark on the figures by area, one sentence each.
pub fn notes(facts: &IndicatorFacts, wording: Wording) -> Vec<String> {
    let lang = wording.lang;
    let mut notes = vec![scope(facts, lang)];
    notes.extend(no_total_rate(facts, lang));
    notes.extend(left_out(facts, wording));
    notes.extend(zero_bases(&facts.rows, facts, wording));
    notes.extend(small_bases(&facts.rows, lang));
    notes.extend(mean(facts, lang));
    notes.extend(facts.remarks.iter().cloned());
    notes
}

/// Every remark on a breakdown, one sentence each.
pub(in crate::report) fn parts_notes(facts: &IndicatorFacts, parts: &Parts, wording: Wording) -> Vec<String> {
    let lang = wording.lang;
    let mut notes = vec![scope(facts, lang)];
    notes.extend(zero_bases(&parts.rows, facts, wording));
    notes.extend(small_bases(&parts.rows, lang));
    if parts.is_whole {
        return notes;
    }
    let (zh, en) = if parts.left.is_some() {
        (
            "各项没有覆盖总数，差额列为“未分项”，没有分摊。",
            "The parts do not cover the total; what is left stands in a row of its own.",
        )
    } else {
        (
            "各项之和多于总数，联合行文可能在各项分别计数。",
            "The parts add up to more than the total: joint documents may count once for each.",
        )
    };
    notes.push(lang.pick(zh, en).to_owned());
    notes
}

/// The remarks that belong beside the sentences: those on the figures that were said or withheld there.
pub(super) fn note_paragraph(facts: &IndicatorFacts, wording: Wording) -> Option<Paragraph> {
    let lang = wording.lang;
    let mut remarks = Vec::new();
    remarks.extend(no_total_rate(facts, lang));
    remarks.extend(left_out(facts, wording));
    remarks.extend(mean(facts, lang));
    if remarks.is_empty() {
        return None;
    }
    let mut line = Line::default();
    line.text(lang.pick("注：", "Note: ")).text(remarks.join(lang.pick("", " ")));
    line.paragraph(format!("{}.note", facts.key))
}

/// How every rate of the report was rounded, and that parts may not add up.
pub fn rounding_note(facts: &IndicatorFacts, lang: Lang) -> String {
    let (rounding, decimals) = facts.rounding;
    let how = format::rounding_phrase(rounding, decimals, lang);
    match lang {
        Lang::Zh => format!("增减率{how}。部分数据因四舍五入的原因，存在总计与分项合计不等的情况。"),
        Lang::En => format!("Rates are rounded {how}. Parts may not add up to totals for that reason."),
    }
}

fn scope(facts: &IndicatorFacts, lang: Lang) -> String {
    match (lang, facts.scope.is_empty()) {
        (Lang::Zh, true) => format!("{}口径：来源未注明。", facts.name),
        (Lang::Zh, false) => format!("{}口径：{}。", facts.name, facts.scope),
        (Lang::En, true) => format!("Scope of {}: not stated by the source.", facts.name.to_lowercase()),
        (Lang::En, false) => {
            format!("Scope of {}: {}.", facts.name.to_lowercase(), scopes::name(&facts.scope, lang))
        }
    }
}

/// Why nothing is said of the total's rate.
fn no_total_rate(facts: &IndicatorFacts, lang: Lang) -> Option<String> {
    let Spoken::Refused(reason) = facts.total.spoken() else { return None };
    let why = format::no_rate_against(reason, facts.period, facts.against, lang);
    Some(match lang {
        Lang::Zh => format!("{}只列数量：{why}。", facts.name),
        Lang::En => format!("{}: counts only; {why}.", facts.name),
    })
}

/// What the total leaves out, by reason.
fn left_out(facts: &IndicatorFacts, wording: Wording) -> Vec<String> {
    let lang = wording.lang;
    let of_reason = |reason: NoRate| {
        let keys = facts.excluded.iter().filter(|(_, r)| *r == reason);
        let rows: Vec<&Compared> =
            keys.filter_map(|(key, _)| facts.rows.iter().find(|row| row.key == *key)).collect();
        if rows.is_empty() {
            return None;
        }
        let who = names(&rows, facts, wording);
        let why = format::no_rate_against(reason, facts.period, facts.against, lang);
        Some(match lang {
            Lang::Zh => format!("合计不含{who}（{why}）。"),
            Lang::En => format!("The total leaves out {who} ({why})."),
        })
    };
    // Where nothing is compared the total leaves nothing out.
    if facts.excluded.len() >= facts.rows.len() {
        return Vec::new();
    }
    NoRate::ALL.into_iter().filter_map(of_reason).collect()
}

/// Rows in the total that have no rate of their own.
fn zero_bases(rows: &[Compared], facts: &IndicatorFacts, wording: Wording) -> Option<String> {
    let lang = wording.lang;
    let rows: Vec<&Compared> = rows.iter().filter(|row| row.rate == Err(NoRate::ZeroBase)).collect();
    if rows.is_empty() {
        return None;
    }
    let (who, why) = (names(&rows, facts, wording), format::no_rate(NoRate::ZeroBase, lang));
    Some(match lang {
        Lang::Zh => format!("{who}{why}，计入合计。"),
        Lang::En => format!("{who}: {why}; counted in the total."),
    })
}

fn small_bases(rows: &[Compared], lang: Lang) -> Option<String> {
    rows.iter().any(|row| row.is_small_base).then(|| {
        lang.pick(
            "基数不足30的只列数量，不列增减率。",
            "Where the base is below 30 the counts stand without a rate.",
        )
        .to_owned()
    })
}

/// The mean of the rates is another figure than the rate of the sums.
fn mean(facts: &IndicatorFacts, lang: Lang) -> Option<String> {
    let (mean, total) = (facts.mean_of_rates?, facts.total.printed_rate()?);
    let apart = format::points_apart_phrase(mean - total, lang);
    let [mean, total] = [mean, total].map(|rate| format::change_phrase(rate, lang));
    Some(match lang {
        Lang::Zh => format!("各地增减率的简单平均为{mean}，与总体{total}是两个数（{apart}），不能混用。"),
        Lang::En => {
            format!("The mean of the rates is {mean}; it is not the overall rate, {total} ({apart}).")
        }
    })
}

fn names(rows: &[&Compared], facts: &IndicatorFacts, wording: Wording) -> String {
    let lang = wording.lang;
    if wording.hides_names {
        return units(rows.len(), facts.level, lang);
    }
    let named: Vec<&str> = rows.iter().take(NAMED).map(|row| row.label.as_str()).collect();
    let list = named.join(lang.pick("、", ", "));
    match lang {
        _ if rows.len() <= NAMED => list,
        Lang::Zh => format!("{list}等{}个", rows.len()),
        Lang::En => format!("{list} and {} more", rows.len() - NAMED),
    }
}
