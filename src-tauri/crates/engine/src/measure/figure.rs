//! One definition of a figure: indicator × scope × row × period × kind, how it was computed, from what, and its words.

use super::{Basis, By};
use crate::format;
use crate::model::{
    Bound, Decimal, Lang, NoRate, ObservationId, Period, Rounding, ScopeId, get_indicator, indicator_name,
};

/// What kind of figure a number is. Numbers of different kinds are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureKind {
    /// How many.
    Count,
    /// Current − base, in the unit of the count.
    Change,
    /// (Current − base) ÷ base, in percent.
    RateOfChange,
    /// Part ÷ whole, in percent.
    Share,
    /// The arithmetic mean of the rows' rates, in percent: not the rate of the sums.
    MeanOfRates,
    /// A row's change ÷ the total's base, in percentage points.
    Contribution,
    /// Count ÷ count of the base year × 100.
    Index,
    /// The yearly rate that leads from the first count to the last, in percent.
    CompoundRate,
    /// The product of the links of a series − 1, in percent.
    ChainedRate,
    /// Share of a yearly quota used − share of the year gone by, in percentage points.
    QuotaLead,
    /// What a year is expected to end with.
    Forecast,
    /// A number the source only bounds (超过60%).
    BoundedClaim,
}

impl FigureKind {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Change => "change",
            Self::RateOfChange => "rate_of_change",
            Self::Share => "share",
            Self::MeanOfRates => "mean_of_rates",
            Self::Contribution => "contribution",
            Self::Index => "index",
            Self::CompoundRate => "compound_rate",
            Self::ChainedRate => "chained_rate",
            Self::QuotaLead => "quota_lead",
            Self::Forecast => "forecast",
            Self::BoundedClaim => "bounded_claim",
        }
    }

    /// The name in words.
    pub fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Count => ("数量", "count"),
            Self::Change => ("增减量", "change"),
            Self::RateOfChange => ("增减率", "rate of change"),
            Self::Share => ("占比", "share"),
            Self::MeanOfRates => ("增减率的平均", "mean of rates"),
            Self::Contribution => ("贡献", "contribution"),
            Self::Index => ("指数", "index"),
            Self::CompoundRate => ("年均增减率", "compound yearly rate"),
            Self::ChainedRate => ("链接增减率", "chained rate"),
            Self::QuotaLead => ("超欠进度", "lead over time"),
            Self::Forecast => ("全年推算", "forecast for the year"),
            Self::BoundedClaim => ("界限数", "bounded claim"),
        };
        lang.pick(zh, en)
    }

    /// The formula, in words.
    pub fn formula(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Count => ("各格之和", "sum of the cells"),
            Self::Change => ("本期－基期", "current − base"),
            Self::RateOfChange => ("（本期－基期）÷基期", "(current − base) ÷ base"),
            Self::Share => ("部分÷总体", "part ÷ whole"),
            Self::MeanOfRates => ("各行增减率之和÷行数", "sum of the rows' rates ÷ number of rows"),
            Self::Contribution => ("本行增减量÷总体基期数", "the row's change ÷ the total's base"),
            Self::Index => ("本期÷基年×100", "current ÷ base year × 100"),
            Self::CompoundRate => ("（末年÷首年）的n次方根－1", "n-th root of (last ÷ first) − 1"),
            Self::ChainedRate => ("各环节（本期÷上期）之积－1", "product of (current ÷ before) − 1"),
            Self::QuotaLead => ("完成控制数%－时间进度%", "share of quota used − share of the year gone by"),
            Self::Forecast => ("按累计数推算到年末", "the running total carried to the year's end"),
            Self::BoundedClaim => ("来源只给出界限", "the source gives a bound only"),
        };
        lang.pick(zh, en)
    }

    /// The name as the head of a line.
    fn name_as_title(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Zh, kind) => kind.name(lang),
            (Lang::En, Self::Count) => "Count",
            (Lang::En, Self::Change) => "Change",
            (Lang::En, Self::RateOfChange) => "Rate of change",
            (Lang::En, Self::Share) => "Share",
            (Lang::En, Self::MeanOfRates) => "Mean of rates",
            (Lang::En, Self::Contribution) => "Contribution",
            (Lang::En, Self::Index) => "Index",
            (Lang::En, Self::CompoundRate) => "Compound yearly rate",
            (Lang::En, Self::ChainedRate) => "Chained rate",
            (Lang::En, Self::QuotaLead) => "Lead over time",
            (Lang::En, Self::Forecast) => "Forecast for the year",
            (Lang::En, Self::BoundedClaim) => "Bounded claim",
        }
    }

    fn is_in_unit(self) -> bool {
        matches!(self, Self::Count | Self::Change | Self::Forecast)
    }
}

