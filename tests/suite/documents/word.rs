//! What is in a document: the page, the order of elements, tables and captions, charts with their workbooks.

use super::package::{Element, Package};
use super::written;
use calamine::{Data, Reader, Xlsx};
use jianfu_engine::chart::Series;
use jianfu_engine::model::{Decimal, Lang};
use jianfu_engine::report::{Block, Charts, Form, Layout, PlacedFigure, Report, to_docx};
use jianfu_tests::report_sample::report;
use std::io::Cursor;

fn document(report: &Report) -> Element {
    Package::open(&to_docx(report).unwrap()).xml("word/document.xml")
}

/// The order the schema gives to the children of an element, as far as this program writes them.
const ORDERS: [(&str, &[&str]); 8] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:tabs",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
        ],
    ),
    (
        "w:rPr",
        &["w:rFonts", "w:b", "w:i", "w:snapToGrid", "w:color", "w:spacing", "w:sz", "w:szCs", "w:lang"],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblCaption",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:tcBorders", "w:vAlign"]),
    ("w:sectPr", &["w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:mirrorMargins",
            "w:defaultTabStop",
            "w:evenAndOddHeaders",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
        ],
    ),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"]),
    ("c:chartSpace", &["c:lang", "c:roundedCorners", "c:chart", "c:spPr", "c:txPr", "c:externalData"]),
];

/// Elements stand in the order of the schema.
pub fn check_order(case: &str, package: &Package) {
    let parts = package.names().filter(|n| n.starts_with("word/") && n.ends_with(".xml"));
    for part in parts {
        for element in package.xml(part).all() {
            let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) else { continue };
            let place = |child: &Element| order.iter().position(|n| *n == child.name);
            let places: Vec<Option<usize>> = element.children.iter().map(place).collect();
            assert!(places.iter().all(Option::is_some), "{case}: {part}: unknown in {element:?}");
            assert!(places.is_sorted(), "{case}: {part}: {element:?}");
        }
    }
}

#[test]
fn both_pages_have_the_measures_of_the_standard() {
    let wanted = [
        (Layout::Standard, ["2098", "1984", "1587", "1474"], "579", false),
        (Layout::Mirrored, ["1927", "1812", "1587", "1474"], "595", true),
    ];
    for (layout, margins, line, is_mirrored) in wanted {
        let package = Package::open(&to_docx(&report(Form::Summary, layout, Lang::Zh)).unwrap());
        let document = package.xml("word/document.xml");
        let section = document.named("w:sectPr")[0];
        let margin = section.child("w:pgMar").unwrap();
        assert_eq!(["w:top", "w:bottom", "w:left", "w:right"].map(|side| margin.get(side).unwrap()), margins);
        let grid = section.child("w:docGrid").unwrap();
        assert_eq!(grid.get("w:type"), Some("linesAndChars"));
        assert_eq!((grid.get("w:linePitch"), grid.get("w:charSpace")), (Some(line), Some("-848")));
        // 22 lines fill the type area and a 23rd does not fit; so do 28 characters of 16 pt set closer by 848/4096 pt.
        let number = |text: &str| text.parse::<i32>().unwrap();
        let height = 16_838 - number(margins[0]) - number(margins[1]);
        assert_eq!(height / number(line), 22, "{layout:?}");
        let width = f64::from(11_906 - number(margins[2]) - number(margins[3])) / 20.0;
        assert_eq!((width / (16.0 - 848.0 / 4096.0)) as i32, 28, "{layout:?}");
        let settings = package.xml("word/settings.xml");
        assert!(settings.child("w:evenAndOddHeaders").is_some());
        assert_eq!(settings.child("w:mirrorMargins").is_some(), is_mirrored);
        let styles = package.xml("word/styles.xml");
        let normal =
            styles.named("w:style").into_iter().find(|s| s.get("w:styleId") == Some("Normal")).unwrap();
        let spacing = normal.child("w:pPr").unwrap().child("w:spacing").unwrap();
        assert_eq!((spacing.get("w:line"), spacing.get("w:lineRule")), (Some(line), Some("exact")));
        // Set by its own measures, 28 characters fit and 29 do not, whatever a program makes of the grid.
        assert!(normal.named("w:snapToGrid").iter().all(|e| e.get("w:val") == Some("0")));
        let closer = normal.child("w:rPr").unwrap().child("w:spacing").unwrap().get("w:val").unwrap();
        assert_eq!((width / (16.0 + f64::from(number(closer)) / 20.0)) as i32, 28, "{layout:?}");
        assert_eq!(normal.named("w:textAlignment").len(), usize::from(is_mirrored));
    }
}

