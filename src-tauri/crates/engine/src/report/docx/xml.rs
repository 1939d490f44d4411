//! Writes XML: elements close themselves, every text is escaped and holds no control character.

use super::ReportError;
use crate::format::printable;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML part being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    failure: Option<String>,
}

impl Xml {
    /// A part with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), failure: None };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// Elements to be put into another's part.
    pub(super) fn fragment() -> Self {
        Self { writer: Writer::new(Vec::new()), failure: None }
    }

    fn write(&mut self, event: Event<'_>) {
        if let Err(error) = self.writer.write_event(event) {
            self.failure.get_or_insert_with(|| error.to_string());
        }
    }

    fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, printable(value).as_str()));
        }
        start
    }

    /// An element and what is inside it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.write(Event::Start(Self::start(name, attributes)));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(Self::start(name, attributes)));
    }

    /// An element of one attribute `w:val`.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&printable(text))));
    }

    /// The bytes.
    pub(super) fn into_bytes(self) -> Result<Vec<u8>, ReportError> {
        match self.failure {
            Some(reason) => Err(ReportError::Package { reason }),
            None => Ok(self.writer.into_inner()),
        }
    }

    /// The text.
    pub(super) fn into_text(self) -> Result<String, ReportError> {
        let failed = |error: std::string::FromUtf8Error| ReportError::Package { reason: error.to_string() };
        String::from_utf8(self.into_bytes()?).map_err(failed)
    }
}
