//! The charts of a report: the usual ranking, or those the author placed, of any kind. One that cannot be drawn is told with
//! its reason, and the report is written without it.

use super::charting::{ChartRequest, Traceable};
use super::ranking::RankingRequest;
use super::report_facts::Known;
use super::reporting::ReportRequest;
use super::{Error, Workspace};
use crate::chart::{ChartKind, ChartSpec, Order, RankedSeries, Series, TYPE_AREA_MM, Theme, figure};
use crate::measure::By;
use crate::model::{Lang, ObservationId, Period};
use crate::report::{ChartParts, IndicatorFacts, PlacedChart, PlacedFigure, unit_name};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer rows with a rate than these make no chart, unless the author asks for one.
const ROWS_FOR_A_CHART: usize = 3;

/// The observations behind each mark.
type Inputs = BTreeMap<String, Vec<ObservationId>>;

/// A chart the author placed that cannot be drawn.
#[derive(Debug)]
pub struct UndrawnChart {
    /// The list of figures it would be of, by its key.
    pub key: String,
    /// The kind.
    pub kind: ChartKind,
    /// Why.
    pub error: Error,
}

impl Workspace {
    /// The charts of one list of figures, and those that cannot be drawn.
    ///
    /// # Errors
    /// When the workspace cannot be read, and where the usual ranking cannot be drawn.
    pub(super) fn report_charts(
        &self,
        known: &Known,
        request: &ReportRequest,
    ) -> Result<(Vec<PlacedFigure>, Vec<UndrawnChart>), Error> {
        let key = &known.facts.key;
        let (mut figures, mut undrawn) = (Vec::new(), Vec::new());
        let Some(placed) = request.outline.charts.get(&known.facts.indicator_id) else {
            let ranked = known.facts.rows.iter().filter(|row| row.is_ranked()).count();
            if ranked >= ROWS_FOR_A_CHART {
                figures.push(self.report_chart(known, request, &PlacedChart::new(ChartKind::RankedBars))?);
            }
            return Ok((figures, undrawn));
        };
        let mut ids = BTreeSet::new();
        for chart in placed {
            match self.report_chart(known, request, chart) {
                Ok(mut drawn) => {
                    // The same kind twice: the second has a name of its own.
                    let first = drawn.id.clone();
                    let mut number = 2;
                    while !ids.insert(drawn.id.clone()) {
                        drawn.id = format!("{first}.{number}");
                        number += 1;
                    }
                    figures.push(drawn);
                }
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) => undrawn.push(UndrawnChart { key: key.clone(), kind: chart.kind, error }),
            }
        }
        Ok((figures, undrawn))
    }

    fn report_chart(
        &self,
        known: &Known,
        request: &ReportRequest,
        chart: &PlacedChart,
    ) -> Result<PlacedFigure, Error> {
        let (facts, lang) = (&known.facts, request.outline.lang);
        let (mut series, mut inputs) = self.report_series(known, request, chart)?;
        if request.outline.hides_names {
            inputs = hide_names(&mut series, &inputs, facts, lang);
        }
        let spec = ChartSpec {
            theme: Theme::Print,
            title: chart.title.clone().filter(|title| !title.trim().is_empty()),
            ..ChartSpec::new(chart.kind, lang)
        };
        let figure = figure(&spec, &series)?;
        // What stands about its place, or by a name no list numbers, would still be known.
        if request.outline.hides_names && names_a_unit(&format!("{series:?}{figure:?}"), facts) {
            return Err(Error::refused("chart_names_units", &[("kind", chart.kind.name())]));
        }
        let kind = if chart.kind == ChartKind::RankedBars { "ranking" } else { chart.kind.name() };
        let (id, title) = (format!("{}.{kind}", facts.key), figure.title.clone());
        Ok(PlacedFigure { id, title, alt: figure.description.clone(), series, figure, inputs })
    }

    fn report_series(
        &self,
        known: &Known,
        request: &ReportRequest,
        chart: &PlacedChart,
    ) -> Result<Traceable, Error> {
        let (facts, lang) = (&known.facts, request.outline.lang);
        if chart.kind == ChartKind::RankedBars && chart.first.is_none() {
            let asked = RankingRequest {
                indicator_id: facts.indicator_id.clone(),
                period: request.period,
                against: request.against,
                scope: None,
                lang,
                theme: Theme::Print,
                width_mm: TYPE_AREA_MM,
                order: Order::ByValue,
            };
            let series = self.ranked_series(&known.measures, &asked)?;
            let inputs = known.measures.rows.iter().map(|row| (row.key.clone(), row.inputs())).collect();
            return Ok((series.into(), inputs));
        }
        // Of several levels of one scope the others draw the one with most rows.
        if !known.is_widest {
            return Err(Error::refused("chart_of_widest_level", &[("kind", chart.kind.name())]));
        }
        let periods = self.report_periods(facts, request, chart)?;
        let mut asked = ChartRequest::new(chart.kind, &facts.indicator_id, periods, lang);
        asked.scope = Some(facts.scope_id.0.clone());
        asked.theme = Theme::Print;
        asked.by = parts_of(chart, facts);
        self.series_of(&asked)
    }

    /// The periods a chart is over: from the first one chosen; without a choice all that are known for kinds that show how
    /// a count went over time, and the two of the report for the rest.
    fn report_periods(
        &self,
        facts: &IndicatorFacts,
        request: &ReportRequest,
        chart: &PlacedChart,
    ) -> Result<Vec<Period>, Error> {
        let is_over_time = matches!(
            chart.kind,
            ChartKind::Trend
                | ChartKind::Stacked
                | ChartKind::Composition
                | ChartKind::SmallMultiples
                | ChartKind::HeatTable
        );
        let first = match chart.first {
            Some(first) => first,
            None if is_over_time => {
                self.earliest_period(&facts.indicator_id, request.period)?.unwrap_or(request.against)
            }
            None => request.against,
        };
        let between = Self::periods_from(first, request.period);
        Ok(between.unwrap_or_else(|_| vec![first, request.period]))
    }
}

