//! The ranking of areas as a chart: measures → series, with titles, totals and source lines in words.

use super::{Error, Overview, SCREEN_ROUNDING, Workspace, row_labels};
use crate::chart::{
    ChartKind, ChartSpec, Figure, Order, RankedRow, RankedSeries, Reference, Series, Theme, figure,
};
use crate::format;
use crate::measure::{Basis, By, Fact, FigureKind, MeasureRequest, ScopeMeasures};
use crate::model::{
    AreaLevel, Better, Indicator, Lang, NoRate, ObservationId, Period, ScopeId, TableId, get_indicator,
};
use crate::xlsx::to_workbook;
use std::collections::BTreeMap;

/// What to rank and how to draw it.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRequest {
    /// Indicator id.
    pub indicator_id: String,
    /// Current period.
    pub period: Period,
    /// Base period.
    pub against: Period,
    /// Scope; may be left out when the workspace has only one.
    pub scope: Option<String>,
    /// Language of the chart.
    pub lang: Lang,
    /// Look.
    pub theme: Theme,
    /// Width of the figure.
    pub width_mm: f64,
    /// Order of the rows.
    pub order: Order,
}

/// A figure and the stored numbers behind each of its rows.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The figure.
    pub figure: Figure,
    /// The numbers it shows.
    pub series: Series,
    /// Observations behind each key.
    pub inputs: BTreeMap<String, Vec<ObservationId>>,
    /// What the figure of each key is and how it was computed; kept for rankings.
    pub facts: BTreeMap<String, Vec<Fact>>,
}

impl Drawing {
    /// The same chart as a workbook: its numbers on a sheet, and beside them a chart that Excel and WPS can edit.
    ///
    /// # Errors
    /// `workbook_failed`.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, Error> {
        Ok(to_workbook(&self.series, &self.figure)?)
    }
}

impl RankingRequest {
    /// The comparison that is drawn.
    fn comparison(&self) -> MeasureRequest {
        screen_comparison(&self.indicator_id, self.period, self.against)
    }
}

/// A comparison of areas as screens and charts print it.
pub(super) fn screen_comparison(indicator_id: &str, period: Period, against: Period) -> MeasureRequest {
    let (rounding, decimals) = SCREEN_ROUNDING;
    MeasureRequest {
        indicator_id: indicator_id.to_owned(),
        period,
        against,
        by: By::Area,
        basis: Basis::Raw,
        rounding,
        decimals,
    }
}

impl Workspace {
    /// The ranked bars of an indicator, area by area.
    ///
    /// # Errors
    /// `no_observations`, `several_scopes` when none is named and there are several, `unknown_scope`,
    /// `size_out_of_range`.
    pub fn ranking(&self, request: &RankingRequest) -> Result<Drawing, Error> {
        let scope = self.compared_areas(request)?;
        self.draw_ranking(&scope, request)
    }

    fn compared_areas(&self, request: &RankingRequest) -> Result<ScopeMeasures, Error> {
        let table = self.measure(&request.comparison())?;
        self.one_scope(table.scopes, request.scope.as_deref())
    }

    /// The ranking that belongs to an overview.
    ///
    /// # Errors
    /// As [`Workspace::ranking`].
    pub fn overview_ranking(
        &self,
        overview: &Overview,
        lang: Lang,
        theme: Theme,
        width_mm: f64,
    ) -> Result<Option<Drawing>, Error> {
        let Some(scope) = overview.chosen() else { return Ok(None) };
        let request = RankingRequest {
            indicator_id: overview.indicator.id.to_owned(),
            period: overview.period,
            against: overview.against,
            scope: Some(overview.scope_id.0.clone()),
            lang,
            theme,
            width_mm,
            order: Order::ByValue,
        };
        self.draw_ranking(scope, &request).map(Some)
    }

