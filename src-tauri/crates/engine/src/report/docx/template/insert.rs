//! Blocks of a report in the place of a paragraph of the template. Sentences look as the placeholder did; headings, captions
//! and tables take the template's styles.

use super::fill::escaped;
use super::names::BlockPlace;
use super::scan::{Host, Paragraph, Property};
use super::styles::Styles;
use crate::format::printable;
use crate::model::Lang;
use crate::report::docx::para::Font;
use crate::report::docx::xml::Xml;
use crate::report::docx::{DocumentWriter, figure, page, table};
use crate::report::{Block, Report, ReportError, words};
use std::fmt::Write;

/// Room at both sides of a cell together, where the table does not say.
const CELL_PADDING: u32 = 216;
/// Nothing is set narrower.
const LEAST_WIDTH: u32 = 2000;
/// Properties of a paragraph that belong to its place and not to its look.
const OF_THE_PLACE: [&str; 5] = ["w:sectPr", "w:pPrChange", "w:rPr", "w:pageBreakBefore", "w:framePr"];
/// What may stand behind the level of an outline in the properties of a paragraph.
const AFTER_OUTLINE: [&str; 5] = ["w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"];

/// Writes blocks into a template.
pub(super) struct Inserter<'a> {
    pub report: &'a Report,
    pub writer: DocumentWriter,
    pub styles: Styles,
}

impl Inserter<'_> {
    /// The blocks in place of a paragraph, with what the paragraph holds for others: marks of ranges and the end of a section.
    pub(super) fn insert(
        &mut self,
        (places, has_heads): (&[BlockPlace], bool),
        paragraph: &Paragraph,
    ) -> Result<String, ReportError> {
        let mut out = paragraph.marks.clone();
        let width = width(paragraph);
        let mut appendix = None;
        for place in places {
            if place.appendix != appendix {
                appendix = place.appendix;
                // A single table of an appendix stands where it is asked for, without the appendix's head.
                if has_heads {
                    self.head_appendix(&mut out, appendix, paragraph)?;
                }
            }
            if let Some(block) = self.report.block(*place) {
                self.block(&mut out, block, paragraph, width)?;
            }
        }
        let section = paragraph.look.iter().find(|(name, _)| name == "w:sectPr");
        if let Some((_, section)) = section {
            // Writing to a string does not fail.
            let _ = write!(out, "<w:p><w:pPr>{section}</w:pPr></w:p>");
        }
        if places.is_empty() && section.is_none() {
            out.push_str("<w:p/>");
        }
        Ok(out)
    }

    fn block(
        &mut self,
        out: &mut String,
        block: &Block,
        paragraph: &Paragraph,
        width: u32,
    ) -> Result<(), ReportError> {
        match block {
            Block::Heading { level, text } => self.heading(out, *level, text, paragraph)?,
            Block::Paragraph(sentences) => {
                let text = sentences.text();
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    put(out, &look(paragraph, &[]), &run_look(paragraph, None, self.report.lang)?, line);
                }
            }
            Block::Table(placed) => {
                let mut xml = Xml::fragment();
                self.writer.tables += 1;
                table::write(&mut xml, placed, self.writer.tables, (width, self.report.lang));
                let fragment = xml.into_text()?;
                out.push_str(&self.styles.applied(&fragment));
            }
            Block::Figure(placed) => {
                let mut xml = Xml::fragment();
                self.writer.figures += 1;
                let how = (self.writer.charts, self.report.lang, width);
                figure::write(&mut xml, &mut self.writer.package, placed, self.writer.figures, how)?;
                let fragment = self.styles.applied(&xml.into_text()?);
                // The template may not have declared what only drawings need.
                let names = format!(
                    "<w:drawing xmlns:r=\"{}\" xmlns:wp=\"{}\">",
                    page::RELATIONSHIPS,
                    page::WORD_DRAWING
                );
                out.push_str(&fragment.replace("<w:drawing>", &names));
            }
        }
        Ok(())
    }

    fn heading(
        &self,
        out: &mut String,
        level: u8,
        text: &str,
        paragraph: &Paragraph,
    ) -> Result<(), ReportError> {
        if let Some(id) = self.styles.heading(level) {
            put(out, &format!("<w:pStyle w:val=\"{}\"/>", escaped(id)), "", text);
            return Ok(());
        }
        let font = match level {
            0 | 1 => Some(Font::Hei),
            2 => Some(Font::Kai),
            _ => None,
        };
        let outline = format!("<w:outlineLvl w:val=\"{}\"/>", level.saturating_sub(1));
        let extra = [("w:keepNext", "<w:keepNext/>"), ("w:outlineLvl", outline.as_str())];
        put(out, &look(paragraph, &extra), &run_look(paragraph, font, self.report.lang)?, text);
        Ok(())
    }

    /// The mark and the title of an appendix, from a new page.
    fn head_appendix(
        &self,
        out: &mut String,
        appendix: Option<usize>,
        paragraph: &Paragraph,
    ) -> Result<(), ReportError> {
        let Some((at, appendix)) = appendix.and_then(|at| Some((at, self.report.appendices.get(at)?))) else {
            return Ok(());
        };
        let lang = self.report.lang;
        let mark = words::appendix_mark(at + 1, self.report.appendices.len(), lang);
        let run = run_look(paragraph, Some(Font::Hei), lang)?;
        put(out, "<w:keepNext/><w:pageBreakBefore/>", &run, &mark);
        put(out, "<w:keepNext/><w:jc w:val=\"center\"/>", &run, &appendix.title);
        Ok(())
    }
}

