//! Stored numbers as table rows, and the question behind them.

use super::overview::{area_name, breakdown, indicator_words, number};
use super::small;
use crate::types::{
    ChoiceView, FacetsView, ObservationField, ObservationRow, ObservationsFilter, ObservationsView,
    SortChoice,
};
use jianfu_engine::model::{Lang, Observation, Role, SourceId, Stated, get_area, indicator_name};
use jianfu_engine::store::{ObservationColumn, ObservationFilter, ObservationOrder, SourceTable};
use jianfu_engine::{Error, Workspace, stated};
use std::collections::BTreeMap;

/// The engine's filter for what the person chose.
///
/// # Errors
/// For a period, area, file or part that is none.
pub fn filter_of(filter: &ObservationsFilter) -> Result<ObservationFilter, Error> {
    let bad = |value: &str| Error::refused("internal", &[("reason", value)]);
    let chosen = |value: &Option<String>| value.clone().filter(|v| !v.is_empty());
    let period = chosen(&filter.period).map(|p| p.parse().map_err(|_| bad(&p))).transpose()?;
    let role = chosen(&filter.role).map(|r| Role::from_code(&r).ok_or_else(|| bad(&r))).transpose()?;
    Ok(ObservationFilter {
        indicator_id: chosen(&filter.indicator),
        periods: period.into_iter().collect(),
        area: chosen(&filter.area).map(|a| a.parse().map_err(|_| bad(&a))).transpose()?,
        source_id: chosen(&filter.source)
            .map(|s| s.parse().map(SourceId).map_err(|_| bad(&s)))
            .transpose()?,
        roles: role.into_iter().collect(),
        text: Some(filter.search.clone()).filter(|s| !s.is_empty()),
        ..ObservationFilter::default()
    })
}

/// The engine's order for what the person chose.
pub fn order_of(sort: SortChoice) -> ObservationOrder {
    let column = match sort.field {
        ObservationField::Indicator => ObservationColumn::Indicator,
        ObservationField::Area => ObservationColumn::Area,
        ObservationField::Period => ObservationColumn::Period,
        ObservationField::Breakdown => ObservationColumn::Breakdown,
        ObservationField::Value => ObservationColumn::Value,
        ObservationField::Unit => ObservationColumn::Unit,
        ObservationField::Role => ObservationColumn::Role,
        ObservationField::File => ObservationColumn::File,
        ObservationField::Place | ObservationField::Sheet | ObservationField::Cell => {
            ObservationColumn::Place
        }
    };
    ObservationOrder { column, is_descending: sort.is_descending }
}

/// Stored numbers as table rows.
pub fn observations_view(
    total: usize,
    observations: &[Observation],
    tables: &[SourceTable],
    lang: Lang,
) -> ObservationsView {
    let tables: BTreeMap<_, _> = tables.iter().map(|t| (t.id, t)).collect();
    let row = |o: &Observation| {
        let table = tables.get(&o.table_id);
        ObservationRow {
            id: o.id.0,
            indicator: indicator_words(o, lang),
            area: area_name(o),
            period: o.period.map(|p| p.label(lang)).unwrap_or_default(),
            breakdown: breakdown(o),
            value: number(o, lang),
            number: match stated(o) {
                Some(Stated::Exact(value)) => Some(value.to_string()),
                Some(Stated::Bounded(_)) | None => None,
            },
            unit: o.unit.clone().unwrap_or_default(),
            role: o.role.code().to_owned(),
            role_label: role_label(o.role, lang).to_owned(),
            file: table.map(|t| t.file.clone()).unwrap_or_default(),
            place: table.map(|t| format!("{} › {}", t.sheet, o.cell)).unwrap_or_default(),
            sheet: table.map(|t| t.sheet.clone()).unwrap_or_default(),
            cell: table.map(|_| o.cell.to_string()).unwrap_or_default(),
        }
    };
    ObservationsView { total: small(total), rows: observations.iter().map(row).collect() }
}

fn role_label(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Value => lang.pick("数", "value"),
        Role::Total => lang.pick("合计", "total"),
        Role::OfWhich => lang.pick("其中", "of which"),
        Role::Derived => lang.pick("算出", "derived"),
    }
}

/// What the stored numbers can be narrowed to.
///
/// # Errors
/// When the workspace cannot be read.
pub fn facets_view(workspace: &Workspace, lang: Lang) -> Result<FacetsView, Error> {
    let choice = |value: String, label: String| ChoiceView { value, label };
    let store = workspace.store();
    let indicators = store.list_indicators()?.into_iter();
    let periods = store.list_periods()?.into_iter().rev();
    let areas = store.list_areas()?.into_iter();
    let name = |code| get_area(code).map_or_else(|| code.to_string(), |a| a.name.to_owned());
    Ok(FacetsView {
        indicators: indicators.map(|(id, _)| choice(id.clone(), indicator_name(&id, lang))).collect(),
        periods: periods.map(|(p, _)| choice(p.to_string(), p.label(lang))).collect(),
        areas: areas.map(|(code, _)| choice(code.to_string(), name(code))).collect(),
        sources: store.list_sources()?.into_iter().map(|s| choice(s.id.0.to_string(), s.file)).collect(),
    })
}
