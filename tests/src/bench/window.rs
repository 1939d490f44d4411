//! How soon the window can be used, how much memory it takes, whether it drops frames, and how large the programs are.
//! Each beside a Tauri window with nothing in it, in the same run.

use crate::memory::kib_of_tree;
use crate::rounds::{compare, say};
use anyhow::Context;
use jianfu_tests::desktop::Desktop;
use jianfu_tests::places::samples;
use jianfu_tests::program;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

const ROUNDS: usize = 5;
/// Rounds of the memory: it differs by little.
const MEMORY_ROUNDS: usize = 3;
/// How long a window rests before its memory is read: rooms are loaded ahead in the first seconds.
const REST: Duration = Duration::from_secs(5);
/// Years of the long table: one figure for each county there is.
const YEARS: std::ops::Range<i32> = 1990..2026;
/// A frame that takes longer than two of a screen of 60 was dropped.
const DROPPED_MS: f64 = 2.0 * 1000.0 / 60.0;

/// From starting the driver to an element that can be clicked, in the real window and in an empty one. What the display
/// and the driver take is in both, so the ratio of the windows alone is somewhat larger.
pub fn window(programs: &Path) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let open = |program: PathBuf| {
        let home = tempfile::tempdir()?;
        runtime.block_on(async {
            let desktop = Desktop::open_program(&program, &[], home.path(), 1280, 800).await?;
            desktop.find("open-sample").await?;
            desktop.driver.clone().quit().await?;
            anyhow::Ok(())
        })
    };
    let mut empty = || open(programs.join("examples/empty_window"));
    let mut ours = || open(programs.join("jianfu-desktop"));
    let times = compare(ROUNDS, &mut [&mut empty, &mut ours])?;
    let [empty, ours] = times.as_slice() else { anyhow::bail!("two times") };
    say(&format!(
        "Window usable: {:.2} s, an empty Tauri window {:.2} s: {:.2} × (aim: at most 1.3)",
        ours.as_secs_f64(),
        empty.as_secs_f64(),
        ours.as_secs_f64() / empty.as_secs_f64()
    ))
}

