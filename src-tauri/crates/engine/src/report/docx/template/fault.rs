//! Why an office's template cannot be filled. Nothing was written.

use crate::catalogue;
use crate::model::Lang;

/// A template that cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// It is no Word document, or its parts are not where they should be.
    #[error("the template is no Word document")]
    NotADocument,
    /// It asks for more than an office's template ever needs.
    #[error("the template is too large")]
    TooLarge,
    /// A part is not what it says it is.
    #[error("the template is damaged in {part}")]
    Damaged {
        /// The part's name.
        part: String,
    },
    /// It holds what could run or be fetched when it is opened.
    #[error("the template holds what a report may not: {what}")]
    Unsafe {
        /// The part, or what it declares.
        what: String,
    },
    /// It is written in another dialect of the format.
    #[error("the template is of a form that is not filled")]
    OtherDialect,
    /// It has nothing to fill.
    #[error("the template has no placeholder")]
    NothingToFill,
    /// Placeholders that cannot be filled, all of them.
    #[error("{} placeholders cannot be filled", misfits.len())]
    Misfits {
        /// Each with its place.
        misfits: Vec<Misfit>,
        /// The language of the report.
        lang: Lang,
    },
}

/// A placeholder that cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The catalogue's code.
    pub code: &'static str,
    /// As it stands in the template.
    pub placeholder: String,
    /// The part and the number of the paragraph within it.
    pub place: String,
    /// The nearest that is known, the names it may mean, or what gives its value.
    pub offer: String,
}

/// At most so many are told; the others are counted.
const TOLD: usize = 20;

impl Misfit {
    fn words(&self, lang: Lang) -> String {
        let args = [("placeholder", &self.placeholder), ("place", &self.place), ("offer", &self.offer)]
            .map(|(name, value)| (name.to_owned(), value.clone()));
        catalogue::message(self.code, &args, lang)
    }
}

impl TemplateFault {
    /// The code of the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotADocument => "template_not_a_document",
            Self::TooLarge => "template_too_large",
            Self::Damaged { .. } => "template_damaged",
            Self::Unsafe { .. } => "template_unsafe",
            Self::OtherDialect => "template_other_dialect",
            Self::NothingToFill => "template_nothing_to_fill",
            Self::Misfits { .. } => "template_misfits",
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(String, String)> {
        match self {
            Self::Damaged { part } => vec![("part".to_owned(), part.clone())],
            Self::Unsafe { what } => vec![("what".to_owned(), what.clone())],
            Self::Misfits { misfits, lang } => {
                let mut told: Vec<String> = misfits.iter().take(TOLD).map(|one| one.words(*lang)).collect();
                let more = misfits.len().saturating_sub(TOLD);
                if more > 0 {
                    told.push(format!("… +{more}"));
                }
                let faults = told.join(lang.pick("；", "; "));
                vec![("count".to_owned(), misfits.len().to_string()), ("faults".to_owned(), faults)]
            }
            Self::NotADocument | Self::TooLarge | Self::OtherDialect | Self::NothingToFill => Vec::new(),
        }
    }
}
