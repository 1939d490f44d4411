//! All measures of an office's workspace file: fourteen areas, ten years, twenty indicators.

use crate::rounds::{compare, ms, say};
use jianfu_engine::measure::{Basis, By, CountsBuilder, CubeFilter, MeasureRequest};
use jianfu_engine::model::{
    AreaCode, CellRef, Period, Role, Rounding, Scope, ScopeId, TableKind, WorkbookFormat,
};
use jianfu_engine::store::{NewObservation, NewSource, NewTable, Reader, StepKind, Store};
use std::path::Path;

const ROUNDS: usize = 9;
const YEARS: std::ops::Range<i32> = 2014..2024;
const INDICATORS: u32 = 20;
const AREAS: u32 = 14;

/// Every year against the one before, for every indicator, by area.
pub fn measures(folder: &Path) -> anyhow::Result<()> {
    let path = folder.join("measures.jianfu");
    write_workspace(&path)?;
    let mut tables = 0;
    let mut all = || {
        tables = 0;
        let reader = Reader::open(&path)?;
        let mut builder = CountsBuilder::default();
        reader.visit_counts(None, &[], |row| builder.push(row))?;
        let counts = builder.finish()?;
        let cube = counts.cube(By::Area, &CubeFilter::default())?;
        for indicator in 0..INDICATORS {
            for year in YEARS.skip(1) {
                let table = cube.compare(&request(&indicator_id(indicator), By::Area, year, year - 1))?;
                let rows = table.scopes.first().map_or(0, |s| s.rows.len());
                anyhow::ensure!(rows == usize::try_from(AREAS)?, "{rows} rows");
                tables += 1;
            }
        }
        Ok(())
    };
    let times = compare(ROUNDS, &mut [&mut all])?;
    let [time] = times.as_slice() else { anyhow::bail!("one time") };
    say(&format!(
        "All measures of 14 areas × 10 years × 20 indicators by area, {tables} tables, opening and reading the workspace file included: {} ms (aim: under 50)",
        ms(*time)
    ))
}

/// A question by year.
fn request(indicator_id: &str, by: By, year: i32, base: i32) -> MeasureRequest {
    MeasureRequest {
        indicator_id: indicator_id.to_owned(),
        period: Period::Year(year),
        against: Period::Year(base),
        by,
        basis: Basis::Raw,
        rounding: Rounding::HalfUp,
        decimals: 1,
    }
}

fn indicator_id(index: u32) -> String {
    format!("indicator_{index:02}")
}

fn write_workspace(path: &Path) -> anyhow::Result<()> {
    let at = "2026-01-05T09:30:00+08:00";
    let scope = Scope { id: ScopeId::from_name("市县两级"), name: "市县两级".to_owned() };
    let mut store = Store::create(path)?;
    store.step(StepKind::Import, &[], at, |w| {
        let run_id = w.insert_import_run(at, "0.1.0")?;
        w.insert_scope(&scope)?;
        for year in YEARS {
            let sha256 = format!("{year:064}");
            let file = format!("{year}.xlsx");
            let source = NewSource { run_id, file, sha256, format: WorkbookFormat::Xlsx, size: 10_240 };
            let source_id = w.insert_source(&source)?;
            let table_id = w.insert_table(&NewTable {
                run_id,
                source_id,
                position: 0,
                sheet: "Sheet1".to_owned(),
                kind: TableKind::Summary,
                title: None,
                unit: None,
                scope_id: scope.id.clone(),
                range: jianfu_engine::model::CellRange {
                    start: CellRef::new(0, 0),
                    end: CellRef::new(AREAS, INDICATORS),
                },
                record_count: 0,
            })?;
            w.insert_observations(table_id, &observations(year, &scope.id))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn observations(year: i32, scope_id: &ScopeId) -> Vec<NewObservation> {
    let cells = (0..AREAS).flat_map(|area| (0..INDICATORS).map(move |indicator| (area, indicator)));
    let of = |(area, indicator): (u32, u32)| NewObservation {
        cell: CellRef::new(area, indicator),
        raw: String::new(),
        value: Some((100 + area * 31 + indicator * 7 + year.unsigned_abs() % 50).into()),
        missing: None,
        role: Role::Value,
        indicator_id: Some(indicator_id(indicator)),
        scope_id: scope_id.clone(),
        area: AreaCode::new(430_100 + 100 * area),
        period: Some(Period::Year(year)),
        organisation: None,
        category: None,
        unit: Some("件".to_owned()),
        row_labels: Vec::new(),
        column_labels: Vec::new(),
    };
    cells.map(of).collect()
}
