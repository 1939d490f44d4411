//! A report from a workspace: measures become facts, rankings become figures, and `report` puts them into words.

use super::ranking::RankingRequest;
use super::report_facts::Known;
use super::{Error, Workspace};
use crate::chart::{ChartKind, ChartSpec, Order, RankedSeries, Series, TYPE_AREA_MM, Theme, figure};
use crate::model::{Lang, ObservationId, Period};
use crate::report::{IndicatorFacts, Outline, PlacedFigure, Report, compose, unit_name};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fewer rows with a rate than these make no chart.
const ROWS_FOR_A_CHART: usize = 3;

/// What to report on, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportRequest {
    /// Current period.
    pub period: Period,
    /// Base period.
    pub against: Period,
    /// Indicators by id; empty takes all that have data in the period.
    #[serde(default)]
    pub indicator_ids: Vec<String>,
    /// Only this scope, by id or by name.
    #[serde(default)]
    pub scope: Option<String>,
    /// Form, sections and the author's own words.
    #[serde(default)]
    pub outline: Outline,
}

impl ReportRequest {
    /// The usual report on a period against the same period of the year before.
    pub fn new(period: Period) -> Self {
        Self {
            period,
            against: period.year_before(),
            indicator_ids: Vec::new(),
            scope: None,
            outline: Outline::default(),
        }
    }
}

impl Workspace {
    /// The report. The same workspace and request give the same report.
    ///
    /// # Errors
    /// `no_report_data` when there is nothing to report on, `unknown_scope`.
    pub fn report(&self, request: &ReportRequest) -> Result<Report, Error> {
        Ok(self.report_with_facts(request)?.0)
    }

    /// The report and the facts it is made of, which an office's own template is filled from.
    ///
    /// # Errors
    /// As [`Workspace::report`].
    pub fn report_with_facts(&self, request: &ReportRequest) -> Result<(Report, Vec<IndicatorFacts>), Error> {
        let known = self.report_facts(request)?;
        let outline = &request.outline;
        let mut figures = BTreeMap::new();
        let mut facts = Vec::new();
        for one in known {
            if !outline.is_without_figures {
                figures.insert(one.facts.key.clone(), self.report_figures(&one, request)?);
            }
            let hides = outline.hides_names;
            facts.push(if hides { one.facts.without_names(outline.lang) } else { one.facts });
        }
        let report = compose(outline, &facts, &figures);
        Ok((report, facts))
    }

    /// The ranking of an indicator's rows, where enough of them have a rate.
    fn report_figures(&self, known: &Known, request: &ReportRequest) -> Result<Vec<PlacedFigure>, Error> {
        let (facts, lang) = (&known.facts, request.outline.lang);
        if facts.rows.iter().filter(|row| row.is_ranked()).count() < ROWS_FOR_A_CHART {
            return Ok(Vec::new());
        }
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
        let mut series = self.ranked_series(&known.measures, &asked)?;
        let mut inputs: BTreeMap<String, Vec<ObservationId>> =
            known.measures.rows.iter().map(|row| (row.key.clone(), row.inputs())).collect();
        if request.outline.hides_names {
            inputs = hide_names(&mut series, &inputs, facts, lang);
        }
        let spec = ChartSpec { theme: Theme::Print, ..ChartSpec::new(ChartKind::RankedBars, lang) };
        let title = series.title.clone();
        let series = Series::from(series);
        let figure = figure(&spec, &series)?;
        let (id, alt) = (format!("{}.ranking", facts.key), figure.description.clone());
        Ok(vec![PlacedFigure { id, title, alt, series, figure, inputs }])
    }
}

/// Numbers the rows as the facts without names number them, and takes out all that names a unit or a file.
fn hide_names(
    series: &mut RankedSeries,
    inputs: &BTreeMap<String, Vec<ObservationId>>,
    facts: &IndicatorFacts,
    lang: Lang,
) -> BTreeMap<String, Vec<ObservationId>> {
    let numbering = facts.numbering();
    let number = |key: &str| numbering.get(key).copied().unwrap_or_default();
    series.rows.sort_by_key(|row| number(&row.key));
    for row in &mut series.rows {
        (row.key, row.label) = unit_name(number(&row.key), lang);
    }
    series.notes.clear();
    let source = lang.pick("数据来源：各单位报送，名称隐去", "Source: returns of the units, names withheld");
    source.clone_into(&mut series.source_line);
    inputs.iter().map(|(key, ids)| (unit_name(number(key), lang).0, ids.clone())).collect()
}
