//! 版记: recipients and the printing office at the foot of the last page, between rules; the last rule lies on the lower
//! edge of the type area.

use super::flow::{Flow, Ink, Item, baseline};
use super::lines::{Setting, set as set_lines};
use super::sheet::{SMALL, TYPE_WIDTH};
use crate::chart::{Weight, text_width};
use crate::model::Lang;
use crate::report::text::plain;
use crate::report::{Closing, words};

/// Height of a line.
const LINE: f64 = 22.0;
/// Between a rule and the text beside it.
const PADDING: f64 = 2.0;
/// The first and the last rule, 0.35 mm, and those between, 0.25 mm.
const THICK: f64 = 0.99;
const THIN: f64 = 0.71;

/// A line: where it begins, and its words.
type Line = (f64, String);

/// Sets the foot on the last page, or on one more where that is too full.
pub(super) fn put_foot(flow: &mut Flow, closing: &Closing, lang: Lang) {
    let Some(foot) = words::foot(closing, lang) else { return };
    let recipients: Vec<Line> =
        foot.recipients.iter().flat_map(|(label, names)| hanging(&plain(label), &plain(names))).collect();
    let printed: Vec<Line> = foot.printed.iter().flat_map(|(by, on)| ends(&plain(by), &plain(on))).collect();
    let tall = |lines: f64| if lines > 0.0 { lines * LINE + 2.0 * PADDING } else { 0.0 };
    let printed_height = tall(if printed.is_empty() { 0.0 } else { 1.0 });
    let height = tall(recipients.len() as f64) + printed_height;
    flow.need(height + LINE);
    let mut y = flow.sheet.height - height;
    rule(flow, y, THICK);
    y += PADDING;
    for line in &recipients {
        put(flow, line, y);
        y += LINE;
    }
    if !printed.is_empty() {
        if !recipients.is_empty() {
            y += PADDING;
            rule(flow, y, THIN);
            y += PADDING;
        }
        printed.iter().for_each(|line| put(flow, line, y));
    }
    let bottom = flow.sheet.height;
    rule(flow, bottom, THICK);
    flow.y = bottom;
}

/// A label and names, one character in at either side; further lines stand under the first name.
fn hanging(label: &str, names: &str) -> Vec<Line> {
    let left = SMALL + text_width(label, SMALL, Weight::Regular);
    let setting = Setting::plain(SMALL, Weight::Regular, TYPE_WIDTH - left - SMALL);
    let lines = set_lines(names, setting).into_iter().enumerate();
    lines
        .map(
            |(at, line)| if at == 0 { (SMALL, format!("{label}{}", line.words)) } else { (left, line.words) },
        )
        .collect()
}

/// Words at either end of one line.
fn ends(by: &str, on: &str) -> Vec<Line> {
    let right = TYPE_WIDTH - SMALL - text_width(on, SMALL, Weight::Regular);
    vec![(SMALL, by.to_owned()), (right, on.to_owned())]
}

fn put(flow: &mut Flow, (x, words): &Line, top: f64) {
    let y = baseline(top, LINE, SMALL);
    let (weight, words) = (Weight::Regular, words.clone());
    flow.put(Item::Text { x: *x, y, size: SMALL, weight, spacing: 0.0, ink: Ink::Black, words });
}

fn rule(flow: &mut Flow, y: f64, thickness: f64) {
    flow.put(Item::Rule { x: 0.0, y, width: TYPE_WIDTH, thickness, ink: Ink::Black });
}
