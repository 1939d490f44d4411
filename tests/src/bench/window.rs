//! How soon the window can be used, and how large the programs are.

use crate::rounds::{compare, say};
use jianfu_tests::desktop::Desktop;
use std::path::{Path, PathBuf};

const ROUNDS: usize = 5;

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
