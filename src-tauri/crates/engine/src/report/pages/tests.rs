//! Pages of the official size: as many lines and characters as the standard asks for.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
use super::flow::Item;
use super::sheet::{CHARACTER, Sheet, TYPE_WIDTH};
use super::spots::Spot;
use super::{body, to_pages, to_pdf};
use crate::model::Lang;
use crate::report::{
    Block, Closing, Column, ColumnRole, Form, Layout, Paragraph, Report, Run, Table, TableCell, TableRow,
};

fn report(blocks: Vec<Block>) -> Report {
    Report {
        form: Form::Summary,
        layout: Layout::Standard,
        lang: Lang::Zh,
        hides_names: false,
        masthead: None,
        title: "标题".to_owned(),
        addressee: None,
        blocks,
        closing: Closing::default(),
        appendices: Vec::new(),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { id: "p".to_owned(), runs: vec![Run::Text(text.to_owned())], is_own: false })
}

fn table(rows: usize) -> Block {
    let column = |head: &str, role| Column { head: head.to_owned(), role, decimals: 0 };
    let row = |number: usize| TableRow {
        cells: [format!("第{number}个单位"), number.to_string()]
            .map(|text| TableCell { text, ..TableCell::default() })
            .to_vec(),
        is_total: false,
        is_part: false,
    };
    Block::Table(Table {
        id: "t".to_owned(),
        title: "各单位情况".to_owned(),
        unit: Some("单位：件".to_owned()),
        columns: vec![column("表头单位", ColumnRole::Label), column("数量", ColumnRole::Count)],
        rows: (1..=rows).map(row).collect(),
        notes: Vec::new(),
        source: String::new(),
    })
}

/// The lines of body text of a page, top to bottom.
fn lines(report: &Report, page: usize) -> Vec<(f64, String)> {
    let flow = body::set(report).unwrap();
    let texts = flow.pages[page].items.iter().filter_map(|item| match item {
        Item::Text { y, words, .. } => Some((*y, words.clone())),
        Item::Rule { .. } | Item::Drawing { .. } => None,
    });
    texts.collect()
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let report = report(vec![paragraph(&"一".repeat(28 * 60))]);
    let second = lines(&report, 1);
    assert_eq!(second.len(), 22);
    assert!(second.iter().all(|(_, words)| words.chars().count() == 28), "{second:?}");
    assert!((second[1].0 - second[0].0 - 28.95).abs() < 1e-6);
    assert!((28.0 * CHARACTER - TYPE_WIDTH).abs() < 1e-6);
    let first = lines(&report, 0);
    assert_eq!(first[1].1.chars().count(), 26, "the first line is two characters in");
}

#[test]
fn no_line_begins_with_a_closing_mark_and_nothing_is_lost() {
    let text = "全省发文9,789件，同比下降25.4%，减少3,331件；会议数（含视频会议）同比下降16.5%。".repeat(20);
    let report = report(vec![paragraph(&text)]);
    let flow = body::set(&report).unwrap();
    let mut said = String::new();
    for page in 0..flow.pages.len() {
        for (_, words) in lines(&report, page) {
            assert!(!words.starts_with(['，', '。', '；', '）', '%']), "{words}");
            said.push_str(&words);
        }
    }
    assert_eq!(said, format!("标题{text}"));
}

#[test]
fn a_filled_line_ends_at_the_edge() {
    let text = "全省发文9,789件，同比下降25.4%，减少3,331件；会议数（含视频会议）同比下降16.5%。".repeat(5);
    let flow = body::set(&report(vec![paragraph(&text)])).unwrap();
    let texts: Vec<&Item> = flow.pages[0].items.iter().skip(1).collect();
    for item in &texts[..texts.len() - 1] {
        let Item::Text { x, size, weight, spacing, words, .. } = item else { panic!("only text") };
        let gaps = words.chars().count() as f64 - 1.0;
        let end = x + crate::chart::text_width(words, *size, *weight) + gaps * spacing;
        assert!((end - TYPE_WIDTH).abs() < 0.01, "{words} ends at {end}");
    }
}

#[test]
fn a_long_table_has_its_head_again_on_each_page_and_every_row() {
    let report = report(vec![table(90)]);
    let flow = body::set(&report).unwrap();
    assert!(flow.pages.len() >= 3);
    let mut all = String::new();
    for page in 0..flow.pages.len() {
        let said: String = lines(&report, page).into_iter().map(|(_, words)| words + "\n").collect();
        assert!(said.contains("表头单位"), "page {page} has no head");
        all.push_str(&said);
    }
    assert!((1..=90).all(|row| all.contains(&format!("第{row}个单位\n"))));
}

