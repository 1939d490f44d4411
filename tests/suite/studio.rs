//! What the room Charts is told: kinds and the options they take, pictures or the reason why not, a figure with a person's
//! additions, what has no place in it and what is offered instead, and its numbers as cells.

use jianfu_engine::chart::{data_table, kinds};
use jianfu_engine::{ChartRequest, OverviewChoice, Workspace};
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use jianfu_wire::{
    Cells, FigureChoice, FigureEvent, FigureNote, FigureReply, FigureRequest, FigureSubject, Language,
    OrderName, RowsBy, ThemeName, draw_what_can, figure_choice, figure_reply, figure_table, gallery_view,
    kind_picture,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FIVE_YEARS: &str = "湖南省14市州发文会议-2019至2023.xlsx";

fn imported(folder: &Path, path: &Path) -> Workspace {
    let file = folder.join("w.jianfu");
    let said = jianfu(["import".as_ref(), path.as_os_str(), "-w".as_ref(), file.as_os_str()]).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    Workspace::open_read_only(&file).unwrap()
}

/// Five years of fourteen prefectures, with borders for the kind that needs them.
fn five_years(folder: &Path) -> Workspace {
    let path = imported(folder, &samples().join(FIVE_YEARS)).path().to_owned();
    super::charts::with_borders(&path);
    Workspace::open_read_only(&path).unwrap()
}

fn written(folder: &Path, lines: &[&str]) -> PathBuf {
    let path = folder.join("表.csv");
    std::fs::write(&path, lines.join("\n")).unwrap();
    path
}

fn subject() -> FigureSubject {
    FigureSubject {
        indicator: Some("documents_issued".to_owned()),
        scope: None,
        first: Some("2022".to_owned()),
        last: Some("2023".to_owned()),
        by: RowsBy::Area,
        order: OrderName::Value,
        theme: ThemeName::Light,
        language: Language::Zh,
    }
}

fn asked(kind: &str) -> FigureRequest {
    FigureRequest {
        subject: subject(),
        kind: kind.to_owned(),
        title: None,
        states_finding: false,
        width_mm: 156.0,
        height_mm: None,
        units: Vec::new(),
        highlight: None,
        notes: Vec::new(),
        events: Vec::new(),
    }
}

fn note(key: &str) -> FigureNote {
    FigureNote { key: key.to_owned(), words: "机构改革后重新起算".to_owned() }
}

fn choice(workspace: &Workspace, subject: &FigureSubject) -> FigureChoice {
    let choice = OverviewChoice {
        indicator_id: subject.indicator.clone(),
        period: subject.last.as_deref().and_then(|p| p.parse().ok()),
        scope_id: None,
    };
    figure_choice(subject, workspace.choices(&choice).unwrap().unwrap())
}

fn request_of(workspace: &Workspace, request: &FigureRequest) -> ChartRequest {
    choice(workspace, &request.subject).figure_request(request).unwrap()
}

fn figure(workspace: &Workspace, request: &FigureRequest) -> FigureReply {
    let chosen = choice(workspace, &request.subject);
    let asked = chosen.figure_request(request).unwrap();
    let (drawing, refusal) = draw_what_can(&chosen, &asked, |request| workspace.chart(request));
    figure_reply(&asked, drawing.as_ref(), refusal).unwrap()
}

#[test]
fn each_kind_is_drawn_small_or_says_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let lines =
        ["2023年各省发文情况统计表", "单位：件", "省份,2023年,2022年", "湖南省,94,138", "湖北省,70,90"];
    let workspace = imported(folder.path(), &written(folder.path(), &lines));
    let chosen = choice(&workspace, &subject());
    let gallery = gallery_view(&chosen, &BTreeMap::new());
    assert_eq!(gallery.kinds.len(), kinds().len());
    for kind in &gallery.kinds {
        let picture = kind_picture(workspace.chart(&chosen.kind_request(&kind.kind).unwrap()));
        assert_ne!(picture.svg.is_some(), picture.error.is_some(), "{}", kind.kind);
        if kind.kind == "tile-grid" {
            assert_eq!(picture.error.unwrap().code, "no_tiles");
        }
    }
    let reply = figure(&workspace, &asked("tile-grid"));
    let offer = &reply.refusal.unwrap().offers[0];
    assert!(reply.figure.is_none() && offer.kind.as_deref() == Some("ranked-bars"), "{offer:?}");
}

