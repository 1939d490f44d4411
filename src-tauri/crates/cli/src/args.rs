//! The command line: names and shapes people script against, so they only ever gain.

use clap::{Parser, Subcommand, ValueEnum};
use jianfu_engine::model::{AreaCode, Lang, Period, Rounding};
use std::path::PathBuf;

/// 减负账 Jianfu: burden-reduction figures that can be defended.
#[derive(Debug, Parser)]
#[command(name = "jianfu", version, max_term_width = 100)]
pub struct Args {
    /// Language of messages: zh or en (default: from JIANFU_LANG or LANG, else zh).
    #[arg(long, global = true)]
    pub lang: Option<LangArg>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LangArg {
    Zh,
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say how each sheet of a file is understood. Touches no workspace.
    Inspect(InspectArgs),
    /// Import files or folders into a workspace, as one undoable step.
    Import(ImportArgs),
    /// Write out or take in what was settled about tables of one look.
    Recipe(RecipeArgs),
    /// List what a workspace holds.
    List(ListArgs),
    /// Compute the reductions of an indicator.
    Measure(MeasureArgs),
    /// Draw one figure.
    Chart(ChartArgs),
    /// Lead from a number back to file, sheet, cell and raw text.
    Trace(TraceArgs),
    /// Every step ever taken.
    History(WorkspaceArgs),
    /// Take back the last step.
    Undo(WorkspaceArgs),
    /// Bring back the last undone step.
    Redo(WorkspaceArgs),
}

#[derive(Debug, clap::Args)]
pub struct WorkspaceArgs {
    /// The workspace file.
    #[arg(short, long, value_name = "W")]
    pub workspace: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct InspectArgs {
    /// Files to look at.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only the sheet of this name.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Password to try on files that need one; may be given several times.
    #[arg(long = "password", value_name = "P")]
    pub passwords: Vec<String>,
    /// Add every raw cell of each sheet.
    #[arg(long)]
    pub cells: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// Files or folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The workspace file; made if there is none.
    #[arg(short, long, value_name = "W")]
    pub workspace: PathBuf,
    /// Settle every table by this recipe: a name of the workspace, or a file. Without it each table is settled by
    /// the recipe for tables of its look.
    #[arg(long, value_name = "NAME|FILE")]
    pub recipe: Option<String>,
    /// Password to try on files that need one; may be given several times.
    #[arg(long = "password", value_name = "P")]
    pub passwords: Vec<String>,
    /// Read and understand, but change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct RecipeArgs {
    #[command(subcommand)]
    pub action: RecipeAction,
}

#[derive(Debug, Subcommand)]
pub enum RecipeAction {
    /// Write a recipe as JSON.
    Export {
        /// Name of the recipe (see `list recipes`).
        name: String,
        /// The workspace file.
        #[arg(short, long, value_name = "W")]
        workspace: PathBuf,
        /// Where to write (default: standard output).
        #[arg(short, long, value_name = "OUT")]
        output: Option<PathBuf>,
    },
    /// Take a recipe from JSON, in place of the one of its name.
    Import {
        /// The file.
        file: PathBuf,
        /// The workspace file; made if there is none.
        #[arg(short, long, value_name = "W")]
        workspace: PathBuf,
    },
}

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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ByArg {
    Area,
    Category,
    Organisation,
    /// The same as organisation: the body that issues.
    Issuer,
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
    /// Base period (default: the same period of the year before).
    #[arg(long, value_name = "P2")]
    pub against: Option<Period>,
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
    /// Scope, by id or name; needed when there are several.
    #[arg(long, value_name = "S")]
    pub scope: Option<String>,
    /// Where to write: .svg, .png or .pdf.
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
}

fn area(text: &str) -> Result<AreaCode, String> {
    let by_name = || jianfu_engine::model::find_area(text, None).map(|a| a.code);
    text.parse().ok().or_else(by_name).ok_or_else(|| format!("`{text}` is no area code or name of one area"))
}
