//! Places every shape: title, heads, grid, bars, lines, words, footer; top to bottom, back to front.

use super::columns::Columns;
use super::describe;
use super::rows::{Line, Outcome};
use super::scale::{Axis, LABEL_GAP};
use crate::chart::figure::{Anchor, Fill, Layer, Mark, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{self, FOOT_SIZE, MARGIN, PER_MM, TO_BASELINE, text};
use crate::chart::series::RankedSeries;
use crate::chart::spec::{ChartSpec, Order};
use crate::chart::typeset::{Weight, width, wrap_even};
use crate::chart::words;
use crate::model::Decimal;

const HEAD_LEADING: f64 = 14.0;

/// What is placed.
pub(super) struct Job<'a> {
    pub spec: &'a ChartSpec,
    pub series: &'a RankedSeries,
    pub title: &'a str,
    pub lines: &'a [Line<'a>],
    pub columns: &'a Columns,
    pub axis: Option<&'a Axis>,
}

/// The result.
pub(super) struct Placed {
    pub layers: Vec<Layer>,
    pub marks: Vec<Mark>,
    pub height: f64,
}

/// A row with its place.
struct Row<'a> {
    line: &'a Line<'a>,
    names: &'a [String],
    label_x: f64,
    label_lines: Vec<String>,
    rect: Rect,
    /// Where name and counts stand, and where bar and label do: the whole row, or its upper and lower part.
    table: Rect,
    band: Rect,
}

/// Places the whole figure.
pub(super) fn place(job: &Job<'_>) -> Placed {
    let mut back = Vec::new();
    let below_title = job.title(&mut back);
    let head_baseline = job.heads(below_title, &mut back);
    let axis_baseline = head_baseline + if job.columns.is_stacked { HEAD_LEADING } else { 0.0 };
    let plot_top = axis_baseline + 6.0;
    let (rows, strip, bottom) = job.rows(plot_top + 2.0);
    let spans = job.spans(&rows, plot_top, strip);
    job.grid(&spans, &mut back);
    job.axis_numbers(axis_baseline, &mut back);
    let mut over = Vec::new();
    job.reference(&spans, strip, &mut over);

    let mut layers = vec![Layer { key: None, shapes: back }];
    let keyed = |row: &Row<'_>, shapes| Layer { key: Some(row.line.row.key.clone()), shapes };
    layers.extend(rows.iter().filter_map(|row| Some(keyed(row, vec![job.bar(row)?]))));
    layers.push(Layer { key: None, shapes: over });
    layers.extend(rows.iter().map(|row| keyed(row, job.row_words(row, strip))));
    let mut foot = Vec::new();
    let height = job.foot(bottom, &mut foot) + MARGIN;
    layers.push(Layer { key: None, shapes: foot });
    layers.retain(|layer| !layer.shapes.is_empty());

    let mark = |row: &Row<'_>| Mark {
        key: row.line.row.key.clone(),
        rect: row.rect,
        text: describe::mark(job.spec.lang, job.series, row.line),
    };
    Placed { layers, marks: rows.iter().map(mark).collect(), height: height.ceil() }
}

