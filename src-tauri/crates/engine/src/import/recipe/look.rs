//! What a table looks like: its title, heads and lines, without the numbers that change from year to year.

use crate::import::{TableKind, TableReading};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The look of a table. Texts are without blanks, and digits stand as `#`, so that `2023年` and `2024年` look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Title.
    pub title: Option<String>,
    /// Labels above the columns, left to right, levels joined by `/`.
    pub columns: Vec<String>,
    /// Labels of the lines, top to bottom, levels joined by `/`. Empty for a ledger.
    #[serde(default)]
    pub lines: Vec<String>,
}

impl Look {
    /// Two looks at least this alike are taken for the same table.
    pub const NEAR: f64 = 0.6;

    /// The look of a table as understood.
    pub fn of(table: &TableReading) -> Self {
        let title = table.title.as_deref().map(shape);
        if table.kind == TableKind::Ledger {
            let columns = table.columns.iter().map(|c| shape(&c.name)).collect();
            return Self { title, columns, lines: Vec::new() };
        }
        let mut columns = BTreeMap::new();
        let mut lines = BTreeMap::new();
        for o in &table.observations {
            columns.entry(o.cell.col).or_insert_with(|| shape(&o.column_labels.join("/")));
            lines.entry(o.cell.row).or_insert_with(|| shape(&o.row_labels.join("/")));
        }
        Self { title, columns: columns.into_values().collect(), lines: lines.into_values().collect() }
    }

    /// How alike two looks are, from 0 to 1: mostly by their heads, then by their titles and lines.
    pub fn likeness(&self, other: &Self) -> f64 {
        let columns = shared(&self.columns, &other.columns);
        let title = if self.title == other.title { 1.0 } else { 0.0 };
        if self.lines.is_empty() && other.lines.is_empty() {
            return 0.7 * columns + 0.3 * title;
        }
        0.5 * columns + 0.3 * title + 0.2 * shared(&self.lines, &other.lines)
    }
}

/// A text without blanks and with `#` for every run of digits, Arabic of either width or a Chinese year.
pub(super) fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let is_digit = c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '〇' | '○');
        if !is_digit {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// A text without blanks, its digits of the usual width: what two labels are compared by.
pub(super) fn squeezed(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

/// Labels both lists hold, as a share of all: repetitions count.
fn shared(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    a.iter().for_each(|label| counts.entry(label).or_default().0 += 1);
    b.iter().for_each(|label| counts.entry(label).or_default().1 += 1);
    let both: u32 = counts.values().map(|(a, b)| a.min(b)).sum();
    let all: u32 = counts.values().map(|(a, b)| a.max(b)).sum();
    f64::from(both) / f64::from(all.max(1))
}
