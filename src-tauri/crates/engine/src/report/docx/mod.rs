//! A report as a Word document, in the format of official documents (GB/T 9704-2012).
//!
//! Written part by part, because no library writes native charts with their workbooks, the grid of lines and characters,
//! and footers of odd and even pages together.
//!
//! - `page`, `styles`, `para`: the page, the levels of text, and paragraphs and runs.
//! - `text`, `table`, `figure`, `chart_part`, `foot`: what a report is made of.
//! - `xml`, `package`: escaping, parts and their relations.
//! - `template`: the office's own document, filled.

mod chart_part;
mod figure;
mod foot;
mod package;
mod page;
mod para;
mod styles;
mod table;
mod template;
mod text;
mod xml;

use super::{Appendix, Block, Report, ReportError, words};
use crate::model::Lang;
use package::{MAIN, Package};
use page::Page;
use para::{Font, Para, RunLook};
use xml::Xml;

pub use template::{
    BlockPlace, Misfit, Placeholder, PlaceholderValue, Placeholders, TemplateFault, fill_template,
};

/// The type of a part that belongs to a document.
fn word_type(kind: &str) -> &'static str {
    match kind {
        "styles" => "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "settings" => "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        "fontTable" => "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    }
}

/// How charts stand in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charts {
    /// Charts that Word and WPS can edit, with their workbooks inside; pictures of kinds they have no chart for.
    #[default]
    Native,
    /// Pictures of the program's own drawings.
    Pictures {
        /// Their resolution.
        dpi: u32,
    },
}

/// A report as a `.docx` with native charts.
///
/// # Errors
/// When a chart cannot be made or the parts not be put together.
pub fn to_docx(report: &Report) -> Result<Vec<u8>, ReportError> {
    to_docx_with(report, Charts::Native)
}

/// A report as a `.docx`, with charts of either kind.
///
/// # Errors
/// As [`to_docx`].
pub fn to_docx_with(report: &Report, charts: Charts) -> Result<Vec<u8>, ReportError> {
    let page = Page::of(report.layout);
    let lang = report.lang;
    let mut package = Package::default();
    let mut add = |name: &str, kind: &'static str, xml: Xml| -> Result<String, ReportError> {
        Ok(package.add(name, kind, Some(word_type(kind)), xml.into_bytes()?))
    };
    add("styles.xml", "styles", styles::styles(page, lang))?;
    add("settings.xml", "settings", page::settings(page))?;
    add("fontTable.xml", "fontTable", styles::font_table())?;
    let odd = add("footer1.xml", "footer", text::footer(true, lang))?;
    let even = add("footer2.xml", "footer", text::footer(false, lang))?;

    let mut writer = DocumentWriter { package, charts, lang, tables: 0, figures: 0 };
    let mut xml = Xml::new();
    let mut outcome = Ok(());
    let names = [("xmlns:w", MAIN), ("xmlns:r", page::RELATIONSHIPS), ("xmlns:wp", page::WORD_DRAWING)];
    xml.element("w:document", &names, |xml| {
        xml.element("w:body", &[], |xml| {
            outcome = writer.write_body(xml, report, page);
            page.write_section(xml, lang, (&odd, &even));
        });
    });
    outcome?;
    writer.package.into_bytes(xml.into_bytes()?, &report.title)
}

/// What is counted while the document is written.
struct DocumentWriter {
    package: Package,
    charts: Charts,
    lang: Lang,
    tables: usize,
    figures: usize,
}

impl DocumentWriter {
    fn write_body(&mut self, xml: &mut Xml, report: &Report, page: Page) -> Result<(), ReportError> {
        if let Some(head) = &report.masthead {
            text::masthead(xml, head, page, self.lang);
        }
        text::styled(xml, "Title", self.lang, &report.title);
        text::blank(xml);
        if let Some(addressee) = &report.addressee {
            let look = RunLook::default();
            let words = words::addressee(addressee, self.lang);
            Para::default().paragraph(xml, |xml| look.run(xml, self.lang, &words));
        }
        self.write_blocks(xml, &report.blocks)?;
        let titles: Vec<&str> = report.appendices.iter().map(|a| a.title.as_str()).collect();
        text::closing(xml, &report.closing, &titles, self.lang);
        for (number, appendix) in (1..).zip(&report.appendices) {
            self.write_appendix(xml, appendix, (number, report.appendices.len()))?;
        }
        if let Some(foot) = words::foot(&report.closing, self.lang) {
            foot::write(xml, &foot, page, self.lang);
            // A document ends with a paragraph; a low one, so that it needs no page of its own.
            let last = Para { spacing: Some((20, "exact")), ..Para::default() };
            last.paragraph(xml, |_| {});
        }
        Ok(())
    }

    fn write_blocks(&mut self, xml: &mut Xml, blocks: &[Block]) -> Result<(), ReportError> {
        for block in blocks {
            match block {
                Block::Heading { level, text } => text::heading(xml, *level, self.lang, text),
                Block::Paragraph(paragraph) => text::sentences(xml, paragraph, self.lang),
                Block::Table(table) => {
                    self.tables += 1;
                    table::write(xml, table, self.tables, (page::TYPE_AREA, self.lang));
                }
                Block::Figure(figure) => {
                    self.figures += 1;
                    let how = (self.charts, self.lang, page::TYPE_AREA);
                    figure::write(xml, &mut self.package, figure, self.figures, how)?;
                }
            }
        }
        Ok(())
    }

    /// 附件: from a new page, its mark flush left, its title on the third line.
    fn write_appendix(
        &mut self,
        xml: &mut Xml,
        appendix: &Appendix,
        (number, count): (usize, usize),
    ) -> Result<(), ReportError> {
        let mark = words::appendix_mark(number, count, self.lang);
        let look = RunLook { font: Some(Font::Hei), is_bold: self.lang == Lang::En, ..RunLook::default() };
        let para = Para { is_on_new_page: true, keeps_next: true, ..Para::default() };
        para.paragraph(xml, |xml| look.run(xml, self.lang, &mark));
        text::blank(xml);
        text::styled(xml, "Title", self.lang, &appendix.title);
        text::blank(xml);
        self.write_blocks(xml, &appendix.blocks)
    }
}
