//! Maps: what they say, that words keep inside their borders, and that no unit and no border is lost.

use super::map_samples::{all, country, mapped};
use super::samples as rankings;
use super::{LANGS, leave_picture, no_text_overlaps, snapshot, stays_inside, type_is_large_enough};
use crate::chart::figure::{Rect, Shape};
use crate::chart::{
    Breaks, ChartKind, ChartSpec, Direction, Figure, Fill, MapSeries, Theme, figure, to_pdf, to_png, to_svg,
};
use crate::format;
use crate::model::{Lang, NoRate};
use std::collections::BTreeSet;

const WIDTHS: [f64; 4] = [60.0, 100.0, 156.0, 450.0];

fn draw(lang: Lang, width_mm: f64, series: &MapSeries) -> Figure {
    let spec = ChartSpec { width_mm, ..ChartSpec::new(ChartKind::Choropleth, lang) };
    figure(&spec, &series.clone().into()).unwrap()
}

fn told(figure: &Figure) -> String {
    figure.texts().map(|line| line.words.clone()).collect()
}

/// Rings and what fills them.
type Filled<'f> = (&'f [Vec<(f64, f64)>], Fill);

/// What is filled for a unit, with its rings.
fn regions<'f>(figure: &'f Figure, key: &str) -> Vec<Filled<'f>> {
    let layers = figure.layers.iter().filter(|layer| layer.key.as_deref() == Some(key));
    let shapes = layers.flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Region { rings, fill } => Some((rings.as_slice(), *fill)),
        _ => None,
    });
    shapes.collect()
}

#[test]
fn maps_are_as_recorded() {
    for (name, series) in all(Lang::Zh).into_iter().filter(|(name, _)| *name != "forty") {
        snapshot(&format!("choropleth-{name}-zh"), &draw(Lang::Zh, 100.0, &series).to_string());
    }
    for (name, series) in
        all(Lang::En).into_iter().filter(|(name, _)| ["prefectures", "enclave"].contains(name))
    {
        snapshot(&format!("choropleth-{name}-en"), &draw(Lang::En, 100.0, &series).to_string());
    }
    snapshot("choropleth-country-zh", &draw(Lang::Zh, 156.0, &country(Lang::Zh)).to_string());
}

#[test]
fn words_of_a_map_stay_apart_and_every_unit_can_be_met() {
    for lang in LANGS {
        for (name, series) in all(lang).into_iter().chain([("country", country(lang))]) {
            for width_mm in WIDTHS {
                let case = format!("{name}, {lang:?}, {width_mm} mm");
                let figure = draw(lang, width_mm, &series);
                no_text_overlaps(&case, &figure);
                stays_inside(&case, &figure);
                type_is_large_enough(&case, &figure);
                let keys: Vec<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
                let wanted: BTreeSet<&str> = series.ranking.rows.iter().map(|row| row.key.as_str()).collect();
                assert_eq!(keys.iter().copied().collect::<BTreeSet<_>>(), wanted, "{case}");
                assert_eq!(keys.len(), wanted.len(), "{case}: each unit once");
            }
        }
    }
}

#[test]
fn every_name_and_rate_is_read_in_the_map_or_below_it() {
    for lang in LANGS {
        for (name, series) in all(lang) {
            for width_mm in WIDTHS {
                let figure = draw(lang, width_mm, &series);
                for row in &series.ranking.rows {
                    let words = super::words_of(&figure, &row.key).concat().replace(' ', "");
                    let label: String =
                        row.label.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                    assert!(words.contains(&label), "{name}, {width_mm} mm: {label} in “{words}”");
                    if let Some(rate) = row.rate.filter(|rate| !row.is_small_base && !rate.is_zero()) {
                        let percent = format::signed_percent(rate);
                        assert!(words.contains(&percent), "{name}, {width_mm} mm: {percent} of {label}");
                    }
                }
            }
        }
    }
}

