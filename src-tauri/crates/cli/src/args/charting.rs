//! Arguments of `chart`.

use clap::ValueEnum;
use jianfu_engine::model::Period;
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ThemeArg {
    Light,
    Dark,
    Print,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum OrderArg {
    /// Largest reduction first.
    Value,
    /// The order of the administrative list.
    Official,
}

#[derive(Debug, clap::Args)]
pub struct ChartArgs {
    /// Kind of chart (see --list).
    #[arg(required_unless_present = "list", requires_all = ["workspace", "indicator", "period", "output"])]
    pub kind: Option<String>,
    /// List the kinds.
    #[arg(long)]
    pub list: bool,
    /// With --list: print one JSON document.
    #[arg(long)]
    pub json: bool,
    /// The workspace file.
    #[arg(short, long, value_name = "W")]
    pub workspace: Option<PathBuf>,
    /// Indicator id or name.
    #[arg(long, value_name = "I")]
    pub indicator: Option<String>,
    /// Current period.
    #[arg(long, value_name = "P")]
    pub period: Option<Period>,
    /// Base period (default: the same period of the year before).
    #[arg(long, value_name = "P2")]
    pub against: Option<Period>,
    /// First of several periods, for kinds that show more than two (default: the earliest known).
    #[arg(long, value_name = "P1", conflicts_with = "against")]
    pub from: Option<Period>,
    /// Title, in place of the one made from indicator and periods.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// For a tile grid: a table of area codes, columns and rows, parted by tabs.
    #[arg(long, value_name = "FILE")]
    pub tiles: Option<PathBuf>,
    /// Scope, by id or name; needed when there are several.
    #[arg(long, value_name = "S")]
    pub scope: Option<String>,
    /// Where to write: .svg, .png, .pdf, or .xlsx with the numbers and a chart that can be edited.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Look.
    #[arg(long, value_enum, default_value = "light")]
    pub theme: ThemeArg,
    /// Order of the rows.
    #[arg(long, value_enum, default_value = "value")]
    pub order: OrderArg,
    /// Width in millimetres.
    #[arg(long, value_name = "N", default_value_t = 156.0)]
    pub width_mm: f64,
    /// Resolution of a PNG.
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub dpi: u32,
}
