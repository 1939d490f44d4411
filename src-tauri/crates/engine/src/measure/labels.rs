//! The words for a row: an area's name, the category or body itself, or the units that were joined.

use super::{By, Comparison, Joined, ScopeMeasures};
use crate::model::{AreaCode, AreaLevel, Lang, get_area};
use std::collections::BTreeSet;
use std::ops::Bound;

/// More names than these are counted.
const NAMED: usize = 3;

/// The words for a row's key: an area's short name, or the category or body itself. An area whose own parts stand in
/// the same list is shown as its own level (岳阳市本级).
pub fn key_label(key: &str, by: By, keys: &[String], lang: Lang) -> String {
    label(key, by, &codes(keys.iter()), lang)
}

/// Labels of all rows, in row order.
pub fn row_labels(scope: &ScopeMeasures, by: By, lang: Lang) -> Vec<String> {
    labels_of(&scope.rows, by, lang)
}

/// Labels of these rows, in their order.
pub fn labels_of(rows: &[Comparison], by: By, lang: Lang) -> Vec<String> {
    labels_where(rows, by, lang, &|_| true)
}

/// Labels of those of the rows that are wanted.
pub(super) fn labels_where(
    rows: &[Comparison],
    by: By,
    lang: Lang,
    is_wanted: &dyn Fn(&Comparison) -> bool,
) -> Vec<String> {
    let codes = codes(rows.iter().map(|r| &r.key));
    let words = |row: &Comparison| match &row.joined {
        Some(joined) => joined_label(joined, lang),
        None => label(&row.key, by, &codes, lang),
    };
    rows.iter().filter(|r| is_wanted(r)).map(words).collect()
}

/// The areas of a list, in order.
fn codes<'k>(keys: impl Iterator<Item = &'k String>) -> BTreeSet<AreaCode> {
    keys.filter_map(|k| k.parse().ok()).collect()
}

fn label(key: &str, by: By, list: &BTreeSet<AreaCode>, lang: Lang) -> String {
    let By::Area = by else { return key.to_owned() };
    let Ok(code) = key.parse::<AreaCode>() else {
        return if key.contains('+') { names(key.split('+'), lang) } else { key.to_owned() };
    };
    let Some(area) = get_area(code) else { return key.to_owned() };
    // What lies inside an area follows it in the order of codes.
    let next = list.range((Bound::Excluded(code), Bound::Unbounded)).next();
    if !next.is_some_and(|other| other.is_within(code)) {
        return area.name.to_owned();
    }
    match (lang, code.level()) {
        (Lang::Zh, AreaLevel::Province) => format!("{}省本级", area.short_name),
        (Lang::Zh, _) => format!("{}本级", area.name),
        (Lang::En, _) => format!("{} (own level)", area.name),
    }
}

/// `宁乡市（原宁乡县）`; units that only changed hands among themselves are taken together.
fn joined_label(joined: &Joined, lang: Lang) -> String {
    let now = names(joined.new.iter().map(String::as_str), lang);
    if joined.old == joined.new {
        return match lang {
            Lang::Zh => format!("{now}（合并计算）"),
            Lang::En => format!("{now} (taken together)"),
        };
    }
    let before = names(joined.old.iter().map(String::as_str), lang);
    match lang {
        Lang::Zh => format!("{now}（原{before}）"),
        Lang::En => format!("{now} (formerly {before})"),
    }
}

/// Area names in one line: the first few, and how many there are.
pub fn names<'k>(keys: impl Iterator<Item = &'k str>, lang: Lang) -> String {
    let all: Vec<&str> = keys.map(|k| k.parse().ok().and_then(get_area).map_or(k, |a| a.name)).collect();
    let named = all.iter().take(NAMED).copied().collect::<Vec<_>>().join(lang.pick("、", ", "));
    match lang {
        _ if all.len() <= NAMED => named,
        Lang::Zh => format!("{named}等{}地", all.len()),
        Lang::En => format!("{named} and {} more", all.len() - NAMED),
    }
}
