//! Files handed to the program from outside: named at the start, given by a second start, dropped on the window, or
//! opened by the desktop. Workspaces are opened, everything else is read for review.

use crate::commands::{import, workspace};
use crate::host::Desktop;
use jianfu_engine::{Error, SOURCE_ENDINGS};
use jianfu_wire::error_of;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter, Manager};

/// Files handed over, by what is done with them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Handover {
    /// The workspace to open: of several the first, because a window holds one.
    pub workspace: Option<PathBuf>,
    /// Spreadsheets and folders to read.
    pub sources: Vec<PathBuf>,
}

impl Handover {
    /// Sorts paths. A file whose ending is that of no spreadsheet is taken for a workspace, and refused by name where
    /// it is none.
    pub fn from_paths(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut handover = Self::default();
        for path in paths {
            let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
            let is_source = SOURCE_ENDINGS.contains(&ending.as_str()) || path.is_dir();
            if is_source {
                handover.sources.push(path);
            } else if handover.workspace.is_none() {
                handover.workspace = Some(path);
            }
        }
        handover
    }

    /// Arguments of a start, without the program's name, as seen from a folder. Options are none of ours.
    pub fn from_arguments(arguments: impl IntoIterator<Item = OsString>, folder: &Path) -> Self {
        let named = arguments.into_iter().filter(|a| !a.is_empty() && !a.to_string_lossy().starts_with('-'));
        Self::from_paths(named.map(|argument| folder.join(argument)))
    }
}

/// Takes files while the window is there. Opening may take a while, so it is done beside the window.
pub fn take(app: &AppHandle, handover: Handover) {
    let host = Desktop::new(app.clone());
    tauri::async_runtime::spawn_blocking(move || {
        if let Some(path) = handover.workspace {
            match workspace::open_path(&host, &path) {
                Ok(()) => tell(&host, "opened", ()),
                Err(error) => refuse(&host, &error),
            }
        }
        if !handover.sources.is_empty() {
            import::stage_dropped(&host, handover.sources);
        }
    });
}

/// Tells the window why something could not be done.
pub fn refuse(host: &Desktop, error: &Error) {
    tracing::warn!(code = error.code(), "{error:?}");
    tell(host, "failed", error_of(error));
}

fn tell(host: &Desktop, event: &str, payload: impl serde::Serialize + Clone) {
    if let Err(error) = host.app.emit(event, payload) {
        tracing::warn!("the window was not told of a file: {error}");
    }
}

/// A second start: this window comes to the front and takes what that one was given.
pub fn second_start(app: &AppHandle, arguments: Vec<String>, folder: &str) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!("the window could not be brought to the front: {error}");
        }
    }
    let arguments = arguments.into_iter().skip(1).map(OsString::from);
    take(app, Handover::from_arguments(arguments, Path::new(folder)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Handover {
        Handover::from_arguments(arguments.iter().map(OsString::from), Path::new("/here"))
    }

    #[test]
    fn workspaces_are_opened_and_spreadsheets_are_read() {
        let handover = of(&["a.XLSX", "减负账.jianfu", "", "/there/b.csv", "second.jianfu"]);
        assert_eq!(handover.workspace, Some(PathBuf::from("/here/减负账.jianfu")));
        assert_eq!(handover.sources, [PathBuf::from("/here/a.XLSX"), PathBuf::from("/there/b.csv")]);
    }

    #[test]
    fn options_are_no_files_and_an_unknown_file_is_refused_as_a_workspace() {
        assert_eq!(of(&["--verbose", "-x"]), Handover::default());
        assert_eq!(of(&["letter.doc"]).workspace, Some(PathBuf::from("/here/letter.doc")));
    }
}
