//! `series --json`.

use super::figures::{figure, ids, plain};
use super::inspect::Finding;
use jianfu_engine::key_label;
use jianfu_engine::measure::{FigureKind, Link, ScopeSeries, Series, SeriesPoint, SeriesTable};
use jianfu_engine::model::{Lang, NoRate, Period};
use serde_json::{Value, json};

/// The series of every scope, with the scopes' names, in a language.
pub fn document(table: &SeriesTable, names: &[String], lang: Lang) -> Value {
    let request = &table.request;
    let scopes: Vec<Value> =
        table.scopes.iter().zip(names).map(|(scope, name)| scope_json(table, scope, name, lang)).collect();
    let findings = table.scopes.iter().flat_map(|s| &s.diagnostics);
    let findings: Vec<Finding> = findings.map(|d| Finding::from_diagnostic(d, lang)).collect();
    json!({"indicator": request.indicator_id, "base": request.base.to_string(), "basis": request.basis.code(),
           "periods": request.periods.iter().map(Period::to_string).collect::<Vec<_>>(),
           "rounding": request.rounding.code(), "scopes": scopes, "diagnostics": findings})
}

fn scope_json(table: &SeriesTable, scope: &ScopeSeries, name: &str, lang: Lang) -> Value {
    let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
    let row = |series: &Series| {
        let key = series.key.clone().unwrap_or_default();
        let label = key_label(&key, table.request.by, &keys, lang);
        let mut row = json!({"by": table.request.by.code(), "key": key, "label": label});
        extend(&mut row, series_json(table, scope, series));
        row
    };
    json!({"id": scope.scope_id.0, "name": name, "rows": scope.rows.iter().map(row).collect::<Vec<_>>(),
           "total": series_json(table, scope, &scope.total), "not_in_every_link": scope.not_in_every_link})
}

fn extend(object: &mut Value, more: Value) {
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
}

fn series_json(table: &SeriesTable, scope: &ScopeSeries, series: &Series) -> Value {
    let points: Vec<Value> = series.points.iter().map(|p| point_json(table, scope, series, p)).collect();
    let mut chained = figure(&table.chain_measure(scope, series));
    let chain = series.chain.as_ref();
    let broken = chain.err().map(|b| {
        json!({"period": b.period.to_string(), "against": b.against.to_string(), "reason": b.reason.code()})
    });
    extend(
        &mut chained,
        json!({"is_end_to_end": chain.ok().map(|c| c.is_end_to_end), "broken_link": broken}),
    );
    json!({"points": points, "chained": chained,
           "end_to_end": match (series.points.last(), &series.end_to_end) {
               (Some(last), link) => link_json(table, scope, series, (last, link)),
               (None, _) => Value::Null,
           },
           "compound": figure(&table.compound_measure(scope, series))})
}

fn point_json(table: &SeriesTable, scope: &ScopeSeries, series: &Series, point: &SeriesPoint) -> Value {
    let link = |link: &Link| link_json(table, scope, series, (point, link));
    let mut since_base = link(&point.since_base);
    let index = table.link_measure(scope, series, (point, &point.since_base), FigureKind::Index);
    extend(&mut since_base, json!({"index": index.value.ok().map(|v| v.to_string())}));
    json!({"period": point.period.to_string(), "count": plain(point.count.ok()),
           "no_count": point.count.err().map(NoRate::code), "inputs": ids(&point.inputs),
           "before": point.before.as_ref().map(link), "year_before": link(&point.year_before),
           "since_base": since_base, "next_link_count": plain(point.next_link_count)})
}

fn link_json(
    table: &SeriesTable,
    scope: &ScopeSeries,
    series: &Series,
    (point, link): (&SeriesPoint, &Link),
) -> Value {
    let rate = table.link_measure(scope, series, (point, link), FigureKind::RateOfChange);
    json!({"against": link.against.to_string(), "current": plain(link.current), "base": plain(link.base),
           "change": plain(link.change()), "rate": rate.value.ok().map(|v| v.to_string()),
           "no_rate": link.rate.err().map(NoRate::code), "small_base": link.is_small_base(),
           "inputs": ids(&link.inputs)})
}
