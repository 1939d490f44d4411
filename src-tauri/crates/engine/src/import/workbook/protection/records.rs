//! The records of an `.xls`, encrypted where they stand: three ciphers, named in the record `FILEPASS`.

use super::super::biff::{self, BOF, BOUND_SHEET, FILE_PASS};
use super::super::error::Refusal;
use super::super::ole::{CompoundFile, u16_at, u32_at};
use super::primitives::{Hash, Rc4, utf16};
use super::{Passwords, first_fitting};
use std::ops::Range;

/// RC4 starts anew with each block of the stream.
const BLOCK: usize = 1024;

/// Contents that are never encrypted: begin of a stream, the lock itself, exclusive use, file lock, interface,
/// and the heads of a change log.
const PLAIN: [u16; 7] = [BOF, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// What fills a short password of the oldest cipher.
const PAD: [u8; 15] =
    [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00];

/// The whole file with its workbook decrypted; none if it has no lock.
pub(super) fn unlock(
    bytes: &[u8],
    file: &CompoundFile<'_>,
    passwords: &Passwords,
) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(places) = file.places("Workbook").or_else(|| file.places("Book")) else { return Ok(None) };
    let mut stream: Vec<u8> = places.iter().filter_map(|p| bytes.get(p.clone())).flatten().copied().collect();
    let Some(lock) = biff::file_pass(&stream) else { return Ok(None) };
    let method = Method::parse(&stream, lock.clone())?;
    let key = first_fitting(passwords, |password| Ok(method.key(password)))?;
    decrypt(&mut stream, lock.clone(), &mut Keystream::new(key));
    // The lock is gone: nobody who comes after shall ask for a password.
    stream.get_mut(lock).unwrap_or_default().fill(0);
    let mut out = bytes.to_vec();
    let mut rest = stream.as_slice();
    for place in places {
        let Some((piece, after)) = rest.split_at_checked(place.len()) else { break };
        out.get_mut(place).ok_or(Refusal::Damaged)?.copy_from_slice(piece);
        rest = after;
    }
    Ok(Some(out))
}

/// Decrypts the contents of all records after the lock; their heads are plain.
fn decrypt(stream: &mut [u8], lock: Range<usize>, keystream: &mut Keystream) {
    let mut start = lock.end;
    while let (Some(kind), Some(length)) = (u16_at(stream, start), u16_at(stream, start + 2)) {
        let content = start + 4;
        let end = content + usize::from(length);
        // The place of a sheet's stream is plain, so that it can be found.
        let from = if kind == BOUND_SHEET { content + 4 } else { content };
        if !PLAIN.contains(&kind)
            && let Some(data) = stream.get_mut(from..end)
        {
            keystream.apply(from, usize::from(length), data);
        }
        start = end;
    }
}

/// The lock of a file.
enum Method {
    /// Excel 5, and Excel 97 on request.
    Xor { key: u16, verifier: u16 },
    /// Excel 97.
    Rc4 { salt: Vec<u8>, verifier: Vec<u8>, verifier_hash: Vec<u8> },
    /// Excel 2002, through the cipher interface of Windows.
    CryptoApi { salt: Vec<u8>, key_bytes: usize, verifier: Vec<u8>, verifier_hash: Vec<u8> },
}

/// What a password that fits gives.
enum Key {
    Xor([u8; 16]),
    Rc4(Vec<u8>),
    CryptoApi(Vec<u8>, usize),
}

impl Method {
    fn parse(stream: &[u8], lock: Range<usize>) -> Result<Self, Refusal> {
        let content = stream.get(lock).ok_or(Refusal::Damaged)?;
        let word = |at| u16_at(content, at).ok_or(Refusal::Damaged);
        // Only Excel 97 and later name the cipher.
        let is_old = u16_at(stream, 4) != Some(0x0600);
        if is_old {
            return Ok(Self::Xor { key: word(0)?, verifier: word(2)? });
        }
        match (word(0)?, word(2)?, u16_at(content, 4)) {
            (0, key, Some(verifier)) => Ok(Self::Xor { key, verifier }),
            (1, 1, Some(1)) => {
                let part = |from: usize| content.get(from..from + 16).map(<[u8]>::to_vec);
                let parts =
                    || Some(Self::Rc4 { salt: part(6)?, verifier: part(22)?, verifier_hash: part(38)? });
                parts().ok_or(Refusal::Damaged)
            }
            (1, 2..=4, Some(2)) => Self::crypto_api(content.get(6..).unwrap_or_default()),
            _ => Err(Refusal::UnsupportedEncryption),
        }
    }

    fn crypto_api(info: &[u8]) -> Result<Self, Refusal> {
        const RC4: u32 = 0x6801;
        let read = || {
            let header = info.get(8..)?.get(..u32_at(info, 4)? as usize)?;
            let check = info.get(8 + header.len()..)?;
            let bits = u32_at(header, 16)? as usize;
            // A length of zero stands for the 40 bits once allowed for export.
            let key_bytes = if bits == 0 { 5 } else { bits / 8 };
            let is_known = u32_at(header, 8)? == RC4 && (5..=16).contains(&key_bytes);
            is_known.then_some(Self::CryptoApi {
                salt: check.get(4..20)?.to_vec(),
                key_bytes,
                verifier: check.get(20..36)?.to_vec(),
                verifier_hash: check.get(40..60)?.to_vec(),
            })
        };
        read().ok_or(Refusal::UnsupportedEncryption)
    }

