//! Heat table: units down, periods across. Each cell holds its count and its change against the period before, and
//! is the darker the deeper the reduction; increases are hatched.

use crate::chart::describe;
use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::heat::Depths;
use crate::chart::legend;
use crate::chart::names::{self, Names};
use crate::chart::series::{Cell, Column, Direction, MatrixRow, MatrixSeries};
use crate::chart::spec::ChartSpec;
use crate::chart::typeset::{Weight, width, wrap};
use crate::chart::words;
use crate::model::Lang;

const GAP: f64 = 12.0;
/// Between two tiles, and between a tile's edge and its words.
const SEAM: f64 = 2.0;
const PAD: f64 = 5.0;
const SIZE: f64 = 10.0;
const LEADING: f64 = 14.0;

/// How a cell is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    /// Count and change side by side.
    Line,
    /// The count over the change.
    Stacked,
    /// Each cell a line of its own under the name, with its period: for figures too narrow for columns.
    List,
}

struct Table<'a> {
    series: &'a MatrixSeries,
    lang: Lang,
    depths: Depths,
    form: Form,
    names: Names,
    left: f64,
    cell_width: f64,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &MatrixSeries) -> Result<Figure, ChartError> {
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let rows = series.arranged(spec.order);
    let changes = series.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.change);
    let depths = Depths::of(changes, series.is_lower_better);
    legend::write(&mut sheet, &depths.entries(spec.lang));
    let table = Table::fit(&sheet, series, &rows, depths);
    table.heads(&mut sheet);
    let mut y = sheet.y;
    for (row, block) in rows.iter().zip(&table.names.blocks) {
        let name_height = block.height(table.names.scale);
        let mut shapes = Vec::new();
        if table.form == Form::List {
            let place = Rect { x: 0.0, y, width: sheet.width, height: name_height + 4.0 };
            block.write(MARGIN, place, table.names.scale, &mut shapes);
            y = place.bottom();
        }
        let height = table.row_height(if table.form == Form::List { 0.0 } else { name_height }, spec.spread);
        let place = Rect { x: 0.0, y, width: sheet.width, height };
        if table.form != Form::List {
            block.write(MARGIN, place, table.names.scale, &mut shapes);
        }
        sheet.add(shapes);
        table.cells(&mut sheet, row, place);
        y = place.bottom();
    }
    sheet.y = y;
    let note = spec.lang.pick(
        "每格为当期数和较前一期的增减率；降幅越大颜色越深，上升加斜纹。",
        "Each cell holds the count and its change against the period before; the deeper the cut, the darker. Increases are hatched.",
    );
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: describe::whole(spec.lang.pick("热力表", "Heat table"), series, spec.lang),
        coverage: describe::coverage(series),
        remarks: vec![note.to_owned()],
    }))
}

impl<'a> Table<'a> {
    fn fit(sheet: &Sheet<'_>, series: &'a MatrixSeries, rows: &[&MatrixRow], depths: Depths) -> Self {
        let lang = sheet.spec.lang;
        let columns = series.columns.len().max(1) as f64;
        let inner = sheet.inner_width();
        let cells = || series.rows.iter().flat_map(|row| &row.cells);
        let longest = |words: &dyn Fn(&Cell) -> String| {
            cells().map(|cell| width(&words(cell), SIZE, Weight::Medium)).fold(0.0, f64::max)
        };
        let count = longest(&|cell| words::count(cell.count.ok()));
        let change = longest(&|cell| describe::change_label(cell.change, lang).unwrap_or_default());
        let line = count + change + 2.0 * PAD + 8.0 + SEAM;
        let stacked = count.max(change).max(SIZE * 3.0) + 2.0 * PAD + SEAM;
        let cap = (inner * 0.34).min(inner - GAP - columns * stacked).max(SIZE * 5.0);
        let named: Vec<(String, Vec<String>)> =
            rows.iter().map(|row| (words::clean(&row.label), Vec::new())).collect();
        let names = names::fit(&named, cap);
        let room = (inner - names.width - GAP) / columns;
        if room < stacked {
            let names = names::fit(&named, inner);
            return Self { series, lang, depths, form: Form::List, names, left: MARGIN, cell_width: inner };
        }
        let form = if room >= line { Form::Line } else { Form::Stacked };
        let cell_width = room.min(150.0);
        let left = MARGIN + names.width + GAP;
        Self { series, lang, depths, form, names, left, cell_width }
    }

    fn row_height(&self, name_height: f64, spread: f64) -> f64 {
        match self.form {
            Form::Line => (name_height + 2.0).max(22.0) * spread,
            Form::Stacked => (name_height + 2.0).max(2.0 * LEADING + 6.0) * spread,
            Form::List => 18.0 * self.series.columns.len() as f64 + 8.0,
        }
    }

