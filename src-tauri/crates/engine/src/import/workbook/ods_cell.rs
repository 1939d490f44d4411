//! One cell of an `.ods`: its paragraphs, and its value by type.

use super::error::Refusal;
use super::formats::trim_midnight;
use super::limits::MAX_CELL_BYTES;
use super::ods::Xml;
use super::package::attribute;
use super::sink::too_large;
use crate::model::{NumberFormat, RawValue};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::BufRead;

/// What a cell holds, owned because rows and cells repeat.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellValue {
    Number(f64, NumberFormat),
    Text(String),
    Date(String),
    Bool(bool),
    Error(String),
    FormulaWithoutValue,
}

impl CellValue {
    pub(super) fn as_raw(&self) -> (RawValue<'_>, NumberFormat) {
        match self {
            Self::Number(n, format) => (RawValue::Number(*n), *format),
            Self::Text(t) => (RawValue::Text(t), NumberFormat::General),
            Self::Date(t) => (RawValue::DateTime(t), NumberFormat::Date),
            Self::Bool(b) => (RawValue::Bool(*b), NumberFormat::General),
            Self::Error(t) => (RawValue::Error(t), NumberFormat::General),
            Self::FormulaWithoutValue => (RawValue::FormulaWithoutValue, NumberFormat::General),
        }
    }
}

/// The value of a cell whose paragraphs are already read.
pub(super) fn value_of(cell: &BytesStart<'_>, text: Option<String>) -> Option<CellValue> {
    let has_formula = attribute(cell, "formula").is_some();
    let number = |format| {
        let value = attribute(cell, "value").and_then(|t| t.parse::<f64>().ok()).filter(|n| n.is_finite());
        value.map(|n| CellValue::Number(n, format))
    };
    let value = match value_type(cell).as_deref() {
        Some("error") => Some(CellValue::Error(text.clone().unwrap_or_default())),
        Some("float") => number(NumberFormat::General),
        Some("currency") => number(NumberFormat::Number),
        Some("percentage") => number(NumberFormat::Percent),
        Some("boolean") => attribute(cell, "boolean-value").map(|t| CellValue::Bool(t == "true")),
        Some("date") => attribute(cell, "date-value").map(|t| CellValue::Date(trim_midnight(&t).to_owned())),
        Some("time") => attribute(cell, "time-value").map(CellValue::Date),
        // Text shown wins over the attribute; a formula may well give the empty text.
        Some("string") => {
            let text = text.clone().or_else(|| attribute(cell, "string-value"));
            return text.map(CellValue::Text);
        }
        _ => None,
    };
    // A type without its value: what is shown is all there is.
    let shown = || text.filter(|t| !t.is_empty()).map(CellValue::Text);
    value.or_else(shown).or_else(|| has_formula.then_some(CellValue::FormulaWithoutValue))
}

/// The type of a value. LibreOffice marks errors in its own attribute of the same name and calls them strings.
fn value_type(cell: &BytesStart<'_>) -> Option<String> {
    let mut all = cell.attributes();
    let mut found = None;
    for attribute in
        all.with_checks(false).filter_map(Result::ok).filter(|a| a.key.local_name().as_ref() == b"value-type")
    {
        if attribute.value.as_ref() == b"error" {
            return Some("error".to_owned());
        }
        found = found.or_else(|| String::from_utf8(attribute.value.into_owned()).ok());
    }
    found
}

/// The paragraphs of a cell, joined by line breaks. Comments, drawings and ruby are not the cell's text.
pub(super) fn read_text(cell: &[u8], xml: &mut Xml<impl BufRead>) -> Result<Option<String>, Refusal> {
    let cell = cell.to_vec();
    let mut text: Option<String> = None;
    let mut is_inside = false;
    loop {
        let mut skipped = None;
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == b"s" => {
                let count = attribute(&e, "c").and_then(|t| t.parse::<usize>().ok()).unwrap_or(1);
                push(&mut text, &" ".repeat(count.min(1 << 15)))?;
            }
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == b"tab" => push(&mut text, "\t")?,
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == b"line-break" => {
                push(&mut text, "\n")?;
            }
            Event::Empty(e) if e.local_name().as_ref() == b"p" => start_paragraph(&mut text)?,
            Event::Start(e) => match e.local_name().as_ref() {
                b"p" => {
                    start_paragraph(&mut text)?;
                    is_inside = true;
                }
                b"span" | b"a" | b"ruby" | b"ruby-base" => {}
                _ => skipped = Some(e.name().as_ref().to_vec()),
            },
            Event::End(e) if e.local_name().as_ref() == b"p" => is_inside = false,
            Event::End(e) if e.name().as_ref() == cell => return Ok(text),
            Event::Text(t) if is_inside => {
                push(&mut text, &t.xml10_content().map_err(|_| Refusal::Damaged)?)?;
            }
            Event::CData(t) if is_inside => push(&mut text, &t.decode().map_err(|_| Refusal::Damaged)?)?,
            Event::GeneralRef(r) if is_inside => push(&mut text, &entity(&r))?,
            Event::Eof => return Err(Refusal::Damaged),
            _ => {}
        }
        if let Some(name) = skipped {
            xml.skip(&name)?;
        }
    }
}

fn start_paragraph(text: &mut Option<String>) -> Result<(), Refusal> {
    match text {
        Some(_) => push(text, "\n"),
        None => {
            *text = Some(String::new());
            Ok(())
        }
    }
}

fn push(text: &mut Option<String>, more: &str) -> Result<(), Refusal> {
    let text = text.get_or_insert_default();
    text.push_str(more);
    if text.len() > MAX_CELL_BYTES { Err(too_large()) } else { Ok(()) }
}

/// A character reference or one of the five named entities; anything else stays as written.
pub(super) fn entity(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}