#[test]
fn an_option_is_offered_where_the_engine_takes_it_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = five_years(folder.path());
    let gallery = gallery_view(&choice(&workspace, &subject()), &BTreeMap::new());
    for view in &gallery.kinds {
        let plain = request_of(&workspace, &asked(&view.kind));
        let code = |request: &ChartRequest| workspace.chart(request).err().map(|error| error.code());
        let dated = ChartRequest { events: vec!["2023-08=规定".parse_event()], ..plain.clone() };
        assert_eq!(code(&dated) != Some("no_place_for_event"), view.options.events, "{}: days", view.kind);
        let units = ChartRequest { units: vec!["430100".to_owned()], ..plain.clone() };
        let is_refused = matches!(code(&units), Some("only_by_area" | "all_parts_drawn"));
        assert_eq!(!is_refused, view.options.units, "{}: units", view.kind);
        let official = ChartRequest { order: jianfu_engine::chart::Order::Official, ..plain.clone() };
        let keys = |request: &ChartRequest| {
            workspace.chart(request).unwrap().figure.marks.into_iter().map(|m| m.key).collect::<Vec<_>>()
        };
        if keys(&official) != keys(&plain) {
            assert!(view.options.order, "{}: its order can be chosen", view.kind);
        }
    }
}

trait ParseEvent {
    fn parse_event(&self) -> jianfu_engine::chart::Event;
}

impl ParseEvent for str {
    fn parse_event(&self) -> jianfu_engine::chart::Event {
        jianfu_engine::chart::Event::from_text(self).unwrap()
    }
}

#[test]
fn what_a_person_adds_is_in_the_figure_and_in_the_words_of_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = five_years(folder.path());
    let mut request = asked("ranked-bars");
    request.highlight = Some("430600".to_owned());
    request.notes = vec![note("430800")];
    request.states_finding = true;
    request.height_mm = Some(200.0);
    let reply = figure(&workspace, &request);
    assert!(reply.refusal.is_none());
    let figure = reply.figure.unwrap();
    assert!(figure.chart.alt.contains("突出显示：岳阳"), "{}", figure.chart.alt);
    let mark = figure.chart.marks.iter().find(|mark| mark.key == "430800").unwrap();
    assert!(mark.text.contains("机构改革后重新起算"), "{}", mark.text);
    assert!(figure.states_finding && figure.title.contains("下降25.4%，衡阳市降幅最大"), "{}", figure.title);
    assert!((figure.height_mm - 200.0).abs() < 1.0, "{} mm", figure.height_mm);
    assert!(figure.units.iter().any(|unit| unit.value == "430600"));
}

#[test]
fn a_note_at_one_period_stands_at_the_unit_where_it_has_one_mark_only() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = five_years(folder.path());
    let mut request = asked("heat-table");
    request.notes = vec![note("430600/2022")];
    let said = |reply: FigureReply, key: &str| {
        assert!(reply.refusal.is_none(), "{:?}", reply.refusal);
        let figure = reply.figure.unwrap();
        figure.chart.marks.into_iter().find(|mark| mark.key == key).unwrap().text
    };
    assert!(said(figure(&workspace, &request), "430600/2022").contains("重新起算"));
    request.kind = "ranked-bars".to_owned();
    assert!(said(figure(&workspace, &request), "430600").contains("重新起算"));
}

