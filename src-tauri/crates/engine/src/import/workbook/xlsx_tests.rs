//! Our reader of `.xlsx` against calamine's: whatever the XML looks like, both tell the same cells.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::samples::zip_of;
use super::sink::Guard;
use super::{Refusal, SheetLines, WorkbookBuilder, WorkbookSink, formats, read_workbook, xlsx};
use crate::model::{CellRef, RawValue, Sheet, WorkbookFormat};
use calamine::{Reader, SheetVisible, Xlsx};
use proptest::prelude::*;
use std::io::Cursor;

/// Notations of number formats, each the format of the style with its number; then some built-in ones.
const CODES: [&str; 14] = [
    "General",
    "0.00",
    "0.0%",
    "yyyy&quot;年&quot;m&quot;月&quot;",
    "[h]:mm:ss",
    "[$-804]yyyy-mm-dd",
    "h:mm AM/PM",
    "#,##0_);[Red]\\(#,##0\\)",
    "0;yyyy",
    "[Red]0.0",
    "@",
    "#,##0*y",
    "&quot;d&quot;0",
    "[mm]:ss",
];
const BUILT_IN: [u32; 8] = [0, 9, 10, 14, 22, 31, 46, 57];

/// A workbook of one sheet with this XML.
fn package(sheet: &str, strings: &str, is_1904: bool) -> Vec<u8> {
    let own: String = CODES
        .iter()
        .zip(176..)
        .map(|(code, id)| format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#))
        .collect();
    let ids = (176..).take(CODES.len()).chain(BUILT_IN);
    let styles: String = ids.map(|id| format!(r#"<xf numFmtId="{id}" fontId="0"/>"#)).collect();
    let styles = format!(
        r#"<styleSheet><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{styles}</cellXfs><cellStyles/></styleSheet>"#
    );
    let workbook = format!(
        r#"<workbook xmlns:r="x"><workbookPr date1904="{}"/><sheets><sheet name="一" sheetId="1" state="hidden" r:id="a"/></sheets></workbook>"#,
        u8::from(is_1904)
    );
    let top = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;
    let related = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zip_of(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// The workbook as calamine tells it.
fn by_calamine(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut builder = WorkbookBuilder::default();
    let mut out = Guard::new(&mut builder);
    out.start(WorkbookFormat::Xlsx, None).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    for sheet in book.sheets_metadata().to_vec() {
        out.start_sheet(&sheet.name, sheet.visible == SheetVisible::Visible).unwrap();
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(|e| e.to_string())?;
        let class = |style: &calamine::Style| {
            let format = style.number_format.as_ref();
            let id = format.and_then(|f| f.format_id);
            formats::class_of_format(format.map(|f| &*f.format_code), id.unwrap_or_default())
        };
        let classes: Vec<_> = cells.styles().iter().map(class).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|e| e.to_string())? {
            let (row, col) = cell.get_position();
            let format = classes.get(style).copied().unwrap_or_default();
            xlsx::push(CellRef::new(row, col), cell.get_value(), format, &mut out).unwrap();
        }
        out.finish_sheet(&mut SheetLines::default()).unwrap();
    }
    Ok(builder.finish("f", String::new()).unwrap().sheets)
}

/// Cells as text. A formula without a value is nothing to calamine.
fn told(sheets: &[Sheet]) -> Vec<String> {
    let cells = sheets.iter().flat_map(|s| s.cells().map(|c| (s.is_visible, c)));
    cells
        .filter(|(_, c)| c.value != RawValue::FormulaWithoutValue)
        .map(|(is_visible, c)| format!("{is_visible} {} {:?} {:?}", c.at, c.value, c.format))
        .collect()
}

/// Numbers, and what is found in their place.
const NUMBERS: [&str; 22] = [
    "1",
    "0",
    "-0",
    "-0.5",
    "0.1",
    "1e3",
    "1E-7",
    "45000",
    "45000.5",
    "0.25",
    "60",
    "59",
    "2958465.999",
    "2958466",
    "-1",
    "000123",
    "12345678901234567890",
    "1.",
    ".5",
    "inf",
    "1,5",
    "",
];
/// Texts as XML writes them.
const TEXTS: [&str; 14] = [
    "文",
    " 两 头 ",
    "",
    " ",
    "a&amp;b&lt;c&gt;",
    "&#10;&#x4E00;",
    "a\r\nb\rc",
    "_x000D_",
    "_x005F_x000D_",
    "x_x1_x000A_y",
    "_xD83D__xDCF7_",
    "_xD83D_文",
    "\u{a0}x\u{a0}",
    "_x000d_é_x00",
];

/// What stands between a cell's address and its end.
fn cell_rest() -> impl Strategy<Value = String> {
    let number = prop::sample::select(&NUMBERS[..]);
    let text = prop::sample::select(&TEXTS[..]);
    let formula = prop::sample::select(vec!["", "<f>A1&lt;B2</f>", "<f t=\"shared\" si=\"0\"/>", "<f/>"]);
    let style = (0..CODES.len() + BUILT_IN.len() + 2).prop_map(|s| format!(" s=\"{s}\""));
    let style = prop_oneof![Just(String::new()), style];
    prop_oneof![
        (style.clone(), formula.clone(), number.clone())
            .prop_map(|(s, f, n)| format!("{s}>{f}<v>{n}</v></c>")),
        (style.clone(), number).prop_map(|(s, n)| format!(" t='n'{s}><v>{n}</v></c>")),
        (style.clone(), 0..6).prop_map(|(s, n)| format!("{s} t=\"s\" ><v>{n}</v></c >")),
        (formula.clone(), text.clone()).prop_map(|(f, t)| format!(" t=\"str\">{f}<v>{t}</v></c>")),
        text.clone().prop_map(|t| format!(" t=\"inlineStr\"><is><t>{t}</t></is></c>")),
        (text.clone(), text).prop_map(|(a, b)| format!(
            " t=\"inlineStr\"><is><r><rPr><b/></rPr><t xml:space=\"preserve\">{a}</t></r><rPh sb=\"0\"><t>音</t></rPh><r><t>{b}</t></r></is></c>"
        )),
        prop::sample::select(vec!["0", "1", "true", "FALSE", " 1 ", "2", ""])
            .prop_map(|b| format!(" t=\"b\"><v>{b}</v></c>")),
        prop::sample::select(vec!["#N/A", "#DIV/0!", "#REF!"]).prop_map(|e| format!(" t=\"e\"><v>{e}</v></c>")),
        prop::sample::select(vec!["2024-03-05", "2024-03-05T00:00:00", "2024-03-05T10:00:00Z"])
            .prop_map(|d| format!(" t=\"d\"><v>{d}</v></c>")),
        (style, formula).prop_map(|(s, f)| format!("{s}>{f}<v/></c>")),
        Just("/>".to_owned()),
        Just("></c>".to_owned()),
    ]
}

/// The XML of a sheet, with or without addresses.
fn sheet_xml() -> impl Strategy<Value = String> {
    let row = prop::collection::vec((0u32..3, cell_rest()), 0..6);
    let rows = prop::collection::vec((1u32..3, row), 0..5);
    (rows, any::<bool>(), any::<bool>()).prop_map(|(rows, has_addresses, has_prefix)| {
        let mut xml = String::from(
            "<?xml version=\"1.0\"?><!-- <c> --><worksheet><dimension ref=\"A1:B2\"/><sheetData>\n",
        );
        let mut row = 0;
        for (step, cells) in rows {
            row += step;
            xml += &if has_addresses { format!("<row r=\"{row}\" spans='1:9'>") } else { "<row>".to_owned() };
            let mut col = 0;
            for (gap, rest) in cells {
                col += gap;
                let at = CellRef::new(row - 1, col);
                xml += &if has_addresses { format!("<c r=\"{at}\"{rest}") } else { format!("<c{rest}") };
                col += 1;
            }
            xml += "</row>\n";
        }
        xml += "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>";
        if has_prefix {
            for name in ["worksheet", "sheetData", "row", "c", "v", "f", "is", "t", "r"] {
                for end in [" ", ">", "/>"] {
                    xml = xml.replace(&format!("<{name}{end}"), &format!("<x:{name}{end}"));
                    xml = xml.replace(&format!("</{name}{end}"), &format!("</x:{name}{end}"));
                }
            }
        }
        xml
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn both_readers_tell_the_same_cells(sheet in sheet_xml(), is_1904: bool, a in 0..TEXTS.len(), b in 0..TEXTS.len()) {
        let text = |at: usize| TEXTS.get(at).copied().unwrap_or_default();
        let (a, b) = (text(a), text(b));
        let strings = format!(
            "<sst uniqueCount=\"4\"><si><t>{a}</t></si><si/><si><t xml:space='preserve'>{b}</t></si>\
             <si><r><t>{a}</t></r><r><t xml:space=\"preserve\">{b}</t></r><rPh><t>音</t></rPh></si></sst>"
        );
        let bytes = package(&sheet, &strings, is_1904);
        match (by_calamine(&bytes), read_workbook("f", &bytes)) {
            (Ok(theirs), Ok(ours)) => prop_assert_eq!(told(&ours.sheets), told(&theirs)),
            (Err(_), Err(_)) => {}
            (theirs, ours) => prop_assert!(false, "{:?} but {:?}", theirs.map(|s| told(&s)), ours.map(|b| told(&b.sheets))),
        }
    }
}

/// A reader that gives its bytes a few at a time.
struct Drops<'a>(&'a [u8], usize);

impl std::io::Read for Drops<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let length = self.1.min(out.len());
        std::io::Read::read(&mut self.0, out.get_mut(..length).unwrap())
    }
}

#[test]
fn a_sheet_longer_than_a_chunk_loses_nothing_where_it_is_cut() {
    let row = |row: usize| {
        format!(
            r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="inlineStr"><is><t>第{row}行</t></is></c></row>"#
        )
    };
    let rows: String = (1..=20_000).map(row).collect();
    let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    for step in [999, 65_537, usize::MAX] {
        let mut builder = WorkbookBuilder::default();
        builder.start(WorkbookFormat::Xlsx, None).unwrap();
        builder.start_sheet("s", true).unwrap();
        let tables = super::xlsx_cells::Tables::default();
        super::xlsx_cells::read(Drops(xml.as_bytes(), step), &tables, &mut Guard::new(&mut builder)).unwrap();
        builder.finish_sheet(&SheetLines::default()).unwrap();
        let book = builder.finish("f", String::new()).unwrap();
        let sheet = book.sheets.first().unwrap();
        assert_eq!((sheet.row_count(), sheet.cell_count()), (20_000, 40_000));
        for (row, cells) in sheet.rows() {
            let texts: Vec<_> = cells.map(|c| c.text().into_owned()).collect();
            assert_eq!(texts, [(row + 1).to_string(), format!("第{}行", row + 1)]);
        }
    }
}

#[test]
fn sheets_that_break_off_or_make_no_sense_are_refused() {
    let whole =
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let read = |sheet: &str| {
        read_workbook("f", &package(sheet, "<sst><si><t>文</t></si></sst>", false))
            .map(|b| told(&b.sheets).len())
    };
    assert_eq!(read(whole).unwrap(), 1);
    assert_eq!(read("<chartsheet/>").unwrap(), 0, "a chart declared as a sheet has no cells");
    let end = whole.find("</sheetData>").unwrap();
    let head = "<worksheet>".len();
    for length in (0..end).filter(|length| *length != head) {
        let code = read(whole.get(..length).unwrap()).unwrap_err();
        assert_eq!(code.code(), Refusal::Damaged.of("f").code(), "{length}");
    }
    let declared = |encoding: &str| read(&format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{whole}"));
    assert_eq!(declared("UTF-8").unwrap(), 1);
    assert!(declared("GBK").is_err(), "other encodings are not guessed at");
    for (from, to) in [("<v>0", "<v>1"), ("<v>0", "<v>x"), ("A1", "1A"), ("A1", "A0"), ("\"s\"", "\"q\"")] {
        assert!(read(&whole.replace(from, to)).is_err(), "{to}");
    }
}