/// One figure with everything it takes to defend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// What kind of figure it is.
    pub kind: FigureKind,
    /// Indicator id.
    pub indicator_id: String,
    /// What was counted.
    pub scope_id: ScopeId,
    /// The row: what rows are, and its key; `None` for everything together.
    pub row: Option<(By, String)>,
    /// Current period.
    pub period: Period,
    /// Base period, for kinds that compare.
    pub against: Option<Period>,
    /// Which rows a total is made of.
    pub basis: Basis,
    /// What happens to a tie.
    pub rounding: Rounding,
    /// Decimals it is printed with.
    pub decimals: u32,
    /// The number, rounded once; or why there is none.
    pub value: Result<Decimal, NoRate>,
    /// The numbers it was computed from, in the order of its formula: current and base; for a contribution the
    /// total's base as well. Empty where the formula takes whole lists.
    pub operands: Vec<Decimal>,
    /// What the source says about the number, where it only bounds it.
    pub bound: Option<Bound>,
    /// Every observation behind it.
    pub inputs: Vec<ObservationId>,
}

/// One thing that makes a figure what it is, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is: `口径`.
    pub name: String,
    /// How it is with this figure.
    pub value: String,
}

/// Below this base a rate would mislead, so that the counts are said instead.
pub(super) const SMALL_BASE: u32 = 30;

impl Measure {
    /// The figure as a table prints it: `944`, `−442`, `−31.9%`, `−3.5`; a dash and the reason where there is none.
    pub fn text(&self, lang: Lang) -> String {
        let value = match self.value {
            Ok(value) => value,
            Err(reason) => return format!("— {}", self.refusal(reason, lang)),
        };
        match self.kind {
            FigureKind::Count | FigureKind::Forecast => format::count(value),
            FigureKind::Change => format::change(value),
            FigureKind::RateOfChange
            | FigureKind::MeanOfRates
            | FigureKind::ChainedRate
            | FigureKind::CompoundRate => format::signed_percent(value),
            FigureKind::Contribution | FigureKind::QuotaLead => format::signed_points(value),
            FigureKind::Share => format!("{}%", format::fixed(value)),
            FigureKind::Index => format::fixed(value),
            FigureKind::BoundedClaim => {
                format::bounded(self.bound.unwrap_or(Bound::About), value, &self.unit(lang), lang)
            }
        }
    }

    /// The number alone for machines: `-31.9`. `None` where there is none.
    pub fn plain(&self) -> Option<String> {
        let value = self.value.ok()?;
        Some(if self.kind.is_in_unit() { value.normalize() } else { value }.to_string())
    }

    fn refusal(&self, reason: NoRate, lang: Lang) -> String {
        match self.against {
            Some(against) => format::no_rate_against(reason, self.period, against, lang),
            None => format::no_rate(reason, lang).to_owned(),
        }
    }

    /// The figure as a sentence says it: `944件`, `减少442件`, `下降31.9%`, `拉低3.5个百分点`. On a small base the
    /// counts are said in place of the rate: 3 → 1 is `减少2次`.
    pub fn phrase(&self, lang: Lang) -> String {
        let value = match self.value {
            Ok(value) => value,
            Err(reason) => return self.refusal(reason, lang),
        };
        match self.kind {
            FigureKind::RateOfChange => self.rate_phrase(value, lang),
            FigureKind::MeanOfRates | FigureKind::ChainedRate | FigureKind::CompoundRate => {
                format::change_phrase(value, lang)
            }
            FigureKind::Count | FigureKind::Forecast => self.with_unit(&format::count(value), lang),
            FigureKind::QuotaLead => format::time_progress_phrase(value, lang),
            FigureKind::Change => format::count_change_phrase(value, &self.unit(lang), lang),
            FigureKind::Contribution => format::contribution_phrase(value, lang),
            FigureKind::Share | FigureKind::Index | FigureKind::BoundedClaim => self.text(lang),
        }
    }

    fn rate_phrase(&self, value: Decimal, lang: Lang) -> String {
        let Some(change) = self.change() else { return format::change_phrase(value, lang) };
        if self.is_small_base() {
            format::count_change_phrase(change, &self.unit(lang), lang)
        } else if value.is_zero() && !change.is_zero() {
            format::nearly_unchanged(self.decimals, lang)
        } else {
            format::change_phrase(value, lang)
        }
    }

    /// Current − base, where the figure was computed from the two.
    fn change(&self) -> Option<Decimal> {
        let [current, base, ..] = self.operands.as_slice() else { return None };
        current.checked_sub(*base)
    }

    /// Whether the figure is a rate on a base below 30, beside which the counts must stand.
    pub fn is_small_base(&self) -> bool {
        let base = self.operands.get(1).filter(|_| self.kind == FigureKind::RateOfChange);
        base.is_some_and(|b| !b.is_zero() && *b < Decimal::from(SMALL_BASE))
    }

