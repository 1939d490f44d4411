//! Depths of a reduction: four classes, each darker than the one before, of a round step or of about as many units each.

use super::figure::Fill;
use super::legend::Sample;
use super::scale::{float, step};
use super::series::{Change, Direction};
use super::spec::Breaks;
use crate::format;
use crate::model::{Decimal, Lang};

/// How many depths there are.
const CLASSES: usize = 4;

/// The classes of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Depths {
    /// The deepest reduction of each class, in percent.
    bounds: Vec<Decimal>,
    is_lower_better: bool,
    has_falls: bool,
    has_rises: bool,
}

impl Depths {
    /// Classes of a round step that reach the deepest of these reductions.
    pub(super) fn of(changes: impl Iterator<Item = Change>, is_lower_better: bool) -> Self {
        Self::with_breaks(changes, is_lower_better, Breaks::Even)
    }

    /// Classes of these reductions.
    pub(super) fn with_breaks(
        changes: impl Iterator<Item = Change>,
        is_lower_better: bool,
        breaks: Breaks,
    ) -> Self {
        let rates: Vec<Decimal> = changes
            .filter_map(|change| if let Change::Rate(rate) = change { Some(rate) } else { None })
            .collect();
        let falls: Vec<Decimal> =
            rates.iter().map(|rate| -*rate).filter(|fall| *fall > Decimal::ZERO).collect();
        let bounds = match breaks {
            Breaks::Quantile if !falls.is_empty() => quantiles(falls.clone()),
            _ => even(&falls),
        };
        Self {
            bounds,
            is_lower_better,
            has_falls: !falls.is_empty(),
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
                let class = self.bounds.iter().position(|bound| -rate <= *bound);
                self.depth_of(class.unwrap_or(self.bounds.len().saturating_sub(1)))
            }
            Change::Unchanged | Change::SmallBase | Change::None(_) => Fill::Ground,
        }
    }

    /// The depth of a class: the last is always the darkest.
    fn depth_of(&self, class: usize) -> Fill {
        let missing = CLASSES.saturating_sub(self.bounds.len());
        self.depth(u8::try_from(class + missing + 1).unwrap_or(u8::MAX))
    }

    fn depth(&self, class: u8) -> Fill {
        if self.is_lower_better { Fill::Depth(class) } else { Fill::NeutralDepth(class) }
    }

    /// The legend: each class with its bounds, and the hatching where something rose.
    pub(super) fn entries(&self, lang: Lang) -> Vec<(Sample, String)> {
        let mut out = Vec::new();
        let from = [Decimal::ZERO].into_iter().chain(self.bounds.iter().copied());
        for (class, (from, to)) in from.zip(&self.bounds).enumerate().filter(|_| self.has_falls) {
            let (from, to) = (format::count(from), format::count(*to));
            let words = format!("{}{from}–{to}%", lang.pick("降", "down "));
            out.push((Sample::Patch(self.depth_of(class)), words));
        }
        if self.has_rises {
            let fill = Fill::of(Direction::Rose, self.is_lower_better);
            out.push((Sample::Patch(fill), lang.pick("上升", "up").to_owned()));
        }
        out
    }
}

/// Bounds of a round step that reach the deepest fall.
fn even(falls: &[Decimal]) -> Vec<Decimal> {
    let deepest = falls.iter().map(|fall| float(*fall)).fold(0.0, f64::max);
    let step = if deepest > 0.0 { step(deepest, CLASSES) } else { Decimal::TEN };
    (1..=CLASSES as u64).map(|class| step * Decimal::from(class)).collect()
}

/// The deepest fall of each quarter; quarters that end alike are one class.
fn quantiles(mut falls: Vec<Decimal>) -> Vec<Decimal> {
    falls.sort();
    let end =
        |quarter: usize| falls.get((falls.len() * quarter).div_ceil(CLASSES).saturating_sub(1)).copied();
    let mut bounds: Vec<Decimal> = (1..=CLASSES).filter_map(end).collect();
    bounds.dedup();
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn quarters_hold_about_as_many_units_and_ties_stay_together() {
        let falls = [dec!(1), dec!(2), dec!(3), dec!(4), dec!(5), dec!(6), dec!(7), dec!(80)];
        let depths = |falls: &[Decimal]| {
            Depths::with_breaks(falls.iter().map(|fall| Change::Rate(-*fall)), true, Breaks::Quantile)
        };
        assert_eq!(depths(&falls).bounds, [dec!(2), dec!(4), dec!(6), dec!(80)]);
        let tied = depths(&[dec!(5), dec!(5), dec!(5), dec!(9)]);
        assert_eq!(tied.bounds, [dec!(5), dec!(9)]);
        let fill = |fall: Decimal| tied.fill(Change::Rate(-fall), Direction::Fell);
        assert_eq!((fill(dec!(5)), fill(dec!(9))), (Fill::Depth(3), Fill::Depth(4)));
        assert_eq!(depths(&[]).entries(Lang::Zh), []);
    }
}
