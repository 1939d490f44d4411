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
    /// The colour of dots strewn over it.
    pub dots: Option<Rgb>,
}

/// Lines at 45°.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hatch {
    pub color: Rgb,
    pub opacity: f64,
    pub width: f64,
    pub every: f64,
}

/// What a mark is painted with, for charts that another program draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// The ground, as red, green and blue.
    pub ground: (u8, u8, u8),
    /// The edge.
    pub edge: Option<(u8, u8, u8)>,
    /// The colour of hatch lines.
    pub hatch: Option<(u8, u8, u8)>,
}

impl Ink {
    /// The paint of a fill in a look.
    pub fn of(theme: Theme, fill: Fill) -> Self {
        let paint = paint(theme, fill);
        Self {
            ground: paint.ground,
            edge: paint.outline.map(|(color, _)| color),
            hatch: paint.hatch.map(|hatch| hatch.color),
        }
    }

    /// The colours of grid lines and of the line bars start from.
    pub fn lines_of(theme: Theme) -> ((u8, u8, u8), (u8, u8, u8)) {
        let palette = palette(theme);
        (palette.grid, palette.zero)
    }
}

/// Colours of one look.
pub(super) struct Palette {
    pub surface: Rgb,
    pub ink: Rgb,
    muted: Rgb,
    grid: Rgb,
    zero: Rgb,
    fell: Rgb,
    rose: Rgb,
    rose_text: Rgb,
    neutral_fell: Rgb,
    neutral_rose: Rgb,
    /// A count without a judgement.
    plain: Rgb,
    /// Earlier periods, the one before first.
    past: [Rgb; 4],
    /// The edge of what is older than that.
    past_edge: Rgb,
    /// A tile without a judgement.
    ground: Rgb,
    /// Depths of a reduction, the slightest first.
    depth: [Rgb; 4],
    neutral_depth: [Rgb; 4],
    /// Lines and parts in the order of the legend.
    series: [Rgb; 5],
    /// The parts without a place of their own.
    others: Rgb,
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
    plain: rgb(0x93_9BA1),
    past: [rgb(0xC3_C9CC), rgb(0xD7_DCDE), rgb(0xE9_ECEC), rgb(0xFF_FFFF)],
    past_edge: rgb(0xC6_CBC8),
    ground: rgb(0xF1_F3F2),
    depth: [rgb(0xDC_EAE8), rgb(0xA9_CCC7), rgb(0x2F_7F75), rgb(0x0F_5E55)],
    neutral_depth: [rgb(0xE9_EBE8), rgb(0xC3_C9CC), rgb(0x68_7077), rgb(0x4A_5157)],
    series: [rgb(0x1F_5A8F), rgb(0x4F_A294), rgb(0xDB_8C3C), rgb(0x4C_565E), rgb(0x8C_7BB8)],
    others: rgb(0xD7_DCDE),
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
    plain: rgb(0x6B_747A),
    past: [rgb(0x4D_565C), rgb(0x3D_454A), rgb(0x2E_3539), rgb(0x1A_1E21)],
    past_edge: rgb(0x59_6168),
    ground: rgb(0x24_292C),
    depth: [rgb(0x20_302F), rgb(0x1F_4A46), rgb(0x1F_6A62), rgb(0x62_C3B6)],
    neutral_depth: [rgb(0x2B_3135), rgb(0x45_4D52), rgb(0x85_8D93), rgb(0xB3_BABF)],
    series: [rgb(0x6F_A8DA), rgb(0x2F_9A8D), rgb(0xF0_B878), rgb(0x98_A1A7), rgb(0xA9_9ADB)],
    others: rgb(0x3D_454A),
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
    plain: rgb(0xA6_A6A6),
    past: [rgb(0xD9_D9D9), rgb(0xE8_E8E8), rgb(0xF4_F4F4), rgb(0xFF_FFFF)],
    past_edge: rgb(0x00_0000),
    ground: rgb(0xFF_FFFF),
    depth: [rgb(0xFF_FFFF), rgb(0xDE_DEDE), rgb(0x9E_9E9E), rgb(0x4D_4D4D)],
    neutral_depth: [rgb(0xFF_FFFF), rgb(0xDE_DEDE), rgb(0x9E_9E9E), rgb(0x4D_4D4D)],
    // From dark to light, so that parts which follow each other differ; the last two are hatched.
    series: [rgb(0x4D_4D4D), rgb(0xD9_D9D9), rgb(0x8C_8C8C), rgb(0xFF_FFFF), rgb(0xD9_D9D9)],
    others: rgb(0xFF_FFFF),
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
    pub(super) fn tone(&self, theme: Theme, tone: Tone) -> Rgb {
        match tone {
            Tone::Ink => self.ink,
            Tone::Muted => self.muted,
            Tone::Rose => self.rose_text,
            Tone::On(fill) => {
                let ground = paint(theme, fill).ground;
                let on = [self.ink, self.surface];
                on.into_iter()
                    .max_by(|a, b| contrast(*a, ground).total_cmp(&contrast(*b, ground)))
                    .unwrap_or(self.ink)
            }
        }
    }

