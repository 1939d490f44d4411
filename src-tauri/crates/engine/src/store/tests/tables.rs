//! Every table gives back what was put in.

use super::*;
use crate::model::{Lang, Missing};
use proptest::prelude::*;

#[test]
fn exact_decimals_and_reasons_come_back_as_they_were() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let values = ["0", "-0.10", "1386", "25.70", "0.1", "79228162514264337593543950335", "1e-28"];
    let value_of = |text: &str| text.parse().or_else(|_| Decimal::from_scientific(text)).unwrap();
    let mut observations: Vec<_> = values
        .iter()
        .zip(0..)
        .map(|(text, row)| NewObservation {
            cell: CellRef::new(row, 1_048_575),
            raw: format!(" {text} 件"),
            value: Some(value_of(text)),
            ..observation("A1", "0")
        })
        .collect();
    observations.extend(Missing::ALL.into_iter().zip(Role::ALL.into_iter().cycle()).map(
        |(missing, role)| NewObservation {
            value: None,
            missing: Some(missing),
            role,
            indicator_id: None,
            area: None,
            period: None,
            organisation: Some("市政府办公室".to_owned()),
            category: Some("通知".to_owned()),
            unit: None,
            row_labels: vec!["引\"号".to_owned(), "a,b\\c\n".to_owned(), String::new()],
            column_labels: Vec::new(),
            ..observation("C3", "0")
        },
    ));
    let imported = import(&mut store, "a.xlsx", &observations);
    drop(store);

    let found = Reader::open(&path).unwrap().list_observations(&ObservationFilter::default()).unwrap();
    assert_eq!(found.len(), observations.len());
    for ((found, put), id) in found.iter().zip(&observations).zip(&imported.observation_ids) {
        assert_eq!((found.id, found.table_id), (*id, imported.table_id));
        let back = NewObservation {
            cell: found.cell,
            raw: found.raw.clone(),
            value: found.value,
            missing: found.missing,
            role: found.role,
            indicator_id: found.indicator_id.clone(),
            scope_id: found.scope_id.clone(),
            area: found.area,
            period: found.period,
            organisation: found.organisation.clone(),
            category: found.category.clone(),
            unit: found.unit.clone(),
            row_labels: found.row_labels.clone(),
            column_labels: found.column_labels.clone(),
        };
        assert_eq!(&back, put);
        // Equal decimals may differ in their zeros, and a source's zeros are part of what it says.
        assert_eq!(back.value.map(|v| v.to_string()), put.value.map(|v| v.to_string()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_decimal_and_any_text_survive(mantissa in any::<i64>(), scale in 0u32..=28, raw in ".*", label in ".*") {
        // SQLite's text ends at the first NUL for some of its functions, and no spreadsheet cell can hold one.
        prop_assume!(!raw.contains('\0') && !label.contains('\0'));
        let (_folder, path) = fresh();
        let mut store = Store::create(&path).unwrap();
        let value = Decimal::from_i128_with_scale(i128::from(mantissa), scale);
        let row_labels = vec![label];
        let put = NewObservation { raw, value: Some(value), row_labels, ..observation("A1", "0") };
        let imported = import(&mut store, "a.xlsx", std::slice::from_ref(&put));
        let found = store.get_observation(*imported.observation_ids.first().unwrap()).unwrap();
        prop_assert_eq!(found.value.map(|v| v.to_string()), Some(value.to_string()));
        prop_assert_eq!((found.raw, found.row_labels), (put.raw, put.row_labels));
    }
}

#[test]
fn a_value_and_a_reason_exclude_each_other() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let imported = import(&mut store, "a.xlsx", &[]);
    let both = NewObservation { missing: Some(Missing::Dash), ..observation("A1", "1") };
    let neither = NewObservation { value: None, ..observation("A1", "1") };
    for wrong in [both, neither] {
        let result =
            store.step(StepKind::Import, &[], AT, |w| w.insert_observations(imported.table_id, &[wrong]));
        assert_eq!(result.unwrap_err().code(), "store_failed");
    }
}

#[test]
fn filters_leave_what_they_name() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let observations = [
        observation("B2", "944"),
        NewObservation { period: Some(Period::Year(2024)), ..observation("C2", "1386") },
        NewObservation {
            role: Role::Total,
            area: Some("430000".parse().unwrap()),
            ..observation("B9", "9277")
        },
        NewObservation { indicator_id: Some("某新指标".to_owned()), ..observation("D2", "3") },
        NewObservation {
            indicator_id: Some("meetings_held".to_owned()),
            raw: "100%_\\".to_owned(),
            row_labels: vec!["Bureau".to_owned(), "办公室".to_owned()],
            ..observation("E2", "7")
        },
    ];
    import(&mut store, "a.xlsx", &observations);
    let cells = |filter: ObservationFilter| -> Vec<String> {
        let found = store.list_observations(&filter).unwrap();
        if filter.limit.is_none() && filter.offset == 0 {
            assert_eq!(store.count_observations(&filter), Ok(u64::try_from(found.len()).unwrap()));
        }
        found.iter().map(|o| o.cell.to_string()).collect()
    };
    let all = ObservationFilter::default;
    let text = |text: &str| cells(ObservationFilter { text: Some(text.to_owned()), ..all() });
    let indicator_id = Some("documents_issued".to_owned());
    assert_eq!(cells(all()).len(), 5);
    assert_eq!(cells(ObservationFilter { indicator_id, ..all() }), ["B2", "C2", "B9"]);
    let periods = vec![Period::Year(2024), Period::Year(2023)];
    assert_eq!(cells(ObservationFilter { periods, ..all() }), ["C2"]);
    assert_eq!(cells(ObservationFilter { area: Some("430000".parse().unwrap()), ..all() }), ["B9"]);
    assert_eq!(cells(ObservationFilter { roles: vec![Role::Total, Role::OfWhich], ..all() }), ["B9"]);
    let scope_id = Some(ScopeId("unstated".to_owned()));
    assert!(cells(ObservationFilter { scope_id, ..all() }).is_empty());
    assert_eq!(cells(ObservationFilter { limit: Some(2), offset: 1, ..all() }), ["C2", "B9"]);
    assert_eq!(text("bureau"), ["E2"]);
    assert_eq!(text("%_\\"), ["E2"]);
    assert_eq!(text("统计表").len(), 5);
    assert_eq!(text("").len(), 5);
    assert!(text("\",\"").is_empty(), "the JSON of labels is not part of them");
    assert!(text("' OR 1=1 --").is_empty(), "what people type is bound, never run");
}

