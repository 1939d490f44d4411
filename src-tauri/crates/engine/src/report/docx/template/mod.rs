//! The office's own `.docx` as a template: placeholders are filled, and everything else stays the bytes it was.
//!
//! A template comes from outside. It is read in this process, because nothing of it is trusted with more than its place:
//! sizes are limits and not promises, only parts that hold text are inflated, markup is read by a puller that knows no
//! entity but the five, a declaration of a document type is refused, no relation is followed out of the package, and
//! nothing is computed from what it says.
//!
//! - `archive`, `relations`: the package, and what belongs to its document.
//! - `scan`, `fill`: paragraphs as places in a part, and edits to them.
//! - `names`, `figures`: what may be asked for.
//! - `insert`, `styles`: blocks in the look of the template.

mod archive;
mod fault;
mod figures;
mod fill;
mod insert;
mod names;
mod relations;
mod scan;
mod styles;

#[cfg(test)]
mod tests;

pub use fault::{Misfit, TemplateFault};
pub use names::{BlockPlace, Placeholder, PlaceholderValue, Placeholders};

use super::package::{Package, Taken};
use super::{Charts, DocumentWriter, styles as ours, word_type};
use crate::report::{IndicatorFacts, Report, ReportError};
use archive::{Added, Archive};
use fill::{Edit, Found};
use insert::Inserter;
use names::Meaning;
use relations::Document;
use scan::{Host, Paragraph, Scanned};
use std::collections::BTreeMap;
use std::ops::Range;
use styles::Styles;

/// Most blocks that are put in, however often a template asks for them.
const MAX_BLOCKS: usize = 4000;

/// A part with text, as read.
struct Read {
    name: String,
    text: String,
    scanned: Scanned,
}

/// What to do with a paragraph.
enum Task<'a> {
    /// Words in place of placeholders.
    Words(Vec<(Range<usize>, String)>),
    /// Blocks in place of the whole; true for appendices with their heads.
    Blocks(&'a [BlockPlace], bool),
}

/// Fills a template. `facts` are those the report was made of. The same template and report give the same bytes.
///
/// # Errors
/// When the template is none, or asks for what there is not: then each such placeholder is named with its place.
pub fn fill_template(
    template: &[u8],
    report: &Report,
    facts: &[IndicatorFacts],
    charts: Charts,
) -> Result<Vec<u8>, ReportError> {
    let mut archive = Archive::open(template)?;
    let document = relations::document(&mut archive)?;
    let mut parts = Vec::new();
    for name in document.text_parts() {
        let text = archive.text(&name)?.ok_or(TemplateFault::NotADocument)?;
        let scanned = scan::scan(&text, &name)?;
        parts.push(Read { name, text, scanned });
    }
    let placeholders = Placeholders::of(report, facts);
    let tasks = tasks(&parts, &placeholders, report)?;
    Filler::new(archive, document, report, charts, &parts)?.fill(&parts, &tasks)
}

/// What each paragraph with placeholders takes, or every placeholder that cannot be filled.
fn tasks<'a>(
    parts: &[Read],
    placeholders: &'a Placeholders,
    report: &Report,
) -> Result<Vec<Vec<(usize, Task<'a>)>>, TemplateFault> {
    let (mut misfits, mut blocks, mut count) = (Vec::new(), 0, 0);
    let mut all = Vec::new();
    for part in parts {
        let mut of_part = Vec::new();
        for (at, paragraph) in part.scanned.paragraphs.iter().enumerate() {
            let found = fill::find(&paragraph.words);
            if found.is_empty() {
                continue;
            }
            count += found.len();
            match task(&found, paragraph, placeholders) {
                Ok(task) => {
                    if let Task::Blocks(places, _) = &task {
                        blocks += places.len();
                    }
                    of_part.push((at, task));
                }
                Err(mut of_paragraph) => {
                    let file = part.name.rsplit('/').next().unwrap_or_default();
                    let file = file.strip_suffix(".xml").unwrap_or(file);
                    for misfit in &mut of_paragraph {
                        misfit.place = format!("{file} ¶{}", paragraph.number);
                    }
                    misfits.append(&mut of_paragraph);
                }
            }
        }
        all.push(of_part);
    }
    match (misfits.is_empty(), count) {
        (false, _) => Err(TemplateFault::Misfits { misfits, lang: report.lang }),
        (true, 0) => Err(TemplateFault::NothingToFill),
        (true, _) if blocks > MAX_BLOCKS => Err(TemplateFault::TooLarge),
        (true, _) => Ok(all),
    }
}

/// What a paragraph takes.
fn task<'a>(
    found: &[Found],
    paragraph: &Paragraph,
    placeholders: &'a Placeholders,
) -> Result<Task<'a>, Vec<Misfit>> {
    let mut misfits = Vec::new();
    let mut words = Vec::new();
    for one in found {
        let shown = paragraph.words.get(one.range.clone()).unwrap_or_default();
        let mut wrong = |code, offer: &str| {
            let placeholder: String = shown.chars().take(60).collect();
            misfits.push(Misfit { code, placeholder, place: String::new(), offer: offer.to_owned() });
        };
        let Some(name) = &one.name else {
            wrong("placeholder_not_closed", "");
            continue;
        };
        match placeholders.meaning(name) {
            Meaning::One(PlaceholderValue::Words(value)) => words.push((one.range.clone(), value.clone())),
            Meaning::One(PlaceholderValue::Unset(option)) => wrong("placeholder_unset", option),
            Meaning::One(
                value @ (PlaceholderValue::Blocks(places) | PlaceholderValue::Appendices(places)),
            ) => {
                let is_alone = paragraph.words.trim() == shown && !paragraph.has_more;
                if is_alone && paragraph.host != Host::Other {
                    return Ok(Task::Blocks(places, matches!(value, PlaceholderValue::Appendices(_))));
                }
                wrong(if is_alone { "placeholder_misplaced" } else { "placeholder_not_alone" }, "");
            }
            Meaning::Several(names) => {
                let names: Vec<String> = names.iter().map(|name| braced(name)).collect();
                wrong("placeholder_ambiguous", &names.join("、"));
            }
            Meaning::None(Some(nearest)) => wrong("placeholder_unknown", &braced(nearest)),
            Meaning::None(None) => wrong("placeholder_unknown_at_all", ""),
        }
    }
    if misfits.is_empty() { Ok(Task::Words(words)) } else { Err(misfits) }
}

