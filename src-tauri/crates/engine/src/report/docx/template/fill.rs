//! Finds placeholders in the words of a paragraph, however its runs part them, and writes values in their place.

use super::scan::{NO_TEXT, Paragraph, Text};
use crate::format::printable;
use std::ops::Range;

/// Braces as typed, and as an input method for Chinese types them.
const OPENING: [&str; 2] = ["{{", "｛｛"];
const CLOSING: [&str; 2] = ["}}", "｝｝"];

/// A placeholder in the words of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Braces included.
    pub range: Range<usize>,
    /// What is between them; nothing where they are not closed.
    pub name: Option<String>,
}

/// Every placeholder of a paragraph, in order.
pub(super) fn find(words: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = first(words, at, &OPENING) {
        let inside = start + open.len();
        let rest = words.get(inside..).unwrap_or_default();
        let limit = rest.find(NO_TEXT).unwrap_or(rest.len());
        let limit =
            first(words, inside, &OPENING).map_or(inside + limit, |(next, _)| next.min(inside + limit));
        match first(words, inside, &CLOSING).filter(|(end, _)| *end <= limit) {
            Some((end, close)) => {
                let name = words.get(inside..end).map(str::to_owned);
                at = end + close.len();
                found.push(Found { range: start..at, name });
            }
            None => {
                found.push(Found { range: start..limit, name: None });
                at = limit.max(inside);
            }
        }
    }
    found
}

/// The first of some texts from a place on.
fn first<'a>(words: &str, from: usize, wanted: &[&'a str]) -> Option<(usize, &'a str)> {
    let rest = words.get(from..)?;
    wanted.iter().filter_map(|text| Some((from + rest.find(text)?, *text))).min()
}

/// Text to put in place of a stretch of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// The edits that put values in place of placeholders. The run a placeholder begins in keeps its look and takes the value;
/// the others give up their share. What is not touched stays as written.
pub(super) fn edits(paragraph: &Paragraph, source: &str, values: &[(Range<usize>, String)]) -> Vec<Edit> {
    let touches = |text: &Text, value: &Range<usize>| {
        !text.words.is_empty() && value.start < text.words.end && text.words.start < value.end
    };
    let touched = |text: &&Text| values.iter().any(|(range, _)| touches(text, range));
    let edit = |text: &Text| {
        let mut words = String::new();
        let mut at = text.words.start;
        for (range, value) in values.iter().filter(|(range, _)| touches(text, range)) {
            words.push_str(paragraph.words.get(at..range.start).unwrap_or_default());
            if text.words.contains(&range.start) {
                words.push_str(value);
            }
            at = range.end.min(text.words.end);
        }
        words.push_str(paragraph.words.get(at..text.words.end).unwrap_or_default());
        let tag = source.get(text.tag.clone()).unwrap_or_default();
        Edit { range: text.tag.start..text.content.end, text: format!("{}{}", spaced(tag), content(&words)) }
    };
    paragraph.texts.iter().filter(touched).map(edit).collect()
}

/// The opening tag, with blanks at the ends of the text kept.
fn spaced(tag: &str) -> String {
    match tag.strip_suffix('>') {
        Some(open) if !tag.contains("xml:space") => format!("{open} xml:space=\"preserve\">"),
        _ => tag.to_owned(),
    }
}

/// Text between the tags of `w:t`; a line end leaves the element for a break and comes back.
fn content(words: &str) -> String {
    let lines: Vec<String> = printable(words).split('\n').map(escaped).collect();
    lines.join("</w:t><w:br/><w:t xml:space=\"preserve\">")
}

/// Text as it may stand between tags.
pub(super) fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The part with its edits.
pub(super) fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(source.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::scan::scan;
    use super::*;

    const HEAD: &str =
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

    fn filled(body: &str, value: &str) -> String {
        let source = format!("{HEAD}{body}</w:body></w:document>");
        let scanned = scan(&source, "document").unwrap();
        let mut all = Vec::new();
        for paragraph in &scanned.paragraphs {
            let values: Vec<_> =
                find(&paragraph.words).into_iter().map(|f| (f.range, value.to_owned())).collect();
            all.extend(edits(paragraph, &source, &values));
        }
        let out = apply(&source, all);
        out.strip_prefix(HEAD).unwrap().strip_suffix("</w:body></w:document>").unwrap().to_owned()
    }

    #[test]
    fn a_placeholder_in_pieces_takes_the_look_of_its_first_run_and_the_rest_stays_as_written() {
        let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲{</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
                    <w:r><w:t>{发文</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>.今年}}乙 &amp; 丙</w:t></w:r></w:p>\
                    <w:p><w:r><w:t>a&#20214;</w:t></w:r></w:p>";
        let expected = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">甲9 &lt; 10</w:t></w:r>\
                    <w:proofErr w:type=\"spellStart\"/><w:r><w:t xml:space=\"preserve\"></w:t></w:r>\
                    <w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">乙 &amp; 丙</w:t></w:r></w:p>\
                    <w:p><w:r><w:t>a&#20214;</w:t></w:r></w:p>";
        assert_eq!(filled(body, "9 < 10"), expected);
    }

    #[test]
    fn several_in_one_run_are_filled_and_a_line_end_is_a_break() {
        let body = "<w:p><w:r><w:t>{{a}}、｛｛b｝｝</w:t></w:r></w:p>";
        let expected = "<w:p><w:r><w:t xml:space=\"preserve\">1</w:t><w:br/><w:t xml:space=\"preserve\">2、1</w:t>\
                        <w:br/><w:t xml:space=\"preserve\">2</w:t></w:r></w:p>";
        assert_eq!(filled(body, "1\n2"), expected);
    }

    #[test]
    fn one_that_is_not_closed_is_found_as_such_and_reaches_over_nothing_but_text() {
        let names = |words: &str| find(words).into_iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(names("{{a"), [None]);
        assert_eq!(names("{{a {{b}} }}"), [None, Some("b".to_owned())]);
        assert_eq!(names(&format!("{{{{a{NO_TEXT}b}}}}")), [None]);
        assert_eq!(names("{a} }} {{ c }}"), [Some(" c ".to_owned())]);
    }

    #[test]
    fn text_in_a_box_within_a_paragraph_is_a_paragraph_of_its_own() {
        let inner = "<w:txbxContent><w:p><w:r><w:t>{{b}}</w:t></w:r></w:p></w:txbxContent>";
        let body = format!("<w:p><w:r><w:t>{{{{a}}}}</w:t><w:pict>{inner}</w:pict></w:r></w:p>");
        assert_eq!(filled(&body, "x").matches(">x<").count(), 2);
    }
}
