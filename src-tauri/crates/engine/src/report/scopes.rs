//! Names of scopes in English. A source words its scope in Chinese; what is made of words known here is said in English,
//! anything else stays as the source has it.

use crate::model::Lang;

/// Words of scopes: the longest that fits is taken.
const WORDS: [(&str, &str); 46] = [
    ("、", ", "),
    ("，", ", "),
    ("和", " and "),
    ("及", " and "),
    ("省委办公厅", "the general office of the provincial Party committee"),
    ("省政府办公厅", "the general office of the provincial government"),
    ("省委", "the provincial Party committee"),
    ("省政府", "the provincial government"),
    ("市委办公室", "the municipal Party committee's office"),
    ("市政府办公室", "the municipal government's office"),
    ("市委", "the municipal Party committee"),
    ("市政府", "the municipal government"),
    ("县委办公室", "the county Party committee's office"),
    ("县政府办公室", "the county government's office"),
    ("县委", "the county Party committee"),
    ("县政府", "the county government"),
    ("党委办公室", "Party committee offices"),
    ("政府办公室", "government offices"),
    ("党委", "Party committees"),
    ("政府", "governments"),
    ("及其办公厅", " and their general offices"),
    ("及其办公室", " and their offices"),
    ("及其部门", " and their departments"),
    ("办公厅", "general offices"),
    ("办公室", "offices"),
    ("议事协调机构", "coordinating bodies"),
    ("各部门", "departments"),
    ("部门", "departments"),
    ("各种形式的文件", "documents of every form"),
    ("红头文件", "red-headed documents"),
    ("所辖县市区", "the counties under them"),
    ("县市区", "counties"),
    ("乡镇街道", "townships and sub-districts"),
    ("省市县三级", "province-, prefecture- and county-level "),
    ("市县乡三级", "prefecture-, county- and township-level "),
    ("市县两级", "prefecture- and county-level "),
    ("县乡两级", "county- and township-level "),
    ("省级", "province-level "),
    ("市州级", "prefecture-level "),
    ("市级", "prefecture-level "),
    ("县级", "county-level "),
    ("乡级", "township-level "),
    ("省直", "provincial "),
    ("市直", "municipal "),
    ("县直", "county "),
    ("单位", "units"),
];

/// A scope as a report names it; what no source states is said to be so.
pub(super) fn name(scope: &str, lang: Lang) -> String {
    match lang {
        _ if scope.is_empty() => lang.pick("口径未注明", "scope not stated").to_owned(),
        Lang::Zh => scope.to_owned(),
        Lang::En => english(scope).unwrap_or_else(|| scope.to_owned()),
    }
}

/// The English of a scope; nothing where a word of it is not known.
fn english(scope: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = scope;
    while !rest.is_empty() {
        let (zh, en) = WORDS.iter().filter(|(zh, _)| rest.starts_with(zh)).max_by_key(|(zh, _)| zh.len())?;
        let is_joined = words.is_empty() || words.ends_with(' ') || en.starts_with([' ', ',']);
        if !is_joined {
            words.push_str(", ");
        }
        words.push_str(en);
        rest = rest.strip_prefix(zh)?;
    }
    // The last of a list is joined by a word, unless one does so already.
    match words.rsplit_once(", ") {
        Some((first, last)) if scope.contains('、') && !last.contains(" and ") => {
            Some(format!("{first} and {last}"))
        }
        _ => Some(words.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_of_known_words_is_said_in_english_and_another_stays_as_it_is() {
        let said = |scope: &str| name(scope, Lang::En);
        assert_eq!(
            said("市级党委、政府及其办公室"),
            "prefecture-level Party committees, governments and their offices"
        );
        assert_eq!(
            said("市县两级党委、政府"),
            "prefecture- and county-level Party committees and governments"
        );
        assert_eq!(said("市直部门"), "municipal departments");
        assert_eq!(said("教育系统"), "教育系统");
        assert_eq!(name("市直部门", Lang::Zh), "市直部门");
        assert_eq!(said(""), "scope not stated");
    }
}
