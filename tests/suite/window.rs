//! The real window, driven through WebDriver under Xvfb. Only where `make test` has installed what it takes.

use jianfu_tests::desktop::Desktop;
use jianfu_tests::review_desk::{PASSWORD, ReviewDesk};
use thirtyfour::prelude::*;

/// Whether this run drives windows; without it the test says so rather than pass in silence.
fn is_wanted() -> bool {
    let wanted = std::env::var_os("JIANFU_WINDOW_TESTS").is_some();
    if !wanted {
        println!("skipped: JIANFU_WINDOW_TESTS is not set (`make test` sets it)");
    }
    wanted
}

async fn open_a_sample_and_walk_back(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("open-sample").await?;
    desktop.click("accept").await?;
    desktop.expect_text("headline-rate-documents_issued", "−25.7%").await?;
    desktop.click("mark-430000").await?;
    desktop.expect_text("trace-file", "省委发文统计-2023.xlsx").await?;
    let cell = desktop.find("trace-cell").await?.text().await?;
    let raw = desktop.find("trace-raw").await?.text().await?;
    anyhow::ensure!(cell.starts_with(|c: char| c.is_ascii_uppercase()), "a cell address: {cell}");
    anyhow::ensure!(raw.chars().any(|c| c.is_ascii_digit()), "the text of the cell: {raw}");
    Ok(())
}

#[test]
fn a_newcomer_opens_a_sample_accepts_reads_the_rate_and_clicks_back_to_the_cell() {
    if !is_wanted() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let home = tempfile::tempdir().unwrap();
        let desktop = Desktop::open(&[], home.path(), 1280, 900).await.unwrap();
        let walked = open_a_sample_and_walk_back(&desktop).await;
        if walked.is_err() {
            let picture = std::env::temp_dir().join("jianfu-window-test.png");
            if let Ok(png) = desktop.picture().await {
                let _ = std::fs::write(&picture, png);
                println!("the window when it failed: {}", picture.display());
            }
        }
        walked.unwrap();

        // Undo takes the import back, and the window shows it.
        desktop.click("undo").await.unwrap();
        desktop.find("open-sample").await.unwrap();
        desktop.click("redo").await.unwrap();
        desktop.expect_text("headline-rate-documents_issued", "−25.7%").await.unwrap();
        // The same room in the other language.
        desktop.expect_text("room-overview", "总览").await.unwrap();
        desktop.click("language-toggle").await.unwrap();
        desktop.expect_text("room-overview", "Overview").await.unwrap();
        desktop.driver.clone().quit().await.unwrap();
    });
}

/// The Enter key, as WebDriver names it.
const ENTER: char = '\u{E007}';

async fn settle_compare_and_unlock(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("room-import").await?;
    desktop.click("open-samples").await?;
    // A doubt leads to its cell, and what is settled there is understood at once.
    desktop.click_text("file-open", "市州发文").await?;
    desktop.click_text("finding-message", "湘江片").await?;
    desktop.type_into("area-text", "湘潭市").await?;
    desktop.click("area-430300").await?;
    desktop.expect_text("settled", "湘潭市").await?;
    desktop.click("undo-settling").await?;
    desktop.click_text("finding-message", "湘江片").await?;
    desktop.type_into("area-text", "湘潭市").await?;
    desktop.click("area-430300").await?;
    desktop.expect_text("settled", "湘潭市").await?;

    // A newer version is told figure by figure before it is taken.
    desktop.click_text("file-open", "更正").await?;
    desktop.click("foot-differences").await?;
    desktop.expect_text("differences", "+2").await?;

    // A file with a password opens in place.
    desktop.click_text("file-open", "加密").await?;
    desktop.type_into("password", &format!("wrong{ENTER}")).await?;
    desktop.click_text("password", "给出的密码打不开").await?;
    desktop.type_into("password", &format!("{PASSWORD}{ENTER}")).await?;
    desktop.find("foot-meaning").await?;

    desktop.click("accept-all").await?;
    // 湘江片 counts: without it the rate would be that of three areas.
    desktop.expect_text("headline-rate-documents_issued", "−24.3%").await?;
    Ok(())
}

