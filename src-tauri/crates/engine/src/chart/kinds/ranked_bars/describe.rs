//! The figure in words: one phrase for each row, and sentences for the whole.

use super::rows::{Line, Outcome, drawn_rate};
use crate::chart::frame;
use crate::chart::series::{RankedSeries, Reference};
use crate::chart::words;
use crate::model::Lang;

/// A kind of outcome to count, and its words in Chinese and English.
type Counted = (fn(&Line<'_>) -> bool, &'static str, &'static str);

/// The words of the reference line (`总体 25.7%`).
pub(super) fn reference(lang: Lang, reference: &Reference) -> String {
    format!("{} {}", words::clean(&reference.label), words::bar_label(reference.rate, false, lang))
}

/// One row in words (`衡阳，第1位，2022年 1,214件，2023年 742件，下降 38.9%`).
pub(super) fn mark(lang: Lang, series: &RankedSeries, line: &Line<'_>) -> String {
    let mut parts = vec![line.name.clone()];
    if let Some(rank) = line.rank {
        parts.push(match lang {
            Lang::Zh => format!("第{rank}位"),
            Lang::En => format!("rank {rank}"),
        });
    }
    for (label, value) in [(&series.base_label, line.row.base), (&series.current_label, line.row.current)] {
        let count = match value {
            None => lang.pick("无数据", "no figure").to_owned(),
            Some(_) if lang == Lang::Zh => format!("{}{}", words::count(value), words::clean(&series.unit)),
            Some(_) => words::count(value),
        };
        parts.push(format!("{} {count}", words::clean(label)));
    }
    parts.push(match drawn_rate(line.row) {
        Some(rate) => words::change(rate, line.is_unchanged(), lang),
        None if line.row.is_small_base => {
            lang.pick("基数小，不计算降幅", "base too small for a rate").to_owned()
        }
        None => words::reason(series, line.row, lang),
    });
    words::join(&parts, lang)
}

/// The whole in sentences: how many fell, rose, have no rate; the first and the last; the reference.
pub(super) fn description(lang: Lang, series: &RankedSeries, lines: &[Line<'_>]) -> String {
    let kinds: [Counted; 5] = [
        (|line| matches!(line.outcome, Outcome::Fell(_)), "个下降", "down"),
        (|line| matches!(line.outcome, Outcome::Rose(_)), "个上升", "up"),
        (|line| line.is_unchanged(), "个持平", "unchanged"),
        // Not the same number, yet no change at the decimals printed.
        (|line| line.outcome == Outcome::Level && !line.is_unchanged(), "个变动接近零", "close to no change"),
        (|line| !line.is_ranked(), "个不计算降幅", "without a rate"),
    ];
    let counted = kinds.iter().filter_map(|(wanted, zh, en)| {
        let count = lines.iter().filter(|line| wanted(line)).count();
        (count > 0).then(|| format!("{count} {}", lang.pick(zh, en)))
    });
    let counted = words::join(&counted.collect::<Vec<_>>(), lang);
    let total = lines.len();
    let mut said = match lang {
        Lang::Zh => format!("排名条形图，共 {total} 个：{counted}。"),
        Lang::En => format!("Ranked bars, {total} in all: {counted}."),
    };
    let mut ranked: Vec<&Line<'_>> = lines.iter().filter(|line| line.is_ranked()).collect();
    ranked.sort_by_key(|line| line.rank);
    let phrase = |line: &Line<'_>| {
        let rate = drawn_rate(line.row).unwrap_or_default();
        format!("{} {}", line.name, words::change(rate, line.is_unchanged(), lang))
    };
    if let [first, .., last] = ranked.as_slice() {
        said.push_str(&match lang {
            Lang::Zh => format!("首位{}，末位{}。", phrase(first), phrase(last)),
            Lang::En => format!(" First: {}; last: {}.", phrase(first), phrase(last)),
        });
    }
    if let Some(reference) = &series.reference {
        let rate = words::change(reference.rate, false, lang);
        said.push_str(&match lang {
            Lang::Zh => format!("{}{rate}。", words::clean(&reference.label)),
            Lang::En => format!(" {}: {rate}.", words::clean(&reference.label)),
        });
    }
    said
}

/// What the figure is made from.
pub(super) fn metadata(lang: Lang, series: &RankedSeries) -> Vec<(&'static str, String)> {
    let coverage = [&series.base_label, &series.current_label].map(|label| words::clean(label)).join(" → ");
    let named = [
        ("subject", Some(series.unit.as_str())),
        ("relation", series.scope_line.as_deref()),
        ("source", Some(series.source_line.as_str())),
    ];
    frame::metadata(lang, "ranked-bars", coverage, named)
}
