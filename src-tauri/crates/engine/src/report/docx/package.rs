//! The package: its parts with their types, and who refers to whom. Times are fixed, so that the same report is the same file.

use super::ReportError;
use super::xml::Xml;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The namespace of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What parts are by the ending of their names.
const ENDINGS: [(&str, &str); 4] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// One part.
struct Part {
    name: String,
    content_type: Option<&'static str>,
    bytes: Vec<u8>,
    /// Already compressed.
    is_packed: bool,
}

/// A package being filled.
pub(super) struct Package {
    parts: Vec<Part>,
    /// What the document refers to: the kind and the target of each.
    relations: Vec<(&'static str, String)>,
    /// How ids of relations begin.
    prefix: String,
    /// Numbers that parts and drawings of another's document have already.
    taken: Taken,
}

/// The highest numbers in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Taken {
    pub parts: usize,
    pub drawings: usize,
}

/// What is added to another's package: texts to append to its lists, and parts with their bytes; true for those packed already.
pub(super) struct Joined {
    pub relations: String,
    pub types: String,
    pub parts: Vec<(String, Vec<u8>, bool)>,
}

impl Default for Package {
    fn default() -> Self {
        Self::joining("rId".to_owned(), Taken::default())
    }
}

impl Package {
    /// Parts to be joined to another's document, with ids and numbers it does not have.
    pub(super) fn joining(prefix: String, taken: Taken) -> Self {
        Self { parts: Vec::new(), relations: Vec::new(), prefix, taken }
    }

    /// The number of the parts of the nth figure, and of its drawing.
    pub(super) fn numbers(&self, figure: usize) -> (usize, usize) {
        (self.taken.parts + figure, self.taken.drawings + figure)
    }

    /// Adds a part of the document and gives the id it is referred to by.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: &'static str,
        content_type: Option<&'static str>,
        bytes: Vec<u8>,
    ) -> String {
        let is_packed = content_type.is_none();
        self.parts.push(Part { name: format!("word/{name}"), content_type, bytes, is_packed });
        self.relations.push((kind, name.to_owned()));
        format!("{}{}", self.prefix, self.relations.len())
    }

    /// Adds a part that another part refers to.
    pub(super) fn add_apart(&mut self, name: &str, bytes: Vec<u8>, is_packed: bool) {
        self.parts.push(Part { name: format!("word/{name}"), content_type: None, bytes, is_packed });
    }

    /// The bytes of the file, with the document and its title.
    pub(super) fn into_bytes(mut self, document: Vec<u8>, title: &str) -> Result<Vec<u8>, ReportError> {
        let relations = relations(self.relations.iter().map(|(kind, to)| (*kind, to.as_str())))?;
        self.add_apart("_rels/document.xml.rels", relations, false);
        let mut parts = vec![
            Part::of("[Content_Types].xml", None, self.content_types()?),
            Part::of("_rels/.rels", None, root_relations()?),
            Part::of("docProps/core.xml", None, core(title)?),
            Part::of("docProps/app.xml", None, app()?),
            Part::of("word/document.xml", None, document),
        ];
        parts.append(&mut self.parts);
        write(&parts)
    }

    /// The parts as they are joined to a document in this folder. Names are from the root, so that nothing of the document's
    /// own types has to be known.
    pub(super) fn into_joined(self, folder: &str) -> Result<Joined, ReportError> {
        let (mut relations, mut types) = (Xml::fragment(), Xml::fragment());
        for (number, (kind, target)) in (1..).zip(&self.relations) {
            let (id, kind) = (format!("{}{number}", self.prefix), format!("{OFFICE}/{kind}"));
            relations.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)]);
        }
        let mut parts = Vec::new();
        for part in self.parts {
            let inner = part.name.strip_prefix("word/").unwrap_or(&part.name);
            let name = format!("{folder}{inner}");
            let ending = name.rsplit('.').next().unwrap_or_default();
            let known = ENDINGS.iter().find(|(known, _)| *known == ending && ending != "rels");
            if let Some(content_type) = part.content_type.or(known.map(|(_, content_type)| *content_type)) {
                let part_name = format!("/{name}");
                types.empty("Override", &[("PartName", &part_name), ("ContentType", content_type)]);
            }
            parts.push((name, part.bytes, part.is_packed));
        }
        Ok(Joined { relations: relations.into_text()?, types: types.into_text()?, parts })
    }

    fn content_types(&self) -> Result<Vec<u8>, ReportError> {
        let mut xml = Xml::new();
        let types = "http://schemas.openxmlformats.org/package/2006/content-types";
        xml.element("Types", &[("xmlns", types)], |xml| {
            for (ending, content_type) in ENDINGS {
                xml.empty("Default", &[("Extension", ending), ("ContentType", content_type)]);
            }
            let document = format!("{WORD_TYPE}.document.main+xml");
            let fixed = [
                ("/word/document.xml".to_owned(), document.as_str()),
                (
                    "/docProps/core.xml".to_owned(),
                    "application/vnd.openxmlformats-package.core-properties+xml",
                ),
                (
                    "/docProps/app.xml".to_owned(),
                    "application/vnd.openxmlformats-officedocument.extended-properties+xml",
                ),
            ];
            let added = self.parts.iter().filter_map(|p| Some((format!("/{}", p.name), p.content_type?)));
            for (name, content_type) in fixed.into_iter().chain(added) {
                xml.empty("Override", &[("PartName", &name), ("ContentType", content_type)]);
            }
        });
        xml.into_bytes()
    }
}

impl Part {
    fn of(name: &str, content_type: Option<&'static str>, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), content_type, bytes, is_packed: false }
    }
}

/// A part that says what another refers to: kinds and targets, in the order of their ids.
pub(super) fn relations<'a>(
    targets: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (number, (kind, target)) in (1..).zip(targets) {
            let kind = if kind.contains(':') { kind.to_owned() } else { format!("{OFFICE}/{kind}") };
            let id = format!("rId{number}");
            xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)]);
        }
    });
    xml.into_bytes()
}

fn root_relations() -> Result<Vec<u8>, ReportError> {
    let targets = [
        ("officeDocument", "word/document.xml"),
        (CORE, "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    ];
    relations(targets.into_iter())
}

/// Only the title: no person, no time, no machine.
fn core(title: &str) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &names, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&title.replace('\n', "")));
    });
    xml.into_bytes()
}

fn app() -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    let properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.element("Properties", &[("xmlns", properties)], |xml| {
        xml.element("Application", &[], |xml| xml.text("Jianfu"));
    });
    xml.into_bytes()
}

fn write(parts: &[Part]) -> Result<Vec<u8>, ReportError> {
    let failed = |error: String| ReportError::Package { reason: error };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method = if part.is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(part.name.as_str(), options).map_err(|error| failed(error.to_string()))?;
        zip.write_all(&part.bytes).map_err(|error| failed(error.to_string()))?;
    }
    let cursor = zip.finish().map_err(|error| failed(error.to_string()))?;
    Ok(cursor.into_inner())
}
