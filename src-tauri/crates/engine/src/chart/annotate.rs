//! What a person adds to a figure of any kind: a unit set apart, and words at a mark.
//!
//! A unit is set apart by a frame, which black ink keeps; a line is drawn stronger by its own kind. Words stand beside
//! their mark where they meet nothing; otherwise below the figure, with the name of what they are about.

use super::error::ChartError;
use super::figure::{Anchor, Figure, Layer, Mark, Rect, Shape, Stroke};
use super::frame::{FOOT_SIZE, MARGIN, muted, text};
use super::spec::{ChartKind, ChartSpec, Note};
use super::typeset::{Weight, width, wrap, wrap_even};
use super::words;
use crate::model::Lang;

const LEADING: f64 = 13.0;
/// How far words may stand from their mark.
const REACH: f64 = 120.0;
const STEP: f64 = 6.0;

/// Adds what the specification asks for.
///
/// # Errors
/// When a key is of no mark, or days are asked of a figure without periods side by side.
pub(super) fn annotate(spec: &ChartSpec, mut figure: Figure) -> Result<Figure, ChartError> {
    if let Some(event) = spec.events.first().filter(|_| !spec.kind.takes_events()) {
        let date = super::plane::date_words(event, spec.lang);
        return Err(ChartError::NoPlaceForEvent { date });
    }
    if let Some(key) = &spec.highlight {
        highlight(&mut figure, spec.kind, key)?;
    }
    for note in &spec.notes {
        write_note(&mut figure, note)?;
    }
    Ok(figure)
}

/// The marks of a key: its own, or those of the row it names.
fn marks<'f>(figure: &'f Figure, key: &str) -> Result<Vec<&'f Mark>, ChartError> {
    let is_of = |mark: &&Mark| {
        mark.key == key || mark.key.strip_prefix(key).is_some_and(|rest| rest.starts_with('/'))
    };
    let found: Vec<&Mark> = figure.marks.iter().filter(is_of).collect();
    if found.is_empty() { Err(ChartError::NoSuchMark { key: key.to_owned() }) } else { Ok(found) }
}

/// What a mark is of: its words up to the first comma.
fn name(mark: &Mark, lang: Lang) -> String {
    mark.text.split(lang.pick("，", ", ")).next().unwrap_or_default().to_owned()
}

fn highlight(figure: &mut Figure, kind: ChartKind, key: &str) -> Result<(), ChartError> {
    let found = marks(figure, key)?;
    let mut rects: Vec<Rect> = found.iter().map(|mark| mark.rect).collect();
    let name = found.first().map(|mark| name(mark, figure.lang)).unwrap_or_default();
    match kind {
        // A line is drawn stronger by its kind.
        ChartKind::Trend | ChartKind::Cumulative => rects.clear(),
        // The pieces of a part stand in bars of their own.
        ChartKind::Stacked | ChartKind::Composition => {}
        _ => {
            let whole =
                rects.iter().skip(1).fold(rects.first().copied(), |sum, rect| Some(sum?.around(rect)));
            // A little air at the sides, where words begin at the very edge.
            let aired = |rect: Rect| Rect { x: rect.x - 3.0, width: rect.width + 6.0, ..rect };
            rects = whole.map(aired).into_iter().collect();
        }
    }
    let inside = |rect: Rect| {
        let (x, y) = (rect.x.max(1.5), rect.y.max(1.5));
        let (right, bottom) = (rect.right().min(figure.width - 1.5), rect.bottom().min(figure.height - 1.5));
        Shape::Frame(Rect { x, y, width: (right - x).max(0.0), height: (bottom - y).max(0.0) })
    };
    let shapes: Vec<Shape> = rects.into_iter().map(inside).collect();
    if !shapes.is_empty() {
        figure.layers.push(Layer { key: None, shapes });
    }
    figure.description.push_str(&match figure.lang {
        Lang::Zh => format!("突出显示：{name}。"),
        Lang::En => format!(" Set apart: {name}."),
    });
    Ok(())
}

