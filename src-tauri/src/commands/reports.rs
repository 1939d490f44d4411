//! The reports room: the list, one report with its pages, changes to it, and its files.

use super::charts::file_name;
use super::now;
use super::overview::{ask, save, scope_names};
use super::workspace::changed;
use crate::host::Desktop;
use crate::state::Session;
use jianfu_engine::report::{PreviewPage, to_docx, to_pdf, to_preview, to_text, to_xlsx};
use jianfu_engine::{Error, RefreshedReport, Workspace};
use jianfu_wire::{
    AcceptFiguresRequest, CreateReportRequest, EditReportRequest, ExportOutcome, Language,
    ReportExportRequest, ReportNameRequest, ReportPageRequest, ReportPageView, ReportRequest, ReportView,
    ReportsView, new_request, report_entry, report_page_view, report_view, reports_view, request_of,
};
use std::sync::atomic::{AtomicU32, Ordering};

/// What a report can be saved as.
const FORMATS: &str = ".docx, .xlsx, .pdf, .txt";

/// A report as it reads, kept so that its pages need not be set again for each that is looked at.
pub struct OpenReport {
    name: String,
    revision: u32,
    refreshed: RefreshedReport,
    pages: Vec<PreviewPage>,
}

/// Pages read under one number are the same ones.
static REVISIONS: AtomicU32 = AtomicU32::new(0);

fn read(workspace: &Workspace, name: &str) -> Result<OpenReport, Error> {
    let refreshed = workspace.refreshed_report(name)?;
    let pages = to_preview(&refreshed.written.report)?;
    let revision = REVISIONS.fetch_add(1, Ordering::Relaxed) + 1;
    Ok(OpenReport { name: name.to_owned(), revision, refreshed, pages })
}

/// Asks about a report as it reads. It is kept until another is asked for or the workspace changes.
fn with_report<T>(
    host: &Desktop,
    name: &str,
    question: impl FnOnce(&Workspace, Result<&OpenReport, Error>) -> Result<T, Error>,
) -> Result<T, Error> {
    let state = host.state();
    let mut session = state.session();
    let Session { workspace, report, .. } = &mut *session;
    let workspace = workspace.as_ref().ok_or_else(|| Error::refused("no_data", &[]))?;
    let kept = report.take().filter(|open| open.name == name);
    let open = match kept.map_or_else(|| read(workspace, name), Ok) {
        Ok(open) => open,
        Err(error) => return question(workspace, Err(error)),
    };
    question(workspace, Ok(report.insert(open)))
}

/// Changes the workspace by one step, and tells the window.
fn change<T>(
    host: &Desktop,
    change: impl FnOnce(&mut Workspace, &str) -> Result<T, Error>,
) -> Result<T, Error> {
    let outcome = {
        let state = host.state();
        let mut session = state.session();
        session.forget();
        let workspace = session.workspace.as_mut().ok_or_else(|| Error::refused("no_data", &[]))?;
        change(workspace, &now())?
    };
    changed(host);
    Ok(outcome)
}

/// The reports kept, and what a new one can be about.
pub fn list(host: &Desktop, language: Language) -> Result<ReportsView, Error> {
    let lang = language.into();
    ask(host, |workspace| {
        let names = workspace.kept_report_names()?;
        // One that cannot be read is listed all the same, so that it can be taken out.
        let entries =
            names.iter().map(|name| report_entry(name, workspace.kept_report(name).ok().as_ref(), lang));
        let choices = workspace.report_choices()?;
        Ok(reports_view(entries.collect(), choices.as_ref(), &scope_names(workspace)?, lang))
    })
}

/// Makes a report with what is usual for its form.
pub fn create(host: &Desktop, request: &CreateReportRequest) -> Result<ReportView, Error> {
    let made = new_request(request)?;
    change(host, |workspace, at| workspace.create_report(&request.name, &made, at))?;
    view(host, &request.name, request.language)
}

/// A report: what was chosen, and how it reads now.
pub fn get(host: &Desktop, request: &ReportRequest) -> Result<ReportView, Error> {
    view(host, &request.name, request.language)
}

fn view(host: &Desktop, name: &str, language: Language) -> Result<ReportView, Error> {
    with_report(host, name, |workspace, open| match open {
        Ok(open) => {
            let (kept, read) = (&open.refreshed.kept, Ok((&open.refreshed, open.pages.as_slice())));
            Ok(report_view((name, open.revision), kept, read, language.into()))
        }
        Err(error) => {
            let kept = workspace.kept_report(name)?;
            Ok(report_view((name, 0), &kept, Err(&error), language.into()))
        }
    })
}

/// Changes what a report says.
pub fn edit(host: &Desktop, request: &EditReportRequest) -> Result<ReportView, Error> {
    let edited = request_of(&request.draft)?;
    change(host, |workspace, at| workspace.update_report(&request.name, &edited, at))?;
    view(host, &request.name, request.language)
}

/// Gives a report another name.
pub fn rename(host: &Desktop, request: &ReportNameRequest) -> Result<ReportsView, Error> {
    change(host, |workspace, at| workspace.rename_report(&request.name, &request.new_name, at))?;
    list(host, request.language)
}

/// Keeps a copy of a report.
pub fn duplicate(host: &Desktop, request: &ReportNameRequest) -> Result<ReportsView, Error> {
    change(host, |workspace, at| workspace.duplicate_report(&request.name, &request.new_name, at))?;
    list(host, request.language)
}

/// Takes a report out.
pub fn delete(host: &Desktop, request: &ReportRequest) -> Result<ReportsView, Error> {
    change(host, |workspace, at| workspace.delete_report(&request.name, at))?;
    list(host, request.language)
}

/// Accepts figures as they are now.
pub fn accept(host: &Desktop, request: &AcceptFiguresRequest) -> Result<ReportView, Error> {
    change(host, |workspace, at| match request.keys.as_slice() {
        [] => workspace.accept_report(&request.name, at),
        keys => workspace.accept_figures(&request.name, keys, at),
    })?;
    view(host, &request.name, request.language)
}

/// A page of a report, and where one may point on it.
pub fn page(host: &Desktop, request: &ReportPageRequest) -> Result<ReportPageView, Error> {
    with_report(host, &request.name, |_, open| {
        let open = open?;
        let at = usize::try_from(request.page).unwrap_or_default().saturating_sub(1);
        let gone = || Error::refused("internal", &[("reason", "no such page")]);
        Ok(report_page_view(open.pages.get(at).ok_or_else(gone)?, &open.refreshed.changes))
    })
}

/// Saves a report where the person chooses: the very text on screen.
pub fn export(host: &Desktop, request: &ReportExportRequest) -> Result<ExportOutcome, Error> {
    let bytes = with_report(host, &request.name, |workspace, open| {
        let report = &open?.refreshed.written.report;
        Ok(match request.format.as_str() {
            "docx" => to_docx(report)?,
            "xlsx" => to_xlsx(report, &workspace.report_sources(report)?)?,
            "pdf" => to_pdf(report)?,
            "txt" => to_text(report).into_bytes(),
            other => {
                return Err(Error::refused("unsupported_report", &[("file", other), ("offer", FORMATS)]));
            }
        })
    })?;
    save(host, &file_name(&request.name), &request.format, &bytes)
}
