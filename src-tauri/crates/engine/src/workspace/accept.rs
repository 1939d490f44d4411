//! From files under review to stored observations: one transaction, one undoable step.

use super::recipes::{put_all, remembered};
use super::staging::{StagedContent, StagedFile};
use super::{Error, Staging, Workspace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::reader::read_original;
use crate::import::{ObservationReading, SheetReading, TableKind, TableReading};
use crate::model::{
    LineClass, Role, Scope, ScopeId, SourceId, TableId, column_letters, get_indicator, get_quota_indicator,
};
use crate::store::{
    ImportRunId, LedgerColumn, NewFinding, NewObservation, NewSource, NewTable, StepKind, StoreError, Writer,
};

/// What an import took, or would take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportOutcome {
    /// Files taken.
    pub file_names: Vec<String>,
    /// Files passed over because the workspace holds the same bytes.
    pub already_imported: Vec<String>,
    /// Files that stay out: refused, without a table, or left out by the person.
    pub left_out: Vec<String>,
    /// Counts of their own.
    pub value_count: usize,
    /// Of these, counts without a known indicator, area or period: they are kept, and take no part in measures.
    pub unplaced_count: usize,
    /// Totals, parts and printed arithmetic, kept for checking.
    pub other_count: usize,
    /// Records of ledgers, kept and not yet counted.
    pub record_count: u64,
    /// Tables of the files taken that are left out.
    pub skipped_count: usize,
    /// Stored tables that newer versions replaced.
    pub replaced_count: usize,
    /// Findings that ask for a person's review.
    pub finding_count: usize,
}

/// A file with its bytes, checked to be the ones that were read.
struct Checked<'a> {
    file: &'a StagedFile,
    content: &'a StagedContent,
    bytes: Vec<u8>,
}

/// A file that is taken in, with what was read of it.
type Taken<'s> = (&'s StagedFile, &'s StagedContent);

impl Staging {
    /// What accepting would take into the workspace, or into a new one. Nothing is changed.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn foresee(&self, workspace: Option<&Workspace>) -> Result<ImportOutcome, Error> {
        Ok(self.plan(workspace)?.0)
    }

    /// What accepting takes, and the files it takes it from.
    fn plan(&self, workspace: Option<&Workspace>) -> Result<(ImportOutcome, Vec<Taken<'_>>), Error> {
        let mut outcome = ImportOutcome::default();
        let mut taken: Vec<Taken<'_>> = Vec::new();
        for file in &self.files {
            let Ok(content) = &file.content else {
                outcome.left_out.push(file.name.clone());
                continue;
            };
            let sha = &content.workbook.sha256;
            let is_stored =
                workspace.map(|w| w.store().find_source_by_sha(sha)).transpose()?.flatten().is_some();
            if is_stored || taken.iter().any(|(_, other)| other.workbook.sha256 == *sha) {
                outcome.already_imported.push(file.name.clone());
            } else if file.is_included && file.has_tables() {
                count(&content.reading.sheets, &mut outcome);
                outcome.file_names.push(file.name.clone());
                outcome.replaced_count += file.replacements.len();
                outcome.skipped_count += file.tables.iter().filter(|t| t.is_skipped()).count();
                taken.push((file, content));
            } else {
                outcome.left_out.push(file.name.clone());
            }
        }
        Ok((outcome, taken))
    }

    /// Parts the files about which nothing is in doubt from the others, which stay.
    pub fn take_sure(&mut self) -> Staging {
        let (sure, rest) = std::mem::take(&mut self.files).into_iter().partition(StagedFile::is_sure);
        self.files = rest;
        Staging {
            files: sure,
            reviewed_by: self.reviewed_by.clone(),
            is_by_one_recipe: self.is_by_one_recipe,
            steps: Vec::new(),
            undone_steps: Vec::new(),
        }
    }

    /// Puts files back that were parted from these.
    pub fn put_back(&mut self, taken: Staging) {
        self.files.extend(taken.files);
        self.files.sort_by_key(|f| f.id);
    }
}

impl Workspace {
    /// Takes the included files into the workspace, with what was settled about their tables. `at` is the time, RFC
    /// 3339; `app_version` this program's.
    ///
    /// # Errors
    /// `review_outdated` when the files were looked at with another workspace and replace tables of that one.
    /// Nothing is changed when a file can no longer be read as it was reviewed, or the workspace cannot be written.
    pub fn accept(&mut self, staging: &Staging, at: &str, app_version: &str) -> Result<ImportOutcome, Error> {
        let (outcome, taken) = staging.plan(Some(self))?;
        if taken.is_empty() {
            return Ok(outcome);
        }
        let replaces_any = taken.iter().any(|(file, _)| !file.replacements.is_empty());
        if replaces_any && staging.reviewed_by.as_deref() != Some(self.path()) {
            return Err(Error::refused("review_outdated", &[("file", &self.name())]));
        }
        let mut checked: Vec<Checked<'_>> = Vec::new();
        for (file, content) in taken {
            let bytes = read_original(&file.path, &content.workbook.sha256)?;
            checked.push(Checked { file, content, bytes });
        }
        let args = step_args(&outcome);
        let files: Vec<&StagedFile> = checked.iter().map(|c| c.file).collect();
        let recipes = remembered(&files, &self.recipes()?, !staging.is_by_one_recipe)?;
        self.writing()?.step(StepKind::Import, &args, at, |writer| {
            let run = writer.insert_import_run(at, app_version)?;
            put_all(writer, &recipes)?;
            for replaced in checked.iter().flat_map(|c| &c.file.replacements) {
                writer.delete_table(replaced.table_id)?;
            }
            checked.iter().try_for_each(|c| write_file(writer, run, c))
        })?;
        Ok(outcome)
    }
}

