//! The charts room: from requests to the engine's chart requests, and from drawings to the gallery and the figure.

use super::overview::chart_view;
use super::{choice, error_of, scope_label};
use crate::types::{FigureRequest, FigureSubject, FigureView, GalleryView, KindView, OrderName, ThemeName};
use jianfu_engine::chart::{ChartKind, KindInfo, Order, TYPE_AREA_MM, Theme, find_kind, kinds, to_svg};
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
        order: match subject.order {
            OrderName::Value => Order::ByValue,
            OrderName::Official => Order::Official,
        },
        theme: subject.theme.into(),
        lang: subject.language.into(),
    }
}

impl FigureChoice {
    /// The engine's request for a kind. Every period between the two is drawn where they are one series.
    pub fn request(&self, kind: ChartKind, width_mm: f64, title: Option<String>) -> ChartRequest {
        let series = Workspace::periods_from(self.first, self.last);
        ChartRequest {
            scope: Some(self.choices.scope_id.0.clone()),
            theme: self.theme,
            width_mm,
            order: self.order,
            title: title.filter(|t| !t.trim().is_empty()),
            ..ChartRequest::new(
                kind,
                self.choices.indicator.id,
                series.unwrap_or_else(|_| vec![self.first, self.last]),
                self.lang,
            )
        }
    }

    /// The request for the figure asked for.
    ///
    /// # Errors
    /// `chart_failed` for a kind there is none of.
    pub fn figure_request(&self, asked: &FigureRequest) -> Result<ChartRequest, Error> {
        let unknown = || Error::refused("chart_failed", &[("reason", &asked.kind)]);
        let kind = find_kind(&asked.kind).ok_or_else(unknown)?.kind;
        Ok(self.request(kind, asked.width_mm, asked.title.clone()))
    }
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

/// Every kind with the chosen data drawn by it, or why that cannot be.
pub fn gallery_view(
    chosen: &FigureChoice,
    scope_names: &BTreeMap<String, String>,
    draw: impl Fn(&ChartRequest) -> Result<Drawing, Error>,
) -> GalleryView {
    let lang = chosen.lang;
    let kind = |info: &KindInfo| {
        let request = chosen.request(info.kind, TYPE_AREA_MM, None);
        let svg = draw(&request).and_then(|drawing| Ok(to_svg(&drawing.figure)?));
        let (svg, error) = match svg {
            Ok(svg) => (Some(svg), None),
            Err(error) => (None, Some(error_of(&error))),
        };
        KindView {
            kind: info.name().to_owned(),
            name: kind_name(info.name(), lang).to_owned(),
            purpose: info.purpose(lang).to_owned(),
            needs: info.needs(lang).to_owned(),
            svg,
            error,
        }
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

/// One figure, drawn.
///
/// # Errors
/// When it cannot be drawn.
pub fn figure_view(drawing: &Drawing, periods: &[Period]) -> Result<FigureView, Error> {
    Ok(FigureView {
        chart: chart_view(drawing)?,
        title: drawing.figure.title.clone(),
        height_mm: drawing.figure.height / PX_PER_MM,
        periods: periods.iter().map(Period::to_string).collect(),
    })
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
