//! Tables from the same facts the sentences are made of.

use super::facts::{Compared, IndicatorFacts, Parts, Spoken, running};
use super::scopes;
use super::sentences::{Wording, notes, parts_notes, rounding_note};
use super::{CellFormula, Column, ColumnRole, Table, TableCell, TableRow};
use crate::format;
use crate::model::{Decimal, Lang, NoRate};

/// Columns of every table of counts: label, current, base, change, rate.
const CURRENT: usize = 1;
const BASE: usize = 2;

/// One row for each indicator of one scope: what the body shows at a glance.
pub fn summary_table(facts: &[IndicatorFacts], lang: Lang) -> Option<Table> {
    let first = facts.first()?;
    let mut columns = comparison_columns(first, lang.pick("指标", "Indicator"), lang);
    columns.insert(1, label_column(lang.pick("单位", "Unit")));
    for column in &mut columns {
        // The unit column stands before the counts.
        column.role = match column.role {
            ColumnRole::Change { .. } => ColumnRole::Change { current: CURRENT + 1, base: BASE + 1 },
            ColumnRole::Rate { .. } => ColumnRole::Rate { current: CURRENT + 1, base: BASE + 1 },
            other => other,
        };
    }
    let rows = facts.iter().map(|one| {
        let mut cells = vec![label_cell(&one.name), label_cell(&one.unit)];
        cells.extend(comparison_cells(&one.total, one.rounding.1, lang));
        TableRow { cells, is_total: false, is_part: false }
    });
    let mut sources: Vec<&str> = Vec::new();
    for one in facts {
        if !sources.contains(&one.source.as_str()) {
            sources.push(&one.source);
        }
    }
    Some(Table {
        id: format!("overall@{}", first.scope_id.0),
        title: match lang {
            Lang::Zh => format!("{}主要指标", first.period.label(lang)),
            Lang::En => format!("Main figures, {}", first.period.label(lang)),
        },
        unit: None,
        columns,
        rows: rows.collect(),
        notes: vec![scope_note(first, lang), rounding_note(first, lang)],
        source: sources.join(lang.pick("；", "; ")),
    })
}

/// The table by area: each row with its contribution, the total below, and under it what the total leaves out.
pub fn area_table(facts: &IndicatorFacts, title: &str, wording: Wording) -> Option<Table> {
    let lang = wording.lang;
    // One unit is the total, and the sentence has said it.
    if facts.rows.len() < 2 {
        return None;
    }
    // Where nothing is compared, the total is of everything counted.
    let is_compared = facts.excluded.len() < facts.rows.len();
    let is_out = |row: &&Compared| is_compared && facts.excluded.iter().any(|(key, _)| *key == row.key);
    let (out, pooled): (Vec<&Compared>, Vec<&Compared>) = facts.rows.iter().partition(is_out);
    let mut columns = comparison_columns(facts, lang.pick("地区", "Area"), lang);
    columns.push(Column {
        head: lang.pick("贡献（百分点）", "Contribution (points)").to_owned(),
        role: ColumnRole::Contribution,
        decimals: facts.rounding.1,
    });
    let mut rows: Vec<TableRow> = pooled.iter().map(|row| area_row(row, facts, lang)).collect();
    let total = Compared { label: lang.pick("合计", "Total").to_owned(), ..facts.total.clone() };
    if pooled.len() > 1 {
        let mut row = area_row(&total, facts, lang);
        row.is_total = true;
        for column in [CURRENT, BASE] {
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.value.is_some()) {
                cell.formula = Some(CellFormula::SumOfRows { first: 0, last: pooled.len() - 1 });
            }
        }
        rows.push(row);
    }
    rows.extend(out.iter().map(|row| area_row(row, facts, lang)));
    let mut remarks = notes(facts, wording);
    if !out.is_empty() && pooled.len() > 1 {
        let note = lang.pick("合计之下各行未计入合计。", "The rows below the total are not in it.");
        remarks.push(note.to_owned());
    }
    Some(table(facts, ("by_area", title), (columns, rows), remarks, lang))
}

/// The table by kind or by body.
pub fn parts_table(
    facts: &IndicatorFacts,
    parts: &Parts,
    (id, title, head): (&str, &str, &str),
    wording: Wording,
) -> Option<Table> {
    let lang = wording.lang;
    if parts.rows.is_empty() {
        return None;
    }
    let columns = comparison_columns(facts, head, lang);
    let mut rows: Vec<TableRow> = parts
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![label_cell(&row.label)];
            cells.extend(comparison_cells(row, facts.rounding.1, lang));
            TableRow { cells, is_total: false, is_part: false }
        })
        .collect();
    let left = parts.left.as_ref().map(|left| {
        let mut cells = vec![label_cell(&left.label)];
        cells.extend(comparison_cells(left, facts.rounding.1, lang));
        TableRow { cells, is_total: false, is_part: false }
    });
    rows.extend(left);
    let is_summed = (parts.is_whole || parts.left.is_some()) && facts.total.current.is_some();
    if is_summed && rows.len() > 1 {
        let last = rows.len() - 1;
        let mut cells = vec![label_cell(lang.pick("合计", "Total"))];
        cells.extend(comparison_cells(&facts.total, facts.rounding.1, lang));
        for cell in cells.iter_mut().skip(CURRENT).take(2).filter(|cell| cell.value.is_some()) {
            cell.formula = Some(CellFormula::SumOfRows { first: 0, last });
        }
        rows.push(TableRow { cells, is_total: true, is_part: false });
    }
    Some(table(facts, (id, title), (columns, rows), parts_notes(facts, parts, wording), lang))
}

