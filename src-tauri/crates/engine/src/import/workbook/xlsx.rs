//! `.xlsx` and `.xlsm`. The sheets are read by [`xlsx_cells`], in one pass and without keeping them.

use super::detect::{self, Archive};
use super::error::Refusal;
use super::formats;
use super::package::{self, Package};
use super::sink::Guard;
use super::xlsx_cells::{self, Style, Tables};
use super::xlsx_text::read_shared;
use crate::model::{CellRef, NumberFormat, RawValue, WorkbookFormat};
use calamine::{CellErrorType, DataRef};

/// Reads a workbook held in memory.
pub(super) fn read(bytes: &[u8], out: &mut Guard<'_>) -> Result<(), Refusal> {
    read_archive(&mut detect::archive(bytes)?, out)
}

/// Reads a workbook.
pub(super) fn read_archive(zip: &mut Archive<'_>, out: &mut Guard<'_>) -> Result<(), Refusal> {
    out.start(WorkbookFormat::Xlsx, None)?;
    let package = package::read(zip)?;
    let tables = tables(zip, &package)?;
    if let Some(index) = package::part_index(zip, &package.strings) {
        read_shared(zip.by_index(index).map_err(|_| Refusal::Damaged)?, out)?;
    }
    for sheet in &package.sheets {
        out.start_sheet(&sheet.name, sheet.is_visible)?;
        let index = package::part_index(zip, &sheet.part).ok_or(Refusal::Damaged)?;
        let xml = zip.by_index(index).map_err(|_| Refusal::Damaged)?;
        let mut lines = xlsx_cells::read(xml, &tables, out)?;
        out.finish_sheet(&mut lines)?;
    }
    Ok(())
}

fn tables(zip: &mut Archive<'_>, package: &Package) -> Result<Tables, Refusal> {
    let styles = package::number_formats(zip, &package.styles)?;
    let style = |(code, id): (Option<String>, u32)| Style {
        format: formats::class_of_format(code.as_deref(), id),
        time: formats::time_of_format(code.as_deref(), id),
    };
    Ok(Tables { styles: styles.into_iter().map(style).collect(), is_1904: package.is_1904 })
}

/// Passes one value of calamine on.
pub(super) fn push(
    at: CellRef,
    value: &DataRef<'_>,
    format: NumberFormat,
    out: &mut Guard<'_>,
) -> Result<(), Refusal> {
    match value {
        DataRef::Empty => Ok(()),
        DataRef::Int(n) => out.cell(at, RawValue::Number(*n as f64), format),
        DataRef::Float(n) if n.is_finite() => out.cell(at, RawValue::Number(*n), format),
        // No spreadsheet can show these; they only come from broken writers.
        DataRef::Float(_) => out.cell(at, RawValue::Error("#NUM!"), format),
        DataRef::String(t) => out.cell(at, RawValue::Text(t), format),
        DataRef::SharedString(t) => out.cell(at, RawValue::Text(t), format),
        DataRef::Bool(b) => out.cell(at, RawValue::Bool(*b), format),
        DataRef::DateTime(d) => match formats::iso_date(d) {
            Some(text) => out.cell(at, RawValue::DateTime(&text), NumberFormat::Date),
            None => out.cell(at, RawValue::Number(d.as_f64()), NumberFormat::Date),
        },
        DataRef::DateTimeIso(t) => {
            out.cell(at, RawValue::DateTime(formats::trim_midnight(t)), NumberFormat::Date)
        }
        DataRef::DurationIso(t) => out.cell(at, RawValue::DateTime(t), NumberFormat::Date),
        DataRef::Error(e) => out.cell(at, RawValue::Error(error_text(e)), format),
    }
}

/// An error value as a spreadsheet shows it.
pub(super) fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}
