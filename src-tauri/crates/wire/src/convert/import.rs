//! Files under review.

use super::settling::{difference_count, settled_views};
use super::{finding_view, small};
use crate::types::{
    ColumnMeaning, FindingView, GridCell, GridColumn, GridRow, GridView, StagedFile as FileView, StagedSheet,
    StagedStatus, StagedTable, StagedView,
};
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::import::{ObservationReading, SheetReading, TableKind, TableReading};
use jianfu_engine::model::{
    CellRange, CellRef, Lang, LineClass, RawValue, Role, Sheet, column_letters, get_indicator,
};
use jianfu_engine::{Error, ImportOutcome, StagedFile, Staging, is_placed};
use std::collections::{BTreeMap, BTreeSet};

/// Rows given at most in one reply.
const MOST_ROWS: u32 = 500;

/// All files under review. `known` holds the SHA-256 of files the workspace has already; `foreseen` is what accepting
/// would take.
pub fn staged_view(
    staging: &Staging,
    known: &BTreeSet<String>,
    foreseen: &ImportOutcome,
    lang: Lang,
) -> StagedView {
    let files: Vec<FileView> = staging.files.iter().map(|f| file_view(f, known, lang)).collect();
    let included = || files.iter().filter(|f| f.is_included);
    StagedView {
        value_count: small(foreseen.value_count),
        unplaced_count: small(foreseen.unplaced_count),
        other_count: small(foreseen.other_count),
        record_count: small(foreseen.record_count),
        taken_count: small(foreseen.file_names.len()),
        sure_count: small(included().filter(|f| f.status == StagedStatus::Ready).count()),
        skipped_count: small(foreseen.skipped_count),
        replaced_count: small(foreseen.replaced_count),
        can_undo_settling: staging.can_undo_settling(),
        can_redo_settling: staging.can_redo_settling(),
        finding_count: included().map(|f| f.finding_count).sum(),
        can_accept: foreseen.value_count > 0 || foreseen.record_count > 0,
        files,
    }
}

/// Includes a file or leaves it out. A file that was refused stays out.
pub fn include(staging: &mut Staging, file_id: u32, is_included: bool) {
    if let Some(file) = staging.files.iter_mut().find(|f| f.id == file_id) {
        file.is_included = is_included && file.has_tables();
    }
}

fn file_view(file: &StagedFile, known: &BTreeSet<String>, lang: Lang) -> FileView {
    let (sheets, error, is_known) = match &file.content {
        Ok(content) => {
            let sheets = content.reading.sheets.iter().enumerate();
            let sheets = sheets.map(|(i, s)| sheet_view(i, s, file, lang)).collect();
            (sheets, None, known.contains(&content.workbook.sha256))
        }
        Err(error) => (Vec::new(), Some(super::error_of(&Error::from(error.clone()))), false),
    };
    let is_doubt = |f: &&FindingView| f.severity != Severity::Info.code();
    let finding_count = small(sheets.iter().flat_map(|s: &StagedSheet| &s.findings).filter(is_doubt).count());
    let status = match (&error, is_known, file.has_tables(), finding_count) {
        (Some(_), ..) => StagedStatus::Refused,
        (None, true, ..) => StagedStatus::AlreadyImported,
        (None, false, false, _) => StagedStatus::Empty,
        (None, false, true, 0) => StagedStatus::Ready,
        (None, false, true, _) => StagedStatus::Doubtful,
    };
    FileView {
        id: file.id,
        name: file.name.clone(),
        status,
        is_included: file.is_included && !is_known,
        finding_count,
        error,
        needs_password: file.needs_password(),
        settled: settled_views(file, lang),
        sheets,
    }
}

fn sheet_view(index: usize, sheet: &SheetReading, file: &StagedFile, lang: Lang) -> StagedSheet {
    StagedSheet {
        index: small(index),
        name: sheet.name.clone(),
        is_visible: sheet.is_visible,
        tables: sheet.tables.iter().map(|t| table_view(t, lang)).collect(),
        findings: sheet.diagnostics.iter().map(|d| finding_view(d, &file.name, &sheet.name, lang)).collect(),
        difference_count: small(difference_count(file, index)),
    }
}

