//! Which rounding a printed rate follows, where a whole series shows it.

use super::derived::{Form, Formula, View};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Decimal, Rounding, round_ratio};

/// What the items of a series say about its rounding.
#[derive(Default)]
struct Tally {
    items: usize,
    /// Items that follow under no rounding.
    missed: usize,
    /// Items that follow, but not when rounded half up.
    differing: usize,
    refutes_cut: bool,
    refutes_even: bool,
    /// The first differing item: its place, as printed, rounded half up.
    first: Option<(usize, Decimal, Decimal)>,
}

impl Tally {
    fn take(&mut self, item: usize, printed: Decimal, (top, bottom): (Decimal, Decimal), places: u32) {
        let Some(exact) = top.checked_div(bottom) else { return };
        let up = round_ratio(top, bottom, Rounding::HalfUp, places);
        let even = round_ratio(top, bottom, Rounding::HalfEven, places);
        let cut = exact.trunc_with_scale(places);
        self.items += 1;
        if ![up, even, cut].contains(&printed) {
            self.missed += 1;
            return;
        }
        self.refutes_cut |= printed != cut;
        self.refutes_even |= printed != even;
        if printed != up {
            self.differing += 1;
            self.first = self.first.or(Some((item, printed, up)));
        }
    }
}

/// Tells, once for a series, that its rates are cut off or rounded half to even rather than half up.
///
/// One slip proves nothing: cutting off must show twice, and either must explain every item but a few wrong ones.
pub(super) fn rounding_used(
    view: View<'_, '_, '_>,
    series: usize,
    formula: Formula,
    places: u32,
) -> Option<Diagnostic> {
    if formula.form == Form::Difference || places > 6 {
        return None;
    }
    let mut tally = Tally::default();
    for item in 0..view.items() {
        let numbers = view.number(formula.a, item).zip(view.number(formula.b, item));
        if let (Some(printed), Some((a, b))) = (view.number(series, item), numbers)
            && let Some(exact) = formula.apply(a, b)
        {
            tally.take(item, printed, exact, places);
        }
    }
    let (item, printed, up) = tally.first?;
    if tally.missed * 8 > tally.items {
        return None;
    }
    let code = match (tally.refutes_cut, tally.refutes_even) {
        (false, true) if tally.differing >= 2 => "rate_truncated",
        (true, false) => "rate_half_even",
        _ => return None,
    };
    let scale = if formula.is_fraction { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    Some(
        Diagnostic::new(Severity::Info, code)
            .at(view.address(series, item)?)
            .with("printed", (printed * scale).normalize())
            .with("expected", (up * scale).normalize())
            .with("count", tally.differing),
    )
}
