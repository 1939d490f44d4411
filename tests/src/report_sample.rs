//! A whole report with invented numbers: five indicators over fourteen prefectures, ten tables, eight charts. For tests of
//! what is written, and for the bench.

use jianfu_engine::chart::{
    Caption, Cell, Change, ChartKind, ChartSpec, Column as PeriodColumn, Gap, MatrixRow, MatrixSeries,
    PartOfChange, PartsSeries, RankedRow, RankedSeries, Reference, Series, Theme, TileGrid, TileSeries,
    figure,
};
use jianfu_engine::format;
use jianfu_engine::model::{Decimal, Lang, NoRate, ObservationId, Rate, Rounding};
use jianfu_engine::report::{
    Appendix, Block, CellFormula, Closing, Column, ColumnRole, Form, Layout, Masthead, Paragraph,
    PlacedFigure, Report, Run, Slot, Table, TableCell, TableRow,
};
use std::collections::BTreeMap;

const AREAS: [(&str, &str); 14] = [
    ("430100", "长沙市"),
    ("430200", "株洲市"),
    ("430300", "湘潭市"),
    ("430400", "衡阳市"),
    ("430500", "邵阳市"),
    ("430600", "岳阳市"),
    ("430700", "常德市"),
    ("430800", "张家界市"),
    ("430900", "益阳市"),
    ("431000", "郴州市"),
    ("431100", "永州市"),
    ("431200", "怀化市"),
    ("431300", "娄底市"),
    ("433100", "湘西土家族苗族自治州"),
];
/// Name, unit, kinds it is broken down by, and the size of its counts.
const INDICATORS: [(&str, &str, [&str; 4], i64); 5] = [
    ("发文", "件", ["通知", "函", "意见", "其他"], 900),
    ("会议", "次", ["现场会", "视频会", "电话会", "其他"], 120),
    ("督查检查考核", "项", ["督查", "检查", "考核", "调研"], 260),
    ("报表", "张", ["月报", "季报", "年报", "临时"], 400),
    ("政务应用程序", "个", ["小程序", "客户端", "快应用", "其他"], 75),
];
const YEARS: [i32; 5] = [2019, 2020, 2021, 2022, 2023];

/// An invented count: mostly falling from year to year, now and then rising; none in one place.
fn count(indicator: usize, row: usize, year: usize) -> Option<Decimal> {
    if (indicator, row, year) == (1, 7, 3) {
        return None;
    }
    let size = INDICATORS.get(indicator).map_or(100, |(.., size)| *size);
    let spread = ((row * 37 + indicator * 11) % 23) as i64;
    let fall =
        (year as i64) * (5 + ((row * 5 + indicator * 3) % 11) as i64 - if row % 7 == 5 { 11 } else { 0 });
    Some(Decimal::from((size + spread * size / 40) * (100 - fall) / 100))
}

fn rate(current: Option<Decimal>, base: Option<Decimal>) -> Result<Rate, NoRate> {
    Rate::from_counts(current, base)
}

/// A report of this form, page and language.
pub fn report(form: Form, layout: Layout, lang: Lang) -> Report {
    let has_head = form != Form::Summary;
    let name = lang.pick("基层减负工作简报", "Burden Reduction Brief");
    Report {
        form,
        layout,
        lang,
        hides_names: false,
        masthead: has_head.then(|| Masthead {
            name: name.to_owned(),
            issue: Some(lang.pick("第3期", "No. 3").to_owned()),
            issuer: Some(
                lang.pick("某某省整治形式主义为基层减负专项工作机制办公室", "The Office").to_owned(),
            ),
            date: Some(lang.pick("2024年1月15日", "15 January 2024").to_owned()),
        }),
        title: lang
            .pick("2023年度全省为基层减负工作情况的报告", "Burden reduction in the province in 2023")
            .to_owned(),
        addressee: (!has_head)
            .then(|| lang.pick("省委、省政府：", "To the provincial committee:").to_owned()),
        blocks: body(lang),
        closing: Closing {
            signed_by: Some(lang.pick("某某省委办公厅", "The General Office").to_owned()),
            date: Some(lang.pick("2024年1月15日", "15 January 2024").to_owned()),
            sent_to: has_head.then(|| {
                lang.pick("省委常委，省人大常委会、省政府、省政协领导同志。", "The committee.").to_owned()
            }),
            copied_to: has_head.then(|| lang.pick("各市州党委", "The prefectures").to_owned()),
            printed_by: has_head.then(|| lang.pick("某某省委办公厅", "The General Office").to_owned()),
            printed_on: has_head.then(|| lang.pick("2024年1月16日", "16 January 2024").to_owned()),
        },
        appendices: appendices(lang),
    }
}

