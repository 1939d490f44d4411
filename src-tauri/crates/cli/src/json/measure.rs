//! `measure --json`.

use super::breakdown::{self, BreakdownJson, DriverJson, JoinedJson};
use super::inspect::Finding;
use jianfu_engine::diagnostic::Diagnostic;
use jianfu_engine::labels_of;
use jianfu_engine::measure::{
    Breakdown, Comparison, FigureKind, Measure, MeasureRequest, MeasureTable, ScopeMeasures, Total,
};
use jianfu_engine::model::{Decimal, Lang, NoRate, ObservationId};
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
    total: TotalJson,
    comparable: Comparable,
    driver: Option<DriverJson>,
    breakdowns: Vec<BreakdownJson>,
}

/// The comparable basis beside the raw one, whichever was asked for.
#[derive(Serialize)]
struct Comparable {
    pooled: Pooled,
    mean_of_rates: Option<String>,
    joined: Vec<JoinedJson>,
    excluded: Vec<Excluded>,
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
    joined: Option<JoinedJson>,
}

#[derive(Serialize)]
struct TotalJson {
    pooled: Pooled,
    mean_of_rates: Option<String>,
    /// Where pooled rate and mean of rates differ by more than a point or in sign: the rows that make it so.
    apart: Option<Vec<String>>,
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
    label: String,
    reason: &'static str,
    /// Units of a joined row that have no number where they should.
    lacking: Vec<String>,
}

pub(super) fn plain(value: Option<Decimal>) -> Option<String> {
    value.map(|v| v.normalize().to_string())
}

impl<'a> Document<'a> {
    /// The table with its scopes' names, its breakdowns and the doubts about them, in a language.
    pub fn from_table(
        table: &'a MeasureTable,
        (names, breakdowns, doubts): (&[String], &[Breakdown], &[Diagnostic]),
        lang: Lang,
    ) -> Self {
        let request = &table.request;
        let scope = |(s, name): (&ScopeMeasures, &String)| scope_json(s, name, (table, breakdowns), lang);
        let scopes = table.scopes.iter().zip(names).map(scope).collect();
        let diagnostics = table.scopes.iter().flat_map(|s| &s.diagnostics).chain(doubts);
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

fn scope_json(
    scope: &ScopeMeasures,
    name: &str,
    (table, breakdowns): (&MeasureTable, &[Breakdown]),
    lang: Lang,
) -> Scope {
    let request = &table.request;
    let labels = labels_of(&scope.rows, request.by, lang);
    Scope {
        id: scope.scope_id.0.clone(),
        name: name.to_owned(),
        rows: scope.rows.iter().zip(labels).map(|(row, label)| row_json(row, scope, label, table)).collect(),
        total: total_json(scope, table, lang),
        comparable: comparable_json(scope, table, lang),
        driver: breakdown::driver(scope, request, lang),
        breakdowns: breakdowns
            .iter()
            .filter(|b| b.scope_id == scope.scope_id)
            .map(BreakdownJson::from)
            .collect(),
    }
}

fn total_json(scope: &ScopeMeasures, table: &MeasureTable, lang: Lang) -> TotalJson {
    let (request, total) = (&table.request, &scope.total);
    let all = &total.as_counted;
    TotalJson {
        pooled: pooled((total.current, total.base), |kind| table.total_measure(scope, kind)),
        mean_of_rates: table.total_measure(scope, FigureKind::MeanOfRates).plain(),
        apart: total.apart.as_ref().map(|a| a.causes.clone()),
        excluded: excluded(&scope.rows, total, request, lang),
        as_counted: pooled((all.current, all.base), |kind| table.as_counted_measure(scope, kind)),
        printed: total.printed.as_ref().map(|p| Printed {
            current: plain(Some(p.current)),
            base: plain(p.base),
            inputs: ids(&p.inputs),
        }),
    }
}

fn comparable_json(scope: &ScopeMeasures, table: &MeasureTable, lang: Lang) -> Comparable {
    let (request, rows) = (&table.request, &scope.comparable.rows);
    let total = &scope.comparable.total;
    let labels = labels_of(rows, request.by, lang);
    let joined = rows.iter().zip(&labels).filter_map(|(row, label)| JoinedJson::from_row(row, label));
    Comparable {
        pooled: pooled((total.current, total.base), |kind| table.comparable_measure(scope, kind)),
        mean_of_rates: table.comparable_measure(scope, FigureKind::MeanOfRates).plain(),
        joined: joined.collect(),
        excluded: excluded(rows, total, request, lang),
    }
}

fn excluded(rows: &[Comparison], total: &Total, request: &MeasureRequest, lang: Lang) -> Vec<Excluded> {
    let labels = labels_of(rows, request.by, lang);
    let of_row = |(key, reason): &(String, NoRate)| {
        let at = rows.iter().position(|r| r.key == *key);
        let joined = at.and_then(|at| rows.get(at)).and_then(|r| r.joined.as_ref());
        Excluded {
            key: key.clone(),
            label: at.and_then(|at| labels.get(at)).cloned().unwrap_or_default(),
            reason: reason.code(),
            lacking: joined.map(|j| j.lacking.clone()).unwrap_or_default(),
        }
    };
    total.excluded.iter().map(of_row).collect()
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
    if row.joined.is_some() {
        notes.push("joined");
    }
    if scope.has_other_extent(row) {
        notes.push("area_changed");
    }
    Row {
        joined: JoinedJson::from_row(row, &label),
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
