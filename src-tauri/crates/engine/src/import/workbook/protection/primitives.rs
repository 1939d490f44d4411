//! Hashes and ciphers by the names files give them. Only decryption: this program never locks a file.

use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha2::Digest;

/// Bytes of one AES block.
pub(super) const BLOCK: usize = 16;

/// A hash function that protected files use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash with this name in an Office file.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.replace('-', "").to_ascii_uppercase().as_str() {
            "MD5" => Some(Self::Md5),
            "SHA1" => Some(Self::Sha1),
            "SHA256" => Some(Self::Sha256),
            "SHA384" => Some(Self::Sha384),
            "SHA512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The hash of the parts, one after the other.
    pub(super) fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn all<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            parts.iter().for_each(|part| digest.update(part));
            digest.finalize().to_vec()
        }
        match self {
            Self::Md5 => all::<md5::Md5>(parts),
            Self::Sha1 => all::<sha1::Sha1>(parts),
            Self::Sha256 => all::<sha2::Sha256>(parts),
            Self::Sha384 => all::<sha2::Sha384>(parts),
            Self::Sha512 => all::<sha2::Sha512>(parts),
        }
    }

    /// Hashes salt and password, then the result again and again, each time behind its number.
    pub(super) fn spun(self, salt: &[u8], password: &str, times: u32) -> Vec<u8> {
        let first = self.of(&[salt, &utf16(password)]);
        (0..times).fold(first, |hash, turn| self.of(&[&turn.to_le_bytes(), &hash]))
    }
}

/// A password as Office hashes it.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Cut or lengthened to `length` bytes.
pub(super) fn fitted(mut bytes: Vec<u8>, length: usize, filler: u8) -> Vec<u8> {
    bytes.resize(length, filler);
    bytes
}

/// Decrypts AES blocks in place, each chained to the one before it if there is an `iv`. Bytes after the last whole
/// block stay. None if no AES has keys or an `iv` of this length.
pub(super) fn aes_decrypt(key: &[u8], iv: Option<&[u8]>, data: &mut [u8]) -> Option<()> {
    fn blocks<C>(key: &[u8], iv: Option<[u8; BLOCK]>, data: &mut [u8]) -> Option<()>
    where
        C: BlockDecrypt + KeyInit + aes::cipher::BlockSizeUser<BlockSize = aes::cipher::consts::U16>,
    {
        let cipher = C::new_from_slice(key).ok()?;
        let mut before = iv;
        for block in data.as_chunks_mut::<BLOCK>().0 {
            let locked = *block;
            cipher.decrypt_block(GenericArray::from_mut_slice(block));
            if let Some(before) = &mut before {
                block.iter_mut().zip(&*before).for_each(|(byte, mask)| *byte ^= mask);
                *before = locked;
            }
        }
        Some(())
    }
    let iv = iv.map(<[u8; BLOCK]>::try_from).transpose().ok()?;
    match key.len() {
        16 => blocks::<Aes128>(key, iv, data),
        24 => blocks::<Aes192>(key, iv, data),
        32 => blocks::<Aes256>(key, iv, data),
        _ => None,
    }
}

/// The stream cipher of old Office files. It locks and unlocks alike.
pub(super) struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    pub(super) fn new(key: &[u8]) -> Self {
        let mut state = [0; 256];
        state.iter_mut().zip(0..=255).for_each(|(slot, number)| *slot = number);
        let mut j = 0u8;
        for (i, byte) in (0..state.len()).zip(key.iter().cycle()) {
            j = j.wrapping_add(at(&state, i as u8)).wrapping_add(*byte);
            state.swap(i, usize::from(j));
        }
        Self { state, i: 0, j: 0 }
    }

    /// Decrypts the next bytes in place.
    pub(super) fn apply(&mut self, data: &mut [u8]) {
        for byte in data {
            self.i = self.i.wrapping_add(1);
            self.j = self.j.wrapping_add(at(&self.state, self.i));
            self.state.swap(usize::from(self.i), usize::from(self.j));
            *byte ^= at(&self.state, at(&self.state, self.i).wrapping_add(at(&self.state, self.j)));
        }
    }
}

/// Any byte is a place in the state.
fn at(state: &[u8; 256], place: u8) -> u8 {
    state.get(usize::from(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ciphers_give_published_values() {
        // RFC 6229 has the stream of this key; FIPS 197 the block.
        let mut stream = [0; 4];
        Rc4::new(&[1, 2, 3, 4, 5]).apply(&mut stream);
        assert_eq!(stream, [0xB2, 0x39, 0x63, 0x05]);
        let key: Vec<u8> = (0..16).collect();
        let mut block =
            [0x69, 0xC4, 0xE0, 0xD8, 0x6A, 0x7B, 0x04, 0x30, 0xD8, 0xCD, 0xB7, 0x80, 0x70, 0xB4, 0xC5, 0x5A];
        assert_eq!(aes_decrypt(&key, None, &mut block), Some(()));
        assert_eq!(block.to_vec(), (0..16).map(|n| n * 0x11).collect::<Vec<u8>>());
        assert_eq!(aes_decrypt(&key, Some(&[0; 3]), &mut block), None, "no such iv");
        assert_eq!(aes_decrypt(&[0; 5], None, &mut block), None, "no such key");
    }
}
