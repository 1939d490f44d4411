//! Text files: which encoding, and which bytes are no text at all.

use super::error::Refusal;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// A decoded text file.
pub(super) struct DecodedText<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    pub is_guessed: bool,
}

/// How much of a file the detector looks at.
const DETECTOR_BYTES: usize = 1 << 20;

/// Decodes a text file. UTF-8 is certain when every byte fits; without a mark GB18030 is the next guess, for
/// Chinese offices write little else. Bytes that stand as no Chinese text has them are Western letters.
pub(super) fn decode(bytes: &[u8]) -> Result<DecodedText<'_>, Refusal> {
    let decoded = by_mark(bytes)
        .or_else(|| utf16_without_mark(bytes))
        .or_else(|| strict(bytes, UTF_8, false))
        .or_else(|| western(bytes))
        .or_else(|| strict(bytes, GB18030, true))
        .or_else(|| detected(bytes))
        .unwrap_or_else(|| lossy(bytes));
    if is_sensible(&decoded.text) { Ok(decoded) } else { Err(Refusal::NotASpreadsheet) }
}

fn name_of(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

fn by_mark(bytes: &[u8]) -> Option<DecodedText<'_>> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(length..)?);
    Some(DecodedText { text, encoding: name_of(encoding), is_guessed: false })
}

fn strict<'a>(bytes: &'a [u8], encoding: &'static Encoding, is_guessed: bool) -> Option<DecodedText<'a>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(DecodedText { text, encoding: name_of(encoding), is_guessed })
}

/// In UTF-16 separators and digits have a zero byte, mostly on the same side (`一` has one on the other).
fn utf16_without_mark(bytes: &[u8]) -> Option<DecodedText<'_>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let big = pairs.iter().filter(|[high, _]| *high == 0).count();
    let little = pairs.iter().filter(|[_, high]| *high == 0).count();
    // At least one character in twenty is a separator, a digit or a line end.
    if big.max(little).saturating_mul(20) < pairs.len().max(1) {
        return None;
    }
    strict(bytes, if little >= big { UTF_16LE } else { UTF_16BE }, true)
}

/// Chinese text has its bytes above ASCII in pairs and runs of pairs; a Western letter such as é mostly stands alone.
fn western(bytes: &[u8]) -> Option<DecodedText<'_>> {
    let runs = || bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).filter(|run| !run.is_ascii());
    let alone = runs().filter(|run| run.len() == 1).count();
    let all: usize = runs().map(<[u8]>::len).sum();
    if alone * 2 > all { strict(bytes, WINDOWS_1252, true) } else { None }
}

fn detected(bytes: &[u8]) -> Option<DecodedText<'_>> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..DETECTOR_BYTES).unwrap_or(bytes), true);
    let encoding = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    strict(bytes, encoding, true).filter(|_| !encoding.is_single_byte())
}

/// A file with a few broken characters, such as one cut short: what survives in the likelier encoding.
fn lossy(bytes: &[u8]) -> DecodedText<'_> {
    let (as_utf8, _) = UTF_8.decode_without_bom_handling(bytes);
    let (as_gb, _) = GB18030.decode_without_bom_handling(bytes);
    let broken = |text: &str| memchr::memmem::find_iter(text.as_bytes(), "\u{FFFD}").count();
    let (text, encoding) =
        if broken(&as_utf8) <= broken(&as_gb) { (as_utf8, UTF_8) } else { (as_gb, GB18030) };
    DecodedText { text, encoding: name_of(encoding), is_guessed: true }
}

/// Text has no zero characters, hardly any other control characters, and hardly anything undecodable.
fn is_sensible(text: &str) -> bool {
    let mut chars = 0usize;
    let mut strange = 0usize;
    for c in text.trim_end_matches('\u{1A}').chars() {
        chars += 1;
        match c {
            '\0' => return false,
            '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' => {}
            '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => strange += 1,
            c if c.is_control() => strange += 1,
            _ => {}
        }
    }
    strange <= 1 + chars / 200 && (strange == 0 || chars >= 50)
}
