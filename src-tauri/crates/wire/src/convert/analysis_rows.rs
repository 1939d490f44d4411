//! Rows of an analysis: each figure in words, its place in its column, the flags of the row and the lengths of its bars.

use super::bars::{Axis, length, tick_number};
use super::small;
use crate::types::{AnalysisRow, AnalysisScales, FigureCell, FlagView, RowBars};
use jianfu_engine::diagnostic::Diagnostic;
use jianfu_engine::measure::{
    Breakdown, Comparison, FigureKind, Measure, MeasureRequest, ScopeMeasures, Standing, area_names,
};
use jianfu_engine::model::{Better, Decimal, Lang, NoRate, ObservationId, Rate, get_indicator};
use jianfu_engine::{ScopeStandings, Tone, format, labels_of, tone};
use std::collections::BTreeMap;

/// One list of an answer with its question.
pub(super) struct List<'a> {
    pub question: &'a MeasureRequest,
    pub scope: &'a ScopeMeasures,
    pub standings: &'a ScopeStandings,
    pub lang: Lang,
}

const DASH: &str = "—";

impl List<'_> {
    fn is_lower_better(&self) -> bool {
        get_indicator(&self.question.indicator_id).is_some_and(|i| i.better == Better::Lower)
    }

    /// The tone of a rate; a small base says nothing.
    fn tone(&self, rate: Result<Rate, NoRate>) -> &'static str {
        let Some(indicator) = get_indicator(&self.question.indicator_id) else { return "neutral" };
        match rate {
            Err(_) => "none",
            Ok(_) if indicator.better == Better::Neutral => "neutral",
            Ok(rate) => match tone(rate.change, indicator) {
                Tone::Reduced => "reduced",
                Tone::Increased => "increased",
                Tone::Plain => "level",
            },
        }
    }

    /// Why there is no rate; of a joined row the units that lack a number.
    pub(super) fn why(&self, row: &Comparison, reason: NoRate) -> String {
        let lacking = row.joined.as_ref().filter(|_| reason == NoRate::ScopeChanged).map(|j| &j.lacking);
        match lacking.filter(|l| !l.is_empty()) {
            Some(lacking) => {
                let names = area_names(lacking.iter().map(String::as_str), self.lang);
                let words =
                    self.lang.pick("区划调整后不全，缺", "incomplete after a change of areas, lacks ");
                format!("{words}{names}")
            }
            None => format::no_rate_against(reason, self.question.period, self.question.against, self.lang),
        }
    }

    /// A bar of a rate runs to the right for a reduction where less is the aim, else for a rise.
    fn rate_length(&self, row: &Comparison) -> Option<f64> {
        let rate = row.rate.ok().filter(|_| !row.is_small_base())?;
        self.signed_length(rate.percent_unrounded())
    }

    fn signed_length(&self, value: Decimal) -> Option<f64> {
        length(if self.is_lower_better() { -value } else { value })
    }

    /// The rows in the official order, and the axes of their bars.
    pub(super) fn rows(&self) -> (Vec<AnalysisRow>, AnalysisScales) {
        let rows = &self.scope.rows;
        let lengths = |of: &dyn Fn(&Comparison) -> Option<f64>| Axis::new(rows.iter().filter_map(of));
        let axes = Axes {
            rate: Axis::without_outliers(rows.iter().filter_map(|row| self.rate_length(row))),
            contribution: lengths(&|row| self.signed_length(row.contribution?)),
            counts: Axis::new(rows.iter().flat_map(|r| [r.base, r.current]).flatten().filter_map(length)),
        };
        let standing: BTreeMap<&str, &Standing> =
            self.standings.distribution.standings.iter().map(|s| (s.key.as_str(), s)).collect();
        let anomalies = self.anomalies();
        let places = Places::new(self, &standing);
        let labels = labels_of(rows, self.question.by, self.lang);
        let views = rows.iter().zip(labels).enumerate().map(|(index, (row, label))| {
            let own = standing.get(row.key.as_str()).copied();
            let found = anomalies.get(row.key.as_str()).map_or(&[][..], Vec::as_slice);
            self.row((row, label), (index, &places), (own, found), &axes)
        });
        (views.collect(), self.scales(&axes))
    }

    fn anomalies(&self) -> BTreeMap<&str, Vec<Diagnostic>> {
        let mut found: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
        let labels = labels_of(&self.scope.rows, self.question.by, self.lang);
        let label: BTreeMap<&str, &String> =
            self.scope.rows.iter().map(|r| r.key.as_str()).zip(&labels).collect();
        for anomaly in &self.standings.anomalies {
            let name = label.get(anomaly.key.as_str()).map_or(anomaly.key.as_str(), |l| l.as_str());
            found.entry(&anomaly.key).or_default().push(anomaly.to_diagnostic(name));
        }
        found
    }

    fn row(
        &self,
        (row, label): (&Comparison, String),
        (index, places): (usize, &Places),
        (standing, anomalies): (Option<&Standing>, &[Diagnostic]),
        axes: &Axes,
    ) -> AnalysisRow {
        let text = |kind| figure(&self.question.row_measure(self.scope, row, kind), self.lang);
        let cell = |text: String, column: &[Option<u32>]| FigureCell {
            text,
            place: column.get(index).copied().flatten(),
        };
        AnalysisRow {
            key: row.key.clone(),
            label,
            tone: self.tone(row.rate).to_owned(),
            base: cell(format::count_or_dash(row.base), &places.base),
            current: cell(format::count_or_dash(row.current), &places.current),
            change: cell(text(FigureKind::Change), &places.change),
            rate: cell(text(FigureKind::RateOfChange), &places.rate),
            contribution: cell(text(FigureKind::Contribution), &places.contribution),
            rank: cell(rank_words(standing, self.lang), &places.rank),
            shift: cell(shift_words(standing), &places.shift),
            reason: row.rate.err().map(|reason| self.why(row, reason)),
            flags: self.flags(row, anomalies),
            bars: RowBars {
                rate: self.rate_length(row).map(|v| axes.rate.at(v)),
                contribution: row
                    .contribution
                    .and_then(|c| self.signed_length(c))
                    .map(|v| axes.contribution.at(v)),
                base: row.base.and_then(length).map(|v| axes.counts.at(v)),
                current: row.current.and_then(length).map(|v| axes.counts.at(v)),
            },
            base_ids: ids(&row.base_inputs),
            current_ids: ids(&row.current_inputs),
        }
    }

    fn flags(&self, row: &Comparison, anomalies: &[Diagnostic]) -> Vec<FlagView> {
        let lang = self.lang;
        let mut flags = Vec::new();
        let mut flag = |code: &str, label: &str, words: String, severity: &str| {
            flags.push(FlagView {
                code: code.to_owned(),
                label: label.to_owned(),
                words,
                severity: severity.to_owned(),
            });
        };
        for found in anomalies {
            flag(found.code, lang.pick("异常", "unusual"), found.message(lang), "warning");
        }
        if self.scope.has_other_extent(row) && row.rate.is_ok() {
            let words = lang.pick("区划有调整，看可比口径", "area changed: see the comparable basis");
            flag("area_changed", lang.pick("区划调整", "area changed"), words.to_owned(), "warning");
        }
        if row.is_small_base() && row.rate.is_ok() {
            let words =
                lang.pick("基数不到 30，看件数，不排名次", "base below 30: see the counts; not ranked");
            flag("small_base", lang.pick("基数小", "small base"), words.to_owned(), "info");
        }
        if let Some(joined) = &row.joined {
            let old = area_names(joined.old.iter().map(String::as_str), lang);
            let new = area_names(joined.new.iter().map(String::as_str), lang);
            flag("joined", lang.pick("合并", "joined"), format!("{old} → {new}"), "info");
        }
        if row.missing_cells > 0 {
            let cells = row.missing_cells;
            let words = match lang {
                Lang::Zh => format!("{cells} 格没有数"),
                Lang::En => format!("{cells} cells hold no number"),
            };
            flag("missing_cells", lang.pick("缺数", "gaps"), words, "info");
        }
        if row.is_added_up {
            let words = lang.pick("由月、季或半年的数相加", "added up from months, quarters or halves");
            flag("added_up", lang.pick("相加", "added up"), words.to_owned(), "info");
        }
        flags
    }

    /// Everything that has both counts, as a row.
    pub(super) fn total(&self) -> AnalysisRow {
        let total = &self.scope.total;
        let text = |kind| figure(&self.question.total_measure(self.scope, kind), self.lang);
        let is_pooled = |row: &&Comparison| !total.excluded.iter().any(|(key, _)| *key == row.key);
        let rows = || self.scope.rows.iter().filter(is_pooled);
        AnalysisRow {
            tone: self.tone(total.rate).to_owned(),
            change: plain(text(FigureKind::Change)),
            rate: plain(text(FigureKind::RateOfChange)),
            contribution: plain(sum_text(rows().filter_map(|r| r.contribution))),
            reason: total
                .rate
                .err()
                .map(|r| format::no_rate_against(r, self.question.period, self.question.against, self.lang)),
            base_ids: rows().flat_map(|r| ids(&r.base_inputs)).collect(),
            current_ids: rows().flat_map(|r| ids(&r.current_inputs)).collect(),
            ..bare_row("", total_label(self.scope, self.lang), (total.current, total.base))
        }
    }

    /// What the whole counts and no row does.
    pub(super) fn left(&self, breakdowns: &[Breakdown]) -> Option<AnalysisRow> {
        let own = |b: &&Breakdown| {
            b.scope_id == self.scope.scope_id
                && b.by == self.question.by
                && !b.covers()
                && b.level == self.scope.level
        };
        let left = breakdowns.iter().find(own)?;
        let change = left.left_current.zip(left.left_base).and_then(|(c, b)| c.checked_sub(b));
        let label = self.lang.pick("未分项", "Not broken down").to_owned();
        let row = bare_row("", label, (left.left_current, left.left_base));
        Some(AnalysisRow { change: plain(change.map_or_else(|| DASH.to_owned(), format::change)), ..row })
    }

    fn scales(&self, axes: &Axes) -> AnalysisScales {
        let is_lower = self.is_lower_better();
        let lang = self.lang;
        // Right of zero is what is aimed at; the other side says its sign.
        let signed = move |value: f64, unit: &str| {
            let number = tick_number(value);
            let sign = if value >= 0.0 {
                ""
            } else if is_lower {
                "+"
            } else {
                "−"
            };
            if number == "0" { number } else { format!("{sign}{number}{unit}") }
        };
        let pooled = self.scope.total.rate.ok().filter(|_| self.scope.rows.len() > 1);
        let reference = pooled.and_then(|rate| {
            let text = self.question.total_measure(self.scope, FigureKind::RateOfChange).text(lang);
            Some((
                self.signed_length(rate.percent_unrounded())?,
                format!("{} {text}", lang.pick("总体", "Overall")),
            ))
        });
        // A pooled rate lies between the rates, but those of small bases have no bar.
        let reference = reference.filter(|(value, _)| (0.0..=1.0).contains(&axes.rate.at(*value)));
        AnalysisScales {
            rate: axes.rate.scale(|v| signed(v, "%"), reference),
            contribution: axes.contribution.scale(|v| signed(v, ""), None),
            counts: axes.counts.scale(tick_number, None),
        }
    }
}

