//! The child process: names of files in, frames out, nothing else. It knows no workspace.

use super::encode::Encoder;
use super::request::{Request, Wanted};
use super::{MARK, confine, source};
use crate::import::boundary::read_boundary;
use crate::import::workbook::{Refusal, XlsxFile, read_into, sha256_hex, sha256_of};
use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;

/// Blocks waiting to be written; reading pauses when the parent is slower.
const WAITING_BLOCKS: usize = 8;

/// What this process may use.
struct Allowance {
    memory_bytes: u64,
    cpu_seconds: u64,
}

/// Serves as the reader if this process was started as one. Shells call it first thing in `main` and, if it gives
/// an exit code, return that at once.
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut args = std::env::args_os().skip(1);
    if args.next()? != MARK {
        return None;
    }
    let Some(allowance) = allowance_of(args) else { return Some(ExitCode::from(2)) };
    confine::memory(allowance.memory_bytes);
    // A library's panic is caught and becomes "damaged"; its words would only confuse.
    std::panic::set_hook(Box::new(|_| {}));
    let mut requests = std::io::stdin().lock();
    // The parent has no more files when it closes the pipe.
    while let Some(request) = Request::read_from(&mut requests) {
        confine::processor_time(allowance.cpu_seconds);
        if !serve(&request) {
            return Some(ExitCode::FAILURE);
        }
    }
    Some(ExitCode::SUCCESS)
}

fn allowance_of(mut args: impl Iterator<Item = OsString>) -> Option<Allowance> {
    let mut number = || args.next()?.to_str()?.parse().ok();
    Some(Allowance { memory_bytes: number()?, cpu_seconds: number()? })
}

/// Reads the file and writes the frames from a thread of its own. False if the parent does not listen any more.
fn serve(request: &Request) -> bool {
    let (sender, receiver) = sync_channel::<Vec<u8>>(WAITING_BLOCKS);
    let writer = std::thread::Builder::new().spawn(move || {
        let mut out = std::io::stdout().lock();
        receiver.iter().all(|frame| out.write_all(&frame).and_then(|()| out.flush()).is_ok())
    });
    let Ok(writer) = writer else { return false };
    let mut encoder = Encoder::new(|frame| sender.send(frame).map_err(|_| Refusal::Stopped));
    let told = match request.wanted {
        Wanted::Workbook => read(request, &mut encoder),
        Wanted::Boundary => boundary(request, &mut encoder),
    };
    let ended = match told {
        Ok((sha256, size)) => encoder.end(&sha256, size),
        Err(refusal) => encoder.refuse(&refusal),
    };
    drop(encoder);
    drop(sender);
    writer.join().unwrap_or(false) && ended.is_ok()
}

fn read<F>(request: &Request, encoder: &mut Encoder<F>) -> Result<(String, u64), Refusal>
where
    F: FnMut(Vec<u8>) -> Result<(), Refusal>,
{
    let file = source::open(&request.path)?;
    if let Some(workbook) = XlsxFile::open(&file) {
        return read_in_place(request, &file, workbook, encoder);
    }
    drop(file);
    let bytes = source::read_bytes(&request.path)?;
    std::thread::scope(|scope| {
        let hash = std::thread::Builder::new().spawn_scoped(scope, || sha256_hex(&bytes));
        read_into(&source::file_name(&request.path), &bytes, &request.passwords, encoder)?;
        let sha256 = match hash.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(sha256)) => sha256,
            Ok(Err(_)) | Err(_) => sha256_hex(&bytes),
        };
        Ok((sha256, bytes.len() as u64))
    })
}

/// Reads a boundary file.
fn boundary<F>(request: &Request, encoder: &mut Encoder<F>) -> Result<(String, u64), Refusal>
where
    F: FnMut(Vec<u8>) -> Result<(), Refusal>,
{
    let bytes = source::read_bytes(&request.path)?;
    // A library's panic is a file that breaks its own rules.
    let read = catch_unwind(|| read_boundary(&bytes)).unwrap_or(Err(Refusal::Damaged))?;
    read.iter().try_for_each(|feature| encoder.feature(feature))?;
    Ok((sha256_hex(&bytes), bytes.len() as u64))
}

/// Reads a workbook without holding its file. Hash and cells come from two readings, so the file must not change
/// meanwhile.
fn read_in_place<F>(
    request: &Request,
    file: &File,
    workbook: XlsxFile<'_>,
    encoder: &mut Encoder<F>,
) -> Result<(String, u64), Refusal>
where
    F: FnMut(Vec<u8>) -> Result<(), Refusal>,
{
    let before = source::state_of(file)?;
    let hash = || sha256_of(source::open(&request.path)?).map_err(|e| source::refusal_of(&e));
    let (sha256, size) = std::thread::scope(|scope| {
        let beside = std::thread::Builder::new().spawn_scoped(scope, hash);
        workbook.read_into(encoder)?;
        match beside.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(found)) => found,
            Ok(Err(_)) | Err(_) => hash(),
        }
    })?;
    let is_same = source::state_of(file)? == before && size == before.0;
    if is_same { Ok((sha256, size)) } else { Err(Refusal::CannotRead { reason: source::CHANGED.to_owned() }) }
}
