//! Which parts of the template belong to its document, and how new ones are joined to it. Lists are added to, never
//! written anew.

use super::archive::Archive;
use super::fault::TemplateFault;
use super::scan::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

const DOCUMENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub(super) const TYPES: &str = "[Content_Types].xml";

/// A relation of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub id: String,
    /// The last word of its kind: `header`, `styles`.
    pub kind: String,
    /// The part, from the root of the package.
    pub part: String,
}

/// The document and what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// The name of its part.
    pub part: String,
    /// Its folder, with a slash at the end; nothing at the root.
    pub folder: String,
    /// The part of its relations, and that part's text.
    pub relations_part: String,
    pub relations_text: String,
    pub types_text: String,
    pub relations: Vec<Relation>,
}

/// Calls `each` for every element of a part.
pub(super) fn elements(
    text: &str,
    part: &str,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), TemplateFault>,
) -> Result<(), TemplateFault> {
    let damaged = || TemplateFault::Damaged { part: part.to_owned() };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(element) | Event::Empty(element) => each(&element)?,
            Event::DocType(_) => return Err(TemplateFault::Unsafe { what: format!("{part}: DOCTYPE") }),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Finds the document and checks that it is one that can be filled.
pub(super) fn document(archive: &mut Archive<'_>) -> Result<Document, TemplateFault> {
    let missing = TemplateFault::NotADocument;
    let root = archive.text("_rels/.rels")?.ok_or(missing.clone())?;
    let found = relations(&root, "", "_rels/.rels")?.into_iter().find(|one| one.kind == "officeDocument");
    let part = found.ok_or(missing.clone())?.part;
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part.as_str()));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let relations_part = format!("{folder}_rels/{file}.rels");
    let empty = || {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
            .to_owned()
    };
    let relations_text = archive.text(&relations_part)?.unwrap_or_else(empty);
    let types_text = archive.text(TYPES)?.ok_or(missing)?;
    check_types(&types_text, &part)?;
    let relations = relations(&relations_text, &folder, &relations_part)?;
    Ok(Document { folder, relations_part, relations_text, types_text, relations, part })
}

/// A document with macros is refused, and so is one that another program signed: it would no longer be what was signed.
fn check_types(text: &str, document: &str) -> Result<(), TemplateFault> {
    let mut kind = None;
    elements(text, TYPES, |element| {
        let content_type = attribute(element, "ContentType").unwrap_or_default();
        let name = attribute(element, "PartName").unwrap_or_default();
        if content_type.contains("macroEnabled") || content_type.contains("vbaProject") {
            return Err(TemplateFault::Unsafe { what: "VBA".to_owned() });
        }
        if content_type.contains("digital-signature") {
            return Err(TemplateFault::Unsafe { what: "digital signature".to_owned() });
        }
        if name.trim_start_matches('/').eq_ignore_ascii_case(document) {
            kind = Some(content_type);
        }
        Ok(())
    })?;
    if kind.as_deref() == Some(DOCUMENT_TYPE) { Ok(()) } else { Err(TemplateFault::NotADocument) }
}

/// The relations within the package; what lies outside of it is neither followed nor changed.
fn relations(text: &str, folder: &str, part: &str) -> Result<Vec<Relation>, TemplateFault> {
    let mut found = Vec::new();
    elements(text, part, |element| {
        let get = |name| attribute(element, name).unwrap_or_default();
        if element.local_name().as_ref() == b"Relationship" && get("TargetMode") != "External" {
            let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation { id: get("Id"), kind, part: resolved(folder, &get("Target")) });
        }
        Ok(())
    })?;
    Ok(found)
}

/// A target relative to a folder, or from the root.
fn resolved(folder: &str, target: &str) -> String {
    let whole = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

impl Document {
    /// The part of a kind.
    pub(super) fn part_of(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|one| one.kind == kind).map(|one| one.part.as_str())
    }

    /// The parts that hold text: the document first, then heads, feet and notes.
    pub(super) fn text_parts(&self) -> Vec<String> {
        let kinds = ["header", "footer", "footnotes", "endnotes"];
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let related = self.relations.iter().filter(|one| kinds.contains(&one.kind.as_str()));
        let parts = std::iter::once(self.part.as_str()).chain(related.map(|one| one.part.as_str()));
        parts.filter(|part| known.insert(part)).map(str::to_owned).collect()
    }

    /// A beginning of ids that no relation has.
    pub(super) fn free_prefix(&self) -> String {
        let mut prefix = "rIdReport".to_owned();
        while self.relations_text.contains(&prefix) {
            prefix.push('x');
        }
        prefix
    }
}

/// Puts elements at the end of the root of a part.
pub(super) fn append(text: &str, root: &str, elements: &str, part: &str) -> Result<String, TemplateFault> {
    let damaged = || TemplateFault::Damaged { part: part.to_owned() };
    // A root without content is one tag.
    let closing = format!("</{root}>");
    if let Some(at) = text.rfind(&closing) {
        let (head, tail) = text.split_at_checked(at).ok_or_else(damaged)?;
        return Ok(format!("{head}{elements}{tail}"));
    }
    let at = text.rfind("/>").ok_or_else(damaged)?;
    let head = text.get(..at).ok_or_else(damaged)?;
    Ok(format!("{head}>{elements}{closing}"))
}
