//! The values behind the roles: light and dark as in the window, and black ink.

use super::figure::{Fill, Stroke, Tone};
use super::spec::Theme;

/// A colour, red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// A bar's paint: ground, outline with its width, and hatch lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    pub ground: Rgb,
    pub outline: Option<(Rgb, f64)>,
    pub hatch: Option<Hatch>,
}

/// Lines at 45°.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hatch {
    pub color: Rgb,
    pub opacity: f64,
    pub width: f64,
    pub every: f64,
}

/// Colours of one look.
pub(super) struct Palette {
    pub surface: Rgb,
    ink: Rgb,
    muted: Rgb,
    grid: Rgb,
    zero: Rgb,
    fell: Rgb,
    rose: Rgb,
    rose_text: Rgb,
    neutral_fell: Rgb,
    neutral_rose: Rgb,
}

const fn rgb(hex: u32) -> Rgb {
    let [_, red, green, blue] = hex.to_be_bytes();
    (red, green, blue)
}

static LIGHT: Palette = Palette {
    surface: rgb(0xFF_FFFF),
    ink: rgb(0x1A_1F23),
    muted: rgb(0x68_7077),
    grid: rgb(0xE3_E6E2),
    zero: rgb(0x68_7077),
    fell: rgb(0x14_695F),
    rose: rgb(0xDB_8C3C),
    rose_text: rgb(0x8E_4D0E),
    neutral_fell: rgb(0x68_7077),
    neutral_rose: rgb(0xC3_C9CC),
};

static DARK: Palette = Palette {
    surface: rgb(0x1A_1E21),
    ink: rgb(0xE6_E9EA),
    muted: rgb(0x8C_949A),
    grid: rgb(0x2B_3135),
    zero: rgb(0x8C_949A),
    fell: rgb(0x2F_9A8D),
    rose: rgb(0xF0_B878),
    rose_text: rgb(0xF0_B878),
    neutral_fell: rgb(0x8C_949A),
    neutral_rose: rgb(0x4D_565C),
};

static PRINT: Palette = Palette {
    surface: rgb(0xFF_FFFF),
    ink: rgb(0x00_0000),
    muted: rgb(0x33_3333),
    grid: rgb(0xCC_CCCC),
    zero: rgb(0x00_0000),
    fell: rgb(0x4D_4D4D),
    rose: rgb(0xFF_FFFF),
    rose_text: rgb(0x00_0000),
    neutral_fell: rgb(0x4D_4D4D),
    neutral_rose: rgb(0xFF_FFFF),
};

/// The colours of a look.
pub(super) fn palette(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
        Theme::Print => &PRINT,
    }
}

impl Palette {
    /// The colour of a text.
    pub(super) fn tone(&self, tone: Tone) -> Rgb {
        match tone {
            Tone::Ink => self.ink,
            Tone::Muted => self.muted,
            Tone::Rose => self.rose_text,
        }
    }

    /// The colour of a line.
    pub(super) fn stroke(&self, stroke: Stroke) -> Rgb {
        match stroke {
            Stroke::Grid => self.grid,
            Stroke::Zero => self.zero,
            Stroke::Reference => self.ink,
        }
    }
}

/// The paint of a bar.
pub(super) fn paint(theme: Theme, fill: Fill) -> Paint {
    let palette = palette(theme);
    let solid = |ground| Paint { ground, outline: None, hatch: None };
    let ground = match fill {
        Fill::Fell => return solid(palette.fell),
        Fill::NeutralFell => return solid(palette.neutral_fell),
        Fill::Rose => palette.rose,
        Fill::NeutralRose => palette.neutral_rose,
    };
    if theme == Theme::Print {
        // 0.75 pt outline; 0.4 pt lines every 1.6 mm.
        let hatch = Hatch { color: palette.ink, opacity: 1.0, width: 0.53, every: 6.05 };
        return Paint { ground, outline: Some((palette.ink, 1.0)), hatch: Some(hatch) };
    }
    let (line, edge) = match fill {
        Fill::NeutralRose => (palette.muted, palette.muted),
        Fill::Fell | Fill::Rose | Fill::NeutralFell => (palette.surface, palette.rose_text),
    };
    let hatch = Hatch { color: line, opacity: 0.55, width: 1.0, every: 4.0 };
    Paint { ground, outline: Some((edge, 0.75)), hatch: Some(hatch) }
}
