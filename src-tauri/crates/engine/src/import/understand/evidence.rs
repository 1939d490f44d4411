//! Derived columns and lines that no word announces: found by arithmetic alone, and only where chance is ruled out.
//!
//! What is told apart: a printed result has digits, and every digit that agrees is evidence. The digits of all agreeing
//! items, less those that trying many formulas would give by luck, must reach [`ENOUGH`].

use super::derived::{Form, Formula, View};
use super::matrix::Matrix;
use super::names::indicator_of;
use super::periods::cue_of_whole;
use super::text::plain;
use super::totals::Corrections;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellRef, Decimal};
use std::collections::BTreeSet;

/// Agreeing digits that chance does not give.
pub(super) const ENOUGH: f64 = 4.5;
/// Items that must agree.
const ITEMS: usize = 3;
/// Inputs farther away than this are not tried: without a word only what stands near is meant.
const REACH: usize = 4;
/// Items used; more add nothing.
const SAMPLE: usize = 200;
/// Lines beyond this are not searched for derived lines.
const SEARCH_LINES: usize = 120;

/// Digits of a number, without zeros that only place it.
pub(super) fn digits(value: Decimal) -> usize {
    let bare = value.normalize().mantissa().unsigned_abs().to_string();
    bare.trim_end_matches('0').len()
}

/// How much a set of agreeing numbers tells, each number once.
pub(super) fn weight(agreeing: &BTreeSet<Decimal>, tried: usize) -> f64 {
    let digits: usize = agreeing.iter().map(|v| digits(*v)).sum();
    f64::from(u32::try_from(digits).unwrap_or(u32::MAX))
        - f64::from(u32::try_from(tried.max(1)).unwrap_or(u32::MAX)).log10()
}

/// Marks columns and lines that follow from others though no word says so, and tells of each.
pub(super) fn find_derived(matrix: &mut Matrix<'_, '_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let corrections = Corrections::new();
    for is_turned in [false, true] {
        let view = View { matrix, is_turned, corrections: &corrections };
        if is_turned && view.series() > SEARCH_LINES {
            break;
        }
        let all: Vec<Sample> = (0..view.series()).map(|s| Sample::take(view, s)).collect();
        let marked: Vec<usize> = (0..view.series()).filter(|s| follows(view, &all, *s)).collect();
        for series in marked {
            found.extend(tell(matrix, is_turned, series));
            mark(matrix, is_turned, series);
        }
    }
    found
}

fn mark(matrix: &mut Matrix<'_, '_>, is_turned: bool, series: usize) {
    if is_turned {
        if let Some(line) = matrix.lines.get_mut(series) {
            line.is_derived = true;
        }
    } else if let Some(column) = matrix.columns.get_mut(series) {
        column.is_derived = true;
    }
}

fn tell(matrix: &Matrix<'_, '_>, is_turned: bool, series: usize) -> Option<Diagnostic> {
    let (line, column) = if is_turned { (series, 0) } else { (0, series) };
    let labels =
        if is_turned { &matrix.lines.get(series)?.labels } else { &matrix.columns.get(series)?.path };
    let found = Diagnostic::new(Severity::Info, "derived_by_arithmetic").at(matrix.address(line, column)?);
    Some(found.with("label", labels.last().map_or("", String::as_str)))
}

/// What is looked at of a series, taken once: every series is tried with all of its neighbours.
struct Sample {
    /// Its label without the year.
    name: String,
    /// The first figures.
    numbers: Vec<Option<Decimal>>,
    /// The most decimals among them.
    places: u32,
    has_negative: bool,
}

impl Sample {
    fn take(view: View<'_, '_, '_>, series: usize) -> Self {
        let numbers = view.numbers(series, SAMPLE);
        Self {
            name: timeless(&view.label(series)),
            places: numbers.iter().flatten().map(Decimal::scale).max().unwrap_or(0),
            has_negative: numbers.iter().flatten().any(Decimal::is_sign_negative),
            numbers,
        }
    }
}

/// A series and the two it may follow from.
struct Trial<'s> {
    own: &'s Sample,
    a: &'s Sample,
    b: &'s Sample,
    formula: Formula,
    is_turned: bool,
}

