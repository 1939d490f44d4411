//! Why a chart could not be made.

/// A chart that could not be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// The width or resolution asked for is not one a figure can have.
    #[error("{width_mm} mm at {dpi} dpi is out of range")]
    SizeOutOfRange {
        /// Width asked for.
        width_mm: f64,
        /// Resolution asked for.
        dpi: u32,
    },
    /// The series has no row at all, so there is nothing to show, not even a reason.
    #[error("`{title}` has no rows")]
    NoRows {
        /// Title of the series.
        title: String,
    },
    /// The kind draws numbers of another shape.
    #[error("a {kind} is not drawn from such numbers")]
    WrongSeries {
        /// Name of the kind.
        kind: &'static str,
    },
    /// A line of a table of tiles is not of its form.
    #[error("line {line} is no tile: `{text}`")]
    BadTiles {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// More lines than can be told apart.
    #[error("{count} lines are too many")]
    TooManyLines {
        /// How many there are.
        count: usize,
    },
    /// A day that no period of the figure holds, or a figure without periods side by side.
    #[error("{date} is in no period of the figure")]
    NoPlaceForEvent {
        /// The day, as given.
        date: String,
    },
    /// Nothing of the figure has this key.
    #[error("the figure has no mark `{key}`")]
    NoSuchMark {
        /// What was asked for.
        key: String,
    },
    /// The figure could not be written as SVG.
    #[error("drawing failed: {reason}")]
    Draw {
        /// What the drawing library said.
        reason: String,
    },
    /// The SVG could not be turned into a picture or a page.
    #[error("export to {format} failed: {reason}")]
    Export {
        /// `PNG` or `PDF`.
        format: &'static str,
        /// What the library said.
        reason: String,
    },
}

impl ChartError {
    /// The code of the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SizeOutOfRange { .. } => "size_out_of_range",
            Self::NoRows { .. } => "chart_empty",
            Self::BadTiles { .. } => "bad_tiles",
            Self::TooManyLines { .. } => "too_many_lines",
            Self::NoPlaceForEvent { .. } => "no_place_for_event",
            Self::NoSuchMark { .. } => "no_such_mark",
            Self::WrongSeries { .. } | Self::Draw { .. } | Self::Export { .. } => "chart_failed",
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(String, String)> {
        let pair = |name: &str, value: String| (name.to_owned(), value);
        match self {
            Self::SizeOutOfRange { width_mm, dpi } => {
                vec![pair("width", width_mm.to_string()), pair("dpi", dpi.to_string())]
            }
            Self::TooManyLines { count } => vec![pair("count", count.to_string())],
            Self::NoPlaceForEvent { date } => vec![pair("date", date.clone())],
            Self::NoSuchMark { key } => vec![pair("key", key.clone())],
            Self::NoRows { title } => vec![pair("title", title.clone())],
            Self::WrongSeries { .. } => vec![pair("reason", self.to_string())],
            Self::BadTiles { line, text } => vec![pair("line", line.to_string()), pair("text", text.clone())],
            Self::Draw { reason } => vec![pair("reason", reason.clone())],
            Self::Export { format, reason } => vec![pair("reason", format!("{format}: {reason}"))],
        }
    }
}
