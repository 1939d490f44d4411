//! What each period is made of: the largest parts, the others together, and what no part covers.

use super::charting::{ChartRequest, Traceable};
use super::followed::{Inputs, columns, labels, some_names, span_words};
use super::ranking::scope_line;
use super::{Error, SCREEN_ROUNDING, Workspace};
use crate::chart::{Caption, ChartKind, Gap, Order, StackedCell, StackedPart, StackedSeries};
use crate::format;
use crate::measure::{By, ScopeSeries, Series, shares};
use crate::model::{Decimal, Indicator, Lang, ObservationId};

/// As many parts as can be told apart in black and white.
const MOST_PARTS: usize = 5;
/// The key of the parts that have no place of their own.
const OTHERS: &str = "others";

/// What no part of a breakdown covers, period by period.
struct Left {
    counts: Vec<Option<Decimal>>,
    inputs: Vec<Vec<ObservationId>>,
}

impl Workspace {
    /// The series of stacked bars or of a composition.
    pub(super) fn stacked(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        let (indicator, lang) = (request.indicator()?, request.lang);
        let scope = self.followed(request, request.by, &request.periods)?;
        let names = labels(&scope, request.by, lang);
        let (own, rest) = chosen(&scope, request.order);
        let mut inputs = Inputs::new();
        let mut parts = Vec::new();
        for row in own {
            let key = row.key.clone().unwrap_or_default();
            let label = names.get(&key).cloned().unwrap_or_else(|| key.clone());
            let drawn = self.row_of(row, (&key, label), &mut inputs)?;
            let cells = drawn.cells.iter().map(|cell| StackedCell { count: cell.count, share: None });
            parts.push(StackedPart { key, label: drawn.label, is_others: false, cells: cells.collect() });
        }
        let left = self.left_over(request, &scope)?;
        let mut notes = exceeding(&left, request, indicator);
        if let Some(others) = others(&rest, &left, request, &mut inputs) {
            parts.push(others);
        }
        notes.extend(not_in_others(&rest, &names, request));
        if !rest.is_empty() {
            let of: Vec<&str> =
                rest.iter().filter_map(|row| names.get(row.key.as_ref()?)).map(String::as_str).collect();
            let (count, who) = (of.len(), of.join(lang.pick("、", ", ")));
            notes.push(match lang {
                Lang::Zh => format!("其他为 {count} 项之和：{who}。"),
                Lang::En => format!("Others: the sum of {count}: {who}."),
            });
        }
        let totals = with_shares(&mut parts, request.periods.len())?;
        let series = StackedSeries {
            caption: Caption {
                title: title(request, indicator),
                unit: indicator.unit_name(lang).to_owned(),
                scope_line: Some(scope_line(&self.scope_name(&scope.scope_id)?, lang)),
                total_line: None,
                source_line: self.source_line_of(&inputs, lang)?,
                notes,
            },
            row_head: lang.pick("期间", "Period").to_owned(),
            columns: columns(&request.periods, lang),
            parts,
            totals,
        };
        Ok((series.into(), inputs))
    }

    /// What the whole counts and the parts do not; nothing where the parts are the whole.
    fn left_over(&self, request: &ChartRequest, parts: &ScopeSeries) -> Result<Left, Error> {
        let none = Left {
            counts: vec![None; request.periods.len()],
            inputs: vec![Vec::new(); request.periods.len()],
        };
        if request.by == By::Area {
            return Ok(none);
        }
        let asked = ChartRequest { scope: Some(parts.scope_id.0.clone()), ..request.clone() };
        let whole = match self.whole(&asked) {
            Ok(Some(whole)) => whole,
            Ok(None) => return Ok(none),
            Err(error) if error.code() == "no_observations" => return Ok(none),
            Err(error) => return Err(error),
        };
        let counts = whole.total.points.iter().zip(&parts.total.points).map(|(whole, sum)| {
            whole.count.ok()?.checked_sub(sum.count.ok()?).filter(|left| !left.is_zero())
        });
        let inputs = whole.total.points.iter().map(|point| point.inputs.clone());
        Ok(Left { counts: counts.collect(), inputs: inputs.collect() })
    }

    /// The same scope area by area, at its highest level: every figure has a place.
    fn whole(&self, request: &ChartRequest) -> Result<Option<ScopeSeries>, Error> {
        self.followed_levels(request, By::Area, &request.periods).map(|scopes| {
            let same = scopes.into_iter().filter(|s| request.scope.as_ref() == Some(&s.scope_id.0));
            same.min_by_key(|scope| scope.level)
        })
    }
}

/// The parts with a place of their own, in the order drawn, and the rest. The largest of all periods together come first.
fn chosen(scope: &ScopeSeries, order: Order) -> (Vec<&Series>, Vec<&Series>) {
    let size = |row: &Series| {
        let mut counts = row.points.iter().filter_map(|point| point.count.ok());
        counts.try_fold(Decimal::ZERO, Decimal::checked_add)
    };
    let mut rows: Vec<&Series> = scope.rows.iter().collect();
    // Stable: ties stay in the order of their keys.
    rows.sort_by_key(|row| std::cmp::Reverse(size(row)));
    let rest = rows.split_off(rows.len().min(MOST_PARTS));
    if order == Order::Official {
        rows.sort_by(|a, b| a.key.cmp(&b.key));
    }
    (rows, rest)
}

