//! The charts room: from requests to the engine's chart requests, and from drawings to the gallery and the figure.

use super::overview::chart_view;
use super::{choice, error_of, scope_label};
use crate::types::{
    FigureEvent, FigureRefusal, FigureReply, FigureRequest, FigureSubject, FigureTable, FigureTableCell,
    FigureTableRow, FigureView, GalleryView, KindOptions, KindPicture, KindView, OrderName, ThemeName,
    UnitsView,
};
use jianfu_engine::chart::{
    ChartKind, Event, KindInfo, Note, Order, TableRow, Theme, data_table, find_kind, kinds, to_svg,
};
use jianfu_engine::measure::By;
use jianfu_engine::model::{Lang, Period};
use jianfu_engine::{ChartRequest, Choices, Drawing, Error, Workspace};
use std::collections::BTreeMap;

/// CSS pixels in a millimetre.
const PX_PER_MM: f64 = 96.0 / 25.4;

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Light => Self::Light,
            ThemeName::Dark => Self::Dark,
            ThemeName::Print => Self::Print,
        }
    }
}

/// What a figure is about, with what the person left open.
#[derive(Debug, Clone)]
pub struct FigureChoice {
    choices: Choices,
    first: Period,
    last: Period,
    by: By,
    order: Order,
    theme: Theme,
    lang: Lang,
}

/// Settles what a request leaves open.
pub fn figure_choice(subject: &FigureSubject, choices: Choices) -> FigureChoice {
    let last = choices.period;
    let asked = subject.first.as_deref().and_then(|p| p.parse().ok());
    let first = asked.filter(|p: &Period| *p < last).unwrap_or_else(|| choices.usual_base());
    FigureChoice {
        choices,
        first,
        last,
        by: subject.by.into(),
        order: match subject.order {
            OrderName::Value => Order::ByValue,
            OrderName::Official => Order::Official,
        },
        theme: subject.theme.into(),
        lang: subject.language.into(),
    }
}

impl FigureChoice {
    /// The engine's request for a kind without anything a person adds. Every period between the two is drawn where they
    /// are one series.
    fn request(&self, kind: ChartKind) -> ChartRequest {
        let series = Workspace::periods_from(self.first, self.last);
        ChartRequest {
            scope: Some(self.choices.scope_id.0.clone()),
            theme: self.theme,
            order: self.order,
            // What a kind does not take is not asked of it, so that another kind can take it again.
            by: if kind.takes_breakdown() { self.by } else { By::default() },
            ..ChartRequest::new(
                kind,
                self.choices.indicator.id,
                series.unwrap_or_else(|_| vec![self.first, self.last]),
                self.lang,
            )
        }
    }

    /// The request for one kind, drawn small.
    ///
    /// # Errors
    /// `chart_failed` for a kind there is none of.
    pub fn kind_request(&self, kind: &str) -> Result<ChartRequest, Error> {
        Ok(self.request(kind_of(kind)?))
    }

    /// The request for the figure asked for.
    ///
    /// # Errors
    /// `chart_failed` for a kind there is none of, `no_place_for_event` for a day that is none.
    pub fn figure_request(&self, asked: &FigureRequest) -> Result<ChartRequest, Error> {
        let kind = kind_of(&asked.kind)?;
        let event = |event: &FigureEvent| {
            let refused = || Error::refused("no_place_for_event", &[("date", &event.date)]);
            Event::from_text(&format!("{}={}", event.date, event.words)).ok_or_else(refused)
        };
        let events = asked.events.iter().filter(|_| kind.takes_events()).map(event);
        Ok(ChartRequest {
            width_mm: asked.width_mm,
            height_mm: asked.height_mm,
            title: asked.title.clone().filter(|title| !title.trim().is_empty()),
            states_finding: asked.states_finding,
            units: if kind.takes_units() { asked.units.clone() } else { Vec::new() },
            events: events.collect::<Result<_, _>>()?,
            highlight: asked.highlight.clone(),
            notes: asked.notes.iter().map(|n| Note { key: n.key.clone(), words: n.words.clone() }).collect(),
            ..self.request(kind)
        })
    }

    /// The base where a person names none.
    pub(super) fn usual_base(&self) -> Period {
        self.choices.usual_base()
    }

    pub(super) fn last(&self) -> Period {
        self.last
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }
}

fn kind_of(name: &str) -> Result<ChartKind, Error> {
    let unknown = || Error::refused("chart_failed", &[("reason", name)]);
    Ok(find_kind(name).ok_or_else(unknown)?.kind)
}

