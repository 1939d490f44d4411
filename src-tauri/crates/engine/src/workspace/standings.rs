//! Where rows stand among their peers and in their own past: ranks, quartiles, and what is unusual.

use super::{Error, Workspace};
use crate::diagnostic::Diagnostic;
use crate::measure::{
    Anomaly, CubeFilter, Distribution, MeasureRequest, MeasureTable, ScopeMeasures, anomalies, distribution,
    key_label,
};
use crate::model::Lang;

/// Comparisons looked back over at most.
const MOST_BEFORE: usize = 24;

/// The standings of every list of a question.
#[derive(Debug, Clone)]
pub struct Standings {
    /// The figures.
    pub table: MeasureTable,
    /// The comparison before, where there is one.
    pub before: Option<MeasureRequest>,
    /// One for each scope of the table, in its order.
    pub scopes: Vec<ScopeStandings>,
}

/// The standings of one list.
#[derive(Debug, Clone)]
pub struct ScopeStandings {
    /// Ranks and quartiles.
    pub distribution: Distribution,
    /// What is unusual.
    pub anomalies: Vec<Anomaly>,
    /// Earlier comparisons that had this list.
    pub earlier_count: usize,
}

impl Standings {
    /// What is unusual in a list, as findings in a language.
    pub fn findings(&self, scope: &ScopeMeasures, standings: &ScopeStandings, lang: Lang) -> Vec<Diagnostic> {
        let keys: Vec<String> = scope.rows.iter().map(|r| r.key.clone()).collect();
        let label = |anomaly: &Anomaly| key_label(&anomaly.key, self.table.request.by, &keys, lang);
        standings.anomalies.iter().map(|a| a.to_diagnostic(&label(a))).collect()
    }
}

impl Workspace {
    /// Ranks the rows of a comparison by their rates, and holds each against its peers and its own past.
    ///
    /// # Errors
    /// `no_observations`, or when the workspace cannot be read.
    pub fn standings(&self, request: &MeasureRequest) -> Result<Standings, Error> {
        let table = self.measure(request)?;
        let earlier = self.earlier(request)?;
        let scopes = table
            .scopes
            .iter()
            .map(|scope| {
                let past: Vec<Option<&ScopeMeasures>> = earlier.iter().map(|t| same_list(t, scope)).collect();
                let before = past.first().copied().flatten();
                let past: Vec<&ScopeMeasures> = past.into_iter().flatten().collect();
                ScopeStandings {
                    distribution: distribution(scope, before, request),
                    anomalies: anomalies(scope, &past, request),
                    earlier_count: past.len(),
                }
            })
            .collect();
        Ok(Standings { table, before: request.before(), scopes })
    }

    /// The comparisons before, the latest first, as far back as there are numbers.
    fn earlier(&self, request: &MeasureRequest) -> Result<Vec<MeasureTable>, Error> {
        let periods = self.store().list_periods()?;
        let Some(first_year) = periods.iter().map(|(p, _)| p.year()).min() else { return Ok(Vec::new()) };
        let counts = self.counts(Some(&request.indicator_id), &[])?;
        let cube = counts.cube(request.by, &CubeFilter::default())?;
        std::iter::successors(request.before(), MeasureRequest::before)
            .take_while(|r| r.period.year() >= first_year)
            .take(MOST_BEFORE)
            .map(|r| Ok(cube.compare(&r)?))
            .collect()
    }
}

/// The list of the same scope and level.
fn same_list<'t>(table: &'t MeasureTable, scope: &ScopeMeasures) -> Option<&'t ScopeMeasures> {
    table.scopes.iter().find(|s| s.scope_id == scope.scope_id && s.level == scope.level)
}
