//! From sums per table to one row per key: which table speaks, what its rate is, and what contradicts it.

use super::comparable::{Comparable, changed_extent, joined_rows, other_extents};
use super::cube::{Cell, Cube};
use super::driver::driver;
use super::labels::labels_where;
use super::periods::{Statement, statements};
use super::total::{contributions, printed_differs, total};
use super::{Basis, By, Comparison, MeasureError, MeasureRequest, MeasureTable, ScopeMeasures, Total};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::model::{AreaLevel, Lang, NoRate, Period, Rate, ScopeId, TableId};
use std::collections::{BTreeMap, BTreeSet};

/// The cells of one list, by key.
type Keys<'c> = BTreeMap<u32, Vec<&'c Cell>>;

/// One list: a scope, and by area the level of its tables.
type ListKey = (u32, Option<AreaLevel>);

impl Cube<'_> {
    /// Reductions of one indicator, period against period: (current − base) ÷ base for each key, with named reasons
    /// where there is none.
    ///
    /// The cube must hold the years of both periods. By area, figures of different levels that come from different
    /// tables stand in separate lists, so that a prefecture is never added to its own counties.
    ///
    /// # Errors
    /// Only when an exact sum leaves the range of decimals.
    pub fn compare(&self, request: &MeasureRequest) -> Result<MeasureTable, MeasureError> {
        let lists = self.lists(request);
        let refusal = self.offer(&lists, request)?;
        let mut scopes = Vec::new();
        for ((scope, level), keys) in &lists {
            let mut rows = Vec::new();
            for (key, cells) in keys {
                let current = statements(self, cells, request.period)?;
                let base = statements(self, cells, request.against)?;
                rows.push(Said { key: *key, current, base });
            }
            // A list that has nothing in the period asked for is no part of the answer.
            if rows.iter().any(|r| !r.current.is_empty()) {
                let elsewhere = elsewhere(&lists, *scope, request);
                let mut measures = self.list_measures((*scope, *level), rows, &elsewhere, request)?;
                measures.diagnostics.extend(refusal.clone());
                scopes.push(measures);
            }
        }
        scopes.sort_by(|a, b| (&a.scope_id, a.level).cmp(&(&b.scope_id, b.level)));
        Ok(MeasureTable { request: request.clone(), scopes })
    }

    fn lists(&self, request: &MeasureRequest) -> BTreeMap<ListKey, Keys<'_>> {
        let years = [request.period.year(), request.against.year()];
        let mut lists: BTreeMap<ListKey, Keys<'_>> = BTreeMap::new();
        let level = |cell: &Cell| self.tiers.get(&cell.table).copied();
        // The cells of a key follow each other, mostly in tables of one level.
        let cells = self.of_indicator(&request.indicator_id);
        for same in cells.chunk_by(|a, b| (a.scope, a.key) == (b.scope, b.key) && level(a) == level(b)) {
            let Some(first) = same.first() else { continue };
            let keys = lists.entry((first.scope, level(first))).or_default();
            let asked = same.iter().filter(|c| years.contains(&c.period.year()));
            keys.entry(first.key).or_default().extend(asked);
        }
        lists
    }

    fn list_measures(
        &self,
        (scope, level): ListKey,
        said: Vec<Said>,
        elsewhere: &Elsewhere,
        request: &MeasureRequest,
    ) -> Result<ScopeMeasures, MeasureError> {
        let mut diagnostics = Vec::new();
        let mut rows = Vec::new();
        for Said { key, current, base } in said {
            let Some(chosen) = choose(&current, &base) else { continue };
            let text = self.key_text(key);
            diagnostics.extend(conflicts(&text, &current, chosen.current, request.period));
            diagnostics.extend(conflicts(&text, &base, chosen.base, request.against));
            rows.push(row(text, &chosen, elsewhere.contains(key), request));
        }
        // Codes stand in the order they were met; texts have their own.
        rows.sort_by(|a: &Comparison, b| a.key.cmp(&b.key));
        let mut raw = total(&rows, request)?;
        raw.printed = self.printed_total(scope, &rows, request)?;
        let scope_id = ScopeId(self.counts.scopes.text(scope).to_owned());
        let mut measures = assemble(scope_id, level, (rows, raw), request)?;
        diagnostics.append(&mut measures.diagnostics);
        measures.diagnostics = diagnostics;
        Ok(measures)
    }

    /// The offer to compare the same months instead, as far as the numbers can answer it.
    fn offer(
        &self,
        lists: &BTreeMap<ListKey, Keys<'_>>,
        request: &MeasureRequest,
    ) -> Result<Option<Diagnostic>, MeasureError> {
        if request.period.is_comparable_with(request.against) {
            return Ok(None);
        }
        let (period, against) = (request.period, request.against);
        let mut offers = Vec::new();
        for pair in [(period, period.in_year(against.year())), (against.in_year(period.year()), against)] {
            if self.answers(lists, pair)? && pair.0 != pair.1 {
                offers.push(format!("{} / {}", pair.0, pair.1));
            }
        }
        let code = if offers.is_empty() { "no_common_period" } else { "periods_not_comparable" };
        let found = Diagnostic::new(Severity::Error, code).with("period", period).with("against", against);
        Ok(Some(if offers.is_empty() { found } else { found.with("offer", offers.join("; ")) }))
    }

    /// Whether some row has a number in both periods.
    fn answers(
        &self,
        lists: &BTreeMap<ListKey, Keys<'_>>,
        (period, against): (Period, Period),
    ) -> Result<bool, MeasureError> {
        let has = |cells: &[&Cell], period| -> Result<bool, MeasureError> {
            Ok(statements(self, cells, period)?.iter().any(|s| s.value.is_some()))
        };
        for cells in lists.values().flat_map(BTreeMap::values) {
            if has(cells, period)? && has(cells, against)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The rows on the basis asked for, with the other basis beside them, and what is to be said about them.
fn assemble(
    scope_id: ScopeId,
    level: Option<AreaLevel>,
    (mut raw_rows, raw): (Vec<Comparison>, Total),
    request: &MeasureRequest,
) -> Result<ScopeMeasures, MeasureError> {
    let mut diagnostics = printed_differs(&raw, &raw_rows, request);
    contributions(&mut raw_rows, &raw, request);
    let comparable = match joined_rows(&raw_rows, request)? {
        // Without changed units both bases are one.
        None => Comparable { rows: raw_rows.clone(), total: raw.clone(), other_extents: BTreeSet::new() },
        Some(mut rows) => {
            let like_for_like = total(&rows, request)?;
            let (as_counted, printed) = (raw.as_counted.clone(), raw.printed.clone());
            let total = Total { as_counted, printed, ..like_for_like };
            rows.iter_mut().for_each(|row| row.contribution = None);
            contributions(&mut rows, &total, request);
            Comparable { other_extents: other_extents(&raw_rows, &rows), rows, total }
        }
    };
    let (rows, total) = match request.basis {
        Basis::Raw => (raw_rows, raw),
        Basis::Comparable => (comparable.rows.clone(), comparable.total.clone()),
    };
    if let Some(apart) = &total.apart {
        let is_cause = |row: &Comparison| apart.causes.contains(&row.key);
        let names = labels_where(&rows, request.by, Lang::Zh, &is_cause);
        diagnostics.push(apart.finding(&names.join("、")));
    }
    let driver = driver(&rows);
    let mut scope = ScopeMeasures { scope_id, level, rows, total, comparable, driver, diagnostics };
    scope.diagnostics.extend(changed_extent(&scope, request));
    Ok(scope)
}

/// Everything said about one key in both periods.
struct Said {
    key: u32,
    current: Vec<Statement>,
    base: Vec<Statement>,
}

/// Keys that other scopes have in the current and in the base period.
#[derive(Default)]
struct Elsewhere {
    current: BTreeSet<u32>,
    base: BTreeSet<u32>,
}

impl Elsewhere {
    fn contains(&self, key: u32) -> (bool, bool) {
        (self.current.contains(&key), self.base.contains(&key))
    }
}

fn elsewhere(lists: &BTreeMap<ListKey, Keys<'_>>, scope: u32, request: &MeasureRequest) -> Elsewhere {
    let mut found = Elsewhere::default();
    for (_, keys) in lists.iter().filter(|((other, _), _)| *other != scope) {
        let has =
            |cells: &[&Cell], period: Period| cells.iter().any(|c| c.period == period && c.sum().is_some());
        found.current.extend(keys.iter().filter(|(_, c)| has(c, request.period)).map(|(k, _)| *k));
        found.base.extend(keys.iter().filter(|(_, c)| has(c, request.against)).map(|(k, _)| *k));
    }
    found
}

/// What speaks for one key.
struct Chosen<'a> {
    current: Option<&'a Statement>,
    base: Option<&'a Statement>,
}

/// Prefers the table that has both periods; of several the one imported first.
fn choose<'a>(current: &'a [Statement], base: &'a [Statement]) -> Option<Chosen<'a>> {
    let with_number = |said: &'a [Statement]| said.iter().filter(|s| s.value.is_some());
    let both = with_number(current).find_map(|c| {
        let same = with_number(base).find(|b| b.table == c.table)?;
        Some((c, same))
    });
    let first = |said: &'a [Statement]| with_number(said).next().or(said.first());
    let chosen = match both {
        Some((current, base)) => Chosen { current: Some(current), base: Some(base) },
        None => Chosen { current: first(current), base: first(base) },
    };
    (chosen.current.is_some() || chosen.base.is_some()).then_some(chosen)
}

fn row(key: String, chosen: &Chosen<'_>, is_elsewhere: (bool, bool), request: &MeasureRequest) -> Comparison {
    let Chosen { current, base } = *chosen;
    let inputs = |s: Option<&Statement>| s.map(|s| s.inputs.clone()).unwrap_or_default();
    let said = || [current, base].into_iter().flatten();
    Comparison {
        key,
        current: current.and_then(|s| s.value),
        base: base.and_then(|s| s.value),
        rate: rate(current, base, is_elsewhere, request),
        contribution: None,
        current_inputs: inputs(current),
        base_inputs: inputs(base),
        table_id: current.or(base).map_or(TableId(0), |s| s.table),
        missing_cells: said().map(|s| s.missing_cells).sum(),
        is_added_up: said().any(|s| !s.parts.is_empty()),
        units: said().flat_map(|s| &s.units).copied().collect(),
        joined: None,
    }
}

fn rate(
    current: Option<&Statement>,
    base: Option<&Statement>,
    (current_elsewhere, base_elsewhere): (bool, bool),
    request: &MeasureRequest,
) -> Result<Rate, NoRate> {
    if !request.period.is_comparable_with(request.against) {
        return Err(NoRate::PartialPeriod);
    }
    let said = || [current, base].into_iter().flatten();
    if said().any(|s| s.is_suppressed) {
        return Err(NoRate::Suppressed);
    }
    let units: BTreeSet<u32> = said().flat_map(|s| s.units.iter().copied()).collect();
    if units.len() > 1 || said().any(|s| s.has_several_units) {
        return Err(NoRate::UnitChanged);
    }
    let (c, b) = (current.and_then(|s| s.value), base.and_then(|s| s.value));
    // The other figure exists, but counts something else.
    if (c.is_none() && current_elsewhere) || (b.is_none() && base_elsewhere) {
        return Err(NoRate::ScopeChanged);
    }
    Rate::from_counts(c, b)
}

/// Tables that give another number than the chosen one for the same key and period; the chosen one is named first.
fn conflicts(key: &str, said: &[Statement], chosen: Option<&Statement>, period: Period) -> Vec<Diagnostic> {
    let Some(first) = chosen else { return Vec::new() };
    let number = |s: &Statement| s.value.map(format::count).unwrap_or_default();
    said.iter()
        .filter(|s| s.value.is_some() && s.value != first.value)
        .map(|other| {
            Diagnostic::new(Severity::Warning, "conflicting_value")
                .with("key", key)
                .with("period", period)
                .with("first", number(first))
                .with("second", number(other))
                .with("first_table", first.table.0)
                .with("second_table", other.table.0)
        })
        .collect()
}

impl By {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Category => "category",
            Self::Organisation => "organisation",
        }
    }
}