fn count(sheets: &[SheetReading], outcome: &mut ImportOutcome) {
    for sheet in sheets {
        outcome.finding_count += sheet.diagnostics.iter().filter(|d| d.severity > Severity::Info).count();
        for table in &sheet.tables {
            outcome.record_count += table.record_count;
            let values = || table.observations.iter().filter(|o| o.role == Role::Value && o.value.is_some());
            outcome.value_count += values().count();
            outcome.unplaced_count += values().filter(|o| !is_placed(o)).count();
            outcome.other_count += table.observations.len() - values().count();
        }
    }
}

/// Whether a figure has all that measures ask for: a known indicator, an area and a period.
pub fn is_placed(observation: &ObservationReading) -> bool {
    let is_known = |id: &str| get_indicator(id).or_else(|| get_quota_indicator(id)).is_some();
    observation.indicator.as_deref().is_some_and(is_known)
        && observation.area.is_some()
        && observation.period.is_some()
}

fn step_args(outcome: &ImportOutcome) -> Vec<(String, String)> {
    const NAMED: usize = 3;
    let mut names = outcome.file_names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
    if outcome.file_names.len() > NAMED {
        names.push('…');
    }
    vec![
        ("files".to_owned(), outcome.file_names.len().to_string()),
        ("names".to_owned(), names),
        ("values".to_owned(), outcome.value_count.to_string()),
        ("others".to_owned(), outcome.other_count.to_string()),
        ("records".to_owned(), outcome.record_count.to_string()),
    ]
}

fn write_file(writer: &mut Writer<'_>, run: ImportRunId, checked: &Checked<'_>) -> Result<(), StoreError> {
    let workbook = &checked.content.workbook;
    let source = writer.insert_source(&NewSource {
        run_id: run,
        file: checked.file.name.clone(),
        sha256: workbook.sha256.clone(),
        format: workbook.format,
        size: u64::try_from(checked.bytes.len()).unwrap_or(u64::MAX),
    })?;
    writer.put_source_bytes(&workbook.sha256, &checked.bytes)?;
    let mut position = 0;
    for (sheet_index, sheet) in checked.content.reading.sheets.iter().enumerate() {
        for table in &sheet.tables {
            write_table(writer, run, source, position, sheet, table)?;
            position += 1;
        }
        let is_synthetic =
            workbook.sheets.get(sheet_index).is_some_and(|raw| says_synthetic(raw, &sheet.lines));
        let note = is_synthetic.then(|| Diagnostic::new(Severity::Info, "synthetic_data"));
        for diagnostic in sheet.diagnostics.iter().chain(&note) {
            writer.insert_finding(&NewFinding {
                run_id: run,
                source_id: Some(source),
                table_id: None,
                sheet: Some(&sheet.name),
                diagnostic,
            })?;
        }
    }
    Ok(())
}

/// Whether a title or a note calls the data made up, so that no figure of it is ever taken for a real one.
fn says_synthetic(sheet: &crate::model::Sheet, lines: &[(u32, LineClass)]) -> bool {
    sheet.rows().any(|(row, mut cells)| {
        let is_word = lines
            .binary_search_by_key(&row, |l| l.0)
            .ok()
            .and_then(|i| lines.get(i))
            .is_some_and(|l| !matches!(l.1, LineClass::Data | LineClass::Total | LineClass::Header));
        is_word && cells.any(|c| c.text().contains("合成示例") || c.text().contains("非真实统计"))
    })
}

fn write_table(
    writer: &mut Writer<'_>,
    run: ImportRunId,
    source: SourceId,
    position: u32,
    sheet: &SheetReading,
    table: &TableReading,
) -> Result<(), StoreError> {
    let name = table.scope_name.clone().unwrap_or_default();
    let scope = Scope { id: ScopeId::from_name(&name), name };
    writer.insert_scope(&scope)?;
    let table_id = writer.insert_table(&NewTable {
        run_id: run,
        source_id: source,
        position,
        sheet: sheet.name.clone(),
        kind: table.kind,
        title: table.title.clone(),
        unit: table.unit.clone(),
        scope_id: scope.id.clone(),
        range: table.range,
        record_count: table.record_count,
    })?;
    match table.kind {
        TableKind::Summary => {
            let rows: Vec<_> = table.observations.iter().map(|o| to_new(o, &scope.id)).collect();
            writer.insert_observations(table_id, &rows)?;
            Ok(())
        }
        TableKind::Ledger => write_ledger(writer, table_id, table),
    }
}

fn write_ledger(writer: &mut Writer<'_>, table_id: TableId, table: &TableReading) -> Result<(), StoreError> {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|c| LedgerColumn {
            letter: column_letters(c.column),
            name: c.name.clone(),
            field: c.field.map(str::to_owned),
            field_type: c.field_type,
        })
        .collect();
    writer.insert_ledger_columns(table_id, &columns)
}

fn to_new(reading: &ObservationReading, scope_id: &ScopeId) -> NewObservation {
    NewObservation {
        cell: reading.cell,
        raw: reading.raw.clone(),
        value: reading.value,
        missing: reading.missing,
        role: reading.role,
        indicator_id: reading.indicator.clone(),
        scope_id: scope_id.clone(),
        area: reading.area,
        period: reading.period,
        organisation: reading.organisation.clone(),
        category: reading.category.clone(),
        unit: reading.unit.clone(),
        row_labels: reading.row_labels.clone(),
        column_labels: reading.column_labels.clone(),
    }
}
