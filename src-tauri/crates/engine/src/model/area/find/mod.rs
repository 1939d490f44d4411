//! From the names people write to areas: labels (`长 沙 市`, `湖南岳阳`) and titles.

use std::borrow::Cow;

use super::history::current_area;
use super::list::{Meaning, get_area, get_container, names};
use super::{Area, AreaCode, AreaLevel};

/// Longer labels are sentences, not names (`积石山保安族东乡族撒拉族自治县` after its prefecture and province has 26 characters).
const LONGEST_LABEL: usize = 40;

/// Characters of a title that are searched; what stands further on is a remark.
const LONGEST_TITLE: usize = 200;

/// The one area a label names (`长 沙 市`, `湘西州`, `岳阳`), full, short or alias, blanks ignored.
///
/// A name that several areas share (朝阳区, 城区) is settled by `within`; unsettled it is `None`. A name shared between levels
/// means the higher one (`岳阳` the city, not the county), unless `within` is that higher one. A name after its parents
/// (`湖南省长沙市`, `岳阳平江`) means the last. A district's name without 区 counts only within its own prefecture.
pub fn find_area(label: &str, within: Option<AreaCode>) -> Option<&'static Area> {
    find_area_at(label, within, None)
}

/// The one area a label named in a year, as [`find_area`]: a former name means the area that had it then, under the code
/// it had. In a table of a later year, or of none, it means what that area is today, where it lives on by itself.
pub fn find_area_at(label: &str, within: Option<AreaCode>, year: Option<i32>) -> Option<&'static Area> {
    let name = clean(label);
    if name.len() < 6 || name.chars().take(LONGEST_LABEL + 1).count() > LONGEST_LABEL {
        return None;
    }
    find_exact(&name, within, year).or_else(|| find_after_parents(&name, year))
}

/// The area a longer text mentions (`2023年度岳阳市发文情况统计表` → 岳阳市); full names only.
///
/// Of names that lie within each other (`湖南省…岳阳市…`) the innermost is meant; of others the longest, and none
/// where two are equally long. Names of two characters (攸县, 城区) must stand clear of the words before them.
pub fn find_area_in(text: &str) -> Option<&'static Area> {
    find_area_in_at(text, None)
}

/// The area a longer text mentions, in the words of a year.
pub fn find_area_in_at(text: &str, year: Option<i32>) -> Option<&'static Area> {
    let found = scan(&clean(text), year);
    let innermost = found.iter().max_by_key(|m| m.area.code.level())?;
    if found.iter().all(|m| innermost.area.code.is_within(m.area.code)) {
        return Some(innermost.area);
    }
    let longest = found.iter().map(|m| m.length).max()?;
    let mut candidates = found.iter().filter(|m| m.length == longest).map(|m| m.area);
    let first = candidates.next()?;
    candidates.all(|area| area.code == first.code).then_some(first)
}

/// The label without blanks of any width and without the punctuation around it.
fn clean(label: &str) -> Cow<'_, str> {
    let trimmed = label.trim_matches(|c: char| is_blank(c) || "：:、，,。．.*＊".contains(c));
    if trimmed.contains(is_blank) {
        Cow::Owned(trimmed.chars().filter(|c| !is_blank(*c)).collect())
    } else {
        Cow::Borrowed(trimmed)
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// What a name meant in a year; what it means today where it meant nothing then; what became of former areas else.
fn meanings_at(name: &str, year: Option<i32>) -> Vec<Meaning> {
    let all = names().get(name);
    for is_meant in
        [&|m: &Meaning| m.is_of(year), &|m: &Meaning| m.is_of(None)] as [&dyn Fn(&Meaning) -> bool; 2]
    {
        let meant: Vec<Meaning> = all.iter().copied().filter(is_meant).collect();
        if !meant.is_empty() {
            return meant;
        }
    }
    let mut former: Vec<Meaning> = Vec::new();
    for meaning in all {
        let Some(area) = get_area(current_area(meaning.area.code)) else { continue };
        if !former.iter().any(|m| m.area.code == area.code) {
            former.push(Meaning { area, ..*meaning });
        }
    }
    former
}

/// The area that has exactly this name.
fn find_exact(name: &str, within: Option<AreaCode>, year: Option<i32>) -> Option<&'static Area> {
    let meanings = meanings_at(name, year);
    if meanings.is_empty() {
        return None;
    }
    if let Some(within) = within {
        let inside = |m: &&Meaning| {
            m.area.code != within && m.area.code.is_within(within) && (!m.is_weak || is_own_table(m, within))
        };
        if meanings.iter().any(|m| inside(&m)) {
            return pick_highest(meanings.iter().filter(inside));
        }
        if let Some(own) = meanings.iter().find(|m| m.area.code == within) {
            return Some(own.area);
        }
    }
    pick_highest(meanings.iter().filter(|m| !m.is_weak))
}

