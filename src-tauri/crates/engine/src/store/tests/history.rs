//! Steps are whole or nothing, and every one can be undone and redone, also after the file was closed.

use super::*;

const LATER: &str = "2026-02-01T08:00:00+08:00";

fn states(reader: &Reader) -> Vec<StepState> {
    reader.list_steps().unwrap().iter().map(|s| s.state).collect()
}

fn set(store: &mut Store, value: &str) -> StepId {
    store.step(StepKind::Settings, &[], AT, |w| w.update_setting("rounding", value)).unwrap().0
}

#[test]
fn a_failing_step_changes_nothing() {
    let (folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    set(&mut store, "half_even");
    store.undo(LATER).unwrap();
    drop(store);
    let before = dump(&Reader::open(&path).unwrap());

    let mut store = Store::open(&path).unwrap();
    let result = store.step(StepKind::Import, &[], AT, |w| {
        let run_id = w.insert_import_run(AT, "0.1.0")?;
        w.update_setting("rounding", "half_up")?;
        w.put_source_bytes(&sha256(b"new"), b"new")?;
        w.insert_table(&new_table(run_id, SourceId(777)))
    });
    assert_eq!(result.unwrap_err().code(), "store_failed", "no source has the id 777");
    assert_eq!(dump(&store), before);
    assert_eq!(store.find_source_bytes(&sha256(b"new")), Ok(None));
    assert_eq!(states(&store), [StepState::Done, StepState::Undone], "what was undone can still be redone");
    store.redo(LATER).unwrap();
    store.undo(LATER).unwrap();
    let result: Result<(StepId, ()), _> = store.step(StepKind::Import, &[], AT, |w| {
        w.insert_import_run(AT, "0.1.0")?;
        Err(StoreError::NothingToUndo)
    });
    assert_eq!(result, Err(StoreError::NothingToUndo), "the closure's own error comes back");
    assert_eq!(dump(&store), before);
    drop(store);
    assert_eq!(files_in(&folder), ["减负 2025.jianfu"]);
}

#[test]
fn a_failing_step_leaves_the_file_as_it_was_byte_for_byte() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    drop(store);
    let before = hash(&path);
    let mut store = Store::open(&path).unwrap();
    let many: Vec<_> = (1..=5000).map(|row| observation(&format!("B{row}"), "12")).collect();
    let result: Result<(StepId, ()), _> = store.step(StepKind::Import, &[], AT, |w| {
        w.insert_observations(TableId(1), &many)?;
        Err(StoreError::NothingToUndo)
    });
    assert_eq!(result, Err(StoreError::NothingToUndo));
    drop(store);
    assert_eq!(hash(&path), before);
}

#[test]
fn undo_and_redo_give_back_every_state_also_after_reopening() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let mut dumps = vec![dump(&store)];
    import(&mut store, "a.xlsx", &[observation("A1", "1"), observation("A2", "-0.10")]);
    dumps.push(dump(&store));
    // An update, a source that is there already, and an empty step.
    set(&mut store, "half_up");
    dumps.push(dump(&store));
    set(&mut store, "half_even");
    dumps.push(dump(&store));
    import(&mut store, "a.xlsx", &[observation("A1", "2")]);
    dumps.push(dump(&store));
    store.step(StepKind::Settings, &[], AT, |_| Ok(())).unwrap();
    dumps.push(dump(&store));
    let last = dumps.len() - 1;

    for round in 0..3 {
        for (index, expected) in dumps.iter().enumerate().rev().skip(1) {
            // Closing and opening again in some rounds only, so that both ways are walked.
            if round != 0 {
                drop(store);
                store = Store::open(&path).unwrap();
            }
            let step = store.undo(LATER).unwrap();
            assert_eq!((step.state, step.changed_at.as_deref()), (StepState::Undone, Some(LATER)));
            assert_eq!(&dump(&store), expected, "after undoing step {}", index + 1);
        }
        assert_eq!(store.undo(LATER), Err(StoreError::NothingToUndo));
        for expected in dumps.iter().skip(1) {
            if round != 1 {
                drop(store);
                store = Store::open(&path).unwrap();
            }
            assert_eq!(store.redo(LATER).unwrap().state, StepState::Done);
            assert_eq!(&dump(&store), expected);
        }
        assert_eq!(store.redo(LATER), Err(StoreError::NothingToRedo));
    }
    assert_eq!(states(&store), vec![StepState::Done; last]);
}

#[test]
fn undo_keeps_the_source_bytes_that_redo_needs() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[]);
    let sha = store.list_sources().unwrap().first().unwrap().sha256.clone();
    store.undo(LATER).unwrap();
    assert_eq!(store.find_source_by_sha(&sha), Ok(None));
    store.redo(LATER).unwrap();
    assert!(store.find_source_by_sha(&sha).unwrap().is_some());
    assert!(store.find_source_bytes(&sha).unwrap().is_some());
}