    fn draw_ranking(&self, scope: &ScopeMeasures, request: &RankingRequest) -> Result<Drawing, Error> {
        let series = self.ranked_series(scope, request)?;
        let mut spec = ChartSpec::new(ChartKind::RankedBars, request.lang);
        spec.theme = request.theme;
        spec.width_mm = request.width_mm;
        spec.order = request.order;
        let facts = row_facts(scope, request, &self.scope_name(&scope.scope_id)?);
        let series = series.into();
        Ok(Drawing { figure: figure(&spec, &series)?, series, inputs: inputs(scope), facts })
    }

    /// The series of a ranking of these measures.
    pub(super) fn ranked_series(
        &self,
        scope: &ScopeMeasures,
        request: &RankingRequest,
    ) -> Result<RankedSeries, Error> {
        let indicator = get_indicator(&request.indicator_id)
            .ok_or_else(|| Error::refused("unknown_indicator", &[("indicator", &request.indicator_id)]))?;
        let comparison = request.comparison();
        self.ranked_rows(scope, &comparison, indicator, request.lang)
    }

    /// The same for rows of any kind.
    pub(super) fn ranked_rows(
        &self,
        scope: &ScopeMeasures,
        comparison: &MeasureRequest,
        indicator: &Indicator,
        lang: Lang,
    ) -> Result<RankedSeries, Error> {
        let mut series = ranked_series(scope, indicator, comparison, lang);
        series.scope_line = Some(scope_line(&self.scope_name(&scope.scope_id)?, lang));
        series.source_line = self.source_line(scope, lang)?;
        Ok(series)
    }

    /// The scope a person named, by id or by name; the only one when none is named.
    pub(super) fn one_scope(
        &self,
        scopes: Vec<ScopeMeasures>,
        named: Option<&str>,
    ) -> Result<ScopeMeasures, Error> {
        self.scope_of(scopes, |s| &s.scope_id, |s| s.rows.len(), named)
    }

    /// The same for lists of any kind; of several levels the one with most rows.
    pub(super) fn scope_of<T>(
        &self,
        scopes: Vec<T>,
        id: impl Fn(&T) -> &ScopeId,
        size: impl Fn(&T) -> usize,
        named: Option<&str>,
    ) -> Result<T, Error> {
        let mut names = Vec::new();
        for scope in &scopes {
            let name = self.scope_name(id(scope))?;
            names.push(if name.is_empty() { id(scope).0.clone() } else { name });
        }
        names.dedup();
        let list = names.join("；");
        let fits = |scope: &T| named.is_none_or(|n| n == id(scope).0 || ScopeId::from_name(n) == *id(scope));
        let fitting: Vec<T> = scopes.into_iter().filter(fits).collect();
        let count = fitting.iter().map(&id).collect::<std::collections::BTreeSet<_>>().len();
        if count > 1 {
            let count = count.to_string();
            return Err(Error::refused("several_scopes", &[("count", &count), ("scopes", &list)]));
        }
        let named = named.unwrap_or_default();
        fitting
            .into_iter()
            .max_by_key(size)
            .ok_or_else(|| Error::refused("unknown_scope", &[("scope", named), ("scopes", &list)]))
    }

    /// The name of a scope as its source words it; empty for tables that do not say.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn scope_name(&self, id: &ScopeId) -> Result<String, Error> {
        let scopes = self.store().list_scopes()?;
        Ok(scopes.into_iter().find(|s| s.id == *id).map(|s| s.name).unwrap_or_default())
    }

    /// The files the rows came from, as many as fit a line.
    pub(super) fn source_line(&self, scope: &ScopeMeasures, lang: Lang) -> Result<String, Error> {
        let used: std::collections::BTreeSet<TableId> = scope.rows.iter().map(|r| r.table_id).collect();
        let mut files: Vec<String> = self
            .store()
            .list_tables(&crate::store::TableFilter::default())?
            .into_iter()
            .filter(|t| used.contains(&t.id))
            .map(|t| t.file)
            .collect();
        files.dedup();
        Ok(source_words(&files, lang))
    }
}

