//! From labels to meaning: area, period, indicator, body, category and unit of every line and every column, and then
//! of every figure.

use super::derived::is_derived_label;
use super::matrix::{Column, Line, Matrix};
use super::names::{
    AreaFinder, indicator_of, is_document_kind, is_organisation, thing_of, unit_of_head, unnumbered,
};
use super::periods::{Context, Cue, cue_of, cue_of_whole, is_quota_label, resolve};
use super::text::{is_of_which, is_total_label, plain, split_bracket};
use crate::model::{AreaCode, CellRef, LineClass, Period, Role, get_indicator, quota_id};
use std::collections::{BTreeMap, BTreeSet};

/// What is known about a table from outside its body.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    pub context: Context,
    /// Area of the title or of the sheet's name.
    pub area: Option<AreaCode>,
    /// Indicator of the title or of the sheet's name.
    pub indicator: Option<&'static str>,
    /// Units of the unit line.
    pub units: Vec<String>,
}

/// What one line or one column says.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    pub area: Option<AreaCode>,
    /// 市本级: the area of the title itself.
    pub is_whole_area: bool,
    /// A column among columns of areas whose own is not known: not the title's.
    pub is_elsewhere: bool,
    pub cues: Vec<Cue>,
    pub indicator: Option<&'static str>,
    /// The label that named the indicator.
    pub named: Option<String>,
    /// A thing that is in no list: an indicator outside the catalogue, or a breakdown.
    pub things: Vec<String>,
    pub organisation: Option<String>,
    pub category: Option<String>,
    pub unit: Option<String>,
}

/// What the label column holds, judged by all of its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelKind {
    Areas,
    Indicators,
    Organisations,
    Other,
}

/// The meanings of a table's lines and columns.
#[derive(Debug)]
pub(super) struct Meanings {
    pub lines: Vec<Meaning>,
    pub columns: Vec<Meaning>,
    pub label_kind: LabelKind,
    /// The one indicator that the columns name, where nothing else names any.
    pub sole_indicator: Option<&'static str>,
    /// Labels that should be areas and are not in the list, with a cell.
    pub unknown_areas: Vec<(Option<CellRef>, String)>,
}

impl Meanings {
    /// Works out every line and column.
    pub(super) fn read(matrix: &Matrix<'_, '_>, around: &Surroundings) -> Self {
        let labels =
            || matrix.lines.iter().flat_map(|l| &l.labels).chain(matrix.columns.iter().flat_map(|c| &c.path));
        // What the title leaves open the newest year of the head tells: 2017年 beside 2016年 is a table of 2017.
        let newest = || labels().filter_map(|l| cue_of(l).year).max();
        let year = around.context.year.or_else(newest);
        let areas = AreaFinder::new(around.area, year, labels().map(String::as_str));
        let label_kind = label_kind(matrix, areas);
        let mut lines: Vec<Meaning> =
            matrix.lines.iter().map(|l| line_meaning(l, label_kind, areas)).collect();
        forget_sums(matrix, &mut lines);
        let mut columns: Vec<Meaning> = matrix.columns.iter().map(|c| column_meaning(c, areas)).collect();
        lean_on_whole(matrix, &mut lines);
        tell_apart(&mut lines);
        tell_apart(&mut columns);
        let mut unknown_areas =
            if label_kind == LabelKind::Areas { unknown(matrix, &lines) } else { Vec::new() };
        unknown_areas.extend(set_elsewhere(matrix, &mut columns));
        let sole_indicator = sole_indicator(&lines, &columns, around);
        Self { lines, columns, label_kind, sole_indicator, unknown_areas }
    }
}

/// `10月 发文数` beside `1—10月累计`: what one column names goes for the columns that name nothing.
fn sole_indicator(lines: &[Meaning], columns: &[Meaning], around: &Surroundings) -> Option<&'static str> {
    let is_named = around.indicator.is_some() || lines.iter().any(|l| l.indicator.is_some());
    let named: BTreeSet<&'static str> = columns.iter().filter_map(|c| c.indicator).collect();
    named.first().copied().filter(|_| named.len() == 1 && !is_named)
}

