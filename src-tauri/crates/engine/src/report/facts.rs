//! What is known about one indicator in one scope, as plain data: everything a report says about it comes from here, so
//! that sentence, table and chart cannot tell different numbers.

use super::Slot;
use crate::format;
use crate::model::{AreaLevel, Decimal, Lang, NoRate, ObservationId, Period, Rounding, ScopeId};
use std::collections::BTreeMap;

/// One indicator in one scope, a period against its base.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorFacts {
    /// A name unique within the report that stays the same from one writing to the next.
    pub key: String,
    /// Indicator id.
    pub indicator_id: String,
    /// Its name.
    pub name: String,
    /// The unit of its counts.
    pub unit: String,
    /// Whether a fall is the aim. Where it is not, nothing is called best or worst.
    pub is_lower_better: bool,
    /// Which issuers and documents are counted; empty where the source does not say.
    pub scope: String,
    /// The scope's identity.
    pub scope_id: ScopeId,
    /// The level of its areas.
    pub level: Option<AreaLevel>,
    /// Current period.
    pub period: Period,
    /// Base period.
    pub against: Period,
    /// How its figures were rounded.
    pub rounding: (Rounding, u32),
    /// Everything together: the rows with a number in both periods; on the comparable basis where that was asked for.
    pub total: Compared,
    /// One for each area, in official order.
    pub rows: Vec<Compared>,
    /// One for each kind (文种).
    pub kinds: Parts,
    /// One for each issuing body.
    pub bodies: Parts,
    /// Rows left out of the total, by key, with the reason.
    pub excluded: Vec<(String, NoRate)>,
    /// The mean of the rows' rates, where it is far from the pooled rate or has another sign.
    pub mean_of_rates: Option<Decimal>,
    /// The total on the comparable basis, where it is another one.
    pub comparable: Option<Compared>,
    /// The same total one comparison earlier, where both have a rate.
    pub earlier: Option<Compared>,
    /// The use of the yearly quota.
    pub quota: Option<QuotaFact>,
    /// What a reader has to know besides, in words: sources that disagree.
    pub remarks: Vec<String>,
    /// Where the numbers come from.
    pub source: String,
}

/// A count in two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The row's key; `total` for everything together.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Count of the current period.
    pub current: Option<Decimal>,
    /// Count of the base period.
    pub base: Option<Decimal>,
    /// Current − base.
    pub change: Option<Decimal>,
    /// The rate in percent, rounded once; or why there is none.
    pub rate: Result<Decimal, NoRate>,
    /// The same, unrounded.
    pub exact_rate: Option<Decimal>,
    /// The row's change ÷ the total's base, in displayed percentage points.
    pub points: Option<Decimal>,
    /// The base is below 30: the counts stand where the rate would.
    pub is_small_base: bool,
    /// Observations behind the current count.
    pub current_inputs: Vec<ObservationId>,
    /// Observations behind the base count.
    pub base_inputs: Vec<ObservationId>,
}

/// A breakdown of the total other than by area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    /// The parts, in order of key.
    pub rows: Vec<Compared>,
    /// Whether they make up the total in both periods.
    pub is_whole: bool,
    /// What the total counts and no part does (未分项); nothing where the parts count more.
    pub left: Option<Compared>,
}

/// How a yearly quota (年度控制数) is used.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaFact {
    /// The running total it is about.
    pub period: Period,
    /// The quota.
    pub quota: Decimal,
    /// Counted since January.
    pub used: Decimal,
    /// Used ÷ quota, in percent.
    pub completed: Decimal,
    /// Completed − time gone by, in percentage points.
    pub lead: Decimal,
    /// Observations behind the quota and the count.
    pub inputs: Vec<ObservationId>,
}

/// What a count may be said to have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// A rate, rounded, which is not zero.
    Rate(Decimal),
    /// It changed, but its rate rounds to nothing.
    NearlyUnchanged,
    /// The very same number.
    Unchanged,
    /// The base is small: only the change is said.
    CountsOnly,
    /// There is no rate to defend, and this is why.
    Refused(NoRate),
}

impl Compared {
    /// What may be said of the rate. A rate that the measure refuses, or that stands on a small base, is never said.
    pub fn spoken(&self) -> Spoken {
        match (self.rate, self.change) {
            (Err(reason), _) => Spoken::Refused(reason),
            (Ok(_), None) => Spoken::Refused(NoRate::OutOfRange),
            (Ok(_), Some(change)) if change.is_zero() => Spoken::Unchanged,
            (Ok(_), Some(_)) if self.is_small_base => Spoken::CountsOnly,
            (Ok(rate), Some(_)) if rate.is_zero() => Spoken::NearlyUnchanged,
            (Ok(rate), Some(_)) => Spoken::Rate(rate),
        }
    }