impl Job<'_> {
    fn total_width(&self) -> f64 {
        self.spec.width_mm * PER_MM
    }

    /// The title, the unit after it; gives the y below.
    fn title(&self, out: &mut Vec<Shape>) -> f64 {
        frame::head(self.title, &self.series.unit, self.total_width(), out)
    }

    /// Heads of the columns, standing on one baseline; gives it.
    fn heads(&self, top: f64, out: &mut Vec<Shape>) -> f64 {
        let columns = self.columns;
        let [name, base, current] = &columns.heads;
        let most = name.len().max(base.len()).max(current.len());
        let baseline = top + HEAD_LEADING * most as f64;
        let places = [
            (name, columns.name_x, Anchor::Start),
            (base, columns.base_right, Anchor::End),
            (current, columns.current_right, Anchor::End),
        ];
        for (head, x, anchor) in places {
            for (up, words) in head.iter().rev().enumerate().filter(|(_, words)| !words.is_empty()) {
                let line =
                    text(x, baseline - HEAD_LEADING * up as f64, anchor, columns.type_scale.small, words);
                out.push(Shape::Text(TextLine { tone: Tone::Muted, ..line }));
            }
        }
        baseline
    }

    /// Every row's place, where the ranking ends, and where the rows end. Under the ranking a strip is left free
    /// for the words of the reference line.
    fn rows(&self, top: f64) -> (Vec<Row<'_>>, f64, f64) {
        let last_ranked = match self.spec.order {
            Order::ByValue => self.lines.iter().filter(|line| line.is_ranked()).count(),
            Order::Official => self.lines.len(),
        };
        let has_strip = self.axis.is_some() && self.series.reference.is_some();
        let strip = if has_strip { self.columns.type_scale.body + 9.0 } else { 0.0 };
        let (mut y, mut ranking_end) = (top, top);
        let mut rows = Vec::with_capacity(self.lines.len());
        for (position, (line, names)) in self.lines.iter().zip(&self.columns.names).enumerate() {
            let row = self.row(line, names, y);
            y = row.rect.bottom();
            rows.push(row);
            if position + 1 == last_ranked {
                ranking_end = y;
                y += strip;
            }
        }
        (rows, ranking_end, y)
    }

    fn row<'a>(&self, line: &'a Line<'a>, names: &'a [String], y: f64) -> Row<'a> {
        let scale = self.columns.type_scale;
        let (label_x, label_lines) = self.label(line);
        let whole = |height| Rect { x: 0.0, y, width: self.total_width(), height };
        if self.columns.is_stacked {
            let table = whole(scale.leading() * names.len() as f64 + 2.0);
            let band_height = (scale.leading() * label_lines.len() as f64).max(scale.bar) + 3.0;
            let band = Rect { y: table.bottom(), ..whole(band_height) };
            let rect = whole(table.height + band.height + 6.0);
            return Row { line, names, label_x, label_lines, rect, table, band };
        }
        let more = names.len().max(label_lines.len()).saturating_sub(1);
        let rect = whole(scale.step * self.spec.spread + scale.leading() * more as f64);
        Row { line, names, label_x, label_lines, rect, table: rect, band: rect }
    }

    /// From where to where the upright lines run: through the ranking, or, where names stand above their bars,
    /// along the bars only.
    fn spans(&self, rows: &[Row<'_>], top: f64, bottom: f64) -> Vec<(f64, f64)> {
        if !self.columns.is_stacked {
            return vec![(top, bottom)];
        }
        let ranked = rows.iter().filter(|row| row.line.is_ranked());
        ranked.map(|row| (row.band.y, row.band.bottom())).collect()
    }

    /// Where a row's label begins, and its lines. A label without a bar may use the whole room for bars.
    fn label(&self, line: &Line<'_>) -> (f64, Vec<String>) {
        let columns = self.columns;
        let zero = self.axis.map_or(columns.plot_left - LABEL_GAP, |axis| axis.zero);
        let beside_zero = zero + LABEL_GAP;
        if let (Outcome::Fell(percent), Some(axis)) = (line.outcome, self.axis) {
            return (beside_zero + percent * axis.per_percent, vec![line.label.clone()]);
        }
        if line.is_ranked() {
            return (beside_zero, vec![line.label.clone()]);
        }
        let size = columns.type_scale.body;
        let fits = beside_zero + width(&line.label, size, Weight::Regular) <= columns.plot_right;
        let x = if fits { beside_zero } else { columns.plot_left };
        (x, wrap_even(&line.label, size, Weight::Regular, columns.plot_right - x))
    }

    fn upright(x: f64, spans: &[(f64, f64)], stroke: Stroke) -> impl Iterator<Item = Shape> + '_ {
        spans.iter().map(move |(top, bottom)| Shape::Line { from: (x, *top), to: (x, *bottom), stroke })
    }

    fn grid(&self, spans: &[(f64, f64)], out: &mut Vec<Shape>) {
        let Some(axis) = self.axis else { return };
        for tick in &axis.ticks {
            out.extend(Self::upright(axis.position(*tick), spans, Stroke::Grid));
        }
    }

    /// The numbers of the gridlines. One that would meet another or leave the figure is dropped.
    fn axis_numbers(&self, baseline: f64, out: &mut Vec<Shape>) {
        let Some(axis) = self.axis else { return };
        let mut values = axis.ticks.clone();
        values.push(Decimal::ZERO);
        // Zero first, then every second number, so that an axis too short for all is thinned evenly.
        let step = axis.ticks.iter().map(Decimal::abs).min().unwrap_or(Decimal::ONE);
        values.sort_by_key(|value| ((value.abs() / step) % Decimal::TWO, value.abs()));
        let mut taken: Vec<Rect> = Vec::new();
        if !self.columns.is_stacked {
            taken.push(Rect {
                x: 0.0,
                y: 0.0,
                width: self.columns.current_right + 2.0,
                height: baseline + 10.0,
            });
        }
        for value in values {
            let size = self.columns.type_scale.small;
            let line = text(axis.position(value), baseline, Anchor::Middle, size, &words::tick(value));
            let bounds = line.bounds();
            let spaced = Rect { x: bounds.x - 4.0, width: bounds.width + 8.0, ..bounds };
            if bounds.right() <= self.total_width() - 2.0
                && !taken.iter().any(|other| other.overlaps(&spaced))
            {
                taken.push(bounds);
                out.push(Shape::Text(TextLine { tone: Tone::Muted, ..line }));
            }
        }
    }

    fn bar(&self, row: &Row<'_>) -> Option<Shape> {
        let axis = self.axis?;
        let is_aim = self.series.is_lower_better;
        let (x, percent, fill) = match row.line.outcome {
            Outcome::Fell(percent) => {
                (axis.zero, percent, if is_aim { Fill::Fell } else { Fill::NeutralFell })
            }
            Outcome::Rose(percent) => {
                let fill = if is_aim { Fill::Rose } else { Fill::NeutralRose };
                (axis.zero - percent * axis.per_percent, percent, fill)
            }
            Outcome::Level | Outcome::NoRate => return None,
        };
        // Bars grow with their rows, up to what still looks like a bar.
        let grown = self.columns.type_scale.bar * self.spec.spread.clamp(1.0, 1.7);
        let height = grown.min(row.band.height - 2.0);
        let y = row.band.y + (row.band.height - height) / 2.0;
        Some(Shape::Bar { rect: Rect { x, y, width: percent * axis.per_percent, height }, fill })
    }

    /// The zero line, and the reference line with its words under the ranking.
    fn reference(&self, spans: &[(f64, f64)], bottom: f64, out: &mut Vec<Shape>) {
        let Some(axis) = self.axis else { return };
        out.extend(Self::upright(axis.zero, spans, Stroke::Zero));
        let Some(reference) = &self.series.reference else { return };
        let x = axis.position(reference.rate);
        out.extend(Self::upright(x, spans, Stroke::Reference));
        let size = (self.columns.type_scale.body - 1.0).max(FOOT_SIZE);
        let said = describe::reference(self.spec.lang, reference);
        let half = width(&said, size, Weight::Medium) / 2.0;
        // Under its line, or as near as the figure's edges allow.
        let x = x.min(self.total_width() - MARGIN - half).max(MARGIN + half);
        let line = text(x, bottom + size + 2.0, Anchor::Middle, size, &said);
        out.push(Shape::Text(TextLine { weight: Weight::Medium, ..line }));
    }

    /// Rank, name, counts and label of a row.
    fn row_words(&self, row: &Row<'_>, ranking_end: f64) -> Vec<Shape> {
        let columns = self.columns;
        let scale = columns.type_scale;
        let at = |x: f64, anchor, size: f64, words: &str| {
            text(x, self.baseline(row.table, size, 0, 1), anchor, size, words)
        };
        let muted = |line: TextLine| Shape::Text(TextLine { tone: Tone::Muted, ..line });
        let mut out = Vec::new();
        if let Some(rank) = row.line.rank {
            out.push(muted(at(MARGIN, Anchor::Start, scale.small, &rank.to_string())));
        }
        for (index, name) in row.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let y = self.baseline(row.table, scale.body, index, row.names.len());
            out.push(Shape::Text(text(columns.name_x, y, Anchor::Start, scale.body, name)));
        }
        out.push(muted(at(columns.base_right, Anchor::End, scale.body, &row.line.base)));
        out.push(Shape::Text(at(columns.current_right, Anchor::End, scale.body, &row.line.current)));
        self.label_words(row, ranking_end, &mut out);
        out
    }

    fn label_words(&self, row: &Row<'_>, ranking_end: f64, out: &mut Vec<Shape>) {
        let size = self.columns.type_scale.body;
        let (weight, tone) = match row.line.outcome {
            Outcome::Rose(_) if self.series.is_lower_better => (Weight::Medium, Tone::Rose),
            Outcome::Rose(_) | Outcome::Fell(_) | Outcome::Level => (Weight::Medium, Tone::Ink),
            Outcome::NoRate => (Weight::Regular, Tone::Muted),
        };
        for (index, label) in row.label_lines.iter().enumerate() {
            let y = self.baseline(row.band, size, index, row.label_lines.len());
            let line = TextLine { weight, tone, ..text(row.label_x, y, Anchor::Start, size, label) };
            out.extend(self.halo(&line, row, ranking_end).map(Shape::Halo));
            out.push(Shape::Text(line));
        }
    }

    /// The baseline of one of several lines centred in a place.
    fn baseline(&self, place: Rect, size: f64, index: usize, count: usize) -> f64 {
        let offset = index as f64 - (count as f64 - 1.0) / 2.0;
        place.y + place.height / 2.0 + TO_BASELINE * size + offset * self.columns.type_scale.leading()
    }

    /// The patch behind a label that meets a line.
    fn halo(&self, line: &TextLine, row: &Row<'_>, ranking_end: f64) -> Option<Rect> {
        let meets = row.rect.y < ranking_end && (row.line.is_ranked() || !self.columns.is_stacked);
        let axis = self.axis.filter(|_| meets)?;
        let bounds = line.bounds();
        let patch = Rect { x: bounds.x - 2.0, width: bounds.width + 4.0, ..bounds };
        let reference = self.series.reference.as_ref().map(|reference| axis.position(reference.rate));
        let grid = axis.ticks.iter().map(|tick| axis.position(*tick));
        let mut lines = grid.chain(reference).chain([axis.zero]);
        lines.any(|x| patch.x - 1.5 < x && x < patch.right() + 1.5).then_some(patch)
    }

    /// Scope, total, notes and source; gives the y below.
    fn foot(&self, bottom: f64, out: &mut Vec<Shape>) -> f64 {
        let series = self.series;
        // Without an axis the reference has no line to be named at.
        let reference = series.reference.as_ref().filter(|_| self.axis.is_none());
        let reference = reference.map(|reference| describe::reference(self.spec.lang, reference));
        let paragraphs =
            reference.iter().chain(&series.scope_line).chain(&series.total_line).chain(&series.notes);
        let told = paragraphs.chain([&series.source_line]).map(String::as_str);
        frame::foot(told, self.total_width(), bottom, out)
    }
}
