//! Tile grid: one tile for each unit, about where it lies, with its name and rate; the deeper the cut, the darker.
//! It is no map: there are no borders, and every tile is as large as the next.

use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, text};
use crate::chart::heat::Depths;
use crate::chart::legend;
use crate::chart::rated;
use crate::chart::series::{Change, RankedRow, RankedSeries, TileSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, wrap_even};
use crate::chart::words;
use crate::model::{Lang, Period};

const SIZE: f64 = 10.0;
const LEADING: f64 = 13.0;
const SEAM: f64 = 3.0;
const PAD: f64 = 4.0;
/// No tile is wider, however few there are.
const WIDEST: f64 = 128.0;

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &TileSeries) -> Result<Figure, ChartError> {
    let ranking = &series.ranking;
    let caption = rated::caption(ranking);
    let mut sheet = Sheet::open(spec, &caption, ranking.rows.len())?;
    let depths = Depths::of(ranking.rows.iter().map(rated::change), ranking.is_lower_better);
    legend::write(&mut sheet, &depths.entries(spec.lang));
    let (columns, rows) = series.grid.size();
    let side = (sheet.inner_width() / f64::from(columns.max(1))).min(WIDEST);
    let left = MARGIN + (sheet.inner_width() - side * f64::from(columns)) / 2.0;
    let tiles: Vec<Tile<'_>> =
        ranking.rows.iter().map(|row| Tile::new(row, side - SEAM, ranking.periods, spec.lang)).collect();
    let height = tiles.iter().map(Tile::height).fold(side * 0.62, f64::max) * spec.spread;
    let top = sheet.y;
    let place = |(column, row): (u8, u8)| Rect {
        x: left + side * f64::from(column - 1),
        y: top + (height + SEAM) * f64::from(row - 1),
        width: side - SEAM,
        height,
    };
    blank_tiles(&mut sheet, series, &place);
    sheet.y = top + (height + SEAM) * f64::from(rows);
    let mut spare = Spare { left: MARGIN, right: sheet.right(), x: MARGIN, y: sheet.y + 8.0 };
    for tile in &tiles {
        // A unit the table does not know is shown below, never left out.
        let rect = series.grid.place(&tile.row.key).map_or_else(|| spare.next(side - SEAM, height), &place);
        tile.draw(&mut sheet, ranking, &depths, rect);
    }
    sheet.y = spare.bottom(height).max(sheet.y);
    let note = spec.lang.pick(
        "方格只示意相对位置，不是地图，不表示边界和面积。",
        "Tiles show relative position only. This is no map: it shows neither borders nor areas.",
    );
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: rated::whole(spec.lang.pick("方格图", "Tile grid"), ranking, spec.lang),
        coverage: rated::coverage(ranking),
        remarks: vec![note.to_owned()],
    }))
}

/// Places of the table that the ranking has no unit for.
fn blank_tiles(sheet: &mut Sheet<'_>, series: &TileSeries, place: &impl Fn((u8, u8)) -> Rect) {
    let has = |key: &str| series.ranking.rows.iter().any(|row| row.key == key);
    let blanks = series.grid.places().filter(|(key, _)| !has(key));
    let shapes = blanks.map(|(_, at)| Shape::Tile { rect: place(at), fill: Fill::Empty }).collect();
    sheet.add(shapes);
}

/// Places below the grid, from left to right.
struct Spare {
    left: f64,
    right: f64,
    x: f64,
    y: f64,
}

impl Spare {
    fn next(&mut self, width: f64, height: f64) -> Rect {
        if self.x > self.left && self.x + width > self.right {
            self.x = self.left;
            self.y += height + SEAM;
        }
        let rect = Rect { x: self.x, y: self.y, width, height };
        self.x += width + SEAM;
        rect
    }

    fn bottom(&self, height: f64) -> f64 {
        if self.x > self.left { self.y + height + SEAM } else { self.y - 8.0 }
    }
}

/// A tile with its words.
struct Tile<'a> {
    row: &'a RankedRow,
    change: Change,
    lines: Vec<(String, Weight)>,
}

impl<'a> Tile<'a> {
    fn new(row: &'a RankedRow, side: f64, periods: Option<(Period, Period)>, lang: Lang) -> Self {
        let change = rated::change(row);
        let room = side - 2.0 * PAD;
        let name = wrap_even(&words::clean(&row.label), SIZE, Weight::Regular, room);
        let mut lines: Vec<(String, Weight)> = name.into_iter().map(|line| (line, Weight::Regular)).collect();
        let (value, weight) = rated::value(row, change, lang);
        let why = rated::reason(change, periods, lang).map(|why| format!(" {why}"));
        let said = value + &why.unwrap_or_default();
        lines.extend(wrap_even(&said, SIZE, weight, room).into_iter().map(|line| (line, weight)));
        Self { row, change, lines }
    }

    fn height(&self) -> f64 {
        LEADING * self.lines.len() as f64 + 2.0 * PAD
    }

    fn draw(&self, sheet: &mut Sheet<'_>, ranking: &RankedSeries, depths: &Depths, rect: Rect) {
        let fill = match self.change {
            Change::None(_) => Fill::Empty,
            change => depths.fill(change, rated::direction(self.row)),
        };
        let tone = match fill {
            Fill::Rose => Tone::Rose,
            Fill::NeutralRose => Tone::Ink,
            Fill::Empty => Tone::Muted,
            fill => Tone::On(fill),
        };
        let mut shapes = vec![Shape::Tile { rect, fill }];
        let top = rect.y + (rect.height - LEADING * self.lines.len() as f64) / 2.0;
        for (index, (words, weight)) in self.lines.iter().enumerate() {
            let middle = top + LEADING * (index as f64 + 0.5);
            let line =
                text(rect.x + rect.width / 2.0, middle + TO_BASELINE * SIZE, Anchor::Middle, SIZE, words);
            let line = TextLine { weight: *weight, tone, ..line };
            if fill.is_hatched() {
                let bounds = line.bounds();
                shapes.push(Shape::Halo(Rect { x: bounds.x - 2.0, width: bounds.width + 4.0, ..bounds }));
            }
            shapes.push(Shape::Text(line));
        }
        sheet.add_of(&self.row.key, shapes);
        sheet.mark(&self.row.key, rect, rated::said(ranking, self.row, self.change, sheet.spec.lang));
    }
}
