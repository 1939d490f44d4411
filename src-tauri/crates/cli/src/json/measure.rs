//! `measure --json`.

use super::inspect::Finding;
use jianfu_engine::measure::{Comparison, FigureKind, Measure, MeasureTable, ScopeMeasures};
use jianfu_engine::model::{Decimal, Lang, NoRate, ObservationId};
use jianfu_engine::row_labels;
use serde::Serialize;

#[derive(Serialize)]
pub struct Document<'a> {
    indicator: &'a str,
    period: String,
    against: String,
    basis: &'static str,
    rounding: &'static str,
    scopes: Vec<Scope>,
    diagnostics: Vec<Finding>,
}

#[derive(Serialize)]
struct Scope {
    id: String,
    name: String,
    rows: Vec<Row>,
    total: Total,
}

#[derive(Serialize)]
struct Row {
    by: &'static str,
    key: String,
    label: String,
    current: Option<String>,
    base: Option<String>,
    change: Option<String>,
    rate: Option<String>,
    rate_exact: Option<String>,
    no_rate: Option<&'static str>,
    contribution: Option<String>,
    inputs: Vec<String>,
    notes: Vec<&'static str>,
}

#[derive(Serialize)]
struct Total {
    pooled: Pooled,
    mean_of_rates: Option<String>,
    excluded: Vec<Excluded>,
    as_counted: Pooled,
    printed: Option<Printed>,
}

#[derive(Serialize)]
struct Printed {
    current: Option<String>,
    base: Option<String>,
    inputs: Vec<String>,
}

#[derive(Serialize)]
struct Pooled {
    current: Option<String>,
    base: Option<String>,
    change: Option<String>,
    rate: Option<String>,
    no_rate: Option<&'static str>,
}

#[derive(Serialize)]
struct Excluded {
    key: String,
    reason: &'static str,
}

fn plain(value: Option<Decimal>) -> Option<String> {
    value.map(|v| v.normalize().to_string())
}

impl<'a> Document<'a> {
    /// The table with its scopes' names, in a language.
    pub fn from_table(table: &'a MeasureTable, names: &[String], lang: Lang) -> Self {
        let request = &table.request;
        let scopes =
            table.scopes.iter().zip(names).map(|(s, name)| scope_json(s, name, table, lang)).collect();
        let diagnostics = table.scopes.iter().flat_map(|s| &s.diagnostics);
        Self {
            indicator: &request.indicator_id,
            period: request.period.to_string(),
            against: request.against.to_string(),
            basis: request.basis.code(),
            rounding: request.rounding.code(),
            scopes,
            diagnostics: diagnostics.map(|d| Finding::from_diagnostic(d, lang)).collect(),
        }
    }
}

fn scope_json(scope: &ScopeMeasures, name: &str, table: &MeasureTable, lang: Lang) -> Scope {
    let request = &table.request;
    let labels = row_labels(scope, request.by, lang);
    let total = &scope.total;
    let of_total = |kind| table.total_measure(scope, kind);
    let as_counted = |kind| table.as_counted_measure(scope, kind);
    Scope {
        id: scope.scope_id.0.clone(),
        name: name.to_owned(),
        rows: scope.rows.iter().zip(labels).map(|(row, label)| row_json(row, scope, label, table)).collect(),
        total: Total {
            pooled: pooled((total.current, total.base), of_total),
            mean_of_rates: of_total(FigureKind::MeanOfRates).plain(),
            excluded: total
                .excluded
                .iter()
                .map(|(key, reason)| Excluded { key: key.clone(), reason: reason.code() })
                .collect(),
            as_counted: pooled((total.as_counted.current, total.as_counted.base), as_counted),
            printed: total.printed.as_ref().map(|p| Printed {
                current: plain(Some(p.current)),
                base: plain(p.base),
                inputs: ids(&p.inputs),
            }),
        },
    }
}

/// Sums of both periods with the figures made from them.
fn pooled(
    (current, base): (Option<Decimal>, Option<Decimal>),
    figure: impl Fn(FigureKind) -> Measure,
) -> Pooled {
    let rate = figure(FigureKind::RateOfChange);
    Pooled {
        current: plain(current),
        base: plain(base),
        change: figure(FigureKind::Change).plain(),
        rate: rate.plain(),
        no_rate: rate.value.err().map(NoRate::code),
    }
}

fn ids(inputs: &[ObservationId]) -> Vec<String> {
    inputs.iter().map(|id| id.0.to_string()).collect()
}

fn row_json(row: &Comparison, scope: &ScopeMeasures, label: String, table: &MeasureTable) -> Row {
    let request = &table.request;
    let figure = |kind| table.row_measure(scope, row, kind).plain();
    let mut notes = Vec::new();
    if row.is_small_base() {
        notes.push("small_base");
    }
    if row.missing_cells > 0 {
        notes.push("missing_cells");
    }
    if row.is_added_up {
        notes.push("added_up");
    }
    Row {
        by: request.by.code(),
        key: row.key.clone(),
        label,
        current: figure(FigureKind::Count),
        base: plain(row.base),
        change: figure(FigureKind::Change),
        rate: figure(FigureKind::RateOfChange),
        rate_exact: row.rate.as_ref().ok().map(|r| r.percent_unrounded().to_string()),
        no_rate: row.rate.as_ref().err().map(|r| r.code()),
        contribution: figure(FigureKind::Contribution),
        inputs: ids(&row.inputs()),
        notes,
    }
}
