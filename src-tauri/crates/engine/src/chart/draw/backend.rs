//! A plotters backend that writes SVG text: exact coordinates, real text, nothing that varies between machines.

use super::SUBUNITS;
use crate::chart::typeset::{self, Weight};
use plotters::style::RGBAColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt::Write;

/// Writes into a text that already holds the head of the document.
pub(super) struct SvgBackend<'a> {
    out: &'a mut String,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> SvgBackend<'a> {
    /// A drawing of this size, in sub-units.
    pub(super) fn new(out: &'a mut String, size: (u32, u32)) -> Self {
        Self { out, size }
    }

    /// Appends an element. Writing into a `String` does not fail.
    pub(super) fn element(&mut self, element: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(element);
        self.out.push('\n');
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, paint: &str, is_closed: bool) {
        let mut d = String::new();
        for (index, (x, y)) in points.into_iter().enumerate() {
            let _ = write!(d, "{}{} {}", if index == 0 { "M" } else { "L" }, units(x), units(y));
        }
        if is_closed {
            d.push('Z');
        }
        self.element(format_args!("<path d=\"{d}\" {paint}/>"));
    }
}

/// Sub-units as user units, in the shortest exact form.
pub(super) fn units(value: i32) -> String {
    (f64::from(value) / SUBUNITS).to_string()
}

/// A length of sub-units as user units.
pub(super) fn length(value: u32) -> String {
    (f64::from(value) / SUBUNITS).to_string()
}

/// Text for XML: marks replaced, characters XML cannot hold left out.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c >= ' ' && !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}');
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_plain(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// A colour as the attributes `fill` or `stroke` with, where it is translucent, its opacity.
fn color_attributes(name: &str, color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    let hex = format!("{name}=\"#{red:02X}{green:02X}{blue:02X}\"");
    if color.alpha < 1.0 { format!("{hex} {name}-opacity=\"{}\"", color.alpha) } else { hex }
}

/// The attributes of a line.
pub(super) fn stroke_attributes(color: RGBAColor, width: u32) -> String {
    let RGBAColor(red, green, blue, alpha) = color;
    let color = color_attributes("stroke", BackendColor { alpha, rgb: (red, green, blue) });
    format!("{color} stroke-width=\"{}\"", length(width))
}

fn style_attributes(style: &impl BackendStyle, is_filled: bool) -> String {
    if is_filled {
        return color_attributes("fill", style.color());
    }
    let color = color_attributes("stroke", style.color());
    format!("fill=\"none\" {color} stroke-width=\"{}\"", length(style.stroke_width()))
}

fn weight_of(style: &impl BackendTextStyle) -> Weight {
    // plotters has no medium; bold is the only emphasis it can ask for, and 500 the only one we have.
    if matches!(style.style(), FontStyle::Bold) { Weight::Medium } else { Weight::Regular }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let (x, y, fill) = (units(x), units(y), color_attributes("fill", color));
        let side = length(1);
        self.element(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" {fill}/>"));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (left, right) = (from.0.min(to.0), from.0.max(to.0));
        let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
        self.element(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>",
            units(left),
            units(top),
            units(right - left),
            units(bottom - top),
            style_attributes(style, fill)
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path, &style_attributes(style, false), false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.path(vert, &style_attributes(style, true), true);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y, r) = (units(center.0), units(center.1), length(radius));
        let paint = style_attributes(style, fill);
        self.element(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {paint}/>"));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let size = style.size() / SUBUNITS;
        let down = match style.anchor().v_pos {
            VPos::Top => 0.88,
            VPos::Center => 0.37,
            VPos::Bottom => -0.12,
        };
        let y = f64::from(pos.1) / SUBUNITS + size * down;
        self.element(format_args!(
            "<text x=\"{}\" y=\"{y:.2}\" font-size=\"{size}\" font-weight=\"{}\" text-anchor=\"{anchor}\" {}>{}</text>",
            units(pos.0),
            weight_of(style).number(),
            color_attributes("fill", style.color()),
            escape(text)
        ));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = typeset::width(text, style.size(), weight_of(style));
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }

    fn blit_bitmap(&mut self, _pos: BackendCoord, _size: (u32, u32), _src: &[u8]) -> Drawn {
        // No figure holds a bitmap: a drawing stays sharp at any size.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(escape("<a href=\"x\">&\u{0}\u{FFFF}"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }

    #[test]
    fn coordinates_are_short_and_exact() {
        assert_eq!((units(12_345), units(-50), units(300)), ("123.45".into(), "-0.5".into(), "3".into()));
    }
}
