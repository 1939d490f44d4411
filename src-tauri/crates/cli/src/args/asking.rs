//! Arguments of `list` and `trace`.

use super::WorkspaceArgs;
use clap::ValueEnum;
use jianfu_engine::model::{AreaCode, Period};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListWhat {
    Imports,
    Indicators,
    Areas,
    Periods,
    Scopes,
    Recipes,
    Ledgers,
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// What to list.
    pub what: ListWhat,
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
}

#[derive(Debug, clap::Args)]
pub struct TraceArgs {
    #[command(flatten)]
    pub workspace: WorkspaceArgs,
    /// Observation id (from `inputs` of `measure --json`).
    #[arg(long, value_name = "ID", required_unless_present = "indicator", conflicts_with_all = ["indicator", "area", "period"])]
    pub observation: Option<i64>,
    /// Indicator id or name.
    #[arg(long, value_name = "I", requires_all = ["area", "period"])]
    pub indicator: Option<String>,
    /// Area code or name.
    #[arg(long, value_name = "A", value_parser = area)]
    pub area: Option<AreaCode>,
    /// Period.
    #[arg(long, value_name = "P")]
    pub period: Option<Period>,
    /// Base period of the figures computed from it (default: the same period of the year before).
    #[arg(long, value_name = "P2", requires = "period")]
    pub against: Option<Period>,
}

pub(super) fn area(text: &str) -> Result<AreaCode, String> {
    let by_name = || jianfu_engine::model::find_area(text, None).map(|a| a.code);
    text.parse().ok().or_else(by_name).ok_or_else(|| format!("`{text}` is no area code or name of one area"))
}