/// The rest and what no part covers, together; a period in which nothing of either is known has none.
fn others(rest: &[&Series], left: &Left, request: &ChartRequest, inputs: &mut Inputs) -> Option<StackedPart> {
    let positive = |count: &&Decimal| **count > Decimal::ZERO;
    let has_left = left.counts.iter().flatten().any(|count| positive(&count));
    if rest.is_empty() && !has_left {
        return None;
    }
    let lang = request.lang;
    let label = match (rest.is_empty(), has_left) {
        (true, _) => lang.pick("未分项", "Not broken down"),
        (false, true) => lang.pick("其他（含未分项）", "Others (with what is not broken down)"),
        (false, false) => lang.pick("其他", "Others"),
    };
    let mut cells = Vec::new();
    for (index, period) in request.periods.iter().enumerate() {
        let points = rest.iter().filter_map(|row| row.points.get(index));
        let known: Vec<Decimal> = points.clone().filter_map(|point| point.count.ok()).collect();
        let uncovered = left.counts.get(index).and_then(Option::as_ref).filter(positive).copied();
        let mut ids: Vec<ObservationId> = points.flat_map(|point| point.inputs.iter().copied()).collect();
        if uncovered.is_some() {
            ids.extend(left.inputs.get(index).into_iter().flatten());
        }
        ids.sort_unstable();
        ids.dedup();
        let is_known = !known.is_empty() || uncovered.is_some() || rest.is_empty();
        let sum = known.into_iter().chain(uncovered).try_fold(Decimal::ZERO, Decimal::checked_add);
        let count = sum.filter(|_| is_known).ok_or(Gap::NotReported);
        inputs.insert(format!("{OTHERS}/{period}"), ids.clone());
        inputs.entry(OTHERS.to_owned()).or_default().extend(ids);
        cells.push(StackedCell { count, share: None });
    }
    Some(StackedPart { key: OTHERS.to_owned(), label: label.to_owned(), is_others: true, cells })
}

/// What the sum of the others lacks while it has something: said, for it is not zero.
fn not_in_others(
    rest: &[&Series],
    names: &std::collections::BTreeMap<String, String>,
    request: &ChartRequest,
) -> Vec<String> {
    let lang = request.lang;
    let said = request.periods.iter().enumerate().filter_map(|(index, period)| {
        let is_without = |row: &&&Series| row.points.get(index).is_some_and(|point| point.count.is_err());
        let missing: Vec<&str> = rest
            .iter()
            .filter(is_without)
            .filter_map(|row| names.get(row.key.as_ref()?))
            .map(String::as_str)
            .collect();
        let (when, who) = (period.label(lang), some_names(&missing, lang));
        (!missing.is_empty()).then(|| match lang {
            Lang::Zh => format!("{when}的其他不含{who}（缺数）。"),
            Lang::En => format!("The others of {when} leave out {who} (no figure)."),
        })
    });
    said.collect()
}

/// Periods in which the parts count more than the whole: joint documents are counted once for each body.
fn exceeding(left: &Left, request: &ChartRequest, indicator: &Indicator) -> Vec<String> {
    let lang = request.lang;
    let said = left.counts.iter().zip(&request.periods).filter_map(|(left, period)| {
        let more = left.filter(|left| *left < Decimal::ZERO)?;
        let (when, number) = (period.label(lang), format::count(more.abs()));
        let unit = indicator.unit_name(lang);
        Some(match lang {
            Lang::Zh => format!("{when}各部分之和比总数多{number}{unit}，可能有联合行文在几家各计一次。"),
            Lang::En => format!(
                "In {when} the parts add up to {number} more than the total; joint documents may be counted for each body."
            ),
        })
    });
    said.collect()
}

/// Gives each known cell its share of the known parts of its period; gives the sums.
fn with_shares(parts: &mut [StackedPart], periods: usize) -> Result<Vec<Option<Decimal>>, Error> {
    let (rounding, decimals) = SCREEN_ROUNDING;
    let mut totals = Vec::new();
    for index in 0..periods {
        let mut cells: Vec<&mut StackedCell> = parts
            .iter_mut()
            .filter_map(|part| part.cells.get_mut(index))
            .filter(|cell| cell.count.is_ok())
            .collect();
        let counts: Vec<Decimal> = cells.iter().filter_map(|cell| cell.count.ok()).collect();
        let found = shares(&counts, rounding, decimals)?;
        totals.push(found.as_ref().map(|(total, _)| *total));
        for (cell, share) in cells.iter_mut().zip(found.into_iter().flat_map(|(_, shares)| shares)) {
            cell.share = Some(share);
        }
    }
    Ok(totals)
}

fn title(request: &ChartRequest, indicator: &Indicator) -> String {
    let (lang, span) = (request.lang, span_words(&request.periods, request.lang));
    let by = request.by.name(lang);
    let is_share = request.kind == ChartKind::Composition;
    match lang {
        Lang::Zh if is_share => format!("{span}{}构成（按{by}）", indicator.zh),
        Lang::Zh => format!("{span}{}（按{by}）", indicator.zh),
        Lang::En if is_share => format!("What {} are made of by {by}, {span}", indicator.en.to_lowercase()),
        Lang::En => format!("{} by {by}, {span}", indicator.en),
    }
}
