//! Awkward series for tests, invented: every way a ranking can be hard to draw.

use crate::chart::{ChartKind, ChartSpec, RankedRow, RankedSeries, Reference};
use crate::model::{Decimal, Lang, NoRate, Rate, Rounding};
use rust_decimal::dec;

/// Names short and long, in both languages, with base and current counts: fourteen prefectures.
pub(super) const PREFECTURES: [(&str, &str, &str, i64, i64); 14] = [
    ("430100", "长沙市", "Changsha", 1386, 944),
    ("430200", "株洲市", "Zhuzhou", 1027, 681),
    ("430300", "湘潭市", "Xiangtan", 768, 561),
    ("430400", "衡阳市", "Hengyang", 1214, 742),
    ("430500", "邵阳市", "Shaoyang", 1158, 926),
    ("430600", "岳阳市", "Yueyang", 1092, 778),
    ("430700", "常德市", "Changde", 1131, 787),
    ("430800", "张家界市", "Zhangjiajie", 421, 446),
    ("430900", "益阳市", "Yiyang", 802, 665),
    ("431000", "郴州市", "Chenzhou", 986, 735),
    ("431100", "永州市", "Yongzhou", 1043, 793),
    ("431200", "怀化市", "Huaihua", 907, 712),
    ("431300", "娄底市", "Loudi", 551, 507),
    ("433100", "湘西土家族苗族自治州", "Xiangxi Tujia and Miao Autonomous Prefecture", 0, 512),
];

/// A row whose rate, or the reason for none, follows from its counts.
fn row(key: &str, label: &str, base: Option<i64>, current: Option<i64>) -> RankedRow {
    let (base, current) = (base.map(Decimal::from), current.map(Decimal::from));
    let rate = Rate::from_counts(current, base);
    RankedRow {
        key: key.to_owned(),
        label: label.to_owned(),
        current,
        base,
        rate: rate.ok().map(|rate| rate.percent(Rounding::HalfUp, 1)),
        no_rate: rate.err(),
        is_small_base: base.is_some_and(|base| base > Decimal::ZERO && base < dec!(30)),
    }
}

fn frame(lang: Lang, rows: Vec<RankedRow>) -> RankedSeries {
    let say = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    RankedSeries {
        title: say("各市州发文降幅", "Reduction in documents issued, by prefecture"),
        unit: say("件", "documents"),
        row_head: say("市州", "Prefecture"),
        current_label: say("2023年", "2023"),
        base_label: say("2022年", "2022"),
        rows,
        periods: None,
        reference: Some(Reference { label: say("总体", "Overall"), rate: dec!(-25.7) }),
        is_lower_better: true,
        scope_line: Some(say(
            "口径：市县两级党委、政府及其办公室。",
            "Scope: Party committees, governments and their offices, city and county.",
        )),
        total_line: Some(say(
            "可比的 13 个市州总体下降 25.7%（12,486 件减至 9,277 件）。",
            "Overall, the 13 comparable prefectures fell by 25.7% (from 12,486 to 9,277).",
        )),
        source_line: say(
            "数据来源：各市州2023年度发文情况统计表（虚构示例）。",
            "Source: prefectural document returns, 2023 (invented sample).",
        ),
        notes: Vec::new(),
    }
}

pub(super) fn name(lang: Lang, zh: &str, en: &str) -> String {
    lang.pick(zh, en).to_owned()
}

/// Fourteen prefectures, one of them rising, one without a base and with a long name.
pub(super) fn prefectures(lang: Lang) -> RankedSeries {
    let rows = PREFECTURES.iter().map(|(key, zh, en, base, current)| {
        row(key, &name(lang, zh, en), Some(*base).filter(|base| *base > 0), Some(*current))
    });
    let mut series = frame(lang, rows.collect());
    series.notes = vec![name(
        lang,
        "注：湘西州上年未报送，不计算降幅；岳阳市表中合计 776 件，各行相加 778 件，按各行之和计算。",
        "Note: Xiangxi sent no figures last year, so there is no rate. Yueyang's sheet totals 776; its rows add up to 778, which is used.",
    )];
    series
}

/// One unit alone.
pub(super) fn single(lang: Lang) -> RankedSeries {
    let mut series =
        frame(lang, vec![row("430100", &name(lang, "长沙市", "Changsha"), Some(1386), Some(944))]);
    series.reference = None;
    series.total_line = None;
    series
}

/// Forty counties, rates spread on both sides.
pub(super) fn forty(lang: Lang) -> RankedSeries {
    let rows = (0..40).map(|n: i64| {
        let label = name(lang, &format!("第{}县", n + 1), &format!("County {}", n + 1));
        row(&format!("{}", 430_121 + n), &label, Some(200 + n * 37), Some(90 + (n * 53) % 1400))
    });
    frame(lang, rows.collect())
}

