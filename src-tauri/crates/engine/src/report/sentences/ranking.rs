//! Best and worst, increases said plainly, and what made the change.

use super::super::Slot;
use super::super::facts::{Compared, IndicatorFacts};
use super::wording::{say_row, small_number, units};
use super::{Line, Wording};
use crate::format;
use crate::model::{Decimal, Lang};

/// Units named at either end.
const NAMED: usize = 3;
/// Increases named; more are counted.
const INCREASES: usize = 6;

/// `降幅居前三位的是……；降幅居后三位的是……。上升的有1个：张家界市上升5.9%（增加25件）。`
pub(super) fn ranking(facts: &IndicatorFacts, wording: Wording) -> Line {
    let mut line = Line::default();
    let mut ranked: Vec<&Compared> = facts.rows.iter().filter(|row| row.is_ranked()).collect();
    if ranked.len() < 2 || facts.rows.len() < 2 {
        return line;
    }
    ranked.sort_by(|a, b| (a.exact_rate, &a.key).cmp(&(b.exact_rate, &b.key)));
    let of_change = |is_wanted: fn(&Decimal) -> bool| -> Vec<&Compared> {
        ranked.iter().filter(|row| row.change.as_ref().is_some_and(is_wanted)).copied().collect()
    };
    let fell = of_change(|change| *change < Decimal::ZERO);
    let rose = of_change(|change| *change > Decimal::ZERO);
    let level = of_change(Decimal::is_zero);
    say_how_many(&mut line, (&fell, &rose, &level), facts, wording);
    if facts.is_lower_better && fell.len() > NAMED {
        say_ends(&mut line, &fell, facts, wording);
    }
    if !rose.is_empty() && !wording.hides_names {
        say_increases(&mut line, &rose, facts, wording.lang);
    }
    line
}

/// `有可比增减率的14个市州中，12个下降，1个上升，1个持平。`
fn say_how_many(
    line: &mut Line,
    (fell, rose, level): (&[&Compared], &[&Compared], &[&Compared]),
    facts: &IndicatorFacts,
    wording: Wording,
) {
    let lang = wording.lang;
    let all = fell.len() + rose.len() + level.len();
    let who = units(all, facts.level, lang);
    line.text(match lang {
        Lang::Zh => format!("能计算增减率的{who}中，"),
        Lang::En => format!("Of {who} with a rate, "),
    });
    let groups = [
        ("fell", fell, lang.pick("个下降", " fell")),
        ("rose", rose, lang.pick("个上升", " rose")),
        ("level", level, lang.pick("个持平", " stayed level")),
    ];
    let mut is_first = true;
    for (name, rows, did) in groups.into_iter().filter(|(_, rows, _)| !rows.is_empty()) {
        if !is_first {
            line.text(lang.pick("，", ", "));
        }
        is_first = false;
        line.slot(Slot {
            key: facts.slot_key("units", name),
            text: rows.len().to_string(),
            value: Some(Decimal::from(rows.len())),
            inputs: rows.iter().flat_map(|row| row.inputs()).collect(),
        });
        line.text(did);
    }
    line.text(lang.pick("。", "."));
}

/// The first and the last of those that fell. A tie across the border of three is told with all it holds.
fn say_ends(line: &mut Line, fell: &[&Compared], facts: &IndicatorFacts, wording: Wording) {
    let lang = wording.lang;
    if wording.hides_names {
        return say_ends_without_names(line, fell, facts, lang);
    }
    let best = end(fell.iter().copied());
    let worst = end(fell.iter().rev().copied());
    let place = |count: usize, zh: &str, en: &str| match lang {
        Lang::Zh => format!("降幅居{zh}{}位的是", small_number(count, lang)),
        Lang::En => format!(" the {} {en} falls: ", small_number(count, lang)),
    };
    line.text(lang.pick("", " Of those,"));
    line.text(place(best.len(), "前", "largest"));
    list(line, &best, facts, lang);
    // Where nearly all are named already, a second list would name some of them twice.
    if best.len() + worst.len() <= fell.len() {
        line.text(lang.pick("；", ";"));
        line.text(place(worst.len(), "后", "smallest"));
        list(line, &worst, facts, lang);
    }
    line.text(lang.pick("。", "."));
}

