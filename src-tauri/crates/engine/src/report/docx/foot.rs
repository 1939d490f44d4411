//! 版记: recipients and the printing office at the foot of the last page, between rules; the last rule lies on the lower
//! edge of the type area.

use super::page::{Page, TYPE_AREA};
use super::para::{Para, RunLook, tab};
use super::styles::FOOT;
use super::text::half_widths;
use super::xml::Xml;
use crate::model::Lang;
use crate::report::words;

/// A character of 四号: so far lines stand in from either edge.
const CHARACTER: u32 = super::page::FOOT_CHARACTER;
/// The first and the last rule, 0.35 mm, and those between, 0.25 mm, in eighths of a point.
const THICK: &str = "8";
const THIN: &str = "6";
/// Height of a line: 22 pt.
const LINE: u32 = 440;

/// Writes the foot. A table at the bottom edge, because a frame would lose its rules in some programs.
pub(super) fn write(xml: &mut Xml, foot: &words::Foot, page: Page, lang: Lang) {
    let width = TYPE_AREA.to_string();
    xml.element("w:tbl", &[], |xml| {
        write_properties(xml, &width, page);
        xml.element("w:tblGrid", &[], |xml| xml.empty("w:gridCol", &[("w:w", &width)]));
        if !foot.recipients.is_empty() {
            row(xml, &width, false, |xml| {
                for (label, names) in &foot.recipients {
                    recipients(xml, label, names, lang);
                }
            });
        }
        if let Some((by, on)) = &foot.printed {
            row(xml, &width, !foot.recipients.is_empty(), |xml| printed(xml, by, on, lang));
        }
    });
}

/// Its place is counted from the edge of the page: some programs let a table as wide as the text stand where it is met.
/// Where margins change sides, the middle of the page is a millimetre from that of the type area on either.
fn write_properties(xml: &mut Xml, width: &str, page: Page) {
    let left = page.left.to_string();
    let across = if page.is_mirrored { ("w:tblpXSpec", "center") } else { ("w:tblpX", left.as_str()) };
    let place = [("w:vertAnchor", "margin"), ("w:horzAnchor", "page"), across, ("w:tblpYSpec", "bottom")];
    xml.element("w:tblPr", &[], |xml| {
        xml.empty("w:tblpPr", &place);
        xml.val("w:tblOverlap", "never");
        xml.empty("w:tblW", &[("w:w", width), ("w:type", "dxa")]);
        xml.element("w:tblBorders", &[], |xml| {
            xml.empty("w:top", &edge(THICK));
            xml.empty("w:bottom", &edge(THICK));
        });
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            for side in ["w:left", "w:right"] {
                xml.empty(side, &[("w:w", "0"), ("w:type", "dxa")]);
            }
        });
    });
}

fn edge(width: &str) -> [(&str, &str); 4] {
    [("w:val", "single"), ("w:sz", width), ("w:space", "0"), ("w:color", "000000")]
}

fn row(xml: &mut Xml, width: &str, has_rule: bool, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                if has_rule {
                    xml.element("w:tcBorders", &[], |xml| xml.empty("w:top", &edge(THIN)));
                }
            });
            inside(xml);
        });
    });
}

/// Further lines stand under the first name.
fn recipients(xml: &mut Xml, label: &str, names: &str, lang: Lang) {
    let hanging = u32::try_from(half_widths(label)).unwrap_or_default() * CHARACTER / 2;
    let para = Para { left: Some(CHARACTER + hanging), hanging: Some(hanging), ..line() };
    para.paragraph(xml, |xml| look().run(xml, lang, &format!("{label}{names}")));
}

/// The office at the left, the day at the right.
fn printed(xml: &mut Xml, by: &str, on: &str, lang: Lang) {
    let para = Para { left: Some(CHARACTER), right_tab: Some(TYPE_AREA - CHARACTER), ..line() };
    para.paragraph(xml, |xml| {
        look().run(xml, lang, by);
        if !on.is_empty() {
            tab(xml);
            look().run(xml, lang, on);
        }
    });
}

fn line() -> Para {
    Para { spacing: Some((LINE, "atLeast")), right: Some(CHARACTER), jc: Some("left"), ..Para::default() }
}

fn look() -> RunLook {
    RunLook { half_points: Some(FOOT), spacing: Some(0), ..RunLook::default() }
}
