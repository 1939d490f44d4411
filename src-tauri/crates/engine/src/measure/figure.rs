//! One definition of a figure: indicator × scope × row × period × kind, how it was computed, from what, and its words.

use super::{Basis, By, Comparison, MeasureRequest, MeasureTable, ScopeMeasures};
use crate::format;
use crate::model::{Decimal, Lang, NoRate, ObservationId, Period, Rounding, ScopeId, get_indicator};

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
    /// Every observation behind it.
    pub inputs: Vec<ObservationId>,
}

impl Measure {
    /// The figure as a table prints it: `944`, `−442`, `−31.9%`, `−3.5`; a dash and the reason where there is none.
    pub fn text(&self, lang: Lang) -> String {
        let value = match self.value {
            Ok(value) => value,
            Err(reason) => return format!("— {}", self.reason(reason, lang)),
        };
        match self.kind {
            FigureKind::Count | FigureKind::Forecast => format::count(value),
            FigureKind::Change => format::change(value),
            FigureKind::RateOfChange
            | FigureKind::MeanOfRates
            | FigureKind::ChainedRate
            | FigureKind::CompoundRate => format::signed_percent(value),
            FigureKind::Contribution | FigureKind::QuotaLead => format::signed_points(value),
            FigureKind::Share => format!("{value}%"),
            FigureKind::Index => value.to_string(),
            FigureKind::BoundedClaim => match lang {
                Lang::Zh => format!("超过{}", format::count(value)),
                Lang::En => format!("over {}", format::count(value)),
            },
        }
    }

    /// The figure as a sentence says it: `944件`, `减少442件`, `下降31.9%`, `拉低3.5个百分点`.
    pub fn phrase(&self, lang: Lang) -> String {
        let value = match self.value {
            Ok(value) => value,
            Err(reason) => return self.reason(reason, lang).to_owned(),
        };
        match self.kind {
            FigureKind::RateOfChange
            | FigureKind::MeanOfRates
            | FigureKind::ChainedRate
            | FigureKind::CompoundRate => format::change_phrase(value, lang),
            FigureKind::Count | FigureKind::Forecast => self.with_unit(&format::count(value), lang),
            FigureKind::QuotaLead => format::time_progress_phrase(value, lang),
            FigureKind::Change => format::count_change_phrase(value, &self.unit(lang), lang),
            FigureKind::Contribution => format::contribution_phrase(value, lang),
            FigureKind::Share | FigureKind::Index | FigureKind::BoundedClaim => self.text(lang),
        }
    }

    /// Everything that makes the figure what it is, in one line: kind, indicator, row, periods, scope, basis, rounding.
    /// `row` and `scope` are the names of row and scope.
    pub fn definition(&self, row: &str, scope: &str, lang: Lang) -> String {
        let indicator =
            get_indicator(&self.indicator_id).map_or(self.indicator_id.as_str(), |i| i.name(lang));
        let periods = match (self.against, lang) {
            (None, _) => self.period.label(lang),
            (Some(base), Lang::Zh) => format!("{}比{}", self.period.label(lang), base.label(lang)),
            (Some(base), Lang::En) => format!("{} against {}", self.period.label(lang), base.label(lang)),
        };
        let scope = if scope.is_empty() { lang.pick("来源未注明", "not stated") } else { scope };
        let kind = format!("{}＝{}", self.kind.name(lang), self.kind.formula(lang));
        let mut parts = vec![indicator.to_owned(), row.to_owned(), periods];
        parts.push(format!("{}{scope}", lang.pick("口径：", "scope: ")));
        parts.push(kind.replace('＝', lang.pick("＝", " = ")));
        if self.row.is_none() {
            parts.push(self.basis.name(lang).to_owned());
        }
        if !self.kind.is_in_unit() {
            parts.push(format::rounding_phrase(self.rounding, self.decimals, lang));
        }
        parts.retain(|p| !p.is_empty());
        parts.join(lang.pick("；", "; "))
    }

