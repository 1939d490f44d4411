//! Waterfall: what each unit adds to the change of the whole, in percentage points of its base. Each bar begins where
//! the one before ended; the last is the whole. Reductions run right, increases step back.

use crate::chart::error::ChartError;
use crate::chart::figure::{Anchor, Figure, Fill, Rect, Shape, Stroke, TextLine, Tone};
use crate::chart::frame::{MARGIN, Said, Sheet, TO_BASELINE, muted, text};
use crate::chart::labels::halo;
use crate::chart::names::{self, NameBlock, Names};
use crate::chart::scale::float;
use crate::chart::series::{Direction, PartOfChange, PartsSeries};
use crate::chart::spec::{ChartSpec, Order};
use crate::chart::typeset::{Weight, width, wrap};
use crate::chart::words;
use crate::format;
use crate::model::{Decimal, Lang, NoRate, Period};

const GAP: f64 = 14.0;
const LABEL_GAP: f64 = 6.0;
const HEAD_LEADING: f64 = 14.0;
/// The key of the mark of the whole.
const TOTAL: &str = "total";

/// One line of the figure: a part, or the whole.
struct Line<'a> {
    key: &'a str,
    label: String,
    change: Option<Decimal>,
    /// In points; a reduction is negative.
    points: Option<Decimal>,
    no_rate: Option<NoRate>,
    /// Where the bar begins, in points.
    from: Decimal,
}

struct Layout {
    names: Names,
    change_right: f64,
    zero: f64,
    per_point: f64,
}

/// Decides the whole figure.
pub(crate) fn figure(spec: &ChartSpec, series: &PartsSeries) -> Result<Figure, ChartError> {
    let mut sheet = Sheet::open(spec, &series.caption, series.rows.len())?;
    let lines = lines(series, spec.order);
    let layout = Layout::fit(&sheet, &lines, series.periods);
    let top = heads(&mut sheet, series, &layout);
    let sizes = layout.names.scale;
    let height = |block: &NameBlock| (block.height(sizes) + 2.0).max(sizes.step.min(22.0)) * spec.spread;
    let (places, y) = layout.names.places(top, sheet.width, height);
    draw_bars(&mut sheet, series, &layout, &lines, &places);
    let zero = Shape::Line { from: (layout.zero, top - 4.0), to: (layout.zero, y), stroke: Stroke::Zero };
    sheet.add(vec![zero]);
    for ((line, place), block) in lines.iter().zip(&places).zip(&layout.names.blocks) {
        let mut shapes = Vec::new();
        block.write(MARGIN, *place, layout.names.scale, &mut shapes);
        layout.words(series, line, *place, spec.lang, &mut shapes);
        sheet.add_of(line.key, shapes);
        sheet.mark(line.key, *place, said_of(series, line, spec.lang));
    }
    sheet.y = y;
    let note = spec.lang.pick(
        "贡献为各单位增减量除以总体基期数，单位为百分点；各项相加等于总体。",
        "Contribution: each unit's change divided by the base of the whole, in percentage points; they add up to the whole.",
    );
    let coverage = [&series.base_label, &series.current_label].map(|label| words::clean(label)).join(" → ");
    Ok(sheet.close(Said {
        kind: spec.kind.name(),
        description: description(series, &lines, &coverage, spec.lang),
        coverage,
        remarks: vec![note.to_owned()],
    }))
}

/// The parts in order, each bar beginning where the one before ended, and the whole last.
fn lines(series: &PartsSeries, order: Order) -> Vec<Line<'_>> {
    let mut rows: Vec<&PartOfChange> = series.rows.iter().collect();
    if order == Order::ByValue {
        rows.sort_by_key(|row| (row.points.is_none(), row.points));
    }
    let mut reached = Decimal::ZERO;
    let mut out: Vec<Line<'_>> = Vec::with_capacity(rows.len() + 1);
    for row in rows {
        out.push(Line {
            key: &row.key,
            label: words::clean(&row.label),
            change: row.change,
            points: row.points,
            no_rate: row.no_rate,
            from: reached,
        });
        reached += row.points.unwrap_or_default();
    }
    out.push(Line {
        key: TOTAL,
        label: words::clean(&series.total_label),
        change: series.total_change,
        points: series.total_rate,
        no_rate: series.no_rate,
        from: Decimal::ZERO,
    });
    out
}

