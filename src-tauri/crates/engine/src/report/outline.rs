//! What a report is made of: its form and page, the sections in their order, and the author's own words.

use super::{Closing, Form, Layout, Masthead};
use crate::model::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// The author's own words, by paragraph id; `{key}` stands for the figure of that key.
    pub own_texts: BTreeMap<String, String>,
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

impl Outline {
    /// The sections to write: those chosen, or those usual for the form.
    pub fn sections(&self) -> Vec<Section> {
        if self.sections.is_empty() { usual_sections(self.form, self.lang) } else { self.sections.clone() }
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
