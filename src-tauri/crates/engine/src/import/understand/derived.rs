//! Derived columns: printed changes, rates and shares. Found by their words (those without are found in
//! `evidence`), proved by arithmetic, and checked against the counts they follow from.

use super::matrix::{Column, Line, Matrix};
use super::roundings::rounding_used;
use super::text::plain;
use super::totals::Corrections;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellRef, Decimal, LineClass, Rounding, round_ratio};

/// Whether a head announces arithmetic on other columns.
pub(super) fn is_derived_label(label: &str) -> bool {
    const WORDS: [&str; 30] = [
        "增减",
        "同比",
        "环比",
        "增长",
        "增幅",
        "降幅",
        "升降",
        "±",
        "+-",
        "+/-",
        "变化",
        "占比",
        "比重",
        "比例",
        "精简率",
        "完成率",
        "百分点",
        "进度",
        "压减率",
        "下降",
        "超(+)",
        "减幅",
        "涨幅",
        "增速",
        "执行率",
        "下降率",
        "减少率",
        "压缩率",
        "较上年",
        "比上年",
    ];
    let text = plain(label);
    if text.contains("同期") && !text.contains("比") {
        return false;
    }
    WORDS.iter().any(|w| text.contains(w))
        || text == "%"
        // `增加(减少)`, `减少数`: a change, however it is signed. `增加值` and `减少环节` are things.
        || ["增加", "减少", "净增", "净减"].iter().any(|w| {
            text.strip_prefix(w).is_some_and(|rest| {
                matches!(rest, "" | "数" | "数量" | "量" | "额" | "率") || rest.starts_with(['(', '%', '/', '或'])
            })
        })
        || (text.contains('占') && text.ends_with('%'))
        || (text.contains("完成") && text.ends_with('%'))
}

/// How a derived column may follow from two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// a − b.
    Difference,
    /// (a − b) ÷ b.
    Change,
    /// (b − a) ÷ b.
    Reduction,
    /// a ÷ b.
    Ratio,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Formula {
    pub form: Form,
    /// Series the first input stands in.
    pub a: usize,
    /// Series of the second.
    pub b: usize,
    /// Printed as a fraction of one rather than in percent.
    pub is_fraction: bool,
}

/// Items used to find a formula; all are then checked against it.
const SAMPLE: usize = 60;
/// Inputs farther away than this are not tried.
const REACH: usize = 24;

/// A matrix seen along its columns, or turned: a series is a column or a line, an item a place on it.
#[derive(Clone, Copy)]
pub(super) struct View<'v, 'g, 'a> {
    pub matrix: &'v Matrix<'g, 'a>,
    pub is_turned: bool,
    pub corrections: &'v Corrections,
}

