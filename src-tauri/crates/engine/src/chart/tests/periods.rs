//! Lines, stacked bars, compositions and running totals: what they keep to, and what they look like.

use super::period_samples as samples;
use super::{
    LANGS, dots, leave_picture, no_text_overlaps, snapshot, stays_inside, tiles, type_is_large_enough,
};
use crate::chart::figure::{Rect, Shape, Stroke};
use crate::chart::{
    ChartError, ChartKind, ChartSpec, Event, Figure, Gap, Note, Series, Theme, figure, to_svg,
};
use crate::format;
use crate::model::{Decimal, Lang, Missing};
use std::collections::BTreeSet;

const WIDTHS: [f64; 4] = [60.0, 100.0, 156.0, 450.0];

fn draw(spec: &ChartSpec, series: &Series) -> Figure {
    figure(spec, series).unwrap()
}

fn event(text: &str) -> Event {
    Event::from_text(text).unwrap()
}

/// Days inside the periods of a series, so near each other that their words would meet.
fn days(kind: ChartKind, name: &str) -> Vec<Event> {
    let texts: &[&str] = match (kind, name) {
        (ChartKind::Trend, "monthly") => {
            &["2023-03=基层减负年", "2023-04=《关于精文减会的若干措施》印发施行", "2024-12-31=年底"]
        }
        (ChartKind::Trend, "two_years" | "five_years") => &["2022-08=基层减负若干规定", "2023-11=新规定"],
        (ChartKind::Cumulative, _) => &["2024-08=整治形式主义为基层减负若干规定"],
        _ => &[],
    };
    texts.iter().map(|text| event(text)).collect()
}

fn for_all(check: impl Fn(&str, ChartKind, &Series, &Figure)) {
    for lang in LANGS {
        for (kind, name, series) in samples::every(lang) {
            for width_mm in WIDTHS {
                let spec = ChartSpec { width_mm, events: days(kind, name), ..ChartSpec::new(kind, lang) };
                let case = format!("{}, {name}, {lang:?}, {width_mm} mm", kind.name());
                check(&case, kind, &series, &draw(&spec, &series));
            }
        }
    }
}

/// Keys of the cells, each with its count or gap.
fn cells(series: &Series) -> Vec<(String, Result<Decimal, Gap>)> {
    let matrix = |matrix: &crate::chart::MatrixSeries| -> Vec<(String, Result<Decimal, Gap>)> {
        let of_row = |row: &crate::chart::MatrixRow| -> Vec<(String, Result<Decimal, Gap>)> {
            matrix.columns.iter().zip(&row.cells).map(|(c, cell)| (row.cell_key(c), cell.count)).collect()
        };
        matrix.rows.iter().flat_map(of_row).collect()
    };
    match series {
        Series::Matrix(series) => matrix(series),
        Series::Cumulative(series) => matrix(&series.matrix),
        Series::Stacked(series) => series
            .parts
            .iter()
            .flat_map(|part| {
                let key = |(column, cell): (&crate::chart::Column, &crate::chart::StackedCell)| {
                    (format!("{}/{}", part.key, column.key), cell.count)
                };
                series.columns.iter().zip(&part.cells).map(key).collect::<Vec<_>>()
            })
            .collect(),
        _ => unreachable!("only these"),
    }
}

/// No number stands on a line of data.
fn no_text_on_a_line(case: &str, figure: &Figure) {
    let texts: Vec<_> = figure.texts().collect();
    for layer in &figure.layers {
        for shape in &layer.shapes {
            let Shape::Path { points, stroke: Stroke::Series(_) | Stroke::Strong(_) } = shape else {
                continue;
            };
            for pair in points.windows(2) {
                let [from, to] = pair else { continue };
                for text in &texts {
                    let bounds = super::shrunk(text.bounds());
                    assert!(!bounds.meets(*from, *to), "{case}: “{}” stands on a line", text.words);
                }
            }
        }
    }
}