#[test]
fn words_in_the_map_stand_inside_their_own_borders() {
    for (name, series) in all(Lang::Zh) {
        for width_mm in WIDTHS {
            let figure = draw(Lang::Zh, width_mm, &series);
            let everything: Vec<_> = figure.layers.iter().flat_map(|layer| &layer.shapes).collect();
            let outlines = everything.iter().filter_map(|shape| match shape {
                Shape::Region { rings, .. } => Some(rings),
                _ => None,
            });
            let pieces: Vec<((f64, f64), (f64, f64))> = outlines
                .flatten()
                .flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
                .collect();
            let lowest = pieces.iter().map(|(from, _)| from.1).fold(0.0, f64::max);
            let highest = pieces.iter().map(|(from, _)| from.1).fold(f64::MAX, f64::min);
            for line in figure.texts().filter(|line| (highest..lowest).contains(&line.y)) {
                let bounds = super::shrunk(line.bounds());
                let is_crossed = pieces.iter().any(|(from, to)| bounds.meets(*from, *to));
                assert!(!is_crossed, "{name}, {width_mm} mm: a border crosses “{}”", line.words);
            }
        }
    }
}

#[test]
fn what_rose_is_hatched_and_what_has_no_rate_is_dotted_with_its_reason() {
    let rising = |row: &crate::chart::RankedRow| Direction::between(row.base, row.current) == Direction::Rose;
    let mut met = BTreeSet::new();
    for (name, series) in all(Lang::Zh) {
        let figure = draw(Lang::Zh, 156.0, &series);
        for row in &series.ranking.rows {
            for (_, fill) in regions(&figure, &row.key) {
                let wanted = match row.rate.filter(|_| !row.is_small_base) {
                    Some(_) if rising(row) => "hatched",
                    Some(_) => "plain",
                    None if row.is_small_base => "plain",
                    None => "dotted",
                };
                let found = match fill {
                    Fill::Missing => "dotted",
                    fill if fill.is_hatched() => "hatched",
                    _ => "plain",
                };
                assert_eq!(found, wanted, "{name}: {}", row.label);
                met.insert(found);
            }
        }
    }
    assert_eq!(met, BTreeSet::from(["dotted", "hatched", "plain"]), "the samples hold all three");
    let missing = all(Lang::Zh).into_iter().find(|(name, _)| *name == "all_missing").unwrap().1;
    let words = told(&draw(Lang::Zh, 156.0, &missing));
    assert!(
        words.contains("没有降幅：") && words.contains(format::no_rate(NoRate::Suppressed, Lang::Zh)),
        "{words}"
    );
}

#[test]
fn a_unit_without_borders_and_borders_without_data_are_told_by_name() {
    let mut series = mapped(rankings::prefectures(Lang::Zh), Lang::Zh);
    let lost = series.regions.remove(0).key.unwrap();
    let other = series.regions.first_mut().unwrap();
    let without_data = other.key.take().unwrap();
    other.name = "某示范区".to_owned();
    series.ranking.rows.retain(|row| row.key != without_data);
    let figure = draw(Lang::Zh, 156.0, &series);
    let words = told(&figure);
    assert!(words.contains("边界文件中没有的：") && words.contains("只画界线：某示范区"), "{words}");
    let name = &series.ranking.rows.iter().find(|row| row.key == lost).unwrap().label;
    assert!(super::words_of(&figure, &lost).concat().contains(name.as_str()));
    let bottom = figure.marks.iter().filter(|mark| mark.key != lost).map(|mark| mark.rect.bottom());
    let below = figure.marks.iter().find(|mark| mark.key == lost).unwrap().rect;
    assert!(below.y > bottom.fold(0.0, f64::max), "it stands below the map");
    assert!(figure.description.contains("1 个没有边界"), "{}", figure.description);
}

#[test]
fn every_map_says_whether_it_was_reviewed() {
    for lang in LANGS {
        let mut series = mapped(rankings::prefectures(lang), lang);
        let said = |series: &MapSeries| {
            let figure = draw(lang, 60.0, series);
            let rights = figure.metadata.iter().find(|(name, _)| *name == "rights").unwrap().1.clone();
            (told(&figure), rights)
        };
        let unreviewed = lang.pick("内部使用，未经审核", "For internal use only; not officially reviewed");
        let (words, rights) = said(&series);
        assert!(words.contains(unreviewed) && rights == unreviewed, "{words}");
        series.approval = Some("GS(2025)1234号".to_owned());
        let (words, rights) = said(&series);
        assert!(words.contains("GS(2025)1234号") && rights.contains("GS(2025)1234号"), "{words}");
        assert!(!words.contains(unreviewed));
    }
}

