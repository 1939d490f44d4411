//! Administrative areas of China (GB/T 2260) and the names people write for them.
//!
//! The list is shipped with the engine (`data/areas.tsv`): provinces, prefectures and counties; `history` holds what
//! became of areas since 2010 and the names they had.

mod find;
mod history;
mod list;
mod search;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

pub use find::{find_area, find_area_at, find_area_in, find_area_in_at};
pub use history::{AreaChange, AreaChangeKind, area_changes, current_area};
pub use list::{areas, get_area};
pub use search::search_areas;

/// A six-digit code of GB/T 2260. `000000` is the whole country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(u32);

/// The level an area stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AreaLevel {
    /// The whole country.
    Country,
    /// Province, autonomous region or municipality.
    Province,
    /// Prefecture-level city, prefecture or league.
    Prefecture,
    /// County, district or county-level city.
    County,
}

/// Why a text is not an area code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a six-digit area code")]
pub struct AreaCodeError(String);

impl AreaCode {
    /// The whole country.
    pub const CHINA: Self = Self(0);

    /// The code with this number, if it has at most six digits.
    pub const fn new(code: u32) -> Option<Self> {
        if code < 1_000_000 { Some(Self(code)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The level, from the digits.
    pub const fn level(self) -> AreaLevel {
        if self.0 == 0 {
            AreaLevel::Country
        } else if self.0.is_multiple_of(10_000) {
            AreaLevel::Province
        } else if self.0.is_multiple_of(100) {
            AreaLevel::Prefecture
        } else {
            AreaLevel::County
        }
    }

    /// The area one level up: of a county its prefecture, of a province the country.
    pub const fn parent(self) -> Option<Self> {
        match self.level() {
            AreaLevel::Country => None,
            AreaLevel::Province => Some(Self::CHINA),
            AreaLevel::Prefecture => Some(Self(self.0 / 10_000 * 10_000)),
            AreaLevel::County => Some(Self(self.0 / 100 * 100)),
        }
    }

    /// Whether the area is `other` or lies inside it.
    pub const fn is_within(self, other: Self) -> bool {
        match other.level() {
            AreaLevel::Country => true,
            AreaLevel::Province => self.0 / 10_000 == other.0 / 10_000,
            AreaLevel::Prefecture => self.0 / 100 == other.0 / 100,
            AreaLevel::County => self.0 == other.0,
        }
    }
}

impl AreaCode {
    /// The first and the last number a code of the area or of anything inside it can have.
    pub const fn codes_within(self) -> (u32, u32) {
        match self.level() {
            AreaLevel::Country => (0, 999_999),
            AreaLevel::Province => (self.0, self.0 + 9_999),
            AreaLevel::Prefecture => (self.0, self.0 + 99),
            AreaLevel::County => (self.0, self.0),
        }
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl FromStr for AreaCode {
    type Err = AreaCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(AreaCodeError(text.to_owned()));
        }
        text.parse().map(Self).map_err(|_| AreaCodeError(text.to_owned()))
    }
}

impl TryFrom<String> for AreaCode {
    type Error = AreaCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AreaCode> for String {
    fn from(code: AreaCode) -> Self {
        code.to_string()
    }
}

/// One area of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Full official name (`湘西土家族苗族自治州`).
    pub name: &'static str,
    /// Short name for charts (`湘西州`, `长沙`).
    pub short_name: &'static str,
}
