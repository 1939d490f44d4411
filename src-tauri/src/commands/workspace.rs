//! Opening, making, undoing.

use super::{import, now};
use crate::host::Desktop;
use crate::recent;
use crate::state::Session;
use jianfu_engine::store::StepId;
use jianfu_engine::{Error, Workspace};
use jianfu_wire::{
    GoToRequest, HistoryView, Language, SessionView, StepOutcome, error_of, gone_to_words, history_view,
    step_outcome, workspace_view,
};
use std::path::{Path, PathBuf};
use tauri::{Emitter, Manager};
use tauri_plugin_dialog::DialogExt;

const ENDING: &str = "jianfu";

/// The state a window starts from.
pub fn session(host: &Desktop, language: Language) -> Result<SessionView, Error> {
    view(host, &host.state().session(), language)
}

fn view(host: &Desktop, session: &Session, language: Language) -> Result<SessionView, Error> {
    let workspace = session.workspace.as_ref().map(|w| workspace_view(w, language.into())).transpose()?;
    Ok(SessionView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        workspace,
        has_staged: session.staging.is_some(),
        start_error: session.start_error.as_ref().map(error_of),
        recent: recent::views(&host.app),
        running_job: host.state().jobs.running(),
        unfinished: host.state().journal.waiting().map(|(_, kept)| kept.view()),
        is_tour: session.before_tour.is_some(),
    })
}

/// Opens the workspace the person chooses.
pub fn open(host: &Desktop, language: Language) -> Result<SessionView, Error> {
    let chosen = host.app.dialog().file().add_filter("减负账", &[ENDING]).blocking_pick_file();
    if let Some(path) = chosen.and_then(|p| p.into_path().ok()) {
        open_path(host, &path)?;
    }
    session(host, language)
}

/// Opens the workspace at a path that the shell knows.
pub fn open_path(host: &Desktop, path: &Path) -> Result<(), Error> {
    replace(host, Workspace::open(path)?)
}

/// Opens a workspace that was open lately. One that is there no more leaves the list.
pub fn open_recent(host: &Desktop, id: u32, language: Language) -> Result<SessionView, Error> {
    if let Some(path) = recent::find(&host.app, id) {
        open_path(host, &path).inspect_err(|error| {
            if error.code() == "workspace_missing" {
                recent::forget(&host.app, id);
            }
        })?;
    }
    session(host, language)
}

/// Makes a workspace where the person chooses.
pub fn create(host: &Desktop, language: Language) -> Result<SessionView, Error> {
    let dialog = host.app.dialog().file().add_filter("减负账", &[ENDING]).set_file_name("减负账.jianfu");
    if let Some(path) = dialog.blocking_save_file().and_then(|p| p.into_path().ok()) {
        replace(host, Workspace::open_or_create(&path.with_extension(ENDING))?)?;
    }
    session(host, language)
}

/// Opens a workspace in place of the last one. Files under review are looked at anew: what was remembered, replaced or
/// known already was so in the other one.
fn replace(host: &Desktop, workspace: Workspace) -> Result<(), Error> {
    {
        let state = host.state();
        let mut session = state.session();
        // Another workspace ends a tour: what was under review before it is so again.
        if let Some(before) = session.before_tour.take() {
            session.staging = before.staging;
        }
        recent::remember(&host.app, workspace.path());
        session.workspace = Some(workspace);
        session.forget();
        session.start_error = None;
        import::look_at(&mut session)?;
        state.keep_review(&session);
    }
    changed(host);
    Ok(())
}

/// Tells the window that every figure may be stale.
pub fn changed(host: &Desktop) {
    if let Err(error) = host.app.emit("workspace_changed", ()) {
        tracing::warn!("the window was not told of a change: {error}");
    }
}

/// Changes the open workspace; without one, a new one in the person's documents, which is taken away again when the
/// change fails.
pub fn in_workspace<T>(
    host: &Desktop,
    session: &mut Session,
    change: impl FnOnce(&mut Workspace) -> Result<T, Error>,
) -> Result<T, Error> {
    session.forget();
    if let Some(open) = session.workspace.as_mut() {
        return change(open);
    }
    let path = free_path(host);
    let mut made = Workspace::open_or_create(&path)?;
    let result = change(&mut made);
    if result.is_ok() {
        recent::remember(&host.app, made.path());
        session.workspace = Some(made);
    } else {
        drop(made);
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!("an empty workspace was left behind: {error}");
        }
    }
    result
}

/// A path for a new workspace that no file has yet.
fn free_path(host: &Desktop) -> PathBuf {
    let folder = host.app.path().document_dir().or_else(|_| host.app.path().home_dir());
    let folder = folder.ok().filter(|f| f.is_dir()).unwrap_or_else(std::env::temp_dir);
    let stamp = chrono::Local::now().format("%Y-%m-%d").to_string();
    let named = |n: u32| match n {
        0 => folder.join(format!("减负账 {stamp}.{ENDING}")),
        n => folder.join(format!("减负账 {stamp} ({n}).{ENDING}")),
    };
    (0..).map(named).find(|p| !p.exists()).unwrap_or_else(|| named(0))
}

/// Every step ever taken.
pub fn history(host: &Desktop, language: Language) -> Result<HistoryView, Error> {
    let state = host.state();
    let session = state.session();
    let steps = session.workspace.as_ref().map(|w| w.store().list_steps()).transpose()?;
    Ok(history_view(&steps.unwrap_or_default(), language.into()))
}

/// Takes the last step back.
pub fn undo(host: &Desktop, language: Language) -> Result<StepOutcome, Error> {
    let lang = language.into();
    travel(host, "nothing_to_undo", |w| Ok(step_outcome(&w.undo(&now())?, lang)))
}

/// Brings the last undone step back.
pub fn redo(host: &Desktop, language: Language) -> Result<StepOutcome, Error> {
    let lang = language.into();
    travel(host, "nothing_to_redo", |w| Ok(step_outcome(&w.redo(&now())?, lang)))
}

/// Goes back or forth to a point of the history.
pub fn go_to(host: &Desktop, request: GoToRequest) -> Result<StepOutcome, Error> {
    let step = request.step_id.map(|id| StepId(i64::from(id)));
    travel(host, "nothing_to_undo", |w| {
        let words = gone_to_words(&w.go_to(step, &now())?, request.language.into());
        Ok(StepOutcome { words })
    })
}

fn travel(
    host: &Desktop,
    nothing: &'static str,
    go: impl FnOnce(&mut Workspace) -> Result<StepOutcome, Error>,
) -> Result<StepOutcome, Error> {
    let outcome = {
        let state = host.state();
        let mut session = state.session();
        session.forget();
        let workspace = session.workspace.as_mut().ok_or_else(|| Error::refused(nothing, &[]))?;
        let outcome = go(workspace)?;
        // The step may have brought or taken what files under review are compared with.
        import::look_at(&mut session)?;
        outcome
    };
    changed(host);
    Ok(outcome)
}
