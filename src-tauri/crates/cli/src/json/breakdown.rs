//! Parts of `measure --json`: joined units, what drove a change, and how the breakdowns of one total agree.

use super::measure::plain;
use jianfu_engine::measure::{Breakdown, Comparison, DriverPart, MeasureRequest, ScopeMeasures};
use jianfu_engine::model::Lang;
use jianfu_engine::{driver_text, labels_of};
use serde::Serialize;

/// Units that are one place only together.
#[derive(Serialize)]
pub struct JoinedJson {
    key: String,
    label: String,
    old: Vec<String>,
    new: Vec<String>,
    lacking: Vec<String>,
}

impl JoinedJson {
    /// The units of a joined row.
    pub fn from_row(row: &Comparison, label: &str) -> Option<Self> {
        let joined = row.joined.as_ref()?;
        Some(Self {
            key: row.key.clone(),
            label: label.to_owned(),
            old: joined.old.clone(),
            new: joined.new.clone(),
            lacking: joined.lacking.clone(),
        })
    }
}

/// The sentence and its slots.
#[derive(Serialize)]
pub struct DriverJson {
    text: String,
    slots: Slots,
}

#[derive(Serialize)]
struct Slots {
    change: Option<String>,
    gross: Option<String>,
    leading: Vec<Part>,
    leading_share: String,
    leading_is_all: bool,
    opposing: Vec<Part>,
    opposing_points: String,
}

#[derive(Serialize)]
struct Part {
    key: String,
    label: String,
    change: Option<String>,
}

/// What drove the change of a scope.
pub fn driver(scope: &ScopeMeasures, request: &MeasureRequest, lang: Lang) -> Option<DriverJson> {
    let driver = scope.driver.as_ref()?;
    let labels = labels_of(&scope.rows, request.by, lang);
    let part = |part: &DriverPart| {
        let at = scope.rows.iter().position(|r| r.key == part.key);
        let label = at.and_then(|at| labels.get(at)).cloned().unwrap_or_default();
        Part { key: part.key.clone(), label, change: plain(Some(part.change)) }
    };
    Some(DriverJson {
        text: driver_text(scope, request, lang)?,
        slots: Slots {
            change: plain(Some(driver.change)),
            gross: plain(Some(driver.gross)),
            leading: driver.leading.iter().map(part).collect(),
            leading_share: driver.leading_share.to_string(),
            leading_is_all: driver.is_whole,
            opposing: driver.opposing.iter().map(part).collect(),
            opposing_points: driver.opposing_points.to_string(),
        },
    })
}

/// One breakdown of the scope's total, and what it leaves over.
#[derive(Serialize)]
pub struct BreakdownJson {
    by: &'static str,
    rows: usize,
    is_whole: bool,
    covers: bool,
    current: Option<String>,
    base: Option<String>,
    left_current: Option<String>,
    left_base: Option<String>,
}

impl From<&Breakdown> for BreakdownJson {
    fn from(breakdown: &Breakdown) -> Self {
        Self {
            by: breakdown.by.code(),
            rows: breakdown.rows,
            is_whole: breakdown.is_whole,
            covers: breakdown.covers(),
            current: plain(breakdown.current),
            base: plain(breakdown.base),
            left_current: plain(breakdown.left_current),
            left_base: plain(breakdown.left_base),
        }
    }
}
