//! `styles.xml` and `fontTable.xml`: the levels of an official document as styles, so that an editor changes them at one place.

use super::package::MAIN;
use super::page::Page;
use super::para::{Font, Para, RunLook};
use super::xml::Xml;
use crate::model::Lang;
use crate::report::ReportError;

/// 28 characters of 16 pt are 448 pt, and the type area is 442.25 pt wide: each is set closer by 0.3 pt. It stands here as
/// well as in the grid of the section, and text keeps off the grid: programs fit a character that is wider than its cell in
/// different ways (one gives it two cells, and 14 characters to the line), but all of them space it alike.
const CLOSER: i32 = -6;

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    next: Option<&'static str>,
    para: Para,
    run: RunLook,
}

/// 三号, 二号, 四号, 小四 and 五号 in half points.
pub(super) const BODY: u32 = 32;
const TITLE: u32 = 44;
pub(super) const FOOT: u32 = 28;
pub(super) const CAPTION: u32 = 24;
pub(super) const NOTE: u32 = 21;

fn all(lang: Lang) -> Vec<Style> {
    let body = || Para { first_line_chars: Some(200), ..Para::default() };
    let run = |font, size| RunLook { font: Some(font), half_points: Some(size), ..RunLook::default() };
    let heading = |level: u8| Para { keeps_next: true, outline: Some(level), ..body() };
    let line = |twips: u32| Some((twips, "exact"));
    vec![
        Style { id: "BodyText", name: "Body Text", next: None, para: body(), run: run(Font::Fang, BODY) },
        Style {
            id: "Title",
            name: "Title",
            next: Some("BodyText"),
            para: Para { jc: Some("center"), keeps_next: true, ..Para::default() },
            run: RunLook { is_bold: lang == Lang::En, ..run(Font::Title, TITLE) },
        },
        Style {
            id: "Heading1",
            name: "heading 1",
            next: Some("BodyText"),
            para: heading(0),
            run: RunLook { is_bold: lang == Lang::En, ..run(Font::Hei, BODY) },
        },
        Style {
            id: "Heading2",
            name: "heading 2",
            next: Some("BodyText"),
            para: heading(1),
            run: RunLook { is_italic: lang == Lang::En, ..run(Font::Kai, BODY) },
        },
        Style {
            id: "Heading3",
            name: "heading 3",
            next: Some("BodyText"),
            para: heading(2),
            run: run(Font::Fang, BODY),
        },
        Style {
            id: "Heading4",
            name: "heading 4",
            next: Some("BodyText"),
            para: heading(3),
            run: run(Font::Fang, BODY),
        },
        Style {
            id: "Caption",
            name: "caption",
            next: None,
            para: Para {
                jc: Some("center"),
                spacing: line(400),
                before_after: Some((60, 60)),
                ..Para::default()
            },
            run: RunLook { is_bold: lang == Lang::En, ..run(Font::Hei, CAPTION) },
        },
        Style {
            id: "TableText",
            name: "Table Text",
            next: None,
            para: Para {
                jc: Some("left"),
                spacing: Some((300, "atLeast")),
                before_after: Some((20, 20)),
                ..Para::default()
            },
            run: run(Font::Fang, CAPTION),
        },
        Style {
            id: "TableNote",
            name: "Table Note",
            next: Some("BodyText"),
            para: Para { jc: Some("left"), spacing: line(300), ..Para::default() },
            run: run(Font::Song, NOTE),
        },
        Style {
            id: "Figure",
            name: "Figure",
            next: Some("Caption"),
            // With an exact line a picture would be cut to the height of that line.
            para: Para {
                jc: Some("center"),
                keeps_next: true,
                spacing: Some((240, "auto")),
                before_after: Some((120, 0)),
                ..Para::default()
            },
            run: RunLook::default(),
        },
        Style {
            id: "Footer",
            name: "footer",
            next: None,
            para: Para { spacing: line(280), jc: Some("left"), ..Para::default() },
            run: run(Font::Song, FOOT),
        },
    ]
}

