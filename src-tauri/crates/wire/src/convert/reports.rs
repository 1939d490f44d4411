//! The reports room: the list, one report with its pieces and figures, and its pages.

use super::charts::kind_name;
use super::report_draft::{draft_of, layout_code};
use super::{choice, error_of, scope_label, small};
use crate::types::{
    ChoiceView, PieceView, ReportChoicesView, ReportEntry, ReportFigureView, ReportPageView, ReportView,
    ReportsView, SectionView, SpotView, UndrawnView,
};
use jianfu_engine::chart::kinds;
use jianfu_engine::model::{Lang, ObservationId, get_indicator};
use jianfu_engine::report::{
    Block, ChartParts, Form, Layout, PAGE_PT, Paragraph, PreviewPage, Report, Run, Section,
};
use jianfu_engine::{
    Error, KeptReport, RefreshedReport, ReportChoices, ReportedList, SlotChange, UndrawnChart,
};
use std::collections::{BTreeMap, BTreeSet};

/// A report in the list; one that cannot be read has its name alone.
pub fn report_entry(name: &str, kept: Option<&KeptReport>, lang: Lang) -> ReportEntry {
    ReportEntry {
        name: name.to_owned(),
        form: kept.map(|kept| form_name(kept.request.outline.form, lang).to_owned()).unwrap_or_default(),
        period: kept.map(|kept| kept.request.period.label(lang)).unwrap_or_default(),
    }
}

/// The list, and what can be chosen.
pub fn reports_view(
    reports: Vec<ReportEntry>,
    choices: Option<&ReportChoices>,
    scope_names: &BTreeMap<String, String>,
    lang: Lang,
) -> ReportsView {
    let forms = Form::ALL.into_iter().map(|form| choice(form.code(), form_name(form, lang)));
    let layouts = [Layout::Standard, Layout::Mirrored];
    let layouts = layouts.into_iter().map(|layout| choice(layout_code(layout), layout_name(layout, lang)));
    let list = |of: &dyn Fn(&ReportChoices) -> Vec<ChoiceView>| choices.map(of).unwrap_or_default();
    ReportsView {
        reports,
        choices: ReportChoicesView {
            forms: forms.collect(),
            layouts: layouts.collect(),
            periods: list(&|all| all.periods.iter().map(|p| choice(p, p.label(lang))).collect()),
            indicators: list(&|all| all.indicators.iter().map(|i| choice(i.id, i.name(lang))).collect()),
            scopes: list(&|all| {
                all.scopes.iter().map(|s| choice(&s.0, scope_label(&s.0, scope_names, lang))).collect()
            }),
            kinds: kinds().iter().map(|kind| choice(kind.name(), kind_name(kind.name(), lang))).collect(),
            parts: ChartParts::ALL.into_iter().map(|p| choice(p.code(), parts_name(p, lang))).collect(),
            usual_period: choices.map(|all| all.usual.to_string()).unwrap_or_default(),
        },
    }
}

/// A report and how it reads now; where it cannot be written, its outline alone with the reason.
pub fn report_view(
    (name, revision): (&str, u32),
    kept: &KeptReport,
    read: Result<(&RefreshedReport, &[PreviewPage]), &Error>,
    lang: Lang,
) -> ReportView {
    let mut view = ReportView {
        name: name.to_owned(),
        draft: draft_of(&kept.request),
        revision,
        error: None,
        title: String::new(),
        page_count: 0,
        page_width_pt: PAGE_PT.0,
        page_height_pt: PAGE_PT.1,
        sections: Vec::new(),
        appendices: Vec::new(),
        figures: Vec::new(),
        changed_count: 0,
        unfilled_count: 0,
        undrawn: Vec::new(),
    };
    match read {
        Ok((refreshed, pages)) => fill(&mut view, refreshed, pages, lang),
        Err(error) => {
            view.error = Some(error_of(error));
            view.sections = kept.request.outline.all_sections().iter().map(unwritten).collect();
        }
    }
    view
}