impl View<'_, '_, '_> {
    pub(super) fn series(&self) -> usize {
        if self.is_turned { self.matrix.lines.len() } else { self.matrix.columns.len() }
    }

    pub(super) fn items(&self) -> usize {
        if self.is_turned { self.matrix.columns.len() } else { self.matrix.lines.len() }
    }

    fn place(&self, series: usize, item: usize) -> (usize, usize) {
        if self.is_turned { (series, item) } else { (item, series) }
    }

    pub(super) fn number(&self, series: usize, item: usize) -> Option<Decimal> {
        let (line, column) = self.place(series, item);
        self.matrix.number(line, column)
    }

    /// The numbers of the first items of a series.
    pub(super) fn numbers(&self, series: usize, items: usize) -> Vec<Option<Decimal>> {
        (0..self.items().min(items)).map(|item| self.number(series, item)).collect()
    }

    pub(super) fn address(&self, series: usize, item: usize) -> Option<CellRef> {
        let (line, column) = self.place(series, item);
        self.matrix.address(line, column)
    }

    pub(super) fn is_derived(&self, series: usize) -> bool {
        if self.is_turned {
            self.matrix.lines.get(series).is_some_and(|l| l.is_derived)
        } else {
            self.matrix.columns.get(series).is_some_and(|c| c.is_derived)
        }
    }

    pub(super) fn label(&self, series: usize) -> String {
        let labels = if self.is_turned {
            self.matrix.lines.get(series).map(|l| &l.labels)
        } else {
            self.matrix.columns.get(series).map(|c| &c.path)
        };
        labels.map(|l| plain(&l.join("/"))).unwrap_or_default()
    }

    /// The innermost label.
    pub(super) fn inner_label(&self, series: usize) -> Option<&str> {
        let labels = if self.is_turned {
            &self.matrix.lines.get(series)?.labels
        } else {
            &self.matrix.columns.get(series)?.path
        };
        labels.last().map(String::as_str)
    }

    /// Whether words already say what the series is: derived, a total, or a part.
    pub(super) fn is_settled(&self, series: usize) -> bool {
        let line = |l: &Line| l.is_derived || l.is_of_which || l.class == LineClass::Total;
        let column = |c: &Column| c.is_derived || c.is_of_which || c.is_total;
        if self.is_turned {
            self.matrix.lines.get(series).is_some_and(line)
        } else {
            self.matrix.columns.get(series).is_some_and(column)
        }
    }

    /// Decimals the series is printed with: the most that occur, for trailing zeros are lost in stored numbers.
    pub(super) fn places(&self, series: usize) -> u32 {
        (0..self.items()).filter_map(|i| self.number(series, i)).map(|v| v.scale()).max().unwrap_or(0)
    }

    /// The number at a place, corrected where its total was found wrong.
    fn corrected(&self, series: usize, item: usize) -> Option<Decimal> {
        let shift =
            self.address(series, item).and_then(|at| self.corrections.get(&at).copied()).unwrap_or_default();
        self.number(series, item).map(|n| n + shift)
    }
}

/// Checks every derived column and every derived line, and reports what does not follow.
pub(super) fn audit_derived(matrix: &mut Matrix<'_, '_>, corrections: &Corrections) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut fractions = Vec::new();
    for is_turned in [false, true] {
        let view = View { matrix, is_turned, corrections };
        for series in (0..view.series()).filter(|s| view.is_derived(*s)).take(SAMPLE * 4) {
            let places = view.places(series);
            let Some(formula) = find_formula(view, series, places) else { continue };
            if formula.is_fraction && view.label(series).contains('%') && !is_turned {
                fractions.push(series);
            }
            audit_series(view, series, formula, places, &mut found);
            found.extend(rounding_used(view, series, formula, places));
        }
    }
    for column in fractions {
        if let Some(column) = matrix.columns.get_mut(column) {
            column.is_fraction = true;
        }
    }
    found
}

fn audit_series(
    view: View<'_, '_, '_>,
    series: usize,
    formula: Formula,
    places: u32,
    found: &mut Vec<Diagnostic>,
) {
    let is_of_counts = ![formula.a, formula.b].iter().any(|s| view.is_derived(*s));
    let label = view.label(series);
    let says_change = ["环比", "同比", "增减", "增长", "±"].iter().any(|w| label.contains(w));
    if formula.form == Form::Ratio && is_of_counts && says_change {
        found.extend(ratio_diagnostic(view, series, formula));
    }
    for item in 0..view.items() {
        let numbers = view.number(formula.a, item).zip(view.number(formula.b, item));
        let (Some(printed), Some((a, b))) = (view.number(series, item), numbers) else { continue };
        let Some(exact) = formula.apply(a, b) else { continue };
        if formula.is_followed(printed, exact, places) {
            continue;
        }
        // What follows from the right total is not wrong itself.
        let corrected = view.corrected(formula.a, item).zip(view.corrected(formula.b, item));
        let follows =
            |(a, b)| formula.apply(a, b).is_some_and(|exact| formula.is_followed(printed, exact, places));
        if !corrected.is_some_and(follows) {
            found.extend(mismatch(view.address(series, item), printed, exact, formula, places));
        }
    }
}

