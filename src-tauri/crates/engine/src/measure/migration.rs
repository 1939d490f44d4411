//! Whether a burden was reduced or only moved: indicators of one thing on one base, and the categories of one
//! indicator. What is counted in different units stands side by side and is never added.

use super::exact::sum;
use super::meetings::{PerMeeting, per_meeting};
use super::total::{contributions, total};
use super::{Basis, By, Comparison, Cube, MeasureError, MeasureRequest, MeasureTable, ScopeMeasures};
use super::{Total, Units};
use crate::diagnostic::Diagnostic;
use crate::model::{
    AreaLevel, Decimal, Lang, NoRate, ObservationId, Period, Rate, Rounding, ScopeId, TableId, get_indicator,
    round_ratio,
};
use std::collections::{BTreeMap, BTreeSet};

/// A question: several indicators, a period against a base period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurdenRequest {
    /// Indicator ids, in the order they are listed.
    pub indicator_ids: Vec<String>,
    /// Current period.
    pub period: Period,
    /// Base period.
    pub against: Period,
    /// What the sums are made of.
    pub by: By,
    /// Which units the sums are made of.
    pub basis: Basis,
    /// What happens to a tie.
    pub rounding: Rounding,
    /// Decimals of a printed rate.
    pub decimals: u32,
}

impl BurdenRequest {
    /// The comparison of one of the indicators.
    pub fn compared(&self, indicator_id: &str) -> MeasureRequest {
        MeasureRequest {
            indicator_id: indicator_id.to_owned(),
            period: self.period,
            against: self.against,
            by: self.by,
            basis: self.basis,
            rounding: self.rounding,
            decimals: self.decimals,
        }
    }
}

/// The indicators of one scope, side by side, and together where that means something.
#[derive(Debug, Clone)]
pub struct ScopeBurden {
    /// The scope.
    pub scope_id: ScopeId,
    /// The level of its areas, when measured by area.
    pub level: Option<AreaLevel>,
    /// One for each indicator that the scope has, in the order asked for.
    pub lines: Vec<BurdenLine>,
    /// Indicators that count one thing in one unit, on one base.
    pub combined: Vec<Combined>,
    /// Hours and persons beside the number of meetings.
    pub meetings: Vec<PerMeeting>,
    /// Sources that disagree, and comparisons that were refused.
    pub diagnostics: Vec<Diagnostic>,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct BurdenLine {
    /// Indicator id.
    pub indicator_id: String,
    /// Its one unit in the scope.
    pub unit: Option<String>,
    /// Everything together, over the rows that have both counts.
    pub total: Total,
    /// How many rows there are.
    pub row_count: usize,
}

/// Several parts of one whole: indicators on one base, or categories of one indicator.
#[derive(Debug, Clone)]
pub struct Combined {
    /// The unit of every part; `None` where the source names several or none.
    pub unit: Option<String>,
    /// One for each part: its id or name, its counts, and its contribution in percentage points of the whole's base.
    pub parts: Vec<Comparison>,
    /// The parts together.
    pub total: Total,
    /// Rows (areas or bodies) that lack a part in one of the periods and are in none of the sums.
    pub left_out: Vec<String>,
    /// Where the reduction went.
    pub shift: Shift,
}

/// What fell, what rose, and what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Sum of the falls, not negative.
    pub fallen: Decimal,
    /// Sum of the rises, not negative.
    pub risen: Decimal,
    /// min(rises, falls) ÷ falls, in percent, rounded once: the share of the reduction that moved. Nothing where
    /// nothing fell.
    pub moved: Option<Decimal>,
    /// What that means.
    pub verdict: Verdict,
}

/// Whether a burden was reduced or moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Something fell and nothing rose.
    Reduced,
    /// The whole fell, but a part of what fell came back elsewhere.
    PartlyMoved,
    /// Something fell, but at least as much rose.
    Moved,
    /// Something rose and nothing fell.
    Increased,
    /// Nothing changed.
    Unchanged,
}

impl Verdict {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reduced => "reduced",
            Self::PartlyMoved => "partly_moved",
            Self::Moved => "moved",
            Self::Increased => "increased",
            Self::Unchanged => "unchanged",
        }
    }

    /// The verdict in words.
    pub fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Reduced => ("减少，没有转移", "reduced, nothing moved"),
            Self::PartlyMoved => ("部分减少，部分转移", "partly reduced, partly moved"),
            Self::Moved => ("只是转移，没有减少", "moved, not reduced"),
            Self::Increased => ("增加", "increased"),
            Self::Unchanged => ("持平", "unchanged"),
        };
        lang.pick(zh, en)
    }
}