fn body(lang: Lang) -> Vec<Block> {
    let mut blocks = vec![heading(1, lang.pick("一、总体成效", "1. Results"))];
    for (at, (name, unit, ..)) in INDICATORS.iter().enumerate() {
        blocks.push(heading(
            2,
            &format!("（{}）{name}", ["一", "二", "三", "四", "五"].get(at).unwrap_or(&"")),
        ));
        blocks.push(Block::Paragraph(overall(at, name, unit, lang)));
        blocks.push(Block::Table(by_kind(at, lang)));
        blocks.push(Block::Figure(Box::new(placed(at, Shape::Ranked, lang))));
        blocks.push(Block::Paragraph(own(lang)));
    }
    blocks.push(Block::Figure(Box::new(placed(0, Shape::Parts, lang))));
    blocks.push(heading(1, lang.pick("二、主要做法", "2. What was done")));
    blocks.push(heading(3, lang.pick("1．统筹协调。", "1. Coordination.")));
    blocks.extend((0..4).map(|_| Block::Paragraph(own(lang))));
    blocks.push(Block::Figure(Box::new(placed(0, Shape::TwoYears, lang))));
    blocks.push(heading(1, lang.pick("三、下步打算", "3. Next")));
    blocks.extend((0..2).map(|_| Block::Paragraph(own(lang))));
    blocks.push(Block::Figure(Box::new(placed(1, Shape::Lines, lang))));
    blocks
}

