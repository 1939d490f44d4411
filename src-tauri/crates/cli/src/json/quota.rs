//! `quota --json`.

use super::figures::{ids, plain};
use super::inspect::Finding;
use jianfu_engine::key_label;
use jianfu_engine::measure::{ForecastMethod, QuotaTable, QuotaUse, ScopeQuotas, time_progress};
use jianfu_engine::model::{Lang, NoRate};
use serde_json::{Value, json};

/// The quotas of every scope, with the scopes' names, in a language.
pub fn document(table: &QuotaTable, names: &[String], lang: Lang) -> Value {
    let request = &table.request;
    let time = time_progress(request.period, request.rounding, request.decimals);
    let scopes: Vec<Value> =
        table.scopes.iter().zip(names).map(|(scope, name)| scope_json(table, scope, name, lang)).collect();
    let findings = table.scopes.iter().flat_map(|s| &s.diagnostics);
    let findings: Vec<Finding> = findings.map(|d| Finding::from_diagnostic(d, lang)).collect();
    json!({"indicator": request.indicator_id, "period": request.period.to_string(), "by": request.by.code(),
           "time_progress": time.to_string(), "rounding": request.rounding.code(), "scopes": scopes,
           "diagnostics": findings})
}

fn scope_json(table: &QuotaTable, scope: &ScopeQuotas, name: &str, lang: Lang) -> Value {
    let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
    let row = |one: &QuotaUse| {
        let key = one.key.clone().unwrap_or_default();
        use_json(one, Some((&key, &key_label(&key, table.request.by, &keys, lang))), lang)
    };
    let excluded: Vec<Value> =
        scope.excluded.iter().map(|(key, reason)| json!({"key": key, "reason": reason.code()})).collect();
    let printed = scope.printed.map(|p| {
        json!({"quota": plain(Some(p.quota)), "used": plain(Some(p.used)),
               "completed": p.completed.ok().map(|c| c.to_string()),
               "no_rate": p.completed.err().map(NoRate::code)})
    });
    json!({"id": scope.scope_id.0, "name": name, "rows": scope.rows.iter().map(row).collect::<Vec<_>>(),
           "total": use_json(&scope.total, None, lang), "excluded": excluded, "printed": printed})
}

fn use_json(one: &QuotaUse, key: Option<(&str, &str)>, lang: Lang) -> Value {
    let progress = one.progress.ok();
    let forecast = one.forecast.as_ref().ok().map(|f| {
        let years = match &f.method {
            ForecastMethod::SeasonalShare { years } => years.clone(),
            ForecastMethod::StraightLine { .. } => Vec::new(),
        };
        json!({"value": f.value.to_string(), "low": f.interval.map(|i| i.0.to_string()),
               "high": f.interval.map(|i| i.1.to_string()), "method": f.method.code(), "years": years,
               "words": f.method.words(lang)})
    });
    json!({"key": key.map(|k| k.0), "label": key.map(|k| k.1), "quota": plain(one.quota),
           "used": plain(one.used), "completed": progress.map(|p| p.completed.to_string()),
           "lead": progress.map(|p| p.lead.to_string()),
           "remaining": progress.and_then(|p| plain(Some(p.remaining))),
           "no_rate": one.progress.err().map(NoRate::code), "forecast": forecast,
           "no_forecast": one.forecast.as_ref().err().map(|r| r.code()),
           "inputs": ids(&one.used_inputs), "quota_inputs": ids(&one.quota_inputs)})
}
