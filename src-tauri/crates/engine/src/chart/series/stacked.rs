//! What each period is made of: parts with their counts and shares.

use super::{Caption, Column, Gap};
use crate::model::Decimal;

/// Parts over periods.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StackedSeries {
    /// The words around it.
    pub caption: Caption,
    /// What a line is (`期间`). May be empty.
    pub row_head: String,
    /// The periods, oldest first.
    pub columns: Vec<Column>,
    /// The parts, in the order drawn; at most five, and one for the others.
    pub parts: Vec<StackedPart>,
    /// The sum of the parts that are known, one for each period; nothing where none is.
    pub totals: Vec<Option<Decimal>>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StackedPart {
    /// The stable key marks are found by.
    pub key: String,
    /// The name shown.
    pub label: String,
    /// Whether it is what has no place of its own.
    pub is_others: bool,
    /// One for each period.
    pub cells: Vec<StackedCell>,
}

/// A part in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct StackedCell {
    /// The count, or why there is none.
    pub count: Result<Decimal, Gap>,
    /// In percent of the parts that are known, rounded so that the shares add up to 100.
    pub share: Option<Decimal>,
}