    /// The names of the periods over their columns.
    fn heads(&self, sheet: &mut Sheet<'_>) {
        if self.form == Form::List {
            return;
        }
        let limit = self.cell_width - SEAM;
        let heads: Vec<Vec<String>> = self
            .series
            .columns
            .iter()
            .map(|column| wrap(&words::clean(&column.label), SIZE, Weight::Regular, limit))
            .collect();
        let most = heads.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let mut shapes = Vec::new();
        for (index, head) in heads.iter().enumerate() {
            let x = self.left + self.cell_width * (index as f64 + 0.5);
            for (up, words) in head.iter().rev().enumerate() {
                let baseline = sheet.y + LEADING * (most - up as f64) - 3.0;
                shapes.push(Shape::Text(muted(x, baseline, Anchor::Middle, SIZE, words)));
            }
        }
        sheet.add(shapes);
        sheet.y += LEADING * most + 2.0;
    }

    fn cells(&self, sheet: &mut Sheet<'_>, row: &MatrixRow, place: Rect) {
        let mut before = None;
        for (index, (column, cell)) in self.series.columns.iter().zip(&row.cells).enumerate() {
            let rect = match self.form {
                Form::List => {
                    let y = place.y + 18.0 * index as f64;
                    Rect { x: MARGIN, y, width: self.cell_width, height: 18.0 - SEAM }
                }
                Form::Line | Form::Stacked => Rect {
                    x: self.left + self.cell_width * index as f64,
                    y: place.y,
                    width: self.cell_width - SEAM,
                    height: place.height - SEAM,
                },
            };
            let direction = Direction::between(before, cell.count.ok());
            let fill =
                if cell.count.is_err() { None } else { Some(self.depths.fill(cell.change, direction)) };
            let mut shapes = vec![Shape::Tile { rect, fill: fill.unwrap_or(Fill::Empty) }];
            self.words(column, cell, rect, fill, &mut shapes);
            let key = row.cell_key(column);
            sheet.add_of(&key, shapes);
            let change = if index > 0 { describe::Said::OfCell } else { describe::Said::Nothing };
            let said = describe::cell(self.series, row, column, cell, change, self.lang);
            sheet.mark(&key, rect, said);
            before = cell.count.ok();
        }
    }

    fn words(&self, column: &Column, cell: &Cell, rect: Rect, fill: Option<Fill>, out: &mut Vec<Shape>) {
        let tone = tone_on(fill);
        let mut write = |x: f64, row: f64, rows: f64, anchor: Anchor, weight: Weight, words: &str| {
            let middle = rect.y + rect.height / 2.0 + LEADING * (row - (rows - 1.0) / 2.0);
            let line = text(x, middle + TO_BASELINE * SIZE, anchor, SIZE, words);
            let line = TextLine { weight, tone, ..line };
            if fill.is_some_and(Fill::is_hatched) {
                let bounds = line.bounds();
                out.push(Shape::Halo(Rect { x: bounds.x - 2.0, width: bounds.width + 4.0, ..bounds }));
            }
            out.push(Shape::Text(line));
        };
        let change = describe::change_label(cell.change, self.lang).filter(|_| cell.count.is_ok());
        let count = self.count(column, cell, rect.width);
        let (left, middle, right) = (rect.x + PAD, rect.x + rect.width / 2.0, rect.right() - PAD);
        match (self.form, change) {
            (Form::List, change) => {
                write(left, 0.0, 1.0, Anchor::Start, Weight::Regular, &words::clean(&column.label));
                write(middle + 20.0, 0.0, 1.0, Anchor::End, Weight::Regular, &count);
                if let Some(change) = change {
                    write(right, 0.0, 1.0, Anchor::End, Weight::Medium, &change);
                }
            }
            (_, None) => write(middle, 0.0, 1.0, Anchor::Middle, Weight::Regular, &count),
            (Form::Line, Some(change)) => {
                write(left, 0.0, 1.0, Anchor::Start, Weight::Regular, &count);
                write(right, 0.0, 1.0, Anchor::End, Weight::Medium, &change);
            }
            (Form::Stacked, Some(change)) => {
                write(middle, 0.0, 2.0, Anchor::Middle, Weight::Regular, &count);
                write(middle, 1.0, 2.0, Anchor::Middle, Weight::Medium, &change);
            }
        }
    }

    /// A count; where there is none, the reason if it fits the width. It is always in the mark's words.
    fn count(&self, column: &Column, cell: &Cell, limit: f64) -> String {
        let why = match cell.count {
            Ok(count) => return words::count(Some(count)),
            Err(why) => why,
        };
        let reason = describe::gap(why, self.lang);
        let period = width(&words::clean(&column.label), SIZE, Weight::Regular) + 2.0 * PAD;
        let room = if self.form == Form::List { limit / 2.0 + 20.0 - period } else { limit };
        if width(&reason, SIZE, Weight::Regular) <= room - 2.0 * PAD { reason } else { "—".to_owned() }
    }
}

/// The tone of words in a cell.
fn tone_on(fill: Option<Fill>) -> Tone {
    match fill {
        Some(Fill::Rose) => Tone::Rose,
        Some(fill) if fill.is_hatched() => Tone::Ink,
        Some(fill) => Tone::On(fill),
        None => Tone::Muted,
    }
}
