//! Facts, figures and an outline into a report: headings with their numbers, paragraphs, tables, appendices.

use super::facts::IndicatorFacts;
use super::outline::{Content, Outline, Section};
use super::scopes;
use super::sentences::{Wording, overall, sentences};
use super::tables::{area_table, parts_table, summary_table};
use super::{Appendix, Block, Form, Paragraph, PlacedFigure, Report, Run, Slot};
use crate::model::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// Tables of more rows than this stand in an appendix only.
const ROWS_IN_BODY: usize = 8;

/// Writes the report. `figures` are the charts of each set of facts, by its key; nothing here draws or computes.
pub fn compose(
    outline: &Outline,
    facts: &[IndicatorFacts],
    figures: &BTreeMap<String, Vec<PlacedFigure>>,
) -> Report {
    let writer = Writer {
        outline,
        facts,
        figures,
        wording: Wording { lang: outline.lang, hides_names: outline.hides_names },
    };
    let blocks = outline
        .sections()
        .into_iter()
        .zip(1..)
        .flat_map(|(section, number)| writer.section(&section, number));
    let blocks = blocks.collect();
    let appendices = if outline.is_without_appendices { Vec::new() } else { writer.appendices() };
    let mut report = Report {
        form: outline.form,
        layout: outline.layout,
        lang: outline.lang,
        hides_names: outline.hides_names,
        masthead: outline.masthead(),
        title: outline.title.clone().unwrap_or_else(|| writer.title()),
        addressee: outline.addressee.clone(),
        blocks,
        closing: outline.closing.clone(),
        appendices,
    };
    put_own_texts(&mut report, &outline.own_texts);
    without(report, &outline.left_out)
}

/// The report without some of its paragraphs, tables and figures, by their places. A heading that nothing stands below any more goes
/// with them, unless it is that of a section; so does an appendix.
pub fn without(mut report: Report, left_out: &BTreeSet<String>) -> Report {
    if left_out.is_empty() {
        return report;
    }
    let keep = |blocks: &mut Vec<Block>| {
        blocks.retain(|block| block.place().is_none_or(|place| !left_out.contains(&place)));
        drop_empty_headings(blocks);
    };
    keep(&mut report.blocks);
    report.appendices.iter_mut().for_each(|appendix| keep(&mut appendix.blocks));
    report.appendices.retain(|appendix| !appendix.blocks.is_empty());
    report
}

fn drop_empty_headings(blocks: &mut Vec<Block>) {
    let mut kept: Vec<Block> = Vec::new();
    // From the end, what follows a heading is known when it is met.
    for block in blocks.drain(..).rev() {
        let is_empty = match (&block, kept.last()) {
            (Block::Heading { level: 1, .. }, _) => false,
            (Block::Heading { .. }, None) => true,
            (Block::Heading { level, .. }, Some(Block::Heading { level: next, .. })) => next <= level,
            _ => false,
        };
        if !is_empty {
            kept.push(block);
        }
    }
    kept.reverse();
    *blocks = kept;
}

struct Writer<'a> {
    outline: &'a Outline,
    facts: &'a [IndicatorFacts],
    figures: &'a BTreeMap<String, Vec<PlacedFigure>>,
    wording: Wording,
}

