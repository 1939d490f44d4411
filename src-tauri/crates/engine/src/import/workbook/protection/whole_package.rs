//! An `.ods` encrypted as a whole, as LibreOffice writes it since 24.8: the package that counts is one entry of the
//! outer one, `encrypted-package`, under AES-256-GCM, with a key that Argon2id makes of the password.

use super::super::error::Refusal;
use super::super::limits::MAX_FILE_BYTES;
use super::super::package::{attribute, for_each_element};
use super::primitives::Hash;
use aes_gcm::aead::AeadInPlace;
use aes_gcm::{Aes256Gcm, KeyInit};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::DeflateDecoder;
use quick_xml::events::BytesStart;
use std::io::Read;

/// The entry that holds the package.
pub(super) const ENTRY: &str = "encrypted-package";
/// Bytes before and after the encrypted ones.
const IV: usize = 12;
const TAG: usize = 16;
/// Most memory (KiB) and most passes over it that a file may ask for. LibreOffice asks for 64 MiB and three passes.
const MAX_MEMORY_KIB: u32 = 256 << 10;
const MAX_PASSES: u32 = 16;
const MAX_LANES: u32 = 16;

/// How the package is encrypted.
#[derive(Default)]
pub(super) struct WholeLock {
    iv: Vec<u8>,
    salt: Vec<u8>,
    passes: u32,
    memory_kib: u32,
    lanes: u32,
}

impl WholeLock {
    /// Takes the one entry out of the manifest.
    pub(super) fn of_package(manifest: &[u8]) -> Result<Self, Refusal> {
        let mut lock = Self::default();
        let mut is_package = false;
        let mut known = 0;
        for_each_element(manifest, |e| match e.local_name().as_ref() {
            b"file-entry" => is_package = attribute(e, "full-path").is_some_and(|p| p == ENTRY),
            name if is_package => known += usize::from(lock.take(name, e)),
            _ => {}
        })?;
        if known < 3 || lock.iv.len() != IV {
            return Err(Refusal::UnsupportedEncryption);
        }
        let is_bounded = (1..=MAX_MEMORY_KIB).contains(&lock.memory_kib)
            && (1..=MAX_PASSES).contains(&lock.passes)
            && (1..=MAX_LANES).contains(&lock.lanes);
        if is_bounded { Ok(lock) } else { Err(Refusal::Damaged) }
    }

    /// Notes an element of the entry. True if it says what is understood.
    fn take(&mut self, name: &[u8], e: &BytesStart<'_>) -> bool {
        let ends = |name, ending: &str| attribute(e, name).is_some_and(|v| v.ends_with(ending));
        let bytes =
            |name| attribute(e, name).and_then(|t| BASE64_STANDARD.decode(t).ok()).unwrap_or_default();
        let number = |name| attribute(e, name).and_then(|t| t.parse().ok()).unwrap_or(u32::MAX);
        match name {
            b"algorithm" => {
                self.iv = bytes("initialisation-vector");
                ends("algorithm-name", "#aes256-gcm")
            }
            b"key-derivation" => {
                self.salt = bytes("salt");
                self.passes = number("argon2-iterations");
                self.memory_kib = number("argon2-memory");
                self.lanes = number("argon2-lanes");
                ends("key-derivation-name", "argon2id") && attribute(e, "key-size").is_none_or(|s| s == "32")
            }
            b"start-key-generation" => ends("start-key-generation-name", "#sha256"),
            _ => false,
        }
    }