impl Formula {
    /// Numerator and denominator of the result; the denominator of a difference is one.
    pub(super) fn apply(self, a: Decimal, b: Decimal) -> Option<(Decimal, Decimal)> {
        let scale = if self.is_fraction { Decimal::ONE } else { Decimal::ONE_HUNDRED };
        match self.form {
            Form::Difference => Some((a.checked_sub(b)?, Decimal::ONE)),
            _ if b.is_zero() => None,
            Form::Change => Some((a.checked_sub(b)?.checked_mul(scale)?, b)),
            Form::Reduction => Some((b.checked_sub(a)?.checked_mul(scale)?, b)),
            Form::Ratio => Some((a.checked_mul(scale)?, b)),
        }
    }

    /// Whether the printed number is the exact one rounded half up, half to even, or cut off.
    pub(super) fn is_followed(
        self,
        printed: Decimal,
        (top, bottom): (Decimal, Decimal),
        places: u32,
    ) -> bool {
        if self.form == Form::Difference {
            let slack = if top.scale() == 0 { Decimal::ZERO } else { Decimal::new(11, 1 + places.min(20)) };
            return (printed - top).abs() <= slack;
        }
        if is_far(printed, (top, bottom), places.min(6)) {
            return false;
        }
        let Some(exact) = top.checked_div(bottom) else { return true };
        if places > 6 {
            return (printed - exact).abs() < Decimal::new(1, 6);
        }
        let rounded = |rounding| round_ratio(top, bottom, rounding, places) == Some(printed);
        rounded(Rounding::HalfUp) || rounded(Rounding::HalfEven) || exact.trunc_with_scale(places) == printed
    }
}

/// Whether a printed number is more than two units of its last place away from the exact one: no rounding reaches so
/// far. Told by whole numbers without dividing; `false` also where these would be too large.
fn is_far(printed: Decimal, (top, bottom): (Decimal, Decimal), places: u32) -> bool {
    let scale = (printed.scale() + bottom.scale()).max(top.scale()).max(bottom.scale() + places);
    let whole = |mantissa: i128, own: u32| mantissa.checked_mul(10i128.checked_pow(scale.checked_sub(own)?)?);
    let miss = || {
        let product = printed.mantissa().checked_mul(bottom.mantissa())?;
        let printed = whole(product, printed.scale() + bottom.scale())?;
        let miss = printed.checked_sub(whole(top.mantissa(), top.scale())?)?;
        Some(miss.checked_abs()? > whole(bottom.mantissa().checked_mul(2)?, bottom.scale() + places)?.abs())
    };
    miss().unwrap_or(false)
}

/// The formula that most items obey; of those that as many obey, the first.
fn find_formula(view: View<'_, '_, '_>, series: usize, places: u32) -> Option<Formula> {
    let low = series.saturating_sub(REACH);
    let near: Vec<Vec<Option<Decimal>>> =
        (low..view.series().min(series + 1 + REACH)).map(|s| view.numbers(s, SAMPLE)).collect();
    let of = |s: usize| near.get(s.checked_sub(low)?).map(Vec::as_slice);
    let printed = of(series)?;
    let all = printed.iter().flatten().count();
    let mut best: Option<(usize, Formula)> = None;
    for (a, b) in pairs(view, series) {
        for (form, is_fraction) in FORMS {
            let most = best.map_or(0, |(held, _)| held);
            if most >= all {
                return best.map(|(_, f)| f);
            }
            let formula = Formula { form, a, b, is_fraction };
            let items = Items { printed, a: of(a)?, b: of(b)? };
            best = items.held(formula, places, most).map(|held| (held, formula)).or(best);
        }
    }
    best.map(|(_, f)| f)
}

const FORMS: [(Form, bool); 7] = [
    (Form::Difference, false),
    (Form::Change, false),
    (Form::Change, true),
    (Form::Reduction, false),
    (Form::Reduction, true),
    (Form::Ratio, false),
    (Form::Ratio, true),
];