    /// The pen of a line.
    pub(super) fn pen(&self, theme: Theme, stroke: Stroke) -> Pen {
        let pen = |color, width, dash| Pen { color, width, dash };
        match stroke {
            Stroke::Grid => pen(self.grid, 1.0, None),
            Stroke::Zero => pen(self.zero, 1.0, None),
            Stroke::Reference => pen(self.ink, 1.0, Some("4 3")),
            Stroke::Lead => pen(self.muted, 0.75, None),
            Stroke::Went(Fill::Rose) => pen(self.rose_text, 2.0, Some("5 2.5")),
            Stroke::Went(Fill::NeutralRose) => pen(self.muted, 2.0, Some("5 2.5")),
            Stroke::Went(Fill::Fell) => pen(self.fell, 2.0, None),
            Stroke::Went(Fill::NeutralFell) => pen(self.neutral_fell, 2.0, None),
            Stroke::Went(_) => pen(self.plain, 1.5, None),
            Stroke::Series(n) => pen(self.line(theme, n), 1.6, dash(n)),
            Stroke::Strong(n) => pen(self.line(theme, n), 3.0, dash(n)),
            Stroke::Event => pen(self.ink, 0.75, Some("1.5 2")),
        }
    }

    /// The colour of a line of data; on paper all are ink and told apart by their dashes.
    fn line(&self, theme: Theme, number: u8) -> Rgb {
        if theme == Theme::Print { self.ink } else { nth(&self.series, number) }
    }
}

/// The pen of borders of a map: the same for every region, or the later of two neighbours would win.
pub(super) fn border(theme: Theme) -> (Rgb, f64) {
    (palette(theme).zero, 0.6)
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub color: Rgb,
    pub width: f64,
    pub dash: Option<&'static str>,
}

/// The dash of one of several lines: solid, dash, dot, dash and dot, long dash.
fn dash(number: u8) -> Option<&'static str> {
    match number {
        0 | 1 => None,
        2 => Some("6 3"),
        3 => Some("1.5 3"),
        4 => Some("7 3 1.5 3"),
        _ => Some("12 4"),
    }
}

/// The colour of a step that counts from 1; the last one for all beyond.
fn nth(colors: &[Rgb], step: u8) -> Rgb {
    let at = usize::from(step.saturating_sub(1));
    colors.get(at).or_else(|| colors.last()).copied().unwrap_or_default()
}

/// The ratio of the lightness of two colours, as WCAG counts it.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let channel = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let lightness = |(red, green, blue): Rgb| {
        0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue) + 0.05
    };
    let (a, b) = (lightness(a), lightness(b));
    (a / b).max(b / a)
}

/// The paint of a bar or tile.
pub(super) fn paint(theme: Theme, fill: Fill) -> Paint {
    let palette = palette(theme);
    let hairline = |color| Some((color, 0.75));
    let solid = |ground| Paint { ground, outline: None, hatch: None, dots: None };
    // On paper, what is light needs an edge.
    let edged = |ground| Paint {
        ground,
        outline: if theme == Theme::Print { hairline(palette.ink) } else { None },
        hatch: None,
        dots: None,
    };
    match fill {
        Fill::Fell => solid(palette.fell),
        Fill::NeutralFell => solid(palette.neutral_fell),
        Fill::Plain => edged(palette.plain),
        Fill::Past(1) => edged(nth(&palette.past, 1)),
        Fill::Past(age) => Paint { outline: hairline(palette.past_edge), ..solid(nth(&palette.past, age)) },
        Fill::Ground => edged(palette.ground),
        Fill::Depth(depth) => edged(nth(&palette.depth, depth)),
        Fill::NeutralDepth(depth) => edged(nth(&palette.neutral_depth, depth)),
        Fill::Part(n) => part(theme, n),
        Fill::Others => Paint { outline: hairline(palette.past_edge), ..solid(palette.others) },
        Fill::Empty => Paint { outline: hairline(palette.muted), ..solid(palette.surface) },
        Fill::Missing => {
            let outline = hairline(palette.muted);
            Paint { outline, dots: Some(palette.muted), ..solid(palette.surface) }
        }
        Fill::Rose => hatched(theme, palette.rose, (palette.surface, palette.rose_text)),
        Fill::NeutralRose => hatched(theme, palette.neutral_rose, (palette.muted, palette.muted)),
    }
}

