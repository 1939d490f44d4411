//! What opening refuses, and that it leaves no trace where it refuses.

use super::*;
use rusqlite::Connection;

#[test]
fn a_missing_file_is_said_to_be_missing() {
    let (folder, path) = fresh();
    let missing = StoreError::Missing { file: "减负 2025.jianfu".to_owned() };
    assert_eq!(Store::open(&path).unwrap_err(), missing);
    assert_eq!(Store::open_read_only(&path).unwrap_err(), missing);
    assert!(files_in(&folder).is_empty());
    let nowhere = folder.path().join("none").join("a.jianfu");
    assert_eq!(Store::create(&nowhere).unwrap_err().code(), "cannot_write");
}

#[test]
fn a_workspace_closes_to_one_file() {
    let (folder, path) = fresh();
    let mut store = Store::open_or_create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    drop(store);
    assert_eq!(files_in(&folder), ["减负 2025.jianfu"]);
    let before = hash(&path);
    drop(Store::open_or_create(&path).unwrap());
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.count_observations(&ObservationFilter::default()), Ok(1));
    assert_eq!(reader.file(), "减负 2025.jianfu");
    drop(reader);
    assert_eq!(files_in(&folder), ["减负 2025.jianfu"]);
    assert_eq!(hash(&path), before, "opening and closing change nothing");
}

#[test]
fn the_settings_of_a_connection_hold() {
    let (_folder, path) = fresh();
    let store = Store::create(&path).unwrap();
    let pragma = |name: &str| -> String {
        store
            .find(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"), [], |row| row.get(0))
            .unwrap()
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2", "FULL");
    assert_eq!(pragma("foreign_keys"), "1");
    assert_eq!(pragma("user_version"), "4");
    assert_eq!(pragma("application_id"), u32::from_be_bytes(*b"JFZ1").to_string());
}

#[test]
fn creating_never_replaces_a_file() {
    let (_folder, path) = fresh();
    drop(Store::create(&path).unwrap());
    let before = hash(&path);
    let exists = StoreError::Exists { file: "减负 2025.jianfu".to_owned() };
    assert_eq!(Store::create(&path).unwrap_err(), exists);
    assert_eq!(hash(&path), before);
    std::fs::write(&path, "letter").unwrap();
    assert_eq!(Store::create(&path).unwrap_err(), exists);
    assert_eq!(std::fs::read(&path).unwrap(), b"letter");
}

#[test]
fn an_empty_file_may_become_a_workspace_and_is_none_before() {
    let (_folder, path) = fresh();
    std::fs::write(&path, "").unwrap();
    assert_eq!(Store::open(&path).unwrap_err().code(), "not_a_workspace");
    assert_eq!(Store::open_read_only(&path).unwrap_err().code(), "not_a_workspace");
    drop(Store::open_or_create(&path).unwrap());
    drop(Store::open(&path).unwrap());
}

#[test]
fn other_files_are_refused_untouched() {
    let (folder, path) = fresh();
    let foreign = folder.path().join("foreign.db");
    let db = Connection::open(&foreign).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1); PRAGMA user_version = 1",
    )
    .unwrap();
    db.close().unwrap();
    let text = folder.path().join("letter.jianfu");
    std::fs::write(&text, "a letter, longer than the hundred bytes of a database header".repeat(20)).unwrap();
    let short = folder.path().join("short.jianfu");
    std::fs::write(&short, "x").unwrap();
    let cut = folder.path().join("cut.jianfu");
    drop(Store::create(&path).unwrap());
    std::fs::write(&cut, std::fs::read(&path).unwrap().get(..60).unwrap()).unwrap();
    let names = files_in(&folder);
    for file in [&foreign, &text, &short, &cut] {
        let before = hash(file);
        for error in [
            Store::open(file).unwrap_err(),
            Store::open_or_create(file).unwrap_err(),
            Store::open_read_only(file).unwrap_err(),
        ] {
            assert_eq!(error.code(), "not_a_workspace", "{error}");
        }
        assert_eq!(hash(file), before);
    }
    assert_eq!(Store::open(folder.path()).unwrap_err().code(), "not_a_workspace", "a folder");
    assert_eq!(files_in(&folder), names, "nothing appears beside a file that is refused");
}

#[test]
fn a_newer_workspace_is_refused_untouched() {
    let (folder, path) = fresh();
    drop(Store::create(&path).unwrap());
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA user_version = 7; CREATE TABLE of_the_future (x)").unwrap();
    db.close().unwrap();
    let (before, names) = (hash(&path), files_in(&folder));
    let newer = StoreError::Newer { file: "减负 2025.jianfu".to_owned(), found: 7, supported: 4 };
    assert_eq!(Store::open(&path).unwrap_err(), newer);
    assert_eq!(Store::open_or_create(&path).unwrap_err(), newer);
    assert_eq!(Store::open_read_only(&path).unwrap_err(), newer);
    assert_eq!((hash(&path), files_in(&folder)), (before, names));
}

#[test]
fn a_newer_format_that_is_still_in_the_log_file_is_seen() {
    let (_folder, path) = fresh();
    drop(Store::create(&path).unwrap());
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA user_version = 7").unwrap();
    assert_eq!(Store::open(&path).unwrap_err().code(), "newer_workspace");
    drop(db);
}

