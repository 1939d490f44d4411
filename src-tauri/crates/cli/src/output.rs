//! What a person at the terminal sees: errors with hints, tables, progress.

use crate::args::LangArg;
use indicatif::{ProgressBar, ProgressStyle};
use jianfu_engine::Error;
use jianfu_engine::diagnostic::{Diagnostic, Severity};
use jianfu_engine::model::Lang;
use std::io::{self, IsTerminal, Write};
use unicode_width::UnicodeWidthStr;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All well.
    Clean,
    /// Done, but a person should look.
    NeedsReview,
    /// Some part failed and has been reported.
    Failed,
}

/// The terminal and its language.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Language of every word.
    pub lang: Lang,
}

impl Terminal {
    /// The language asked for, else of the environment, else Chinese.
    pub fn new(asked: Option<LangArg>) -> Self {
        let named = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let from_environment = || match named("JIANFU_LANG").or_else(|| named("LANG")) {
            Some(value) if value.starts_with("en") => Lang::En,
            _ => Lang::Zh,
        };
        Self { lang: asked.map_or_else(from_environment, Lang::from) }
    }

    /// One of two wordings.
    pub fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }

    /// Words for a person, on stderr.
    pub fn words(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// An error: what failed, then what to do.
    pub fn error(&self, error: &anyhow::Error) {
        match error.downcast_ref::<Error>() {
            Some(known) => self.failure(&known.message(self.lang), &known.hint(self.lang)),
            None => self.failure(&format!("{error:#}"), ""),
        }
    }

    /// One `error:` line, then `hint:` where there is one.
    pub fn failure(&self, message: &str, hint: &str) {
        self.words(&format!("error: {message}"));
        if !hint.is_empty() {
            self.words(&format!("hint: {hint}"));
        }
    }

    /// A finding with its place, on stderr.
    pub fn finding(&self, place: &str, diagnostic: &Diagnostic) {
        let word = match diagnostic.severity {
            Severity::Info => self.say("说明", "note"),
            Severity::Warning => self.say("待核", "doubt"),
            Severity::Error => self.say("矛盾", "error"),
        };
        let cell = diagnostic.cell.map(|c| format!(" {c}")).unwrap_or_default();
        self.words(&format!("{word}: {place}{cell}: {}", diagnostic.message(self.lang)));
    }

    /// The line above the figures of a scope.
    pub fn scope_line(&self, name: &str) -> String {
        let unstated = self.say("来源未注明", "not stated by the source");
        let name = if name.is_empty() { unstated } else { name };
        format!("{}{name}\n", self.say("口径：", "Scope: "))
    }

    /// A remark in brackets after a word.
    pub fn bracket(&self, remark: &str) -> String {
        match self.lang {
            Lang::Zh => format!("（{remark}）"),
            Lang::En => format!(" ({remark})"),
        }
    }

    /// A bar over files with the sheet being read, only where a person watches.
    pub fn progress(&self, total: usize) -> ProgressBar {
        if !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(u64::try_from(total).unwrap_or(0));
        let template = self.say("正在读取 {pos}/{len} {bar:20} {msg}", "Reading {pos}/{len} {bar:20} {msg}");
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }
}

/// Tells the findings of a question, and whether a person should look at them.
pub fn done<'d>(place: &str, findings: impl Iterator<Item = &'d Diagnostic>, terminal: &Terminal) -> Done {
    let mut done = Done::Clean;
    for finding in findings {
        terminal.finding(place, finding);
        if finding.severity > Severity::Info {
            done = Done::NeedsReview;
        }
    }
    done
}

/// Writes data to stdout. A closed pipe is the reader's wish, not an error.
pub fn data(text: &str) -> anyhow::Result<()> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Writes one JSON document to stdout.
pub fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = serde_json::to_writer(&mut out, value)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// How a column of a printed table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A table for a person, with columns as wide as their text (a Chinese character is two columns wide).
pub fn table(heads: &[(&str, Align)], rows: &[Vec<String>]) -> String {
    let width = |column: usize, head: &str| {
        rows.iter().filter_map(|r| r.get(column)).map(|c| c.width()).chain([head.width()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = heads.iter().enumerate().map(|(i, (head, _))| width(i, head)).collect();
    let line = |cells: &[&str]| {
        let padded = cells.iter().zip(&widths).zip(heads).map(|((cell, width), (_, align))| {
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            match align {
                Align::Left => format!("{cell}{blanks}"),
                Align::Right => format!("{blanks}{cell}"),
            }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    let mut out = line(&heads.iter().map(|(head, _)| *head).collect::<Vec<_>>());
    out.push_str(&"─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1)));
    out.push('\n');
    for row in rows {
        out.push_str(&line(&row.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    out
}

/// The time now, RFC 3339: the only clock of the program.
pub fn now() -> String {
    chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// This program's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