impl Shift {
    /// From the changes of the parts.
    pub fn from_changes(
        changes: impl IntoIterator<Item = Decimal>,
        rounding: Rounding,
        decimals: u32,
    ) -> Self {
        let (mut fallen, mut risen) = (Decimal::ZERO, Decimal::ZERO);
        for change in changes {
            // Counts far outside what is counted stop at the largest number rather than the program.
            let side = if change.is_sign_negative() { &mut fallen } else { &mut risen };
            *side = side.saturating_add(change.abs());
        }
        let percent =
            |part: Decimal| round_ratio(part.checked_mul(Decimal::ONE_HUNDRED)?, fallen, rounding, decimals);
        let moved = if fallen.is_zero() { None } else { percent(fallen.min(risen)) };
        let verdict = match (fallen.is_zero(), risen.is_zero()) {
            (true, true) => Verdict::Unchanged,
            (true, false) => Verdict::Increased,
            (false, true) => Verdict::Reduced,
            (false, false) if risen < fallen => Verdict::PartlyMoved,
            (false, false) => Verdict::Moved,
        };
        Self { fallen, risen, moved, verdict }
    }

    /// Rises minus falls.
    pub fn net(&self) -> Decimal {
        self.risen - self.fallen
    }
}

/// A breakdown of one indicator as one table gives it.
#[derive(Debug, Clone)]
pub struct CategoryShift {
    /// The scope.
    pub scope_id: ScopeId,
    /// The table.
    pub table_id: TableId,
    /// Its categories on one base; `left_out` names those that lack a count.
    pub combined: Combined,
    /// Sources that disagree about a category.
    pub diagnostics: Vec<Diagnostic>,
}

impl Cube<'_> {
    /// Several indicators side by side, and on one base where scope, unit and thing are the same.
    ///
    /// # Errors
    /// Only when an exact sum leaves the range of decimals.
    pub fn burden(&self, request: &BurdenRequest, units: &Units) -> Result<Vec<ScopeBurden>, MeasureError> {
        let mut answers: Vec<(String, MeasureTable)> = Vec::new();
        for id in &request.indicator_ids {
            answers.push((id.clone(), self.compare(&request.compared(id))?));
        }
        let lists: BTreeSet<(&ScopeId, Option<AreaLevel>)> =
            answers.iter().flat_map(|(_, a)| &a.scopes).map(|s| (&s.scope_id, s.level)).collect();
        let in_list = |scope_id: &ScopeId, level| {
            let scope = |(id, answer): &'_ (String, MeasureTable)| {
                let found = answer.scopes.iter().find(|s| s.scope_id == *scope_id && s.level == level);
                found.map(|s| (id.clone(), s.clone()))
            };
            answers.iter().filter_map(scope).collect::<Vec<_>>()
        };
        let lists = lists.into_iter().map(|(scope_id, level)| {
            let of_list = in_list(scope_id, level);
            scope_burden(scope_id, level, &of_list, (request, units))
        });
        lists.collect()
    }

    /// The breakdowns of one indicator by category, one for each table of each scope. The cube must be one by category,
    /// and hold one area: what two areas call by one name is not one thing.
    ///
    /// # Errors
    /// Only when an exact sum leaves the range of decimals.
    pub fn category_shifts(
        &self,
        request: &MeasureRequest,
        units: &Units,
    ) -> Result<Vec<CategoryShift>, MeasureError> {
        let mut found = Vec::new();
        for scope in self.compare(request)?.scopes {
            let mut tables: BTreeMap<TableId, Vec<Comparison>> = BTreeMap::new();
            for row in scope.rows {
                tables.entry(row.table_id).or_default().push(row);
            }
            let unit = units.unit(&request.indicator_id, &scope.scope_id).map(str::to_owned);
            for (table_id, rows) in tables {
                // A category that stands in one period only is told, and one alone is no breakdown.
                let (whole, lacking): (Vec<_>, Vec<_>) = rows.into_iter().partition(has_both);
                if whole.len() < 2 {
                    continue;
                }
                let left_out = lacking.into_iter().map(|r| r.key).collect();
                found.push(CategoryShift {
                    scope_id: scope.scope_id.clone(),
                    table_id,
                    combined: combined(whole, unit.clone(), left_out, request)?,
                    diagnostics: scope.diagnostics.clone(),
                });
            }
        }
        Ok(found)
    }
}

/// Whether a row's counts can be in a sum.
pub(super) fn has_both(row: &Comparison) -> bool {
    row.change().is_some() && matches!(row.rate, Ok(_) | Err(NoRate::ZeroBase))
}

