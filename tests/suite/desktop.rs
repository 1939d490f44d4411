//! The window as a citizen of its desktop: nothing fetched, one instance, what was done kept, a table on the clipboard,
//! and right for assistive programs. In the real window, only where `make test` has installed what it takes.

use jianfu_tests::desktop::Desktop;
use jianfu_tests::places::{root, samples};
use jianfu_tests::processes::Processes;
use jianfu_tests::program::jianfu;
use jianfu_tests::review_desk::{PASSWORD, ReviewDesk};
use std::future::Future;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// Runs a test of the window, or says that it was not run.
fn drive<F: Future<Output = anyhow::Result<()>>>(test: impl FnOnce() -> F) {
    if std::env::var_os("JIANFU_WINDOW_TESTS").is_none() {
        println!("skipped: JIANFU_WINDOW_TESTS is not set (`make test` sets it)");
        return;
    }
    tokio::runtime::Runtime::new().unwrap().block_on(test()).unwrap();
}

/// A workspace made from the samples.
fn workspace(folder: &Path) -> PathBuf {
    let path = folder.join("2023年度减负账.jianfu");
    jianfu(["import".as_ref(), samples().as_os_str(), "-w".as_ref(), path.as_os_str()]).unwrap();
    path
}

async fn wait_until(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> anyhow::Result<()> {
    let began = Instant::now();
    while !is_so().await {
        anyhow::ensure!(began.elapsed() < Duration::from_secs(20), "{what} did not come");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// A server that counts who connects.
fn listen() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
            let _ = stream.read(&mut [0; 512]);
        }
    });
    (port, count)
}

/// Tries every way by which a page reaches a network; what the policy says to each comes back.
const TRY_EVERYTHING: &str = r#"
    const [address, port, done] = arguments;
    const refused = new Set();
    document.addEventListener("securitypolicyviolation", (event) => refused.add(event.effectiveDirective));
    const put = (name, given, where = document.body) => {
      const element = Object.assign(document.createElement(name), given);
      where.append(element);
      return element;
    };
    const outcomes = {};
    const note = (name, attempt) => {
      try { attempt(); } catch (error) { outcomes[name] = String(error); }
    };
    note("image", () => put("img", { src: address + "img.png" }));
    note("script", () => put("script", { src: address + "a.js" }));
    note("style", () => put("link", { rel: "stylesheet", href: address + "a.css" }, document.head));
    note("prefetch", () => put("link", { rel: "prefetch", href: address + "b.js" }, document.head));
    note("frame", () => put("iframe", { src: address }));
    note("video", () => put("video", { src: address + "a.mp4", autoplay: true }));
    note("object", () => put("object", { data: address + "a.swf" }));
    note("font", () => {
      put("style", { textContent: `@font-face { font-family: far; src: url(${address}far.woff2) }` }, document.head);
      put("p", { textContent: "far", style: "font-family: far" });
    });
    note("socket", () => new WebSocket(`ws://127.0.0.1:${port}/`));
    note("events", () => new EventSource(address));
    note("beacon", () => navigator.sendBeacon(address, "x"));
    note("form", () => put("form", { action: address, method: "post" }).submit());
    note("window", () => window.open(address));
    note("worker", () => new Worker(address + "w.js"));
    note("xhr", () => { const x = new XMLHttpRequest(); x.open("GET", address); x.send(); });
    const settle = (name, promise) => promise.then(
      () => { outcomes[name] = "fetched"; }, (error) => { outcomes[name] = String(error); });
    Promise.all([settle("fetch", fetch(address)), settle("import", import(address + "m.js"))])
      .then(() => setTimeout(() => done({ refused: [...refused], outcomes }), 1500));
"#;

