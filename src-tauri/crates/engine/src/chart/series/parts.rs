//! What each part adds to a change of the whole: points that add up.

use super::Caption;
use crate::model::{Decimal, NoRate, Period};

/// A change of the whole and its parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartsSeries {
    /// The words around it.
    pub caption: Caption,
    /// What a part is (`市州`). May be empty.
    pub row_head: String,
    /// Name of the current period (`2023年`).
    pub current_label: String,
    /// Name of the base period (`2022年`).
    pub base_label: String,
    /// The current period and its base, where they are known: a base that is not last year's is named in reasons.
    pub periods: Option<(Period, Period)>,
    /// The parts, in official order.
    pub rows: Vec<PartOfChange>,
    /// The name of the whole (`总体`).
    pub total_label: String,
    /// Change of the whole, in the unit of the counts.
    pub total_change: Option<Decimal>,
    /// Change of the whole in percent of its base, already rounded; the points of the parts add up to it.
    pub total_rate: Option<Decimal>,
    /// Why there is no rate of the whole.
    pub no_rate: Option<NoRate>,
    /// Whether a fall is the aim.
    pub is_lower_better: bool,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartOfChange {
    /// The stable key marks are found by (`430100`).
    pub key: String,
    /// The name shown.
    pub label: String,
    /// Its change, in the unit of the counts.
    pub change: Option<Decimal>,
    /// Its change in percentage points of the whole's base, rounded so that the points add up.
    pub points: Option<Decimal>,
    /// Why it takes no part in the whole.
    pub no_rate: Option<NoRate>,
}