fn table_view(table: &TableReading, lang: Lang) -> StagedTable {
    let count =
        |role: Role| small(table.observations.iter().filter(|o| o.role == role && o.value.is_some()).count());
    let is_unplaced = |o: &&ObservationReading| o.role == Role::Value && o.value.is_some() && !is_placed(o);
    let columns = match table.kind {
        TableKind::Summary => summary_columns(table, lang),
        TableKind::Ledger => table
            .columns
            .iter()
            .map(|c| ColumnMeaning {
                letter: column_letters(c.column),
                labels: vec![c.name.clone()],
                meaning: c.field.unwrap_or(lang.pick("照录", "kept as it is")).to_owned(),
                role: "label".to_owned(),
            })
            .collect(),
    };
    StagedTable {
        kind: table.kind.code().to_owned(),
        range: table.range.to_string(),
        title: table.title.clone(),
        unit: table.unit.clone(),
        scope: table.scope_name.clone(),
        value_count: count(Role::Value),
        total_count: count(Role::Total),
        of_which_count: count(Role::OfWhich),
        derived_count: count(Role::Derived),
        missing_count: small(table.observations.iter().filter(|o| o.missing.is_some()).count()),
        unplaced_count: small(table.observations.iter().filter(is_unplaced).count()),
        record_count: small(table.record_count),
        columns,
    }
}

/// One entry for each column of counts: its head, and what its first count was understood as.
fn summary_columns(table: &TableReading, lang: Lang) -> Vec<ColumnMeaning> {
    let mut columns: BTreeMap<u32, &ObservationReading> = BTreeMap::new();
    for o in &table.observations {
        // Total rows come first in some tables; a column's own role shows in its data rows.
        let entry = columns.entry(o.cell.col).or_insert(o);
        if entry.role == Role::Total && o.role != Role::Total {
            *entry = o;
        }
    }
    columns
        .into_iter()
        .map(|(col, o)| ColumnMeaning {
            letter: column_letters(col),
            labels: o.column_labels.clone(),
            meaning: meaning(o, lang),
            role: o.role.code().to_owned(),
        })
        .collect()
}

