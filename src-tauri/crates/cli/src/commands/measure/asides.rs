//! What stands below a measured table: the other basis, what was left out and why, printed totals, other breakdowns, and
//! what drove the change.

use crate::output::Terminal;
use jianfu_engine::measure::{
    Basis, Breakdown, Comparison, FigureKind, Measure, MeasureTable, ScopeMeasures, Total, area_names,
};
use jianfu_engine::model::{Decimal, Lang, NoRate};
use jianfu_engine::{driver_text, format, labels_of};

/// The lines, in the order they are printed.
pub fn asides(
    scope: &ScopeMeasures,
    measures: &MeasureTable,
    breakdowns: &[Breakdown],
    terminal: &Terminal,
) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(driver_text(scope, &measures.request, terminal.lang));
    lines.extend(mean(scope, measures, terminal));
    lines.extend(other_basis(scope, measures, terminal));
    lines.extend(left_out(scope, measures, terminal));
    if let Some(printed) = &scope.total.printed {
        let words = terminal.say("来源所印合计：", "Total as the source prints it: ");
        lines.push(format!(
            "{words}{} → {}",
            format::count_or_dash(printed.base),
            format::count_or_dash(Some(printed.current))
        ));
    }
    lines.extend(others(scope, measures, breakdowns, terminal));
    lines
}

fn mean(scope: &ScopeMeasures, measures: &MeasureTable, terminal: &Terminal) -> Option<String> {
    if scope.total.mean_of_rates.is_none() || scope.rows.len() < 2 {
        return None;
    }
    let words =
        terminal.say("各行增减率平均（与总体是两个数）：", "Mean of the rates (not the overall rate): ");
    let figure = measures.total_measure(scope, FigureKind::MeanOfRates);
    Some(format!("{words}{}", figure.text(terminal.lang)))
}

/// `12,486 → 9,277  −25.7%`, or the reason in place of the rate.
fn sums((current, base): (Option<Decimal>, Option<Decimal>), rate: &Measure, terminal: &Terminal) -> String {
    let counts = format!("{} → {}", format::count_or_dash(base), format::count_or_dash(current));
    format!("{counts}  {}", rate.text(terminal.lang))
}

/// Everything counted, and the comparable sums: the raw basis and the comparable one, side by side.
fn other_basis(scope: &ScopeMeasures, measures: &MeasureTable, terminal: &Terminal) -> Vec<String> {
    let (total, like) = (&scope.total, &scope.comparable.total);
    let all = &total.as_counted;
    let differs = |t: &Total| (t.current, t.base) != (all.current, all.base);
    if !differs(total) && !differs(like) {
        return Vec::new();
    }
    let raw = terminal.say("原口径（各期全部相加）：", "Raw basis (everything counted in each period): ");
    let comparable = terminal.say("可比口径：", "Comparable basis: ");
    let kind = FigureKind::RateOfChange;
    vec![
        format!(
            "{raw}{}",
            sums((all.current, all.base), &measures.as_counted_measure(scope, kind), terminal)
        ),
        format!(
            "{comparable}{}",
            sums((like.current, like.base), &measures.comparable_measure(scope, kind), terminal)
        ),
    ]
}

/// The units that have no part in the sums of the basis printed, with the reason of each.
fn left_out(scope: &ScopeMeasures, measures: &MeasureTable, terminal: &Terminal) -> Option<String> {
    let rows: &[Comparison] =
        if measures.request.basis == Basis::Comparable { &scope.comparable.rows } else { &scope.rows };
    let labels = labels_of(rows, measures.request.by, terminal.lang);
    let excluded = |row: &Comparison| scope.total.excluded.iter().find(|(key, _)| *key == row.key);
    let named: Vec<String> = rows
        .iter()
        .zip(labels)
        .filter_map(|(row, label)| {
            let (_, reason) = excluded(row)?;
            Some(match terminal.lang {
                Lang::Zh => format!("{label}（{}）", why(row, *reason, measures, terminal)),
                Lang::En => format!("{label} ({})", why(row, *reason, measures, terminal)),
            })
        })
        .collect();
    let words = terminal.say("总体未计入：", "Not in the overall figure: ");
    (!named.is_empty()).then(|| format!("{words}{}", named.join(terminal.say("、", ", "))))
}

/// Why a row takes no part, in words; of a joined row the units that lack a number.
pub fn why(row: &Comparison, reason: NoRate, measures: &MeasureTable, terminal: &Terminal) -> String {
    let request = &measures.request;
    let lacking = row.joined.as_ref().filter(|_| reason == NoRate::ScopeChanged).map(|j| &j.lacking);
    match lacking.filter(|l| !l.is_empty()) {
        Some(lacking) => {
            let names = area_names(lacking.iter().map(String::as_str), terminal.lang);
            format!(
                "{}{names}",
                terminal.say("区划调整后不全，缺", "incomplete after a change of areas, lacks ")
            )
        }
        None => format::no_rate_against(reason, request.period, request.against, terminal.lang),
    }
}

/// The same total by other rows, where they do not give the same sums.
fn others(
    scope: &ScopeMeasures,
    measures: &MeasureTable,
    breakdowns: &[Breakdown],
    terminal: &Terminal,
) -> Vec<String> {
    let of_scope = breakdowns.iter().filter(|b| b.scope_id == scope.scope_id);
    // One that has a number in one period only is another table's business.
    let has_both = |b: &&Breakdown| b.base.is_some() && b.current.is_some();
    let differing = of_scope.filter(|b| !b.covers() && b.by != measures.request.by).filter(has_both);
    let line = |b: &Breakdown| {
        let name = b.by.name(terminal.lang);
        let left =
            format!("{} → {}", format::count_or_dash(b.left_base), format::count_or_dash(b.left_current));
        match terminal.lang {
            Lang::Zh => format!(
                "按{name}相加：{} → {}，与总数差 {left}",
                format::count_or_dash(b.base),
                format::count_or_dash(b.current)
            ),
            Lang::En => {
                format!(
                    "By {name}: {} → {}, the total less this is {left}",
                    format::count_or_dash(b.base),
                    format::count_or_dash(b.current)
                )
            }
        }
    };
    differing.map(line).collect()
}
