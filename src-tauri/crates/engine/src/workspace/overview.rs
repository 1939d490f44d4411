//! The year at a glance: what to show when nothing was chosen, the headline figures, and the summary sentence.

use super::choices::merit;
use super::{Error, Workspace, row_labels};
use crate::measure::{Basis, By, FigureKind, Measure, MeasureRequest, ScopeMeasures};
use crate::model::{
    AreaCode, Better, Decimal, Indicator, Lang, NoRate, Period, Rounding, ScopeId, get_area, get_indicator,
    indicators,
};
use crate::store::SeriesCount;
use std::collections::BTreeSet;

/// Decimals and rounding of every rate on screen and in charts.
pub const SCREEN_ROUNDING: (Rounding, u32) = (Rounding::HalfUp, 1);

/// What a person chose; what is left open the engine chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverviewChoice {
    /// Indicator id.
    pub indicator_id: Option<String>,
    /// Current period; the base is the same period of the year before.
    pub period: Option<Period>,
    /// Scope.
    pub scope_id: Option<ScopeId>,
}

/// A piece of a sentence; the tone says what kind of change it reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// What the words report.
    pub tone: Tone,
}

/// Whether a figure fell, rose, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// No change is reported.
    Plain,
    /// The count fell.
    Reduced,
    /// The count rose.
    Increased,
}

/// The figures of one indicator in the chosen scope and period.
#[derive(Debug, Clone)]
pub struct Headline {
    /// The indicator.
    pub indicator: &'static Indicator,
    /// What was asked.
    pub request: MeasureRequest,
    /// Its figures.
    pub measures: ScopeMeasures,
}

impl Headline {
    /// A figure of everything together.
    pub fn total(&self, kind: FigureKind) -> Measure {
        self.request.total_measure(&self.measures, kind)
    }
}

/// Which areas have which indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// Both periods.
    Complete,
    /// The current period only.
    NoBase,
    /// The base period only.
    NoCurrent,
    /// Neither.
    Absent,
}

/// The year at a glance.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Indicators with data, in report order.
    pub indicators: Vec<&'static Indicator>,
    /// Periods with data for the chosen indicator and scope, latest first.
    pub periods: Vec<Period>,
    /// Scopes with data.
    pub scopes: Vec<ScopeId>,
    /// Chosen indicator.
    pub indicator: &'static Indicator,
    /// Chosen period.
    pub period: Period,
    /// Its base.
    pub against: Period,
    /// Chosen scope.
    pub scope_id: ScopeId,
    /// One for each indicator that the scope has in the period.
    pub headlines: Vec<Headline>,
    /// Area codes against the headlines' indicators.
    pub coverage: Vec<(AreaCode, Vec<Coverage>)>,
}

impl Overview {
    /// The figures of the chosen indicator.
    pub fn chosen(&self) -> Option<&ScopeMeasures> {
        self.chosen_headline().map(|h| &h.measures)
    }

    /// The headline of the chosen indicator.
    pub fn chosen_headline(&self) -> Option<&Headline> {
        self.headlines.iter().find(|h| h.indicator.id == self.indicator.id)
    }
}

