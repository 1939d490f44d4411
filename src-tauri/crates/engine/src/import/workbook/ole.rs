//! The old compound file format (OLE2), just enough to list its streams and find the bytes of one.
//!
//! Every chain is bounded by the number of sectors the file really has, so a loop in it ends.

use super::error::Refusal;
use std::ops::Range;

/// The first bytes of every compound file.
pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sector numbers from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: usize = 64;
const DIRECTORY_ENTRY: usize = 128;

/// One entry of the directory.
struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    size: u64,
}

/// A compound file held in memory.
pub(super) struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    /// Where the container of short streams stands.
    mini_places: Vec<Range<usize>>,
    mini_cutoff: u64,
    entries: Vec<Entry>,
}

/// A little-endian number of 16 bits, if the bytes reach that far.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// A little-endian number of 32 bits, if the bytes reach that far.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word))
}

impl<'a> CompoundFile<'a> {
    /// Reads the allocation tables and the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        Self::parse(bytes).ok_or(Refusal::Damaged)
    }

    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if !bytes.starts_with(&MAGIC) || !(7..=16).contains(&shift) {
            return None;
        }
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_places: Vec::new(),
            mini_cutoff: u64::from(u32_at(bytes, 56)?),
            entries: Vec::new(),
        };
        file.read_fat()?;
        let directory = file.bytes_of(&file.chain(u32_at(bytes, 48)?, u64::MAX));
        file.entries = directory.chunks_exact(DIRECTORY_ENTRY).filter_map(entry_of).collect();
        let mini_fat = file.bytes_of(&file.chain(u32_at(bytes, 60)?, u64::MAX));
        file.mini_fat = words(&mini_fat).collect();
        let root = file.entries.first()?;
        file.mini_places = file.chain(root.start, root.size);
        Some(file)
    }

    /// The table that chains sectors: its own sectors are listed in the header, then in further sectors.
    fn read_fat(&mut self) -> Option<()> {
        let mut list: Vec<u32> = words(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let limit = self.bytes.len() / self.sector + 1;
        for _ in 0..limit {
            let Some(sector) = self.sector_at(next) else { break };
            let (more, last) = sector.split_at_checked(sector.len().checked_sub(4)?)?;
            list.extend(words(more));
            next = u32_at(last, 0)?;
        }
        let known = list.into_iter().filter(|s| *s < FIRST_MARK).take(limit);
        for sector in known {
            if let Some(sector) = self.sector_at(sector) {
                self.fat.extend(words(sector));
            }
        }
        Some(())
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        self.bytes.get(self.place_of(number)?)
    }

    /// Where a sector stands. The last one of a file may be short.
    fn place_of(&self, number: u32) -> Option<Range<usize>> {
        if number >= FIRST_MARK {
            return None;
        }
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        (start < end).then_some(start..end)
    }

    /// Where a chain of sectors stands, as far as it can be followed.
    fn chain(&self, start: u32, size: u64) -> Vec<Range<usize>> {
        let limit = self.bytes.len() / self.sector + 1;
        follow(start, size, limit, &self.fat, |number| self.place_of(number))
    }

    /// The same in the container of short streams.
    fn mini_chain(&self, start: u32, size: u64) -> Vec<Range<usize>> {
        let limit = self.mini_places.len().saturating_mul(self.sector / MINI_SECTOR) + 1;
        follow(start, size, limit, &self.mini_fat, |number| {
            let from = (number as usize).checked_mul(MINI_SECTOR)?;
            let sector = self.mini_places.get(from / self.sector)?;
            let start = sector.start + from % self.sector;
            let end = start + MINI_SECTOR;
            (end <= sector.end).then_some(start..end)
        })
    }

    fn bytes_of(&self, places: &[Range<usize>]) -> Vec<u8> {
        places.iter().filter_map(|place| self.bytes.get(place.clone())).flatten().copied().collect()
    }

    /// Whether there is a stream of this name.
    pub(super) fn has_stream(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.is_stream && e.name.eq_ignore_ascii_case(name))
    }

    /// Where the bytes of the first stream of this name stand in the file, in order.
    pub(super) fn places(&self, name: &str) -> Option<Vec<Range<usize>>> {
        let entry = self.entries.iter().find(|e| e.is_stream && e.name.eq_ignore_ascii_case(name))?;
        Some(if entry.size < self.mini_cutoff {
            self.mini_chain(entry.start, entry.size)
        } else {
            self.chain(entry.start, entry.size)
        })
    }

    /// The bytes of the first stream of this name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        self.places(name).map(|places| self.bytes_of(&places))
    }

    /// Whether the chain of the first stream of this name is as long as the stream is said to be.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        let size =
            self.entries.iter().find(|e| e.is_stream && e.name.eq_ignore_ascii_case(name)).map(|e| e.size);
        let held = self.places(name).map(|places| places.iter().map(Range::len).sum::<usize>() as u64);
        size == held
    }
}