#[test]
fn lists_count_what_there_is() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let other = |id: &str, cell: &str| NewObservation {
        indicator_id: Some(id.to_owned()),
        period: Some(Period::YearToDate(2025, 10)),
        area: None,
        ..observation(cell, "1")
    };
    let observations = [
        other("会议室数", "A1"),
        other("meetings_held", "A2"),
        other("meeting_hours", "A3"),
        observation("A4", "1"),
        observation("A5", "2"),
    ];
    import(&mut store, "a.xlsx", &observations);
    let indicators = store.list_indicators().unwrap();
    let order: Vec<_> = indicators.iter().map(|(id, count)| (id.as_str(), *count)).collect();
    assert_eq!(order, [("documents_issued", 2), ("meeting_hours", 1), ("meetings_held", 1), ("会议室数", 1)]);
    assert_eq!(store.list_periods(), Ok(vec![(Period::Year(2025), 2), (Period::YearToDate(2025, 10), 3)]));
    assert_eq!(store.list_areas(), Ok(vec![("430100".parse().unwrap(), 2)]));
    assert_eq!(store.list_scopes(), Ok(vec![scope()]));
    assert_eq!(store.find_scope(&scope().id), Ok(Some(scope())));
    assert_eq!(store.find_scope(&ScopeId("别的".to_owned())), Ok(None));
}

#[test]
fn a_number_leads_back_to_its_cell() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "去年.xlsx", &[observation("B2", "1")]);
    let imported = import(&mut store, "今年.xlsx", &[observation("D14", "944"), observation("D15", "10")]);
    let asked: Vec<_> = imported.observation_ids.iter().rev().copied().collect();
    let found = store.list_provenance(&asked).unwrap();
    assert_eq!(found.iter().map(|p| p.observation_id).collect::<Vec<_>>(), asked, "in the order asked");
    let last = found.last().unwrap();
    assert_eq!((last.file.as_str(), last.sheet.as_str()), ("今年.xlsx", "Sheet1"));
    assert_eq!((last.cell.to_string().as_str(), last.raw.as_str()), ("D14", "944"));
    assert_eq!((last.source_id, last.imported_at.as_str()), (imported.source_id, AT));
    assert_eq!(last.sha256, sha256("今年.xlsx".repeat(100).as_bytes()));

    let unknown = ObservationId(999);
    assert_eq!(store.get_observation(unknown), Err(StoreError::UnknownObservation(unknown)));
    assert_eq!(store.list_provenance(&[unknown]), Err(StoreError::UnknownObservation(unknown)));
}

