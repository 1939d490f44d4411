//! What the room Analysis is told: choices that lead somewhere, a table true to the engine's figures, a refusal with its
//! way out, and sums of what was pointed at.

use jianfu_engine::model::{ObservationId, Period};
use jianfu_engine::{OverviewChoice, Workspace, sum_facts};
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use jianfu_wire::{
    AnalysisRequest, AnalysisTable, AnalysisView, Answer, BasisName, Language, RoundingName, RowsBy,
    analysis_question, analysis_view, definition_view,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const FIVE_YEARS: &str = "湖南省14市州发文会议-2019至2023.xlsx";

fn imported(folder: &Path, path: &Path) -> Workspace {
    let file = folder.join("w.jianfu");
    let said = jianfu(["import".as_ref(), path.as_os_str(), "-w".as_ref(), file.as_os_str()]).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    Workspace::open_read_only(&file).unwrap()
}

fn sample(name: &str) -> PathBuf {
    samples().join(name)
}

fn request() -> AnalysisRequest {
    AnalysisRequest {
        indicator: Some("documents_issued".to_owned()),
        scope: None,
        level: None,
        period: Some("2023".to_owned()),
        against: None,
        by: RowsBy::Area,
        basis: BasisName::Raw,
        rounding: RoundingName::HalfUp,
        decimals: 1,
        language: Language::Zh,
    }
}

fn ask(workspace: &Workspace, request: &AnalysisRequest) -> AnalysisView {
    let choice = OverviewChoice {
        indicator_id: request.indicator.clone(),
        period: request.period.as_deref().and_then(|p| p.parse().ok()),
        scope_id: None,
    };
    let choices = workspace.choices(&choice).unwrap().unwrap();
    let question = analysis_question(request, &choices);
    let answer = workspace.standings(&question).map(|standings| {
        let (_, breakdowns) = workspace.measure_and_break_down(&question).unwrap();
        Answer { standings, breakdowns }
    });
    analysis_view(&choices, (&question, request.level.as_deref()), &answer, &names(), Language::Zh)
}

fn names() -> BTreeMap<String, String> {
    BTreeMap::new()
}

fn table(view: AnalysisView) -> AnalysisTable {
    view.table.expect("there is an answer")
}

#[test]
fn a_table_says_what_the_command_line_says_and_every_figure_has_its_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = imported(folder.path(), &sample(FIVE_YEARS));
    let table = table(ask(&workspace, &request()));
    let file = workspace.path().to_str().unwrap();
    let said =
        jianfu(["measure", "-w", file, "--indicator", "documents_issued", "--period", "2023", "--json"])
            .unwrap();
    let json = said.json().unwrap();
    let rows = json["scopes"][0]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), table.rows.len());
    for (told, row) in rows.iter().zip(&table.rows) {
        assert_eq!(told["key"], row.key);
        let rate = row.rate.text.replace('−', "-").replace(['%', '+'], "");
        assert_eq!(told["rate"].as_str().unwrap_or("—"), rate, "{}", row.key);
        let ids: BTreeSet<String> = row.base_ids.iter().chain(&row.current_ids).map(i64::to_string).collect();
        let inputs: BTreeSet<String> =
            told["inputs"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, inputs, "{}", row.key);
    }
    let pooled = &json["scopes"][0]["total"]["pooled"]["rate"];
    assert_eq!(table.total.rate.text.replace('−', "-"), format!("{}%", pooled.as_str().unwrap()));
    assert_eq!(table.total.contribution.text, table.total.rate.text.replace('%', ""), "parts add up");
}

#[test]
fn ranks_flags_and_bars_follow_the_figures() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议.csv");
    let lines = [
        "2023年各市州会议情况统计表",
        "单位：次",
        "市州,2023年,2022年",
        "长沙市,50,100",
        "株洲市,60,80",
        "湘潭市,12,10",
        "衡阳市,90,",
    ];
    std::fs::write(&path, lines.join("\n")).unwrap();
    let workspace = imported(folder.path(), &path);
    let asked = AnalysisRequest { indicator: Some("meetings_held".to_owned()), ..request() };
    let view = ask(&workspace, &asked);
    let table = table(view);
    let row = |key: &str| table.rows.iter().find(|r| r.key == key).unwrap();
    assert_eq!((row("430100").rank.text.as_str(), row("430200").rank.text.as_str()), ("1", "2"));
    let small = row("430300");
    assert_eq!(
        (small.rank.text.as_str(), small.bars.rate),
        ("", None),
        "a small base has no rank and no bar"
    );
    assert!(small.flags.iter().any(|f| f.code == "small_base"), "{:?}", small.flags);
    let without = row("430400");
    assert_eq!((without.rate.text.as_str(), without.rate.place), ("—", None));
    assert_eq!(without.reason.as_deref(), Some("无上年数据，不计算降幅"));
    assert!(row("430100").bars.rate > row("430200").bars.rate, "the larger reduction has the longer bar");
    assert!(table.total.label.contains("4 个中 3 个"), "{}", table.total.label);
    let left_out = table.asides.iter().find(|a| a.code == "left_out").unwrap();
    assert!(left_out.figure.contains("衡阳") && left_out.note.contains("无上年数据"), "{left_out:?}");
}