/// How wide blocks may be.
fn width(paragraph: &Paragraph) -> u32 {
    let section = paragraph.width.unwrap_or(page::TYPE_AREA);
    let width = match paragraph.host {
        Host::Cell(Some(cell)) => cell.saturating_sub(CELL_PADDING).min(section),
        Host::Cell(None) | Host::Body | Host::Other => section,
    };
    width.max(LEAST_WIDTH)
}

/// Writes a paragraph.
fn put(out: &mut String, look: &str, run_look: &str, text: &str) {
    let _ = write!(
        out,
        "<w:p><w:pPr>{look}</w:pPr><w:r><w:rPr>{run_look}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(&printable(text).replace('\n', " "))
    );
}

/// The properties of a paragraph like the placeholder's, with some added at the places the schema gives them.
fn look(paragraph: &Paragraph, extra: &[(&str, &str)]) -> String {
    let is_added = |name: &str| extra.iter().any(|(added, _)| *added == name);
    let mut own: Vec<&Property> = paragraph
        .look
        .iter()
        .filter(|(name, _)| !OF_THE_PLACE.contains(&name.as_str()) && !is_added(name))
        .collect();
    let mut out = String::new();
    let is_style = |property: &Property| property.0 == "w:pStyle";
    if own.first().is_some_and(|first| is_style(first)) {
        out.push_str(&own.remove(0).1);
    }
    let (outline, first): (Vec<_>, Vec<_>) = extra.iter().partition(|(name, _)| *name == "w:outlineLvl");
    first.iter().for_each(|(_, raw)| out.push_str(raw));
    let behind = own.iter().position(|(name, _)| AFTER_OUTLINE.contains(&name.as_str())).unwrap_or(own.len());
    let (before, after) = own.split_at_checked(behind).unwrap_or((&own, &[]));
    before.iter().for_each(|(_, raw)| out.push_str(raw));
    outline.iter().for_each(|(_, raw)| out.push_str(raw));
    after.iter().for_each(|(_, raw)| out.push_str(raw));
    out
}

/// The properties of a run like the placeholder's, in another font where one is given.
fn run_look(paragraph: &Paragraph, font: Option<Font>, lang: Lang) -> Result<String, ReportError> {
    let Some(font) = font else {
        return Ok(paragraph.run_look.iter().map(|(_, raw)| raw.as_str()).collect());
    };
    let own = |wanted: bool| {
        let of = paragraph.run_look.iter().filter(move |(name, _)| (name == "w:rStyle") == wanted);
        of.filter(|(name, _)| name != "w:rFonts").map(|(_, raw)| raw.as_str()).collect::<String>()
    };
    let mut fonts = Xml::fragment();
    font.write(&mut fonts, lang);
    Ok(format!("{}{}{}", own(true), fonts.into_text()?, own(false)))
}
