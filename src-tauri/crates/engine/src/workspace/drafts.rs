//! A review under way as it is kept outside the program, so that a crash costs nothing: which files, and what was settled
//! about their tables. What the files hold is read again, and passwords are no part of it.

use super::settling::{SettlingStep, StagedTable, settle_file};
use super::staging::StagedFile;
use super::{Error, Staging, Workspace};
use crate::import::recipe::Settlement;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// A review under way: its files in their order, and the steps by which it was settled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDraft {
    /// The files.
    pub files: Vec<FileDraft>,
    /// What was settled, step by step.
    steps: Vec<StepDraft>,
    /// What was taken back.
    undone_steps: Vec<StepDraft>,
}

/// One file of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDraft {
    /// Where it is. Kept as the system has it: a name need not be text.
    path: OsString,
    /// What its bytes were; none where it could not be read.
    sha256: Option<String>,
    is_included: bool,
    /// What was settled, of the tables about which something was.
    tables: Vec<TableDraft>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TableDraft {
    sheet: usize,
    range: String,
    settled: Vec<Settlement>,
    dropped: Vec<Settlement>,
}

/// What a step changed: the position of the file and of the table, and what was settled and dropped there before.
type StepDraft = Vec<(usize, usize, Vec<Settlement>, Vec<Settlement>)>;

impl ReviewDraft {
    /// The files to read again.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|f| PathBuf::from(&f.path)).collect()
    }

    /// Their names without folders.
    pub fn names(&self) -> Vec<String> {
        let name = |path: PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.paths().into_iter().map(name).collect()
    }

    /// How many things a person settled or took back.
    pub fn settled_count(&self) -> usize {
        let of_table = |t: &TableDraft| t.settled.len() + t.dropped.len();
        self.files.iter().flat_map(|f| &f.tables).map(of_table).sum()
    }
}

impl FileDraft {
    fn of(file: &StagedFile) -> Self {
        // A file that is still locked is kept as it was before.
        if let (Err(_), Some(kept)) = (&file.content, &file.kept) {
            return kept.clone();
        }
        let is_settled = |t: &&StagedTable| !t.settled.is_empty() || !t.dropped.is_empty();
        let draft = |t: &StagedTable| TableDraft {
            sheet: t.sheet,
            range: t.range.to_string(),
            settled: t.settled.clone(),
            dropped: t.dropped.clone(),
        };
        Self {
            path: file.path.clone().into_os_string(),
            sha256: file.content.as_ref().ok().map(|c| c.workbook.sha256.clone()),
            is_included: file.is_included,
            tables: file.tables.iter().filter(is_settled).map(draft).collect(),
        }
    }

    /// Whether a person decided anything about the file.
    fn decides(&self) -> bool {
        !self.tables.is_empty() || (self.sha256.is_some() && !self.is_included)
    }

    fn apply(&self, file: &mut StagedFile) {
        for kept in &self.tables {
            let is_it = |t: &&mut StagedTable| t.sheet == kept.sheet && t.range.to_string() == kept.range;
            if let Some(table) = file.tables.iter_mut().find(is_it) {
                table.settled.clone_from(&kept.settled);
                table.dropped.clone_from(&kept.dropped);
            }
        }
    }
}

/// Whether what was kept about a file goes for what was read of it now.
enum Standing {
    Same,
    Changed,
    Unread,
}

fn standing(file: &StagedFile, kept: &FileDraft) -> Standing {
    match (&file.content, &kept.sha256) {
        (Err(_), _) => Standing::Unread,
        // It could not be read then, so nothing was decided about it.
        (Ok(_), None) => Standing::Same,
        (Ok(content), Some(sha)) if content.workbook.sha256 == *sha => Standing::Same,
        (Ok(_), Some(_)) => Standing::Changed,
    }
}

impl Staging {
    /// What is kept of this review outside the program.
    pub fn to_draft(&self) -> ReviewDraft {
        let position: BTreeMap<u32, usize> =
            self.files.iter().enumerate().map(|(at, f)| (f.id, at)).collect();
        let step = |step: &SettlingStep| -> StepDraft {
            let known = step.iter().filter_map(|(file, table, settled, dropped)| {
                Some((*position.get(file)?, *table, settled.clone(), dropped.clone()))
            });
            known.collect()
        };
        ReviewDraft {
            files: self.files.iter().map(FileDraft::of).collect(),
            steps: self.steps.iter().map(step).collect(),
            undone_steps: self.undone_steps.iter().map(step).collect(),
        }
    }

    /// Goes on with a review from what was kept of it, once its files are read again. Gives the files that changed since:
    /// what was settled about them may mean something else now, and is left to a person.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn resume(
        &mut self,
        draft: &ReviewDraft,
        workspace: Option<&Workspace>,
    ) -> Result<Vec<String>, Error> {
        let by_path: BTreeMap<&OsString, &FileDraft> = draft.files.iter().map(|f| (&f.path, f)).collect();
        for file in &mut self.files {
            file.kept = by_path.get(&file.path.clone().into_os_string()).map(|f| (*f).clone());
        }
        let (changed, is_whole) = self.take_kept(workspace)?;
        // Steps name tables by their position, which means the same only where every file that was decided about is as
        // it was.
        if is_whole && self.files.len() == draft.files.len() {
            let ids: Vec<u32> = self.files.iter().map(|f| f.id).collect();
            let step = |step: &StepDraft| -> SettlingStep {
                let known = step.iter().filter_map(|(file, table, settled, dropped)| {
                    Some((*ids.get(*file)?, *table, settled.clone(), dropped.clone()))
                });
                known.collect()
            };
            self.steps = draft.steps.iter().map(step).collect();
            self.undone_steps = draft.undone_steps.iter().map(step).collect();
        }
        Ok(changed)
    }

    /// Puts files in place of those that could not be read without a password; what was kept about them goes for them
    /// now. Gives the files that changed since it was kept. The review may be another one meanwhile.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn put_unlocked(
        &mut self,
        read: Vec<StagedFile>,
        workspace: Option<&Workspace>,
    ) -> Result<Vec<String>, Error> {
        for mut file in read {
            let place = self.files.iter_mut().find(|f| f.id == file.id && f.path == file.path);
            if let Some(place) = place.filter(|f| f.needs_password()) {
                file.kept = place.kept.take();
                *place = file;
            }
        }
        Ok(self.take_kept(workspace)?.0)
    }

    /// Applies what is kept about files that are read; the names of those that changed since, and whether all that was
    /// decided is applied.
    fn take_kept(&mut self, workspace: Option<&Workspace>) -> Result<(Vec<String>, bool), Error> {
        let (mut changed, mut is_whole) = (Vec::new(), true);
        let mut left_out = Vec::new();
        for file in &mut self.files {
            let Some(kept) = file.kept.take() else { continue };
            match standing(file, &kept) {
                Standing::Same => {
                    kept.apply(file);
                    left_out.extend((kept.sha256.is_some() && !kept.is_included).then_some(file.id));
                }
                Standing::Changed => {
                    is_whole &= !kept.decides();
                    changed.push(file.name.clone());
                }
                Standing::Unread => {
                    is_whole &= !kept.decides();
                    file.kept = Some(kept);
                }
            }
        }
        match workspace {
            Some(workspace) => workspace.review(self, None)?,
            None => self.files.iter_mut().for_each(settle_file),
        }
        for file in &mut self.files {
            file.is_included = file.is_included && file.has_tables() && !left_out.contains(&file.id);
        }
        Ok((changed, is_whole))
    }
}
