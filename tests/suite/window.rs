//! The real window, driven through WebDriver under Xvfb. Only where `make test` has installed what it takes.

use jianfu_tests::desktop::Desktop;

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
