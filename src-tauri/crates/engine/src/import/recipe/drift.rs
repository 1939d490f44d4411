//! What changed in a table since it was last taken: labels that came, went or were renamed.

use super::Look;
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// The differences between two looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drift {
    /// Columns: old label and new label at the same place.
    pub renamed: Vec<(String, String)>,
    /// Columns that are no more.
    pub columns_gone: Vec<String>,
    /// Columns that are new.
    pub columns_new: Vec<String>,
    /// Lines that are no more.
    pub lines_gone: Vec<String>,
    /// Lines that are new.
    pub lines_new: Vec<String>,
}

/// A label and its place in its list.
type Placed = (usize, String);

/// Names listed in a message; the counts are always whole.
const NAMED: usize = 6;

impl Drift {
    /// What changed from one look to the other.
    pub fn between(old: &Look, new: &Look) -> Self {
        let (mut gone, mut come) = differences(&old.columns, &new.columns);
        let mut renamed = Vec::new();
        // A label that went and one that came where it stood: one column under another name.
        gone.retain(|(place, label)| {
            let same_place = old.columns.len() == new.columns.len();
            match come.iter().position(|(p, _)| same_place && p == place) {
                Some(index) => {
                    renamed.push((label.clone(), come.remove(index).1));
                    false
                }
                None => true,
            }
        });
        let (lines_gone, lines_new) = differences(&old.lines, &new.lines);
        let labels = |found: Vec<Placed>| found.into_iter().map(|(_, label)| label).collect();
        Self {
            renamed,
            columns_gone: labels(gone),
            columns_new: labels(come),
            lines_gone: labels(lines_gone),
            lines_new: labels(lines_new),
        }
    }

    /// The report, where anything changed. Changed columns ask for a look; changed lines are worth knowing.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        let columns = self.renamed.len() + self.columns_gone.len() + self.columns_new.len();
        if columns + self.lines_gone.len() + self.lines_new.len() == 0 {
            return None;
        }
        let severity = if columns > 0 { Severity::Warning } else { Severity::Info };
        let found = Diagnostic::new(severity, "recipe_drift")
            .with("renamed", self.renamed.len())
            .with("columns_gone", self.columns_gone.len())
            .with("columns_new", self.columns_new.len())
            .with("lines_gone", self.lines_gone.len())
            .with("lines_new", self.lines_new.len());
        Some(found.with("names", self.names()))
    }

    /// `甲 → 乙, −丙, +丁`: signs rather than words, so that it reads in every language.
    fn names(&self) -> String {
        let renamed = self.renamed.iter().map(|(old, new)| format!("{old} → {new}"));
        let gone = self.columns_gone.iter().chain(&self.lines_gone).map(|label| format!("−{label}"));
        let come = self.columns_new.iter().chain(&self.lines_new).map(|label| format!("+{label}"));
        let all: Vec<String> = renamed.chain(gone).chain(come).collect();
        let mut text = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if all.len() > NAMED {
            text.push_str(", …");
        }
        text
    }
}

/// Labels only the old list has and labels only the new one has, each with its place; repetitions count.
fn differences(old: &[String], new: &[String]) -> (Vec<Placed>, Vec<Placed>) {
    (only_in(old, new), only_in(new, old))
}

fn only_in(list: &[String], other: &[String]) -> Vec<Placed> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    other.iter().for_each(|label| *held.entry(label).or_default() += 1);
    let mut is_missing = |label: &str| match held.get_mut(label) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    list.iter()
        .enumerate()
        .filter(|(_, label)| is_missing(label))
        .map(|(place, label)| (place, label.clone()))
        .collect()
}
