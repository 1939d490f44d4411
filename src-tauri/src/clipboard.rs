//! The clipboard. Written by the shell, so that the page needs no right to it. Home of arboard.

use jianfu_engine::Error;
use jianfu_engine::chart::Pixels;
use std::sync::{Mutex, PoisonError};

/// The clipboard of the session, opened when something is first put on it and held for as long as the program runs: on
/// Linux what is on it lives with its owner.
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
        self.with(|clipboard| clipboard.set().html(html, Some(text)))
    }

    /// Puts a picture on the clipboard.
    ///
    /// # Errors
    /// `clipboard_failed` where the desktop has none, or does not take the picture.
    pub fn put_picture(&self, pixels: Pixels) -> Result<(), Error> {
        let (width, height) = (pixels.width as usize, pixels.height as usize);
        let picture = arboard::ImageData { width, height, bytes: pixels.rgba.into() };
        self.with(|clipboard| clipboard.set_image(picture))
    }

    fn with(
        &self,
        put: impl FnOnce(&mut arboard::Clipboard) -> Result<(), arboard::Error>,
    ) -> Result<(), Error> {
        let failed = |e: arboard::Error| Error::refused("clipboard_failed", &[("reason", &e.to_string())]);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match open.take() {
            Some(clipboard) => clipboard,
            None => arboard::Clipboard::new().map_err(failed)?,
        };
        put(open.insert(clipboard)).map_err(failed)
    }
}