#[test]
fn lines_and_parts_are_as_recorded() {
    for (kind, name, series) in samples::every(Lang::Zh).into_iter().filter(|(_, name, _)| *name != "forty") {
        let spec = ChartSpec { events: days(kind, name), ..ChartSpec::new(kind, Lang::Zh) };
        snapshot(&format!("{}-{name}-zh", kind.name()), &draw(&spec, &series).to_string());
    }
    for (kind, name, series) in samples::every(Lang::En) {
        if ["two_years", "kinds", "quota"].contains(&name) {
            snapshot(
                &format!("{}-en", kind.name()),
                &draw(&ChartSpec::new(kind, Lang::En), &series).to_string(),
            );
        }
    }
}

#[test]
fn lines_and_parts_stay_inside_and_apart_and_every_count_and_gap_can_be_met() {
    for_all(|case, kind, series, figure| {
        no_text_overlaps(case, figure);
        no_text_on_a_line(case, figure);
        stays_inside(case, figure);
        type_is_large_enough(case, figure);
        let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
        assert_eq!(keys.len(), figure.marks.len(), "{case}: each mark has a key of its own");
        for (key, count) in cells(series) {
            let mark = figure.marks.iter().find(|mark| mark.key == key);
            // Months still to come are no gap.
            let is_open = kind == ChartKind::Cumulative && key.starts_with("2024/");
            match (count, mark) {
                (Ok(count), Some(mark)) => {
                    assert!(mark.text.contains(&format::count(count)), "{case}: {key} says {}", mark.text);
                }
                (Err(why), Some(mark)) => {
                    let why = crate::chart::describe::gap(why, figure.lang);
                    assert!(mark.text.contains(&why), "{case}: {key} says {}", mark.text);
                }
                (Err(_), None) if is_open => {}
                (_, None) => unreachable!("{case}: {key} has no mark"),
            }
        }
    });
}

#[test]
fn what_is_missing_has_no_dot_and_no_piece_and_its_reason_is_printed() {
    for (kind, name, series) in samples::every(Lang::Zh) {
        let figure = draw(&ChartSpec::new(kind, Lang::Zh), &series);
        let printed: String = figure.texts().map(|line| line.words.clone()).collect();
        for (key, count) in cells(&series) {
            let shapes = || {
                figure
                    .layers
                    .iter()
                    .filter(|layer| layer.key.as_deref() == Some(&key))
                    .flat_map(|l| &l.shapes)
            };
            let is_drawn = shapes().any(|shape| matches!(shape, Shape::Dot { .. } | Shape::Tile { .. }));
            let Err(why) = count else { continue };
            assert!(!is_drawn, "{} {name}: {key} is drawn", kind.name());
            let is_met = figure.marks.iter().any(|mark| mark.key == key);
            let why = crate::chart::describe::gap(why, Lang::Zh);
            assert!(
                !is_met || printed.contains(&why),
                "{} {name}: {why} of {key} is not printed",
                kind.name()
            );
        }
    }
}

#[test]
fn a_line_breaks_at_a_gap_and_never_bridges_it() {
    let (_, series) = samples::trends(Lang::Zh).into_iter().find(|(name, _)| *name == "monthly").unwrap();
    let figure = draw(&ChartSpec::new(ChartKind::Trend, Lang::Zh), &series.into());
    let paths: Vec<usize> = figure
        .layers
        .iter()
        .flat_map(|layer| &layer.shapes)
        .filter_map(|shape| match shape {
            Shape::Path { points, stroke: Stroke::Series(1) } => Some(points.len()),
            _ => None,
        })
        .collect();
    // January to July, then November of the first year to the last December.
    assert_eq!(paths, [7, 14]);
}

#[test]
fn an_axis_that_does_not_start_at_zero_says_so_and_one_that_does_is_silent() {
    let said = |name: &str| {
        let (_, series) = samples::trends(Lang::Zh).into_iter().find(|(other, _)| *other == name).unwrap();
        let figure = draw(&ChartSpec::new(ChartKind::Trend, Lang::Zh), &series.into());
        figure.texts().any(|line| line.words.contains("纵轴不从0开始"))
    };
    assert!(said("narrow") && !said("huge_range"));
}

