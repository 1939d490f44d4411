//! Arguments of `inspect`, `import` and `recipe`.

use clap::Subcommand;
use std::path::PathBuf;

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
