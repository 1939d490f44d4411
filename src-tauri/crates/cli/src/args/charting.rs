//! Arguments of `chart`.

use super::ByArg;
use clap::ValueEnum;
use jianfu_engine::chart::{Breaks, Event, Note};
use jianfu_engine::model::Period;
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ThemeArg {
    Light,
    Dark,
    Print,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum OrderArg {
    /// Largest reduction first.
    Value,
    /// The order of the administrative list.
    Official,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum BreaksArg {
    Even,
    Quantile,
}

impl From<BreaksArg> for Breaks {
    fn from(arg: BreaksArg) -> Self {
        match arg {
            BreaksArg::Even => Self::Even,
            BreaksArg::Quantile => Self::Quantile,
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct ChartArgs {
    /// Kind of chart (see --list).
    #[arg(required_unless_present = "list", requires_all = ["workspace", "indicator", "period", "output"])]
    pub kind: Option<String>,
    /// List the kinds.
    #[arg(long)]
    pub list: bool,
    /// With --list: print one JSON document.
    #[arg(long)]
    pub json: bool,
    /// The workspace file.
    #[arg(short, long, value_name = "W")]
    pub workspace: Option<PathBuf>,
    /// Indicator id or name.
    #[arg(long, value_name = "I")]
    pub indicator: Option<String>,
    /// Current period.
    #[arg(long, value_name = "P")]
    pub period: Option<Period>,
    /// Base period (default: the same period of the year before).
    #[arg(long, value_name = "P2")]
    pub against: Option<Period>,
    /// First of several periods, for kinds that show more than two (default: the earliest known).
    #[arg(long, value_name = "P1", conflicts_with = "against")]
    pub from: Option<Period>,
    /// Title, in place of the one made from indicator and periods; `finding` states what the figure shows.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// For a tile grid: a table of area codes, columns and rows, parted by tabs.
    #[arg(long, value_name = "FILE")]
    pub tiles: Option<PathBuf>,
    /// For a map: the boundary file, by name (see `boundary list`; default: the one that has most of the areas).
    #[arg(long, value_name = "NAME")]
    pub boundary: Option<String>,
    /// For a map: classes of even steps, or of about as many units each.
    #[arg(long, value_enum, default_value = "even")]
    pub breaks: BreaksArg,
    /// What the rows, lines or parts are; a map and a tile grid know areas only.
    #[arg(long, value_enum, default_value = "area")]
    pub by: ByArg,
    /// Units drawn, by key or name (default: every row; in trend and cumulative everything together).
    #[arg(long, value_name = "U", value_delimiter = ',')]
    pub units: Vec<String>,
    /// A day marked over the periods of trend and cumulative: 2024-08=TEXT. May be given several times.
    #[arg(long, value_name = "DAY=TEXT", value_parser = event)]
    pub mark: Vec<Event>,
    /// A unit set apart, by key or name.
    #[arg(long, value_name = "U")]
    pub highlight: Option<String>,
    /// Words at a mark: 430100=TEXT, or with the unit's name. May be given several times.
    #[arg(long, value_name = "U=TEXT", value_parser = note)]
    pub note: Vec<Note>,
    /// Scope, by id or name; needed when there are several.
    #[arg(long, value_name = "S")]
    pub scope: Option<String>,
    /// Where to write: .svg, .png, .pdf, or .xlsx with the numbers and a chart that can be edited.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Look.
    #[arg(long, value_enum, default_value = "light")]
    pub theme: ThemeArg,
    /// Order of the rows.
    #[arg(long, value_enum, default_value = "value")]
    pub order: OrderArg,
    /// Width in millimetres.
    #[arg(long, value_name = "N", default_value_t = 156.0)]
    pub width_mm: f64,
    /// Height in millimetres, as near to it as the rows allow (default: what they need).
    #[arg(long, value_name = "N")]
    pub height_mm: Option<f64>,
    /// Resolution of a PNG.
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub dpi: u32,
}

fn event(text: &str) -> Result<Event, String> {
    Event::from_text(text)
        .ok_or_else(|| format!("`{text}` is no day with words, such as 2024-08=TEXT or 2024-08-15=TEXT"))
}

fn note(text: &str) -> Result<Note, String> {
    let pair = text.split_once('=').map(|(key, words)| (key.trim(), words.trim()));
    let (key, words) = pair
        .filter(|(key, words)| !key.is_empty() && !words.is_empty())
        .ok_or_else(|| format!("`{text}` is no unit with words, such as 430100=TEXT"))?;
    Ok(Note { key: key.to_owned(), words: words.to_owned() })
}
