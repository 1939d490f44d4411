//! What a year is expected to end with, by a method that is stated, and an interval only where one was observed.

use super::exact::sum;
use crate::model::{Decimal, Lang, Period, Rounding, round_ratio};

/// A running total carried to the end of its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The expected count of the year, to whole units.
    pub value: Decimal,
    /// The lowest and the highest count that the observed years allow.
    pub interval: Option<(Decimal, Decimal)>,
    /// How it was found.
    pub method: ForecastMethod,
}

/// How a year's end is forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForecastMethod {
    /// Running total ÷ the share that the same months had of these whole years; the interval is what the lowest and
    /// the highest of their shares give.
    SeasonalShare {
        /// The complete earlier years, earliest first.
        years: Vec<i32>,
    },
    /// Running total ÷ months × 12, as if every month were alike; nothing tells how far off that is.
    StraightLine {
        /// Months gone by.
        months: u8,
    },
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoForecast {
    /// There is no running total.
    Missing,
    /// The year has ended: its count is known.
    YearComplete,
    /// Fewer than three months have gone by, and fewer than two complete earlier years are known.
    TooEarly,
    /// The numbers leave the range of exact decimals.
    OutOfRange,
}

impl NoForecast {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::YearComplete => "year_complete",
            Self::TooEarly => "too_early",
            Self::OutOfRange => "out_of_range",
        }
    }

    /// The reason in words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Missing => lang.pick("本期无数据", "no figure this period"),
            Self::YearComplete => lang.pick("全年已结束，不再推算", "the year is complete"),
            Self::TooEarly => lang.pick("不足3个月，不推算", "fewer than three months, no forecast"),
            Self::OutOfRange => lang.pick("数太大，超出精确计算的范围", "too large to compute exactly"),
        }
    }
}

/// A complete earlier year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CompleteYear {
    pub year: i32,
    /// Count of the same months.
    pub part: Decimal,
    /// Count of the whole year.
    pub whole: Decimal,
}

/// Months below which a straight line is not drawn.
const FEWEST_MONTHS: u8 = 3;
/// Complete years below which no share is taken for the season.
const FEWEST_YEARS: usize = 2;

/// Carries a running total of so many months to the end of its year.
pub(super) fn forecast(
    used: Option<Decimal>,
    period: Period,
    earlier: &[CompleteYear],
    rounding: Rounding,
) -> Result<Forecast, NoForecast> {
    let used = used.ok_or(NoForecast::Missing)?;
    let months = period.months().1;
    if months >= 12 {
        return Err(NoForecast::YearComplete);
    }
    // A year of which nothing falls into these months, or more than all, gives no share.
    let has_share = |y: &&CompleteYear| y.part > Decimal::ZERO && y.whole >= y.part;
    if earlier.len() >= FEWEST_YEARS && earlier.iter().filter(has_share).count() == earlier.len() {
        let carried = |part: Decimal, whole: Decimal| {
            let top = used.checked_mul(whole).ok_or(NoForecast::OutOfRange)?;
            round_ratio(top, part, rounding, 0).ok_or(NoForecast::OutOfRange)
        };
        let all = |of: fn(&CompleteYear) -> Decimal| {
            sum(earlier.iter().map(of)).ok().flatten().ok_or(NoForecast::OutOfRange)
        };
        let each: Vec<Decimal> =
            earlier.iter().map(|y| carried(y.part, y.whole)).collect::<Result<_, _>>()?;
        return Ok(Forecast {
            value: carried(all(|y| y.part)?, all(|y| y.whole)?)?,
            interval: each.iter().min().copied().zip(each.iter().max().copied()),
            method: ForecastMethod::SeasonalShare { years: earlier.iter().map(|y| y.year).collect() },
        });
    }
    if months < FEWEST_MONTHS {
        return Err(NoForecast::TooEarly);
    }
    let year = used.checked_mul(Decimal::from(12)).ok_or(NoForecast::OutOfRange)?;
    let value = round_ratio(year, Decimal::from(months), rounding, 0).ok_or(NoForecast::OutOfRange)?;
    Ok(Forecast { value, interval: None, method: ForecastMethod::StraightLine { months } })
}

