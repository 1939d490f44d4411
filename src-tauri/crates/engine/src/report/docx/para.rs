//! Paragraphs and runs with their properties, in the order the schema wants them.

use super::xml::Xml;
use crate::format::printable;
use crate::model::Lang;

/// The fonts of an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// 仿宋: body, and headings of the third and fourth level.
    Fang,
    /// 小标宋: titles and the red head.
    Title,
    /// 黑体: headings of the first level, captions, 附件.
    Hei,
    /// 楷体: headings of the second level.
    Kai,
    /// 宋体: page numbers, notes.
    Song,
}

impl Font {
    fn name(self) -> &'static str {
        match self {
            Self::Fang => "仿宋_GB2312",
            Self::Title => "方正小标宋简体",
            Self::Hei => "黑体",
            Self::Kai => "楷体_GB2312",
            Self::Song => "宋体",
        }
    }

    /// `w:rFonts`.
    pub(super) fn write(self, xml: &mut Xml, lang: Lang) {
        let east = self.name();
        // In Chinese, digits and quotation marks are of the same font as the text around them.
        let latin = lang.pick(east, "Times New Roman");
        let mut attributes =
            vec![("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", east), ("w:cs", "Times New Roman")];
        if lang == Lang::Zh {
            attributes.insert(0, ("w:hint", "eastAsia"));
        }
        xml.empty("w:rFonts", &attributes);
    }
}

/// What a run looks like beyond its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RunLook {
    pub font: Option<Font>,
    pub is_bold: bool,
    pub is_italic: bool,
    /// Characters keep their own widths.
    pub is_off_grid: bool,
    pub color: Option<&'static str>,
    /// Added between characters, in twips.
    pub spacing: Option<i32>,
    pub half_points: Option<u32>,
}

impl RunLook {
    /// `w:rPr`; with the language, for the defaults of the document.
    pub(super) fn write(self, xml: &mut Xml, lang: Lang, has_lang: bool) {
        if self == Self::default() && !has_lang {
            return;
        }
        xml.element("w:rPr", &[], |xml| {
            if let Some(font) = self.font {
                font.write(xml, lang);
            }
            if self.is_bold {
                xml.empty("w:b", &[]);
            }
            if self.is_italic {
                xml.empty("w:i", &[]);
            }
            if self.is_off_grid {
                xml.val("w:snapToGrid", "0");
            }
            if let Some(color) = self.color {
                xml.val("w:color", color);
            }
            if let Some(twips) = self.spacing {
                xml.val("w:spacing", &twips.to_string());
            }
            if let Some(size) = self.half_points {
                xml.val("w:sz", &size.to_string());
                xml.val("w:szCs", &size.to_string());
            }
            if has_lang {
                // Digits are Latin in Chinese too: as Chinese, numbers would be broken at the end of a line.
                xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
            }
        });
    }

    /// A run of text. A line end in the text is one in the document.
    pub(super) fn run(self, xml: &mut Xml, lang: Lang, text: &str) {
        xml.element("w:r", &[], |xml| {
            // Without it, quotation marks and dashes would be set as Latin ones.
            if self == Self::default() && lang == Lang::Zh {
                xml.element("w:rPr", &[], |xml| xml.empty("w:rFonts", &[("w:hint", "eastAsia")]));
            } else {
                self.write(xml, lang, false);
            }
            for (at, line) in printable(text).split('\n').enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[]);
                }
                if !line.is_empty() {
                    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
                }
            }
        });
    }
}

