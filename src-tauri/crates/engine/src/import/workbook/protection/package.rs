//! A zipped workbook inside a compound file: the stream `EncryptedPackage`, and how to open it in `EncryptionInfo`.

use super::super::error::Refusal;
use super::super::ole::{CompoundFile, u16_at, u32_at};
use super::super::package::{attribute, for_each_element};
use super::primitives::{BLOCK, Hash, aes_decrypt, fitted};
use super::{MAX_SPINS, Passwords, first_fitting};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use quick_xml::events::BytesStart;

/// Each segment of the package has an initial vector of its own.
const SEGMENT: usize = 4096;

/// What the key is for: mixed into the hashed password.
const FOR_VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const FOR_VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const FOR_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// How often standard encryption hashes a password.
const STANDARD_SPINS: u32 = 50_000;
const STANDARD_AES: [u32; 3] = [0x660E, 0x660F, 0x6610];
const STANDARD_SHA1: [u32; 2] = [0, 0x8004];

/// The workbook inside, a zip archive.
pub(super) fn unlock(file: &CompoundFile<'_>, passwords: &Passwords) -> Result<Vec<u8>, Refusal> {
    // A file locked for certain people by a rights server has no such stream.
    let info = file.stream("EncryptionInfo").ok_or(Refusal::UnsupportedEncryption)?;
    let package = file.stream("EncryptedPackage").ok_or(Refusal::Damaged)?;
    let (size, mut content) =
        package.split_first_chunk::<8>().ok_or(Refusal::Damaged).map(|(s, c)| (s, c.to_vec()))?;
    let rest = info.get(4..).unwrap_or_default();
    match (u16_at(&info, 0), u16_at(&info, 2)) {
        (Some(4), Some(4)) => {
            let agile = Agile::parse(rest.get(4..).unwrap_or_default())?;
            let key = first_fitting(passwords, |password| agile.key(password))?;
            agile.decrypt(&key, &mut content)?;
        }
        (Some(2..=4), Some(2)) => {
            let standard = Standard::parse(rest)?;
            let key = first_fitting(passwords, |password| standard.key(password))?;
            aes_decrypt(&key, None, &mut content).ok_or(Refusal::Damaged)?;
        }
        _ => return Err(Refusal::UnsupportedEncryption),
    }
    content.truncate(usize::try_from(u64::from_le_bytes(*size)).unwrap_or(usize::MAX));
    if content.starts_with(b"PK") { Ok(content) } else { Err(Refusal::Damaged) }
}

/// How one thing is encrypted.
struct Method {
    hash: Hash,
    salt: Vec<u8>,
    key_bytes: usize,
}

impl Method {
    fn parse(element: &BytesStart<'_>) -> Result<Self, Refusal> {
        let is = |name, value: &str| attribute(element, name).is_some_and(|v| v == value);
        if !is("cipherAlgorithm", "AES") || !is("cipherChaining", "ChainingModeCBC") || !is("blockSize", "16")
        {
            return Err(Refusal::UnsupportedEncryption);
        }
        let hash = attribute(element, "hashAlgorithm").and_then(|name| Hash::named(&name));
        let bits: usize = number(element, "keyBits")?;
        if ![128, 192, 256].contains(&bits) {
            return Err(Refusal::UnsupportedEncryption);
        }
        Ok(Self {
            hash: hash.ok_or(Refusal::UnsupportedEncryption)?,
            salt: bytes_of(element, "saltValue")?,
            key_bytes: bits / 8,
        })
    }

    /// The initial vector made of the salt, and for a segment its number.
    fn iv(&self, segment: Option<u32>) -> Vec<u8> {
        let start = match segment {
            Some(number) => self.hash.of(&[&self.salt, &number.to_le_bytes()]),
            None => self.salt.clone(),
        };
        fitted(start, BLOCK, 0x36)
    }
}

fn number<T: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Result<T, Refusal> {
    attribute(element, name).and_then(|t| t.parse().ok()).ok_or(Refusal::Damaged)
}

fn bytes_of(element: &BytesStart<'_>, name: &str) -> Result<Vec<u8>, Refusal> {
    let text = attribute(element, name).ok_or(Refusal::Damaged)?;
    BASE64_STANDARD.decode(text).map_err(|_| Refusal::Damaged)
}

/// Agile encryption, described in XML: Office since 2010, and WPS.
struct Agile {
    package: Method,
    password: Password,
}

/// How the password opens the key of the package.
struct Password {
    method: Method,
    spins: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
}

impl Agile {
    fn parse(xml: &[u8]) -> Result<Self, Refusal> {
        let (mut package, mut password) = (None, None);
        for_each_element(xml, |e| match e.local_name().as_ref() {
            b"keyData" => package = Some(Method::parse(e)),
            // There may be another, for certificates, with the same name and no number of turns.
            b"encryptedKey" if attribute(e, "spinCount").is_some() => password = Some(Password::parse(e)),
            _ => {}
        })?;
        let package = package.ok_or(Refusal::UnsupportedEncryption)??;
        Ok(Self { package, password: password.ok_or(Refusal::UnsupportedEncryption)?? })
    }

