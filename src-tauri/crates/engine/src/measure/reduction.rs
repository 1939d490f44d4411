//! From sums per table to one figure per key: which table speaks, what its rate is, and what contradicts it.

use super::frame::{TableSum, table_sums};
use super::total::{contributions, total};
use super::{By, Measure, MeasureError, MeasureRequest, MeasureTable, ScopeMeasures};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::model::{AreaCode, AreaLevel, NoRate, Observation, Rate, ScopeId, TableId};
use std::collections::BTreeMap;

/// Reductions of one indicator, period against period: (current − base) ÷ base for each key, with named reasons
/// where there is none.
///
/// `observations` are those of the indicator in the two periods (for whole years also their months and running
/// totals, which count where a table gives the complete year in no other way); others are passed over. By area, figures of
/// different levels that come from different tables stand in separate lists, so that a prefecture is never added
/// to its own counties.
///
/// # Errors
/// Only when an exact sum leaves the range of 28 digits.
pub fn reductions(
    observations: &[Observation],
    request: &MeasureRequest,
) -> Result<MeasureTable, MeasureError> {
    let sums = table_sums(observations, request)?;
    let tiers = tiers(&sums, request.by);
    let mut lists: BTreeMap<(String, Option<AreaLevel>), BTreeMap<String, Vec<TableSum>>> = BTreeMap::new();
    for sum in sums {
        let tier = tiers.get(&sum.table_id).copied().flatten();
        let keys = lists.entry((sum.scope.clone(), tier)).or_default();
        keys.entry(sum.key.clone()).or_default().push(sum);
    }
    let scopes = lists
        .into_iter()
        // A list that has nothing in the period asked for is no part of the answer.
        .filter(|(_, keys)| keys.values().flatten().any(|s| s.is_current))
        .map(|((scope, level), keys)| scope_measures(ScopeId(scope), level, keys, request))
        .collect();
    Ok(MeasureTable { request: request.clone(), scopes })
}

/// The highest level among the areas of each table: a table of a city and its counties is one list at the city's level.
fn tiers(sums: &[TableSum], by: By) -> BTreeMap<TableId, Option<AreaLevel>> {
    let mut tiers: BTreeMap<TableId, Option<AreaLevel>> = BTreeMap::new();
    for sum in sums {
        let level = match by {
            By::Area => sum.key.parse::<AreaCode>().ok().map(AreaCode::level),
            By::Category | By::Organisation => None,
        };
        let tier = tiers.entry(sum.table_id).or_insert(level);
        if level.is_some() && (tier.is_none() || level < *tier) {
            *tier = level;
        }
    }
    tiers
}

fn scope_measures(
    scope_id: ScopeId,
    level: Option<AreaLevel>,
    keys: BTreeMap<String, Vec<TableSum>>,
    request: &MeasureRequest,
) -> ScopeMeasures {
    let mut diagnostics = Vec::new();
    let mut rows: Vec<Measure> = keys
        .into_iter()
        .filter_map(|(key, sums)| {
            let chosen = choose(&sums)?;
            diagnostics.extend(conflicts(&key, &sums, &chosen, request));
            measure(key, &chosen, request)
        })
        .collect();
    if !request.period.is_comparable_with(request.against) {
        let offer = request.period.in_year(request.against.year());
        diagnostics.push(
            Diagnostic::new(Severity::Error, "periods_not_comparable")
                .with("period", request.period)
                .with("against", request.against)
                .with("offer", format!("{} / {offer}", request.period)),
        );
    }
    let total = total(&rows, request);
    contributions(&mut rows, &total, request);
    ScopeMeasures { scope_id, level, rows, total, diagnostics }
}

/// What speaks for one key.
struct Chosen<'a> {
    current: Option<&'a TableSum>,
    base: Option<&'a TableSum>,
}

/// Prefers the table that has both periods; of several the one imported first.
fn choose(sums: &[TableSum]) -> Option<Chosen<'_>> {
    let of = |is_current: bool, table: TableId| {
        sums.iter().find(|s| s.is_current == is_current && s.table_id == table)
    };
    let mut tables: Vec<TableId> = sums.iter().map(|s| s.table_id).collect();
    tables.sort_unstable();
    tables.dedup();
    let has_number = |s: Option<&TableSum>| s.is_some_and(|s| s.sum.is_some());
    let both = tables.iter().find(|t| has_number(of(true, **t)) && has_number(of(false, **t)));
    let first = |is_current: bool| {
        let with_number = tables.iter().filter_map(|t| of(is_current, *t)).find(|s| s.sum.is_some());
        with_number.or_else(|| tables.iter().find_map(|t| of(is_current, *t)))
    };
    let chosen = match both {
        Some(table) => Chosen { current: of(true, *table), base: of(false, *table) },
        None => Chosen { current: first(true), base: first(false) },
    };
    (chosen.current.is_some() || chosen.base.is_some()).then_some(chosen)
}

fn measure(key: String, chosen: &Chosen<'_>, request: &MeasureRequest) -> Option<Measure> {
    let Chosen { current, base } = *chosen;
    let table_id = current.or(base)?.table_id;
    let rate = rate(current, base, request);
    Some(Measure {
        key,
        current: current.and_then(|s| s.sum),
        base: base.and_then(|s| s.sum),
        rate,
        contribution: None,
        current_inputs: current.map(|s| s.inputs.clone()).unwrap_or_default(),
        base_inputs: base.map(|s| s.inputs.clone()).unwrap_or_default(),
        table_id,
        missing_cells: [current, base].into_iter().flatten().map(|s| s.missing_cells).sum(),
    })
}

fn rate(
    current: Option<&TableSum>,
    base: Option<&TableSum>,
    request: &MeasureRequest,
) -> Result<Rate, NoRate> {
    if !request.period.is_comparable_with(request.against) {
        return Err(NoRate::PartialPeriod);
    }
    if [current, base].into_iter().flatten().any(|s| s.is_suppressed) {
        return Err(NoRate::Suppressed);
    }
    if let (Some(c), Some(b)) = (current, base) {
        let mut units: Vec<&String> = c.units.iter().chain(&b.units).collect();
        units.sort();
        units.dedup();
        if units.len() > 1 {
            return Err(NoRate::UnitChanged);
        }
    }
    Rate::from_counts(current.and_then(|s| s.sum), base.and_then(|s| s.sum))
}

/// Tables that give another number than the chosen one for the same key and period; the chosen one is named first.
fn conflicts(key: &str, sums: &[TableSum], chosen: &Chosen<'_>, request: &MeasureRequest) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (is_current, first) in [(true, chosen.current), (false, chosen.base)] {
        let Some(first) = first else { continue };
        let others = sums.iter().filter(|s| s.is_current == is_current && s.sum.is_some());
        for other in others.filter(|o| o.sum != first.sum) {
            let period = if is_current { request.period } else { request.against };
            let number = |s: &TableSum| s.sum.map(format::count).unwrap_or_default();
            found.push(
                Diagnostic::new(Severity::Warning, "conflicting_value")
                    .with("key", key)
                    .with("period", period)
                    .with("first", number(first))
                    .with("second", number(other))
                    .with("first_table", first.table_id.0)
                    .with("second_table", other.table_id.0),
            );
        }
    }
    found
}
