//! Choropleth: each unit by its borders, shaded by its rate. What fell is the darker the deeper, what rose is hatched, what has no
//! rate is dotted; nothing that lacks a border or room for its name is left out.

mod arcs;
mod list;
mod place;
mod projection;
mod remarks;
mod shape;

use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, TextLine, Tone};
use crate::chart::frame::{FOOT_SIZE, MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::heat::Depths;
use crate::chart::legend::{self, Sample};
use crate::chart::rated;
use crate::chart::series::{Change, MapSeries, RankedRow};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, width, wrap_even};
use crate::chart::words;
use crate::model::Lang;
use list::Entry;
use place::Ring;

const SIZE: f64 = 10.0;
const LEADING: f64 = 12.5;
/// Between words and a border.
const AIR: f64 = 2.0;

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MapSeries) -> Result<Figure, ChartError> {
    let (ranking, lang) = (&series.ranking, spec.lang);
    let caption = rated::caption(ranking);
    let mut sheet = Sheet::open(spec, &caption, ranking.rows.len())?;
    let changes = ranking.rows.iter().map(rated::change);
    let depths = Depths::with_breaks(changes, ranking.is_lower_better, spec.breaks);
    let units: Vec<Unit<'_>> = ranking.rows.iter().map(|row| Unit::new(row, &depths, lang)).collect();
    legend::write(&mut sheet, &entries(&depths, &units, series, lang));
    let map = shape::map(&series.regions, MARGIN, sheet.y, sheet.inner_width());
    let (rings, height) = map.as_ref().map_or((&[][..], 0.0), |map| (map.regions.as_slice(), map.height));
    draw_regions(&mut sheet, series, &units, rings);
    let unlabelled = draw_labels(&mut sheet, series, &units, rings);
    sheet.y += height + 4.0;
    approval(&mut sheet, series.approval.as_deref());
    list::write(&mut sheet, lang.pick("图中未写名称的：", "Not named in the map:"), &unlabelled);
    let missing: Vec<Entry> =
        units.iter().filter(|unit| !series.has(unit)).map(|unit| unit.entry(series, lang)).collect();
    list::write(&mut sheet, lang.pick("边界文件中没有的：", "Not in the boundary file:"), &missing);
    Ok(sheet
        .close(Said {
            kind: spec.kind.name(),
            description: remarks::description(series, missing.len(), lang),
            coverage: rated::coverage(ranking),
            remarks: remarks::all(series, spec.breaks, map.map(|map| map.projection), lang),
        })
        .with_metadata("rights", remarks::approval(series.approval.as_deref(), lang)))
}

/// Words under each other, each with its weight.
type Lines = Vec<(String, Weight)>;
/// Lines and the size they take.
type Layout = (Lines, (f64, f64));

/// A unit of the ranking with what stands at it.
struct Unit<'a> {
    row: &'a RankedRow,
    change: Change,
    fill: Fill,
    name: String,
    value: (String, Weight),
}

impl<'a> Unit<'a> {
    fn new(row: &'a RankedRow, depths: &Depths, lang: Lang) -> Self {
        let change = rated::change(row);
        let fill = match change {
            Change::None(_) => Fill::Missing,
            change => depths.fill(change, rated::direction(row)),
        };
        Self { row, change, fill, name: words::clean(&row.label), value: rated::value(row, change, lang) }
    }

    /// The unit in the list of those the boundary file does not have.
    fn entry(&self, series: &MapSeries, lang: Lang) -> Entry {
        Entry {
            key: self.row.key.clone(),
            number: None,
            words: self.line(series, lang),
            fill: Some(self.fill),
            mark: Some(rated::said(&series.ranking, self.row, self.change, lang)),
        }
    }

    /// Name and value, with the reason where there is no rate.
    fn line(&self, series: &MapSeries, lang: Lang) -> String {
        let why = rated::reason(self.change, series.ranking.periods, lang);
        let why = why.map(|why| format!(" {why}")).unwrap_or_default();
        format!("{} {}{why}", self.name, self.value.0)
    }

    /// Its words as one, two or three lines and the value below, with the size of each.
    fn layouts(&self) -> Vec<Layout> {
        let whole = width(&self.name, SIZE, Weight::Regular);
        let words = crate::chart::typeset::pieces(&self.name);
        let longest = words.iter().map(|word| width(word.trim_end(), SIZE, Weight::Regular));
        let longest = longest.fold(SIZE * 2.0, f64::max);
        let mut out: Vec<Layout> = Vec::new();
        for parts in [1.0, 2.0, 3.0] {
            let limit = (whole / parts + SIZE * 0.6).max(longest);
            let mut lines: Lines = wrap_even(&self.name, SIZE, Weight::Regular, limit)
                .into_iter()
                .map(|line| (line, Weight::Regular))
                .collect();
            lines.push(self.value.clone());
            if out.last().is_none_or(|(before, _)| before.len() < lines.len()) {
                let size = size_of(&lines);
                out.push((lines, size));
            }
        }
        out
    }
}

impl MapSeries {
    fn has(&self, unit: &Unit<'_>) -> bool {
        self.regions.iter().any(|region| region.key.as_deref() == Some(unit.row.key.as_str()))
    }
}

/// The size of lines with a little air.
fn size_of(lines: &[(String, Weight)]) -> (f64, f64) {
    let widest = lines.iter().map(|(line, weight)| width(line, SIZE, *weight)).fold(0.0, f64::max);
    (widest + 2.0 * AIR, LEADING * lines.len() as f64)
}

