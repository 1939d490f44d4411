//! The vocabulary of placeholders: what an office may write between two braces, in either language, and what it stands
//! for in this report. `{{发文.今年}}` and `{{documents_issued.current}}` are one figure.

use super::figures;
use crate::model::Lang;
use crate::report::{Block, IndicatorFacts, Report, words};
use std::collections::{BTreeMap, BTreeSet};

/// What a placeholder stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceholderValue {
    /// Words, put where it stands.
    Words(String),
    /// Nothing yet; what gives it a value.
    Unset(&'static str),
    /// Blocks of the report, put in place of its paragraph.
    Blocks(Vec<BlockPlace>),
    /// Every appendix with its mark and title, each from a new page.
    Appendices(Vec<BlockPlace>),
}

/// Where in a report a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockPlace {
    /// The appendix it stands in, from 0; nothing for the body.
    pub appendix: Option<usize>,
    /// Its number there, from 0.
    pub block: usize,
}

/// One placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Its names without braces: Chinese, English, then others that are taken as well.
    pub names: Vec<String>,
    /// What it stands for.
    pub value: PlaceholderValue,
}

/// Every placeholder of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placeholders {
    all: Vec<Placeholder>,
    /// Names as compared, and which placeholders they may mean.
    by_name: BTreeMap<String, BTreeSet<usize>>,
}

