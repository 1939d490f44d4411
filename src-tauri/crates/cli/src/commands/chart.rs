//! `chart`: one figure as SVG, PNG, PDF or workbook, and the list of kinds.

use crate::args::{ChartArgs, OrderArg, ThemeArg};
use crate::output::{Align, Done, Terminal, data, json, table};
use jianfu_engine::chart::{
    ChartKind, KindInfo, Order, Theme, TileGrid, find_kind, kinds, to_pdf, to_png, to_svg,
};
use jianfu_engine::model::Period;
use jianfu_engine::{ChartRequest, Drawing, Error, Workspace};
use serde_json::{Value, json};
use std::path::Path;

/// The title that asks for what the figure shows.
const FINDING: &str = "finding";

pub fn run(args: &ChartArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    if args.list {
        return list(args.json, terminal);
    }
    let (Some(kind), Some(workspace), Some(indicator), Some(period), Some(output)) =
        (&args.kind, &args.workspace, &args.indicator, args.period, &args.output)
    else {
        // The argument parser requires them all.
        return Ok(Done::Failed);
    };
    let Some(kind) = find_kind(kind) else {
        let offer = kinds().iter().map(KindInfo::name).collect::<Vec<_>>().join(", ");
        return Err(Error::refused("not_built_yet", &[("what", kind), ("offer", &offer)]).into());
    };
    let workspace = Workspace::open_read_only(workspace)?;
    let indicator_id = Workspace::find_indicator_id(indicator)?.to_owned();
    let periods = periods(args, kind.kind, &workspace, &indicator_id, period)?;
    let asked = ChartRequest::new(kind.kind, &indicator_id, periods, terminal.lang);
    let drawing = workspace.chart(&request(args, asked)?)?;
    let bytes = bytes(&drawing, args, output)?;
    std::fs::write(output, bytes).map_err(|e| Error::file("cannot_write", output, &e))?;
    terminal.words(&format!("{}{}", terminal.say("已写出 ", "Wrote "), output.display()));
    Ok(Done::Clean)
}

/// The request with what the arguments add to it.
fn request(args: &ChartArgs, asked: ChartRequest) -> Result<ChartRequest, Error> {
    Ok(ChartRequest {
        scope: args.scope.clone(),
        theme: match args.theme {
            ThemeArg::Light => Theme::Light,
            ThemeArg::Dark => Theme::Dark,
            ThemeArg::Print => Theme::Print,
        },
        width_mm: args.width_mm,
        height_mm: args.height_mm,
        order: match args.order {
            OrderArg::Value => Order::ByValue,
            OrderArg::Official => Order::Official,
        },
        title: args.title.clone().filter(|title| title != FINDING),
        tiles: args.tiles.as_deref().map(tiles).transpose()?,
        boundary: args.boundary.clone(),
        breaks: args.breaks.into(),
        by: args.by.into(),
        units: args.units.clone(),
        events: args.mark.clone(),
        highlight: args.highlight.clone(),
        notes: args.note.clone(),
        states_finding: args.title.as_deref() == Some(FINDING),
        ..asked
    })
}

/// The figure in the format that the name of the file asks for.
fn bytes(drawing: &Drawing, args: &ChartArgs, output: &Path) -> Result<Vec<u8>, Error> {
    let svg = || to_svg(&drawing.figure);
    Ok(match ending(output).as_str() {
        "xlsx" => drawing.to_xlsx()?,
        "svg" => svg()?.into_bytes(),
        "png" => to_png(&svg()?, args.width_mm, args.dpi)?,
        "pdf" => to_pdf(&svg()?)?,
        _ => return Err(Error::refused("unsupported_output", &[("file", &name(output))])),
    })
}

/// The periods drawn, oldest first: those from `--from`; or the base and the current one; or, for a kind that shows all
/// periods at once, every one known.
fn periods(
    args: &ChartArgs,
    kind: ChartKind,
    workspace: &Workspace,
    indicator_id: &str,
    period: Period,
) -> Result<Vec<Period>, Error> {
    let first = match (args.from, args.against) {
        (Some(first), _) => first,
        (None, Some(against)) => return Ok(vec![against, period]),
        (None, None) if shows_all_periods(kind) => {
            let earliest = workspace.earliest_period(indicator_id, period)?;
            earliest.unwrap_or_else(|| period.year_before())
        }
        (None, None) => return Ok(vec![period.year_before(), period]),
    };
    Workspace::periods_from(first, period)
}

/// Whether a kind shows every period known where none is named.
fn shows_all_periods(kind: ChartKind) -> bool {
    matches!(
        kind,
        ChartKind::HeatTable
            | ChartKind::SmallMultiples
            | ChartKind::Trend
            | ChartKind::Stacked
            | ChartKind::Composition
    )
}

fn tiles(path: &Path) -> Result<TileGrid, Error> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::file("cannot_read", path, &e))?;
    Ok(TileGrid::from_text(&text)?)
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn list(as_json: bool, terminal: &Terminal) -> anyhow::Result<Done> {
    let lang = terminal.lang;
    if as_json {
        let kinds: Vec<Value> = kinds()
            .iter()
            .map(|k| json!({"name": k.name(), "purpose": k.purpose(lang), "needs": k.needs(lang)}))
            .collect();
        json(&json!({ "kinds": kinds }))?;
        return Ok(Done::Clean);
    }
    let rows: Vec<Vec<String>> = kinds()
        .iter()
        .map(|k| vec![k.name().to_owned(), k.purpose(lang).to_owned(), k.needs(lang).to_owned()])
        .collect();
    let heads = [
        (terminal.say("种类", "Kind"), Align::Left),
        (terminal.say("用途", "Purpose"), Align::Left),
        (terminal.say("需要", "Needs"), Align::Left),
    ];
    data(&table(&heads, &rows))?;
    Ok(Done::Clean)
}
