//! A ranking: one rate for each unit, beside both counts.

use crate::model::{Decimal, NoRate, Period};

/// The series of a ranking: one row per unit, in official order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RankedSeries {
    /// What the figure shows (`各市州发文降幅`).
    pub title: String,
    /// The unit of the counts (`件`).
    pub unit: String,
    /// What a row is (`市州`); heads the column of names. May be empty.
    pub row_head: String,
    /// Name of the current period (`2023年`).
    pub current_label: String,
    /// Name of the base period (`2022年`).
    pub base_label: String,
    /// The current period and its base, where they are known: a base that is not last year's is named in reasons.
    pub periods: Option<(Period, Period)>,
    /// The rows, in official order.
    pub rows: Vec<RankedRow>,
    /// The pooled rate the rows are held against.
    pub reference: Option<Reference>,
    /// Whether a fall is the aim. Where it is not, neither colour of judgement is used.
    pub is_lower_better: bool,
    /// Which issuers and documents are counted.
    pub scope_line: Option<String>,
    /// The totals in words.
    pub total_line: Option<String>,
    /// Where the numbers come from.
    pub source_line: String,
    /// Remarks, one paragraph each.
    pub notes: Vec<String>,
}

/// One unit of a ranking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RankedRow {
    /// The stable key marks are found by (`430100`).
    pub key: String,
    /// The name shown.
    pub label: String,
    /// The figure of the current period.
    pub current: Option<Decimal>,
    /// The figure of the base period.
    pub base: Option<Decimal>,
    /// The rate in percent, already rounded; a reduction is negative.
    pub rate: Option<Decimal>,
    /// Why there is no rate.
    pub no_rate: Option<NoRate>,
    /// The base is so small that a rate would mislead: the counts are printed instead of it.
    pub is_small_base: bool,
}

/// A rate drawn as a line across all bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What it is (`总体`).
    pub label: String,
    /// In percent, already rounded; a reduction is negative.
    pub rate: Decimal,
}