/// A derived series beside the two it may follow from, item by item.
struct Items<'v> {
    printed: &'v [Option<Decimal>],
    a: &'v [Option<Decimal>],
    b: &'v [Option<Decimal>],
}

impl Items<'_> {
    /// Items on which the formula holds, where they prove it and are more than `most`. Given up as soon as the items
    /// left can no longer do that: nearly every formula tried is wrong, and shows it in the first lines.
    fn held(&self, formula: Formula, places: u32, most: usize) -> Option<usize> {
        let (mut held, mut tried, mut telling) = (0, 0, 0);
        let mut left = self.printed.len();
        // One item that fits could be chance, several could not.
        let least = if left == 1 { 1 } else { 2 };
        for ((printed, a), b) in self.printed.iter().zip(self.a).zip(self.b) {
            left -= 1;
            let exact = a.zip(*b).and_then(|(a, b)| formula.apply(a, b));
            if let (Some(printed), Some(exact)) = (*printed, exact) {
                tried += 1;
                if formula.is_followed(printed, exact, places) {
                    held += 1;
                    telling += usize::from(!printed.is_zero());
                }
            }
            let is_hopeless = tried > 5 && held == 0;
            if is_hopeless || held + left <= most || (held + left) * 10 < (tried + left) * 6 {
                return None;
            }
        }
        (telling >= least).then_some(held)
    }
}

/// Pairs of series a derived one may follow from: counts before printed arithmetic, then left of it, near, and
/// current before base.
fn pairs(view: View<'_, '_, '_>, series: usize) -> Vec<(usize, usize)> {
    let low = series.saturating_sub(REACH);
    let high = view.series().min(series + 1 + REACH);
    let mut pairs: Vec<(usize, usize)> = (low..high)
        .flat_map(|a| (low..high).map(move |b| (a, b)))
        .filter(|(a, b)| a != b && *a != series && *b != series)
        .collect();
    pairs.sort_by_cached_key(|(a, b)| {
        let distance = |s: usize| if s < series { series - s } else { 2 * (s - series) + 1 };
        let derived = usize::from(view.is_derived(*a)) + usize::from(view.is_derived(*b));
        (derived, distance(*a) + distance(*b), usize::from(a > b))
    });
    pairs
}

fn ratio_diagnostic(view: View<'_, '_, '_>, series: usize, formula: Formula) -> Option<Diagnostic> {
    let change = Formula { form: Form::Change, is_fraction: false, ..formula };
    let (item, printed, (top, bottom)) = (0..view.items()).find_map(|item| {
        let exact = change.apply(view.number(formula.a, item)?, view.number(formula.b, item)?)?;
        Some((item, view.number(series, item)?, exact))
    })?;
    let printed = if formula.is_fraction { printed * Decimal::ONE_HUNDRED } else { printed };
    Some(
        Diagnostic::new(Severity::Warning, "rate_is_ratio")
            .at(view.address(series, item)?)
            .with("printed", printed.normalize())
            .with("expected", round_ratio(top, bottom, Rounding::HalfUp, 1)?),
    )
}

fn mismatch(
    at: Option<CellRef>,
    printed: Decimal,
    (top, bottom): (Decimal, Decimal),
    formula: Formula,
    places: u32,
) -> Option<Diagnostic> {
    let code = if formula.form == Form::Difference { "change_mismatch" } else { "rate_mismatch" };
    let scale = if formula.is_fraction { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let places = if formula.is_fraction { places.saturating_sub(2) } else { places };
    let expected = round_ratio(top * scale, bottom, Rounding::HalfUp, places.min(6))?;
    let printed = printed * scale;
    Some(
        Diagnostic::new(Severity::Warning, code)
            .at(at?)
            .with("printed", printed.normalize())
            .with("expected", expected)
            .with("difference", (printed - expected).normalize()),
    )
}
