//! Reading files for review, and accepting them.

use super::{now, workspace};
use crate::handover;
use crate::host::Desktop;
use crate::jobs;
use crate::journal::Kept;
use crate::state::Session;
use jianfu_engine::{
    Error, SOURCE_ENDINGS, StageOptions, Staging, StagingProgress, collect_files, reader, stage, unlock,
};
use jianfu_wire::{
    AcceptOutcome, AcceptRequest, GridRequest, GridView, IncludeRequest, JobEvent, JobStarted, JobState,
    Language, StageSource, StagedView, UnlockRequest, error_of, grid_view, include, outcome_words,
    staged_view,
};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tauri::{Emitter, Manager};
use tauri_plugin_dialog::DialogExt;

/// Reads the files the person chooses; job 0 when the dialog was closed.
pub fn stage_files(host: &Desktop, source: StageSource) -> Result<JobStarted, Error> {
    let dialog = || host.app.dialog().file();
    let paths = |files: Option<Vec<tauri_plugin_dialog::FilePath>>| -> Vec<PathBuf> {
        files.into_iter().flatten().filter_map(|f| f.into_path().ok()).collect()
    };
    let chosen = match source {
        StageSource::Dialog => {
            paths(dialog().add_filter("xlsx xls xlsb ods csv txt", &SOURCE_ENDINGS).blocking_pick_files())
        }
        StageSource::FolderDialog => paths(dialog().blocking_pick_folders()),
        StageSource::Samples => vec![samples(host)?],
        StageSource::Sample => vec![samples(host)?.join("省委发文统计-2023.xlsx")],
        StageSource::Tour => vec![samples(host)?.join("湖南省14市州发文会议-2019至2023.xlsx")],
    };
    if chosen.is_empty() {
        return Ok(JobStarted { job_id: 0 });
    }
    Ok(start(host, chosen))
}

/// Where the sample files are installed.
fn samples(host: &Desktop) -> Result<PathBuf, Error> {
    let folder = host.app.path().resource_dir().map(|r| r.join("sample-data"));
    folder.map_err(|_| Error::refused("no_files", &[("path", "sample-data")]))
}

/// Reads the files of a review that waits, and goes on with it.
pub fn start_again(host: &Desktop, path: PathBuf, kept: Kept) -> JobStarted {
    let paths = kept.review.paths();
    start_as(host, paths, Some((path, kept)))
}

/// Reads files that were dropped, and tells the window which job that is.
pub fn stage_dropped(host: &Desktop, paths: Vec<PathBuf>) {
    let started = start(host, paths);
    if let Err(error) = host.app.emit("dropped", started) {
        tracing::warn!("the window was not told of dropped files: {error}");
    }
}

fn start(host: &Desktop, paths: Vec<PathBuf>) -> JobStarted {
    start_as(host, paths, None)
}

fn start_as(host: &Desktop, paths: Vec<PathBuf>, kept: Option<(PathBuf, Kept)>) -> JobStarted {
    let (job_id, cancel) = host.state().jobs.start();
    let host = Desktop::new(host.app.clone());
    tauri::async_runtime::spawn_blocking(move || {
        // Files of a review that waits are read one by one: one that is gone is told as such among the others.
        let result = if kept.is_some() { Ok(paths) } else { collect_files(&paths) };
        let result = result.and_then(|files| read(&host, job_id, &files, &cancel));
        let (event, changed) = match result {
            Ok(staging) => put_under_review(&host, job_id, staging, kept),
            Err(error) => (jobs::ended(job_id, 0, Some(error_of(&error))), Vec::new()),
        };
        // Only now: whoever asks whether it still goes on finds the files there once it does not.
        host.state().jobs.finish(job_id);
        jobs::report(&host.app, &event);
        tell_changed(&host, &changed);
    });
    JobStarted { job_id }
}

/// Files that were read are the ones under review now, with what was settled about them before the program ended.
fn put_under_review(
    host: &Desktop,
    job_id: u32,
    staging: Staging,
    kept: Option<(PathBuf, Kept)>,
) -> (JobEvent, Vec<String>) {
    let total = u32::try_from(staging.files.len()).unwrap_or(u32::MAX);
    let state = host.state();
    // Under one lock, so that a workspace opened meanwhile is the one that is asked.
    let mut session = state.session();
    if session.before_tour.is_none() {
        state.journal.set_aside(session.draft().as_ref());
    }
    session.staging = Some(staging);
    let looked = match kept {
        None => look_at(&mut session).map(|()| Vec::new()),
        Some((path, kept)) => {
            state.journal.take_up(path);
            resume(&mut session, &kept)
        }
    };
    state.keep_review(&session);
    match looked {
        Ok(changed) => (jobs::ended(job_id, total, None), changed),
        Err(error) => (jobs::ended(job_id, total, Some(error_of(&error))), Vec::new()),
    }
}

fn resume(session: &mut Session, kept: &Kept) -> Result<Vec<String>, Error> {
    let Session { staging, workspace, .. } = session;
    staging.as_mut().map_or(Ok(Vec::new()), |s| s.resume(&kept.review, workspace.as_ref()))
}

/// Names the files that changed since they were reviewed: what was settled about them is not taken over.
fn tell_changed(host: &Desktop, files: &[String]) {
    if files.is_empty() {
        return;
    }
    let files = files.join("、");
    handover::refuse(host, &Error::refused("changed_since_review", &[("files", &files)]));
}