impl Workspace {
    /// The year at a glance, or `None` while nothing can be shown.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn overview(&self, choice: &OverviewChoice) -> Result<Option<Overview>, Error> {
        let counts = self.known_series()?;
        let Some((indicator, scope_id, period)) = choose(&counts, choice) else { return Ok(None) };
        let against = period.year_before();
        let in_scope = |c: &&SeriesCount| c.scope_id == scope_id;
        let mut headlines = Vec::new();
        for candidate in indicators() {
            let has =
                counts.iter().filter(in_scope).any(|c| c.indicator_id == candidate.id && c.period == period);
            if has {
                headlines.extend(self.headline(candidate, period, &scope_id)?);
            }
        }
        let of_indicator = |c: &&SeriesCount| c.indicator_id == indicator.id;
        let mut periods: Vec<Period> =
            counts.iter().filter(in_scope).filter(of_indicator).map(|c| c.period).collect();
        periods.sort_by(|a, b| b.cmp(a));
        periods.dedup();
        let present: BTreeSet<&str> = counts.iter().map(|c| c.indicator_id.as_str()).collect();
        let scopes: BTreeSet<ScopeId> = counts.iter().map(|c| c.scope_id.clone()).collect();
        let coverage = coverage(&headlines);
        Ok(Some(Overview {
            indicators: indicators().iter().filter(|i| present.contains(i.id)).collect(),
            periods,
            scopes: scopes.into_iter().collect(),
            indicator,
            period,
            against,
            scope_id,
            headlines,
            coverage,
        }))
    }

    fn headline(
        &self,
        indicator: &'static Indicator,
        period: Period,
        scope_id: &ScopeId,
    ) -> Result<Option<Headline>, Error> {
        let (rounding, decimals) = SCREEN_ROUNDING;
        let request = MeasureRequest {
            indicator_id: indicator.id.to_owned(),
            period,
            against: period.year_before(),
            by: By::Area,
            basis: Basis::Raw,
            rounding,
            decimals,
        };
        let table = self.measure(&request)?;
        // Of several levels in one scope the one with most areas.
        let widest =
            table.scopes.into_iter().filter(|s| s.scope_id == *scope_id).max_by_key(|s| s.rows.len());
        Ok(widest.map(|measures| Headline { indicator, request, measures }))
    }
}

/// The widest comparison wins: most areas in both periods, then the later period, then the order of the catalogue.
fn choose(counts: &[SeriesCount], choice: &OverviewChoice) -> Option<(&'static Indicator, ScopeId, Period)> {
    let fits = |c: &&SeriesCount| {
        choice.scope_id.as_ref().is_none_or(|s| *s == c.scope_id)
            && choice.indicator_id.as_ref().is_none_or(|i| *i == c.indicator_id)
            && choice.period.is_none_or(|p| p == c.period)
    };
    let score = merit(counts);
    let best = counts.iter().filter(fits).max_by_key(&score);
    // A choice that no longer exists (its import was undone) gives way, scope last.
    let best = best.or_else(|| {
        counts.iter().filter(|c| choice.scope_id.as_ref() == Some(&c.scope_id)).max_by_key(&score)
    });
    let best = best.or_else(|| counts.iter().max_by_key(&score))?;
    Some((get_indicator(&best.indicator_id)?, best.scope_id.clone(), best.period))
}

fn coverage(headlines: &[Headline]) -> Vec<(AreaCode, Vec<Coverage>)> {
    let codes: BTreeSet<AreaCode> =
        headlines.iter().flat_map(|h| &h.measures.rows).filter_map(|r| r.key.parse().ok()).collect();
    let state = |headline: &Headline, code: AreaCode| {
        let key = code.to_string();
        let row = headline.measures.rows.iter().find(|r| r.key == key);
        match row.map(|r| (r.current.is_some(), r.base.is_some())) {
            Some((true, true)) => Coverage::Complete,
            Some((true, false)) => Coverage::NoBase,
            Some((false, true)) => Coverage::NoCurrent,
            Some((false, false)) | None => Coverage::Absent,
        }
    };
    codes.into_iter().map(|code| (code, headlines.iter().map(|h| state(h, code)).collect())).collect()
}

/// The summary at the top: the pooled figure, what went the other way, and what has no rate.
pub fn summary(overview: &Overview, lang: Lang) -> Vec<Phrase> {
    let Some(headline) = overview.chosen_headline() else { return Vec::new() };
    let scope = &headline.measures;
    let labels = row_labels(scope, By::Area, lang);
    let mut phrases = pooled(headline, &labels, overview, lang);
    phrases.extend(risen(headline, &labels, lang));
    phrases.extend(without_base(scope, &labels, lang));
    if !phrases.is_empty() {
        phrases.push(plain(lang.pick("。", ".")));
    }
    phrases
}

fn plain(text: impl Into<String>) -> Phrase {
    Phrase { text: text.into(), tone: Tone::Plain }
}

fn compared(scope: &ScopeMeasures) -> usize {
    scope.rows.iter().filter(|r| r.current.is_some() && r.base.is_some()).count()
}

