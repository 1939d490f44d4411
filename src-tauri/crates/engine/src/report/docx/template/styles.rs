//! The template's own paragraph styles by their names; ours are added for what it has none for, under names that say so.

use super::fault::TemplateFault;
use super::relations::elements;
use super::scan::attribute;
use crate::model::Lang;
use crate::report::ReportError;
use crate::report::docx::styles as ours;
use std::collections::{BTreeMap, BTreeSet};

/// Styles of ours that a fragment may refer to, and the names a template has them under.
const USED: [(&str, &[&str]); 4] = [
    ("Caption", &["caption", "题注"]),
    ("TableText", &["table text", "表格文字", "表格正文"]),
    ("TableNote", &["table note", "表注"]),
    ("Figure", &["figure", "图"]),
];

/// The styles of a template.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Ids by name, in small letters.
    ids: BTreeMap<String, String>,
    /// Those of ours that were taken.
    added: BTreeSet<&'static str>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, TemplateFault> {
        let mut styles = Self::default();
        let mut open: Option<String> = None;
        elements(text, part, |element| {
            match element.name().as_ref() {
                b"w:style" => {
                    let is_paragraph = attribute(element, "w:type").as_deref() == Some("paragraph");
                    open = attribute(element, "w:styleId").filter(|_| is_paragraph);
                }
                b"w:name" => {
                    if let (Some(id), Some(name)) = (open.take(), attribute(element, "w:val")) {
                        styles.ids.insert(name.to_lowercase(), id);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// The template's heading of a level.
    pub(super) fn heading(&self, level: u8) -> Option<&str> {
        let names = [format!("heading {level}"), format!("标题 {level}")];
        names.iter().find_map(|name| self.ids.get(name)).map(String::as_str)
    }

    /// A fragment that names our styles, with those of the template in their place where it has them.
    pub(super) fn applied(&mut self, fragment: &str) -> String {
        let mut out = fragment.to_owned();
        for (id, names) in USED {
            let ours = format!("<w:pStyle w:val=\"{id}\"/>");
            if !out.contains(&ours) {
                continue;
            }
            let own = names.iter().find_map(|name| self.ids.get(*name));
            let taken = own.map_or_else(|| ours::apart_id(id), |own| super::fill::escaped(own));
            if own.is_none() {
                self.added.insert(id);
            }
            out = out.replace(&ours, &format!("<w:pStyle w:val=\"{taken}\"/>"));
        }
        out
    }

    /// The styles to add, as they stand in `styles.xml`; nothing where the template has all.
    pub(super) fn added(&self, lang: Lang) -> Result<String, ReportError> {
        let ids: Vec<&'static str> = self.added.iter().copied().collect();
        if ids.is_empty() { Ok(String::new()) } else { ours::apart(&ids, lang) }
    }
}
