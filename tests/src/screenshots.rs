//! Takes pictures of the real window, in both languages and themes: `screenshots FOLDER [PART]` (`make screenshots`); PART
//! is one of `review`, `rooms`, `import`, `questions`, `studio` and `reports`, all of them where none is named.

use jianfu_tests::desktop::Desktop;
use jianfu_tests::places::{root, samples};
use jianfu_tests::program::jianfu;
use jianfu_tests::review_desk::ReviewDesk;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::{Key, prelude::*};

/// Longer than a frame takes on a busy machine.
const PAINTED: Duration = Duration::from_millis(400);

async fn shoot(desktop: &Desktop, path: PathBuf) -> anyhow::Result<()> {
    // What is in the document may not be painted yet: a window just resized gave an empty picture.
    tokio::time::sleep(PAINTED).await;
    std::fs::write(path, desktop.picture().await?)?;
    Ok(())
}

async fn rooms(folder: &Path, name: &str, workspace: &str, width: u32, height: u32) -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let desktop = Desktop::open(&[workspace], home.path(), width, height).await?;
    desktop.driver.set_window_rect(0, 0, width, height).await?;
    desktop.find("headline-rate-documents_issued").await?;
    let file = |room: &str| folder.join(format!("{name}-{room}.png"));
    shoot(&desktop, file("overview")).await?;
    desktop.click("mark-430800").await?;
    desktop.find("trace-item").await?;
    shoot(&desktop, file("overview-trace")).await?;
    for room in ["data", "history"] {
        desktop.click(&format!("room-{room}")).await?;
        shoot(&desktop, file(room)).await?;
    }
    desktop.click("theme-toggle").await?;
    desktop.click("room-overview").await?;
    shoot(&desktop, file("overview-dark")).await?;
    desktop.click("language-toggle").await?;
    shoot(&desktop, file("overview-dark-en")).await?;
    desktop.click("theme-toggle").await?;
    shoot(&desktop, file("overview-en")).await?;
    desktop.driver.clone().quit().await?;
    Ok(())
}

async fn import_room(folder: &Path, name: &str, width: u32, height: u32) -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let desktop = Desktop::open(&[], home.path(), width, height).await?;
    desktop.driver.set_window_rect(0, 0, width, height).await?;
    desktop.find("open-sample").await?;
    shoot(&desktop, folder.join(format!("{name}-empty.png"))).await?;
    desktop.click("open-samples").await?;
    desktop.find("accept").await?;
    shoot(&desktop, folder.join(format!("{name}-import.png"))).await?;
    desktop.driver.clone().quit().await?;
    Ok(())
}

/// The review: a doubt and what settles it, differences from last time, a password; both languages and themes.
async fn review(folder: &Path, width: u32, height: u32) -> anyhow::Result<()> {
    let desk = ReviewDesk::new(120)?;
    let workspace = desk.workspace().to_string_lossy().into_owned();
    let desktop = Desktop::open_program(&desk.program(), &[&workspace], desk.home(), width, height).await?;
    desktop.driver.set_window_rect(0, 0, width, height).await?;
    desktop.click("room-import").await?;
    desktop.click("open-samples").await?;
    for name in ["zh", "en-dark", "zh-dark", "en"] {
        let file = |part: &str| folder.join(format!("{width}-review-{part}-{name}.png"));
        desktop.click_text("file-open", "市州发文").await?;
        desktop.click_text("finding-message", "湘江片").await?;
        shoot(&desktop, file("settle")).await?;
        desktop.click_text("file-open", "更正").await?;
        desktop.click("foot-differences").await?;
        shoot(&desktop, file("differences")).await?;
        desktop.click_text("file-open", "加密").await?;
        desktop.find("password").await?;
        shoot(&desktop, file("password")).await?;
        desktop.click("language-toggle").await?;
        if name.starts_with("zh") {
            desktop.click("theme-toggle").await?;
        }
    }
    desktop.driver.clone().quit().await?;
    Ok(())
}

/// The rooms that answer questions: analysis with its trace and a refused comparison, and several kinds of chart.
async fn questions(folder: &Path, workspace: &str, width: u32, height: u32) -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let desktop = Desktop::open(&[workspace], home.path(), width, height).await?;
    desktop.driver.set_window_rect(0, 0, width, height).await?;
    for name in ["zh", "en-dark", "zh-dark", "en"] {
        let file = |part: &str| folder.join(format!("{width}-{part}-{name}.png"));
        desktop.click("room-analysis").await?;
        desktop.find("cell-rate-total").await?;
        shoot(&desktop, file("analysis")).await?;
        desktop.click("cell-rate-430700").await?;
        desktop.find("trace-definition").await?;
        shoot(&desktop, file("analysis-trace")).await?;
        desktop.click("method").await?;
        shoot(&desktop, file("analysis-method")).await?;
        desktop.click("method").await?;
        desktop.click("room-charts").await?;
        desktop.find("figure-size").await?;
        desktop.click("panel-findings").await?;
        for kind in ["ranked-bars", "grouped-bars", "heat-table", "slope", "tile-grid"] {
            desktop.click(&format!("kind-{kind}")).await?;
            shoot(&desktop, file(&format!("charts-{kind}"))).await?;
        }
        desktop.click("mark-430700").await?;
        desktop.find("trace-definition").await?;
        shoot(&desktop, file("charts-trace")).await?;
        desktop.click("language-toggle").await?;
        if name.starts_with("zh") {
            desktop.click("theme-toggle").await?;
        }
    }
    desktop.driver.clone().quit().await?;
    Ok(())
}

