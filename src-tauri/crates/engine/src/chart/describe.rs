//! Counts over periods in words: labels, reasons, one phrase for each mark, and sentences for the whole.

use super::series::{Cell, Change, Column, Direction, Gap, MatrixRow, MatrixSeries};
use super::words;
use crate::format;
use crate::model::{Lang, Missing, Period};

/// Which change is said of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// None.
    Nothing,
    /// That of its row, from the first period to the last.
    OfRow,
    /// Its own, against the period before.
    OfCell,
}

impl Said {
    /// The change of the row at its last period, none before.
    pub(super) fn at(is_last: bool) -> Self {
        if is_last { Self::OfRow } else { Self::Nothing }
    }
}

/// Why a cell holds no number.
pub fn gap(gap: Gap, lang: Lang) -> String {
    let found = match gap {
        Gap::NotReported => return lang.pick("无数据", "no figure").to_owned(),
        Gap::Source(missing) => missing,
    };
    let word = format::missing(found, lang);
    match (found, lang) {
        (Missing::Dash | Missing::Slash, Lang::Zh) => format!("原表为“{word}”"),
        (Missing::Dash | Missing::Slash, Lang::En) => format!("“{word}” in the source"),
        (_, Lang::Zh) => format!("原表{word}"),
        (_, Lang::En) => format!("{word} in the source"),
    }
}

/// The label of a change: `−31.9%`, `+5.9%`, `持平`; nothing where there is no rate.
pub(super) fn change_label(change: Change, lang: Lang) -> Option<String> {
    match change {
        Change::Rate(rate) => Some(format::signed_percent(rate)),
        Change::Unchanged => Some(lang.pick("持平", "unchanged").to_owned()),
        Change::SmallBase | Change::None(_) => None,
    }
}

/// A change in a sentence: `下降31.9%`, or why there is no rate.
pub(super) fn change_phrase(change: Change, periods: Option<(Period, Period)>, lang: Lang) -> String {
    match change {
        // A rate that rounds to zero is not the same number.
        Change::Rate(rate) if rate.is_zero() => {
            format!("{}{}", lang.pick("变动", "change "), format::signed_percent(rate))
        }
        Change::Rate(rate) => format::change_phrase(rate, lang),
        Change::Unchanged => lang.pick("持平", "unchanged").to_owned(),
        Change::SmallBase => small_base(lang),
        Change::None(reason) => words::no_rate(reason, periods, lang),
    }
}

/// The periods of two columns, the later first, where both are periods.
fn between(later: Option<&Column>, earlier: Option<&Column>) -> Option<(Period, Period)> {
    Some((later?.key.parse().ok()?, earlier?.key.parse().ok()?))
}

/// The last period and the first.
fn ends(series: &MatrixSeries) -> Option<(Period, Period)> {
    between(series.columns.last(), series.columns.first())
}

fn small_base(lang: Lang) -> String {
    lang.pick("基数小，不计算降幅", "base too small for a rate").to_owned()
}

/// What stands under the name of a row: each number that is missing, with its reason; or why there is no rate.
pub fn reasons(series: &MatrixSeries, row: &MatrixRow, lang: Lang) -> Vec<String> {
    let gaps: Vec<String> = series
        .columns
        .iter()
        .zip(&row.cells)
        .filter_map(|(column, cell)| {
            let why = gap(cell.count.err()?, lang);
            let label = words::clean(&column.label);
            Some(match lang {
                Lang::Zh => format!("{label}{why}"),
                Lang::En => format!("{label}: {why}"),
            })
        })
        .collect();
    match row.change {
        _ if !gaps.is_empty() => gaps,
        Change::SmallBase => vec![small_base(lang)],
        Change::None(reason) => vec![words::no_rate(reason, ends(series), lang)],
        Change::Rate(_) | Change::Unchanged => Vec::new(),
    }
}

/// A count with its unit, or the reason why there is none.
fn count(series: &MatrixSeries, cell: &Cell, lang: Lang) -> String {
    match (cell.count, lang) {
        (Err(why), _) => gap(why, lang),
        (Ok(count), Lang::Zh) => format!("{}{}", format::count(count), words::clean(&series.caption.unit)),
        (Ok(count), Lang::En) => format::count(count),
    }
}

