//! Pieces that several documents share.

use jianfu_engine::measure::{Comparison, Measure, Total};
use jianfu_engine::model::{Decimal, NoRate, ObservationId, Rate, Rounding};
use serde_json::{Value, json};

/// A number as it is.
pub fn plain(value: Option<Decimal>) -> Option<String> {
    value.map(|v| v.normalize().to_string())
}

/// Observation ids.
pub fn ids(inputs: &[ObservationId]) -> Vec<String> {
    inputs.iter().map(|id| id.0.to_string()).collect()
}

/// A rounded figure, or the reason why there is none.
pub fn figure(measure: &Measure) -> Value {
    json!({"kind": measure.kind.code(), "value": measure.value.ok().map(|v| v.to_string()),
           "no_rate": measure.value.err().map(NoRate::code), "inputs": ids(&measure.inputs)})
}

/// A rate in percent, rounded, and the reason where there is none.
fn rate_pair(
    rate: Result<Rate, NoRate>,
    (rounding, decimals): (Rounding, u32),
) -> (Option<String>, Option<&'static str>) {
    (rate.ok().map(|r| r.percent(rounding, decimals).to_string()), rate.err().map(NoRate::code))
}

/// A row's counts, change and rate.
pub fn comparison(row: &Comparison, label: &str, print: (Rounding, u32)) -> Value {
    let (rate, no_rate) = rate_pair(row.rate, print);
    json!({"key": row.key, "label": label, "current": plain(row.current), "base": plain(row.base),
           "change": plain(row.change()), "rate": rate, "no_rate": no_rate,
           "contribution": row.contribution.map(|c| c.to_string()), "inputs": ids(&row.inputs())})
}

/// Pooled sums with their rate, and what is in none of them.
pub fn total(total: &Total, print: (Rounding, u32)) -> Value {
    let (rate, no_rate) = rate_pair(total.rate, print);
    let change = total.current.zip(total.base).map(|(c, b)| c - b);
    let excluded: Vec<Value> =
        total.excluded.iter().map(|(key, reason)| json!({"key": key, "reason": reason.code()})).collect();
    json!({"current": plain(total.current), "base": plain(total.base), "change": plain(change), "rate": rate,
           "no_rate": no_rate, "excluded": excluded})
}