    /// Why there is no figure; a base that is not last year is not called so.
    fn reason(&self, reason: NoRate, lang: Lang) -> &'static str {
        match reason {
            NoRate::NoBase if self.against != Some(self.period.year_before()) => {
                lang.pick("无基期数据，不计算增减率", "no figure for the base period, no rate")
            }
            other => format::no_rate(other, lang),
        }
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

impl MeasureTable {
    /// A figure of one row. Kinds that no comparison has are `missing`.
    pub fn row_measure(&self, scope: &ScopeMeasures, row: &Comparison, kind: FigureKind) -> Measure {
        let request = &self.request;
        let value = match kind {
            FigureKind::Count => row.current.ok_or(NoRate::Missing),
            FigureKind::Change => {
                row.change().ok_or(if row.base.is_none() { NoRate::NoBase } else { NoRate::Missing })
            }
            FigureKind::RateOfChange => row.rate.map(|r| r.percent(request.rounding, request.decimals)),
            FigureKind::Contribution => {
                row.contribution.ok_or_else(|| row.rate.err().unwrap_or(NoRate::Missing))
            }
            _ => Err(NoRate::Missing),
        };
        let inputs = if kind == FigureKind::Count { row.current_inputs.clone() } else { row.inputs() };
        self.measure(scope, Some(row.key.clone()), kind, value, inputs)
    }

    /// A figure of everything together.
    pub fn total_measure(&self, scope: &ScopeMeasures, kind: FigureKind) -> Measure {
        let (request, total) = (&self.request, &scope.total);
        let refusal = total.rate.err().unwrap_or(NoRate::Missing);
        let value = match kind {
            FigureKind::Count => total.current.ok_or(NoRate::Missing),
            FigureKind::Change => total.current.zip(total.base).map(|(c, b)| c - b).ok_or(refusal),
            FigureKind::RateOfChange => total.rate.map(|r| r.percent(request.rounding, request.decimals)),
            FigureKind::MeanOfRates => total.mean_of_rates.ok_or(refusal),
            _ => Err(NoRate::Missing),
        };
        let excluded = |row: &&Comparison| !total.excluded.iter().any(|(key, _)| *key == row.key);
        let inputs = scope.rows.iter().filter(excluded).flat_map(Comparison::inputs).collect();
        self.measure(scope, None, kind, value, inputs)
    }

    fn measure(
        &self,
        scope: &ScopeMeasures,
        key: Option<String>,
        kind: FigureKind,
        value: Result<Decimal, NoRate>,
        inputs: Vec<ObservationId>,
    ) -> Measure {
        let request: &MeasureRequest = &self.request;
        Measure {
            kind,
            indicator_id: request.indicator_id.clone(),
            scope_id: scope.scope_id.clone(),
            row: key.map(|key| (request.by, key)),
            period: request.period,
            against: (kind != FigureKind::Count).then_some(request.against),
            basis: request.basis,
            rounding: request.rounding,
            decimals: request.decimals,
            value,
            inputs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn measure(kind: FigureKind, value: Result<Decimal, NoRate>) -> Measure {
        Measure {
            kind,
            indicator_id: "documents_issued".into(),
            scope_id: ScopeId("s".into()),
            row: Some((By::Area, "430100".into())),
            period: Period::Year(2023),
            against: Some(Period::Year(2022)),
            basis: Basis::Raw,
            rounding: Rounding::HalfUp,
            decimals: 1,
            value,
            inputs: Vec::new(),
        }
    }

    #[test]
    fn a_figure_says_its_direction_once_and_its_unit() {
        let rate = measure(FigureKind::RateOfChange, Ok(dec!(-31.9)));
        assert_eq!((rate.text(Lang::Zh), rate.phrase(Lang::Zh)), ("−31.9%".into(), "下降31.9%".into()));
        let change = measure(FigureKind::Change, Ok(dec!(-442)));
        assert_eq!((change.text(Lang::Zh), change.phrase(Lang::Zh)), ("−442".into(), "减少442件".into()));
        assert_eq!(change.phrase(Lang::En), "442 fewer documents");
        let part = measure(FigureKind::Contribution, Ok(dec!(-3.5)));
        assert_eq!(part.phrase(Lang::Zh), "拉低3.5个百分点");
        let none = measure(FigureKind::RateOfChange, Err(NoRate::ZeroBase));
        assert_eq!(none.text(Lang::Zh), "— 基数为0，不计算降幅");
    }

    #[test]
    fn the_definition_names_all_that_makes_figures_comparable() {
        let rate = measure(FigureKind::RateOfChange, Ok(dec!(-31.9)));
        assert_eq!(
            rate.definition("长沙", "党委、政府", Lang::Zh),
            "发文数；长沙；2023年比2022年；口径：党委、政府；增减率＝（本期－基期）÷基期；四舍五入，保留1位小数"
        );
        assert_eq!(
            rate.definition("Changsha", "", Lang::En),
            "Documents issued; Changsha; 2023 against 2022; scope: not stated; \
             rate of change = (current − base) ÷ base; half up, 1 decimal"
        );
    }
}
