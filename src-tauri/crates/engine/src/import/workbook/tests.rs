//! What is read from each format, and that broken files are refused rather than misread.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::samples::{compound_of, ods_of, xls_of, xlsb, xlsx_of, zip_of};
use super::{ReadError, delimited, formats, read_workbook};
use crate::model::{NumberFormat, RawValue, Sheet, Workbook, WorkbookFormat};

fn read(bytes: &[u8]) -> Workbook {
    read_workbook("f.bin", bytes).unwrap()
}

fn refusal(bytes: &[u8]) -> &'static str {
    read_workbook("f.bin", bytes).unwrap_err().code()
}

fn cell<'a>(sheet: &'a Sheet, at: &str) -> Option<RawValue<'a>> {
    sheet.get(at.parse().unwrap()).map(|c| c.value)
}

fn format(sheet: &Sheet, at: &str) -> NumberFormat {
    sheet.get(at.parse().unwrap()).unwrap().format
}

fn texts(sheet: &Sheet) -> Vec<String> {
    sheet.cells().map(|c| format!("{}={}", c.at, c.text())).collect()
}

const XLSX_SHEET: &str = r#"<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>
<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.257</v></c><c r="C1" s="2"><v>1</v></c><c r="D1" s="3"><v>45292</v></c><c r="E1" s="4"><v>1234</v></c></row>
<row r="3" hidden="1"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3"><f>SUM(A1:A2)</f></c><c r="C3" t="e"><v>#REF!</v></c><c r="D3" t="e"><v>#SPILL!</v></c><c r="E3" t="str"><f>A2</f><v></v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="inlineStr"><is><t xml:space="preserve"> 行 内 </t></is></c><c r="H3"><f>X()</f><v></v></c></row>
<row r="99" hidden="1"/></sheetData><mergeCells><mergeCell ref="A5:C6"/></mergeCells>"#;

#[test]
fn xlsx_gives_values_formats_merges_and_hidden_lines() {
    let book = read(&xlsx_of(XLSX_SHEET, &["长 沙 市"]));
    assert_eq!(book.format, WorkbookFormat::Xlsx);
    assert_eq!(book.sheets.iter().map(|s| s.is_visible).collect::<Vec<_>>(), [true, false]);
    let sheet = &book.sheets[0];
    assert_eq!(cell(sheet, "A1"), Some(RawValue::Text("长 沙 市")), "texts stay as found");
    assert_eq!(
        (cell(sheet, "B1"), format(sheet, "B1")),
        (Some(RawValue::Number(0.257)), NumberFormat::Percent)
    );
    assert_eq!(format(sheet, "C1"), NumberFormat::Percent);
    assert_eq!(cell(sheet, "D1"), Some(RawValue::DateTime("2024-01-01")));
    assert_eq!(format(sheet, "E1"), NumberFormat::Number);
    assert_eq!(cell(sheet, "A3"), Some(RawValue::Number(2.0)), "a formula's result is its value");
    assert_eq!(cell(sheet, "B3"), Some(RawValue::FormulaWithoutValue));
    assert_eq!(cell(sheet, "C3"), Some(RawValue::Error("#REF!")));
    assert_eq!(cell(sheet, "D3"), Some(RawValue::Error("#SPILL!")), "newer errors are errors too");
    assert_eq!(cell(sheet, "E3"), None, "a formula that gives the empty text has a value");
    assert_eq!(cell(sheet, "F3"), Some(RawValue::Bool(true)));
    assert_eq!(cell(sheet, "G3"), Some(RawValue::Text(" 行 内 ")));
    assert_eq!(cell(sheet, "H3"), Some(RawValue::FormulaWithoutValue));
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A5:C6"]);
    assert_eq!((&sheet.hidden_rows[..], &sheet.hidden_cols[..]), (&[2][..], &[1, 2][..]));
}

#[test]
fn prefixed_xml_and_cells_without_addresses_are_read() {
    let prefixed = r#"<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:f>B2</x:f></x:c></x:row><x:row hidden="1"><x:c><x:f>B2</x:f></x:c></x:row></x:sheetData>"#;
    let book = read(&xlsx_of(prefixed, &[]));
    let sheet = &book.sheets[0];
    assert_eq!(cell(sheet, "A1"), Some(RawValue::Number(1.0)));
    assert_eq!(cell(sheet, "B1"), Some(RawValue::FormulaWithoutValue));
    assert_eq!(cell(sheet, "A2"), Some(RawValue::FormulaWithoutValue));
    assert_eq!(sheet.hidden_rows, [1]);
}

