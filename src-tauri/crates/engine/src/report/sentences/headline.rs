//! The first sentence of an indicator: count, rate, change; what came before; its parts; its quota.

use super::super::Slot;
use super::super::facts::{Compared, IndicatorFacts, QuotaFact, Spoken, with_unit};
use super::wording::{say_change, say_row, subject_zh, who};
use super::{Line, Wording};
use crate::format;
use crate::model::{Decimal, Lang};
use std::cmp::Reverse;

/// At most this many parts are said; the table has all of them.
const PARTS: usize = 4;

/// `2023年，14个市州发文9789件，同比下降25.4%，减少3331件。其中，通知……`
pub(super) fn headline(facts: &IndicatorFacts, wording: Wording) -> Line {
    let lang = wording.lang;
    let mut line = Line::default();
    let who = who(facts, lang, wording.hides_names);
    let Some(count) = facts.total.count_slot(facts, lang) else { return without_total(facts, wording) };
    let when = facts.period.label(lang);
    match lang {
        Lang::Zh => line.text(format!("{when}，{who}{}", subject_zh(facts))).slot(count),
        Lang::En => {
            let of = if who.is_empty() { String::new() } else { format!(" ({who})") };
            line.text(format!("{}, {when}{of}: ", facts.name)).slot(count)
        }
    };
    say_change(&mut line, &facts.total, facts, lang);
    line.text(lang.pick("。", "."));
    say_earlier(&mut line, facts, lang);
    say_comparable(&mut line, facts, lang);
    say_parts(&mut line, facts, lang);
    if let Some(quota) = &facts.quota {
        say_quota(&mut line, quota, facts, lang);
    }
    line
}

/// Where no sum stands on both periods: the counts there are, unit by unit, and no rate.
fn without_total(facts: &IndicatorFacts, wording: Wording) -> Line {
    let lang = wording.lang;
    let mut line = Line::default();
    let known: Vec<&Compared> = facts.rows.iter().filter(|row| row.current.is_some()).collect();
    let when = facts.period.label(lang);
    if known.is_empty() {
        return line;
    }
    line.text(match lang {
        Lang::Zh => format!("{when}，{}：", subject_zh(facts)),
        Lang::En => format!("{}, {when}: ", facts.name),
    });
    for (index, row) in known.iter().take(PARTS).enumerate() {
        if index > 0 {
            line.text(lang.pick("；", "; "));
        }
        line.text(&row.label).text(lang.pick("", " ")).slots(row.count_slot(facts, lang), "");
    }
    let more = known.len().saturating_sub(PARTS);
    if more > 0 {
        line.text(match lang {
            Lang::Zh => format!("；其余{more}个见附表"),
            Lang::En => format!("; {more} more in the table"),
        });
    }
    line.text(lang.pick("。", "."));
    line
}

/// `在上年下降10.2%的基础上，再下降25.4%。`: only where both fell from one year to the next, so that 再 is true.
fn say_earlier(line: &mut Line, facts: &IndicatorFacts, lang: Lang) {
    let Some(earlier) = &facts.earlier else { return };
    let (Spoken::Rate(before), Spoken::Rate(now)) = (earlier.spoken(), facts.total.spoken()) else { return };
    let is_chain = facts.against == facts.period.year_before();
    if !is_chain || !before.is_sign_negative() || !now.is_sign_negative() {
        return;
    }
    let before = Slot {
        key: facts.slot_key("earlier", "rate"),
        text: format::change_phrase(before, lang),
        value: Some(before),
        inputs: earlier.inputs(),
    };
    let now = facts.total.rate_slot(facts, lang);
    let year = facts.against.label(lang);
    match lang {
        Lang::Zh => {
            line.text(format!("在{year}")).slot(before).text("的基础上，再").slots(now, "").text("。")
        }
        Lang::En => {
            line.text(format!(" This comes after {year}, when the count was ")).slot(before).text(".")
        }
    };
}

/// `按可比口径，下降26.1%，减少3400件。`
fn say_comparable(line: &mut Line, facts: &IndicatorFacts, lang: Lang) {
    let Some(comparable) = &facts.comparable else { return };
    let slots = [comparable.rate_slot(facts, lang), comparable.change_slot(facts, lang)];
    let is_said =
        matches!(comparable.spoken(), Spoken::Rate(_) | Spoken::NearlyUnchanged | Spoken::Unchanged);
    if !is_said {
        return;
    }
    line.text(lang.pick("按可比口径，", " Like for like: "));
    let slots =
        slots.into_iter().flatten().take(if comparable.change.is_some_and(|c| c.is_zero()) { 1 } else { 2 });
    line.slots(slots, lang.pick("，", ", ")).text(lang.pick("。", "."));
}

/// `其中，通知300件，同比下降20.0%，减少75件；……`: the largest parts. The table has all of them.
fn say_parts(line: &mut Line, facts: &IndicatorFacts, lang: Lang) {
    let mut rows: Vec<&Compared> = facts.kinds.rows.iter().filter(|row| row.current.is_some()).collect();
    // 其中 promises parts of the very total: a breakdown that some units left out is in the appendix only.
    if rows.len() < 2 || !facts.kinds.is_whole {
        return;
    }
    rows.sort_by_key(|row| (Reverse(row.current), &row.key));
    line.text(lang.pick("其中，", " Of these, "));
    for (index, row) in rows.iter().take(PARTS).enumerate() {
        if index > 0 {
            line.text(lang.pick("；", "; "));
        }
        line.text(&row.label).text(lang.pick("", " "));
        line.slots(row.count_slot(facts, lang), "");
        if !matches!(row.spoken(), Spoken::Refused(_)) {
            line.text(lang.pick("，", ", "));
            let unnamed = Compared { label: String::new(), ..(*row).clone() };
            say_row(line, &unnamed, facts, lang);
        }
    }
    line.text(lang.pick("。", "."));
}

/// `年度控制数532件，1—10月已用391件，完成控制数73.5%，低于时间进度9.8个百分点。`
fn say_quota(line: &mut Line, quota: &QuotaFact, facts: &IndicatorFacts, lang: Lang) {
    let slot = |key: &str, text: String, value: Decimal| Slot {
        key: facts.slot_key("quota", key),
        text,
        value: Some(value),
        inputs: quota.inputs.clone(),
    };
    let unit = facts.unit.as_str();
    let allowed = slot("quota", with_unit(quota.quota, unit, lang), quota.quota);
    let used = slot("used", with_unit(quota.used, unit, lang), quota.used);
    let completed = slot("completed", format!("{}%", format::fixed(quota.completed)), quota.completed);
    let lead = slot("lead", format::time_progress_phrase(quota.lead, lang), quota.lead);
    let when = quota.period.label(lang);
    match lang {
        Lang::Zh => line
            .text("年度控制数")
            .slot(allowed)
            .text(format!("，{when}已用"))
            .slot(used)
            .text("，完成控制数")
            .slot(completed)
            .text("，")
            .slot(lead)
            .text("。"),
        Lang::En => line
            .text(" Of a yearly quota of ")
            .slot(allowed)
            .text(", ")
            .slot(used)
            .text(format!(" were used in {when}: "))
            .slot(completed)
            .text(", ")
            .slot(lead)
            .text("."),
    };
}