#[test]
fn months_still_to_come_end_the_line_of_this_year() {
    let (_, series) = samples::cumulatives(Lang::Zh).into_iter().find(|(name, _)| *name == "quota").unwrap();
    let figure = draw(&ChartSpec::new(ChartKind::Cumulative, Lang::Zh), &series.into());
    let has = |key: &str| figure.marks.iter().any(|mark| mark.key == key);
    assert!(has("2024/M10") && !has("2024/M11") && !has("2024/M12") && has("2023/M12"));
    let printed: String = figure.texts().map(|line| line.words.clone()).collect();
    assert!(printed.contains("年度控制数 532") && printed.contains("2024年：5月原表空白"), "{printed}");
}

#[test]
fn pieces_lie_end_to_end_and_are_as_long_as_their_numbers() {
    for kind in [ChartKind::Stacked, ChartKind::Composition] {
        let series = samples::stacks(Lang::Zh).remove(0).1;
        let figure = draw(&ChartSpec::new(kind, Lang::Zh), &series.clone().into());
        for (index, column) in series.columns.iter().enumerate() {
            let ending = format!("/{}", column.key);
            let pieces: Vec<(Rect, Decimal)> = figure
                .layers
                .iter()
                .filter_map(|layer| Some((layer.key.as_deref()?.strip_suffix(&ending)?, layer)))
                .filter_map(|(key, layer)| {
                    let cell = series.parts.iter().find(|part| part.key == key)?.cells.get(index)?;
                    let number = if kind == ChartKind::Stacked { cell.count.ok()? } else { cell.share? };
                    let tile = layer.shapes.iter().find_map(|shape| match shape {
                        Shape::Tile { rect, .. } => Some(*rect),
                        _ => None,
                    })?;
                    Some((tile, number))
                })
                .collect();
            assert!(pieces.len() >= 4, "{}: {}", kind.name(), column.key);
            let (first, number) = *pieces.first().unwrap();
            let unit = first.width / crate::chart::scale::float(number);
            let mut end = first.x;
            for (rect, number) in pieces {
                assert!((rect.x - end).abs() < 1e-6, "each piece begins where the one before ended");
                assert!((rect.width - unit * crate::chart::scale::float(number)).abs() < 1e-6);
                end = rect.right();
            }
        }
    }
}

#[test]
fn shares_as_printed_add_up_to_a_hundred() {
    for (name, series) in samples::stacks(Lang::Zh) {
        for index in 0..series.columns.len() {
            let shares: Vec<Decimal> =
                series.parts.iter().filter_map(|part| part.cells.get(index)?.share).collect();
            let sum: Decimal = shares.iter().copied().sum();
            assert!(shares.is_empty() || sum == Decimal::ONE_HUNDRED, "{name}: {sum}");
        }
    }
}

#[test]
fn days_without_a_place_and_too_many_lines_are_refused() {
    let (_, series) = samples::trends(Lang::Zh).into_iter().find(|(name, _)| *name == "monthly").unwrap();
    let spec = |events| ChartSpec { events, ..ChartSpec::new(ChartKind::Trend, Lang::Zh) };
    let refused = figure(&spec(vec![event("2031-08=将来")]), &series.clone().into()).unwrap_err();
    assert_eq!(refused, ChartError::NoPlaceForEvent { date: "2031年8月".into() });
    let mut many = series.clone();
    many.rows = series.rows.iter().cycle().take(6).cloned().collect();
    assert_eq!(figure(&spec(Vec::new()), &many.into()).unwrap_err().code(), "too_many_lines");
    let bars = super::samples::prefectures(Lang::Zh);
    let spec = ChartSpec { kind: ChartKind::RankedBars, ..spec(vec![event("2023-08=规定")]) };
    assert_eq!(figure(&spec, &bars.into()).unwrap_err().code(), "no_place_for_event");
    for text in ["2024=年", "2024-13=月", "2024-08=", "2024-08", "24-08=年", "2024-08-40=日"] {
        assert!(Event::from_text(text).is_none(), "{text} is no day");
    }
}

