//! Headings, sentences, the red head, the closing and the page number.

use super::package::MAIN;
use super::page::{BODY_CHARACTER, FOOT_CHARACTER, Page, TYPE_AREA};
use super::para::{Font, Para, RunLook, tab};
use super::styles::BODY;
use super::xml::Xml;
use crate::model::Lang;
use crate::report::{Closing, Masthead, Paragraph, Run, words};

const RED: &str = "FF0000";
/// 2.25 pt, in eighths.
const RED_RULE: u32 = 18;
/// The largest and the smallest type of a red head, in points.
const LARGEST_HEAD_PT: u32 = 48;
const SMALLEST_HEAD_PT: u32 = 22;
/// Room for issuer and date on one line, in characters of half width: 26 less the two between them.
const ISSUER_AND_DATE: i64 = 48;
/// How far the date stands from the right, in characters.
const DATE_INDENT: i64 = 4;

/// An empty line of the grid.
pub(super) fn blank(xml: &mut Xml) {
    xml.element("w:p", &[], |_| {});
}

/// One paragraph of a style.
pub(super) fn styled(xml: &mut Xml, style: &'static str, lang: Lang, text: &str) {
    Para::of(style).paragraph(xml, |xml| RunLook::default().run(xml, lang, text));
}

/// A heading; its number stands in the text.
pub(super) fn heading(xml: &mut Xml, level: u8, lang: Lang, text: &str) {
    let style = match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    };
    styled(xml, style, lang, text);
}

/// Sentences with their figures. A line end in an author's text begins a new paragraph.
pub(super) fn sentences(xml: &mut Xml, paragraph: &Paragraph, lang: Lang) {
    let mut text = String::new();
    for run in &paragraph.runs {
        text.push_str(match run {
            Run::Text(words) => words,
            Run::Slot(slot) => &slot.text,
        });
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        styled(xml, "BodyText", lang, line);
    }
}

/// The red head: name, issue, issuer and date, red rule. Two lines stay free below it.
pub(super) fn masthead(xml: &mut Xml, head: &Masthead, page: Page, lang: Lang) {
    let letters = width_in_characters(&head.name).max(1);
    // As large as fits on one line, with a tenth to spare.
    let points = (TYPE_AREA / 20 * 9 / 10 / letters).clamp(SMALLEST_HEAD_PT, LARGEST_HEAD_PT);
    let lines = points.div_ceil(page.line / 20);
    let name = RunLook {
        font: Some(Font::Title),
        half_points: Some(points * 2),
        color: Some(RED),
        is_bold: lang == Lang::En,
        spacing: Some(0),
        ..RunLook::default()
    };
    blank(xml);
    let para = Para { jc: Some("center"), spacing: Some((page.line * lines, "exact")), ..Para::default() };
    para.paragraph(xml, |xml| name.run(xml, lang, &head.name));
    blank(xml);
    let body = RunLook { half_points: Some(BODY), ..RunLook::default() };
    if let Some(issue) = &head.issue {
        Para { jc: Some("center"), ..Para::default() }.paragraph(xml, |xml| body.run(xml, lang, issue));
    }
    let para = Para {
        below: Some((RED, RED_RULE)),
        left: Some(BODY_CHARACTER),
        right: Some(BODY_CHARACTER),
        right_tab: Some(TYPE_AREA - BODY_CHARACTER),
        jc: Some("left"),
        ..Para::default()
    };
    let line = Para { below: None, ..para.clone() };
    let (issuer, date) = (head.issuer.as_deref(), head.date.as_deref());
    // On one line where both fit, two characters apart.
    let fits = [issuer, date].into_iter().flatten().map(half_widths).sum::<i64>() <= ISSUER_AND_DATE;
    match (issuer, date) {
        (Some(issuer), Some(date)) if fits => line.paragraph(xml, |xml| {
            body.run(xml, lang, issuer);
            tab(xml);
            body.run(xml, lang, date);
        }),
        _ => {
            if let Some(issuer) = issuer {
                line.paragraph(xml, |xml| body.run(xml, lang, issuer));
            }
            if let Some(date) = date {
                let line = Para { jc: Some("right"), right_tab: None, ..line.clone() };
                line.paragraph(xml, |xml| body.run(xml, lang, date));
            }
        }
    }
    // A line of its own, as wide as the type area whatever stands above; low, so that the rule stays near.
    let rule = Para { below: para.below, spacing: Some((120, "exact")), ..Para::default() };
    rule.paragraph(xml, |_| {});
    blank(xml);
    blank(xml);
}

