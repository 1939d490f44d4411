//! The command line: names and shapes people script against, so they only ever gain.

mod asking;
mod boundary;
mod charting;
mod following;
mod importing;
mod measuring;
mod reporting;
mod solving;

pub use asking::*;
pub use boundary::*;
pub use charting::*;
pub use following::*;
pub use importing::*;
pub use measuring::*;
pub use reporting::*;
pub use solving::*;

use clap::{Parser, Subcommand, ValueEnum};
use jianfu_engine::model::Lang;
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
    /// Bring in, list and take out borders to draw maps with.
    Boundary(BoundaryArgs),
    /// List what a workspace holds.
    List(ListArgs),
    /// Compute the reductions of an indicator.
    Measure(MeasureArgs),
    /// Rank the rows of a comparison, with quartiles and what is unusual.
    Rank(MeasureArgs),
    /// Find every whole base that fits a count and a printed rate.
    SolveBase(SolveBaseArgs),
    /// Follow a count over several periods.
    Series(SeriesArgs),
    /// Say how yearly quotas (年度控制数) are used.
    Quota(QuotaArgs),
    /// Say whether burdens were reduced or moved.
    Burden(BurdenArgs),
    /// Draw one figure.
    Chart(Box<ChartArgs>),
    /// Write the year-end summary, a special report or a brief.
    Report(Box<ReportArgs>),
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