/// The charts room with everything a person adds, its numbers as a table, and something refused.
async fn studio(folder: &Path, workspace: &str, width: u32, height: u32) -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let desktop = Desktop::open(&[workspace], home.path(), width, height).await?;
    desktop.driver.set_window_rect(0, 0, width, height).await?;
    for name in ["zh", "en-dark", "zh-dark", "en"] {
        let file = |part: &str| folder.join(format!("{width}-studio-{part}-{name}.png"));
        desktop.click("room-charts").await?;
        desktop.click("kind-ranked-bars").await?;
        if name == "zh" {
            desktop.find("mark-430600").await?.focus().await?;
            desktop.press("h").await?;
            desktop.find("mark-430800").await?.focus().await?;
            desktop.press("n").await?;
            desktop.find("note-here").await?;
            desktop.press("新设两个区，重新起算").await?;
            shoot(&desktop, file("note")).await?;
            desktop.press(Key::Enter + "").await?;
            desktop.click("title-finding").await?;
        }
        desktop.click("panel-findings").await?;
        shoot(&desktop, file("options")).await?;
        desktop.click("panel-data").await?;
        shoot(&desktop, file("data")).await?;
        desktop.click("panel-findings").await?;
        desktop.click("kind-trend").await?;
        if name == "zh" {
            desktop.type_into("event-date", "2023-03").await?;
            desktop.type_into("event-words", "基层减负若干规定").await?;
            desktop.click("event-add").await?;
        }
        shoot(&desktop, file("trend")).await?;
        desktop.click("language-toggle").await?;
        if name.starts_with("zh") {
            desktop.click("theme-toggle").await?;
        }
    }
    Ok(())
}

/// The reports room: before there is a report, a report with what is selected in it, its settings, figures and a trace.
async fn reports(folder: &Path, workspace: &str, width: u32, height: u32) -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    // A copy: what is written in it stays out of the other pictures.
    let copy = home.path().join("2023年度减负账.jianfu");
    std::fs::copy(workspace, &copy)?;
    let desktop = Desktop::open(&[&copy.to_string_lossy()], home.path(), width, height).await?;
    desktop.driver.set_window_rect(0, 0, width, height).await?;
    desktop.find("headline-rate-documents_issued").await?;
    for name in ["zh-light", "en-dark", "zh-dark", "en-light"] {
        let file = |part: &str| folder.join(format!("{width}-reports-{part}-{name}.png"));
        desktop.click("room-reports").await?;
        if name == "en-dark" {
            desktop.click("report-new").await?;
        }
        if !name.starts_with("zh-dark") && !name.starts_with("en-light") {
            desktop.find("create-report").await?;
            shoot(&desktop, file("new")).await?;
            desktop.click(if name == "zh-light" { "form-summary" } else { "form-brief" }).await?;
            desktop.click("create-report").await?;
        }
        desktop.find("page-1").await?;
        desktop.find("section-results").await?;
        shoot(&desktop, file("open")).await?;
        // The outline may be longer than the window: the driver clicks only what is seen.
        desktop.find("section-measures").await?.scroll_into_view().await?;
        desktop.click("section-measures").await?;
        desktop.find("own-text").await?;
        shoot(&desktop, file("section")).await?;
        desktop.click("report-tab-settings").await?;
        shoot(&desktop, file("settings")).await?;
        desktop.click("report-tab-figures").await?;
        shoot(&desktop, file("figures")).await?;
        let piece = desktop.driver.find(By::Css("[data-testid^='piece-figure:']")).await?;
        piece.scroll_into_view().await?;
        piece.click().await?;
        shoot(&desktop, file("chart")).await?;
        let sentence = By::Css("[data-testid^='piece-text:']:not([data-testid*='own'])");
        let piece = desktop.driver.find(sentence).await?;
        piece.scroll_into_view().await?;
        piece.click().await?;
        shoot(&desktop, file("sentence")).await?;
        desktop.driver.find(By::Css("[data-testid^='figure-']")).await?.click().await?;
        desktop.find("trace-item").await?;
        shoot(&desktop, file("trace")).await?;
        desktop.click("report-tab-selected").await?;
        desktop.click("language-toggle").await?;
        if name != "en-dark" {
            desktop.click("theme-toggle").await?;
        }
    }
    desktop.driver.clone().quit().await?;
    Ok(())
}

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map_or_else(|| root().join("out/screenshots"), PathBuf::from);
    let part = std::env::args().nth(2);
    let is_wanted = |name: &str| part.as_deref().is_none_or(|p| p == name);
    std::fs::create_dir_all(&folder)?;
    let made = tempfile::tempdir()?;
    let workspace = made.path().join("2023年度减负账.jianfu");
    jianfu(["import".as_ref(), samples().as_os_str(), "-w".as_ref(), workspace.as_os_str()])?;
    let workspace = workspace.to_string_lossy().into_owned();
    tokio::runtime::Runtime::new()?.block_on(async {
        for (name, width, height) in [("1280", 1280, 800), ("1920", 1920, 1080)] {
            if is_wanted("review") {
                review(&folder, width, height).await?;
            }
            if is_wanted("rooms") {
                rooms(&folder, name, &workspace, width, height).await?;
            }
            if is_wanted("import") {
                import_room(&folder, name, width, height).await?;
            }
            if is_wanted("questions") {
                questions(&folder, &workspace, width, height).await?;
            }
            if is_wanted("studio") {
                studio(&folder, &workspace, width, height).await?;
            }
            if is_wanted("reports") {
                reports(&folder, &workspace, width, height).await?;
            }
        }
        if is_wanted("questions") {
            // The smallest window there is: a screen of 1920 × 1080 at 150 %.
            questions(&folder, &workspace, 1120, 680).await?;
        }
        if is_wanted("reports") {
            reports(&folder, &workspace, 1120, 680).await?;
            reports(&folder, &workspace, 2560, 1440).await?;
        }
        Ok(())
    })
}
