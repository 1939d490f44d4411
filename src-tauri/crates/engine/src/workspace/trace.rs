//! From a number back to its cell.

use super::{Error, Workspace};
use crate::model::{AreaCode, Observation, ObservationId, Period, Provenance};
use crate::store::ObservationFilter;

/// A stored number and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// The number.
    pub observation: Observation,
    /// Its file, sheet, cell and raw text.
    pub provenance: Provenance,
}

impl Workspace {
    /// The way back from each number, in the order asked.
    ///
    /// # Errors
    /// `unknown_observation` for an id the workspace does not hold.
    pub fn trace(&self, ids: &[ObservationId]) -> Result<Vec<Traced>, Error> {
        ids.iter()
            .map(|id| {
                let unknown = || Error::refused("unknown_observation", &[("observation", &id.0.to_string())]);
                let observation = self.store().get_observation(*id)?;
                let provenance =
                    self.store().list_provenance(&[*id])?.into_iter().next().ok_or_else(unknown)?;
                Ok(Traced { observation, provenance })
            })
            .collect()
    }

    /// The way back from every number of an indicator, area and period, of all scopes and roles.
    ///
    /// # Errors
    /// `no_observations` when there is none.
    pub fn trace_key(
        &self,
        indicator_id: &str,
        area: AreaCode,
        period: Period,
    ) -> Result<Vec<Traced>, Error> {
        let filter = ObservationFilter {
            indicator_id: Some(indicator_id.to_owned()),
            area: Some(area),
            periods: vec![period],
            ..ObservationFilter::default()
        };
        let ids: Vec<ObservationId> =
            self.store().list_observations(&filter)?.into_iter().map(|o| o.id).collect();
        if ids.is_empty() {
            let period = period.to_string();
            return Err(Error::refused(
                "no_observations",
                &[("period", &period), ("indicator", indicator_id)],
            ));
        }
        self.trace(&ids)
    }
}
