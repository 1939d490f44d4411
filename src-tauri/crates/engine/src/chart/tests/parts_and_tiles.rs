//! The waterfall and the tile grid: what they keep to, and what they look like.

use super::samples as rankings;
use super::{LANGS, bars, leave_picture, no_text_overlaps, snapshot, stays_inside, type_is_large_enough};
use crate::chart::figure::{Rect, Shape};
use crate::chart::{
    Caption, ChartKind, ChartSpec, Figure, Order, PartOfChange, PartsSeries, Series, Theme, TileGrid,
    TileSeries, figure, to_svg,
};
use crate::format;
use crate::model::{Decimal, Lang, NoRate};

const WIDTHS: [f64; 4] = [60.0, 100.0, 156.0, 450.0];

/// A change whose parts add up, from counts.
fn parts(lang: Lang, given: &[(&str, &str, Option<i64>, Option<i64>)]) -> PartsSeries {
    let both = given.iter().filter_map(|(_, _, base, current)| Some(((*base)?, (*current)?)));
    let (base, current) = both.fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let mut points: Vec<Option<Decimal>> = given
        .iter()
        .map(|(_, _, from, to)| {
            let change = Decimal::from((*to)? - (*from)?);
            (base > 0).then(|| (change * Decimal::ONE_HUNDRED / Decimal::from(base)).round_dp(1))
        })
        .collect();
    let rate = (base > 0).then(|| (Decimal::from((current - base) * 100) / Decimal::from(base)).round_dp(1));
    // What rounding left over goes to the first part, so that the parts add up.
    let sum: Decimal = points.iter().flatten().copied().sum();
    if let (Some(Some(first)), Some(rate)) = (points.first_mut(), rate) {
        *first += rate - sum;
    }
    let rows = given.iter().zip(points).map(|((key, label, from, to), points)| PartOfChange {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        change: from.zip(*to).map(|(from, to)| Decimal::from(to - from)),
        points,
        no_rate: points.is_none().then_some(if to.is_none() { NoRate::Missing } else { NoRate::NoBase }),
    });
    PartsSeries {
        caption: Caption {
            title: rankings::name(lang, "各市州对总体降幅的贡献", "What each prefecture adds to the change"),
            unit: rankings::name(lang, "件", "documents"),
            source_line: rankings::name(lang, "数据来源：虚构示例。", "Source: invented sample."),
            ..Caption::default()
        },
        row_head: rankings::name(lang, "市州", "Prefecture"),
        current_label: rankings::name(lang, "2023年", "2023"),
        base_label: rankings::name(lang, "2022年", "2022"),
        periods: None,
        rows: rows.collect(),
        total_label: rankings::name(lang, "总体", "Overall"),
        total_change: Some(Decimal::from(current - base)),
        total_rate: rate,
        no_rate: rate.is_none().then_some(NoRate::ZeroBase),
        is_lower_better: true,
    }
}

fn all_parts(lang: Lang) -> Vec<(&'static str, PartsSeries)> {
    let named: Vec<_> = rankings::PREFECTURES
        .iter()
        .map(|(key, zh, en, base, current)| {
            (*key, lang.pick(zh, en), (*base > 0).then_some(*base), Some(*current))
        })
        .collect();
    let rising: Vec<_> =
        named.iter().map(|(key, name, base, current)| (*key, *name, *current, base.or(*current))).collect();
    let long = lang.pick("湘西土家族苗族自治州", "Xiangxi Tujia and Miao Autonomous Prefecture");
    let forty: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("{}", 430_121 + n), rankings::name(lang, &format!("第{n}县"), &format!("County {n}")))
        })
        .collect();
    let forty: Vec<_> = forty
        .iter()
        .enumerate()
        .map(|(n, (key, name))| {
            (key.as_str(), name.as_str(), Some(200 + n as i64 * 37), Some(90 + (n as i64 * 53) % 1400))
        })
        .collect();
    vec![
        ("prefectures", parts(lang, &named)),
        ("rising", parts(lang, &rising)),
        ("single", parts(lang, named.get(..1).unwrap())),
        (
            "all_zero",
            parts(lang, &[("430100", "长沙市", Some(0), Some(0)), ("430200", "株洲市", Some(0), Some(0))]),
        ),
        ("all_missing", parts(lang, &[("430100", "长沙市", None, Some(3)), ("430200", long, Some(3), None)])),
        (
            "huge_range",
            parts(
                lang,
                &[
                    ("430100", "长沙市", Some(12_345_678), Some(99)),
                    ("430200", long, Some(5), Some(3_000_000)),
                ],
            ),
        ),
        ("forty", parts(lang, &forty)),
    ]
}

fn all_tiles(lang: Lang) -> Vec<(&'static str, TileSeries)> {
    let grid = TileGrid::find_shipped(["430100"].into_iter()).unwrap();
    rankings::all(lang)
        .into_iter()
        .map(|(name, ranking)| (name, TileSeries { ranking, grid: grid.clone() }))
        .collect()
}

/// Rates on the tiles of Hunan.
pub(super) fn tiled(ranking: crate::chart::RankedSeries) -> TileSeries {
    TileSeries { ranking, grid: TileGrid::find_shipped(["430100"].into_iter()).unwrap() }
}

/// What prefectures add to a change.
pub(super) fn some_parts(lang: Lang) -> PartsSeries {
    all_parts(lang).remove(0).1
}

fn draw(kind: ChartKind, lang: Lang, width_mm: f64, series: &Series) -> Figure {
    figure(&ChartSpec { width_mm, ..ChartSpec::new(kind, lang) }, series).unwrap()
}

