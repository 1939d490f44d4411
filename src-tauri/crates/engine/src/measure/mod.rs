//! Reductions: what a count was, what it is, and the exact rate between them, or a named reason why there is none.
//!
//! The numbers stand in a polars frame (`counts`); one query gives exact sums by key, period and table (`cube`);
//! `periods` finds what speaks for a period, `comparison` sets two periods against each other, `total` pools the rows,
//! `comparable` joins units that changed between the periods, `driver` says what made a change, and `decomposition`
//! whether the breakdowns of one total agree.
//! `series`, `quota` and `migration` ask `comparison` several times and never sum by themselves: a count over years, a
//! running total against its quota, and whether a burden was reduced or moved.
//! A rate stays a fraction until it is printed. What tables say about the same months is compared, never added; months
//! of several tables are added up only where they make the whole period.

mod anomaly;
mod comparable;
mod comparison;
mod counts;
mod cube;
mod decomposition;
mod distribution;
mod driver;
mod error;
mod exact;
mod figure;
mod forecast;
mod labels;
mod meetings;
mod migration;
mod periods;
mod printed;
mod quota;
mod row_figures;
mod rows;
mod series;
mod series_list;
mod solve_base;
mod total;
mod units;

pub use anomaly::{Anomaly, AnomalyMethod, anomalies};
pub use comparable::{Comparable, Joined};
use counts::NONE;
pub use counts::{Counts, CountsBuilder};
pub use cube::{Cube, CubeFilter};
pub use decomposition::{Breakdown, breakdowns};
pub use distribution::{Distribution, Quartiles, Standing, distribution};
pub use driver::{Driver, DriverPart};
pub use error::MeasureError;
pub use figure::{Fact, FigureKind, Measure};
pub use forecast::{Forecast, ForecastMethod, NoForecast};
pub use labels::{key_label, labels_of, names as area_names, row_labels};
pub use meetings::{COSTS, MEETINGS, PerMeeting};
pub use migration::{BurdenLine, BurdenRequest, CategoryShift, Combined, ScopeBurden, Shift, Verdict};
pub use quota::{
    PrintedQuota, QuotaProgress, QuotaRequest, QuotaTable, QuotaUse, ScopeQuotas, time_progress,
};
pub use series::{
    BrokenLink, Chain, Every, Link, ScopeSeries, Series, SeriesPoint, SeriesRequest, SeriesTable,
    periods_between,
};
pub use solve_base::{Bases, MOST_RATE_DECIMALS, PrintedRate, SolveError};
pub use units::Units;

use crate::diagnostic::Diagnostic;
use crate::model::{
    AreaLevel, Decimal, Lang, NoRate, ObservationId, Period, Rate, Rounding, ScopeId, TableId,
};
use std::collections::BTreeSet;

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

/// Which units the sums of two periods are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Basis {
    /// The rows as the sources name them (原口径).
    #[default]
    Raw,
    /// Like for like (可比口径): units renamed, merged or split between the periods are joined, and only what was
    /// counted in both periods is summed.
    Comparable,
}

impl Basis {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Comparable => "comparable",
        }
    }

    /// The name in words.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Raw => lang.pick("原口径", "raw basis"),
            Self::Comparable => lang.pick("可比口径", "comparable basis"),
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
    /// Which units the sums are made of.
    pub basis: Basis,
    /// What happens to a tie.
    pub rounding: Rounding,
    /// Decimals of a printed rate.
    pub decimals: u32,
}

impl MeasureRequest {
    /// The numbers that the comparison can be made of, or the one offered in its place.
    pub fn filter(&self) -> CubeFilter {
        let (period, against) = (self.period, self.against);
        let mut within = vec![period, against];
        if !period.is_comparable_with(against) {
            within.extend([period.in_year(against.year()), against.in_year(period.year())]);
        }
        CubeFilter { indicator: Some(self.indicator_id.clone()), within: Some(within) }
    }

    /// The same comparison one step earlier: a year back for 同比, a period back for 环比, and against the same base for
    /// a base of its own. `None` where nothing lies between.
    pub fn before(&self) -> Option<Self> {
        let (period, against) = if self.against == self.period.year_before() {
            (self.against, self.against.year_before())
        } else if Some(self.against) == self.period.before() {
            (self.against, self.against.before()?)
        } else {
            (self.period.year_before(), self.against)
        };
        (period != against && period > against).then(|| Self { period, against, ..self.clone() })
    }
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
    pub rows: Vec<Comparison>,
    /// Everything together.
    pub total: Total,
    /// The same on the comparable basis (可比口径), whichever basis was asked for.
    pub comparable: Comparable,
    /// What drove the change.
    pub driver: Option<Driver>,
    /// Sources that disagree, and comparisons that were refused.
    pub diagnostics: Vec<Diagnostic>,
}

/// One row: its counts in both periods, the exact rate between them, and the observations they came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
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
    /// A count is the sum of months, quarters or halves that make up the period.
    pub is_added_up: bool,
    /// Codes of the units (件, 次) it is counted in.
    pub(super) units: BTreeSet<u32>,
    /// The units that were joined into this row, on the comparable basis.
    pub joined: Option<Joined>,
}

impl Comparison {
    /// Current minus base; nothing where one is missing or the difference leaves the range of decimals.
    pub fn change(&self) -> Option<Decimal> {
        self.current?.checked_sub(self.base?)
    }

    /// Whether the base is below 30, so that the counts must stand where the rate would.
    pub fn is_small_base(&self) -> bool {
        self.base.is_some_and(|b| !b.is_zero() && b < Decimal::from(figure::SMALL_BASE))
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
    /// Where the two differ by more than one percentage point or in sign.
    pub apart: Option<Apart>,
    /// Rows left out of the sums, with the reason.
    pub excluded: Vec<(String, NoRate)>,
    /// Every row with a number in a period, whether or not it has one in the other.
    pub as_counted: AsCounted,
    /// The total line of the source, where there is one.
    pub printed: Option<PrintedTotal>,
}

/// A pooled rate and a mean of rates that tell different stories.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// The pooled rate in percent, rounded.
    pub pooled: Decimal,
    /// The mean of the rates in percent, rounded.
    pub mean: Decimal,
    /// Keys of the rows that make most of the difference, the strongest first.
    pub causes: Vec<String>,
}

/// The sums over every row that has a number, period by period: what an office adds up.
#[derive(Debug, Clone, PartialEq)]
pub struct AsCounted {
    /// Sum of the current counts.
    pub current: Option<Decimal>,
    /// Sum of the base counts.
    pub base: Option<Decimal>,
    /// The rate of the sums; `scope_changed` where they are not sums over the same rows.
    pub rate: Result<Rate, NoRate>,
}

/// A total as the source prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedTotal {
    /// In the current period.
    pub current: Decimal,
    /// In the base period.
    pub base: Option<Decimal>,
    /// The cells.
    pub inputs: Vec<ObservationId>,
}

#[cfg(test)]
mod following_tests;
#[cfg(test)]
mod published;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
