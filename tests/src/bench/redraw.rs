//! Changing the kind of a figure in the real window: from the click to the painted frame.

use crate::rounds::say;
use jianfu_tests::desktop::Desktop;
use jianfu_tests::program::run;
use jianfu_tests::redraw::{Redraw, marks_in_document, open_charts, redraw, rested, write_units};
use std::path::Path;

/// How often each kind is gone back to.
const ROUNDS: usize = 9;

/// Figures of 14 × 10 and of 300 × 10 marks.
pub fn redraws(programs: &Path) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    for (units, aim) in [(14, 16), (300, 100)] {
        let home = tempfile::tempdir()?;
        let (source, workspace) = (home.path().join("发文.csv"), home.path().join("发文.jianfu"));
        write_units(&source, units)?;
        run(
            &programs.join("jianfu"),
            ["import".as_ref(), source.as_os_str(), "-w".as_ref(), workspace.as_os_str()],
        )?;
        runtime.block_on(async {
            let workspace = workspace.to_string_lossy().into_owned();
            let program = programs.join("jianfu-desktop");
            let desktop = Desktop::open_program(&program, &[&workspace], home.path(), 1440, 900).await?;
            let measured = measure(&desktop, units, aim).await;
            desktop.driver.clone().quit().await?;
            measured
        })?;
    }
    Ok(())
}

/// A kind drawn for the first time is asked of the engine; one gone back to is in the window already, so that what is left
/// is the window's own part.
async fn measure(desktop: &Desktop, units: usize, aim: u32) -> anyhow::Result<()> {
    open_charts(desktop, "2014年").await?;
    let (mut asked, mut kept) = (Vec::new(), Vec::new());
    for kind in ["kind-small-multiples", "kind-grouped-bars", "kind-heat-table"] {
        rested(desktop).await?;
        asked.push(redraw(desktop, kind).await?);
    }
    let (drawn, in_document) = marks_in_document(desktop).await?;
    for _ in 0..ROUNDS {
        for kind in ["kind-grouped-bars", "kind-heat-table"] {
            kept.push(redraw(desktop, kind).await?);
        }
    }
    let frame = frame_ms(desktop).await?;
    say(&format!(
        "Redraw of {units} × 10 marks, click to painted: {:.1} ms with the engine, {:.1} ms the window's part alone, of which {:.1} ms until it is in the document (aim: {aim}); a frame of this display takes {frame:.1} ms; {drawn} groups and {in_document} buttons are in the document",
        median(&asked, |r| r.painted),
        median(&kept, |r| r.painted),
        median(&kept, |r| r.in_document),
    ))
}

/// What a frame takes where nothing changes: no redraw can be painted sooner than the next one.
async fn frame_ms(desktop: &Desktop) -> anyhow::Result<f64> {
    let script = "const done = arguments[0]; const began = performance.now(); let left = 30; \
        const step = () => --left > 0 ? requestAnimationFrame(step) : done((performance.now() - began) / 30); \
        requestAnimationFrame(step);";
    let told = desktop.driver.execute_async(script, Vec::new()).await?;
    told.json().as_f64().ok_or_else(|| anyhow::anyhow!("no frames"))
}

fn median(times: &[Redraw], of: impl Fn(&Redraw) -> f64) -> f64 {
    let mut times: Vec<f64> = times.iter().map(of).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