/// The axes of one table.
struct Axes {
    rate: Axis,
    contribution: Axis,
    counts: Axis,
}

/// What a total is of: everything, or what can be compared.
pub(super) fn total_label(scope: &ScopeMeasures, lang: Lang) -> String {
    let all = scope.rows.len();
    let pooled = all.saturating_sub(scope.total.excluded.len());
    match (lang, pooled == all) {
        (Lang::Zh, true) => "总体".to_owned(),
        (Lang::Zh, false) => format!("可比合计（{all} 个中 {pooled} 个）"),
        (Lang::En, true) => "Overall".to_owned(),
        (Lang::En, false) => format!("Comparable total ({pooled} of {all})"),
    }
}

/// The sum of displayed contributions, which is the displayed total.
fn sum_text(parts: impl Iterator<Item = Decimal>) -> String {
    let sum = parts.reduce(Decimal::saturating_add);
    sum.map_or_else(|| DASH.to_owned(), format::signed_points)
}

/// The figure as a column prints it: the reason why there is none stands once, beside the row.
fn figure(measure: &Measure, lang: Lang) -> String {
    if measure.value.is_ok() { measure.text(lang) } else { DASH.to_owned() }
}

fn plain(text: String) -> FigureCell {
    FigureCell { text, place: None }
}

