//! The shipped history holds together.
#![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

use super::super::{AreaLevel, find_area, find_area_at, get_area};
use super::*;

fn code(code: u32) -> AreaCode {
    AreaCode::new(code).unwrap()
}

#[test]
fn every_line_of_the_history_is_read() {
    assert_eq!(area_changes().len(), lines().count(), "each line of area-changes.tsv must give one change");
    assert!(area_changes().len() > 380);
}

#[test]
fn every_new_area_is_in_the_list_or_changed_again_later() {
    for (at, change) in area_changes().iter().enumerate() {
        for new in &change.new {
            let later = area_changes().iter().skip(at + 1).find(|c| c.old.iter().any(|o| o.code == new.code));
            match later {
                Some(later) => assert!(later.year >= change.year),
                None => {
                    let listed = super::super::list::get_listed(new.code);
                    assert_eq!(listed.map(|a| a.name), Some(new.name), "{change:?}");
                }
            }
        }
    }
}

#[test]
fn every_area_given_up_is_gone_from_the_list_or_was_taken_up_again() {
    for change in area_changes() {
        for old in change.given_up() {
            let taken_up = |c: &AreaChange| c.year > change.year && c.taken_up().any(|n| n == old);
            let is_gone = !super::super::list::is_listed(old);
            assert!(is_gone || area_changes().iter().any(taken_up), "{old}: {change:?}");
        }
    }
}

#[test]
fn no_area_becomes_itself_again() {
    for change in area_changes() {
        for start in change.given_up() {
            let mut reached: BTreeSet<AreaCode> = BTreeSet::from([start]);
            for later in area_changes().iter().filter(|c| c.year >= change.year) {
                if later.given_up().any(|o| reached.contains(&o)) {
                    assert!(!later.taken_up().any(|n| n == start), "{start} comes back: {later:?}");
                    reached.extend(later.taken_up());
                }
            }
        }
    }
}

#[test]
fn a_kind_says_how_many_became_how_many() {
    for change in area_changes() {
        let fits = match change.kind {
            AreaChangeKind::Founded => change.old.is_empty() && change.new.len() == 1,
            AreaChangeKind::Merged => change.old.len() > 1 && change.new.len() == 1,
            AreaChangeKind::Split => change.old.len() == 1 && change.new.len() > 1,
            AreaChangeKind::Regrouped => change.old.len() > 1 && change.new.len() > 1,
            _ => change.old.len() == 1 && change.new.len() == 1,
        };
        assert!(fits, "{change:?}");
        let levels: BTreeSet<AreaLevel> = change.old.iter().map(|a| a.code.level()).collect();
        assert!(levels.len() <= 1, "{change:?}");
    }
}

#[test]
fn an_area_lives_on_under_its_present_code() {
    assert_eq!(current_area(code(430124)), code(430182), "宁乡县 is 宁乡市");
    assert_eq!(current_area(code(341422)), code(340281), "无为县 moved to 芜湖 and became a city");
    assert_eq!(current_area(code(440116)), code(440116), "萝岗区 was merged");
    assert_eq!(current_area(code(430100)), code(430100));
}

#[test]
fn a_former_name_means_the_area_it_named_in_its_year() {
    let at = |name: &str, year: i32| find_area_at(name, None, Some(year)).map(|a| a.code);
    assert_eq!(at("宁乡县", 2016), Some(code(430124)));
    assert_eq!(at("宁乡县", 2018), Some(code(430182)), "an old name in a newer table");
    assert_eq!(at("宁乡市", 2016), Some(code(430182)), "a newer name in an older table");
    assert_eq!(at("宁乡", 2016), Some(code(430182)), "a short name is no former name");
    assert_eq!(at("湖南省宁乡县", 2016), Some(code(430124)));
    assert_eq!(at("巢湖市", 2010), Some(code(341400)), "the prefecture until 2011");
    assert_eq!(at("巢湖市", 2012), Some(code(340181)), "the county-level city since");
    assert_eq!(at("铜仁市", 2010), Some(code(522201)));
    assert_eq!(at("铜仁市", 2013), Some(code(520600)));
    assert_eq!(at("襄樊市", 2009), Some(code(420600)));
    assert_eq!(at("萝岗区", 2012), Some(code(440116)));
}

#[test]
fn a_former_name_is_found_without_a_year() {
    let found = |name: &str| find_area(name, None).map(|a| a.code);
    assert_eq!(found("宁乡县"), Some(code(430182)), "under its present code");
    assert_eq!(found("郧县"), Some(code(420304)));
    assert_eq!(found("萝岗区"), Some(code(440116)), "there is no present one");
    assert_eq!(found("巢湖市"), Some(code(340181)));
    assert_eq!(get_area(code(440116)).map(|a| a.name), Some("萝岗区"));
    assert_eq!(found("矿区"), None, "several had this name");
}

#[test]
fn a_former_name_that_others_share_is_settled_by_the_table() {
    let found = find_area_at("桥东区", Some(code(130500)), Some(2018)).map(|a| a.code);
    assert_eq!(found, Some(code(130502)), "of 邢台 until 2020");
    let found = find_area_at("桥东区", Some(code(130700)), Some(2018)).map(|a| a.code);
    assert_eq!(found, Some(code(130702)), "of 张家口");
}

#[test]
fn every_former_name_is_found_in_its_prefecture_in_its_time() {
    for (area, old, until) in former_names() {
        let found = find_area_at(old.name, area.code.parent(), Some(until - 1)).map(|a| a.code);
        assert_eq!(found, Some(area.code), "{} until {until}", old.name);
    }
}