#[test]
fn a_formula_deep_inside_a_long_sheet_is_found() {
    let rows: String = (1..=30_000)
        .map(|row| match row {
            20_000 => format!(
                r#"<row r="{row}" hidden="1"><c r="A{row}"><v>1</v></c><c r="B{row}"><f>A1</f></c></row>"#
            ),
            _ => format!(
                r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="s"><v>0</v></c></row>"#
            ),
        })
        .collect();
    let xml = format!(r#"<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#);
    let book = read(&xlsx_of(&xml, &["文"]));
    let sheet = &book.sheets[0];
    assert_eq!(sheet.cell_count(), 60_000);
    assert_eq!(cell(sheet, "B20000"), Some(RawValue::FormulaWithoutValue));
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.merges.len()), (&[19_999][..], 1));
}

#[test]
fn ods_gives_percentages_dates_merges_repeats_and_hidden_lines() {
    let book = read(&ods_of(
        r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
        <table:table table:name="表"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
        <table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>甲<text:s text:c="2"/>乙&amp;丙</text:p><text:p>丁</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="percentage" office:value="0.257"><text:p>25.7%</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell office:value-type="float" office:value="3" table:number-columns-repeated="2"/><table:table-cell office:value-type="date" office:date-value="2024-05-01T00:00:00"><office:annotation><text:p>批注</text:p></office:annotation><text:p>x</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048000" table:visibility="collapse"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
        <table:table-row><table:table-cell table:formula="of:=A1"/><table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="藏" table:style-name="ta2"></table:table>"#,
    ));
    let sheet = &book.sheets[0];
    assert_eq!(book.sheets.iter().map(|s| s.is_visible).collect::<Vec<_>>(), [true, false]);
    assert_eq!(cell(sheet, "A1"), Some(RawValue::Text("甲  乙&丙\n丁")));
    assert_eq!(
        (cell(sheet, "C1"), format(sheet, "C1")),
        (Some(RawValue::Number(0.257)), NumberFormat::Percent)
    );
    for at in ["A2", "B2", "A3", "B3"] {
        assert_eq!(cell(sheet, at), Some(RawValue::Number(3.0)), "{at}");
    }
    assert_eq!(cell(sheet, "C3"), Some(RawValue::DateTime("2024-05-01")));
    assert_eq!(cell(sheet, "A1048004"), Some(RawValue::FormulaWithoutValue));
    assert_eq!(cell(sheet, "B1048004"), Some(RawValue::Error("#DIV/0!")));
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:B1"]);
    assert_eq!((&sheet.hidden_rows[..3], &sheet.hidden_cols[..]), (&[1, 2, 3][..], &[1, 2][..]));
}

#[test]
fn ods_that_repeats_without_end_is_too_large() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="3" table:number-columns-repeated="16384"/>"#;
    let row = format!(r#"<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>"#);
    let mut cells = 0;
    let bytes = ods_of(&format!(r#"<table:table table:name="a">{row}</table:table>"#));
    let refused = super::read_into("f", &bytes, &super::Passwords::default(), &mut Counter(&mut cells));
    assert!(matches!(refused, Err(super::Refusal::TooLarge { .. })));
    assert_eq!(cells, super::limits::MAX_CELLS, "nothing is read past the limit");
}

struct Counter<'a>(&'a mut u64);

impl super::WorkbookSink for Counter<'_> {
    fn start(&mut self, _: WorkbookFormat, _: Option<(&str, bool)>) -> Result<(), super::Refusal> {
        Ok(())
    }
    fn shared_text(&mut self, _: &str) -> Result<(), super::Refusal> {
        Ok(())
    }
    fn shared_cell(
        &mut self,
        _: crate::model::CellRef,
        _: u32,
        _: NumberFormat,
    ) -> Result<(), super::Refusal> {
        *self.0 += 1;
        Ok(())
    }
    fn start_sheet(&mut self, _: &str, _: bool) -> Result<(), super::Refusal> {
        Ok(())
    }
    fn cell(
        &mut self,
        _: crate::model::CellRef,
        _: RawValue<'_>,
        _: NumberFormat,
    ) -> Result<(), super::Refusal> {
        *self.0 += 1;
        Ok(())
    }
    fn finish_sheet(&mut self, _: &super::SheetLines) -> Result<(), super::Refusal> {
        Ok(())
    }
}

