//! Small workbooks made by hand, one byte at a time, for tests. All content is synthetic.
#![expect(clippy::unwrap_used, reason = "samples are fixed")]

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A zip archive of the given parts.
pub(crate) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;

const STYLES: &str = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="176" formatCode="0.0%"/><numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="3"/></cellXfs></styleSheet>"##;

/// An `.xlsx` of one visible sheet with this XML inside `<worksheet>`, and a hidden one.
pub(crate) fn xlsx_of(sheet: &str, strings: &[&str]) -> Vec<u8> {
    let items: String =
        strings.iter().map(|s| format!("<si><t xml:space=\"preserve\">{s}</t></si>")).collect();
    let strings = format!("<sst uniqueCount=\"{}\">{items}</sst>", strings.len());
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let workbook = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一" sheetId="1" r:id="a"/><sheet name="二" sheetId="2" state="hidden" r:id="b"/></sheets></workbook>"#;
    let related = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
    zip_of(&[
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/sheet2.xml", b"<worksheet><sheetData></sheetData></worksheet>"),
    ])
}

/// An `.ods` with this XML inside `<office:document-content>`.
pub(crate) fn ods_of(content: &str) -> Vec<u8> {
    let content = format!("<office:document-content>{content}</office:document-content>");
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A compound file (OLE2) of one stream.
pub(crate) fn compound_of(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    // Streams shorter than 4096 bytes would live in the mini stream.
    let mut content = stream.to_vec();
    content.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let count = content.len() / SECTOR;
    let mut header = vec![0u8; SECTOR];
    let mut put =
        |at: usize, bytes: &[u8]| header.splice(at..at + bytes.len(), bytes.iter().copied()).count();
    put(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    put(24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(44, &1u32.to_le_bytes());
    put(48, &1u32.to_le_bytes());
    put(56, &4096u32.to_le_bytes());
    put(60, &0xFFFF_FFFEu32.to_le_bytes());
    put(68, &0xFFFF_FFFEu32.to_le_bytes());
    put(76, &0u32.to_le_bytes());
    put(80, &[0xFF; SECTOR - 80]);
    // Sector 0 is the table, 1 the directory, the stream follows.
    let last = u32::try_from(count + 1).unwrap();
    let mut table: Vec<u32> = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    table.extend((2..=last).map(|sector| if sector == last { 0xFFFF_FFFE } else { sector + 1 }));
    table.resize(SECTOR / 4, 0xFFFF_FFFF);
    let table: Vec<u8> = table.iter().flat_map(|n| n.to_le_bytes()).collect();
    let mut directory = entry("Root Entry", 5, 0xFFFF_FFFE, 0, 1);
    directory.extend(entry(name, 2, 2, u32::try_from(content.len()).unwrap(), u32::MAX));
    directory.resize(SECTOR, 0);
    [header, table, directory, content].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: u32, child: u32) -> Vec<u8> {
    let mut units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(units.len() + 2).unwrap();
    units.resize(64, 0);
    units.extend(length.to_le_bytes());
    units.extend([kind, 1]);
    for number in [u32::MAX, u32::MAX, child] {
        units.extend(number.to_le_bytes());
    }
    units.resize(116, 0);
    units.extend(start.to_le_bytes());
    units.extend(size.to_le_bytes());
    units.resize(128, 0);
    units
}

pub(crate) fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), content].concat()
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// An `.xls`: A1 = 0.25 in percent, B1 = 7; row 1 hidden, column B hidden. `size` is the last row it claims.
pub(crate) fn xls_of(extra_globals: &[u8], size: u32) -> Vec<u8> {
    let percent = words(&[0, 10, 0, 0, 0, 0, 0, 0, 0, 0]);
    let plain = words(&[0; 10]);
    let bof = |kind: u16| record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let mut globals = bof(5);
    globals.extend(extra_globals);
    globals.extend(record(0xE0, &plain));
    globals.extend(record(0xE0, &percent));
    let start = globals.len() + 4 + 8 + 2 + 4;
    let name = [&u32::try_from(start).unwrap().to_le_bytes()[..], &[0, 0, 2, 0], b"S1"].concat();
    globals.extend(record(0x85, &name));
    globals.extend(record(0x0A, &[]));
    let mut sheet = bof(0x10);
    sheet.extend(record(0x7D, &words(&[1, 1, 2048, 0, 1, 0])));
    let rows = [&0u32.to_le_bytes()[..], &size.to_le_bytes(), &words(&[0, 2, 0])].concat();
    sheet.extend(record(0x0200, &rows));
    sheet.extend(record(0x0208, &words(&[0, 0, 2, 300, 0, 0, 0x20, 0])));
    sheet.extend(record(0x0203, &[words(&[0, 0, 1]), 0.25f64.to_le_bytes().to_vec()].concat()));
    sheet.extend(record(0x0203, &[words(&[0, 1, 0]), 7f64.to_le_bytes().to_vec()].concat()));
    sheet.extend(record(0x0A, &[]));
    compound_of("Workbook", &[globals, sheet].concat())
}

fn record_12(kind: u32, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if kind < 0x80 {
        out.push(u8::try_from(kind).unwrap());
    } else {
        out.extend([(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]);
    }
    let length = u32::try_from(content.len()).unwrap();
    out.extend([(length & 0x7F) as u8 | 0x80, (length >> 7) as u8]);
    out.extend(content);
    out
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [longs(&[u32::try_from(units.len() / 2).unwrap()]), units].concat()
}

/// An `.xlsb`: A1 = 0.25 in percent, B1 = #N/A by formula, A2 = 文; row 2 and column C hidden; D1:E2 merged.
pub(crate) fn xlsb() -> Vec<u8> {
    let sheet = [longs(&[0, 1]), wide("a"), wide("一")].concat();
    let workbook =
        [record_12(0x9C, &sheet), record_12(0x90, &[]), record_12(0x9D, &[0; 26]), record_12(0x84, &[])]
            .concat();
    let styles = [
        record_12(0x267, &longs(&[0])),
        record_12(0x269, &longs(&[2])),
        record_12(0x2F, &[0; 16]),
        record_12(0x2F, &[words(&[0, 10]), vec![0; 12]].concat()),
    ]
    .concat();
    let row =
        |row: u32, hidden: u8| record_12(0, &[longs(&[row, 0]), vec![0, 0, 0, hidden], longs(&[0])].concat());
    let cells = [
        record_12(0x81, &[]),
        record_12(0x94, &longs(&[0, 1, 0, 4])),
        record_12(0x186, &[]),
        record_12(0x3C, &[longs(&[2, 2, 0, 0]), words(&[1])].concat()),
        record_12(0x187, &[]),
        record_12(0x91, &[]),
        row(0, 0),
        record_12(0x05, &[longs(&[0, 1]), 0.25f64.to_le_bytes().to_vec()].concat()),
        record_12(0x0B, &[longs(&[1, 0]), vec![0x2A], vec![0; 10]].concat()),
        row(1, 0x10),
        record_12(0x06, &[longs(&[0, 0]), wide("文")].concat()),
        record_12(0x92, &[]),
        record_12(0xB0, &longs(&[0, 1, 3, 4])),
        record_12(0x82, &[]),
    ]
    .concat();
    let related = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    zip_of(&[
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", related.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &cells),
    ])
}
