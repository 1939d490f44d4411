//! The formulas of a table's derived cells. One is written only where, computed exactly, it gives the cell's own number: a
//! workbook never shows another figure than the report.

use super::FIRST;
use crate::model::{Decimal, Rounding};
use crate::report::{CellFormula, ColumnRole, Table};
use crate::xlsx::{At, address};
use rust_decimal::dec;

/// Two numbers this near are one: division stops after 28 digits.
const NEAR: Decimal = dec!(0.000000001);
/// The most that a contribution is moved so that all of them add up, in units of its last digit.
const MOST_MOVED: Decimal = dec!(5);

/// A formula that gives the number of its cell.
pub(super) struct Live {
    pub formula: String,
    /// Something was added so that displayed parts add up to the displayed whole.
    pub is_balanced: bool,
}

/// Where a cell of the table stands on the sheet.
pub(super) fn place(row: usize, column: usize) -> At {
    (FIRST + u32::try_from(row).unwrap_or(u32::MAX / 2), u16::try_from(column).unwrap_or(u16::MAX))
}

fn cell(row: usize, column: usize) -> String {
    address(place(row, column))
}

fn value(table: &Table, row: usize, column: usize) -> Option<Decimal> {
    table.rows.get(row)?.cells.get(column)?.value
}

/// The formula of a cell, if it has one that gives this number.
pub(super) fn live(table: &Table, row: usize, column: usize, printed: Decimal) -> Option<Live> {
    let of = table.columns.get(column)?;
    let plain = |formula: String| Some(Live { formula: format!("={formula}"), is_balanced: false });
    if let Some(CellFormula::SumOfRows { first, last }) = table.rows.get(row)?.cells.get(column)?.formula {
        let sum: Decimal = (first..=last).filter_map(|at| value(table, at, column)).sum();
        let is_outside = !(first..=last).contains(&row);
        let formula = format!("SUM({}:{})", cell(first, column), cell(last, column));
        return if is_outside && sum == printed { plain(formula) } else { None };
    }
    let (formula, exact) = derived(table, of.role, row)?;
    if (exact - printed).abs() <= NEAR {
        return plain(formula);
    }
    if printed.scale() > of.decimals {
        return None;
    }
    let rounded = Rounding::HalfUp.round(exact, of.decimals);
    let formula = format!("ROUND({formula},{})", of.decimals);
    let moved = printed - rounded;
    if moved.is_zero() {
        return plain(formula);
    }
    let unit = Decimal::new(1, of.decimals);
    if of.role == ColumnRole::Contribution && moved.abs() <= MOST_MOVED * unit {
        let sign = if moved.is_sign_negative() { '-' } else { '+' };
        // Once more rounded, because binary fractions do not add up exactly.
        let formula = format!("=ROUND({formula}{sign}{},{})", moved.abs().normalize(), of.decimals);
        return Some(Live { formula, is_balanced: true });
    }
    None
}

/// The formula of a derived column in a row, and its exact result.
fn derived(table: &Table, role: ColumnRole, row: usize) -> Option<(String, Decimal)> {
    let percent = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    match role {
        ColumnRole::Label | ColumnRole::Count => None,
        ColumnRole::Change { current, base } => {
            let change = value(table, row, current)?.checked_sub(value(table, row, base)?)?;
            Some((format!("{}-{}", cell(row, current), cell(row, base)), change))
        }
        ColumnRole::Rate { current, base } => {
            let (now, before) = (value(table, row, current)?, value(table, row, base)?);
            let (current, base) = (cell(row, current), cell(row, base));
            Some((format!("({current}-{base})/{base}*100"), percent(now.checked_sub(before)?, before)?))
        }
        ColumnRole::Contribution => {
            let (current, base) = compared(table)?;
            let total = total_row(table)?;
            let change = value(table, row, current)?.checked_sub(value(table, row, base)?)?;
            let whole = value(table, total, base)?;
            let formula =
                format!("({}-{})/{}*100", cell(row, current), cell(row, base), fixed_row(total, base));
            Some((formula, percent(change, whole)?))
        }
        ColumnRole::Share => {
            let counts = compared(table).map(|(current, _)| current).or_else(|| first_count(table))?;
            let total = total_row(table)?;
            let formula = format!("{}/{}*100", cell(row, counts), fixed_row(total, counts));
            Some((formula, percent(value(table, row, counts)?, value(table, total, counts)?)?))
        }
    }
}

/// The two columns of counts that changes are made of.
fn compared(table: &Table) -> Option<(usize, usize)> {
    table.columns.iter().find_map(|column| match column.role {
        ColumnRole::Change { current, base } | ColumnRole::Rate { current, base } => Some((current, base)),
        _ => None,
    })
}

fn first_count(table: &Table) -> Option<usize> {
    table.columns.iter().position(|column| column.role == ColumnRole::Count)
}

fn total_row(table: &Table) -> Option<usize> {
    table.rows.iter().position(|row| row.is_total)
}

/// An address whose row stays where it is when the formula is copied down: `C$4`.
fn fixed_row(row: usize, column: usize) -> String {
    let plain = cell(row, column);
    let letters = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    format!("{letters}${digits}")
}
