//! What became of areas since 2010: renamed, given another code or status, moved, merged, split, regrouped, founded.
//!
//! The history is shipped with the engine (`data/area-changes.tsv`), with the names areas had.

use super::list::areas;
use super::{Area, AreaCode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Made by `data/make-area-changes.py`; its columns are described there.
const CHANGES: &str = include_str!("../../../data/area-changes.tsv");

/// What happened to an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AreaChangeKind {
    /// Another name, the same code.
    Renamed,
    /// Another code, the same name and place.
    Recoded,
    /// Another status and code: county to city or district, prefecture to city.
    Raised,
    /// Another prefecture.
    Moved,
    /// Several became one.
    Merged,
    /// One became several.
    Split,
    /// Several became several: only their sum is like for like.
    Regrouped,
    /// Made from parts of others that are not on record.
    Founded,
}

impl AreaChangeKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Renamed,
        Self::Recoded,
        Self::Raised,
        Self::Moved,
        Self::Merged,
        Self::Split,
        Self::Regrouped,
        Self::Founded,
    ];

    /// The stable name used in the list.
    pub fn code(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Recoded => "recoded",
            Self::Raised => "raised",
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Regrouped => "regrouped",
            Self::Founded => "founded",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// One change: the units before and the units after, which together are the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaChange {
    /// The first year whose lists show it.
    pub year: i32,
    /// What happened.
    pub kind: AreaChangeKind,
    /// The units before, with the names they had; empty where it is not on record.
    pub old: Vec<Area>,
    /// The units after, with the names they took.
    pub new: Vec<Area>,
    /// What was decided, where the units do not tell it.
    pub note: &'static str,
}

impl AreaChange {
    /// Codes given up by the change.
    pub fn given_up(&self) -> impl Iterator<Item = AreaCode> {
        self.old.iter().map(|a| a.code).filter(|c| !self.new.iter().any(|n| n.code == *c))
    }

    /// Codes first used by the change.
    pub fn taken_up(&self) -> impl Iterator<Item = AreaCode> {
        self.new.iter().map(|a| a.code).filter(|c| !self.old.iter().any(|o| o.code == *c))
    }
}

/// Every change of the list, by year.
pub fn area_changes() -> &'static [AreaChange] {
    static LIST: OnceLock<Vec<AreaChange>> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut list: Vec<AreaChange> = lines().filter_map(change).collect();
        list.sort_by_key(|c| c.year);
        list
    })
}

/// The unit a former one lives on as by itself, under its present code; itself where it is not former, was merged, split
/// or is gone.
pub fn current_area(code: AreaCode) -> AreaCode {
    let history = history();
    let mut now = code;
    // No chain is longer than the list.
    for _ in 0..area_changes().len() {
        match history.successors.get(&now) {
            Some(next) if *next != now => now = *next,
            _ => break,
        }
    }
    if super::list::is_listed(now) { now } else { code }
}

/// An area that is no longer in the list, with the last name it had.
pub(super) fn get_former(code: AreaCode) -> Option<&'static Area> {
    history().former.get(&code)
}

/// Names areas no longer have, with the year from which they have not.
pub(super) fn former_names() -> impl Iterator<Item = (&'static Area, &'static Area, i32)> {
    area_changes().iter().flat_map(|change| {
        let is_kept = |old: &&Area| !change.new.iter().any(|n| (n.code, n.name) == (old.code, old.name));
        change.old.iter().filter(is_kept).filter_map(|old| {
            let area = get_former(old.code).or_else(|| super::list::get_listed(old.code))?;
            Some((area, old, change.year))
        })
    })
}

/// The first year of a code, where it is later than the list of changes.
pub(super) fn since(code: AreaCode) -> Option<i32> {
    history().since.get(&code).copied()
}

/// What follows from the changes.
struct History {
    former: BTreeMap<AreaCode, Area>,
    successors: BTreeMap<AreaCode, AreaCode>,
    since: BTreeMap<AreaCode, i32>,
}

fn history() -> &'static History {
    static HISTORY: OnceLock<History> = OnceLock::new();
    HISTORY.get_or_init(|| {
        let listed: BTreeSet<AreaCode> = areas().iter().map(|a| a.code).collect();
        let mut history =
            History { former: BTreeMap::new(), successors: BTreeMap::new(), since: BTreeMap::new() };
        for change in area_changes() {
            for area in change.old.iter().chain(&change.new).filter(|a| !listed.contains(&a.code)) {
                history.former.insert(area.code, *area);
            }
            history.since.extend(change.taken_up().map(|code| (code, change.year)));
            if let ([old], [new]) = (change.old.as_slice(), change.new.as_slice()) {
                history.successors.insert(old.code, new.code);
            }
        }
        history
    })
}

fn lines() -> impl Iterator<Item = &'static str> {
    CHANGES.lines().filter(|line| !line.starts_with('#'))
}

fn change(line: &'static str) -> Option<AreaChange> {
    let mut columns = line.split('\t');
    let year = columns.next()?.parse().ok()?;
    let kind = AreaChangeKind::from_code(columns.next()?)?;
    let (old, new) = (units(columns.next()?)?, units(columns.next()?)?);
    Some(AreaChange { year, kind, old, new, note: columns.next().unwrap_or_default() })
}

fn units(text: &'static str) -> Option<Vec<Area>> {
    let unit = |text: &'static str| {
        let (code, name) = text.split_once(' ')?;
        Some(Area { code: code.parse().ok()?, name, short_name: name })
    };
    text.split(',').filter(|t| !t.is_empty()).map(unit).collect()
}

#[cfg(test)]
mod tests;