#[test]
fn nothing_is_fetched_from_a_network_whatever_a_page_tries() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let desktop = Desktop::open(&[], home.path(), 1280, 900).await?;
        desktop.find("choose-files").await?;
        let (port, count) = listen();
        std::net::TcpStream::connect(("127.0.0.1", port))?;
        wait_until("the test's own connection", async || count.load(Ordering::SeqCst) == 1).await?;

        let arguments = vec![format!("http://127.0.0.1:{port}/").into(), port.into()];
        let reply = desktop.driver.execute_async(TRY_EVERYTHING, arguments).await?;
        let reply = reply.json().clone();
        let refused = reply["refused"].to_string();
        for directive in
            ["img-src", "connect-src", "script-src", "style-src", "font-src", "frame-src", "media-src"]
        {
            anyhow::ensure!(refused.contains(directive), "{directive} was not refused: {reply}");
        }
        anyhow::ensure!(reply["outcomes"]["fetch"] != "fetched", "fetch went through: {reply}");

        // Leaving the application is refused too.
        let leave = format!("location.href = 'http://127.0.0.1:{port}/away'");
        let _ = desktop.driver.execute(&leave, vec![]).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let address = desktop.driver.current_url().await?;
        anyhow::ensure!(address.scheme() == "tauri", "the window went to {address}");
        desktop.find("choose-files").await?;
        anyhow::ensure!(count.load(Ordering::SeqCst) == 1, "somebody connected besides the test itself");
        Ok(())
    });
}

#[test]
fn a_second_start_hands_its_file_to_the_first_window_and_ends() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let path = workspace(home.path());
        let table = home.path().join("发文.csv");
        std::fs::write(&table, "2023年发文情况\n单位：件\n市州,本年,上年\n长沙市,94,138\n株洲市,70,90\n")?;
        let desktop = Desktop::open(&[], home.path(), 1280, 900).await?;
        desktop.find("choose-files").await?;
        let mut second = desktop.start_again(&[&path.to_string_lossy()])?;
        desktop.expect_text("workspace-menu", "2023年度减负账").await?;
        wait_until("the end of the second start", async || second.try_wait().is_ok_and(|s| s.is_some()))
            .await?;
        anyhow::ensure!(second.wait()?.success(), "the second start ended well");
        desktop.find("headline-rate-documents_issued").await?;

        let mut third = desktop.start_again(&[&table.to_string_lossy()])?;
        desktop.click_text("file-open", "发文.csv").await?;
        anyhow::ensure!(third.wait()?.success(), "the third start ended well");
        // What is no workspace is refused in words, and the open one stays.
        let letter = home.path().join("letter.doc");
        std::fs::write(&letter, "no workspace")?;
        desktop.start_again(&[&letter.to_string_lossy()])?.wait()?;
        desktop.expect_text("notice", "letter.doc").await?;
        desktop.expect_text("workspace-menu", "2023年度减负账").await?;
        Ok(())
    });
}

#[test]
fn after_a_crash_everything_accepted_is_there_and_can_be_taken_back() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let path = workspace(home.path());
        let table = home.path().join("会议.csv");
        std::fs::write(
            &table,
            "2025年会议情况\n单位：次\n市州,本年,上年\n长沙市,94,138\n株洲市,70,90\n衡阳市,1,3\n",
        )?;
        let (path, table) = (path.to_string_lossy().into_owned(), table.to_string_lossy().into_owned());
        let desktop = Desktop::open(&[&path, &table], home.path(), 1280, 900).await?;
        desktop.click("accept").await?;
        desktop.find("status-undo").await?;
        desktop.click("room-history").await?;
        desktop.find("step-2").await?;
        desktop.kill_program()?;
        drop(desktop);

        // The workspace is known without being named again.
        let desktop = Desktop::open(&[], home.path(), 1280, 900).await?;
        desktop.click("workspace-menu").await?;
        desktop.click_text("menu-item", "2023年度减负账").await?;
        desktop.find("headline-rate-documents_issued").await?;
        desktop.click("room-history").await?;
        desktop.find("step-2").await?;
        desktop.click("go-to-1").await?;
        desktop.expect_text("step-2", "已撤销").await?;
        desktop.click("go-to-2").await?;
        desktop.expect_text("step-2", "已完成").await?;
        Ok(())
    });
}

