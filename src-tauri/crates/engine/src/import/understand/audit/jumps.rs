//! Counts that jump where no other line of the table does: a digit too many or too few.

use super::{SeriesKey, SeriesKeys};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::{ObservationReading, TableReading};
use crate::model::{Decimal, Period, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Lines beside the jumping one that must hold still.
const PEERS: usize = 4;
/// A neighbour below this says nothing.
const SMALL: u64 = 30;
/// The larger of the two must reach this: from 30 to 5 is no slip.
const LARGE: u64 = 100;

type Series<'t> = BTreeMap<Period, &'t ObservationReading>;
/// What lines must share to be compared: the indicator, the unit and the two periods.
type PeerKey = (Option<String>, Option<String>, Period, Period);

/// Tells of every figure more than five times, or less than a fifth of, its neighbour year, where all others hold still.
pub(super) fn outliers(table: &TableReading) -> Vec<Diagnostic> {
    let series = series_of(table);
    let mut groups: BTreeMap<PeerKey, Vec<(&Series<'_>, Decimal, Decimal)>> = BTreeMap::new();
    for one in series.values() {
        for (period, later) in one {
            let before = period.year_before();
            let Some(earlier) = one.get(&before) else { continue };
            if let (Some(a), Some(b)) = (earlier.value, later.value)
                && a.is_integer()
                && b.is_integer()
            {
                let key = (later.indicator.clone(), later.unit.clone(), before, *period);
                groups.entry(key).or_default().push((one, a, b));
            }
        }
    }
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for ((.., before, period), group) in groups {
        let (jumping, still): (Vec<_>, Vec<_>) =
            group.into_iter().filter(|(_, a, b)| is_sizeable(*a, *b)).partition(|(_, a, b)| is_jump(*a, *b));
        let is_calm = still.len() >= PEERS && still.iter().all(|(_, a, b)| is_still(*a, *b));
        let [(one, ..)] = jumping.as_slice() else { continue };
        if let Some((at, other)) = is_calm.then(|| culprit(one, before, period)).flatten()
            && told.insert(at.cell)
        {
            found.extend(diagnostic(at, other));
        }
    }
    found
}

/// The counts of a table by what they count; a series that gives one period twice is left out.
fn series_of(table: &TableReading) -> BTreeMap<SeriesKey, Series<'_>> {
    let mut all: BTreeMap<SeriesKey, Series<'_>> = BTreeMap::new();
    let mut unclear = BTreeSet::new();
    let mut keys = SeriesKeys::default();
    for o in table.observations.iter().filter(|o| o.role == Role::Value && o.value.is_some()) {
        let is_rate = o.unit.as_ref().is_some_and(|u| u.contains(['%', '‰']) || u.contains("百分点"));
        let Some(period) = o.period.filter(|_| !is_rate) else { continue };
        let key = keys.key(o);
        if all.entry(key.clone()).or_default().insert(period, o).is_some() {
            unclear.insert(key);
        }
    }
    all.retain(|key, _| !unclear.contains(key));
    all
}

fn is_sizeable(a: Decimal, b: Decimal) -> bool {
    a > Decimal::ZERO && b > Decimal::ZERO && a.max(b) >= Decimal::from(SMALL)
}

fn is_jump(a: Decimal, b: Decimal) -> bool {
    a.min(b) * Decimal::from(5) < a.max(b)
}

fn is_still(a: Decimal, b: Decimal) -> bool {
    a.max(b) <= a.min(b) * Decimal::from(3)
}

/// Which of two figures jumps, and the one it jumps from. A level that stays after the jump is a change, no slip.
fn culprit<'t>(
    series: &Series<'t>,
    before: Period,
    period: Period,
) -> Option<(&'t ObservationReading, &'t ObservationReading)> {
    let (earlier, later) = (series.get(&before)?, series.get(&period)?);
    let holds = |a: Option<&&ObservationReading>, b: &ObservationReading| {
        a.and_then(|a| a.value).zip(b.value).is_some_and(|(a, b)| is_still(a, b))
    };
    // A figure holds where it agrees with the year on its other side, or with the year beyond the pair.
    let around = [before.year_before(), period.in_year(period.year() + 1)].map(|p| series.get(&p));
    let [earlier_holds, later_holds] = [earlier, later].map(|o| around.iter().any(|a| holds(*a, o)));
    let (at, other) = match (earlier_holds, later_holds) {
        (true, true) => return None,
        (false, true) => (earlier, later),
        (true, false) => (later, earlier),
        // With two periods alone the small one of a pair says less about what is usual.
        (false, false) if later.value < earlier.value || earlier.value >= Some(Decimal::from(SMALL)) => {
            (later, earlier)
        }
        (false, false) => (earlier, later),
    };
    let is_telling =
        other.value >= Some(Decimal::from(SMALL)) && at.value.max(other.value) >= Some(Decimal::from(LARGE));
    is_telling.then_some((*at, *other))
}

fn diagnostic(at: &ObservationReading, other: &ObservationReading) -> Option<Diagnostic> {
    let labels = if at.row_labels.is_empty() { &at.column_labels } else { &at.row_labels };
    Some(
        Diagnostic::new(Severity::Warning, "outlier")
            .at(at.cell)
            .with("label", labels.join(" · "))
            .with("printed", at.value?.normalize())
            .with("other", other.cell)
            .with("expected", other.value?.normalize()),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    fn check(wrong: &str) -> Vec<String> {
        findings(&[
            "各单位发文数",
            "单位:件",
            "单位名称|2021年|2022年|2023年",
            "市委办|#130|#118|#110",
            "市政府办|#240|#220|#200",
            wrong,
            "市教育局|#90|#85|#80",
            "市财政局|#70|#66|#61",
            "市民政局|#150|#140|#133",
        ])
    }

    #[test]
    fn a_digit_too_many_is_told_once_at_its_cell() {
        assert_eq!(
            check("市发改委|#125|#1180|#112"),
            ["warning outlier C6 市发改委：1180，而 B6 为 125，相差 5 倍以上；同表其他各行没有这样的变化。"]
        );
    }

    #[test]
    fn a_digit_too_few_is_told_at_its_cell() {
        let found = check("市发改委|#125|#118|#11");
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|f| f.starts_with("warning outlier D6")), "{found:?}");
    }

    #[test]
    fn small_counts_calm_lines_zeros_and_lasting_changes_are_no_outliers() {
        for line in
            ["市发改委|#3|#29|#4", "市发改委|#125|#118|#40", "市发改委|#125|#118|#0", "市发改委|#12|#15|#20"]
        {
            assert!(check(line).is_empty(), "{line}: {:?}", check(line));
        }
        let lasting = findings(&[
            "各单位发文数",
            "单位:件",
            "单位名称|2020年|2021年|2022年|2023年",
            "市委办|#133|#130|#118|#110",
            "市政府办|#250|#240|#220|#200",
            "市发改委|#900|#880|#90|#85",
            "市教育局|#93|#90|#85|#80",
            "市财政局|#77|#70|#66|#61",
        ]);
        assert!(lasting.is_empty(), "{lasting:?}");
    }

    #[test]
    fn where_several_lines_jump_none_is_accused() {
        let found = findings(&[
            "各单位发文数",
            "单位:件",
            "单位名称|2022年|2023年",
            "市委办|#518|#110",
            "市政府办|#920|#100",
            "市发改委|#880|#90",
            "市教育局|#93|#80",
            "市财政局|#77|#66",
            "市民政局|#90|#88",
            "市水利局|#80|#78",
        ]);
        assert!(found.is_empty(), "{found:?}");
    }
}