#[test]
fn a_damaged_workspace_is_refused() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let many: Vec<_> = (1..=200).map(|row| observation(&format!("B{row}"), "12")).collect();
    import(&mut store, "a.xlsx", &many);
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    for byte in bytes.iter_mut().skip(half) {
        *byte = 0x5a;
    }
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(Store::open(&path).unwrap_err().code(), "workspace_damaged");
    assert_eq!(Store::open_read_only(&path).unwrap_err().code(), "workspace_damaged");
    bytes.truncate(half);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(Store::open(&path).unwrap_err().code(), "workspace_damaged");
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "left as it is for whoever mends it");
}

#[test]
fn there_is_one_writer_at_a_time() {
    let (_folder, path) = fresh();
    let store = Store::create(&path).unwrap();
    let locked = StoreError::Locked { file: "减负 2025.jianfu".to_owned() };
    assert_eq!(Store::open(&path).unwrap_err(), locked);
    assert_eq!(Store::open_or_create(&path).unwrap_err(), locked);
    drop(store);
    drop(Store::open(&path).unwrap());
}

#[test]
fn a_foreign_write_lock_is_reported_as_locked() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let result = store.step(StepKind::Settings, &[], AT, |w| w.update_setting("a", "b"));
    assert_eq!(result.unwrap_err().code(), "workspace_locked");
}

#[test]
fn readers_see_what_a_writer_commits_while_it_is_open() {
    let (folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let reader = Store::open_read_only(&path).unwrap();
    let count = |reader: &Reader| reader.count_observations(&ObservationFilter::default()).unwrap();
    assert_eq!(count(&reader), 0);
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    assert_eq!(count(&reader), 1);
    assert_eq!(count(&Store::open_read_only(&path).unwrap()), 1);
    // The writer goes first, the reader tidies up.
    drop(store);
    assert_eq!(count(&reader), 1);
    drop(reader);
    assert_eq!(files_in(&folder), ["减负 2025.jianfu"]);
}

#[test]
fn a_reader_cannot_write() {
    let (_folder, path) = fresh();
    drop(Store::create(&path).unwrap());
    let reader = Store::open_read_only(&path).unwrap();
    assert!(reader.connection.execute("DELETE FROM settings", []).is_err());
}

#[test]
fn what_a_crash_left_is_recovered() {
    let (folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    // A copy of what lies on the disk while the writer lives is what a power cut would leave.
    let crashed = folder.path().join("crashed.jianfu");
    for suffix in ["", "-wal", "-lock"] {
        let (from, to) = (connection::beside(&path, suffix), connection::beside(&crashed, suffix));
        std::fs::copy(from, to).unwrap();
    }
    let expected = dump(&store);
    assert_eq!(dump(&Store::open_read_only(&crashed).unwrap()), expected);
    assert_eq!(dump(&Store::open(&crashed).unwrap()), expected);
}

#[test]
fn what_a_failed_creation_left_is_in_nobodys_way() {
    let (folder, path) = fresh();
    std::fs::write(connection::beside(&path, "-new"), "half of a file").unwrap();
    drop(Store::create(&path).unwrap());
    assert_eq!(files_in(&folder), ["减负 2025.jianfu"]);
}

#[test]
fn names_with_signs_of_a_uri_open() {
    let (folder, _) = fresh();
    for name in ["a?b#c%20d&e=f.jianfu", "file:x.jianfu", " 空 格 .jianfu"] {
        if cfg!(windows) && name.contains(['?', ':']) {
            continue;
        }
        let path = folder.path().join(name);
        drop(Store::create(&path).unwrap());
        drop(Store::open(&path).unwrap());
        drop(Store::open_read_only(&path).unwrap());
        assert_eq!(files_in(&folder), [name]);
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_trigger_planted_in_a_mailed_file_never_runs() {
    let (_folder, path) = fresh();
    drop(Store::create(&path).unwrap());
    let db = Connection::open(&path).unwrap();
    db.execute_batch("CREATE TRIGGER planted AFTER INSERT ON settings BEGIN DELETE FROM settings; END;")
        .unwrap();
    db.close().unwrap();
    let mut store = Store::open(&path).unwrap();
    store.step(StepKind::Settings, &[], AT, |w| w.update_setting("a", "b")).unwrap();
    assert_eq!(store.find_setting("a").unwrap().as_deref(), Some("b"));
}

#[test]
fn every_error_has_words() {
    let file = || "a.jianfu".to_owned();
    let reason = || "why".to_owned();
    let errors = [
        StoreError::Missing { file: file() },
        StoreError::Exists { file: file() },
        StoreError::NotAWorkspace { file: file() },
        StoreError::Newer { file: file(), found: 2, supported: 1 },
        StoreError::Older { file: file(), found: 1, supported: 2 },
        StoreError::Damaged { file: file(), reason: reason() },
        StoreError::Locked { file: file() },
        StoreError::CannotWrite { file: file(), reason: reason() },
        StoreError::Failed { reason: reason() },
        StoreError::NothingToUndo,
        StoreError::NothingToRedo,
        StoreError::HistoryConflict { step: StepId(3) },
        StoreError::UnknownObservation(ObservationId(4)),
    ];
    for error in errors {
        assert!(crate::catalogue::has(error.code()), "{} is not in the catalogue", error.code());
        for lang in [crate::model::Lang::Zh, crate::model::Lang::En] {
            let message = crate::catalogue::message(error.code(), &error.args(), lang);
            assert!(!message.contains('{'), "{message} lacks a value");
        }
    }
}
