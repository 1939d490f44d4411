//! The units a chart could draw: what a person chooses from.

use super::charting::ChartRequest;
use super::followed::labels;
use super::{Error, Workspace};
use crate::chart::ChartKind;
use crate::model::Period;

impl Workspace {
    /// Every unit of the list a chart draws from, by key and name, whether it is drawn now or not.
    ///
    /// # Errors
    /// As [`Workspace::chart`], where there is no such list.
    pub fn chart_units(&self, request: &ChartRequest) -> Result<Vec<(String, String)>, Error> {
        let periods = match (request.kind, request.periods.last()) {
            (ChartKind::Cumulative, Some(last)) => vec![Period::YearToDate(last.year(), last.months().1)],
            _ => request.periods.clone(),
        };
        let list = self.followed(request, request.by, &periods)?;
        Ok(labels(&list, request.by, request.lang).into_iter().collect())
    }
}
