//! Workbooks: of a report, with its formulas alive; of a chart, with its numbers; and that a text is never a formula.

use super::keep;
use super::package::Package;
use calamine::{Data, Reader, Xlsx};
use jianfu_engine::chart::{ChartKind, kinds};
use jianfu_engine::model::{Decimal, Lang};
use jianfu_engine::report::{Block, ColumnRole, FigureSource, Form, Layout, Report, Table, to_xlsx};
use jianfu_engine::xlsx::{Book, CellLook, sheet_name, to_workbook};
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use jianfu_tests::report_sample::{Shape, placed, report};
use std::io::Cursor;

fn book(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn sources() -> Vec<FigureSource> {
    vec![FigureSource {
        key: "documents_issued.total.rate".to_owned(),
        text: "下降25.7%".to_owned(),
        file: "/home/wang/各市州.xlsx".to_owned(),
        sheet: "发文".to_owned(),
        cell: "D14".to_owned(),
        sha256: "ab".repeat(32),
    }]
}

fn tables(report: &Report) -> Vec<&Table> {
    let appended = report.appendices.iter().flat_map(|a| &a.blocks);
    let blocks = report.blocks.iter().chain(appended);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

#[test]
fn every_derived_number_of_a_report_is_a_formula_that_gives_it() {
    let given = report(Form::Summary, Layout::Standard, Lang::Zh);
    let bytes = to_xlsx(&given, &sources()).unwrap();
    keep("report.xlsx", &bytes);
    Package::open(&bytes).check("report.xlsx");
    let mut book = book(&bytes);
    let mut formulas = 0;
    for (number, table) in tables(&given).iter().enumerate() {
        let sheet = format!("表{}", number + 1);
        let values = book.worksheet_range(&sheet).unwrap();
        let written = book.worksheet_formula(&sheet).unwrap();
        for (at, row) in table.rows.iter().enumerate() {
            for (column, (of, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
                let place = (at as u32 + 3, column as u32);
                let found = values.get_value(place).cloned().unwrap_or(Data::Empty);
                let Some(value) = cell.value else {
                    assert_eq!(found.to_string(), cell.text, "{sheet} {place:?}");
                    continue;
                };
                let Data::Float(found) = found else { panic!("{sheet} {place:?}: {found:?}") };
                let wanted: f64 = value.to_string().parse().unwrap();
                assert!(
                    (found - wanted).abs() <= wanted.abs() * 1e-12,
                    "{sheet} {place:?}: {found}, {value}"
                );
                let is_derived = !matches!(of.role, ColumnRole::Label | ColumnRole::Count);
                if is_derived || cell.formula.is_some() {
                    let formula = written.get_value(place).cloned().unwrap_or_default();
                    assert!(!formula.is_empty(), "{sheet} {place:?} {} is no formula", cell.text);
                    formulas += 1;
                }
            }
        }
    }
    assert!(formulas > 200, "{formulas}");
}

#[test]
fn a_formula_that_would_give_another_number_is_not_written() {
    let mut given = report(Form::Summary, Layout::Standard, Lang::Zh);
    let Some(Block::Table(table)) = given.appendices[1].blocks.first_mut() else { panic!("a table") };
    // A source whose rate does not follow from its counts, and a total that does not add up.
    table.rows[3].cells[4].value = Some(Decimal::new(-653, 1));
    table.rows[0].cells[1].value = Some(Decimal::from(7));
    let title = table.title.clone();
    let number = tables(&given).iter().position(|t| t.title == title).unwrap() + 1;
    let mut book = book(&to_xlsx(&given, &[]).unwrap());
    let written = book.worksheet_formula(&format!("表{number}")).unwrap();
    let values = book.worksheet_range(&format!("表{number}")).unwrap();
    for (place, value) in [((6, 4), -65.3), ((3, 1), 7.0)] {
        assert!(written.get_value(place).is_none_or(String::is_empty), "{place:?}");
        assert_eq!(values.get_value(place), Some(&Data::Float(value)));
    }
}

#[test]
fn a_report_names_the_source_of_each_figure_and_prints_on_a4() {
    let given = report(Form::Summary, Layout::Standard, Lang::Zh);
    let bytes = to_xlsx(&given, &sources()).unwrap();
    let package = Package::open(&bytes);
    package.check_is_anonymous("report.xlsx");
    let mut book = book(&bytes);
    let range = book.worksheet_range("来源").unwrap();
    let row: Vec<String> = range.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    let hash = "ab".repeat(32);
    assert_eq!(
        row,
        ["documents_issued.total.rate", "下降25.7%", "各市州.xlsx", "发文", "D14", hash.as_str()]
    );
    let sheet = package.xml("xl/worksheets/sheet1.xml");
    let setup = sheet.child("pageSetup").unwrap();
    assert_eq!((setup.get("paperSize"), setup.get("fitToHeight")), (Some("9"), Some("0")));
    let names = package.xml("xl/workbook.xml");
    let titles =
        names.named("definedName").into_iter().filter(|n| n.get("name") == Some("_xlnm.Print_Titles"));
    assert!(titles.count() >= 10, "each table repeats its head");
    assert_eq!(package.names().filter(|n| n.starts_with("xl/charts/chart")).count(), 8);
    assert_eq!(bytes, to_xlsx(&given, &sources()).unwrap(), "the same report is the same file");
}

#[test]
fn a_text_is_never_a_formula() {
    let mut book = Book::new("=1+1", Lang::Zh);
    let mut sheet = book.add_sheet("=a[1]:*?/\\").unwrap();
    let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://a\")", "a\u{0}b\u{1b}", "−3", "\t=1"];
    for (row, text) in texts.iter().enumerate() {
        sheet.text((row as u32, 0), text, CellLook::default()).unwrap();
    }
    let bytes = book.into_bytes().unwrap();
    let package = Package::open(&bytes);
    package.check_is_anonymous("texts");
    let sheet = package.xml("xl/worksheets/sheet1.xml");
    assert!(sheet.named("f").is_empty());
    assert!(sheet.named("c").iter().all(|cell| cell.get("t") == Some("s")));
    let formats = package.xml("xl/styles.xml");
    let formats: Vec<_> = formats.child("cellXfs").unwrap().children.clone();
    for (cell, text) in sheet.named("c").iter().zip(texts) {
        let format: usize = cell.get("s").unwrap().parse().unwrap();
        let is_quoted = formats[format].get("quotePrefix") == Some("1");
        assert_eq!(is_quoted, text.starts_with(['=', '+', '-', '@']), "{text:?}");
    }
    let mut read = self::book(&bytes);
    let name = read.sheet_names()[0].clone();
    assert_eq!(name, "=a 1");
    let range = read.worksheet_range(&name).unwrap();
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("=1+1".to_owned())));
    assert_eq!(range.get_value((5, 0)), Some(&Data::String("ab".to_owned())));
}

#[test]
fn names_of_sheets_are_what_excel_takes() {
    let long = "各市州督查检查考核、报表和政务应用程序情况以及其他许多情况的统计表";
    for text in ["", "'", "a/b", "History", long, "\n"] {
        let name = sheet_name(text);
        assert!((1..=31).contains(&name.chars().count()), "{text:?} → {name:?}");
        assert!(!name.contains(['/', '\\', '[', ']', ':', '*', '?', '\n']) && !name.starts_with('\''));
        assert!(!name.eq_ignore_ascii_case("history"));
    }
    let mut book = Book::new("", Lang::Zh);
    let names = [long, long, "A", "a"].map(|name| book.add_sheet(name).unwrap().name().to_lowercase());
    let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), 4, "{names:?}");
}

