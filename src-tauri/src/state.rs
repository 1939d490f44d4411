//! What a window holds: the open workspace and the files under review.

use jianfu_engine::{Error, Staging, Workspace};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The session behind the window.
pub struct Session {
    /// The open workspace.
    pub workspace: Option<Workspace>,
    /// Files read but not accepted.
    pub staging: Option<Staging>,
    /// Why the workspace named at the start could not be opened.
    pub start_error: Option<Error>,
}

/// Shared by all commands.
pub struct State {
    session: Mutex<Session>,
    /// Long work under way.
    pub jobs: crate::jobs::Jobs,
    /// Pictures put on the clipboard.
    pub pictures: crate::clipboard::Pictures,
}

impl State {
    /// Opens the workspace named at the start, if any.
    pub fn new(path: Option<PathBuf>) -> Self {
        let mut session = Session { workspace: None, staging: None, start_error: None };
        match path.map(|p| Workspace::open(&p)) {
            Some(Ok(workspace)) => session.workspace = Some(workspace),
            Some(Err(error)) => session.start_error = Some(error),
            None => {}
        }
        Self {
            session: Mutex::new(session),
            jobs: crate::jobs::Jobs::default(),
            pictures: crate::clipboard::Pictures::default(),
        }
    }

    /// The session, for one command. A command that panicked leaves it usable: every change of the workspace is a
    /// transaction, so nothing can be half done.
    pub fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The workspace named on the command line.
pub fn start_path() -> Option<PathBuf> {
    std::env::args_os().nth(1).map(PathBuf::from).filter(|p| !p.as_os_str().is_empty())
}
