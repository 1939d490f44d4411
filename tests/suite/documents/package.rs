//! A package of Office as a tree of elements, and what makes it sound.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// One element.
#[derive(Debug, Default, Clone)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// Reads a part. Anything that is not well-formed is a failure.
    pub fn parse(name: &str, xml: &[u8]) -> Self {
        let mut reader = Reader::from_reader(xml);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{name} is not well-formed: {e}")) {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::of(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content().unwrap()),
                Event::GeneralRef(reference) => {
                    let word = match reference.decode().unwrap().as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        other => panic!("{name} refers to {other}"),
                    };
                    open.last_mut().unwrap().text.push_str(word);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "{name} has an element that is not closed");
        let mut roots = open.remove(0).children;
        assert_eq!(roots.len(), 1, "{name} has one root");
        roots.remove(0)
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
            (key, attribute.unescape_value().unwrap().into_owned())
        });
        Self {
            name: String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    /// This element and all below it.
    pub fn all(&self) -> Vec<&Element> {
        let mut found = vec![self];
        for child in &self.children {
            found.extend(child.all());
        }
        found
    }

    /// All below it of this name.
    pub fn named(&self, name: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|e| e.name == name).collect()
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|e| e.name == name)
    }

    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// The words below it.
    pub fn words(&self) -> String {
        self.named("w:t").iter().map(|t| t.text.as_str()).collect()
    }
}

/// The parts of a package.
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    is_timeless: bool,
}

impl Package {
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let (mut parts, mut is_timeless) = (BTreeMap::new(), true);
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            is_timeless &= file.last_modified().is_none_or(|t| t == zip::DateTime::default());
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            assert!(parts.insert(file.name().to_owned(), bytes).is_none(), "{} is there twice", file.name());
        }
        Self { parts, is_timeless }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    pub fn bytes(&self, name: &str) -> &[u8] {
        self.parts.get(name).unwrap_or_else(|| panic!("there is no {name}"))
    }

    pub fn xml(&self, name: &str) -> Element {
        Element::parse(name, self.bytes(name))
    }

    /// What a part refers to: ids and parts.
    pub fn relations(&self, part: &str) -> BTreeMap<String, String> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        if !self.parts.contains_key(&name) {
            return BTreeMap::new();
        }
        let of = |element: &Element| {
            let target = element.get("Target").unwrap();
            (element.get("Id").unwrap().to_owned(), resolved(folder, target))
        };
        self.xml(&name).named("Relationship").into_iter().map(of).collect()
    }

    /// Every part is well-formed, has a type, and is referred to; every reference leads to a part.
    pub fn check(&self, case: &str) {
        let types = self.xml("[Content_Types].xml");
        let endings: BTreeSet<&str> =
            types.named("Default").iter().filter_map(|e| e.get("Extension")).collect();
        let overridden: BTreeSet<&str> =
            types.named("Override").iter().filter_map(|e| e.get("PartName")).collect();
        for part in &overridden {
            assert!(
                self.parts.contains_key(part.trim_start_matches('/')),
                "{case}: {part} has a type and is not there"
            );
        }
        let mut reached = BTreeSet::new();
        for name in self.names() {
            let ending = name.rsplit('.').next().unwrap();
            let has_type = overridden.contains(format!("/{name}").as_str()) || endings.contains(ending);
            assert!(has_type, "{case}: {name} has no type");
            if !["xml", "rels"].contains(&ending) {
                continue;
            }
            let relations = self.relations(name);
            for target in relations.values() {
                assert!(self.parts.contains_key(target), "{case}: {name} refers to {target}");
                reached.insert(target.clone());
            }
            for element in self.xml(name).all() {
                for (key, value) in element.attributes.iter().filter(|(key, _)| key.starts_with("r:")) {
                    assert!(relations.contains_key(value), "{case}: {name} {}: {key}={value}", element.name);
                }
            }
        }
        reached.extend(self.relations("").into_values());
        for name in self.names().filter(|n| !n.ends_with(".rels") && *n != "[Content_Types].xml") {
            let root = self.xml("_rels/.rels");
            let is_root = root
                .named("Relationship")
                .iter()
                .any(|e| e.get("Target").unwrap().trim_start_matches('/') == name);
            assert!(is_root || reached.contains(name), "{case}: nothing refers to {name}");
        }
    }

    /// No time but a fixed one, no person, no path of a machine.
    pub fn check_is_anonymous(&self, case: &str) {
        assert!(self.is_timeless, "{case}: parts have times");
        for (name, bytes) in &self.parts {
            if name.ends_with(".xlsx") {
                Self::open(bytes).check_is_anonymous(&format!("{case}: {name}"));
                continue;
            }
            let text = String::from_utf8_lossy(bytes);
            for word in
                ["/home/", "/root/", "/tmp/", "/work/", "C:\\", "\\Users\\", "rust_xlsxwriter", "file://"]
            {
                assert!(!text.contains(word), "{case}: {name} holds {word}");
            }
            for character in text.chars() {
                let is_allowed = !character.is_control() || ['\n', '\r', '\t'].contains(&character);
                assert!(is_allowed || name.ends_with(".png"), "{case}: {name} holds {character:?}");
            }
            if name == "docProps/core.xml" {
                let core = Element::parse(name, bytes);
                for element in core.all() {
                    let is_person = ["dc:creator", "cp:lastModifiedBy"].contains(&element.name.as_str());
                    assert!(!is_person || element.text.is_empty(), "{case}: {element:?}");
                    let is_time = element.name.starts_with("dcterms:");
                    assert!(
                        !is_time || element.text.starts_with("2000-01-01T00:00:00"),
                        "{case}: {element:?}"
                    );
                }
            }
        }
    }
}

/// The part that a target names, from the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for step in target.split('/') {
        if step == ".." {
            path.pop();
        } else {
            path.push(step);
        }
    }
    path.join("/")
}
