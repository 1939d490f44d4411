//! One total, broken down by area, by category and by body: whether each breakdown covers it, and what is left over.

use super::{By, MeasureTable, ScopeMeasures};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::model::{AreaLevel, Decimal, Lang, ScopeId};
use std::collections::BTreeSet;

/// The sums of one breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// The scope.
    pub scope_id: ScopeId,
    /// What its rows are.
    pub by: By,
    /// The level of its areas.
    pub level: Option<AreaLevel>,
    /// How many rows it has.
    pub rows: usize,
    /// Everything counted in the current period.
    pub current: Option<Decimal>,
    /// Everything counted in the base period.
    pub base: Option<Decimal>,
    /// Whether it is the total that the others break down.
    pub is_whole: bool,
    /// What the whole counts in the current period and this does not (未分项); negative where it counts more.
    pub left_current: Option<Decimal>,
    /// What the whole counts in the base period and this does not.
    pub left_base: Option<Decimal>,
}

impl Breakdown {
    /// Whether it says as much as the whole, in both periods.
    pub fn covers(&self) -> bool {
        [self.left_current, self.left_base].into_iter().flatten().all(|left| left.is_zero())
    }

    /// The doubt where it does not.
    pub fn doubt(&self) -> Option<Diagnostic> {
        if self.covers() {
            return None;
        }
        let number = |n: Option<Decimal>| n.map_or_else(|| "—".to_owned(), format::change);
        let exceeds = [self.left_current, self.left_base].into_iter().flatten().any(|l| l < Decimal::ZERO);
        let (severity, code) = if exceeds {
            (Severity::Warning, "breakdown_exceeds")
        } else {
            (Severity::Info, "breakdown_incomplete")
        };
        let found = Diagnostic::new(severity, code).with("current", number(self.left_current));
        Some(found.with("base", number(self.left_base)))
    }
}

impl By {
    /// The three ways.
    pub const ALL: [Self; 3] = [Self::Area, Self::Category, Self::Organisation];

    /// The name in words.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Area => lang.pick("地区", "area"),
            Self::Category => lang.pick("类别", "category"),
            Self::Organisation => lang.pick("单位", "body"),
        }
    }
}

/// The breakdowns of each scope in `tables`, which answer one question by different rows. The whole is the highest level
/// of areas, for every figure has a place; where no figure has, the largest breakdown.
pub fn breakdowns(tables: &[MeasureTable]) -> Vec<Breakdown> {
    let scopes: BTreeSet<&ScopeId> = tables.iter().flat_map(|t| &t.scopes).map(|s| &s.scope_id).collect();
    let mut found = Vec::new();
    for scope in scopes {
        let mut of_scope: Vec<Breakdown> = tables
            .iter()
            .flat_map(|t| t.scopes.iter().map(move |s| (t.request.by, s)))
            .filter(|(_, s)| s.scope_id == *scope)
            .map(|(by, s)| breakdown(by, s))
            .collect();
        let rank = |b: &Breakdown| (b.by != By::Area, b.level, std::cmp::Reverse(b.current));
        let Some(whole) = of_scope.iter().min_by_key(|b| rank(b)).cloned() else { continue };
        // Counties of one prefecture break down no province.
        of_scope.retain(|b| b.by != By::Area || b.level == whole.level);
        for one in &mut of_scope {
            one.is_whole = (one.by, one.level) == (whole.by, whole.level);
            one.left_current = whole.current.map(|w| w - one.current.unwrap_or_default());
            one.left_base = whole.base.map(|w| w - one.base.unwrap_or_default());
        }
        found.extend(of_scope);
    }
    found
}

fn breakdown(by: By, scope: &ScopeMeasures) -> Breakdown {
    Breakdown {
        scope_id: scope.scope_id.clone(),
        by,
        level: scope.level,
        rows: scope.rows.len(),
        current: scope.total.as_counted.current,
        base: scope.total.as_counted.base,
        is_whole: false,
        left_current: None,
        left_base: None,
    }
}
