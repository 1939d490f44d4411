//! Measures of a workspace, with names for their rows and words for their doubts.

use super::{Error, Workspace};
use crate::diagnostic::Diagnostic;
use crate::measure::{
    Breakdown, By, Counts, CountsBuilder, MeasureRequest, MeasureTable, ScopeMeasures, breakdowns, key_label,
    labels_of,
};
use crate::model::{Lang, Period, TableId, find_indicator, get_indicator};
use crate::store::{SourceTable, TableFilter};
use std::collections::{BTreeMap, BTreeSet};

impl Workspace {
    /// Reductions of an indicator, period against period, for every scope that has it.
    ///
    /// # Errors
    /// `no_observations` when the workspace has nothing on the indicator in the current period.
    pub fn measure(&self, request: &MeasureRequest) -> Result<MeasureTable, Error> {
        self.measured(&self.counts_of(request)?, request)
    }

    /// The same, with the total of each scope broken down by area, by category and by body: what each covers, and what it
    /// leaves over.
    ///
    /// # Errors
    /// As [`Workspace::measure`].
    pub fn measure_and_break_down(
        &self,
        request: &MeasureRequest,
    ) -> Result<(MeasureTable, Vec<Breakdown>), Error> {
        let counts = self.counts_of(request)?;
        let table = self.measured(&counts, request)?;
        let mut tables = vec![table.clone()];
        for by in By::ALL.into_iter().filter(|by| *by != request.by) {
            let request = MeasureRequest { by, ..request.clone() };
            tables.push(counts.cube(by, &request.filter())?.compare(&request)?);
        }
        tables.sort_by_key(|t| By::ALL.iter().position(|by| *by == t.request.by));
        Ok((table, breakdowns(&tables)))
    }

    fn measured(&self, counts: &Counts, request: &MeasureRequest) -> Result<MeasureTable, Error> {
        let mut table = counts.cube(request.by, &request.filter())?.compare(request)?;
        if table.scopes.is_empty() {
            let period = request.period.to_string();
            return Err(Error::refused(
                "no_observations",
                &[("period", &period), ("indicator", &request.indicator_id)],
            ));
        }
        self.name_bounds(&mut table)?;
        self.name_places(&mut table, request.by)?;
        Ok(table)
    }

    /// The numbers a question is about.
    fn counts_of(&self, request: &MeasureRequest) -> Result<Counts, Error> {
        let within = request.filter().within.unwrap_or_default();
        let parts = |of: &Period| Period::of_year(of.year()).filter(|p| p.is_within(*of)).collect::<Vec<_>>();
        let periods: BTreeSet<Period> = within.iter().flat_map(parts).collect();
        self.counts(Some(&request.indicator_id), &Vec::from_iter(periods))
    }

    /// The numbers of an indicator, or of all, in these periods, or in all.
    pub(super) fn counts(&self, indicator_id: Option<&str>, periods: &[Period]) -> Result<Counts, Error> {
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

/// What drove the change of a scope, in one sentence.
pub fn driver_text(scope: &ScopeMeasures, request: &MeasureRequest, lang: Lang) -> Option<String> {
    let driver = scope.driver.as_ref()?;
    let labels = labels_of(&scope.rows, request.by, lang);
    let label = |key: &str| {
        let at = scope.rows.iter().position(|r| r.key == key);
        at.and_then(|at| labels.get(at)).cloned().unwrap_or_else(|| key.to_owned())
    };
    let unit = get_indicator(&request.indicator_id).map_or("", |i| i.unit_name(lang));
    Some(driver.text(&label, request.by, unit, lang))
}
