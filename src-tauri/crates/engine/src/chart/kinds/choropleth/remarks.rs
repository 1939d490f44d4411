//! What a map says about itself: its review, its classes, what has no rate, no border or no data, and how it is projected.

use super::projection::Projection;
use crate::chart::rated;
use crate::chart::series::MapSeries;
use crate::chart::spec::Breaks;
use crate::chart::words;
use crate::model::Lang;
use std::collections::BTreeMap;

/// The most names in one remark; a file of the whole country has thousands.
const MOST_NAMES: usize = 40;

/// The number of the official review, or that there was none.
pub(super) fn approval(number: Option<&str>, lang: Lang) -> String {
    match (number.map(words::clean).filter(|number| !number.is_empty()), lang) {
        (Some(number), Lang::Zh) => format!("审图号：{number}"),
        (Some(number), Lang::En) => format!("Map approval number: {number}"),
        (None, Lang::Zh) => "内部使用，未经审核".to_owned(),
        (None, Lang::En) => "For internal use only; not officially reviewed".to_owned(),
    }
}

/// Remarks below the map.
pub(super) fn all(
    series: &MapSeries,
    breaks: Breaks,
    projection: Option<Projection>,
    lang: Lang,
) -> Vec<String> {
    let mut out = Vec::new();
    if breaks == Breaks::Quantile {
        let zh = "下降的单位按降幅从小到大分为个数相近的四级。";
        let en = "Units that fell are in four classes of about as many units each.";
        out.push(lang.pick(zh, en).to_owned());
    }
    out.extend(without_rate(series, lang));
    let drawn = |key: &str| series.ranking.rows.iter().any(|row| row.key == key);
    let no_data = series.regions.iter().filter(|region| region.key.as_deref().is_none_or(|key| !drawn(key)));
    let names: Vec<String> = no_data.map(|region| words::clean(&region.name)).collect();
    if !names.is_empty() {
        let (lead, names) = (
            lang.pick(
                "边界文件中有、数据中没有，只画界线：",
                "In the boundary file but not in the data, shown by their borders only: ",
            ),
            some(&names, lang),
        );
        out.push(format!("{lead}{names}{}", lang.pick("。", ".")));
    }
    out.extend(projection.map(|projection| projection.words(lang)));
    out.push(series.boundary_line.clone());
    out
}

/// Units without a rate, by reason.
fn without_rate(series: &MapSeries, lang: Lang) -> Option<String> {
    let mut by_reason: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &series.ranking.rows {
        if let Some(why) = rated::reason(rated::change(row), series.ranking.periods, lang) {
            by_reason.entry(why).or_default().push(words::clean(&row.label));
        }
    }
    let groups: Vec<String> = by_reason
        .iter()
        .map(|(why, names)| match lang {
            Lang::Zh => format!("{}（{why}）", names.join("、")),
            Lang::En => format!("{} ({why})", names.join(", ")),
        })
        .collect();
    if groups.is_empty() {
        return None;
    }
    let groups = groups.join(lang.pick("，", "; "));
    Some(match lang {
        Lang::Zh => format!("没有降幅：{groups}。"),
        Lang::En => format!("No rate: {groups}."),
    })
}

/// The first names, and how many there are in all where there are more.
fn some(names: &[String], lang: Lang) -> String {
    let (first, rest) = names.split_at(names.len().min(MOST_NAMES));
    let list = first.join(lang.pick("、", ", "));
    match (rest.len(), lang) {
        (0, _) => list,
        (_, Lang::Zh) => format!("{list}等 {} 个", names.len()),
        (_, Lang::En) => format!("{list} and others, {} in all", names.len()),
    }
}

/// The whole in sentences.
pub(super) fn description(series: &MapSeries, missing: usize, lang: Lang) -> String {
    let mut said = rated::whole(lang.pick("分区地图", "Map"), &series.ranking, lang);
    if missing > 0 {
        said.push_str(&match lang {
            Lang::Zh => format!("{missing} 个没有边界，列在图下。"),
            Lang::En => format!(" {missing} without borders, listed below the map."),
        });
    }
    said
}