fn write_note(figure: &mut Figure, note: &Note) -> Result<(), ChartError> {
    let lang = figure.lang;
    let found = marks(figure, &note.key)?;
    // Of a row with several marks the last is the one of the current period.
    let Some(mark) = found.last() else { return Ok(()) };
    let (name, said) = (name(mark, lang), words::clean(&note.words));
    // What is pointed at on a line is wider than the dot that words are about.
    let is_dot = [ChartKind::Trend.name(), ChartKind::Cumulative.name()].contains(&figure.kind);
    let rect = if is_dot { middle_of(mark.rect) } else { mark.rect };
    let index = figure.marks.iter().position(|other| other.key == mark.key);
    if let Some(mark) = index.and_then(|index| figure.marks.get_mut(index)) {
        mark.text.push_str(lang.pick("，", ", "));
        mark.text.push_str(&said);
    }
    match beside(figure, rect, &said) {
        Some(shapes) => figure.layers.push(Layer { key: None, shapes }),
        None => below(figure, &format!("{name}{}{said}", lang.pick("：", ": "))),
    }
    Ok(())
}

/// A dot's own place in the middle of what is pointed at.
fn middle_of(rect: Rect) -> Rect {
    const SIDE: f64 = 9.0;
    let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
    Rect { x: x - SIDE / 2.0, y: y - SIDE / 2.0, width: SIDE, height: SIDE }
}

/// A straight piece of a line, from one end to the other.
type Piece = ((f64, f64), (f64, f64));

