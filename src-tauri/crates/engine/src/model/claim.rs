//! Bounded claims: numbers a source only bounds or rounds in words (超过60%, 4500余件, about 300).

use super::{Decimal, Lang, NoRate, Rate};

/// What a bounded claim says about the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// More than it (超过, 余, 多).
    Over,
    /// It or more (以上, 不少于).
    AtLeast,
    /// Less than it (不足, 近).
    Under,
    /// It or less (不超过, 以内).
    AtMost,
    /// Somewhere near it (约, 左右).
    About,
}

/// Words before or after the number, longest first where one holds another.
const BEFORE: &[(&str, Bound)] = &[
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("至少", Bound::AtLeast),
    ("至多", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("超过", Bound::Over),
    ("多于", Bound::Over),
    ("高于", Bound::Over),
    ("大于", Bound::Over),
    ("少于", Bound::Under),
    ("低于", Bound::Under),
    ("小于", Bound::Under),
    ("不足", Bound::Under),
    ("不到", Bound::Under),
    ("将近", Bound::Under),
    ("大约", Bound::About),
    ("超", Bound::Over),
    ("逾", Bound::Over),
    ("近", Bound::Under),
    ("约", Bound::About),
    ("more than", Bound::Over),
    ("less than", Bound::Under),
    ("at least", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("over", Bound::Over),
    ("under", Bound::Under),
    ("nearly", Bound::Under),
    ("about", Bound::About),
    ("some", Bound::About),
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    (">", Bound::Over),
    ("<", Bound::Under),
];
const AFTER: &[(&str, Bound)] = &[
    ("以上", Bound::AtLeast),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("余", Bound::Over),
    ("多", Bound::Over),
    ("+", Bound::Over),
];

impl Bound {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::AtLeast => "at_least",
            Self::Under => "under",
            Self::AtMost => "at_most",
            Self::About => "about",
        }
    }

    /// What stands before the number.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Over => lang.pick("超过", "over "),
            Self::AtLeast => lang.pick("不少于", "at least "),
            Self::Under => lang.pick("不足", "under "),
            Self::AtMost => lang.pick("不超过", "at most "),
            Self::About => lang.pick("约", "about "),
        }
    }
}

/// A number with the bound a source puts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is said about the number.
    pub bound: Bound,
    /// The number named.
    pub value: Decimal,
    /// What follows it: `件`, `%`, or nothing.
    pub unit: String,
}

impl Claim {
    /// Reads a bounded claim; `None` for anything else, a plain number included.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.to_lowercase().chars().map(narrow).collect();
        let text = text.trim();
        let before = BEFORE.iter().find_map(|(word, bound)| Some((text.strip_prefix(word)?, *bound)));
        let (rest, bound) = before.map_or((text, None), |(rest, bound)| (rest.trim_start(), Some(bound)));
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at_checked(end)?;
        let value = digits.replace(',', "").parse().ok()?;
        let mut unit = tail.trim().to_owned();
        let after = AFTER.iter().find_map(|(word, bound)| {
            // 4500余件 or 60%以上.
            let rest = unit.strip_prefix(word).or_else(|| unit.strip_suffix(word))?;
            Some((rest.trim().to_owned(), *bound))
        });
        let bound = match after {
            Some((rest, bound)) => {
                unit = rest;
                Some(bound)
            }
            None => bound,
        }?;
        // A sentence is no figure.
        (unit.chars().count() <= 4).then_some(Self { bound, value, unit })
    }

    /// What a part and a bounded share of it (in percent) say about the whole: 163 bodies, over 60 % ⇒ at most 271.
    /// Whole numbers only; `None` where nothing follows.
    pub fn whole_of(&self, part: Decimal) -> Option<Self> {
        if self.value <= Decimal::ZERO || part <= Decimal::ZERO {
            return None;
        }
        let limit = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(self.value)?;
        let is_whole = limit.is_integer();
        let step = if is_whole { Decimal::ONE } else { Decimal::ZERO };
        let (bound, value) = match self.bound {
            Bound::Over => (Bound::AtMost, limit.floor() - step),
            Bound::AtLeast => (Bound::AtMost, limit.floor()),
            Bound::Under => (Bound::AtLeast, limit.ceil() + step),
            Bound::AtMost => (Bound::AtLeast, limit.ceil()),
            Bound::About => return None,
        };
        (value >= part).then_some(Self { bound, value, unit: String::new() })
    }
}

/// A number as a source states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// The very number.
    Exact(Decimal),
    /// A bound on it.
    Bounded(Claim),
}

impl Stated {
    /// The rate between two stated numbers: from a bound none follows, with or without a decimal.
    pub fn rate(current: &Self, base: &Self) -> Result<Rate, NoRate> {
        match (current, base) {
            (Self::Exact(current), Self::Exact(base)) => Rate::from_counts(Some(*current), Some(*base)),
            (Self::Bounded(_), _) | (_, Self::Bounded(_)) => Err(NoRate::Inexact),
        }
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '％' | '＞' | '＜' | '＋' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn bounds_are_read_before_and_after_the_number() {
        let read = |text| Claim::parse(text).map(|c| (c.bound, c.value, c.unit));
        assert_eq!(read("超过60%"), Some((Bound::Over, dec!(60), "%".into())));
        assert_eq!(read("4500余件"), Some((Bound::Over, dec!(4500), "件".into())));
        assert_eq!(read("over 4,500"), Some((Bound::Over, dec!(4500), String::new())));
        assert_eq!(read("６０％以上"), Some((Bound::AtLeast, dec!(60), "%".into())));
        assert_eq!(read("不超过271个"), Some((Bound::AtMost, dec!(271), "个".into())));
        assert_eq!(read("约300"), Some((Bound::About, dec!(300), String::new())));
        for none in ["4500", "4500件", "—", "", "超过", "2023年以来印发文件约束性较强"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
