//! How a cell looks, as plain data.

use crate::model::Lang;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberLook {
    /// Decimals printed.
    pub decimals: u32,
    /// An increase carries a plus.
    pub is_signed: bool,
    /// A percent sign after the number. The number itself is in percent already.
    pub has_percent: bool,
}

impl NumberLook {
    /// The number format: with a true minus, as the words of the program print it. What it is written with parts thousands
    /// or not, by its language.
    pub fn code(self) -> String {
        let decimals = self.decimals as usize;
        let number =
            if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
        let percent = if self.has_percent { "\"%\"" } else { "" };
        let plus = if self.is_signed { "+" } else { "" };
        format!("{plus}{number}{percent};\"−\"{number}{percent};{number}{percent}")
    }
}

/// A number format as a language writes numbers: Chinese official documents part no thousands, in text and tables alike.
pub(super) fn parted(code: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => code.replace("#,##0", "0"),
        Lang::En => code.to_owned(),
    }
}

/// Where a text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Texts left, numbers right.
    #[default]
    General,
    /// Left.
    Left,
    /// Middle.
    Center,
    /// Right.
    Right,
}

/// A rule along an edge of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// None.
    #[default]
    None,
    /// A thin one.
    Thin,
    /// A thick one.
    Thick,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellLook {
    /// Bold.
    pub is_bold: bool,
    /// Secondary: remarks and sources.
    pub is_muted: bool,
    /// Type size in points; 0 for the usual one.
    pub size_pt: u8,
    /// Where the text stands.
    pub align: Align,
    /// Steps in from the left.
    pub indent: u8,
    /// Long text goes on in the next line.
    pub is_wrapped: bool,
    /// How a number is printed.
    pub number: Option<NumberLook>,
    /// The rule above.
    pub top: Rule,
    /// The rule below.
    pub bottom: Rule,
}

impl CellLook {
    /// Bold text.
    pub fn bold() -> Self {
        Self { is_bold: true, ..Self::default() }
    }

    /// Secondary text.
    pub fn muted() -> Self {
        Self { is_muted: true, size_pt: 9, ..Self::default() }
    }

    pub(super) fn to_format(self, lang: Lang) -> Format {
        let mut format = Format::new().set_align(FormatAlign::VerticalCenter);
        if self.is_bold {
            format = format.set_bold();
        }
        if self.is_muted {
            format = format.set_font_color(0x59_59_59);
        }
        if self.size_pt > 0 {
            format = format.set_font_size(f64::from(self.size_pt));
        }
        if self.is_wrapped {
            format = format.set_text_wrap();
        }
        if self.indent > 0 {
            format = format.set_indent(self.indent);
        }
        format = match self.align {
            Align::General => format,
            Align::Left => format.set_align(FormatAlign::Left),
            Align::Center => format.set_align(FormatAlign::Center),
            Align::Right => format.set_align(FormatAlign::Right),
        };
        if let Some(number) = self.number {
            format = format.set_num_format(parted(&number.code(), lang));
        }
        let border = |rule| match rule {
            Rule::None => FormatBorder::None,
            Rule::Thin => FormatBorder::Thin,
            Rule::Thick => FormatBorder::Medium,
        };
        format.set_border_top(border(self.top)).set_border_bottom(border(self.bottom))
    }
}