#[test]
fn a_day_stands_where_its_month_begins() {
    let (_, series) = samples::trends(Lang::Zh).into_iter().find(|(name, _)| *name == "monthly").unwrap();
    let spec =
        ChartSpec { events: vec![event("2023-03=规定")], ..ChartSpec::new(ChartKind::Trend, Lang::Zh) };
    let figure = draw(&spec, &series.into());
    let upright = figure.layers.iter().flat_map(|layer| &layer.shapes).find_map(|shape| match shape {
        Shape::Line { from, stroke: Stroke::Event, .. } => Some(from.0),
        _ => None,
    });
    let x = |key: &str| {
        let rect = figure.marks.iter().find(|mark| mark.key == key).unwrap().rect;
        rect.x + rect.width / 2.0
    };
    let between = (x("433100/2023-M02") + x("433100/2023-M03")) / 2.0;
    assert!((upright.unwrap() - between).abs() < 1e-6);
}

#[test]
fn drawings_of_lines_and_parts_are_sound_in_every_look() {
    for (kind, name, series) in samples::every(Lang::Zh) {
        for (theme, width_mm) in
            [(Theme::Light, 156.0), (Theme::Dark, 156.0), (Theme::Print, 156.0), (Theme::Light, 100.0)]
        {
            let events = days(kind, name);
            let spec = ChartSpec { theme, width_mm, events, ..ChartSpec::new(kind, Lang::Zh) };
            let figure = draw(&spec, &series);
            let svg = to_svg(&figure).unwrap();
            leave_picture(&format!("{}-{name}-{}-{width_mm}", kind.name(), theme.code()), &svg, width_mm);
            let texts: Vec<String> = figure.texts().map(|line| line.words.clone()).collect();
            assert_eq!(super::texts_of(&svg), texts, "{name}");
            for mark in &figure.marks {
                let group = format!("data-key=\"{}\" role=\"img\"", mark.key);
                assert_eq!(svg.matches(&group).count(), 1, "{name}: {} speaks once", mark.key);
            }
            assert_eq!(svg, to_svg(&draw(&spec, &series)).unwrap(), "{name}: two runs differ");
        }
    }
}

/// One figure of each kind with the key of a row of it.
fn annotated(lang: Lang) -> Vec<(ChartKind, Series, &'static str)> {
    let matrix = super::matrix_samples::five_years(lang);
    let ranking = super::samples::prefectures(lang);
    let mut out: Vec<(ChartKind, Series, &'static str)> = vec![
        (ChartKind::RankedBars, ranking.clone().into(), "430300"),
        (ChartKind::Choropleth, super::map_samples::mapped(ranking.clone(), lang).into(), "430300"),
        (ChartKind::TileGrid, super::parts_and_tiles::tiled(ranking).into(), "430300"),
        (ChartKind::Waterfall, super::parts_and_tiles::some_parts(lang).into(), "430300"),
    ];
    for kind in super::matrix::KINDS {
        out.push((kind, matrix.clone().into(), "430300"));
    }
    out.push((ChartKind::Trend, samples::trends(lang).remove(1).1.into(), "431200"));
    out.push((ChartKind::Stacked, samples::stacks(lang).remove(0).1.into(), "通知"));
    out.push((ChartKind::Composition, samples::stacks(lang).remove(0).1.into(), "通知"));
    out.push((ChartKind::Cumulative, samples::cumulatives(lang).remove(0).1.into(), "2024"));
    out
}

