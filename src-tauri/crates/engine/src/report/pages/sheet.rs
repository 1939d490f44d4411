//! The sheet: A4 and its type area. All lengths are points.

use crate::report::Layout;

/// One millimetre.
const MM: f64 = 72.0 / 25.4;
/// Width of A4.
pub(super) const WIDTH: f64 = 210.0 * MM;
/// Height of A4.
pub(super) const HEIGHT: f64 = 297.0 * MM;
/// Characters on a line.
pub(super) const CHARACTERS: f64 = 28.0;
/// Size of the body's text (3号).
pub(super) const BODY: f64 = 16.0;
/// Size of the title (2号).
pub(super) const TITLE: f64 = 22.0;
/// Size of a caption and of page numbers (4号).
pub(super) const SMALL: f64 = 14.0;
/// Size of the text in a table (小4号).
pub(super) const TABLE: f64 = 12.0;
/// Size of notes (5号).
pub(super) const NOTE: f64 = 10.5;

/// Where things stand on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    /// Above the type area.
    pub top: f64,
    /// Left of the type area on odd pages, and right of it on even ones where pages are mirrored.
    pub inner: f64,
    /// Height of the type area.
    pub height: f64,
    /// Height of a line.
    pub line: f64,
    /// Whether margins change sides on even pages.
    pub is_mirrored: bool,
}

/// Width of the type area.
pub(super) const TYPE_WIDTH: f64 = 156.0 * MM;

impl Sheet {
    pub(super) fn of(layout: Layout) -> Self {
        match layout {
            // 22 lines.
            Layout::Standard => {
                Self { top: 37.0 * MM, inner: 28.0 * MM, height: 225.0 * MM, line: 28.95, is_mirrored: false }
            }
            Layout::Mirrored => {
                Self { top: 34.0 * MM, inner: 28.0 * MM, height: 231.0 * MM, line: 29.75, is_mirrored: true }
            }
        }
    }

    /// The left edge of the type area on a page.
    pub(super) fn left(self, page: usize) -> f64 {
        if self.is_mirrored && page.is_multiple_of(2) { WIDTH - self.inner - TYPE_WIDTH } else { self.inner }
    }

    /// The baseline of a page number: 7 mm below the type area.
    pub(super) fn number_baseline(self) -> f64 {
        self.top + self.height + 7.0 * MM + SMALL * 0.88
    }
}

/// What a character of the body takes: 28 fill a line.
pub(super) const CHARACTER: f64 = TYPE_WIDTH / CHARACTERS;