impl Line<'_> {
    fn to(&self) -> Decimal {
        self.from + self.points.unwrap_or_default()
    }

    fn direction(&self) -> Direction {
        Direction::between(self.points.map(|_| Decimal::ZERO), self.points)
    }

    fn label_words(&self, lang: Lang) -> String {
        match self.points {
            None => "—".to_owned(),
            Some(points) if self.key == TOTAL => format::signed_percent(points),
            Some(points) => match lang {
                Lang::Zh => format::signed_points(points),
                Lang::En => format!("{} pp", format::signed_points(points)),
            },
        }
    }
}

impl Layout {
    fn fit(sheet: &Sheet<'_>, lines: &[Line<'_>], periods: Option<(Period, Period)>) -> Self {
        let lang = sheet.spec.lang;
        let size = 11.0;
        let length = |words: &str| width(words, size, Weight::Medium);
        let changes =
            lines.iter().filter_map(|line| line.change).map(|change| length(&format::change(change)));
        let change = changes.fold(length(lang.pick("增减", "Change")), f64::max);
        let label = lines.iter().map(|line| length(&line.label_words(lang))).fold(0.0, f64::max);
        let fixed = 2.0 * GAP + change + 2.0 * (label + LABEL_GAP) + 30.0;
        let cap = (sheet.inner_width() * 0.36).min(sheet.inner_width() - fixed).max(40.0);
        let named: Vec<(String, Vec<String>)> = lines
            .iter()
            .map(|line| {
                let why = line.no_rate.filter(|_| line.points.is_none());
                (line.label.clone(), why.map(|why| words::no_rate(why, periods, lang)).into_iter().collect())
            })
            .collect();
        let names = names::fit(&named, cap);
        let change_right = MARGIN + names.width + GAP + change;
        let (start, end) = (change_right + GAP, sheet.right());
        let ends =
            || lines.iter().filter(|line| line.points.is_some()).flat_map(|line| [line.from, line.to()]);
        let right = ends().map(|at| -float(at)).fold(0.0, f64::max);
        let left = ends().map(float).fold(0.0, f64::max);
        // A bar's label stands past its right end, or where that would meet the edge, before its left end.
        let room = end - start - label - LABEL_GAP;
        let per_point = if right + left > 0.0 { room.max(10.0) / (right + left) } else { 0.0 };
        Self { names, change_right, zero: start + left * per_point, per_point }
    }

    /// Where a number of points stands; reductions count to the right.
    fn at(&self, points: Decimal) -> f64 {
        self.zero - float(points) * self.per_point
    }

    fn words(&self, series: &PartsSeries, line: &Line<'_>, place: Rect, lang: Lang, out: &mut Vec<Shape>) {
        let size = self.names.scale.small;
        let baseline = place.y + place.height / 2.0 + TO_BASELINE * size;
        let change = line.change.map_or_else(|| "—".to_owned(), format::change);
        out.push(Shape::Text(muted(self.change_right, baseline, Anchor::End, size, &change)));
        let is_rise = line.direction() == Direction::Rose && series.is_lower_better;
        let tone = match line.points {
            None => Tone::Muted,
            Some(_) if is_rise => Tone::Rose,
            Some(_) => Tone::Ink,
        };
        let x = self.at(line.from).max(self.at(line.to())) + LABEL_GAP;
        let text = text(x, baseline, Anchor::Start, size, &line.label_words(lang));
        let text = TextLine { weight: Weight::Medium, tone, ..text };
        out.extend(halo(&text, &[self.zero]).map(Shape::Halo));
        out.push(Shape::Text(text));
    }
}

