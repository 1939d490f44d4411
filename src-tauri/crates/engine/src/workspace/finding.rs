//! A title that states what a chart shows, suggested from its numbers: what the whole did, and who did most.

use super::charting::ChartRequest;
use super::followed::span_words;
use super::ranking::compared_periods;
use super::{Error, SCREEN_ROUNDING, Workspace};
use crate::chart::{Change, ChartKind, MatrixSeries, RankedSeries, Series, StackedSeries};
use crate::format;
use crate::model::{Decimal, Indicator, Lang, Period};

/// A name and its change in percent.
type Rated = (String, Decimal);

impl Workspace {
    /// A title for a chart that states what it shows; nothing where there is no finding to state.
    ///
    /// # Errors
    /// As [`Workspace::chart`].
    pub fn finding(&self, request: &ChartRequest) -> Result<Option<String>, Error> {
        let (series, _) = self.series_of(request)?;
        self.finding_in(request, &series)
    }

    pub(super) fn finding_in(
        &self,
        request: &ChartRequest,
        series: &Series,
    ) -> Result<Option<String>, Error> {
        let (indicator, lang) = (request.indicator()?, request.lang);
        Ok(match series {
            Series::Ranked(ranking) => self.ranked_finding(request, indicator, ranking)?,
            Series::Tiles(tiles) => self.ranked_finding(request, indicator, &tiles.ranking)?,
            Series::Map(map) => self.ranked_finding(request, indicator, &map.ranking)?,
            Series::Parts(parts) => {
                let rows = parts.rows.iter().filter_map(|row| Some((row.label.as_str(), row.points?)));
                contribution(request, indicator, parts.total_rate, rows.min_by_key(|(_, points)| *points))
            }
            Series::Matrix(matrix) if request.kind == ChartKind::Trend => trend(request, indicator, matrix),
            Series::Matrix(matrix) => self.compared_finding(request, indicator, rated(matrix))?,
            Series::Stacked(stacked) => largest_part(request, indicator, stacked),
            Series::Cumulative(series) => {
                let row = series.matrix.rows.first().filter(|_| series.matrix.rows.len() > 1);
                let last = request.periods.last();
                row.zip(last).and_then(|(row, last)| {
                    let total = Period::YearToDate(last.year(), last.months().1).label(lang);
                    phrase(row.change, lang).map(|change| said(&total, indicator, &change, lang))
                })
            }
        })
    }

    fn ranked_finding(
        &self,
        request: &ChartRequest,
        indicator: &Indicator,
        ranking: &RankedSeries,
    ) -> Result<Option<String>, Error> {
        let rated = ranking.rows.iter().filter(|row| !row.is_small_base);
        let rated = rated.filter_map(|row| Some((row.label.clone(), row.rate?))).collect();
        self.compared_finding(request, indicator, rated)
    }

    /// What the whole did between the ends, and the unit that fell most; where none fell, the one that rose most.
    fn compared_finding(
        &self,
        request: &ChartRequest,
        indicator: &Indicator,
        rated: Vec<Rated>,
    ) -> Result<Option<String>, Error> {
        let ((first, last), lang) = (request.ends()?, request.lang);
        let when = compared_periods(last, first, lang);
        if let [(name, rate)] = rated.as_slice() {
            let when = match lang {
                Lang::Zh => format!("{when}{name}"),
                Lang::En => format!("{name}, {when}"),
            };
            return Ok(Some(said(&when, indicator, &format::change_phrase(*rate, lang), lang)));
        }
        let scope = self.compared(request, last, first)?;
        let (rounding, decimals) = SCREEN_ROUNDING;
        let Ok(rate) = scope.total.rate else { return Ok(None) };
        let whole = format::change_phrase(rate.percent(rounding, decimals), lang);
        let stated = said(&when, indicator, &whole, lang);
        // Of rows chosen, none is said to have done most.
        let most = most(rated, lang).filter(|_| request.units.is_empty());
        Ok(Some(match most {
            Some(most) => format!("{stated}{}{most}", lang.pick("，", "; ")),
            None => stated,
        }))
    }
}