/// A sector of the containers made here, and how many of them a table of sectors lists.
const MADE_SECTOR: usize = 4096;
const MADE_LISTED: usize = MADE_SECTOR / 4;
/// Tables of sectors that a header lists.
const MADE_TABLES: usize = 109;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const TABLE_OF_SECTORS: u32 = 0xFFFF_FFFD;

/// A container with this one stream, sound in all its tables: what a reader may be given that trusts them. None if the
/// stream is too large for it.
pub(super) fn container_of(name: &str, stream: &[u8]) -> Option<Vec<u8>> {
    // A shorter stream would have to stand among the short ones. What fills it up is no record.
    let length = stream.len().max(MADE_SECTOR);
    let sectors = length.div_ceil(MADE_SECTOR);
    let tables = (sectors + 1).div_ceil(MADE_LISTED - 1);
    let last = u32::try_from(tables + sectors).ok().filter(|_| tables <= MADE_TABLES)?;
    let directory = last - u32::try_from(sectors).ok()?;
    let mut out = Vec::with_capacity((tables + sectors + 2) * MADE_SECTOR);
    out.extend(MAGIC);
    out.extend([0; 16]);
    out.extend([0x3E, 0, 4, 0, 0xFE, 0xFF, 0x0C, 0, 6, 0]);
    out.extend([0; 10]);
    for number in
        [directory, directory, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0].into_iter().chain(0..directory)
    {
        out.extend(number.to_le_bytes());
    }
    out.resize(512, 0xFF);
    out.resize(MADE_SECTOR, 0);
    let next = (directory + 1..=last).map(|sector| if sector == last { END_OF_CHAIN } else { sector + 1 });
    let chains = (0..directory).map(|_| TABLE_OF_SECTORS).chain([END_OF_CHAIN]).chain(next);
    out.extend(chains.flat_map(u32::to_le_bytes));
    out.resize((tables + 1) * MADE_SECTOR, 0xFF);
    out.extend(entry("Root Entry", 5, 0, 0));
    out.extend(entry(name, 2, directory + 1, length as u64));
    out.resize((tables + 2) * MADE_SECTOR, 0);
    out.extend(stream);
    out.resize((tables + 2) * MADE_SECTOR + length, 0xFF);
    out.resize((tables + 2 + sectors) * MADE_SECTOR, 0);
    Some(out)
}

/// An entry of the directory of a container made here.
fn entry(name: &str, kind: u8, start: u32, size: u64) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(out.len()).unwrap_or(u16::MAX);
    out.resize(64, 0);
    out.extend(length.to_le_bytes());
    out.extend([kind, 1]);
    out.resize(80, 0xFF);
    out.resize(116, 0);
    out.extend(start.to_le_bytes());
    out.extend(size.to_le_bytes());
    out
}

/// The places of a chain that starts at a number, cut to a size. A loop in it ends after `limit` steps.
fn follow(
    start: u32,
    size: u64,
    limit: usize,
    table: &[u32],
    place_of: impl Fn(u32) -> Option<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut left = usize::try_from(size).unwrap_or(usize::MAX);
    let mut next = start;
    for _ in 0..limit {
        let Some(mut place) = place_of(next).filter(|_| left > 0) else { break };
        place.end = place.end.min(place.start.saturating_add(left));
        left -= place.len();
        out.push(place);
        let Some(following) = table.get(next as usize) else { break };
        next = *following;
    }
    out
}

fn entry_of(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64);
    let units: Vec<u16> =
        (0..length / 2).filter_map(|i| u16_at(bytes, i * 2)).take_while(|u| *u != 0).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        is_stream: *bytes.get(66)? == 2,
        start: u32_at(bytes, 116)?,
        size: u64::from(u32_at(bytes, 120)?),
    })
}
