//! A report as a workbook: each table on a sheet with its formulas alive, each figure as a chart that can be edited beside
//! its numbers, and a sheet that says where every figure comes from.

mod formula;

use super::{Block, Column, ColumnRole, Report, ReportError, Table, TableCell, TableRow, words};
use crate::model::Lang;
use crate::xlsx::{Align, Book, CellLook, NumberLook, Rule, Sheet, XlsxError, write_series};
use formula::Live;

/// Rows above the body: caption, unit, head.
const UNIT: u32 = 1;
const HEAD: u32 = 2;
const FIRST: u32 = HEAD + 1;
/// More columns than this are printed across the page.
const MOST_UPRIGHT: usize = 7;
/// The narrowest column, in characters of half width.
const NARROWEST: usize = 8;

/// Where one figure of a report comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureSource {
    /// The figure (`documents_issued.total.rate`).
    pub key: String,
    /// As printed.
    pub text: String,
    /// The name of the file. Folders before it are left out, for they tell of the machine.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: String,
    /// The SHA-256 of the file.
    pub sha256: String,
}

/// A report as an `.xlsx`: tables and figures in their order, then the sources of its figures, where any are given.
///
/// # Errors
/// When a sheet cannot hold what it must.
pub fn to_xlsx(report: &Report, sources: &[FigureSource]) -> Result<Vec<u8>, ReportError> {
    let lang = report.lang;
    let mut book = Book::new(&report.title, report.lang);
    let (mut tables, mut figures) = (0, 0);
    for block in report.all_blocks() {
        match block {
            Block::Table(table) => {
                tables += 1;
                let name = format!("{}{tables}", lang.pick("表", "Table "));
                write_table(&mut book.add_sheet(&name)?, table, tables, lang)?;
            }
            Block::Figure(figure) => {
                figures += 1;
                let name = format!("{}{figures}", lang.pick("图", "Figure "));
                let mut sheet = book.add_sheet(&name)?;
                let chart = write_series(&mut sheet, &figure.series, &figure.figure)?;
                sheet.place_chart(&chart)?;
            }
            Block::Heading { .. } | Block::Paragraph(_) => {}
        }
    }
    if !sources.is_empty() {
        write_sources(&mut book.add_sheet(lang.pick("来源", "Sources"))?, sources, lang)?;
    }
    Ok(book.into_bytes()?)
}

fn write_table(sheet: &mut Sheet<'_>, table: &Table, number: usize, lang: Lang) -> Result<(), XlsxError> {
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let caption = words::table_caption(number, &table.title, lang);
    sheet.across(
        (0, 0),
        last,
        &caption,
        CellLook { size_pt: 14, align: Align::Center, ..CellLook::bold() },
    )?;
    let unit = table.unit.as_deref().unwrap_or_default();
    sheet.across((UNIT, 0), last, unit, CellLook { align: Align::Right, ..CellLook::muted() })?;
    write_head(sheet, table)?;
    let mut is_balanced = false;
    for (at, row) in (0usize..).zip(&table.rows) {
        for (column, of) in table.columns.iter().enumerate() {
            let nothing = TableCell::default();
            let cell = row.cells.get(column).unwrap_or(&nothing);
            let is_last = at + 1 == table.rows.len();
            let look = look(of, row, cell, is_last);
            is_balanced |= write_cell(sheet, table, (at, column), cell, look)?;
        }
    }
    let mut remarks = words::notes(&table.notes, lang);
    if is_balanced {
        remarks.push(
            lang.pick(
                "贡献栏的个别数调整了末位，使各项之和等于总体；公式末尾所加即调整数。",
                "Some contributions were adjusted in their last digit so that they add up; what a formula adds at its end is that.",
            )
            .to_owned(),
        );
    }
    remarks.extend(words::source(&table.source, lang));
    let below = FIRST + table.rows.len() as u32;
    for (row, remark) in (below..).zip(&remarks) {
        sheet.text((row, 0), remark, CellLook::muted())?;
    }
    sheet.hide_gridlines();
    sheet.print_on_a4(table.columns.len() > MOST_UPRIGHT, Some((0, HEAD)))
}

fn write_head(sheet: &mut Sheet<'_>, table: &Table) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(&table.columns) {
        let look = CellLook {
            align: Align::Center,
            is_wrapped: true,
            top: Rule::Thick,
            bottom: Rule::Thin,
            ..CellLook::bold()
        };
        sheet.text((HEAD, at), &column.head, look)?;
        let cells = table.rows.iter().filter_map(|row| row.cells.get(usize::from(at)));
        let texts = cells.map(|cell| cell.text.as_str()).chain([column.head.as_str()]);
        let widest = texts.map(|text| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()).max();
        sheet.set_width(at, widest.unwrap_or(NARROWEST).max(NARROWEST))?;
    }
    Ok(())
}

fn look(column: &Column, row: &TableRow, cell: &TableCell, is_last: bool) -> CellLook {
    let is_label = column.role == ColumnRole::Label;
    let is_signed =
        matches!(column.role, ColumnRole::Change { .. } | ColumnRole::Rate { .. } | ColumnRole::Contribution);
    let has_percent = cell.text.ends_with('%');
    CellLook {
        is_bold: row.is_total,
        indent: u8::from(is_label && row.is_part),
        align: if is_label || cell.value.is_some() { Align::General } else { Align::Center },
        bottom: if is_last { Rule::Thick } else { Rule::None },
        number: (!is_label).then_some(NumberLook { decimals: column.decimals, is_signed, has_percent }),
        ..CellLook::default()
    }
}

/// Writes a cell, and tells whether its formula had to be adjusted.
fn write_cell(
    sheet: &mut Sheet<'_>,
    table: &Table,
    (row, column): (usize, usize),
    cell: &TableCell,
    look: CellLook,
) -> Result<bool, XlsxError> {
    let at = formula::place(row, column);
    let is_label = table.columns.get(column).is_none_or(|column| column.role == ColumnRole::Label);
    let Some(value) = cell.value.filter(|_| !is_label) else {
        sheet.text(at, &cell.text, look)?;
        return Ok(false);
    };
    match formula::live(table, row, column, value) {
        Some(Live { formula, is_balanced }) => {
            sheet.formula(at, &formula, value, look)?;
            Ok(is_balanced)
        }
        None => {
            sheet.number(at, value, look)?;
            Ok(false)
        }
    }
}

fn write_sources(sheet: &mut Sheet<'_>, sources: &[FigureSource], lang: Lang) -> Result<(), XlsxError> {
    let heads = [
        (lang.pick("数字", "Figure"), 36),
        (lang.pick("印出的文字", "As printed"), 18),
        (lang.pick("文件", "File"), 40),
        (lang.pick("工作表", "Sheet"), 16),
        (lang.pick("单元格", "Cell"), 8),
        ("SHA-256", 66),
    ];
    for (column, (head, width)) in (0u16..).zip(heads) {
        let look = CellLook { top: Rule::Thick, bottom: Rule::Thin, ..CellLook::bold() };
        sheet.text((0, column), head, look)?;
        sheet.set_width(column, width)?;
    }
    for (row, source) in (1u32..).zip(sources) {
        let file = source.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let texts = [&source.key, &source.text, file, source.sheet.as_str(), &source.cell, &source.sha256];
        for (column, text) in (0u16..).zip(texts) {
            sheet.text((row, column), text, CellLook::default())?;
        }
    }
    sheet.print_on_a4(true, Some((0, 0)))
}
