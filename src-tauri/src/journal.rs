//! Reviews under way, kept on disk so that a crash costs nothing: the paths of the files and what was settled about them,
//! and no password. They lie in this person's own folder of the program and not beside the workspace, because a review
//! may have none yet, and because workspaces are mailed around and must not carry folders of this machine with them.

use jianfu_engine::{Error, ReviewDraft};
use jianfu_wire::UnfinishedReview;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};

const FOLDER: &str = "reviews";
/// Raised when an older program could misread what is kept.
const FORMAT: u32 = 1;
/// Names of files told of a review.
const NAMED: usize = 2;

/// One review as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    format: u32,
    /// When it was changed last, RFC 3339.
    at: String,
    /// The workspace it is for, where one was open.
    workspace: Option<OsString>,
    /// The review.
    pub review: ReviewDraft,
}

impl Kept {
    /// The workspace it is for.
    pub fn workspace(&self) -> Option<PathBuf> {
        self.workspace.as_ref().map(PathBuf::from)
    }

    /// What the window tells of it.
    pub fn view(&self) -> UnfinishedReview {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let names = self.review.names();
        UnfinishedReview {
            file_count: small(names.len()),
            file_names: names.into_iter().take(NAMED).collect(),
            settled_count: small(self.review.settled_count()),
            workspace: self.workspace().and_then(|p| Some(p.file_stem()?.to_string_lossy().into_owned())),
            at: self.at.clone(),
        }
    }
}

/// The reviews of this person: the one under way, and those that wait.
pub struct Journal {
    folder: Option<PathBuf>,
    /// The file of the review under way.
    current: Mutex<Option<PathBuf>>,
}

impl Journal {
    /// The journal in the program's own folder.
    pub fn new(app: &AppHandle) -> Self {
        Self::at(app.path().app_local_data_dir().ok().map(|folder| folder.join(FOLDER)))
    }

    fn at(folder: Option<PathBuf>) -> Self {
        Self { folder, current: Mutex::new(None) }
    }

    /// Keeps the review under way as it is now; one that has ended (none) is forgotten.
    pub fn keep(&self, review: Option<ReviewDraft>, workspace: Option<&Path>) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(review) = review else {
            if let Some(path) = current.take() {
                forget(&path);
            }
            return;
        };
        let Some(folder) = &self.folder else { return };
        let path = current.get_or_insert_with(|| free_path(folder));
        let workspace = workspace.and_then(|w| Some(std::path::absolute(w).ok()?.into_os_string()));
        let kept = Kept { format: FORMAT, at: crate::commands::now(), workspace, review };
        if let Err(error) = write(folder, path, &kept) {
            tracing::warn!("the review is not kept in case of a crash: {error}");
        }
    }

    /// The review under way gives way to another. One in which something was settled waits; any other is forgotten.
    pub fn set_aside(&self, review: Option<&ReviewDraft>) {
        let path = self.current.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_settled = review.is_some_and(|r| r.settled_count() > 0);
        if let Some(path) = path.filter(|_| !is_settled) {
            forget(&path);
        }
    }

    /// The review that waits, the last one of several, and the file it is kept in.
    pub fn waiting(&self) -> Option<(PathBuf, Kept)> {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let entries = std::fs::read_dir(self.folder.as_ref()?).ok()?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "json") && current.as_ref() != Some(p));
        paths.sort();
        paths.into_iter().rev().find_map(|path| {
            let kept = read(&path)?;
            Some((path, kept))
        })
    }

    /// The review that waits.
    ///
    /// # Errors
    /// `no_unfinished_review`.
    pub fn find_waiting(&self) -> Result<(PathBuf, Kept), Error> {
        self.waiting().ok_or_else(|| Error::refused("no_unfinished_review", &[]))
    }

    /// A review that waited is under way again.
    pub fn take_up(&self, path: PathBuf) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }
}

/// Forgets a review.
pub fn forget(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        tracing::warn!("a review that has ended is still kept: {error}");
    }
}

/// Names sort by time, so that the last one is found.
fn free_path(folder: &Path) -> PathBuf {
    let stamp = chrono::Utc::now().format("%Y%m%d-%H%M%S%.3f").to_string();
    let named = |n: u32| folder.join(format!("{stamp}-{n}.json"));
    (0..).map(named).find(|p| !p.exists()).unwrap_or_else(|| named(0))
}

/// Written beside and put in place, so that a crash in the middle leaves the state before.
fn write(folder: &Path, path: &Path, kept: &Kept) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let beside = path.with_extension("new");
    let mut file = std::fs::File::create(&beside)?;
    file.write_all(&serde_json::to_vec(kept)?)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}

fn read(path: &Path) -> Option<Kept> {
    let text = std::fs::read(path).ok()?;
    match serde_json::from_slice::<Kept>(&text) {
        // One of a later program is left for it.
        Ok(kept) if kept.format == FORMAT => Some(kept),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!("a review that was kept cannot be read: {error}");
            None
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use serde_json::json;

    fn review(settled: &serde_json::Value) -> ReviewDraft {
        let path = serde_json::to_value(OsString::from("/nowhere/甲.xlsx")).unwrap();
        let table = json!({ "sheet": 0, "range": "A1:C9", "settled": settled, "dropped": [] });
        let file = json!({ "path": path, "sha256": "00", "is_included": true, "tables": [table] });
        serde_json::from_value(json!({ "files": [file], "steps": [], "undone_steps": [] })).unwrap()
    }

    fn journal(folder: &tempfile::TempDir) -> Journal {
        Journal::at(Some(folder.path().to_owned()))
    }

    #[test]
    fn a_review_is_kept_while_it_is_under_way_and_forgotten_when_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let first = journal(&folder);
        first.keep(Some(review(&json!([]))), None);
        first.keep(Some(review(&json!([{ "what": "skip" }]))), Some(Path::new("/nowhere/减负.jianfu")));
        assert!(first.waiting().is_none(), "the one under way does not wait");
        // Another start of the program finds it as it was last.
        let next = journal(&folder);
        let (path, kept) = next.find_waiting().unwrap();
        assert_eq!((kept.view().file_names, kept.view().settled_count), (vec!["甲.xlsx".to_owned()], 1));
        assert_eq!(kept.view().workspace.as_deref(), Some("减负"));
        next.take_up(path);
        assert!(next.waiting().is_none());
        next.keep(None, None);
        assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is left behind");
    }

    #[test]
    fn what_cannot_be_read_or_is_of_a_later_program_is_passed_over_and_left() {
        let folder = tempfile::tempdir().unwrap();
        journal(&folder).keep(Some(review(&json!([]))), None);
        std::fs::write(folder.path().join("99990101-1.json"), "{ half").unwrap();
        let later =
            r#"{"format":2,"at":"","workspace":null,"review":{"files":[],"steps":[],"undone_steps":[]}}"#;
        std::fs::write(folder.path().join("99990101-2.json"), later).unwrap();
        let next = journal(&folder);
        assert_eq!(next.find_waiting().unwrap().1.view().file_names, ["甲.xlsx"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_review_that_gives_way_waits_where_something_was_settled_and_is_forgotten_where_nothing_was() {
        let folder = tempfile::tempdir().unwrap();
        let journal = journal(&folder);
        for (settled, waits) in [(json!([]), false), (json!([{ "what": "skip" }]), true)] {
            journal.keep(Some(review(&settled)), None);
            journal.set_aside(Some(&review(&settled)));
            assert_eq!(journal.waiting().is_some(), waits, "{settled}");
        }
    }
}
