//! Fourteen workbooks of office size, from start to commit in one process.

use crate::rounds::{compare, ms, say};
use jianfu_tests::places::samples;
use jianfu_tests::program::run;
use rust_xlsxwriter::{Format, Workbook};
use std::path::{Path, PathBuf};
use std::time::Duration;

const ROUNDS: usize = 9;
const FILES: u32 = 14;
const AREAS: [&str; 13] = [
    "长沙市",
    "株洲市",
    "湘潭市",
    "衡阳市",
    "邵阳市",
    "岳阳市",
    "常德市",
    "张家界市",
    "益阳市",
    "郴州市",
    "永州市",
    "怀化市",
    "娄底市",
];
const INDICATORS: [&str; 10] = [
    "发文数",
    "会议数",
    "督查检查考核数",
    "报表数",
    "收文数",
    "简报数",
    "评比表彰数",
    "工作群数",
    "政务应用程序数",
    "领导小组数",
];

/// The samples' fourteen monthly reports, and fourteen tables of 14 × 30 cells.
pub fn workbooks(jianfu: &Path, folder: &Path) -> anyhow::Result<()> {
    let made = folder.join("workbooks");
    std::fs::create_dir(&made)?;
    for index in 0..FILES {
        write_table(&made.join(format!("{}年报表.xlsx", 2010 + index)), 2010 + index)?;
    }
    let mut round = 0;
    let mut import = |files: &Path| -> anyhow::Result<()> {
        round += 1;
        let workspace: PathBuf = folder.join(format!("workbooks-{round}.jianfu"));
        let said = run(jianfu, ["import".as_ref(), files.as_os_str(), "-w".as_ref(), workspace.as_os_str()])?;
        anyhow::ensure!(matches!(said.status, Some(0 | 3)), "{}", said.stderr);
        Ok(std::fs::remove_file(workspace)?)
    };
    let mut nothing = || run(jianfu, ["--version"]).map(|_| ());
    let times = compare(ROUNDS, &mut [&mut nothing, &mut || import(&made)])?;
    let [start, tables] = times.as_slice() else { anyhow::bail!("two times") };
    let reports = compare(ROUNDS, &mut [&mut || import(&samples().join("各市州报表-2024"))])?;
    let each = |time: &Duration| ms(*time / FILES);
    say(&format!(
        "14 workbooks of 14 × 30 cells into a new workspace, process start to commit: {} ms, {} ms each (aim: at most 15 each); \
         the program's bare start {} ms; the samples' 14 small reports {} ms",
        ms(*tables),
        each(tables),
        ms(*start),
        reports.first().map(|t| ms(*t)).unwrap_or_default()
    ))
}

/// Areas down; across, each indicator as this year, last year and the change; a total line that adds up; a note.
fn write_table(path: &Path, year: u32) -> anyhow::Result<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (title, percent) = (Format::new().set_bold(), Format::new().set_num_format("0.0%"));
    sheet.merge_range(0, 0, 0, 30, &format!("湖南省{year}年度为基层减负主要指标统计表"), &title)?;
    sheet.write_string(1, 0, "填报单位：省整治办")?;
    sheet.write_string(1, 28, "单位：件、次、项")?;
    sheet.merge_range(2, 0, 3, 0, "市州", &title)?;
    for (group, name) in (0u16..).zip(INDICATORS) {
        let col = 1 + 3 * group;
        sheet.merge_range(2, col, 2, col + 2, name, &title)?;
        for (offset, head) in [(0, "本年"), (1, "上年"), (2, "±%")] {
            sheet.write_string(3, col + offset, head)?;
        }
        let (mut this_sum, mut last_sum) = (0, 0);
        for (row, area) in (4u32..).zip(AREAS) {
            sheet.write_string(row, 0, area)?;
            let last = 100 + (row * 37 + u32::from(group) * 101 + year * 13) % 900;
            let this = last * (60 + (row * 7 + u32::from(group)) % 50) / 100;
            write_pair(sheet, (row, col), (this, last), &percent)?;
            (this_sum, last_sum) = (this_sum + this, last_sum + last);
        }
        write_pair(sheet, (17, col), (this_sum, last_sum), &percent)?;
    }
    sheet.write_string(17, 0, "合计")?;
    sheet.write_string(18, 0, "注：统计范围为市、县两级党委和政府。")?;
    Ok(workbook.save(path)?)
}

fn write_pair(
    sheet: &mut rust_xlsxwriter::Worksheet,
    (row, col): (u32, u16),
    (this, last): (u32, u32),
    percent: &Format,
) -> anyhow::Result<()> {
    sheet.write_number(row, col, this)?;
    sheet.write_number(row, col + 1, last)?;
    let change = (f64::from(this) - f64::from(last)) / f64::from(last);
    sheet.write_number_with_format(row, col + 2, change, percent)?;
    Ok(())
}
