//! Which rows of a chart a person chose: what each kind can be asked for, and what is said where only some are drawn.

use super::Error;
use super::charting::ChartRequest;
use super::followed::{find_key, unknown_unit};
use crate::measure::By;
use crate::model::Lang;
use std::collections::BTreeSet;

/// The rows chosen, by key.
pub(super) struct Chosen(BTreeSet<String>);

impl Chosen {
    /// The rows a request names among these keys and names; none where it names none.
    ///
    /// # Errors
    /// `unknown_unit`.
    pub(super) fn of<'k>(
        request: &ChartRequest,
        names: impl Iterator<Item = (&'k str, &'k str)> + Clone,
    ) -> Result<Option<Self>, Error> {
        if request.units.is_empty() {
            return Ok(None);
        }
        let key = |named: &String| {
            let known = || names.clone().map(|(_, label)| label).collect::<Vec<_>>();
            find_key(named, names.clone()).map(str::to_owned).ok_or_else(|| unknown_unit(named, &known()))
        };
        request.units.iter().map(key).collect::<Result<_, Error>>().map(|keys| Some(Self(keys)))
    }

    /// Whether a row was chosen.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains(key)
    }

    /// That rates of the whole are of all rows, not of those drawn.
    pub(super) fn note(&self, total: usize, lang: Lang) -> String {
        let drawn = self.0.len();
        match lang {
            Lang::Zh => format!("只画出所选 {drawn} 项，合计和总体为全部 {total} 项。"),
            Lang::En => format!("Only {drawn} chosen rows are drawn; the total is of all {total}."),
        }
    }
}

impl ChartRequest {
    /// Refuses rows that a kind cannot draw.
    pub(super) fn check_rows(&self) -> Result<(), Error> {
        let refused = |code| Err(Error::refused(code, &[("kind", self.kind.name())]));
        if !self.kind.takes_breakdown() && (self.by != By::Area || !self.units.is_empty()) {
            return refused("only_by_area");
        }
        if !self.kind.takes_units() && !self.units.is_empty() {
            return refused("all_parts_drawn");
        }
        Ok(())
    }
}
