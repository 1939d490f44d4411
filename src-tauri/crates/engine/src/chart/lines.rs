//! Lines of data on a plane: a dot for every count, a gap wherever there is none, numbers at the dots where they meet
//! nothing, and each line named at its end.

use super::describe;
use super::figure::{Anchor, Fill, Rect, Shape, Stroke, TextLine, Tone};
use super::frame::{Sheet, TO_BASELINE, text};
use super::labels::{Wish, spread};
use super::plane::Plane;
use super::series::{Cell, MatrixRow, MatrixSeries};
use super::typeset::{Weight, width, wrap_even};
use super::words;
use crate::format;
use crate::model::{Decimal, Lang};

/// As many lines as a reader can tell apart in black and white.
pub(super) const MOST_LINES: usize = 5;
const SIZE: f64 = 10.0;
const LEADING: f64 = 13.0;
const RADIUS: f64 = 3.0;
/// From the plot's edge to the words of a line.
const LEAD: f64 = 14.0;
const GAP: f64 = 4.0;
/// Height of the strip that holds the dashes of one line.
pub(super) const STRIP: f64 = 13.0;

/// One line of data.
pub(super) struct Track<'a> {
    /// The numbers.
    pub row: &'a MatrixRow,
    /// How it is drawn, from 1.
    pub number: u8,
    /// Whether it is set apart.
    pub is_strong: bool,
    /// Whether counts that are not there at its end are no gap: months still to come.
    pub is_open: bool,
    /// The period at which the change of the row is said.
    pub said_at: Option<usize>,
    /// The words at its end, each with its tone.
    pub end: Vec<(String, Tone)>,
}

impl<'a> Track<'a> {
    /// The cells that belong to the line.
    fn cells(&self) -> &'a [Cell] {
        let known = self.row.cells.iter().rposition(|cell| cell.count.is_ok());
        let end = if self.is_open { known.map_or(0, |last| last + 1) } else { self.row.cells.len() };
        self.row.cells.get(..end).unwrap_or_default()
    }

    /// Whether some count of it is not there.
    pub(super) fn has_gap(&self) -> bool {
        self.cells().iter().any(|cell| cell.count.is_err())
    }

    fn stroke(&self) -> Stroke {
        if self.is_strong { Stroke::Strong(self.number) } else { Stroke::Series(self.number) }
    }

    fn points(&self, plane: &Plane) -> Vec<Option<(f64, f64)>> {
        let at = |(index, cell): (usize, &Cell)| Some((plane.x(index), plane.scale.place(cell.count.ok()?)));
        self.cells().iter().enumerate().map(at).collect()
    }

    fn end_height(&self) -> f64 {
        LEADING * self.end.len() as f64
    }
}

/// The width of the words at the ends, with what leads to them.
pub(super) fn end_width(tracks: &[Track<'_>]) -> f64 {
    let lines = tracks.iter().flat_map(|track| &track.end);
    let widest = lines.map(|(line, _)| width(line, SIZE, Weight::Medium)).fold(0.0, f64::max);
    if widest > 0.0 { widest + LEAD + GAP } else { 0.0 }
}

/// Breaks the words at an end.
pub(super) fn broken(words: &str, tone: Tone, limit: f64) -> Vec<(String, Tone)> {
    wrap_even(words, SIZE, Weight::Medium, limit).into_iter().map(|line| (line, tone)).collect()
}

/// Draws lines and dots; a single count between gaps is a dot alone.
pub(super) fn draw(sheet: &mut Sheet<'_>, plane: &Plane, tracks: &[Track<'_>]) {
    let order = tracks.iter().filter(|track| !track.is_strong).chain(tracks.iter().filter(|t| t.is_strong));
    for track in order {
        let points = track.points(plane);
        let runs = points.split(Option::is_none).map(|run| run.iter().flatten().copied().collect::<Vec<_>>());
        let paths = runs.filter(|run| run.len() > 1);
        sheet.add(paths.map(|points| Shape::Path { points, stroke: track.stroke() }).collect());
        let radius = if track.is_strong { RADIUS + 1.0 } else { RADIUS };
        sheet.add(
            points
                .into_iter()
                .flatten()
                .map(|center| Shape::Dot { center, radius, fill: Fill::Part(track.number) })
                .collect(),
        );
    }
}

/// What a label may not meet.
#[derive(Default)]
struct Taken {
    rects: Vec<Rect>,
    pieces: Vec<((f64, f64), (f64, f64))>,
}

