//! The parent's side: starts a child, asks it for files, listens, and tells from its end what happened to it.

use super::decode::{Ending, Story};
use super::protocol::{HEADER, MAX_FRAME};
use super::request::Request;
use super::{MARK, ReadError, ReadProgress, Reader, source};
use crate::import::workbook::Refusal;
use std::io::{Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the watch looks at the clock and at the cancel button.
const WATCH_INTERVAL: Duration = Duration::from_millis(20);

/// How long a child that closed its pipe may take to exit.
const DYING_TIME: Duration = Duration::from_secs(2);

/// How much of the child's last words is kept.
const LAST_WORDS: u64 = 4096;

/// What Rust prints before it aborts because memory ran out.
const OUT_OF_MEMORY: &str = "memory allocation of";

/// A child that read more is not asked for another file: what it still holds would count against the next.
const MOST_CELLS: u64 = 50_000;

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

/// A child at work, and the thread that keeps what it says on its error stream.
pub(super) struct Running {
    child: Mutex<Child>,
    requests: ChildStdin,
    answers: ChildStdout,
    words: JoinHandle<String>,
}

impl Running {
    /// Starts a child.
    pub(super) fn start(reader: &Reader) -> std::io::Result<Self> {
        let mut child = command(reader).spawn()?;
        let (Some(requests), Some(answers), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(std::io::Error::other("no pipe"));
        };
        let words = std::thread::Builder::new().spawn(move || last_words(stderr))?;
        Ok(Self { child: Mutex::new(child), requests, answers, words })
    }

    /// Ends a child that is not needed any more.
    pub(super) fn dismiss(self) {
        let _ = self.end(false);
    }

    /// Ends the child. One that fell silent gets a moment to die of its own cause, which is then told.
    fn end(self, is_silent: bool) -> (Option<ExitStatus>, String) {
        let Self { child, requests, answers, words } = self;
        drop((requests, answers));
        let status = end(child.into_inner().unwrap_or_else(PoisonError::into_inner), is_silent);
        (status, words.join().unwrap_or_default())
    }
}

/// What became of one file.
pub(super) enum Outcome<T> {
    /// A finished story, and the child if it may be asked for another file.
    Told(Result<T, ReadError>, Option<Running>),
    /// The child fell silent. The error says of what.
    Died(ReadError),
}

/// Has a child read one file.
pub(super) fn read<S: Story>(
    reader: &Reader,
    mut running: Running,
    request: &Request,
    progress: &mut dyn FnMut(ReadProgress<'_>),
    cancel: &AtomicBool,
) -> Outcome<S::Told> {
    let file = source::file_name(&request.path);
    let (heard, verdict) = ask::<S>(reader, &mut running, &request.to_bytes(), progress, cancel);
    let failed = |reason: &str| ReadError::ReaderFailed { file: file.clone(), reason: reason.to_owned() };
    let result = match (heard, verdict) {
        (Heard::Read(story, sha256), _) => {
            let is_small = story.progress().cells <= MOST_CELLS;
            let result = story.finish(&file, sha256).ok_or_else(|| failed("incomplete"));
            if is_small && verdict.is_none() && result.is_ok() {
                return Outcome::Told(result, Some(running));
            }
            result
        }
        (_, Some(Verdict::Cancelled)) => Err(ReadError::Cancelled { file }),
        (_, Some(Verdict::TimedOut)) => Err(timed_out(reader, file)),
        (Heard::Refused(refusal), None) => Err(refusal.of(&file)),
        (Heard::Nonsense, None) => Err(failed("unreadable answer")),
        (Heard::Silence, None) => {
            let (status, words) = running.end(true);
            return Outcome::Died(cause_of_death(reader, file, status, &words));
        }
    };
    running.dismiss();
    Outcome::Told(result, None)
}

/// Sends a request and listens to the answer, while the clock is watched.
fn ask<S: Story>(
    reader: &Reader,
    running: &mut Running,
    request: &[u8],
    progress: &mut dyn FnMut(ReadProgress<'_>),
    cancel: &AtomicBool,
) -> (Heard<S>, Option<Verdict>) {
    let Running { child, requests, answers, .. } = running;
    let (stop, stopped) = channel::<()>();
    std::thread::scope(|scope| {
        let guarded = &*child;
        let watch = scope.spawn(move || watch(guarded, reader.limits.time, cancel, &stopped));
        // In a thread of its own, because a child gone wrong may never read.
        scope.spawn(move || requests.write_all(request).and_then(|()| requests.flush()));
        let heard = listen::<S>(answers, progress);
        drop(stop);
        if matches!(heard, Heard::Nonsense) {
            // It may still be waiting to be read to, and the writer with it.
            let _ = guarded.lock().unwrap_or_else(PoisonError::into_inner).kill();
        }
        (heard, watch.join().ok().flatten())
    })
}

fn timed_out(reader: &Reader, file: String) -> ReadError {
    ReadError::TimedOut { file, seconds: reader.limits.time.as_secs() }
}

fn command(reader: &Reader) -> Command {
    // Three threads may use a processor each; the clock decides, this only ends a child whose parent has died.
    let cpu_seconds = reader.limits.time.as_secs().saturating_mul(4).max(4);
    let mut command = Command::new(&reader.executable);
    command.arg(MARK).arg(reader.limits.memory_bytes.to_string()).arg(cpu_seconds.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        // No console window flashes up when the desktop shell starts a reader.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command
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

fn listen<S: Story>(stdout: &mut ChildStdout, progress: &mut dyn FnMut(ReadProgress<'_>)) -> Heard<S> {
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
fn end(mut child: Child, is_silent: bool) -> Option<ExitStatus> {
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