    /// The formula with its numbers: `（944 − 1,386）÷ 1,386 = −31.9%`; `None` where it takes whole lists.
    pub fn working(&self, lang: Lang) -> Option<String> {
        let result = self.value.ok().map(|_| self.text(lang))?;
        let number = |v: &Decimal| match format::count(*v) {
            negative if v.is_sign_negative() && !v.is_zero() => format!("({negative})"),
            plain => plain,
        };
        let (open, close) = (lang.pick("（", "("), lang.pick("）", ") "));
        let points = lang.pick("个百分点", " points");
        Some(match (self.kind, self.operands.as_slice()) {
            (FigureKind::Change, [c, b]) => format!("{} − {} = {result}", number(c), number(b)),
            (FigureKind::RateOfChange, [c, b]) => {
                format!("{open}{} − {}{close}÷ {} = {result}", number(c), number(b), number(b))
            }
            (FigureKind::Contribution, [c, b, total]) => {
                format!("{open}{} − {}{close}÷ {} = {result}{points}", number(c), number(b), number(total))
            }
            (FigureKind::Share, [part, whole]) => format!("{} ÷ {} = {result}", number(part), number(whole)),
            (FigureKind::Index, [current, base]) => {
                format!("{} ÷ {} × 100 = {result}", number(current), number(base))
            }
            _ => return None,
        })
    }

    /// Everything that makes the figure what it is, in one line: kind, indicator, row, periods, scope, basis, rounding.
    /// `row` and `scope` are the names of row and scope.
    pub fn definition(&self, row: &str, scope: &str, lang: Lang) -> String {
        let mut parts = vec![indicator_name(&self.indicator_id, lang), row.to_owned(), self.periods(lang)];
        parts.push(format!("{}{}", lang.pick("口径：", "scope: "), scope_words(scope, lang)));
        let (name, formula) = (self.kind.name(lang), self.kind.formula(lang));
        parts.push(format!("{name}{}{formula}", lang.pick("＝", " = ")));
        parts.extend(self.basis_words(lang));
        parts.extend(self.rounding_words(lang));
        parts.retain(|p| !p.is_empty());
        parts.join(lang.pick("；", "; "))
    }

    /// The same, one thing at a time, with the formula's own numbers.
    pub fn facts(&self, row: &str, scope: &str, lang: Lang) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |name: &str, value: String| {
            if !value.is_empty() {
                facts.push(Fact { name: name.to_owned(), value });
            }
        };
        add(lang.pick("指标", "Indicator"), indicator_name(&self.indicator_id, lang));
        add(lang.pick("对象", "Of"), row.to_owned());
        add(lang.pick("期间", "Periods"), self.periods(lang));
        add(lang.pick("口径", "Scope"), scope_words(scope, lang).to_owned());
        add(self.kind.name_as_title(lang), self.kind.formula(lang).to_owned());
        add(lang.pick("计算", "Computed"), self.working(lang).unwrap_or_default());
        add(lang.pick("取数", "Basis"), self.basis_words(lang).unwrap_or_default());
        add(lang.pick("修约", "Rounding"), self.rounding_words(lang).unwrap_or_default());
        facts
    }

    fn periods(&self, lang: Lang) -> String {
        match (self.against, lang) {
            (None, _) => self.period.label(lang),
            (Some(base), Lang::Zh) => format!("{}比{}", self.period.label(lang), base.label(lang)),
            (Some(base), Lang::En) => format!("{} against {}", self.period.label(lang), base.label(lang)),
        }
    }

    /// Which units went in: for a figure over all rows, and wherever units were joined.
    fn basis_words(&self, lang: Lang) -> Option<String> {
        let is_told = self.row.is_none() || self.basis != Basis::Raw;
        is_told.then(|| self.basis.name(lang).to_owned())
    }

    /// Counts and bounds are as the sources print them.
    fn rounding_words(&self, lang: Lang) -> Option<String> {
        let is_printed = self.kind.is_in_unit() || self.kind == FigureKind::BoundedClaim;
        (!is_printed).then(|| format::rounding_phrase(self.rounding, self.decimals, lang))
    }

    fn unit(&self, lang: Lang) -> String {
        get_indicator(&self.indicator_id).map(|i| i.unit_name(lang).to_owned()).unwrap_or_default()
    }

    fn with_unit(&self, number: &str, lang: Lang) -> String {
        let unit = self.unit(lang);
        match lang {
            Lang::Zh => format!("{number}{unit}"),
            Lang::En if unit.is_empty() => number.to_owned(),
            Lang::En => format!("{number} {unit}"),
        }
    }
}

fn scope_words(scope: &str, lang: Lang) -> &str {
    if scope.is_empty() { lang.pick("来源未注明", "not stated") } else { scope }
}

#[cfg(test)]
mod tests;
