//! What the parent asks of a child: one file and the passwords to try. It goes through a pipe, because arguments and
//! environment can be seen by other programs.

use super::protocol::{Input, put_number, put_text};
use crate::import::workbook::Passwords;
use std::io::Read;
use std::path::{Path, PathBuf};

/// More is never written to a child.
const MAX_REQUEST: usize = 1 << 20;

/// What a file is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Workbook,
    /// Borders of areas.
    Boundary,
}

/// One file to be read.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub wanted: Wanted,
    pub path: PathBuf,
    /// Tried in turn where the file needs one.
    pub passwords: Passwords,
}

impl Request {
    /// Length and content, as they go through the pipe.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut content = vec![match self.wanted {
            Wanted::Workbook => 0,
            Wanted::Boundary => 1,
        }];
        let path = bytes_of_path(&self.path);
        put_number(&mut content, path.len() as u64);
        content.extend_from_slice(&path);
        self.passwords.iter().for_each(|password| put_text(&mut content, password));
        let mut out = u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
        out.append(&mut content);
        out
    }

    /// The next request; none when the pipe is closed or the bytes make no sense.
    pub(super) fn read_from(pipe: &mut impl Read) -> Option<Self> {
        let mut length = [0; 4];
        pipe.read_exact(&mut length).ok()?;
        let length = usize::try_from(u32::from_le_bytes(length)).ok().filter(|l| *l <= MAX_REQUEST)?;
        let mut content = vec![0; length];
        pipe.read_exact(&mut content).ok()?;
        let mut input = Input(&content);
        let wanted = match input.byte()? {
            0 => Wanted::Workbook,
            1 => Wanted::Boundary,
            _ => return None,
        };
        let path = path_of_bytes(input.bytes()?)?;
        let passwords = std::iter::from_fn(|| (!input.is_empty()).then(|| input.text().map(str::to_owned)));
        Some(Self { wanted, path, passwords: passwords.collect::<Option<_>>()? })
    }
}

/// A path may hold what is no text: names written by older systems.
#[cfg(unix)]
fn bytes_of_path(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(unix)]
fn path_of_bytes(bytes: &[u8]) -> Option<PathBuf> {
    let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
    Some(PathBuf::from(name))
}

#[cfg(windows)]
fn bytes_of_path(path: &Path) -> Vec<u8> {
    std::os::windows::ffi::OsStrExt::encode_wide(path.as_os_str()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(windows)]
fn path_of_bytes(bytes: &[u8]) -> Option<PathBuf> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let wide: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let name: std::ffi::OsString = std::os::windows::ffi::OsStringExt::from_wide(&wide);
    rest.is_empty().then(|| PathBuf::from(name))
}
