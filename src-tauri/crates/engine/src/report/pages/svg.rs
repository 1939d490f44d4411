//! A page as an SVG document.

use super::flow::{Ink, Item, Page};
use super::sheet::{CHARACTER, HEIGHT, SMALL, Sheet, TYPE_WIDTH, WIDTH};
use crate::chart::{FONT_FAMILY, Weight, text_width};
use std::fmt::Write;

/// Red of a masthead (the red of official papers).
const RED: &str = "#E60012";
const BLACK: &str = "#000000";

/// Writes a page. Writing into a string does not fail.
pub(super) fn page(page: &Page, number: usize, sheet: Sheet) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH:.3}\" height=\"{HEIGHT:.3}\" \
         viewBox=\"0 0 {WIDTH:.3} {HEIGHT:.3}\" font-family=\"'{FONT_FAMILY}'\" style=\"font-kerning:none\">\n\
         <rect width=\"{WIDTH:.3}\" height=\"{HEIGHT:.3}\" fill=\"#FFFFFF\"/>\n"
    );
    let (left, top) = (sheet.left(number), sheet.top);
    for item in &page.items {
        write_item(&mut out, item, (left, top));
    }
    write_number(&mut out, number, sheet);
    out.push_str("</svg>\n");
    out
}

fn write_item(out: &mut String, item: &Item, (left, top): (f64, f64)) {
    match item {
        Item::Text { words, .. } if words.trim().is_empty() => {}
        Item::Text { x, y, size, weight, spacing, ink, words } => {
            text(out, (left + x, top + y), (*size, *weight, *spacing), color(*ink), words);
        }
        Item::Rule { x, y, width, thickness, ink } => {
            let (x, y) = (left + x, top + y);
            let _ = writeln!(
                out,
                "<path d=\"M{x:.2} {y:.2}h{width:.2}\" stroke=\"{}\" stroke-width=\"{thickness:.2}\"/>",
                color(*ink)
            );
        }
        Item::Drawing { x, y, scale, svg } => {
            let (x, y) = (left + x, top + y);
            let _ = write!(out, "<g transform=\"translate({x:.2} {y:.2}) scale({scale:.5})\">\n{svg}</g>\n");
        }
    }
}

fn text(
    out: &mut String,
    (x, y): (f64, f64),
    (size, weight, spacing): (f64, Weight, f64),
    fill: &str,
    words: &str,
) {
    let _ = write!(out, "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size}\" fill=\"{fill}\"");
    if weight != Weight::Regular {
        let _ = write!(out, " font-weight=\"{}\"", weight.number());
    }
    if spacing.abs() > 0.0005 {
        let _ = write!(out, " letter-spacing=\"{spacing:.4}\"");
    }
    let _ = writeln!(out, " xml:space=\"preserve\">{}</text>", escaped(words));
}

/// `— 1 —` below the type area: one character in, on the right of odd pages and on the left of even ones.
fn write_number(out: &mut String, number: usize, sheet: Sheet) {
    let words = format!("— {number} —");
    let width = text_width(&words, SMALL, Weight::Regular);
    let left = sheet.left(number);
    let x = if number % 2 == 1 { left + TYPE_WIDTH - width - CHARACTER } else { left + CHARACTER };
    text(out, (x, sheet.number_baseline()), (SMALL, Weight::Regular, 0.0), BLACK, &words);
}

fn color(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => BLACK,
        Ink::Red => RED,
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}