/// `styles.xml`.
pub(super) fn styles(page: Page, lang: Lang) -> Xml {
    let mut xml = Xml::new();
    let text_alignment = if page.is_mirrored { Some("center") } else { None };
    xml.element("w:styles", &[("xmlns:w", MAIN)], |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                let run = RunLook { font: Some(Font::Fang), half_points: Some(BODY), ..RunLook::default() };
                run.write(xml, lang, true);
            });
            xml.element("w:pPrDefault", &[], |xml| Para::default().write(xml, |_| {}));
        });
        xml.element(
            "w:style",
            &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")],
            |xml| {
                xml.val("w:name", "Normal");
                xml.empty("w:qFormat", &[]);
                let normal = Para {
                    is_plain: true,
                    is_off_grid: true,
                    spacing: Some((page.line, "exact")),
                    jc: Some("both"),
                    text_alignment,
                    ..Para::default()
                };
                normal.write(xml, |_| {});
                // The grid takes its character from this style, not from the defaults of the document.
                let run = RunLook {
                    is_off_grid: true,
                    spacing: (lang == Lang::Zh).then_some(CLOSER),
                    half_points: Some(BODY),
                    ..RunLook::default()
                };
                run.write(xml, lang, false);
            },
        );
        write_table_base(xml);
        for style in all(lang) {
            xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)], |xml| {
                xml.val("w:name", style.name);
                xml.val("w:basedOn", "Normal");
                if let Some(next) = style.next {
                    xml.val("w:next", next);
                }
                xml.empty("w:qFormat", &[]);
                style.para.write(xml, |_| {});
                // Only text of the size of the body is set closer.
                let is_body = style.run.half_points.is_none_or(|size| size == BODY);
                let run = RunLook { spacing: (!is_body).then_some(0), ..style.run };
                run.write(xml, lang, false);
            });
        }
    });
    xml
}

/// The id of a style of ours in another's document.
pub(super) fn apart_id(id: &str) -> String {
    format!("Jianfu{id}")
}

/// Styles of ours for another's document: they say all they need themselves, because its own base is another one.
pub(super) fn apart(wanted: &[&str], lang: Lang) -> Result<String, ReportError> {
    let mut xml = Xml::fragment();
    for style in all(lang).iter().filter(|style| wanted.contains(&style.id)) {
        let (id, name) = (apart_id(style.id), format!("Jianfu {}", style.name));
        let kind = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id.as_str())];
        xml.element("w:style", &kind, |xml| {
            xml.val("w:name", &name);
            xml.empty("w:qFormat", &[]);
            let before_after = Some(style.para.before_after.unwrap_or_default());
            let para = Para { is_plain: true, is_off_grid: true, before_after, ..style.para.clone() };
            para.write(xml, |_| {});
            RunLook { is_off_grid: true, spacing: Some(0), ..style.run }.write(xml, lang, false);
        });
    }
    xml.into_text()
}

/// A part of styles for a document that has none.
pub(super) fn part_of(styles: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"{MAIN}\">{styles}</w:styles>"
    )
}

fn write_table_base(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.val("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, twips) in [("w:top", "0"), ("w:left", "60"), ("w:bottom", "0"), ("w:right", "60")]
                {
                    xml.empty(side, &[("w:w", twips), ("w:type", "dxa")]);
                }
            });
        });
    });
}

/// `fontTable.xml`: what the fonts are, so that a machine without them takes the nearest kind.
pub(super) fn font_table() -> Xml {
    // Name, panose, pitch, family, and what to take in its place.
    let fonts = [
        ("方正小标宋简体", "auto", "宋体"),
        ("仿宋_GB2312", "modern", "仿宋"),
        ("楷体_GB2312", "modern", "楷体"),
        ("黑体", "modern", "SimHei"),
        ("宋体", "auto", "SimSun"),
    ];
    let mut xml = Xml::new();
    xml.element("w:fonts", &[("xmlns:w", MAIN)], |xml| {
        for (name, family, instead) in fonts {
            xml.element("w:font", &[("w:name", name)], |xml| {
                xml.val("w:altName", instead);
                xml.val("w:charset", "86");
                xml.val("w:family", family);
                xml.val("w:pitch", "default");
            });
        }
        xml.element("w:font", &[("w:name", "Times New Roman")], |xml| {
            xml.val("w:charset", "00");
            xml.val("w:family", "roman");
            xml.val("w:pitch", "variable");
        });
    });
    xml
}
