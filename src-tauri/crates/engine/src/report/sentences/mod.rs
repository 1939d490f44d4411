//! Facts into sentences in the wording of official documents: the count, then the rate, then the absolute change;
//! parts introduced by 其中; increases said plainly; counts alone where no rate can be defended.
//!
//! Every figure is a slot with its value and its inputs, so a sentence changes with the data and never says what the
//! table beside it does not.

mod headline;
mod notes;
mod overall;
mod ranking;
mod wording;

#[cfg(test)]
mod tests;

pub(super) use notes::parts_notes;
pub use notes::{notes, rounding_note};
pub use overall::overall;

use super::facts::IndicatorFacts;
use super::{Paragraph, Run, Slot};
use crate::model::Lang;

/// How sentences are worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// The language.
    pub lang: Lang,
    /// Whether units may be named.
    pub hides_names: bool,
}

/// A paragraph under construction.
#[derive(Debug, Default)]
struct Line {
    runs: Vec<Run>,
}

impl Line {
    fn text(&mut self, words: impl AsRef<str>) -> &mut Self {
        let words = words.as_ref();
        if let Some(Run::Text(last)) = self.runs.last_mut() {
            last.push_str(words);
        } else if !words.is_empty() {
            self.runs.push(Run::Text(words.to_owned()));
        }
        self
    }

    fn slot(&mut self, slot: Slot) -> &mut Self {
        self.runs.push(Run::Slot(slot));
        self
    }

    /// The slots with a word between them.
    fn slots(&mut self, slots: impl IntoIterator<Item = Slot>, between: &str) -> &mut Self {
        for (index, slot) in slots.into_iter().enumerate() {
            if index > 0 {
                self.text(between);
            }
            self.slot(slot);
        }
        self
    }

    fn paragraph(self, id: String) -> Option<Paragraph> {
        (!self.runs.is_empty()).then_some(Paragraph { id, runs: self.runs, is_own: false })
    }
}

/// Everything said about one indicator in one scope: the headline, its parts, best and worst, what made the change.
pub fn sentences(facts: &IndicatorFacts, wording: Wording) -> Vec<Paragraph> {
    let id = |part: &str| format!("{}.{part}", facts.key);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    paragraphs.extend(headline::headline(facts, wording).paragraph(id("headline")));
    paragraphs.extend(ranking::ranking(facts, wording).paragraph(id("ranking")));
    paragraphs.extend(ranking::contributions(facts, wording).paragraph(id("contributions")));
    paragraphs.extend(notes::note_paragraph(facts, wording));
    paragraphs
}
