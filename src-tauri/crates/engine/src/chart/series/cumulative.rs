//! The months of a year added up, beside those of last year and the quota.

use super::MatrixSeries;
use crate::model::Decimal;

/// Running totals of one year and the one before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CumulativeSeries {
    /// Twelve columns, January to each month; the year first, then the one before, where it is known.
    pub matrix: MatrixSeries,
    /// The quota of the year, where there is one.
    pub quota: Option<QuotaLine>,
}

/// A quota drawn as a line across the year.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaLine {
    /// What it is (`年度控制数`).
    pub label: String,
    /// How much is allowed.
    pub value: Decimal,
}