/// A workspace from sources, made by the command line program.
fn workspace(programs: &Path, folder: &Path, source: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join("bench.jianfu");
    let args = ["import".as_ref(), source.as_os_str(), "-w".as_ref(), path.as_os_str()];
    let said = program::run(&programs.join("jianfu"), args)?;
    anyhow::ensure!(path.exists(), "no workspace: {said:?}");
    Ok(path)
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// Proportional memory of all processes of a window, with the sample workspace open, over that of an empty one.
pub fn memory(programs: &Path) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let folder = tempfile::tempdir()?;
    let made = workspace(programs, folder.path(), &samples())?;
    let measure = |program: &str, args: &[&str], shown: &str| {
        let home = tempfile::tempdir()?;
        runtime.block_on(async {
            let desktop =
                Desktop::open_program(&programs.join(program), args, home.path(), 1440, 900).await?;
            desktop.find(shown).await?;
            tokio::time::sleep(REST).await;
            let kib = kib_of_tree(desktop.process()?).1;
            anyhow::Ok(f64::from(kib) / 1024.0)
        })
    };
    let (mut empty, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..MEMORY_ROUNDS {
        empty.push(measure("examples/empty_window", &[], "open-sample")?);
        ours.push(measure("jianfu-desktop", &[&made.to_string_lossy()], "headline-rate-documents_issued")?);
    }
    let (empty, ours) = (median(empty), median(ours));
    say(&format!(
        "Memory with the sample workspace: {ours:.0} MiB (PSS of all processes), an empty Tauri window {empty:.0} MiB: {:.2} × (aim: at most 1.4)",
        ours / empty
    ))
}

/// One figure for each county and year.
fn long_table(folder: &Path) -> anyhow::Result<PathBuf> {
    let areas = jianfu_engine::model::areas();
    let name = |code: u32| areas.iter().find(|a| a.code.get() == code).map_or("", |a| a.name);
    let heads: String = YEARS.map(|year| format!(",{year}年")).collect();
    let mut text = format!("全国各县市区发文情况统计表\n单位：件\n行政区划代码,县市区{heads}\n");
    for (row, area) in areas.iter().filter(|a| a.code.get() % 100 != 0).enumerate() {
        let code = area.code.get();
        let (province, prefecture) = (name(code / 10_000 * 10_000), name(code / 100 * 100));
        text.push_str(&format!("{code:06},{province}{prefecture}{}", area.name));
        for (column, _) in YEARS.enumerate() {
            text.push_str(&format!(",{}", 20 + (row * 37 + column * 101) % 1900));
        }
        text.push('\n');
    }
    let path = folder.join("县市区发文.csv");
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Scrolls an element for some frames and tells how long each took: slowly as by a wheel, then far as by a drag.
const SCROLL: &str = r#"
    const [selector, done] = arguments;
    const scroller = document.querySelector(selector);
    const gaps = []; let last = 0; let n = 0;
    const step = (now) => {
      if (last > 0) gaps.push(now - last);
      last = now;
      scroller.scrollTop += n < 180 ? 90 : 4000;
      if (++n < 300) requestAnimationFrame(step); else done(gaps);
    };
    requestAnimationFrame(step);
"#;

/// Clicks heads of the table while frames go on, one click in 45 frames.
const SORT: &str = r#"
    const done = arguments[0];
    const fields = ["value", "value", "area", "period", "value", "file"];
    const gaps = []; let last = 0; let n = 0;
    const step = (now) => {
      if (last > 0) gaps.push(now - last);
      last = now;
      if (n % 45 === 5) document.querySelector(`[data-testid=sort-${fields[(n - 5) / 45]}]`).click();
      if (++n < 270) requestAnimationFrame(step); else done(gaps);
    };
    requestAnimationFrame(step);
"#;

/// Something to scroll in a window with nothing in it.
const TALL: &str = r#"
    document.body.insertAdjacentHTML("beforeend",
      "<div id=tall style='position:fixed;inset:0;overflow:auto'><div style='height:3000000px;background:linear-gradient(#fff,#eee)'></div></div>");
"#;

async fn frames(desktop: &Desktop, script: &str, arguments: Vec<Value>) -> anyhow::Result<Vec<f64>> {
    let told = desktop.driver.execute_async(script, arguments).await?;
    let gaps = told.json().as_array().context("frames")?.iter().filter_map(Value::as_f64).collect();
    Ok(gaps)
}

/// The median, the longest, and how many were dropped.
fn worded(mut gaps: Vec<f64>) -> String {
    gaps.sort_by(f64::total_cmp);
    let dropped = gaps.iter().filter(|gap| **gap > DROPPED_MS).count();
    let (longest, count) = (gaps.last().copied().unwrap_or_default(), gaps.len());
    format!(
        "median {:.1} ms, longest {longest:.1} ms, {dropped} of {count} over {DROPPED_MS:.1} ms",
        median(gaps)
    )
}

/// Frames while the table of more than 100,000 numbers is scrolled and sorted.
pub fn frames_of_table(programs: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let source = long_table(folder.path())?;
    let made = workspace(programs, folder.path(), &source)?;
    let (home, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    tokio::runtime::Runtime::new()?.block_on(async {
        let program = programs.join("examples/empty_window");
        let desktop = Desktop::open_program(&program, &[], home.path(), 1440, 900).await?;
        desktop.find("open-sample").await?;
        desktop.driver.set_window_rect(0, 0, 1440, 900).await?;
        desktop.driver.execute(TALL, vec![]).await?;
        let empty = frames(&desktop, SCROLL, vec!["#tall".into()]).await?;
        drop(desktop);

        let args = [&*made.to_string_lossy()];
        let program = programs.join("jianfu-desktop");
        let desktop = Desktop::open_program(&program, &args, other.path(), 1440, 900).await?;
        desktop.driver.set_window_rect(0, 0, 1440, 900).await?;
        desktop.click("room-data").await?;
        let rows = desktop.find("data-grid").await?.attr("aria-rowcount").await?.unwrap_or_default();
        anyhow::ensure!(rows.parse::<u32>()? > 100_000, "{rows} rows");
        tokio::time::sleep(REST).await;
        let scrolled = frames(&desktop, SCROLL, vec![".data-scroll".into()]).await?;
        let sorted = frames(&desktop, SORT, vec![]).await?;
        say(&format!("Frames of the table of {rows} rows (aim: none over {DROPPED_MS:.1} ms where an empty window has none):"))?;
        say(&format!("  an empty window scrolled: {}", worded(empty)))?;
        say(&format!("  table scrolled: {}", worded(scrolled)))?;
        say(&format!("  table sorted, a click on a head every 45 frames: {}", worded(sorted)))
    })
}

/// Bytes on disk.
pub fn size(programs: &Path) -> anyhow::Result<()> {
    let mb = |name: &str| -> anyhow::Result<f64> {
        let bytes = std::fs::metadata(programs.join(name))?.len();
        Ok(f64::from(u32::try_from(bytes)?) / 1e6)
    };
    say(&format!(
        "Size: jianfu-desktop {:.1} MB (aim: at most 90); jianfu {:.1} MB",
        mb("jianfu-desktop")?,
        mb("jianfu")?
    ))
}
