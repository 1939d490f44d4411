//! Several SVG pages as one PDF, through svg2pdf. Text stays text and drawings stay vectors.

use super::canonical::canonical;
use crate::chart::error::ChartError;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};
use std::collections::BTreeMap;
use svg2pdf::ConversionOptions;

/// One page: an SVG that fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentPage {
    /// The page as an SVG document.
    pub svg: String,
    /// Its width in points.
    pub width_pt: f64,
    /// Its height in points.
    pub height_pt: f64,
}

/// Hands out numbers for objects.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// Writes the pages as one PDF with a title and a language, without a date: the same pages give the same bytes.
///
/// # Errors
/// When a page cannot be read or converted.
pub fn pages_to_pdf(pages: &[DocumentPage], title: &str, lang: &str) -> Result<Vec<u8>, ChartError> {
    let mut numbers = Numbers(0);
    let (catalog, tree, info) = (numbers.next(), numbers.next(), numbers.next());
    let mut pdf = Pdf::new();
    let mut kids = Vec::new();
    for page in pages {
        kids.push(write_page(&mut pdf, page, tree, &mut numbers)?);
    }
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(lang));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(kids).count(count);
    pdf.document_info(info).title(TextStr(title));
    let pdf = pdf.finish();
    // Where the structure is not the one known, the document is still a good one.
    Ok(canonical(&pdf).unwrap_or(pdf))
}

fn write_page(
    pdf: &mut Pdf,
    page: &DocumentPage,
    parent: Ref,
    numbers: &mut Numbers,
) -> Result<Ref, ChartError> {
    let failed = |reason: String| ChartError::Export { format: "PDF", reason };
    let svg = super::tree(&page.svg, "PDF")?;
    let (chunk, drawing) =
        svg2pdf::to_chunk(&svg, ConversionOptions::default()).map_err(|error| failed(error.to_string()))?;
    let mut new_numbers: BTreeMap<Ref, Ref> = BTreeMap::new();
    let chunk = chunk.renumber(|old| *new_numbers.entry(old).or_insert_with(|| numbers.next()));
    let drawing = *new_numbers.get(&drawing).ok_or_else(|| failed("a page is empty".to_owned()))?;
    let (id, content_id) = (numbers.next(), numbers.next());
    let (width, height) = (page.width_pt as f32, page.height_pt as f32);
    let name = Name(b"S");
    let mut written = pdf.page(id);
    written.media_box(Rect::new(0.0, 0.0, width, height)).parent(parent).contents(content_id);
    written.resources().x_objects().pair(name, drawing);
    written.finish();
    let mut content = Content::new();
    // A drawing fills a square of one point until it is stretched over the page.
    content.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(name);
    pdf.stream(content_id, &content.finish());
    pdf.extend(&chunk);
    Ok(id)
}
