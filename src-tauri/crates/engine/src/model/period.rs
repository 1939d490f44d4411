//! Periods of time, typed: never a bare string or a year number (SDMX `TIME_PERIOD`).

use super::Lang;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How often a series is observed (SDMX `FREQ`), plus the year-to-date running total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frequency {
    /// Whole years.
    Annual,
    /// Half years.
    HalfYearly,
    /// Quarters.
    Quarterly,
    /// Months.
    Monthly,
    /// January to a month, added up (1—N月累计).
    YearToDate,
}

/// One period. Text form: `2023`, `2023-H1`, `2023-Q1`, `2023-M10`, `2023-YTD10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// A half year, 1 or 2.
    Half(i32, u8),
    /// A quarter, 1 to 4.
    Quarter(i32, u8),
    /// A month, 1 to 12.
    Month(i32, u8),
    /// January up to and including a month, 1 to 12.
    YearToDate(i32, u8),
}

impl Period {
    /// The calendar year the period lies in.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(y)
            | Self::Half(y, _)
            | Self::Quarter(y, _)
            | Self::Month(y, _)
            | Self::YearToDate(y, _) => y,
        }
    }

    /// The frequency of the series it belongs to.
    pub fn frequency(self) -> Frequency {
        match self {
            Self::Year(_) => Frequency::Annual,
            Self::Half(..) => Frequency::HalfYearly,
            Self::Quarter(..) => Frequency::Quarterly,
            Self::Month(..) => Frequency::Monthly,
            Self::YearToDate(..) => Frequency::YearToDate,
        }
    }

    /// The same part of another year: the base of 同比 is `in_year(year - 1)`.
    pub fn in_year(self, year: i32) -> Self {
        match self {
            Self::Year(_) => Self::Year(year),
            Self::Half(_, n) => Self::Half(year, n),
            Self::Quarter(_, n) => Self::Quarter(year, n),
            Self::Month(_, n) => Self::Month(year, n),
            Self::YearToDate(_, n) => Self::YearToDate(year, n),
        }
    }

    /// The same period of the year before.
    pub fn year_before(self) -> Self {
        self.in_year(self.year() - 1)
    }

    /// The first and the last month covered.
    pub fn months(self) -> (u8, u8) {
        match self {
            Self::Year(_) => (1, 12),
            Self::Half(_, n) => (6 * n - 5, 6 * n),
            Self::Quarter(_, n) => (3 * n - 2, 3 * n),
            Self::Month(_, n) => (n, n),
            Self::YearToDate(_, n) => (1, n),
        }
    }

    /// Whether it is the other period or a part of it.
    pub fn is_within(self, other: Self) -> bool {
        let ((from, to), (first, last)) = (self.months(), other.months());
        self.year() == other.year() && first <= from && to <= last
    }

    /// The period of the same length just before: the base of 环比. A running total has none, for the months before
    /// January are not its own.
    pub fn before(self) -> Option<Self> {
        let step = |year: i32, n: u8, last: u8| if n > 1 { (year, n - 1) } else { (year - 1, last) };
        match self {
            Self::Year(y) => Some(Self::Year(y - 1)),
            Self::Half(y, n) => Some(step(y, n, 2)).map(|(y, n)| Self::Half(y, n)),
            Self::Quarter(y, n) => Some(step(y, n, 4)).map(|(y, n)| Self::Quarter(y, n)),
            Self::Month(y, n) => Some(step(y, n, 12)).map(|(y, n)| Self::Month(y, n)),
            Self::YearToDate(..) => None,
        }
    }

    /// Whether a rate between two periods means something: both are single months, quarters or halves, or both cover
    /// the same months of their years. A part of a year against another part of another length never does.
    pub fn is_comparable_with(self, other: Self) -> bool {
        let is_part =
            matches!(self.frequency(), Frequency::HalfYearly | Frequency::Quarterly | Frequency::Monthly);
        self.months() == other.months() || (is_part && self.frequency() == other.frequency())
    }

    /// Every way a part of this year can be given: what may be the same months, or add up to them.
    pub fn of_year(year: i32) -> impl Iterator<Item = Self> {
        let halves = (1..=2).map(move |n| Self::Half(year, n));
        let quarters = (1..=4).map(move |n| Self::Quarter(year, n));
        let months = (1..=12).flat_map(move |n| [Self::Month(year, n), Self::YearToDate(year, n)]);
        std::iter::once(Self::Year(year)).chain(halves).chain(quarters).chain(months)
    }

    /// The words for a person: `2023年`, `2023年1—10月`.
    pub fn label(self, lang: Lang) -> String {
        let half = |n: u8| if n == 1 { "上半年" } else { "下半年" };
        match (lang, self) {
            (Lang::Zh, Self::Year(y)) => format!("{y}年"),
            (Lang::Zh, Self::Half(y, n)) => format!("{y}年{}", half(n)),
            (Lang::Zh, Self::Quarter(y, n)) => format!("{y}年{n}季度"),
            (Lang::Zh, Self::Month(y, n)) => format!("{y}年{n}月"),
            (Lang::Zh, Self::YearToDate(y, n)) => format!("{y}年1—{n}月"),
            (Lang::En, Self::Year(y)) => y.to_string(),
            (Lang::En, Self::Half(y, n)) => format!("H{n} {y}"),
            (Lang::En, Self::Quarter(y, n)) => format!("Q{n} {y}"),
            (Lang::En, Self::Month(y, n)) => format!("{} {y}", month_en(n)),
            (Lang::En, Self::YearToDate(y, n)) => format!("Jan–{} {y}", month_en(n)),
        }
    }
}