/// The legend: depths, and what is dotted or blank as far as it occurs.
fn entries(depths: &Depths, units: &[Unit<'_>], series: &MapSeries, lang: Lang) -> Vec<(Sample, String)> {
    let mut out = depths.entries(lang);
    let mut add = |is_there: bool, fill: Fill, zh: &str, en: &str| {
        if is_there {
            out.push((Sample::Patch(fill), lang.pick(zh, en).to_owned()));
        }
    };
    let has = |fill: Fill| units.iter().any(|unit| unit.fill == fill);
    add(has(Fill::Ground), Fill::Ground, "持平或基数小", "unchanged or small base");
    add(has(Fill::Missing), Fill::Missing, "没有降幅，见注", "no rate, see the notes");
    add(
        series.regions.iter().any(|region| region.key.is_none()),
        Fill::Empty,
        "空白无名：不在数据中",
        "blank, unnamed: not in the data",
    );
    out
}

/// Regions without data first: the outline of a province may lie over everything in it.
fn draw_regions(sheet: &mut Sheet<'_>, series: &MapSeries, units: &[Unit<'_>], rings: &[Vec<Ring>]) {
    let regions = || series.regions.iter().zip(rings).filter(|(_, rings)| !rings.is_empty());
    let shape = |rings: &Vec<Ring>, fill| Shape::Region { rings: rings.clone(), fill };
    let blank = regions().filter(|(region, _)| region.key.is_none());
    sheet.add(blank.map(|(_, rings)| shape(rings, Fill::Empty)).collect());
    for unit in units {
        let own = regions().filter(|(region, _)| region.key.as_deref() == Some(unit.row.key.as_str()));
        let shapes: Vec<Shape> = own.map(|(_, rings)| shape(rings, unit.fill)).collect();
        if !shapes.is_empty() {
            sheet.add_of(&unit.row.key, shapes);
        }
    }
}

/// Names and values where they fit, numbers where only those do; gives what has to be listed.
fn draw_labels(
    sheet: &mut Sheet<'_>,
    series: &MapSeries,
    units: &[Unit<'_>],
    rings: &[Vec<Ring>],
) -> Vec<Entry> {
    let lang = sheet.spec.lang;
    let mut taken: Vec<Rect> = Vec::new();
    let mut entries = Vec::new();
    let mut number = 0;
    for unit in units.iter().filter(|unit| series.has(unit)) {
        let own = rings_of(unit, series, rings);
        let mut layouts = unit.layouts().into_iter();
        let named = layouts.find_map(|(lines, size)| Some((place::fit(&own, size, &taken)?, lines)));
        let placed = named.or_else(|| {
            number += 1;
            let lines = vec![(number.to_string(), Weight::Regular)];
            let rect = place::fit(&own, size_of(&lines), &taken);
            // A region without room for its number has a patch of its fill in the list.
            number -= u32::from(rect.is_none());
            let fill = Some(unit.fill).filter(|_| rect.is_none());
            let number = rect.map(|_| number.to_string());
            let (key, words) = (unit.row.key.clone(), unit.line(series, lang));
            entries.push(Entry { key, number, words, fill, mark: None });
            rect.map(|rect| (rect, lines))
        });
        if let Some((rect, lines)) = &placed {
            sheet.add_of(&unit.row.key, words_at(lines, *rect, unit.fill));
            taken.push(*rect);
        }
        if let Some(rect) = placed.map(|(rect, _)| rect).or_else(|| place::around(&own)) {
            let said = rated::said(&series.ranking, unit.row, unit.change, lang);
            sheet.mark(&unit.row.key, rect, said);
        }
    }
    entries
}

/// The rings of a unit.
fn rings_of(unit: &Unit<'_>, series: &MapSeries, rings: &[Vec<Ring>]) -> Vec<Ring> {
    let own = series.regions.iter().zip(rings);
    let own = own.filter(|(region, _)| region.key.as_deref() == Some(unit.row.key.as_str()));
    own.flat_map(|(_, rings)| rings.iter().cloned()).collect()
}

/// Lines in the middle of their place, on a patch of the surface where the ground is hatched or dotted.
fn words_at(lines: &[(String, Weight)], rect: Rect, fill: Fill) -> Vec<Shape> {
    let tone = match fill {
        Fill::Rose => Tone::Rose,
        Fill::NeutralRose | Fill::Missing => Tone::Ink,
        fill => Tone::On(fill),
    };
    let mut shapes = Vec::new();
    for (index, (words, weight)) in lines.iter().enumerate() {
        let middle = rect.y + LEADING * (index as f64 + 0.5);
        let x = rect.x + rect.width / 2.0;
        let line = text(x, middle + TO_BASELINE * SIZE, Anchor::Middle, SIZE, words);
        let line = TextLine { weight: *weight, tone, ..line };
        if fill.is_hatched() || fill == Fill::Missing {
            let bounds = line.bounds();
            shapes.push(Shape::Halo(Rect { x: bounds.x - 1.0, width: bounds.width + 2.0, ..bounds }));
        }
        shapes.push(Shape::Text(line));
    }
    shapes
}

/// The number of the official review right below the map, or that there is none.
fn approval(sheet: &mut Sheet<'_>, number: Option<&str>) {
    let said = remarks::approval(number, sheet.spec.lang);
    let mut shapes = Vec::new();
    for line in crate::chart::typeset::wrap(&said, FOOT_SIZE, Weight::Regular, sheet.inner_width()) {
        sheet.y += 15.0;
        shapes.push(Shape::Text(muted(sheet.right(), sheet.y - 4.0, Anchor::End, FOOT_SIZE, &line)));
    }
    sheet.add(shapes);
}
