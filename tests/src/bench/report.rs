//! A report of ten tables and eight charts, written as a Word document and a workbook; beside python-docx, where it is there.

use crate::rounds::{compare, ms, say};
use anyhow::Context;
use jianfu_engine::model::Lang;
use jianfu_engine::report::{Block, Charts, Form, Layout, Report, to_docx, to_docx_with, to_xlsx};
use jianfu_tests::report_sample;
use std::path::Path;
use std::process::{Command, Stdio};

const ROUNDS: usize = 7;
/// Its picture has this resolution, as the other program's has.
const DPI: u32 = 300;

/// Builds ten tables and eight pictures that were made before, as many paragraphs of the same text, and prints the
/// median of its own times in milliseconds: what starting an interpreter takes is left out.
const PEER: &str = r#"
import io, json, sys, time, docx
from docx.shared import Mm, Pt
words, tables, picture = json.load(open(sys.argv[1])), json.load(open(sys.argv[2])), open(sys.argv[3], "rb").read()
def run():
    d = docx.Document()
    d.styles["Normal"].font.size = Pt(16)
    for text in words: d.add_paragraph(text)
    for rows in tables:
        t = d.add_table(len(rows), len(rows[0]), style="Table Grid")
        for r, cells in zip(rows, t.rows):
            for v, c in zip(r, cells.cells): c.text = v
    for _ in range(8): d.add_picture(io.BytesIO(picture), width=Mm(150))
    d.save(sys.argv[4])
times = []
for _ in range(7):
    began = time.perf_counter(); run(); times.append(time.perf_counter() - began)
print(sorted(times)[3] * 1000)
"#;

pub fn report(folder: &Path) -> anyhow::Result<()> {
    let report = report_sample::report(Form::Summary, Layout::Standard, Lang::Zh);
    let mut native = || {
        drop(to_docx(&report)?);
        Ok(())
    };
    let mut pictures = || {
        drop(to_docx_with(&report, Charts::Pictures { dpi: DPI })?);
        Ok(())
    };
    let mut workbook = || {
        drop(to_xlsx(&report, &[])?);
        Ok(())
    };
    let times = compare(ROUNDS, &mut [&mut native, &mut pictures, &mut workbook])?;
    let [native, pictures, workbook] = times.as_slice() else { anyhow::bail!("three times") };
    say(&format!(
        "Report of 10 tables and 8 charts: .docx with native charts {} ms (aim: under 1000), with pictures at {DPI} dpi {} ms, .xlsx {} ms",
        ms(*native),
        ms(*pictures),
        ms(*workbook)
    ))?;
    match peer(folder, &report)? {
        Some(peer) => say(&format!(
            "  python-docx, the same words and tables with ready-made pictures, in the same run: {peer:.1} ms, {:.1} times ours with native charts",
            peer / (native.as_secs_f64() * 1e3)
        )),
        None => say("  python-docx is not there: nothing to compare with"),
    }
}

/// Milliseconds of python-docx; nothing where python3 or the library is missing.
fn peer(folder: &Path, report: &Report) -> anyhow::Result<Option<f64>> {
    let python = std::env::var_os("JIANFU_BENCH_PYTHON").unwrap_or_else(|| "python3".into());
    let asked = Command::new(&python).args(["-c", "import docx"]).stderr(Stdio::null()).status();
    if !asked.is_ok_and(|status| status.success()) {
        return Ok(None);
    }
    let (mut words, mut tables, mut picture) = (Vec::new(), Vec::new(), None);
    let appended = report.appendices.iter().flat_map(|appendix| &appendix.blocks);
    for block in report.blocks.iter().chain(appended) {
        match block {
            Block::Heading { text, .. } => words.push(text.clone()),
            Block::Paragraph(paragraph) => words.push(report_sample::text_of(paragraph)),
            Block::Table(table) => {
                let rows = table.rows.iter();
                let texts = |row: &jianfu_engine::report::TableRow| {
                    row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
                };
                tables.push(rows.map(texts).collect::<Vec<_>>());
            }
            Block::Figure(figure) => picture = Some(&figure.figure),
        }
    }
    let picture = picture.context("the sample has figures")?;
    let svg = jianfu_engine::chart::to_svg(picture)?;
    let files = ["words.json", "tables.json", "figure.png", "peer.docx"].map(|name| folder.join(name));
    let [words_file, tables_file, picture_file, _] = &files;
    std::fs::write(words_file, serde_json::to_vec(&words)?)?;
    std::fs::write(tables_file, serde_json::to_vec(&tables)?)?;
    std::fs::write(picture_file, jianfu_engine::chart::to_png(&svg, picture.width_mm, DPI)?)?;
    let output = Command::new(&python).args(["-c", PEER]).args(&files).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(Some(text.trim().parse().with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?))
}
