//! Words that several sentences share: what is compared with what, and who is spoken of.

use super::super::facts::{Compared, IndicatorFacts, Spoken};
use super::Line;
use crate::model::{AreaLevel, Lang, Period};

/// What a rate is against, in front of it: `同比`, `环比`, `较2019年`.
pub(super) fn rate_against(period: Period, against: Period, lang: Lang) -> String {
    match lang {
        Lang::Zh if against == period.year_before() => "同比".to_owned(),
        Lang::Zh if Some(against) == period.before() => "环比".to_owned(),
        Lang::Zh => format!("较{}", against.label(lang)),
        Lang::En => format!("against {}", against.label(lang)),
    }
}

/// What a count is against, in front of a change: `比上年`, `比上期`, `比2019年`.
pub(super) fn count_against(period: Period, against: Period, lang: Lang) -> String {
    let is_year = matches!(period, Period::Year(_));
    match lang {
        Lang::Zh if against == period.year_before() && is_year => "比上年".to_owned(),
        Lang::Zh if against == period.year_before() => "比上年同期".to_owned(),
        Lang::Zh if Some(against) == period.before() => "比上期".to_owned(),
        Lang::Zh => format!("比{}", against.label(lang)),
        Lang::En => format!("against {}", against.label(lang)),
    }
}

/// What is done to the things counted, in Chinese: `发文`, `召开会议`.
pub(super) fn subject_zh(facts: &IndicatorFacts) -> String {
    match facts.indicator_id.as_str() {
        "documents_issued" => "发文".to_owned(),
        "documents_received" => "收文".to_owned(),
        "meetings_held" => "召开会议".to_owned(),
        "inspections" => "开展督查检查考核".to_owned(),
        "report_forms" => "报表".to_owned(),
        "report_submissions" => "报送报表".to_owned(),
        _ => facts.name.clone(),
    }
}

/// Who is spoken of: the one unit, or how many of them have both numbers.
pub(super) fn who(facts: &IndicatorFacts, lang: Lang, hides_names: bool) -> String {
    if let [only] = facts.rows.as_slice() {
        return if hides_names { String::new() } else { only.label.clone() };
    }
    let counted = facts.rows.len().saturating_sub(facts.excluded.len());
    if counted == 0 {
        // Nothing is compared: everything that was counted is in the sum.
        let counted = facts.rows.iter().filter(|row| row.current.is_some()).count();
        return if counted == 0 { String::new() } else { units(counted, facts.level, lang) };
    }
    match (counted, facts.excluded.is_empty(), lang) {
        (_, true, _) => units(counted, facts.level, lang),
        (_, false, Lang::Zh) => format!("可比的{}", units(counted, facts.level, lang)),
        (_, false, Lang::En) => format!("the {} that can be compared", units(counted, facts.level, lang)),
    }
}

/// `14个市州`, `14 prefectures`.
pub(super) fn units(count: usize, level: Option<AreaLevel>, lang: Lang) -> String {
    let (zh, one, many) = match level {
        Some(AreaLevel::Prefecture) => ("个市州", "prefecture", "prefectures"),
        Some(AreaLevel::Province) => ("个省区市", "province", "provinces"),
        Some(AreaLevel::County) => ("个县市区", "county", "counties"),
        Some(AreaLevel::Country) | None => ("个单位", "unit", "units"),
    };
    match lang {
        Lang::Zh => format!("{count}{zh}"),
        Lang::En => format!("{count} {}", if count == 1 { one } else { many }),
    }
}

/// `，同比下降25.4%，减少3331件`: the rate and then the change, or the change alone on a small base. Nothing where the
/// measure refuses a rate.
pub(super) fn say_change(line: &mut Line, row: &Compared, facts: &IndicatorFacts, lang: Lang) {
    let (period, against) = (facts.period, facts.against);
    let comma = lang.pick("，", ", ");
    match row.spoken() {
        Spoken::Refused(_) => {}
        Spoken::Unchanged => {
            line.text(comma).text(match lang {
                Lang::Zh => count_against(period, against, lang).replacen('比', "与", 1),
                Lang::En => String::new(),
            });
            line.slots(row.rate_slot(facts, lang), "");
            after_en(line, facts, lang);
        }
        Spoken::CountsOnly => {
            line.text(comma).text(lang.pick(&count_against(period, against, Lang::Zh), ""));
            line.slots(row.change_slot(facts, lang), "");
            after_en(line, facts, lang);
        }
        Spoken::Rate(_) | Spoken::NearlyUnchanged => {
            line.text(comma).text(lang.pick(&rate_against(period, against, Lang::Zh), ""));
            line.slots(row.rate_slot(facts, lang), "");
            after_en(line, facts, lang);
            line.text(comma).slots(row.change_slot(facts, lang), "");
        }
    }
}

/// The base behind the figure, where the language puts it there.
fn after_en(line: &mut Line, facts: &IndicatorFacts, lang: Lang) {
    if lang == Lang::En {
        line.text(format!(" {}", rate_against(facts.period, facts.against, lang)));
    }
}

/// A row in a list: `怀化市下降45.2%（减少320件）`; counts only on a small base; nothing where there is no rate.
pub(super) fn say_row(line: &mut Line, row: &Compared, facts: &IndicatorFacts, lang: Lang) {
    line.text(&row.label).text(lang.pick("", " "));
    let change = row.change_slot(facts, lang);
    match row.rate_slot(facts, lang) {
        Some(rate) => {
            line.slot(rate);
            if row.change.is_some_and(|change| !change.is_zero()) {
                line.text(lang.pick("（", " (")).slots(change, "").text(lang.pick("）", ")"));
            }
        }
        None => {
            line.slots(change, "");
        }
    }
}

/// Whole numbers up to ten in Chinese words: `前三位`.
pub(super) fn small_number(number: usize, lang: Lang) -> String {
    const ZH: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    const EN: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let words = if lang == Lang::Zh { ZH } else { EN };
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
