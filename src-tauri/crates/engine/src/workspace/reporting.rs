//! A report from a workspace: measures become facts, rankings become figures, and `report` puts them into words.

use super::{Error, UndrawnChart, Workspace};
use crate::model::{Period, ScopeId};
use crate::report::{IndicatorFacts, Outline, Report, compose, without};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What to report on, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportRequest {
    /// Current period.
    pub period: Period,
    /// Base period.
    pub against: Period,
    /// Indicators by id; empty takes all that have data in the period.
    #[serde(default)]
    pub indicator_ids: Vec<String>,
    /// Only this scope, by id or by name.
    #[serde(default)]
    pub scope: Option<String>,
    /// Form, sections and the author's own words.
    #[serde(default)]
    pub outline: Outline,
}

impl ReportRequest {
    /// The usual report on a period against the same period of the year before.
    pub fn new(period: Period) -> Self {
        Self {
            period,
            against: period.year_before(),
            indicator_ids: Vec::new(),
            scope: None,
            outline: Outline::default(),
        }
    }
}

/// A report as written, with what an author has to know of it.
#[derive(Debug)]
pub struct WrittenReport {
    /// The report.
    pub report: Report,
    /// The same with all that the author left out.
    pub whole: Report,
    /// The lists of figures it is made of, in their order.
    pub lists: Vec<ReportedList>,
    /// Charts the author placed that cannot be drawn.
    pub undrawn: Vec<UndrawnChart>,
    /// What it says, as plain facts: an office's own template is filled from them.
    pub facts: Vec<IndicatorFacts>,
}

/// A list of figures in a report: one indicator in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedList {
    /// Its name within the report, which the ids of its paragraphs, tables and figures begin with.
    pub key: String,
    /// Indicator id.
    pub indicator_id: String,
    /// The scope.
    pub scope_id: ScopeId,
    /// Which issuers and documents are counted; empty where the source does not say.
    pub scope: String,
}

impl Workspace {
    /// The report. The same workspace and request give the same report.
    ///
    /// # Errors
    /// `no_report_data` when there is nothing to report on, `unknown_scope`.
    pub fn report(&self, request: &ReportRequest) -> Result<Report, Error> {
        Ok(self.write_report(request)?.report)
    }

    /// The report with what an author has to know of it.
    ///
    /// # Errors
    /// As [`Workspace::report`].
    pub fn write_report(&self, request: &ReportRequest) -> Result<WrittenReport, Error> {
        let known = self.report_facts(request)?;
        let (mut figures, mut undrawn) = (BTreeMap::new(), Vec::new());
        let (mut facts, mut lists) = (Vec::new(), Vec::new());
        for one in known {
            if !request.outline.is_without_figures {
                let (drawn, not_drawn) = self.report_charts(&one, request)?;
                figures.insert(one.facts.key.clone(), drawn);
                undrawn.extend(not_drawn);
            }
            lists.push(ReportedList {
                key: one.facts.key.clone(),
                indicator_id: one.facts.indicator_id.clone(),
                scope_id: one.facts.scope_id.clone(),
                scope: one.facts.scope.clone(),
            });
            let (hides, lang) = (request.outline.hides_names, request.outline.lang);
            facts.push(if hides { one.facts.without_names(lang) } else { one.facts });
        }
        let everything = Outline { left_out: BTreeSet::new(), ..request.outline.clone() };
        let whole = compose(&everything, &facts, &figures);
        let report = without(whole.clone(), &request.outline.left_out);
        Ok(WrittenReport { report, whole, lists, undrawn, facts })
    }
}
