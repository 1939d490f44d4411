//! What a window holds: the open workspace and the files under review.

use crate::clipboard::Clipboard;
use crate::commands::reports::OpenReport;
use crate::jobs::Jobs;
use crate::menu::MenuBar;
use crate::recent;
use jianfu_engine::{Error, ObservationTable, Staging, Workspace};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tauri::AppHandle;

/// The session behind the window.
pub struct Session {
    /// The open workspace.
    pub workspace: Option<Workspace>,
    /// Files read but not accepted.
    pub staging: Option<Staging>,
    /// The table of numbers asked for last; none once the workspace changed.
    pub table: Option<ObservationTable>,
    /// The report looked at last, as it reads; none once the workspace changed.
    pub report: Option<OpenReport>,
    /// Why the workspace named at the start could not be opened.
    pub start_error: Option<Error>,
}

/// Shared by all commands.
pub struct State {
    session: Mutex<Session>,
    /// Long work under way.
    pub jobs: Jobs,
    /// The native menu as it stands.
    pub menu: MenuBar,
    /// The clipboard.
    pub clipboard: Clipboard,
}

impl Session {
    /// Forgets what was read from the workspace, which is about to change.
    pub fn forget(&mut self) {
        self.table = None;
        self.report = None;
    }
}

impl State {
    /// Opens the workspace named at the start, if any.
    pub fn new(app: &AppHandle, path: Option<PathBuf>) -> Self {
        let mut session =
            Session { workspace: None, staging: None, table: None, report: None, start_error: None };
        match path.map(|p| Workspace::open(&p)) {
            Some(Ok(workspace)) => {
                recent::remember(app, workspace.path());
                session.workspace = Some(workspace);
            }
            Some(Err(error)) => session.start_error = Some(error),
            None => {}
        }
        Self {
            session: Mutex::new(session),
            jobs: Jobs::default(),
            menu: MenuBar::default(),
            clipboard: Clipboard::default(),
        }
    }

    /// The session, for one command. A command that panicked leaves it usable: every change of the workspace is a
    /// transaction, so nothing can be half done.
    pub fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