#[test]
fn page_numbers_stand_outside_on_odd_and_even_pages() {
    let package = Package::open(&to_docx(&report(Form::Summary, Layout::Standard, Lang::Zh)).unwrap());
    let relations = package.relations("word/document.xml");
    for reference in package.xml("word/document.xml").named("w:footerReference") {
        let footer = package.xml(&relations[reference.get("r:id").unwrap()]);
        let side = footer.named("w:jc")[0].get("w:val").unwrap().to_owned();
        let indent = footer.named("w:ind")[0];
        let is_odd = reference.get("w:type") == Some("default");
        assert_eq!(side, if is_odd { "right" } else { "left" });
        assert_eq!(
            indent.get(if is_odd { "w:right" } else { "w:left" }),
            Some("280"),
            "one character of 14 pt"
        );
        assert_eq!(footer.words(), "— 1 —");
        assert_eq!(footer.named("w:instrText")[0].text, " PAGE ");
    }
}

#[test]
fn fonts_are_named_for_each_level() {
    let package = Package::open(&to_docx(&report(Form::Summary, Layout::Standard, Lang::Zh)).unwrap());
    let styles = package.xml("word/styles.xml");
    let look = |id: &str| {
        let style = styles.named("w:style").into_iter().find(|s| s.get("w:styleId") == Some(id)).unwrap();
        let font = style.named("w:rFonts")[0].get("w:eastAsia").unwrap().to_owned();
        (font, style.named("w:sz")[0].get("w:val").unwrap().to_owned())
    };
    let pair = |font: &str, size: &str| (font.to_owned(), size.to_owned());
    assert_eq!(look("Title"), pair("方正小标宋简体", "44"));
    assert_eq!(look("BodyText"), pair("仿宋_GB2312", "32"));
    assert_eq!(look("Heading1"), pair("黑体", "32"));
    assert_eq!(look("Heading2"), pair("楷体_GB2312", "32"));
    assert_eq!(look("Heading3"), pair("仿宋_GB2312", "32"));
    assert_eq!(look("Footer"), pair("宋体", "28"));
}

#[test]
fn a_brief_has_a_red_head_and_says_whom_it_is_sent_to() {
    let document = document(&report(Form::Brief, Layout::Standard, Lang::Zh));
    let red: Vec<String> = document
        .named("w:r")
        .iter()
        .filter(|run| run.named("w:color").iter().any(|c| c.get("w:val") == Some("FF0000")))
        .map(|run| run.words())
        .collect();
    assert_eq!(red, ["基层减负工作简报"]);
    let rules = document.named("w:bottom").into_iter().filter(|e| e.get("w:color") == Some("FF0000")).count();
    assert_eq!(rules, 1);
    assert!(document.words().contains("第3期"));
    assert!(document.words().contains("报送：省委常委"));
    let summary = self::document(&report(Form::Summary, Layout::Standard, Lang::Zh));
    assert!(!summary.words().contains("第3期"));
}

