//! Reductions: what a count was, what it is, and the exact rate between them, or a named reason why there is none.
//!
//! Sums run in polars on exact decimals; a rate stays a fraction until it is printed. A figure for one key and
//! period always comes from one source table: tables are compared with each other, never added.

mod error;
mod frame;
mod reduction;
mod total;

pub use error::MeasureError;
pub use reduction::reductions;

use crate::diagnostic::Diagnostic;
use crate::model::{AreaLevel, Decimal, NoRate, ObservationId, Period, Rate, Rounding, ScopeId, TableId};

/// What the rows of a measure are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum By {
    /// One row for each area.
    #[default]
    Area,
    /// One row for each category (文种 …).
    Category,
    /// One row for each issuing or reporting body.
    Organisation,
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

/// A question: one indicator, a period against a base period, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRequest {
    /// Indicator id.
    pub indicator_id: String,
    /// Current period.
    pub period: Period,
    /// Base period.
    pub against: Period,
    /// What the rows are.
    pub by: By,
    /// What happens to a tie.
    pub rounding: Rounding,
    /// Decimals of a printed rate.
    pub decimals: u32,
}

/// The answer: one table for each scope, for figures of different scopes are never in one list.
#[derive(Debug, Clone)]
pub struct MeasureTable {
    /// The question.
    pub request: MeasureRequest,
    /// One table for each scope and level.
    pub scopes: Vec<ScopeMeasures>,
}

/// The figures of one scope.
#[derive(Debug, Clone)]
pub struct ScopeMeasures {
    /// The scope.
    pub scope_id: ScopeId,
    /// The level of its areas, when measured by area.
    pub level: Option<AreaLevel>,
    /// One row for each key, in order of key.
    pub rows: Vec<Measure>,
    /// Everything together.
    pub total: Total,
    /// Sources that disagree, and comparisons that were refused.
    pub diagnostics: Vec<Diagnostic>,
}

/// One figure: its counts, its exact rate, and the observations it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Area code, or the name of the category or body.
    pub key: String,
    /// Count in the current period.
    pub current: Option<Decimal>,
    /// Count in the base period.
    pub base: Option<Decimal>,
    /// The exact rate, or why there is none.
    pub rate: Result<Rate, NoRate>,
    /// Change ÷ the total's base, in percentage points, rounded so that the displayed parts add up to the
    /// displayed total (largest remainder).
    pub contribution: Option<Decimal>,
    /// Observations behind the current count.
    pub current_inputs: Vec<ObservationId>,
    /// Observations behind the base count.
    pub base_inputs: Vec<ObservationId>,
    /// The table the figure was taken from (the current one where they differ).
    pub table_id: TableId,
    /// Cells of the sums that hold no number.
    pub missing_cells: u32,
}

impl Measure {
    /// Current minus base.
    pub fn change(&self) -> Option<Decimal> {
        Some(self.current? - self.base?)
    }

    /// Whether the base is below 30, so that the counts must stand where the rate would.
    pub fn is_small_base(&self) -> bool {
        self.base.is_some_and(|b| !b.is_zero() && b < Decimal::from(30))
    }

    /// Every observation behind the figure.
    pub fn inputs(&self) -> Vec<ObservationId> {
        self.current_inputs.iter().chain(&self.base_inputs).copied().collect()
    }
}

/// The pooled figure, the mean of rates beside it, and what could not take part.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Sum of the current counts of the rows that have both.
    pub current: Option<Decimal>,
    /// Sum of the base counts of the rows that have both.
    pub base: Option<Decimal>,
    /// The pooled rate: the rate of the sums.
    pub rate: Result<Rate, NoRate>,
    /// The mean of the rows' exact rates, in percent, rounded once. A different figure from the pooled rate.
    pub mean_of_rates: Option<Decimal>,
    /// Rows left out of the sums, with the reason.
    pub excluded: Vec<(String, NoRate)>,
}

#[cfg(test)]
mod tests;
