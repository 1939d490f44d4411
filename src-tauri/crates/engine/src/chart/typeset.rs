//! Measuring and breaking text with the bundled font, so that a line is as long on every machine.
//!
//! The fonts carry no kerning and no ligatures (see `fonts/make-subset.py`): the width of a text is the sum of
//! its advances.

use std::sync::OnceLock;
use ttf_parser::Face;

/// The family every chart is set in.
pub(crate) const FAMILY: &str = "Noto Sans SC";
/// Noto Sans SC 400, subset.
pub(super) static REGULAR: &[u8] = include_bytes!("../../fonts/NotoSansSC-Regular.ttf");
/// Noto Sans SC 500, subset.
pub(super) static MEDIUM: &[u8] = include_bytes!("../../fonts/NotoSansSC-Medium.ttf");

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕”’％%…—·,.;:!?)]}";
/// Marks that may not end a line.
const NO_END: &str = "（《「『【〔“‘([{";

/// The two weights of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 500, emphasis.
    Medium,
}

impl Weight {
    /// The number of CSS and SVG.
    pub fn number(self) -> u32 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
        }
    }
}

fn face(weight: Weight) -> Option<&'static Face<'static>> {
    static FACES: OnceLock<[Option<Face<'static>>; 2]> = OnceLock::new();
    let [regular, medium] = FACES.get_or_init(|| [REGULAR, MEDIUM].map(|data| Face::parse(data, 0).ok()));
    match weight {
        Weight::Regular => regular.as_ref(),
        Weight::Medium => medium.as_ref(),
    }
}

/// Whether the bundled font can draw the character.
pub(super) fn has_glyph(c: char) -> bool {
    face(Weight::Regular).is_some_and(|face| face.glyph_index(c).is_some())
}

/// Whether a character is as wide as it is high (Han, kana, full-width marks).
fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
}

/// Width in ems. A character the font lacks is guessed, because it comes from another font.
fn advance(face: Option<&Face<'_>>, c: char) -> f64 {
    let known = face.and_then(|face| {
        let glyph = face.glyph_index(c)?;
        Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
    });
    known.unwrap_or(if is_wide(c) { 1.0 } else { 0.6 })
}

/// The length of a line of text in user units.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let face = face(weight);
    text.chars().map(|c| advance(face, c)).sum::<f64>() * size
}

/// Breaks a text into lines no longer than `limit`, by the rules of Chinese and English typesetting.
/// Nothing is lost: a word longer than a line is broken inside.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let joined = format!("{line}{piece}");
        if width(joined.trim_end(), size, weight) <= limit {
            line = joined;
            continue;
        }
        flush(&mut lines, &mut line);
        if width(piece.trim_end(), size, weight) <= limit {
            line = piece;
            continue;
        }
        for c in piece.chars() {
            if !line.is_empty()
                && width(&line, size, weight) + width(c.encode_utf8(&mut [0; 4]), size, weight) > limit
            {
                flush(&mut lines, &mut line);
            }
            line.push(c);
        }
    }
    flush(&mut lines, &mut line);
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Like `wrap`, with lines as even as their number allows, so that no single character is left over.
pub(super) fn wrap_even(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut best = wrap(text, size, weight, limit);
    if best.len() == 1 {
        return best;
    }
    // No word is broken inside for the sake of evenness.
    let longest = pieces(text).iter().map(|piece| width(piece.trim_end(), size, weight)).fold(0.0, f64::max);
    let mut narrower = limit - size;
    while narrower > size * 2.0 && narrower >= longest {
        let lines = wrap(text, size, weight, narrower);
        if lines.len() > best.len() {
            break;
        }
        best = lines;
        narrower -= size;
    }
    best
}

fn flush(lines: &mut Vec<String>, line: &mut String) {
    let done = std::mem::take(line);
    let done = done.trim();
    if !done.is_empty() {
        lines.push(done.to_owned());
    }
}

/// Splits a text where a line may end.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        piece.push(c);
        if chars.peek().is_some_and(|&next| may_break(c, next)) {
            out.push(std::mem::take(&mut piece));
        }
    }
    if !piece.is_empty() {
        out.push(piece);
    }
    out
}

fn may_break(before: char, after: char) -> bool {
    if NO_START.contains(after) || NO_END.contains(before) || after == ' ' {
        return false;
    }
    if before == ' ' || before == '/' {
        return true;
    }
    // A number stays with its unit.
    if before.is_ascii_digit() || "%％".contains(before) && is_wide(after) {
        return false;
    }
    is_wide(before) || is_wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_can_be_read() {
        assert!(face(Weight::Regular).is_some() && face(Weight::Medium).is_some());
    }

    #[test]
    fn a_han_character_is_one_em_and_digits_are_alike() {
        assert!((width("湘西", 10.0, Weight::Regular) - 20.0).abs() < 1e-9);
        assert!((width("111", 10.0, Weight::Medium) - width("808", 10.0, Weight::Medium)).abs() < 1e-9);
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing() {
        let text = "口径：市县两级党委、政府及其办公室。总体下降 25.7%（12,486 件减至 9,277 件），为 13 个可比市州。";
        for limit in [60.0, 100.0, 240.0] {
            let lines = wrap(text, 10.0, Weight::Regular, limit);
            for line in &lines {
                assert!(width(line, 10.0, Weight::Regular) <= limit, "{line} is longer than {limit}");
                assert!(!line.starts_with(['，', '。', '）']), "{line} starts with a mark");
            }
            let bare = |s: &str| s.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text));
        }
    }

    #[test]
    fn no_word_is_broken_to_make_lines_even() {
        let text = "Xiangxi Tujia and Miao Autonomous Prefecture";
        for limit in [70.0, 80.0, 120.0] {
            let lines = wrap_even(text, 10.0, Weight::Regular, limit);
            let words: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
            assert_eq!(words, text.split(' ').collect::<Vec<_>>(), "{limit}");
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_inside() {
        let lines = wrap("Donaudampfschifffahrtsgesellschaft", 10.0, Weight::Regular, 50.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "Donaudampfschifffahrtsgesellschaft");
    }
}
