//! A height asked for: kept where rows and words allow it, and never at the cost of what stands in the figure.

use super::matrix_samples as matrix;
use super::{no_text_overlaps, parts_and_tiles, period_samples, samples, stays_inside};
use crate::chart::frame::PER_MM;
use crate::chart::{ChartKind, ChartSpec, Series, figure};
use crate::model::Lang;

/// Every kind with a sample each kind draws.
fn every() -> Vec<(ChartKind, Series)> {
    let lang = Lang::Zh;
    let mut out: Vec<(ChartKind, Series)> =
        super::matrix::KINDS.into_iter().map(|kind| (kind, matrix::two_years(lang).into())).collect();
    out.push((ChartKind::RankedBars, samples::prefectures(lang).into()));
    out.push((ChartKind::TileGrid, parts_and_tiles::tiled(samples::prefectures(lang)).into()));
    out.push((ChartKind::Waterfall, parts_and_tiles::some_parts(lang).into()));
    for (kind, _, series) in period_samples::every(lang) {
        if out.iter().all(|(known, _)| *known != kind) {
            out.push((kind, series));
        }
    }
    out
}

#[test]
fn every_kind_is_as_high_as_asked_for_and_stays_whole() {
    for (kind, series) in every() {
        let at =
            |height_mm| figure(&ChartSpec { height_mm, ..ChartSpec::new(kind, Lang::Zh) }, &series).unwrap();
        let natural = at(None);
        let wanted_mm = natural.height / PER_MM * 1.4;
        let higher = at(Some(wanted_mm));
        let name = kind.name();
        assert!((higher.height - wanted_mm * PER_MM).abs() <= 2.0, "{name}: {} px", higher.height);
        no_text_overlaps(name, &higher);
        stays_inside(name, &higher);
        assert_eq!(higher.marks.len(), natural.marks.len(), "{name}");
        // As low as nothing at all is no figure: rows keep their height.
        let least = at(Some(1.0));
        no_text_overlaps(name, &least);
        stays_inside(name, &least);
        assert!(least.height <= natural.height, "{name}");
    }
}
