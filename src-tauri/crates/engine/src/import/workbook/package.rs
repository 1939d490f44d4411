//! The parts of an Office Open XML package: which part holds which sheet.

use super::detect::Archive;
use super::error::Refusal;
use super::limits::MAX_HELD_PART_BYTES;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

/// What the workbook part and its relations say.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The sheets that are made of cells, in file order.
    pub sheets: Vec<SheetPart>,
    /// Whether days count from 1904.
    pub is_1904: bool,
    /// The part of number formats.
    pub styles: String,
    /// The part of shared strings.
    pub strings: String,
}

/// A sheet and where it is.
#[derive(Debug)]
pub(super) struct SheetPart {
    pub name: String,
    pub part: String,
    pub is_visible: bool,
}

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|a| a.key.local_name().as_ref() == name.as_bytes())
        .and_then(|a| a.unescape_value().map(std::borrow::Cow::into_owned).ok())
}

/// A part of the package as it is stored, upper or lower case.
pub(super) fn part_index(zip: &Archive<'_>, name: &str) -> Option<usize> {
    let exact = zip.index_for_name(name);
    exact.or_else(|| {
        let found = zip.file_names().find(|n| n.replace('\\', "/").eq_ignore_ascii_case(name))?;
        zip.index_for_name(found)
    })
}

/// The whole text of a part.
pub(super) fn part_bytes(zip: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let index = part_index(zip, name)?;
    let mut out = Vec::new();
    zip.by_index(index).ok()?.take(MAX_HELD_PART_BYTES).read_to_end(&mut out).ok()?;
    Some(out)
}

/// Calls `each` for every element of a small XML text.
pub(super) fn for_each_element(xml: &[u8], mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => each(&e),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Refusal::Damaged),
        }
    }
}

/// Relations of a part: (id, type, target).
type Relations = Vec<(String, String, String)>;

fn relations(zip: &mut Archive<'_>, part: &str) -> Result<Relations, Refusal> {
    let xml = part_bytes(zip, part).unwrap_or_default();
    let mut out = Relations::new();
    for_each_element(&xml, |e| {
        if e.local_name().as_ref() == b"Relationship" {
            let get = |name| attribute(e, name).unwrap_or_default();
            out.push((get("Id"), get("Type"), get("Target")));
        }
    })?;
    Ok(out)
}

/// A target relative to a folder, or from the root.
fn resolve(folder: &str, target: &str) -> String {
    let whole = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split(['/', '\\']) {
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

/// The part of the workbook itself.
pub(super) fn workbook_part(zip: &mut Archive<'_>, fallback: &str) -> Result<String, Refusal> {
    let main =
        relations(zip, "_rels/.rels")?.into_iter().find(|(_, kind, _)| kind.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| fallback.to_owned(), |(_, _, target)| resolve("", &target)))
}

/// The targets of a workbook's relations: (id, part).
pub(super) fn related_parts(zip: &mut Archive<'_>, workbook: &str) -> Result<Vec<(String, String)>, Refusal> {
    let (folder, all) = relations_of(zip, workbook)?;
    Ok(all.into_iter().map(|(id, _, target)| (id, resolve(&folder, &target))).collect())
}

/// A workbook's folder, and its relations.
fn relations_of(zip: &mut Archive<'_>, workbook: &str) -> Result<(String, Relations), Refusal> {
    let (folder, file) = workbook.rsplit_once('/').map_or(("", workbook), |(f, n)| (f, n));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let all = relations(zip, &format!("{folder}_rels/{file}.rels"))?;
    Ok((folder, all))
}

/// The parts of an `.xlsx`.
pub(super) fn read(zip: &mut Archive<'_>) -> Result<Package, Refusal> {
    let workbook = workbook_part(zip, "xl/workbook.xml")?;
    let (folder, related) = relations_of(zip, &workbook)?;
    let part = |kind: &str, fallback: &str| {
        let found = related.iter().find(|(_, known, _)| known.ends_with(kind));
        resolve(&folder, found.map_or(fallback, |(_, _, target)| target))
    };
    let mut package = Package {
        styles: part("/styles", "styles.xml"),
        strings: part("/sharedStrings", "sharedStrings.xml"),
        ..Package::default()
    };
    let xml = part_bytes(zip, &workbook).ok_or(Refusal::Damaged)?;
    let mut is_whole = true;
    for_each_element(&xml, |e| match e.local_name().as_ref() {
        b"workbookPr" => {
            if let Some(value) = attribute(e, "date1904") {
                package.is_1904 = value == "1" || value == "true";
            }
        }
        b"sheet" => {
            let get = |name| attribute(e, name).unwrap_or_default();
            let id = get("id");
            let relation = related.iter().find(|(known, _, _)| *known == id);
            match relation.map(|(_, kind, target)| (kind.rsplit('/').next(), target)) {
                Some((Some("worksheet"), target)) => package.sheets.push(SheetPart {
                    name: get("name"),
                    part: resolve(&folder, target),
                    is_visible: matches!(get("state").as_str(), "" | "visible"),
                }),
                // These hold no cells, or the commands of a macro in them.
                Some((Some("chartsheet" | "dialogsheet" | "xlMacrosheet" | "xlIntlMacrosheet"), _)) => {}
                _ => is_whole = false,
            }
        }
        _ => {}
    })?;
    if is_whole { Ok(package) } else { Err(Refusal::Damaged) }
}

/// The number format of each style: its notation, or none for a built-in one, and its number.
pub(super) fn number_formats(
    zip: &mut Archive<'_>,
    styles: &str,
) -> Result<Vec<(Option<String>, u32)>, Refusal> {
    let xml = part_bytes(zip, styles).unwrap_or_default();
    let mut own = Vec::new();
    let mut formats = Vec::new();
    let mut is_cell_style = false;
    for_each_element(&xml, |e| {
        let id = || attribute(e, "numFmtId").and_then(|id| id.parse::<u32>().ok());
        match e.local_name().as_ref() {
            b"numFmt" => own.extend(id().zip(attribute(e, "formatCode"))),
            b"cellXfs" => is_cell_style = true,
            b"cellStyleXfs" | b"cellStyles" | b"dxfs" => is_cell_style = false,
            b"xf" if is_cell_style => {
                let id = id().unwrap_or_default();
                let code = own.iter().rev().find(|(known, _)| *known == id).map(|(_, code)| code.clone());
                formats.push((code, id));
            }
            _ => {}
        }
    })?;
    Ok(formats)
}