/// What is drawn apart. Parts of a whole are kinds where the tables have them, then bodies, then areas.
fn parts_of(chart: &PlacedChart, facts: &IndicatorFacts) -> By {
    let is_of_parts = matches!(chart.kind, ChartKind::Stacked | ChartKind::Composition);
    match chart.parts {
        ChartParts::Areas => By::Area,
        ChartParts::Kinds => By::Category,
        ChartParts::Bodies => By::Organisation,
        ChartParts::Usual if is_of_parts && !facts.kinds.rows.is_empty() => By::Category,
        ChartParts::Usual if is_of_parts && !facts.bodies.rows.is_empty() => By::Organisation,
        ChartParts::Usual => By::Area,
    }
}

/// Numbers the rows as the facts without names number them, and takes out all that names a unit or a file.
fn hide_names(series: &mut Series, inputs: &Inputs, facts: &IndicatorFacts, lang: Lang) -> Inputs {
    let numbering = facts.numbering();
    let rename = |key: &mut String, label: &mut String| {
        if let Some(number) = numbering.get(key.as_str()) {
            (*key, *label) = unit_name(*number, lang);
        }
    };
    let number = |key: &str| numbering.get(key).copied().unwrap_or_default();
    let source = lang.pick("数据来源：各单位报送，名称隐去", "Source: returns of the units, names withheld");
    match series {
        Series::Ranked(series) => hide_ranking(series, &number, lang),
        Series::Matrix(series) => {
            series.rows.sort_by_key(|row| number(&row.key));
            series.rows.iter_mut().for_each(|row| rename(&mut row.key, &mut row.label));
        }
        Series::Parts(series) => {
            series.rows.sort_by_key(|row| number(&row.key));
            series.rows.iter_mut().for_each(|row| rename(&mut row.key, &mut row.label));
        }
        Series::Stacked(series) => {
            series.parts.iter_mut().for_each(|part| rename(&mut part.key, &mut part.label));
        }
        // What stands about its place cannot be hidden: such a chart is refused afterwards.
        Series::Tiles(_) | Series::Map(_) | Series::Cumulative(_) => {}
    }
    let caption = match series {
        Series::Ranked(series) => {
            source.clone_into(&mut series.source_line);
            series.notes.clear();
            None
        }
        Series::Matrix(series) => Some(&mut series.caption),
        Series::Parts(series) => Some(&mut series.caption),
        Series::Stacked(series) => Some(&mut series.caption),
        Series::Cumulative(series) => Some(&mut series.matrix.caption),
        Series::Tiles(_) | Series::Map(_) => None,
    };
    if let Some(caption) = caption {
        source.clone_into(&mut caption.source_line);
        caption.notes.clear();
    }
    let hidden = |key: &String| {
        let (row, rest) = key.split_once('/').map_or((key.as_str(), None), |(row, rest)| (row, Some(rest)));
        let row = numbering.get(row).map_or_else(|| row.to_owned(), |number| unit_name(*number, lang).0);
        rest.map_or_else(|| row.clone(), |rest| format!("{row}/{rest}"))
    };
    inputs.iter().map(|(key, ids)| (hidden(key), ids.clone())).collect()
}

fn hide_ranking(series: &mut RankedSeries, number: &impl Fn(&str) -> usize, lang: Lang) {
    series.rows.sort_by_key(|row| number(&row.key));
    for row in &mut series.rows {
        (row.key, row.label) = unit_name(number(&row.key), lang);
    }
}

/// Whether the name of a unit or of a body stands anywhere in what is drawn.
fn names_a_unit(drawn: &str, facts: &IndicatorFacts) -> bool {
    let bodies = facts.bodies.rows.iter();
    let mut named = facts.rows.iter().chain(bodies).flat_map(|row| [&row.label, &row.key]);
    named.any(|name| !name.is_empty() && drawn.contains(name.as_str()))
}
