//! Placeholders of single figures: an indicator, or one row of it, and a word for what of it is meant. Where no rate can
//! be defended the reason stands in its place.

use super::names::{Placeholder, PlaceholderValue};
use crate::format;
use crate::model::{AreaLevel, Decimal, Lang, NoRate, get_indicator};
use crate::report::{Compared, IndicatorFacts, Spoken};
use std::collections::BTreeMap;

/// What of a count is meant: its Chinese and its English word.
const FIELDS: [([&str; 2], Field); 7] = [
    (["今年", "current"], Field::Current),
    (["上年", "base"], Field::Base),
    (["增减", "change"], Field::Change),
    (["增减率", "rate"], Field::Rate),
    (["降幅", "reduction"], Field::Reduction),
    (["增幅", "growth"], Field::Growth),
    (["贡献", "contribution"], Field::Contribution),
];
/// Words that are taken as well.
const ALSO: [(&str, &str); 4] = [("本期", "今年"), ("去年", "上年"), ("基期", "上年"), ("同比", "增减率")];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Current,
    Base,
    Change,
    Rate,
    Reduction,
    Growth,
    Contribution,
}

/// Every figure of every indicator.
pub(super) fn of(facts: &[IndicatorFacts], lang: Lang) -> Vec<Placeholder> {
    let mut all = Vec::new();
    for one in facts {
        let prefixes = prefixes(one, facts);
        let words = |value: &str| PlaceholderValue::Words(value.to_owned());
        let unstated = lang.pick("来源未注明", "not stated by the source");
        let scope = if one.scope.is_empty() {
            unstated.to_owned()
        } else {
            crate::report::scopes::name(&one.scope, lang)
        };
        all.push(Placeholder { names: joined(&prefixes, &["名称", "name"]), value: words(&one.name) });
        all.push(Placeholder {
            names: joined(&prefixes, &["计量单位", "unit"]), value: words(&one.unit)
        });
        all.push(Placeholder { names: joined(&prefixes, &["口径", "scope"]), value: words(&scope) });
        add_row(&mut all, &prefixes, (&one.total, one), lang);
        for row in one.rows.iter().chain(&one.kinds.rows).chain(&one.bodies.rows) {
            let named = |(at, prefix): (usize, &String)| {
                // English names are by key: a label may be in either language.
                let (first, second) = if at == 1 { (&row.key, &row.label) } else { (&row.label, &row.key) };
                [format!("{prefix}.{first}"), format!("{prefix}.{second}")]
            };
            let rows: Vec<[String; 2]> = prefixes.iter().enumerate().map(named).collect();
            let first = rows.iter().map(|[first, _]| first.clone());
            let names: Vec<String> = first.chain(rows.iter().map(|[_, second]| second.clone())).collect();
            add_row(&mut all, &names, (row, one), lang);
        }
        let totals = prefixes.iter().map(|prefix| format!("{prefix}.total"));
        let totals: Vec<String> =
            totals.chain(prefixes.iter().map(|prefix| format!("{prefix}.合计"))).collect();
        also(&mut all, &prefixes, &totals);
    }
    all
}

/// A total is also met by the word for it.
fn also(all: &mut [Placeholder], prefixes: &[String], totals: &[String]) {
    let Some(first) = prefixes.first() else { return };
    for (words, _) in FIELDS {
        let [zh, en] = words;
        let wanted = format!("{first}.{zh}");
        if let Some(placeholder) = all.iter_mut().find(|one| one.names.first() == Some(&wanted)) {
            placeholder.names.extend(joined(totals, &[zh, en]));
        }
    }
}

fn add_row(
    all: &mut Vec<Placeholder>,
    prefixes: &[String],
    (row, facts): (&Compared, &IndicatorFacts),
    lang: Lang,
) {
    for (words, field) in FIELDS {
        // Only rows of a whole contribute to it.
        if field == Field::Contribution && row.points.is_none() {
            continue;
        }
        let [zh, en] = words;
        let mut names = joined(prefixes, &[zh, en]);
        for (word, _) in ALSO.into_iter().filter(|(_, field)| *field == zh) {
            names.extend(prefixes.iter().map(|prefix| format!("{prefix}.{word}")));
        }
        all.push(Placeholder { names, value: PlaceholderValue::Words(value(row, facts, field, lang)) });
    }
}

/// The first prefix with the Chinese word, the second with the English one, then every other pair.
fn joined(prefixes: &[String], [zh, en]: &[&str; 2]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, prefix) in prefixes.iter().enumerate() {
        names.push(format!("{prefix}.{}", if at == 1 { en } else { zh }));
    }
    for (at, prefix) in prefixes.iter().enumerate() {
        names.push(format!("{prefix}.{}", if at == 1 { zh } else { en }));
    }
    names
}