/// Files lie on the desk and are read; one doubt is settled and one file left out.
async fn settle_and_leave_out(desktop: &Desktop) -> anyhow::Result<()> {
    desktop.click("room-import").await?;
    desktop.click("open-samples").await?;
    desktop.click_text("file-open", "市州发文").await?;
    desktop.click_text("finding-message", "湘江片").await?;
    desktop.type_into("area-text", "湘潭市").await?;
    desktop.click("area-430300").await?;
    desktop.expect_text("settled", "湘潭市").await?;
    desktop.click_text("file-open", "加密").await?;
    desktop.type_into("password", PASSWORD).await?;
    desktop.press(Key::Enter + "").await?;
    desktop.find("foot-meaning").await?;
    Ok(())
}

#[test]
fn a_review_under_way_when_the_program_is_killed_goes_on_with_all_that_was_settled_and_without_passwords() {
    drive(|| async {
        let desk = ReviewDesk::new(8)?;
        let workspace = desk.workspace().to_string_lossy().into_owned();
        let open =
            async |args: &[&str]| Desktop::open_program(&desk.program(), args, desk.home(), 1440, 900).await;
        let desktop = open(&[&workspace]).await?;
        settle_and_leave_out(&desktop).await?;
        desktop.kill_program()?;
        drop(desktop);
        let kept = desk.home().join(".local/share/cn.jianfu.desktop/reviews");
        for entry in std::fs::read_dir(&kept)?.flatten() {
            let text = std::fs::read_to_string(entry.path())?;
            anyhow::ensure!(!text.contains(PASSWORD), "a password is on disk: {text}");
        }

        // Started without being told of anything: review and workspace are offered, and both come back.
        let desktop = open(&[]).await?;
        desktop.expect_text("unfinished", "已确定 1 处").await?;
        desktop.expect_text("unfinished", "工作簿“减负账”").await?;
        desktop.click("unfinished-continue").await?;
        desktop.click_text("file-open", "市州发文").await?;
        desktop.expect_text("settled", "湘潭市").await?;
        desktop.expect_text("workspace-menu", "减负账").await?;
        desktop.click_text("file-open", "加密").await?;
        desktop.find("password").await?;
        desktop.kill_program()?;
        drop(desktop);

        // Killed again before anything was done. A file that changed meanwhile is named, and asks anew.
        let file = desk.home().join("sample-data/市州发文.csv");
        let changed = std::fs::read_to_string(&file)?.replace("湘江片,60", "湘江片,61");
        std::fs::write(&file, changed)?;
        let desktop = open(&[]).await?;
        desktop.click("unfinished-continue").await?;
        desktop.expect_text("notice", "“市州发文.csv”在上次核对之后改过").await?;
        desktop.click_text("file-open", "市州发文").await?;
        desktop.click_text("finding-message", "湘江片").await?;
        desktop.click("discard").await?;
        wait_until("the end of the review", async || {
            std::fs::read_dir(&kept).is_ok_and(|mut folder| folder.next().is_none())
        })
        .await?;
        drop(desktop);
        let desktop = open(&[]).await?;
        desktop.find("choose-files").await?;
        let offered = desktop.driver.find_all(By::Css("[data-testid='unfinished']")).await?;
        anyhow::ensure!(offered.is_empty(), "what was discarded is offered again");
        Ok(())
    });
}

/// A document to paste into, as a word processor is.
const DOCUMENT: &str = r#"
    document.body.insertAdjacentHTML("beforeend",
      "<div contenteditable id=document style='position:fixed;inset:80px;z-index:99'>a document</div>");
    document.getElementById("document").focus();
"#;
/// The picture that was pasted there, in pixels.
const PASTED: &str = r#"
    const picture = document.querySelector("[contenteditable] img");
    return picture === null ? [0, 0] : [picture.naturalWidth, picture.naturalHeight];
"#;