#[test]
fn increases_have_a_second_tone_that_grey_tells_apart() {
    let figure = placed(0, Shape::Ranked, Lang::Zh);
    let bytes = to_workbook(&figure.series, &figure.figure).unwrap();
    let package = Package::open(&bytes);
    package.check("ranked");
    let chart = package.xml("xl/charts/chart1.xml");
    let hatched = chart.named("c:dPt").into_iter().filter(|p| !p.named("a:pattFill").is_empty()).count();
    let jianfu_engine::chart::Series::Ranked(series) = &figure.series else { panic!("a ranking") };
    let rises = series.rows.iter().filter(|r| r.rate.is_some_and(|rate| rate > Decimal::ZERO)).count();
    assert!(rises > 0);
    assert_eq!(hatched, rises);
}

#[test]
fn every_kind_is_written_as_a_workbook_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    let file = samples().join("湖南省14市州发文会议-2019至2023.xlsx");
    let said = jianfu(["import".as_ref(), file.as_os_str(), "-w".as_ref(), workspace.as_os_str()]).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    let borders = crate::maps::boundary_file();
    let ask =
        ["boundary".as_ref(), "import".as_ref(), borders.as_os_str(), "-w".as_ref(), workspace.as_os_str()];
    let said = jianfu(ask).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "a map needs borders: {said:?}");
    let mut ask = vec!["measure".into(), "-w".into(), workspace.clone().into_os_string()];
    ask.extend(
        ["--indicator", "documents_issued", "--period", "2023", "--by", "area", "--json"].map(Into::into),
    );
    let measured = jianfu(&ask).unwrap().json().unwrap();
    let rows = measured["scopes"][0]["rows"].as_array().unwrap().clone();
    for kind in kinds() {
        let out = folder.path().join(format!("{}.xlsx", kind.name()));
        let mut ask =
            vec!["chart".into(), kind.name().into(), "-w".into(), workspace.clone().into_os_string()];
        ask.extend(["--indicator", "documents_issued", "--period", "2023", "-o"].map(Into::into));
        ask.push(out.clone().into_os_string());
        let said = jianfu(&ask).unwrap();
        assert_eq!(said.status, Some(0), "{}: {said:?}", kind.name());
        let bytes = std::fs::read(&out).unwrap();
        let package = Package::open(&bytes);
        package.check(kind.name());
        package.check_is_anonymous(kind.name());
        assert!(package.names().any(|name| name == "xl/charts/chart1.xml"), "{}", kind.name());
        let drawing = package.xml("xl/drawings/drawing1.xml");
        assert!(drawing.named("xdr:cNvPr")[0].get("descr").is_some_and(|alt| !alt.is_empty()));
        if kind.kind == ChartKind::RankedBars {
            let range = book(&bytes).worksheet_range("Data").unwrap();
            for row in &rows {
                let label = row["label"].as_str().unwrap();
                let found = range.rows().find(|cells| cells[0] == *label).unwrap();
                assert_eq!(
                    found[3].to_string(),
                    row["rate"].as_str().unwrap().trim_end_matches(".0"),
                    "{label}"
                );
            }
        }
    }
}
