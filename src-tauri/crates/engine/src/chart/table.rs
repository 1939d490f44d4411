//! The numbers of a figure as rows and cells, for whoever reads a table instead of the drawing, and for the clipboard.
//! What a cell says is what the figure says; what it holds as a number is exact.

use super::describe::gap;
use super::figure::Figure;
use super::series::{
    Cell, Change, Column, CumulativeSeries, MatrixRow, MatrixSeries, PartsSeries, RankedRow, RankedSeries,
    Series, StackedPart, StackedSeries,
};
use super::spec::ChartKind;
use super::words;
use crate::format;
use crate::model::{Decimal, Lang};
use std::collections::HashMap;

/// The numbers of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataTable {
    /// The heads, that of the names first, with the unit of what stands below.
    pub heads: Vec<String>,
    /// The rows, in the order drawn.
    pub rows: Vec<TableRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The key its marks are found by.
    pub key: String,
    /// Its name.
    pub label: String,
    /// One for each head after the first.
    pub cells: Vec<TableCell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// As printed, or why there is no number.
    pub text: String,
    /// The number, where there is one.
    pub number: Option<Decimal>,
}

impl TableCell {
    fn number(value: Decimal, text: String) -> Self {
        Self { text, number: Some(value) }
    }

    fn words(text: String) -> Self {
        Self { text, number: None }
    }

    fn count(value: Option<Decimal>) -> Self {
        Self { text: words::count(value), number: value }
    }
}

/// The numbers of a figure as a table.
pub fn data_table(series: &Series, figure: &Figure) -> DataTable {
    let lang = figure.lang;
    let mut table = match series {
        Series::Ranked(series) => ranked(series, lang),
        Series::Tiles(series) => ranked(&series.ranking, lang),
        Series::Map(series) => ranked(&series.ranking, lang),
        Series::Matrix(series) => matrix(series, lang),
        Series::Parts(series) => parts(series, lang),
        Series::Stacked(series) => stacked(series, figure.kind == ChartKind::Composition.name(), lang),
        Series::Cumulative(series) => cumulative(series, lang),
    };
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, mark) in figure.marks.iter().enumerate() {
        let unit = mark.key.split('/').next().unwrap_or_default();
        places.entry(unit).or_insert(place);
        places.entry(mark.key.as_str()).or_insert(place);
    }
    table.rows.sort_by_key(|row| places.get(row.key.as_str()).copied().unwrap_or(usize::MAX));
    table
}

fn head(words: &str, zh: &str, en: &str, lang: Lang) -> String {
    if words.is_empty() { lang.pick(zh, en).to_owned() } else { words::clean(words) }
}

/// `2023年/件`, `2023, items`.
fn with_unit(words: &str, unit: &str, lang: Lang) -> String {
    let (words, unit) = (words::clean(words), words::clean(unit));
    if unit.is_empty() { words } else { format!("{words}{}{unit}", lang.pick("/", ", ")) }
}

fn rate_head(lang: Lang) -> String {
    lang.pick("增减率/%", "Change, %").to_owned()
}

fn ranked(series: &RankedSeries, lang: Lang) -> DataTable {
    let heads = vec![
        head(&series.row_head, "名称", "Name", lang),
        with_unit(&series.base_label, &series.unit, lang),
        with_unit(&series.current_label, &series.unit, lang),
        with_unit(lang.pick("增减", "Change"), &series.unit, lang),
        rate_head(lang),
    ];
    let change = |row: &RankedRow| {
        let change = row.current.zip(row.base).and_then(|(current, base)| current.checked_sub(base));
        change.map_or_else(|| TableCell::words("—".to_owned()), |c| TableCell::number(c, format::change(c)))
    };
    let rate = |row: &RankedRow| match row.rate.filter(|_| !row.is_small_base) {
        Some(rate) => TableCell::number(rate, format::signed_percent(rate)),
        None if row.is_small_base => TableCell::words(small_base(lang)),
        None => TableCell::words(words::reason(series, row, lang)),
    };
    let rows = series.rows.iter().map(|row| TableRow {
        key: row.key.clone(),
        label: words::clean(&row.label),
        cells: vec![TableCell::count(row.base), TableCell::count(row.current), change(row), rate(row)],
    });
    DataTable { heads, rows: rows.collect() }
}

fn small_base(lang: Lang) -> String {
    lang.pick("基数小，不计算降幅", "base too small for a rate").to_owned()
}

fn changed(change: Change, lang: Lang) -> TableCell {
    match change {
        Change::Rate(rate) => TableCell::number(rate, format::signed_percent(rate)),
        Change::Unchanged => TableCell::number(Decimal::ZERO, lang.pick("持平", "unchanged").to_owned()),
        Change::SmallBase => TableCell::words(small_base(lang)),
        Change::None(reason) => TableCell::words(format::no_rate(reason, lang).to_owned()),
    }
}

fn counted(cell: &Cell, lang: Lang) -> TableCell {
    match cell.count {
        Ok(count) => TableCell::number(count, format::count(count)),
        Err(why) => TableCell::words(gap(why, lang)),
    }
}

fn matrix_row(row: &MatrixRow, lang: Lang) -> TableRow {
    let mut cells: Vec<TableCell> = row.cells.iter().map(|cell| counted(cell, lang)).collect();
    cells.push(changed(row.change, lang));
    TableRow { key: row.key.clone(), label: words::clean(&row.label), cells }
}

