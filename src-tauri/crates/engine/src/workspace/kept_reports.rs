//! Reports a person keeps: what was chosen and written stays, figures are computed anew, and those that changed are told
//! until they are accepted.

use super::reporting::ReportRequest;
use super::{Error, Workspace, WrittenReport};
use crate::report::Report;
use crate::store::{StepKind, StoredReport};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptReport {
    /// What was chosen, and the author's own words.
    pub request: ReportRequest,
    /// Each figure of the text as last accepted, in words, by its key.
    #[serde(default)]
    pub accepted: BTreeMap<String, String>,
}

/// A figure that is another one than when it was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotChange {
    /// Its key.
    pub key: String,
    /// As accepted; nothing where the text had no such figure.
    pub old: Option<String>,
    /// As computed now; nothing where the text has it no more.
    pub new: Option<String>,
}

/// A kept report with the figures of now.
#[derive(Debug)]
pub struct RefreshedReport {
    /// As it is kept.
    pub kept: KeptReport,
    /// As it reads now.
    pub written: WrittenReport,
    /// Figures that are not as accepted.
    pub changes: Vec<SlotChange>,
}

impl Workspace {
    /// Names of the reports kept.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn kept_report_names(&self) -> Result<Vec<String>, Error> {
        Ok(self.store().list_reports()?.into_iter().map(|report| report.name).collect())
    }

    /// A report as it is kept.
    ///
    /// # Errors
    /// `unknown_report`.
    pub fn kept_report(&self, name: &str) -> Result<KeptReport, Error> {
        let found = self.store().list_reports()?.into_iter().find(|report| report.name == name);
        let found = found.ok_or_else(|| Error::refused("unknown_report", &[("name", name)]))?;
        let bad = |reason: serde_json::Error| {
            Error::refused("bad_report", &[("name", name), ("reason", &reason.to_string())])
        };
        serde_json::from_str(&found.document).map_err(bad)
    }

    /// Writes a report and keeps it in place of the one of its name, with its figures accepted, as one undoable step. `at` is
    /// the time, RFC 3339.
    ///
    /// # Errors
    /// As [`Workspace::report`], and when the workspace cannot be written.
    pub fn keep_report(&mut self, name: &str, request: &ReportRequest, at: &str) -> Result<Report, Error> {
        let report = self.report(request)?;
        let kept = KeptReport { request: request.clone(), accepted: figures(&report) };
        self.put_report(StepKind::Report, name, &kept, at)?;
        Ok(report)
    }

    /// Keeps a new report of a name that none has yet, its figures accepted, as one undoable step.
    ///
    /// # Errors
    /// `report_exists`, `report_name_empty`, and as [`Workspace::keep_report`].
    pub fn create_report(&mut self, name: &str, request: &ReportRequest, at: &str) -> Result<(), Error> {
        self.check_free(name)?;
        self.keep_report(name, request, at)?;
        Ok(())
    }

    /// Changes what was chosen or written, as one undoable step. Figures stay accepted or not as they were: those that the
    /// change itself brings in are accepted, for the author sees them come.
    ///
    /// # Errors
    /// `unknown_report`, and when the workspace cannot be written.
    pub fn update_report(&mut self, name: &str, request: &ReportRequest, at: &str) -> Result<(), Error> {
        let mut kept = self.kept_report(name)?;
        if kept.request == *request {
            return Ok(());
        }
        // One that cannot be written any more, for its data is gone, can still be changed.
        let before = self.report(&kept.request).map(|report| figures(&report)).unwrap_or_default();
        let after = figures(&self.report(request)?);
        kept.accepted = carried_over(&kept.accepted, &before, &after);
        kept.request = request.clone();
        self.put_report(StepKind::EditReport, name, &kept, at)
    }

    /// Gives a report another name, as one undoable step.
    ///
    /// # Errors
    /// `unknown_report`, `report_exists`, `report_name_empty`, and when the workspace cannot be written.
    pub fn rename_report(&mut self, name: &str, new: &str, at: &str) -> Result<(), Error> {
        let kept = self.kept_report(name)?;
        self.check_free(new)?;
        let stored = stored(new, &kept)?;
        let args = [("name".to_owned(), name.to_owned()), ("new".to_owned(), new.to_owned())];
        self.writing()?.step(StepKind::RenameReport, &args, at, |writer| {
            writer.delete_report(name)?;
            writer.put_report(&stored)
        })?;
        Ok(())
    }

    /// Keeps a copy of a report under another name, as one undoable step.
    ///
    /// # Errors
    /// As [`Workspace::rename_report`].
    pub fn duplicate_report(&mut self, name: &str, copy: &str, at: &str) -> Result<(), Error> {
        let kept = self.kept_report(name)?;
        self.check_free(copy)?;
        self.put_report(StepKind::Report, copy, &kept, at)
    }

    /// The report with the figures of now, and those that are not as accepted.
    ///
    /// # Errors
    /// `unknown_report`, and as [`Workspace::report`].
    pub fn refresh_report(&self, name: &str) -> Result<(Report, Vec<SlotChange>), Error> {
        let refreshed = self.refreshed_report(name)?;
        Ok((refreshed.written.report, refreshed.changes))
    }

    /// The same with all that an author has to know.
    ///
    /// # Errors
    /// As [`Workspace::refresh_report`].
    pub fn refreshed_report(&self, name: &str) -> Result<RefreshedReport, Error> {
        let kept = self.kept_report(name)?;
        let written = self.write_report(&kept.request)?;
        let changes = changes(&kept.accepted, &figures(&written.report));
        Ok(RefreshedReport { kept, written, changes })
    }

    /// Accepts the figures of now, as one undoable step.
    ///
    /// # Errors
    /// As [`Workspace::refresh_report`], and when the workspace cannot be written.
    pub fn accept_report(&mut self, name: &str, at: &str) -> Result<(), Error> {
        let kept = self.kept_report(name)?;
        let accepted = figures(&self.report(&kept.request)?);
        self.put_report(StepKind::AcceptReport, name, &KeptReport { accepted, ..kept }, at)
    }

    /// Accepts some figures as they are now, by key, as one undoable step.
    ///
    /// # Errors
    /// As [`Workspace::accept_report`].
    pub fn accept_figures(&mut self, name: &str, keys: &[String], at: &str) -> Result<(), Error> {
        let mut kept = self.kept_report(name)?;
        let mut now = figures(&self.report(&kept.request)?);
        for key in keys {
            match now.remove(key) {
                Some(text) => kept.accepted.insert(key.clone(), text),
                None => kept.accepted.remove(key),
            };
        }
        self.put_report(StepKind::AcceptReport, name, &kept, at)
    }

    /// Takes a report out, as one undoable step.
    ///
    /// # Errors
    /// `unknown_report`, and when the workspace cannot be written.
    pub fn delete_report(&mut self, name: &str, at: &str) -> Result<(), Error> {
        self.kept_report(name)?;
        let args = [("name".to_owned(), name.to_owned())];
        self.writing()?.step(StepKind::DeleteReport, &args, at, |writer| writer.delete_report(name))?;
        Ok(())
    }

    fn check_free(&self, name: &str) -> Result<(), Error> {
        if name.trim().is_empty() {
            return Err(Error::refused("report_name_empty", &[]));
        }
        let is_taken = self.kept_report_names()?.iter().any(|taken| taken == name);
        if is_taken { Err(Error::refused("report_exists", &[("name", name)])) } else { Ok(()) }
    }

    fn put_report(&mut self, step: StepKind, name: &str, kept: &KeptReport, at: &str) -> Result<(), Error> {
        let stored = stored(name, kept)?;
        let args = [("name".to_owned(), name.to_owned())];
        self.writing()?.step(step, &args, at, |writer| writer.put_report(&stored))?;
        Ok(())
    }
}

