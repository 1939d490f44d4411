//! `report`: the year-end summary, a special report or a brief, as a document, a workbook, pages, JSON or words.

use crate::args::ReportArgs;
use crate::json::report::document;
use crate::output::{Done, Terminal, now};
use jianfu_engine::model::Lang;
use jianfu_engine::report::{Closing, Outline, Report, to_docx, to_pdf, to_text, to_xlsx};
use jianfu_engine::{Error, ReportRequest, SlotChange, Workspace};
use std::collections::BTreeMap;

/// What can be written.
const FORMATS: &str = ".docx, .xlsx, .pdf, .json, .txt";

pub fn run(args: &ReportArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let ending = args.output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    // Refused before anything is kept or accepted.
    if !FORMATS.split(", ").any(|format| format.trim_start_matches('.') == ending) {
        let file = args.output.file_name().unwrap_or_default().to_string_lossy();
        return Err(Error::refused("unsupported_report", &[("file", &file), ("offer", FORMATS)]).into());
    }
    let (report, changes) = match &args.saved {
        Some(name) => saved(args, name)?,
        None => (new(args, terminal)?, Vec::new()),
    };
    let bytes = bytes(&report, &changes, &ending, args)?;
    std::fs::write(&args.output, bytes).map_err(|e| Error::file("cannot_write", &args.output, &e))?;
    terminal.words(&format!("{}{}", terminal.say("已写出 ", "Wrote "), args.output.display()));
    for change in &changes {
        terminal.words(&changed(change, terminal));
    }
    Ok(if changes.is_empty() || args.accept { Done::Clean } else { Done::NeedsReview })
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
        "docx" => to_docx(report).map_err(Error::from)?,
        "xlsx" => {
            let sources = Workspace::open_read_only(&args.workspace)?.report_sources(report)?;
            to_xlsx(report, &sources).map_err(Error::from)?
        }
        "pdf" => to_pdf(report).map_err(Error::from)?,
        _ => to_text(report).into_bytes(),
    })
}

fn saved(args: &ReportArgs, name: &str) -> anyhow::Result<(Report, Vec<SlotChange>)> {
    let mut workspace = if args.accept {
        Workspace::open(&args.workspace)?
    } else {
        Workspace::open_read_only(&args.workspace)?
    };
    let refreshed = workspace.refresh_report(name)?;
    if args.accept {
        workspace.accept_report(name, &now())?;
    }
    Ok(refreshed)
}

fn new(args: &ReportArgs, terminal: &Terminal) -> anyhow::Result<Report> {
    let request = request(args, terminal.lang)?;
    match &args.keep {
        None => Ok(Workspace::open_read_only(&args.workspace)?.report(&request)?),
        Some(name) => Ok(Workspace::open(&args.workspace)?.keep_report(name, &request, &now())?),
    }
}

fn request(args: &ReportArgs, lang: Lang) -> Result<ReportRequest, Error> {
    let missing = || Error::refused("internal", &[("reason", "no period")]);
    // The argument parser requires it.
    let mut request = ReportRequest::new(args.period.ok_or_else(missing)?);
    request.against = args.against.unwrap_or(request.against);
    for indicator in &args.indicator {
        request.indicator_ids.push(Workspace::find_indicator_id(indicator)?.to_owned());
    }
    request.scope.clone_from(&args.scope);
    request.outline = Outline {
        form: args.template.map(Into::into).unwrap_or_default(),
        layout: args.layout.map(Into::into).unwrap_or_default(),
        lang,
        title: args.title.clone(),
        closing: Closing { signed_by: args.signed_by.clone(), date: args.date.clone(), ..Closing::default() },
        hides_names: args.hide_names,
        own_texts: own_texts(&args.text)?,
        ..Outline::default()
    };
    Ok(request)
}

fn own_texts(given: &[String]) -> Result<BTreeMap<String, String>, Error> {
    let one = |text: &String| {
        let (id, words) =
            text.split_once('=').ok_or_else(|| Error::refused("bad_own_text", &[("text", text)]))?;
        Ok((id.trim().to_owned(), words.to_owned()))
    };
    given.iter().map(one).collect()
}

fn changed(change: &SlotChange, terminal: &Terminal) -> String {
    let none = terminal.say("无", "none");
    let [old, new] = [&change.old, &change.new].map(|text| text.as_deref().unwrap_or(none));
    format!("{}{}: {old} → {new}", terminal.say("数有变化：", "Changed: "), change.key)
}
