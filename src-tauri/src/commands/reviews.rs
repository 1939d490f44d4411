//! A review that was under way when the program ended: taken up again, or forgotten.

use super::{import, workspace};
use crate::handover;
use crate::host::Desktop;
use crate::journal;
use jianfu_engine::Error;
use jianfu_wire::{JobStarted, Language, SessionView};

/// Reads the files of the review that waits again, with the workspace it was for.
pub fn resume(host: &Desktop) -> Result<JobStarted, Error> {
    let (path, kept) = host.state().journal.find_waiting()?;
    if let Some(wanted) = kept.workspace() {
        let is_open = host.state().session().workspace.as_ref().is_some_and(|w| w.path() == wanted);
        // Without its workspace the review still stands: it is then one for the workspace that is open, or a new one.
        if !is_open && let Err(error) = workspace::open_path(host, &wanted) {
            handover::refuse(host, &error);
        }
    }
    Ok(import::start_again(host, path, kept))
}

/// Forgets the review that waits. The files themselves are not touched.
pub fn drop_waiting(host: &Desktop, language: Language) -> Result<SessionView, Error> {
    let (path, _) = host.state().journal.find_waiting()?;
    journal::forget(&path);
    workspace::session(host, language)
}