/// Below things that are no periods 累计 is their sum, and says nothing about time.
fn forget_sums(matrix: &Matrix<'_, '_>, lines: &mut [Meaning]) {
    let is_data = |l: &Line| l.class == LineClass::Data;
    let is_dated = |(l, m): (&Line, &Meaning)| is_data(l) && !m.cues.is_empty();
    if !matrix.lines.iter().any(is_data) || matrix.lines.iter().zip(lines.iter()).any(is_dated) {
        return;
    }
    for (line, meaning) in matrix.lines.iter().zip(lines) {
        if line.class == LineClass::Total {
            meaning.cues.clear();
        }
    }
}

/// 其中 counts part of the line above it: the same indicator, broken down.
fn lean_on_whole(matrix: &Matrix<'_, '_>, lines: &mut [Meaning]) {
    let mut whole: Option<&'static str> = None;
    for (line, meaning) in matrix.lines.iter().zip(lines) {
        if !line.is_of_which {
            whole = meaning.indicator;
        } else if meaning.indicator.is_none() && whole.is_some() {
            meaning.indicator = whole;
            if meaning.category.is_none() {
                meaning.category = meaning.things.pop();
            }
        }
    }
}

/// Labels that name one indicator in different words (现场会议, 视频会议) break it down: each is a category.
fn tell_apart(meanings: &mut [Meaning]) {
    let mut names: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for meaning in meanings.iter() {
        if let (Some(indicator), Some(name)) = (meaning.indicator, &meaning.named) {
            names.entry(indicator).or_default().insert(name.clone());
        }
    }
    for meaning in meanings {
        let (Some(indicator), Some(name)) = (meaning.indicator, &meaning.named) else { continue };
        let is_shared = names.get(indicator).is_some_and(|n| n.len() > 1);
        if is_shared && meaning.category.is_none() && !is_indicator_itself(name, indicator) {
            meaning.category = Some(name.clone());
        }
    }
}

/// `发文数` is the indicator itself, `红头文件数` a part of it.
fn is_indicator_itself(name: &str, indicator: &str) -> bool {
    let bare = name.trim_end_matches("情况").trim_end_matches("数量").trim_end_matches('数');
    get_indicator(indicator).is_some_and(|i| i.zh.trim_end_matches('数') == bare || i.words.contains(&bare))
}

/// A label without its unit bracket.
fn name_of(label: &str) -> String {
    let text = plain(label);
    split_bracket(&text).0.to_owned()
}

/// Where most columns are areas, a column of another name is none of them, nor their whole.
fn set_elsewhere(matrix: &Matrix<'_, '_>, columns: &mut [Meaning]) -> Vec<(Option<CellRef>, String)> {
    let is_item = |own: &Column, meaning: &Meaning| {
        let names_something = own.path.iter().any(|l| thing_of(l).is_some());
        !own.is_total && !own.is_derived && names_something && meaning.organisation.is_none()
    };
    let items = || matrix.columns.iter().zip(columns.iter()).filter(|(own, m)| is_item(own, m));
    let areas = items().filter(|(_, m)| m.area.is_some()).count();
    if areas < 2 || areas * 2 <= items().count() {
        return Vec::new();
    }
    let mut unknown = Vec::new();
    let row = matrix.lines.first().map(|l| l.row);
    for (own, meaning) in matrix.columns.iter().zip(columns) {
        if meaning.area.is_none() && is_item(own, meaning) {
            meaning.is_elsewhere = true;
            let label = own.path.last().cloned().unwrap_or_default();
            unknown.push((row.map(|row| CellRef::new(row, own.col)), label));
        }
    }
    unknown
}

fn unknown(matrix: &Matrix<'_, '_>, lines: &[Meaning]) -> Vec<(Option<CellRef>, String)> {
    let is_unknown = |(_, (line, meaning)): &(usize, (&Line, &Meaning))| {
        meaning.area.is_none()
            && !meaning.is_whole_area
            && line.class == LineClass::Data
            && !line.is_of_which
            && !line.labels.is_empty()
    };
    let named = matrix.lines.iter().zip(lines).enumerate().filter(is_unknown);
    let cell = |line: &Line| matrix.label_columns.last().map(|c| CellRef::new(line.row, *c));
    named.filter_map(|(_, (line, _))| Some((cell(line), line.labels.last()?.clone()))).collect()
}

