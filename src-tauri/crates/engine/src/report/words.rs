//! The words a written report adds to its own: captions, remarks, sources, appendices.

use crate::model::Lang;

/// `表1　各市州发文情况`, `Table 1  Documents issued`.
pub(super) fn table_caption(number: usize, title: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("表{number}　{title}"),
        Lang::En => format!("Table {number}  {title}"),
    }
}

/// `图1　各市州发文降幅`.
pub(super) fn figure_caption(number: usize, title: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("图{number}　{title}"),
        Lang::En => format!("Figure {number}  {title}"),
    }
}

/// Remarks below a table: one as it is, several with their numbers.
pub(super) fn notes(notes: &[String], lang: Lang) -> Vec<String> {
    let head = |note: &str| {
        if starts_as_note(note) { String::new() } else { lang.pick("注：", "Note: ").to_owned() }
    };
    match notes {
        [] => Vec::new(),
        [one] => vec![format!("{}{one}", head(one))],
        [first, ..] => {
            let head = head(first);
            let numbered = notes.iter().enumerate().map(|(at, note)| match (at, lang) {
                (0, Lang::Zh) => format!("{head}1．{note}"),
                (0, Lang::En) => format!("{head}1. {note}"),
                (at, Lang::Zh) => format!("{}．{note}", at + 1),
                (at, Lang::En) => format!("{}. {note}", at + 1),
            });
            numbered.collect()
        }
    }
}

fn starts_as_note(note: &str) -> bool {
    ["注：", "注:", "Note"].iter().any(|head| note.starts_with(head))
}

/// The source line, which may name itself already.
pub(super) fn source(source: &str, lang: Lang) -> Option<String> {
    let names_itself = ["数据来源", "资料来源", "来源", "Source"].iter().any(|head| source.starts_with(head));
    match (source.is_empty(), names_itself) {
        (true, _) => None,
        (false, true) => Some(source.to_owned()),
        (false, false) => Some(format!("{}{source}", lang.pick("数据来源：", "Source: "))),
    }
}

/// What stands at the head of an appendix: numbered where there are several.
pub(super) fn appendix_mark(number: usize, count: usize, lang: Lang) -> String {
    let mark = lang.pick("附件", "Appendix");
    match (count, lang) {
        (1, _) => mark.to_owned(),
        (_, Lang::Zh) => format!("{mark}{number}"),
        (_, Lang::En) => format!("{mark} {number}"),
    }
}

/// A heading without its number: `总体成效` for `一、总体成效`.
pub(super) fn unnumbered(heading: &str) -> &str {
    let is_number = |mark: &str| {
        !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c))
    };
    let parted = heading.split_once('、').or_else(|| heading.split_once(". "));
    parted.filter(|(mark, _)| is_number(mark)).map_or(heading, |(_, title)| title)
}

/// The list of appendices below the body: what stands before each title, and the title.
pub(super) fn appendix_list<'a>(titles: &[&'a str], lang: Lang) -> Vec<(String, &'a str)> {
    match titles {
        [one] => vec![(lang.pick("附件：", "Appendix: ").to_owned(), *one)],
        _ => (1usize..)
            .zip(titles)
            .map(|(number, title)| {
                let head = if number == 1 { lang.pick("附件：", "Appendices: ") } else { "" };
                (format!("{head}{number}{}", lang.pick("．", ". ")), *title)
            })
            .collect(),
    }
}

/// `报送：…`, unless it says so itself.
pub(super) fn sent_to(recipients: &str, lang: Lang) -> String {
    let names_itself =
        ["报送", "报：", "送：", "主送", "抄送", "To:"].iter().any(|head| recipients.starts_with(head));
    if names_itself {
        recipients.to_owned()
    } else {
        format!("{}{recipients}", lang.pick("报送：", "To: "))
    }
}