fn fill(view: &mut ReportView, refreshed: &RefreshedReport, pages: &[PreviewPage], lang: Lang) {
    let written = &refreshed.written;
    let outline = &refreshed.kept.request.outline;
    let reader = Reader { left_out: &outline.left_out, pages, lists: &written.lists, lang };
    view.title.clone_from(&written.report.title);
    view.page_count = small(pages.len());
    view.sections = reader.sections(&outline.all_sections(), &written.whole, &outline.own_texts);
    let blocks = written.whole.appendices.iter().flat_map(|appendix| &appendix.blocks);
    view.appendices = blocks.filter_map(|block| reader.piece(block)).collect();
    view.figures = reader.figures(&written.report, &refreshed.changes);
    view.changed_count = small(refreshed.changes.len());
    view.unfilled_count = small(view.sections.iter().filter(|section| section.is_unfilled).count());
    view.undrawn = written.undrawn.iter().map(|chart| reader.undrawn(chart)).collect();
}

/// A page with its spots; those of figures that are not as accepted are marked.
pub fn report_page_view(page: &PreviewPage, changes: &[SlotChange]) -> ReportPageView {
    let changed: BTreeSet<&str> = changes.iter().map(|change| change.key.as_str()).collect();
    let spots = page.spots.iter().map(|spot| {
        let part = spot.part.as_ref();
        // Keys of cells and marks are of their own kind: only those of sentences are accepted.
        let is_slot = spot.place.starts_with("text:");
        SpotView {
            place: spot.place.clone(),
            key: part.map(|part| part.key.clone()),
            text: part.map(|part| part.text.clone()).unwrap_or_default(),
            is_changed: is_slot && part.is_some_and(|part| changed.contains(part.key.as_str())),
            x: spot.x,
            y: spot.y,
            width: spot.width,
            height: spot.height,
            observation_ids: part.map(|part| ids(&part.inputs)).unwrap_or_default(),
        }
    });
    ReportPageView { svg: page.svg.clone(), spots: spots.collect() }
}

/// What is asked again and again while a report is put into pieces.
struct Reader<'a> {
    left_out: &'a BTreeSet<String>,
    pages: &'a [PreviewPage],
    lists: &'a [ReportedList],
    lang: Lang,
}

