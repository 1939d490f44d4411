//! Locks an `.xls` in the ways that no program at hand still writes. For tests.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "samples are fixed")]

use super::super::{biff, samples};
use super::primitives::{Hash, Rc4};
use super::records::{xor_mask, xor_verifier};

/// A way to lock records.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    Xor,
    CryptoApi,
}

const XOR_KEY: u16 = 0x5A3C;
const SALT: [u8; 16] = *b"sixteen of salt.";

/// The workbook of `samples::xls_of`, locked.
pub(crate) fn xls(way: Way, password: &str) -> Vec<u8> {
    let content = match way {
        Way::Xor => [[0, 0], XOR_KEY.to_le_bytes(), xor_verifier(password.as_bytes()).to_le_bytes()].concat(),
        Way::CryptoApi => crypto_api(password),
    };
    let length = u16::try_from(content.len()).unwrap().to_le_bytes();
    let mut file = samples::xls_of(&[&[0x2F, 0], &length[..], &content].concat(), 1);
    // The stream of the sample begins in the third sector and ends with the file.
    let stream = &mut file[3 * 512..];
    let mut start = biff::file_pass(stream).unwrap().end;
    while start + 4 <= stream.len() {
        let (kind, length) = (word(stream, start), usize::from(word(stream, start + 2)));
        let (from, end) = (start + 4, start + 4 + length);
        let from = if kind == biff::BOUND_SHEET { from + 4 } else { from };
        let places = if kind == biff::BOF { from..from } else { from..end };
        for (place, byte) in (from..).zip(&mut stream[places]) {
            *byte = locked(way, password, *byte, place, length);
        }
        start = end;
    }
    file
}

fn word(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn locked(way: Way, password: &str, byte: u8, place: usize, length: usize) -> u8 {
    match way {
        Way::Xor => byte.rotate_left(5) ^ xor_mask(password.as_bytes(), XOR_KEY)[(place + length) % 16],
        Way::CryptoApi => {
            let mut block = [0; 1024];
            cipher(password, u32::try_from(place / 1024).unwrap()).apply(&mut block);
            byte ^ block[place % 1024]
        }
    }
}

fn cipher(password: &str, block: u32) -> Rc4 {
    let start = Hash::Sha1.spun(&SALT, password, 0);
    Rc4::new(&Hash::Sha1.of(&[&start, &block.to_le_bytes()])[..16])
}

/// Lock of the Windows cipher interface: RC4 with 128 bits.
fn crypto_api(password: &str) -> Vec<u8> {
    let long = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let verifier = *b"any sixteen byte";
    let mut both = [&verifier[..], &Hash::Sha1.of(&[&verifier])].concat();
    cipher(password, 0).apply(&mut both);
    let header = long(&[4, 0, 0x6801, 0x8004, 128, 1, 0, 0]);
    [
        &[1, 0, 2, 0, 2, 0][..],
        &long(&[4, 34]),
        &header,
        &[0, 0],
        &long(&[16]),
        &SALT,
        &both[..16],
        &long(&[20]),
        &both[16..],
    ]
    .concat()
}
