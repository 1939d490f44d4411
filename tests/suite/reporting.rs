//! Reports from a workspace: every figure leads back, nothing contradicts, and what a person keeps stays theirs.

use jianfu_engine::chart::{ChartKind, Series, kinds};
use jianfu_engine::model::{Decimal, Lang, ObservationId, Period};
use jianfu_engine::report::{
    Block, ChartParts, PlacedChart, Report, Table, to_pages, to_preview, to_text, to_xlsx,
};
use jianfu_engine::{ReportRequest, Workspace};
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FIVE_YEARS: &str = "湖南省14市州发文会议-2019至2023.xlsx";
const RETURNS: &str = "各市州报表-2024";
const AT: &str = "2026-01-05T08:00:00+08:00";

fn import(workspace: &Path, paths: &[&str]) {
    let mut args = vec!["import".into(), "-w".into(), workspace.as_os_str().to_owned()];
    args.extend(paths.iter().map(|path| samples().join(path).into_os_string()));
    let said = jianfu(&args).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
}

fn imported(paths: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    import(&path, paths);
    (folder, path)
}

fn tables(report: &Report) -> Vec<&Table> {
    let table = |block: &'_ Block| matches!(block, Block::Table(_));
    let blocks = report.all_blocks().filter(|b| table(b));
    blocks
        .map(|b| match b {
            Block::Table(table) => table,
            _ => unreachable!("filtered"),
        })
        .collect()
}

#[test]
fn sentence_table_and_chart_of_an_indicator_show_the_same_numbers() {
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let report =
        Workspace::open_read_only(&path).unwrap().report(&ReportRequest::new(Period::Year(2023))).unwrap();
    let slots: BTreeMap<&str, Option<Decimal>> =
        report.slots().map(|slot| (slot.key.as_str(), slot.value)).collect();
    let mut compared = 0;
    for block in report.all_blocks() {
        let Block::Figure(placed) = block else { continue };
        let Series::Ranked(series) = &placed.series else { continue };
        let key = placed.id.strip_suffix(".ranking").unwrap();
        let id = format!("{key}.by_area");
        let table = tables(&report).into_iter().find(|table| table.id == id).unwrap();
        for row in &series.rows {
            let line = table.rows.iter().find(|line| line.cells[0].text == row.label).unwrap();
            assert_eq!((line.cells[1].value, line.cells[2].value), (row.current, row.base), "{}", row.label);
            let printed =
                line.cells[4].value.map(|exact| jianfu_engine::model::Rounding::HalfUp.round(exact, 1));
            assert_eq!(printed, row.rate.filter(|_| !row.is_small_base), "{}", row.label);
            if let Some(said) = slots.get(format!("{key}.{}.rate", row.key).as_str()) {
                assert_eq!(*said, row.rate, "{}", row.label);
                compared += 1;
            }
        }
        let total = series.reference.as_ref().unwrap().rate;
        assert_eq!(slots[format!("{key}.total.rate").as_str()], Some(total));
    }
    assert!(compared >= 12, "{compared} rows of a chart are in a sentence");
    assert!(to_text(&report).contains("14个市州发文9789件，同比下降25.4%，减少3331件"));
}

#[test]
fn every_figure_leads_back_to_cells() {
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let report = workspace.report(&ReportRequest::new(Period::Year(2023))).unwrap();
    let mut all: Vec<(String, &[ObservationId])> =
        report.slots().map(|slot| (slot.key.clone(), slot.inputs.as_slice())).collect();
    for table in tables(&report) {
        let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.value.is_some());
        all.extend(cells.map(|cell| (format!("{}: {}", table.id, cell.text), cell.inputs.as_slice())));
    }
    assert!(all.len() > 100);
    for (what, inputs) in all {
        assert!(!inputs.is_empty(), "{what} has no inputs");
        let cells = workspace.store().list_provenance(inputs).unwrap();
        assert!(cells.iter().all(|cell| cell.file == FIVE_YEARS), "{what}");
    }
}

#[test]
fn scopes_are_never_in_one_table() {
    let (_folder, path) = imported(&[FIVE_YEARS, RETURNS, "进度与转移"]);
    let report =
        Workspace::open_read_only(&path).unwrap().report(&ReportRequest::new(Period::Year(2024))).unwrap();
    let overall: Vec<&Table> =
        tables(&report).into_iter().filter(|table| table.id.starts_with("overall@")).collect();
    assert_eq!(overall.len(), 2);
    for table in overall {
        let rows = table.rows.len();
        assert_eq!(table.notes.iter().filter(|note| note.starts_with("口径：")).count(), 1, "{rows} rows");
    }
    // 其中 promises parts of the total: most prefectures give no kinds of documents.
    let text = to_text(&report);
    assert!(!text.contains("其中，通知"), "{text}");
    assert!(text.contains("其中，红头文件236件，下降41.1%（减少165件）"), "{text}");
    assert!(text.contains("未分项"), "{text}");
}