fn bare_row(key: &str, label: String, (current, base): (Option<Decimal>, Option<Decimal>)) -> AnalysisRow {
    AnalysisRow {
        key: key.to_owned(),
        label,
        tone: "none".to_owned(),
        base: plain(format::count_or_dash(base)),
        current: plain(format::count_or_dash(current)),
        change: plain(DASH.to_owned()),
        rate: plain(DASH.to_owned()),
        contribution: plain(DASH.to_owned()),
        rank: plain(String::new()),
        shift: plain(String::new()),
        reason: None,
        flags: Vec::new(),
        bars: RowBars { rate: None, contribution: None, base: None, current: None },
        base_ids: Vec::new(),
        current_ids: Vec::new(),
    }
}

pub(super) fn ids(inputs: &[ObservationId]) -> Vec<i64> {
    inputs.iter().map(|id| id.0).collect()
}

fn rank_words(standing: Option<&Standing>, lang: Lang) -> String {
    match standing.and_then(|s| Some((s.rank?, s.is_tied))) {
        None => String::new(),
        Some((rank, false)) => rank.to_string(),
        Some((rank, true)) => match lang {
            Lang::Zh => format!("并列{rank}"),
            Lang::En => format!("{rank}="),
        },
    }
}

/// `↑2` places up, `↓1` down, `＝` the same; nothing where one of the two comparisons has no rank.
fn shift_words(standing: Option<&Standing>) -> String {
    match standing.and_then(Standing::places_gained) {
        None => String::new(),
        Some(0) => "＝".to_owned(),
        Some(up) if up > 0 => format!("↑{up}"),
        Some(down) => format!("↓{}", down.unsigned_abs()),
    }
}

