//! The report set on pages: red head, title, paragraphs, tables, figures, signature, appendices.

use super::flow::{Float, Flow, Ink, Item, Side};
use super::foot::put_foot;
use super::lines::{Setting, set as set_lines};
use super::sheet::{BODY, CHARACTER, NOTE, SMALL, Sheet, TITLE, TYPE_WIDTH};
use super::spots::{Slots, of_figure};
use super::tables::put_table;
use crate::chart::{ChartError, Weight, text_width, to_svg};
use crate::report::text::plain;
use crate::report::words;
use crate::report::{Block, Closing, Masthead, Paragraph, PlacedFigure, Report};

/// Size of the name in red.
const MASTHEAD: f64 = 36.0;

/// Tables and figures are numbered through the whole report.
#[derive(Debug, Default)]
struct Numbers {
    tables: usize,
    figures: usize,
}

/// Sets the report.
pub(super) fn set(report: &Report) -> Result<Flow, ChartError> {
    let mut flow = Flow::new(Sheet::of(report.layout));
    let mut numbers = Numbers::default();
    if let Some(masthead) = &report.masthead {
        put_masthead(&mut flow, masthead);
    }
    put_title(&mut flow, &plain(&report.title));
    if let Some(addressee) = &report.addressee {
        let text = words::addressee(&plain(addressee), report.lang);
        put_text(&mut flow, &text, Setting { indent: 0.0, ..Setting::body(TYPE_WIDTH, report.lang) });
    }
    for (at, block) in report.blocks.iter().enumerate() {
        put_block(&mut flow, block, report.blocks.get(at + 1), &mut numbers, report)?;
    }
    flow.flush();
    put_appendix_list(&mut flow, report);
    put_closing(&mut flow, &report.closing);
    for (number, appendix) in (1..).zip(&report.appendices) {
        flow.new_page();
        let mark = words::appendix_mark(number, report.appendices.len(), report.lang);
        let line = flow.sheet.line;
        flow.words_at(&mark, (BODY, Weight::Medium), Side::Left, 0.0, line);
        put_title(&mut flow, &plain(&appendix.title));
        for (at, block) in appendix.blocks.iter().enumerate() {
            put_block(&mut flow, block, appendix.blocks.get(at + 1), &mut numbers, report)?;
        }
        flow.flush();
    }
    put_foot(&mut flow, &report.closing, report.lang);
    Ok(flow)
}

/// The name in red, the issue below it, issuer and date at the sides, and the red rule.
fn put_masthead(flow: &mut Flow, masthead: &Masthead) {
    let name = plain(&masthead.name);
    let natural = text_width(&name, MASTHEAD, Weight::Medium);
    let size = MASTHEAD.min(MASTHEAD * (TYPE_WIDTH - 2.0 * CHARACTER) / natural.max(1.0));
    let height = flow.sheet.line * 2.0;
    let x = (TYPE_WIDTH - text_width(&name, size, Weight::Medium)) / 2.0;
    let y = super::flow::baseline(flow.y, height, size);
    flow.put(Item::Text { x, y, size, weight: Weight::Medium, spacing: 0.0, ink: Ink::Red, words: name });
    flow.y += height;
    let line = flow.sheet.line;
    if let Some(issue) = &masthead.issue {
        flow.words_at(&plain(issue), (BODY, Weight::Regular), Side::Middle, 0.0, line);
    }
    let [issuer, date] = [&masthead.issuer, &masthead.date].map(|words| words.as_deref().map(plain));
    let wide = |words: &Option<String>| {
        words.as_deref().map_or(0.0, |words| text_width(words, BODY, Weight::Regular))
    };
    // On one line where both fit, two characters apart; else one below the other.
    let fits = wide(&issuer) + wide(&date) <= TYPE_WIDTH - 4.0 * CHARACTER;
    let top = flow.y;
    for (words, side) in [(issuer, Side::Left), (date, Side::Right)] {
        let Some(words) = words else { continue };
        if fits {
            flow.y = top;
        }
        flow.words_at(&words, (BODY, Weight::Regular), side, CHARACTER, line);
    }
    flow.put(Item::Rule { x: 0.0, y: flow.y + 2.0, width: TYPE_WIDTH, thickness: 1.5, ink: Ink::Red });
    flow.y += line;
}

fn put_title(flow: &mut Flow, title: &str) {
    let line = flow.sheet.line;
    let setting = Setting::plain(TITLE, Weight::Medium, TYPE_WIDTH - 2.0 * CHARACTER);
    for one in set_lines(title, setting) {
        flow.words_at(&one.words, (TITLE, Weight::Medium), Side::Middle, 0.0, line);
    }
    flow.y += line;
}

fn put_text(flow: &mut Flow, text: &str, setting: Setting) {
    let line = flow.sheet.line;
    flow.align_to_grid();
    for one in set_lines(text, setting) {
        flow.line(one, setting.size, setting.weight, line);
    }
}

/// Sentences, with the spots of the figures in them.
fn put_paragraph(flow: &mut Flow, paragraph: &Paragraph, setting: Setting) {
    let line = flow.sheet.line;
    flow.align_to_grid();
    let mut slots = Slots::of(paragraph);
    for one in set_lines(&plain(&paragraph.text()), setting) {
        flow.line(one.clone(), setting.size, setting.weight, line);
        slots.note(flow, &one, setting, line);
    }
}

