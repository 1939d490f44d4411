//! What a map has no room for, below it: units named by a number in the map, and units the boundary file does not have.

use crate::chart::figure::{Anchor, Fill, Rect, Shape, Tone};
use crate::chart::frame::{MARGIN, Sheet, TO_BASELINE, muted, text};
use crate::chart::typeset::{Weight, width, wrap};

const SIZE: f64 = 10.0;
const LEADING: f64 = 15.0;
const SWATCH: f64 = 10.0;
const GAP: f64 = 5.0;
const BETWEEN: f64 = 18.0;

/// One entry.
pub(super) struct Entry {
    /// The key of its unit.
    pub key: String,
    /// The number that stands for it in the map, where it has one.
    pub number: Option<String>,
    /// Its name and what stands at it.
    pub words: String,
    /// Its fill, where the map does not show it.
    pub fill: Option<Fill>,
    /// What its mark says, where this is its only place.
    pub mark: Option<String>,
}

impl Entry {
    fn lead(&self) -> f64 {
        if self.number.is_some() || self.fill.is_some() { SWATCH + GAP } else { 0.0 }
    }
}

/// Writes entries in columns under a head, and moves the sheet on.
pub(super) fn write(sheet: &mut Sheet<'_>, head: &str, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    let right = sheet.right();
    let mut shapes = Vec::new();
    for line in wrap(head, SIZE, Weight::Regular, sheet.inner_width()) {
        sheet.y += LEADING;
        shapes.push(Shape::Text(muted(MARGIN, sheet.y - 4.0, Anchor::Start, SIZE, &line)));
    }
    sheet.add(shapes);
    let widest = entries
        .iter()
        .map(|entry| entry.lead() + width(&entry.words, SIZE, Weight::Regular))
        .fold(0.0, f64::max)
        .min(sheet.inner_width());
    let count = (((right - MARGIN + BETWEEN) / (widest + BETWEEN)).floor() as usize).max(1);
    for row in entries.chunks(count) {
        let mut height = LEADING;
        for (column, entry) in row.iter().enumerate() {
            let x = MARGIN + column as f64 * (widest + BETWEEN);
            height = entry.write(sheet, x, widest).max(height);
        }
        sheet.y += height;
    }
    sheet.y += 2.0;
}

impl Entry {
    /// Writes it and gives its height.
    fn write(&self, sheet: &mut Sheet<'_>, x: f64, limit: f64) -> f64 {
        let (y, lead) = (sheet.y, self.lead());
        let mut shapes = Vec::new();
        if let Some(fill) = self.fill {
            let rect = Rect { x, y: y + (LEADING - SWATCH) / 2.0, width: SWATCH, height: SWATCH };
            shapes.push(Shape::Tile { rect, fill });
        }
        if let Some(number) = &self.number {
            let middle = y + LEADING / 2.0 + TO_BASELINE * SIZE;
            shapes.push(Shape::Text(muted(x + SWATCH, middle, Anchor::End, SIZE, number)));
        }
        let lines = wrap(&self.words, SIZE, Weight::Regular, (limit - lead).max(SIZE * 4.0));
        for (index, line) in lines.iter().enumerate() {
            let baseline = y + LEADING * (index as f64 + 0.5) + TO_BASELINE * SIZE;
            let mut line = text(x + lead, baseline, Anchor::Start, SIZE, line);
            line.tone = Tone::Ink;
            shapes.push(Shape::Text(line));
        }
        let height = LEADING * lines.len() as f64;
        sheet.add_of(&self.key, shapes);
        if let Some(mark) = &self.mark {
            sheet.mark(&self.key, Rect { x, y, width: limit, height }, mark.clone());
        }
        height
    }
}