/// What a name stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    One(&'a PlaceholderValue),
    /// The names it may mean.
    Several(Vec<&'a str>),
    /// The nearest name there is.
    None(Option<&'a str>),
}

impl Placeholders {
    /// Everything a template may ask of this report. `facts` are those the report was made of.
    pub fn of(report: &Report, facts: &[IndicatorFacts]) -> Self {
        let mut placeholders = Self::default();
        placeholders.add_paper(report);
        placeholders.add_blocks(report, facts);
        for placeholder in figures::of(facts, report.lang) {
            placeholders.add(placeholder.names, placeholder.value);
        }
        for slot in report.slots() {
            // Those of the totals are there by the same name already.
            if !placeholders.by_name.contains_key(&compared(&slot.key)) {
                placeholders.add(vec![slot.key.clone()], PlaceholderValue::Words(slot.text.clone()));
            }
        }
        placeholders
    }

    /// Every placeholder, in the order a reader looks for them.
    pub fn iter(&self) -> impl Iterator<Item = &Placeholder> {
        self.all.iter()
    }

    fn add(&mut self, names: Vec<String>, value: PlaceholderValue) {
        let at = self.all.len();
        for name in &names {
            self.by_name.entry(compared(name)).or_default().insert(at);
        }
        self.all.push(Placeholder { names, value });
    }

    /// Title, head and foot of the paper.
    fn add_paper(&mut self, report: &Report) {
        let (closing, head) = (&report.closing, report.masthead.as_ref());
        let head = |of: fn(&crate::report::Masthead) -> Option<&String>| head.and_then(of);
        let values = [
            (["标题", "title"], Some(&report.title), "--title"),
            (["主送", "addressee"], report.addressee.as_ref(), "--addressee"),
            (["单位", "signed_by"], closing.signed_by.as_ref(), "--signed-by"),
            (["日期", "date"], closing.date.as_ref(), "--date"),
            (["红头", "masthead"], head(|head| Some(&head.name)), "--masthead"),
            (["期号", "issue"], head(|head| head.issue.as_ref()), "--issue"),
            (["编发单位", "issuer"], head(|head| head.issuer.as_ref()), "--issuer"),
            (["编发日期", "issue_date"], head(|head| head.date.as_ref()), "--issue-date"),
            (["报送", "sent_to"], closing.sent_to.as_ref(), "--sent-to"),
            (["抄送", "copied_to"], closing.copied_to.as_ref(), "--copied-to"),
            (["印发机关", "printed_by"], closing.printed_by.as_ref(), "--printed-by"),
            (["印发日期", "printed_on"], closing.printed_on.as_ref(), "--printed-on"),
        ];
        for (names, value, option) in values {
            let value =
                value.map_or(PlaceholderValue::Unset(option), |words| PlaceholderValue::Words(words.clone()));
            self.add(names.map(str::to_owned).to_vec(), value);
        }
    }

    /// The body, its sections, paragraphs, tables, charts and appendices.
    fn add_blocks(&mut self, report: &Report, facts: &[IndicatorFacts]) {
        let body: Vec<BlockPlace> =
            (0..report.blocks.len()).map(|block| BlockPlace { appendix: None, block }).collect();
        let name = |zh: &str, en: &str| vec![zh.to_owned(), en.to_owned()];
        if let Some((first, last)) = facts.first().map(|one| (one.period, one.against)) {
            let words = |period: crate::model::Period| PlaceholderValue::Words(period.label(report.lang));
            self.add(name("期间", "period"), words(first));
            self.add(name("基期", "base_period"), words(last));
        }
        self.add(name("正文", "body"), PlaceholderValue::Blocks(body));
        let appendices: Vec<BlockPlace> = (0..)
            .zip(&report.appendices)
            .flat_map(|(at, appendix)| {
                (0..appendix.blocks.len()).map(move |block| BlockPlace { appendix: Some(at), block })
            })
            .collect();
        self.add(name("附件", "appendices"), PlaceholderValue::Appendices(appendices));
        for (title, blocks) in sections(report) {
            self.add(
                name(&format!("节:{title}"), &format!("section:{title}")),
                PlaceholderValue::Blocks(blocks),
            );
        }
        let of_body =
            (0..).zip(&report.blocks).map(|(block, one)| (BlockPlace { appendix: None, block }, one));
        let of_appendices = (0..).zip(&report.appendices).flat_map(|(at, appendix)| {
            (0..)
                .zip(&appendix.blocks)
                .map(move |(block, one)| (BlockPlace { appendix: Some(at), block }, one))
        });
        let mut paragraphs: BTreeMap<&str, Vec<BlockPlace>> = BTreeMap::new();
        for (place, block) in of_body.chain(of_appendices) {
            match block {
                Block::Heading { .. } => {}
                Block::Paragraph(paragraph) => paragraphs.entry(&paragraph.id).or_default().push(place),
                Block::Table(table) => {
                    self.add_piece(("表", "table"), (&table.id, &table.title), place, facts);
                }
                Block::Figure(figure) => {
                    self.add_piece(("图", "chart"), (&figure.id, &figure.title), place, facts);
                }
            }
        }
        // An author's text may be several paragraphs under one id.
        for (id, places) in paragraphs {
            self.add(name(&format!("段:{id}"), &format!("text:{id}")), PlaceholderValue::Blocks(places));
        }
    }

    /// A table or a chart: by what it shows, which stays the same from year to year, and by its title.
    fn add_piece(
        &mut self,
        (zh, en): (&str, &str),
        (id, title): (&str, &str),
        place: BlockPlace,
        facts: &[IndicatorFacts],
    ) {
        let mut names: Vec<String> = Vec::new();
        let known = facts.iter().filter_map(|one| Some((one, id.strip_prefix(&one.key)?.strip_prefix('.')?)));
        if let Some((one, what)) = known.max_by_key(|(one, _)| one.key.len()) {
            let (english, chinese) = figures::piece_names(one, facts, what);
            names.extend(chinese.iter().map(|name| format!("{zh}:{name}")));
            names.insert(1, format!("{en}:{english}.{what}"));
        } else if id.starts_with("overall@") {
            names.extend([format!("{zh}:主要指标"), format!("{en}:main_figures")]);
        } else {
            names.extend([format!("{zh}:{title}"), format!("{en}:{id}")]);
        }
        names.extend([format!("{en}:{id}"), format!("{zh}:{title}"), format!("{en}:{title}")]);
        self.add(names, PlaceholderValue::Blocks(vec![place]));
    }

    /// What a name stands for, however its blanks, dots and colons are typed.
    pub(super) fn meaning(&self, name: &str) -> Meaning<'_> {
        let name = compared(name);
        let found: Vec<&Placeholder> =
            self.by_name.get(&name).into_iter().flatten().filter_map(|at| self.all.get(*at)).collect();
        match found.as_slice() {
            [] => Meaning::None(self.nearest(&name)),
            [one] => Meaning::One(&one.value),
            several => {
                Meaning::Several(several.iter().filter_map(|p| p.names.first()).map(String::as_str).collect())
            }
        }
    }

    fn nearest(&self, name: &str) -> Option<&str> {
        let all = self.all.iter().flat_map(|placeholder| &placeholder.names);
        let near = all.map(|known| (distance(&compared(known), name), known));
        // Something that shares nothing with it would only mislead.
        let near = near.min_by_key(|(distance, known)| (*distance, known.len()))?;
        (near.0 < name.chars().count().max(2)).then_some(near.1)
    }
}