impl Writer<'_> {
    fn title(&self) -> String {
        let lang = self.outline.lang;
        let when = self.facts.first().map(|one| one.period.label(lang)).unwrap_or_default();
        match (lang, self.outline.form) {
            (Lang::Zh, Form::Summary) => format!("{when}为基层减负工作总结"),
            (Lang::Zh, Form::SpecialReport) => format!("关于{when}为基层减负情况的报告"),
            (Lang::Zh, Form::Brief) => format!("{when}为基层减负情况"),
            (Lang::En, Form::Summary) => format!("Burden reduction in {when}: summary"),
            (Lang::En, Form::SpecialReport) => format!("Report on burden reduction in {when}"),
            (Lang::En, Form::Brief) => format!("Burden reduction in {when}"),
        }
    }

    fn section(&self, section: &Section, number: usize) -> Vec<Block> {
        let mut blocks = vec![heading(1, number, &section.title, self.outline.lang)];
        let is_written = own_text(&self.outline.own_texts, &section.own_text_id()).is_some();
        if section.content == Content::Own || is_written {
            blocks.push(Block::Paragraph(self.placeholder(section)));
        }
        if section.content == Content::Figures {
            let ids = &section.indicator_ids;
            let is_shown = |one: &&IndicatorFacts| ids.is_empty() || ids.contains(&one.indicator_id);
            self.results(&self.facts.iter().filter(is_shown).collect::<Vec<_>>(), &mut blocks);
        }
        blocks
    }

    /// Nothing is made up about what was done: the author is asked.
    fn placeholder(&self, section: &Section) -> Paragraph {
        let words = match self.outline.lang {
            Lang::Zh => format!("（请填写：{}。）", section.title),
            Lang::En => format!("(To be filled in: {}.)", section.title.to_lowercase()),
        };
        Paragraph { id: section.own_text_id(), runs: vec![Run::Text(words)], is_own: true }
    }

    /// Scope by scope, because figures of different scopes are never in one list.
    fn results(&self, facts: &[&IndicatorFacts], blocks: &mut Vec<Block>) {
        let lang = self.outline.lang;
        let scopes: Vec<Vec<IndicatorFacts>> = facts
            .chunk_by(|a, b| a.scope_id == b.scope_id)
            .map(|group| group.iter().map(|one| (*one).clone()).collect())
            .collect();
        for (group, number) in scopes.iter().zip(1..) {
            let mut level = 2;
            if scopes.len() > 1 {
                let title = group.first().map(|one| scope_title(one, lang)).unwrap_or_default();
                blocks.push(heading(level, number, &title, lang));
                level += 1;
            }
            blocks.extend(overall(group, self.wording).map(Block::Paragraph));
            blocks.extend(summary_table(group, lang).map(Block::Table));
            for (one, number) in group.iter().zip(1..) {
                if group.len() > 1 {
                    blocks.push(heading(level, number, &one.name, lang));
                }
                self.indicator(one, blocks);
            }
        }
    }

    fn indicator(&self, one: &IndicatorFacts, blocks: &mut Vec<Block>) {
        blocks.extend(sentences(one, self.wording).into_iter().map(Block::Paragraph));
        if is_in_body(one) {
            blocks.extend(self.kinds_table(one).map(Block::Table));
        }
        let figures = self.figures.get(&one.key).into_iter().flatten();
        blocks.extend(figures.map(|figure| Block::Figure(Box::new(figure.clone()))));
    }

    fn table_title(&self, one: &IndicatorFacts, zh: &str, en: &str) -> String {
        let lang = self.outline.lang;
        let is_one_scope = self.facts.iter().all(|other| other.scope_id == one.scope_id);
        let name = match lang {
            _ if is_one_scope => one.name.clone(),
            Lang::Zh => format!("{}（{}）", one.name, scope_title(one, lang)),
            Lang::En => format!("{} ({})", one.name, scope_title(one, lang)),
        };
        let when = one.period.label(lang);
        match lang {
            Lang::Zh => format!("{when}{name}{zh}"),
            Lang::En => format!("{name} {en}, {when}"),
        }
    }

    fn kinds_table(&self, one: &IndicatorFacts) -> Option<super::Table> {
        let title = self.table_title(one, "分类情况", "by kind");
        let head = self.outline.lang.pick("类别", "Kind");
        parts_table(one, &one.kinds, ("by_kind", &title, head), self.wording)
    }

    /// One for each set of facts: by area, by kind where the body has it not, by body.
    fn appendices(&self) -> Vec<Appendix> {
        let mut appendices = Vec::new();
        for one in self.facts {
            let mut blocks = Vec::new();
            let by_area = self.table_title(one, "分地区情况", "by area");
            blocks.extend(area_table(one, &by_area, self.wording).map(Block::Table));
            if !is_in_body(one) {
                blocks.extend(self.kinds_table(one).map(Block::Table));
            }
            let (by_body, head) =
                (self.table_title(one, "分单位情况", "by body"), self.outline.lang.pick("单位", "Body"));
            let bodies = parts_table(one, &one.bodies, ("by_body", &by_body, head), self.wording);
            blocks.extend(bodies.map(Block::Table));
            if !blocks.is_empty() {
                let title = self.table_title(one, "明细", "in detail");
                appendices.push(Appendix { title, blocks });
            }
        }
        appendices
    }
}

/// Kinds that make up the total and are few stand beside the sentence; others in an appendix.
fn is_in_body(one: &IndicatorFacts) -> bool {
    one.kinds.is_whole && one.kinds.rows.len() <= ROWS_IN_BODY
}

fn scope_title(one: &IndicatorFacts, lang: Lang) -> String {
    scopes::name(&one.scope, lang)
}

fn heading(level: u8, number: usize, title: &str, lang: Lang) -> Block {
    let text = match (lang, level) {
        (Lang::Zh, 1) => format!("{}、{title}", numeral(number)),
        (Lang::Zh, 2) => format!("（{}）{title}", numeral(number)),
        (Lang::En, 1) => format!("{number}. {title}"),
        (Lang::En, _) => format!("({number}) {title}"),
        (Lang::Zh, _) => format!("{number}．{title}"),
    };
    Block::Heading { level, text }
}

