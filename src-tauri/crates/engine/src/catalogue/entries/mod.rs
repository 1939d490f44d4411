//! The messages themselves, by what they are about. Voice: what failed, on what, how many, what to do. Complete sentences, no blame.

mod boundaries;
mod files;
mod findings;
mod questions;
mod ranking;
mod workspace;

use super::Entry;

const fn e(
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    hint_zh: &'static str,
    hint_en: &'static str,
) -> Entry {
    Entry { code, zh, en, hint_zh, hint_en }
}

/// Every message.
pub(super) fn all() -> impl Iterator<Item = &'static Entry> {
    [
        findings::ENTRIES,
        files::ENTRIES,
        workspace::ENTRIES,
        questions::ENTRIES,
        ranking::ENTRIES,
        boundaries::ENTRIES,
    ]
    .into_iter()
    .flatten()
}
