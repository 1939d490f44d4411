//! A ranking in words and roles, for kinds that show each unit where it lies.

use super::describe;
use super::series::{Caption, Change, Direction, RankedRow, RankedSeries};
use super::typeset::Weight;
use super::words;
use crate::format;
use crate::model::{Lang, Period};

/// The words around it.
pub(super) fn caption(ranking: &RankedSeries) -> Caption {
    Caption {
        title: ranking.title.clone(),
        unit: String::new(),
        scope_line: ranking.scope_line.clone(),
        total_line: ranking.total_line.clone(),
        source_line: ranking.source_line.clone(),
        notes: ranking.notes.clone(),
    }
}

/// What became of the count of a row.
pub(super) fn change(row: &RankedRow) -> Change {
    match (row.rate, row.no_rate) {
        _ if row.is_small_base => Change::SmallBase,
        (Some(rate), _) if rate.is_zero() && row.current == row.base => Change::Unchanged,
        (Some(rate), _) => Change::Rate(rate),
        (None, reason) => Change::None(words::why(row, reason)),
    }
}

/// Which way it went.
pub(super) fn direction(row: &RankedRow) -> Direction {
    Direction::between(row.base, row.current)
}

/// What stands at a unit: its rate, its two counts where the base is small, or a dash.
pub(super) fn value(row: &RankedRow, change: Change, lang: Lang) -> (String, Weight) {
    match change {
        Change::Rate(rate) => (format::signed_percent(rate), Weight::Medium),
        Change::Unchanged => (lang.pick("持平", "unchanged").to_owned(), Weight::Medium),
        Change::SmallBase => {
            (format!("{} → {}", words::count(row.base), words::count(row.current)), Weight::Medium)
        }
        Change::None(_) => ("—".to_owned(), Weight::Regular),
    }
}

/// The reason why there is no rate, where there is none.
pub(super) fn reason(change: Change, periods: Option<(Period, Period)>, lang: Lang) -> Option<String> {
    if let Change::None(reason) = change { Some(words::no_rate(reason, periods, lang)) } else { None }
}

/// The two periods (`2022年 → 2023年`).
pub(super) fn coverage(ranking: &RankedSeries) -> String {
    [&ranking.base_label, &ranking.current_label].map(|label| words::clean(label)).join(" → ")
}

/// One unit in words.
pub(super) fn said(ranking: &RankedSeries, row: &RankedRow, change: Change, lang: Lang) -> String {
    let mut parts = vec![words::clean(&row.label)];
    for (label, value) in [(&ranking.base_label, row.base), (&ranking.current_label, row.current)] {
        let count = match (value, lang) {
            (None, _) => lang.pick("无数据", "no figure").to_owned(),
            (Some(_), Lang::Zh) => format!("{}{}", words::count(value), words::clean(&ranking.unit)),
            (Some(_), Lang::En) => words::count(value),
        };
        parts.push(format!("{} {count}", words::clean(label)));
    }
    parts.push(describe::change_phrase(change, ranking.periods, lang));
    words::join(&parts, lang)
}

/// The whole in one sentence: how many fell, rose, or have no rate. `name` is the kind's.
pub(super) fn whole(name: &str, ranking: &RankedSeries, lang: Lang) -> String {
    let count = |wanted: Direction| {
        let rated = ranking.rows.iter().filter(|row| !matches!(change(row), Change::None(_)));
        rated.filter(|row| direction(row) == wanted).count()
    };
    let (fell, rose) = (count(Direction::Fell), count(Direction::Rose));
    let none = ranking.rows.iter().filter(|row| matches!(change(row), Change::None(_))).count();
    let (total, coverage) = (ranking.rows.len(), coverage(ranking));
    match lang {
        Lang::Zh => {
            format!("{name}，{coverage}，共 {total} 个：{fell} 个下降，{rose} 个上升，{none} 个不计算降幅。")
        }
        Lang::En => {
            format!("{name}, {coverage}, {total} in all: {fell} down, {rose} up, {none} without a rate.")
        }
    }
}
