//! Stored numbers as a table that is filtered and sorted once and then read page by page.

use super::{Error, Workspace};
use crate::model::{Observation, ObservationId};
use crate::store::{ObservationFilter, ObservationOrder};

/// Which numbers a table holds, and in what order. It is made anew after each change of the workspace.
#[derive(Debug, Clone)]
pub struct ObservationTable {
    filter: ObservationFilter,
    order: Option<ObservationOrder>,
    ids: Vec<ObservationId>,
}

impl ObservationTable {
    /// How many numbers there are.
    pub fn total(&self) -> usize {
        self.ids.len()
    }

    /// Whether it is the table of this question.
    pub fn is_of(&self, filter: &ObservationFilter, order: Option<ObservationOrder>) -> bool {
        self.filter == *filter && self.order == order
    }
}

impl Workspace {
    /// The numbers a filter leaves, in this order. Only their ids are held: 100,000 of them take less than a megabyte.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn observation_table(
        &self,
        filter: &ObservationFilter,
        order: Option<ObservationOrder>,
    ) -> Result<ObservationTable, Error> {
        let ids = self.store().list_observation_ids(filter, order)?;
        Ok(ObservationTable { filter: filter.clone(), order, ids })
    }

    /// Some rows of a table, from `first` on; fewer where it ends before.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn observations_of(
        &self,
        table: &ObservationTable,
        first: usize,
        count: usize,
    ) -> Result<Vec<Observation>, Error> {
        let ids: Vec<ObservationId> = table.ids.iter().skip(first).take(count).copied().collect();
        Ok(self.store().list_observations_by_id(&ids)?)
    }
}