fn every(lang: Lang) -> Vec<(ChartKind, &'static str, Series)> {
    let parts = all_parts(lang).into_iter().map(|(name, series)| (ChartKind::Waterfall, name, series.into()));
    let tiles = all_tiles(lang).into_iter().map(|(name, series)| (ChartKind::TileGrid, name, series.into()));
    parts.chain(tiles).collect()
}

#[test]
fn waterfalls_and_tile_grids_are_as_recorded() {
    for (kind, name, series) in every(Lang::Zh).into_iter().filter(|(_, name, _)| *name != "forty") {
        let figure = draw(kind, Lang::Zh, 156.0, &series);
        snapshot(&format!("{}-{name}-zh", kind.name()), &figure.to_string());
    }
    for (kind, name, series) in every(Lang::En).into_iter().filter(|(_, name, _)| *name == "prefectures") {
        snapshot(&format!("{}-{name}-en", kind.name()), &draw(kind, Lang::En, 156.0, &series).to_string());
    }
}

#[test]
fn waterfalls_and_tile_grids_stay_inside_and_apart_and_every_unit_can_be_met() {
    for lang in LANGS {
        for (kind, name, series) in every(lang) {
            for width_mm in WIDTHS {
                let case = format!("{}, {name}, {lang:?}, {width_mm} mm", kind.name());
                let figure = draw(kind, lang, width_mm, &series);
                no_text_overlaps(&case, &figure);
                stays_inside(&case, &figure);
                type_is_large_enough(&case, &figure);
                let keys: Vec<&str> = match &series {
                    Series::Parts(series) => {
                        series.rows.iter().map(|row| row.key.as_str()).chain(["total"]).collect()
                    }
                    Series::Tiles(series) => series.ranking.rows.iter().map(|row| row.key.as_str()).collect(),
                    _ => unreachable!("only these two"),
                };
                for key in &keys {
                    assert_eq!(
                        figure.marks.iter().filter(|mark| mark.key == *key).count(),
                        1,
                        "{case}: {key}"
                    );
                }
                assert_eq!(keys.len(), figure.marks.len(), "{case}");
            }
        }
    }
}

#[test]
fn each_bar_of_a_waterfall_begins_where_the_one_before_ended_and_the_last_is_the_whole() {
    let series = all_parts(Lang::Zh).remove(0).1;
    let rate = series.total_rate.unwrap();
    assert_eq!(series.rows.iter().filter_map(|row| row.points).sum::<Decimal>(), rate, "the sample adds up");
    let spec = ChartSpec { order: Order::ByValue, ..ChartSpec::new(ChartKind::Waterfall, Lang::Zh) };
    let figure = figure(&spec, &series.into()).unwrap();
    let bars: Vec<Rect> = bars(&figure).collect();
    let (total, parts) = bars.split_last().unwrap();
    let (rise, falls) = parts.split_last().unwrap();
    for pair in falls.windows(2) {
        assert!((pair.first().unwrap().right() - pair.last().unwrap().x).abs() < 1e-6);
    }
    assert!(
        (falls.last().unwrap().right() - rise.right()).abs() < 1e-6,
        "an increase steps back from the end"
    );
    assert!((rise.x - total.right()).abs() < 1e-6, "the whole is as long as the parts together");
    assert!((total.x - falls.first().unwrap().x).abs() < 1e-6, "both begin at zero");
}

#[test]
fn a_tile_of_no_rate_is_empty_and_says_why() {
    let series = all_tiles(Lang::Zh).into_iter().find(|(name, _)| *name == "all_missing").unwrap().1;
    let figure = draw(ChartKind::TileGrid, Lang::Zh, 156.0, &series.into());
    let reason = format::no_rate(NoRate::Suppressed, Lang::Zh);
    assert!(figure.marks.iter().any(|mark| mark.text.contains(reason)));
    let filled = figure.layers.iter().filter(|layer| layer.key.is_some()).flat_map(|layer| &layer.shapes);
    let filled = filled
        .filter(|shape| matches!(shape, Shape::Tile { fill, .. } if *fill != crate::chart::Fill::Empty));
    // Only the unit whose base is too small has two counts to show.
    assert_eq!(filled.count(), 1);
}

#[test]
fn a_unit_without_a_place_stands_below_the_tiles() {
    let mut series = all_tiles(Lang::Zh).remove(0).1;
    if let Some(row) = series.ranking.rows.first_mut() {
        row.key = "440100".into();
    }
    let figure = draw(ChartKind::TileGrid, Lang::Zh, 156.0, &series.into());
    let place = |key: &str| figure.marks.iter().find(|mark| mark.key == key).unwrap().rect;
    assert!(figure.marks.iter().all(|mark| mark.key == "440100" || mark.rect.bottom() < place("440100").y));
}

#[test]
fn waterfalls_and_tile_grids_are_sound_in_every_look() {
    for (kind, name, series) in every(Lang::Zh) {
        for (theme, width_mm) in
            [(Theme::Light, 156.0), (Theme::Dark, 156.0), (Theme::Print, 156.0), (Theme::Light, 100.0)]
        {
            let spec = ChartSpec { theme, width_mm, ..ChartSpec::new(kind, Lang::Zh) };
            let figure = figure(&spec, &series).unwrap();
            let svg = to_svg(&figure).unwrap();
            leave_picture(&format!("{}-{name}-{}-{width_mm}", kind.name(), theme.code()), &svg, width_mm);
            let texts: Vec<String> = figure.texts().map(|line| line.words.clone()).collect();
            assert_eq!(super::texts_of(&svg), texts, "{name}");
            for mark in &figure.marks {
                let group = format!("data-key=\"{}\" role=\"img\"", mark.key);
                assert_eq!(svg.matches(&group).count(), 1, "{name}: {} speaks once", mark.key);
            }
        }
    }
}
