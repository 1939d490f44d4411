//! Arguments of `boundary`.

use super::WorkspaceArgs;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct BoundaryArgs {
    #[command(subcommand)]
    pub action: BoundaryAction,
}

#[derive(Debug, Subcommand)]
pub enum BoundaryAction {
    /// Bring in a boundary file (GeoJSON, longitude and latitude), in place of the one of its name, as one undoable step.
    Import {
        /// The file.
        file: PathBuf,
        /// The workspace file; made if there is none.
        #[arg(short, long, value_name = "W")]
        workspace: PathBuf,
        /// Number of its official review (审图号), printed under every map. Without one maps say that they are for internal
        /// use.
        #[arg(long, value_name = "NUMBER")]
        approval: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// List the boundary files of a workspace.
    List {
        #[command(flatten)]
        workspace: WorkspaceArgs,
    },
    /// Take a boundary file out.
    Remove {
        /// Its name (see `boundary list`).
        name: String,
        #[command(flatten)]
        workspace: WorkspaceArgs,
    },
}
