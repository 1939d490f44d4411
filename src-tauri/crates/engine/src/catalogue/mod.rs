//! The one catalogue of messages: every diagnostic and error in Chinese and English, with what to do next.
//! `{name}` is replaced by the argument of that name.

mod entries;

use crate::model::Lang;

/// One message: a stable code, what happened, and what to do, in both languages.
pub(crate) struct Entry {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub hint_zh: &'static str,
    pub hint_en: &'static str,
}

fn entry(code: &str) -> Option<&'static Entry> {
    entries::all().find(|e| e.code == code)
}

fn fill(template: &str, args: &[(String, String)]) -> String {
    // In one pass, so that a value holding braces (a file name may) is never filled in itself.
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match args.iter().find(|(n, _)| n == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = tail;
    }
    out + rest
}

/// What happened, in words; the code itself where the catalogue lacks it.
pub fn message(code: &str, args: &[(String, String)], lang: Lang) -> String {
    entry(code).map_or_else(|| code.to_owned(), |e| fill(lang.pick(e.zh, e.en), &listed(args, lang)))
}

/// What to do next, in words; empty where there is nothing to do.
pub fn hint(code: &str, args: &[(String, String)], lang: Lang) -> String {
    entry(code).map_or_else(String::new, |e| fill(lang.pick(e.hint_zh, e.hint_en), &listed(args, lang)))
}

/// Lists of names as the language parts them: a finding is made before its language is known.
fn listed(args: &[(String, String)], lang: Lang) -> Vec<(String, String)> {
    let is_list = |name: &str| ["names", "units", "offer"].contains(&name);
    let worded = |(name, value): &(String, String)| {
        let value =
            if lang == Lang::En && is_list(name) { value.replace('、', ", ") } else { value.clone() };
        (name.clone(), value)
    };
    args.iter().map(worded).collect()
}

/// Whether the catalogue has this code.
pub fn has(code: &str) -> bool {
    entry(code).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|s| s.split('}').next()).collect()
    }

    #[test]
    fn a_list_of_names_is_parted_as_its_language_does() {
        let args = [("pooled", "−1.0%"), ("mean", "−3.0%"), ("names", "长沙市、怀化市")];
        let args = args.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert!(message("pooled_and_mean_differ", &args, Lang::En).contains("长沙市, 怀化市"));
        assert!(message("pooled_and_mean_differ", &args, Lang::Zh).contains("长沙市、怀化市"));
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for e in entries::all() {
            assert_eq!(placeholders(e.zh), placeholders(e.en), "{}: message", e.code);
            assert_eq!(placeholders(e.hint_zh), placeholders(e.hint_en), "{}: hint", e.code);
            assert_eq!(e.hint_zh.is_empty(), e.hint_en.is_empty(), "{}: hint", e.code);
        }
    }

    #[test]
    fn a_value_with_braces_is_not_filled_in_itself() {
        let args =
            [("file".to_owned(), "{reason}.xlsx".to_owned()), ("reason".to_owned(), "gone".to_owned())];
        let text = message("cannot_read", &args, Lang::En);
        assert_eq!(text, "“{reason}.xlsx” cannot be read: gone.");
    }

    #[test]
    fn codes_are_unique() {
        let codes: BTreeSet<_> = entries::all().map(|e| e.code).collect();
        assert_eq!(codes.len(), entries::all().count());
    }
}
