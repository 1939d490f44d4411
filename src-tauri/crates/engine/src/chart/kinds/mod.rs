//! The kinds of chart, one module each.

pub(super) mod choropleth;
pub(super) mod cumulative;
pub(super) mod dumbbell;
pub(super) mod grouped_bars;
pub(super) mod heat_table;
pub(super) mod ranked_bars;
pub(super) mod slope;
pub(super) mod small_multiples;
pub(super) mod stacked;
pub(super) mod tile_grid;
pub(super) mod trend;
pub(super) mod waterfall;

use super::ChartKind;
use crate::model::Lang;

/// What a kind of chart is for and what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindInfo {
    /// The kind.
    pub kind: ChartKind,
    purpose: (&'static str, &'static str),
    needs: (&'static str, &'static str),
}

impl KindInfo {
    /// The stable name (`ranked-bars`).
    pub fn name(&self) -> &'static str {
        self.kind.name()
    }

    /// What question it answers.
    pub fn purpose(&self, lang: Lang) -> &'static str {
        lang.pick(self.purpose.0, self.purpose.1)
    }

    /// What numbers it needs.
    pub fn needs(&self, lang: Lang) -> &'static str {
        lang.pick(self.needs.0, self.needs.1)
    }
}

const TWO_PERIODS: (&str, &str) = (
    "一个指标、一种口径、两个可比的期间，按单位分列",
    "One indicator, one scope, two comparable periods, by unit",
);
const SEVERAL_PERIODS: (&str, &str) = (
    "一个指标、一种口径、两个以上的期间，按单位分列",
    "One indicator, one scope, two or more periods, by unit",
);

const BROKEN_DOWN: (&str, &str) = (
    "一个指标、一种口径、一个以上的期间，按类别、单位或地区分列（--by）",
    "One indicator, one scope, one or more periods, by category, body or area (--by)",
);

/// Every kind, in the order they are offered.
static KINDS: [KindInfo; 13] = [
    KindInfo {
        kind: ChartKind::RankedBars,
        purpose: (
            "按降幅排列各单位，并列出两期的数和总体降幅",
            "Ranks units by their reduction, beside both counts and the pooled rate",
        ),
        needs: TWO_PERIODS,
    },
    KindInfo {
        kind: ChartKind::GroupedBars,
        purpose: (
            "并列各单位两期或多期的数，看多少和增减",
            "Sets the counts of two or more periods side by side for each unit",
        ),
        needs: SEVERAL_PERIODS,
    },
    KindInfo {
        kind: ChartKind::Dumbbell,
        purpose: ("看各单位前后两期相差多少", "Shows how far each unit moved between two periods"),
        needs: TWO_PERIODS,
    },
    KindInfo {
        kind: ChartKind::HeatTable,
        purpose: (
            "一表看清各单位逐期的数和增减",
            "Shows every unit and period at once, with counts and changes",
        ),
        needs: SEVERAL_PERIODS,
    },
    KindInfo {
        kind: ChartKind::SmallMultiples,
        purpose: (
            "每个单位一幅小图，看各自逐期的走势",
            "One small panel per unit, to follow each over the periods",
        ),
        needs: SEVERAL_PERIODS,
    },
    KindInfo {
        kind: ChartKind::Slope,
        purpose: ("看各单位两期之间的升降和位次变化", "Shows which units fell, rose or changed places"),
        needs: TWO_PERIODS,
    },
    KindInfo {
        kind: ChartKind::Trend,
        purpose: (
            "看总数或几个单位逐期的走势，可标出政策实施的日子",
            "Follows the total or a few units over periods, with the days policies took effect",
        ),
        needs: (
            "一个指标、一种口径、两个以上的期间；单位至多五个（--units）",
            "One indicator, one scope, two or more periods; at most five units (--units)",
        ),
    },
    KindInfo {
        kind: ChartKind::Stacked,
        purpose: (
            "看每期总数由哪些部分组成，各有多少",
            "Shows what the total of each period is made of, in counts",
        ),
        needs: BROKEN_DOWN,
    },
    KindInfo {
        kind: ChartKind::Composition,
        purpose: (
            "看各部分占比逐期的变化，每期合计100%",
            "Shows how the shares change over periods; each adds up to 100 %",
        ),
        needs: BROKEN_DOWN,
    },
    KindInfo {
        kind: ChartKind::Cumulative,
        purpose: (
            "看本年逐月累计与上年同期、年度控制数的差距",
            "Adds up the months of a year against last year and the yearly quota",
        ),
        needs: (
            "一个指标、一种口径、某年1月至某月的分月数或累计数",
            "One indicator, one scope, months or running totals of a year",
        ),
    },
    KindInfo {
        kind: ChartKind::Waterfall,
        purpose: (
            "看总体升降由哪些单位拉动，各项相加等于总体",
            "Shows which units the overall change comes from; the parts add up to it",
        ),
        needs: TWO_PERIODS,
    },
    KindInfo {
        kind: ChartKind::TileGrid,
        purpose: (
            "按大致方位排列一省各市州的降幅（方格示意，不是地图）",
            "Shows the reductions of a province's prefectures about where they lie (tiles, no map)",
        ),
        needs: (
            "一个指标、一种口径、两个可比的期间，按市州分列；湖南以外另需方格表（--tiles）",
            "One indicator, one scope, two comparable periods, by prefecture; outside Hunan also a table of tiles (--tiles)",
        ),
    },
    KindInfo {
        kind: ChartKind::Choropleth,
        purpose: (
            "在地图上按降幅深浅表示各单位，边界由用户提供",
            "Shades units on a map by their reduction, within borders the user brings",
        ),
        needs: (
            "一个指标、一种口径、两个可比的期间，按地区分列；先导入边界文件（boundary import）",
            "One indicator, one scope, two comparable periods, by area; a boundary file brought in first (boundary import)",
        ),
    },
];

/// Every kind.
pub fn kinds() -> &'static [KindInfo] {
    &KINDS
}

/// The kind with this name.
pub fn find_kind(name: &str) -> Option<&'static KindInfo> {
    kinds().iter().find(|kind| kind.name() == name)
}