impl Reader<'_> {
    /// The sections in order, each with the pieces below its heading.
    fn sections(
        &self,
        sections: &[Section],
        whole: &Report,
        own_texts: &BTreeMap<String, String>,
    ) -> Vec<SectionView> {
        let mut views: Vec<SectionView> = sections.iter().map(unwritten).collect();
        let mut written = views.iter_mut().zip(sections).filter(|(view, _)| view.is_written);
        let mut open: Option<(&mut SectionView, &Section)> = None;
        for block in &whole.blocks {
            if let Block::Heading { level: 1, text } = block {
                open = written.next();
                if let Some((view, _)) = &mut open {
                    view.heading.clone_from(text);
                }
                continue;
            }
            if let Some((view, section)) = &mut open {
                let own = own_texts.get(&section.own_text_id());
                let is_own = matches!(block, Block::Paragraph(p) if p.id == section.own_text_id());
                view.is_unfilled |= is_own && own.is_none_or(|text| text.trim().is_empty());
                // The author's words are one text of several paragraphs.
                let piece = self.piece(block);
                let is_more = |piece: &PieceView| view.pieces.iter().any(|known| known.place == piece.place);
                view.pieces.extend(piece.filter(|piece| !is_more(piece)));
            }
        }
        views
    }

    fn piece(&self, block: &Block) -> Option<PieceView> {
        let place = block.place()?;
        let (kind, label, text_id, is_own) = match block {
            Block::Heading { .. } => return None,
            Block::Paragraph(p) => ("text", p.text(), Some(p.id.clone()), p.is_own),
            Block::Table(table) => ("table", table.title.clone(), None, false),
            Block::Figure(placed) => ("figure", placed.title.clone(), None, false),
        };
        let (text, keys) = match block {
            Block::Paragraph(paragraph) => (template(paragraph), keys(paragraph)),
            _ => (String::new(), Vec::new()),
        };
        let is_written = !self.left_out.contains(&place);
        let page = if is_written { self.page_of(&place, None) } else { 0 };
        let indicator = self.list_of(place.split_once(':')?.1).map(|list| list.indicator_id.clone());
        let kind = kind.to_owned();
        Some(PieceView { place, kind, label, text_id, text, is_own, is_written, page, keys, indicator })
    }

    /// The list of figures that a key or an id begins with.
    fn list_of(&self, key: &str) -> Option<&ReportedList> {
        let of = self
            .lists
            .iter()
            .filter(|list| key.strip_prefix(list.key.as_str()).is_some_and(|rest| rest.starts_with('.')));
        of.max_by_key(|list| list.key.len())
    }

    /// The page something first stands on, from 1; 0 where it is on none.
    fn page_of(&self, place: &str, key: Option<&str>) -> u32 {
        let is_there = |page: &PreviewPage| {
            let mut spots = page.spots.iter().filter(|spot| spot.place == place);
            spots.any(|spot| key.is_none() || spot.part.as_ref().map(|part| part.key.as_str()) == key)
        };
        small(self.pages.iter().position(is_there).map_or(0, |at| at + 1))
    }

    /// Every figure of the sentences once, and after them those that were accepted and are there no more.
    fn figures(&self, report: &Report, changes: &[SlotChange]) -> Vec<ReportFigureView> {
        let changes: BTreeMap<&str, &SlotChange> = changes.iter().map(|c| (c.key.as_str(), c)).collect();
        let mut seen = BTreeSet::new();
        let mut views = Vec::new();
        for block in report.all_blocks() {
            let Block::Paragraph(paragraph) = block else { continue };
            let place = block.place().unwrap_or_default();
            for run in &paragraph.runs {
                let Run::Slot(slot) = run else { continue };
                if !seen.insert(slot.key.as_str()) {
                    continue;
                }
                views.push(ReportFigureView {
                    label: self.label(&slot.key),
                    text: slot.text.clone(),
                    accepted: changes.get(slot.key.as_str()).map(|c| c.old.clone().unwrap_or_default()),
                    page: self.page_of(&place, Some(&slot.key)),
                    place: place.clone(),
                    observation_ids: ids(&slot.inputs),
                    key: slot.key.clone(),
                });
            }
        }
        let gone = changes.values().filter(|change| change.new.is_none());
        views.extend(gone.map(|change| ReportFigureView {
            key: change.key.clone(),
            label: self.label(&change.key),
            text: String::new(),
            accepted: change.old.clone(),
            place: String::new(),
            page: 0,
            observation_ids: Vec::new(),
        }));
        views
    }

    /// What a figure is: indicator, row and kind of figure, from its key.
    fn label(&self, key: &str) -> String {
        let lang = self.lang;
        if key.starts_with("overall@") {
            let direction = key.rsplit('.').next().unwrap_or_default();
            return match direction {
                "fell" => lang.pick("下降的项数", "Indicators that fell"),
                "rose" => lang.pick("上升的项数", "Indicators that rose"),
                "level" => lang.pick("持平的项数", "Indicators that stayed level"),
                _ => lang.pick("不可比的项数", "Indicators that cannot be compared"),
            }
            .to_owned();
        }
        let of = self.list_of(key);
        let indicator = of.map_or_else(
            || key.split(['@', '#', '.']).next().unwrap_or_default(),
            |list| list.indicator_id.as_str(),
        );
        let name = get_indicator(indicator).map_or(indicator, |indicator| indicator.name(lang));
        let rest = of.and_then(|list| key.strip_prefix(&format!("{}.", list.key))).unwrap_or_default();
        let (row, figure) = rest.rsplit_once('.').unwrap_or((rest, ""));
        let area = row.parse().ok().and_then(jianfu_engine::model::get_area);
        let row = match (row, area) {
            ("total" | "", _) => String::new(),
            ("comparable", _) => lang.pick("可比口径", "like for like").to_owned(),
            ("earlier", _) => lang.pick("上一次比较", "one comparison earlier").to_owned(),
            ("leading", _) => lang.pick("前三位合计", "the first three together").to_owned(),
            ("units" | "quota", _) => String::new(),
            (_, Some(area)) => area.name.to_owned(),
            (row, None) => row.to_owned(),
        };
        let words = [name.to_owned(), row, figure_name(figure, lang).to_owned()];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(lang.pick("，", ", "))
    }

    fn undrawn(&self, chart: &UndrawnChart) -> UndrawnView {
        let list = self.lists.iter().find(|list| list.key == chart.key);
        let indicator = list.map_or(chart.key.as_str(), |list| list.indicator_id.as_str());
        UndrawnView {
            indicator: indicator.to_owned(),
            kind: kind_name(chart.kind.name(), self.lang).to_owned(),
            error: error_of(&chart.error),
        }
    }
}

