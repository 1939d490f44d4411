//! The clipboard. Written by the shell, so that the page needs no right to it.

use jianfu_engine::Error;
use std::sync::{Mutex, PoisonError};

/// The clipboard of the session, held for as long as the program runs: on Linux what is on it lives with its owner.
#[derive(Default)]
pub struct Clipboard {
    open: Mutex<Option<arboard::Clipboard>>,
}

impl Clipboard {
    /// Puts a table on the clipboard: as HTML for spreadsheets and word processors, as text for the rest.
    ///
    /// # Errors
    /// `clipboard_failed` where the desktop has none or another program holds it.
    pub fn put_table(&self, html: &str, text: &str) -> Result<(), Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |e: arboard::Error| Error::refused("clipboard_failed", &[("reason", &e.to_string())]);
        if open.is_none() {
            *open = Some(arboard::Clipboard::new().map_err(failed)?);
        }
        match open.as_mut() {
            Some(clipboard) => clipboard.set().html(html, Some(text)).map_err(failed),
            None => Ok(()),
        }
    }
}
