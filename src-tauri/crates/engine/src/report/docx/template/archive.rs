//! The template's package. It comes from outside, so it is read with limits; parts that are not filled are copied as they
//! are stored, without being inflated.

use super::fault::TemplateFault;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Largest template.
pub(super) const MAX_FILE_BYTES: usize = 64 << 20;
/// Most parts.
const MAX_PARTS: usize = 4096;
/// Largest part that is read.
const MAX_PART_BYTES: u64 = 32 << 20;
/// Most that all parts may say they inflate to: pictures of a template are packed already.
const MAX_INFLATED_BYTES: u64 = 512 << 20;

/// The package of a template.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as other programs compare them, in lower case.
    names: BTreeMap<String, String>,
}

/// A part to add.
pub(super) struct Added {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Already compressed.
    pub is_packed: bool,
}

impl<'a> Archive<'a> {
    /// Opens a package and looks at its table of contents.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, TemplateFault> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(TemplateFault::TooLarge);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateFault::NotADocument)?;
        if zip.len() > MAX_PARTS {
            return Err(TemplateFault::TooLarge);
        }
        let (mut names, mut stored, mut inflated) = (BTreeMap::new(), 0u64, 0u64);
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|_| TemplateFault::NotADocument)?;
            let name = part.name().to_owned();
            let damaged = || TemplateFault::Damaged { part: name.clone() };
            let is_outside =
                name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|step| step == "..");
            if part.encrypted() || is_outside {
                return Err(damaged());
            }
            stored = stored.saturating_add(part.compressed_size());
            inflated = inflated.saturating_add(part.size());
            if names.insert(name.to_lowercase(), name.clone()).is_some() {
                return Err(damaged());
            }
        }
        // Parts that lie over each other say more than the file holds.
        if inflated > MAX_INFLATED_BYTES || stored > bytes.len() as u64 {
            return Err(TemplateFault::TooLarge);
        }
        Ok(Self { zip, names })
    }

    /// Every name as stored.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
    }

    /// The text of a part; nothing where there is none of this name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, TemplateFault> {
        let Some(name) = self.names.get(&name.to_lowercase()) else { return Ok(None) };
        let damaged = || TemplateFault::Damaged { part: name.clone() };
        let part = self.zip.by_name(name).map_err(|_| damaged())?;
        let mut bytes = Vec::new();
        // A part may inflate to more than it says.
        part.take(MAX_PART_BYTES + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > MAX_PART_BYTES {
            return Err(TemplateFault::TooLarge);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| damaged())
    }

    /// The package with some parts changed and some added; the others are the very bytes they were, in the same order.
    pub(super) fn write(
        mut self,
        changed: &BTreeMap<String, String>,
        added: &[Added],
    ) -> Result<Vec<u8>, zip::result::ZipError> {
        let changed: BTreeMap<String, &String> =
            changed.iter().map(|(name, text)| (name.to_lowercase(), text)).collect();
        let mut written = BTreeSet::new();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.zip.len() {
            let part = self.zip.by_index_raw(at)?;
            let name = part.name().to_owned();
            let Some(text) = changed.get(&name.to_lowercase()) else {
                zip.raw_copy_file(part)?;
                continue;
            };
            let time = part.last_modified().unwrap_or_default();
            put(&mut zip, &name, text.as_bytes(), (CompressionMethod::Deflated, time))?;
            written.insert(name.to_lowercase());
        }
        for (name, text) in changed.iter().filter(|(name, _)| !written.contains(*name)) {
            put(&mut zip, name, text.as_bytes(), (CompressionMethod::Deflated, DateTime::default()))?;
        }
        for part in added {
            let method = if part.is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            put(&mut zip, &part.name, &part.bytes, (method, DateTime::default()))?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

fn put(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
    (method, time): (CompressionMethod, DateTime),
) -> Result<(), zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(time)
        .unix_permissions(0o644);
    zip.start_file(name, options)?;
    zip.write_all(bytes)?;
    Ok(())
}
