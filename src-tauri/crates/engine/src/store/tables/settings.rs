//! `settings`: what holds for the workspace, by name.

use crate::store::{Reader, StoreError, Writer};

impl Writer<'_> {
    /// Sets a setting, whether or not it was set before.
    pub fn update_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO settings (key, value) VALUES (?1, ?2)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.execute(sql, (key, value))
    }
}

impl Reader {
    /// A setting, if it was ever set.
    pub fn find_setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.find("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0))
    }
}
