//! `inspect --json`.

use jianfu_engine::StagedContent;
use jianfu_engine::diagnostic::Diagnostic;
use jianfu_engine::import::{ObservationReading, SheetReading, TableKind, TableReading};
use jianfu_engine::model::{Lang, Sheet, column_letters};
use serde::Serialize;

#[derive(Serialize)]
pub struct File<'a> {
    file: &'a str,
    sha256: &'a str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
    sheets: Vec<SheetJson<'a>>,
}

#[derive(Serialize)]
struct SheetJson<'a> {
    name: &'a str,
    visible: bool,
    lines: Vec<Line>,
    tables: Vec<Table<'a>>,
    diagnostics: Vec<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<Vec<(String, String)>>,
}

#[derive(Serialize)]
struct Line {
    row: u32,
    class: &'static str,
}

#[derive(Serialize)]
struct Table<'a> {
    kind: &'static str,
    range: String,
    title: Option<&'a str>,
    unit: Option<&'a str>,
    scope: Option<&'a str>,
    header_rows: Vec<u32>,
    label_columns: Vec<String>,
    first_data_row: u32,
    last_data_row: u32,
    total_rows: Vec<u32>,
    group_rows: Vec<u32>,
    note_rows: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    observations: Option<Vec<Observation<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<Vec<Column<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_count: Option<u64>,
}

#[derive(Serialize)]
struct Column<'a> {
    letter: String,
    name: &'a str,
    field: Option<&'static str>,
    r#type: &'static str,
}

#[derive(Serialize)]
struct Observation<'a> {
    cell: String,
    raw: &'a str,
    value: Option<String>,
    missing: Option<&'static str>,
    row_labels: &'a [String],
    column_labels: &'a [String],
    role: &'static str,
    area: Option<String>,
    period: Option<String>,
    indicator: Option<&'a str>,
    organisation: Option<&'a str>,
    category: Option<&'a str>,
    unit: Option<&'a str>,
}

/// One finding of a sheet.
#[derive(Serialize)]
pub struct Finding {
    severity: &'static str,
    code: &'static str,
    message: String,
    hint: String,
    cell: Option<String>,
}

impl Finding {
    /// The finding in a language.
    pub fn from_diagnostic(diagnostic: &Diagnostic, lang: Lang) -> Self {
        Self {
            severity: diagnostic.severity.code(),
            code: diagnostic.code,
            message: diagnostic.message(lang),
            hint: diagnostic.hint(lang),
            cell: diagnostic.cell.map(|c| c.to_string()),
        }
    }
}

impl<'a> File<'a> {
    /// The file as understood; `sheet` picks one by name, `with_cells` adds the raw cells.
    pub fn from_content(
        content: &'a StagedContent,
        sheet: Option<&str>,
        with_cells: bool,
        lang: Lang,
    ) -> Self {
        let reading = &content.reading;
        let sheets = reading
            .sheets
            .iter()
            .zip(&content.workbook.sheets)
            .filter(|(s, _)| sheet.is_none_or(|name| s.name == name))
            .map(|(s, raw)| sheet_json(s, with_cells.then_some(raw), lang))
            .collect();
        Self {
            file: &reading.file,
            sha256: &reading.sha256,
            format: reading.format.code(),
            encoding: content.workbook.encoding.as_ref().map(|e| e.0.as_str()),
            sheets,
        }
    }
}

fn sheet_json<'a>(sheet: &'a SheetReading, raw: Option<&Sheet>, lang: Lang) -> SheetJson<'a> {
    SheetJson {
        name: &sheet.name,
        visible: sheet.is_visible,
        lines: sheet.lines.iter().map(|(row, class)| Line { row: row + 1, class: class.code() }).collect(),
        tables: sheet.tables.iter().map(table_json).collect(),
        diagnostics: sheet.diagnostics.iter().map(|d| Finding::from_diagnostic(d, lang)).collect(),
        cells: raw.map(|r| r.cells().map(|c| (c.at.to_string(), c.text().into_owned())).collect()),
    }
}

fn table_json(table: &TableReading) -> Table<'_> {
    let numbers = |rows: &[u32]| rows.iter().map(|r| r + 1).collect();
    let is_ledger = table.kind == TableKind::Ledger;
    Table {
        kind: table.kind.code(),
        range: table.range.to_string(),
        title: table.title.as_deref(),
        unit: table.unit.as_deref(),
        scope: table.scope_name.as_deref(),
        header_rows: numbers(&table.header_rows),
        label_columns: table.label_columns.iter().map(|c| column_letters(*c)).collect(),
        first_data_row: table.first_data_row + 1,
        last_data_row: table.last_data_row + 1,
        total_rows: numbers(&table.total_rows),
        group_rows: numbers(&table.group_rows),
        note_rows: numbers(&table.note_rows),
        observations: (!is_ledger).then(|| table.observations.iter().map(observation_json).collect()),
        columns: is_ledger.then(|| {
            let column =
                |c: &jianfu_engine::import::LedgerColumn| (column_letters(c.column), c.field, c.field_type);
            table
                .columns
                .iter()
                .map(|c| {
                    let (letter, field, field_type) = column(c);
                    Column { letter, name: &c.name, field, r#type: field_type.code() }
                })
                .collect()
        }),
        record_count: is_ledger.then_some(table.record_count),
    }
}

fn observation_json(o: &ObservationReading) -> Observation<'_> {
    Observation {
        cell: o.cell.to_string(),
        raw: &o.raw,
        value: o.value.map(|v| v.to_string()),
        missing: o.missing.map(jianfu_engine::model::Missing::code),
        row_labels: &o.row_labels,
        column_labels: &o.column_labels,
        role: o.role.code(),
        area: o.area.map(|a| a.to_string()),
        period: o.period.map(|p| p.to_string()),
        indicator: o.indicator.as_deref(),
        organisation: o.organisation.as_deref(),
        category: o.category.as_deref(),
        unit: o.unit.as_deref(),
    }
}
