//! Arguments of `rank` and `solve-base`.

use super::{Against, ByArg, RoundingArg, WorkspaceArgs};
use jianfu_engine::model::Period;

#[derive(Debug, clap::Args)]
pub struct RankArgs {
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
    /// Indicator id or name.
    #[arg(long, value_name = "I")]
    pub indicator: String,
    /// Current period.
    #[arg(long, value_name = "P")]
    pub period: Period,
    /// Base period: a period, `year-before` (the default), or `period-before`.
    #[arg(long, value_name = "P2", default_value = "year-before")]
    pub against: Against,
    /// What the rows are.
    #[arg(long, value_enum, default_value = "area")]
    pub by: ByArg,
    /// What happens to a tie.
    #[arg(long, value_enum, default_value = "half-up")]
    pub rounding: RoundingArg,
    /// Decimals of a rate.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(0..=6))]
    pub decimals: u32,
    /// Print comma-separated values.
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

#[derive(Debug, clap::Args)]
pub struct SolveBaseArgs {
    /// The count of the current period.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub current: String,
    /// The rate printed beside it, in percent: -4.58 (a fall) or 5.9 (a rise).
    #[arg(long, value_name = "P", allow_hyphen_values = true, required_unless_present = "share")]
    pub rate: Option<String>,
    /// In place of a rate: a bounded share of the count in the whole, such as 超过60% or "over 60%".
    #[arg(long, value_name = "S", conflicts_with_all = ["rate", "decimals"])]
    pub share: Option<String>,
    /// Decimals the rate is printed with (default: as many as given; -4.5 and -4.50 differ).
    #[arg(long, value_name = "D")]
    pub decimals: Option<u32>,
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}