/// What an indicator is called: the Chinese way, the English way, then others. A scope or a level is named where another
/// list has the same name without it.
fn prefixes(one: &IndicatorFacts, facts: &[IndicatorFacts]) -> Vec<String> {
    let same: Vec<&IndicatorFacts> =
        facts.iter().filter(|other| other.indicator_id == one.indicator_id).collect();
    // In both languages, whichever the report is in.
    let known = get_indicator(&one.indicator_id);
    let (zh, en) = known.map_or((one.name.as_str(), one.name.as_str()), |known| (known.zh, known.en));
    let short = short(zh);
    let mut suffix = String::new();
    if same.iter().any(|other| other.scope_id != one.scope_id) {
        let scope = if one.scope.is_empty() { "口径未注明" } else { &one.scope };
        suffix = format!("@{scope}");
    }
    let levels = same.iter().filter(|other| other.scope_id == one.scope_id).count();
    if levels > 1 {
        suffix = format!("{suffix}#{}", level(one.level));
    }
    let english = if suffix.is_empty() { &one.indicator_id } else { &one.key };
    let mut names = vec![format!("{short}{suffix}"), english.clone(), format!("{zh}{suffix}")];
    names.extend([one.key.clone(), format!("{}{suffix}", one.indicator_id), format!("{en}{suffix}")]);
    // Without scope and level, which is plain where there is one list and ambiguous where there are more.
    names.extend([
        short.to_owned(),
        zh.to_owned(),
        one.indicator_id.clone(),
        en.to_owned(),
        one.name.clone(),
    ]);
    names.extend(one.indicator_id.split_once('_').map(|(first, _)| first.to_owned()));
    let mut known = BTreeMap::new();
    names.retain(|name| known.insert(name.clone(), ()).is_none());
    names
}

/// What of an indicator's name tells it: `发文` for `发文数`.
fn short(name: &str) -> &str {
    name.strip_suffix('数').filter(|short| !short.is_empty()).unwrap_or(name)
}

fn level(level: Option<AreaLevel>) -> &'static str {
    match level {
        Some(AreaLevel::Prefecture) => "市州",
        Some(AreaLevel::Province) => "省区市",
        Some(AreaLevel::County) => "县市区",
        Some(AreaLevel::Country) => "全国",
        None => "单位",
    }
}

/// What the indicator of a piece is called in English, and its Chinese names with what it shows: names that stay the same
/// from year to year.
pub(super) fn piece_names(
    one: &IndicatorFacts,
    facts: &[IndicatorFacts],
    what: &str,
) -> (String, Vec<String>) {
    let prefixes = prefixes(one, facts);
    let (short, english) = match prefixes.as_slice() {
        [short, english, ..] => (short.as_str(), english.clone()),
        _ => (one.name.as_str(), one.key.clone()),
    };
    let areas = level(one.level);
    let names = match what {
        "by_area" => vec![format!("各{areas}{short}"), format!("{short}.分地区"), format!("各地区{short}")],
        "by_kind" => vec![format!("各类{short}"), format!("{short}.分类")],
        "by_body" => vec![format!("各单位{short}"), format!("{short}.分单位")],
        "ranking" => {
            vec![format!("各{areas}{short}降幅"), format!("各{areas}{short}"), format!("{short}.排名")]
        }
        other => vec![format!("{short}.{other}")],
    };
    (english, names)
}

fn value(row: &Compared, facts: &IndicatorFacts, field: Field, lang: Lang) -> String {
    let none = || lang.pick("无数据", "no figure").to_owned();
    let refused = |reason| format::no_rate_against(reason, facts.period, facts.against, lang);
    let changed = || row.change_slot(facts, lang).map_or_else(|| refused(why(row)), |slot| slot.text);
    match field {
        Field::Current => row.current.map_or_else(none, |count| plain(count, lang)),
        Field::Base => row.base.map_or_else(none, |count| plain(count, lang)),
        Field::Change => changed(),
        Field::Rate | Field::Reduction | Field::Growth => match (row.spoken(), field) {
            (Spoken::Refused(reason), _) => refused(reason),
            (Spoken::CountsOnly, _) => {
                lang.pick("基数不足30，只列数量", "base below 30, counts only").to_owned()
            }
            // A fall is called a reduction and a rise is not; a rise in its place is said as what it is.
            (Spoken::Rate(rate), Field::Reduction) if rate < Decimal::ZERO => format::percent(rate),
            (Spoken::Rate(rate), Field::Growth) if rate > Decimal::ZERO => format::percent(rate),
            _ => row.rate_slot(facts, lang).map(|slot| slot.text).unwrap_or_else(none),
        },
        Field::Contribution => row.points_slot(facts, lang).map_or_else(none, |slot| slot.text),
    }
}

fn why(row: &Compared) -> NoRate {
    row.rate.err().unwrap_or(NoRate::Missing)
}

/// A number as it stands in running text.
fn plain(count: Decimal, lang: Lang) -> String {
    crate::report::facts::with_unit(count, "", lang)
}