fn put_block(
    flow: &mut Flow,
    block: &Block,
    next: Option<&Block>,
    numbers: &mut Numbers,
    report: &Report,
) -> Result<(), ChartError> {
    match block {
        Block::Heading { level, text } => {
            flow.align_to_grid();
            // A heading never ends a page: room for itself and two lines of what follows.
            let kept = if next.is_some() { 3.0 } else { 1.0 };
            flow.need(flow.sheet.line * kept);
            let weight = if *level == 1 { Weight::Medium } else { Weight::Regular };
            put_text(flow, &plain(text), Setting { weight, ..Setting::body(TYPE_WIDTH, report.lang) });
        }
        Block::Paragraph(paragraph) => put_paragraph(flow, paragraph, Setting::body(TYPE_WIDTH, report.lang)),
        Block::Table(table) => {
            numbers.tables += 1;
            put_table(flow, table, numbers.tables, report.lang);
        }
        Block::Figure(placed) => {
            numbers.figures += 1;
            put_figure(flow, placed, numbers.figures, report)?;
        }
    }
    Ok(())
}

/// A chart with its caption below; scaled where it is larger than a page, and at the head of the next page where this one
/// has no room.
fn put_figure(
    flow: &mut Flow,
    placed: &PlacedFigure,
    number: usize,
    report: &Report,
) -> Result<(), ChartError> {
    let caption = words::figure_caption(number, &plain(&placed.title), report.lang);
    let caption = set_lines(&caption, Setting::plain(SMALL, Weight::Medium, TYPE_WIDTH));
    let below = flow.sheet.line * caption.len() as f64;
    // The caption says the title.
    let placed = &PlacedFigure { figure: placed.figure.without_title(), ..placed.clone() };
    // User units are 96 to the inch, points 72.
    let natural = (placed.figure.width * 0.75, placed.figure.height * 0.75);
    let most = flow.sheet.height - below - NOTE;
    let fit = (TYPE_WIDTH / natural.0.max(1.0)).min(most / natural.1.max(1.0)).min(1.0);
    let (x, top) = ((TYPE_WIDTH - natural.0 * fit) / 2.0, NOTE / 2.0);
    let svg = to_svg(&placed.figure)?;
    let mut items = vec![Item::Drawing { x, y: top, scale: 0.75 * fit, svg }];
    let mut y = top + natural.1 * fit;
    for one in caption {
        let (words, weight) = (one.words, Weight::Medium);
        let x = (TYPE_WIDTH - text_width(&words, SMALL, weight)) / 2.0;
        let baseline = super::flow::baseline(y, flow.sheet.line, SMALL);
        items.push(Item::Text { x, y: baseline, size: SMALL, weight, spacing: 0.0, ink: Ink::Black, words });
        y += flow.sheet.line;
    }
    let spots = of_figure(placed, (x, top), 0.75 * fit, y);
    flow.float(Float { items, spots, height: y });
    Ok(())
}

/// The appendices by name, below the body: titles under each other, two characters in.
fn put_appendix_list(flow: &mut Flow, report: &Report) {
    let titles: Vec<&str> = report.appendices.iter().map(|appendix| appendix.title.as_str()).collect();
    if titles.is_empty() {
        return;
    }
    let list = words::appendix_list(&titles, report.lang);
    let wide = |mark: &str| Setting::body(TYPE_WIDTH, report.lang).measure(mark);
    let widest = list.iter().map(|(mark, _)| wide(mark)).fold(0.0, f64::max);
    let left = 2.0 * CHARACTER + widest;
    let setting = Setting { indent: 0.0, ..Setting::body(TYPE_WIDTH - left, report.lang) };
    let mut lines = Vec::new();
    for (mark, title) in list {
        for (at, mut one) in set_lines(&plain(title), setting).into_iter().enumerate() {
            one.indent = left;
            if at == 0 {
                one.words = format!("{mark}{}", one.words);
                one.indent -= wide(&mark);
            }
            lines.push(one);
        }
    }
    flow.align_to_grid();
    // Kept in one piece where it fills less than half a page.
    let height = flow.sheet.line * (lines.len() + 1) as f64;
    flow.need(if height < flow.sheet.height / 2.0 { height } else { flow.sheet.line * 2.0 });
    flow.skip(flow.sheet.line);
    for one in lines {
        flow.line(one, setting.size, setting.weight, flow.sheet.line);
    }
}

/// Signature and date at the right, the date four characters in, the name in the middle above it.
fn put_closing(flow: &mut Flow, closing: &Closing) {
    let line = flow.sheet.line;
    let wide = |words: &Option<String>| {
        words.as_deref().map_or(0.0, |words| text_width(&plain(words), BODY, Weight::Regular))
    };
    let (name, date) = (wide(&closing.signed_by), wide(&closing.date));
    if closing.signed_by.is_some() || closing.date.is_some() {
        flow.align_to_grid();
        flow.need(line * 3.0);
        flow.skip(line);
    }
    let inset = 4.0 * CHARACTER;
    let over = if date > 0.0 { (inset + (date - name) / 2.0).max(0.0) } else { inset };
    for (words, inset) in [(&closing.signed_by, over), (&closing.date, inset)] {
        if let Some(words) = words {
            flow.words_at(&plain(words), (BODY, Weight::Regular), Side::Right, inset, line);
        }
    }
}