#[test]
fn hidden_names_are_in_no_format() {
    let (folder, path) = imported(&[FIVE_YEARS]);
    let mut request = ReportRequest::new(Period::Year(2023));
    request.outline.hides_names = true;
    let report = Workspace::open_read_only(&path).unwrap().report(&request).unwrap();
    let mut all = to_text(&report);
    all.extend(to_pages(&report).unwrap());
    let out = folder.path().join("out.json");
    let said = jianfu([
        "report",
        "-w",
        path.to_str().unwrap(),
        "--period",
        "2023",
        "--hide-names",
        "-o",
        out.to_str().unwrap(),
    ]);
    assert_eq!(said.unwrap().status, Some(0));
    all.push_str(&std::fs::read_to_string(&out).unwrap());
    for name in ["长沙", "衡阳", "张家界", "湘西", "430100", "430800", FIVE_YEARS] {
        assert!(!all.contains(name), "{name} is told");
    }
    assert!(all.contains("单位1"), "rows are numbered");
    assert!(all.contains("上升"), "an increase is told without its name");
}

#[test]
fn a_kept_report_keeps_its_words_and_tells_changed_figures_until_they_are_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    import(&path, &["各市州报表-2024/长沙市2024年发文会议统计表.xlsx"]);
    let mut workspace = Workspace::open(&path).unwrap();
    let mut request = ReportRequest::new(Period::Year(2024));
    let written = workspace.report(&request).unwrap();
    let key = written.slots().find(|slot| slot.key.ends_with(".total.count")).unwrap().key.clone();
    let own = format!("我们写的话：{{{key}}}。");
    request.outline.own_texts.insert("own.measures".to_owned(), own);
    workspace.keep_report("年终", &request, AT).unwrap();
    assert_eq!(workspace.kept_report_names().unwrap(), ["年终"]);
    assert_eq!(workspace.refresh_report("年终").unwrap().1, []);
    drop(workspace);

    import(&path, &["各市州报表-2024/株洲市2024年发文会议统计表.xlsx"]);
    let mut workspace = Workspace::open(&path).unwrap();
    let (report, changes) = workspace.refresh_report("年终").unwrap();
    let change = changes.iter().find(|change| change.key == key).unwrap();
    assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("851件"), Some("1469件")));
    assert!(to_text(&report).contains("我们写的话：1469件。"), "own words stay, their figure is the new one");

    workspace.accept_report("年终", AT).unwrap();
    assert_eq!(workspace.refresh_report("年终").unwrap().1, []);
    workspace.undo(AT).unwrap();
    assert_eq!(workspace.refresh_report("年终").unwrap().1, changes, "accepting is a step like any other");
    workspace.redo(AT).unwrap();
    workspace.delete_report("年终", AT).unwrap();
    assert_eq!(workspace.refresh_report("年终").unwrap_err().code(), "unknown_report");
    workspace.undo(AT).unwrap();
    assert_eq!(workspace.kept_report("年终").unwrap().request, request);
}

