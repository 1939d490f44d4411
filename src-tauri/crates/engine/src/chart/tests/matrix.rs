//! Kinds that draw counts of units over periods: what all of them keep to, and what they look like.

use super::matrix_samples as samples;
use super::{LANGS, leave_picture, no_text_overlaps, snapshot, stays_inside, type_is_large_enough};
use crate::chart::figure::Shape;
use crate::chart::{ChartKind, ChartSpec, Figure, MatrixRow, MatrixSeries, Order, Theme, figure, to_svg};
use crate::format;
use crate::model::{Decimal, Lang};
use std::collections::BTreeSet;

/// Every kind drawn from counts over periods.
pub(super) const KINDS: [ChartKind; 5] = [
    ChartKind::GroupedBars,
    ChartKind::Dumbbell,
    ChartKind::HeatTable,
    ChartKind::Slope,
    ChartKind::SmallMultiples,
];
/// From the narrowest allowed to three times the type area.
const WIDTHS: [f64; 4] = [60.0, 100.0, 156.0, 450.0];

fn draw(spec: &ChartSpec, series: &MatrixSeries) -> Figure {
    figure(spec, &series.clone().into()).unwrap()
}

/// The counts a kind draws: of every period, or of the first and the last.
fn drawn(kind: ChartKind, row: &MatrixRow) -> Vec<Decimal> {
    match kind {
        ChartKind::Dumbbell | ChartKind::Slope => row.first().into_iter().chain(row.last()).collect(),
        _ => row.cells.iter().filter_map(|cell| cell.count.ok()).collect(),
    }
}

/// Runs a check over every kind, sample, language and width.
fn for_all(check: impl Fn(&str, ChartKind, &MatrixSeries, &Figure)) {
    for (kind, lang) in KINDS.into_iter().flat_map(|kind| LANGS.map(|lang| (kind, lang))) {
        for (name, series) in samples::all(lang) {
            for width_mm in WIDTHS {
                let order = if width_mm > 100.0 { Order::Official } else { Order::ByValue };
                let spec = ChartSpec { order, width_mm, ..ChartSpec::new(kind, lang) };
                let case = format!("{}, {name}, {lang:?}, {width_mm} mm", kind.name());
                check(&case, kind, &series, &draw(&spec, &series));
            }
        }
    }
}

#[test]
fn figures_of_counts_over_periods_are_as_recorded() {
    for kind in KINDS {
        for (name, mut series) in samples::all(Lang::Zh) {
            // Forty rows say nothing eight do not; their geometry is checked below.
            series.rows.truncate(8);
            let figure = draw(&ChartSpec::new(kind, Lang::Zh), &series);
            snapshot(&format!("{}-{name}-zh", kind.name()), &figure.to_string());
        }
        let mut series = samples::two_years(Lang::En);
        series.rows.drain(..7);
        snapshot(&format!("{}-en", kind.name()), &draw(&ChartSpec::new(kind, Lang::En), &series).to_string());
    }
}

#[test]
fn counts_over_periods_are_all_printed_inside_and_apart_and_every_unit_can_be_met() {
    for_all(|case, kind, series, figure| {
        no_text_overlaps(case, figure);
        stays_inside(case, figure);
        type_is_large_enough(case, figure);
        let words: BTreeSet<&str> = figure.texts().map(|line| line.words.as_str()).collect();
        for count in series.rows.iter().flat_map(|row| drawn(kind, row)) {
            let printed = format::count(count);
            let is_there = words.contains(printed.as_str())
                || words.iter().any(|said| said.split(char::is_whitespace).any(|word| word == printed));
            assert!(is_there, "{case}: {printed} is missing");
        }
        for row in &series.rows {
            let marks: Vec<_> = figure
                .marks
                .iter()
                .filter(|mark| mark.key == row.key || mark.key.starts_with(&format!("{}/", row.key)))
                .collect();
            assert!(!marks.is_empty(), "{case}: {} has no mark", row.key);
            let said: String = marks.iter().map(|mark| mark.text.as_str()).collect();
            for count in drawn(kind, row) {
                assert!(said.contains(&format::count(count)), "{case}: {count} of {} is not said", row.key);
            }
        }
        let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
        assert_eq!(keys.len(), figure.marks.len(), "{case}: each mark has a key of its own");
    });
}

#[test]
fn what_is_missing_has_no_shape_and_says_why() {
    for kind in KINDS {
        for lang in LANGS {
            let series = samples::all_missing(lang);
            let figure = draw(&ChartSpec::new(kind, lang), &series);
            let of_marks = figure.layers.iter().filter(|layer| layer.key.is_some());
            let has_data = of_marks
                .flat_map(|layer| &layer.shapes)
                .any(|shape| matches!(shape, Shape::Bar { .. } | Shape::Dot { .. } | Shape::Path { .. }));
            assert!(!has_data, "{}: a missing count is drawn", kind.name());
            let why = crate::chart::describe::gap(
                crate::chart::Gap::Source(crate::model::Missing::Suppressed),
                lang,
            );
            assert!(figure.marks.iter().any(|mark| mark.text.contains(&why)), "{}: no reason", kind.name());
        }
    }
}

#[test]
fn drawings_of_counts_over_periods_are_sound_in_every_look() {
    for kind in KINDS {
        for (name, series) in samples::all(Lang::Zh) {
            for (theme, width_mm) in
                [(Theme::Light, 156.0), (Theme::Dark, 156.0), (Theme::Print, 156.0), (Theme::Light, 100.0)]
            {
                let spec = ChartSpec { theme, width_mm, ..ChartSpec::new(kind, Lang::Zh) };
                let figure = draw(&spec, &series);
                let svg = to_svg(&figure).unwrap();
                leave_picture(&format!("{}-{name}-{}-{width_mm}", kind.name(), theme.code()), &svg, width_mm);
                assert_eq!(
                    super::texts_of(&svg),
                    figure.texts().map(|line| line.words.clone()).collect::<Vec<_>>(),
                    "{name}"
                );
                for mark in &figure.marks {
                    let group = format!("data-key=\"{}\" role=\"img\"", mark.key);
                    assert_eq!(svg.matches(&group).count(), 1, "{name}: {} speaks once", mark.key);
                }
                assert_eq!(svg, to_svg(&draw(&spec, &series)).unwrap(), "{name}: two runs differ");
            }
        }
    }
}

#[test]
fn the_samples_hold_a_unit_without_a_base() {
    assert!(samples::two_years(Lang::Zh).rows.iter().any(|row| row.change == samples::NO_BASE));
}
