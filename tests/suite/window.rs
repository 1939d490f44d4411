//! The real window, driven through WebDriver under Xvfb. Only where `make test` has installed what it takes.

use jianfu_tests::desktop::Desktop;
use jianfu_tests::review_desk::{PASSWORD, ReviewDesk};

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
