//! Whole figures: what they say, that nothing overlaps or is lost, and that the files made from them are sound.
#![expect(clippy::unwrap_used, reason = "tests")]

mod heights;
mod map_samples;
mod maps;
mod matrix;
mod matrix_samples;
mod parts_and_tiles;
mod period_samples;
mod periods;
mod samples;

use super::figure::{Rect, Shape, TextLine};
use super::{ChartError, ChartSpec, Figure, Order, RankedSeries, Theme, find_kind, to_pdf, to_png, to_svg};
use crate::catalogue;
use crate::format;
use crate::model::Lang;
use resvg::usvg;
use std::collections::BTreeSet;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];
const ORDERS: [Order; 2] = [Order::ByValue, Order::Official];
/// From the narrowest allowed to three times the type area.
const WIDTHS: [f64; 7] = [60.0, 80.0, 100.0, 120.0, 150.0, 156.0, 450.0];

fn figure(spec: &ChartSpec, series: &RankedSeries) -> Result<Figure, ChartError> {
    super::figure(spec, &series.clone().into())
}

/// Runs a check over every sample, language, order and width.
fn for_all(check: impl Fn(&str, &RankedSeries, &Figure)) {
    for lang in LANGS {
        for (name, series) in samples::all(lang) {
            for (order, width_mm) in ORDERS.into_iter().flat_map(|order| WIDTHS.map(|width| (order, width))) {
                let spec = ChartSpec { order, width_mm, ..samples::spec(lang) };
                let case = format!("{name}, {lang:?}, {order:?}, {width_mm} mm");
                check(&case, &series, &figure(&spec, &series).unwrap());
            }
        }
    }
}

fn bars(figure: &Figure) -> impl Iterator<Item = Rect> + '_ {
    figure.layers.iter().flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Bar { rect, .. } => Some(*rect),
        _ => None,
    })
}

/// A little smaller, so that boxes which only touch do not count as overlapping.
fn shrunk(rect: Rect) -> Rect {
    Rect { x: rect.x + 0.05, y: rect.y + 0.05, width: rect.width - 0.1, height: rect.height - 0.1 }
}

/// The words of the layers of one row.
fn words_of(figure: &Figure, key: &str) -> Vec<String> {
    let layers = figure.layers.iter().filter(|layer| layer.key.as_deref() == Some(key));
    let texts = layers.flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Text(line) => Some(line.words.clone()),
        _ => None,
    });
    texts.collect()
}

fn snapshot(name: &str, value: &str) {
    assert!(value.len() <= 20 * 1024, "{name} has {} bytes, more than a reference may have", value.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, value));
}

/// Leaves a picture to look at in the folder that `JIANFU_PICTURES` names, if it names one.
fn leave_picture(name: &str, svg: &str, width_mm: f64) {
    if let Ok(folder) = std::env::var("JIANFU_PICTURES") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(path, to_png(svg, width_mm, 110).unwrap()).unwrap();
    }
}

#[test]
fn figures_are_as_recorded() {
    for (name, series) in samples::all(Lang::Zh) {
        // Forty rows say nothing sixteen do not; their geometry is checked below.
        if name != "forty" {
            let figure = figure(&samples::spec(Lang::Zh), &series).unwrap();
            snapshot(&format!("{name}-zh"), &figure.to_string());
        }
    }
    for (name, series) in
        [("prefectures", samples::prefectures(Lang::En)), ("zero_base", samples::zero_base(Lang::En))]
    {
        let figure = figure(&samples::spec(Lang::En), &series).unwrap();
        snapshot(&format!("{name}-en"), &figure.to_string());
    }
}

#[test]
fn the_drawing_is_as_recorded() {
    let mut series = samples::prefectures(Lang::Zh);
    series.rows.drain(2..7);
    for theme in [Theme::Light, Theme::Print] {
        let spec = ChartSpec { theme, ..samples::spec(Lang::Zh) };
        snapshot(&format!("svg-{}", theme.code()), &to_svg(&figure(&spec, &series).unwrap()).unwrap());
    }
}

/// No text overlaps another, a bar or a dot, unless it stands on a tile.
fn no_text_overlaps(case: &str, figure: &Figure) {
    let texts: Vec<(Rect, &str)> =
        figure.texts().map(|line| (shrunk(line.bounds()), line.words.as_str())).collect();
    let dots: Vec<Rect> = dots(figure).collect();
    for (position, (rect, words)) in texts.iter().enumerate() {
        for (other, said) in texts.iter().skip(position + 1) {
            assert!(!rect.overlaps(other), "{case}: “{words}” overlaps “{said}”");
        }
        for bar in bars(figure) {
            assert!(!rect.overlaps(&bar), "{case}: “{words}” overlaps a bar");
        }
        for dot in &dots {
            assert!(!rect.overlaps(dot), "{case}: “{words}” overlaps a dot at {dot}");
        }
    }
}