fn matrix_heads(series: &MatrixSeries, lang: Lang) -> Vec<String> {
    let unit = &series.caption.unit;
    let mut heads = vec![head(&series.row_head, "名称", "Name", lang)];
    heads.extend(series.columns.iter().map(|column: &Column| with_unit(&column.label, unit, lang)));
    heads.push(rate_head(lang));
    heads
}

fn matrix(series: &MatrixSeries, lang: Lang) -> DataTable {
    let rows = series.rows.iter().map(|row| matrix_row(row, lang)).collect();
    DataTable { heads: matrix_heads(series, lang), rows }
}

fn cumulative(series: &CumulativeSeries, lang: Lang) -> DataTable {
    let mut table = matrix(&series.matrix, lang);
    // The change is of the year; that of the year before is of another question.
    for row in table.rows.iter_mut().skip(1) {
        if let Some(last) = row.cells.last_mut() {
            *last = TableCell::words("—".to_owned());
        }
    }
    if let Some(quota) = &series.quota {
        let columns = series.matrix.columns.len();
        let mut cells = vec![TableCell::words("—".to_owned()); columns + 1];
        // A quota is of the whole year.
        if let Some(last) = columns.checked_sub(1).and_then(|last| cells.get_mut(last)) {
            *last = TableCell::count(Some(quota.value));
        }
        table.rows.push(TableRow { key: "quota".to_owned(), label: words::clean(&quota.label), cells });
    }
    table
}

fn parts(series: &PartsSeries, lang: Lang) -> DataTable {
    let points_head = lang.pick("贡献/百分点", "Contribution, pp");
    let heads = vec![
        head(&series.row_head, "名称", "Name", lang),
        with_unit(lang.pick("增减", "Change"), &series.caption.unit, lang),
        points_head.to_owned(),
    ];
    let change = |change: Option<Decimal>| {
        change.map_or_else(|| TableCell::words("—".to_owned()), |c| TableCell::number(c, format::change(c)))
    };
    let points = |points: Option<Decimal>, why| match (points, why) {
        (Some(points), _) => TableCell::number(points, format::signed_points(points)),
        (None, Some(reason)) => TableCell::words(words::no_rate(reason, series.periods, lang)),
        (None, None) => TableCell::words("—".to_owned()),
    };
    let mut rows: Vec<TableRow> = Vec::new();
    for row in &series.rows {
        let cells = vec![change(row.change), points(row.points, row.no_rate)];
        rows.push(TableRow { key: row.key.clone(), label: words::clean(&row.label), cells });
    }
    let cells = vec![change(series.total_change), points(series.total_rate, series.no_rate)];
    rows.push(TableRow { key: "total".to_owned(), label: words::clean(&series.total_label), cells });
    DataTable { heads, rows }
}

fn stacked(series: &StackedSeries, is_share: bool, lang: Lang) -> DataTable {
    let unit = if is_share { "%" } else { series.caption.unit.as_str() };
    let mut heads = vec![lang.pick("部分", "Part").to_owned()];
    heads.extend(series.columns.iter().map(|column| with_unit(&column.label, unit, lang)));
    let cell = |part: &StackedPart, index: usize| match part.cells.get(index) {
        Some(cell) if is_share && cell.share.is_some() => {
            let share = cell.share.unwrap_or_default();
            TableCell::number(share, format::percent(share))
        }
        Some(cell) => match cell.count {
            Ok(count) if !is_share => TableCell::number(count, format::count(count)),
            Ok(_) => TableCell::words("—".to_owned()),
            Err(why) => TableCell::words(gap(why, lang)),
        },
        None => TableCell::words("—".to_owned()),
    };
    let mut rows: Vec<TableRow> = Vec::new();
    for part in &series.parts {
        let cells = (0..series.columns.len()).map(|index| cell(part, index)).collect();
        rows.push(TableRow { key: part.key.clone(), label: words::clean(&part.label), cells });
    }
    if !is_share {
        let cells = series.totals.iter().map(|total| TableCell::count(*total)).collect();
        let label = lang.pick("已知各部分合计", "Sum of the parts that are known").to_owned();
        rows.push(TableRow { key: "sum".to_owned(), label, cells });
    }
    DataTable { heads, rows }
}

impl Series {
    /// The units or parts that stand apart in it, each with its name, in the order given.
    pub fn units(&self) -> Vec<(&str, &str)> {
        fn ranked(series: &RankedSeries) -> Vec<(&str, &str)> {
            series.rows.iter().map(|row| (row.key.as_str(), row.label.as_str())).collect()
        }
        fn matrix(series: &MatrixSeries) -> Vec<(&str, &str)> {
            series.rows.iter().map(|row| (row.key.as_str(), row.label.as_str())).collect()
        }
        match self {
            Self::Ranked(series) => ranked(series),
            Self::Tiles(series) => ranked(&series.ranking),
            Self::Map(series) => ranked(&series.ranking),
            Self::Matrix(series) => matrix(series),
            Self::Cumulative(series) => matrix(&series.matrix),
            Self::Parts(series) => {
                series.rows.iter().map(|row| (row.key.as_str(), row.label.as_str())).collect()
            }
            Self::Stacked(series) => {
                series.parts.iter().map(|part| (part.key.as_str(), part.label.as_str())).collect()
            }
        }
    }

    /// The title it suggests by itself.
    pub fn title(&self) -> &str {
        match self {
            Self::Ranked(series) => &series.title,
            Self::Tiles(series) => &series.ranking.title,
            Self::Map(series) => &series.ranking.title,
            Self::Matrix(series) => &series.caption.title,
            Self::Cumulative(series) => &series.matrix.caption.title,
            Self::Parts(series) => &series.caption.title,
            Self::Stacked(series) => &series.caption.title,
        }
    }
}
