//! The page of GB/T 9704-2012 in the units Word counts in: twips (1440 to the inch) and half points.

use super::xml::Xml;
use crate::model::Lang;
use crate::report::Layout;

/// The namespaces of relations and of drawings in text.
pub(super) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const WORD_DRAWING: &str =
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// Twips of a millimetre.
pub(super) const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// A4.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
/// Both pages have a type area 156 mm wide.
pub(super) const TYPE_AREA: u32 = 8845;
/// The height that a figure with its captions may take, in millimetres.
pub(super) const TALLEST_MM: f64 = 195.0;
/// A character of 三号.
pub(super) const BODY_CHARACTER: u32 = 320;
/// A character of 四号, which page numbers stand in from the edge.
pub(super) const FOOT_CHARACTER: u32 = 280;
/// 28 characters of 16 pt are 448 pt and the type area is 442.25 pt wide: each is set closer by 0.207 pt, in 1/4096 pt. What
/// an editor's dialog shows as 28 characters to the line; the text itself is set by its style.
const CHARACTER_SPACE: &str = "-848";

/// One of the two pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    top: u32,
    bottom: u32,
    pub left: u32,
    right: u32,
    /// From the paper's edge to the bottom of the page number.
    footer: u32,
    /// From line to line: 22 of them fill the type area.
    pub line: u32,
    /// Inner and outer margins change sides.
    pub is_mirrored: bool,
}

impl Page {
    pub(super) fn of(layout: Layout) -> Self {
        match layout {
            // 29 pt would give only 21 lines, so 28.95. The dash of the page number lies 7 mm below the type area: its
            // line is 14 pt high, so it ends 25.5 mm above the edge.
            Layout::Standard => Self {
                top: 2098,
                bottom: 1984,
                left: 1587,
                right: 1474,
                footer: 1447,
                line: 579,
                is_mirrored: false,
            },
            // Both margins are a few hundredths of a millimetre less than 34 and 32 mm: a program that counts in
            // hundredths of a millimetre would else find no room for the last line.
            Layout::Mirrored => Self {
                top: 1927,
                bottom: 1812,
                left: 1587,
                right: 1474,
                footer: 1277,
                line: 595,
                is_mirrored: true,
            },
        }
    }

    /// The section: page, margins, grid and footers. A report has one, from its last paragraph on.
    pub(super) fn write_section(self, xml: &mut Xml, lang: Lang, (odd, even): (&str, &str)) {
        let [width, height, top, bottom, left, right, footer, line] =
            [WIDTH, HEIGHT, self.top, self.bottom, self.left, self.right, self.footer, self.line]
                .map(|twips| twips.to_string());
        xml.element("w:sectPr", &[], |xml| {
            xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", even)]);
            xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", odd)]);
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &top),
                    ("w:right", &right),
                    ("w:bottom", &bottom),
                    ("w:left", &left),
                    ("w:header", "851"),
                    ("w:footer", &footer),
                    ("w:gutter", "0"),
                ],
            );
            xml.empty("w:cols", &[("w:space", "425")]);
            match lang {
                Lang::Zh => xml.empty(
                    "w:docGrid",
                    &[("w:type", "linesAndChars"), ("w:linePitch", &line), ("w:charSpace", CHARACTER_SPACE)],
                ),
                // Letters have widths of their own: lines only.
                Lang::En => xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &line)]),
            }
        });
    }
}

/// `settings.xml`: footers of odd and even pages, mirrored margins, and what East Asian text needs.
pub(super) fn settings(page: Page) -> Xml {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", super::package::MAIN)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        if page.is_mirrored {
            xml.empty("w:mirrorMargins", &[]);
        }
        xml.val("w:defaultTabStop", "420");
        xml.empty("w:evenAndOddHeaders", &[]);
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.element("w:compat", &[], |xml| {
            for name in [
                "w:spaceForUL",
                "w:balanceSingleByteDoubleByteWidth",
                "w:doNotLeaveBackslashAlone",
                "w:ulTrailSpace",
                "w:doNotExpandShiftReturn",
                "w:adjustLineHeightInTable",
                "w:useFELayout",
            ] {
                xml.empty(name, &[]);
            }
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
        xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    });
    xml
}