fn month_en(month: u8) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Half(y, n) => write!(f, "{y:04}-H{n}"),
            Self::Quarter(y, n) => write!(f, "{y:04}-Q{n}"),
            Self::Month(y, n) => write!(f, "{y:04}-M{n:02}"),
            Self::YearToDate(y, n) => write!(f, "{y:04}-YTD{n:02}"),
        }
    }
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a period such as 2023, 2023-H1, 2023-Q1, 2023-M10 or 2023-YTD10")]
pub struct PeriodError(pub String);

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || PeriodError(text.to_owned());
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        if year.len() != 4 {
            return Err(error());
        }
        let y: i32 = year.parse().map_err(|_| error())?;
        if part.is_empty() {
            return if text.len() == 4 { Ok(Self::Year(y)) } else { Err(error()) };
        }
        let number = |digits: &str, most: u8| -> Result<u8, PeriodError> {
            let n: u8 = digits.parse().map_err(|_| error())?;
            if (1..=most).contains(&n) { Ok(n) } else { Err(error()) }
        };
        if let Some(digits) = part.strip_prefix("YTD") {
            Ok(Self::YearToDate(y, number(digits, 12)?))
        } else if let Some(digits) = part.strip_prefix('M') {
            Ok(Self::Month(y, number(digits, 12)?))
        } else if let Some(digits) = part.strip_prefix('Q') {
            Ok(Self::Quarter(y, number(digits, 4)?))
        } else if let Some(digits) = part.strip_prefix('H') {
            Ok(Self::Half(y, number(digits, 2)?))
        } else {
            Err(error())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_round_trip() {
        for text in ["2023", "2023-H1", "2023-Q4", "2023-M10", "2023-YTD10"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn impossible_periods_are_refused() {
        for text in ["", "23", "2023-", "2023-M13", "2023-Q0", "2023-H3", "2023-X1", "2023-YTD"] {
            assert!(text.parse::<Period>().is_err(), "{text} must be refused");
        }
    }

    #[test]
    fn part_year_is_not_comparable_with_full_year() {
        assert!(!Period::YearToDate(2023, 10).is_comparable_with(Period::Year(2022)));
        assert!(Period::YearToDate(2023, 10).is_comparable_with(Period::YearToDate(2022, 10)));
        assert!(Period::YearToDate(2023, 12).is_comparable_with(Period::Year(2022)), "the same months");
        assert!(Period::Month(2023, 10).is_comparable_with(Period::Month(2023, 9)), "环比");
        assert!(!Period::Month(2023, 10).is_comparable_with(Period::Quarter(2023, 3)));
        assert!(!Period::YearToDate(2023, 10).is_comparable_with(Period::YearToDate(2022, 9)));
    }

    #[test]
    fn the_period_before_crosses_the_year() {
        assert_eq!(Period::Month(2023, 1).before(), Some(Period::Month(2022, 12)));
        assert_eq!(Period::Quarter(2023, 2).before(), Some(Period::Quarter(2023, 1)));
        assert_eq!(Period::Half(2023, 1).before(), Some(Period::Half(2022, 2)));
        assert_eq!(Period::YearToDate(2023, 10).before(), None);
    }

    #[test]
    fn a_year_can_be_given_in_31_parts() {
        let parts: Vec<Period> = Period::of_year(2023).collect();
        assert_eq!(parts.len(), 31);
        assert!(parts.iter().all(|p| p.year() == 2023 && p.months().0 <= p.months().1));
        assert_eq!(Period::Half(2023, 2).months(), (7, 12));
        assert_eq!(Period::Quarter(2023, 3).months(), (7, 9));
    }
}
