//! What stands around the plot of every kind: title, unit, remarks, source; and the sheet a figure is put together on.

use super::error::ChartError;
use super::figure::{Anchor, Figure, Layer, Mark, Rect, Shape, TextLine, Tone};
use super::series::Caption;
use super::spec::ChartSpec;
use super::typeset::{Weight, width, wrap};
use super::words;
use crate::model::Lang;

/// Millimetres to user units.
pub(super) const PER_MM: f64 = 96.0 / 25.4;
/// The margin around the figure.
pub(super) const MARGIN: f64 = 8.0;
/// 7.5 pt, the smallest type allowed in print.
pub(super) const FOOT_SIZE: f64 = 10.0;
/// From the middle of a line to its baseline, as a share of the type size.
pub(super) const TO_BASELINE: f64 = 0.37;
pub(super) const TITLE_SIZE: f64 = 15.0;
pub(super) const TITLE_LEADING: f64 = 22.0;
pub(super) const UNIT_SIZE: f64 = 12.0;
const FOOT_LEADING: f64 = 15.0;

/// A line of text in ink.
pub(super) fn text(x: f64, y: f64, anchor: Anchor, size: f64, words: &str) -> TextLine {
    TextLine { x, y, anchor, size, weight: Weight::Regular, tone: Tone::Ink, words: words.to_owned() }
}

/// A line of text in the secondary tone.
pub(super) fn muted(x: f64, y: f64, anchor: Anchor, size: f64, words: &str) -> TextLine {
    TextLine { tone: Tone::Muted, ..text(x, y, anchor, size, words) }
}

/// The title, the unit after it; gives the y below.
pub(super) fn head(title: &str, unit: &str, total: f64, out: &mut Vec<Shape>) -> f64 {
    let mut end = MARGIN;
    let mut y = MARGIN;
    for words in wrap(title, TITLE_SIZE, Weight::Medium, total - 2.0 * MARGIN) {
        end = MARGIN + width(&words, TITLE_SIZE, Weight::Medium);
        let line = text(MARGIN, y + 16.0, Anchor::Start, TITLE_SIZE, &words);
        out.push(Shape::Text(TextLine { weight: Weight::Medium, ..line }));
        y += TITLE_LEADING;
    }
    let unit = words::clean(unit);
    if !unit.is_empty() {
        let fits = end + 8.0 + width(&unit, UNIT_SIZE, Weight::Regular) <= total - MARGIN;
        let (x, baseline) = if fits { (end + 8.0, y - 6.0) } else { (MARGIN, y + 12.0) };
        y += if fits { 0.0 } else { 18.0 };
        out.push(Shape::Text(muted(x, baseline, Anchor::Start, UNIT_SIZE, &unit)));
    }
    y + 6.0
}

/// Paragraphs below the plot; gives the y below.
pub(super) fn foot<'a>(
    paragraphs: impl Iterator<Item = &'a str>,
    total: f64,
    bottom: f64,
    out: &mut Vec<Shape>,
) -> f64 {
    let mut y = bottom + 10.0;
    for paragraph in paragraphs.filter(|paragraph| !paragraph.trim().is_empty()) {
        for words in wrap(&words::clean(paragraph), FOOT_SIZE, Weight::Regular, total - 2.0 * MARGIN) {
            y += FOOT_LEADING;
            out.push(Shape::Text(muted(MARGIN, y - 4.0, Anchor::Start, FOOT_SIZE, &words)));
        }
    }
    y
}

/// What a figure is made from, under names of the Dublin Core, which file managers and archives read.
pub(super) fn metadata(
    lang: Lang,
    kind: &'static str,
    coverage: String,
    named: [(&'static str, Option<&str>); 3],
) -> Vec<(&'static str, String)> {
    let mut out = vec![("type", kind.to_owned()), ("coverage", coverage)];
    out.push(("language", lang.pick("zh-CN", "en").to_owned()));
    for (name, value) in named {
        out.extend(value.filter(|value| !value.is_empty()).map(|value| (name, words::clean(value))));
    }
    out
}

/// What a kind says about its figure as a whole.
pub(super) struct Said {
    /// The stable name of the kind.
    pub kind: &'static str,
    /// What it shows, in sentences.
    pub description: String,
    /// The periods it covers.
    pub coverage: String,
    /// Remarks that follow from how it is drawn.
    pub remarks: Vec<String>,
}

/// A figure in the making, from the top down.
pub(super) struct Sheet<'a> {
    /// What was asked for.
    pub spec: &'a ChartSpec,
    /// Width in user units.
    pub width: f64,
    /// Where the next thing may begin.
    pub y: f64,
    caption: &'a Caption,
    title: String,
    layers: Vec<Layer>,
    marks: Vec<Mark>,
}

impl<'a> Sheet<'a> {
    /// Begins with the title.
    ///
    /// # Errors
    /// Where there is nothing to show, not even a reason.
    pub(super) fn open(
        spec: &'a ChartSpec,
        caption: &'a Caption,
        row_count: usize,
    ) -> Result<Self, ChartError> {
        let title = words::clean(spec.title.as_deref().unwrap_or(&caption.title));
        if row_count == 0 {
            return Err(ChartError::NoRows { title });
        }
        let width = spec.width_mm * PER_MM;
        let mut shapes = Vec::new();
        let y = head(&title, &caption.unit, width, &mut shapes);
        let layers = vec![Layer { key: None, shapes }];
        Ok(Self { spec, width, y, caption, title, layers, marks: Vec::new() })
    }

    /// The right edge of everything.
    pub(super) fn right(&self) -> f64 {
        self.width - MARGIN
    }

    /// The width between the margins.
    pub(super) fn inner_width(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Adds shapes that belong to no mark.
    pub(super) fn add(&mut self, shapes: Vec<Shape>) {
        self.layers.push(Layer { key: None, shapes });
    }

    /// Adds shapes of a mark.
    pub(super) fn add_of(&mut self, key: &str, shapes: Vec<Shape>) {
        self.layers.push(Layer { key: Some(key.to_owned()), shapes });
    }

    /// Adds what a person can meet.
    pub(super) fn mark(&mut self, key: &str, rect: Rect, text: String) {
        self.marks.push(Mark { key: key.to_owned(), rect, text });
    }

    /// Ends with remarks and source below `self.y`.
    pub(super) fn close(mut self, said: Said) -> Figure {
        let caption = self.caption;
        let mut shapes = Vec::new();
        let told = caption.scope_line.iter().chain(&caption.total_line).chain(&caption.notes);
        let told = told.chain(&said.remarks).chain([&caption.source_line]).map(String::as_str);
        let height = foot(told, self.width, self.y, &mut shapes) + MARGIN;
        self.add(shapes);
        self.layers.retain(|layer| !layer.shapes.is_empty());
        let named = [
            ("subject", Some(caption.unit.as_str())),
            ("relation", caption.scope_line.as_deref()),
            ("source", Some(caption.source_line.as_str())),
        ];
        Figure {
            kind: said.kind,
            lang: self.spec.lang,
            theme: self.spec.theme,
            width_mm: self.spec.width_mm,
            width: self.width,
            height: height.ceil(),
            title: self.title,
            description: said.description,
            metadata: metadata(self.spec.lang, said.kind, said.coverage, named),
            layers: self.layers,
            marks: self.marks,
        }
    }
}
