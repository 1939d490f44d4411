//! Measures of a workspace, with names for their rows and words for their doubts.

use super::{Error, Workspace};
use crate::diagnostic::Diagnostic;
use crate::measure::{
    By, Comparison, Counts, CountsBuilder, CubeFilter, MeasureRequest, MeasureTable, ScopeMeasures,
};
use crate::model::{AreaCode, AreaLevel, Lang, Period, TableId, find_indicator, get_area, get_indicator};
use crate::store::{SourceTable, TableFilter};
use std::collections::BTreeMap;

impl Workspace {
    /// Reductions of an indicator, period against period, for every scope that has it.
    ///
    /// # Errors
    /// `no_observations` when the workspace has nothing on the indicator in the current period.
    pub fn measure(&self, request: &MeasureRequest) -> Result<MeasureTable, Error> {
        let mut years = vec![request.period.year(), request.against.year()];
        years.dedup();
        let periods: Vec<Period> = years.iter().copied().flat_map(Period::of_year).collect();
        let counts = self.counts(Some(&request.indicator_id), &periods)?;
        let mut table = counts.cube(request.by, &CubeFilter::default())?.compare(request)?;
        if table.scopes.is_empty() {
            let period = request.period.to_string();
            return Err(Error::refused(
                "no_observations",
                &[("period", &period), ("indicator", &request.indicator_id)],
            ));
        }
        self.name_places(&mut table, request.by)?;
        Ok(table)
    }

    /// The numbers of an indicator, or of all, in these periods, or in all.
    fn counts(&self, indicator_id: Option<&str>, periods: &[Period]) -> Result<Counts, Error> {
        let mut builder = CountsBuilder::default();
        self.store().visit_counts(indicator_id, periods, |row| builder.push(row))?;
        Ok(builder.finish()?)
    }

    /// Puts file and sheet names into findings that know only table ids.
    fn name_places(&self, table: &mut MeasureTable, by: By) -> Result<(), Error> {
        if table.scopes.iter().all(|s| s.diagnostics.is_empty()) {
            return Ok(());
        }
        let tables: BTreeMap<TableId, SourceTable> =
            self.store().list_tables(&TableFilter::default())?.into_iter().map(|t| (t.id, t)).collect();
        for scope in &mut table.scopes {
            let keys: Vec<String> = scope.rows.iter().map(|r| r.key.clone()).collect();
            for diagnostic in &mut scope.diagnostics {
                name_place(diagnostic, &tables, by, &keys);
            }
        }
        Ok(())
    }

    /// The indicator a person named: by id, or by a name or word of the catalogue.
    ///
    /// # Errors
    /// `unknown_indicator`.
    pub fn find_indicator_id(text: &str) -> Result<&'static str, Error> {
        get_indicator(text)
            .or_else(|| find_indicator(text))
            .map(|i| i.id)
            .ok_or_else(|| Error::refused("unknown_indicator", &[("indicator", text)]))
    }
}

/// Puts the names of row, files and sheets into a finding that knows only their keys and ids.
pub(super) fn name_place(
    diagnostic: &mut Diagnostic,
    tables: &BTreeMap<TableId, SourceTable>,
    by: By,
    keys: &[String],
) {
    let arg = |name: &str| diagnostic.args.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let place = |id: Option<String>| {
        let id = id.and_then(|v| v.parse().ok()).map(TableId);
        let table = id.and_then(|id| tables.get(&id));
        table.map(|t| format!("{} › {}", t.file, t.sheet)).unwrap_or_default()
    };
    let (Some(key), Some(period)) = (arg("key"), arg("period")) else { return };
    let label = key_label(&key, by, keys, Lang::Zh);
    let period = period.parse::<Period>().map_or(period, |p| p.to_string());
    let named = [
        ("label".to_owned(), format!("{label} {period}")),
        ("first_place".to_owned(), place(arg("first_table"))),
        ("second_place".to_owned(), place(arg("second_table"))),
    ];
    diagnostic.args.extend(named);
}

/// The words for a row's key: an area's short name, or the category or body itself. An area whose own parts stand in
/// the same list is shown as its own level (岳阳市本级).
pub fn key_label(key: &str, by: By, keys: &[String], lang: Lang) -> String {
    let By::Area = by else { return key.to_owned() };
    let Ok(code) = key.parse::<AreaCode>() else { return key.to_owned() };
    let Some(area) = get_area(code) else { return key.to_owned() };
    let has_parts =
        keys.iter().any(|k| k.parse::<AreaCode>().is_ok_and(|other| other != code && other.is_within(code)));
    if !has_parts {
        return area.name.to_owned();
    }
    match (lang, code.level()) {
        (Lang::Zh, AreaLevel::Province) => format!("{}省本级", area.short_name),
        (Lang::Zh, _) => format!("{}本级", area.name),
        (Lang::En, _) => format!("{} (own level)", area.name),
    }
}

/// Labels of all rows, in row order.
pub fn row_labels(scope: &ScopeMeasures, by: By, lang: Lang) -> Vec<String> {
    let keys: Vec<String> = scope.rows.iter().map(|r: &Comparison| r.key.clone()).collect();
    keys.iter().map(|k| key_label(k, by, &keys, lang)).collect()
}