impl Taken {
    fn of(plane: &Plane, tracks: &[Track<'_>], kept_free: &[Rect]) -> Self {
        let mut taken = Self { rects: kept_free.to_vec(), pieces: Vec::new() };
        for points in tracks.iter().map(|track| track.points(plane)) {
            for (x, y) in points.iter().flatten() {
                let side = 2.0 * RADIUS;
                taken.rects.push(Rect { x: x - RADIUS, y: y - RADIUS, width: side, height: side });
            }
            let pairs = points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
            taken.pieces.extend(pairs.filter_map(|(from, to)| Some((from?, to?))));
        }
        taken
    }

    fn is_free(&self, rect: &Rect) -> bool {
        !self.rects.iter().any(|other| other.overlaps(rect))
            && !self.pieces.iter().any(|(from, to)| rect.meets(*from, *to))
    }
}

/// Whether words in a place meet no dot and no line.
pub(super) fn is_free(plane: &Plane, tracks: &[Track<'_>], rect: &Rect) -> bool {
    Taken::of(plane, tracks, &[]).is_free(rect)
}

/// Writes the count of every cell as a mark, with its number where there is room, and a dash in a strip below the
/// plane where there is none. Gives how many numbers had no room.
pub(super) fn mark(
    sheet: &mut Sheet<'_>,
    plane: &Plane,
    series: &MatrixSeries,
    tracks: &[Track<'_>],
    kept_free: &[Rect],
) -> usize {
    let lang = sheet.spec.lang;
    let mut taken = Taken::of(plane, tracks, kept_free);
    let (mut unplaced, mut strip) = (0, plane.bottom + 3.0);
    for track in tracks {
        let labels = numbers(plane, series, track);
        let placed = place(plane, &labels, &mut taken);
        unplaced +=
            labels.iter().zip(&placed).filter(|(label, placed)| label.is_some() && placed.is_none()).count();
        for (index, ((column, cell), label)) in
            series.columns.iter().zip(track.cells()).zip(placed).enumerate()
        {
            let key = track.row.cell_key(column);
            let change = describe::Said::at(track.said_at == Some(index));
            let said = describe::cell(series, track.row, column, cell, change, lang);
            let (rect, mut shapes) = match cell.count {
                Ok(count) => dot(plane, (index, count), track.number),
                Err(_) => dash(plane, index, strip),
            };
            shapes.extend(label.map(Shape::Text));
            sheet.add_of(&key, shapes);
            sheet.mark(&key, rect, said);
        }
        strip += if track.has_gap() { STRIP } else { 0.0 };
    }
    unplaced
}

/// A number and the dot it belongs to.
type Number = ((f64, f64), String);

/// The numbers wanted at the dots of a line.
fn numbers(plane: &Plane, series: &MatrixSeries, track: &Track<'_>) -> Vec<Option<Number>> {
    let last = series.columns.len().saturating_sub(1);
    let counts = track.cells().iter().map(|cell| cell.count.ok()).enumerate();
    let number = |(index, count): (usize, Option<Decimal>), at: Option<(f64, f64)>| {
        // The last count stands at the line's end.
        let count = count.filter(|_| index != last || track.end.is_empty())?;
        Some((at?, format::count(count)))
    };
    counts.zip(track.points(plane)).map(|(count, at)| number(count, at)).collect()
}

/// How wide what is pointed at is.
fn hit(plane: &Plane) -> f64 {
    plane.band().clamp(8.0, 24.0)
}

/// The dot of a count. What is pointed at is the dot, words or not.
fn dot(plane: &Plane, (index, count): (usize, Decimal), number: u8) -> (Rect, Vec<Shape>) {
    let (x, y, hit) = (plane.x(index), plane.scale.place(count), hit(plane));
    let rect = Rect { x: x - hit / 2.0, y: y - hit / 2.0, width: hit, height: hit };
    (rect, vec![Shape::Dot { center: (x, y), radius: RADIUS, fill: Fill::Part(number) }])
}

/// The dash of a missing count, in the strip from `top`.
fn dash(plane: &Plane, index: usize, top: f64) -> (Rect, Vec<Shape>) {
    let (x, y, hit) = (plane.x(index), top + STRIP / 2.0, hit(plane));
    let half = (plane.band() * 0.3).min(4.0);
    let rect = Rect { x: x - hit / 2.0, y: top, width: hit, height: STRIP };
    (rect, vec![Shape::Line { from: (x - half, y), to: (x + half, y), stroke: Stroke::Zero }])
}

/// Places numbers above or below their dots; first and last of a line before those between, for they are asked for
/// most.
fn place(plane: &Plane, labels: &[Option<Number>], taken: &mut Taken) -> Vec<Option<TextLine>> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let end = labels.len().saturating_sub(1);
    order.sort_by_key(|index| (*index != 0 && *index != end, *index));
    let mut out: Vec<Option<TextLine>> = labels.iter().map(|_| None).collect();
    for index in order {
        let Some(((x, y), words)) = labels.get(index).and_then(Option::as_ref) else { continue };
        // Above, below, and beside the dot.
        let tries = [
            (*x, y - 7.0, Anchor::Middle),
            (*x, y + 15.0, Anchor::Middle),
            (x + 6.0, y - 5.0, Anchor::Start),
            (x - 6.0, y - 5.0, Anchor::End),
            (x + 6.0, y + 13.0, Anchor::Start),
            (x - 6.0, y + 13.0, Anchor::End),
        ];
        let found = tries.into_iter().find_map(|(x, y, anchor)| {
            let line = text(x, y, anchor, SIZE, words);
            let bounds = line.bounds();
            let is_inside = bounds.x >= plane.left
                && bounds.right() <= plane.right + LEAD
                && bounds.y >= plane.top - SIZE - 4.0
                && bounds.bottom() <= plane.bottom - 1.0;
            (is_inside && taken.is_free(&bounds)).then_some((line, bounds))
        });
        if let (Some((line, bounds)), Some(slot)) = (found, out.get_mut(index)) {
            taken.rects.push(bounds);
            *slot = Some(line);
        }
    }
    out
}

/// Names the lines at their ends, moved apart where they meet; gives the y below.
pub(super) fn ends(sheet: &mut Sheet<'_>, plane: &Plane, tracks: &[Track<'_>]) -> f64 {
    let named: Vec<(&Track<'_>, (f64, f64))> = tracks
        .iter()
        .filter_map(|track| Some((track, track.points(plane).into_iter().rev().flatten().next()?)))
        .collect();
    let wish = |(track, at): &(&Track<'_>, (f64, f64))| Wish { middle: at.1, length: track.end_height() };
    let wishes: Vec<Wish> = named.iter().map(wish).collect();
    let mut out = Vec::new();
    let mut lowest = plane.bottom;
    for ((track, (x, y)), middle) in named.iter().zip(spread(&wishes, plane.top - SIZE - 4.0)) {
        let to = (plane.right + LEAD, middle);
        // Across the plot first where the line ends early, then to the words.
        let points = vec![(x + RADIUS + 1.5, *y), (plane.right.max(x + RADIUS + 2.0), *y), to];
        out.push(Shape::Path { points, stroke: Stroke::Lead });
        let top = middle - track.end_height() / 2.0;
        for (index, (words, tone)) in track.end.iter().enumerate() {
            let baseline = top + LEADING * (index as f64 + 0.5) + TO_BASELINE * SIZE;
            let line = text(plane.right + LEAD + GAP, baseline, Anchor::Start, SIZE, words);
            let weight = if track.is_strong || *tone == Tone::Ink { Weight::Medium } else { Weight::Regular };
            out.push(Shape::Text(TextLine { weight, tone: *tone, ..line }));
        }
        lowest = lowest.max(top + track.end_height());
    }
    sheet.add(out);
    lowest
}

/// What is missing in each line, runs of one reason taken together: `湘潭市：2020年原表为“—”，2021年至2022年无数据`.
/// `labels` name the periods.
pub(super) fn gaps(labels: &[String], tracks: &[Track<'_>], lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    for track in tracks.iter().filter(|track| track.has_gap()) {
        let mut runs: Vec<(String, String, String)> = Vec::new();
        let mut is_run = false;
        for (label, cell) in labels.iter().zip(track.cells()) {
            let Err(why) = cell.count else {
                is_run = false;
                continue;
            };
            let (why, label) = (describe::gap(why, lang), words::clean(label));
            match runs.last_mut().filter(|run| is_run && run.2 == why) {
                Some(run) => run.1 = label,
                None => runs.push((label.clone(), label, why)),
            }
            is_run = true;
        }
        let said: Vec<String> = runs
            .into_iter()
            .map(|(first, last, why)| {
                let when = match lang {
                    _ if first == last => first,
                    Lang::Zh => format!("{first}至{last}"),
                    Lang::En => format!("{first} to {last}"),
                };
                format!("{when}{}{why}", lang.pick("", ": "))
            })
            .collect();
        let name = words::clean(&track.row.label);
        out.push(match lang {
            Lang::Zh => format!("{name}：{}。", said.join("，")),
            Lang::En => format!("{name}: {}.", said.join(", ")),
        });
    }
    out
}

/// Remarks that follow from how lines are drawn.
pub(super) fn remarks(plane: &Plane, unplaced: usize, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if !plane.scale.is_from_zero() {
        out.push(lang.pick("纵轴不从0开始。", "The vertical scale does not start at zero.").to_owned());
    }
    if unplaced > 0 {
        out.push(match lang {
            Lang::Zh => format!("有 {unplaced} 个数因线和数过密没有印在图上。"),
            Lang::En if unplaced == 1 => "1 number has no room and is not printed.".to_owned(),
            Lang::En => format!("{unplaced} numbers have no room and are not printed."),
        });
    }
    out
}
