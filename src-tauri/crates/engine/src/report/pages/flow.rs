//! Pages and what stands on them. Places are within the type area, from its top left corner.

use super::lines::SetLine;
use super::sheet::{Sheet, TYPE_WIDTH};
use super::spots::Spot;
use crate::chart::Weight;

/// Colours of a printed report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Red,
}

/// Something at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// A line of text; `x` is where it begins, `y` its baseline.
    Text { x: f64, y: f64, size: f64, weight: Weight, spacing: f64, ink: Ink, words: String },
    /// A rule.
    Rule { x: f64, y: f64, width: f64, thickness: f64, ink: Ink },
    /// A drawing, scaled.
    Drawing { x: f64, y: f64, scale: f64, svg: String },
}

impl Item {
    /// The same, further down.
    fn moved_down(mut self, by: f64) -> Self {
        match &mut self {
            Self::Text { y, .. } | Self::Rule { y, .. } | Self::Drawing { y, .. } => *y += by,
        }
        self
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Page {
    pub items: Vec<Item>,
    /// Where a reader may point, within the type area as the items are.
    pub spots: Vec<Spot>,
}

/// Which edge lines stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// The pages so far, and how far the last one is filled.
#[derive(Debug)]
pub(super) struct Flow {
    pub sheet: Sheet,
    pub pages: Vec<Page>,
    /// How far down the last page is filled.
    pub y: f64,
    /// Figures that had no room where they were placed: they head the next page, in their order.
    waiting: Vec<Float>,
}

/// A figure with its caption, its places from its own top.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Float {
    pub items: Vec<Item>,
    pub spots: Vec<Spot>,
    pub height: f64,
}

impl Flow {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { sheet, pages: vec![Page::default()], y: 0.0, waiting: Vec::new() }
    }

    /// What is left of the page.
    pub(super) fn room(&self) -> f64 {
        self.sheet.height - self.y
    }

    pub(super) fn is_at_top(&self) -> bool {
        self.y <= 0.0
    }

    /// Goes on to the next page, headed by the figures that wait.
    pub(super) fn new_page(&mut self) {
        self.next_page();
        while self.waiting.first().is_some_and(|float| float.height <= self.room() + 0.01) {
            let float = self.waiting.remove(0);
            self.place(float);
        }
    }

    /// Goes on to the next page in the middle of a table, which nothing may stand in.
    pub(super) fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = 0.0;
    }

    /// Places a figure here if there is room and none waits; otherwise text goes on, and it heads the next page.
    pub(super) fn float(&mut self, float: Float) {
        if self.waiting.is_empty() && (self.is_at_top() || float.height <= self.room() + 0.01) {
            self.place(float);
        } else {
            self.waiting.push(float);
        }
    }

    /// Places whatever still waits.
    pub(super) fn flush(&mut self) {
        while !self.waiting.is_empty() {
            self.new_page();
        }
    }

    fn place(&mut self, float: Float) {
        let top = self.y;
        for item in float.items {
            self.put(item.moved_down(top));
        }
        for spot in float.spots {
            self.spot(Spot { y: spot.y + top, ..spot });
        }
        self.y += float.height;
        self.align_to_grid();
    }

    /// Begins a new page where less than this is left.
    pub(super) fn need(&mut self, height: f64) {
        if !self.is_at_top() && self.room() + 0.01 < height {
            self.new_page();
        }
    }

    /// Leaves room, unless the page is still empty.
    pub(super) fn skip(&mut self, height: f64) {
        if !self.is_at_top() {
            self.y += height;
        }
    }

    /// Goes down to the next whole line of the grid, so that lines of facing pages stand level.
    pub(super) fn align_to_grid(&mut self) {
        self.y = (self.y / self.sheet.line - 0.01).ceil().max(0.0) * self.sheet.line;
    }

    pub(super) fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// Notes a spot on the last page.
    pub(super) fn spot(&mut self, spot: Spot) {
        if let Some(page) = self.pages.last_mut() {
            page.spots.push(spot);
        }
    }

    /// A line in a strip of its own, its text in the middle of the strip's height.
    pub(super) fn line(&mut self, line: SetLine, size: f64, weight: Weight, height: f64) {
        self.need(height);
        let y = baseline(self.y, height, size);
        self.put(Item::Text {
            x: line.indent,
            y,
            size,
            weight,
            spacing: line.spacing,
            ink: Ink::Black,
            words: line.words,
        });
        self.y += height;
    }

    /// Words of one line at a side of the type area.
    pub(super) fn words_at(
        &mut self,
        words: &str,
        (size, weight): (f64, Weight),
        side: Side,
        inset: f64,
        height: f64,
    ) {
        let width = crate::chart::text_width(words, size, weight);
        let indent = match side {
            Side::Left => inset,
            Side::Middle => (TYPE_WIDTH - width) / 2.0,
            Side::Right => TYPE_WIDTH - width - inset,
        };
        let line = SetLine { words: words.to_owned(), indent, spacing: 0.0 };
        self.line(line, size, weight, height);
    }
}

/// The baseline of text in the middle of a strip.
pub(super) fn baseline(top: f64, height: f64, size: f64) -> f64 {
    top + (height - size) / 2.0 + size * 0.88
}