    /// The key that a password gives; none where the manifest's numbers do not fit together.
    fn key(&self, password: &str) -> Option<[u8; 32]> {
        let start = Hash::Sha256.of(&[password.as_bytes()]);
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&start, &self.salt, &mut key)
            .ok()?;
        Some(key)
    }

    /// The package, if the password fits: the cipher's tag tells.
    pub(super) fn open(&self, password: &str, entry: &[u8]) -> Option<Vec<u8>> {
        let (iv, rest) = entry.split_at_checked(IV)?;
        let (sealed, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
        if iv != self.iv {
            return None;
        }
        let cipher = Aes256Gcm::new_from_slice(&self.key(password)?).ok()?;
        let mut plain = sealed.to_vec();
        cipher.decrypt_in_place_detached(iv.into(), b"", &mut plain, tag.into()).ok()?;
        if plain.starts_with(b"PK") {
            return Some(plain);
        }
        let mut package = Vec::new();
        DeflateDecoder::new(plain.as_slice()).take(MAX_FILE_BYTES).read_to_end(&mut package).ok()?;
        Some(package)
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::super::super::samples;
    use super::*;
    use flate2::Compression;
    use flate2::read::DeflateEncoder;

    /// Locks a package as LibreOffice 24.8 does, after its manifest and its cipher's layout of bytes. No program that
    /// writes such files was at hand; the numbers are smaller than its own, so that tests are quick.
    pub(in super::super) fn lock_whole(package: &[u8], password: &str) -> Vec<u8> {
        let (iv, salt) = ([7u8; IV], [9u8; 16]);
        let lock = WholeLock { iv: iv.to_vec(), salt: salt.to_vec(), passes: 2, memory_kib: 256, lanes: 4 };
        let cipher = Aes256Gcm::new_from_slice(&lock.key(password).unwrap()).unwrap();
        let mut deflater = DeflateEncoder::new(package, Compression::default());
        let mut sealed = Vec::new();
        deflater.read_to_end(&mut sealed).unwrap();
        let tag = cipher.encrypt_in_place_detached(&iv.into(), b"", &mut sealed).unwrap();
        let entry = [&iv[..], &sealed, &tag].concat();
        let manifest = format!(
            r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"><manifest:file-entry manifest:full-path="encrypted-package" manifest:size="{}"><manifest:encryption-data><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" manifest:initialisation-vector="{}"/><manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" manifest:key-size="32"/><manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" manifest:key-size="32" manifest:salt="{}" loext:argon2-iterations="2" loext:argon2-memory="256" loext:argon2-lanes="4"/></manifest:encryption-data></manifest:file-entry></manifest:manifest>"#,
            package.len(),
            BASE64_STANDARD.encode(iv),
            BASE64_STANDARD.encode(salt)
        );
        samples::zip_of(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", manifest.as_bytes()),
            (ENTRY, &entry),
        ])
    }

    #[test]
    fn a_file_may_not_ask_for_more_memory_than_is_sound() {
        let manifest = |kib: &str| {
            format!(
                r#"<m><file-entry full-path="encrypted-package"><encryption-data><algorithm algorithm-name="x#aes256-gcm" initialisation-vector="BwcHBwcHBwcHBwcH"/><start-key-generation start-key-generation-name="x#sha256"/><key-derivation key-derivation-name="argon2id" salt="CQkJCQkJCQk=" argon2-iterations="3" argon2-memory="{kib}" argon2-lanes="4"/></encryption-data></file-entry></m>"#
            )
        };
        assert!(WholeLock::of_package(manifest("65536").as_bytes()).is_ok());
        for kib in ["4194304", "0", "many"] {
            assert!(WholeLock::of_package(manifest(kib).as_bytes()).is_err(), "{kib}");
        }
    }

    #[test]
    fn argon2id_gives_the_published_value() {
        // RFC 9106, section 5.3, has a secret and associated data, which these files have not; the reference
        // program's own test `hashtest(version, 2, 8, 1, "password", "somesalt", …)` has none.
        let lock = WholeLock { salt: b"somesalt".to_vec(), passes: 2, memory_kib: 256, lanes: 1, iv: vec![] };
        let params = Params::new(lock.memory_kib, lock.passes, lock.lanes, Some(32)).unwrap();
        let mut out = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(b"password", &lock.salt, &mut out)
            .unwrap();
        let hex: String = out.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(hex, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    }
}