#[test]
fn a_doubt_is_settled_a_newer_version_looked_at_and_a_password_given_in_one_review() {
    if !is_wanted() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let desk = ReviewDesk::new(8).unwrap();
        let workspace = desk.workspace().to_string_lossy().into_owned();
        let opened = Desktop::open_program(&desk.program(), &[&workspace], desk.home(), 1440, 900).await;
        let desktop = opened.unwrap();
        let walked = settle_compare_and_unlock(&desktop).await;
        if walked.is_err() {
            let picture = std::env::temp_dir().join("jianfu-review-test.png");
            if let Ok(png) = desktop.picture().await {
                let _ = std::fs::write(&picture, png);
                println!("the window when it failed: {}", picture.display());
            }
        }
        walked.unwrap();
        desktop.driver.clone().quit().await.unwrap();
        drop(desktop);
        let kept = jianfu_engine::Workspace::open_read_only(&desk.workspace()).unwrap().recipes().unwrap();
        assert!(kept.iter().any(|r| !r.settled.is_empty()), "what was settled is kept: {kept:?}");
    });
}

/// A workspace made by the command line program.
fn workspace_of(folder: &std::path::Path, source: &std::path::Path) -> String {
    let file = folder.join("减负账.jianfu");
    let args = ["import".as_ref(), source.as_os_str(), "-w".as_ref(), file.as_os_str()];
    let said = jianfu_tests::program::jianfu(args).unwrap();
    assert!(file.exists(), "{said:?}");
    file.to_string_lossy().into_owned()
}

async fn ask_trace_and_draw(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("room-analysis").await?;
    desktop.expect_content("cell-rate-total", "−25.4%").await?;
    let rate = desktop.find("cell-rate-430100").await?.text().await?;
    // A click and a key lead to the same cells.
    desktop.click("cell-rate-430100").await?;
    desktop.expect_text("trace-definition", &rate).await?;
    desktop.expect_text("trace-file", "湖南省14市州").await?;
    desktop.find("cell-rate-430100").await?.send_keys(format!("{LEFT}{ENTER}")).await?;
    desktop.expect_text("trace-definition", "增减量").await?;
    // Sorted by the base, the largest first.
    desktop.click("sort-base").await?;

    desktop.click("draw-chart").await?;
    desktop.expect_text("figure-size", "156 × ").await?;
    desktop.click("kind-heat-table").await?;
    desktop.find("mark-430100/2023").await?;
    desktop.click("mark-430100/2023").await?;
    desktop.expect_text("trace-definition", "2023年").await?;
    // The space bar adds the mark below, and the engine the numbers.
    desktop.find("mark-430100/2023").await?.send_keys(format!("{DOWN} ")).await?;
    desktop.expect_text("trace-definition", "2 个数相加").await?;
    desktop.click("option-undo").await?;
    desktop.find("mark-430100").await?;
    desktop.click("copy-figure").await?;
    desktop.expect_content("status-message", "像素").await?;
    Ok(())
}

/// Arrow keys, as WebDriver names them.
const LEFT: char = '\u{E012}';
const DOWN: char = '\u{E015}';

#[test]
fn an_analyst_asks_traces_draws_and_copies_a_picture() {
    if !is_wanted() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let home = tempfile::tempdir().unwrap();
        let source = jianfu_tests::places::samples().join("湖南省14市州发文会议-2019至2023.xlsx");
        let workspace = workspace_of(home.path(), &source);
        let desktop = Desktop::open(&[&workspace], home.path(), 1440, 900).await.unwrap();
        let walked = ask_trace_and_draw(&desktop).await;
        keep_picture(&desktop, "jianfu-questions-test.png", walked.is_err()).await;
        walked.unwrap();
        desktop.driver.clone().quit().await.unwrap();
    });
}

