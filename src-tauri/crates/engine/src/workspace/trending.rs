//! Lines over periods: the total of a list, or a few of its units.

use super::charting::{ChartRequest, Traceable};
use super::followed::{Inputs, columns, find_key, labels, some_names, span_words, unknown_unit};
use super::ranking::scope_line;
use super::{Error, Workspace};
use crate::catalogue;
use crate::chart::{Caption, MatrixSeries};
use crate::measure::{ScopeSeries, Series};
use crate::model::{Better, Indicator, Lang};
use std::collections::BTreeMap;

/// The key of the line of everything together.
pub(super) const TOTAL: &str = "total";

impl Workspace {
    /// The series of a trend.
    pub(super) fn trend(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        let (indicator, lang) = (request.indicator()?, request.lang);
        request.ends()?;
        let scope = self.followed(request, request.by, &request.periods)?;
        let names = labels(&scope, request.by, lang);
        let drawn = drawn(&scope, request, &names)?;
        let mut inputs = Inputs::new();
        let rows = drawn
            .iter()
            .map(|(series, key, label)| self.row_of(series, (key, label.clone()), &mut inputs))
            .collect::<Result<Vec<_>, Error>>()?;
        let mut notes = Vec::new();
        if drawn.iter().any(|(_, key, _)| *key == TOTAL) {
            notes.extend(not_in_total(&scope, &names, lang));
        }
        let unfinished = scope.diagnostics.iter().filter(|d| d.code == "incomplete_year");
        notes.extend(unfinished.map(|d| catalogue::message(d.code, &d.args, lang)));
        let series = MatrixSeries {
            caption: Caption {
                title: title(request, indicator, &drawn),
                unit: indicator.unit_name(lang).to_owned(),
                scope_line: Some(scope_line(&self.scope_name(&scope.scope_id)?, lang)),
                total_line: None,
                source_line: self.source_line_of(&inputs, lang)?,
                notes,
            },
            row_head: request.by.name(lang).to_owned(),
            columns: columns(&request.periods, lang),
            rows,
            is_lower_better: indicator.better == Better::Lower,
        };
        Ok((series.into(), inputs))
    }
}

/// A line of data with its key and its name.
type Drawn<'s> = (&'s Series, &'s str, String);

/// The units asked for; without any, everything together, or the one unit there is.
fn drawn<'s>(
    scope: &'s ScopeSeries,
    request: &ChartRequest,
    names: &BTreeMap<String, String>,
) -> Result<Vec<Drawn<'s>>, Error> {
    let of_row = |row: &'s Series| {
        let key = row.key.as_deref()?;
        Some((row, key, names.get(key).cloned().unwrap_or_else(|| key.to_owned())))
    };
    if request.units.is_empty() {
        let alone = if let [row] = scope.rows.as_slice() { of_row(row) } else { None };
        let total = (&scope.total, TOTAL, request.lang.pick("合计", "Total").to_owned());
        return Ok(vec![alone.unwrap_or(total)]);
    }
    let mut out: Vec<Drawn<'s>> = Vec::new();
    for named in &request.units {
        let pairs = names.iter().map(|(key, label)| (key.as_str(), label.as_str()));
        let key = find_key(named, pairs);
        let row = scope.rows.iter().find(|row| row.key.is_some() && row.key.as_deref() == key);
        let Some(found) = row.and_then(of_row) else {
            return Err(unknown_unit(named, &Vec::from_iter(names.values().map(String::as_str))));
        };
        if !out.iter().any(|(_, key, _)| *key == found.1) {
            out.push(found);
        }
    }
    Ok(out)
}

/// Which units the sum of a period lacks while it has others: a line of sums is not of one list of units then.
fn not_in_total(scope: &ScopeSeries, names: &BTreeMap<String, String>, lang: Lang) -> Vec<String> {
    let mut lacking: BTreeMap<Vec<&str>, Vec<String>> = BTreeMap::new();
    for (index, point) in scope.total.points.iter().enumerate().filter(|(_, point)| point.count.is_ok()) {
        let is_without = |row: &&Series| row.points.get(index).is_some_and(|point| point.count.is_err());
        let keys = scope.rows.iter().filter(is_without).filter_map(|row| row.key.as_ref());
        let missing: Vec<&str> = keys.filter_map(|key| names.get(key)).map(String::as_str).collect();
        if !missing.is_empty() {
            lacking.entry(missing).or_default().push(point.period.label(lang));
        }
    }
    let said = |(missing, periods): (Vec<&str>, Vec<String>)| {
        let periods: Vec<&str> = periods.iter().map(String::as_str).collect();
        let (when, who) = (some_names(&periods, lang), some_names(&missing, lang));
        match lang {
            Lang::Zh => format!("{when}的合计不含{who}（缺数），前后不是同样的单位。"),
            Lang::En => {
                format!("The total of {when} leaves out {who} (no figure), so it is not of the same units.")
            }
        }
    };
    lacking.into_iter().map(said).collect()
}

fn title(request: &ChartRequest, indicator: &Indicator, drawn: &[Drawn<'_>]) -> String {
    let lang = request.lang;
    let span = span_words(&request.periods, lang);
    let names: Vec<&str> = drawn.iter().filter(|d| d.1 != TOTAL).map(|d| d.2.as_str()).collect();
    let who = if names.len() > 3 { String::new() } else { names.join(lang.pick("、", ", ")) };
    match lang {
        Lang::Zh => format!("{span}{who}{}走势", indicator.zh),
        Lang::En if who.is_empty() => format!("{}, {span}", indicator.en),
        Lang::En => format!("{}, {who}, {span}", indicator.en),
    }
}
