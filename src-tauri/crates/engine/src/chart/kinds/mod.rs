//! The kinds of chart, one module each.

pub(super) mod ranked_bars;

use super::ChartKind;
use crate::model::Lang;

/// What a kind of chart is for and what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindInfo {
    /// The kind.
    pub kind: ChartKind,
    /// The stable name (`ranked-bars`).
    pub name: &'static str,
    purpose: (&'static str, &'static str),
    needs: (&'static str, &'static str),
}

impl KindInfo {
    /// What question it answers.
    pub fn purpose(&self, lang: Lang) -> &'static str {
        lang.pick(self.purpose.0, self.purpose.1)
    }

    /// What numbers it needs.
    pub fn needs(&self, lang: Lang) -> &'static str {
        lang.pick(self.needs.0, self.needs.1)
    }
}

/// Every kind.
pub fn kinds() -> &'static [KindInfo] {
    &[KindInfo {
        kind: ChartKind::RankedBars,
        name: "ranked-bars",
        purpose: (
            "按降幅排列各单位，并列出两期的数和总体降幅",
            "Ranks units by their reduction, beside both counts and the pooled rate",
        ),
        needs: (
            "一个指标、一种口径、两个可比的期间，按单位分列",
            "One indicator, one scope, two comparable periods, by unit",
        ),
    }]
}

/// The kind with this name.
pub fn find_kind(name: &str) -> Option<&'static KindInfo> {
    kinds().iter().find(|kind| kind.name == name)
}
