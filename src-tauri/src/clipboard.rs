//! Pictures on the system's clipboard. Home of arboard.

use jianfu_engine::Error;
use jianfu_engine::chart::Pixels;
use std::sync::{Mutex, PoisonError};

/// The clipboard, opened when the first picture is put on it and held from then on: on X11 a picture is there only as
/// long as the program that offers it.
#[derive(Default)]
pub struct Pictures(Mutex<Option<arboard::Clipboard>>);

impl Pictures {
    /// Puts a picture on the clipboard.
    ///
    /// # Errors
    /// `clipboard_failed` where the system has none, or does not take the picture.
    pub fn put(&self, pixels: Pixels) -> Result<(), Error> {
        let failed = |e: arboard::Error| Error::refused("clipboard_failed", &[("reason", &e.to_string())]);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match held.take() {
            Some(open) => open,
            None => arboard::Clipboard::new().map_err(failed)?,
        };
        let (width, height) = (pixels.width as usize, pixels.height as usize);
        let picture = arboard::ImageData { width, height, bytes: pixels.rgba.into() };
        held.insert(clipboard).set_image(picture).map_err(failed)
    }
}