#[test]
fn what_is_too_small_to_be_seen_is_a_speck_and_named_below() {
    let series = all(Lang::Zh).into_iter().find(|(name, _)| *name == "specks").unwrap().1;
    let figure = draw(Lang::Zh, 100.0, &series);
    let key = series.regions.last().unwrap().key.clone().unwrap();
    let drawn = regions(&figure, &key);
    let around = Rect::around_points(drawn.first().unwrap().0.iter().flatten()).unwrap();
    assert!(around.width >= 2.0 && around.height >= 2.0, "{around}");
    assert!(told(&figure).contains("图中未写名称的："));
}

#[test]
fn a_shared_border_is_the_same_line_on_both_sides() {
    let figure = draw(Lang::Zh, 156.0, &mapped(rankings::prefectures(Lang::Zh), Lang::Zh));
    let places = |key: &str| -> BTreeSet<(i64, i64)> {
        let rings = regions(&figure, key);
        let points = rings.iter().flat_map(|(rings, _)| rings.iter().flatten());
        points.map(|(x, y)| ((x * 100.0).round() as i64, (y * 100.0).round() as i64)).collect()
    };
    let (one, other) = (places("430700"), places("430900"));
    assert!(one.intersection(&other).count() >= 4, "{one:?} {other:?}");
}

#[test]
fn quantiles_shade_as_many_units_in_each_class() {
    let series = mapped(rankings::prefectures(Lang::Zh), Lang::Zh);
    let spec = ChartSpec { breaks: Breaks::Quantile, ..ChartSpec::new(ChartKind::Choropleth, Lang::Zh) };
    let figure = figure(&spec, &series.clone().into()).unwrap();
    let fills = series.ranking.rows.iter().flat_map(|row| regions(&figure, &row.key)).map(|(_, fill)| fill);
    let fills: Vec<Fill> = fills.collect();
    let counts: Vec<usize> =
        (1..=4).map(|class| fills.iter().filter(|fill| **fill == Fill::Depth(class)).count()).collect();
    assert_eq!(counts, [3, 3, 3, 3]);
    assert!(told(&figure).contains("个数相近"));
}

#[test]
fn maps_are_sound_in_every_look_and_format() {
    for (name, series) in all(Lang::Zh).into_iter().chain([("country", country(Lang::Zh))]) {
        for (theme, width_mm) in
            [(Theme::Light, 156.0), (Theme::Dark, 156.0), (Theme::Print, 156.0), (Theme::Print, 100.0)]
        {
            let spec = ChartSpec { theme, width_mm, ..ChartSpec::new(ChartKind::Choropleth, Lang::Zh) };
            let figure = figure(&spec, &series.clone().into()).unwrap();
            let svg = to_svg(&figure).unwrap();
            leave_picture(&format!("choropleth-{name}-{}-{width_mm}", theme.code()), &svg, width_mm);
            let texts: Vec<String> = figure.texts().map(|line| line.words.clone()).collect();
            assert_eq!(super::texts_of(&svg), texts, "{name}");
            for mark in &figure.marks {
                let group = format!("data-key=\"{}\" role=\"img\"", mark.key);
                assert_eq!(svg.matches(&group).count(), 1, "{name}: {} speaks once", mark.key);
            }
        }
    }
    let svg = to_svg(&draw(Lang::En, 100.0, &mapped(rankings::prefectures(Lang::En), Lang::En))).unwrap();
    leave_picture("choropleth-prefectures-en-100", &svg, 100.0);
    assert!(to_png(&svg, 100.0, 96).unwrap().len() > 1000 && to_pdf(&svg).unwrap().starts_with(b"%PDF"));
}
