//! `burden --json`.

use super::figures::{comparison, plain, total};
use super::inspect::Finding;
use jianfu_engine::measure::{Combined, PerMeeting, ScopeBurden};
use jianfu_engine::model::{AreaCode, Lang, NoRate, Rounding, indicator_name};
use jianfu_engine::{BurdenTable, PlaceShift, shift_sentence, side_by_side_sentence};
use serde_json::{Value, json};

/// Burdens of every scope, with the scopes' names, in a language. `name` gives the name of a scope.
pub fn document(table: &BurdenTable, name: &impl Fn(&str) -> String, lang: Lang) -> Value {
    let request = &table.request;
    let print = (request.rounding, request.decimals);
    let scopes: Vec<Value> = table.scopes.iter().map(|s| scope_json(s, name, print, lang)).collect();
    let shifts: Vec<Value> = table.shifts.iter().map(|s| place_json(s, name, print, lang)).collect();
    let findings = table.scopes.iter().flat_map(|s| &s.diagnostics);
    let findings = findings.chain(table.shifts.iter().flat_map(|s| &s.shift.diagnostics));
    let findings: Vec<Finding> = findings.map(|d| Finding::from_diagnostic(d, lang)).collect();
    json!({"period": request.period.to_string(), "against": request.against.to_string(),
           "area": table.area.map(|a: AreaCode| a.to_string()), "basis": request.basis.code(),
           "rounding": request.rounding.code(), "by": request.by.code(), "scopes": scopes,
           "categories": shifts, "diagnostics": findings})
}

fn scope_json(
    scope: &ScopeBurden,
    name: &impl Fn(&str) -> String,
    print: (Rounding, u32),
    lang: Lang,
) -> Value {
    let lines = scope.lines.iter().map(|line| {
        json!({"indicator": line.indicator_id, "name": indicator_name(&line.indicator_id, lang),
               "unit": line.unit, "rows": line.row_count, "total": total(&line.total, print)})
    });
    let combined =
        scope.combined.iter().map(|c| combined_json(c, |id| indicator_name(id, lang), print, lang));
    json!({"id": scope.scope_id.0, "name": name(&scope.scope_id.0), "indicators": lines.collect::<Vec<_>>(),
           "combined": combined.collect::<Vec<_>>(),
           "per_meeting": scope.meetings.iter().map(|m| meeting_json(m, print)).collect::<Vec<_>>(),
           "sentence": side_by_side_sentence(scope, print, lang)})
}

fn combined_json(
    combined: &Combined,
    label: impl Fn(&str) -> String,
    print: (Rounding, u32),
    lang: Lang,
) -> Value {
    let parts: Vec<Value> = combined.parts.iter().map(|p| comparison(p, &label(&p.key), print)).collect();
    let shift = &combined.shift;
    json!({"unit": combined.unit, "parts": parts, "total": total(&combined.total, print),
           "left_out": combined.left_out, "fallen": plain(Some(shift.fallen)),
           "risen": plain(Some(shift.risen)), "net": plain(Some(shift.net())),
           "moved": shift.moved.map(|m| m.to_string()), "verdict": shift.verdict.code(),
           "sentence": shift_sentence(combined, label, print, lang)})
}

fn place_json(
    place: &PlaceShift,
    name: &impl Fn(&str) -> String,
    print: (Rounding, u32),
    lang: Lang,
) -> Value {
    let scope_id = &place.shift.scope_id.0;
    let mut document = combined_json(&place.shift.combined, str::to_owned, print, lang);
    if let Some(object) = document.as_object_mut() {
        object.insert("indicator".to_owned(), json!(place.indicator_id));
        object.insert("area".to_owned(), json!(place.area.map(|a| a.to_string())));
        object.insert("scope".to_owned(), json!({"id": scope_id, "name": name(scope_id)}));
    }
    document
}

fn meeting_json(meeting: &PerMeeting, print: (Rounding, u32)) -> Value {
    json!({"indicator": meeting.indicator_id, "unit": meeting.unit,
           "meetings": comparison(&meeting.meetings, "", print), "cost": comparison(&meeting.cost, "", print),
           "current_average": meeting.current_average.ok().map(|v| v.to_string()),
           "base_average": meeting.base_average.ok().map(|v| v.to_string()),
           "no_average": meeting.current_average.err().or(meeting.base_average.err()).map(NoRate::code),
           "fewer_but_costlier": meeting.is_fewer_but_costlier(), "costlier_each": meeting.is_costlier_each(),
           "left_out": meeting.left_out})
}
