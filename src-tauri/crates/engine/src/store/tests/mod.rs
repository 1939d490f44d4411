//! What the workspace file promises. All data here is synthetic.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod history;
mod migrations;
mod opening;
mod order;
mod tables;

use super::tables::TRACKED;
use super::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    BoundaryFeature, CellRef, Decimal, FieldType, Geometry, ObservationId, Period, Position, Role, Scope,
    ScopeId, SourceId, TableId, TableKind, WorkbookFormat,
};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const AT: &str = "2026-01-05T09:30:00+08:00";

/// A folder of its own and the path of a workspace in it that is not there yet.
fn fresh() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("减负 2025.jianfu");
    (folder, path)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn hash(path: &Path) -> String {
    sha256(&std::fs::read(path).unwrap())
}

fn files_in(folder: &TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every row of every tracked table, in the database's own notation.
fn dump(reader: &Reader) -> String {
    let mut text = String::new();
    for table in TRACKED {
        let columns: Vec<String> = reader
            .list("SELECT 'quote(' || name || ')' FROM pragma_table_info(?1)", [table], |row| row.get(0))
            .unwrap();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", columns.join(" || ',' || "));
        for row in reader.list(&sql, [], |row| row.get::<_, String>(0)).unwrap() {
            text.push_str(&format!("{table}: {row}\n"));
        }
    }
    text
}

fn scope() -> Scope {
    Scope { id: ScopeId::from_name("市县两级"), name: "市县两级".to_owned() }
}

fn observation(cell: &str, value: &str) -> NewObservation {
    NewObservation {
        cell: cell.parse().unwrap(),
        raw: value.to_owned(),
        value: Some(value.parse().unwrap()),
        missing: None,
        role: Role::Value,
        indicator_id: Some("documents_issued".to_owned()),
        scope_id: scope().id,
        area: Some("430100".parse().unwrap()),
        period: Some(Period::Year(2025)),
        organisation: None,
        category: None,
        unit: Some("件".to_owned()),
        row_labels: vec!["长沙市".to_owned()],
        column_labels: vec!["2025年".to_owned(), "发文数".to_owned()],
    }
}

fn new_table(run_id: ImportRunId, source_id: SourceId) -> NewTable {
    NewTable {
        run_id,
        source_id,
        position: 0,
        sheet: "Sheet1".to_owned(),
        kind: TableKind::Summary,
        title: Some("2025年度发文情况统计表".to_owned()),
        unit: Some("件".to_owned()),
        scope_id: scope().id,
        range: "A2:C17".parse().unwrap(),
        record_count: 0,
    }
}

/// What one import brought.
struct Imported {
    step_id: StepId,
    run_id: ImportRunId,
    source_id: SourceId,
    table_id: TableId,
    observation_ids: Vec<ObservationId>,
}

/// Imports one file with one table, as the facade does.
fn import(store: &mut Store, file: &str, observations: &[NewObservation]) -> Imported {
    let bytes = file.repeat(100).into_bytes();
    let args = [("file".to_owned(), file.to_owned())];
    let (step_id, mut imported) = store
        .step(StepKind::Import, &args, AT, |w| {
            let run_id = w.insert_import_run(AT, "0.1.0")?;
            let source_id = w.insert_source(&NewSource {
                run_id,
                file: file.to_owned(),
                sha256: sha256(&bytes),
                format: WorkbookFormat::Xlsx,
                size: 10_240,
            })?;
            w.put_source_bytes(&sha256(&bytes), &bytes)?;
            w.insert_scope(&scope())?;
            let table_id = w.insert_table(&new_table(run_id, source_id))?;
            let observation_ids = w.insert_observations(table_id, observations)?;
            let diagnostic = Diagnostic::new(Severity::Warning, "unknown_area").with("label", "某某新区");
            w.insert_finding(&NewFinding {
                run_id,
                source_id: Some(source_id),
                table_id: Some(table_id),
                sheet: Some("Sheet1"),
                diagnostic: &diagnostic.at(CellRef::new(4, 0)),
            })?;
            Ok(Imported { step_id: StepId(0), run_id, source_id, table_id, observation_ids })
        })
        .unwrap();
    imported.step_id = step_id;
    imported
}
