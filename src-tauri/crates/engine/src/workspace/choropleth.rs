//! A map of areas: their ranking, joined to the borders of a boundary file the workspace keeps.

use super::boundaries::{name_of, names_of, units_of};
use super::charting::{ChartRequest, Traceable};
use super::{Error, Workspace};
use crate::chart::{MapSeries, RankedSeries, Region};
use crate::model::{BoundaryFeature, Lang};
use crate::store::Boundary;

/// How much of a hash is printed: enough to tell files apart.
const HASH_PRINTED: usize = 12;

/// The features of a boundary file, each with the row it is.
type Joined = Vec<(BoundaryFeature, Option<usize>)>;

impl Workspace {
    /// The series of a map.
    pub(super) fn map(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        // What is needed first is said first: without borders there is no map, whatever the data.
        if self.boundaries()?.is_empty() {
            return Err(Error::refused("no_boundary", &[]));
        }
        let (ranking, inputs) = self.ranked(request)?;
        let (boundary, joined) = self.joined(request.boundary.as_deref(), &ranking)?;
        let key = |unit: usize| ranking.rows.get(unit).map(|row| row.key.clone());
        let regions = joined.into_iter().enumerate().map(|(index, (feature, unit))| Region {
            key: unit.and_then(key),
            name: name_of(&feature, index),
            geometry: feature.geometry,
        });
        let regions = regions.collect();
        let boundary_line = boundary_line(&boundary, request.lang);
        Ok((MapSeries { ranking, regions, approval: boundary.approval, boundary_line }.into(), inputs))
    }

    /// The boundary file named, or else the one that has the most of the units, and the unit each of its features is.
    fn joined(&self, named: Option<&str>, ranking: &RankedSeries) -> Result<(Boundary, Joined), Error> {
        let all = self.boundaries()?;
        let names = names_of(&all);
        let candidates = match named {
            Some(name) => vec![self.boundary(name)?],
            None => all,
        };
        let units: Vec<(&str, &str)> =
            ranking.rows.iter().map(|row| (row.key.as_str(), row.label.as_str())).collect();
        let mut best: Option<(usize, Boundary, Joined)> = None;
        for boundary in candidates {
            let features = self.store().list_boundary_features(&boundary.name)?;
            let found = units_of(&features, &units);
            let count = found.iter().flatten().collect::<std::collections::BTreeSet<_>>().len();
            if best.as_ref().is_none_or(|(most, ..)| count > *most) {
                best = Some((count, boundary, features.into_iter().zip(found).collect()));
            }
        }
        match best {
            Some((0, boundary, _)) => {
                Err(Error::refused("boundary_elsewhere", &[("name", &boundary.name), ("names", &names)]))
            }
            Some((_, boundary, joined)) => Ok((boundary, joined)),
            None => Err(Error::refused("no_boundary", &[])),
        }
    }
}

/// Where the borders come from: the file and the beginning of its hash.
fn boundary_line(boundary: &Boundary, lang: Lang) -> String {
    let hash: String = boundary.sha256.chars().take(HASH_PRINTED).collect();
    match lang {
        Lang::Zh => format!("边界：{}（SHA-256 {hash}…）。", boundary.name),
        Lang::En => format!("Borders: {} (SHA-256 {hash}…).", boundary.name),
    }
}