fn label_kind(matrix: &Matrix<'_, '_>, areas: AreaFinder) -> LabelKind {
    let lines: Vec<&Line> =
        matrix.lines.iter().filter(|l| l.class == LineClass::Data && !l.is_of_which).collect();
    let share = |test: &dyn Fn(&str) -> bool| {
        lines.iter().filter(|l| l.labels.iter().any(|x| test(x))).count() * 2 >= lines.len().max(1)
    };
    let head = plain(&matrix.label_head);
    if share(&|l| areas.find(l).is_some()) {
        LabelKind::Areas
    } else if share(&is_organisation) {
        LabelKind::Organisations
    } else if ["指标", "项目", "事项", "内容"].iter().any(|w| head.contains(w))
        || share(&|l| indicator_of(l).is_some())
    {
        LabelKind::Indicators
    } else {
        LabelKind::Other
    }
}

fn line_meaning(line: &Line, kind: LabelKind, areas: AreaFinder) -> Meaning {
    let mut meaning = Meaning { unit: line.unit.as_deref().map(bare_unit), ..Meaning::default() };
    if let Some(group) = &line.group {
        let bare = unnumbered(group);
        meaning.indicator = indicator_of(bare);
        meaning.area = areas.find(group);
        meaning.cues.extend(cue_of_whole(group));
    }
    let areas = areas.inside(meaning.area);
    for label in &line.labels {
        let bare = unnumbered(label);
        if let Some(cue) = cue_of_whole(label) {
            meaning.cues.push(cue);
        } else if is_total_label(label) && plain(label) == "全国" {
            meaning.area = Some(AreaCode::CHINA);
        } else if is_total_label(label) && line.class == LineClass::Total {
            meaning.area = None;
        } else if is_derived_label(label) {
            meaning.cues.push(cue_of(label));
        } else if kind == LabelKind::Areas && plain(label).ends_with("本级") {
            meaning.is_whole_area = true;
        } else if let Some(area) = areas.find(label) {
            meaning.area = Some(area);
        } else if kind == LabelKind::Indicators && indicator_of(bare).is_some() {
            meaning.indicator = indicator_of(bare);
            meaning.named = Some(name_of(bare));
        } else if is_organisation(bare)
            || (kind == LabelKind::Organisations && !is_of_which(label) && indicator_of(bare).is_none())
        {
            meaning.organisation = Some(bare.to_owned());
        } else if is_document_kind(bare) || kind == LabelKind::Other {
            meaning.category = thing_of(label);
        } else {
            meaning.things.extend(thing_of(label));
        }
    }
    meaning
}

/// `(万人)` and `万人` are one unit.
fn bare_unit(text: &str) -> String {
    plain(text).trim_start_matches('(').trim_end_matches(')').to_owned()
}

fn column_meaning(column: &Column, areas: AreaFinder) -> Meaning {
    let mut meaning = Meaning { unit: unit_of_head(&column.path), ..Meaning::default() };
    for label in &column.path {
        let bare = unnumbered(label);
        meaning.cues.push(cue_of(label));
        if is_total_label(label) || is_derived_label(label) {
            continue;
        }
        if let Some(indicator) = indicator_of(bare) {
            // The innermost name wins, and what stands above it only groups: 其他减负事项 / 下发报表.
            meaning.indicator = Some(indicator);
            meaning.named = Some(name_of(bare));
            meaning.things.clear();
        } else if is_organisation(bare) {
            meaning.organisation = Some(bare.to_owned());
        } else if is_document_kind(bare) {
            meaning.category = Some(bare.to_owned());
        } else if let Some(area) = areas.find(label) {
            meaning.area = Some(area);
        } else {
            meaning.things.extend(thing_of(label));
        }
    }
    meaning
}

/// The meaning of one figure.
#[derive(Debug, Clone, Default)]
pub(super) struct FigureMeaning {
    pub area: Option<AreaCode>,
    pub period: Option<Period>,
    pub indicator: Option<String>,
    pub organisation: Option<String>,
    pub category: Option<String>,
    pub unit: Option<String>,
    /// Name of an indicator that is not in the catalogue.
    pub unknown_indicator: Option<String>,
    /// The unit is only the indicator's usual one.
    pub is_unit_assumed: bool,
}

