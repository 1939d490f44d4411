//! Files made to harm are refused in bounded time and memory. Limits that need a process are tested in `reader`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::biff::{extras, leave_out_formulas};
use super::error::Refusal;
use super::ole::{CompoundFile, container_of};
use super::samples::{compound_of, ods_of, record, xls_of, xlsb, xlsx_of, zip_of};
use super::{read_workbook, sha256_hex};
use crate::model::{RawValue, WorkbookFormat};

fn code(bytes: &[u8]) -> &'static str {
    read_workbook("f.bin", bytes).map_or_else(|e| e.code(), |_| "read")
}

const CELL: &str = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>"#;

/// The archive with every occurrence of some bytes in its uncompressed heads replaced.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, from).collect();
    assert!(!places.is_empty(), "there is something to patch");
    places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to));
    bytes
}

/// A package whose first part has this name and says that it has this size.
fn with_size(parts: &[(&str, &[u8])], size: u32) -> Vec<u8> {
    let honest = u32::try_from(parts[0].1.len()).unwrap();
    let name = parts[0].0.as_bytes();
    let mut bytes = zip_of(parts);
    // In both heads the size stands some bytes before the name.
    for at in memchr::memmem::find_iter(&bytes.clone(), name).collect::<Vec<_>>() {
        for back in [8, 22] {
            let place = at - back..at - back + 4;
            if bytes[place.clone()] == honest.to_le_bytes() {
                bytes[place].copy_from_slice(&size.to_le_bytes());
            }
        }
    }
    bytes
}

#[test]
fn a_part_that_inflates_beyond_the_limit_is_too_large() {
    for part in ["xl/sharedStrings.xml", "xl/styles.xml"] {
        let bytes = with_size(&[(part, &[b' '; 5000]), ("xl/workbook.xml", b"<workbook/>")], 0x7FFF_FFFF);
        assert_eq!(code(&bytes), "too_large", "{part}");
    }
}

#[test]
fn a_part_that_says_it_is_smaller_than_it_is_is_damaged() {
    let content = [b"<office:document-content>".as_slice(), &[b' '; 1 << 20]].concat();
    let mime = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    let parts = [("content.xml", content.as_slice()), ("mimetype", mime), ("META-INF/manifest.xml", b"<m/>")];
    assert_eq!(code(&with_size(&parts, 10)), "damaged");
}

#[test]
fn a_list_of_texts_that_lies_about_its_length_asks_for_no_memory() {
    for count in ["4294967295", "18446744073709551615", "200000000"] {
        let sheet = xlsx_of(CELL, &["a"]);
        let parts = with_part(
            &sheet,
            "xl/sharedStrings.xml",
            &format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>"),
        );
        assert_eq!(
            code(&parts),
            "read",
            "{count}: room is made for texts that are there, not for those announced"
        );
    }
    let sloppy = with_part(
        &xlsx_of(CELL, &["a"]),
        "xl/sharedStrings.xml",
        r#"<sst uniqueCount="900"><si><t>a</t></si></sst>"#,
    );
    assert_eq!(code(&sloppy), "read", "a small miscount is forgiven");
}

/// The package with one part replaced.
fn with_part(bytes: &[u8], name: &str, content: &str) -> Vec<u8> {
    with_bytes(bytes, name, content.as_bytes())
}

fn with_bytes(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = super::detect::archive(bytes).unwrap();
    let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    let is_new = !names.iter().any(|n| n == name);
    let added = is_new.then(|| (name.to_owned(), content.to_vec()));
    let parts: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|n| {
            let old = super::package::part_bytes(&mut zip, &n).unwrap();
            let new = if n == name { content.to_vec() } else { old };
            (n, new)
        })
        .chain(added)
        .collect();
    zip_of(&parts.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect::<Vec<_>>())
}