#[test]
fn sources_are_kept_once_by_their_bytes() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let first = import(&mut store, "a.xlsx", &[]);
    let again = import(&mut store, "a.xlsx", &[]);
    assert_eq!(first.source_id, again.source_id);
    let sources = store.list_sources().unwrap();
    let source = sources.first().unwrap();
    assert_eq!((sources.len(), source.id, source.run_id), (1, first.source_id, first.run_id));
    assert_eq!((source.file.as_str(), source.format, source.size), ("a.xlsx", WorkbookFormat::Xlsx, 10_240));
    assert_eq!(store.find_source_by_sha(&source.sha256), Ok(Some(source.clone())));
    assert_eq!(store.find_source_bytes(&source.sha256), Ok(Some("a.xlsx".repeat(100).into_bytes())));
    let other = sha256(b"other");
    assert_eq!(store.find_source_by_sha(&other), Ok(None));
    assert_eq!(store.find_source_bytes(&other), Ok(None));

    let imports = store.list_imports().unwrap();
    let counts: Vec<_> = imports.iter().map(|i| (i.source_count, i.table_count, i.finding_count)).collect();
    assert_eq!(counts, [(1, 1, 1), (0, 1, 1)]);
    assert_eq!(imports.first().map(|i| (i.at.as_str(), i.app_version.as_str())), Some((AT, "0.1.0")));
}

#[test]
fn damaged_source_bytes_are_found() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let imported = import(&mut store, "a.xlsx", &[]);
    let sha = store.list_sources().unwrap().first().unwrap().sha256.clone();
    assert_eq!(imported.source_id, SourceId(1));
    store.connection.execute("UPDATE source_bytes SET size = size - 1", []).unwrap();
    assert_eq!(store.find_source_bytes(&sha).unwrap_err().code(), "workspace_damaged");
}

#[test]
fn tables_and_ledgers_come_back_with_their_columns() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let imported = import(&mut store, "a.xlsx", &[]);
    let column = |letter: &str, field: Option<&str>, field_type| LedgerColumn {
        letter: letter.to_owned(),
        name: format!("{letter}列"),
        field: field.map(str::to_owned),
        field_type,
    };
    let mut columns: Vec<_> =
        ["B", "A", "C", "AA"].into_iter().zip(FieldType::ALL).map(|(l, t)| column(l, None, t)).collect();
    columns.push(column("AB", Some("document_number"), FieldType::Text));
    let ledger = NewTable {
        kind: TableKind::Ledger,
        position: 1,
        title: None,
        unit: None,
        record_count: 1_000_000,
        ..new_table(imported.run_id, imported.source_id)
    };
    let (_, ledger_id) = store
        .step(StepKind::Import, &[], AT, |w| {
            let id = w.insert_table(&ledger)?;
            w.insert_ledger_columns(id, &columns)?;
            Ok(id)
        })
        .unwrap();

    let tables = store.list_tables(&TableFilter::default()).unwrap();
    assert_eq!(tables.iter().map(|t| t.id).collect::<Vec<_>>(), [imported.table_id, ledger_id]);
    let found = tables.first().unwrap();
    let back = NewTable {
        run_id: found.run_id,
        source_id: found.source_id,
        position: found.position,
        sheet: found.sheet.clone(),
        kind: found.kind,
        title: found.title.clone(),
        unit: found.unit.clone(),
        scope_id: found.scope_id.clone(),
        range: found.range,
        record_count: found.record_count,
    };
    assert_eq!(back, new_table(imported.run_id, imported.source_id));
    assert_eq!(found.file, "a.xlsx");

    let ledgers = store.list_ledgers().unwrap();
    let found = ledgers.first().unwrap();
    assert_eq!((ledgers.len(), found.table.id, found.table.record_count), (1, ledger_id, 1_000_000));
    assert_eq!(found.columns, columns);
    let none = TableFilter { run_id: Some(ImportRunId(99)), ..TableFilter::default() };
    assert_eq!(store.list_tables(&none), Ok(Vec::new()));
}

