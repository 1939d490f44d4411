//! Like for like (可比口径): units that were renamed, given another code, merged, split or regrouped between two periods
//! are one row, which has a number only where every one of them has.

use super::exact::sum;
use super::{By, Comparison, MeasureError, MeasureRequest, ScopeMeasures, Total};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{AreaChange, AreaChangeKind, AreaCode, Decimal, NoRate, Rate, area_changes, get_area};
use std::collections::{BTreeMap, BTreeSet};

/// The units a joined row is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Keys of the units before the changes.
    pub old: Vec<String>,
    /// Keys of the units after them.
    pub new: Vec<String>,
    /// Those of them that have no number where they should: the row has none either.
    pub lacking: Vec<String>,
}

/// The rows that are like for like, and their total.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparable {
    /// Joined units and all others, in order of key; those that cannot be compared say why.
    pub rows: Vec<Comparison>,
    /// Over the rows with a number in both periods.
    pub total: Total,
    /// Keys that have numbers of both periods under one name, but of two extents.
    pub(super) other_extents: BTreeSet<String>,
}

impl ScopeMeasures {
    /// Whether a row has numbers of both periods under one name, but not of one extent: its units were merged, split or
    /// moved in between, and only the joined row compares like with like.
    pub fn has_other_extent(&self, row: &Comparison) -> bool {
        row.joined.is_none() && self.comparable.other_extents.contains(&row.key)
    }
}

/// The rows as counted that a joined row holds among its units both before and after the changes.
pub(super) fn other_extents(counted: &[Comparison], joined: &[Comparison]) -> BTreeSet<String> {
    let joined = joined.iter().filter_map(|r| r.joined.as_ref());
    let both: BTreeSet<&String> = joined.flat_map(|j| j.old.iter().filter(|k| j.new.contains(k))).collect();
    let has_both = |row: &&Comparison| row.change().is_some() && both.contains(&row.key);
    counted.iter().filter(has_both).map(|r| r.key.clone()).collect()
}

/// The rows with the units joined that are the same place only together; nothing where there are no such units.
pub(super) fn joined_rows(
    rows: &[Comparison],
    request: &MeasureRequest,
) -> Result<Option<Vec<Comparison>>, MeasureError> {
    let by_code = by_code(rows, request.by);
    let sides = Sides { by_code: &by_code, is_base_first: request.against.year() <= request.period.year() };
    let groups = groups(&sides, request);
    if groups.is_empty() {
        return Ok(None);
    }
    let mut joined = Vec::new();
    for group in &groups {
        joined.extend(joined_row(group, &sides, request)?);
    }
    let members: BTreeSet<AreaCode> = groups.iter().flat_map(|g| g.old.union(&g.new)).copied().collect();
    let is_alone =
        |row: &&Comparison| row.key.parse().map_or(true, |code: AreaCode| !members.contains(&code));
    let alone = rows.iter().filter(|r| request.by != By::Area || is_alone(r));
    joined.extend(alone.cloned());
    joined.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(Some(joined))
}

/// Rows that keep their code but not their extent: their rate on the raw basis compares two places.
pub(super) fn changed_extent(scope: &ScopeMeasures, request: &MeasureRequest) -> Option<Diagnostic> {
    let changed = scope.rows.iter().filter(|r| scope.has_other_extent(r));
    let names: Vec<&str> =
        changed.filter_map(|r| r.key.parse().ok().and_then(get_area)).map(|a| a.name).collect();
    (!names.is_empty()).then(|| {
        Diagnostic::new(Severity::Warning, "area_changed")
            .with("names", names.join("、"))
            .with("period", request.period)
            .with("against", request.against)
    })
}

fn by_code(rows: &[Comparison], by: By) -> BTreeMap<AreaCode, &Comparison> {
    let areas = rows.iter().filter(|_| by == By::Area);
    areas.filter_map(|r| Some((r.key.parse().ok()?, r))).collect()
}

/// The rows by area, told apart by which period comes first.
struct Sides<'r> {
    by_code: &'r BTreeMap<AreaCode, &'r Comparison>,
    is_base_first: bool,
}

impl Sides<'_> {
    fn number(&self, code: AreaCode, is_early: bool) -> Option<Decimal> {
        let row = self.by_code.get(&code)?;
        if is_early == self.is_base_first { row.base } else { row.current }
    }

    fn has(&self, code: AreaCode, is_early: bool) -> bool {
        self.number(code, is_early).is_some()
    }

    /// Whether the earlier numbers were counted before the change. Sources of the year of a change, and restated bases,
    /// may already be in the new units.
    fn is_before(&self, change: &AreaChange, first_year: i32) -> bool {
        let mut taken_up = change.taken_up().peekable();
        if taken_up.peek().is_some() && taken_up.all(|c| self.has(c, true)) {
            return false;
        }
        change.given_up().any(|c| self.has(c, true)) || change.year > first_year
    }

    /// Whether the later numbers were counted after the change.
    fn is_after(&self, change: &AreaChange) -> bool {
        change.taken_up().any(|c| self.has(c, false)) || !change.given_up().any(|c| self.has(c, false))
    }
}

/// Units that are the same place only together: those before and those after.
#[derive(Debug, Default)]
struct Group {
    old: BTreeSet<AreaCode>,
    new: BTreeSet<AreaCode>,
}

