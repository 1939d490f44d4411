//! The parent's side: starts the child, listens, and tells from its end what happened to it.

use super::decode::{Ending, Story};
use super::protocol::{HEADER, MAX_FRAME, bytes_of_passwords};
use super::{MARK, Passwords, ReadError, ReadProgress, Reader, source};
use crate::import::workbook::Refusal;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the watch looks at the clock and at the cancel button.
const WATCH_INTERVAL: Duration = Duration::from_millis(20);

/// How long a child that closed its pipe may take to exit.
const DYING_TIME: Duration = Duration::from_secs(2);

/// How much of the child's last words is kept.
const LAST_WORDS: u64 = 4096;

/// What Rust prints before it aborts because memory ran out.
const OUT_OF_MEMORY: &str = "memory allocation of";

/// Why the watch ended the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Cancelled,
    TimedOut,
}

/// What was heard from the child.
enum Heard<S> {
    Read(Box<S>, String),
    Refused(Refusal),
    /// Bytes that make no sense.
    Nonsense,
    /// The pipe ended before the story did.
    Silence,
}

/// Reads one file in a child process.
pub(super) fn read<S: Story + Send>(
    reader: &Reader,
    path: &Path,
    passwords: &Passwords,
    progress: &mut dyn FnMut(ReadProgress<'_>),
    cancel: &AtomicBool,
) -> Result<S::Told, ReadError> {
    let file = source::file_name(path);
    let failed = |reason: String| ReadError::ReaderFailed { file: file.clone(), reason };
    let mut child = start(reader, path, S::WANTED).map_err(|e| failed(source::words_of(&e)))?;
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(failed("no pipe".to_owned()));
    };
    let (secrets, stdin) = (bytes_of_passwords(passwords), child.stdin.take());
    let child = Mutex::new(child);
    let (stop, stopped) = channel::<()>();
    let (heard, verdict, words, status) = std::thread::scope(|scope| {
        let guarded = &child;
        let watch = scope.spawn(move || watch(guarded, reader.limits.time, cancel, &stopped));
        let words = scope.spawn(move || last_words(stderr));
        // In a thread of its own, because a child gone wrong may never read. Closing the pipe ends the list.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(&secrets)));
        let heard = listen::<S>(stdout, progress);
        drop(stop);
        let verdict = watch.join().ok().flatten();
        let status = end(&child, matches!(heard, Heard::Silence));
        (heard, verdict, words.join().unwrap_or_default(), status)
    });
    match (heard, verdict) {
        (Heard::Read(story, sha256), _) => {
            story.finish(&file, sha256).ok_or_else(|| failed("incomplete".to_owned()))
        }
        (_, Some(Verdict::Cancelled)) => Err(ReadError::Cancelled { file }),
        (_, Some(Verdict::TimedOut)) => Err(timed_out(reader, file)),
        (Heard::Refused(refusal), None) => Err(refusal.of(&file)),
        (Heard::Nonsense, None) => Err(failed("unreadable answer".to_owned())),
        (Heard::Silence, None) => Err(cause_of_death(reader, file, status, &words)),
    }
}

fn timed_out(reader: &Reader, file: String) -> ReadError {
    ReadError::TimedOut { file, seconds: reader.limits.time.as_secs() }
}

fn start(reader: &Reader, path: &Path, wanted: Option<&str>) -> std::io::Result<Child> {
    // Three threads may use a processor each; the clock decides, this only ends a child whose parent has died.
    let cpu_seconds = reader.limits.time.as_secs().saturating_mul(4).max(4);
    let mut command = Command::new(&reader.executable);
    command.arg(MARK).arg(reader.limits.memory_bytes.to_string()).arg(cpu_seconds.to_string()).arg(path);
    command.args(wanted);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        // No console window flashes up when the desktop shell starts a reader.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn()
}

/// Ends the child when time is up or the person cancels. Returns when the listener is done.
fn watch(
    child: &Mutex<Child>,
    time: Duration,
    cancel: &AtomicBool,
    stopped: &Receiver<()>,
) -> Option<Verdict> {
    let started = Instant::now();
    loop {
        match stopped.recv_timeout(WATCH_INTERVAL) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let verdict = if cancel.load(Ordering::Relaxed) {
            Verdict::Cancelled
        } else if started.elapsed() >= time {
            Verdict::TimedOut
        } else {
            continue;
        };
        // A child that is gone already needs no killing.
        let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
        return Some(verdict);
    }
}

fn last_words(mut stderr: ChildStderr) -> String {
    let mut kept = Vec::new();
    let _ = stderr.by_ref().take(LAST_WORDS).read_to_end(&mut kept);
    // The rest is read and dropped, or the child would wait for ever.
    let _ = std::io::copy(&mut stderr, &mut std::io::sink());
    String::from_utf8_lossy(&kept).into_owned()
}

fn listen<S: Story>(mut stdout: ChildStdout, progress: &mut dyn FnMut(ReadProgress<'_>)) -> Heard<S> {
    let mut story = Box::new(S::default());
    let mut content = Vec::new();
    let mut header = [0; HEADER];
    while stdout.read_exact(&mut header).is_ok() {
        let [kind, length @ ..] = header;
        let length = u32::from_le_bytes(length) as usize;
        if length > MAX_FRAME {
            return Heard::Nonsense;
        }
        content.resize(length, 0);
        if stdout.read_exact(&mut content).is_err() {
            return Heard::Silence;
        }
        match story.frame(kind, &content) {
            None => return Heard::Nonsense,
            Some(None) => {}
            Some(Some(Ending::Read { sha256 })) => return Heard::Read(story, sha256),
            Some(Some(Ending::Refused(refusal))) => return Heard::Refused(refusal),
        }
        progress(story.progress());
    }
    Heard::Silence
}

/// Waits for the child. One that has told its story, or talks nonsense, is ended; one that fell silent gets a
/// moment to die of its own cause.
fn end(child: &Mutex<Child>, is_silent: bool) -> Option<ExitStatus> {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let deadline = Instant::now() + DYING_TIME;
    while is_silent && Instant::now() < deadline {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(1)),
            Ok(status) => return status,
            Err(_) => break,
        }
    }
    let _ = child.kill();
    child.wait().ok()
}

/// What ended a child that said nothing.
fn cause_of_death(reader: &Reader, file: String, status: Option<ExitStatus>, words: &str) -> ReadError {
    let too_large = |file| ReadError::TooLarge { file, limit: reader.limits.memory_bytes };
    if words.contains(OUT_OF_MEMORY) {
        return too_large(file);
    }
    if words.contains("overflowed its stack") {
        return ReadError::Damaged { file };
    }
    #[cfg(unix)]
    if let Some(signal) = status.and_then(|s| std::os::unix::process::ExitStatusExt::signal(&s)) {
        return match signal {
            libc::SIGXCPU => timed_out(reader, file),
            // Nobody here sends it: the system ran out of memory.
            libc::SIGKILL => too_large(file),
            _ => ReadError::ReaderFailed { file, reason: format!("signal {signal}") },
        };
    }
    let code = status.and_then(|s| s.code());
    let reason = code.map_or_else(|| "no exit status".to_owned(), |code| format!("exit {code}"));
    ReadError::ReaderFailed { file, reason }
}
