//! Locked files open with their password only. Each way to lock is tried on a file that another program locked,
//! or, where none at hand writes it, on one locked by `lock.rs`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::super::{Refusal, WorkbookBuilder, read_into, samples, sha256_hex};
use super::{Passwords, lock, whole_package};
use crate::model::Workbook;

/// The password of the files below.
const PASSWORD: &str = "减负2024Ab";

/// One sheet: 地区, 2023年, 2022年; 长沙市, 944, 1386; 株洲市, 700, 800. Made up, locked by other programs.
const LOCKED: [(&str, &[u8]); 4] = [
    ("agile, by msoffcrypto", include_bytes!("../../../../tests-data/locked-agile.xlsx")),
    ("standard, by LibreOffice", include_bytes!("../../../../tests-data/locked-standard.xlsx")),
    ("RC4, by LibreOffice", include_bytes!("../../../../tests-data/locked-rc4.xls")),
    ("OpenDocument, by LibreOffice", include_bytes!("../../../../tests-data/locked.ods")),
];

fn read(bytes: &[u8], passwords: &[&str]) -> Result<Workbook, Refusal> {
    let mut builder = WorkbookBuilder::default();
    read_into("f", bytes, &passwords.iter().copied().collect(), &mut builder)?;
    builder.finish("f", sha256_hex(bytes)).ok_or(Refusal::Damaged)
}

fn texts(book: &Workbook) -> Vec<String> {
    book.sheets[0].cells().map(|c| format!("{}={}", c.at, c.text())).collect()
}

#[test]
fn a_locked_file_opens_with_its_password_only() {
    for (what, bytes) in LOCKED {
        assert_eq!(read(bytes, &[]).unwrap_err(), Refusal::Encrypted, "{what}");
        assert_eq!(read(bytes, &["减负2024ab"]).unwrap_err(), Refusal::WrongPassword, "{what}");
        let book = read(bytes, &["", "x", PASSWORD]).unwrap();
        assert_eq!(
            texts(&book),
            [
                "A1=地区",
                "B1=2023年",
                "C1=2022年",
                "A2=长沙市",
                "B2=944",
                "C2=1386",
                "A3=株洲市",
                "B3=700",
                "C3=800"
            ],
            "{what}"
        );
    }
}

#[test]
fn an_ods_locked_as_a_whole_opens_with_its_password_only() {
    let open = samples::ods_of(
        r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="float" office:value="944"/></table:table-row></table:table>"#,
    );
    let whole = whole_package::tests::lock_whole(&open, PASSWORD);
    assert_eq!(read(&whole, &[]).unwrap_err(), Refusal::Encrypted);
    assert_eq!(read(&whole, &["x"]).unwrap_err(), Refusal::WrongPassword);
    assert_eq!(texts(&read(&whole, &["x", PASSWORD]).unwrap()), ["A1=944"]);
    for at in (0..whole.len()).step_by(97) {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        let _ = read(&broken, &[]);
        let _ = read(&whole[..at], &["x"]);
    }
}

#[test]
fn the_built_in_password_is_tried_unasked() {
    let bytes = include_bytes!("../../../../tests-data/locked-built-in.xlsx");
    assert_eq!(texts(&read(bytes, &[]).unwrap())[3], "A2=长沙市");
    assert_eq!(texts(&read(bytes, &["x"]).unwrap())[3], "A2=长沙市");
    let old = lock::xls(lock::Way::Xor, super::BUILT_IN);
    assert_eq!(texts(&read(&old, &[]).unwrap()), ["A1=0.25", "B1=7"]);
}

#[test]
fn records_locked_in_each_way_open_with_their_password_only() {
    for way in [lock::Way::Xor, lock::Way::CryptoApi] {
        for password in ["a", "Jianfu-2024"] {
            let bytes = lock::xls(way, password);
            assert_eq!(read(&bytes, &[]).unwrap_err(), Refusal::Encrypted, "{way:?}");
            assert_eq!(read(&bytes, &["b"]).unwrap_err(), Refusal::WrongPassword, "{way:?}");
            assert_eq!(texts(&read(&bytes, &[password]).unwrap()), ["A1=0.25", "B1=7"], "{way:?}");
        }
    }
}

#[test]
fn a_password_for_a_file_without_a_lock_is_not_needed() {
    assert_eq!(texts(&read(&samples::xls_of(&[], 1), &["x"]).unwrap()), ["A1=0.25", "B1=7"]);
}

#[test]
fn unknown_ways_to_lock_are_named_not_guessed() {
    let xls = |lock: &[u8]| {
        let length = u8::try_from(lock.len()).unwrap();
        samples::xls_of(&[&[0x2F, 0, length, 0], lock].concat(), 1)
    };
    assert_eq!(read(&xls(&[9, 0, 0, 0, 0, 0]), &[]).unwrap_err(), Refusal::Encrypted);
    assert_eq!(read(&xls(&[9, 0, 0, 0, 0, 0]), &["x"]).unwrap_err(), Refusal::UnsupportedEncryption);
    assert_eq!(read(&xls(&[1, 0, 7, 0, 7, 0]), &["x"]).unwrap_err(), Refusal::UnsupportedEncryption);
    assert_eq!(read(&xls(&[1, 0, 1, 0, 1, 0]), &["x"]).unwrap_err(), Refusal::Damaged, "cut short");
    let rights_server = samples::compound_of("EncryptedPackage", &[1; 64]);
    assert_eq!(read(&rights_server, &["x"]).unwrap_err(), Refusal::UnsupportedEncryption);
    let manifest = br#"<m><file-entry full-path="content.xml"><encryption-data checksum-type="SHA1/1K" checksum="AA=="><algorithm algorithm-name="Blowfish CFB"/></encryption-data></file-entry></m>"#;
    let ods = samples::zip_of(&[("META-INF/manifest.xml", manifest), ("content.xml", b"x")]);
    assert_eq!(read(&ods, &["x"]).unwrap_err(), Refusal::UnsupportedEncryption);
}

#[test]
fn broken_locks_are_refused_and_soon() {
    for (what, whole) in LOCKED {
        for at in (512..whole.len()).step_by(211) {
            let mut broken = whole.to_vec();
            broken[at] ^= 0xFF;
            let _ = read(&broken, &[]);
            let _ = read(&whole[..at], &[]);
        }
        assert!(read(&whole[..whole.len() / 2], &[PASSWORD]).is_err(), "{what}");
    }
}

#[test]
fn passwords_are_not_shown() {
    let passwords: Passwords = ["secret"].into_iter().collect();
    assert_eq!(format!("{passwords:?}"), "Passwords(1)");
}
