//! Charts of areas beyond the ranking: measures → the series a kind needs, with the stored numbers behind every mark.

use super::{
    Drawing, Error, SCREEN_ROUNDING, Workspace,
    choosing::Chosen,
    ranking::{compared_periods, inputs, row_head, rows_word, scope_line, screen_comparison, total_line},
    ranking_notes, row_labels,
};
use crate::chart::{
    Breaks, Caption, Change, ChartKind, ChartSpec, Event, Figure, Note, Order, PartOfChange, PartsSeries,
    RankedSeries, Series, TYPE_AREA_MM, Theme, TileGrid, TileSeries, figure,
};
use crate::measure::{By, Comparison, FigureKind, MeasureRequest, ScopeMeasures};
use crate::model::{Better, Indicator, Lang, ObservationId, Period, find_area, get_indicator};
use std::collections::BTreeMap;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRequest {
    /// The kind.
    pub kind: ChartKind,
    /// Indicator id.
    pub indicator_id: String,
    /// The periods, oldest first, at least two; kinds for two periods take the first and the last, and a cumulative chart
    /// the year and the month of the last.
    pub periods: Vec<Period>,
    /// Scope; may be left out when the workspace has only one.
    pub scope: Option<String>,
    /// Language of the chart.
    pub lang: Lang,
    /// Look.
    pub theme: Theme,
    /// Width of the figure.
    pub width_mm: f64,
    /// Height of the figure, as near to it as its rows allow; without one it follows from them.
    pub height_mm: Option<f64>,
    /// Order of the rows.
    pub order: Order,
    /// Replaces the title.
    pub title: Option<String>,
    /// Where tiles stand, for a tile grid of a province that is not shipped.
    pub tiles: Option<TileGrid>,
    /// What the rows, lines or parts are. A map and a tile grid know areas only.
    pub by: By,
    /// The units drawn, by key or name; without any, everything. Kinds whose parts make a whole draw all of them.
    pub units: Vec<String>,
    /// The boundary file of a map, by name; without one, the one that has the most of the areas drawn.
    pub boundary: Option<String>,
    /// How shades of a map are told apart.
    pub breaks: Breaks,
    /// Days drawn over periods.
    pub events: Vec<Event>,
    /// A unit set apart, by key or name.
    pub highlight: Option<String>,
    /// Words at marks, each found by its key or by the name of its unit.
    pub notes: Vec<Note>,
    /// Whether the title states what is found, where something is and no title is given.
    pub states_finding: bool,
}

/// A series and the observations behind each of its marks.
pub(super) type Traceable = (Series, BTreeMap<String, Vec<ObservationId>>);

impl ChartRequest {
    /// A figure as wide as the type area, light, ranked by value, of areas.
    pub fn new(kind: ChartKind, indicator_id: &str, periods: Vec<Period>, lang: Lang) -> Self {
        Self {
            kind,
            indicator_id: indicator_id.to_owned(),
            periods,
            scope: None,
            lang,
            theme: Theme::default(),
            width_mm: TYPE_AREA_MM,
            height_mm: None,
            order: Order::default(),
            title: None,
            tiles: None,
            by: By::default(),
            units: Vec::new(),
            boundary: None,
            breaks: Breaks::default(),
            events: Vec::new(),
            highlight: None,
            notes: Vec::new(),
            states_finding: false,
        }
    }

    /// The first and the last period.
    pub(super) fn ends(&self) -> Result<(Period, Period), Error> {
        match self.periods.as_slice() {
            [first, .., last] => Ok((*first, *last)),
            _ => Err(Error::refused("too_few_periods", &[("kind", self.kind.name())])),
        }
    }

    /// A comparison of its rows as charts print it.
    pub(super) fn comparison(&self, period: Period, against: Period) -> MeasureRequest {
        MeasureRequest { by: self.by, ..screen_comparison(&self.indicator_id, period, against) }
    }

    pub(super) fn indicator(&self) -> Result<&'static Indicator, Error> {
        get_indicator(&self.indicator_id)
            .ok_or_else(|| Error::refused("unknown_indicator", &[("indicator", &self.indicator_id)]))
    }
}