fn rated(matrix: &MatrixSeries) -> Vec<Rated> {
    let rate = |change| if let Change::Rate(rate) = change { Some(rate) } else { None };
    matrix.rows.iter().filter_map(|row| Some((row.label.clone(), rate(row.change)?))).collect()
}

fn phrase(change: Change, lang: Lang) -> Option<String> {
    match change {
        Change::Rate(rate) => Some(format::change_phrase(rate, lang)),
        Change::Unchanged => Some(lang.pick("持平", "unchanged").to_owned()),
        Change::SmallBase | Change::None(_) => None,
    }
}

/// `2023年发文数下降25.7%`, `Documents issued down 25.7%, 2023`.
fn said(when: &str, indicator: &Indicator, change: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{when}{}{change}", indicator.zh),
        Lang::En => format!("{} {change}, {when}", indicator.en),
    }
}

/// `怀化市降幅最大`: every one that shares the first place, unless they are many.
fn most(mut rated: Vec<Rated>, lang: Lang) -> Option<String> {
    let lowest = rated.iter().map(|(_, rate)| *rate).min()?;
    let has_fallen = lowest < Decimal::ZERO;
    let first = if has_fallen { lowest } else { rated.iter().map(|(_, rate)| *rate).max()? };
    if first.is_zero() {
        return None;
    }
    rated.retain(|(_, rate)| *rate == first);
    if rated.len() > 2 {
        return None;
    }
    let names: Vec<String> = rated.into_iter().map(|(name, _)| name).collect();
    let names = names.join(lang.pick("、", " and "));
    Some(match (lang, has_fallen) {
        (Lang::Zh, true) => format!("{names}降幅最大"),
        (Lang::Zh, false) => format!("{names}升幅最大"),
        (Lang::En, true) => format!("{names} fell most"),
        (Lang::En, false) => format!("{names} rose most"),
    })
}

fn contribution(
    request: &ChartRequest,
    indicator: &Indicator,
    total: Option<Decimal>,
    largest: Option<(&str, Decimal)>,
) -> Option<String> {
    let ((first, last), lang) = (request.ends().ok()?, request.lang);
    let when = compared_periods(last, first, lang);
    let whole = said(&when, indicator, &format::change_phrase(total?, lang), lang);
    Some(match largest.filter(|(_, points)| *points < Decimal::ZERO) {
        Some((name, _)) => match lang {
            Lang::Zh => format!("{whole}，{name}贡献最大"),
            Lang::En => format!("{whole}; {name} contributes most"),
        },
        None => whole,
    })
}

/// What the line did; of several, the one that fell most.
fn trend(request: &ChartRequest, indicator: &Indicator, matrix: &MatrixSeries) -> Option<String> {
    let lang = request.lang;
    let when = span_words(&request.periods, lang);
    if let [row] = matrix.rows.as_slice() {
        let change = phrase(row.change, lang)?;
        let when = match lang {
            _ if row.key == super::trending::TOTAL => when,
            Lang::Zh => format!("{when}{}", row.label),
            Lang::En => format!("{}, {when}", row.label),
        };
        return Some(said(&when, indicator, &change, lang));
    }
    let most = most(rated(matrix), lang)?;
    Some(match lang {
        Lang::Zh => format!("{when}{}：{most}", indicator.zh),
        Lang::En => format!("{}, {when}: {most}", indicator.en),
    })
}

/// The largest part of the last period, with its share.
fn largest_part(request: &ChartRequest, indicator: &Indicator, stacked: &StackedSeries) -> Option<String> {
    let lang = request.lang;
    let when = stacked.columns.last()?.label.clone();
    let parts = stacked.parts.iter().filter(|part| !part.is_others);
    let (name, share) = parts
        .filter_map(|part| Some((part.label.as_str(), part.cells.last()?.share?)))
        .max_by_key(|(_, share)| *share)?;
    let share = format::percent(share);
    Some(match lang {
        Lang::Zh => format!("{when}{}中{name}最多，占{share}", indicator.zh),
        Lang::En => format!("{name} is the largest part of {}, {share}, {when}", indicator.en.to_lowercase()),
    })
}
