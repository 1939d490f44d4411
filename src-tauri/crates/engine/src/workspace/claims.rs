//! Cells that bound a number in words (超过4500): no rate follows from them, and the reason says so.

use super::{Error, Workspace};
use crate::measure::{Comparison, MeasureTable, Total};
use crate::model::{Claim, NoRate, Observation, ObservationId, Stated};

/// What a cell states: its number, or the bound that stands in place of one.
pub fn stated(observation: &Observation) -> Option<Stated> {
    match observation.value {
        Some(value) => Some(Stated::Exact(value)),
        None => Claim::parse(&observation.raw).map(Stated::Bounded),
    }
}

impl Workspace {
    /// Names the reason of rows that have no number because their source only bounds it.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub(super) fn name_bounds(&self, table: &mut MeasureTable) -> Result<(), Error> {
        for scope in &mut table.scopes {
            for row in &mut scope.rows {
                if row.missing_cells > 0 && self.is_bounded(row)? {
                    row.rate = Err(NoRate::Inexact);
                    name_reason(&mut scope.total, &row.key);
                }
            }
        }
        Ok(())
    }

    fn is_bounded(&self, row: &Comparison) -> Result<bool, Error> {
        let is_missing = |reason: &NoRate| matches!(reason, NoRate::Missing | NoRate::NoBase);
        if !row.rate.as_ref().err().is_some_and(is_missing) {
            return Ok(false);
        }
        let without = |number: Option<_>, inputs: &[ObservationId]| match number {
            None => inputs.to_vec(),
            Some(_) => Vec::new(),
        };
        let cells = [without(row.current, &row.current_inputs), without(row.base, &row.base_inputs)].concat();
        for id in cells {
            let observation = self.store().get_observation(id)?;
            if matches!(stated(&observation), Some(Stated::Bounded(_))) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn name_reason(total: &mut Total, key: &str) {
    for (_, reason) in total.excluded.iter_mut().filter(|(excluded, _)| excluded == key) {
        *reason = NoRate::Inexact;
    }
    // Without any row left, the total has no rate for the reason its first row has none.
    if total.current.is_none() && total.excluded.first().is_some_and(|(first, _)| first == key) {
        total.rate = Err(NoRate::Inexact);
    }
}
