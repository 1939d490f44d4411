//! Boundary files a person brings in: read in a child process as any other file, kept in the workspace so that a map can be
//! drawn again without the file, each as one undoable step.

use super::{Error, Workspace};
use crate::import::boundary::BoundaryFile;
use crate::model::{AreaCode, BoundaryFeature, current_area, find_area, get_area};
use crate::store::{Boundary, StepKind};
use std::collections::BTreeMap;

/// What became of a boundary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundaryOutcome {
    /// The file as kept.
    pub boundary: Boundary,
    /// Whether one of its name was there before.
    pub is_replacement: bool,
    /// How many of its features are areas of the list.
    pub matched: usize,
    /// Those that are not, by name: maps show their borders only.
    pub unmatched: Vec<String>,
    /// Those that are lines or points and cover nothing, by name.
    pub without_area: Vec<String>,
    /// Those whose code and name are of two areas; the code counts.
    pub contradictory: Vec<String>,
}

impl BoundaryOutcome {
    /// Whether something should be looked at by a person.
    pub fn needs_review(&self) -> bool {
        [&self.unmatched, &self.without_area, &self.contradictory].iter().any(|names| !names.is_empty())
    }
}

impl Workspace {
    /// Boundary files, the one brought in last first.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn boundaries(&self) -> Result<Vec<Boundary>, Error> {
        Ok(self.store().list_boundaries()?)
    }

    /// Keeps a boundary file in place of the one of its name, as one undoable step. `approval` is the number of its official
    /// review (审图号), `at` the time, RFC 3339.
    ///
    /// # Errors
    /// When the workspace cannot be written.
    pub fn keep_boundary(
        &mut self,
        file: &BoundaryFile,
        approval: Option<&str>,
        at: &str,
    ) -> Result<BoundaryOutcome, Error> {
        let is_replacement = self.boundaries()?.iter().any(|boundary| boundary.name == file.file);
        let covers = |feature: &&BoundaryFeature| !feature.geometry.polygons.is_empty();
        let features: Vec<BoundaryFeature> = file.features.iter().filter(covers).cloned().collect();
        let boundary = Boundary {
            name: file.file.clone(),
            sha256: file.sha256.clone(),
            approval: approval.map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned),
            at: at.to_owned(),
            feature_count: features.len() as u64,
        };
        let args = [
            ("name".to_owned(), boundary.name.clone()),
            ("count".to_owned(), boundary.feature_count.to_string()),
        ];
        self.writing()?
            .step(StepKind::Boundary, &args, at, |writer| writer.put_boundary(&boundary, &features))?;
        Ok(outcome(boundary, is_replacement, &file.features))
    }

    /// Takes a boundary file out, as one undoable step. `at` is the time, RFC 3339.
    ///
    /// # Errors
    /// `unknown_boundary`, and when the workspace cannot be written.
    pub fn delete_boundary(&mut self, name: &str, at: &str) -> Result<(), Error> {
        self.boundary(name)?;
        let args = [("name".to_owned(), name.to_owned())];
        self.writing()?.step(StepKind::DeleteBoundary, &args, at, |writer| writer.delete_boundary(name))?;
        Ok(())
    }

    /// The boundary file of a name.
    pub(super) fn boundary(&self, name: &str) -> Result<Boundary, Error> {
        let all = self.boundaries()?;
        let names = names_of(&all);
        let found = all.into_iter().find(|boundary| boundary.name == name);
        found.ok_or_else(|| match names.as_str() {
            "" => Error::refused("no_boundary", &[]),
            names => Error::refused("unknown_boundary", &[("name", name), ("names", names)]),
        })
    }
}

/// The names of boundary files, for a hint.
pub(super) fn names_of(boundaries: &[Boundary]) -> String {
    boundaries.iter().map(|boundary| boundary.name.as_str()).collect::<Vec<_>>().join("、")
}

fn outcome(boundary: Boundary, is_replacement: bool, features: &[BoundaryFeature]) -> BoundaryOutcome {
    let mut outcome = BoundaryOutcome {
        boundary,
        is_replacement,
        matched: 0,
        unmatched: Vec::new(),
        without_area: Vec::new(),
        contradictory: Vec::new(),
    };
    for (index, feature) in features.iter().enumerate() {
        let called = name_of(feature, index);
        if feature.geometry.polygons.is_empty() {
            outcome.without_area.push(called);
            continue;
        }
        let by_name = feature.name.as_deref().and_then(|name| find_area(name, parent(feature)));
        match (feature.code, by_name) {
            (None, None) => outcome.unmatched.push(called),
            (Some(code), Some(area)) if current_area(code) != current_area(area.code) => {
                outcome.matched += 1;
                outcome.contradictory.push(format!("{called} {code}"));
            }
            _ => outcome.matched += 1,
        }
    }
    outcome
}

fn parent(feature: &BoundaryFeature) -> Option<AreaCode> {
    feature.code.and_then(AreaCode::parent)
}

/// What a feature is called: by its name, its code, or its place in the file.
pub(super) fn name_of(feature: &BoundaryFeature, index: usize) -> String {
    let by_code = || feature.code.and_then(get_area).map(|area| area.name.to_owned());
    feature.name.clone().or_else(by_code).unwrap_or_else(|| format!("#{}", index + 1))
}

/// Which of these units each feature is, by index: by code, by a code of before or after a change of the list, by a name of the
/// list within the same province or prefecture, or by the very name shown.
pub(super) fn units_of(features: &[BoundaryFeature], units: &[(&str, &str)]) -> Vec<Option<usize>> {
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_label: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, (key, label)) in units.iter().enumerate() {
        let code = key.parse::<AreaCode>().ok();
        by_key.insert(code.map_or_else(|| (*key).to_owned(), |code| current_area(code).to_string()), index);
        by_label.insert(label, index);
    }
    let within = units.iter().find_map(|(key, _)| key.parse::<AreaCode>().ok()?.parent());
    let unit_of = |feature: &BoundaryFeature| {
        let by_code = |code: AreaCode| by_key.get(&current_area(code).to_string()).copied();
        match (feature.code, feature.name.as_deref()) {
            (Some(code), _) if by_code(code).is_some() => by_code(code),
            // A code of the list that no unit has is another area, whatever its name.
            (Some(_), _) | (None, None) => None,
            (None, Some(name)) => find_area(name, within)
                .and_then(|area| by_code(area.code))
                .or_else(|| by_label.get(name).copied()),
        }
    };
    features.iter().map(unit_of).collect()
}