#[test]
fn the_tour_leads_a_newcomer_to_a_chart_on_the_clipboard_and_puts_everything_back() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let path = workspace(home.path());
        let desktop = Desktop::open(&[&path.to_string_lossy()], home.path(), 1440, 900).await?;
        desktop.find("headline-rate-documents_issued").await?;
        let files = desktop.find("status-files").await?.text().await?;
        desktop.click("find").await?;
        desktop.type_into("palette-text", "导览").await?;
        desktop.press(Key::Enter + "").await?;

        desktop.expect_text("tour", "第 1 步").await?;
        desktop.click("open-sample").await?;
        desktop.expect_text("tour", "第 2 步").await?;
        // Killed in the middle, it goes on where it was.
        desktop.click("accept").await?;
        desktop.expect_text("tour", "第 3 步").await?;
        desktop.kill_program()?;
        drop(desktop);
        let desktop = Desktop::open(&[], home.path(), 1440, 900).await?;
        desktop.expect_text("start-tour", "第 3 步").await?;
        desktop.click("start-tour").await?;
        desktop.click("mark-430100").await?;
        desktop.expect_text("tour", "第 4 步").await?;
        desktop.expect_text("trace-file", "湖南省14市州").await?;
        desktop.click("tour-next").await?;
        desktop.click("tour-do").await?;
        desktop.expect_text("tour", "第 6 步").await?;
        desktop.click("tour-do").await?;
        desktop.expect_text("tour", "图已在剪贴板上").await?;

        desktop.driver.execute(DOCUMENT, vec![]).await?;
        desktop.press(Key::Control + "v").await?;
        wait_until("the picture", async || {
            let pasted = desktop.driver.execute(PASTED, vec![]).await;
            pasted.is_ok_and(|p| p.json()[0].as_u64() > Some(800) && p.json()[1].as_u64() > Some(400))
        })
        .await?;
        desktop.driver.execute("document.getElementById('document').remove()", vec![]).await?;

        desktop.click("tour-finish").await?;
        desktop.find("start-tour").await?;
        let tour = home.path().join(".local/share/cn.jianfu.desktop/tour");
        anyhow::ensure!(!tour.exists(), "the practice workspace is left behind");
        // The person's own workspace is as it was, and the tour is none of the workspaces opened lately.
        desktop.click("workspace-menu").await?;
        desktop.click_text("menu-item", "2023年度减负账").await?;
        anyhow::ensure!(desktop.find("status-files").await?.text().await? == files, "the workspace changed");
        desktop.click("workspace-menu").await?;
        let menu = desktop.driver.find(By::Css(".popover-panel")).await?.text().await?;
        anyhow::ensure!(!menu.contains("导览"), "{menu}");
        Ok(())
    });
}

#[test]
fn no_process_outlives_a_window_that_is_closed() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let desktop = Desktop::open(&[], home.path(), 1280, 900).await?;
        desktop.find("choose-files").await?;
        let watching = Processes::new(home.path());
        anyhow::ensure!(watching.find(None)?.len() >= 5, "driver, program and its helpers run");
        drop(desktop);
        anyhow::ensure!(watching.find(None)?.is_empty(), "left behind: {:?}", watching.find(None)?);
        Ok(())
    });
}

#[test]
fn a_rectangle_of_the_table_is_on_the_clipboard_as_text_and_as_a_table() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let path = workspace(home.path());
        let desktop = Desktop::open(&[&path.to_string_lossy()], home.path(), 1440, 900).await?;
        desktop.click("room-data").await?;
        let grid = desktop.find("data-grid").await?;
        desktop.driver.query(By::Css("td[data-row='0']")).first().await?;
        grid.focus().await?;
        desktop.press(Key::Down + "").await?;
        desktop.press(Key::Shift + Key::Right).await?;
        desktop.press(Key::Shift + Key::Down).await?;
        let shown = "return [0, 1].map((row) => [0, 1].map((column) => document.querySelector(`td[data-row='${row}'][data-column='${column}']`).textContent))";
        let expected = desktop.driver.execute(shown, vec![]).await?.json().clone();
        desktop.press(Key::Control + "c").await?;
        desktop.expect_text("status-message", "2 行 × 2 栏").await?;

        let listen = "addEventListener('paste', (event) => { window.pasted = ['text/plain', 'text/html'].map((kind) => event.clipboardData.getData(kind)) }, true)";
        desktop.driver.execute(listen, vec![]).await?;
        desktop.click("data-search").await?;
        desktop.press(Key::Control + "v").await?;
        wait_until("the paste", async || {
            let pasted = desktop.driver.execute("return window.pasted ?? null", vec![]).await;
            pasted.is_ok_and(|p| !p.json().is_null())
        })
        .await?;
        let pasted = desktop.driver.execute("return window.pasted", vec![]).await?.json().clone();
        let lines: Vec<Vec<&str>> =
            pasted[0].as_str().unwrap_or_default().lines().map(|line| line.split('\t').collect()).collect();
        anyhow::ensure!(serde_json::json!(lines) == expected, "{pasted} is not {expected}");
        let html = pasted[1].as_str().unwrap_or_default();
        anyhow::ensure!(html.matches("<td").count() == 4, "no table of four cells: {html}");
        Ok(())
    });
}