/// One row in words.
pub(super) fn row(series: &MatrixSeries, row: &MatrixRow, lang: Lang) -> String {
    let mut parts = vec![words::clean(&row.label)];
    for (column, cell) in series.columns.iter().zip(&row.cells) {
        parts.push(format!("{} {}", words::clean(&column.label), count(series, cell, lang)));
    }
    parts.push(change_phrase(row.change, ends(series), lang));
    words::join(&parts, lang)
}

/// One cell in words, with its change against `change`'s base.
pub(super) fn cell(
    series: &MatrixSeries,
    row: &MatrixRow,
    column: &Column,
    cell: &Cell,
    change: Said,
    lang: Lang,
) -> String {
    let count = format!("{} {}", words::clean(&column.label), count(series, cell, lang));
    let mut parts = vec![words::clean(&row.label), count];
    if cell.count.is_ok() {
        // The change of the row is against the first period, that of a cell against the one before.
        let at = series.columns.iter().position(|other| other.key == column.key);
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|before| series.columns.get(before));
        parts.extend(match change {
            Said::Nothing => None,
            Said::OfRow => Some(change_phrase(row.change, ends(series), lang)),
            Said::OfCell => Some(change_phrase(cell.change, between(Some(column), before), lang)),
        });
    }
    words::join(&parts, lang)
}

/// What the change beside a name is between, where more than two periods are shown.
pub(super) fn span_remark(series: &MatrixSeries, lang: Lang) -> Option<String> {
    let [first, _, .., last] = series.columns.as_slice() else { return None };
    let [first, last] = [first, last].map(|column| words::clean(&column.label));
    Some(match lang {
        Lang::Zh => format!("增减率为{last}较{first}。"),
        Lang::En => format!("Changes are {last} against {first}."),
    })
}

/// The first and the last period (`2022年 → 2023年`).
pub(super) fn coverage(series: &MatrixSeries) -> String {
    let mut ends = vec![series.columns.first(), series.columns.last()];
    ends.dedup();
    let labels: Vec<String> = ends.into_iter().flatten().map(|column| words::clean(&column.label)).collect();
    labels.join(" → ")
}

/// The whole in sentences: what it is, how many fell, rose, stayed or cannot be compared, the first and the last.
pub(super) fn whole(name: &str, series: &MatrixSeries, lang: Lang) -> String {
    let kinds: [(Direction, &str, &str); 4] = [
        (Direction::Fell, "个下降", "down"),
        (Direction::Rose, "个上升", "up"),
        (Direction::Level, "个持平", "unchanged"),
        (Direction::Unknown, "个缺数", "lacking a figure"),
    ];
    let counted: Vec<String> = kinds
        .iter()
        .filter_map(|(direction, zh, en)| {
            let count = series.rows.iter().filter(|row| row.direction() == *direction).count();
            (count > 0).then(|| format!("{count} {}", lang.pick(zh, en)))
        })
        .collect();
    let (counted, total, coverage) = (words::join(&counted, lang), series.rows.len(), coverage(series));
    let mut said = match lang {
        Lang::Zh => format!("{name}，{coverage}，共 {total} 个：{counted}。"),
        Lang::En => format!("{name}, {coverage}, {total} in all: {counted}."),
    };
    let mut rated: Vec<&MatrixRow> =
        series.rows.iter().filter(|row| matches!(row.change, Change::Rate(_))).collect();
    rated.sort_by_key(|row| if let Change::Rate(rate) = row.change { Some(rate) } else { None });
    if let [first, .., last] = rated.as_slice() {
        let phrase = |row: &MatrixRow| {
            format!("{} {}", words::clean(&row.label), change_phrase(row.change, ends(series), lang))
        };
        said.push_str(&match lang {
            Lang::Zh => format!("首位{}，末位{}。", phrase(first), phrase(last)),
            Lang::En => format!(" First: {}; last: {}.", phrase(first), phrase(last)),
        });
    }
    said
}