/// The line that names files: the first two, and how many there are.
pub(super) fn source_words(files: &[String], lang: Lang) -> String {
    const NAMED: usize = 2;
    let named = files.iter().take(NAMED).cloned().collect::<Vec<_>>().join(lang.pick("、", ", "));
    match (lang, files.len() > NAMED) {
        (Lang::Zh, false) => format!("数据来源：{named}"),
        (Lang::Zh, true) => format!("数据来源：{named}等 {} 个文件", files.len()),
        (Lang::En, false) => format!("Source: {named}"),
        (Lang::En, true) => format!("Source: {named} and {} more files", files.len() - NAMED),
    }
}

pub(super) fn inputs(scope: &ScopeMeasures) -> BTreeMap<String, Vec<ObservationId>> {
    scope.rows.iter().map(|r| (r.key.clone(), r.inputs())).collect()
}

pub(super) fn scope_line(name: &str, lang: Lang) -> String {
    match (lang, name.is_empty()) {
        (Lang::Zh, true) => "口径：来源未注明".to_owned(),
        (Lang::Zh, false) => format!("口径：{name}"),
        (Lang::En, true) => "Scope: not stated by the source".to_owned(),
        (Lang::En, false) => format!("Scope: {name}"),
    }
}

fn ranked_series(
    scope: &ScopeMeasures,
    indicator: &Indicator,
    comparison: &MeasureRequest,
    lang: Lang,
) -> RankedSeries {
    let rate = |row| comparison.row_measure(scope, row, FigureKind::RateOfChange).value;
    let rows = scope
        .rows
        .iter()
        .zip(row_labels(scope, comparison.by, lang))
        .map(|(row, label)| RankedRow {
            key: row.key.clone(),
            label,
            current: row.current,
            base: row.base,
            rate: rate(row).ok(),
            no_rate: rate(row).err(),
            is_small_base: row.is_small_base(),
        })
        .collect();
    let overall = comparison.total_measure(scope, FigureKind::RateOfChange).value.ok();
    let reference = overall
        .filter(|_| scope.rows.len() > 1)
        .map(|rate| Reference { label: lang.pick("总体", "Overall").to_owned(), rate });
    RankedSeries {
        title: ranking_title(indicator, scope, comparison, lang),
        unit: indicator.unit_name(lang).to_owned(),
        row_head: row_head(comparison.by, lang).to_owned(),
        current_label: comparison.period.label(lang),
        base_label: comparison.against.label(lang),
        periods: Some((comparison.period, comparison.against)),
        rows,
        reference,
        is_lower_better: indicator.better == Better::Lower,
        scope_line: None,
        total_line: total_line(scope, comparison, lang),
        source_line: String::new(),
        notes: notes(scope, comparison, lang),
    }
}

/// `各市州发文数降幅`: named for the level of its rows; a change rather than a reduction where the aim is not to fall.
fn ranking_title(
    indicator: &Indicator,
    scope: &ScopeMeasures,
    request: &MeasureRequest,
    lang: Lang,
) -> String {
    let when = compared_periods(request.period, request.against, lang);
    if scope.rows.len() == 1 {
        return match lang {
            Lang::Zh => format!("{when}{}变化", indicator.zh),
            Lang::En => format!("Change in {}, {when}", indicator.en.to_lowercase()),
        };
    }
    let who = rows_word(request.by, scope.level, lang);
    let is_reduction = indicator.better == Better::Lower;
    match lang {
        Lang::Zh => format!("{when}{who}{}{}", indicator.zh, if is_reduction { "降幅" } else { "变化" }),
        Lang::En => format!(
            "{} in {} {who}, {when}",
            if is_reduction { "Reduction" } else { "Change" },
            indicator.en.to_lowercase(),
        ),
    }
}

/// The periods of a comparison in a title: a base that is not the same period of last year is always named.
pub(super) fn compared_periods(period: Period, against: Period, lang: Lang) -> String {
    let now = period.label(lang);
    match lang {
        _ if against == period.year_before() => now,
        Lang::Zh => format!("{now}较{}", against.label(lang)),
        Lang::En => format!("{now} against {}", against.label(lang)),
    }
}

