//! Where tiles stand: a small table of codes, columns and rows. The one of Hunan is shipped; others are files of the
//! same form.

use super::error::ChartError;
use std::collections::{BTreeMap, BTreeSet};

/// The tables shipped.
static SHIPPED: [&str; 1] = [include_str!("../../data/tiles/hunan.tsv")];
/// No arrangement of tiles is larger than this.
const MOST: u8 = 24;

/// Places of tiles by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TileGrid {
    places: BTreeMap<String, (u8, u8)>,
}

impl TileGrid {
    /// Reads lines of key, column and row, counted from 1 and parted by tabs; `#` begins a remark.
    ///
    /// # Errors
    /// Names the first line that is not of this form, or whose key or place stands there already.
    pub fn from_text(text: &str) -> Result<Self, ChartError> {
        let mut places = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let error = || ChartError::BadTiles { line: index + 1, text: line.to_owned() };
            let mut columns = line.split('\t').map(str::trim);
            let key = columns.next().filter(|key| !key.is_empty()).ok_or_else(error)?;
            let mut number = || {
                let number: u8 = columns.next()?.parse().ok()?;
                (1..=MOST).contains(&number).then_some(number)
            };
            let (column, row) = (number().ok_or_else(error)?, number().ok_or_else(error)?);
            if columns.next().is_some() || !taken.insert((column, row)) {
                return Err(error());
            }
            if places.insert(key.to_owned(), (column, row)).is_some() {
                return Err(error());
            }
        }
        if places.is_empty() {
            return Err(ChartError::BadTiles { line: 1, text: String::new() });
        }
        Ok(Self { places })
    }

    /// The shipped table that has the most of these keys, if one has any.
    pub fn find_shipped<'a>(keys: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        let grids = SHIPPED.iter().filter_map(|text| Self::from_text(text).ok());
        let known = |grid: &Self| keys.clone().filter(|key| grid.place(key).is_some()).count();
        grids.filter(|grid| known(grid) > 0).max_by_key(known)
    }

    /// Column and row of a key, from 1.
    pub(super) fn place(&self, key: &str) -> Option<(u8, u8)> {
        self.places.get(key).copied()
    }

    /// Columns and rows there are.
    pub(super) fn size(&self) -> (u8, u8) {
        self.places
            .values()
            .fold((0, 0), |(columns, rows), (column, row)| (columns.max(*column), rows.max(*row)))
    }

    /// Every key with its place.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, (u8, u8))> {
        self.places.iter().map(|(key, place)| (key.as_str(), *place))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::model::{AreaCode, AreaLevel, areas};

    #[test]
    fn shipped_tiles_are_whole_provinces() {
        for text in SHIPPED {
            let grid = TileGrid::from_text(text).unwrap();
            let first: AreaCode = grid.places.keys().next().unwrap().parse().unwrap();
            let province = first.parent().unwrap();
            let wanted: Vec<String> = areas()
                .iter()
                .filter(|area| area.code.level() == AreaLevel::Prefecture && area.code.is_within(province))
                .map(|area| area.code.to_string())
                .collect();
            assert_eq!(grid.places.keys().cloned().collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        for (text, line) in [
            ("430100\t1\t1\n430200\t1\t1", 2),
            ("430100\t1\t1\n430100\t1\t2", 2),
            ("# x\n430100\t0\t1", 2),
            ("430100\t1", 1),
            ("430100\t1\t1\t1", 1),
            ("", 1),
        ] {
            let error = TileGrid::from_text(text).unwrap_err();
            assert!(
                matches!(error, ChartError::BadTiles { line: found, .. } if found == line),
                "{text:?}: {error}"
            );
        }
    }
}