    /// The rate that may be printed, where there is one.
    pub fn printed_rate(&self) -> Option<Decimal> {
        match self.spoken() {
            Spoken::Rate(rate) => Some(rate),
            Spoken::Unchanged | Spoken::NearlyUnchanged if !self.is_small_base => self.rate.ok(),
            _ => None,
        }
    }

    /// Every observation behind it.
    pub fn inputs(&self) -> Vec<ObservationId> {
        self.current_inputs.iter().chain(&self.base_inputs).copied().collect()
    }

    /// Whether it takes part in a ranking by rate.
    pub fn is_ranked(&self) -> bool {
        self.printed_rate().is_some()
    }

    /// The count as a slot: `9789件`.
    pub(super) fn count_slot(&self, of: &IndicatorFacts, lang: Lang) -> Option<Slot> {
        let current = self.current?;
        Some(Slot {
            key: of.slot_key(&self.key, "count"),
            text: with_unit(current, &of.unit, lang),
            value: Some(current),
            inputs: self.current_inputs.clone(),
        })
    }

    /// The rate as a slot, with the sign in the word: `下降25.4%`.
    pub(super) fn rate_slot(&self, of: &IndicatorFacts, lang: Lang) -> Option<Slot> {
        let (text, value) = match self.spoken() {
            Spoken::Rate(rate) => (running(format::change_phrase(rate, lang), lang), Some(rate)),
            Spoken::NearlyUnchanged => (format::nearly_unchanged(of.rounding.1, lang), None),
            Spoken::Unchanged => (lang.pick("持平", "unchanged").to_owned(), None),
            Spoken::CountsOnly | Spoken::Refused(_) => return None,
        };
        Some(Slot { key: of.slot_key(&self.key, "rate"), text, value, inputs: self.inputs() })
    }

    /// The change as a slot, with the sign in the word: `减少3331件`.
    pub(super) fn change_slot(&self, of: &IndicatorFacts, lang: Lang) -> Option<Slot> {
        let change = self.change?;
        Some(Slot {
            key: of.slot_key(&self.key, "change"),
            text: running(format::count_change_phrase(change, &of.unit, lang), lang),
            value: Some(change),
            inputs: self.inputs(),
        })
    }

    /// What it adds to the total's rate, as a slot: `拉低3.5个百分点`.
    pub(super) fn points_slot(&self, of: &IndicatorFacts, lang: Lang) -> Option<Slot> {
        let points = self.points?;
        Some(Slot {
            key: of.slot_key(&self.key, "contribution"),
            text: format::contribution_phrase(points, lang),
            value: Some(points),
            inputs: self.inputs(),
        })
    }
}

impl IndicatorFacts {
    /// The name of a figure within the report.
    pub(super) fn slot_key(&self, row: &str, figure: &str) -> String {
        format!("{}.{row}.{figure}", self.key)
    }

    /// What each row is called where units are not named: by its place in the order of rates, so that neither names nor the
    /// official order tell which is which.
    pub fn numbering(&self) -> BTreeMap<String, usize> {
        let mut rows: Vec<&Compared> = self.rows.iter().collect();
        rows.sort_by_key(|row| (row.exact_rate.is_none(), row.exact_rate, &row.key));
        rows.into_iter().zip(1..).map(|(row, number)| (row.key.clone(), number)).collect()
    }

    /// The same facts with nothing that names a unit or its files. Bodies are named by nothing else, so they are left out.
    #[must_use]
    pub fn without_names(mut self, lang: Lang) -> Self {
        let numbering = self.numbering();
        let number = |key: &str| numbering.get(key).copied().unwrap_or_default();
        self.rows.sort_by_key(|row| number(&row.key));
        for row in &mut self.rows {
            (row.key, row.label) = unit_name(number(&row.key), lang);
        }
        for (key, _) in &mut self.excluded {
            *key = unit_name(number(key), lang).0;
        }
        self.bodies = Parts::default();
        self.remarks.clear();
        self.source = lang.pick("各单位报送，名称隐去", "returns of the units, names withheld").to_owned();
        self
    }
}

/// Key and name of a unit that is not named.
pub fn unit_name(number: usize, lang: Lang) -> (String, String) {
    let name = match lang {
        Lang::Zh => format!("单位{number}"),
        Lang::En => format!("Unit {number}"),
    };
    (format!("unit{number}"), name)
}

/// Numbers as a report writes them, in sentences and tables alike: Chinese official documents part no thousands.
pub(super) fn running(phrase: String, lang: Lang) -> String {
    match lang {
        Lang::Zh => phrase.replace(',', ""),
        Lang::En => phrase,
    }
}

/// `9789件`, `9,789 documents`.
pub(super) fn with_unit(count: Decimal, unit: &str, lang: Lang) -> String {
    let number = format::count(count);
    match lang {
        Lang::Zh => running(format!("{number}{unit}"), lang),
        Lang::En => format!("{number} {unit}").trim_end().to_owned(),
    }
}