#[test]
fn a_unit_is_set_apart_and_a_note_stands_at_its_mark_in_every_kind_without_meeting_anything() {
    for lang in LANGS {
        for (kind, series, key) in annotated(lang) {
            for width_mm in WIDTHS {
                let words = lang.pick("市本级并入区级统计", "now counted with its districts");
                let notes = vec![Note { key: key.to_owned(), words: words.to_owned() }];
                let theme = if width_mm < 150.0 { Theme::Print } else { Theme::Light };
                let plain = ChartSpec { width_mm, theme, ..ChartSpec::new(kind, lang) };
                let spec = ChartSpec { highlight: Some(key.to_owned()), notes, ..plain.clone() };
                let (before, after) = (draw(&plain, &series), draw(&spec, &series));
                let case = format!("{}, {lang:?}, {width_mm} mm", kind.name());
                no_text_overlaps(&case, &after);
                stays_inside(&case, &after);
                let printed: String = after.texts().map(|line| format!("{} ", line.words)).collect();
                let leads = |figure: &Figure| {
                    let shapes = figure.layers.iter().flat_map(|layer| layer.shapes.clone());
                    shapes
                        .filter(|shape| matches!(shape, Shape::Line { stroke: Stroke::Lead, .. }))
                        .collect::<Vec<_>>()
                };
                let known = leads(&before);
                let own = before.marks.iter().filter(|mark| mark.key.split('/').next() == Some(key));
                let own: Vec<_> = own.map(|mark| mark.rect).collect();
                for lead in leads(&after).iter().filter(|lead| !known.contains(lead)) {
                    let Shape::Line { from, to, .. } = lead else { continue };
                    let bounds = before.texts().map(|line| (line.bounds(), &line.words));
                    for (bounds, said) in
                        bounds.filter(|(bounds, _)| !own.iter().any(|own| own.overlaps(bounds)))
                    {
                        assert!(!bounds.meets(*from, *to), "{case}: a line runs through “{said}”");
                    }
                }
                let squeezed = |text: &str| text.replace(' ', "");
                assert!(squeezed(&printed).contains(&squeezed(words)), "{case}: the note is not printed");
                let shapes = |figure: &Figure| {
                    let all = figure.layers.iter().flat_map(|layer| layer.shapes.clone());
                    all.filter(|s| {
                        matches!(s, Shape::Frame(_) | Shape::Path { stroke: Stroke::Strong(_), .. })
                    })
                    .count()
                };
                let is_strong_anyway = kind == ChartKind::Cumulative;
                assert!(shapes(&after) > shapes(&before) || is_strong_anyway, "{case}: nothing is set apart");
                assert!(
                    after.marks.iter().any(|mark| mark.text.ends_with(words)),
                    "{case}: the mark says the note"
                );
                assert!(
                    after.description.len() > before.description.len(),
                    "{case}: the words do not say it"
                );
                leave_picture(
                    &format!("annotated-{}-{lang:?}-{width_mm}", kind.name()),
                    &to_svg(&after).unwrap(),
                    width_mm,
                );
            }
        }
    }
}

#[test]
fn annotations_are_as_recorded_and_keys_that_are_not_there_are_refused() {
    for (kind, series, key) in annotated(Lang::Zh) {
        let notes = vec![Note { key: key.to_owned(), words: "口径有调整".to_owned() }];
        let spec = ChartSpec { highlight: Some(key.to_owned()), notes, ..ChartSpec::new(kind, Lang::Zh) };
        let figure_with = draw(&spec, &series);
        let without = draw(&ChartSpec::new(kind, Lang::Zh), &series);
        // What is added, and nothing else: the figure itself is recorded above.
        let (with, without) = (figure_with.to_string(), without.to_string());
        let known: BTreeSet<&str> = without.lines().collect();
        let added: Vec<&str> = with.lines().filter(|line| !known.contains(line)).collect();
        snapshot(&format!("annotated-{}-zh", kind.name()), &added.join("\n"));
        let stranger = ChartSpec { highlight: Some("999999".into()), ..ChartSpec::new(kind, Lang::Zh) };
        assert_eq!(figure(&stranger, &series).unwrap_err().code(), "no_such_mark");
    }
}

#[test]
fn the_samples_hold_every_reason_that_charts_word() {
    let gaps: Vec<Gap> =
        samples::every(Lang::Zh).iter().flat_map(|(_, _, s)| cells(s)).filter_map(|(_, c)| c.err()).collect();
    assert!(gaps.contains(&Gap::NotReported) && gaps.contains(&Gap::Source(Missing::Dash)));
    let figure =
        draw(&ChartSpec::new(ChartKind::Stacked, Lang::Zh), &samples::stacks(Lang::Zh).remove(0).1.into());
    assert!(tiles(&figure).count() > 10 && dots(&figure).count() == 0);
}
