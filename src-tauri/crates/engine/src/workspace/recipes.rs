//! The recipes of a workspace: kept, found again, exported and imported.

use super::settling::StagedTable;
use super::staging::StagedFile;
use super::{Error, Workspace};
use crate::import::recipe::{Look, Recipe, Settlement};
use crate::model::get_indicator;
use crate::store::{StepKind, StoreError, StoredRecipe, Writer};

impl Workspace {
    /// Every recipe, by name.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn recipes(&self) -> Result<Vec<Recipe>, Error> {
        let stored = self.store().list_recipes()?;
        stored.iter().map(|r| recipe_of(&r.document, &r.name)).collect()
    }

    /// The recipe of this name.
    ///
    /// # Errors
    /// `unknown_recipe`.
    pub fn recipe(&self, name: &str) -> Result<Recipe, Error> {
        let found = self.recipes()?.into_iter().find(|r| r.name == name);
        found.ok_or_else(|| Error::refused("unknown_recipe", &[("name", name)]))
    }

    /// Keeps a recipe in place of the one of its name, as one undoable step. `at` is the time, RFC 3339.
    ///
    /// # Errors
    /// When the workspace cannot be written.
    pub fn keep_recipe(&mut self, recipe: &Recipe, at: &str) -> Result<(), Error> {
        let args = [("name".to_owned(), recipe.name.clone())];
        let stored = stored(recipe)?;
        self.writing()?.step(StepKind::Recipe, &args, at, |writer| writer.put_recipe(&stored))?;
        Ok(())
    }
}

/// A recipe as JSON, for people to keep, edit and pass on.
///
/// # Errors
/// None that input can cause.
pub fn recipe_text(recipe: &Recipe) -> Result<String, Error> {
    serde_json::to_string_pretty(recipe).map_err(|e| bad_recipe(&recipe.name, &e.to_string()))
}

/// Reads a recipe from JSON. `file` names it in the error.
///
/// # Errors
/// `bad_recipe` when it is of another shape, `unknown_indicator` when it names one that is not in the catalogue.
pub fn recipe_of(text: &str, file: &str) -> Result<Recipe, Error> {
    let recipe: Recipe = serde_json::from_str(text).map_err(|e| bad_recipe(file, &e.to_string()))?;
    for settlement in &recipe.settled {
        if let Settlement::Indicator { indicator, .. } = settlement
            && get_indicator(indicator).is_none()
        {
            return Err(Error::refused("unknown_indicator", &[("indicator", indicator)]));
        }
    }
    Ok(recipe)
}

fn bad_recipe(file: &str, reason: &str) -> Error {
    Error::refused("bad_recipe", &[("file", file), ("reason", reason)])
}

fn stored(recipe: &Recipe) -> Result<StoredRecipe, Error> {
    Ok(StoredRecipe { name: recipe.name.clone(), document: recipe_text(recipe)? })
}

/// For each table the recipe that is about it, by the likeness of their looks: the nearest pairs first, and each
/// recipe for one table only, because fourteen prefectures send tables that look nearly alike.
pub(super) fn assign(looks: &[Look], recipes: &[Recipe]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (t, look) in looks.iter().enumerate() {
        let near = recipes.iter().enumerate().map(|(r, recipe)| (recipe.look.likeness(look), t, r));
        pairs.extend(near.filter(|pair| pair.0 >= Look::NEAR));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of_table: Vec<Option<usize>> = vec![None; looks.len()];
    let mut is_taken = vec![false; recipes.len()];
    for (_, table, recipe) in pairs {
        if let (Some(of_table @ None), Some(is_taken @ false)) =
            (of_table.get_mut(table), is_taken.get_mut(recipe))
        {
            (*of_table, *is_taken) = (Some(recipe), true);
        }
    }
    of_table
}

/// The recipes to keep once the tables of these files are taken: known ones with the new look and all that lasts of
/// what was settled, and new ones for tables never seen. `settles` is false where one recipe was given for all tables.
pub(super) fn remembered(
    files: &[&StagedFile],
    known: &[Recipe],
    settles: bool,
) -> Result<Vec<StoredRecipe>, Error> {
    let tables: Vec<&StagedTable> = files.iter().flat_map(|f| &f.tables).collect();
    let looks: Vec<Look> = tables.iter().map(|table| table.look.clone()).collect();
    let assigned = assign(&looks, known);
    let mut names: Vec<String> = known.iter().map(|r| r.name.clone()).collect();
    let mut kept = Vec::new();
    for ((table, look), recipe) in tables.into_iter().zip(looks).zip(assigned) {
        let settled = settles.then(|| table.lasting());
        let recipe = match recipe.and_then(|r| known.get(r)) {
            Some(recipe) => {
                let settled = settled.unwrap_or_else(|| recipe.settled.clone());
                if recipe.look == look && recipe.settled == settled {
                    continue;
                }
                Recipe { look, settled, ..recipe.clone() }
            }
            None => {
                let name = free_name(look.title.as_deref().unwrap_or(&table.sheet_name), &names);
                names.push(name.clone());
                Recipe { settled: settled.unwrap_or_default(), ..Recipe::new(name, look) }
            }
        };
        kept.push(stored(&recipe)?);
    }
    Ok(kept)
}

fn free_name(wanted: &str, names: &[String]) -> String {
    let is_free = |name: &String| !names.contains(name);
    let numbered = (2..).map(|n| format!("{wanted} ({n})"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Keeps what [`remembered`] gave.
pub(super) fn put_all(writer: &mut Writer<'_>, recipes: &[StoredRecipe]) -> Result<(), StoreError> {
    recipes.iter().try_for_each(|recipe| writer.put_recipe(recipe))
}
