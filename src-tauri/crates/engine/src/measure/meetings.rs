//! Hours and persons beside the number of meetings: fewer meetings that take longer are no smaller burden.

use super::migration::{BurdenRequest, added_up, has_both};
use super::{Comparison, ScopeMeasures};
use crate::model::{Decimal, NoRate, round_ratio};
use std::collections::BTreeSet;

/// What counts the meetings.
pub const MEETINGS: &str = "meetings_held";
/// What the meetings cost.
pub const COSTS: [&str; 2] = ["meeting_hours", "meeting_attendance"];

/// What meetings cost, over the rows that have both indicators in both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct PerMeeting {
    /// `meeting_hours` or `meeting_attendance`.
    pub indicator_id: String,
    /// Its unit in the scope.
    pub unit: Option<String>,
    /// The meetings.
    pub meetings: Comparison,
    /// The hours or attendances.
    pub cost: Comparison,
    /// Cost ÷ meetings in the current period, rounded once; or why there is none.
    pub current_average: Result<Decimal, NoRate>,
    /// Cost ÷ meetings in the base period.
    pub base_average: Result<Decimal, NoRate>,
    /// Rows that lack one of the two and are in none of the sums.
    pub left_out: Vec<String>,
}

impl PerMeeting {
    /// Whether there are fewer meetings at a higher cost.
    pub fn is_fewer_but_costlier(&self) -> bool {
        let change = |c: &Comparison| c.change().unwrap_or_default();
        change(&self.meetings) < Decimal::ZERO && change(&self.cost) > Decimal::ZERO
    }

    /// Whether each meeting costs more than before.
    pub fn is_costlier_each(&self) -> bool {
        matches!((self.current_average, self.base_average), (Ok(now), Ok(before)) if now > before)
    }
}

/// One for hours and one for attendances, where the scope has them beside its meetings.
pub(super) fn per_meeting(
    of_scope: &[(String, ScopeMeasures)],
    unit: &impl Fn(&str) -> Option<String>,
    request: &BurdenRequest,
) -> Vec<PerMeeting> {
    let find = |id: &str| of_scope.iter().find(|(of, _)| of == id).map(|(_, s)| s);
    let Some(meetings) = find(MEETINGS) else { return Vec::new() };
    let one = |id: &&str| {
        let cost = find(id)?;
        let whole = |s: &ScopeMeasures| -> BTreeSet<String> {
            s.rows.iter().filter(|r| has_both(r)).map(|r| r.key.clone()).collect()
        };
        let common: BTreeSet<String> = whole(meetings).intersection(&whole(cost)).cloned().collect();
        let all: BTreeSet<String> = meetings.rows.iter().chain(&cost.rows).map(|r| r.key.clone()).collect();
        let (meetings, cost) = (added_up(MEETINGS, meetings, &common)?, added_up(id, cost, &common)?);
        let average = |cost: Option<Decimal>, meetings: Option<Decimal>| {
            let (cost, meetings) = (cost.ok_or(NoRate::Missing)?, meetings.ok_or(NoRate::NoBase)?);
            if meetings.is_zero() {
                return Err(NoRate::ZeroBase);
            }
            round_ratio(cost, meetings, request.rounding, request.decimals).ok_or(NoRate::OutOfRange)
        };
        Some(PerMeeting {
            indicator_id: (*id).to_owned(),
            unit: unit(id),
            current_average: average(cost.current, meetings.current),
            base_average: average(cost.base, meetings.base),
            left_out: all.difference(&common).cloned().collect(),
            meetings,
            cost,
        })
    };
    COSTS.iter().filter_map(one).collect()
}