/// Whether a series that no word calls derived, total or part follows from its neighbours.
fn follows(view: View<'_, '_, '_>, all: &[Sample], series: usize) -> bool {
    if view.is_settled(series) || is_named_count(view, series) {
        return false;
    }
    let Some(own) = all.get(series) else { return false };
    let numbers = own.numbers.iter().flatten().count();
    if numbers < ITEMS {
        return false;
    }
    let places = view.places(series);
    let near: Vec<usize> = (series.saturating_sub(REACH)..view.series().min(series + 1 + REACH))
        .filter(|s| *s != series && !view.is_derived(*s))
        .collect();
    let pairs = near.iter().flat_map(|a| near.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    let tried = near.len() * near.len() * 7;
    let is_pair = pairs.clone().any(|(a, b)| {
        let Some((first, second)) = all.get(a).zip(all.get(b)) else { return false };
        FORMS.iter().any(|(form, is_fraction)| {
            let formula = Formula { form: *form, a, b, is_fraction: *is_fraction };
            let trial = Trial { own, a: first, b: second, formula, is_turned: view.is_turned };
            trial.is_possible() && trial.is_shown(places, numbers, tried)
        })
    });
    is_pair || (!view.is_turned && is_share(view, series, &near, places, numbers))
}

const FORMS: [(Form, bool); 7] = [
    (Form::Change, false),
    (Form::Change, true),
    (Form::Reduction, false),
    (Form::Reduction, true),
    (Form::Ratio, false),
    (Form::Ratio, true),
    (Form::Difference, false),
];

/// A label that names a known count, or a period and nothing else, is a count whatever the figures do.
fn is_named_count(view: View<'_, '_, '_>, series: usize) -> bool {
    view.inner_label(series).is_some_and(|l| indicator_of(l).is_some() || cue_of_whole(l).is_some())
}

/// What a label says without the year: series that differ only in it are one count in several periods.
pub(super) fn timeless(label: &str) -> String {
    const WORDS: [&str; 13] = [
        "上年同期",
        "去年同期",
        "本年",
        "上年",
        "今年",
        "去年",
        "本期",
        "上期",
        "同期",
        "本月",
        "上月",
        "现",
        "原",
    ];
    let mut text: String = plain(label).chars().filter(|c| !c.is_ascii_digit()).collect();
    for word in WORDS {
        text = text.replace(word, "");
    }
    ["年度", "年", "-月", "月份", "月"].iter().fold(text, |text, word| text.replace(word, ""))
}

impl Trial<'_> {
    /// Whether the labels and signs allow the formula. A count that is the rest of two others (减少 = 原有 − 保留) is no
    /// mere difference: only a sign, or two periods of one thing, shows that a difference is meant.
    fn is_possible(&self) -> bool {
        let Self { own, a, b, .. } = self;
        if own.name == a.name || own.name == b.name {
            return false;
        }
        match self.formula.form {
            Form::Change | Form::Reduction => true,
            Form::Ratio => !self.is_turned && !self.is_ambiguous_ratio(),
            Form::Difference => !a.has_negative && !b.has_negative && (own.has_negative || a.name == b.name),
        }
    }

    /// a ÷ b = c also reads a ÷ c = b: only the side with more decimals than its inputs is known to be worked out.
    fn is_ambiguous_ratio(&self) -> bool {
        let own = self.own.places;
        own == 0 || own <= self.a.places || own <= self.b.places
    }

    /// Whether the formula holds on nearly all items, and on enough that tell.
    fn is_shown(&self, places: u32, numbers: usize, tried: usize) -> bool {
        let mut tally = Tally::default();
        for ((printed, a), b) in self.own.numbers.iter().zip(&self.a.numbers).zip(&self.b.numbers) {
            let (Some(printed), Some(a), Some(b)) = (*printed, *a, *b) else { continue };
            let Some(exact) = self.formula.apply(a, b) else { continue };
            let is_telling = !printed.is_zero() && a != b && !a.is_zero() && !b.is_zero();
            tally.take(printed, self.formula.is_followed(printed, exact, places), is_telling);
            if tally.is_hopeless() {
                return false;
            }
        }
        tally.is_enough(numbers, tried)
    }
}

/// Items that hold, items tried, and the numbers that agree and tell something.
#[derive(Default)]
struct Tally {
    held: usize,
    tried: usize,
    agreeing: BTreeSet<Decimal>,
}

impl Tally {
    fn take(&mut self, printed: Decimal, is_held: bool, is_telling: bool) {
        self.tried += 1;
        self.held += usize::from(is_held);
        if is_held && is_telling {
            self.agreeing.insert(printed);
        }
    }

    fn is_hopeless(&self) -> bool {
        self.tried - self.held > 2 && (self.tried - self.held) * 3 > self.tried
    }

    fn is_enough(&self, numbers: usize, tried: usize) -> bool {
        self.held * 10 >= self.tried * 8
            && self.tried * 10 >= numbers * 7
            && self.agreeing.len() >= ITEMS
            && weight(&self.agreeing, tried) >= ENOUGH
    }
}

/// Whether a column prints each line's share of the column's total.
fn is_share(view: View<'_, '_, '_>, series: usize, near: &[usize], places: u32, numbers: usize) -> bool {
    near.iter().any(|input| {
        wholes(view, *input).into_iter().any(|whole| {
            [Decimal::ONE_HUNDRED, Decimal::ONE].into_iter().any(|scale| {
                let mut tally = Tally::default();
                for item in 0..view.items().min(SAMPLE) {
                    let (Some(printed), Some(part)) = (view.number(series, item), view.number(*input, item))
                    else {
                        continue;
                    };
                    let Some(top) = part.checked_mul(scale) else { continue };
                    let formula = Formula {
                        form: Form::Ratio,
                        a: *input,
                        b: *input,
                        is_fraction: scale == Decimal::ONE,
                    };
                    let is_held = formula.is_followed(printed, (top, whole), places);
                    tally.take(printed, is_held, !printed.is_zero() && part != whole);
                    if tally.is_hopeless() {
                        return false;
                    }
                }
                tally.is_enough(numbers, near.len() * 6)
            })
        })
    })
}

/// What a column's shares may be shares of: its largest figure, or the sum of all.
fn wholes(view: View<'_, '_, '_>, series: usize) -> Vec<Decimal> {
    let numbers = || (0..view.items()).filter_map(|i| view.number(series, i));
    let sum = numbers().fold(Decimal::ZERO, Decimal::saturating_add);
    let largest = numbers().max().unwrap_or_default();
    [sum, largest].into_iter().filter(|w| *w > Decimal::ZERO).collect()
}

/// Tells of a total that no word announces.
pub(super) fn total_found(at: Option<CellRef>, label: Option<&String>) -> Option<Diagnostic> {
    let label = label.map_or("", String::as_str);
    Some(Diagnostic::new(Severity::Info, "total_by_arithmetic").at(at?).with("label", label))
}

#[cfg(test)]
mod tests;
