//! Many texts in little room: one behind the other in one string, each named by its place.

/// Texts that cells refer to.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text and gives its place. None past 4 GiB of text.
    pub fn push(&mut self, text: &str) -> Option<u32> {
        let end = u32::try_from(self.text.len() + text.len()).ok()?;
        let place = u32::try_from(self.ends.len()).ok()?;
        self.text.push_str(text);
        self.ends.push(end);
        Some(place)
    }

    /// The text at a place.
    pub fn get(&self, place: u32) -> Option<&str> {
        let place = place as usize;
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start as usize..end as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_by_their_place_and_no_other_place_has_one() {
        let mut texts = Texts::default();
        let places = ["文", "", "b"].map(|t| texts.push(t));
        assert_eq!(places, [Some(0), Some(1), Some(2)]);
        assert_eq!([0, 1, 2, 3].map(|p| texts.get(p)), [Some("文"), Some(""), Some("b"), None]);
    }
}