fn table(
    facts: &IndicatorFacts,
    (id, title): (&str, &str),
    (columns, rows): (Vec<Column>, Vec<TableRow>),
    notes: Vec<String>,
    lang: Lang,
) -> Table {
    let unit = match lang {
        Lang::Zh => format!("单位：{}、%", facts.unit),
        Lang::En => format!("Unit: {}, %", facts.unit),
    };
    Table {
        id: format!("{}.{id}", facts.key),
        title: title.to_owned(),
        unit: Some(unit),
        columns,
        rows,
        notes,
        source: facts.source.clone(),
    }
}

fn scope_note(facts: &IndicatorFacts, lang: Lang) -> String {
    let unstated = lang.pick("来源未注明", "not stated by the source").to_owned();
    let scope = if facts.scope.is_empty() { unstated } else { scopes::name(&facts.scope, lang) };
    match lang {
        Lang::Zh => format!("口径：{scope}。"),
        Lang::En => format!("Scope: {scope}."),
    }
}

fn label_column(head: &str) -> Column {
    Column { head: head.to_owned(), role: ColumnRole::Label, decimals: 0 }
}

fn comparison_columns(facts: &IndicatorFacts, head: &str, lang: Lang) -> Vec<Column> {
    let count = |period: crate::model::Period| Column {
        head: period.label(lang),
        role: ColumnRole::Count,
        decimals: 0,
    };
    vec![
        label_column(head),
        count(facts.period),
        count(facts.against),
        Column {
            head: lang.pick("增减", "Change").to_owned(),
            role: ColumnRole::Change { current: CURRENT, base: BASE },
            decimals: 0,
        },
        Column {
            head: lang.pick("增减率（%）", "Rate (%)").to_owned(),
            role: ColumnRole::Rate { current: CURRENT, base: BASE },
            decimals: facts.rounding.1,
        },
    ]
}

fn area_row(row: &Compared, facts: &IndicatorFacts, lang: Lang) -> TableRow {
    let mut cells = vec![label_cell(&row.label)];
    cells.extend(comparison_cells(row, facts.rounding.1, lang));
    // The points of all rows add up to the total's rate as displayed.
    let points = if row.key == facts.total.key { facts.total.printed_rate() } else { row.points };
    cells.push(TableCell {
        text: points.map_or_else(dash, |points| running(format::signed_points(points), lang)),
        value: points,
        inputs: row.inputs(),
        formula: None,
    });
    TableRow { cells, is_total: false, is_part: false }
}

fn label_cell(text: &str) -> TableCell {
    TableCell { text: text.to_owned(), ..TableCell::default() }
}

/// Current, base, change and rate of a row.
fn comparison_cells(row: &Compared, decimals: u32, lang: Lang) -> Vec<TableCell> {
    let count = |value: Option<Decimal>, missing: &str, inputs: &[crate::model::ObservationId]| TableCell {
        text: value.map_or_else(|| missing.to_owned(), |count| running(format::count(count), lang)),
        value,
        inputs: inputs.to_vec(),
        formula: None,
    };
    let current_missing = match row.rate {
        Err(NoRate::Suppressed | NoRate::Inexact) => dash(),
        _ => "…".to_owned(),
    };
    let derived = |text: String, value: Option<Decimal>| TableCell {
        formula: value.map(|_| CellFormula::OfColumn),
        text,
        value,
        inputs: row.inputs(),
    };
    let rate = match row.spoken() {
        Spoken::Rate(rate) => derived(running(format::signed_points(rate), lang), row.exact_rate),
        Spoken::Unchanged if !row.is_small_base => derived(zero(decimals), row.exact_rate),
        Spoken::NearlyUnchanged => derived(zero(decimals), row.exact_rate),
        Spoken::Unchanged | Spoken::CountsOnly | Spoken::Refused(_) => derived(dash(), None),
    };
    vec![
        count(row.current, &current_missing, &row.current_inputs),
        count(row.base, "…", &row.base_inputs),
        derived(row.change.map_or_else(dash, |change| running(format::change(change), lang)), row.change),
        rate,
    ]
}

fn zero(decimals: u32) -> String {
    format::signed_points(Decimal::new(0, decimals))
}

fn dash() -> String {
    "—".to_owned()
}