#[test]
fn the_window_comes_back_as_it_was_left_and_its_menu_has_the_keys() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let size = "return [innerWidth, innerHeight]";
        let desktop = Desktop::open(&[], home.path(), 1900, 1100).await?;
        desktop.find("choose-files").await?;
        desktop.driver.set_window_rect(40, 30, 1500, 820).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let left = desktop.driver.execute(size, vec![]).await?.json().clone();
        // A key of the native menu, which the page does not know.
        desktop.press_on_keyboard("ctrl+q")?;
        let kept = home.path().join(".config/cn.jianfu.desktop/.window-state.json");
        wait_until("the place of the window on disk", async || kept.exists()).await?;
        drop(desktop);

        let desktop = Desktop::open(&[], home.path(), 1900, 1100).await?;
        desktop.find("choose-files").await?;
        let found = desktop.driver.execute(size, vec![]).await?.json().clone();
        anyhow::ensure!(found == left, "left as {left}, came back as {found}");
        drop(desktop);

        // On a smaller screen it is whole.
        let desktop = Desktop::open(&[], home.path(), 1280, 720).await?;
        desktop.find("choose-files").await?;
        let found = desktop.driver.execute(size, vec![]).await?.json().clone();
        let (width, height) = (found[0].as_u64().unwrap_or(u64::MAX), found[1].as_u64().unwrap_or(u64::MAX));
        anyhow::ensure!(width <= 1280 && height <= 720, "{found} on a screen of 1280 × 720");
        Ok(())
    });
}

/// Runs axe in the page. It is part of the script itself, because the policy lets the page evaluate nothing.
async fn violations(desktop: &Desktop, axe: &str) -> anyhow::Result<Vec<String>> {
    let script = format!(
        "{axe}; const done = arguments[arguments.length - 1];
         axe.run(document, {{ resultTypes: ['violations'] }}).then(
           ({{ violations }}) => done(violations.flatMap((rule) =>
             rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 200) + ' ' + (node.failureSummary ?? '')))),
           (error) => done([String(error)]))"
    );
    let found = desktop.driver.execute_async(&script, vec![]).await?;
    Ok(serde_json::from_value(found.json().clone())?)
}

#[test]
fn every_room_is_right_for_assistive_programs_in_both_themes_and_languages() {
    drive(|| async {
        let home = tempfile::tempdir()?;
        let path = workspace(home.path());
        let axe = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))?;
        let desktop = Desktop::open(&[&path.to_string_lossy()], home.path(), 1440, 900).await?;
        let mut found = Vec::new();
        for look in ["zh light", "zh dark", "en dark", "en light"] {
            for (room, part) in [
                ("overview", "headline-rate-documents_issued"),
                ("import", "choose-folder"),
                ("data", "data-grid"),
                ("history", "step-1"),
            ] {
                desktop.click(&format!("room-{room}")).await?;
                desktop.find(part).await?;
                tokio::time::sleep(Duration::from_millis(300)).await;
                found.extend(
                    violations(&desktop, &axe).await?.into_iter().map(|v| format!("{look}, {room}: {v}")),
                );
            }
            for (opener, part) in [("find", "palette"), ("help", "shortcuts")] {
                desktop.click(opener).await?;
                desktop.find(part).await?;
                found.extend(
                    violations(&desktop, &axe).await?.into_iter().map(|v| format!("{look}, {part}: {v}")),
                );
                desktop.press(Key::Escape + "").await?;
            }
            desktop
                .click(if look.ends_with("light") == look.starts_with("zh") {
                    "theme-toggle"
                } else {
                    "language-toggle"
                })
                .await?;
        }
        anyhow::ensure!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
        Ok(())
    });
}