/// The heads of the columns; gives the y below.
fn heads(sheet: &mut Sheet<'_>, series: &PartsSeries, layout: &Layout) -> f64 {
    let lang = sheet.spec.lang;
    let size = layout.names.scale.small;
    let room = sheet.right() - layout.change_right - GAP;
    let lines =
        wrap(lang.pick("贡献（百分点）", "Contribution (percentage points)"), size, Weight::Regular, room);
    let baseline = sheet.y + HEAD_LEADING * lines.len() as f64;
    let mut shapes = Vec::new();
    for (up, words) in lines.iter().rev().enumerate() {
        let y = baseline - HEAD_LEADING * up as f64;
        shapes.push(Shape::Text(muted(layout.change_right + GAP, y, Anchor::Start, size, words)));
    }
    let change = lang.pick("增减", "Change");
    shapes.push(Shape::Text(muted(layout.change_right, baseline, Anchor::End, size, change)));
    let head = words::clean(&series.row_head);
    if !head.is_empty() && width(&head, size, Weight::Regular) <= layout.names.width {
        shapes.push(Shape::Text(muted(MARGIN, baseline, Anchor::Start, size, &head)));
    }
    sheet.add(shapes);
    baseline + 8.0
}

/// Bars, and between them a hairline from each end to the next beginning.
fn draw_bars(
    sheet: &mut Sheet<'_>,
    series: &PartsSeries,
    layout: &Layout,
    lines: &[Line<'_>],
    places: &[Rect],
) {
    let bar = layout.names.scale.bar;
    let mut leads = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    for (line, place) in lines.iter().zip(places) {
        if line.points.is_none() {
            continue;
        }
        let (from, to) = (layout.at(line.from), layout.at(line.to()));
        let y = place.y + (place.height - bar) / 2.0;
        if let Some((x, bottom)) = before {
            leads.push(Shape::Line { from: (x, bottom), to: (x, y), stroke: Stroke::Lead });
        }
        let rect = Rect { x: from.min(to), y, width: (to - from).abs(), height: bar };
        let fill = Fill::of(line.direction(), series.is_lower_better);
        if rect.width > 0.0 {
            sheet.add_of(line.key, vec![Shape::Bar { rect, fill }]);
        }
        before = Some((to, y + bar));
    }
    sheet.add(leads);
}

fn said_of(series: &PartsSeries, line: &Line<'_>, lang: Lang) -> String {
    let mut parts = vec![line.label.clone()];
    parts.extend(
        line.change
            .map(|change| format::count_change_phrase(change, &words::clean(&series.caption.unit), lang)),
    );
    parts.push(match line.points {
        Some(points) if line.key == TOTAL => format::change_phrase(points, lang),
        Some(points) => format::contribution_phrase(points, lang),
        None => words::no_rate(line.no_rate.unwrap_or(NoRate::Missing), series.periods, lang),
    });
    words::join(&parts, lang)
}

fn description(series: &PartsSeries, lines: &[Line<'_>], coverage: &str, lang: Lang) -> String {
    let parts: Vec<&Line<'_>> = lines.iter().filter(|line| line.key != TOTAL).collect();
    let count = |direction| parts.iter().filter(|line| line.direction() == direction).count();
    let (fell, rose) = (count(Direction::Fell), count(Direction::Rose));
    let whole = series.total_rate.map(|rate| format::change_phrase(rate, lang));
    let whole = whole
        .unwrap_or_else(|| words::no_rate(series.no_rate.unwrap_or(NoRate::Missing), series.periods, lang));
    let total = words::clean(&series.total_label);
    let mut said = match lang {
        Lang::Zh => format!(
            "贡献瀑布图，{coverage}，{total}{whole}，共 {} 个：{fell} 个拉低，{rose} 个拉高。",
            parts.len()
        ),
        Lang::En => format!(
            "Contribution waterfall, {coverage}. {total}: {whole}. {} parts: {fell} lower it, {rose} raise it.",
            parts.len()
        ),
    };
    let largest = parts.iter().filter(|line| line.points.is_some()).min_by_key(|line| line.points);
    if let Some(points) = largest.and_then(|line| line.points) {
        let name = largest.map(|line| line.label.as_str()).unwrap_or_default();
        let phrase = format::contribution_phrase(points, lang);
        said.push_str(&match lang {
            Lang::Zh => format!("贡献最大的是{name}，{phrase}。"),
            Lang::En => format!(" The largest: {name}, {phrase}."),
        });
    }
    said
}