/// The count, then the rate, then the absolute change; a small base or no change needs no second figure.
fn pooled(headline: &Headline, labels: &[String], overview: &Overview, lang: Lang) -> Vec<Phrase> {
    let (count, rate) = (headline.total(FigureKind::Count), headline.total(FigureKind::RateOfChange));
    let change = headline.total(FigureKind::Change);
    let (Ok(_), Ok(percent)) = (count.value, rate.value) else { return Vec::new() };
    let indicator = headline.indicator;
    let subject = subject(&headline.measures, labels, overview, lang);
    let mut phrases = vec![
        plain(match lang {
            Lang::Zh => format!("{subject}{}{}，同比", indicator.zh, count.phrase(lang)),
            Lang::En => format!("{subject}: {} {}, ", indicator.en.to_lowercase(), count.text(lang)),
        }),
        Phrase { text: rate.phrase(lang), tone: tone(percent, indicator) },
    ];
    if !rate.is_small_base() && change.value.is_ok_and(|c| !c.is_zero()) {
        phrases.push(plain(lang.pick("，", ", ").to_owned() + &change.phrase(lang)));
    }
    phrases
}

/// The few rows that rose while the whole fell.
fn risen(headline: &Headline, labels: &[String], lang: Lang) -> Vec<Phrase> {
    let (request, scope) = (&headline.request, &headline.measures);
    let rate = |row| request.row_measure(scope, row, FigureKind::RateOfChange);
    let is_up = |m: &Measure| !m.is_small_base() && m.value.is_ok_and(|v| v > Decimal::ZERO);
    let risen: Vec<(&String, Measure)> =
        labels.iter().zip(scope.rows.iter().map(rate)).filter(|(_, m)| is_up(m)).collect();
    let overall_fell = scope.total.rate.as_ref().is_ok_and(|r| r.change.is_sign_negative());
    if !overall_fell || compared(scope) <= 1 || risen.len() > 3 {
        return Vec::new();
    }
    let words = |(label, rate): &(&String, Measure)| {
        let percent = rate.value.unwrap_or_default();
        [
            plain(lang.pick("；", "; ").to_owned() + label + lang.pick("", " ")),
            Phrase { text: rate.phrase(lang), tone: tone(percent, headline.indicator) },
        ]
    };
    risen.iter().flat_map(words).collect()
}

fn without_base(scope: &ScopeMeasures, labels: &[String], lang: Lang) -> Option<Phrase> {
    let is_without = |key: &str| scope.total.excluded.iter().any(|e| e.0 == key && e.1 == NoRate::NoBase);
    let named = labels.iter().zip(&scope.rows).filter(|(_, row)| is_without(&row.key));
    let without: Vec<&str> = named.map(|(label, _)| label.as_str()).collect();
    (!without.is_empty() && without.len() <= 3).then(|| {
        plain(match lang {
            Lang::Zh => format!("；{}无上年数据", without.join("、")),
            Lang::En => format!("; no base for {}", without.join(", ")),
        })
    })
}

fn subject(scope: &ScopeMeasures, labels: &[String], overview: &Overview, lang: Lang) -> String {
    let compared = compared(scope);
    let period = overview.period.label(lang);
    if let ([_], [label]) = (scope.rows.as_slice(), labels) {
        return match lang {
            Lang::Zh => format!("{period}，{label}"),
            Lang::En => format!("{label}, {period}"),
        };
    }
    let all = scope.rows.len();
    match (lang, compared == all) {
        (Lang::Zh, true) => format!("{period}，{all} 个地区"),
        (Lang::Zh, false) => format!("{period}，可比的 {compared} 个地区"),
        (Lang::En, true) => format!("{period}, {all} areas"),
        (Lang::En, false) => format!("{period}, {compared} comparable areas"),
    }
}

/// The tone of a change; indicators without a better direction have none.
pub fn tone(percent: Decimal, indicator: &Indicator) -> Tone {
    match indicator.better {
        Better::Neutral => Tone::Plain,
        Better::Lower if percent.is_zero() => Tone::Plain,
        Better::Lower if percent.is_sign_negative() => Tone::Reduced,
        Better::Lower => Tone::Increased,
    }
}

/// Short name of an area for narrow columns.
pub fn short_area_name(code: AreaCode) -> String {
    get_area(code).map_or_else(|| code.to_string(), |a| a.short_name.to_owned())
}