fn unwritten(section: &Section) -> SectionView {
    SectionView {
        id: section.id.clone(),
        heading: section.title.clone(),
        is_written: !section.is_left_out,
        is_unfilled: false,
        pieces: Vec::new(),
    }
}

/// The words with `{key}` for each figure, as an author may write them.
fn template(paragraph: &Paragraph) -> String {
    let run = |run: &Run| match run {
        Run::Text(text) => text.clone(),
        Run::Slot(slot) => format!("{{{}}}", slot.key),
    };
    paragraph.runs.iter().map(run).collect()
}

fn keys(paragraph: &Paragraph) -> Vec<String> {
    let keys = paragraph.runs.iter().filter_map(|run| match run {
        Run::Slot(slot) => Some(slot.key.clone()),
        Run::Text(_) => None,
    });
    keys.collect()
}

fn ids(inputs: &[ObservationId]) -> Vec<i64> {
    inputs.iter().map(|id| id.0).collect()
}

fn form_name(form: Form, lang: Lang) -> &'static str {
    match form {
        Form::Summary => lang.pick("年终总结", "Year-end summary"),
        Form::SpecialReport => lang.pick("专报", "Special report"),
        Form::Brief => lang.pick("简报", "Brief"),
    }
}

fn layout_name(layout: Layout, lang: Lang) -> &'static str {
    match layout {
        Layout::Standard => lang.pick("GB/T 9704：22 行 × 28 字", "GB/T 9704: 22 lines of 28"),
        Layout::Mirrored => lang.pick("对称页边", "Mirrored margins"),
    }
}

fn parts_name(parts: ChartParts, lang: Lang) -> &'static str {
    match parts {
        ChartParts::Usual => lang.pick("通常分法", "The usual parts"),
        ChartParts::Areas => lang.pick("分地区", "By area"),
        ChartParts::Kinds => lang.pick("分类别", "By kind"),
        ChartParts::Bodies => lang.pick("分单位", "By body"),
    }
}

fn figure_name(figure: &str, lang: Lang) -> &str {
    match figure {
        "count" => lang.pick("数量", "count"),
        "rate" => lang.pick("增减率", "rate"),
        "change" => lang.pick("增减量", "change"),
        "contribution" => lang.pick("贡献", "contribution"),
        "fell" => lang.pick("下降的个数", "units that fell"),
        "rose" => lang.pick("上升的个数", "units that rose"),
        "level" => lang.pick("持平的个数", "units that stayed level"),
        "largest_fall" => lang.pick("最大降幅", "largest fall"),
        "smallest_fall" => lang.pick("最小降幅", "smallest fall"),
        "quota" => lang.pick("年度控制数", "yearly quota"),
        "used" => lang.pick("已用控制数", "used of the quota"),
        "completed" => lang.pick("完成控制数", "share of the quota used"),
        "lead" => lang.pick("与时间进度之差", "ahead of or behind the calendar"),
        other => other,
    }
}
