//! Sentences that say plainly whether a burden was reduced or moved.

use crate::format;
use crate::measure::{Combined, Comparison, ScopeBurden, Verdict};
use crate::model::{Decimal, Lang, NoRate, Rate, Rounding, get_indicator, indicator_name};

/// One sentence about parts of one whole. `name` says what a part is called.
pub fn shift_sentence(
    combined: &Combined,
    name: impl Fn(&str) -> String,
    (rounding, decimals): (Rounding, u32),
    lang: Lang,
) -> String {
    let unit = unit_words(combined, lang);
    let list = |is_listed: fn(Decimal) -> bool| {
        let parts = combined.parts.iter().filter(|p| p.change().is_some_and(is_listed));
        let names: Vec<String> = parts.map(|p| name(&p.key)).collect();
        names.join(lang.pick("、", ", "))
    };
    let fell = list(|c| c < Decimal::ZERO);
    let rose = list(|c| c > Decimal::ZERO);
    let whole = whole_words(combined, &unit, (rounding, decimals), lang);
    let number = |value: Decimal| match lang {
        Lang::Zh => format!("{}{unit}", format::count(value)),
        Lang::En => format!("{} {unit}", format::count(value)).trim_end().to_owned(),
    };
    let shift = &combined.shift;
    let moved = shift.moved.map(|m| m.to_string()).unwrap_or_default();
    let (fallen, risen) = (number(shift.fallen), number(shift.risen));
    match (lang, shift.verdict) {
        (Lang::Zh, Verdict::Unchanged) => "各项都没有变化。".to_owned(),
        (Lang::En, Verdict::Unchanged) => "Nothing changed.".to_owned(),
        (Lang::Zh, Verdict::Reduced) => {
            format!("{fell}减少{fallen}，没有一项增加；{whole}：负担减少了，没有转移。")
        }
        (Lang::En, Verdict::Reduced) => {
            format!("{fell} fell by {fallen} and nothing rose; {whole}: the burden was reduced, not moved.")
        }
        (Lang::Zh, Verdict::Increased) => format!("没有一项减少，{rose}增加{risen}；{whole}：负担加重了。"),
        (Lang::En, Verdict::Increased) => {
            format!("Nothing fell and {rose} rose by {risen}; {whole}: the burden grew.")
        }
        (Lang::Zh, Verdict::PartlyMoved) => format!(
            "{fell}减少{fallen}，{rose}增加{risen}，相当于减少量的{moved}%是转移；{whole}：负担只减少了一部分。"
        ),
        (Lang::En, Verdict::PartlyMoved) => format!(
            "{fell} fell by {fallen} while {rose} rose by {risen}, so {moved}% of the reduction moved; {whole}: \
             the burden was reduced only in part."
        ),
        (Lang::Zh, Verdict::Moved) => {
            format!("{fell}减少{fallen}，{rose}增加{risen}；{whole}：负担只是转移，没有减少。")
        }
        (Lang::En, Verdict::Moved) => {
            format!(
                "{fell} fell by {fallen} but {rose} rose by {risen}; {whole}: the burden was moved, not reduced."
            )
        }
    }
}

/// The unit of the parts in words: the English one is that of what is counted.
fn unit_words(combined: &Combined, lang: Lang) -> String {
    let known = combined.parts.iter().find_map(|p| get_indicator(&p.key));
    match (lang, known) {
        (Lang::En, Some(indicator)) => indicator.unit_en.to_owned(),
        (Lang::Zh, _) => combined.unit.clone().unwrap_or_default(),
        (Lang::En, None) => String::new(),
    }
}

/// The whole: `合计净减少64件，下降6.4%`.
fn whole_words(combined: &Combined, unit: &str, (rounding, decimals): (Rounding, u32), lang: Lang) -> String {
    let net = format::count_change_phrase(combined.shift.net(), unit, lang);
    let rate = match combined.total.rate {
        Ok(rate) if !rate.change.is_zero() => format::change_phrase(rate.percent(rounding, decimals), lang),
        Ok(_) => String::new(),
        Err(reason) => format::no_rate(reason, lang).to_owned(),
    };
    let words = match lang {
        Lang::Zh => format!("合计{net}，{rate}"),
        Lang::En => format!("together {net}, {rate}"),
    };
    words.trim_end_matches(['，', ',', ' ']).to_owned()
}

/// One sentence about indicators that cannot be added: each beside the other, and fewer meetings at a higher cost.
pub fn side_by_side_sentence(scope: &ScopeBurden, rounding: (Rounding, u32), lang: Lang) -> String {
    let phrase = |rate: Result<Rate, NoRate>| match rate {
        Ok(rate) => format::change_phrase(rate.percent(rounding.0, rounding.1), lang),
        Err(reason) => format::no_rate(reason, lang).to_owned(),
    };
    let each: Vec<String> = scope
        .lines
        .iter()
        .map(|line| {
            let name = indicator_name(&line.indicator_id, lang);
            match lang {
                Lang::Zh => format!("{name}{}", phrase(line.total.rate)),
                Lang::En => format!("{} {}", name.to_lowercase(), phrase(line.total.rate)),
            }
        })
        .collect();
    let mut text = each.join(lang.pick("，", ", "));
    if lang == Lang::En
        && let Some(first) = text.get(..1).map(str::to_uppercase)
    {
        text.replace_range(..1, &first);
    }
    let joined: usize = scope.combined.iter().map(|c| c.parts.len()).sum();
    if scope.lines.len() > joined && scope.lines.len() > 1 {
        text.push_str(
            lang.pick("；所计的不是同一种事，不能相加", "; they count different things and are not added"),
        );
    }
    for meetings in scope.meetings.iter().filter(|m| m.is_fewer_but_costlier()) {
        let cost = indicator_name(&meetings.indicator_id, lang);
        let change = |c: &Comparison| c.change().unwrap_or_default().abs();
        let (fewer, more) =
            (format::count(change(&meetings.meetings)), format::count(change(&meetings.cost)));
        let unit = meetings.unit.clone().unwrap_or_default();
        text.push_str(&match lang {
            Lang::Zh => format!("；会议少了{fewer}次，{cost}却多了{more}{unit}，会议负担没有减少"),
            Lang::En => format!(
                "; {fewer} fewer meetings but {cost} up by {more}: meetings are no smaller burden",
                cost = cost.to_lowercase()
            ),
        });
    }
    text.push_str(lang.pick("。", "."));
    text
}