/// A name as it is written in a template.
fn braced(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// Fills parts and joins new ones to the package.
struct Filler<'a> {
    archive: Archive<'a>,
    document: Document,
    inserter: Inserter<'a>,
    styles_text: Option<String>,
    changed: BTreeMap<String, String>,
}

impl<'a> Filler<'a> {
    fn new(
        mut archive: Archive<'a>,
        document: Document,
        report: &'a Report,
        charts: Charts,
        parts: &[Read],
    ) -> Result<Self, ReportError> {
        let styles_text = match document.part_of("styles") {
            Some(part) => archive.text(part)?,
            None => None,
        };
        let styles = match &styles_text {
            Some(text) => Styles::read(text, "styles.xml")?,
            None => Styles::default(),
        };
        let last_drawing = parts.iter().map(|part| part.scanned.last_drawing).max().unwrap_or_default();
        let taken = Taken {
            parts: last_number(&archive, &document.folder),
            drawings: usize::try_from(last_drawing).unwrap_or_default(),
        };
        let package = Package::joining(document.free_prefix(), taken);
        let writer = DocumentWriter { package, charts, lang: report.lang, tables: 0, figures: 0 };
        let inserter = Inserter { report, writer, styles };
        Ok(Self { archive, document, inserter, styles_text, changed: BTreeMap::new() })
    }

    fn fill(mut self, parts: &[Read], tasks: &[Vec<(usize, Task<'_>)>]) -> Result<Vec<u8>, ReportError> {
        for (part, tasks) in parts.iter().zip(tasks) {
            let mut edits = Vec::new();
            for (at, task) in tasks {
                let Some(paragraph) = part.scanned.paragraphs.get(*at) else { continue };
                match task {
                    Task::Words(values) => edits.extend(fill::edits(paragraph, &part.text, values)),
                    Task::Blocks(places, has_heads) => {
                        let text = self.inserter.insert((places, *has_heads), paragraph)?;
                        edits.push(Edit { range: paragraph.range.clone(), text });
                    }
                }
            }
            if !edits.is_empty() {
                self.changed.insert(part.name.clone(), fill::apply(&part.text, edits));
            }
        }
        self.join_styles()?;
        self.finish()
    }

    /// Adds the styles of ours that blocks refer to.
    fn join_styles(&mut self) -> Result<(), ReportError> {
        let added = self.inserter.styles.added(self.inserter.report.lang)?;
        if added.is_empty() {
            return Ok(());
        }
        match (&self.styles_text, self.document.part_of("styles")) {
            (Some(text), Some(part)) => {
                let part = part.to_owned();
                let text = relations::append(text, "w:styles", &added, &part)?;
                self.changed.insert(part, text);
            }
            _ => {
                let part = ours::part_of(&added).into_bytes();
                let package = &mut self.inserter.writer.package;
                package.add("stylesReport.xml", "styles", Some(word_type("styles")), part);
            }
        }
        Ok(())
    }

    /// Joins new parts to the document and writes the package.
    fn finish(mut self) -> Result<Vec<u8>, ReportError> {
        let folder = self.document.folder.clone();
        let joined = self.inserter.writer.package.into_joined(&folder)?;
        if !joined.relations.is_empty() {
            let part = self.document.relations_part.clone();
            let text =
                relations::append(&self.document.relations_text, "Relationships", &joined.relations, &part)?;
            self.changed.insert(part, text);
            let types =
                relations::append(&self.document.types_text, "Types", &joined.types, relations::TYPES)?;
            self.changed.insert(relations::TYPES.to_owned(), types);
        }
        let added: Vec<Added> = joined
            .parts
            .into_iter()
            .map(|(name, bytes, is_packed)| Added { name, bytes, is_packed })
            .collect();
        let failed = |error: zip::result::ZipError| ReportError::Package { reason: error.to_string() };
        self.archive.write(&self.changed, &added).map_err(failed)
    }
}

/// The highest number that a chart, a workbook or a picture of the template has in its name.
fn last_number(archive: &Archive<'_>, folder: &str) -> usize {
    let folders = ["charts/", "embeddings/", "media/"].map(|inner| format!("{folder}{inner}").to_lowercase());
    let number = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let digits = stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        // A name of more digits is none that would be given here.
        stem.get(digits..).and_then(|digits| digits.parse().ok()).filter(|number| *number < 100_000_000)
    };
    let is_in = |name: &&str| folders.iter().any(|folder| name.to_lowercase().starts_with(folder.as_str()));
    archive.names().filter(is_in).filter_map(number).max().unwrap_or_default()
}
