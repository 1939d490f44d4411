//! Depths of a reduction: four classes of a round step, each darker than the one before.

use super::figure::Fill;
use super::legend::Sample;
use super::scale::{float, step};
use super::series::{Change, Direction};
use crate::format;
use crate::model::{Decimal, Lang};

/// How many depths there are.
const CLASSES: usize = 4;

/// The classes of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Depths {
    /// Percent from one class to the next.
    step: Decimal,
    is_lower_better: bool,
    has_falls: bool,
    has_rises: bool,
}

impl Depths {
    /// Classes that reach the deepest of these reductions.
    pub(super) fn of(changes: impl Iterator<Item = Change>, is_lower_better: bool) -> Self {
        let rates: Vec<Decimal> = changes
            .filter_map(|change| if let Change::Rate(rate) = change { Some(rate) } else { None })
            .collect();
        let deepest = rates.iter().map(|rate| -float(*rate)).fold(0.0, f64::max);
        Self {
            step: if deepest > 0.0 { step(deepest, CLASSES) } else { Decimal::TEN },
            is_lower_better,
            has_falls: deepest > 0.0,
            has_rises: rates.iter().any(|rate| *rate > Decimal::ZERO),
        }
    }

    /// The fill of a change; where there is no rate, of nothing to judge.
    pub(super) fn fill(&self, change: Change, direction: Direction) -> Fill {
        match change {
            Change::Rate(rate) if rate > Decimal::ZERO => Fill::of(Direction::Rose, self.is_lower_better),
            Change::Rate(rate) if rate.is_zero() && direction == Direction::Rose => {
                Fill::of(Direction::Rose, self.is_lower_better)
            }
            Change::Rate(rate) => {
                let class = (1..CLASSES as u8).find(|class| -rate <= self.step * Decimal::from(*class));
                self.depth(class.unwrap_or(CLASSES as u8))
            }
            Change::Unchanged | Change::SmallBase | Change::None(_) => Fill::Ground,
        }
    }

    fn depth(&self, class: u8) -> Fill {
        if self.is_lower_better { Fill::Depth(class) } else { Fill::NeutralDepth(class) }
    }

    /// The legend: each class with its bounds, and the hatching where something rose.
    pub(super) fn entries(&self, lang: Lang) -> Vec<(Sample, String)> {
        let mut out = Vec::new();
        for class in (1..=CLASSES as u8).filter(|_| self.has_falls) {
            let bound = |class: u8| format::count(self.step * Decimal::from(class));
            let (from, to) = (bound(class - 1), bound(class));
            let words = format!("{}{from}–{to}%", lang.pick("降", "down "));
            out.push((Sample::Patch(self.depth(class)), words));
        }
        if self.has_rises {
            let fill = Fill::of(Direction::Rose, self.is_lower_better);
            out.push((Sample::Patch(fill), lang.pick("上升", "up").to_owned()));
        }
        out
    }
}
