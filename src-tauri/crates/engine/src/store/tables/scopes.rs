//! `scopes`: the scopes (口径) that sources name.

use crate::model::{Scope, ScopeId};
use crate::store::{Reader, StoreError, Writer};

impl Writer<'_> {
    /// Adds a scope. One that is there already stays as it is: its id comes from its name.
    pub fn insert_scope(&mut self, scope: &Scope) -> Result<(), StoreError> {
        let sql = "INSERT INTO scopes (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
        self.execute(sql, (&scope.id, &scope.name))
    }
}

impl Reader {
    /// Every scope, by id.
    pub fn list_scopes(&self) -> Result<Vec<Scope>, StoreError> {
        self.list("SELECT id, name FROM scopes ORDER BY id", [], |row| {
            Ok(Scope { id: row.get("id")?, name: row.get("name")? })
        })
    }

    /// The scope with this id.
    pub fn find_scope(&self, scope_id: &ScopeId) -> Result<Option<Scope>, StoreError> {
        self.find("SELECT id, name FROM scopes WHERE id = ?1", [scope_id], |row| {
            Ok(Scope { id: row.get("id")?, name: row.get("name")? })
        })
    }
}