/// The list of appendices, the body that signs, and the date.
pub(super) fn closing(xml: &mut Xml, closing: &Closing, appendices: &[&str], lang: Lang) {
    // What stands below the body stays together: a signature never has a page of its own.
    let kept = Para { keeps_next: true, ..Para::default() };
    if !appendices.is_empty() {
        kept.paragraph(xml, |_| {});
        let list = words::appendix_list(appendices, lang);
        let in_twips = |mark: &str| u32::try_from(half_widths(mark)).unwrap_or(0) * BODY_CHARACTER / 2;
        // Titles stand under each other, two characters and the longest mark from the left.
        let widest = list.iter().map(|(mark, _)| in_twips(mark)).max().unwrap_or(0);
        for (mark, title) in &list {
            let left = Some(2 * BODY_CHARACTER + widest);
            let hanging = Some(in_twips(mark));
            let para = Para { left, hanging, jc: Some("left"), ..kept.clone() };
            para.paragraph(xml, |xml| RunLook::default().run(xml, lang, &format!("{mark}{title}")));
        }
    }
    if closing.signed_by.is_none() && closing.date.is_none() {
        return;
    }
    kept.paragraph(xml, |_| {});
    kept.paragraph(xml, |_| {});
    let width = |text: &Option<String>| text.as_deref().map_or(0, half_widths);
    let (name, date) = (width(&closing.signed_by), width(&closing.date));
    // The name is centred over the date, which stands four characters from the right.
    let date_indent = DATE_INDENT * i64::from(BODY_CHARACTER);
    let half = i64::from(BODY_CHARACTER / 2);
    let name_indent = (date_indent + (date - name) * half / 2).max(0);
    let mut right = |text: &Option<String>, indent: i64, keeps_next: bool| {
        if let Some(text) = text {
            let right = u32::try_from(indent).ok();
            let para = Para { jc: Some("right"), right, keeps_next, ..Para::default() };
            para.paragraph(xml, |xml| RunLook::default().run(xml, lang, text));
        }
    };
    right(&closing.signed_by, name_indent, true);
    right(&closing.date, date_indent, false);
}

/// A footer: the page number between dashes, one character from the outer edge.
pub(super) fn footer(is_odd: bool, lang: Lang) -> Xml {
    let mut xml = Xml::new();
    xml.element("w:ftr", &[("xmlns:w", MAIN)], |xml| {
        let para = if is_odd {
            Para { jc: Some("right"), right: Some(FOOT_CHARACTER), ..Para::of("Footer") }
        } else {
            Para { jc: Some("left"), left: Some(FOOT_CHARACTER), ..Para::of("Footer") }
        };
        para.paragraph(xml, |xml| {
            let look = RunLook::default();
            look.run(xml, lang, "— ");
            for kind in ["begin", "", "separate", "1", "end"] {
                xml.element("w:r", &[], |xml| match kind {
                    "" => xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(" PAGE ")),
                    "1" => xml.element("w:t", &[], |xml| xml.text("1")),
                    kind => xml.empty("w:fldChar", &[("w:fldCharType", kind)]),
                });
            }
            look.run(xml, lang, " —");
        });
    });
    xml
}

/// Width in characters of half width.
pub(super) fn half_widths(text: &str) -> i64 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn width_in_characters(text: &str) -> u32 {
    u32::try_from((half_widths(text) + 1) / 2).unwrap_or(u32::MAX)
}
