//! The shipped list, parsed once, and the index of names. How names are looked up is in `find`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::history::{former_names, get_former, since};
use super::{Area, AreaCode};

/// Made by `data/make-areas.py`; its columns are described there.
const AREAS: &str = include_str!("../../../data/areas.tsv");

/// One thing a name can mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub area: &'static Area,
    /// The name counts only inside a table of the area's own prefecture.
    pub is_weak: bool,
    /// The name is the official one, a former official one, or a form ending in 州: safe to look for in a running text.
    pub is_formal: bool,
    /// The first year it was meant, where that is on record.
    pub since: Option<i32>,
    /// The first year it was no longer meant.
    pub until: Option<i32>,
}

impl Meaning {
    /// Whether the name meant this in a year; today where no year is known.
    pub(super) fn is_of(&self, year: Option<i32>) -> bool {
        match year {
            None => self.until.is_none(),
            Some(year) => self.since.is_none_or(|y| y <= year) && self.until.is_none_or(|y| year < y),
        }
    }
}

/// Names to their meanings, the highest level first, then by code.
pub(super) struct Names {
    by_name: HashMap<&'static str, Vec<Meaning>>,
    /// The first two characters of every name: most labels are dismissed by them.
    starts: HashSet<&'static str>,
    /// Characters of the longest name.
    pub longest: usize,
}

impl Names {
    pub(super) fn get(&self, name: &str) -> &[Meaning] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether some name starts with the first two characters of `text`.
    pub(super) fn starts_here(&self, text: &str) -> bool {
        first_two(text).is_some_and(|start| self.starts.contains(start))
    }

    fn insert(&mut self, name: &'static str, meaning: Meaning) {
        self.longest = self.longest.max(name.chars().count());
        self.starts.extend(first_two(name));
        let meanings = self.by_name.entry(name).or_default();
        match meanings.iter_mut().find(|m| (m.area.code, m.until) == (meaning.area.code, meaning.until)) {
            Some(known) => {
                known.is_weak |= meaning.is_weak;
                known.is_formal |= meaning.is_formal;
            }
            None => {
                meanings.push(meaning);
                meanings.sort_by_key(|m| (m.area.code.level(), m.area.code));
            }
        }
    }
}

/// Every area of the list, by code. The whole country is the first.
pub fn areas() -> &'static [Area] {
    static LIST: OnceLock<Vec<Area>> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut list: Vec<Area> = rows().map(|row| row.area).collect();
        list.sort_by_key(|area| area.code);
        list
    })
}

/// The area with this code; of a code given up, the area it was.
pub fn get_area(code: AreaCode) -> Option<&'static Area> {
    get_listed(code).or_else(|| get_former(code))
}

/// Whether a code is of the present list.
pub(super) fn is_listed(code: AreaCode) -> bool {
    get_listed(code).is_some()
}

/// The area of the present list with this code.
pub(super) fn get_listed(code: AreaCode) -> Option<&'static Area> {
    let at = areas().binary_search_by_key(&code, |area| area.code).ok()?;
    areas().get(at)
}

/// The index of names.
pub(super) fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names { by_name: HashMap::with_capacity(8192), starts: HashSet::new(), longest: 0 };
        for row in rows() {
            let Some(area) = get_listed(row.area.code) else { continue };
            let meaning = |is_weak, is_formal| Meaning {
                area,
                is_weak,
                is_formal,
                since: since(area.code),
                until: None,
            };
            names.insert(area.name, meaning(false, area.code != AreaCode::CHINA));
            for alias in split_list(row.aliases) {
                names.insert(alias, meaning(false, looks_formal(alias)));
            }
            for alias in split_list(row.weak) {
                names.insert(alias, meaning(true, false));
            }
        }
        add_former(&mut names);
        names
    })
}

/// Names that areas had. One that another place has today, and one that is a common word (城区), counts only inside a
/// table of its own prefecture.
fn add_former(names: &mut Names) {
    for (area, old, until) in former_names() {
        let is_elsewhere = |m: &Meaning| {
            m.until.is_none()
                && m.area.code.parent() != old.code.parent()
                && m.area.code.level() == old.code.level()
        };
        let is_shared = names.get(old.name).iter().any(is_elsewhere);
        let is_word = old.name.chars().count() == 2 && old.name.ends_with('区');
        let is_weak = is_shared || is_word;
        let meaning =
            Meaning { area, is_weak, is_formal: !is_weak, since: since(area.code), until: Some(until) };
        names.insert(old.name, meaning);
    }
}

/// The area that holds this one in the list: counties run by a province or a municipality have no prefecture.
pub(super) fn get_container(code: AreaCode) -> AreaCode {
    let parent = code.parent().unwrap_or(AreaCode::CHINA);
    if get_area(parent).is_some() { parent } else { parent.parent().unwrap_or(AreaCode::CHINA) }
}

/// One line of the list.
struct Row {
    area: Area,
    aliases: &'static str,
    weak: &'static str,
}

fn rows() -> impl Iterator<Item = Row> {
    AREAS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let code = columns.next()?.parse().ok()?;
        let (name, short_name) = (columns.next()?, columns.next()?);
        let (aliases, weak) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        Some(Row { area: Area { code, name, short_name }, aliases, weak })
    })
}

fn first_two(text: &str) -> Option<&str> {
    let (at, last) = text.char_indices().nth(1)?;
    text.get(..at + last.len_utf8())
}

fn split_list(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').filter(|name| !name.is_empty())
}

/// Whether an alias reads as a full name: 祁阳县, 湘西州, 湘西自治州; not 祁阳.
fn looks_formal(alias: &str) -> bool {
    alias.chars().count() >= 3 && alias.ends_with(['市', '县', '区', '州', '旗', '盟'])
}

#[cfg(test)]
mod tests {
    use super::super::AreaLevel;
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = AREAS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(areas().len(), lines, "each line of areas.tsv must give one area");
    }

    #[test]
    fn the_list_is_complete_and_sorted() {
        let count = |level| areas().iter().filter(|a| a.code.level() == level).count();
        assert_eq!(count(AreaLevel::Country), 1);
        assert_eq!(count(AreaLevel::Province), 34);
        assert_eq!(count(AreaLevel::Prefecture), 333);
        assert!(count(AreaLevel::County) > 2840, "there are about 2845 counties");
        assert!(areas().windows(2).all(|pair| pair.first().map(|a| a.code) < pair.last().map(|a| a.code)));
        assert!(areas().iter().all(|a| !a.name.is_empty() && !a.short_name.is_empty()));
    }

    #[test]
    fn containers_skip_what_is_not_in_the_list() {
        let container = |code| AreaCode::new(code).map(get_container).map(AreaCode::get);
        assert_eq!(container(430626), Some(430600));
        assert_eq!(container(110105), Some(110000));
        assert_eq!(container(429004), Some(420000));
        assert_eq!(container(430600), Some(430000));
    }
}