/// Puts line, column and surroundings together.
pub(super) fn figure(
    line: &Meaning,
    column: &Meaning,
    of: &Line,
    own: &Column,
    meanings: &Meanings,
    around: &Surroundings,
) -> FigureMeaning {
    let cues: Vec<Cue> = line.cues.iter().chain(&column.cues).copied().collect();
    let mut meaning = FigureMeaning {
        area: area_of(line, column, of, meanings.label_kind, around),
        period: resolve(around.context, &cues),
        organisation: column.organisation.clone().or_else(|| line.organisation.clone()),
        ..FigureMeaning::default()
    };
    let is_quota = own.path.iter().chain(&of.labels).any(|l| is_quota_label(&plain(l)));
    let names_nothing = line.things.is_empty() && column.things.is_empty();
    let sole = meanings.sole_indicator.filter(|_| is_quota || names_nothing);
    let known = column.indicator.or(line.indicator).or(around.indicator).or(sole);
    let of_quota = known.filter(|_| is_quota).map(quota_id);
    let is_left = |thing: &&String| of_quota.is_none() || !is_quota_label(thing);
    let mut things: Vec<&String> = line.things.iter().chain(&column.things).filter(is_left).collect();
    meaning.indicator = of_quota.clone().or_else(|| known.map(str::to_owned)).or_else(|| {
        let name = if things.is_empty() {
            None
        } else {
            Some(things.remove(if column.things.is_empty() { 0 } else { line.things.len() }))
        };
        meaning.unknown_indicator = name.cloned();
        name.cloned()
    });
    let mut parts: Vec<&str> = line.category.iter().chain(&column.category).map(String::as_str).collect();
    parts.extend(things.iter().map(|t| t.as_str()));
    meaning.category = (!parts.is_empty()).then(|| parts.join("/"));
    unit_into(&mut meaning, (line, column), (of, own), known, around);
    meaning
}

fn area_of(
    line: &Meaning,
    column: &Meaning,
    of: &Line,
    kind: LabelKind,
    around: &Surroundings,
) -> Option<AreaCode> {
    let own = line.area.or(column.area);
    // In a table by area a line that names none is the whole only where it is a total.
    let is_elsewhere = column.is_elsewhere
        || (kind == LabelKind::Areas && of.class == LineClass::Data && !line.is_whole_area);
    own.or(if is_elsewhere { None } else { around.area })
}

fn unit_into(
    meaning: &mut FigureMeaning,
    (line, column): (&Meaning, &Meaning),
    (of, own): (&Line, &Column),
    known: Option<&'static str>,
    around: &Surroundings,
) {
    let usual = known.and_then(get_indicator).map(|i| i.unit);
    let is_rate =
        |is_derived: bool, labels: &[String]| is_derived && labels.last().is_some_and(|l| is_rate_label(l));
    let is_rate = is_rate(own.is_derived, &own.path) || is_rate(of.is_derived, &of.labels);
    let counts: Vec<&String> = around.units.iter().filter(|u| *u != "%" && *u != "‰").collect();
    let of_line = match counts.as_slice() {
        [only] => Some((*only).clone()),
        several => several.iter().find(|u| Some(u.as_str()) == usual).map(|u| (*u).clone()),
    };
    let stated = (if is_rate { Some("%".to_owned()) } else { None })
        .or_else(|| column.unit.clone())
        .or_else(|| line.unit.clone())
        .or(of_line);
    meaning.is_unit_assumed = stated.is_none() && usual.is_some();
    meaning.unit = stated.or_else(|| usual.map(str::to_owned));
}

fn is_rate_label(label: &str) -> bool {
    let text = plain(label);
    ["同比", "环比", "率", "占比", "比重", "比例", "幅", "进度", "±"].iter().any(|w| text.contains(w))
}

/// The role of a figure.
pub(super) fn role(line: &Line, column: &Column) -> Role {
    if column.is_derived || line.is_derived {
        Role::Derived
    } else if line.is_of_which || column.is_of_which {
        Role::OfWhich
    } else if line.class == LineClass::Total || column.is_total {
        Role::Total
    } else {
        Role::Value
    }
}