fn read(host: &Desktop, job_id: u32, files: &[PathBuf], cancel: &Arc<AtomicBool>) -> Result<Staging, Error> {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let event = |p: StagingProgress| JobEvent {
        job_id,
        state: JobState::Running,
        done: small(p.done),
        total: small(files.len()),
        file: p.file,
        sheet_number: p.sheet.as_ref().map_or(0, |s| small(s.number)),
        sheet: p.sheet.map(|s| s.name).unwrap_or_default(),
        error: None,
    };
    let start = StagingProgress { done: 0, total: files.len(), file: String::new(), sheet: None };
    jobs::report(&host.app, &event(start));
    let progress = |p: StagingProgress| jobs::report(&host.app, &event(p));
    stage(files, &reader()?, &StageOptions::default(), &progress, cancel)
}

/// Looks at files under review with the open workspace, for its recipes, older versions and files known already.
pub fn look_at(session: &mut Session) -> Result<(), Error> {
    match (session.workspace.as_ref(), session.staging.as_mut()) {
        (Some(workspace), Some(staging)) => workspace.review(staging, None),
        _ => Ok(()),
    }
}

/// Tries a password on every file that needs one. It goes to the readers and is kept nowhere.
pub fn unlock_staged(host: &Desktop, request: UnlockRequest) -> Result<StagedView, Error> {
    let locked: Vec<(u32, PathBuf)> = {
        let state = host.state();
        let session = state.session();
        let files = session.staging.iter().flat_map(|s| &s.files).filter(|f| f.needs_password());
        files.map(|f| (f.id, f.path.clone())).collect()
    };
    let options = StageOptions { passwords: [request.password].into_iter().collect() };
    let (job_id, cancel) = host.state().jobs.start();
    let read = unlock(&locked, request.file_id, &reader()?, &options, &cancel);
    host.state().jobs.finish(job_id);
    let changed = {
        let state = host.state();
        let mut session = state.session();
        let Session { staging, workspace, .. } = &mut *session;
        let read = read?;
        let changed =
            staging.as_mut().map_or(Ok(Vec::new()), |s| s.put_unlocked(read, workspace.as_ref()))?;
        state.keep_review(&session);
        changed
    };
    tell_changed(host, &changed);
    staged(host, request.language)
}

/// The files under review.
pub fn staged(host: &Desktop, language: Language) -> Result<StagedView, Error> {
    let state = host.state();
    let session = state.session();
    let workspace = session.workspace.as_ref();
    let sources = workspace.map(|w| w.store().list_sources()).transpose()?;
    let known: BTreeSet<String> = sources.into_iter().flatten().map(|s| s.sha256).collect();
    let nothing = Staging::default();
    let staging = session.staging.as_ref().unwrap_or(&nothing);
    Ok(staged_view(staging, &known, &staging.foresee(workspace)?, language.into()))
}

/// Part of a sheet under review.
pub fn grid(host: &Desktop, request: GridRequest) -> Result<GridView, Error> {
    let state = host.state();
    let session = state.session();
    let GridRequest { file_id, sheet_index, first_row, row_count, .. } = request;
    let grid =
        session.staging.as_ref().and_then(|s| grid_view(s, file_id, sheet_index, first_row, row_count));
    grid.ok_or_else(|| Error::refused("internal", &[("reason", "no such sheet under review")]))
}

/// Includes a file or leaves it out.
pub fn set_included(host: &Desktop, request: IncludeRequest) -> Result<StagedView, Error> {
    {
        let state = host.state();
        let mut session = state.session();
        if let Some(staging) = session.staging.as_mut() {
            include(staging, request.file_id, request.is_included);
        }
        state.keep_review(&session);
    }
    staged(host, request.language)
}

/// Takes the included files into the workspace, or only those about which nothing is in doubt; what is not taken then
/// stays under review.
pub fn accept(host: &Desktop, request: AcceptRequest) -> Result<AcceptOutcome, Error> {
    let outcome = {
        let state = host.state();
        let mut session = state.session();
        let session = &mut *session;
        let Some(mut staging) = session.staging.take() else {
            return Err(Error::refused("nothing_to_import", &[]));
        };
        let rest = request.is_only_sure.then(|| {
            let sure = staging.take_sure();
            std::mem::replace(&mut staging, sure)
        });
        let result = workspace::in_workspace(host, session, |open| {
            open.accept(&staging, &now(), env!("CARGO_PKG_VERSION"))
        });
        match (&result, rest) {
            (Ok(_), Some(rest)) if !rest.files.is_empty() => session.staging = Some(rest),
            (Ok(_), _) => {}
            // The review stays as it was, so that the person can go on from it.
            (Err(_), None) => session.staging = Some(staging),
            (Err(_), Some(mut rest)) => {
                rest.put_back(staging);
                session.staging = Some(rest);
            }
        }
        state.keep_review(session);
        let outcome = result?;
        // What was taken may be what the others are newer versions of.
        look_at(session)?;
        outcome
    };
    workspace::changed(host);
    Ok(AcceptOutcome {
        words: outcome_words(&outcome, request.language.into()),
        file_count: u32::try_from(outcome.file_names.len()).unwrap_or(u32::MAX),
        value_count: u32::try_from(outcome.value_count).unwrap_or(u32::MAX),
    })
}
