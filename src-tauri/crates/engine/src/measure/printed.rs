//! Totals as the sources print them, beside the totals computed from the parts.

use super::cube::{Cube, Printed};
use super::exact::sum;
use super::{By, Comparison, MeasureError, MeasureRequest, NONE, PrintedTotal};
use crate::model::{AreaCode, Decimal, ObservationId, Period, TableId};
use std::collections::BTreeSet;

impl Cube<'_> {
    /// The total line of the one table that all rows come from, in both periods; nothing where several tables make up
    /// the list, or where the table prints several totals and none of them stands out.
    pub(super) fn printed_total(
        &self,
        scope: u32,
        rows: &[Comparison],
        request: &MeasureRequest,
    ) -> Result<Option<PrintedTotal>, MeasureError> {
        let Some(in_list) = self.printed_in_list(scope, rows, request) else { return Ok(None) };
        let Some((current, mut inputs)) = one_total(&in_list, request.period)? else { return Ok(None) };
        let base = one_total(&in_list, request.against)?.map(|(base, base_inputs)| {
            inputs.extend(base_inputs);
            base
        });
        Ok(Some(PrintedTotal { current, base, inputs }))
    }

    /// The printed totals of the one table that all rows come from.
    fn printed_in_list(
        &self,
        scope: u32,
        rows: &[Comparison],
        request: &MeasureRequest,
    ) -> Option<Vec<&Printed>> {
        let tables: BTreeSet<TableId> = rows.iter().map(|r| r.table_id).collect();
        let table = *tables.first().filter(|_| tables.len() == 1)?;
        let indicator = self.counts.indicators.find(&request.indicator_id)?;
        let areas: Vec<AreaCode> = match self.by {
            By::Area => rows.iter().filter_map(|r| r.key.parse().ok()).collect(),
            By::Category | By::Organisation => Vec::new(),
        };
        let is_of_list = |p: &&Printed| {
            (p.indicator, p.scope, p.table) == (indicator, scope, table)
                && p.area.is_none_or(|outer| areas.iter().all(|a| a.is_within(outer) && *a != outer))
        };
        Some(self.printed.iter().filter(is_of_list).collect())
    }
}

/// The total of a period: the only cell, the only one that names no breakdown, or the sum of one cell for each.
fn one_total(
    printed: &[&Printed],
    period: Period,
) -> Result<Option<(Decimal, Vec<ObservationId>)>, MeasureError> {
    let of_period: Vec<&Printed> = printed.iter().copied().filter(|p| p.period == period).collect();
    let mut whole = of_period.iter().filter(|p| p.category == NONE && p.organisation == NONE);
    match (whole.next(), whole.next()) {
        (Some(only), None) => return Ok(Some((only.value, vec![only.id]))),
        (Some(_), Some(_)) => return Ok(None),
        (None, _) => {}
    }
    let breakdowns: BTreeSet<(u32, u32)> = of_period.iter().map(|p| (p.category, p.organisation)).collect();
    if breakdowns.len() != of_period.len() {
        return Ok(None);
    }
    let sum = sum(of_period.iter().map(|p| p.value))?;
    Ok(sum.map(|sum| (sum, of_period.iter().map(|p| p.id).collect())))
}