#[test]
fn a_sheet_may_claim_any_dimension() {
    let xml = format!(r#"<dimension ref="A1:XFD1048576"/>{CELL}"#);
    let book = read_workbook("f", &xlsx_of(&xml, &["a"])).unwrap();
    assert_eq!(book.sheets[0].cell_count(), 1);
    let xml = format!(r#"<dimension ref="A1:ZZZZZZZ99999999999"/>{CELL}"#);
    assert!(["read", "damaged"].contains(&code(&xlsx_of(&xml, &["a"]))));
    let far = r#"<sheetData><row r="4294967295"><c r="ZZZZZZ4294967295"><v>1</v></c></row></sheetData>"#;
    assert!(["damaged", "too_large"].contains(&code(&xlsx_of(far, &[]))));
}

#[test]
fn entities_that_multiply_are_not_resolved() {
    let laughs: String =
        (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let doctype = format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]>");
    let strings = format!("{doctype}<sst uniqueCount=\"1\"><si><t>&l11;</t></si></sst>");
    let bytes = with_part(&xlsx_of(CELL, &["a"]), "xl/sharedStrings.xml", &strings);
    let text = read_workbook("f", &bytes).map(|b| b.sheets[0].cells().map(|c| c.text().len()).sum::<usize>());
    assert!(text.is_err() || text == Ok(0) || text == Ok("&l11;".len()), "{text:?}");
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>&l11;</text:p></table:table-cell>";
    let ods = ods_of(&format!(
        "{doctype}<table:table table:name=\"a\"><table:table-row>{cell}</table:table-row></table:table>"
    ));
    let text = read_workbook("f", &ods).map(|b| b.sheets[0].cells().map(|c| c.text().len()).sum::<usize>());
    assert!(text.as_ref().is_ok_and(|length| *length <= "&l11;".len()) || text.is_err(), "{text:?}");
}

#[test]
fn elements_without_end_do_not_overflow_the_stack() {
    let deep = "<a>".repeat(200_000);
    for bytes in [
        xlsx_of(&deep, &[]),
        ods_of(&format!("<table:table table:name=\"a\"><table:table-row><table:table-cell>{deep}")),
    ] {
        assert!(["read", "damaged", "too_large"].contains(&code(&bytes)));
    }
}

#[test]
fn cells_in_far_corners_of_an_xls_ask_for_no_memory() {
    // A number in column 65,535: more than the format has.
    let wide = patched(xls_of(&[], 1), &[3, 2, 14, 0, 0, 0, 1, 0], &[3, 2, 14, 0, 0, 0, 255, 255]);
    assert_eq!(code(&wide), "damaged");
}

#[test]
fn loops_in_a_compound_file_end() {
    let mut looped = compound_of("Workbook", &[0; 8192]);
    // The table of sectors: each sector of the stream is followed by its first.
    for sector in 2..18 {
        looped[512 + sector * 4..][..4].copy_from_slice(&2u32.to_le_bytes());
    }
    assert_eq!(code(&looped), "damaged");
}

#[test]
fn an_xls_is_read_past_a_broken_container_and_broken_names() {
    // The directory is followed by itself.
    let mut looped = xls_of(&[], 1);
    looped[512 + 4..][..4].copy_from_slice(&1u32.to_le_bytes());
    assert_eq!(code(&looped), "read");
    // Sheets that formulas refer to, and a name, both cut short.
    let names = [record(0x17, &[]), record(0x18, &[1])].concat();
    assert_eq!(code(&xls_of(&names, 1)), "read");
    // A stream that breaks off is not taken for a short one.
    let mut cut = xls_of(&[], 1);
    cut[512 + 2 * 4..][..4].copy_from_slice(&0xFFFF_FFFEu32.to_le_bytes());
    assert_eq!(code(&cut), "damaged");
}

#[test]
fn a_stream_comes_out_of_its_own_container_as_it_went_in() {
    for length in [0, 1, 4095, 4096, 4097, 5_000_000] {
        let stream: Vec<u8> = (0..length).map(|i: u32| (i * 7 % 251) as u8).collect();
        let bytes = container_of("Workbook", &stream).unwrap();
        let file = CompoundFile::open(&bytes).unwrap();
        let mut found = file.stream("Workbook").unwrap();
        assert!(file.is_whole("Workbook"));
        assert!(found.split_off(stream.len()).iter().all(|byte| *byte == 0xFF), "{length}");
        assert_eq!(found, stream, "{length}");
    }
}

#[test]
fn formulas_are_left_out_and_their_values_stay() {
    let of = |content: &[u8]| -> Vec<u8> {
        // 8, 9 and 4 bytes, so the sheet begins at 21.
        let globals = [record(0x85, &21u32.to_le_bytes()), record(0x18, &[9; 5]), record(0x0A, &[])];
        [globals.concat(), record(0x0006, content), record(0x0A, &[])].concat()
    };
    let mut stream = of(&[7; 40]);
    leave_out_formulas(&mut stream).unwrap();
    let mut expected = of(&[7; 40]);
    expected[21 + 4 + 20..][..2].fill(0);
    // The name has lost its number.
    expected[8..10].fill(0);
    assert_eq!(stream, expected);
    assert!(leave_out_formulas(&mut of(&[7; 21])).is_err());
}

#[test]
fn records_shorter_than_they_must_be_are_damaged() {
    for (kind, content) in [(0x42, &[1u8][..]), (0x22, &[]), (0x85, &[0; 7]), (0x85, &[0xFF; 8])] {
        let mut stream = [record(kind, content), record(0x0A, &[])].concat();
        assert_eq!(extras(&stream).err(), Some(Refusal::Damaged), "{kind}");
        stream.drain(..4 + content.len());
        assert!(extras(&stream).is_ok());
    }
    // A run from column 9 to column 3, and merges that are announced and missing.
    let run = record(0xBD, &[0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
    let merges = record(0xE5, &[2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for broken in [run, merges] {
        let sheet = [record(0x85, &[16, 0, 0, 0, 0, 0, 0, 0]), record(0x0A, &[]), record(0x0809, &[0; 4])];
        assert_eq!(extras(&[sheet.concat(), broken].concat()).err(), Some(Refusal::Damaged));
    }
    for texts in [&b"\x9F\x01\x02\0\0"[..], b"\x9F\x01\x08\x01\0\0\0\x01\0\0\0\x13\0"] {
        let broken = with_bytes(&xlsb(), "xl/sharedStrings.bin", texts);
        assert_eq!(code(&broken), "damaged");
    }
    // Lists of formats and of cell styles whose records have no room for their count.
    for styles in [&b"\xE7\x04\0"[..], b"\x96\x02\0\xE9\x04\x03\x01\0\0"] {
        let broken = with_bytes(&xlsb(), "xl/styles.bin", styles);
        assert_eq!(code(&broken), "damaged");
    }
    let nowhere = with_bytes(&xlsb(), "xl/_rels/workbook.bin.rels", b"<Relationships/>");
    assert_eq!(code(&nowhere), "damaged");
}

#[test]
fn a_name_that_lies_changes_nothing() {
    let xlsx = xlsx_of(CELL, &["文"]);
    for name in ["a.csv", "a.xls", "a.pdf", "a"] {
        let book = read_workbook(name, &xlsx).unwrap();
        assert_eq!(book.format, WorkbookFormat::Xlsx, "{name}");
        assert_eq!(book.sheets[0].get("A1".parse().unwrap()).unwrap().value, RawValue::Text("文"));
    }
    assert_eq!(read_workbook("a.xlsx", "甲,乙\n1,2\n".as_bytes()).unwrap().format, WorkbookFormat::Csv);
}

#[test]
fn random_bytes_behind_any_beginning_never_crash() {
    let starts: [&[u8]; 6] =
        [b"", b"PK\x03\x04", &super::ole::MAGIC, b"\xFF\xFE", b"\xEF\xBB\xBF", b"\x09\x08\x10\x00"];
    for seed in 0..64u32 {
        // A hash gives noise that is the same in every run.
        let noise: Vec<u8> =
            (0..40).flat_map(|n| sha256_hex(format!("{seed} {n}").as_bytes()).into_bytes()).collect();
        let noise: Vec<u8> =
            noise.as_chunks::<2>().0.iter().map(|[a, b]| a.wrapping_mul(17) ^ b.rotate_left(3)).collect();
        for start in starts {
            let _ = read_workbook("f", &[start, &noise].concat());
        }
        for whole in [xls_of(&[], 1), xlsb()] {
            let at = (seed as usize * 131) % (whole.len() - noise.len().min(64));
            let mut broken = whole;
            broken[at..at + 64].copy_from_slice(&noise[..64]);
            let _ = read_workbook("f", &broken);
        }
    }
}