    /// The key, if the password fits.
    fn key(&self, password: &str) -> Option<Key> {
        match self {
            Self::Xor { key, verifier } => {
                let password = narrow(password)?;
                (xor_verifier(&password) == *verifier).then(|| Key::Xor(xor_mask(&password, *key)))
            }
            Self::Rc4 { salt, verifier, verifier_hash } => {
                let hash = Hash::Md5.of(&[&utf16(password)]);
                let short = hash.get(..5)?;
                let mixed = Hash::Md5.of(&[short, salt.as_slice()].repeat(16));
                let key = Key::Rc4(mixed.get(..5)?.to_vec());
                key.fits(Hash::Md5, verifier, verifier_hash).then_some(key)
            }
            Self::CryptoApi { salt, key_bytes, verifier, verifier_hash } => {
                let key = Key::CryptoApi(Hash::Sha1.spun(salt, password, 0), *key_bytes);
                key.fits(Hash::Sha1, verifier, verifier_hash).then_some(key)
            }
        }
    }
}

impl Key {
    /// The cipher of a block of the stream.
    fn of_block(&self, block: u32) -> Option<Rc4> {
        let number = block.to_le_bytes();
        match self {
            Self::Xor(_) => None,
            Self::Rc4(start) => Some(Rc4::new(&Hash::Md5.of(&[start, &number]))),
            Self::CryptoApi(start, length) => {
                let mut key = Hash::Sha1.of(&[start, &number]);
                key.truncate(*length);
                // A key of 40 bits is filled up with zeros, any other is used as it is.
                let length = if *length == 5 { 16 } else { *length };
                key.resize(length, 0);
                Some(Rc4::new(&key))
            }
        }
    }

    /// Whether the verifier and its hash, both encrypted, belong together.
    fn fits(&self, hash: Hash, verifier: &[u8], verifier_hash: &[u8]) -> bool {
        let mut both = [verifier, verifier_hash].concat();
        let Some(mut cipher) = self.of_block(0) else { return false };
        cipher.apply(&mut both);
        both.split_at_checked(verifier.len()).is_some_and(|(verifier, found)| hash.of(&[verifier]) == found)
    }
}

/// The bytes to mix into a stream, by their place in it.
struct Keystream {
    key: Key,
    block: Option<usize>,
    bytes: [u8; BLOCK],
}

impl Keystream {
    fn new(key: Key) -> Self {
        Self { key, block: None, bytes: [0; BLOCK] }
    }

    /// Decrypts bytes that stand at `from`, in a record whose content is `length` bytes long.
    fn apply(&mut self, from: usize, length: usize, data: &mut [u8]) {
        for (place, byte) in (from..).zip(data) {
            if let Key::Xor(mask) = &self.key {
                let mask = mask.get((place + length) % 16).copied().unwrap_or_default();
                *byte = (*byte ^ mask).rotate_right(5);
            } else {
                *byte ^= self.at(place);
            }
        }
    }

    fn at(&mut self, place: usize) -> u8 {
        let block = place / BLOCK;
        if self.block != Some(block) {
            self.bytes.fill(0);
            let number = u32::try_from(block).unwrap_or(u32::MAX);
            if let Some(mut cipher) = self.key.of_block(number) {
                cipher.apply(&mut self.bytes);
            }
            self.block = Some(block);
        }
        self.bytes.get(place % BLOCK).copied().unwrap_or_default()
    }
}

/// A password in one byte for each character, at most 15; no other fits the oldest cipher.
fn narrow(password: &str) -> Option<Vec<u8>> {
    let low_or_high = |unit: u16| {
        let [low, high] = unit.to_le_bytes();
        if low == 0 { high } else { low }
    };
    let bytes: Vec<u8> = password.encode_utf16().map(low_or_high).collect();
    (1..=15).contains(&bytes.len()).then_some(bytes)
}

pub(super) fn xor_verifier(password: &[u8]) -> u16 {
    let length = u8::try_from(password.len()).unwrap_or(u8::MAX);
    let turn = |hash: u16, byte: &u8| ((hash >> 14 & 1) | (hash << 1 & 0x7FFF)) ^ u16::from(*byte);
    password.iter().rev().chain([&length]).fold(0, turn) ^ 0xCE4B
}

/// The sixteen bytes that lie over the stream.
pub(super) fn xor_mask(password: &[u8], key: u16) -> [u8; 16] {
    let mut mask = [0; 16];
    let bytes = password.iter().chain(&PAD).zip(key.to_le_bytes().into_iter().cycle());
    mask.iter_mut().zip(bytes).for_each(|(slot, (byte, key))| *slot = (byte ^ key).rotate_right(1));
    mask
}
