//! Reports a person keeps: what was chosen and written stays, figures are computed anew, and those that changed are told
//! until they are accepted.

use super::reporting::ReportRequest;
use super::{Error, Workspace};
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
        self.put_report(name, &KeptReport { request: request.clone(), accepted: figures(&report) }, at)?;
        Ok(report)
    }

    /// Changes what was chosen or written, and leaves the figures accepted as they are, as one undoable step.
    ///
    /// # Errors
    /// `unknown_report`, and when the workspace cannot be written.
    pub fn update_report(&mut self, name: &str, request: &ReportRequest, at: &str) -> Result<(), Error> {
        let kept = self.kept_report(name)?;
        self.put_report(name, &KeptReport { request: request.clone(), ..kept }, at)
    }

    /// The report with the figures of now, and those that are not as accepted.
    ///
    /// # Errors
    /// `unknown_report`, and as [`Workspace::report`].
    pub fn refresh_report(&self, name: &str) -> Result<(Report, Vec<SlotChange>), Error> {
        let kept = self.kept_report(name)?;
        let report = self.report(&kept.request)?;
        let changes = changes(&kept.accepted, &figures(&report));
        Ok((report, changes))
    }

    /// Accepts the figures of now, as one undoable step.
    ///
    /// # Errors
    /// As [`Workspace::refresh_report`], and when the workspace cannot be written.
    pub fn accept_report(&mut self, name: &str, at: &str) -> Result<(), Error> {
        let kept = self.kept_report(name)?;
        let accepted = figures(&self.report(&kept.request)?);
        self.put_report(name, &KeptReport { accepted, ..kept }, at)
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

    fn put_report(&mut self, name: &str, kept: &KeptReport, at: &str) -> Result<(), Error> {
        let bad = |reason: serde_json::Error| {
            Error::refused("bad_report", &[("name", name), ("reason", &reason.to_string())])
        };
        let document = serde_json::to_string(kept).map_err(bad)?;
        let stored = StoredReport { name: name.to_owned(), document };
        let args = [("name".to_owned(), name.to_owned())];
        self.writing()?.step(StepKind::Report, &args, at, |writer| writer.put_report(&stored))?;
        Ok(())
    }
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