/// The square inside each dot.
fn dots(figure: &Figure) -> impl Iterator<Item = Rect> + '_ {
    figure.layers.iter().flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Dot { center: (x, y), radius, .. } => {
            let half = radius * 0.7;
            Some(Rect { x: x - half, y: y - half, width: 2.0 * half, height: 2.0 * half })
        }
        _ => None,
    })
}

fn tiles(figure: &Figure) -> impl Iterator<Item = Rect> + '_ {
    figure.layers.iter().flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Tile { rect, .. } => Some(*rect),
        _ => None,
    })
}

/// Everything stands inside the figure.
fn stays_inside(case: &str, figure: &Figure) {
    let texts = figure.texts().map(|line| (line.bounds(), line.words.clone()));
    let regions = figure.layers.iter().flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Region { rings, .. } => Rect::around_points(rings.iter().flatten()),
        _ => None,
    });
    let shapes = bars(figure).chain(dots(figure)).chain(tiles(figure)).chain(regions);
    let shapes = shapes.map(|rect| (rect, "a shape".to_owned()));
    for (rect, what) in texts.chain(shapes) {
        let is_inside = rect.x >= 0.0
            && rect.y >= 0.0
            && rect.right() <= figure.width + 0.01
            && rect.bottom() <= figure.height + 0.01;
        assert!(is_inside, "{case}: “{what}” at {rect} leaves {:.1}×{:.1}", figure.width, figure.height);
    }
}

/// Type is never smaller than print allows.
fn type_is_large_enough(case: &str, figure: &Figure) {
    for line in figure.texts() {
        assert!(line.size >= 10.0, "{case}: “{}” is smaller than 7.5 pt", line.words);
    }
}

#[test]
fn no_text_overlaps_another_or_a_bar() {
    for_all(|case, _, figure| no_text_overlaps(case, figure));
}

#[test]
fn everything_stands_inside_the_figure() {
    for_all(|case, _, figure| stays_inside(case, figure));
}

#[test]
fn type_is_never_smaller_than_print_allows() {
    for_all(|case, _, figure| type_is_large_enough(case, figure));
}

#[test]
fn every_number_and_name_of_the_series_is_in_its_row() {
    for_all(|case, series, figure| {
        for row in &series.rows {
            let words = words_of(figure, &row.key);
            for count in [row.current, row.base].into_iter().flatten() {
                assert!(words.contains(&format::count(count)), "{case}: {count} of {} is missing", row.key);
            }
            let joined = words.concat().replace(' ', "");
            let name: String = row.label.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            assert!(joined.contains(&name), "{case}: {name} is missing in {joined}");
            if let Some(rate) = row.rate.filter(|rate| !row.is_small_base && !rate.is_zero()) {
                let percent = format!("{}%", rate.abs());
                assert!(joined.contains(&percent), "{case}: {percent} of {} is missing", row.key);
            }
        }
    });
}

#[test]
fn a_rate_is_drawn_only_where_there_is_one_that_holds() {
    for_all(|case, series, figure| {
        let has_bar = |key: &str| {
            let mut layers = figure.layers.iter().filter(|layer| layer.key.as_deref() == Some(key));
            layers.any(|layer| layer.shapes.iter().any(|shape| matches!(shape, Shape::Bar { .. })))
        };
        for row in &series.rows {
            let wanted = row.rate.is_some_and(|rate| !rate.is_zero()) && !row.is_small_base;
            assert_eq!(has_bar(&row.key), wanted, "{case}: {}", row.key);
        }
    });
}

#[test]
fn a_bar_is_as_long_as_its_rate() {
    let series = samples::prefectures(Lang::Zh);
    let figure = figure(&samples::spec(Lang::Zh), &series).unwrap();
    let bars: Vec<Rect> = bars(&figure).collect();
    let rates = [38.9, 33.7, 31.9, 30.4, 28.8, 27.0, 25.5, 24.0, 21.5, 20.0, 17.1, 8.0, 5.9];
    assert_eq!(bars.len(), rates.len());
    let unit = bars.first().unwrap().width / 38.9;
    for (bar, rate) in bars.iter().zip(rates) {
        assert!((bar.width - rate * unit).abs() < 1e-6, "{rate} % is {} long", bar.width);
    }
    let zero = bars.first().unwrap().x;
    assert!((bars.last().unwrap().right() - zero).abs() < 1e-6, "an increase ends at zero");
}

