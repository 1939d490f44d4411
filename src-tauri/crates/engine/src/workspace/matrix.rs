//! Counts of areas over periods as one matrix, from comparisons of neighbouring periods.

use super::charting::{ChartRequest, Traceable, change_of};
use super::choosing::Chosen;
use super::ranking::{row_head, rows_word};
use super::{Error, Workspace, key_label};
use crate::chart::{Cell, Change, Column, Gap, MatrixRow, MatrixSeries};
use crate::format;
use crate::measure::{Comparison, MeasureRequest, ScopeMeasures};
use crate::model::{Better, Decimal, Indicator, Lang, NoRate, ObservationId, Period, get_indicator};
use std::collections::{BTreeMap, BTreeSet};

/// The comparisons a matrix is made of.
struct Comparisons<'a> {
    periods: &'a [Period],
    /// Each period against the one before it; nothing where the period has no figure at all.
    steps: Vec<Option<ScopeMeasures>>,
    /// The last period against the first.
    ends: ScopeMeasures,
}

impl Workspace {
    /// Counts of each area in each period.
    pub(super) fn matrix(&self, request: &ChartRequest, periods: &[Period]) -> Result<Traceable, Error> {
        let comparisons = self.comparisons(request, periods)?;
        let mut keys = comparisons.keys();
        let list: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        let lang = request.lang;
        let labels: BTreeMap<&str, String> =
            keys.iter().map(|key| (*key, key_label(key, request.by, &list, lang))).collect();
        let chosen = Chosen::of(request, labels.iter().map(|(key, label)| (*key, label.as_str())))?;
        if let Some(chosen) = &chosen {
            keys.retain(|key| chosen.has(key));
        }
        let indicator = get_indicator(&request.indicator_id)
            .ok_or_else(|| Error::refused("unknown_indicator", &[("indicator", &request.indicator_id)]))?;
        let mut inputs = BTreeMap::new();
        let mut rows = Vec::new();
        let mut notes = Vec::new();
        for key in keys {
            let label = labels.get(key).cloned().unwrap_or_default();
            let mut cells = Vec::new();
            let mut of_row = BTreeSet::new();
            for index in 0..periods.len() {
                let (cell, ids) = self.cell(&comparisons, index, key)?;
                of_row.extend(ids.iter().copied());
                inputs.insert(format!("{key}/{}", comparisons.period_key(index)), ids);
                cells.push(cell);
            }
            notes.extend(comparisons.disagreement(key, &label, &cells, lang));
            inputs.insert(key.to_owned(), of_row.into_iter().collect());
            let change = comparisons.ends_of(key).map_or(Change::None(NoRate::Missing), change_of);
            rows.push(MatrixRow { key: key.to_owned(), label, cells, change });
        }
        notes.extend(chosen.map(|chosen| chosen.note(list.len(), lang)));
        let (together, asked) = (comparisons.together(), comparisons.of_ends(request));
        let words = title(&comparisons, request, indicator);
        let mut caption = self.caption((&together, &asked), indicator, words, lang)?;
        caption.notes.extend(notes);
        let columns =
            periods.iter().map(|period| Column { key: period.to_string(), label: period.label(lang) });
        let series = MatrixSeries {
            caption,
            row_head: row_head(request.by, lang).to_owned(),
            columns: columns.collect(),
            rows,
            is_lower_better: indicator.better == Better::Lower,
        };
        Ok((series.into(), inputs))
    }

    fn comparisons<'a>(
        &self,
        request: &ChartRequest,
        periods: &'a [Period],
    ) -> Result<Comparisons<'a>, Error> {
        let [first, .., last] = periods else {
            return Err(Error::refused("too_few_periods", &[("kind", request.kind.name())]));
        };
        let ends = self.compared(request, *last, *first)?;
        // Rows of another scope or level may not stand in one matrix.
        let is_same_list = |s: &ScopeMeasures| s.scope_id == ends.scope_id && s.level == ends.level;
        let mut steps = Vec::new();
        for (against, period) in periods.iter().zip(periods.iter().skip(1)) {
            let asked = request.comparison(*period, *against);
            steps.push(match self.measure(&asked) {
                Ok(table) => table.scopes.into_iter().find(is_same_list),
                // A period nobody reported is a column of gaps.
                Err(error) if error.code() == "no_observations" => None,
                Err(error) => return Err(error),
            });
        }
        Ok(Comparisons { periods, steps, ends })
    }

    /// A count with the observations behind it, or with those that hold the reason why there is none.
    fn cell(
        &self,
        comparisons: &Comparisons<'_>,
        index: usize,
        key: &str,
    ) -> Result<(Cell, Vec<ObservationId>), Error> {
        let (count, ids) = comparisons.count(index, key);
        let count = match (count, ids.first()) {
            (Some(count), _) => Ok(count),
            (None, None) => Err(Gap::NotReported),
            (None, Some(id)) => {
                let missing = self.store().get_observation(*id)?.missing;
                Err(missing.map_or(Gap::NotReported, Gap::Source))
            }
        };
        let step = index.checked_sub(1).and_then(|step| comparisons.step_of(step, key));
        let change = step.map_or(Change::None(NoRate::NoBase), change_of);
        Ok((Cell { count, change }, ids))
    }
}