impl Workspace {
    /// One figure of an indicator, area by area, with the stored numbers behind every mark.
    ///
    /// # Errors
    /// `no_observations`, `no_such_rows`, `several_scopes`, `unknown_scope`, `too_few_periods`, `size_out_of_range`; `no_tiles`,
    /// `no_boundary`, `boundary_elsewhere`, `unknown_boundary` for what has no place; `only_by_area`, `all_parts_drawn`,
    /// `unknown_unit`, `too_many_lines` and `not_cumulative` for what a kind cannot draw; `no_place_for_event` and `no_such_mark`
    /// for an annotation without a place.
    pub fn chart(&self, request: &ChartRequest) -> Result<Drawing, Error> {
        let (series, inputs) = self.series_of(request)?;
        let mut spec = ChartSpec::new(request.kind, request.lang);
        spec.theme = request.theme;
        spec.width_mm = request.width_mm;
        spec.height_mm = request.height_mm;
        spec.order = request.order;
        spec.breaks = request.breaks;
        spec.title.clone_from(&request.title);
        if request.states_finding && spec.title.is_none() {
            spec.title = self.finding_in(request, &series)?;
        }
        spec.events.clone_from(&request.events);
        let has_annotations = request.highlight.is_some() || !request.notes.is_empty();
        if has_annotations {
            // Names are looked up in the figure as it is without them.
            let plain = figure(&ChartSpec { events: Vec::new(), height_mm: None, ..spec.clone() }, &series)?;
            let key = |named: &str| key_in(&plain, named, request);
            spec.highlight = request.highlight.as_deref().map(key);
            let note = |note: &Note| Note { key: key(&note.key), words: note.words.clone() };
            spec.notes = request.notes.iter().map(note).collect();
        }
        Ok(Drawing { figure: figure(&spec, &series)?, series, inputs, facts: BTreeMap::new() })
    }

    /// The numbers of a chart, with the observations behind each mark.
    pub(super) fn series_of(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        request.check_rows()?;
        Ok(match request.kind {
            ChartKind::RankedBars => {
                let (ranking, inputs) = self.ranked(request)?;
                (ranking.into(), inputs)
            }
            ChartKind::GroupedBars | ChartKind::HeatTable | ChartKind::SmallMultiples => {
                self.matrix(request, &request.periods)?
            }
            ChartKind::Dumbbell | ChartKind::Slope => {
                let (first, last) = request.ends()?;
                self.matrix(request, &[first, last])?
            }
            ChartKind::Waterfall => self.parts(request)?,
            ChartKind::TileGrid => self.tiles(request)?,
            ChartKind::Trend => self.trend(request)?,
            ChartKind::Stacked | ChartKind::Composition => self.stacked(request)?,
            ChartKind::Cumulative => self.cumulative(request)?,
            ChartKind::Choropleth => self.map(request)?,
        })
    }

    /// Every period of the same kind from one to another.
    ///
    /// # Errors
    /// `not_one_series` where they are of different kinds, in the wrong order, or more than sixty apart.
    pub fn periods_from(first: Period, last: Period) -> Result<Vec<Period>, Error> {
        const MOST: usize = 60;
        let refused = || {
            let (first, last) = (first.to_string(), last.to_string());
            Error::refused("not_one_series", &[("first", &first), ("last", &last)])
        };
        let mut periods = vec![last];
        let mut at = last;
        while at != first {
            // Running totals follow each other year by year.
            at = match at {
                Period::YearToDate(..) => at.year_before(),
                other => other.before().ok_or_else(refused)?,
            };
            periods.push(at);
            if periods.len() > MOST || at.year() < first.year() {
                return Err(refused());
            }
        }
        periods.reverse();
        Ok(periods)
    }

