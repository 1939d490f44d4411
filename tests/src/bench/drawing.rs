//! A chart of fourteen areas: the query, the figure, and each way out.

use crate::rounds::{compare, ms, say};
use jianfu_engine::chart::{Order, Theme, to_pdf, to_png, to_svg};
use jianfu_engine::{RankingRequest, Workspace};
use jianfu_tests::places::samples;
use jianfu_tests::program::run;
use std::path::Path;

const ROUNDS: usize = 5;

pub fn chart(jianfu: &Path, folder: &Path) -> anyhow::Result<()> {
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
    let times = compare(ROUNDS, &mut [&mut whole, &mut draw, &mut png, &mut pdf])?;
    let times: Vec<String> = times.iter().map(|t| ms(*t)).collect();
    let [whole, draw, png, pdf] = times.as_slice() else { anyhow::bail!("four times") };
    say(&format!(
        "Chart of 14 areas: query, figure and SVG {whole} ms (aim: under 10); SVG alone {draw} ms; PNG at 300 dpi {png} ms; PDF {pdf} ms"
    ))
}
