//! Recipes: what a person settled about a table, remembered by the look of the table and replayed when such a table
//! comes again.

mod drift;
mod look;
mod replay;

#[cfg(test)]
mod tests;

pub use drift::Drift;
pub use look::Look;

use crate::model::{AreaCode, Role};
use serde::{Deserialize, Serialize};

/// One thing a person settled. Labels are compared without blanks and widths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Settlement {
    /// Figures under or beside this label count this indicator.
    Indicator {
        /// Label as printed.
        label: String,
        /// Indicator id of the catalogue.
        indicator: String,
    },
    /// Lines or columns of this label are this area.
    Area {
        /// Label as printed.
        label: String,
        /// Six-digit code.
        area: AreaCode,
    },
    /// Figures under or beside this label play this part.
    Role {
        /// Label as printed.
        label: String,
        /// Their part.
        role: Role,
    },
    /// The unit of every count of the table.
    Unit {
        /// Unit, such as `件`.
        unit: String,
    },
    /// The scope (口径) of the table.
    Scope {
        /// Scope as a person words it.
        name: String,
    },
    /// The year a table is about that does not name it. It is true of one file only, and says which: replayed on next
    /// year's it would date that wrongly in silence. A year that the table prints is never overruled.
    Year {
        /// The year.
        year: i32,
        /// SHA-256 of the file, as `inspect` prints it.
        file: String,
    },
    /// The table is about another year than the one it names, by this many years: `-1` where a form prints the year it
    /// is filled in. True of every such table.
    YearShift {
        /// Years to add.
        years: i32,
    },
    /// The table is not to be taken.
    Skip,
}

/// What is remembered about tables of one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Its name within a workspace.
    pub name: String,
    /// What the table looked like when it was last taken.
    pub look: Look,
    /// What a person settled, in the order it was settled.
    #[serde(default)]
    pub settled: Vec<Settlement>,
}

impl Recipe {
    /// A recipe for tables that look like this, with nothing settled yet.
    pub fn new(name: impl Into<String>, look: Look) -> Self {
        Self { name: name.into(), look, settled: Vec::new() }
    }
}

/// Of several recipes the one whose look is nearest to the table's, where any is near enough.
pub fn find_recipe<'r>(recipes: impl Iterator<Item = &'r Recipe>, look: &Look) -> Option<&'r Recipe> {
    let mut best: Option<(f64, &Recipe)> = None;
    for recipe in recipes {
        let likeness = recipe.look.likeness(look);
        // Of equals the first, so that the answer depends on nothing but the list.
        if likeness >= Look::NEAR && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, recipe));
        }
    }
    best.map(|(_, recipe)| recipe)
}