/// Everything words may not stand on, and the lines they may not be crossed by.
fn obstacles(figure: &Figure) -> (Vec<Rect>, Vec<Piece>) {
    let (mut rects, mut pieces) = (Vec::new(), Vec::new());
    for shape in figure.layers.iter().flat_map(|layer| &layer.shapes) {
        match shape {
            Shape::Bar { rect, .. } | Shape::Tile { rect, .. } | Shape::Halo(rect) => rects.push(*rect),
            Shape::Frame(rect) => {
                let (right, bottom) = (rect.right(), rect.bottom());
                let corners = [(rect.x, rect.y), (right, rect.y), (right, bottom), (rect.x, bottom)];
                pieces.extend(corners.iter().copied().zip(corners.iter().copied().cycle().skip(1)));
            }
            Shape::Dot { center: (x, y), radius, .. } => {
                rects.push(Rect { x: x - radius, y: y - radius, width: 2.0 * radius, height: 2.0 * radius });
            }
            Shape::Text(line) => rects.push(line.bounds()),
            // Words may stand beside a map, not on the area of another unit.
            Shape::Region { rings, .. } => rects.extend(Rect::around_points(rings.iter().flatten())),
            // Words may stand on a gridline, on a patch of the surface.
            Shape::Line { stroke: Stroke::Grid, .. } => {}
            Shape::Line { from, to, .. } => pieces.push((*from, *to)),
            Shape::Path { points, .. } => {
                pieces.extend(points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
            }
        }
    }
    (rects, pieces)
}

/// The words as near to their mark as they meet nothing, with a line to it; nothing where there is no such place.
fn beside(figure: &Figure, mark: Rect, said: &str) -> Option<Vec<Shape>> {
    let lines = wrap_even(said, FOOT_SIZE, Weight::Regular, figure.width * 0.32);
    let length = lines.iter().map(|line| width(line, FOOT_SIZE, Weight::Regular)).fold(0.0, f64::max);
    let place = nearest_free(figure, mark, (length + 4.0, LEADING * lines.len() as f64))?;
    let mut shapes = vec![Shape::Halo(place)];
    shapes.extend(lead(place, mark));
    for (index, line) in lines.iter().enumerate() {
        let baseline = place.y + LEADING * index as f64 + FOOT_SIZE;
        shapes.push(Shape::Text(text(place.x + 2.0, baseline, Anchor::Start, FOOT_SIZE, line)));
    }
    Some(shapes)
}

/// The nearest place of a size to a mark that meets nothing.
fn nearest_free(figure: &Figure, mark: Rect, size: (f64, f64)) -> Option<Rect> {
    let (rects, pieces) = obstacles(figure);
    // Room between the first and the last mark: title, legend and foot are no place for words at a mark.
    let top = figure.marks.iter().map(|mark| mark.rect.y).fold(f64::MAX, f64::min) - 20.0;
    let bottom = figure.marks.iter().map(|mark| mark.rect.bottom()).fold(0.0, f64::max);
    let is_free = |rect: &Rect| {
        let is_inside = rect.x >= MARGIN
            && rect.right() <= figure.width - MARGIN
            && rect.y >= top
            && rect.bottom() <= bottom;
        is_inside
            && !rects.iter().any(|other| other.overlaps(rect))
            && !pieces.iter().any(|(from, to)| rect.meets(*from, *to))
            && !crosses_others(&rects, *rect, mark)
    };
    let middle = mark.y + mark.height / 2.0;
    let mut best: Option<(f64, Rect)> = None;
    let rows = (0..=(REACH / STEP) as i32).flat_map(|n| [n, -n]);
    for y in rows.map(|n| middle - size.1 / 2.0 + f64::from(n) * STEP) {
        let mut x = MARGIN;
        while x + size.0 <= figure.width - MARGIN {
            let rect = Rect { x, y, width: size.0, height: size.1 };
            let (across, way) = way(rect, mark);
            if across <= REACH && best.is_none_or(|(shortest, _)| way < shortest) && is_free(&rect) {
                best = Some((way, rect));
            }
            x += STEP;
        }
    }
    best.map(|(_, place)| place)
}

/// How far a place is from a mark: across, and as it counts. Inside its own row any place is near; beyond it, the way counts.
fn way(rect: Rect, mark: Rect) -> (f64, f64) {
    let across = (rect.x - mark.right()).max(mark.x - rect.right()).max(0.0);
    let away = (rect.y - mark.bottom()).max(mark.y - rect.bottom()).max(0.0);
    let is_own = rect.y >= mark.y - 1.0 && rect.bottom() <= mark.bottom() + 1.0;
    (across, across + 2.0 * away + if is_own { 0.0 } else { 12.0 })
}

/// Whether the line from words to their mark would run over what belongs to another.
fn crosses_others(rects: &[Rect], place: Rect, mark: Rect) -> bool {
    let Some(Shape::Line { from, to, .. }) = lead(place, mark) else { return false };
    rects.iter().any(|other| !other.overlaps(&mark) && other.meets(from, to))
}

/// From the nearest point of the words to the nearest of the mark; nothing where they stand on it.
fn lead(place: Rect, mark: Rect) -> Option<Shape> {
    if place.overlaps(&mark) {
        return None;
    }
    let to = (
        (place.x + place.width / 2.0).clamp(mark.x, mark.right()),
        (place.y + place.height / 2.0).clamp(mark.y, mark.bottom()),
    );
    let from = (to.0.clamp(place.x, place.right()), to.1.clamp(place.y, place.bottom()));
    Some(Shape::Line { from, to, stroke: Stroke::Lead })
}

/// The words under everything else.
fn below(figure: &mut Figure, said: &str) {
    let mut y = figure.height - MARGIN;
    let mut shapes = Vec::new();
    for line in wrap(said, FOOT_SIZE, Weight::Regular, figure.width - 2.0 * MARGIN) {
        y += LEADING + 2.0;
        shapes.push(Shape::Text(muted(MARGIN, y - 4.0, Anchor::Start, FOOT_SIZE, &line)));
    }
    figure.layers.push(Layer { key: None, shapes });
    figure.height = (y + MARGIN).ceil();
}