/// Every county there is, in a table of one year against the last.
fn counties() -> String {
    let mut text =
        "2023年全国各县市区发文情况统计表\n单位：件\n行政区划代码,县市区,2023年,2022年\n".to_owned();
    let areas = jianfu_engine::model::areas();
    let name = |code: u32| areas.iter().find(|a| a.code.get() == code).map_or("", |a| a.name);
    for (index, area) in areas.iter().filter(|a| a.code.get() % 100 != 0).enumerate() {
        let code = area.code.get();
        let (province, prefecture) = (name(code / 10_000 * 10_000), name(code / 100 * 100));
        let (now, before) = (40 + index * 7 % 900, 60 + index * 11 % 900);
        text.push_str(&format!("{code:06},{province}{prefecture}{},{now},{before}\n", area.name));
    }
    text
}

async fn scroll_and_sort_thousands(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("room-analysis").await?;
    desktop.find("cell-rate-total").await?;
    let grid = desktop.driver.find(By::Css("[role=grid]")).await?;
    let count: usize = grid.attr("aria-rowcount").await?.unwrap_or_default().parse()?;
    anyhow::ensure!(count > 2_700, "{count} rows");
    // Counted in the window: a handle of a cell is stale as soon as its row is scrolled away.
    let count_cells = "return document.querySelectorAll('[role=grid] tbody [role=gridcell]').length;";
    let drawn = desktop.driver.execute(count_cells, Vec::new()).await?.json().as_u64().unwrap_or(u64::MAX);
    anyhow::ensure!(drawn < 80 * 9, "{drawn} cells are drawn of {count} rows");
    // To the last row and its figure by keys alone.
    desktop.driver.find(By::Css("[aria-rowindex='2'] > [aria-colindex='1']")).await?.click().await?;
    // Keys of the window, not of the cell: that one is gone once its row is scrolled away.
    let keys = desktop.driver.action_chain().key_down(Key::Control).key_down(Key::End);
    keys.key_up(Key::End).key_up(Key::Control).perform().await?;
    let focused = |row: usize| By::Css(format!("[aria-rowindex='{row}'] > [role=gridcell]:focus"));
    desktop.driver.query(focused(count)).first().await?;
    desktop.driver.action_chain().key_down(Key::Up).key_up(Key::Up).perform().await?;
    desktop.driver.query(focused(count - 1)).first().await?;
    // How long a sort and a screen of scrolling keep the window from drawing.
    let script = "const done = arguments[0]; const grid = document.querySelector('.analysis-scroll'); \
        const gaps = []; let last = performance.now(); let n = 0; \
        const step = () => { const now = performance.now(); gaps.push(now - last); last = now; \
          grid.scrollTop = (n * 700) % 60000; if (n % 20 === 10) document.querySelector('[data-testid=sort-rate]').click(); \
          if (++n < 80) requestAnimationFrame(step); else done(JSON.stringify({ worst: Math.max(...gaps.slice(1)), \
            median: gaps.slice(1).sort((a, b) => a - b)[40] })); }; requestAnimationFrame(step);";
    let told = desktop.driver.execute_async(script, Vec::new()).await?;
    println!("frames while scrolling and sorting {count} rows: {:?}", told.json());
    Ok(())
}

#[test]
fn thousands_of_counties_scroll_and_sort_with_only_the_rows_on_screen_drawn() {
    if !is_wanted() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let home = tempfile::tempdir().unwrap();
        let source = home.path().join("县市区发文.csv");
        std::fs::write(&source, counties()).unwrap();
        let workspace = workspace_of(home.path(), &source);
        let desktop = Desktop::open(&[&workspace], home.path(), 1440, 900).await.unwrap();
        let walked = scroll_and_sort_thousands(&desktop).await;
        keep_picture(&desktop, "jianfu-counties-test.png", true).await;
        walked.unwrap();
        desktop.driver.clone().quit().await.unwrap();
    });
}