#[test]
fn the_foot_is_the_last_of_a_document_at_the_bottom_between_rules() {
    for (layout, across) in [(Layout::Standard, "w:tblpX"), (Layout::Mirrored, "w:tblpXSpec")] {
        let document = document(&report(Form::Brief, layout, Lang::Zh));
        let body = document.child("w:body").unwrap();
        // Behind it only the paragraph that every document ends with, and the section.
        let foot = &body.children[body.children.len() - 3];
        let place = &foot.named("w:tblpPr")[0].attributes;
        assert_eq!(place["w:tblpYSpec"], "bottom");
        assert!(place["w:vertAnchor"] == "margin" && place.contains_key(across), "{place:?}");
        let words: Vec<String> = foot.named("w:p").iter().map(|p| p.words()).collect();
        let expected = [
            "报送：省委常委，省人大常委会、省政府、省政协领导同志。",
            "抄送：各市州党委。",
            "某某省委办公厅2024年1月16日印发",
        ];
        assert_eq!(words, expected);
        let rules = |name: &str| {
            let edges = foot.named(name).into_iter().filter_map(|edge| edge.get("w:sz"));
            edges.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!((rules("w:top"), rules("w:bottom")), (vec!["8".into(), "6".into()], vec!["8".to_owned()]));
    }
    let summary = document(&report(Form::Summary, Layout::Standard, Lang::Zh));
    assert!(summary.named("w:tblpPr").is_empty(), "nothing is given, so there is no foot");
}

#[test]
fn tables_have_three_rules_a_repeated_head_and_their_captions_above() {
    let given = report(Form::Summary, Layout::Standard, Lang::Zh);
    let document = document(&given);
    let body = document.child("w:body").unwrap();
    let mut number = 0;
    for (at, table) in body.children.iter().enumerate().filter(|(_, e)| e.name == "w:tbl") {
        number += 1;
        let before: String = body.children[at - 2..at].iter().map(Element::words).collect();
        assert!(before.starts_with(&format!("表{number}　")) && before.contains("单位："), "{before}");
        let borders = table.named("w:tblBorders")[0];
        let sides: Vec<&str> = borders.children.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(sides, ["w:top", "w:bottom"], "open sides");
        let rows: Vec<&Element> = table.children.iter().filter(|e| e.name == "w:tr").collect();
        assert_eq!(rows[0].named("w:tblHeader").len(), 1);
        assert!(rows[0].named("w:tcBorders").iter().all(|b| b.child("w:bottom").is_some()));
        assert!(rows[1..].iter().all(|row| row.named("w:tblHeader").is_empty()));
        let grid = table.named("w:gridCol");
        let width: u32 = grid.iter().map(|c| c.get("w:w").unwrap().parse::<u32>().unwrap()).sum();
        assert_eq!(width, 8845, "as wide as the type area");
        let after: String = body.children[at + 1..].iter().take(3).map(Element::words).collect();
        assert!(after.contains("数据来源："), "{after}");
    }
    assert_eq!(number, 10);
}

#[test]
fn what_the_report_says_stands_in_the_document_word_for_word() {
    let given = report(Form::Summary, Layout::Standard, Lang::Zh);
    let words = document(&given).words();
    let appended = given.appendices.iter().flat_map(|a| &a.blocks);
    for block in given.blocks.iter().chain(appended) {
        match block {
            Block::Heading { text, .. } => assert!(words.contains(text.as_str())),
            Block::Paragraph(paragraph) => {
                for run in &paragraph.runs {
                    let text = match run {
                        jianfu_engine::report::Run::Text(text) => text,
                        jianfu_engine::report::Run::Slot(slot) => &slot.text,
                    };
                    assert!(words.contains(text.as_str()), "{text}");
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    assert!(words.contains(&cell.text), "{}", cell.text);
                }
            }
            Block::Figure(figure) => assert!(words.contains(&figure.title)),
        }
    }
}

fn figures(report: &Report) -> Vec<&PlacedFigure> {
    report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Figure(figure) => Some(figure.as_ref()),
            _ => None,
        })
        .collect()
}

/// The counts of a series, by the name of the unit: what the workbook behind its chart must hold.
fn counts(series: &Series) -> Vec<(String, Vec<Option<String>>)> {
    let text = |value: &Option<Decimal>| value.map(|v| v.normalize().to_string());
    match series {
        Series::Ranked(series) => {
            series.rows.iter().map(|r| (r.label.clone(), vec![text(&r.base), text(&r.current)])).collect()
        }
        Series::Matrix(series) => series
            .rows
            .iter()
            .map(|r| (r.label.clone(), r.cells.iter().map(|c| text(&c.count.ok())).collect()))
            .collect(),
        Series::Parts(series) => {
            series.rows.iter().map(|r| (r.label.clone(), vec![text(&r.change), text(&r.points)])).collect()
        }
        // Not in the sample report.
        Series::Tiles(_) | Series::Map(_) | Series::Stacked(_) | Series::Cumulative(_) => Vec::new(),
    }
}

