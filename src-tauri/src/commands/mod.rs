//! What the commands do, one file for each noun.

pub mod analysis;
pub mod charts;
pub mod desktop;
pub mod import;
pub mod overview;
pub mod reports;
pub mod reviews;
pub mod settling;
pub mod table;
pub mod tour;
pub mod workspace;

/// The time now, RFC 3339: the only clock of the shell.
pub fn now() -> String {
    chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}