/// A name as compared: without blanks, with plain dots and colons, in small letters.
pub(super) fn compared(name: &str) -> String {
    let plain = |c: char| match c {
        '：' => ':',
        '．' | '。' | '·' => '.',
        '＠' => '@',
        '（' => '(',
        '）' => ')',
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(plain).collect::<String>().to_lowercase()
}

/// The sections of the body by their titles, without their headings.
fn sections(report: &Report) -> Vec<(String, Vec<BlockPlace>)> {
    let mut sections: Vec<(String, Vec<BlockPlace>)> = Vec::new();
    for (block, one) in (0..).zip(&report.blocks) {
        match (one, sections.last_mut()) {
            (Block::Heading { level: 1, text }, _) => {
                sections.push((words::unnumbered(text).to_owned(), Vec::new()));
            }
            (_, Some((_, blocks))) => blocks.push(BlockPlace { appendix: None, block }),
            (_, None) => {}
        }
    }
    sections
}

/// How many characters have to be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for ((b, above), before) in other.iter().zip(row.iter().skip(1)).zip(&row) {
            let changed = before + usize::from(a != *b);
            let left = next.last().map_or(usize::MAX, |left| left + 1);
            next.push(changed.min(above + 1).min(left));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

impl Placeholder {
    /// Its value as it would be printed: the first words of blocks.
    pub fn preview(&self, report: &Report) -> String {
        match &self.value {
            PlaceholderValue::Words(words) => words.clone(),
            PlaceholderValue::Unset(option) => match report.lang {
                Lang::Zh => format!("（未填写：{option}）"),
                Lang::En => format!("(not given: {option})"),
            },
            PlaceholderValue::Blocks(places) | PlaceholderValue::Appendices(places) => {
                let said: Vec<String> =
                    places.iter().filter_map(|place| report.block(*place)).map(said).collect();
                said.join(" / ")
            }
        }
    }
}

/// What a block is about.
fn said(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } => text.clone(),
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(table) => table.title.clone(),
        Block::Figure(figure) => figure.title.clone(),
    }
}

impl Report {
    /// The block at a place.
    pub(super) fn block(&self, place: BlockPlace) -> Option<&Block> {
        let blocks = match place.appendix {
            Some(at) => &self.appendices.get(at)?.blocks,
            None => &self.blocks,
        };
        blocks.get(place.block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_none_that_shares_nothing() {
        let mut known = Placeholders::default();
        let words = || PlaceholderValue::Words("1".to_owned());
        known.add(vec!["发文.今年".to_owned(), "documents.current".to_owned()], words());
        assert_eq!(known.meaning("发文．今年 "), Meaning::One(&words()));
        assert_eq!(known.meaning("Documents.Current"), Meaning::One(&words()));
        assert_eq!(known.meaning("发文.金年"), Meaning::None(Some("发文.今年")));
        assert_eq!(known.meaning("乙"), Meaning::None(None));
        known.add(vec!["另一个".to_owned(), "发文.今年".to_owned()], words());
        assert_eq!(known.meaning("发文.今年"), Meaning::Several(vec!["发文.今年", "另一个"]));
    }
}
