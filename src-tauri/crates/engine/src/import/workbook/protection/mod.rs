//! Files with a password to open them, unlocked in memory before anyone looks inside. Home of the ciphers.
//!
//! Four kinds: a zipped workbook as one encrypted stream of a compound file (`package.rs`), an `.xls` whose
//! records are encrypted (`records.rs`), and an `.ods` whose parts are (`open_document.rs`) or that is encrypted as a
//! whole (`whole_package.rs`). Every password is
//! checked against the file's own verifier before anything is believed.

mod open_document;
mod package;
mod primitives;
mod records;
mod whole_package;

#[cfg(test)]
mod lock;
#[cfg(test)]
mod tests;

use super::error::Refusal;
use super::ole::{self, CompoundFile};
use std::borrow::Cow;

/// Excel locks files that only forbid editing with this one, and opens them without asking.
const BUILT_IN: &str = "VelvetSweatshop";

/// Most times a file may have its password hashed: what Office itself allows.
const MAX_SPINS: u32 = 10_000_000;

/// Passwords to try in turn. They never leave memory and the pipe to the reader, and are never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Passwords(Vec<String>);

impl Passwords {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The passwords, in the order in which they are tried.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl<T: Into<String>> FromIterator<T> for Passwords {
    fn from_iter<I: IntoIterator<Item = T>>(passwords: I) -> Self {
        Self(passwords.into_iter().map(Into::into).collect())
    }
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Passwords({})", self.0.len())
    }
}

/// A file without its lock.
pub(super) enum Unlocked<'a> {
    /// A file like any other.
    File(Cow<'a, [u8]>),
    /// The content of an `.ods`, still deflated.
    Content(Vec<u8>),
}

/// Unlocks a file that needs it; any other is handed through.
pub(super) fn unlock<'a>(bytes: &'a [u8], passwords: &Passwords) -> Result<Unlocked<'a>, Refusal> {
    unlock_known(bytes, passwords).map_err(|refusal| match refusal {
        // First of all it is a file with a password. Who gives one learns that it would not help.
        Refusal::UnsupportedEncryption if passwords.is_empty() => Refusal::Encrypted,
        refusal => refusal,
    })
}

fn unlock_known<'a>(bytes: &'a [u8], passwords: &Passwords) -> Result<Unlocked<'a>, Refusal> {
    if bytes.starts_with(b"PK") {
        return Ok(open_document::unlock(bytes, passwords)?.unwrap_or(Unlocked::File(bytes.into())));
    }
    if !bytes.starts_with(&ole::MAGIC) {
        return Ok(Unlocked::File(bytes.into()));
    }
    let file = CompoundFile::open(bytes)?;
    let plain = if file.has_stream("EncryptedPackage") {
        Some(package::unlock(&file, passwords)?)
    } else {
        records::unlock(bytes, &file, passwords)?
    };
    Ok(Unlocked::File(plain.map_or(bytes.into(), Cow::Owned)))
}

/// Tries the built-in password, then the given ones. `attempt` gives none for a password that does not fit.
fn first_fitting<T>(
    passwords: &Passwords,
    mut attempt: impl FnMut(&str) -> Result<Option<T>, Refusal>,
) -> Result<T, Refusal> {
    for password in std::iter::once(BUILT_IN).chain(passwords.iter()) {
        if let Some(fitting) = attempt(password)? {
            return Ok(fitting);
        }
    }
    Err(if passwords.is_empty() { Refusal::Encrypted } else { Refusal::WrongPassword })
}
