//! Arguments of `measure` and of what goes beyond one comparison.

use super::WorkspaceArgs;
use clap::ValueEnum;
use jianfu_engine::measure::{Basis, By};
use jianfu_engine::model::{Period, Rounding};

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ByArg {
    Area,
    Category,
    Organisation,
    /// The same as organisation: the body that issues.
    Issuer,
}

impl From<ByArg> for By {
    fn from(arg: ByArg) -> Self {
        match arg {
            ByArg::Area => Self::Area,
            ByArg::Category => Self::Category,
            ByArg::Organisation | ByArg::Issuer => Self::Organisation,
        }
    }
}

/// What the current period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    YearBefore,
    PeriodBefore,
    Period(Period),
}

impl std::str::FromStr for Against {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "year-before" => Ok(Self::YearBefore),
            "period-before" => Ok(Self::PeriodBefore),
            other => other.parse().map(Self::Period).map_err(|e: jianfu_engine::model::PeriodError| {
                format!("{e}, nor year-before or period-before")
            }),
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum BasisArg {
    Raw,
    Comparable,
}

impl From<BasisArg> for Basis {
    fn from(arg: BasisArg) -> Self {
        match arg {
            BasisArg::Raw => Self::Raw,
            BasisArg::Comparable => Self::Comparable,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoundingArg {
    HalfUp,
    HalfEven,
}

impl From<RoundingArg> for Rounding {
    fn from(arg: RoundingArg) -> Self {
        match arg {
            RoundingArg::HalfUp => Self::HalfUp,
            RoundingArg::HalfEven => Self::HalfEven,
        }
    }
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct PrintArgs {
    /// What happens to a tie.
    #[arg(long, value_enum, default_value = "half-up")]
    pub rounding: RoundingArg,
    /// Decimals of a rate.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(0..=6))]
    pub decimals: u32,
}

/// A comparison of two periods, for `measure` and `rank`.
#[derive(Debug, clap::Args)]
pub struct MeasureArgs {
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
    /// Indicator id or name.
    #[arg(long, value_name = "I")]
    pub indicator: String,
    /// Current period: 2023, 2023-H1, 2023-Q1, 2023-M10, 2023-YTD10.
    #[arg(long, value_name = "P")]
    pub period: Period,
    /// Base period: a period, `year-before` (the same period of the year before, the default), or `period-before`.
    #[arg(long, value_name = "P2", default_value = "year-before")]
    pub against: Against,
    /// What the rows are.
    #[arg(long, value_enum, default_value = "area")]
    pub by: ByArg,
    /// Which units the sums are made of: as the sources name them, or like for like.
    #[arg(long, value_enum, default_value = "raw")]
    pub basis: BasisArg,
    #[command(flatten)]
    pub print: PrintArgs,
    /// Print comma-separated values.
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}
