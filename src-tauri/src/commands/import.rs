//! Reading files for review, and accepting them.

use super::{now, workspace};
use crate::host::Desktop;
use crate::jobs;
use jianfu_engine::{
    Error, SOURCE_ENDINGS, StageOptions, Staging, StagingProgress, collect_files, reader, stage,
};
use jianfu_wire::{
    AcceptOutcome, GridRequest, GridView, IncludeRequest, JobEvent, JobStarted, JobState, Language,
    StageSource, StagedView, error_of, grid_view, include, outcome_words, staged_view,
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

/// Reads files that were dropped, and tells the window which job that is.
pub fn stage_dropped(host: &Desktop, paths: Vec<PathBuf>) {
    let started = start(host, paths);
    if let Err(error) = host.app.emit("dropped", started) {
        tracing::warn!("the window was not told of dropped files: {error}");
    }
}

fn start(host: &Desktop, paths: Vec<PathBuf>) -> JobStarted {
    let (job_id, cancel) = host.state().jobs.start();
    let host = Desktop::new(host.app.clone());
    tauri::async_runtime::spawn_blocking(move || {
        let result = read(&host, job_id, &paths, &cancel);
        host.state().jobs.finish(job_id);
        let event = match result {
            Ok(staging) => {
                let total = u32::try_from(staging.files.len()).unwrap_or(u32::MAX);
                host.state().session().staging = Some(staging);
                jobs::ended(job_id, total, None)
            }
            Err(error) => jobs::ended(job_id, 0, Some(error_of(&error))),
        };
        jobs::report(&host.app, &event);
    });
    JobStarted { job_id }
}

fn read(host: &Desktop, job_id: u32, paths: &[PathBuf], cancel: &Arc<AtomicBool>) -> Result<Staging, Error> {
    let files = collect_files(paths)?;
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let event = |done: usize, file: String| JobEvent {
        job_id,
        state: JobState::Running,
        done: small(done),
        total: small(files.len()),
        file,
        error: None,
    };
    jobs::report(&host.app, &event(0, String::new()));
    let progress = |p: StagingProgress| jobs::report(&host.app, &event(p.done, p.file));
    let mut staging = stage(&files, &reader()?, &StageOptions::default(), &progress, cancel)?;
    if let Some(workspace) = host.state().session().workspace.as_ref() {
        workspace.review(&mut staging, None)?;
    }
    Ok(staging)
}

/// The files under review.
pub fn staged(host: &Desktop, language: Language) -> Result<StagedView, Error> {
    let state = host.state();
    let session = state.session();
    let sources = session.workspace.as_ref().map(|w| w.store().list_sources()).transpose()?;
    let known: BTreeSet<String> = sources.into_iter().flatten().map(|s| s.sha256).collect();
    let nothing = Staging::default();
    Ok(staged_view(session.staging.as_ref().unwrap_or(&nothing), &known, language.into()))
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
    if let Some(staging) = host.state().session().staging.as_mut() {
        include(staging, request.file_id, request.is_included);
    }
    staged(host, request.language)
}

/// Takes the included files into the workspace.
pub fn accept(host: &Desktop, language: Language) -> Result<AcceptOutcome, Error> {
    let outcome = {
        let state = host.state();
        let mut session = state.session();
        let session = &mut *session;
        let Some(staging) = session.staging.take() else {
            return Err(Error::refused("nothing_to_import", &[]));
        };
        let result = workspace::in_workspace(host, session, |open| {
            open.accept(&staging, &now(), env!("CARGO_PKG_VERSION"))
        });
        if result.is_err() {
            // The review stays as it was, so that the person can go on from it.
            session.staging = Some(staging);
        }
        result?
    };
    workspace::changed(host);
    Ok(AcceptOutcome {
        words: outcome_words(&outcome, language.into()),
        file_count: u32::try_from(outcome.file_names.len()).unwrap_or(u32::MAX),
        value_count: u32::try_from(outcome.value_count).unwrap_or(u32::MAX),
    })
}