#[test]
fn findings_keep_their_words() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let imported = import(&mut store, "a.xlsx", &[]);
    let plain =
        Diagnostic::new(Severity::Error, "damaged").with("file", "b.xlsx").with("zz", "1").with("aa", "\"");
    let whole_file = NewFinding {
        run_id: imported.run_id,
        source_id: None,
        table_id: None,
        sheet: None,
        diagnostic: &plain,
    };
    store.step(StepKind::Import, &[], AT, |w| w.insert_finding(&whole_file)).unwrap();

    let all = store.list_findings(&FindingFilter::default()).unwrap();
    let [first, second]: &[Finding; 2] = all.as_slice().try_into().unwrap();
    assert_eq!((first.source_id, first.table_id), (Some(imported.source_id), Some(imported.table_id)));
    assert_eq!((first.file.as_deref(), first.sheet.as_deref()), (Some("a.xlsx"), Some("Sheet1")));
    assert_eq!((first.cell, first.severity), (Some(CellRef::new(4, 0)), Severity::Warning));
    assert_eq!(first.message(Lang::En), "“某某新区” is not in the list of administrative areas.");
    assert_eq!((second.cell, second.sheet.as_deref(), second.file.as_deref()), (None, None, None));
    assert_eq!((&second.args, second.message(Lang::Zh)), (&plain.args, plain.message(Lang::Zh)));

    let only = |filter| store.list_findings(&filter).unwrap().iter().map(|f| f.id.0).collect::<Vec<_>>();
    let all = FindingFilter::default;
    assert_eq!(only(FindingFilter { severity_at_least: Some(Severity::Error), ..all() }), [2]);
    assert_eq!(only(FindingFilter { source_id: Some(imported.source_id), ..all() }), [1]);
    assert_eq!(only(FindingFilter { table_id: Some(imported.table_id), ..all() }), [1]);
    assert_eq!(only(FindingFilter { run_id: Some(imported.run_id), ..all() }), [1, 2]);
}

#[test]
fn settings_can_be_set_again() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    assert_eq!(store.find_setting("rounding"), Ok(None));
    for value in ["half_up", "half_even"] {
        store.step(StepKind::Settings, &[], AT, |w| w.update_setting("rounding", value)).unwrap();
        assert_eq!(store.find_setting("rounding").unwrap().as_deref(), Some(value));
    }
}

#[test]
fn a_code_that_means_nothing_here_is_damage_not_a_default() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    for (column, text) in [
        ("period", "2025-M13"),
        ("area", "43"),
        ("value", "1,234"),
        ("value", "0.12345678901234567890123456789012"),
    ] {
        let sql = format!("UPDATE observations SET {column} = ?1");
        store.connection.execute("SAVEPOINT s", []).unwrap();
        store.connection.execute(&sql, [text]).unwrap();
        let error = store.list_observations(&ObservationFilter::default()).unwrap_err();
        assert_eq!(error.code(), "workspace_damaged", "{column} = {text}");
        store.connection.execute_batch("ROLLBACK TO s; RELEASE s").unwrap();
    }
}

#[test]
fn a_boundary_file_is_kept_replaced_and_taken_out_and_each_can_be_undone() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let boundary = |sha256: char, approval: Option<&str>, feature_count| Boundary {
        name: "省.geojson".to_owned(),
        sha256: sha256.to_string().repeat(64),
        approval: approval.map(str::to_owned),
        at: AT.to_owned(),
        feature_count,
    };
    let feature = |code: Option<&str>, lat: f64| BoundaryFeature {
        code: code.map(|code| code.parse().unwrap()),
        name: Some("甲".to_owned()),
        geometry: Geometry { polygons: vec![vec![vec![Position::from_degrees(111.0, lat).unwrap()]]] },
    };
    let (first, second) = (boundary('a', None, 2), boundary('b', Some("GS(2025)1号"), 1));
    let of_first = [feature(Some("430100"), 28.0), feature(None, 29.0)];
    let of_second = [feature(Some("430100"), 28.5)];
    let put = |store: &mut Store, boundary: &Boundary, features: &[BoundaryFeature]| {
        store.step(StepKind::Boundary, &[], AT, |w| w.put_boundary(boundary, features)).unwrap();
    };
    let held = |store: &Store| {
        (store.list_boundaries().unwrap(), store.list_boundary_features("省.geojson").unwrap())
    };
    put(&mut store, &first, &of_first);
    assert_eq!(held(&store), (vec![first.clone()], of_first.to_vec()));
    put(&mut store, &second, &of_second);
    assert_eq!(held(&store), (vec![second.clone()], of_second.to_vec()));
    store.step(StepKind::DeleteBoundary, &[], AT, |w| w.delete_boundary("省.geojson")).unwrap();
    assert_eq!(held(&store), (Vec::new(), Vec::new()));
    store.undo(AT).unwrap();
    assert_eq!(held(&store), (vec![second], of_second.to_vec()));
    store.undo(AT).unwrap();
    assert_eq!(held(&store), (vec![first], of_first.to_vec()));
    store.redo(AT).unwrap();
    assert_eq!(held(&store).1, of_second.to_vec());

    store.connection.execute("UPDATE boundary_features SET geometry = x'0100'", []).unwrap();
    let error = store.list_boundary_features("省.geojson").unwrap_err();
    assert_eq!(error.code(), "workspace_damaged", "borders that make no sense are damage");
}
