//! `recipe`: what was settled about tables of one look, written to a file and taken from one.

use crate::args::{RecipeAction, RecipeArgs};
use crate::output::{Done, Terminal, data, now};
use jianfu_engine::{Error, Workspace, recipe_of, recipe_text};
use std::path::Path;

pub fn run(args: &RecipeArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    match &args.action {
        RecipeAction::Export { name, workspace, output } => {
            let text = recipe_text(&Workspace::open_read_only(workspace)?.recipe(name)?)?;
            match output {
                None => data(&format!("{text}\n"))?,
                Some(path) => {
                    std::fs::write(path, format!("{text}\n"))
                        .map_err(|e| Error::file("cannot_write", path, &e))?;
                }
            }
        }
        RecipeAction::Import { file, workspace } => {
            let recipe = read(file)?;
            Workspace::open_or_create(workspace)?.keep_recipe(&recipe, &now())?;
            let count = recipe.settled.len();
            let words = terminal.say("已存入处理方案", "Kept recipe");
            data(&format!("{words} {} ({count})\n", recipe.name))?;
        }
    }
    Ok(Done::Clean)
}

/// The recipe in a file.
pub fn read(path: &Path) -> anyhow::Result<jianfu_engine::import::recipe::Recipe> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::file("cannot_read", path, &e))?;
    Ok(recipe_of(&text, &path.file_name().unwrap_or_default().to_string_lossy())?)
}