fn appendices(lang: Lang) -> Vec<Appendix> {
    let tables = |from: usize, to: usize| (from..to).map(|at| Block::Table(by_area(at, lang))).collect();
    let title = |zh: &str| lang.pick(zh, "Counts by prefecture").to_owned();
    vec![
        Appendix { title: title("各市州发文和会议情况"), blocks: tables(0, 2) },
        Appendix {
            title: title("各市州督查检查考核、报表和政务应用程序情况"), blocks: tables(2, 5)
        },
    ]
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn own(lang: Lang) -> Paragraph {
    let text = lang.pick(
        "坚持以上率下，严格控制文件数量和篇幅，未经批准的文件一律不发；统筹会议安排，能合并的合并、能以视频形式召开的不现场召开；\
         对督查检查考核事项实行年度计划管理，计划外事项一律报批，防止层层加码、重复检查，切实把基层干部从文山会海中解脱出来。",
        "Documents were kept few and short, meetings were merged, and inspections outside the yearly plan needed approval.",
    );
    Paragraph { id: "own".to_owned(), runs: vec![Run::Text(text.to_owned())], is_own: true }
}

/// Both counts of the whole: units without both are left out.
fn totals(indicator: usize) -> (Decimal, Decimal) {
    let pairs =
        (0..AREAS.len()).filter_map(|row| Some((count(indicator, row, 4)?, count(indicator, row, 3)?)));
    pairs.fold((Decimal::ZERO, Decimal::ZERO), |(current, base), (c, b)| (current + c, base + b))
}

fn overall(indicator: usize, name: &str, unit: &str, lang: Lang) -> Paragraph {
    let (current, base) = totals(indicator);
    let percent = rate(Some(current), Some(base)).map(|rate| rate.percent(Rounding::HalfUp, 1));
    let slot = |key: &str, text: String, value: Decimal| {
        Run::Slot(Slot {
            key: format!("{name}.{key}"),
            text,
            value: Some(value),
            inputs: vec![ObservationId(indicator as i64 + 1)],
        })
    };
    let words = |text: &str| Run::Text(text.to_owned());
    let percent = percent.unwrap_or_default();
    Paragraph {
        id: format!("overall.{indicator}"),
        is_own: false,
        runs: vec![
            words(lang.pick("2023年，全省", "In 2023 the count of ")),
            words(name),
            words(lang.pick("共", " was ")),
            slot("count", format!("{}{unit}", format::count(current)), current),
            words(lang.pick("，同比", ", ")),
            slot("rate", format::change_phrase(percent, lang), percent),
            words(lang.pick("，", ", ")),
            slot("change", format::count_change_phrase(current - base, unit, lang), current - base),
            words(
                lang.pick(
                    "。其中，降幅居前三位的是常德市、岳阳市和衡阳市；郴州市有所上升，需引起重视。",
                    ".",
                ),
            ),
        ],
    }
}

/// The words of a paragraph, figures included.
pub fn text_of(paragraph: &Paragraph) -> String {
    let text = |run: &Run| match run {
        Run::Text(text) => text.clone(),
        Run::Slot(slot) => slot.text.clone(),
    };
    paragraph.runs.iter().map(text).collect()
}

fn number(text: String, value: Decimal) -> TableCell {
    TableCell { text, value: Some(value), inputs: vec![ObservationId(1)], formula: None }
}

fn row_of(label: &str, current: Option<Decimal>, base: Option<Decimal>, whole: Decimal) -> TableRow {
    let counts = [current, base].map(|value| match value {
        Some(value) => number(format::count(value), value),
        None => TableCell { text: "…".to_owned(), ..TableCell::default() },
    });
    let dash = || TableCell { text: "—".to_owned(), ..TableCell::default() };
    let formula = |cell: TableCell| TableCell { formula: Some(CellFormula::OfColumn), ..cell };
    let mut cells = vec![TableCell { text: label.to_owned(), ..TableCell::default() }];
    cells.extend(counts);
    match (current, base) {
        (Some(current), Some(base)) if !base.is_zero() => {
            let change = current - base;
            let exact = change * Decimal::ONE_HUNDRED / base;
            let printed = Rounding::HalfUp.round(exact, 1);
            let points = Rounding::HalfUp.round(change * Decimal::ONE_HUNDRED / whole, 1);
            cells.push(formula(number(format::change(change), change)));
            cells.push(formula(number(format::signed_points(printed), exact)));
            cells.push(formula(number(format::signed_points(points), points)));
        }
        _ => cells.extend([dash(), dash(), dash()]),
    }
    TableRow { cells, is_total: false, is_part: false }
}

fn total_row(label: &str, (current, base): (Decimal, Decimal), rows: usize) -> TableRow {
    let mut row = row_of(label, Some(current), Some(base), base);
    row.is_total = true;
    for cell in row.cells.iter_mut().skip(1).take(2) {
        cell.formula = Some(CellFormula::SumOfRows { first: 1, last: rows });
    }
    row
}

fn columns(label: &str, lang: Lang) -> Vec<Column> {
    let column = |head: &str, role, decimals| Column { head: head.to_owned(), role, decimals };
    vec![
        column(label, ColumnRole::Label, 0),
        column(lang.pick("2023年", "2023"), ColumnRole::Count, 0),
        column(lang.pick("2022年", "2022"), ColumnRole::Count, 0),
        column(lang.pick("增减", "Change"), ColumnRole::Change { current: 1, base: 2 }, 0),
        column(lang.pick("同比（%）", "Change (%)"), ColumnRole::Rate { current: 1, base: 2 }, 1),
        column(lang.pick("贡献（百分点）", "Contribution (points)"), ColumnRole::Contribution, 1),
    ]
}

fn by_area(indicator: usize, lang: Lang) -> Table {
    let (name, unit, ..) = INDICATORS.get(indicator).copied().unwrap_or(("", "", [""; 4], 0));
    let (_, whole) = totals(indicator);
    let mut rows = vec![total_row(lang.pick("全省", "Province"), totals(indicator), AREAS.len())];
    rows.extend(
        AREAS
            .iter()
            .enumerate()
            .map(|(at, (_, area))| row_of(area, count(indicator, at, 4), count(indicator, at, 3), whole)),
    );
    let has_gap = rows.iter().any(|row| row.cells.iter().any(|cell| cell.text == "…"));
    if has_gap {
        // The whole leaves out the unit without a base, so its counts are no plain sums.
        for cell in rows.iter_mut().take(1).flat_map(|row| &mut row.cells) {
            cell.formula = cell.formula.filter(|formula| *formula == CellFormula::OfColumn);
        }
    }
    let gap = "张家界市2022年无数据，不计算降幅，也不计入全省。".to_owned();
    Table {
        id: format!("area.{indicator}"),
        title: format!("各市州{name}情况"),
        unit: Some(format!("{}{unit}", lang.pick("单位：", "Unit: "))),
        columns: columns(lang.pick("地区", "Area"), lang),
        rows,
        notes: has_gap.then_some(gap).into_iter().collect(),
        source: "各市州报送的2022、2023年统计表".to_owned(),
    }
}

fn by_kind(indicator: usize, lang: Lang) -> Table {
    let (name, unit, kinds, _) = INDICATORS.get(indicator).copied().unwrap_or(("", "", [""; 4], 0));
    let part = |kind: usize, year: usize| count(indicator, kind * 3, year);
    let sum = |year: usize| (0..kinds.len()).filter_map(|kind| part(kind, year)).sum::<Decimal>();
    let (current, base) = (sum(4), sum(3));
    let mut rows = vec![total_row(lang.pick("合计", "Total"), (current, base), kinds.len())];
    rows.extend(
        kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| TableRow { is_part: at == 3, ..row_of(kind, part(at, 4), part(at, 3), base) }),
    );
    if let Some(first) = rows.get_mut(1).and_then(|row| row.cells.first_mut()) {
        first.text = format!("=SUM(A1)+{}", kinds.first().unwrap_or(&""));
    }
    Table {
        id: format!("kind.{indicator}"),
        title: format!("{name}按类别分"),
        unit: Some(format!("{}{unit}", lang.pick("单位：", "Unit: "))),
        columns: columns(lang.pick("类别", "Kind"), lang),
        rows,
        notes: vec![
            "部分数据因四舍五入的原因，存在总计与分项合计不等的情况。".to_owned(),
            "口径：省直单位。".to_owned(),
        ],
        source: "省委办公厅、省政府办公厅".to_owned(),
    }
}

