//! Which rounding a printed rate follows, where a whole series shows it.

use super::derived::{Form, Formula, View};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Decimal, PrintRule};

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
        let [Some(up), Some(even), Some(cut)] =
            PrintRule::ALL.map(|rule| rule.print_ratio(top, bottom, places))
        else {
            return;
        };
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

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]
    use crate::import::understand::testing::sheet;
    use crate::import::understand::understand;
    use crate::model::{Lang, Workbook, WorkbookFormat};

    fn told(rows: &[&str]) -> Vec<String> {
        let mut lines = vec!["2023年发文情况", "单位:件", "文种|本年|上年|±%"];
        lines.extend(rows);
        let workbook = Workbook {
            file: "book.xlsx".to_owned(),
            sha256: String::new(),
            format: WorkbookFormat::Xlsx,
            encoding: None,
            sheets: vec![sheet(&lines, &[])],
        };
        let found = &understand(&workbook).sheets[0].diagnostics;
        let words = |d: &crate::diagnostic::Diagnostic| {
            format!(
                "{} {} {}",
                d.code,
                d.cell.map(|c| c.to_string()).unwrap_or_default(),
                d.message(Lang::Zh)
            )
        };
        found.iter().filter(|d| d.code.starts_with("rate_")).map(words).collect()
    }

    #[test]
    fn rates_cut_off_throughout_are_told_once() {
        let found =
            told(&["决定|#42|#498|#-91.5", "通知|#20|#30|#-33.3", "报告|#19|#29|#-34.4", "函|#3|#4|#-25"]);
        assert_eq!(
            found,
            [
                "rate_truncated D4 这组比率是去尾截断的，不是四舍五入：印 -91.5%，四舍五入为 -91.6%；共 2 处不同。"
            ]
        );
    }

    #[test]
    fn ties_to_the_even_digit_are_told_once() {
        let found =
            told(&["决定|#17|#16|#6.2", "通知|#20|#31|#-35.5", "报告|#19|#16|#18.8", "函|#3|#4|#-25"]);
        assert_eq!(
            found,
            ["rate_half_even D4 这组比率按“四舍六入五成双”修约：印 6.2%，四舍五入为 6.3%；共 1 处不同。"]
        );
    }

    #[test]
    fn half_up_one_slip_and_mixtures_are_not_told() {
        assert!(told(&["决定|#42|#498|#-91.6", "通知|#17|#16|#6.3", "函|#3|#4|#-25"]).is_empty());
        assert!(told(&["决定|#42|#498|#-91.5", "通知|#20|#30|#-33.3", "函|#3|#4|#-25"]).is_empty());
        let mixed = ["决定|#42|#498|#-91.5", "通知|#19|#29|#-34.4", "报告|#20|#31|#-35.5", "函|#3|#4|#-25"];
        assert!(told(&mixed).is_empty(), "{:?}", told(&mixed));
    }
}
