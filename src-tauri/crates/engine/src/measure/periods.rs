//! What speaks for a key in a period: the period as a table gives it, or its parts added up where they are complete.

use super::cube::{Cell, Cube};
use super::{MeasureError, NONE};
use crate::model::{Decimal, ObservationId, Period, TableId};
use std::collections::{BTreeMap, BTreeSet};

/// One statement about a key in a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    /// The table that makes it; of several tables, whose months were added up, the first.
    pub table: TableId,
    pub value: Option<Decimal>,
    pub missing_cells: u32,
    pub is_suppressed: bool,
    /// Codes of the units named, in order.
    pub units: Vec<u32>,
    /// More than one unit within a cell.
    pub has_several_units: bool,
    pub inputs: Vec<ObservationId>,
    /// The periods added up; empty where the table gives the period itself.
    pub parts: Vec<Period>,
}

/// Everything said about a key in a period, one statement a table, by table; where no table gives it alone, one
/// statement of months, quarters or halves of several tables added up. An incomplete sum is no statement.
///
/// `cells` are those of the key, ordered by period and table.
///
/// # Errors
/// When a sum leaves the range of exact decimals.
pub(super) fn statements(
    cube: &Cube<'_>,
    cells: &[&Cell],
    period: Period,
) -> Result<Vec<Statement>, MeasureError> {
    let direct: Vec<&Cell> = cells.iter().copied().filter(|c| c.period == period).collect();
    let counted = |c: &&&Cell| c.sum.is_some() && !c.is_printed;
    let others: BTreeSet<TableId> = cells
        .iter()
        .filter(|c| c.period.year() == period.year() && c.period != period)
        .map(|c| c.table)
        .filter(|t| !direct.iter().filter(counted).any(|c| c.table == *t))
        .collect();
    let mut found: BTreeMap<TableId, Statement> = BTreeMap::new();
    for table in others {
        let own: Vec<&Cell> = cells.iter().copied().filter(|c| c.table == table).collect();
        if let Some(parts) = tiling(&own, period) {
            found.insert(table, statement(cube, &parts, true)?);
        }
    }
    for cell in direct {
        // A printed total steps back behind the same table's own months.
        if !found.contains_key(&cell.table) {
            found.insert(cell.table, statement(cube, &[cell], false)?);
        }
    }
    if !found.values().any(|s| s.value.is_some())
        && let Some(parts) = tiling(cells, period)
    {
        let sum = statement(cube, &parts, true)?;
        return Ok(vec![sum]);
    }
    Ok(found.into_values().collect())
}

/// The fewest cells with numbers that cover the months of a period exactly once.
fn tiling<'c>(cells: &[&'c Cell], period: Period) -> Option<Vec<&'c Cell>> {
    let (first, last) = period.months();
    // The best way to the end of each month: how many cells it takes, and the last of them.
    let mut best: BTreeMap<u8, (usize, Option<&'c Cell>)> = BTreeMap::from([(first - 1, (0, None))]);
    let mut pieces: Vec<&Cell> = cells
        .iter()
        .copied()
        .filter(|c| c.period.year() == period.year() && c.period != period && c.sum.is_some())
        .filter(|c| c.period.months().0 >= first && c.period.months().1 <= last)
        .collect();
    pieces.sort_by_key(|c| (c.period.months().1, c.is_printed, c.period, c.table));
    for piece in pieces {
        let (from, to) = piece.period.months();
        let Some((count, _)) = best.get(&(from - 1)).copied() else { continue };
        if best.get(&to).is_none_or(|(known, _)| count + 1 < *known) {
            best.insert(to, (count + 1, Some(piece)));
        }
    }
    let mut parts = Vec::new();
    let mut month = last;
    while month >= first {
        let piece = best.get(&month)?.1?;
        parts.push(piece);
        month = piece.period.months().0 - 1;
    }
    parts.reverse();
    Some(parts)
}

fn statement(cube: &Cube<'_>, cells: &[&Cell], is_sum: bool) -> Result<Statement, MeasureError> {
    let mut sum: Option<i128> = None;
    for part in cells.iter().filter_map(|c| c.sum) {
        sum = Some(sum.unwrap_or(0).checked_add(part).ok_or(MeasureError::OutOfRange)?);
    }
    let units: BTreeSet<u32> = cells.iter().map(|c| c.unit).filter(|u| *u != NONE).collect();
    Ok(Statement {
        table: cells.iter().map(|c| c.table).min().unwrap_or(TableId(0)),
        value: sum.map(|s| cube.decimal(s)).transpose()?,
        missing_cells: cells.iter().map(|c| c.missing_cells).sum(),
        is_suppressed: cells.iter().any(|c| c.is_suppressed),
        units: units.into_iter().collect(),
        has_several_units: cells.iter().any(|c| c.has_several_units),
        inputs: cells.iter().flat_map(|c| cube.ids(c)).copied().collect(),
        parts: if is_sum { cells.iter().map(|c| c.period).collect() } else { Vec::new() },
    })
}