#[test]
fn xls_gives_formats_and_hidden_lines() {
    let book = read(&xls_of(&[], 1));
    let sheet = &book.sheets[0];
    assert_eq!(
        (cell(sheet, "A1"), format(sheet, "A1")),
        (Some(RawValue::Number(0.25)), NumberFormat::Percent)
    );
    assert_eq!(
        (cell(sheet, "B1"), format(sheet, "B1")),
        (Some(RawValue::Number(7.0)), NumberFormat::General)
    );
    assert_eq!((&sheet.hidden_rows[..], &sheet.hidden_cols[..]), (&[0][..], &[1][..]));
}

#[test]
fn xls_that_lies_about_its_size_is_refused_before_memory_is_asked_for() {
    assert_eq!(refusal(&xls_of(&[], 0xFFFF_FFFF)), "damaged");
}

#[test]
fn xlsb_gives_formats_errors_merges_and_hidden_lines() {
    let book = read(&xlsb());
    assert_eq!(book.format, WorkbookFormat::Xlsb);
    let sheet = &book.sheets[0];
    assert_eq!(
        (cell(sheet, "A1"), format(sheet, "A1")),
        (Some(RawValue::Number(0.25)), NumberFormat::Percent)
    );
    assert_eq!(cell(sheet, "B1"), Some(RawValue::Error("#N/A")));
    assert_eq!(cell(sheet, "A2"), Some(RawValue::Text("文")));
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["D1:E2"]);
    assert_eq!(sheet.hidden_rows, [1]);
    assert!(sheet.hidden_cols.is_empty(), "column C lies beyond the last cell");
}

#[test]
fn text_files_are_decoded_and_say_how() {
    let text = "地区,件数\r\n长沙市,\"1,234\"\r\n一一,2\r\n";
    let utf16 = |mark: bool, little: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for (bytes, name, is_guessed) in [
        (text.as_bytes().to_vec(), "UTF-8", false),
        (marked, "UTF-8", false),
        (gb, "GB18030", true),
        (utf16(true, true), "UTF-16LE", false),
        (utf16(true, false), "UTF-16BE", false),
        (utf16(false, true), "UTF-16LE", true),
        (utf16(false, false), "UTF-16BE", true),
    ] {
        let book = read_workbook("台账.csv", &bytes).unwrap();
        assert_eq!(book.encoding, Some((name.to_owned(), is_guessed)));
        assert_eq!(
            texts(&book.sheets[0]),
            ["A1=地区", "B1=件数", "A2=长沙市", "B2=1,234", "A3=一一", "B3=2"],
            "{name}"
        );
        assert_eq!(book.sheets[0].name, "台账");
    }
}

#[test]
fn western_letters_are_read_and_chinese_is_not_taken_for_them() {
    for (bytes, name, expected) in [
        (&b"id,name\n2,\xA9\n"[..], "windows-1252", "B2=\u{A9}"),
        (b"city,n\n\xD5akman,1\nOrl\xE9ans,2\n", "windows-1252", "A2=\u{D5}akman"),
        // The second byte of 镕 is a letter of ASCII.
        (b"a,\xD6\xEC\xE9F\xBB\xF9\n", "GB18030", "B1=\u{6731}\u{9555}\u{57FA}"),
    ] {
        let book = read(bytes);
        assert_eq!(book.encoding, Some((name.to_owned(), true)));
        assert!(texts(&book.sheets[0]).contains(&expected.to_owned()), "{:?}", texts(&book.sheets[0]));
    }
    // Chinese text cut in the middle of a letter.
    let cut = encoding_rs::GB18030.encode(&"地区,件数\n长沙市,1\n".repeat(20)).0.into_owned();
    let book = read(&cut[..cut.len() - 4]);
    assert_eq!(book.encoding, Some(("GB18030".to_owned(), true)));
}

#[test]
fn delimited_text_keeps_rows_quotes_and_blanks() {
    let book = read("a;\"x \"\"y\"\";\nz\"; 2 \n\n;q\"r;3\r\"open;4".as_bytes());
    assert_eq!(
        texts(&book.sheets[0]),
        ["A1=a", "B1=x \"y\";\nz", "C1= 2 ", "B3=q\"r", "C3=3", "A4=\"open", "B4=4"]
    );
}

