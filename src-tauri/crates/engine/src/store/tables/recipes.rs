//! `recipes`: what is remembered about tables of one look. What a recipe says is none of the store's business.

use crate::store::{Reader, StoreError, Writer};

/// A recipe as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecipe {
    /// Its name, unique within the workspace.
    pub name: String,
    /// What it says, as JSON.
    pub document: String,
}

impl Writer<'_> {
    /// Keeps a recipe in place of the one of the same name.
    pub fn put_recipe(&mut self, recipe: &StoredRecipe) -> Result<(), StoreError> {
        let sql = "INSERT INTO recipes (name, document) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET document = excluded.document";
        self.execute(sql, (&recipe.name, &recipe.document))
    }
}

impl Reader {
    /// Every recipe, by name.
    pub fn list_recipes(&self) -> Result<Vec<StoredRecipe>, StoreError> {
        let sql = "SELECT name, document FROM recipes ORDER BY name";
        self.list(sql, [], |row| Ok(StoredRecipe { name: row.get(0)?, document: row.get(1)? }))
    }
}
