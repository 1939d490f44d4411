//! Arguments of `series`, `quota` and `burden`: what goes beyond one comparison.

use super::{BasisArg, ByArg, PrintArgs, WorkspaceArgs};
use clap::ValueEnum;
use jianfu_engine::measure::Every;
use jianfu_engine::model::{AreaCode, Period};

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum EveryArg {
    /// One after the other; running totals of successive years.
    Period,
    /// The same part of each year.
    Year,
}

impl From<EveryArg> for Every {
    fn from(arg: EveryArg) -> Self {
        match arg {
            EveryArg::Period => Self::Period,
            EveryArg::Year => Self::Year,
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct SeriesArgs {
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
    /// Indicator id or name.
    #[arg(long, value_name = "I")]
    pub indicator: String,
    /// First period: 2019, 2023-H1, 2023-Q1, 2023-M01, 2019-YTD10.
    #[arg(long, value_name = "P")]
    pub from: Period,
    /// Last period, of the same kind.
    #[arg(long, value_name = "P")]
    pub to: Period,
    /// Period the index and the fixed comparison start from (default: the first).
    #[arg(long, value_name = "P")]
    pub base: Option<Period>,
    /// Whether halves, quarters and months follow each other or are the same of each year.
    #[arg(long, value_enum, default_value = "period")]
    pub every: EveryArg,
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

#[derive(Debug, clap::Args)]
pub struct QuotaArgs {
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
    /// Indicator id or name.
    #[arg(long, value_name = "I")]
    pub indicator: String,
    /// Running total from January: 2024-YTD10.
    #[arg(long, value_name = "P")]
    pub period: Period,
    /// What the rows are (default: whatever most quotas are given for).
    #[arg(long, value_enum)]
    pub by: Option<ByArg>,
    #[command(flatten)]
    pub print: PrintArgs,
}

#[derive(Debug, clap::Args)]
pub struct BurdenArgs {
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
    /// Current period.
    #[arg(long, value_name = "P")]
    pub period: Period,
    /// Base period (default: the same period of the year before).
    #[arg(long, value_name = "P2")]
    pub against: Option<Period>,
    /// Only this area and what lies inside it: code or name.
    #[arg(long, value_name = "A", value_parser = super::asking::area)]
    pub area: Option<AreaCode>,
    /// Indicators, by id, name, or as the tables print them (default: all that are known).
    #[arg(long, value_name = "I", value_delimiter = ',')]
    pub indicators: Vec<String>,
    /// Which units the sums are made of: as the sources name them, or like for like.
    #[arg(long, value_enum, default_value = "raw")]
    pub basis: BasisArg,
    #[command(flatten)]
    pub print: PrintArgs,
}