#[test]
fn a_refused_comparison_offers_one_that_has_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = imported(folder.path(), &sample(FIVE_YEARS));
    let refused = AnalysisRequest { against: Some("2022-YTD10".to_owned()), ..request() };
    let view = ask(&workspace, &refused);
    let refusal = view.refusal.expect("part of a year against a whole year");
    let offer = refusal.offers.first().expect("the same year as a whole");
    let taken = AnalysisRequest {
        period: Some(offer.period.clone()),
        against: Some(offer.against.clone()),
        ..request()
    };
    let answered = ask(&workspace, &taken);
    assert!(answered.refusal.is_none());
    assert!(table(answered).total.rate.place.is_none());
}

#[test]
fn every_base_that_is_offered_is_the_one_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = imported(folder.path(), &sample(FIVE_YEARS));
    let view = ask(&workspace, &request());
    assert_eq!(view.against, "year_before");
    assert!(view.bases.len() >= 4, "2022 and the years before: {:?}", view.bases);
    for base in &view.bases {
        let asked = AnalysisRequest { against: Some(base.value.clone()), ..request() };
        let answered = ask(&workspace, &asked);
        assert_eq!(answered.against, base.value);
        assert!(answered.table.is_some() && answered.error.is_none(), "{}", base.label);
    }
}

#[test]
fn a_question_without_an_answer_says_so_and_keeps_its_choices() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("发文.csv");
    std::fs::write(
        &path,
        "2023年各市州发文情况统计表\n单位：件\n市州,2023年,2022年\n长沙市,94,138\n株洲市,70,90\n",
    )
    .unwrap();
    let workspace = imported(folder.path(), &path);
    let view = ask(&workspace, &AnalysisRequest { by: RowsBy::Category, ..request() });
    assert!(view.table.is_none());
    assert_eq!(view.error.unwrap().code, "no_such_rows");
    assert!(!view.periods.is_empty() && !view.indicators.is_empty());
}

#[test]
fn a_figure_is_defined_with_its_own_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = imported(folder.path(), &sample(FIVE_YEARS));
    let choices = workspace.choices(&OverviewChoice::default()).unwrap().unwrap();
    let question = analysis_question(&request(), &choices);
    let measured = workspace.measure(&question).unwrap();
    let row = table(ask(&workspace, &request())).rows.swap_remove(0);
    let facts = |column: &str| {
        let asked = (Some(row.key.as_str()), column, None);
        let facts = definition_view(&measured, &choices, asked, &names(), Language::Zh.into()).facts;
        facts.into_iter().map(|f| f.value).collect::<Vec<_>>().join("\n")
    };
    let working =
        format!("（{} − {}）÷ {} = {}", row.current.text, row.base.text, row.base.text, row.rate.text);
    assert!(facts("rate").contains(&working), "{}", facts("rate"));
    assert!(facts("base").contains("2022年") && !facts("base").contains("2023年"), "{}", facts("base"));
    assert!(facts("current").contains("2023年"), "{}", facts("current"));
}

#[test]
fn marks_taken_together_are_added_exactly_and_each_number_once() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = imported(folder.path(), &sample(FIVE_YEARS));
    let table = table(ask(&workspace, &request()));
    let ids = |row: &jianfu_wire::AnalysisRow| {
        row.base_ids.iter().chain(&row.current_ids).copied().collect::<Vec<_>>()
    };
    let mut chosen: Vec<ObservationId> = table.rows.iter().flat_map(ids).map(ObservationId).collect();
    // Pointed at twice, counted once.
    chosen.extend(chosen.clone());
    let sums = workspace.sums(&chosen, &[Period::Year(2022), Period::Year(2023)]).unwrap();
    let words: Vec<String> = sum_facts(&sums, Language::Zh.into()).into_iter().map(|f| f.value).collect();
    assert!(words[0].starts_with(&table.total.current.text), "{words:?}");
    assert!(words[1].starts_with(&table.total.base.text), "{words:?}");
    assert!(words[2].contains(&table.total.rate.text.replace('−', "下降")), "{words:?}");
}