impl Comparisons<'_> {
    /// Every area that has a row in some comparison, in official order.
    fn keys(&self) -> BTreeSet<&str> {
        let steps = self.steps.iter().flatten().flat_map(|step| &step.rows);
        steps.chain(&self.ends.rows).map(|row| row.key.as_str()).collect()
    }

    fn period_key(&self, index: usize) -> String {
        self.periods.get(index).map(ToString::to_string).unwrap_or_default()
    }

    fn step_of(&self, step: usize, key: &str) -> Option<&Comparison> {
        find(self.steps.get(step)?.as_ref()?, key)
    }

    fn ends_of(&self, key: &str) -> Option<&Comparison> {
        find(&self.ends, key)
    }

    /// What speaks for a period: the comparison it is the current period of; for the first, the one it is the base of.
    /// Where a later period has no figure at all, nothing is known of the one before from it.
    fn count(&self, index: usize, key: &str) -> (Option<Decimal>, Vec<ObservationId>) {
        let own = index.checked_sub(1).and_then(|step| self.step_of(step, key));
        if let Some(row) = own {
            return (row.current, row.current_inputs.clone());
        }
        let next = self.step_of(index, key).or_else(|| self.ends_of(key).filter(|_| index == 0));
        next.map_or((None, Vec::new()), |row| (row.base, row.base_inputs.clone()))
    }

    /// Where a later table prints another count for an earlier period than that period's own table does, its rates
    /// are against its own count. That is said, with both.
    fn disagreement(&self, key: &str, label: &str, cells: &[Cell], lang: Lang) -> Vec<String> {
        let pairs = cells.iter().zip(self.periods).enumerate();
        let told = pairs.filter_map(|(index, (cell, period))| {
            let (own, later) = (cell.count.ok()?, self.step_of(index, key)?.base?);
            let (own_words, later_words, period) = (format::count(own), format::count(later), period.label(lang));
            (own != later).then(|| match lang {
                Lang::Zh => format!("{label}{period}：图中为{own_words}，后一期的报表印{later_words}，增减率按后者计算。"),
                Lang::En => format!(
                    "{label}, {period}: {own_words} is shown; the next period's table prints {later_words}, which its rate is computed on."
                ),
            })
        });
        told.collect()
    }

    /// The question the ends answer.
    fn of_ends(&self, request: &ChartRequest) -> MeasureRequest {
        let period = |at: Option<&Period>| at.copied().unwrap_or(Period::Year(0));
        request.comparison(period(self.periods.last()), period(self.periods.first()))
    }

    /// The rows of all comparisons, for the line that names the sources.
    fn together(&self) -> ScopeMeasures {
        let mut all = self.ends.clone();
        all.rows.extend(self.steps.iter().flatten().flat_map(|step| step.rows.iter().cloned()));
        all
    }
}

fn find<'s>(scope: &'s ScopeMeasures, key: &str) -> Option<&'s Comparison> {
    scope.rows.iter().find(|row| row.key == key)
}

/// `2019—2023年各市州发文数`.
fn title(comparisons: &Comparisons<'_>, request: &ChartRequest, indicator: &Indicator) -> String {
    let lang = request.lang;
    let ends = [comparisons.periods.first(), comparisons.periods.last()];
    let [mut first, last] = ends.map(|period| period.map(|p| p.label(lang)).unwrap_or_default());
    if let [Some(Period::Year(year)), Some(Period::Year(_))] = ends {
        first = year.to_string();
    }
    let who = rows_word(request.by, comparisons.ends.level, lang);
    match lang {
        Lang::Zh => format!("{first}—{last}{who}{}", indicator.zh),
        Lang::En => format!("{} {who}, {first}–{last}", indicator.en),
    }
}