/// Which numbers a chart shows.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A rate for each prefecture.
    Ranked,
    /// The same, as tiles.
    Tiles,
    /// Counts of two years.
    TwoYears,
    /// Counts of two years, a line for each prefecture.
    Lines,
    /// What each prefecture adds.
    Parts,
}

/// The numbers of a chart.
pub fn series(indicator: usize, shape: Shape, lang: Lang) -> Series {
    match shape {
        Shape::Ranked => ranked(indicator, lang).into(),
        Shape::Tiles => {
            let grid = TileGrid::find_shipped(AREAS.iter().map(|(code, _)| *code)).unwrap_or_default();
            TileSeries { ranking: ranked(indicator, lang), grid }.into()
        }
        Shape::TwoYears => matrix(indicator, 3, lang).into(),
        Shape::Lines => matrix(indicator, 3, lang).into(),
        Shape::Parts => parts(indicator, lang).into(),
    }
}

fn ranked(indicator: usize, lang: Lang) -> RankedSeries {
    let (name, unit, ..) = INDICATORS.get(indicator).copied().unwrap_or(("", "", [""; 4], 0));
    let (current, base) = totals(indicator);
    let whole = rate(Some(current), Some(base)).ok();
    RankedSeries {
        title: format!("2023年各市州{name}降幅"),
        unit: unit.to_owned(),
        row_head: lang.pick("地区", "Area").to_owned(),
        current_label: lang.pick("2023年", "2023").to_owned(),
        base_label: lang.pick("2022年", "2022").to_owned(),
        periods: None,
        rows: AREAS
            .iter()
            .enumerate()
            .map(|(at, (key, label))| {
                let (current, base) = (count(indicator, at, 4), count(indicator, at, 3));
                let rate = rate(current, base);
                RankedRow {
                    key: (*key).to_owned(),
                    label: (*label).to_owned(),
                    current,
                    base,
                    rate: rate.ok().map(|rate| rate.percent(Rounding::HalfUp, 1)),
                    no_rate: rate.err(),
                    is_small_base: base.is_some_and(|base| base < Decimal::from(30)),
                }
            })
            .collect(),
        reference: whole.map(|rate| Reference {
            label: lang.pick("总体", "Overall").to_owned(),
            rate: rate.percent(Rounding::HalfUp, 1),
        }),
        is_lower_better: true,
        scope_line: Some("口径：市县两级党委、政府及其办公室".to_owned()),
        total_line: None,
        source_line: "数据来源：各市州报送的统计表".to_owned(),
        notes: Vec::new(),
    }
}

