//! Recipes: what a person settled about a table, remembered by the look of the table and replayed when such a table
//! comes again.

mod drift;
mod look;
mod replay;

#[cfg(test)]
mod tests;

pub use drift::Drift;
pub use look::Look;
pub use replay::move_to_year;

use crate::model::{AreaCode, Role};
use look::{shape, squeezed};
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
    /// Figures under or beside this label are not to be taken.
    Ignore {
        /// Label as printed.
        label: String,
    },
    /// The year of what the table leaves undated; where it dates everything, the year it should have named in place of
    /// its latest one, and the earlier years move along. It goes for the very file it was settled for: another year's table
    /// of the same look is about another year, so a recipe that is kept does not hold it, and one that is found by its
    /// look does not bring it back. Only a recipe that a person names does.
    Year {
        /// Calendar year of 本年.
        year: i32,
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
    /// The table is about another year than the one it names, by this many years: `-1` where a form prints the year it
    /// is filled in. True of every such table.
    YearShift {
        /// Years to add.
        years: i32,
    },
    /// The table is not to be taken.
    Skip,
}

impl Settlement {
    /// The label it is about, where it is about one.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Indicator { label, .. }
            | Self::Area { label, .. }
            | Self::Role { label, .. }
            | Self::Ignore { label } => Some(label),
            Self::Year { .. }
            | Self::YearShift { .. }
            | Self::Unit { .. }
            | Self::Scope { .. }
            | Self::Skip => None,
        }
    }

    /// Whether both settle the same thing, so that the later takes the place of the earlier.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let label = |settlement: &Self| settlement.label().map(squeezed);
        let part = |settlement: &Self| match settlement {
            Self::Indicator { .. } => 0,
            Self::Area { .. } => 1,
            // Whether a figure is taken, and as what, is one question.
            Self::Role { .. } | Self::Ignore { .. } => 2,
            Self::Year { .. } => 3,
            Self::Unit { .. } => 4,
            Self::Scope { .. } => 5,
            Self::Skip => 6,
            Self::YearShift { .. } => 7,
        };
        part(self) == part(other) && label(self) == label(other)
    }

    /// Whether it still means the same on next year's table of this look. A year does not; nor does a label that only
    /// its digits tell from another of the table: next year `2023年` is the column of last year.
    pub fn is_lasting<'l>(&self, mut labels: impl Iterator<Item = &'l String>) -> bool {
        match self.label() {
            None => !matches!(self, Self::Year { .. }),
            Some(own) => {
                let is_twin = |other: &String| shape(other) == shape(own) && squeezed(other) != squeezed(own);
                !labels.any(is_twin)
            }
        }
    }
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
