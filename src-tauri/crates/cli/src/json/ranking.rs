//! `rank --json`.

use super::inspect::Finding;
use jianfu_engine::measure::{
    Anomaly, Comparison, FigureKind, MeasureTable, Quartiles, ScopeMeasures, Standing,
};
use jianfu_engine::model::Lang;
use jianfu_engine::{ScopeStandings, Standings, row_labels};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct Document<'a> {
    indicator: &'a str,
    period: String,
    against: String,
    basis: &'static str,
    rounding: &'static str,
    before: Option<Before>,
    ranking: &'static str,
    quartile_method: &'static str,
    scopes: Vec<Scope>,
    diagnostics: Vec<Finding>,
}

/// The comparison before, in which ranks before were given.
#[derive(Serialize)]
struct Before {
    period: String,
    against: String,
}

#[derive(Serialize)]
struct Scope {
    id: String,
    name: String,
    rows: Vec<Row>,
    quartiles: Option<QuartilesJson>,
    anomalies: Vec<AnomalyJson>,
    earlier_comparisons: usize,
}

#[derive(Serialize)]
struct Row {
    key: String,
    label: String,
    rank: Option<usize>,
    is_tied: bool,
    rank_before: Option<usize>,
    places_gained: Option<i64>,
    current: Option<String>,
    base: Option<String>,
    change: Option<String>,
    rate: Option<String>,
    no_rate: Option<&'static str>,
    is_small_base: bool,
}

#[derive(Serialize)]
struct QuartilesJson {
    count: usize,
    lowest: String,
    first: String,
    median: String,
    third: String,
    highest: String,
}

#[derive(Serialize)]
struct AnomalyJson {
    key: String,
    label: String,
    method: &'static str,
    value: String,
    median: String,
    low: String,
    high: String,
    compared: usize,
    message: String,
}

impl<'a> Document<'a> {
    /// The standings with their scopes' names, in a language.
    pub fn from_standings(standings: &'a Standings, names: &[String], lang: Lang) -> Self {
        let table = &standings.table;
        let request = &table.request;
        let scopes = table.scopes.iter().zip(&standings.scopes).zip(names);
        Self {
            indicator: &request.indicator_id,
            period: request.period.to_string(),
            against: request.against.to_string(),
            basis: request.basis.code(),
            rounding: request.rounding.code(),
            before: standings
                .before
                .as_ref()
                .map(|b| Before { period: b.period.to_string(), against: b.against.to_string() }),
            ranking: "competition",
            quartile_method: Quartiles::METHOD,
            scopes: scopes.map(|((s, found), name)| scope(s, found, name, standings, lang)).collect(),
            diagnostics: table
                .scopes
                .iter()
                .flat_map(|s| &s.diagnostics)
                .map(|d| Finding::from_diagnostic(d, lang))
                .collect(),
        }
    }
}

fn scope(
    scope: &ScopeMeasures,
    found: &ScopeStandings,
    name: &str,
    standings: &Standings,
    lang: Lang,
) -> Scope {
    let table = &standings.table;
    let labels: BTreeMap<&str, String> =
        scope.rows.iter().map(|r| r.key.as_str()).zip(row_labels(scope, table.request.by, lang)).collect();
    let label = |key: &str| labels.get(key).cloned().unwrap_or_default();
    let rows: BTreeMap<&str, &Comparison> = scope.rows.iter().map(|r| (r.key.as_str(), r)).collect();
    let findings = standings.findings(scope, found, lang);
    let anomaly = |(a, message): (&Anomaly, String)| AnomalyJson {
        key: a.key.clone(),
        label: label(&a.key),
        method: a.method.code(),
        value: a.value.to_string(),
        median: a.median.to_string(),
        low: a.low.to_string(),
        high: a.high.to_string(),
        compared: a.compared,
        message,
    };
    Scope {
        id: scope.scope_id.0.clone(),
        name: name.to_owned(),
        rows: found
            .distribution
            .standings
            .iter()
            .filter_map(|s| Some(row(s, rows.get(s.key.as_str())?, label(&s.key), scope, table)))
            .collect(),
        quartiles: found.distribution.quartiles.as_ref().map(quartiles),
        anomalies: found
            .anomalies
            .iter()
            .zip(findings.iter().map(|d| d.message(lang)))
            .map(anomaly)
            .collect(),
        earlier_comparisons: found.earlier_count,
    }
}

fn row(
    standing: &Standing,
    row: &Comparison,
    label: String,
    scope: &ScopeMeasures,
    table: &MeasureTable,
) -> Row {
    let plain = |kind| table.row_measure(scope, row, kind).plain();
    Row {
        key: standing.key.clone(),
        label,
        rank: standing.rank,
        is_tied: standing.is_tied,
        rank_before: standing.rank_before,
        places_gained: standing.places_gained(),
        current: plain(FigureKind::Count),
        base: row.base.map(|b| b.normalize().to_string()),
        change: plain(FigureKind::Change),
        rate: plain(FigureKind::RateOfChange),
        no_rate: row.rate.as_ref().err().map(|r| r.code()),
        is_small_base: row.is_small_base(),
    }
}

fn quartiles(q: &Quartiles) -> QuartilesJson {
    QuartilesJson {
        count: q.count,
        lowest: q.lowest.to_string(),
        first: q.first.to_string(),
        median: q.median.to_string(),
        third: q.third.to_string(),
        highest: q.highest.to_string(),
    }
}
