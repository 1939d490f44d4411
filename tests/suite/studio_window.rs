//! The charts room in the real window: what a person adds by the keyboard alone, what is refused and offered, numbers as
//! cells on the clipboard, and thousands of marks. Only where `make test` has installed what it takes.

use jianfu_tests::desktop::Desktop;
use jianfu_tests::places::samples;
use jianfu_tests::program::jianfu;
use jianfu_tests::redraw::{marks_in_document, open_charts, redraw, rested, write_units};
use std::future::Future;
use std::path::Path;
use std::time::Duration;
use thirtyfour::prelude::*;

/// Runs a test of the window, or says that it was not run.
fn drive<F: Future<Output = anyhow::Result<()>>>(test: impl FnOnce() -> F) {
    if std::env::var_os("JIANFU_WINDOW_TESTS").is_none() {
        println!("skipped: JIANFU_WINDOW_TESTS is not set (`make test` sets it)");
        return;
    }
    tokio::runtime::Runtime::new().unwrap().block_on(test()).unwrap();
}

fn workspace_of(folder: &Path, source: &Path) -> String {
    let file = folder.join("减负账.jianfu");
    jianfu(["import".as_ref(), source.as_os_str(), "-w".as_ref(), file.as_os_str()]).unwrap();
    file.to_string_lossy().into_owned()
}

/// The words of a mark, waited for until they hold these.
async fn expect_mark(desktop: &Desktop, key: &str, words: &str) -> anyhow::Result<()> {
    let mut told = String::new();
    for _ in 0..100 {
        let mark = desktop.find(&format!("mark-{key}")).await?;
        told = mark.attr("aria-label").await.ok().flatten().unwrap_or_default();
        if told.contains(words) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("the mark {key} says `{told}`, not `{words}`")
}

async fn add_by_keyboard(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("room-charts").await?;
    // A note where the focus is, and the unit set apart.
    desktop.find("mark-430600").await?.focus().await?;
    desktop.press("n").await?;
    desktop.find("note-here").await?;
    desktop.press("城区扩大".to_owned() + Key::Enter).await?;
    expect_mark(desktop, "430600", "城区扩大").await?;
    desktop.find("mark-430600").await?.focus().await?;
    desktop.press("h").await?;
    let chosen = By::XPath("//*[@data-testid='pick-highlight'][contains(., '岳阳')]");
    desktop.driver.query(chosen).wait(Duration::from_secs(20), Duration::from_millis(50)).first().await?;
    // Higher by the keys of its edge.
    let height = desktop.find("figure-size").await?.text().await?;
    desktop.find("figure-edge-below").await?.focus().await?;
    desktop.press(Key::Shift + Key::Down).await?;
    for _ in 0..50 {
        if desktop.find("figure-size").await?.text().await? != height {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::ensure!(desktop.find("figure-size").await?.text().await? != height, "the height stays {height}");
    // The line of everything has no such unit: drawn without, said, and taken away where told to.
    desktop.click("kind-trend").await?;
    desktop.expect_text("figure-refusal", "图中没有").await?;
    desktop.click("figure-offer-0").await?;
    desktop.type_into("event-date", "2023年3月").await?;
    desktop.type_into("event-words", "基层减负若干规定").await?;
    desktop.click("event-add").await?;
    let drawn = By::XPath("//*[contains(@class, 'chart-drawing')]//*[contains(text(), '基层减负若干规定')]");
    desktop.driver.query(drawn).wait(Duration::from_secs(20), Duration::from_millis(50)).first().await?;
    // Back to where the note was.
    for _ in 0..3 {
        desktop.click("option-undo").await?;
    }
    expect_mark(desktop, "430600", "城区扩大").await
}

#[test]
fn a_person_adds_to_a_figure_by_keyboard_and_takes_it_back() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let workspace = workspace_of(home.path(), &samples().join("湖南省14市州发文会议-2019至2023.xlsx"));
        let desktop = Desktop::open(&[&workspace], home.path(), 1440, 900).await?;
        let added = add_by_keyboard(&desktop).await;
        if added.is_err() {
            let _ =
                std::fs::write(std::env::temp_dir().join("jianfu-studio-test.png"), desktop.picture().await?);
        }
        added?;
        desktop.click("panel-data").await?;
        desktop.find("data-row-430600").await?;
        desktop.click("copy-table").await?;
        desktop.expect_text("status-message", "已复制 14 行").await?;
        let listen = "addEventListener('paste', (event) => { window.pasted = event.clipboardData.getData('text/plain') }, true)";
        desktop.driver.execute(listen, vec![]).await?;
        desktop.click("panel-findings").await?;
        desktop.click("figure-title-field").await?;
        desktop.press(Key::Control + "v").await?;
        let mut pasted = String::new();
        for _ in 0..50 {
            let told = desktop.driver.execute("return window.pasted ?? ''", vec![]).await?;
            pasted = told.json().as_str().unwrap_or_default().to_owned();
            if !pasted.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let row = pasted.lines().find(|line| line.starts_with("岳阳"));
        anyhow::ensure!(row.is_some_and(|row| row.split('\t').count() == 5), "{pasted}");
        desktop.driver.clone().quit().await?;
        Ok(())
    });
}

#[test]
fn of_thousands_of_marks_only_those_in_sight_are_in_the_document_and_all_can_be_reached() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let source = home.path().join("发文.csv");
        write_units(&source, 300)?;
        let workspace = workspace_of(home.path(), &source);
        let desktop = Desktop::open(&[&workspace], home.path(), 1440, 900).await?;
        open_charts(&desktop, "2014年").await?;
        let time = redraw(&desktop, "kind-heat-table").await?;
        println!("3,000 marks, click to painted: {time:?}");
        rested(&desktop).await?;
        let (groups, buttons) = marks_in_document(&desktop).await?;
        let few = 1..1_500;
        anyhow::ensure!(
            few.contains(&groups) && few.contains(&buttons),
            "{groups} groups, {buttons} buttons"
        );
        // To the very last one by key: it comes into the document, and its group into the drawing.
        desktop.driver.find(By::Css(".chart-marks button[tabindex='0']")).await?.focus().await?;
        desktop.press("" + Key::End).await?;
        let last = By::Css(".chart-marks button[data-index='2999']:focus");
        desktop.driver.query(last).wait(Duration::from_secs(20), Duration::from_millis(50)).first().await?;
        let is_drawn = "const keys = [...document.querySelectorAll('.chart-drawing [data-key]')].map((g) => g.dataset.key); \
            const last = document.querySelector(\"button[data-index='2999']\").dataset.testid; \
            return keys.length < 1500 && `mark-${keys.at(-1)}` === last";
        let mut told = false;
        for _ in 0..50 {
            told = desktop.driver.execute(is_drawn, vec![]).await?.json().as_bool() == Some(true);
            if told {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::ensure!(told, "the last mark is in sight and not drawn");
        desktop.driver.clone().quit().await?;
        Ok(())
    });
}
