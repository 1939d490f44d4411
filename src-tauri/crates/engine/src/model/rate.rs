//! Rates of change that exist, and named reasons where none can be defended.

use super::{Decimal, Rounding, round_ratio};
use serde::{Deserialize, Serialize};

/// Why there is no rate. Never 0 %, 100 % or infinity in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRate {
    /// No figure for the base period.
    NoBase,
    /// The base is zero.
    ZeroBase,
    /// No figure for the current period.
    Missing,
    /// A figure exists but was withheld.
    Suppressed,
    /// The two periods do not cover the same part of a year.
    PartialPeriod,
    /// The scope differs between the periods.
    ScopeChanged,
    /// The unit differs between the periods.
    UnitChanged,
    /// No yearly quota is known.
    NoQuota,
    /// The yearly quota is zero.
    ZeroQuota,
}

impl NoRate {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoBase => "no_base",
            Self::ZeroBase => "zero_base",
            Self::Missing => "missing",
            Self::Suppressed => "suppressed",
            Self::PartialPeriod => "partial_period",
            Self::ScopeChanged => "scope_changed",
            Self::UnitChanged => "unit_changed",
            Self::NoQuota => "no_quota",
            Self::ZeroQuota => "zero_quota",
        }
    }
}

/// An exact rate of change, kept as the fraction it is until it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Current minus base.
    pub change: Decimal,
    /// Base, never zero.
    pub base: Decimal,
}

impl Rate {
    /// (current − base) ÷ base, or why there is none.
    pub fn from_counts(current: Option<Decimal>, base: Option<Decimal>) -> Result<Self, NoRate> {
        let current = current.ok_or(NoRate::Missing)?;
        let base = base.ok_or(NoRate::NoBase)?;
        if base.is_zero() {
            return Err(NoRate::ZeroBase);
        }
        Ok(Self { change: current - base, base })
    }

    /// In percent, rounded once.
    pub fn percent(&self, rounding: Rounding, decimals: u32) -> Decimal {
        round_ratio(self.change * Decimal::ONE_HUNDRED, self.base, rounding, decimals)
    }

    /// In percent, to as many places as a decimal number holds (about 28 digits).
    pub fn percent_unrounded(&self) -> Decimal {
        (self.change * Decimal::ONE_HUNDRED / self.base).normalize()
    }
}
