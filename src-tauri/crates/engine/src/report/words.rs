//! The words a written report adds to its own: captions, remarks, sources, appendices.

use super::Closing;
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

/// 主送机关 with the colon that ends it.
pub(super) fn addressee(name: &str, lang: Lang) -> String {
    let name = name.trim_end().trim_end_matches(['：', ':']);
    format!("{name}{}", lang.pick("：", ":"))
}

/// 版记: what stands at the foot of the last page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Foot {
    /// Labels (`抄送：`) and whom they name.
    pub recipients: Vec<(String, String)>,
    /// The office that prints it, and the day.
    pub printed: Option<(String, String)>,
}

/// The foot of a paper; nothing where nothing of it is given.
pub(super) fn foot(closing: &Closing, lang: Lang) -> Option<Foot> {
    let labels = [
        (&closing.sent_to, lang.pick("报送：", "To: ")),
        (&closing.copied_to, lang.pick("抄送：", "Copies to: ")),
    ];
    let recipients: Vec<(String, String)> = labels
        .into_iter()
        .filter_map(|(names, label)| Some(labelled(names.as_deref()?, label, lang)))
        .collect();
    let on = closing.printed_on.as_deref().map(|on| match lang {
        Lang::Zh if !on.ends_with("印发") => format!("{on}印发"),
        Lang::En if !on.starts_with("Printed") => format!("Printed {on}"),
        _ => on.to_owned(),
    });
    let by = closing.printed_by.clone();
    let printed = (by.is_some() || on.is_some()).then(|| (by.unwrap_or_default(), on.unwrap_or_default()));
    (!recipients.is_empty() || printed.is_some()).then_some(Foot { recipients, printed })
}

/// Label and names, which may bring a label of their own; a full stop ends them.
fn labelled(names: &str, label: &str, lang: Lang) -> (String, String) {
    let own = names.split_once(['：', ':']).filter(|(head, _)| {
        ["报送", "抄送", "主送", "分送", "报", "送", "发", "To", "Copies to"].contains(&head.trim())
    });
    let (label, names) = match own {
        Some((head, names)) => (format!("{}{}", head.trim(), lang.pick("：", ": ")), names.trim()),
        None => (label.to_owned(), names.trim()),
    };
    let end = if names.ends_with(['。', '.']) { "" } else { lang.pick("。", ".") };
    (label, format!("{names}{end}"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_foot_names_recipients_once_and_ends_with_a_full_stop() {
        let some = |text: &str| Some(text.to_owned());
        let closing = Closing {
            sent_to: some("省委常委"),
            copied_to: some("抄送: 各市州党委。"),
            printed_on: some("2024年1月5日"),
            ..Closing::default()
        };
        let foot = foot(&closing, Lang::Zh).unwrap();
        let of = |label: &str, names: &str| (label.to_owned(), names.to_owned());
        assert_eq!(foot.recipients, [of("报送：", "省委常委。"), of("抄送：", "各市州党委。")]);
        assert_eq!(foot.printed, Some(of("", "2024年1月5日印发")));
        assert_eq!(super::foot(&Closing::default(), Lang::Zh), None);
    }

    #[test]
    fn a_heading_loses_its_number_and_nothing_else() {
        assert_eq!(unnumbered("二十一、主要做法"), "主要做法");
        assert_eq!(unnumbered("2. What was done"), "What was done");
        assert_eq!(unnumbered("统筹、协调"), "统筹、协调");
    }

    #[test]
    fn an_addressee_ends_with_one_colon() {
        assert_eq!(addressee("省委：", Lang::Zh), "省委：");
        assert_eq!(addressee("省委", Lang::Zh), "省委：");
    }
}