#[test]
fn the_separator_is_the_one_most_lines_agree_on() {
    for (text, expected) in [
        ("a\tb\tc\n1,234\t5,678\t9\n1\t2\t3\n", b'\t'),
        ("标题\na,b\n1,2\n", b','),
        ("a|b|c\n1|2|3\n", b'|'),
        ("一列\n二\n", b','),
        ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
    ] {
        assert_eq!(char::from(delimited::delimiter_of(text)), char::from(expected), "{text:?}");
    }
}

#[test]
fn encrypted_files_say_so() {
    assert_eq!(refusal(&compound_of("EncryptedPackage", &[1; 64])), "encrypted");
    assert_eq!(refusal(&xls_of(&[0x2F, 0, 6, 0, 1, 0, 0, 0, 0, 0], 1)), "encrypted");
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    assert_eq!(refusal(&zip_of(&[("META-INF/manifest.xml", manifest), ("content.xml", b"x")])), "encrypted");
}

#[test]
fn other_files_are_no_spreadsheets() {
    let noise: Vec<u8> = (0u32..4096).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (bytes, what) in [
        (&b""[..], "empty"),
        (&noise, "noise"),
        (&[0; 5000], "zeros"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        (b"  <html><table><tr><td>1</td></tr></table></html>", "html under a spreadsheet's name"),
        (&zip_of(&[("word/document.xml", b"<w/>")]), "document"),
        (
            &zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
            "text document",
        ),
        (&compound_of("WordDocument", &[0; 64]), "old document"),
    ] {
        assert_eq!(refusal(bytes), "not_a_spreadsheet", "{what}");
    }
}

#[test]
fn truncated_and_flipped_files_are_refused_or_read_but_never_crash() {
    let ods = ods_of(
        r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="float" office:value="3"/></table:table-row></table:table>"#,
    );
    for whole in [xlsx_of(XLSX_SHEET, &["文"]), ods, xls_of(&[], 1), xlsb()] {
        for length in (0..whole.len()).step_by(whole.len() / 97 + 1) {
            let cut = read_workbook("f", &whole[..length]);
            assert!(cut.is_err() || length + 8192 > whole.len(), "{length} of {} bytes", whole.len());
        }
        for at in (0..whole.len()).step_by(whole.len() / 199 + 1) {
            let mut broken = whole.clone();
            broken[at] ^= 0xFF;
            let _ = read_workbook("f", &broken);
        }
    }
}

#[test]
fn errors_have_words_in_the_catalogue() {
    let file = || "f.xlsx".to_owned();
    let errors = [
        ReadError::Encrypted { file: file() },
        ReadError::WrongPassword { file: file() },
        ReadError::UnsupportedEncryption { file: file() },
        ReadError::TooLarge { file: file(), limit: 2 << 30 },
        ReadError::Damaged { file: file() },
        ReadError::NotASpreadsheet { file: file() },
        ReadError::NotABoundary { file: file() },
        ReadError::NotLonLat { file: file() },
        ReadError::TooDetailed { file: file() },
        ReadError::TimedOut { file: file(), seconds: 60 },
        ReadError::CannotRead { file: file(), reason: "r".to_owned() },
        ReadError::ReaderFailed { file: file(), reason: "r".to_owned() },
        ReadError::Cancelled { file: file() },
    ];
    for error in errors {
        let message = crate::catalogue::message(error.code(), &error.args(), crate::model::Lang::En);
        assert!(crate::catalogue::has(error.code()) && !message.contains('{'), "{message}");
    }
}

#[test]
fn number_formats_have_classes() {
    for (code, class) in [
        ("General", NumberFormat::General),
        ("0.00%", NumberFormat::Percent),
        ("0\"%\"", NumberFormat::Number),
        ("#,##0.00_);[Red]\\(#,##0.00\\)", NumberFormat::Number),
        ("yyyy\"年\"m\"月\"d\"日\"", NumberFormat::Date),
        ("[h]:mm:ss.000", NumberFormat::Date),
        ("[$-804]yyyy-mm-dd", NumberFormat::Date),
        ("@", NumberFormat::Text),
        ("0_ ", NumberFormat::Number),
    ] {
        assert_eq!(formats::class_of_code(code), class, "{code}");
    }
}