    /// The earliest period of the same kind in which the indicator is known.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn earliest_period(&self, indicator_id: &str, last: Period) -> Result<Option<Period>, Error> {
        let is_like = |period: &Period| {
            period.frequency() == last.frequency() && (period.months() == last.months() || !is_running(last))
        };
        let counts = self.store().list_series_counts()?;
        let periods = counts.into_iter().filter(|c| c.indicator_id == indicator_id).map(|c| c.period);
        Ok(periods.filter(is_like).filter(|period| *period < last).min())
    }

    /// The comparison of two periods, in the scope asked for.
    pub(super) fn compared(
        &self,
        request: &ChartRequest,
        period: Period,
        against: Period,
    ) -> Result<ScopeMeasures, Error> {
        let asked = request.comparison(period, against);
        let table = self.measure(&asked).map_err(|error| {
            let by_area = MeasureRequest { by: By::Area, ..asked };
            // There are figures, though none by such rows.
            let has_others = request.by != By::Area && self.measure(&by_area).is_ok();
            if error.code() != "no_observations" || !has_others {
                return error;
            }
            Error::refused("no_such_rows", &[("period", &period.to_string())])
        })?;
        self.one_scope(table.scopes, request.scope.as_deref())
    }

    /// The ranking of the rows chosen, and the observations behind each.
    pub(super) fn ranked(
        &self,
        request: &ChartRequest,
    ) -> Result<(RankedSeries, BTreeMap<String, Vec<ObservationId>>), Error> {
        let ((against, period), indicator) = (request.ends()?, request.indicator()?);
        let comparison = request.comparison(period, against);
        let scope = self.compared(request, period, against)?;
        let mut series = self.ranked_rows(&scope, &comparison, indicator, request.lang)?;
        let names = series.rows.iter().map(|row| (row.key.as_str(), row.label.as_str()));
        if let Some(chosen) = Chosen::of(request, names)? {
            series.notes.push(chosen.note(series.rows.len(), request.lang));
            series.rows.retain(|row| chosen.has(&row.key));
        }
        Ok((series, inputs(&scope)))
    }

    fn parts(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        let ((first, last), indicator) = (request.ends()?, request.indicator()?);
        let lang = request.lang;
        let scope = self.compared(request, last, first)?;
        let comparison = request.comparison(last, first);
        let (rounding, decimals) = SCREEN_ROUNDING;
        let (who, when) = (rows_word(request.by, scope.level, lang), compared_periods(last, first, lang));
        let change = if indicator.better == Better::Lower { "降幅" } else { "增减" };
        let title = match lang {
            Lang::Zh => format!("{when}{who}对{}总体{change}的贡献", indicator.zh),
            Lang::En => {
                format!("What each adds to the change in {} {who}, {when}", indicator.en.to_lowercase())
            }
        };
        let rows = scope.rows.iter().zip(row_labels(&scope, request.by, lang));
        let rows = rows.map(|(row, label)| PartOfChange {
            key: row.key.clone(),
            label,
            change: row.contribution.and_then(|_| row.change()),
            points: row.contribution,
            no_rate: row.rate.err(),
        });
        let total = &scope.total;
        let series = PartsSeries {
            row_head: row_head(request.by, lang).to_owned(),
            current_label: last.label(lang),
            base_label: first.label(lang),
            periods: Some((last, first)),
            rows: rows.collect(),
            total_label: lang.pick("总体", "Overall").to_owned(),
            total_change: comparison.total_measure(&scope, FigureKind::Change).value.ok(),
            total_rate: total.rate.ok().map(|rate| rate.percent(rounding, decimals)),
            no_rate: total.rate.err(),
            is_lower_better: indicator.better == Better::Lower,
            caption: self.caption((&scope, &comparison), indicator, title, lang)?,
        };
        let mut inputs: BTreeMap<String, Vec<ObservationId>> =
            scope.rows.iter().map(|row| (row.key.clone(), row.inputs())).collect();
        let counted = scope.rows.iter().filter(|row| row.contribution.is_some());
        inputs.insert("total".to_owned(), counted.flat_map(Comparison::inputs).collect());
        Ok((series.into(), inputs))
    }

    fn tiles(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        let (ranking, inputs) = self.ranked(request)?;
        let keys = || ranking.rows.iter().map(|row| row.key.as_str());
        let grid = match &request.tiles {
            Some(grid) => grid.clone(),
            None => TileGrid::find_shipped(keys()).ok_or_else(|| Error::refused("no_tiles", &[]))?,
        };
        Ok((TileSeries { ranking, grid }.into(), inputs))
    }

    /// The words around a figure of counts.
    pub(super) fn caption(
        &self,
        (scope, comparison): (&ScopeMeasures, &MeasureRequest),
        indicator: &Indicator,
        title: String,
        lang: Lang,
    ) -> Result<Caption, Error> {
        Ok(Caption {
            title,
            unit: indicator.unit_name(lang).to_owned(),
            scope_line: Some(scope_line(&self.scope_name(&scope.scope_id)?, lang)),
            total_line: total_line(scope, comparison, lang),
            source_line: self.source_line(scope, lang)?,
            notes: ranking_notes(scope, comparison, lang),
        })
    }
}

/// The key a person means: a key of the figure, the name a mark begins with, or another name of an area in it.
fn key_in(figure: &Figure, named: &str, request: &ChartRequest) -> String {
    let is_of = |key: &str, named: &str| key == named || key.split('/').next() == Some(named);
    if figure.marks.iter().any(|mark| is_of(&mark.key, named)) {
        return named.to_owned();
    }
    let comma = request.lang.pick("，", ", ");
    let row = |key: &str| key.rsplit_once('/').map_or_else(|| key.to_owned(), |(row, _)| row.to_owned());
    let by_name = figure.marks.iter().find(|mark| mark.text.split(comma).next() == Some(named));
    let code = || find_area(named, None).map(|area| area.code.to_string());
    // What was said of one period's mark belongs to the unit where it has one mark only.
    let of_unit = || {
        let (unit, _) = named.rsplit_once('/')?;
        figure.marks.iter().any(|mark| is_of(&mark.key, unit)).then(|| unit.to_owned())
    };
    by_name.map(|mark| row(&mark.key)).or_else(of_unit).or_else(code).unwrap_or_else(|| named.to_owned())
}

fn is_running(period: Period) -> bool {
    matches!(period, Period::YearToDate(..))
}

/// What became of a count, for a label.
pub(super) fn change_of(row: &Comparison) -> Change {
    let (rounding, decimals) = SCREEN_ROUNDING;
    match row.rate {
        Err(reason) => Change::None(reason),
        Ok(_) if row.is_small_base() => Change::SmallBase,
        Ok(_) if row.current == row.base => Change::Unchanged,
        Ok(rate) => Change::Rate(rate.percent(rounding, decimals)),
    }
}
