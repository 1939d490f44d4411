//! Counts of one list followed over periods, as charts of periods need them: the list, its names, its cells.

use super::charting::ChartRequest;
use super::{Error, SCREEN_ROUNDING, Workspace, key_label};
use crate::chart::{Cell, Change, Column, Gap, MatrixRow};
use crate::measure::{Basis, By, Link, ScopeSeries, Series, SeriesPoint, SeriesRequest};
use crate::model::{Decimal, Lang, NoRate, ObservationId, Period, find_area};
use std::collections::{BTreeMap, BTreeSet};

/// The observations behind each mark.
pub(super) type Inputs = BTreeMap<String, Vec<ObservationId>>;

impl Workspace {
    /// The list of the scope asked for, over these periods.
    ///
    /// # Errors
    /// `no_observations`, `several_scopes`, `unknown_scope`.
    pub(super) fn followed(
        &self,
        request: &ChartRequest,
        by: By,
        periods: &[Period],
    ) -> Result<ScopeSeries, Error> {
        let scopes = self.followed_levels(request, by, periods)?;
        self.scope_of(scopes, |s| &s.scope_id, |s| s.rows.len(), request.scope.as_deref())
    }

    /// Every list of the indicator over these periods.
    pub(super) fn followed_levels(
        &self,
        request: &ChartRequest,
        by: By,
        periods: &[Period],
    ) -> Result<Vec<ScopeSeries>, Error> {
        let Some(last) = periods.last() else {
            return Err(Error::refused("too_few_periods", &[("kind", request.kind.name())]));
        };
        let (rounding, decimals) = SCREEN_ROUNDING;
        let table = self.series(&SeriesRequest {
            indicator_id: request.indicator_id.clone(),
            periods: periods.to_vec(),
            base: *last,
            by,
            basis: Basis::Raw,
            rounding,
            decimals,
        })?;
        Ok(table.scopes)
    }

    /// One row of a matrix, with the observations behind each of its cells.
    pub(super) fn row_of(
        &self,
        series: &Series,
        (key, label): (&str, String),
        inputs: &mut Inputs,
    ) -> Result<MatrixRow, Error> {
        let mut cells = Vec::new();
        let mut of_row = BTreeSet::new();
        for point in &series.points {
            let count = self.count_of(point)?;
            let change = point.before.as_ref().map_or(Change::None(NoRate::NoBase), change_of_link);
            of_row.extend(point.inputs.iter().copied());
            inputs.insert(format!("{key}/{}", point.period), point.inputs.clone());
            cells.push(Cell { count, change });
        }
        inputs.insert(key.to_owned(), of_row.into_iter().collect());
        let change = change_of_link(&series.end_to_end);
        Ok(MatrixRow { key: key.to_owned(), label, cells, change })
    }

    /// The count of a point, or the reason its source's cell gives for having none.
    pub(super) fn count_of(&self, point: &SeriesPoint) -> Result<Result<Decimal, Gap>, Error> {
        match (point.count, point.inputs.first()) {
            (Ok(count), _) => Ok(Ok(count)),
            (Err(_), None) => Ok(Err(Gap::NotReported)),
            (Err(_), Some(id)) => self.gap_of(*id).map(Err),
        }
    }

    /// Why the cell of an observation holds no number.
    pub(super) fn gap_of(&self, id: ObservationId) -> Result<Gap, Error> {
        let missing = self.store().get_observation(id)?.missing;
        Ok(missing.map_or(Gap::NotReported, Gap::Source))
    }

    /// The files that observations stand in, in a line.
    pub(super) fn source_line_of(&self, inputs: &Inputs, lang: Lang) -> Result<String, Error> {
        let ids: BTreeSet<ObservationId> = inputs.values().flatten().copied().collect();
        let cells = self.store().list_provenance(&Vec::from_iter(ids))?;
        let files: BTreeMap<_, String> = cells.into_iter().map(|cell| (cell.source_id, cell.file)).collect();
        Ok(super::ranking::source_words(&Vec::from_iter(files.into_values()), lang))
    }
}

/// The names of the rows of a list, by key.
pub(super) fn labels(scope: &ScopeSeries, by: By, lang: Lang) -> BTreeMap<String, String> {
    let keys: Vec<String> = scope.rows.iter().filter_map(|row| row.key.clone()).collect();
    keys.iter().map(|key| (key.clone(), key_label(key, by, &keys, lang))).collect()
}

/// The key a person means: itself, the name shown, or another name of the area.
pub(super) fn find_key<'k>(
    named: &str,
    mut labels: impl Iterator<Item = (&'k str, &'k str)> + Clone,
) -> Option<&'k str> {
    let exact = labels.clone().find(|(key, label)| *key == named || *label == named);
    let by_area = || {
        let code = find_area(named, None)?.code.to_string();
        labels.find(|(key, _)| *key == code)
    };
    exact.or_else(by_area).map(|(key, _)| key)
}

/// A unit that is not in the list.
pub(super) fn unknown_unit(named: &str, labels: &[&str]) -> Error {
    let list = labels.join("、");
    Error::refused("unknown_unit", &[("unit", named), ("units", &list)])
}

/// The columns of periods.
pub(super) fn columns(periods: &[Period], lang: Lang) -> Vec<Column> {
    periods.iter().map(|period| Column { key: period.to_string(), label: period.label(lang) }).collect()
}

/// `2019—2023年`, `2024年1月—2024年10月`, `2019–2023`.
pub(super) fn span_words(periods: &[Period], lang: Lang) -> String {
    let ends = [periods.first(), periods.last()];
    let [mut first, last] = ends.map(|period| period.map(|p| p.label(lang)).unwrap_or_default());
    if first == last {
        return last;
    }
    if let [Some(Period::Year(year)), Some(Period::Year(_))] = ends {
        first = year.to_string();
    }
    format!("{first}{}{last}", lang.pick("—", "–"))
}

/// What became of a count between the ends of a link, for a label.
pub(super) fn change_of_link(link: &Link) -> Change {
    let (rounding, decimals) = SCREEN_ROUNDING;
    match link.rate {
        Err(reason) => Change::None(reason),
        Ok(_) if link.is_small_base() => Change::SmallBase,
        Ok(_) if link.current == link.base => Change::Unchanged,
        Ok(rate) => Change::Rate(rate.percent(rounding, decimals)),
    }
}

/// Names in a line: the first three, and how many there are.
pub(super) fn some_names(names: &[&str], lang: Lang) -> String {
    const NAMED: usize = 3;
    let named = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(lang.pick("、", ", "));
    match lang {
        _ if names.len() <= NAMED => named,
        Lang::Zh => format!("{named}等 {} 个", names.len()),
        Lang::En => format!("{named} and {} more", names.len() - NAMED),
    }
}
