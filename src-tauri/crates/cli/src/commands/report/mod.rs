//! `report`: the year-end summary, a special report or a brief, as a document, a workbook, pages, JSON or words; or an
//! office's own document, filled.

mod placeholders;
mod request;

use crate::args::{Args, ChartsArg, ReportArgs};
use crate::json::report::document;
use crate::output::{Done, Terminal, now};
use clap::CommandFactory;
use jianfu_engine::report::{
    Charts, Placeholders, Report, fill_template, to_docx_with, to_pdf, to_text, to_xlsx,
};
use jianfu_engine::{Error, ReportRequest, SlotChange, UndrawnChart, Workspace, WrittenReport};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What can be written.
const FORMATS: &str = ".docx, .xlsx, .pdf, .json, .txt";
/// The resolution of pictures in a document.
const DPI: u32 = 300;
/// More is not read: the engine refuses such a template.
const MOST_OF_A_TEMPLATE: u64 = (64 << 20) + 1;

pub fn run(args: &ReportArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    if let Err(error) = args.check(&mut Args::command()) {
        error.exit();
    }
    if args.list_placeholders {
        let workspace = Workspace::open_read_only(&args.workspace)?;
        let written = workspace.write_report(&asked(args, &workspace, terminal)?)?;
        let all = Placeholders::of(&written.report, &written.facts);
        placeholders::print(&all, &written.report, args.json, terminal)?;
        return Ok(Done::Clean);
    }
    // The argument parser requires it.
    let Some(output) = &args.output else { return Ok(Done::Failed) };
    // Refused before anything is kept or accepted.
    let ending = ending(output, args)?;
    let template = args.template_file().map(read).transpose()?;
    let (written, changes) = match &args.saved {
        Some(name) => saved(args, name)?,
        None => (new(args, terminal)?, Vec::new()),
    };
    let bytes = match template {
        Some(template) => {
            fill_template(&template, &written.report, &written.facts, charts(args)).map_err(Error::from)?
        }
        None => bytes(&written.report, &changes, &ending, args)?,
    };
    // Kept and accepted only once it is known that it can be written.
    if let Some(name) = &args.keep {
        let request = request::request(args, terminal.lang)?;
        Workspace::open(&args.workspace)?.keep_report(name, &request, &now())?;
    }
    std::fs::write(output, bytes).map_err(|e| Error::file("cannot_write", output, &e))?;
    if args.accept
        && let Some(name) = &args.saved
    {
        Workspace::open(&args.workspace)?.accept_report(name, &now())?;
    }
    terminal.words(&format!("{}{}", terminal.say("已写出 ", "Wrote "), output.display()));
    for change in &changes {
        terminal.words(&changed(change, terminal));
    }
    for chart in &written.undrawn {
        terminal.words(&not_drawn(chart, terminal));
    }
    let is_clean = written.undrawn.is_empty() && (changes.is_empty() || args.accept);
    Ok(if is_clean { Done::Clean } else { Done::NeedsReview })
}

/// The format asked for; a template of Word gives a document of Word.
fn ending(output: &Path, args: &ReportArgs) -> Result<String, Error> {
    let ending = output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let formats = if args.template_file().is_some() { ".docx" } else { FORMATS };
    if formats.split(", ").any(|format| format.trim_start_matches('.') == ending) {
        return Ok(ending);
    }
    let file = output.file_name().unwrap_or_default().to_string_lossy();
    Err(Error::refused("unsupported_report", &[("file", &file), ("offer", formats)]))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |e: std::io::Error| Error::file("cannot_read", path, &e);
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MOST_OF_A_TEMPLATE).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// What was asked for now, or when the report was kept.
fn asked(args: &ReportArgs, workspace: &Workspace, terminal: &Terminal) -> Result<ReportRequest, Error> {
    match &args.saved {
        Some(name) => Ok(workspace.kept_report(name)?.request),
        None => request::request(args, terminal.lang),
    }
}

fn charts(args: &ReportArgs) -> Charts {
    match args.charts {
        Some(ChartsArg::Pictures) => Charts::Pictures { dpi: DPI },
        Some(ChartsArg::Native | ChartsArg::None) | None => Charts::Native,
    }
}

fn bytes(
    report: &Report,
    changes: &[SlotChange],
    ending: &str,
    args: &ReportArgs,
) -> anyhow::Result<Vec<u8>> {
    Ok(match ending {
        "json" => {
            let mut text = serde_json::to_vec_pretty(&document(report, changes))?;
            text.push(b'\n');
            text
        }
        "docx" => to_docx_with(report, charts(args)).map_err(Error::from)?,
        "xlsx" => {
            let sources = Workspace::open_read_only(&args.workspace)?.report_sources(report)?;
            to_xlsx(report, &sources).map_err(Error::from)?
        }
        "pdf" => to_pdf(report).map_err(Error::from)?,
        _ => to_text(report).into_bytes(),
    })
}

fn saved(args: &ReportArgs, name: &str) -> anyhow::Result<(WrittenReport, Vec<SlotChange>)> {
    let refreshed = Workspace::open_read_only(&args.workspace)?.refreshed_report(name)?;
    Ok((refreshed.written, refreshed.changes))
}

fn new(args: &ReportArgs, terminal: &Terminal) -> anyhow::Result<WrittenReport> {
    let request = request::request(args, terminal.lang)?;
    Ok(Workspace::open_read_only(&args.workspace)?.write_report(&request)?)
}

/// A chart that was asked for and is not there, with the reason.
fn not_drawn(chart: &UndrawnChart, terminal: &Terminal) -> String {
    let head = terminal.say("没有画出：", "Not drawn: ");
    format!("{head}{} {}: {}", chart.key, chart.kind.name(), chart.error.message(terminal.lang))
}

fn changed(change: &SlotChange, terminal: &Terminal) -> String {
    let none = terminal.say("无", "none");
    let [old, new] = [&change.old, &change.new].map(|text| text.as_deref().unwrap_or(none));
    format!("{}{}: {old} → {new}", terminal.say("数有变化：", "Changed: "), change.key)
}
