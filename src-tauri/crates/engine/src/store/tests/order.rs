//! Observations in the order a person wants, page by page.

use super::*;

fn cells(store: &Reader, column: ObservationColumn, is_descending: bool) -> Vec<String> {
    let order = Some(ObservationOrder { column, is_descending });
    let ids = store.list_observation_ids(&ObservationFilter::default(), order).unwrap();
    store.list_observations_by_id(&ids).unwrap().iter().map(|o| o.cell.to_string()).collect()
}

#[test]
fn numbers_are_sorted_as_numbers_and_what_is_missing_comes_last_either_way() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let missing =
        NewObservation { value: None, missing: Some(crate::model::Missing::Dash), ..observation("A5", "1") };
    import(
        &mut store,
        "a.xlsx",
        &[
            observation("A1", "9"),
            observation("A2", "10"),
            observation("A3", "-2.5"),
            observation("A4", "10"),
            missing,
        ],
    );
    assert_eq!(cells(&store, ObservationColumn::Value, false), ["A3", "A1", "A2", "A4", "A5"]);
    assert_eq!(cells(&store, ObservationColumn::Value, true), ["A2", "A4", "A1", "A3", "A5"]);
}

#[test]
fn every_column_sorts_and_indicators_stand_in_report_order() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let of = |cell: &str, indicator: Option<&str>| NewObservation {
        indicator_id: indicator.map(str::to_owned),
        ..observation(cell, "1")
    };
    let known = crate::model::indicators();
    let rows = [
        of("A1", None),
        of("A2", Some("某新指标")),
        of("A3", Some(known[1].id)),
        of("A4", Some(known[0].id)),
    ];
    import(&mut store, "a.xlsx", &rows);
    assert_eq!(cells(&store, ObservationColumn::Indicator, false), ["A4", "A3", "A2", "A1"]);
    use ObservationColumn as C;
    for column in [C::Area, C::Period, C::Breakdown, C::Unit, C::Role, C::File, C::Place] {
        for is_descending in [false, true] {
            assert_eq!(cells(&store, column, is_descending).len(), 4, "{column:?}");
        }
    }
    assert_eq!(cells(&store, C::Place, true), ["A4", "A3", "A2", "A1"]);
}

#[test]
fn a_file_narrows_and_an_id_that_is_gone_is_left_out() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    let second = import(&mut store, "b.xlsx", &[observation("B1", "2"), observation("B2", "3")]);
    let filter = ObservationFilter { source_id: Some(second.source_id), ..ObservationFilter::default() };
    let ids = store.list_observation_ids(&filter, None).unwrap();
    assert_eq!(ids, second.observation_ids);
    assert_eq!(store.count_observations(&filter).unwrap(), 2);
    let backwards: Vec<ObservationId> = ids.iter().rev().copied().collect();
    let found = store.list_observations_by_id(&backwards).unwrap();
    assert_eq!(found.iter().map(|o| o.id).collect::<Vec<_>>(), backwards, "in the order asked");
    store.undo(AT).unwrap();
    assert!(store.list_observations_by_id(&ids).unwrap().is_empty());
}