#[test]
fn what_has_no_place_is_left_out_named_and_offered_to_go() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = five_years(folder.path());
    let mut request = asked("trend");
    request.subject.first = Some("2019".to_owned());
    request.highlight = Some("430600".to_owned());
    let event =
        |date: &str| FigureEvent { date: date.to_owned(), words: "基层减负若干规定".to_owned() };
    request.events = vec![event("2021-08"), event("2031-01")];
    let reply = figure(&workspace, &request);
    let (drawn, refusal) = (reply.figure.unwrap(), reply.refusal.unwrap());
    assert!(drawn.chart.alt.contains("2021年8月：基层减负若干规定"), "{}", drawn.chart.alt);
    assert_eq!(refusal.error.code, "no_place_for_event");
    assert_eq!(refusal.offers[0].without, ["2031-01", "430600"], "the line of everything has no 岳阳");
    request.events.pop();
    request.highlight = None;
    assert!(figure(&workspace, &request).refusal.is_none());
    // A kind without days is not asked for them, and has them again with the kind that takes them.
    request.kind = "ranked-bars".to_owned();
    assert!(figure(&workspace, &request).refusal.is_none());
}

#[test]
fn units_that_can_be_drawn_are_those_the_engine_knows() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = five_years(folder.path());
    let mut request = asked("trend");
    request.subject.first = Some("2019".to_owned());
    let units = workspace.chart_units(&request_of(&workspace, &request)).unwrap();
    assert_eq!(units.len(), 14);
    request.units = units.iter().take(2).map(|(key, _)| key.clone()).collect();
    let drawn = figure(&workspace, &request).figure.unwrap();
    assert_eq!(drawn.units.len(), 2);
    request.units = vec!["999999".to_owned()];
    let refusal = figure(&workspace, &request).refusal.unwrap();
    assert!(refusal.error.code == "unknown_unit" && refusal.offers[0].is_all_units, "{refusal:?}");
}

#[test]
fn the_table_of_each_kind_says_its_numbers_and_leads_back_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = five_years(folder.path());
    for kind in kinds() {
        let drawing = workspace.chart(&request_of(&workspace, &asked(kind.name()))).unwrap();
        let table = figure_table(&drawing);
        let name = kind.name();
        assert!(!table.rows.is_empty() && table.heads.len() > 1, "{name}");
        for row in &table.rows {
            assert_eq!(row.cells.len() + 1, table.heads.len(), "{name}: {}", row.label);
            let has_number = row.cells.iter().any(|cell| cell.is_number);
            let is_sum = ["sum", "quota"].contains(&row.key.as_str());
            assert!(!has_number || is_sum || !row.observation_ids.is_empty(), "{name}: {}", row.label);
        }
        let marks: Vec<&str> = drawing.figure.marks.iter().filter_map(|m| m.key.split('/').next()).collect();
        let places: Vec<usize> =
            table.rows.iter().filter_map(|row| marks.iter().position(|key| *key == row.key)).collect();
        assert!(places.is_sorted(), "{name}: rows stand in the order drawn");
    }
}

#[test]
fn numbers_of_a_figure_are_copied_as_numbers_and_reasons_as_words() {
    let folder = tempfile::tempdir().unwrap();
    let lines =
        ["2023年各市州发文情况统计表", "单位：件", "市州,2023年,2022年", "长沙市,944,1386", "湘西州,512,"];
    let workspace = imported(folder.path(), &written(folder.path(), &lines));
    let drawing = workspace.chart(&request_of(&workspace, &asked("ranked-bars"))).unwrap();
    let cells = Cells::of_table(&data_table(&drawing.series, &drawing.figure));
    let text = cells.to_tsv();
    assert!(text.contains("长沙市\t1386\t944\t-442\t-31.9\r\n"), "{text}");
    assert!(text.contains("512\t—\t无上年数据"), "{text}");
    assert_eq!((cells.row_count(), cells.column_count()), (2, 5));
}
