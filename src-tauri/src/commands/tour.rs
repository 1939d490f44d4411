//! The tour's own workspace: made for practice, away from the person's files, and gone when the tour is over. What was
//! open and under review before is put back.

use super::{import, workspace};
use crate::host::Desktop;
use crate::state::{BeforeTour, Session};
use jianfu_engine::{Error, Workspace};
use jianfu_wire::{EndTourRequest, SessionView, TourRequest};
use std::path::{Path, PathBuf};
use tauri::Manager;

const FOLDER: &str = "tour";
/// The workspace's name is what the window shows of it.
const FILE: &str = "导览.jianfu";

fn folder(host: &Desktop) -> Result<PathBuf, Error> {
    let data = host.app.path().app_local_data_dir();
    data.map(|d| d.join(FOLDER)).map_err(|_| Error::refused("no_files", &[("path", FOLDER)]))
}

/// Opens the practice workspace: an empty one, or the one a tour was left in where it is to go on.
pub fn start(host: &Desktop, request: TourRequest) -> Result<SessionView, Error> {
    let folder = folder(host)?;
    {
        let state = host.state();
        let mut session = state.session();
        if session.before_tour.is_none() {
            let workspace = session.workspace.as_ref().map(|w| w.path().to_path_buf());
            let staging = session.staging.take();
            session.before_tour = Some(BeforeTour { workspace, staging });
        }
        session.staging = None;
        session.forget();
        // Closed first: one that is open cannot be taken away everywhere.
        session.workspace = None;
        if let Err(error) = open(&mut session, &folder, request.is_anew) {
            put_back(&mut session)?;
            return Err(error);
        }
    }
    workspace::changed(host);
    workspace::session(host, request.language)
}

fn open(session: &mut Session, folder: &Path, is_anew: bool) -> Result<(), Error> {
    if is_anew {
        remove(folder)?;
    }
    std::fs::create_dir_all(folder).map_err(|e| Error::file("cannot_write", folder, &e))?;
    session.workspace = Some(Workspace::open_or_create(&folder.join(FILE))?);
    Ok(())
}

/// Ends the tour: what was open before is open again. The practice workspace of one that is over is gone.
pub fn end(host: &Desktop, request: EndTourRequest) -> Result<SessionView, Error> {
    let folder = folder(host)?;
    {
        let state = host.state();
        let mut session = state.session();
        if session.before_tour.is_some() {
            put_back(&mut session)?;
        }
        if request.is_finished {
            remove(&folder)?;
        }
    }
    workspace::changed(host);
    workspace::session(host, request.language)
}

fn put_back(session: &mut Session) -> Result<(), Error> {
    session.workspace = None;
    session.forget();
    let Some(before) = session.before_tour.take() else { return Ok(()) };
    session.staging = before.staging;
    if let Some(path) = before.workspace {
        session.workspace = Some(Workspace::open(&path)?);
    }
    import::look_at(session)
}

fn remove(folder: &Path) -> Result<(), Error> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file("cannot_write", folder, &error))
        }
        _ => Ok(()),
    }
}