/// The connected units of all changes between the periods that touch the rows.
fn groups(sides: &Sides<'_>, request: &MeasureRequest) -> Vec<Group> {
    let mut years = [request.against.year(), request.period.year()];
    years.sort_unstable();
    let [first, last] = years;
    let is_between = |c: &&AreaChange| {
        let is_name_only = c.kind == AreaChangeKind::Renamed || c.old.is_empty();
        (first..=last).contains(&c.year) && !is_name_only && sides.is_before(c, first) && sides.is_after(c)
    };
    let mut open: Vec<&AreaChange> = if sides.by_code.is_empty() {
        Vec::new()
    } else {
        area_changes().iter().filter(is_between).collect()
    };
    let mut groups = Vec::new();
    let touches = |c: &AreaChange, codes: &BTreeSet<AreaCode>| {
        c.old.iter().chain(&c.new).any(|a| codes.contains(&a.code))
    };
    let keys: BTreeSet<AreaCode> = sides.by_code.keys().copied().collect();
    while let Some(at) = open.iter().position(|c| touches(c, &keys)) {
        let mut changes = vec![open.remove(at)];
        let mut codes = BTreeSet::new();
        loop {
            codes.extend(changes.iter().flat_map(|c| c.old.iter().chain(&c.new)).map(|a| a.code));
            let (more, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(|c| touches(c, &codes));
            open = rest;
            if more.is_empty() {
                break;
            }
            changes.extend(more);
        }
        changes.sort_by_key(|c| c.year);
        groups.push(group(&changes, &codes));
    }
    groups
}

/// A unit first met on the old side was there before; one last met on the new side is there after.
fn group(changes: &[&AreaChange], codes: &BTreeSet<AreaCode>) -> Group {
    let holds = |side: &[crate::model::Area], code: AreaCode| side.iter().any(|a| a.code == code);
    let mut group = Group::default();
    for code in codes.iter().copied() {
        let mut touching = changes.iter().filter(|c| holds(&c.old, code) || holds(&c.new, code));
        let first = touching.next();
        let last = touching.next_back().or(first);
        if first.is_some_and(|c| holds(&c.old, code)) {
            group.old.insert(code);
        }
        if last.is_some_and(|c| holds(&c.new, code)) {
            group.new.insert(code);
        }
    }
    group
}

fn joined_row(
    group: &Group,
    sides: &Sides<'_>,
    request: &MeasureRequest,
) -> Result<Option<Comparison>, MeasureError> {
    let members: Vec<&Comparison> =
        group.old.union(&group.new).filter_map(|c| sides.by_code.get(c).copied()).collect();
    let Some(first) = members.iter().find(|r| r.current.is_some()).or(members.first()) else {
        return Ok(None);
    };
    let table_id = first.table_id;
    let (early, early_lacking) = sum_of(&group.old, sides, true)?;
    let (late, late_lacking) = sum_of(&group.new, sides, false)?;
    let (base, current) = if sides.is_base_first { (early, late) } else { (late, early) };
    let texts = |codes: &BTreeSet<AreaCode>| codes.iter().map(AreaCode::to_string).collect::<Vec<_>>();
    let mut lacking: BTreeSet<AreaCode> = early_lacking.into_iter().collect();
    lacking.extend(late_lacking);
    let joined = Joined { old: texts(&group.old), new: texts(&group.new), lacking: texts(&lacking) };
    let has = |of: fn(&Comparison) -> Option<Decimal>| members.iter().any(|r| of(r).is_some());
    let units: BTreeSet<u32> = members.iter().flat_map(|r| &r.units).copied().collect();
    let rate = refusal(&members, &units, request).map_or_else(
        || match (current, base) {
            // Part of the group is there, so the number is not merely missing.
            (None, _) if has(|r| r.current) => Err(NoRate::ScopeChanged),
            (_, None) if has(|r| r.base) => Err(NoRate::ScopeChanged),
            _ => Rate::from_counts(current, base),
        },
        Err,
    );
    Ok(Some(Comparison {
        key: joined.new.join("+"),
        current,
        base,
        rate,
        contribution: None,
        current_inputs: members.iter().flat_map(|r| r.current_inputs.iter().copied()).collect(),
        base_inputs: members.iter().flat_map(|r| r.base_inputs.iter().copied()).collect(),
        table_id,
        missing_cells: members.iter().map(|r| r.missing_cells).sum(),
        is_added_up: members.iter().any(|r| r.is_added_up),
        units,
        joined: Some(joined),
    }))
}

/// The sum where every unit has a number, and those that have none.
fn sum_of(
    codes: &BTreeSet<AreaCode>,
    sides: &Sides<'_>,
    is_early: bool,
) -> Result<(Option<Decimal>, Vec<AreaCode>), MeasureError> {
    let lacking: Vec<AreaCode> = codes.iter().copied().filter(|c| !sides.has(*c, is_early)).collect();
    let numbers = codes.iter().filter_map(|c| sides.number(*c, is_early));
    let sum = if lacking.is_empty() { sum(numbers)? } else { None };
    Ok((sum, lacking))
}

/// A reason that one member has and the whole inherits.
fn refusal(members: &[&Comparison], units: &BTreeSet<u32>, request: &MeasureRequest) -> Option<NoRate> {
    if !request.period.is_comparable_with(request.against) {
        return Some(NoRate::PartialPeriod);
    }
    let said = |reason: NoRate| members.iter().any(|r| r.rate == Err(reason));
    if said(NoRate::Suppressed) {
        Some(NoRate::Suppressed)
    } else if said(NoRate::UnitChanged) || units.len() > 1 {
        Some(NoRate::UnitChanged)
    } else {
        said(NoRate::ScopeChanged).then_some(NoRate::ScopeChanged)
    }
}