async fn write_a_summary(desktop: &Desktop, folder: &std::path::Path) -> anyhow::Result<()> {
    desktop.click("room-reports").await?;
    desktop.click("form-summary").await?;
    desktop.click("create-report").await?;
    desktop.find("page-1").await?;
    desktop.expect_text("report-pages", "第 1 页，共 ").await?;
    desktop.expect_text("section-results", "一、总体成效").await?;
    // What was done comes first, by the keys.
    desktop.find("section-measures").await?.send_keys(Key::Alt + Key::Up).await?;
    desktop.expect_text("section-measures", "一、主要做法").await?;
    desktop.expect_text("section-results", "二、总体成效").await?;
    desktop.click("section-measures").await?;
    let field = desktop.find("own-text").await?;
    field.send_keys("一是从严控制发文数量。\n二是合并召开会议。").await?;
    field.send_keys(Key::Control + Key::Enter).await?;
    desktop.expect_content("piece-text:own.measures", "从严控制").await?;
    desktop.expect_content("page-1", "从严控制发文数量").await?;
    // A figure leads to its cell.
    desktop.driver.query(By::Css(".page-figure.is-slot")).first().await?.click().await?;
    desktop.expect_text("trace-file", "长沙市").await?;
    desktop.click("report-export-docx").await?;
    desktop.save_as(&folder.join("summary.docx")).await?;
    desktop.expect_content("status-message", "已保存“summary.docx”").await?;
    Ok(())
}

/// The text of a Word file, without its marks.
fn text_of_docx(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
    xml.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect()
}

#[test]
fn an_author_writes_a_summary_and_accepts_what_changed_before_it_goes_out_as_a_word_file() {
    if !is_wanted() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let home = tempfile::tempdir().unwrap();
        let returns = jianfu_tests::places::samples().join("各市州报表-2024");
        let one = |name: &str| returns.join(format!("{name}2024年发文会议统计表.xlsx"));
        let workspace = workspace_of(home.path(), &one("长沙市"));
        let desktop = Desktop::open(&[&workspace], home.path(), 1440, 900).await.unwrap();
        let walked = write_a_summary(&desktop, home.path()).await;
        keep_picture(&desktop, "jianfu-report-test.png", walked.is_err()).await;
        walked.unwrap();
        let text = text_of_docx(&home.path().join("summary.docx"));
        assert!(text.contains("一是从严控制发文数量。") && text.contains("二是合并召开会议。"), "{text}");
        let place = |words: &str| text.find(words).unwrap_or(usize::MAX);
        assert!(place("一、主要做法") < place("二、总体成效"), "{text}");
        desktop.driver.clone().quit().await.unwrap();
        drop(desktop);

        // Data comes in later: what it changes is marked until it is accepted.
        workspace_of(home.path(), &one("株洲市"));
        let desktop = Desktop::open(&[&workspace], home.path(), 1440, 900).await.unwrap();
        let accepted = accept_what_changed(&desktop).await;
        keep_picture(&desktop, "jianfu-report-test.png", accepted.is_err()).await;
        accepted.unwrap();
        desktop.driver.clone().quit().await.unwrap();
    });
}

async fn accept_what_changed(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("room-reports").await?;
    desktop.expect_text("changed-count", "个数与核定时不同").await?;
    desktop.driver.query(By::Css(".page-figure.is-changed")).first().await?;
    desktop.expect_content("piece-text:own.measures", "从严控制").await?;
    desktop.click("accept-figures").await?;
    desktop.driver.query(By::Css("[data-testid='changed-count']")).not_exists().await?;
    desktop.driver.query(By::Css(".page-figure.is-changed")).not_exists().await?;
    // Accepting is a step of the workspace like any other.
    desktop.click("undo").await?;
    desktop.expect_text("changed-count", "个数与核定时不同").await?;
    Ok(())
}

/// A picture of the window for whoever looks into a failure.
async fn keep_picture(desktop: &Desktop, name: &str, is_wanted: bool) {
    if !is_wanted {
        return;
    }
    let picture = std::env::temp_dir().join(name);
    if let Ok(png) = desktop.picture().await {
        let _ = std::fs::write(&picture, png);
        println!("the window: {}", picture.display());
    }
}
