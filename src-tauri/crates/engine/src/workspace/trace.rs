//! From a number back to its cell.

use super::ranking::screen_comparison;
use super::{Error, Workspace, row_labels, stated};
use crate::measure::{By, FigureKind, Measure};
use crate::model::{AreaCode, Lang, Observation, ObservationId, Period, Provenance, Stated};
use crate::store::ObservationFilter;

/// A figure with the names of its row and its scope: all it takes to word it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The figure.
    pub measure: Measure,
    /// Name of its row.
    pub row: String,
    /// Name of its scope; empty where the source does not say.
    pub scope: String,
}

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

    /// What is computed from the numbers of an indicator, area and period against another: change and rate, for each
    /// scope that has them; none where the workspace can compute nothing.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn figures_of_key(
        &self,
        indicator_id: &str,
        area: AreaCode,
        (period, against): (Period, Period),
        lang: Lang,
    ) -> Result<Vec<Figure>, Error> {
        let request = screen_comparison(indicator_id, period, against);
        let table = match self.measure(&request) {
            Ok(table) => table,
            Err(error) if error.code() == "no_observations" => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let key = area.to_string();
        let mut figures = Vec::new();
        for scope in &table.scopes {
            let labels = row_labels(scope, By::Area, lang);
            for (row, label) in scope.rows.iter().zip(labels).filter(|(row, _)| row.key == key) {
                let scope_name = self.scope_name(&scope.scope_id)?;
                for kind in [FigureKind::Count, FigureKind::Change, FigureKind::RateOfChange] {
                    let measure = self.bound_in_place(table.row_measure(scope, row, kind))?;
                    figures.push(Figure { measure, row: label.clone(), scope: scope_name.clone() });
                }
            }
        }
        Ok(figures)
    }

    /// The bound a source gives where it gives no count.
    fn bound_in_place(&self, count: Measure) -> Result<Measure, Error> {
        let ([id], FigureKind::Count, Err(_)) = (count.inputs.as_slice(), count.kind, count.value) else {
            return Ok(count);
        };
        Ok(match stated(&self.store().get_observation(*id)?) {
            Some(Stated::Bounded(claim)) => Measure {
                kind: FigureKind::BoundedClaim,
                value: Ok(claim.value),
                bound: Some(claim.bound),
                ..count
            },
            Some(Stated::Exact(_)) | None => count,
        })
    }
}
