//! The first paragraph: how many indicators fell, rose or stand without a rate, and the figure of each in a word.

use super::super::facts::{Compared, IndicatorFacts, Spoken};
use super::super::{Paragraph, Slot};
use super::wording::rate_against;
use super::{Line, Wording};
use crate::model::{Decimal, Lang};

/// What the indicators of one scope did: `2023年，所列2项指标中，2项下降。发文数下降25.4%；会议数下降16.5%。` Nothing where there is no indicator.
pub fn overall(facts: &[IndicatorFacts], wording: Wording) -> Option<Paragraph> {
    let lang = wording.lang;
    let first = facts.first()?;
    let mut line = Line::default();
    let (when, count) = (first.period.label(lang), facts.len());
    line.text(match lang {
        Lang::Zh => format!("{when}，所列{count}项数据中，"),
        Lang::En if count == 1 => format!("Of the one set of figures for {when}, "),
        Lang::En => format!("Of the {count} sets of figures for {when}, "),
    });
    say_directions(&mut line, facts, lang);
    line.text(lang.pick("。", "."));
    let mut is_first = true;
    for one in facts {
        let Some(rate) = one.total.rate_slot(one, lang) else { continue };
        line.text(match (is_first, lang) {
            (true, Lang::Zh) => String::new(),
            (true, Lang::En) => " ".to_owned(),
            (false, Lang::Zh) => "；".to_owned(),
            (false, Lang::En) => "; ".to_owned(),
        });
        is_first = false;
        match lang {
            Lang::Zh => line.text(&one.name).text(rate_against(one.period, one.against, lang)),
            Lang::En => line.text(&one.name).text(" "),
        };
        line.slot(rate);
    }
    if !is_first {
        line.text(lang.pick("。", "."));
    }
    line.paragraph(format!("overall@{}", first.scope_id.0))
}

fn say_directions(line: &mut Line, facts: &[IndicatorFacts], lang: Lang) {
    let direction = |total: &Compared| match (total.spoken(), total.change) {
        (Spoken::Refused(_), _) | (_, None) => 3,
        (_, Some(change)) if change < Decimal::ZERO => 0,
        (_, Some(change)) if change > Decimal::ZERO => 1,
        (_, Some(_)) => 2,
    };
    let groups = [
        ("fell", "项下降", " fell"),
        ("rose", "项上升", " rose"),
        ("level", "项持平", " stayed level"),
        ("without", "项不具备可比条件", " cannot be compared"),
    ];
    let mut is_first = true;
    for (number, (name, zh, en)) in groups.into_iter().enumerate() {
        let of_group: Vec<&IndicatorFacts> =
            facts.iter().filter(|one| direction(&one.total) == number).collect();
        if of_group.is_empty() {
            continue;
        }
        if !is_first {
            line.text(lang.pick("，", ", "));
        }
        is_first = false;
        line.slot(Slot {
            key: format!("overall@{}.{name}", of_group.first().map_or("", |one| &one.scope_id.0)),
            text: of_group.len().to_string(),
            value: Some(Decimal::from(of_group.len())),
            inputs: of_group.iter().flat_map(|one| one.total.inputs()).collect(),
        });
        line.text(lang.pick(zh, en));
    }
}