fn stored(name: &str, kept: &KeptReport) -> Result<StoredReport, Error> {
    let bad = |reason: serde_json::Error| {
        Error::refused("bad_report", &[("name", name), ("reason", &reason.to_string())])
    };
    Ok(StoredReport { name: name.to_owned(), document: serde_json::to_string(kept).map_err(bad)? })
}

/// What is accepted once the outline changed, with the same data before and after.
fn carried_over(
    accepted: &BTreeMap<String, String>,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut carried = accepted.clone();
    // What the change takes out is no doubt any more; what only the data took out stays one.
    carried.retain(|key, _| after.contains_key(key) || !before.contains_key(key));
    for (key, text) in after {
        let was_in_doubt = before.contains_key(key) && accepted.get(key) != before.get(key);
        if !was_in_doubt {
            carried.insert(key.clone(), text.clone());
        }
    }
    carried
}

/// Each figure of the text, in words.
fn figures(report: &Report) -> BTreeMap<String, String> {
    report.slots().map(|slot| (slot.key.clone(), slot.text.clone())).collect()
}

fn changes(accepted: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<SlotChange> {
    let keys: BTreeSet<&String> = accepted.keys().chain(now.keys()).collect();
    let changed = keys.into_iter().filter(|key| accepted.get(*key) != now.get(*key));
    changed
        .map(|key| SlotChange {
            key: key.clone(),
            old: accepted.get(key).cloned(),
            new: now.get(key).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_the_outline_accepts_what_it_brings_and_leaves_doubts_as_they_are() {
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
        };
        // `b` was changed by data, `d` was taken out by data, `c` is taken out by the author, who brings in `e`.
        let accepted = map(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]);
        let before = map(&[("a", "1"), ("b", "20"), ("c", "3")]);
        let after = map(&[("a", "one"), ("b", "twenty"), ("e", "5")]);
        let carried = carried_over(&accepted, &before, &after);
        assert_eq!(carried, map(&[("a", "one"), ("b", "2"), ("d", "4"), ("e", "5")]));
        let in_doubt: Vec<String> = changes(&carried, &after).into_iter().map(|change| change.key).collect();
        assert_eq!(in_doubt, ["b", "d"]);
    }
}