#[test]
fn the_same_workspace_gives_the_same_bytes_without_paths_or_control_characters() {
    let (folder, path) = imported(&[FIVE_YEARS]);
    for ending in ["txt", "json", "pdf"] {
        let write = |name: &str| {
            let out = folder.path().join(format!("{name}.{ending}"));
            let args = [
                "report",
                "-w",
                path.to_str().unwrap(),
                "--period",
                "2023",
                "--template",
                "special",
                "-o",
                out.to_str().unwrap(),
            ];
            assert_eq!(jianfu(args).unwrap().status, Some(0));
            std::fs::read(out).unwrap()
        };
        let bytes = write("a");
        assert_eq!(bytes, write("b"), "{ending}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(folder.path().to_str().unwrap()) && !text.contains("w.jianfu"), "{ending}");
        if ending != "pdf" {
            let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!text.contains(is_odd), "{ending}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_is_made_up() {
    let (folder, path) = imported(&[FIVE_YEARS]);
    let run = |more: &[&str], out: &str| {
        let out = folder.path().join(out);
        let mut args = vec!["report", "-w", path.to_str().unwrap(), "-o", out.to_str().unwrap()];
        args.extend(more);
        (jianfu(&args).unwrap(), out)
    };
    let (said, out) = run(&["--period", "2030"], "a.txt");
    assert_eq!(said.status, Some(1));
    assert!(said.stderr.contains("nothing on 2030"), "{said:?}");
    assert!(!out.exists());
    let (said, _) = run(&["--period", "2023"], "a.odt");
    assert!(said.stderr.contains("not a format a report can be written in"), "{said:?}");
    let (said, _) = run(&["--saved", "none"], "a.txt");
    assert!(said.stderr.contains("no report named"), "{said:?}");
    // The first year has no base: counts only, and the note says why.
    let (said, out) = run(&["--period", "2019", "--lang", "zh"], "b.txt");
    assert_eq!(said.status, Some(0));
    let text = std::fs::read_to_string(out).unwrap();
    let sentence = text.lines().find(|line| line.starts_with("2019年，") && line.contains("发文")).unwrap();
    assert!(sentence.starts_with("2019年，14个市州发文17509件。"), "{sentence}");
    assert!(!sentence.contains('%'), "{sentence}");
    let total = text.lines().find(|line| line.starts_with("合计")).unwrap();
    assert_eq!(total, "合计\t17509\t…\t—\t—\t—");
    assert!(text.contains("只列数量：无上年数据"), "{text}");
    assert!(text.contains("（请填写：主要做法。）"), "what was done is for the author to say");
}

#[test]
fn english_reports_say_the_same_figures() {
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let mut request = ReportRequest::new(Period::Year(2023));
    let zh = workspace.report(&request).unwrap();
    request.outline.lang = Lang::En;
    let en = workspace.report(&request).unwrap();
    let values = |report: &Report| {
        report.slots().map(|slot| (slot.key.clone(), slot.value)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(values(&zh), values(&en));
    assert!(to_text(&en).contains("9,789 documents, down 25.4% against 2022, 3,331 fewer documents"));
}

#[test]
fn one_rule_parts_thousands_in_sentences_tables_and_workbooks() {
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let parted = |text: &str| {
        let digits: Vec<char> = text.chars().collect();
        digits.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == ',' && w[2].is_ascii_digit())
    };
    let mut request = ReportRequest::new(Period::Year(2023));
    let zh = workspace.report(&request).unwrap();
    let said: String = to_text(&zh).lines().filter(|line| !line.starts_with("2023年各市州")).collect();
    let cells = |report: &Report| {
        let rows = tables(report).into_iter().flat_map(|table| table.rows.clone());
        rows.flat_map(|row| row.cells).map(|cell| cell.text).collect::<Vec<_>>()
    };
    assert!(!parted(&cells(&zh).join("|")), "{:?}", cells(&zh));
    assert!(said.contains("13120") && !said.contains("13,120"), "{said}");
    let styles = |report: &Report| part_of(&to_xlsx(report, &[]).unwrap(), "xl/styles.xml");
    assert!(!styles(&zh).contains("#,##0"), "{}", styles(&zh));
    request.outline.lang = Lang::En;
    let en = workspace.report(&request).unwrap();
    assert!(cells(&en).contains(&"13,120".to_owned()) && styles(&en).contains("#,##0"));
    assert!(to_text(&en).contains("9,789 documents"));
}

fn part_of(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_command_line_reaches_head_foot_sections_and_charts() {
    let (folder, path) = imported(&[FIVE_YEARS]);
    let write = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        let [workspace, out] = [&path, &out].map(|path| path.to_string_lossy().into_owned());
        let mut args = vec!["report", "-w", &workspace, "--lang", "zh", "--period", "2023", "-o", &out];
        args.extend(more);
        let said = jianfu(&args).unwrap();
        (said, std::fs::read_to_string(&out).unwrap_or_default())
    };
    let options = "--form brief --masthead 减负简报 --issue 第3期 --issuer 某办 --issue-date 1月5日 --addressee 省委 \
                   --signed-by 某办公室 --date 2024年1月5日 --sent-to 省委常委 --copied-to 各市州 --printed-by 某某办公厅 \
                   --printed-on 2024年1月6日 --section problems --section results=成效 --section own1=附记 \
                   --chart none --chart documents_issued=trend@2019 --no-appendices";
    let options: Vec<&str> = options.split_whitespace().collect();
    let (said, text) = write("a.txt", &options);
    assert_eq!(said.status, Some(0), "{said:?}");
    let mut from = 0;
    for words in [
        "减负简报",
        "第3期  某办  1月5日",
        "省委：",
        "一、存在问题",
        "二、成效",
        "三、附记",
        "某办公室",
        "2024年1月5日",
        "报送：省委常委。",
        "抄送：各市州。",
        "某某办公厅  2024年1月6日印发",
    ] {
        let at = text.get(from..).and_then(|rest| rest.find(words));
        assert!(at.is_some(), "{words} is not there, or not in its place: {text}");
        from += at.unwrap_or_default();
    }
    assert!(!text.contains("附件") && !text.contains("主要做法"), "{text}");
    let (_, json) = write("a.json", &options);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let charts: Vec<&str> =
        json["blocks"].as_array().unwrap().iter().filter_map(|block| block["chart"].as_str()).collect();
    assert_eq!(charts, ["trend"]);
    for (wrong, code) in [
        (["--section", "unknown"], "no section"),
        (["--chart", "pie"], "pie"),
        (["--chart", "trend:nothing"], "trend:nothing"),
    ] {
        let (said, text) = write("b.txt", &wrong);
        assert!(said.status == Some(1) && text.is_empty(), "{said:?}");
        assert!(said.stderr.contains("error:") && !said.stderr.is_empty(), "{code}: {said:?}");
    }
    let (said, _) = write("c.txt", &["--template", "brief", "--form", "summary"]);
    assert_eq!(said.status, Some(2), "{said:?}");
    let (said, _) = write("c.txt", &["--template", "letter.odt"]);
    assert_eq!(said.status, Some(2), "{said:?}");
}

#[test]
fn every_kind_stands_in_a_document_as_a_chart_where_office_has_one_and_as_a_picture_where_not() {
    use jianfu_engine::report::{Charts, to_docx, to_docx_with};
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let mut request = ReportRequest::new(Period::Year(2023));
    let charts = kinds().iter().map(|info| PlacedChart::new(info.kind)).collect();
    request.outline.charts.insert("documents_issued".to_owned(), charts);
    request.outline.charts.insert("meetings_held".to_owned(), Vec::new());
    let written = workspace.write_report(&request).unwrap();
    let placed: Vec<&str> = written
        .report
        .all_blocks()
        .filter_map(|block| match block {
            Block::Figure(placed) => Some(placed.figure.kind),
            _ => None,
        })
        .collect();
    assert_eq!(placed.len() + written.undrawn.len(), kinds().len(), "{placed:?}");
    let drawn = ["dumbbell", "heat-table", "small-multiples", "tile-grid"];
    let pictures = placed.iter().filter(|kind| drawn.contains(kind)).count();
    assert!(pictures == 4 && placed.len() >= 11, "{placed:?}");
    let count = |bytes: &[u8], folder: &str| {
        let package = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        package.file_names().filter(|name| name.starts_with(folder) && !name.contains("_rels")).count()
    };
    let native = to_docx(&written.report).unwrap();
    assert_eq!(count(&native, "word/media/"), pictures);
    assert_eq!(count(&native, "word/charts/"), placed.len() - pictures);
    assert_eq!(count(&native, "word/embeddings/"), placed.len() - pictures);
    let all = to_docx_with(&written.report, Charts::Pictures { dpi: 96 }).unwrap();
    assert_eq!((count(&all, "word/media/"), count(&all, "word/charts/")), (placed.len(), 0));
}

fn blocks_of(report: &Report, section: &str) -> Vec<String> {
    let starts =
        |block: &Block| matches!(block, Block::Heading { level: 1, text } if text.ends_with(section));
    let ends = |block: &&Block| !matches!(block, Block::Heading { level: 1, .. });
    let from = report.blocks.iter().position(starts).map_or(report.blocks.len(), |at| at + 1);
    report.blocks[from..].iter().take_while(ends).filter_map(Block::place).collect()
}

#[test]
fn an_author_chooses_sections_pieces_and_charts_of_every_kind() {
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let mut request = ReportRequest::new(Period::Year(2023));
    let usual = workspace.write_report(&request).unwrap();
    let place = |sort: &str| {
        let of_sort = |place: &String| place.starts_with(sort);
        usual.report.blocks.iter().filter_map(Block::place).find(of_sort).unwrap()
    };
    let table = place("table:overall");
    request.outline.left_out.insert(table.clone());
    request.outline.sections = request.outline.all_sections();
    request.outline.sections.swap(0, 1);
    request.outline.sections[1].indicator_ids = vec!["meetings_held".to_owned()];
    let every: Vec<PlacedChart> = kinds().iter().map(|info| PlacedChart::new(info.kind)).collect();
    request.outline.charts.insert("meetings_held".to_owned(), every);
    let written = workspace.write_report(&request).unwrap();

    let results = blocks_of(&written.report, "、总体成效");
    assert!(results.iter().all(|place| !place.contains("documents_issued")), "{results:?}");
    assert!(
        !results.contains(&table) && written.whole.blocks.iter().any(|b| b.place() == Some(table.clone()))
    );
    let first = written.report.blocks.first();
    assert!(matches!(first, Some(Block::Heading { text, .. }) if text == "一、主要做法"), "{first:?}");
    let drawn: Vec<&str> = results.iter().filter_map(|place| place.strip_prefix("figure:")).collect();
    let told: Vec<&str> = written.undrawn.iter().map(|chart| chart.kind.name()).collect();
    assert_eq!(drawn.len() + told.len(), kinds().len(), "each is drawn or told: {drawn:?}, {told:?}");
    assert!(drawn.len() >= 9, "{drawn:?}; {:?}", written.undrawn);
    for chart in &written.undrawn {
        assert!(
            !jianfu_engine::catalogue::message(chart.error.code(), &chart.error.args(), Lang::Zh).is_empty()
        );
    }
    // All of them can be set on pages, with the numbers behind their marks.
    let pages = to_preview(&written.report).unwrap();
    let marks = pages.iter().flat_map(|page| &page.spots).filter(|spot| spot.place.starts_with("figure:"));
    assert!(
        marks.filter(|spot| spot.part.as_ref().is_some_and(|part| !part.inputs.is_empty())).count() > 100
    );
}

#[test]
fn no_chart_of_any_kind_tells_a_hidden_name() {
    let (_folder, path) = imported(&[FIVE_YEARS]);
    let workspace = Workspace::open_read_only(&path).unwrap();
    let mut request = ReportRequest::new(Period::Year(2023));
    request.outline.hides_names = true;
    let mut every: Vec<PlacedChart> = kinds().iter().map(|info| PlacedChart::new(info.kind)).collect();
    every.push(PlacedChart { parts: ChartParts::Areas, ..PlacedChart::new(ChartKind::Stacked) });
    request.outline.charts.insert("documents_issued".to_owned(), every);
    let written = workspace.write_report(&request).unwrap();
    let all = format!("{:?}", written.report);
    for name in ["长沙", "衡阳", "张家界", "湘西", "430100", "430800", FIVE_YEARS] {
        assert!(!all.contains(name), "{name} is told");
    }
    let figures = written.report.all_blocks().filter(|block| matches!(block, Block::Figure(_))).count();
    assert!(figures >= 6, "{figures} drawn; {:?}", written.undrawn);
    assert!(
        written.undrawn.iter().any(|chart| chart.error.code() == "chart_names_units"),
        "{:?}",
        written.undrawn
    );
}

#[test]
fn a_kept_report_is_renamed_copied_and_accepted_figure_by_figure_each_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jianfu");
    import(&path, &["各市州报表-2024/长沙市2024年发文会议统计表.xlsx"]);
    let mut workspace = Workspace::open(&path).unwrap();
    let mut request = ReportRequest::new(Period::Year(2024));
    workspace.create_report("年终", &request, AT).unwrap();
    assert_eq!(workspace.create_report("年终", &request, AT).unwrap_err().code(), "report_exists");
    assert_eq!(workspace.create_report(" ", &request, AT).unwrap_err().code(), "report_name_empty");
    workspace.duplicate_report("年终", "另一份", AT).unwrap();
    assert_eq!(workspace.rename_report("另一份", "年终", AT).unwrap_err().code(), "report_exists");
    workspace.rename_report("另一份", "报送稿", AT).unwrap();
    assert_eq!(workspace.kept_report_names().unwrap(), ["年终", "报送稿"]);
    workspace.undo(AT).unwrap();
    assert_eq!(workspace.kept_report_names().unwrap(), ["另一份", "年终"]);
    drop(workspace);

    import(&path, &["各市州报表-2024/株洲市2024年发文会议统计表.xlsx"]);
    let mut workspace = Workspace::open(&path).unwrap();
    let changes = workspace.refresh_report("年终").unwrap().1;
    let key = changes.iter().find(|change| change.old.is_some() && change.new.is_some()).unwrap().key.clone();
    // An edit leaves what is in doubt in doubt.
    request.outline.own_texts.insert("own.measures".to_owned(), format!("共{{{key}}}。"));
    workspace.update_report("年终", &request, AT).unwrap();
    assert_eq!(workspace.refresh_report("年终").unwrap().1, changes);
    workspace.accept_figures("年终", std::slice::from_ref(&key), AT).unwrap();
    let left = workspace.refresh_report("年终").unwrap().1;
    assert_eq!(left.len(), changes.len() - 1);
    assert!(left.iter().all(|change| change.key != key));
    workspace.undo(AT).unwrap();
    assert_eq!(workspace.refresh_report("年终").unwrap().1, changes, "one step back");
}