#[test]
fn nothing_stands_outside_the_type_area() {
    let blocks = vec![paragraph(&"字".repeat(900)), table(60), paragraph("完"), table(3)];
    for layout in [Layout::Standard, Layout::Mirrored] {
        let flow = body::set(&Report { layout, ..report(blocks.clone()) }).unwrap();
        for item in flow.pages.iter().flat_map(|page| &page.items) {
            if let Item::Text { x, y, .. } = item {
                assert!(*x >= 0.0 && *y > 0.0 && *y < flow.sheet.height, "{item:?}");
            }
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_control_characters_stay_out() {
    let report = report(vec![paragraph("甲\u{7}乙\u{1b}丙 & <丁>"), table(3)]);
    let pages = to_pages(&report).unwrap();
    assert!(pages.iter().all(|page| page.chars().all(|c| c == '\n' || !c.is_control())));
    let pdf = to_pdf(&report).unwrap();
    assert_eq!(pdf, to_pdf(&report).unwrap());
    assert!(pdf.starts_with(b"%PDF"));
    let text = String::from_utf8_lossy(&pdf);
    assert!(!text.contains("CreationDate") && !text.contains("/home/") && !text.contains("/root/"));
}

#[test]
fn the_notes_of_a_table_are_never_parted_from_its_last_row() {
    for rows in 15..40 {
        let Block::Table(table) = table(rows) else { panic!("a table") };
        let table =
            Table { notes: vec!["甲".to_owned(), "乙".to_owned()], source: "丙".to_owned(), ..table };
        let report = report(vec![Block::Table(table)]);
        let flow = body::set(&report).unwrap();
        let page_of = |wanted: &str| {
            (0..flow.pages.len()).find(|page| lines(&report, *page).iter().any(|(_, words)| words == wanted))
        };
        assert_eq!(page_of(&format!("第{rows}个单位")), page_of("数据来源：丙"), "{rows} rows");
        assert!(page_of("数据来源：丙").is_some());
    }
}

#[test]
fn the_spot_of_a_figure_lies_over_its_very_characters() {
    let slot = |key: &str, text: &str| {
        let inputs = vec![crate::model::ObservationId(7)];
        Run::Slot(crate::report::Slot { key: key.to_owned(), text: text.to_owned(), value: None, inputs })
    };
    let filler = |count: usize| Run::Text("字".repeat(count));
    // The first begins after 30 characters of a line of 26, the second runs over the end of a line.
    let runs =
        vec![filler(30), slot("a", "9789件"), filler(15), slot("b", "下降百分之二十五点四"), filler(3)];
    let paragraph = Paragraph { id: "p".to_owned(), runs, is_own: false };
    let pages = super::to_preview(&report(vec![Block::Paragraph(paragraph)])).unwrap();
    let spots = |key: &str| -> Vec<Spot> {
        let is_part = |spot: &&Spot| spot.part.as_ref().is_some_and(|part| part.key == key);
        pages[0].spots.iter().filter(is_part).cloned().collect()
    };
    let left = Sheet::of(Layout::Standard).left(1);
    let [a] = spots("a").try_into().unwrap();
    // The line is filled to the edge: less than a character is spread over the gaps of some thirty.
    let four = (a.x - left) / CHARACTER;
    assert!(four > 3.99 && four < 4.0 + 4.0 / 28.0, "after four characters of the second line: {a:?}");
    assert!(a.width > 2.5 * CHARACTER && a.width < 4.0 * CHARACTER, "{a:?}");
    let [end, start] = spots("b").try_into().unwrap();
    assert!((end.x + end.width - left - TYPE_WIDTH).abs() < 1.0, "up to the edge: {end:?}");
    assert!((start.x - left).abs() < 1e-6 && start.y > end.y, "and on from the other: {start:?}");
    assert!(pages[0].spots.iter().any(|spot| spot.place == "text:p" && spot.part.is_none()));
}

#[test]
fn a_cell_with_inputs_has_a_spot_on_the_page_it_stands_on() {
    let Block::Table(mut table) = table(60) else { panic!("a table") };
    for row in &mut table.rows {
        row.cells[1].inputs = vec![crate::model::ObservationId(1)];
    }
    let pages = super::to_preview(&report(vec![Block::Table(table)])).unwrap();
    let keys: Vec<String> = pages
        .iter()
        .flat_map(|page| &page.spots)
        .filter_map(|spot| Some(spot.part.as_ref()?.key.clone()))
        .collect();
    let expected: Vec<String> = (0..60).map(|row| format!("{row}/1")).collect();
    assert_eq!(keys, expected);
    assert!(pages.len() > 1 && pages.iter().all(|page| page.spots.iter().all(|spot| spot.y > 0.0)));
}

#[test]
fn the_foot_stands_at_the_lower_edge_of_the_last_page_after_everything_else() {
    let some = |text: &str| Some(text.to_owned());
    let closing = Closing {
        sent_to: some(&"省委常委，".repeat(12)),
        copied_to: some("各市州"),
        printed_by: some("某某办公厅"),
        printed_on: some("2024年1月5日"),
        ..Closing::default()
    };
    for layout in [Layout::Standard, Layout::Mirrored] {
        // With room left on the last page, and without.
        for lines in 1..24 {
            let body = report(vec![paragraph(&"一".repeat(28 * lines))]);
            let report = Report { layout, closing: closing.clone(), ..body };
            let flow = body::set(&report).unwrap();
            let (items, height) = (&flow.pages.last().unwrap().items, flow.sheet.height);
            let rules: Vec<(f64, f64)> = items
                .iter()
                .filter_map(|item| match item {
                    Item::Rule { y, thickness, .. } => Some((*y, *thickness)),
                    Item::Text { .. } | Item::Drawing { .. } => None,
                })
                .collect();
            assert_eq!(rules.len(), 3);
            assert!((rules[2].0 - height).abs() < 1e-6 && rules[1].1 < rules[0].1, "{rules:?}");
            let texts = items.iter().filter_map(|item| match item {
                Item::Text { y, words, .. } => Some((*y, words.as_str())),
                Item::Rule { .. } | Item::Drawing { .. } => None,
            });
            let (foot, above): (Vec<_>, Vec<_>) = texts.partition(|(y, _)| *y > rules[0].0);
            assert!(above.iter().all(|(y, _)| y + 4.0 < rules[0].0), "{above:?}");
            assert!(foot.iter().any(|(_, words)| words.starts_with("报送：省委常委")), "{foot:?}");
            assert!(foot.iter().any(|(_, words)| *words == "2024年1月5日印发"), "{foot:?}");
        }
    }
}