#[test]
fn a_new_step_replaces_what_was_undone_and_keeps_it_on_record() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let first = set(&mut store, "a");
    let second = set(&mut store, "b");
    let third = set(&mut store, "c");
    assert_eq!(store.undo(LATER).unwrap().id, third);
    assert_eq!(store.undo(LATER).unwrap().id, second);
    let fourth = set(&mut store, "d");
    let expected = [StepState::Done, StepState::Replaced, StepState::Replaced, StepState::Done];
    assert_eq!(states(&store), expected);
    assert_eq!(store.redo(LATER), Err(StoreError::NothingToRedo));
    assert_eq!(store.undo(LATER).unwrap().id, fourth);
    assert_eq!(store.undo(LATER).unwrap().id, first);
    assert_eq!(store.undo(LATER), Err(StoreError::NothingToUndo));
    assert_eq!(store.redo(LATER).unwrap().id, first);
    assert_eq!(store.redo(LATER).unwrap().id, fourth);
    assert_eq!(store.redo(LATER), Err(StoreError::NothingToRedo));
    assert_eq!(store.find_setting("rounding").unwrap().as_deref(), Some("d"));
}

#[test]
fn ids_are_never_given_out_again() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let undone = import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    store.undo(LATER).unwrap();
    let new = import(&mut store, "b.xlsx", &[observation("A1", "2")]);
    assert!(new.observation_ids.first() > undone.observation_ids.first());
    assert!((new.run_id, new.table_id) > (undone.run_id, undone.table_id));
    assert!(new.source_id > undone.source_id && new.step_id > undone.step_id);
    let gone = *undone.observation_ids.first().unwrap();
    assert_eq!(store.get_observation(gone), Err(StoreError::UnknownObservation(gone)));
}

#[test]
fn steps_tell_what_they_were() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let imported = import(&mut store, "去年.xlsx", &[]);
    let steps = store.list_steps().unwrap();
    let expected = Step {
        id: imported.step_id,
        kind: StepKind::Import,
        args: vec![("file".to_owned(), "去年.xlsx".to_owned())],
        at: AT.to_owned(),
        state: StepState::Done,
        changed_at: None,
    };
    assert_eq!(steps, [expected]);
    let undone = store.undo(LATER).unwrap();
    assert_eq!(store.list_steps(), Ok(vec![undone.clone()]), "undo gives back the step as it is now listed");
    assert_eq!((undone.at.as_str(), undone.changed_at.as_deref()), (AT, Some(LATER)));
}

#[test]
fn rows_changed_behind_the_history_stop_undo_and_stay() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let imported = import(&mut store, "a.xlsx", &[observation("A1", "1"), observation("A2", "2")]);
    store.connection.execute("UPDATE observations SET value = '3' WHERE id = 2", []).unwrap();
    let (before, steps) = (dump(&store), store.list_steps());
    let conflict = StoreError::HistoryConflict { step: imported.step_id };
    assert_eq!(store.undo(LATER), Err(conflict));
    assert_eq!((dump(&store), store.list_steps()), (before, steps));
}

#[test]
fn going_to_any_step_and_back_gives_the_state_after_that_step() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    let mut points = vec![(None, dump(&store))];
    for name in ["a.xlsx", "b.xlsx", "c.xlsx"] {
        let imported = import(&mut store, name, &[observation("A1", "1")]);
        points.push((Some(imported.step_id), dump(&store)));
    }
    for target in [0, 3, 1, 2, 2, 0, 1, 3] {
        let (step, state) = &points[target];
        store.go_to(*step, LATER).unwrap();
        assert_eq!(&dump(&store), state, "at point {target}");
        drop(store);
        store = Store::open(&path).unwrap();
        assert_eq!(&dump(&store), state, "at point {target}, after reopening");
    }
    let on_the_way: Vec<StepId> = store.go_to(points[1].0, LATER).unwrap().iter().map(|s| s.id).collect();
    assert_eq!(on_the_way, [points[3].0.unwrap(), points[2].0.unwrap()], "undone newest first");
}

#[test]
fn a_step_that_cannot_be_gone_to_leaves_everything_as_it_was() {
    let (_folder, path) = fresh();
    let mut store = Store::create(&path).unwrap();
    import(&mut store, "a.xlsx", &[observation("A1", "1")]);
    let replaced = import(&mut store, "b.xlsx", &[observation("A1", "2")]).step_id;
    store.undo(LATER).unwrap();
    import(&mut store, "c.xlsx", &[observation("A1", "3")]);
    let (before, was) = (dump(&store), states(&store));
    for step in [replaced, StepId(99), StepId(-1)] {
        assert_eq!(store.go_to(Some(step), LATER), Err(StoreError::NoSuchStep(step)));
        assert_eq!((dump(&store), states(&store)), (before.clone(), was.clone()));
    }
}
