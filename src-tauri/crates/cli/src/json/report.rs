//! `report -o OUT.json`: the report as blocks, each figure with its value and the observations behind it.

use jianfu_engine::model::ObservationId;
use jianfu_engine::report::{Block, ColumnRole, Paragraph, PlacedFigure, Report, Run, Slot, Table, TableRow};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct Document<'a> {
    form: &'static str,
    lang: &'static str,
    title: &'a str,
    blocks: Vec<BlockJson<'a>>,
    appendices: Vec<AppendixJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<ChangeJson<'a>>,
}

/// A figure that is another one than when the report was last accepted.
#[derive(Serialize)]
struct ChangeJson<'a> {
    key: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct AppendixJson<'a> {
    title: &'a str,
    blocks: Vec<BlockJson<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockJson<'a> {
    Heading { level: u8, text: &'a str },
    Paragraph { id: &'a str, is_own: bool, text: String, slots: Vec<SlotJson<'a>> },
    Table(TableJson<'a>),
    Figure(FigureJson<'a>),
}

#[derive(Serialize)]
struct SlotJson<'a> {
    key: &'a str,
    text: &'a str,
    value: Option<String>,
    inputs: Vec<String>,
}

#[derive(Serialize)]
struct TableJson<'a> {
    id: &'a str,
    title: &'a str,
    unit: Option<&'a str>,
    columns: Vec<ColumnJson<'a>>,
    rows: Vec<RowJson<'a>>,
    notes: &'a [String],
    source: &'a str,
}

#[derive(Serialize)]
struct ColumnJson<'a> {
    head: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct RowJson<'a> {
    is_total: bool,
    cells: Vec<CellJson<'a>>,
}

#[derive(Serialize)]
struct CellJson<'a> {
    text: &'a str,
    value: Option<String>,
    inputs: Vec<String>,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    id: &'a str,
    title: &'a str,
    alt: &'a str,
    chart: &'static str,
    inputs: BTreeMap<&'a str, Vec<String>>,
}

/// The document of a report, with what changed since it was accepted.
pub fn document<'a>(report: &'a Report, changed: &'a [jianfu_engine::SlotChange]) -> Document<'a> {
    Document {
        form: report.form.code(),
        lang: report.lang.pick("zh", "en"),
        title: &report.title,
        blocks: report.blocks.iter().map(block).collect(),
        appendices: report
            .appendices
            .iter()
            .map(|a| AppendixJson { title: &a.title, blocks: a.blocks.iter().map(block).collect() })
            .collect(),
        changed: changed
            .iter()
            .map(|c| ChangeJson { key: &c.key, old: c.old.as_deref(), new: c.new.as_deref() })
            .collect(),
    }
}

fn block(block: &Block) -> BlockJson<'_> {
    match block {
        Block::Heading { level, text } => BlockJson::Heading { level: *level, text },
        Block::Paragraph(paragraph) => said(paragraph),
        Block::Table(table) => BlockJson::Table(self::table(table)),
        Block::Figure(placed) => BlockJson::Figure(figure(placed)),
    }
}

fn said(paragraph: &Paragraph) -> BlockJson<'_> {
    let slots = paragraph.runs.iter().filter_map(|run| match run {
        Run::Slot(slot) => Some(self::slot(slot)),
        Run::Text(_) => None,
    });
    BlockJson::Paragraph {
        id: &paragraph.id,
        is_own: paragraph.is_own,
        text: paragraph.text(),
        slots: slots.collect(),
    }
}

fn slot(slot: &Slot) -> SlotJson<'_> {
    SlotJson {
        key: &slot.key,
        text: &slot.text,
        value: slot.value.map(|value| value.to_string()),
        inputs: ids(&slot.inputs),
    }
}

fn table(table: &Table) -> TableJson<'_> {
    TableJson {
        id: &table.id,
        title: &table.title,
        unit: table.unit.as_deref(),
        columns: table.columns.iter().map(|c| ColumnJson { head: &c.head, role: role(c.role) }).collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: &table.notes,
        source: &table.source,
    }
}

fn row(row: &TableRow) -> RowJson<'_> {
    let cells = row.cells.iter().map(|cell| CellJson {
        text: &cell.text,
        value: cell.value.map(|value| value.normalize().to_string()),
        inputs: ids(&cell.inputs),
    });
    RowJson { is_total: row.is_total, cells: cells.collect() }
}

fn role(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Label => "label",
        ColumnRole::Count => "count",
        ColumnRole::Change { .. } => "change",
        ColumnRole::Rate { .. } => "rate",
        ColumnRole::Contribution => "contribution",
        ColumnRole::Share => "share",
    }
}

fn figure(placed: &PlacedFigure) -> FigureJson<'_> {
    FigureJson {
        id: &placed.id,
        title: &placed.title,
        alt: &placed.alt,
        chart: placed.figure.kind,
        inputs: placed.inputs.iter().map(|(key, inputs)| (key.as_str(), ids(inputs))).collect(),
    }
}

fn ids(inputs: &[ObservationId]) -> Vec<String> {
    inputs.iter().map(|id| id.0.to_string()).collect()
}
