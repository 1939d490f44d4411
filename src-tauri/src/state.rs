//! What a window holds: the open workspace and the files under review.

use crate::clipboard::Clipboard;
use crate::commands::reports::OpenReport;
use crate::jobs::Jobs;
use crate::journal::Journal;
use crate::menu::MenuBar;
use crate::recent;
use jianfu_engine::{Error, ObservationTable, ReviewDraft, Staging, Workspace};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tauri::AppHandle;

/// The session behind the window.
#[derive(Default)]
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
    /// What was open before the tour; none outside of one.
    pub before_tour: Option<BeforeTour>,
}

/// What a tour puts aside, to be put back at its end.
pub struct BeforeTour {
    /// The workspace that was open.
    pub workspace: Option<PathBuf>,
    /// The files that were under review.
    pub staging: Option<Staging>,
}

impl Session {
    /// What is kept of the review under way; none where there is none, or only the practice of a tour.
    pub fn draft(&self) -> Option<ReviewDraft> {
        let staging = self.staging.as_ref().filter(|s| !s.files.is_empty() && self.before_tour.is_none());
        staging.map(Staging::to_draft)
    }
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
    /// Reviews under way, kept in case of a crash.
    pub journal: Journal,
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
        let mut session = Session::default();
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
            journal: Journal::new(app),
        }
    }

    /// Keeps the review under way as the session has it now. During a tour the one put aside stays as it is kept.
    pub fn keep_review(&self, session: &Session) {
        if session.before_tour.is_none() {
            self.journal.keep(session.draft(), session.workspace.as_ref().map(Workspace::path));
        }
    }

    /// The session, for one command. A command that panicked leaves it usable: every change of the workspace is a
    /// transaction, so nothing can be half done.
    pub fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
