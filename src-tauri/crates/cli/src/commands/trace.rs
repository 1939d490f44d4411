//! `trace`: from a number back to file, sheet, cell and raw text.

use crate::args::TraceArgs;
use crate::output::{Done, Terminal, data, json};
use jianfu_engine::model::{Missing, NoRate, ObservationId, Stated};
use jianfu_engine::{Error, Traced, TracedFigure, Workspace, format, stated};
use serde_json::{Value, json};

pub fn run(args: &TraceArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let figures = match (&args.indicator, args.area, args.period) {
        (Some(indicator), Some(area), Some(period)) => {
            let periods = (period, args.against.unwrap_or_else(|| period.year_before()));
            let indicator = Workspace::find_indicator_id(indicator)?;
            workspace.figures_of_key(indicator, area, periods, terminal.lang)?
        }
        // The argument parser requires all three or none.
        _ => Vec::new(),
    };
    let traced = match (args.observation, &args.indicator, args.area, args.period) {
        (Some(id), ..) => workspace.trace(&[ObservationId(id)])?,
        (None, Some(indicator), Some(area), Some(period)) => {
            workspace.trace_key(Workspace::find_indicator_id(indicator)?, area, period)?
        }
        // The argument parser requires one or the other.
        _ => return Err(Error::refused("unknown_observation", &[("observation", "")]).into()),
    };
    if args.workspace.json {
        let figures: Vec<Value> = figures.iter().map(|f| figure_value(f, terminal)).collect();
        json(&json!({"observations": traced.iter().map(value).collect::<Vec<_>>(), "figures": figures}))?;
    } else {
        for figure in &figures {
            data(&figure_words(figure, terminal))?;
        }
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

fn figure_value(figure: &TracedFigure, terminal: &Terminal) -> Value {
    let (m, lang) = (&figure.measure, terminal.lang);
    let inputs: Vec<String> = m.inputs.iter().map(|id| id.0.to_string()).collect();
    json!({"kind": m.kind.code(), "value": m.plain(), "no_rate": m.value.err().map(NoRate::code),
           "text": m.text(lang), "operation": m.kind.formula(lang), "working": m.working(lang),
           "definition": m.definition(&figure.row, &figure.scope, lang), "scope": m.scope_id.0,
           "period": m.period.to_string(), "against": m.against.map(|p| p.to_string()),
           "basis": m.basis.code(), "rounding": m.rounding.code(), "decimals": m.decimals,
           "inputs": inputs})
}

/// A figure, its formula with its numbers, what makes it what it is, and the cells it came from.
fn figure_words(figure: &TracedFigure, terminal: &Terminal) -> String {
    let (m, lang) = (&figure.measure, terminal.lang);
    let indent = "  ";
    let mut out = format!("{} {}\n", m.kind.name(lang), m.text(lang));
    if let Some(working) = m.working(lang) {
        out.push_str(&format!("{indent}{working}\n"));
    }
    out.push_str(&format!("{indent}{}\n", m.definition(&figure.row, &figure.scope, lang)));
    let inputs: Vec<String> = m.inputs.iter().map(|id| format!("#{}", id.0)).collect();
    out.push_str(&format!("{indent}{}{}\n", terminal.say("来自 ", "from "), inputs.join(" ")));
    out
}

fn words(t: &Traced, terminal: &Terminal) -> String {
    let (o, p) = (&t.observation, &t.provenance);
    let number = match stated(o) {
        Some(Stated::Exact(value)) => format::count(value),
        Some(Stated::Bounded(claim)) => format::bounded(claim.bound, claim.value, &claim.unit, terminal.lang),
        None => o.missing.map_or("—", |m| format::missing(m, terminal.lang)).to_owned(),
    };
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