fn caption(title: String, unit: &str) -> Caption {
    Caption {
        title,
        unit: unit.to_owned(),
        scope_line: Some("口径：市县两级党委、政府及其办公室".to_owned()),
        total_line: None,
        source_line: "数据来源：各市州报送的统计表".to_owned(),
        notes: Vec::new(),
    }
}

fn matrix(indicator: usize, first_year: usize, lang: Lang) -> MatrixSeries {
    let (name, unit, ..) = INDICATORS.get(indicator).copied().unwrap_or(("", "", [""; 4], 0));
    let change = |current, base| match rate(current, base) {
        Ok(rate) => Change::Rate(rate.percent(Rounding::HalfUp, 1)),
        Err(reason) => Change::None(reason),
    };
    MatrixSeries {
        caption: caption(format!("各市州{name}数"), unit),
        row_head: lang.pick("地区", "Area").to_owned(),
        columns: YEARS
            .iter()
            .skip(first_year)
            .map(|year| PeriodColumn {
                key: year.to_string(),
                label: format!("{year}{}", lang.pick("年", "")),
            })
            .collect(),
        rows: AREAS
            .iter()
            .enumerate()
            .map(|(at, (key, label))| {
                let counts: Vec<Option<Decimal>> =
                    (first_year..YEARS.len()).map(|y| count(indicator, at, y)).collect();
                let cells = counts.iter().map(|value| Cell {
                    count: value.ok_or(Gap::NotReported),
                    change: Change::None(NoRate::NoBase),
                });
                MatrixRow {
                    key: (*key).to_owned(),
                    label: (*label).to_owned(),
                    cells: cells.collect(),
                    change: change(counts.last().copied().flatten(), counts.first().copied().flatten()),
                }
            })
            .collect(),
        is_lower_better: true,
    }
}

fn parts(indicator: usize, lang: Lang) -> PartsSeries {
    let (name, unit, ..) = INDICATORS.get(indicator).copied().unwrap_or(("", "", [""; 4], 0));
    let (_, base) = totals(indicator);
    let rows: Vec<PartOfChange> = AREAS
        .iter()
        .enumerate()
        .map(|(at, (key, label))| {
            let change = count(indicator, at, 4).zip(count(indicator, at, 3)).map(|(c, b)| c - b);
            let points = change.map(|c| Rounding::HalfUp.round(c * Decimal::ONE_HUNDRED / base, 1));
            PartOfChange { key: (*key).to_owned(), label: (*label).to_owned(), change, points, no_rate: None }
        })
        .collect();
    PartsSeries {
        caption: caption(format!("各市州对{name}总体降幅的贡献"), unit),
        row_head: lang.pick("地区", "Area").to_owned(),
        current_label: lang.pick("2023年", "2023").to_owned(),
        base_label: lang.pick("2022年", "2022").to_owned(),
        periods: None,
        total_label: lang.pick("总体", "Overall").to_owned(),
        total_change: Some(rows.iter().filter_map(|row| row.change).sum()),
        total_rate: Some(rows.iter().filter_map(|row| row.points).sum()),
        no_rate: None,
        is_lower_better: true,
        rows,
    }
}

/// A chart as a report places it, drawn for black ink.
pub fn placed(indicator: usize, shape: Shape, lang: Lang) -> PlacedFigure {
    let series = series(indicator, shape, lang);
    let kind = match shape {
        Shape::Ranked => ChartKind::RankedBars,
        Shape::Tiles => ChartKind::TileGrid,
        Shape::TwoYears => ChartKind::GroupedBars,
        Shape::Lines => ChartKind::Slope,
        Shape::Parts => ChartKind::Waterfall,
    };
    let mut spec = ChartSpec::new(kind, lang);
    spec.theme = Theme::Print;
    spec.width_mm = 150.0;
    #[expect(clippy::expect_used, reason = "the series are written above, of the shapes the kinds draw")]
    let drawn = figure(&spec, &series).expect("the sample is drawn");
    PlacedFigure {
        id: format!("figure.{indicator}.{}", kind.name()),
        title: drawn.title.clone(),
        alt: drawn.description.clone(),
        series,
        figure: drawn,
        inputs: BTreeMap::new(),
    }
}
