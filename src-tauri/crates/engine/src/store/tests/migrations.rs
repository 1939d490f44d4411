//! The format of the file: frozen once released, migrated whole or not at all.

use super::*;
use crate::store::migrate::{MIGRATIONS, newest_format};
use crate::store::writer::Mode;

/// SHA-256 of each migration file, with Unix line ends. A released migration never changes: change the workspace
/// by a new file and add its line here. Lines past the last release may still be replaced.
const CHECKSUMS: &[&str] = &[
    "a4e2fdd2182e18cd0cbcd721ac3eba5c771b34001cc2cc95719bcb4588c18310",
    "f7cd53335c34fb40901d97a9501bd48d65fddfcee930d0a245fb1e49ee9058ae",
    "b86e0eab22a992bcedd067c7055be95a7536af998e3ae66a9f791296c3dbb53b",
    "fc692a37117fa364411fd645d769e8b1be9d714d2ef433d846ebde329b88aa0f",
];

/// A further format, for the tests of migrating.
const NEXT: &str =
    "ALTER TABLE observations ADD COLUMN note TEXT; CREATE TABLE extras (id INTEGER PRIMARY KEY) STRICT;";

fn with(more: &'static str) -> Vec<&'static str> {
    MIGRATIONS.iter().copied().chain([more]).collect()
}

#[test]
fn released_migrations_are_frozen() {
    let found: Vec<_> = MIGRATIONS.iter().map(|sql| sha256(sql.replace("\r\n", "\n").as_bytes())).collect();
    assert_eq!(found, CHECKSUMS);
}

#[test]
fn the_schema_is_as_recorded() {
    let (_folder, path) = fresh();
    let store = Store::create(&path).unwrap();
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name";
    let statements: Vec<String> = store.list(sql, [], |row| row.get(0)).unwrap();
    let schema = statements.join(";\n\n").replace("\r\n", "\n");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("schema", schema);
    });
}

#[test]
fn every_table_is_tracked_or_left_out_on_purpose() {
    let (_folder, path) = fresh();
    let store = Store::create(&path).unwrap();
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let found: Vec<String> = store.list(sql, [], |row| row.get(0)).unwrap();
    let mut expected: Vec<&str> = TRACKED.into_iter().chain(["history", "source_bytes"]).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn an_older_file_is_copied_aside_and_migrated_with_its_history() {
    let (folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    assert_eq!(store.copied_aside(), None);
    let empty = dump(&store);
    import(&mut store, "a.xlsx", &[observation("A1", "1.50")]);
    let full = dump(&store);
    drop(store);

    let older = StoreError::Older { file: "减负 2025.jianfu".to_owned(), found: 4, supported: 5 };
    assert_eq!(Reader::open_with(&path, &with(NEXT)).unwrap_err(), older);
    let mut store = Store::open_with(&path, &with(NEXT), Mode::Open).unwrap();
    let copy = store.copied_aside().unwrap().to_owned();
    assert_eq!(copy, path.with_file_name("减负 2025.format-4.jianfu"));
    assert_eq!(store.list_observations(&ObservationFilter::default()).unwrap().len(), 1);
    store.undo(AT).unwrap();
    assert_eq!(dump(&store), empty, "a step taken in the older format can be undone in the newer");
    store.redo(AT).unwrap();
    assert_eq!(store.count_observations(&ObservationFilter::default()), Ok(1));
    drop(store);

    assert_eq!(Store::open(&path).unwrap_err().code(), "newer_workspace");
    assert_eq!(dump(&Store::open(&copy).unwrap()), full, "the copy still opens in the older program");
    let again = Store::open_with(&path, &with(NEXT), Mode::Open).unwrap();
    assert_eq!(again.copied_aside(), None, "a file is migrated once");
    drop(again);
    assert_eq!(files_in(&folder), ["减负 2025.format-4.jianfu", "减负 2025.jianfu"]);
}

#[test]
fn a_copy_aside_replaces_no_file() {
    let (folder, path) = fresh();
    drop(Store::create(&path).unwrap());
    std::fs::write(path.with_file_name("减负 2025.format-4.jianfu"), "kept").unwrap();
    let store = Store::open_with(&path, &with(NEXT), Mode::Open).unwrap();
    assert_eq!(store.copied_aside(), Some(path.with_file_name("减负 2025.format-4-2.jianfu").as_path()));
    assert_eq!(std::fs::read(folder.path().join("减负 2025.format-4.jianfu")).unwrap(), b"kept");
}

#[test]
fn a_migration_that_fails_leaves_the_file_in_its_format() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    let expected = dump(&store);
    drop(store);
    let before = hash(&path);
    let broken = "CREATE TABLE extras (id INTEGER PRIMARY KEY); INSERT INTO nowhere VALUES (1);";
    let error = Store::open_with(&path, &with(broken), Mode::Open).unwrap_err();
    assert_eq!(error.code(), "store_failed");
    assert_eq!(hash(&path), before);
    let store = Store::open(&path).unwrap();
    assert_eq!(dump(&store), expected);
    assert_eq!(newest_format(MIGRATIONS), 4);
}

#[test]
fn a_creation_that_fails_leaves_nothing() {
    let (folder, path) = fresh();
    let error = Store::open_with(&path, &with("INSERT INTO nowhere VALUES (1)"), Mode::Create).unwrap_err();
    assert_eq!(error.code(), "store_failed");
    assert!(files_in(&folder).is_empty());
}