/// Nothing to compare anywhere, for every reason there is.
pub(super) fn all_missing(lang: Lang) -> RankedSeries {
    let reasons = [
        NoRate::Missing,
        NoRate::Suppressed,
        NoRate::PartialPeriod,
        NoRate::ScopeChanged,
        NoRate::UnitChanged,
    ];
    let mut rows: Vec<RankedRow> = PREFECTURES
        .iter()
        .zip(reasons)
        .map(|((key, zh, en, base, _), reason)| RankedRow {
            no_rate: Some(reason),
            ..row(key, &name(lang, zh, en), Some(*base), None)
        })
        .collect();
    rows.push(row("430600", &name(lang, "岳阳市", "Yueyang"), None, None));
    rows.push(row("430700", &name(lang, "常德市", "Changde"), Some(3), Some(1)));
    let mut series = frame(lang, rows);
    series.total_line = None;
    series
}

/// Every unit rises.
pub(super) fn all_rising(lang: Lang) -> RankedSeries {
    let rows = PREFECTURES.iter().take(8).map(|(key, zh, en, base, current)| {
        row(key, &name(lang, zh, en), Some((*base).min(*current)), Some((*base).max(*current)))
    });
    let mut series = frame(lang, rows.collect());
    series.reference = Some(Reference { label: name(lang, "总体", "Overall"), rate: dec!(28.4) });
    series.total_line = None;
    series
}

/// Zero bases, small bases and one proper row.
pub(super) fn zero_base(lang: Lang) -> RankedSeries {
    let rows = vec![
        row("430100", &name(lang, "长沙市", "Changsha"), Some(0), Some(5)),
        row("430200", &name(lang, "株洲市", "Zhuzhou"), Some(3), Some(1)),
        row("430300", &name(lang, "湘潭市", "Xiangtan"), Some(29), Some(31)),
        row("430400", &name(lang, "衡阳市", "Hengyang"), Some(30), Some(29)),
        row("430500", &name(lang, "邵阳市", "Shaoyang"), Some(0), Some(0)),
    ];
    let mut series = frame(lang, rows);
    series.total_line = None;
    series
}

/// From −99 % to +900 %, counts from two digits to eight.
pub(super) fn huge_range(lang: Lang) -> RankedSeries {
    let rows = vec![
        row("430100", &name(lang, "长沙市", "Changsha"), Some(12_345_678), Some(123_457)),
        row("430200", &name(lang, "株洲市", "Zhuzhou"), Some(40), Some(400)),
        row("430300", &name(lang, "湘潭市", "Xiangtan"), Some(1000), Some(999)),
        row("430400", &name(lang, "衡阳市", "Hengyang"), Some(500), Some(1200)),
        row("430500", &name(lang, "邵阳市", "Shaoyang"), Some(100_000), Some(99_999)),
        row(
            "430600",
            &name(lang, "湘西土家族苗族自治州", "Xiangxi Tujia and Miao Autonomous Prefecture"),
            None,
            Some(9),
        ),
    ];
    frame(lang, rows)
}

/// Equal rates, which share a rank and keep the official order.
pub(super) fn ties(lang: Lang) -> RankedSeries {
    let counts = [(100, 80), (200, 160), (300, 150), (1000, 800), (400, 400), (50, 40)];
    let rows = PREFECTURES
        .iter()
        .zip(counts)
        .map(|((key, zh, en, ..), (base, current))| row(key, &name(lang, zh, en), Some(base), Some(current)));
    frame(lang, rows.collect())
}

/// Nothing moved at all.
pub(super) fn level(lang: Lang) -> RankedSeries {
    let rows = PREFECTURES
        .iter()
        .take(5)
        .map(|(key, zh, en, base, _)| row(key, &name(lang, zh, en), Some(*base), Some(*base)));
    let mut series = frame(lang, rows.collect());
    series.reference = Some(Reference { label: name(lang, "总体", "Overall"), rate: dec!(0.0) });
    series.total_line = None;
    series
}

/// An indicator whose rise or fall is no aim, with long period names and hostile labels.
pub(super) fn neutral(lang: Lang) -> RankedSeries {
    let mut series = prefectures(lang);
    series.title = name(
        lang,
        "各市州基层减负投诉举报受理件数增减情况（含上级转办、交办和市州自行受理）",
        "Complaints about burdens on the grassroots, received directly and passed on by higher levels, by prefecture",
    );
    series.is_lower_better = false;
    series.current_label = name(lang, "2023年1—10月", "Jan–Oct 2023");
    series.base_label = name(lang, "2022年1—10月", "Jan–Oct 2022");
    if let Some(row) = series.rows.first_mut() {
        row.label = "<长沙>&\"市\"\n（合 并）\u{7}".to_owned();
    }
    series
}

/// Every sample with its name.
pub(super) fn all(lang: Lang) -> Vec<(&'static str, RankedSeries)> {
    vec![
        ("prefectures", prefectures(lang)),
        ("single", single(lang)),
        ("forty", forty(lang)),
        ("all_missing", all_missing(lang)),
        ("all_rising", all_rising(lang)),
        ("zero_base", zero_base(lang)),
        ("huge_range", huge_range(lang)),
        ("ties", ties(lang)),
        ("level", level(lang)),
        ("neutral", neutral(lang)),
    ]
}

/// The usual spec.
pub(super) fn spec(lang: Lang) -> ChartSpec {
    ChartSpec::new(ChartKind::RankedBars, lang)
}
