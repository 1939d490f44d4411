//! Looking an area up by a few characters, as a person types them. Unlike `find`, it offers and decides nothing.

use super::{Area, areas};

/// Areas whose name holds the text, best first: the whole name, then names that begin with it, then the others; of
/// equals the higher level, then the official order. Of a text that no name holds, those that hold its first two
/// characters.
pub fn search_areas(text: &str, most: usize) -> Vec<&'static Area> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Vec::new();
    }
    let found = holding(&text, most);
    let start: String = text.chars().take(2).collect();
    if found.is_empty() && start != text { holding(&start, most) } else { found }
}

fn holding(text: &str, most: usize) -> Vec<&'static Area> {
    let rank = |area: &Area| match () {
        () if area.name == text || area.short_name == text => 0,
        () if area.name.starts_with(text) => 1,
        () => 2,
    };
    let mut found: Vec<&Area> =
        areas().iter().filter(|a| a.name.contains(text) || a.code.to_string() == text).collect();
    found.sort_by_key(|a| (rank(a), a.code.level(), a.code));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_name_comes_before_longer_names_and_an_unknown_one_offers_its_beginning() {
        let names = |text: &str| search_areas(text, 3).into_iter().map(|a| a.name).collect::<Vec<_>>();
        assert_eq!(names("湘潭").first(), Some(&"湘潭市"));
        assert_eq!(names("430300"), ["湘潭市"]);
        assert!(names("湘西片区").contains(&"湘西土家族苗族自治州"), "{:?}", names("湘西片区"));
        assert!(names(" ").is_empty());
    }
}