#[test]
fn each_chart_opens_with_a_workbook_of_the_same_numbers() {
    let given = report(Form::Summary, Layout::Standard, Lang::Zh);
    let package = Package::open(&written("Summary-Standard-Zh", &given, Charts::Native));
    let document = package.xml("word/document.xml");
    let relations = package.relations("word/document.xml");
    let drawn = document.named("c:chart");
    let figures = figures(&given);
    assert_eq!((drawn.len(), figures.len()), (8, 8));
    for (reference, figure) in drawn.iter().zip(&figures) {
        let part = &relations[reference.get("r:id").unwrap()];
        let chart = package.xml(part);
        let external = chart.named("c:externalData")[0].get("r:id").unwrap().to_owned();
        let workbook = package.bytes(&package.relations(part)[&external]);
        Package::open(workbook).check(&figure.id);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).unwrap();
        let range = book.worksheet_range("数据").unwrap();
        let expected = counts(&figure.series);
        assert!(!expected.is_empty());
        for (label, values) in expected {
            let row =
                range.rows().find(|row| row[0].to_string() == label).unwrap_or_else(|| panic!("{label}"));
            for (cell, value) in row[1..].iter().zip(values) {
                let found = (*cell != Data::Empty).then(|| cell.to_string());
                assert_eq!(found, value, "{}: {label}", figure.id);
            }
        }
        check_caches(&chart, &range);
    }
}

/// What the chart remembers of its numbers is what its cells hold.
fn check_caches(chart: &Element, range: &calamine::Range<Data>) {
    let mut seen = 0;
    for reference in chart.named("c:numRef").into_iter().chain(chart.named("c:strRef")) {
        let formula = &reference.child("c:f").unwrap().text;
        let (sheet, cells) = formula.split_once('!').unwrap();
        assert_eq!(sheet.trim_matches('\''), "数据");
        let cells = cells.replace('$', "");
        let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
        let (first, last) = (at(first), at(last));
        let Some(cache) = reference.child("c:numCache").or_else(|| reference.child("c:strCache")) else {
            continue;
        };
        for point in cache.named("c:pt") {
            let nth: u32 = point.get("idx").unwrap().parse().unwrap();
            let is_down = first.1 == last.1;
            let place = if is_down { (first.0 + nth, first.1) } else { (first.0, first.1 + nth) };
            let cell = range.get_value(place).unwrap();
            assert_eq!(point.child("c:v").unwrap().text, cell.to_string(), "{formula} {nth}");
            seen += 1;
        }
    }
    assert!(seen > 20, "the chart remembers {seen} numbers");
}

/// Row and column of an address, from 0.
fn at(address: &str) -> (u32, u32) {
    let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1) - 1;
    (address[letters.len()..].parse::<u32>().unwrap() - 1, column)
}

#[test]
fn every_figure_has_words_for_those_who_do_not_see_it() {
    let given = report(Form::Summary, Layout::Standard, Lang::Zh);
    for charts in [Charts::Native, Charts::Pictures { dpi: 96 }] {
        let package = Package::open(&written("alt", &given, charts));
        let document = package.xml("word/document.xml");
        let alts: Vec<&str> = document.named("wp:docPr").into_iter().filter_map(|e| e.get("descr")).collect();
        let expected: Vec<&str> = figures(&given).iter().map(|f| f.alt.as_str()).collect();
        assert_eq!(alts, expected);
        assert!(alts.iter().all(|alt| alt.chars().count() > 20));
    }
}

#[test]
fn marks_of_markup_and_control_characters_do_no_harm() {
    let mut given = report(Form::Brief, Layout::Standard, Lang::Zh);
    given.title = "=1+1 <w:t>&amp;\u{0}\u{1b}“引”\u{202e}\u{ffff}".to_owned();
    given.closing.signed_by = Some("a\tb\r\nc\u{7}".to_owned());
    if let Some(head) = &mut given.masthead {
        head.name = "</w:p>简报".to_owned();
    }
    let bytes = to_docx(&given).unwrap();
    let package = Package::open(&bytes);
    package.check("marks");
    package.check_is_anonymous("marks");
    let words = package.xml("word/document.xml").words();
    assert!(words.contains("=1+1 <w:t>&amp;“引”"));
    assert!(words.contains("</w:p>简报"));
    assert!(words.contains("a bc"), "a tabulator is a blank, a line end a break");
}

#[test]
fn an_empty_report_is_a_document_too() {
    let mut given = report(Form::Summary, Layout::Standard, Lang::Zh);
    given.blocks.clear();
    given.appendices.clear();
    given.closing = jianfu_engine::report::Closing::default();
    let package = Package::open(&to_docx(&given).unwrap());
    package.check("empty");
    assert!(package.xml("word/document.xml").words().starts_with("2023年度"));
}
