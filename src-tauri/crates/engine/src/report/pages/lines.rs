//! Text into lines: where one may end, and how far its characters are set apart so that it fills its width.

use super::sheet::{BODY, CHARACTER};
use crate::chart::{Weight, text_pieces, text_width};
use crate::model::Lang;

/// A set line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SetLine {
    /// Its words.
    pub words: String,
    /// How far right it begins.
    pub indent: f64,
    /// How far its characters are set apart.
    pub spacing: f64,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Size.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Width of the lines.
    pub width: f64,
    /// Indent of the first line.
    pub indent: f64,
    /// Added after each character, before a line is filled.
    pub spacing: f64,
    /// Whether characters are set apart to fill the line. Letters of English words are not.
    pub is_filled: bool,
}

impl Setting {
    /// Body text: 28 characters on a line, the first line two characters in.
    pub(super) fn body(width: f64, lang: Lang) -> Self {
        let is_filled = lang == Lang::Zh;
        let spacing = if is_filled { CHARACTER - BODY } else { 0.0 };
        Self { is_filled, size: BODY, weight: Weight::Regular, width, indent: 2.0 * CHARACTER, spacing }
    }

    /// Plain text of another size.
    pub(super) fn plain(size: f64, weight: Weight, width: f64) -> Self {
        Self { size, weight, width, indent: 0.0, spacing: 0.0, is_filled: false }
    }

    /// How wide a text is, set like this.
    pub(super) fn measure(self, text: &str) -> f64 {
        text_width(text, self.size, self.weight) + text.chars().count() as f64 * self.spacing
    }
}

/// Breaks a text into lines. Nothing is lost: a word longer than a line is broken inside.
pub(super) fn set(text: &str, setting: Setting) -> Vec<SetLine> {
    let mut lines: Vec<SetLine> = Vec::new();
    let mut words = String::new();
    let room = |lines: &Vec<SetLine>| setting.width - if lines.is_empty() { setting.indent } else { 0.0 };
    for piece in text_pieces(text).into_iter().flat_map(|piece| short(&piece, setting)) {
        let joined = format!("{words}{piece}");
        if words.is_empty() || fits(setting, joined.trim_end(), room(&lines)) {
            words = joined;
            continue;
        }
        let full = std::mem::replace(&mut words, piece.trim_start().to_owned());
        let line = filled(full.trim_end(), room(&lines), setting, lines.is_empty());
        lines.push(line);
    }
    let indent = if lines.is_empty() { setting.indent } else { 0.0 };
    lines.push(SetLine { words: words.trim_end().to_owned(), indent, spacing: setting.spacing });
    lines
}

/// A mark at the end of a line may hang by half a character, which filling takes back.
fn fits(setting: Setting, text: &str, room: f64) -> bool {
    const HALF_WIDTH: &str = "，。、；：）》”";
    let hang = if setting.is_filled && text.ends_with(|c| HALF_WIDTH.contains(c)) {
        setting.size * 0.5
    } else {
        0.0
    };
    setting.measure(text) - hang <= room + 0.01
}

/// Pieces that fit a line: a longer one is cut between characters.
fn short(piece: &str, setting: Setting) -> Vec<String> {
    if setting.measure(piece) <= setting.width - setting.indent {
        return vec![piece.to_owned()];
    }
    let mut parts = vec![String::new()];
    for c in piece.chars() {
        let is_full = parts.last().is_some_and(|last| {
            !last.is_empty() && setting.measure(&format!("{last}{c}")) > setting.width - setting.indent
        });
        if is_full {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

fn filled(words: &str, room: f64, setting: Setting, is_first: bool) -> SetLine {
    let gaps = words.chars().count().saturating_sub(1);
    // Nothing follows the last character, so only the gaps between them count.
    let left = room - text_width(words, setting.size, setting.weight) - gaps as f64 * setting.spacing;
    // Short lines are not torn apart.
    let most = setting.size * 0.4;
    let extra = if gaps == 0 || !setting.is_filled { 0.0 } else { left / gaps as f64 };
    let extra = if extra > most { 0.0 } else { extra };
    let indent = if is_first { setting.indent } else { 0.0 };
    SetLine { words: words.to_owned(), indent, spacing: setting.spacing + extra }
}
