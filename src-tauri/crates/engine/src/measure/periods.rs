//! What speaks for a key in a period: the period as a table gives it, or its parts added up where they are complete.

use super::cube::{Cell, Cube};
use super::{MeasureError, NONE};
use crate::model::{Decimal, ObservationId, Period, TableId};

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
    let mut of_year: Vec<&Cell> =
        cells.iter().copied().filter(|c| c.period.year() == period.year()).collect();
    // Within a table they stay in the order of their periods.
    of_year.sort_by_key(|c| c.table);
    let mut found = Vec::new();
    for own in of_year.chunk_by(|a, b| a.table == b.table) {
        let direct = own.iter().copied().find(|c| c.period == period);
        // A printed total steps back behind the same table's own months.
        let is_counted = direct.is_some_and(|c| c.sum().is_some() && !c.is_printed);
        let parts = if is_counted { None } else { tiling(own, period) };
        match (parts, direct) {
            (Some(parts), _) => found.push(statement(cube, &parts, true)?),
            (None, Some(cell)) => found.push(statement(cube, &[cell], false)?),
            (None, None) => {}
        }
    }
    if !found.iter().any(|s| s.value.is_some())
        && let Some(parts) = tiling(&of_year, period)
    {
        let sum = statement(cube, &parts, true)?;
        return Ok(vec![sum]);
    }
    Ok(found)
}

/// The fewest cells with numbers that cover the months of a period exactly once.
fn tiling<'c>(cells: &[&'c Cell], period: Period) -> Option<Vec<&'c Cell>> {
    let (first, last) = period.months();
    let is_piece = |c: &&Cell| c.period != period && c.sum().is_some() && c.period.is_within(period);
    let pieces = || cells.iter().copied().filter(is_piece);
    let months: u32 = pieces().map(|c| c.period.months()).map(|(from, to)| u32::from(to + 1 - from)).sum();
    if months < u32::from(last + 1 - first) {
        return None;
    }
    let mut pieces: Vec<&Cell> = pieces().collect();
    pieces.sort_by_key(|c| (c.period.months().1, c.is_printed, c.period, c.table));
    // The best way to the end of each month: how many cells it takes, and the last of them.
    let mut best: [Option<(usize, Option<&'c Cell>)>; 13] = [None; 13];
    *best.get_mut(usize::from(first - 1))? = Some((0, None));
    for piece in pieces {
        let (from, to) = piece.period.months();
        let Some((count, _)) = best.get(usize::from(from - 1)).copied().flatten() else { continue };
        let Some(known) = best.get_mut(usize::from(to)) else { continue };
        if known.is_none_or(|(fewest, _)| count + 1 < fewest) {
            *known = Some((count + 1, Some(piece)));
        }
    }
    let mut parts = Vec::new();
    let mut month = last;
    while month >= first {
        let piece = best.get(usize::from(month)).copied().flatten()?.1?;
        parts.push(piece);
        month = piece.period.months().0 - 1;
    }
    parts.reverse();
    Some(parts)
}

fn statement(cube: &Cube<'_>, cells: &[&Cell], is_sum: bool) -> Result<Statement, MeasureError> {
    let mut sum: Option<i128> = None;
    for part in cells.iter().filter_map(|c| c.sum()) {
        sum = Some(sum.unwrap_or(0).checked_add(part).ok_or(MeasureError::OutOfRange)?);
    }
    let mut units: Vec<u32> = cells.iter().map(|c| c.unit).filter(|u| *u != NONE).collect();
    units.sort_unstable();
    units.dedup();
    Ok(Statement {
        table: cells.iter().map(|c| c.table).min().unwrap_or(TableId(0)),
        value: sum.map(|s| cube.decimal(s)).transpose()?,
        missing_cells: cells.iter().map(|c| c.missing_cells).sum(),
        is_suppressed: cells.iter().any(|c| c.is_suppressed),
        units,
        has_several_units: cells.iter().any(|c| c.has_several_units),
        inputs: cells.iter().flat_map(|c| cube.ids(c)).copied().collect(),
        parts: if is_sum { cells.iter().map(|c| c.period).collect() } else { Vec::new() },
    })
}
