//! A desk with files to review in the real window: one in doubt, one that is a newer version, one with a password. The
//! window opens files through dialogs only, so a program of its own stands beside them and offers them as its samples.

use crate::places::{programs, root};
use crate::program::jianfu;
use std::path::{Path, PathBuf};

/// The password of the locked file.
pub const PASSWORD: &str = "减负2024Ab";

/// A folder with a program, its sample files, and a workspace that holds the older version of one.
pub struct ReviewDesk {
    folder: tempfile::TempDir,
}

impl ReviewDesk {
    /// Lays the desk out. `rows` is how many figures of the newer version differ from the older.
    ///
    /// # Errors
    /// When a file cannot be written or the older version cannot be imported.
    pub fn new(rows: usize) -> anyhow::Result<Self> {
        // Beside the program, so that it can be linked rather than copied.
        let folder = tempfile::Builder::new().prefix("review-desk").tempdir_in(programs()?)?;
        let desk = Self { folder };
        let samples = desk.path("sample-data");
        std::fs::create_dir_all(&samples)?;
        std::fs::hard_link(programs()?.join(program_name()), desk.program())?;
        // By this mark a program knows that its resources lie beside it.
        std::fs::write(desk.path(".cargo-lock"), "")?;
        let older = desk.path("会议情况.csv");
        std::fs::write(&older, meetings(rows, 0))?;
        std::fs::write(samples.join("会议情况（更正）.csv"), meetings(rows, 2))?;
        std::fs::write(samples.join("市州发文.csv"), DOCUMENTS.join("\n"))?;
        let locked = "src-tauri/crates/engine/tests-data/locked-standard.xlsx";
        std::fs::copy(root().join(locked), samples.join("加密.xlsx"))?;
        let said =
            jianfu(["import".as_ref(), older.as_os_str(), "-w".as_ref(), desk.workspace().as_os_str()])?;
        anyhow::ensure!(desk.workspace().exists(), "the older version was not imported: {said:?}");
        Ok(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program whose samples are the files on the desk.
    pub fn program(&self) -> PathBuf {
        self.path(&program_name())
    }

    /// The workspace.
    pub fn workspace(&self) -> PathBuf {
        self.path("减负账.jianfu")
    }

    /// A home folder for the window.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }
}

fn program_name() -> String {
    format!("jianfu-desktop{}", std::env::consts::EXE_SUFFIX)
}

/// 湘江片 is no area of the list.
const DOCUMENTS: [&str; 7] = [
    "2023年各市州发文情况统计表",
    "单位：件",
    "市州,2023年,2022年",
    "长沙市,94,138",
    "株洲市,70,90",
    "湘江片,60,80",
    "衡阳市,81,95",
];

fn meetings(rows: usize, more: usize) -> String {
    let mut text = "2023年各县市区会议情况统计表\n单位：次\n县市区,2023年,2022年\n".to_owned();
    let counties =
        jianfu_engine::model::areas().iter().filter(|a| (430_100..433_200).contains(&a.code.get()));
    for (index, area) in counties.filter(|a| a.code.get() % 100 != 0).take(rows).enumerate() {
        text.push_str(&format!("{},{},{}\n", area.name, 40 + index + more, 60 + index));
    }
    text
}
