//! Speed and size, as ratios measured in one run (`make bench`): never a timed test.

use anyhow::Context;
use calamine::{Reader, Xlsx};
use jianfu_engine::chart::{Order, Theme, to_pdf, to_png, to_svg};
use jianfu_engine::{RankingRequest, Workspace};
use jianfu_tests::desktop::Desktop;
use jianfu_tests::places::samples;
use jianfu_tests::program::run;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const RECORDS: u32 = 300_000;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The median time of some rounds of each job, taken in turns so that a noisy moment hurts all alike.
fn compare(jobs: &mut [&mut dyn FnMut() -> anyhow::Result<()>]) -> anyhow::Result<Vec<Duration>> {
    let mut times = vec![Vec::new(); jobs.len()];
    for _ in 0..ROUNDS {
        for (job, times) in jobs.iter_mut().zip(&mut times) {
            let began = Instant::now();
            job()?;
            times.push(began.elapsed());
        }
    }
    Ok(times.into_iter().map(median).collect())
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn main() -> anyhow::Result<()> {
    let programs = PathBuf::from(std::env::args_os().nth(1).context("usage: bench FOLDER_OF_PROGRAMS")?);
    let made = tempfile::tempdir()?;
    say(&format!("Medians of {ROUNDS} rounds, jobs in turns.\n"))?;
    ledger(&programs.join("jianfu"), made.path())?;
    small_workbooks(&programs.join("jianfu"), made.path())?;
    chart(&programs.join("jianfu"), made.path())?;
    window(&programs)?;
    size(&programs)
}

/// A synthetic ledger of 300,000 × 12, texts shared as office programs save them.
fn write_ledger(path: &Path) -> anyhow::Result<()> {
    let heads = [
        "序号",
        "发文字号",
        "标题",
        "文种",
        "发文机关",
        "市州",
        "密级",
        "成文日期",
        "份数",
        "字数",
        "页数",
        "是否计入统计",
    ];
    let (kinds, areas) = (["通知", "意见", "函", "纪要", "请示"], ["长沙市", "株洲市", "湘潭市", "衡阳市"]);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet_with_low_memory()?;
    for (col, head) in (0..).zip(heads) {
        sheet.write_string(0, col, head)?;
    }
    for row in 1..=RECORDS {
        let pick = |from: &[&'static str], step: u32| {
            let index = usize::try_from(row / step).unwrap_or(0) % from.len();
            from.get(index).copied().unwrap_or_default()
        };
        let (kind, area) = (pick(&kinds, 1), pick(&areas, 7));
        sheet.write_number(row, 0, row)?;
        sheet.write_string(row, 1, format!("湘发〔2023〕{row}号"))?;
        sheet.write_string(row, 2, format!("关于{area}第{}批工作的{kind}", row % 900))?;
        for (col, text) in
            [(3, kind), (4, "市委办公室"), (5, area), (6, "内部"), (7, "2023-05-06"), (11, "是")]
        {
            sheet.write_string(row, col, text)?;
        }
        for (col, number) in [(8, row % 200), (9, 300 + row % 9000), (10, 1 + row % 15)] {
            sheet.write_number(row, col, number)?;
        }
    }
    Ok(workbook.save(path)?)
}

fn ledger(jianfu: &Path, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join("ledger.xlsx");
    write_ledger(&path)?;
    let mut calamine_alone = || {
        let mut book: Xlsx<_> = calamine::open_workbook(&path)?;
        let name = book.sheet_names().first().cloned().context("a sheet")?;
        let range = book.worksheet_range(&name)?;
        anyhow::ensure!(
            range.height() == 1 + usize::try_from(RECORDS)?,
            "calamine read {} rows",
            range.height()
        );
        Ok(())
    };
    let mut ours = || {
        let said = run(jianfu, ["inspect".as_ref(), path.as_os_str(), "--json".as_ref()])?;
        anyhow::ensure!(said.stdout.contains(&format!("\"record_count\":{RECORDS}")), "{}", said.stderr);
        Ok(())
    };
    let times = compare(&mut [&mut calamine_alone, &mut ours])?;
    let [alone, ours] = times.as_slice() else { anyhow::bail!("two times") };
    say(&format!(
        "Ledger of {RECORDS} × 12: calamine alone reads it in {:.2} s; `inspect --json`, process and child included, {:.2} s: {:.2} × (aim: at most 1.5)",
        alone.as_secs_f64(),
        ours.as_secs_f64(),
        ours.as_secs_f64() / alone.as_secs_f64()
    ))
}

fn small_workbooks(jianfu: &Path, folder: &Path) -> anyhow::Result<()> {
    let files = samples().join("各市州报表-2024");
    let mut nothing = || {
        run(jianfu, ["--version"])?;
        Ok(())
    };
    let mut round = 0;
    let mut ours = || {
        round += 1;
        let workspace = folder.join(format!("small-{round}.jianfu"));
        let said = run(jianfu, ["import".as_ref(), files.as_os_str(), "-w".as_ref(), workspace.as_os_str()])?;
        anyhow::ensure!(matches!(said.status, Some(0 | 3)), "{}", said.stderr);
        Ok(())
    };
    let times = compare(&mut [&mut nothing, &mut ours])?;
    let [start, ours] = times.as_slice() else { anyhow::bail!("two times") };
    say(&format!(
        "14 small workbooks into a new workspace: {:.0} ms, start to commit (aim: under 1000); the program's bare start {:.0} ms",
        ours.as_secs_f64() * 1e3,
        start.as_secs_f64() * 1e3
    ))
}

fn chart(jianfu: &Path, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join("chart.jianfu");
    let file = samples().join("湖南省14市州发文会议-2019至2023.xlsx");
    run(jianfu, ["import".as_ref(), file.as_os_str(), "-w".as_ref(), path.as_os_str()])?;
    let workspace = Workspace::open_read_only(&path)?;
    let request = RankingRequest {
        indicator_id: "documents_issued".to_owned(),
        period: "2023".parse()?,
        against: "2022".parse()?,
        scope: None,
        lang: jianfu_engine::model::Lang::Zh,
        theme: Theme::Light,
        width_mm: 156.0,
        order: Order::ByValue,
    };
    let drawing = workspace.ranking(&request)?;
    let svg = to_svg(&drawing.figure)?;
    let mut whole = || {
        drop(to_svg(&workspace.ranking(&request)?.figure)?);
        Ok(())
    };
    let mut draw = || {
        drop(to_svg(&drawing.figure)?);
        Ok(())
    };
    let mut png = || {
        drop(to_png(&svg, 156.0, 300)?);
        Ok(())
    };
    let mut pdf = || {
        drop(to_pdf(&svg)?);
        Ok(())
    };
    let times = compare(&mut [&mut whole, &mut draw, &mut png, &mut pdf])?;
    let ms: Vec<String> = times.iter().map(|t| format!("{:.1}", t.as_secs_f64() * 1e3)).collect();
    let [whole, draw, png, pdf] = ms.as_slice() else { anyhow::bail!("four times") };
    say(&format!(
        "Chart of 14 areas: query, figure and SVG {whole} ms (aim: under 10); SVG alone {draw} ms; PNG at 300 dpi {png} ms; PDF {pdf} ms"
    ))
}

/// From starting the driver to an element that can be clicked, in the real window and in an empty one. What the display
/// and the driver take is in both, so the ratio of the windows alone is somewhat larger.
fn window(programs: &Path) -> anyhow::Result<()> {
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
    let times = compare(&mut [&mut empty, &mut ours])?;
    let [empty, ours] = times.as_slice() else { anyhow::bail!("two times") };
    say(&format!(
        "Window usable: {:.2} s, an empty Tauri window {:.2} s: {:.2} × (aim: at most 1.3)",
        ours.as_secs_f64(),
        empty.as_secs_f64(),
        ours.as_secs_f64() / empty.as_secs_f64()
    ))
}

fn size(programs: &Path) -> anyhow::Result<()> {
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