impl ForecastMethod {
    /// The stable name used in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SeasonalShare { .. } => "seasonal_share",
            Self::StraightLine { .. } => "straight_line",
        }
    }

    /// The method in words, with what its interval is.
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::SeasonalShare { years }, _) => {
                let years: Vec<String> = years.iter().map(|y| Period::Year(*y).label(lang)).collect();
                match lang {
                    Lang::Zh => {
                        format!("累计数÷{}同月份占全年的比重；区间取各年比重的最低和最高", years.join("、"))
                    }
                    Lang::En => format!(
                        "running total ÷ the share the same months had of {}; interval from the lowest and highest share",
                        years.join(", ")
                    ),
                }
            }
            (Self::StraightLine { months }, Lang::Zh) => {
                format!("累计数÷{months}×12，按各月相同推算；没有两个以上完整的往年，不给区间")
            }
            (Self::StraightLine { months }, Lang::En) => format!(
                "running total ÷ {months} × 12, every month alike; fewer than two complete earlier years, so no interval"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::dec;

    fn year(year: i32, part: i64, whole: i64) -> CompleteYear {
        CompleteYear { year, part: part.into(), whole: whole.into() }
    }

    fn at(month: u8, used: i64, earlier: &[CompleteYear]) -> Result<Forecast, NoForecast> {
        forecast(Some(used.into()), Period::YearToDate(2024, month), earlier, Rounding::HalfUp)
    }

    #[test]
    fn two_complete_years_give_the_season_and_the_interval() {
        // Ten months had 80 of 100, then 150 of 200: together 230 of 300; 69 so far.
        let found = at(10, 69, &[year(2022, 80, 100), year(2023, 150, 200)]);
        let years = vec![2022, 2023];
        assert_eq!(
            found,
            Ok(Forecast {
                value: dec!(90),
                interval: Some((dec!(86), dec!(92))),
                method: ForecastMethod::SeasonalShare { years }
            })
        );
    }

    #[test]
    fn without_two_complete_years_the_line_is_straight_and_has_no_interval() {
        let straight = |value| {
            Ok(Forecast { value, interval: None, method: ForecastMethod::StraightLine { months: 10 } })
        };
        assert_eq!(at(10, 105, &[year(2023, 80, 100)]), straight(dec!(126)));
        let no_share = [year(2022, 0, 100), year(2023, 80, 100)];
        assert_eq!(
            at(10, 105, &no_share),
            straight(dec!(126)),
            "a year that gives no share spoils the season"
        );
    }

    #[test]
    fn what_cannot_be_defended_has_a_named_reason() {
        assert_eq!(at(2, 10, &[]), Err(NoForecast::TooEarly));
        assert_eq!(at(12, 10, &[]), Err(NoForecast::YearComplete));
        let nothing = forecast(None, Period::YearToDate(2024, 6), &[], Rounding::HalfUp);
        assert_eq!(nothing, Err(NoForecast::Missing));
        assert!(at(2, 10, &[year(2022, 8, 100), year(2023, 9, 100)]).is_ok(), "the season is known");
    }

    proptest! {
        #[test]
        fn the_forecast_lies_in_its_interval(
            used in 0i64..2000, month in 1u8..12,
            shares in proptest::collection::vec((1i64..500, 0i64..500), 2..6),
        ) {
            let earlier: Vec<CompleteYear> =
                (2015..).zip(&shares).map(|(y, (part, rest))| year(y, *part, part + rest)).collect();
            let found = at(month, used, &earlier);
            let is_inside =
                found.is_ok_and(|f| f.interval.is_some_and(|(low, high)| low <= f.value && f.value <= high));
            prop_assert!(is_inside);
        }
    }
}
