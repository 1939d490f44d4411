//! What a broken, encrypted, empty or foreign file gets: a clear message, nothing lost, exit status 1.

use jianfu_tests::places::{root, samples};
use jianfu_tests::program::jianfu;
use std::path::Path;

/// Imports a bad file into a workspace that holds something, and checks that it stays as it was.
fn refused(name: &str, bytes: &[u8], code: &str) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.jianfu");
    let w = workspace.to_str().unwrap();
    let good = samples().join("省委发文统计-2023.xlsx");
    jianfu(["import".as_ref(), good.as_os_str(), "-w".as_ref(), workspace.as_os_str()]).unwrap();
    let list = || jianfu(["list", "imports", "-w", w, "--json"]).unwrap().stdout;
    let before = list();

    let bad = folder.path().join(name);
    std::fs::write(&bad, bytes).unwrap();
    let said = jianfu(["import".as_ref(), bad.as_os_str(), "-w".as_ref(), workspace.as_os_str()]).unwrap();
    assert_eq!(said.status, Some(1), "{name}: {said:?}");
    assert!(said.stderr.contains("error: ") && said.stderr.contains(name), "{name}: {said:?}");
    assert!(said.stderr.contains("hint: "), "{name} says what to do: {said:?}");
    assert_eq!(list(), before, "{name} changed the workspace");

    let said = jianfu(["inspect".as_ref(), bad.as_os_str(), "--json".as_ref()]).unwrap();
    assert_eq!(said.status, Some(1), "{name}: {said:?}");
    let expected = jianfu_engine::catalogue::message(code, &[], jianfu_engine::model::Lang::En);
    let (_, after_name) = expected.split_once("{file}”").expect("the message names the file");
    let words = after_name.split('{').next().unwrap_or(after_name).trim();
    assert!(said.stderr.contains(words), "{name}: `{words}` in {said:?}");
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(samples().join(name)).unwrap()
}

#[test]
fn a_truncated_workbook_is_damaged() {
    let whole = sample("省委发文统计-2023.xlsx");
    refused("truncated.xlsx", &whole[..whole.len() / 2], "damaged");
}

/// What Excel writes for a workbook with a password: a compound file around the encrypted package.
fn encrypted() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for (stream, bytes) in [("EncryptionInfo", [4, 0, 4, 0, 64, 0, 0, 0]), ("EncryptedPackage", [7; 8])] {
        std::io::Write::write_all(&mut file.create_stream(stream).unwrap(), &bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn a_workbook_with_a_password_says_so() {
    refused("secret.xlsx", &encrypted(), "encrypted");
}

/// Locked with 减负2024Ab; its content is made up.
pub const LOCKED: &str = "src-tauri/crates/engine/tests-data/locked-standard.xlsx";

#[test]
fn a_locked_workbook_opens_with_its_password() {
    let locked = root().join(LOCKED);
    let inspect = |passwords: &[&str]| {
        let given = passwords.iter().flat_map(|p| ["--password", p]).map(std::ffi::OsStr::new);
        jianfu(["inspect".as_ref(), locked.as_os_str(), "--json".as_ref()].into_iter().chain(given)).unwrap()
    };
    let said = inspect(&["wrong", "减负2024Ab"]);
    assert_eq!(said.json().unwrap()["sheets"].as_array().map(Vec::len), Some(1), "{said:?}");
    let said = inspect(&["wrong"]);
    assert!(said.status == Some(1) && said.stderr.contains("The password given does not open"), "{said:?}");
    let said = inspect(&[]);
    assert!(said.status == Some(1) && said.stderr.contains("--password"), "{said:?}");
}

#[test]
fn a_file_of_nothing_is_no_spreadsheet() {
    refused("empty.xlsx", b"", "not_a_spreadsheet");
}

#[test]
fn a_picture_is_no_spreadsheet_whatever_its_name() {
    let picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00";
    refused("picture.xlsx", picture, "not_a_spreadsheet");
}

#[test]
fn an_archive_without_a_workbook_is_no_spreadsheet() {
    // An empty zip archive: only its end record.
    let mut zip = b"PK\x05\x06".to_vec();
    zip.extend([0; 18]);
    refused("archive.xlsx", &zip, "not_a_spreadsheet");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let said = jianfu(["inspect", "no-such-file.xlsx"]).unwrap();
    assert_eq!(said.status, Some(1));
    assert!(said.stderr.contains("no-such-file.xlsx"), "{said:?}");
}

#[test]
fn a_foreign_workspace_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.jianfu");
    std::fs::write(&path, b"my notes, not a workspace").unwrap();
    let good = samples().join("省委发文统计-2023.xlsx");
    let said = jianfu(["import".as_ref(), good.as_os_str(), "-w".as_ref(), path.as_os_str()]).unwrap();
    assert_eq!(said.status, Some(1), "{said:?}");
    assert_eq!(std::fs::read(&path).unwrap(), b"my notes, not a workspace");
    assert!(Path::new(&path).exists());
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(samples().join("省委发文统计-2023.xlsx"), folder.path().join("a.xlsx")).unwrap();
    std::fs::write(folder.path().join("b.xlsx"), b"PK\x03\x04 broken").unwrap();
    let workspace = folder.path().join("w.jianfu");
    let args = [
        "import".as_ref(),
        folder.path().as_os_str(),
        "-w".as_ref(),
        workspace.as_os_str(),
        "--json".as_ref(),
    ];
    let said = jianfu(args).unwrap();
    assert_eq!(said.status, Some(3), "done, but a person should look: {said:?}");
    let json = said.json().unwrap();
    assert_eq!(json["imported"]["files"][0], "a.xlsx");
    assert!(json["files"][1]["error"]["code"].is_string());
}