    /// The key of the package, if the password fits.
    fn key(&self, password: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let method = &self.password.method;
        let spun = method.hash.spun(&method.salt, password, self.password.spins);
        let open = |purpose: &[u8], locked: &[u8]| {
            let key = fitted(method.hash.of(&[&spun, purpose]), method.key_bytes, 0x36);
            let mut data = locked.to_vec();
            aes_decrypt(&key, Some(&method.iv(None)), &mut data).map(|()| data).ok_or(Refusal::Damaged)
        };
        let mut verifier = open(&FOR_VERIFIER, &self.password.verifier)?;
        verifier.truncate(method.salt.len());
        let expected = open(&FOR_VERIFIER_HASH, &self.password.verifier_hash)?;
        let found = method.hash.of(&[&verifier]);
        if !expected.starts_with(&found) {
            return Ok(None);
        }
        let mut key = open(&FOR_KEY, &self.password.key)?;
        key.truncate(self.package.key_bytes);
        Ok(Some(key))
    }

    fn decrypt(&self, key: &[u8], content: &mut [u8]) -> Result<(), Refusal> {
        for (number, segment) in (0..).zip(content.chunks_mut(SEGMENT)) {
            let iv = self.package.iv(Some(number));
            aes_decrypt(key, Some(&iv), segment).ok_or(Refusal::Damaged)?;
        }
        Ok(())
    }
}

impl Password {
    fn parse(element: &BytesStart<'_>) -> Result<Self, Refusal> {
        let spins = number(element, "spinCount")?;
        if spins > MAX_SPINS {
            return Err(Refusal::Damaged);
        }
        Ok(Self {
            method: Method::parse(element)?,
            spins,
            verifier: bytes_of(element, "encryptedVerifierHashInput")?,
            verifier_hash: bytes_of(element, "encryptedVerifierHashValue")?,
            key: bytes_of(element, "encryptedKeyValue")?,
        })
    }
}

/// Standard encryption, described in bytes: Office 2007, and LibreOffice.
struct Standard {
    key_bytes: usize,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

impl Standard {
    fn parse(info: &[u8]) -> Result<Self, Refusal> {
        let read = || {
            let length = u32_at(info, 4)? as usize;
            let header = info.get(8..)?.get(..length)?;
            let check = info.get(8..)?.get(length..)?;
            let standard = Self {
                key_bytes: u32_at(header, 16)? as usize / 8,
                salt: check.get(4..20)?.to_vec(),
                verifier: check.get(20..36)?.to_vec(),
                verifier_hash: check.get(40..72)?.to_vec(),
            };
            let is_known = STANDARD_AES.contains(&u32_at(header, 8)?)
                && STANDARD_SHA1.contains(&u32_at(header, 12)?)
                && [16, 24, 32].contains(&standard.key_bytes);
            Some(is_known.then_some(standard))
        };
        read().ok_or(Refusal::Damaged)?.ok_or(Refusal::UnsupportedEncryption)
    }

    /// The key of the package, if the password fits.
    fn key(&self, password: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let spun = Hash::Sha1.spun(&self.salt, password, STANDARD_SPINS);
        let last = Hash::Sha1.of(&[&spun, &[0; 4]]);
        let half = |filler: u8| {
            let mut mask = [filler; 64];
            mask.iter_mut().zip(&last).for_each(|(byte, other)| *byte ^= other);
            Hash::Sha1.of(&[&mask])
        };
        let key = fitted([half(0x36), half(0x5C)].concat(), self.key_bytes, 0);
        let (mut verifier, mut expected) = (self.verifier.clone(), self.verifier_hash.clone());
        aes_decrypt(&key, None, &mut verifier).ok_or(Refusal::Damaged)?;
        aes_decrypt(&key, None, &mut expected).ok_or(Refusal::Damaged)?;
        Ok(expected.starts_with(&Hash::Sha1.of(&[&verifier])).then_some(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_asks_for_endless_hashing_is_refused() {
        let xml = |spins: u32| {
            let method = r#"blockSize="16" keyBits="256" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AA==""#;
            let check = r#"encryptedVerifierHashInput="AA==" encryptedVerifierHashValue="AA==" encryptedKeyValue="AA==""#;
            format!("<e><keyData {method}/><encryptedKey spinCount=\"{spins}\" {method} {check}/></e>")
        };
        assert!(Agile::parse(xml(100_000).as_bytes()).is_ok());
        assert_eq!(Agile::parse(xml(MAX_SPINS + 1).as_bytes()).err(), Some(Refusal::Damaged));
        let other = xml(1).replace("AES", "RC2");
        assert_eq!(Agile::parse(other.as_bytes()).err(), Some(Refusal::UnsupportedEncryption));
    }
}
