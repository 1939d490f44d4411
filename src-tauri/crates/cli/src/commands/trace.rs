//! `trace`: from a number back to file, sheet, cell and raw text.

use crate::args::TraceArgs;
use crate::output::{Done, Terminal, data, json};
use jianfu_engine::model::{Missing, ObservationId};
use jianfu_engine::{Error, Traced, Workspace, format};
use serde_json::{Value, json};

pub fn run(args: &TraceArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let traced = match (args.observation, &args.indicator, args.area, args.period) {
        (Some(id), ..) => workspace.trace(&[ObservationId(id)])?,
        (None, Some(indicator), Some(area), Some(period)) => {
            workspace.trace_key(Workspace::find_indicator_id(indicator)?, area, period)?
        }
        // The argument parser requires one or the other.
        _ => return Err(Error::refused("unknown_observation", &[("observation", "")]).into()),
    };
    if args.workspace.json {
        json(&json!({"observations": traced.iter().map(value).collect::<Vec<_>>()}))?;
    } else {
        for t in &traced {
            data(&words(t, terminal))?;
        }
    }
    Ok(Done::Clean)
}

fn value(t: &Traced) -> Value {
    let o = &t.observation;
    json!({"id": o.id.0.to_string(), "file": t.provenance.file, "sha256": t.provenance.sha256,
           "sheet": t.provenance.sheet, "cell": t.provenance.cell.to_string(), "raw": o.raw,
           "value": o.value.map(|v| v.to_string()), "missing": o.missing.map(Missing::code),
           "role": o.role.code(), "indicator": o.indicator_id, "scope": o.scope_id.0,
           "area": o.area.map(|a| a.to_string()), "period": o.period.map(|p| p.to_string()),
           "organisation": o.organisation, "category": o.category, "unit": o.unit,
           "row_labels": o.row_labels, "column_labels": o.column_labels,
           "imported_at": t.provenance.imported_at})
}

fn words(t: &Traced, terminal: &Terminal) -> String {
    let (o, p) = (&t.observation, &t.provenance);
    let number = o.value.map_or_else(|| o.missing.map_or("—", |m| m.code()).to_owned(), format::count);
    let labels = o.row_labels.iter().chain(&o.column_labels).cloned().collect::<Vec<_>>().join(" · ");
    let raw = terminal.say("原文", "raw text");
    format!(
        "#{} {number} {}  {} › {} › {}  {raw} “{}”  {labels}\n",
        o.id.0,
        o.unit.as_deref().unwrap_or(""),
        p.file,
        p.sheet,
        p.cell,
        o.raw
    )
}