/// At least three from one end, and all that tie with the third.
fn end<'f>(rows: impl Iterator<Item = &'f Compared>) -> Vec<&'f Compared> {
    let mut named: Vec<&Compared> = Vec::new();
    for row in rows {
        let is_tie = named.last().is_some_and(|last| last.exact_rate == row.exact_rate);
        if named.len() >= NAMED && !is_tie {
            break;
        }
        named.push(row);
    }
    named
}

fn say_ends_without_names(line: &mut Line, fell: &[&Compared], facts: &IndicatorFacts, lang: Lang) {
    let (Some(best), Some(worst)) = (fell.first(), fell.last()) else { return };
    let rate = |row: &Compared, name: &str| {
        row.rate_slot(facts, lang).map(|slot| Slot { key: facts.slot_key("units", name), ..slot })
    };
    line.text(lang.pick("降幅最大的", " The largest fall was "));
    line.slots(rate(best, "largest_fall"), "").text(lang.pick("，最小的", ", the smallest "));
    line.slots(rate(worst, "smallest_fall"), "").text(lang.pick("。", "."));
}

/// Increases are never passed over.
fn say_increases(line: &mut Line, rose: &[&Compared], facts: &IndicatorFacts, lang: Lang) {
    line.text(lang.pick("上升的是", " The increases: "));
    // The largest first.
    let rows: Vec<&Compared> = rose.iter().rev().take(INCREASES).copied().collect();
    list(line, &rows, facts, lang);
    if rose.len() > INCREASES {
        let more = rose.len() - INCREASES;
        line.text(match lang {
            Lang::Zh => format!("，另有{more}个见附表"),
            Lang::En => format!(" and {more} more, in the table"),
        });
    }
    line.text(lang.pick("。", "."));
}

fn list(line: &mut Line, rows: &[&Compared], facts: &IndicatorFacts, lang: Lang) {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            line.text(lang.pick("、", ", "));
        }
        say_row(line, row, facts, lang);
    }
}

/// `从贡献看，怀化市拉低3.5个百分点、永州市拉低2.9个百分点……，合计占总体降幅的……`: who made most of the change.
pub(super) fn contributions(facts: &IndicatorFacts, wording: Wording) -> Line {
    let lang = wording.lang;
    let mut line = Line::default();
    let Some(total) = facts.total.printed_rate().filter(|rate| !rate.is_zero()) else { return line };
    let is_fall = total.is_sign_negative();
    let drives = |row: &&Compared| {
        row.points.is_some_and(|points| !points.is_zero() && points.is_sign_negative() == is_fall)
    };
    let mut rows: Vec<&Compared> = facts.rows.iter().filter(drives).collect();
    if wording.hides_names || rows.len() <= NAMED {
        return line;
    }
    rows.sort_by(|a, b| {
        let size = |row: &Compared| row.points.unwrap_or_default().abs();
        size(b).cmp(&size(a)).then_with(|| a.key.cmp(&b.key))
    });
    line.text(lang.pick("从对总体增减率的贡献看，", "What made the overall rate: "));
    for (index, row) in rows.iter().take(NAMED).enumerate() {
        if index > 0 {
            line.text(lang.pick("、", ", "));
        }
        line.text(&row.label).text(lang.pick("", " ")).slots(row.points_slot(facts, lang), "");
    }
    let together: Decimal = rows.iter().take(NAMED).filter_map(|row| row.points).sum();
    line.text(lang.pick("，三者合计", "; together the three ")).slot(Slot {
        key: facts.slot_key("leading", "contribution"),
        text: match lang {
            Lang::Zh => format::contribution_phrase(together, lang),
            Lang::En => format!("make {} points", format::signed_points(together)),
        },
        value: Some(together),
        inputs: rows.iter().take(NAMED).flat_map(|row| row.inputs()).collect(),
    });
    line.text(lang.pick("，总体", " of the overall rate, ")).slots(facts.total.rate_slot(facts, lang), "");
    line.text(lang.pick("。", "."));
    line
}