/// Whether a table of `within` is the table a weak name belongs to: that of its prefecture, or of its province where
/// there is none between.
fn is_own_table(meaning: &Meaning, within: AreaCode) -> bool {
    meaning.area.code.parent() == Some(within) || get_container(meaning.area.code) == within
}

/// The only meaning at the highest level there is; meanings come highest first.
fn pick_highest<'a>(mut meanings: impl Iterator<Item = &'a Meaning>) -> Option<&'static Area> {
    let first = meanings.next()?.area;
    let is_rivalled = meanings.next().is_some_and(|m| m.area.code.level() == first.code.level());
    (!is_rivalled).then_some(first)
}

/// The area of a name that follows its province or prefecture: `湖南省长沙市`, `岳阳平江`, `湖南省湘西州凤凰县`.
fn find_after_parents(name: &str, year: Option<i32>) -> Option<&'static Area> {
    if !names().starts_here(name) {
        return None;
    }
    let splits = name.char_indices().skip(2).map(|(at, _)| name.split_at(at));
    for (parent, rest) in splits {
        for outer in meanings_at(parent, year).iter().filter(|m| !m.is_weak) {
            if !matches!(outer.area.code.level(), AreaLevel::Province | AreaLevel::Prefecture) {
                continue;
            }
            let inner =
                find_exact(rest, Some(outer.area.code), year).or_else(|| find_after_parents(rest, year));
            if let Some(area) =
                inner.filter(|a| a.code != outer.area.code && a.code.is_within(outer.area.code))
            {
                return Some(area);
            }
        }
    }
    None
}

/// A full name met in a text.
struct Mention {
    area: &'static Area,
    length: usize,
}

/// Full names in reading order, the longest at each place; shared names are settled by the names before them.
fn scan(text: &str, year: Option<i32>) -> Vec<Mention> {
    let starts: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).take(LONGEST_TITLE + 1).collect();
    let mut found: Vec<Mention> = Vec::new();
    let mut place = 0;
    // A name right after another (湖南省|攸县) stands clear of other words.
    let mut is_clear = true;
    while let Some(rest) = starts.get(place..).filter(|rest| rest.len() > 2) {
        let mention = mention_at(text, rest, (is_clear, year), &found);
        let step = mention.as_ref().map_or(1, |m| m.length);
        let next = rest.get(step).copied().unwrap_or(text.len());
        is_clear = mention.is_some()
            || text.get(..next).is_some_and(|before| stands_clear(before, found.is_empty()));
        found.extend(mention);
        place += step;
    }
    found
}

fn mention_at(
    text: &str,
    starts: &[usize],
    (is_clear, year): (bool, Option<i32>),
    before: &[Mention],
) -> Option<Mention> {
    let (start, most) = (starts.first().copied()?, names().longest.min(starts.len() - 1));
    if !names().starts_here(text.get(start..)?) {
        return None;
    }
    (2..=most).rev().filter(|length| *length > 2 || is_clear).find_map(|length| {
        let end = starts.get(length).copied()?;
        let name = text.get(start..end)?;
        let rest = text.get(end..)?;
        // 岳阳县市区 are the counties, cities and districts of Yueyang.
        if name.ends_with('县') && (rest.starts_with("市区") || rest.starts_with('区')) {
            return None;
        }
        settle(&meanings_at(name, year), before).map(|area| Mention { area, length })
    })
}

fn settle(meanings: &[Meaning], before: &[Mention]) -> Option<&'static Area> {
    let formal = || meanings.iter().filter(|m| m.is_formal);
    for outer in before.iter().rev() {
        let inside = |m: &&Meaning| m.area.code != outer.area.code && m.area.code.is_within(outer.area.code);
        if formal().any(|m| inside(&m)) {
            return pick_highest(formal().filter(inside));
        }
    }
    pick_highest(formal().filter(|m| !m.is_weak))
}

/// Whether a name of two characters may begin after this text: after a year, a period, a bracket, a parent without its suffix.
fn stands_clear(before: &str, is_first_name: bool) -> bool {
    match before.chars().next_back() {
        None => true,
        Some('年' | '度' | '月') => is_first_name,
        Some(last) => !last.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests;
