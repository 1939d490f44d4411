//! Random tables, written to a real workbook and read back: every count returns with its value, labels, period, area
//! and role, however the table is laid out.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::understand;
use crate::import::ObservationReading;
use crate::import::workbook::read_workbook;
use crate::model::{AreaCode, CellRef, Decimal, Role};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::collections::BTreeMap;

const AREAS: [(&str, u32); 8] = [
    ("楚雄州", 532_300),
    ("红河州", 532_500),
    ("文山州", 532_600),
    ("大理州", 532_900),
    ("昆明市", 530_100),
    ("曲靖市", 530_300),
    ("玉溪市", 530_400),
    ("保山市", 530_500),
];
const INDICATORS: [&str; 5] = ["发文数", "会议数", "督查检查考核", "政务应用程序", "议事协调机构"];

/// How a label that covers several cells is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cover {
    /// One merged cell.
    Merged,
    /// Once, then blanks.
    Once,
    /// In every cell.
    Repeated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Total {
    Absent,
    Above(&'static str),
    Below(&'static str),
}

#[derive(Debug, Clone)]
struct Plan {
    year: i32,
    /// Rows of the head.
    levels: usize,
    cover: Cover,
    /// 片区 left of the areas.
    has_outer: bool,
    has_sequence: bool,
    has_low_labels: bool,
    has_unit_line: bool,
    has_blank_row: bool,
    notes: usize,
    total: Total,
    pair: (&'static str, &'static str),
    areas: Vec<(&'static str, u32)>,
    indicators: Vec<&'static str>,
    counts: Vec<u32>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let shape = (
        2015..2026i32,
        1..=3usize,
        select(vec![Cover::Merged, Cover::Once, Cover::Repeated]),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        0..=2usize,
        any::<bool>(),
    );
    let total = select(vec![
        Total::Absent,
        Total::Above("合 计"),
        Total::Above("总计"),
        Total::Below("合计"),
        Total::Below("全省合计"),
    ]);
    let pair = select(vec![("本年", "上年"), ("今年", "去年"), ("本期", "上年同期"), ("当年", "上年")]);
    let what = (subsequence(&AREAS[..], 4..=8), subsequence(&INDICATORS[..], 1..=4), vec(1..9_000u32, 64));
    (shape, total, pair, what).prop_map(|(shape, total, pair, (areas, indicators, counts))| Plan {
        year: shape.0,
        levels: shape.1,
        cover: shape.2,
        has_outer: shape.3,
        has_sequence: shape.4,
        has_unit_line: shape.5,
        has_blank_row: shape.6,
        notes: shape.7,
        has_low_labels: shape.8,
        total,
        pair,
        areas,
        indicators,
        counts,
    })
}

/// What a figure must come back as.
#[derive(Debug, PartialEq)]
struct Want {
    value: Decimal,
    rows: Vec<String>,
    columns: Vec<String>,
    period: String,
    area: Option<u32>,
    role: Role,
}

struct Column {
    path: Vec<String>,
    year: i32,
}

impl Plan {
    fn columns(&self) -> Vec<Column> {
        let mut all = Vec::new();
        for (index, name) in self.indicators.iter().enumerate() {
            let group = if index == 0 { "一、文件会议" } else { "二、其他事项" };
            let outer = (self.levels == 3).then(|| group.to_owned());
            let path = |last: Option<&str>| -> Vec<String> {
                outer.iter().cloned().chain([(*name).to_owned()]).chain(last.map(str::to_owned)).collect()
            };
            if self.levels == 1 {
                all.push(Column { path: path(None), year: self.year });
            } else {
                all.push(Column { path: path(Some(self.pair.0)), year: self.year });
                all.push(Column { path: path(Some(self.pair.1)), year: self.year - 1 });
            }
        }
        all
    }

    /// The area's own row of counts, by column.
    fn counts_of(&self, area: usize, width: usize) -> Vec<u32> {
        (0..width).map(|c| self.counts[(area * width + c) % self.counts.len()]).collect()
    }

    fn outer_of(&self, area: usize) -> &'static str {
        if area * 2 < self.areas.len() { "东部片区" } else { "西部片区" }
    }
}

/// A label over the cells from `from` to `to`.
fn put(sheet: &mut Worksheet, from: (u32, u16), to: (u32, u16), text: &str, cover: Cover) {
    match cover {
        Cover::Merged if from != to => {
            sheet.merge_range(from.0, from.1, to.0, to.1, text, &Format::new()).unwrap();
        }
        Cover::Repeated => {
            for col in from.1..=to.1 {
                sheet.write(from.0, col, text).unwrap();
            }
        }
        Cover::Merged | Cover::Once => {
            sheet.write(from.0, from.1, text).unwrap();
        }
    }
}

fn write_head(sheet: &mut Worksheet, plan: &Plan, top: u32, first: u16, columns: &[Column]) {
    let bottom = top + u32::try_from(plan.levels).unwrap() - 1;
    let mut labels: Vec<&str> = Vec::new();
    labels.extend(plan.has_sequence.then_some("序号"));
    labels.extend(plan.has_outer.then_some("片区"));
    labels.push("市 州");
    // Only a merged head covers rows below it.
    let cover = if plan.cover == Cover::Repeated { Cover::Once } else { plan.cover };
    // Without merges the names of the label columns stand in the first row of the head or in its last.
    let start = if plan.has_low_labels && cover == Cover::Once { bottom } else { top };
    for (col, label) in (0..).zip(labels) {
        put(sheet, (start, col), (bottom, col), label, cover);
    }
    for level in 0..plan.levels {
        let row = top + u32::try_from(level).unwrap();
        let mut from = 0;
        while from < columns.len() {
            let own = &columns[from].path[..=level];
            let is_last = level + 1 == plan.levels;
            let count = columns[from..].iter().take_while(|c| c.path[..=level] == *own).count();
            let count = if is_last { 1 } else { count };
            let (a, b) = (u16::try_from(from).unwrap(), u16::try_from(from + count - 1).unwrap());
            put(sheet, (row, first + a), (row, first + b), &own[level], plan.cover);
            from += count;
        }
    }
}

/// Writes the plan to a workbook; gives its bytes and what every figure must come back as.
fn write(plan: &Plan) -> (Vec<u8>, BTreeMap<CellRef, Want>) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let columns = plan.columns();
    let first = 1 + u16::from(plan.has_sequence) + u16::from(plan.has_outer);
    let last = first + u16::try_from(columns.len()).unwrap() - 1;
    let title = format!("{}年云南省基层减负情况统计表", plan.year);
    put(sheet, (0, 0), (0, last), &title, if plan.cover == Cover::Merged { plan.cover } else { Cover::Once });
    let mut row = 1;
    if plan.has_unit_line {
        sheet.write(row, last, "单位：件、次、项、个").unwrap();
        row += 1;
    }
    row += u32::from(plan.has_blank_row);
    write_head(sheet, plan, row, first, &columns);
    row += u32::try_from(plan.levels).unwrap();
    let mut want = BTreeMap::new();
    let sums: Vec<u32> = (0..columns.len())
        .map(|c| (0..plan.areas.len()).map(|a| plan.counts_of(a, columns.len())[c]).sum())
        .collect();
    let mut figures = |sheet: &mut Worksheet, row: u32, labels: Vec<String>, counts: &[u32], area, role| {
        for ((col, column), count) in (first..).zip(&columns).zip(counts) {
            sheet.write(row, col, *count).unwrap();
            let wanted = Want {
                value: Decimal::from(*count),
                rows: labels.clone(),
                columns: column.path.clone(),
                period: column.year.to_string(),
                area,
                role,
            };
            want.insert(CellRef::new(row, u32::from(col)), wanted);
        }
    };
    let mut total = |sheet: &mut Worksheet, row: u32, label: &str| {
        put(
            sheet,
            (row, 0),
            (row, first - 1),
            label,
            if plan.cover == Cover::Merged { plan.cover } else { Cover::Once },
        );
        figures(sheet, row, vec![label.replace(' ', "")], &sums, Some(530_000), Role::Total);
    };
    if let Total::Above(label) = plan.total {
        total(sheet, row, label);
        row += 1;
    }
    let below = row + u32::try_from(plan.areas.len()).unwrap();
    if let Total::Below(label) = plan.total {
        total(sheet, below, label);
    }
    let start = row;
    for (index, (name, code)) in plan.areas.iter().enumerate() {
        let mut labels = vec![(*name).to_owned()];
        if plan.has_sequence {
            sheet.write(row, 0, u32::try_from(index).unwrap() + 1).unwrap();
        }
        if plan.has_outer {
            let outer = plan.outer_of(index);
            labels.insert(0, outer.to_owned());
            let half = plan.areas.len().div_ceil(2);
            let is_first = index == 0 || index == half;
            let end = start + u32::try_from(if index < half { half } else { plan.areas.len() }).unwrap() - 1;
            if is_first {
                put(sheet, (row, first - 2), (end, first - 2), outer, plan.cover);
            } else if plan.cover == Cover::Repeated {
                sheet.write(row, first - 2, outer).unwrap();
            }
        }
        sheet.write(row, first - 1, *name).unwrap();
        let counts = plan.counts_of(index, columns.len());
        figures(sheet, row, labels, &counts, Some(*code), Role::Value);
        row += 1;
    }
    row = below + u32::from(matches!(plan.total, Total::Below(_)));
    for note in ["注：不含涉密文件。", "填表人：甲    审核人：乙"].iter().take(plan.notes)
    {
        sheet.write(row, 0, *note).unwrap();
        row += 1;
    }
    (book.save_to_buffer().unwrap(), want)
}

fn seen(observation: &ObservationReading) -> Option<Want> {
    Some(Want {
        value: observation.value?,
        rows: observation.row_labels.clone(),
        columns: observation.column_labels.clone(),
        period: observation.period.map(|p| p.to_string()).unwrap_or_default(),
        area: observation.area.map(AreaCode::get),
        role: observation.role,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_count_comes_back_as_it_was_meant(plan in plan()) {
        let (bytes, want) = write(&plan);
        let reading = understand(&read_workbook("table.xlsx", &bytes).unwrap());
        let tables = reading.sheets.iter().flat_map(|s| &s.tables);
        let got: BTreeMap<CellRef, Want> = tables
            .flat_map(|t| &t.observations)
            .filter_map(|o| Some((o.cell, seen(o)?)))
            .collect();
        for (at, wanted) in &want {
            prop_assert_eq!(got.get(at), Some(wanted), "at {}", at);
        }
        prop_assert_eq!(got.len(), want.len());
        let alarms: Vec<&str> = reading.sheets.iter().flat_map(|s| &s.diagnostics).map(|d| d.code).filter(|c| c.contains("mismatch")).collect();
        prop_assert!(alarms.is_empty(), "{:?}", alarms);
    }
}