/// What a row is, as the head of the column of names.
pub(super) fn row_head(by: By, lang: Lang) -> &'static str {
    let (zh, en) = match by {
        By::Area => ("地区", "Area"),
        By::Category => ("类别", "Category"),
        By::Organisation => ("单位", "Body"),
    };
    lang.pick(zh, en)
}

/// The rows in a title: `各市州`, `各类别`, `by body`.
pub(super) fn rows_word(by: By, level: Option<AreaLevel>, lang: Lang) -> &'static str {
    match by {
        By::Area => units_word(level, lang),
        By::Category => lang.pick("各类别", "by category"),
        By::Organisation => lang.pick("各单位", "by body"),
    }
}

/// The units of a level in a title: `各市州`, `by prefecture`.
fn units_word(level: Option<AreaLevel>, lang: Lang) -> &'static str {
    let (zh, en) = match level {
        Some(AreaLevel::Prefecture) => ("各市州", "by prefecture"),
        Some(AreaLevel::Province) => ("各省区市", "by province"),
        Some(AreaLevel::County) => ("各县市区", "by county"),
        Some(AreaLevel::Country) | None => ("各地", "by area"),
    };
    lang.pick(zh, en)
}

/// What each row's rate is, for whoever asks; where there is no rate, its count.
fn row_facts(
    scope: &ScopeMeasures,
    request: &RankingRequest,
    scope_name: &str,
) -> BTreeMap<String, Vec<Fact>> {
    let (comparison, lang) = (request.comparison(), request.lang);
    let labels = row_labels(scope, By::Area, lang);
    let facts = |row| comparison.row_measure(scope, row, FigureKind::RateOfChange);
    scope
        .rows
        .iter()
        .zip(labels)
        .map(|(row, label)| (row.key.clone(), facts(row).facts(&label, scope_name, lang)))
        .collect()
}

pub(super) fn total_line(scope: &ScopeMeasures, request: &MeasureRequest, lang: Lang) -> Option<String> {
    let rate = request.total_measure(scope, FigureKind::RateOfChange);
    rate.value.ok()?;
    let counts = format!(
        "{} → {}",
        format::count_or_dash(scope.total.base),
        format::count_or_dash(scope.total.current)
    );
    let phrase = rate.phrase(lang);
    Some(match lang {
        Lang::Zh => format!("合计：{counts}，{phrase}"),
        Lang::En => format!("Total: {counts}, {phrase}"),
    })
}

/// The mean of rates where it is not the pooled rate, and what the total leaves out.
pub fn notes(scope: &ScopeMeasures, request: &MeasureRequest, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(gap) = &scope.total.apart {
        let mean = request.total_measure(scope, FigureKind::MeanOfRates).phrase(lang);
        let pooled = request.total_measure(scope, FigureKind::RateOfChange).phrase(lang);
        let apart = format::points_apart_phrase(gap.mean - gap.pooled, lang);
        let each = if request.by == By::Area { "各地" } else { "各项" };
        notes.push(match lang {
            Lang::Zh => format!("{each}增减率平均为{mean}，与总体{pooled}是两个数，{apart}。"),
            Lang::En => {
                format!("The mean of the rates is {mean}, {apart}; it is not the overall rate, {pooled}.")
            }
        });
    }
    let labels = row_labels(scope, request.by, lang);
    for reason in NoRate::ALL {
        let left_out: Vec<&str> = scope
            .total
            .excluded
            .iter()
            .filter(|(_, r)| *r == reason)
            .filter_map(|(key, _)| {
                let index = scope.rows.iter().position(|row| row.key == *key)?;
                labels.get(index).map(String::as_str)
            })
            .collect();
        if !left_out.is_empty() {
            let names = left_out.join(lang.pick("、", ", "));
            let why = format::no_rate_against(reason, request.period, request.against, lang);
            notes.push(match lang {
                Lang::Zh => format!("合计不含{names}（{why}）。"),
                Lang::En => format!("The total leaves out {names} ({why})."),
            });
        }
    }
    notes
}