/// Chinese numerals below a hundred; figures from there on.
pub(super) fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n).copied().unwrap_or_default();
    match number {
        0 => "〇".to_owned(),
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

/// Puts the author's words in place of the paragraphs they replace. `{key}` becomes the figure of that key; what is no
/// key stays as written.
fn put_own_texts(report: &mut Report, own: &BTreeMap<String, String>) {
    if own.is_empty() {
        return;
    }
    let known: BTreeMap<String, Slot> = report.slots().map(|slot| (slot.key.clone(), slot.clone())).collect();
    let blocks = std::mem::take(&mut report.blocks);
    report.blocks = blocks
        .into_iter()
        .flat_map(|block| match &block {
            Block::Paragraph(paragraph) => match own_text(own, &paragraph.id) {
                Some(text) => own_paragraphs(&paragraph.id, text, &known),
                None => vec![block],
            },
            _ => vec![block],
        })
        .collect();
}

/// What the author wrote in place of a paragraph; blanks are nothing.
fn own_text<'a>(own: &'a BTreeMap<String, String>, id: &str) -> Option<&'a String> {
    own.get(id).filter(|text| !text.trim().is_empty())
}

/// One paragraph a line; all of them are known by the one id, because they are one text of the author's.
fn own_paragraphs(id: &str, text: &str, known: &BTreeMap<String, Slot>) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraph = |line| Paragraph { id: id.to_owned(), runs: with_slots(line, known), is_own: true };
    lines.map(|line| Block::Paragraph(paragraph(line))).collect()
}

fn with_slots(text: &str, known: &BTreeMap<String, Slot>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        match after.split_once('}').and_then(|(key, tail)| Some((known.get(key)?, tail))) {
            Some((slot, tail)) => {
                runs.push(Run::Text(std::mem::take(&mut words)));
                runs.push(Run::Slot(slot.clone()));
                rest = tail;
            }
            None => {
                words.push('{');
                rest = after;
            }
        }
    }
    words.push_str(rest);
    runs.push(Run::Text(words));
    runs.retain(|run| !matches!(run, Run::Text(text) if text.is_empty()));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(id: &str) -> Block {
        let runs = vec![Run::Text(id.to_owned())];
        Block::Paragraph(Paragraph { id: id.to_owned(), runs, is_own: false })
    }

    #[test]
    fn a_heading_goes_with_the_last_that_stood_below_it_and_a_section_keeps_its_own() {
        let heading = |level, text: &str| Block::Heading { level, text: text.to_owned() };
        let mut blocks = vec![
            heading(1, "一、"),
            heading(2, "（一）"),
            heading(3, "1．"),
            heading(3, "2．"),
            paragraph("a"),
            heading(2, "（二）"),
            heading(1, "二、"),
        ];
        drop_empty_headings(&mut blocks);
        let expected = vec![
            heading(1, "一、"),
            heading(2, "（一）"),
            heading(3, "2．"),
            paragraph("a"),
            heading(1, "二、"),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn a_section_left_out_is_kept_and_its_text_stands_at_the_head_of_figures_in_paragraphs() {
        let mut outline = Outline::default();
        outline.sections = outline.all_sections();
        outline.sections.reverse();
        for section in &mut outline.sections {
            section.is_left_out = section.id == "next";
        }
        outline.own_texts.insert("own.results".to_owned(), "甲\n\n乙\n".to_owned());
        outline.own_texts.insert("own.problems".to_owned(), " ".to_owned());
        let report = compose(&outline, &[], &BTreeMap::new());
        let words: Vec<String> = report
            .blocks
            .iter()
            .map(|block| match block {
                Block::Heading { text, .. } => text.clone(),
                Block::Paragraph(paragraph) => paragraph.text(),
                _ => String::new(),
            })
            .collect();
        let expected = [
            "一、存在问题",
            "（请填写：存在问题。）",
            "二、主要做法",
            "（请填写：主要做法。）",
            "三、总体成效",
            "甲",
            "乙",
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn headings_are_numbered_in_chinese() {
        let numerals: Vec<String> = [1, 10, 11, 20, 21, 99, 100].into_iter().map(numeral).collect();
        assert_eq!(numerals, ["一", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }

    #[test]
    fn an_own_text_names_figures_by_key_and_keeps_what_is_no_key() {
        let slot =
            Slot { key: "a.rate".to_owned(), text: "下降1.0%".to_owned(), value: None, inputs: Vec::new() };
        let known = BTreeMap::from([(slot.key.clone(), slot.clone())]);
        let runs = with_slots("全省{a.rate}，{b.rate} {", &known);
        let expected =
            vec![Run::Text("全省".to_owned()), Run::Slot(slot), Run::Text("，{b.rate} {".to_owned())];
        assert_eq!(runs, expected);
    }
}
