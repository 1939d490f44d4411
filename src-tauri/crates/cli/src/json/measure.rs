//! `measure --json`.

use super::inspect::Finding;
use jianfu_engine::measure::{Comparison, MeasureRequest, MeasureTable, ScopeMeasures};
use jianfu_engine::model::{Decimal, Lang, NoRate, ObservationId, Rate};
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
    Scope {
        id: scope.scope_id.0.clone(),
        name: name.to_owned(),
        rows: scope.rows.iter().zip(labels).map(|(row, label)| row_json(row, label, table)).collect(),
        total: Total {
            pooled: pooled(total.current, total.base, &total.rate, request),
            mean_of_rates: total.mean_of_rates.map(|m| m.to_string()),
            excluded: total
                .excluded
                .iter()
                .map(|(key, reason)| Excluded { key: key.clone(), reason: reason.code() })
                .collect(),
            as_counted: pooled(
                total.as_counted.current,
                total.as_counted.base,
                &total.as_counted.rate,
                request,
            ),
            printed: total.printed.as_ref().map(|p| Printed {
                current: plain(Some(p.current)),
                base: plain(p.base),
                inputs: ids(&p.inputs),
            }),
        },
    }
}

fn pooled(
    current: Option<Decimal>,
    base: Option<Decimal>,
    rate: &Result<Rate, NoRate>,
    request: &MeasureRequest,
) -> Pooled {
    let known = rate.as_ref().ok();
    Pooled {
        current: plain(current),
        base: plain(base),
        change: plain(known.map(|r| r.change)),
        rate: known.map(|r| r.percent(request.rounding, request.decimals).to_string()),
        no_rate: rate.as_ref().err().map(|r| r.code()),
    }
}

fn ids(inputs: &[ObservationId]) -> Vec<String> {
    inputs.iter().map(|id| id.0.to_string()).collect()
}

fn row_json(row: &Comparison, label: String, table: &MeasureTable) -> Row {
    let request = &table.request;
    let rate = row.rate.as_ref().ok();
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
        current: plain(row.current),
        base: plain(row.base),
        change: plain(row.change()),
        rate: rate.map(|r| r.percent(request.rounding, request.decimals).to_string()),
        rate_exact: rate.map(|r| r.percent_unrounded().to_string()),
        no_rate: row.rate.as_ref().err().map(|r| r.code()),
        contribution: row.contribution.map(|c| c.to_string()),
        inputs: ids(&row.inputs()),
        notes,
    }
}
