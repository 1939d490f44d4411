//! Workspaces that were open lately. Their paths are kept here and never reach the page.

use jianfu_wire::RecentView;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

const FILE: &str = "recent.json";
/// As many as fit a menu without looking through it.
const MOST: usize = 8;

fn place(app: &AppHandle) -> Option<PathBuf> {
    app.path().app_config_dir().ok().map(|folder| folder.join(FILE))
}

/// The list, the last one first. One that cannot be read is an empty one: it is a convenience.
fn list(app: &AppHandle) -> Vec<PathBuf> {
    let text = place(app).and_then(|path| std::fs::read_to_string(path).ok());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn write(app: &AppHandle, paths: &[PathBuf]) {
    let Some(path) = place(app) else { return };
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = made.and_then(|()| std::fs::write(&path, serde_json::json!(paths).to_string()));
    if let Err(error) = written {
        tracing::warn!("the list of recent workspaces was not kept: {error}");
    }
}

/// The same for a path as long as the program is the same.
fn id_of(path: &Path) -> u32 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    u32::try_from(hasher.finish() & u64::from(u32::MAX)).unwrap_or_default()
}

/// Puts a workspace first.
pub fn remember(app: &AppHandle, path: &Path) {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    write(app, &first(list(app), path));
}

fn first(mut paths: Vec<PathBuf>, path: PathBuf) -> Vec<PathBuf> {
    paths.retain(|known| *known != path);
    paths.insert(0, path);
    paths.truncate(MOST);
    paths
}

/// The path behind an id.
pub fn find(app: &AppHandle, id: u32) -> Option<PathBuf> {
    list(app).into_iter().find(|path| id_of(path) == id)
}

/// Takes one off the list, because it is there no more.
pub fn forget(app: &AppHandle, id: u32) {
    let paths: Vec<PathBuf> = list(app).into_iter().filter(|path| id_of(path) != id).collect();
    write(app, &paths);
}

/// The list as the window shows it: names, and the folder's own name to tell two of one name apart.
pub fn views(app: &AppHandle) -> Vec<RecentView> {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let view = |path: &PathBuf| RecentView {
        id: id_of(path),
        name: text(path.file_stem()),
        folder: text(path.parent().and_then(Path::file_name)),
    };
    list(app).iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_comes_first_and_stands_once_and_the_list_stays_short() {
        let path = |n: usize| PathBuf::from(format!("/a/{n}.jianfu"));
        let mut paths = Vec::new();
        for n in 0..20 {
            paths = first(paths, path(n));
        }
        assert_eq!(paths.len(), MOST);
        assert!(first(paths, path(15)).starts_with(&[path(15), path(19)]));
    }

    #[test]
    fn two_of_one_name_have_two_ids() {
        assert_ne!(id_of(Path::new("/a/x.jianfu")), id_of(Path::new("/b/x.jianfu")));
    }
}
