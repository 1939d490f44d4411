//! Measures into the facts of a report: one set for each indicator, scope and level.

use super::ranking::screen_comparison;
use super::reporting::ReportRequest;
use super::{Error, SCREEN_ROUNDING, Workspace, labels_of};
use crate::diagnostic::Diagnostic;
use crate::measure::{
    Basis, Breakdown, By, Comparison, FigureKind, MeasureRequest, MeasureTable, QuotaTable, ScopeMeasures,
    ScopeQuotas,
};
use crate::model::{Better, Decimal, Indicator, Lang, NoRate, ObservationId, Period, ScopeId, indicators};
use crate::report::{Compared, IndicatorFacts, Parts, QuotaFact};
use std::collections::{BTreeMap, BTreeSet};

/// The facts of one list, and the measures they come from.
pub(super) struct Known {
    pub(super) facts: IndicatorFacts,
    pub(super) measures: ScopeMeasures,
    /// Of the levels of its scope it has most rows.
    pub(super) is_widest: bool,
}

/// The breakdowns of one indicator, as answered.
struct Breakdowns {
    kinds: Option<MeasureTable>,
    bodies: Option<MeasureTable>,
    covers: Vec<Breakdown>,
}

impl Workspace {
    /// What is known about each indicator asked for, in the order of the catalogue. An indicator without data in the period
    /// is left out; where none has any the report is refused.
    ///
    /// # Errors
    /// `no_observations`, `unknown_scope`.
    pub(super) fn report_facts(&self, request: &ReportRequest) -> Result<Vec<Known>, Error> {
        let mut facts = Vec::new();
        let is_asked = |indicator: &&Indicator| {
            request.indicator_ids.is_empty() || request.indicator_ids.iter().any(|id| id == indicator.id)
        };
        for indicator in indicators().iter().filter(is_asked) {
            match self.facts_of(indicator, request) {
                Ok(of_indicator) => facts.extend(of_indicator),
                Err(error) if error.code() == "no_observations" => {}
                Err(error) => return Err(error),
            }
        }
        if let Some(named) = &request.scope {
            let names: BTreeSet<String> = facts.iter().map(|one| one.facts.scope.clone()).collect();
            let id = ScopeId::from_name(named);
            facts.retain(|one| one.facts.scope_id.0 == *named || one.facts.scope_id == id);
            if facts.is_empty() {
                let scopes = names.into_iter().collect::<Vec<_>>().join("；");
                return Err(Error::refused("unknown_scope", &[("scope", named), ("scopes", &scopes)]));
            }
        }
        // One scope after the other, the one with most rows first; within it in the order of the catalogue.
        let widths: BTreeMap<ScopeId, usize> = facts.iter().fold(BTreeMap::new(), |mut widths, one| {
            let width = widths.entry(one.facts.scope_id.clone()).or_default();
            *width = one.facts.rows.len().max(*width);
            widths
        });
        let width = |id: &ScopeId| std::cmp::Reverse(widths.get(id).copied());
        facts.sort_by_cached_key(|one| (width(&one.facts.scope_id), one.facts.scope_id.clone()));
        if facts.is_empty() {
            let period = request.period.to_string();
            return Err(Error::refused("no_report_data", &[("period", &period)]));
        }
        Ok(facts)
    }

    fn facts_of(&self, indicator: &'static Indicator, request: &ReportRequest) -> Result<Vec<Known>, Error> {
        let asked = screen_comparison(indicator.id, request.period, request.against);
        let (table, covers) = self.measure_and_break_down(&asked)?;
        let by = |by| self.measure(&MeasureRequest { by, ..asked.clone() }).ok();
        let parts = Breakdowns { kinds: by(By::Category), bodies: by(By::Organisation), covers };
        let earlier = asked.before().and_then(|before| self.measure(&before).ok());
        let quotas = self.quota_scopes(indicator.id, request.period);
        let mut facts = Vec::new();
        for scope in &table.scopes {
            let mut one = self.scope_facts((indicator, &asked), scope, &table, request.outline.lang)?;
            one.kinds = breakdown(&parts, By::Category, scope, request.outline.lang);
            one.bodies = breakdown(&parts, By::Organisation, scope, request.outline.lang);
            one.earlier = earlier.as_ref().and_then(|t| earlier_total(t, scope));
            one.quota = quotas.iter().find_map(|(period, q)| quota(*period, q, scope));
            let of_scope = table.scopes.iter().filter(|other| other.scope_id == scope.scope_id);
            // The last of equals, as a chart takes it.
            let widest = of_scope.max_by_key(|other| other.rows.len());
            let is_widest = widest.is_some_and(|widest| widest.level == scope.level);
            facts.push(Known { facts: one, measures: scope.clone(), is_widest });
        }
        Ok(facts)
    }