fn scope_burden(
    scope_id: &ScopeId,
    level: Option<AreaLevel>,
    of_list: &[(String, ScopeMeasures)],
    (request, units): (&BurdenRequest, &Units),
) -> Result<ScopeBurden, MeasureError> {
    let unit = |id: &str| units.unit(id, scope_id).map(str::to_owned);
    let lines = of_list.iter().map(|(id, s)| BurdenLine {
        indicator_id: id.clone(),
        unit: unit(id),
        total: s.total.clone(),
        row_count: s.rows.len(),
    });
    // One base only for what is one thing in one unit.
    let mut groups: BTreeMap<(String, String), Vec<&(String, ScopeMeasures)>> = BTreeMap::new();
    for one in of_list {
        if let Some(unit) = unit(&one.0) {
            groups.entry((unit.clone(), thing(&one.0, &unit))).or_default().push(one);
        }
    }
    let groups = groups.into_iter().filter(|(_, parts)| parts.len() > 1);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for diagnostic in of_list.iter().flat_map(|(_, s)| &s.diagnostics) {
        // What is refused for one indicator is refused for all of them.
        if !diagnostics.contains(diagnostic) {
            diagnostics.push(diagnostic.clone());
        }
    }
    let mut combined = Vec::new();
    for ((unit, _), parts) in groups {
        combined.push(one_base(&parts, unit, request)?);
    }
    // Without rows that have every part there is no base.
    combined.retain(|c| c.parts.len() > 1);
    Ok(ScopeBurden {
        scope_id: scope_id.clone(),
        level,
        lines: lines.collect(),
        combined,
        meetings: per_meeting(of_list, &unit, request),
        diagnostics,
    })
}

/// What is counted: documents and documents are one thing, meetings and submissions are not, though both are counted
/// in 次. A printed name that the catalogue lacks is a document where it is counted in 件, and else a thing of its own.
fn thing(indicator_id: &str, unit: &str) -> String {
    match get_indicator(indicator_id) {
        Some(indicator) => indicator.unit_en.to_owned(),
        None if unit == "件" => "documents".to_owned(),
        None => indicator_id.to_owned(),
    }
}

/// The indicators of a group over the rows that have all of them in both periods.
fn one_base(
    group: &[&(String, ScopeMeasures)],
    unit: String,
    request: &BurdenRequest,
) -> Result<Combined, MeasureError> {
    let keys = |(_, s): &(String, ScopeMeasures), is_whole: bool| -> BTreeSet<String> {
        s.rows.iter().filter(|r| !is_whole || has_both(r)).map(|r| r.key.clone()).collect()
    };
    let all: BTreeSet<String> = group.iter().flat_map(|one| keys(one, false)).collect();
    let common: BTreeSet<String> =
        all.iter().filter(|k| group.iter().all(|one| keys(one, true).contains(*k))).cloned().collect();
    let parts: Vec<Comparison> = group.iter().filter_map(|(id, s)| added_up(id, s, &common)).collect();
    let left_out = all.difference(&common).cloned().collect();
    combined(parts, Some(unit), left_out, &request.compared(""))
}

/// One row of an indicator's counts over these keys; nothing where there are none.
pub(super) fn added_up(
    indicator_id: &str,
    scope: &ScopeMeasures,
    keys: &BTreeSet<String>,
) -> Option<Comparison> {
    let rows: Vec<&Comparison> = scope.rows.iter().filter(|r| keys.contains(&r.key) && has_both(r)).collect();
    let all = |of: fn(&Comparison) -> Option<Decimal>| sum(rows.iter().filter_map(|r| of(r))).ok().flatten();
    let (current, base) = (all(|r| r.current), all(|r| r.base));
    let inputs = |of: fn(&Comparison) -> &Vec<ObservationId>| {
        rows.iter().flat_map(|r| of(r).iter().copied()).collect()
    };
    Some(Comparison {
        key: indicator_id.to_owned(),
        current,
        base,
        rate: match (current, base) {
            (Some(_), Some(_)) => Rate::from_counts(current, base),
            // There are rows, so only their sum can be missing.
            _ => Err(NoRate::OutOfRange),
        },
        contribution: None,
        current_inputs: inputs(|r| &r.current_inputs),
        base_inputs: inputs(|r| &r.base_inputs),
        table_id: rows.first()?.table_id,
        missing_cells: rows.iter().map(|r| r.missing_cells).sum(),
        is_added_up: rows.iter().any(|r| r.is_added_up),
        units: rows.iter().flat_map(|r| &r.units).copied().collect(),
        joined: None,
    })
}

fn combined(
    mut parts: Vec<Comparison>,
    unit: Option<String>,
    left_out: Vec<String>,
    request: &MeasureRequest,
) -> Result<Combined, MeasureError> {
    let total = total(&parts, request)?;
    contributions(&mut parts, &total, request);
    let changes = parts.iter().filter_map(Comparison::change);
    let shift = Shift::from_changes(changes, request.rounding, request.decimals);
    Ok(Combined { unit, parts, total, left_out, shift })
}
