//! What drove a change: who made most of it, and who went the other way, as slots and as one sentence.

use super::exact::sum;
use super::{By, Comparison};
use crate::format;
use crate::model::{Decimal, Lang, Rounding, round_ratio};
use std::collections::BTreeSet;

/// At most this many rows are named on either side.
const NAMED: usize = 3;

/// One row's part in a change.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverPart {
    /// Key of the row.
    pub key: String,
    /// Its change.
    pub change: Decimal,
}

/// What drove the change of a total: every slot of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// The total's change.
    pub change: Decimal,
    /// The sum of the changes that go the same way (of the falls, where the total stands still).
    pub gross: Decimal,
    /// The fewest rows, at most three, that make at least half of it, largest first.
    pub leading: Vec<DriverPart>,
    /// Their share of it, in percent.
    pub leading_share: Decimal,
    /// They are all that went the same way.
    pub is_whole: bool,
    /// Rows that went the other way, largest first.
    pub opposing: Vec<DriverPart>,
    /// What those take back, in displayed percentage points of the total.
    pub opposing_points: Decimal,
}

/// What drove the change, where at least two rows take part and something changed.
pub(super) fn driver(rows: &[Comparison]) -> Option<Driver> {
    let pooled: Vec<&Comparison> = rows.iter().filter(|r| r.contribution.is_some()).collect();
    let part = |r: &&Comparison| Some(DriverPart { key: r.key.clone(), change: r.change()? });
    let mut parts: Vec<DriverPart> = pooled.iter().filter_map(part).collect();
    if parts.len() < 2 {
        return None;
    }
    parts.sort_by(|a, b| b.change.abs().cmp(&a.change.abs()).then_with(|| a.key.cmp(&b.key)));
    let change = sum(parts.iter().map(|p| p.change)).ok()??;
    let is_rise = change > Decimal::ZERO;
    let (same, opposing): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .filter(|p| !p.change.is_zero())
        .partition(|p| (p.change > Decimal::ZERO) == is_rise);
    let gross = sum(same.iter().map(|p| p.change)).ok()?.unwrap_or_default();
    if gross.is_zero() {
        return None;
    }
    let mut leading = Vec::new();
    // Parts of `gross` with its sign: none of these sums is larger.
    let mut named = Decimal::ZERO;
    for part in same.iter().take(NAMED) {
        named += part.change;
        leading.push(part.clone());
        if named.abs() >= (gross / Decimal::TWO).abs() {
            break;
        }
    }
    let keys: BTreeSet<&str> = opposing.iter().map(|p| p.key.as_str()).collect();
    let is_opposing = |r: &&&Comparison| keys.contains(r.key.as_str());
    let points = pooled.iter().filter(is_opposing).filter_map(|r| r.contribution);
    let points = sum(points).ok()?.unwrap_or_default();
    Some(Driver {
        change,
        gross,
        is_whole: leading.len() == same.len(),
        leading_share: share(named, gross, leading.len() == same.len()),
        leading,
        opposing,
        opposing_points: points.abs(),
    })
}

/// Whole percent, but never 100 of what is less than all.
fn share(part: Decimal, whole: Decimal, is_whole: bool) -> Decimal {
    let percent =
        |decimals| round_ratio(part.checked_mul(Decimal::ONE_HUNDRED)?, whole, Rounding::HalfUp, decimals);
    (0..=4)
        .filter_map(percent)
        .find(|p| is_whole || *p < Decimal::ONE_HUNDRED)
        .unwrap_or(Decimal::ONE_HUNDRED)
}

impl Driver {
    /// The sentence: `减少的442件中，怀化、永州、郴州三地占61%；娄底上升，抵消4.2个百分点。` `label` names a key, `unit` is the
    /// indicator's.
    pub fn text(&self, label: &dyn Fn(&str) -> String, by: By, unit: &str, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.text_zh(label, by, unit),
            Lang::En => self.text_en(label, unit),
        }
    }

    fn text_zh(&self, label: &dyn Fn(&str) -> String, by: By, unit: &str) -> String {
        let is_rise = self.change > Decimal::ZERO;
        let (did, other) = if is_rise { ("增加", "下降") } else { ("减少", "上升") };
        let (change, gross) = (format::count(self.change.abs()), format::count(self.gross.abs()));
        let leading = names_zh(&self.leading, self.leading.len(), label, by);
        let opposing = names_zh(&self.opposing, self.opposing.len(), label, by);
        if self.change.is_zero() {
            let where_it_fell = if self.is_whole { "在" } else { "主要在" };
            return format!("增减相抵：减少的{gross}{unit}{where_it_fell}{leading}，增加的在{opposing}。");
        }
        let head = if self.opposing.is_empty() {
            format!("{did}的{change}{unit}")
        } else {
            format!("净{did}{change}{unit}：{did}的共{gross}{unit}")
        };
        let lead = if self.is_whole {
            format!("{head}，全部来自{leading}")
        } else {
            format!("{head}中，{leading}占{}%", self.leading_share)
        };
        if self.opposing.is_empty() {
            return format!("{lead}。");
        }
        format!("{lead}；{opposing}{other}，抵消{}个百分点。", self.opposing_points)
    }

    fn text_en(&self, label: &dyn Fn(&str) -> String, unit: &str) -> String {
        let is_rise = self.change > Decimal::ZERO;
        let (did, other) = if is_rise { ("more", "fell") } else { ("fewer", "rose") };
        let number = |n: Decimal| format!("{} {did} {unit}", format::count(n.abs())).trim_end().to_owned();
        let (leading, opposing) = (names_en(&self.leading, label), names_en(&self.opposing, label));
        if self.change.is_zero() {
            let gross = format::count(self.gross.abs());
            return format!("No net change: {leading} fell and {opposing} rose, {gross} each way.");
        }
        let head = if self.opposing.is_empty() {
            number(self.change)
        } else {
            format!("{} net; of the {} gross", number(self.change), format::count(self.gross.abs()))
        };
        let lead = match (self.is_whole, self.opposing.is_empty()) {
            (true, true) => format!("{head}, all in {leading}"),
            (true, false) => format!("{head}, all are in {leading}"),
            (false, true) => format!("{head}: {leading} made {}% of it", self.leading_share),
            (false, false) => format!("{head}, {leading} made {}%", self.leading_share),
        };
        if self.opposing.is_empty() {
            return format!("{lead}.");
        }
        format!("{lead}; {opposing} {other}, taking back {} points.", self.opposing_points)
    }
}

/// `怀化、永州、郴州三地`; of many the first, and how many there are.
fn names_zh(parts: &[DriverPart], count: usize, label: &dyn Fn(&str) -> String, by: By) -> String {
    let names: Vec<String> = parts.iter().take(NAMED).map(|p| label(&p.key)).collect();
    let names = names.join("、");
    let word = match by {
        By::Area => "地",
        By::Category => "类",
        By::Organisation => "家",
    };
    match count {
        0 | 1 => names,
        2 => format!("{names}两{word}"),
        3 => format!("{names}三{word}"),
        more => format!("{names}等{more}{word}"),
    }
}

fn names_en(parts: &[DriverPart], label: &dyn Fn(&str) -> String) -> String {
    let mut names: Vec<String> = parts.iter().take(NAMED).map(|p| label(&p.key)).collect();
    let more = parts.len().saturating_sub(NAMED);
    if more > 0 {
        return format!("{} and {more} more", names.join(", "));
    }
    match (names.pop(), names.is_empty()) {
        (Some(last), false) => format!("{} and {last}", names.join(", ")),
        (last, _) => last.unwrap_or_default(),
    }
}