#[test]
fn every_row_is_a_mark_in_the_order_drawn() {
    for_all(|case, series, figure| {
        let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
        assert_eq!(keys, series.rows.iter().map(|row| row.key.as_str()).collect(), "{case}");
        let tops: Vec<f64> = figure.marks.iter().map(|mark| mark.rect.y).collect();
        assert!(tops.is_sorted(), "{case}: marks go from top to bottom");
        assert!(figure.marks.iter().all(|mark| mark.rect.height >= 17.0), "{case}: a mark can be hit");
    });
}

#[test]
fn there_are_at_most_four_gridlines() {
    for_all(|case, _, figure| {
        let places: BTreeSet<i64> = figure
            .layers
            .iter()
            .flat_map(|layer| &layer.shapes)
            .filter_map(|shape| match shape {
                Shape::Line { from, stroke: super::Stroke::Grid, .. } => Some((from.0 * 100.0) as i64),
                _ => None,
            })
            .collect();
        assert!(places.len() <= 4, "{case}: {} gridlines", places.len());
    });
}

#[test]
fn a_base_that_is_not_last_year_is_named_where_it_is_missing() {
    let said = |series: super::Series, kind| {
        let figure = super::figure(&ChartSpec::new(kind, Lang::Zh), &series).unwrap();
        let printed: String = figure.texts().map(|line| line.words.clone()).collect();
        let read: String = figure.marks.iter().map(|mark| mark.text.clone()).collect();
        assert!(!printed.contains("上年") || printed.contains("湘西州上年未报送"), "{printed}");
        assert!(!read.contains("上年"), "{read}");
        printed + &read
    };
    let mut ranking = samples::prefectures(Lang::Zh);
    ranking.notes.clear();
    ranking.periods = Some((crate::model::Period::Year(2023), crate::model::Period::Year(2019)));
    let tiles = parts_and_tiles::tiled(ranking.clone());
    let mut parts = parts_and_tiles::some_parts(Lang::Zh);
    parts.periods = ranking.periods;
    let matrix = matrix_samples::five_years(Lang::Zh);
    let series: [(super::Series, super::ChartKind); 4] = [
        (ranking.into(), super::ChartKind::RankedBars),
        (tiles.into(), super::ChartKind::TileGrid),
        (parts.into(), super::ChartKind::Waterfall),
        (matrix.into(), super::ChartKind::SmallMultiples),
    ];
    for (series, kind) in series {
        assert!(said(series, kind).contains("2019年无数据"), "{}", kind.name());
    }
}

#[test]
fn ties_share_a_rank_and_keep_the_official_order() {
    let figure = figure(&samples::spec(Lang::En), &samples::ties(Lang::En)).unwrap();
    let said: Vec<&str> = figure.marks.iter().map(|mark| mark.text.as_str()).collect();
    let ranks: Vec<&str> =
        said.iter().filter_map(|text| text.split(", ").find(|part| part.starts_with("rank"))).collect();
    assert_eq!(ranks, ["rank 1", "rank 2", "rank 2", "rank 2", "rank 2", "rank 6"]);
    let keys: Vec<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys, ["430300", "430100", "430200", "430400", "430600", "430500"]);
}

#[test]
fn the_same_series_gives_the_same_bytes() {
    let series = samples::prefectures(Lang::Zh);
    let make = || {
        let svg = to_svg(&figure(&samples::spec(Lang::Zh), &series).unwrap()).unwrap();
        let png = to_png(&svg, 156.0, 96).unwrap();
        (svg, png)
    };
    let first = make();
    assert!(first == make(), "SVG or PNG differ between two runs");
    // The PDF converter's own order changes from run to run: try often enough to meet it.
    let pdf = to_pdf(&first.0).unwrap();
    assert!((0..20).all(|_| to_pdf(&first.0).unwrap() == pdf), "the PDF differs between runs");
}

#[test]
fn the_svg_is_well_formed_and_says_what_the_figure_says() {
    for lang in LANGS {
        for (name, series) in samples::all(lang) {
            for theme in [Theme::Light, Theme::Dark, Theme::Print] {
                let figure = figure(&ChartSpec { theme, ..samples::spec(lang) }, &series).unwrap();
                let svg = to_svg(&figure).unwrap();
                assert_eq!(
                    texts_of(&svg),
                    figure.texts().map(|line| line.words.clone()).collect::<Vec<_>>(),
                    "{name}"
                );
                for mark in &figure.marks {
                    assert!(
                        svg.contains(&format!("data-key=\"{}\"", mark.key)),
                        "{name}: {} is missing",
                        mark.key
                    );
                }
            }
        }
    }
}

