//! Long ledgers: `inspect`, process and child included, against calamine's own stream of cells, and what the limit is.

use crate::ledger_file::{Texts, write_ledger};
use crate::memory::peak_of;
use crate::rounds::{compare, say};
use anyhow::Context;
use calamine::{DataRef, Reader, Xlsx};
use jianfu_tests::program::run;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// A ledger of 300,000 records and two of a million.
pub fn ledgers(jianfu: &Path, folder: &Path) -> anyhow::Result<()> {
    for (records, texts, rounds, is_limit_told) in [
        (300_000, Texts::Shared, 5, false),
        (1_000_000, Texts::Inline, 3, true),
        (1_000_000, Texts::Shared, 2, false),
    ] {
        let path = folder.join("ledger.xlsx");
        write_ledger(&path, records, texts)?;
        ledger(jianfu, &path, (records, texts), rounds)?;
        if is_limit_told {
            limit(&path)?;
        }
        std::fs::remove_file(path)?;
    }
    Ok(())
}

fn ledger(jianfu: &Path, path: &Path, (records, texts): (u32, Texts), rounds: usize) -> anyhow::Result<()> {
    let mut range = || {
        let mut book: Xlsx<BufReader<File>> = calamine::open_workbook(path)?;
        let name = book.sheet_names().first().cloned().context("a sheet")?;
        let height = book.worksheet_range(&name)?.height();
        anyhow::ensure!(height == 1 + usize::try_from(records)?, "calamine read {height} rows");
        Ok(())
    };
    let mut stream = || {
        let cells = stream_cells(path)?;
        anyhow::ensure!(cells == 12 * (1 + u64::from(records)), "calamine read {cells} cells");
        Ok(())
    };
    let mut ours = || {
        let said = run(jianfu, ["inspect".as_ref(), path.as_os_str(), "--json".as_ref()])?;
        anyhow::ensure!(said.stdout.contains(&format!("\"record_count\":{records}")), "{}", said.stderr);
        Ok(())
    };
    let times = compare(rounds, &mut [&mut range, &mut stream, &mut ours])?;
    let [range, stream, ours] = times.as_slice() else { anyhow::bail!("three times") };
    let (range, stream, ours) = (range.as_secs_f64(), stream.as_secs_f64(), ours.as_secs_f64());
    let peak = peak_of(jianfu, &["inspect".as_ref(), path.as_os_str(), "--json".as_ref()])?;
    let kept = if texts == Texts::Shared { "shared" } else { "inline" };
    say(&format!(
        "Ledger of {records} × 12, {kept} texts, {rounds} rounds: calamine streams it in {stream:.2} s, as a range in {range:.2} s; \
         `inspect --json`, process and child included, {ours:.2} s: {:.2} × the stream (aim: at most 1.2), {:.2} × the range; \
         memory of both processes at most {:.0} MiB RSS, {:.0} MiB PSS (aim: 300)",
        ours / stream,
        ours / range,
        peak.rss,
        peak.pss
    ))
}

/// Takes every cell from calamine's stream and uses its value.
fn stream_cells(path: &Path) -> anyhow::Result<u64> {
    let mut book: Xlsx<BufReader<File>> = calamine::open_workbook(path)?;
    let name = book.sheet_names().first().cloned().context("a sheet")?;
    let mut reader = book.worksheet_cells_reader(&name)?;
    let (mut cells, mut sum) = (0u64, 0.0);
    while let Some(cell) = reader.next_cell()? {
        match cell.get_value() {
            DataRef::Float(number) => sum += number,
            DataRef::Empty => continue,
            _ => {}
        }
        cells += 1;
    }
    anyhow::ensure!(sum > 0.0, "no numbers");
    Ok(cells)
}

/// The least there is to do with one sheet: inflate it, which goes in order, and look at every byte once.
fn limit(path: &Path) -> anyhow::Result<()> {
    let (mut bytes, mut cells) = (0u64, 0u64);
    let mut inflate = || {
        bytes = each_chunk(path, |_| {})?;
        Ok(())
    };
    let mut inflate_and_look = || {
        cells = 0;
        each_chunk(path, |chunk| {
            cells += u64::try_from(memchr::memmem::find_iter(chunk, b"<c ").count()).unwrap_or(0);
        })?;
        Ok(())
    };
    let times = compare(3, &mut [&mut inflate, &mut inflate_and_look])?;
    let [inflate, look] = times.as_slice() else { anyhow::bail!("two times") };
    say(&format!(
        "  Its limit: {} bytes of file hold {bytes} bytes of XML and about {cells} cells; inflating alone takes {:.2} s, with one look at each byte {:.2} s",
        std::fs::metadata(path)?.len(),
        inflate.as_secs_f64(),
        look.as_secs_f64()
    ))
}

fn each_chunk(path: &Path, mut look: impl FnMut(&[u8])) -> anyhow::Result<u64> {
    let mut zip = zip::ZipArchive::new(BufReader::new(File::open(path)?))?;
    let mut sheet = zip.by_name("xl/worksheets/sheet1.xml")?;
    let mut buffer = vec![0; 256 << 10];
    let mut total = 0;
    loop {
        let count = sheet.read(&mut buffer)?;
        if count == 0 {
            return Ok(total);
        }
        look(buffer.get(..count).unwrap_or_default());
        total += u64::try_from(count)?;
    }
}
