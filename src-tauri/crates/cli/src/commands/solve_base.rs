//! `solve-base`: every whole base that fits a count and a printed rate, under each rounding rule.

use crate::args::SolveBaseArgs;
use crate::output::{Done, Terminal, data, json};
use jianfu_engine::measure::{Bases, MOST_RATE_DECIMALS, PrintedRate, SolveError};
use jianfu_engine::model::{Claim, Decimal, Lang, Rate, Rounding};
use jianfu_engine::{Error, format};
use serde_json::{Map, Value, json};

/// Bases listed at most under one rule; the range and the count tell of the others.
const MOST_LISTED: usize = 1000;
/// Bases named in words at most.
const MOST_NAMED: usize = 12;

pub fn run(args: &SolveBaseArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    if let Some(share) = &args.share {
        return whole(args, share, terminal);
    }
    let question = question(args)?;
    let found = question.solve().map_err(|e| refusal(e, args, question))?;
    if args.json {
        json(&document(question, &found))?;
    } else {
        data(&words(question, &found, terminal))?;
    }
    Ok(Done::Clean)
}

fn question(args: &SolveBaseArgs) -> Result<PrintedRate, Error> {
    let current = count(args)?;
    let printed = printed_rate(args);
    let rate = number(printed).ok_or_else(|| Error::refused("not_a_rate", &[("value", printed)]))?;
    Ok(PrintedRate { current, rate, decimals: args.decimals.unwrap_or(rate.scale()) })
}

/// The rate as it was given; the argument parser requires it where there is no share.
fn printed_rate(args: &SolveBaseArgs) -> &str {
    args.rate.as_deref().unwrap_or_default()
}

fn count(args: &SolveBaseArgs) -> Result<Decimal, Error> {
    number(&args.current).ok_or_else(|| Error::refused("not_a_count", &[("value", args.current.as_str())]))
}

/// What a part and a bounded share say about the whole: 163 bodies, over 60 % of all.
fn whole(args: &SolveBaseArgs, share: &str, terminal: &Terminal) -> anyhow::Result<Done> {
    let (part, lang) = (count(args)?, terminal.lang);
    let refused = || Error::refused("not_a_bounded_share", &[("value", share)]);
    let claim = Claim::parse(share).filter(|c| matches!(c.unit.as_str(), "" | "%")).ok_or_else(refused)?;
    let whole = claim.whole_of(part).ok_or_else(refused)?;
    if args.json {
        json(&json!({"current": part.normalize().to_string(),
                     "share": {"bound": claim.bound.code(), "value": claim.value.to_string()},
                     "whole": {"bound": whole.bound.code(), "value": whole.value.to_string()}}))?;
    } else {
        let part = format::count(part);
        let share = format::bounded(claim.bound, claim.value, "%", lang);
        let whole = format::bounded(whole.bound, whole.value, "", lang);
        data(&match lang {
            Lang::Zh => format!("{part} 占总数的比例{share}：总数{whole}。\n"),
            Lang::En => format!("{part} is {share} of the whole: the whole is {whole}.\n"),
        })?;
    }
    Ok(Done::Clean)
}

/// A number as it is printed: `−4.58%`, `1,234`.
fn number(text: &str) -> Option<Decimal> {
    let text = text.trim().trim_end_matches(['%', '％']).replace(',', "").replace(['−', '－'], "-");
    text.parse().ok()
}

fn refusal(error: SolveError, args: &SolveBaseArgs, question: PrintedRate) -> Error {
    let (decimals, most) = (question.decimals.to_string(), MOST_RATE_DECIMALS.to_string());
    match error {
        SolveError::NotACount => Error::refused("not_a_count", &[("value", &args.current)]),
        SolveError::Decimals => Error::refused(
            "rate_decimals",
            &[("rate", printed_rate(args)), ("decimals", &decimals), ("most", &most)],
        ),
        SolveError::OutOfRange => Error::refused("solve_out_of_range", &[]),
    }
}

fn document(question: PrintedRate, found: &[Bases]) -> Value {
    let mut document = Map::new();
    let mut rate = question.rate;
    rate.rescale(question.decimals);
    document.insert("current".to_owned(), question.current.normalize().to_string().into());
    document.insert("rate".to_owned(), rate.to_string().into());
    let mut ranges = Map::new();
    for bases in found {
        let listed = bases.first(MOST_LISTED);
        let is_complete = bases.count() == Some(Decimal::from(listed.len()));
        let list: Vec<String> = listed.iter().map(Decimal::to_string).collect();
        document.insert(bases.rule.code().to_owned(), list.into());
        let range = json!({"first": bases.range.map(|r| r.0.to_string()),
                           "last": bases.range.and_then(|r| r.1).map(|l| l.to_string()),
                           "count": bases.count().map(|c| c.to_string()), "is_complete": is_complete});
        ranges.insert(bases.rule.code().to_owned(), range);
    }
    document.insert("decimals".to_owned(), question.decimals.into());
    document.insert("ranges".to_owned(), ranges.into());
    Value::Object(document)
}

fn words(question: PrintedRate, found: &[Bases], terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let mut rate = question.rate;
    rate.rescale(question.decimals);
    let (current, rate) = (format::count(question.current), format::signed_percent(rate));
    let mut out = match lang {
        Lang::Zh => format!("本期 {current}，印出的增减率 {rate}：\n"),
        Lang::En => format!("Current {current}, printed rate {rate}:\n"),
    };
    for bases in found {
        let rule = bases.rule.name(lang);
        out.push_str(&format!("  {rule}{}{}\n", lang.pick("：", ": "), said(question, bases, lang)));
    }
    if found.iter().all(|b| b.range.is_none()) {
        out.push_str(terminal.say(
            "  这个增减率不能由整数的基数得出：请核对件数和增减率。\n",
            "  No whole base gives this rate: check the count and the rate.\n",
        ));
    }
    out
}

/// One rule in words: none, the only one with its check, or several.
fn said(question: PrintedRate, bases: &Bases, lang: Lang) -> String {
    let Some((first, last)) = bases.range else { return lang.pick("没有", "none").to_owned() };
    let number = format::count;
    if let Some(base) = bases.unique() {
        let check = check(question, base);
        return match lang {
            Lang::Zh => format!("基数只能是 {}（{check}）", number(base)),
            Lang::En => format!("the base is {}, and no other ({check})", number(base)),
        };
    }
    let (Some(last), Some(count)) = (last, bases.count()) else {
        return match lang {
            Lang::Zh => format!("{} 及以上的任何数", number(first)),
            Lang::En => format!("any number from {} up", number(first)),
        };
    };
    let range = if count <= Decimal::from(MOST_NAMED) {
        let named: Vec<String> = bases.first(MOST_NAMED).into_iter().map(number).collect();
        named.join(lang.pick("、", ", "))
    } else {
        format!("{}—{}", number(first), number(last))
    };
    match lang {
        Lang::Zh => format!("有 {} 个：{range}", number(count)),
        Lang::En => format!("{} fit: {range}", number(count)),
    }
}

/// The base tried, two digits longer than printed: `590 → 563 = −4.5763%`.
fn check(question: PrintedRate, base: Decimal) -> String {
    let counts = format!("{} → {}", format::count(base), format::count(question.current));
    match Rate::from_counts(Some(question.current), Some(base)) {
        Ok(rate) => {
            let longer = rate.percent(Rounding::HalfUp, question.decimals.saturating_add(2));
            format!("{counts} = {}", format::signed_percent(longer))
        }
        Err(_) => counts,
    }
}