/// The paint of one of several parts. On paper the first three are greys, the others hatched, sparse and dense.
fn part(theme: Theme, number: u8) -> Paint {
    let palette = palette(theme);
    let ground = nth(&palette.series, number);
    if theme != Theme::Print {
        // The surface shows between parts that follow each other.
        return Paint { ground, outline: Some((palette.surface, 0.75)), hatch: None, dots: None };
    }
    let every = match number {
        0..=3 => None,
        4 => Some(6.05),
        _ => Some(3.0),
    };
    let hatch = every.map(|every| Hatch { color: palette.ink, opacity: 1.0, width: 0.53, every });
    Paint { ground, outline: Some((palette.ink, 0.75)), hatch, dots: None }
}

/// The paint of what rose: hatch lines and an edge.
fn hatched(theme: Theme, ground: Rgb, (line, edge): (Rgb, Rgb)) -> Paint {
    if theme == Theme::Print {
        let ink = palette(theme).ink;
        // 0.75 pt outline; 0.4 pt lines every 1.6 mm.
        let hatch = Hatch { color: ink, opacity: 1.0, width: 0.53, every: 6.05 };
        return Paint { ground, outline: Some((ink, 1.0)), hatch: Some(hatch), dots: None };
    }
    let hatch = Hatch { color: line, opacity: 0.55, width: 1.0, every: 4.0 };
    Paint { ground, outline: Some((edge, 0.75)), hatch: Some(hatch), dots: None }
}

/// The ground and the edge of a dot: what rose is a ring, so that grey tells it apart.
pub(super) fn dot(theme: Theme, fill: Fill) -> (Rgb, Rgb) {
    let palette = palette(theme);
    match fill {
        Fill::Rose => (palette.surface, palette.rose_text),
        Fill::NeutralRose => (palette.surface, palette.muted),
        Fill::Past(_) => (nth(&palette.past, 1), palette.muted),
        Fill::Empty => (palette.surface, palette.muted),
        Fill::Part(n) => (palette.line(theme, n), palette.line(theme, n)),
        _ => {
            let ground = paint(theme, fill).ground;
            (ground, ground)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_a_fill_can_be_read() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            for fill in (1..=4).flat_map(|n| [Fill::Depth(n), Fill::NeutralDepth(n)]).chain([Fill::Ground]) {
                let ground = paint(theme, fill).ground;
                let ratio = contrast(palette(theme).tone(theme, Tone::On(fill)), ground);
                assert!(ratio >= 4.5, "{theme:?} {fill:?}: {ratio:.1} : 1");
            }
        }
    }

    #[test]
    fn numbers_on_a_part_can_be_read_and_parts_that_follow_differ_in_grey() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            let fills: Vec<Fill> = (1..=5).map(Fill::Part).chain([Fill::Others]).collect();
            for fill in &fills {
                let ground = paint(theme, *fill).ground;
                let ratio = contrast(palette(theme).tone(theme, Tone::On(*fill)), ground);
                assert!(ratio >= 4.0, "{theme:?} {fill:?}: {ratio:.1} : 1");
            }
        }
        for pair in (1..=5).map(|n| paint(Theme::Print, Fill::Part(n))).collect::<Vec<_>>().windows(2) {
            let [one, next] = pair else { continue };
            let is_other_hatch = one.hatch.map(|h| h.every) != next.hatch.map(|h| h.every);
            assert!(is_other_hatch || contrast(one.ground, next.ground) >= 1.5, "{one:?} and {next:?}");
        }
        let dashes: std::collections::BTreeSet<_> = (1..=5).map(dash).collect();
        assert_eq!(dashes.len(), 5, "each line has a dash of its own");
    }

    #[test]
    fn depths_are_told_apart_in_grey() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            for depths in [palette(theme).depth, palette(theme).neutral_depth] {
                for pair in depths.windows(2) {
                    let [slight, deep] = pair else { continue };
                    assert!(contrast(*slight, *deep) >= 1.25, "{theme:?}: {slight:?} and {deep:?}");
                }
            }
        }
    }
}
