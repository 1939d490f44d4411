//! Type size and the widths of the columns left of the bars, so that every name and number fits.

use super::rows::Line;
use crate::chart::frame::MARGIN;
use crate::chart::names::{self, DENSEST, TypeScale as Scale, scales};
use crate::chart::series::RankedSeries;
use crate::chart::typeset::{Weight, width, wrap};
use crate::chart::words;

/// The gap between two columns.
const GAP: f64 = 16.0;
/// The gap between the table and the bars.
const PLOT_GAP: f64 = 20.0;

/// The columns, by their edges.
pub(super) struct Columns {
    /// Sizes.
    pub type_scale: Scale,
    /// Whether the bar stands under the name and the counts, where the figure is too narrow for one line.
    pub is_stacked: bool,
    /// Left edge of the names.
    pub name_x: f64,
    /// Right edge of the base counts.
    pub base_right: f64,
    /// Right edge of the current counts.
    pub current_right: f64,
    /// Left edge of the bars.
    pub plot_left: f64,
    /// Right edge of everything.
    pub plot_right: f64,
    /// The name of each row, broken into lines.
    pub names: Vec<Vec<String>>,
    /// The heads, broken into lines: name, base, current.
    pub heads: [Vec<String>; 3],
}

impl Columns {
    /// The room for bars and their labels.
    pub(super) fn plot_width(&self) -> f64 {
        self.plot_right - self.plot_left
    }
}

/// Takes the roomiest type at which names need at most two lines and the bars keep their room; failing that, three
/// lines of the smallest type; failing that, bars under the names.
pub(super) fn fit(series: &RankedSeries, lines: &[Line<'_>], total: f64) -> Columns {
    let fits = |columns: &Columns, most_lines: usize| {
        let are_names_short = columns.names.iter().all(|name| name.len() <= most_lines);
        are_names_short && columns.plot_width() >= room(lines, columns.type_scale, total)
    };
    scales(lines.len())
        .map(|scale| at_scale(series, lines, total, scale))
        .find(|columns| fits(columns, 2))
        .or_else(|| Some(at_scale(series, lines, total, DENSEST)).filter(|columns| fits(columns, 3)))
        .unwrap_or_else(|| stacked(at_scale(series, lines, total, DENSEST), series, lines, total))
}

/// The least room for bars: 36 % of the figure, or what the longest bar label and a short bar need.
fn room(lines: &[Line<'_>], scale: Scale, total: f64) -> f64 {
    let labels = lines
        .iter()
        .filter(|line| line.is_ranked())
        .map(|line| width(&line.label, scale.body, Weight::Medium));
    (total * 0.36).max(labels.fold(0.0, f64::max) + 40.0)
}

fn at_scale(series: &RankedSeries, lines: &[Line<'_>], total: f64, scale: Scale) -> Columns {
    let text = |words: &str| width(words, scale.body, Weight::Regular);
    let widest = |words: &mut dyn Iterator<Item = &str>| words.map(text).fold(0.0, f64::max);
    let ranks: Vec<String> = lines.iter().filter_map(|line| line.rank).map(|rank| rank.to_string()).collect();
    let rank_width = ranks.iter().map(|rank| width(rank, scale.small, Weight::Regular)).fold(0.0, f64::max);
    let name_x = if ranks.is_empty() { MARGIN } else { MARGIN + (rank_width + 7.0).max(16.0) };

    let head = |words: &str, limit: f64| wrap(&words::clean(words), scale.small, Weight::Regular, limit);
    let head_width = |head: &[String]| {
        head.iter().map(|line| width(line, scale.small, Weight::Regular)).fold(0.0, f64::max)
    };
    let base_numbers = widest(&mut lines.iter().map(|line| line.base.as_str()));
    let current_numbers = widest(&mut lines.iter().map(|line| line.current.as_str()));
    let limit = scale.small * 4.2;
    let base_head = head(&series.base_label, base_numbers.max(limit));
    let current_head = head(&series.current_label, current_numbers.max(limit));
    let base_width = base_numbers.max(head_width(&base_head));
    let current_width = current_numbers.max(head_width(&current_head));

    let fixed = name_x + GAP + base_width + GAP + current_width + PLOT_GAP + MARGIN;
    let cap = (total - fixed - room(lines, scale, total)).max(scale.body * 4.0);
    let names = break_names(lines, scale, cap);
    let name_head = head(&series.row_head, cap);
    let name_width = widest(&mut names.iter().flatten().map(String::as_str)).max(head_width(&name_head));

    let base_right = name_x + name_width + GAP + base_width;
    let current_right = base_right + GAP + current_width;
    Columns {
        type_scale: scale,
        is_stacked: false,
        name_x,
        base_right,
        current_right,
        plot_left: current_right + PLOT_GAP,
        plot_right: total - MARGIN,
        names,
        heads: [name_head, base_head, current_head],
    }
}

/// Moves the counts to the right edge and the bars under the names.
fn stacked(columns: Columns, series: &RankedSeries, lines: &[Line<'_>], total: f64) -> Columns {
    let scale = columns.type_scale;
    let [_, base_head, current_head] = columns.heads;
    let base_numbers = lines.iter().map(|line| width(&line.base, scale.body, Weight::Regular));
    let base_heads = base_head.iter().map(|head| width(head, scale.small, Weight::Regular));
    let base_width = base_numbers.chain(base_heads).fold(0.0, f64::max);
    let right = total - MARGIN;
    let base_right = right - (columns.current_right - columns.base_right);
    let cap = base_right - base_width - GAP - columns.name_x;
    let name_head = wrap(&words::clean(&series.row_head), scale.small, Weight::Regular, cap);
    Columns {
        is_stacked: true,
        base_right,
        current_right: right,
        plot_left: columns.name_x,
        plot_right: right,
        names: break_names(lines, scale, cap),
        heads: [name_head, base_head, current_head],
        ..columns
    }
}

fn break_names(lines: &[Line<'_>], scale: Scale, cap: f64) -> Vec<Vec<String>> {
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    names::break_names(&names, scale, cap)
}
