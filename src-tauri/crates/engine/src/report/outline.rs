//! What a report is made of: its form and page, the sections in their order, and the author's own words.

use super::{Closing, Form, Layout, Masthead};
use crate::chart::{ChartKind, find_kind};
use crate::model::{Lang, Period};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::{BTreeMap, BTreeSet};

/// The plan of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Outline {
    /// What kind of paper it is.
    pub form: Form,
    /// The page.
    pub layout: Layout,
    /// Its language.
    pub lang: Lang,
    /// The title, in place of the usual one.
    pub title: Option<String>,
    /// The red head, in place of the usual one of the form.
    pub masthead: Option<Masthead>,
    /// 主送机关.
    pub addressee: Option<String>,
    /// Signature, date and recipients.
    pub closing: Closing,
    /// Units are not named.
    pub hides_names: bool,
    /// The sections, in order; empty takes those usual for the form.
    pub sections: Vec<Section>,
    /// The author's own words, by paragraph id; `{key}` stands for the figure of that key. A line break parts paragraphs.
    /// Those of a section (`own.` and its id) stand at its head, before its figures.
    pub own_texts: BTreeMap<String, String>,
    /// The charts of an indicator, by its id: none where the list is empty, the usual ranking where it has no entry.
    pub charts: BTreeMap<String, Vec<PlacedChart>>,
    /// Paragraphs, tables and figures that are left out, by their places (`table:overall@…`). A heading that is left with
    /// nothing below it goes with them.
    pub left_out: BTreeSet<String>,
    /// Tables and figures that follow the body are left out.
    pub is_without_appendices: bool,
    /// Charts are left out.
    pub is_without_figures: bool,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// A stable name within the report.
    pub id: String,
    /// What stands in it.
    pub content: Content,
    /// Its heading, without number.
    pub title: String,
    /// It is kept, and not written.
    #[serde(default)]
    pub is_left_out: bool,
    /// The indicators whose figures stand in it, by id; empty takes all of the report.
    #[serde(default)]
    pub indicator_ids: Vec<String>,
}

/// A chart an author places. Every kind there is may be chosen; one that the numbers do not allow is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedChart {
    /// The kind.
    #[serde(serialize_with = "write_kind", deserialize_with = "read_kind")]
    pub kind: ChartKind,
    /// The first period; nothing takes the report's base, and for lines and parts over time the earliest known.
    #[serde(default)]
    pub first: Option<Period>,
    /// What is drawn apart, for kinds that part a count.
    #[serde(default)]
    pub parts: ChartParts,
    /// The title in place of the usual one.
    #[serde(default)]
    pub title: Option<String>,
}

/// What a chart of parts draws apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartParts {
    /// What the kind usually shows: kinds (文种) for parts of a whole, areas for the rest.
    #[default]
    Usual,
    /// Areas.
    Areas,
    /// Kinds (文种).
    Kinds,
    /// Issuing or reporting bodies.
    Bodies,
}

/// What stands in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Sentences, tables and figures from the workspace.
    Figures,
    /// The author's own words.
    Own,
}

impl PlacedChart {
    /// A chart of this kind over the usual periods.
    pub fn new(kind: ChartKind) -> Self {
        Self { kind, first: None, parts: ChartParts::Usual, title: None }
    }
}

impl ChartParts {
    /// Every choice.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Areas, Self::Kinds, Self::Bodies];

    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Areas => "areas",
            Self::Kinds => "kinds",
            Self::Bodies => "bodies",
        }
    }
}

impl Section {
    /// The id its own words are kept under.
    pub fn own_text_id(&self) -> String {
        format!("own.{}", self.id)
    }
}

impl Outline {
    /// The sections: those chosen, or those usual for the form; those left out among them.
    pub fn all_sections(&self) -> Vec<Section> {
        if self.sections.is_empty() { usual_sections(self.form, self.lang) } else { self.sections.clone() }
    }

    /// The sections to write.
    pub fn sections(&self) -> Vec<Section> {
        let mut sections = self.all_sections();
        sections.retain(|section| !section.is_left_out);
        sections
    }

    /// The red head of the forms that have one.
    pub(super) fn masthead(&self) -> Option<Masthead> {
        let name = match self.form {
            Form::Summary => return self.masthead.clone(),
            Form::SpecialReport => self.lang.pick("基层减负工作专报", "Special report on burden reduction"),
            Form::Brief => self.lang.pick("基层减负工作简报", "Brief on burden reduction"),
        };
        let mut masthead = self.masthead.clone().unwrap_or_default();
        if masthead.name.is_empty() {
            name.clone_into(&mut masthead.name);
        }
        Some(masthead)
    }
}

/// The sections a form usually has (总体成效, 主要做法, 存在问题, 下步打算).
pub fn usual_sections(form: Form, lang: Lang) -> Vec<Section> {
    let section = |id: &str, content, zh: &str, en: &str| Section {
        id: id.to_owned(),
        content,
        title: lang.pick(zh, en).to_owned(),
        is_left_out: false,
        indicator_ids: Vec::new(),
    };
    let results = |zh| section("results", Content::Figures, zh, "Results");
    let measures = section("measures", Content::Own, "主要做法", "What was done");
    let problems = section("problems", Content::Own, "存在问题", "What is left to solve");
    let next = |zh| section("next", Content::Own, zh, "What comes next");
    match form {
        Form::Summary => vec![results("总体成效"), measures, problems, next("下步打算")],
        Form::SpecialReport => vec![results("基本情况"), problems, next("工作建议")],
        Form::Brief => vec![results("总体情况"), measures],
    }
}

fn write_kind<S: Serializer>(kind: &ChartKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

fn read_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ChartKind, D::Error> {
    let name = String::deserialize(deserializer)?;
    let unknown = || de::Error::custom(format!("no chart kind `{name}`"));
    find_kind(&name).map(|info| info.kind).ok_or_else(unknown)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_read_as_it_was_written_and_one_of_before_takes_what_is_usual() {
        let mut outline = Outline { sections: usual_sections(Form::Brief, Lang::Zh), ..Outline::default() };
        let chart = PlacedChart { first: Some(Period::Year(2019)), ..PlacedChart::new(ChartKind::Trend) };
        outline.charts.insert("documents_issued".to_owned(), vec![chart]);
        outline.left_out.insert("table:overall@unstated".to_owned());
        let text = serde_json::to_string(&outline).unwrap();
        assert!(text.contains("\"kind\":\"trend\""), "kinds are kept by their stable names: {text}");
        assert_eq!(serde_json::from_str::<Outline>(&text).unwrap(), outline);
        let before = r#"{"sections":[{"id":"a","content":"own","title":"b"}]}"#;
        let read = serde_json::from_str::<Outline>(before).unwrap();
        assert!(!read.sections[0].is_left_out && read.charts.is_empty());
        assert!(serde_json::from_str::<PlacedChart>(r#"{"kind":"pie"}"#).is_err());
    }
}
