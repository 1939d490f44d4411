//! An `.ods` with a password: each part is encrypted by itself, as its manifest says.

use super::super::detect;
use super::super::error::Refusal;
use super::super::limits::MAX_FILE_BYTES;
use super::super::package::{attribute, for_each_element, part_bytes};
use super::primitives::{Hash, aes_decrypt};
use super::whole_package::{self, WholeLock};
use super::{MAX_SPINS, Passwords, Unlocked};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use quick_xml::events::BytesStart;

/// The checksum covers the beginning of a part, deflated.
const CHECKED: usize = 1024;

/// The part with the cells, decrypted and still deflated, or the whole package; none if the file has no lock.
pub(super) fn unlock<'a>(bytes: &[u8], passwords: &Passwords) -> Result<Option<Unlocked<'a>>, Refusal> {
    // A zip that cannot be opened is for the reader of its format to refuse.
    let Ok(mut zip) = detect::archive(bytes) else { return Ok(None) };
    let Some(manifest) = part_bytes(&mut zip, "META-INF/manifest.xml") else { return Ok(None) };
    if memchr::memmem::find(&manifest, b"encryption-data").is_none() {
        return Ok(None);
    }
    let whole =
        part_bytes(&mut zip, whole_package::ENTRY).map(|e| Ok((WholeLock::of_package(&manifest)?, e)));
    if let Some((lock, entry)) = whole.transpose()? {
        let package = first_fitting(passwords, |password| lock.open(password, &entry))?;
        return Ok(Some(Unlocked::File(package.into())));
    }
    let lock = Lock::of_content(&manifest)?;
    if passwords.is_empty() {
        return Err(Refusal::Encrypted);
    }
    let content = part_bytes(&mut zip, "content.xml").filter(|c| c.len() as u64 <= MAX_FILE_BYTES);
    let content = content.ok_or(Refusal::Damaged)?;
    first_fitting(passwords, |password| lock.open(password, &content)).map(|c| Some(Unlocked::Content(c)))
}

fn first_fitting(passwords: &Passwords, open: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<u8>, Refusal> {
    let refusal = if passwords.is_empty() { Refusal::Encrypted } else { Refusal::WrongPassword };
    passwords.iter().find_map(open).ok_or(refusal)
}

/// How the part with the cells is encrypted.
#[derive(Default)]
struct Lock {
    checksum: Vec<u8>,
    iv: Vec<u8>,
    salt: Vec<u8>,
    spins: u32,
}

impl Lock {
    /// Takes the entry of `content.xml` out of the manifest. Only what programs have written since 2011 by default.
    fn of_content(manifest: &[u8]) -> Result<Self, Refusal> {
        let mut lock = Self::default();
        let mut is_content = false;
        let mut known = 0;
        for_each_element(manifest, |e| match e.local_name().as_ref() {
            b"file-entry" => is_content = attribute(e, "full-path").is_some_and(|p| p == "content.xml"),
            name if is_content => known += usize::from(lock.take(name, e)),
            _ => {}
        })?;
        // Four elements must be there and say what is understood.
        if known < 4 || lock.checksum.is_empty() {
            return Err(Refusal::UnsupportedEncryption);
        }
        if lock.spins > MAX_SPINS { Err(Refusal::Damaged) } else { Ok(lock) }
    }

    /// Notes an element of the entry. True if it says what is understood.
    fn take(&mut self, name: &[u8], e: &BytesStart<'_>) -> bool {
        let ends = |name, ending: &str| attribute(e, name).is_some_and(|v| v.ends_with(ending));
        let bytes =
            |name| attribute(e, name).and_then(|t| BASE64_STANDARD.decode(t).ok()).unwrap_or_default();
        match name {
            b"encryption-data" => {
                self.checksum = bytes("checksum");
                ends("checksum-type", "#sha256-1k")
            }
            b"algorithm" => {
                self.iv = bytes("initialisation-vector");
                ends("algorithm-name", "#aes256-cbc")
            }
            b"key-derivation" => {
                self.salt = bytes("salt");
                self.spins = attribute(e, "iteration-count").and_then(|t| t.parse().ok()).unwrap_or(u32::MAX);
                ends("key-derivation-name", "PBKDF2") && attribute(e, "key-size").is_none_or(|s| s == "32")
            }
            b"start-key-generation" => ends("start-key-generation-name", "#sha256"),
            _ => false,
        }
    }

    /// The content, if the password fits.
    fn open(&self, password: &str, content: &[u8]) -> Option<Vec<u8>> {
        let start = Hash::Sha256.of(&[password.as_bytes()]);
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<sha1::Sha1>(&start, &self.salt, self.spins, &mut key);
        let mut plain = content.to_vec();
        aes_decrypt(&key, Some(&self.iv), &mut plain)?;
        // The last byte counts what was added to fill the last block.
        let filled = usize::from(*plain.last()?);
        plain.truncate(plain.len().checked_sub(filled)?);
        let checked = plain.get(..CHECKED).unwrap_or(&plain);
        (Hash::Sha256.of(&[checked]) == self.checksum).then_some(plain)
    }
}
