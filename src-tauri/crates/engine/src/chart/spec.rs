//! What a caller asks for: the kind of chart, its language, look, width and order.

use super::ChartError;
use crate::model::Lang;

/// The width of the type area of GB/T 9704, the usual width of a figure in a document.
pub const TYPE_AREA_MM: f64 = 156.0;

/// The kinds of chart there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// One bar per unit, ranked by its rate, beside its counts.
    RankedBars,
    /// One bar per unit and period.
    GroupedBars,
    /// A dot before and a dot after, joined.
    Dumbbell,
    /// Units down, periods across, shaded by their changes.
    HeatTable,
    /// One small panel per unit.
    SmallMultiples,
    /// One line per unit between two periods.
    Slope,
    /// What each unit adds to the change of the whole.
    Waterfall,
    /// Units as tiles about where they lie.
    TileGrid,
    /// Lines over periods.
    Trend,
    /// What each period is made of, in counts.
    Stacked,
    /// What each period is made of, in percent.
    Composition,
    /// The months of a year added up, against last year and the quota.
    Cumulative,
    /// Units by their borders, shaded by their rates.
    Choropleth,
}

impl ChartKind {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::RankedBars => "ranked-bars",
            Self::GroupedBars => "grouped-bars",
            Self::Dumbbell => "dumbbell",
            Self::HeatTable => "heat-table",
            Self::SmallMultiples => "small-multiples",
            Self::Slope => "slope",
            Self::Waterfall => "waterfall",
            Self::TileGrid => "tile-grid",
            Self::Trend => "trend",
            Self::Stacked => "stacked",
            Self::Composition => "composition",
            Self::Cumulative => "cumulative",
            Self::Choropleth => "choropleth",
        }
    }
}

/// The look: two for the screen, one for black ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Ink on white.
    #[default]
    Light,
    /// The dark window.
    Dark,
    /// Black and white: greys and hatching only.
    Print,
}

impl Theme {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }
}

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Largest reduction first, rows without a rate last; ties in the order given.
    #[default]
    ByValue,
    /// The order the series gives, which is the official one.
    Official,
}

/// How shades of a map are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Breaks {
    /// At round steps of a rate, the same for every class.
    #[default]
    Even,
    /// So that each class has about as many units.
    Quantile,
}

/// A day something took effect, drawn as an upright line over the periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, where it is known.
    pub day: Option<u8>,
    /// What happened.
    pub words: String,
}

impl Event {
    /// Reads `2024-08=文字` or `2024-08-15=文字`.
    pub fn from_text(text: &str) -> Option<Self> {
        let (date, words) = text.split_once('=')?;
        let mut parts = date.trim().split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month =
            parts.next()?.trim_start_matches('M').parse().ok().filter(|month| (1..=12).contains(month))?;
        let day = match parts.next() {
            Some(day) => Some(day.parse().ok().filter(|day| (1..=31).contains(day))?),
            None => None,
        };
        let is_whole = parts.next().is_none() && !words.trim().is_empty();
        is_whole.then(|| Self { year, month, day, words: words.trim().to_owned() })
    }

    /// How much of its year had gone by.
    pub(super) fn share_of_year(&self) -> f64 {
        let days = f64::from(self.day.unwrap_or(1).saturating_sub(1));
        (f64::from(self.month) - 1.0 + days / 31.0) / 12.0
    }
}

/// Words of a person at a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The key of the mark, or of the row it belongs to.
    pub key: String,
    /// What to say there.
    pub words: String,
}

/// What to draw and how.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// The kind.
    pub kind: ChartKind,
    /// The language of every word the chart adds.
    pub lang: Lang,
    /// The look.
    pub theme: Theme,
    /// Width in print; on screen 1 mm is 96/25.4 pixels.
    pub width_mm: f64,
    /// Height in print, as near to it as rows and words allow; without one it follows from the rows.
    pub height_mm: Option<f64>,
    /// How far rows and plots are spread in height: 1 is what they need. A height asked for decides it anew.
    pub spread: f64,
    /// Replaces the title of the series.
    pub title: Option<String>,
    /// The order of rows.
    pub order: Order,
    /// How shades of a map are told apart.
    pub breaks: Breaks,
    /// Days drawn over periods.
    pub events: Vec<Event>,
    /// The key of a unit set apart.
    pub highlight: Option<String>,
    /// Words at marks.
    pub notes: Vec<Note>,
}

impl ChartSpec {
    /// A figure as wide as the type area, light, ranked by value.
    pub fn new(kind: ChartKind, lang: Lang) -> Self {
        Self {
            kind,
            lang,
            theme: Theme::default(),
            width_mm: TYPE_AREA_MM,
            height_mm: None,
            spread: 1.0,
            title: None,
            order: Order::default(),
            breaks: Breaks::default(),
            events: Vec::new(),
            highlight: None,
            notes: Vec::new(),
        }
    }

    /// Refuses a width no figure can have.
    pub(super) fn check(&self) -> Result<(), ChartError> {
        check_size(self.width_mm, 96)
    }
}

/// 60–600 mm at 96–600 dpi: what the message `size_out_of_range` promises.
pub(super) fn check_size(width_mm: f64, dpi: u32) -> Result<(), ChartError> {
    if (60.0..=600.0).contains(&width_mm) && (96..=600).contains(&dpi) {
        Ok(())
    } else {
        Err(ChartError::SizeOutOfRange { width_mm, dpi })
    }
}