/// A run that moves to the next tabulator.
pub(super) fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// A rule below or above a paragraph: colour and width in eighths of a point.
pub(super) type Edge = (&'static str, u32);

/// The properties of a paragraph. Lengths are twips, or hundredths of a character where the name says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Para {
    pub style: Option<&'static str>,
    pub keeps_next: bool,
    pub is_on_new_page: bool,
    /// Nothing that would move the lines of the grid: no care for single lines, no added blanks beside digits.
    pub is_plain: bool,
    pub below: Option<Edge>,
    pub right_tab: Option<u32>,
    pub is_off_grid: bool,
    pub before_after: Option<(u32, u32)>,
    pub spacing: Option<(u32, &'static str)>,
    pub first_line_chars: Option<u32>,
    pub left: Option<u32>,
    pub right: Option<u32>,
    pub hanging: Option<u32>,
    pub jc: Option<&'static str>,
    pub text_alignment: Option<&'static str>,
    pub outline: Option<u8>,
}

impl Para {
    /// A paragraph of a style.
    pub(super) fn of(style: &'static str) -> Self {
        Self { style: Some(style), ..Self::default() }
    }

    /// `w:p` with what is inside it.
    pub(super) fn paragraph(&self, xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            self.write(xml, |_| {});
            inside(xml);
        });
    }

    /// `w:pPr`; nothing where all is as the style says.
    pub(super) fn write(&self, xml: &mut Xml, last: impl FnOnce(&mut Xml)) {
        if *self == Self::default() {
            return;
        }
        xml.element("w:pPr", &[], |xml| {
            if let Some(style) = self.style {
                xml.val("w:pStyle", style);
            }
            if self.keeps_next {
                xml.empty("w:keepNext", &[]);
            }
            if self.is_on_new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if self.is_plain {
                xml.val("w:widowControl", "0");
            }
            self.write_edges(xml);
            if self.is_plain {
                xml.val("w:autoSpaceDE", "0");
                xml.val("w:autoSpaceDN", "0");
            }
            if self.is_off_grid {
                xml.val("w:snapToGrid", "0");
            }
            self.write_spacing(xml);
            self.write_indents(xml);
            if let Some(jc) = self.jc {
                xml.val("w:jc", jc);
            }
            if let Some(alignment) = self.text_alignment {
                xml.val("w:textAlignment", alignment);
            }
            if let Some(level) = self.outline {
                xml.val("w:outlineLvl", &level.to_string());
            }
            last(xml);
        });
    }

    fn write_edges(&self, xml: &mut Xml) {
        if let Some((color, width)) = self.below {
            let width = width.to_string();
            xml.element("w:pBdr", &[], |xml| {
                xml.empty(
                    "w:bottom",
                    &[("w:val", "single"), ("w:sz", &width), ("w:space", "4"), ("w:color", color)],
                );
            });
        }
        if let Some(at) = self.right_tab {
            let at = at.to_string();
            xml.element("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &at)]);
            });
        }
    }

    fn write_spacing(&self, xml: &mut Xml) {
        let before_after = self.before_after.map(|(before, after)| (before.to_string(), after.to_string()));
        let spacing = self.spacing.map(|(line, rule)| (line.to_string(), rule));
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        if let Some((before, after)) = &before_after {
            attributes.extend([("w:before", before.as_str()), ("w:after", after.as_str())]);
        }
        if let Some((line, rule)) = &spacing {
            attributes.extend([("w:line", line.as_str()), ("w:lineRule", *rule)]);
        }
        if !attributes.is_empty() {
            xml.empty("w:spacing", &attributes);
        }
    }

    fn write_indents(&self, xml: &mut Xml) {
        let mut indents: Vec<(&str, String)> = Vec::new();
        if let Some(left) = self.left {
            indents.push(("w:left", left.to_string()));
        }
        if let Some(right) = self.right {
            indents.push(("w:right", right.to_string()));
        }
        if let Some(chars) = self.first_line_chars {
            indents.push(("w:firstLineChars", chars.to_string()));
            indents.push(("w:firstLine", (chars * super::page::BODY_CHARACTER / 100).to_string()));
        }
        if let Some(hanging) = self.hanging {
            indents.push(("w:hanging", hanging.to_string()));
        }
        if !indents.is_empty() {
            let indents: Vec<(&str, &str)> =
                indents.iter().map(|(name, value)| (*name, value.as_str())).collect();
            xml.empty("w:ind", &indents);
        }
    }
}