/// The places of a table's figures in their columns, so that a window sorts without a number.
struct Places {
    base: Vec<Option<u32>>,
    current: Vec<Option<u32>>,
    change: Vec<Option<u32>>,
    rate: Vec<Option<u32>>,
    contribution: Vec<Option<u32>>,
    rank: Vec<Option<u32>>,
    shift: Vec<Option<u32>>,
}

impl Places {
    fn new(list: &List<'_>, standing: &BTreeMap<&str, &Standing>) -> Self {
        let rows = &list.scope.rows;
        let own = |row: &Comparison| standing.get(row.key.as_str()).copied();
        Self {
            base: places(rows.iter().map(|r| r.base)),
            current: places(rows.iter().map(|r| r.current)),
            change: places(rows.iter().map(Comparison::change)),
            rate: places(rows.iter().map(|r| r.rate.ok().map(|rate| rate.percent_unrounded()))),
            contribution: places(rows.iter().map(|r| r.contribution)),
            rank: places(rows.iter().map(|r| own(r)?.rank)),
            shift: places(rows.iter().map(|r| own(r)?.places_gained())),
        }
    }
}

/// The place of each value among all, equal ones sharing a place.
fn places<T: Ord + Copy>(values: impl Iterator<Item = Option<T>>) -> Vec<Option<u32>> {
    let values: Vec<Option<T>> = values.collect();
    let mut sorted: Vec<T> = values.iter().flatten().copied().collect();
    sorted.sort_unstable();
    sorted.dedup();
    values.iter().map(|v| v.as_ref().map(|v| small(sorted.partition_point(|other| other < v)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_figures_share_a_place_and_missing_ones_have_none() {
        let found = places([Some(3), None, Some(1), Some(3)].into_iter());
        assert_eq!(found, [Some(1), None, Some(0), Some(1)]);
    }
}