    fn scope_facts(
        &self,
        (indicator, asked): (&'static Indicator, &MeasureRequest),
        scope: &ScopeMeasures,
        table: &MeasureTable,
        lang: Lang,
    ) -> Result<IndicatorFacts, Error> {
        let name = self.scope_name(&scope.scope_id)?;
        let total = as_counted(total(asked, scope, Basis::Raw), scope);
        let like_for_like = self::total(asked, scope, Basis::Comparable);
        let is_other = (like_for_like.current, like_for_like.base) != (total.current, total.base);
        let line = self.source_line(scope, lang)?;
        let source = line.trim_start_matches(lang.pick("数据来源：", "Source: ")).to_owned();
        let labels = labels_of(&scope.rows, By::Area, lang);
        let rows = scope.rows.iter().zip(labels).map(|(row, label)| compared(asked, scope, row, label));
        // The mean of rates is told in a note of its own.
        let is_told = |d: &&Diagnostic| d.code == "pooled_and_mean_differ";
        let remarks = scope
            .diagnostics
            .iter()
            .filter(|d| !is_told(d))
            .map(|d| d.message(lang))
            .collect::<BTreeSet<_>>();
        Ok(IndicatorFacts {
            key: facts_key(indicator.id, scope, table),
            indicator_id: indicator.id.to_owned(),
            name: indicator.name(lang).to_owned(),
            unit: indicator.unit_name(lang).to_owned(),
            is_lower_better: indicator.better == Better::Lower,
            scope: name,
            scope_id: scope.scope_id.clone(),
            level: scope.level,
            period: asked.period,
            against: asked.against,
            rounding: SCREEN_ROUNDING,
            rows: rows.collect(),
            kinds: Parts::default(),
            bodies: Parts::default(),
            excluded: scope.total.excluded.clone(),
            mean_of_rates: scope.total.apart.as_ref().map(|apart| apart.mean),
            comparable: is_other.then_some(like_for_like),
            earlier: None,
            quota: None,
            remarks: remarks.into_iter().collect(),
            source,
            total,
        })
    }

    /// Quotas of the year up to the period; none where the period does not start in January or there are none.
    fn quota_scopes(&self, indicator_id: &str, period: Period) -> Vec<(Period, ScopeQuotas)> {
        let table = self.quotas(indicator_id, period, None, SCREEN_ROUNDING);
        let scopes = |t: QuotaTable| {
            let period = t.request.period;
            t.scopes.into_iter().map(move |scope| (period, scope))
        };
        table.map(|t| scopes(t).collect()).unwrap_or_default()
    }
}

/// The name of a set of facts: the indicator, the scope where the source states one, and the level where a scope has several.
fn facts_key(indicator_id: &str, scope: &ScopeMeasures, table: &MeasureTable) -> String {
    let mut key = indicator_id.to_owned();
    if scope.scope_id.0 != ScopeId::UNSTATED {
        key = format!("{key}@{}", scope.scope_id.0);
    }
    let levels = table.scopes.iter().filter(|other| other.scope_id == scope.scope_id).count();
    match scope.level {
        Some(level) if levels > 1 => format!("{key}#{}", format!("{level:?}").to_lowercase()),
        _ => key,
    }
}

/// A row as a report says it.
fn compared(asked: &MeasureRequest, scope: &ScopeMeasures, row: &Comparison, label: String) -> Compared {
    let rate = asked.row_measure(scope, row, FigureKind::RateOfChange);
    Compared {
        key: row.key.clone(),
        label,
        current: row.current,
        base: row.base,
        change: row.change(),
        is_small_base: rate.is_small_base(),
        rate: rate.value,
        exact_rate: row.rate.ok().map(|r| r.percent_unrounded()),
        points: row.contribution,
        current_inputs: row.current_inputs.clone(),
        base_inputs: row.base_inputs.clone(),
    }
}

/// Everything together, on either basis.
fn total(asked: &MeasureRequest, scope: &ScopeMeasures, basis: Basis) -> Compared {
    let measure = |kind| match basis {
        Basis::Raw => asked.total_measure(scope, kind),
        Basis::Comparable => asked.comparable_measure(scope, kind),
    };
    let of = match basis {
        Basis::Raw => &scope.total,
        Basis::Comparable => &scope.comparable.total,
    };
    let (count, rate) = (measure(FigureKind::Count), measure(FigureKind::RateOfChange));
    let current: BTreeSet<ObservationId> = count.inputs.iter().copied().collect();
    let key = if basis == Basis::Raw { "total" } else { "comparable" };
    Compared {
        key: key.to_owned(),
        label: String::new(),
        current: of.current,
        base: of.base,
        change: measure(FigureKind::Change).value.ok(),
        is_small_base: rate.is_small_base(),
        rate: rate.value,
        exact_rate: of.rate.ok().map(|r| r.percent_unrounded()),
        points: None,
        base_inputs: rate.inputs.into_iter().filter(|id| !current.contains(id)).collect(),
        current_inputs: count.inputs,
    }
}

/// Where no row has both numbers there is nothing to compare, but what was counted is still said, without a rate.
fn as_counted(total: Compared, scope: &ScopeMeasures) -> Compared {
    let counted = &scope.total.as_counted;
    if total.current.is_some() || counted.current.is_none() {
        return total;
    }
    let inputs =
        |of: fn(&Comparison) -> &Vec<ObservationId>| scope.rows.iter().flat_map(of).copied().collect();
    Compared {
        current: counted.current,
        base: counted.base,
        change: None,
        rate: Err(total.rate.err().unwrap_or(NoRate::NoBase)),
        exact_rate: None,
        current_inputs: inputs(|row| &row.current_inputs),
        base_inputs: inputs(|row| &row.base_inputs),
        ..total
    }
}

/// The total one comparison earlier, of the same scope and level, where it left nothing out.
fn earlier_total(table: &MeasureTable, scope: &ScopeMeasures) -> Option<Compared> {
    let same = table.scopes.iter().find(|s| s.scope_id == scope.scope_id && s.level == scope.level)?;
    let keys = |s: &ScopeMeasures| s.rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>();
    let is_whole = same.total.excluded.is_empty() && scope.total.excluded.is_empty();
    (is_whole && keys(same) == keys(scope)).then(|| total(&table.request, same, Basis::Raw))
}

fn breakdown(parts: &Breakdowns, by: By, scope: &ScopeMeasures, lang: Lang) -> Parts {
    let table = if by == By::Category { &parts.kinds } else { &parts.bodies };
    let same =
        table.as_ref().and_then(|t| Some((t, t.scopes.iter().find(|s| s.scope_id == scope.scope_id)?)));
    let Some((table, list)) = same else { return Parts::default() };
    let labels = labels_of(&list.rows, by, lang);
    let rows = list.rows.iter().zip(labels).map(|(row, label)| compared(&table.request, list, row, label));
    let rows: Vec<Compared> = rows.collect();
    // Set against the very total that is said, which leaves out what has no counterpart.
    let sum = |of: fn(&Compared) -> Option<Decimal>| -> Option<Decimal> {
        rows.iter().map(of).try_fold(Decimal::ZERO, |sum, count| sum.checked_add(count?))
    };
    let (current, base) = (sum(|row| row.current), sum(|row| row.base));
    let covers = |b: &Breakdown| b.by == by && b.scope_id == scope.scope_id && b.covers();
    let is_sum = current == scope.total.current && base == scope.total.base;
    let is_whole = is_sum && parts.covers.iter().any(covers);
    let left = |part: Option<Decimal>, whole: Option<Decimal>| whole?.checked_sub(part?);
    let left = left(current, scope.total.current).zip(left(base, scope.total.base));
    let left = left.filter(|(c, b)| !is_whole && *c >= Decimal::ZERO && *b >= Decimal::ZERO);
    Parts { rows, is_whole, left: left.map(|(c, b)| left_over(c, b, lang)) }
}

/// What no part counts: its counts alone, for it is no kind of its own that could be compared.
fn left_over(current: Decimal, base: Decimal, lang: Lang) -> Compared {
    Compared {
        key: "left".to_owned(),
        label: lang.pick("未分项", "Not broken down").to_owned(),
        current: Some(current),
        base: Some(base),
        change: current.checked_sub(base),
        rate: Err(NoRate::ScopeChanged),
        exact_rate: None,
        points: None,
        is_small_base: false,
        current_inputs: Vec::new(),
        base_inputs: Vec::new(),
    }
}

/// The quota of a scope, over all that have one.
fn quota(period: Period, scope: &ScopeQuotas, of: &ScopeMeasures) -> Option<QuotaFact> {
    if scope.scope_id != of.scope_id {
        return None;
    }
    let total = &scope.total;
    let progress = total.progress.ok()?;
    Some(QuotaFact {
        period,
        quota: total.quota?,
        used: total.used?,
        completed: progress.completed,
        lead: progress.lead,
        inputs: scope
            .rows
            .iter()
            .flat_map(|r| r.quota_inputs.iter().chain(&r.used_inputs))
            .copied()
            .collect(),
    })
}