fn meaning(o: &ObservationReading, lang: Lang) -> String {
    if o.role == Role::Derived {
        return lang.pick("只用来核对", "only checked").to_owned();
    }
    let indicator = o.indicator.as_deref();
    let name = indicator.map(|id| get_indicator(id).map_or(id, |i| i.name(lang)).to_owned());
    let unknown = lang.pick("期间未明", "period unknown");
    let period = o.period.map_or_else(|| unknown.to_owned(), |p| p.label(lang));
    // A body or category named by the row differs from row to row and says nothing about the column.
    let of_column = |label: &Option<String>| label.clone().filter(|l| o.column_labels.contains(l));
    [name, of_column(&o.organisation), of_column(&o.category), Some(period)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Part of a sheet as in the spreadsheet, with each cell's role. `None` where there is no such sheet.
pub fn grid_view(
    staging: &Staging,
    file_id: u32,
    sheet_index: u32,
    first_row: u32,
    row_count: u32,
) -> Option<GridView> {
    let file = staging.files.iter().find(|f| f.id == file_id)?;
    let content = file.content.as_ref().ok()?;
    let index = usize::try_from(sheet_index).ok()?;
    let (sheet, reading) = (content.workbook.sheets.get(index)?, content.reading.sheets.get(index)?);
    let used = sheet.used_range();
    let total_rows = used.map_or(0, |r| r.end.row + 1);
    // Asked once: finding it looks at every cell of the sheet.
    let last_col = used.map_or(0, |r| r.end.col);
    let end = first_row.saturating_add(row_count.min(MOST_ROWS)).min(total_rows);
    let roles = Roles::new(sheet, reading, first_row, end);
    let rows = (first_row..end).map(|row| grid_row(row, last_col, sheet, &roles)).collect();
    Some(GridView { total_rows, columns: grid_columns(sheet, used), rows })
}

fn grid_columns(sheet: &Sheet, used: Option<CellRange>) -> Vec<GridColumn> {
    let Some(used) = used else { return Vec::new() };
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    let is_spanned = |at: CellRef| sheet.merges.iter().any(|m| m.start == at && m.start.col != m.end.col);
    for (_, cells) in sheet.rows().take(200) {
        for cell in cells {
            if is_spanned(cell.at) {
                continue;
            }
            let chars: usize = cell.text().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            let width = widths.entry(cell.at.col).or_default();
            *width = (*width).max(chars);
        }
    }
    (0..=used.end.col)
        .map(|col| GridColumn {
            letter: column_letters(col),
            width_chars: small(widths.get(&col).copied().unwrap_or(0).clamp(4, 40)),
        })
        .collect()
}

/// What every cell of some rows is.
struct Roles {
    lines: BTreeMap<u32, LineClass>,
    cells: BTreeMap<CellRef, Role>,
    labels: Vec<(CellRange, BTreeSet<u32>)>,
    severities: BTreeMap<CellRef, Severity>,
    merges: BTreeMap<CellRef, CellRange>,
    covered: BTreeSet<CellRef>,
}

impl Roles {
    fn new(sheet: &Sheet, reading: &SheetReading, first: u32, end: u32) -> Self {
        let is_in = |row: u32| (first..end).contains(&row);
        let observations = reading.tables.iter().flat_map(|t| &t.observations);
        let mut severities: BTreeMap<CellRef, Severity> = BTreeMap::new();
        for d in &reading.diagnostics {
            if let Some(cell) = d.cell {
                let worst = severities.entry(cell).or_insert(d.severity);
                *worst = (*worst).max(d.severity);
            }
        }
        let merges: Vec<CellRange> = sheet.merges.iter().filter(|m| m.end.row >= first).copied().collect();
        // A merge without bounds of its own is cut at the rows given.
        let covered = merges.iter().flat_map(|m| {
            let rows = m.start.row.max(first)..=m.end.row.min(end.saturating_sub(1));
            let start = m.start;
            let cols = m.start.col..=m.end.col.min(m.start.col + 1000);
            rows.flat_map(move |row| cols.clone().map(move |col| CellRef::new(row, col)))
                .filter(move |c| *c != start)
        });
        Self {
            lines: reading.lines.iter().filter(|l| is_in(l.0)).copied().collect(),
            cells: observations.filter(|o| is_in(o.cell.row)).map(|o| (o.cell, o.role)).collect(),
            labels: reading
                .tables
                .iter()
                .map(|t| (t.range, t.label_columns.iter().copied().collect()))
                .collect(),
            severities,
            covered: covered.collect(),
            merges: merges.iter().map(|m| (m.start, *m)).collect(),
        }
    }

    fn role(&self, at: CellRef) -> &'static str {
        if let Some(role) = self.cells.get(&at) {
            return role.code();
        }
        match self.lines.get(&at.row) {
            Some(LineClass::Data | LineClass::Total | LineClass::Group) => {
                let is_label =
                    self.labels.iter().any(|(range, cols)| range.contains(at) && cols.contains(&at.col));
                if is_label { "label" } else { "other" }
            }
            Some(class) => class.code(),
            None => "other",
        }
    }
}

fn grid_row(row: u32, last: u32, sheet: &Sheet, roles: &Roles) -> GridRow {
    let mut cells = Vec::new();
    for col in 0..=last {
        let at = CellRef::new(row, col);
        if roles.covered.contains(&at) {
            continue;
        }
        let merge = roles.merges.get(&at);
        let cell = sheet.get(at);
        if cell.is_none() && merge.is_none() && !roles.cells.contains_key(&at) {
            continue;
        }
        let is_number =
            cell.is_some_and(|c| matches!(c.value, RawValue::Number(_))) || roles.cells.contains_key(&at);
        cells.push(GridCell {
            column: col,
            text: cell.map(|c| c.text().into_owned()).unwrap_or_default(),
            role: roles.role(at).to_owned(),
            is_number,
            row_span: merge.map_or(1, |m| m.end.row - m.start.row + 1),
            column_span: merge.map_or(1, |m| m.end.col.min(last) + 1 - m.start.col),
            severity: roles.severities.get(&at).map_or("", |s| s.code()).to_owned(),
        });
    }
    let class = roles.lines.get(&row).map_or("", |c| c.code()).to_owned();
    GridRow { number: row + 1, class, cells }
}