/// The name of a kind in words. A kind that is not named here is shown by its stable name.
pub(super) fn kind_name(name: &str, lang: Lang) -> &str {
    let (zh, en) = match name {
        "ranked-bars" => ("排序条形", "Ranked bars"),
        "grouped-bars" => ("并列柱形", "Grouped bars"),
        "dumbbell" => ("前后对比", "Dumbbell"),
        "heat-table" => ("深浅表", "Heat table"),
        "small-multiples" => ("分格小图", "Small multiples"),
        "slope" => ("坡线", "Slope"),
        "waterfall" => ("贡献瀑布", "Waterfall"),
        "tile-grid" => ("方格图", "Tile grid"),
        "trend" => ("趋势线", "Trend"),
        "stacked" => ("堆积柱形", "Stacked bars"),
        "composition" => ("构成", "Composition"),
        "cumulative" => ("逐月累计", "Cumulative"),
        "choropleth" => ("分区地图", "Map"),
        other => return other,
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Every kind, with the options it takes, and what can be chosen.
pub fn gallery_view(chosen: &FigureChoice, scope_names: &BTreeMap<String, String>) -> GalleryView {
    let lang = chosen.lang;
    let kind = |info: &KindInfo| KindView {
        kind: info.name().to_owned(),
        name: kind_name(info.name(), lang).to_owned(),
        purpose: info.purpose(lang).to_owned(),
        needs: info.needs(lang).to_owned(),
        options: KindOptions {
            order: info.kind.takes_order(),
            by: info.kind.takes_breakdown(),
            units: info.kind.takes_units(),
            most_units: info.kind.most_units().and_then(|most| u32::try_from(most).ok()),
            events: info.kind.takes_events(),
        },
    };
    let choices = &chosen.choices;
    GalleryView {
        indicators: choices.indicators.iter().map(|i| choice(i.id, i.name(lang))).collect(),
        scopes: choices.scopes.iter().map(|s| choice(&s.0, scope_label(&s.0, scope_names, lang))).collect(),
        periods: choices.periods.iter().map(|p| choice(p, p.label(lang))).collect(),
        indicator: choices.indicator.id.to_owned(),
        scope: choices.scope_id.0.clone(),
        first: chosen.first.to_string(),
        last: chosen.last.to_string(),
        kinds: kinds().iter().map(kind).collect(),
    }
}

/// The chosen data drawn by a kind, or why that cannot be.
pub fn kind_picture(drawn: Result<Drawing, Error>) -> KindPicture {
    // Hundreds of rows on a card are neither seen nor quick to show.
    const MOST_MARKS: usize = 400;
    let svg = drawn.and_then(|drawing| {
        let is_small = drawing.figure.marks.len() <= MOST_MARKS;
        Ok(if is_small { Some(to_svg(&drawing.figure)?) } else { None })
    });
    match svg {
        Ok(svg) => KindPicture { svg, error: None },
        Err(error) => KindPicture { svg: None, error: Some(error_of(&error)) },
    }
}

/// One figure, drawn, with what of it was refused.
///
/// # Errors
/// When the drawing cannot be written.
pub fn figure_reply(
    asked: &ChartRequest,
    drawing: Option<&Drawing>,
    refusal: Option<FigureRefusal>,
) -> Result<FigureReply, Error> {
    let figure = drawing.map(|drawing| figure_view(asked, drawing)).transpose()?;
    Ok(FigureReply { figure, refusal })
}

fn figure_view(asked: &ChartRequest, drawing: &Drawing) -> Result<FigureView, Error> {
    let title = drawing.figure.title.clone();
    Ok(FigureView {
        chart: chart_view(drawing)?,
        states_finding: asked.states_finding && asked.title.is_none() && title != drawing.series.title(),
        title,
        height_mm: drawing.figure.height / PX_PER_MM,
        periods: asked.periods.iter().map(Period::to_string).collect(),
        units: drawing.series.units().into_iter().map(|(key, label)| choice(key, label)).collect(),
    })
}

/// The units a figure could draw.
pub fn units_view(units: &[(String, String)]) -> UnitsView {
    UnitsView { units: units.iter().map(|(key, label)| choice(key, label)).collect() }
}

/// The numbers of a figure as a table, each row with the stored numbers behind it.
pub fn figure_table(drawing: &Drawing) -> FigureTable {
    let table = data_table(&drawing.series, &drawing.figure);
    let row = |row: TableRow| FigureTableRow {
        observation_ids: drawing
            .inputs
            .get(&row.key)
            .map(|ids| ids.iter().map(|id| id.0).collect())
            .unwrap_or_default(),
        key: row.key,
        label: row.label,
        cells: row
            .cells
            .into_iter()
            .map(|cell| FigureTableCell { is_number: cell.number.is_some(), text: cell.text })
            .collect(),
    };
    FigureTable { heads: table.heads, rows: table.rows.into_iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name_in_both_languages() {
        for info in kinds() {
            for lang in [Lang::Zh, Lang::En] {
                assert_ne!(kind_name(info.name(), lang), info.name(), "{} has no name", info.name());
            }
        }
    }
}