/// The text of every `<text>`; fails where the document is not well formed.
fn texts_of(svg: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut out, mut inside, mut depth) = (Vec::new(), None::<String>, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                inside = (start.name().as_ref() == b"text").then(String::new);
            }
            Event::End(_) => {
                depth -= 1;
                out.extend(inside.take());
            }
            Event::Text(text) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&text.decode().unwrap());
                }
            }
            Event::GeneralRef(reference) => {
                let name = format!("&{};", reference.decode().unwrap());
                if let Some(inside) = &mut inside {
                    inside.push_str(&quick_xml::escape::unescape(&name).unwrap());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    out
}

#[test]
fn text_is_drawn_as_long_as_it_was_measured() {
    for lang in LANGS {
        let figure = figure(&samples::spec(lang), &samples::prefectures(lang)).unwrap();
        let svg = to_svg(&figure).unwrap();
        let tree = super::export::tree(&svg, "PNG").unwrap();
        let mut drawn = Vec::new();
        collect_texts(tree.root(), &mut drawn);
        let measured: Vec<Rect> = figure.texts().map(TextLine::bounds).collect();
        assert_eq!(drawn.len(), measured.len());
        for (drawn, measured) in drawn.iter().zip(&measured) {
            // The box drawn is that of the ink, up to one side bearing narrower at each end.
            assert!(drawn.width <= measured.width + 0.5, "{drawn} is wider than {measured}");
            assert!(drawn.width >= measured.width * 0.8 - 3.0, "{drawn} is far narrower than {measured}");
            assert!(
                drawn.x >= measured.x - 0.5 && drawn.right() <= measured.right() + 0.5,
                "{drawn}, {measured}"
            );
        }
    }
}

fn collect_texts(group: &usvg::Group, out: &mut Vec<Rect>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect_texts(group, out),
            usvg::Node::Text(text) => {
                let b = text.abs_bounding_box();
                let [x, y, width, height] = [b.x(), b.y(), b.width(), b.height()].map(f64::from);
                out.push(Rect { x, y, width, height });
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

#[test]
fn a_picture_has_the_size_asked_for() {
    let svg = to_svg(&figure(&samples::spec(Lang::Zh), &samples::single(Lang::Zh)).unwrap()).unwrap();
    let png = to_png(&svg, 156.0, 300).unwrap();
    let number = |at: usize| u32::from_be_bytes(png.get(at..at + 4).unwrap().try_into().unwrap());
    assert_eq!(number(16), 1843, "156 mm at 300 dpi");
    let place = png.windows(4).position(|bytes| bytes == b"pHYs").unwrap();
    assert_eq!(number(place + 4), 11_811, "300 dpi in dots per metre");
    // Decoding checks every checksum.
    assert!(resvg::tiny_skia::Pixmap::decode_png(&png).is_ok());
}

#[test]
fn a_page_has_the_size_of_the_figure() {
    let svg = to_svg(&figure(&samples::spec(Lang::Zh), &samples::single(Lang::Zh)).unwrap()).unwrap();
    let pdf = to_pdf(&svg).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf);
    // 156 mm are 442.2 points.
    assert!(text.contains("/MediaBox [0 0 442.2"), "the page is as wide as the figure");
}

#[test]
fn sizes_out_of_range_are_refused_with_words() {
    let series = samples::single(Lang::Zh);
    let too_narrow = ChartSpec { width_mm: 59.0, ..samples::spec(Lang::Zh) };
    let not_a_number = ChartSpec { width_mm: f64::NAN, ..samples::spec(Lang::Zh) };
    let empty = RankedSeries { rows: Vec::new(), ..series.clone() };
    let errors = [
        figure(&too_narrow, &series).unwrap_err(),
        figure(&not_a_number, &series).unwrap_err(),
        figure(&samples::spec(Lang::Zh), &empty).unwrap_err(),
        to_png("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>", 156.0, 5000).unwrap_err(),
        to_pdf("no svg").unwrap_err(),
    ];
    let codes = errors.each_ref().map(ChartError::code);
    assert_eq!(
        codes,
        ["size_out_of_range", "size_out_of_range", "chart_empty", "size_out_of_range", "chart_failed"]
    );
    for error in errors {
        let message = catalogue::message(error.code(), &error.args(), Lang::En);
        assert!(catalogue::has(error.code()) && !message.contains('{'), "{message}");
    }
}

#[test]
fn kinds_are_found_by_name() {
    let kind = find_kind("ranked-bars").unwrap();
    assert!(!kind.purpose(Lang::Zh).is_empty() && !kind.needs(Lang::En).is_empty());
    assert!(find_kind("pie").is_none());
}
