//! `rank`: where each row stands, with quartiles and what is unusual.

use crate::args::MeasureArgs;
use crate::json::ranking::Document;
use crate::output::{Align, Done, Terminal, data, json, table};
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::measure::{AnomalyMethod, By, Comparison, FigureKind, Quartiles, ScopeMeasures, Standing};
use jianfu_engine::model::Lang;
use jianfu_engine::{ScopeStandings, Standings, Workspace, format, row_labels};
use std::collections::BTreeMap;

pub fn run(args: &MeasureArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let request = super::measure::request(args)?;
    let standings = workspace.standings(&request)?;
    let mut names = Vec::new();
    for scope in &standings.table.scopes {
        names.push(workspace.scope_name(&scope.scope_id)?);
    }
    if args.workspace.json {
        json(&Document::from_standings(&standings, &names, terminal.lang))?;
    } else if args.csv {
        data(&csv(&standings, &names, terminal.lang)?)?;
    } else {
        for ((scope, found), name) in standings.table.scopes.iter().zip(&standings.scopes).zip(&names) {
            data(&print(scope, found, name, &standings, terminal))?;
        }
        data(&methods(&standings, terminal))?;
    }
    let mut has_doubts = false;
    for (scope, found) in standings.table.scopes.iter().zip(&standings.scopes) {
        for diagnostic in scope.diagnostics.iter().chain(&standings.findings(scope, found, terminal.lang)) {
            terminal.finding("rank", diagnostic);
            has_doubts |= diagnostic.severity > Severity::Info;
        }
    }
    Ok(if has_doubts { Done::NeedsReview } else { Done::Clean })
}

/// Rows with their labels, in order of rank.
fn ranked<'s>(
    scope: &'s ScopeMeasures,
    found: &'s ScopeStandings,
    by: By,
    lang: Lang,
) -> Vec<(&'s Standing, &'s Comparison, String)> {
    let rows: BTreeMap<&str, (&Comparison, String)> =
        scope.rows.iter().zip(row_labels(scope, by, lang)).map(|(r, l)| (r.key.as_str(), (r, l))).collect();
    let row = |s: &'s Standing| rows.get(s.key.as_str()).map(|(row, label)| (s, *row, label.clone()));
    found.distribution.standings.iter().filter_map(row).collect()
}

fn print(
    scope: &ScopeMeasures,
    found: &ScopeStandings,
    name: &str,
    standings: &Standings,
    terminal: &Terminal,
) -> String {
    let (request, lang) = (&standings.table.request, terminal.lang);
    let unstated = terminal.say("来源未注明", "not stated by the source");
    let name = if name.is_empty() { unstated } else { name };
    let rows: Vec<Vec<String>> = ranked(scope, found, request.by, lang)
        .into_iter()
        .map(|(standing, row, label)| {
            let text = |kind| request.row_measure(scope, row, kind).text(lang);
            let small = if row.is_small_base() && row.rate.is_ok() {
                terminal.say("（基数小，不排位）", " (small base: not ranked)")
            } else {
                ""
            };
            vec![
                place(standing, lang),
                moved(standing),
                label,
                format::count_or_dash(row.base),
                format::count_or_dash(row.current),
                row.change().map_or_else(|| "—".to_owned(), format::change),
                text(FigureKind::RateOfChange) + small,
            ]
        })
        .collect();
    let (base, current) = (request.against.label(lang), request.period.label(lang));
    let heads = [
        (terminal.say("位次", "Rank"), Align::Right),
        (terminal.say("较上期", "Moved"), Align::Right),
        (terminal.say("名称", "Name"), Align::Left),
        (base.as_str(), Align::Right),
        (current.as_str(), Align::Right),
        (terminal.say("增减", "Change"), Align::Right),
        (terminal.say("增减率", "Rate"), Align::Left),
    ];
    let mut out = format!("{}{name}\n{}", terminal.say("口径：", "Scope: "), table(&heads, &rows));
    for line in asides(found, terminal) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push('\n');
    out
}

/// `2`, or `=2` where the place is shared; a dash without a place.
fn place(standing: &Standing, lang: Lang) -> String {
    match (standing.rank, standing.is_tied) {
        (None, _) => "—".to_owned(),
        (Some(rank), false) => rank.to_string(),
        (Some(rank), true) => format!("{}{rank}", lang.pick("并列", "=")),
    }
}

fn moved(standing: &Standing) -> String {
    match standing.places_gained() {
        None => "—".to_owned(),
        Some(0) => "=".to_owned(),
        Some(up @ 1..) => format!("↑{up}"),
        Some(down) => format!("↓{}", down.unsigned_abs()),
    }
}

/// The quartiles of a list, and how much past it was held against.
fn asides(found: &ScopeStandings, terminal: &Terminal) -> Vec<String> {
    let lang = terminal.lang;
    let mut lines = Vec::new();
    if let Some(q) = found.distribution.quartiles.as_ref().filter(|q| q.count > 1) {
        let [low, first, median, third, high] =
            [q.lowest, q.first, q.median, q.third, q.highest].map(format::signed_percent);
        let count = q.count;
        lines.push(match lang {
            Lang::Zh => format!(
                "{count}个增减率：最低{low}，下四分位{first}，中位数{median}，上四分位{third}，最高{high}。"
            ),
            Lang::En => format!(
                "{count} rates: lowest {low}, first quartile {first}, median {median}, third quartile {third}, highest {high}."
            ),
        });
    }
    let (unusual, earlier) = (found.anomalies.len(), found.earlier_count);
    lines.push(match lang {
        Lang::Zh => format!("异常{unusual}处；此前可比的有{earlier}期。"),
        Lang::En => format!("Unusual figures: {unusual}. Earlier comparisons: {earlier}."),
    });
    lines
}

/// How ranks and quartiles are found and figures judged, once for all lists.
fn methods(standings: &Standings, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let rank = terminal.say(
        "位次：降幅最大的为第1位；印出的增减率相同则并列，其后空出位次（1、2、2、4）；基数不足30的不排位。",
        "Rank: the largest reduction is 1; rates that print alike share a place, and the next is left out (1, 2, 2, 4); a base below 30 has no place.",
    );
    let moved = standings.before.as_ref().map(|before| {
        let (period, against) = (before.period.label(lang), before.against.label(lang));
        match lang {
            Lang::Zh => format!("较上期：与{period}比{against}的位次相比，↑为位次上升。"),
            Lang::En => format!("Moved: against the ranks of {period} against {against}; ↑ is towards 1."),
        }
    });
    let quartiles = format!("{}{}", terminal.say("四分位：", "Quartiles: "), Quartiles::method(lang));
    let methods = [AnomalyMethod::Peers, AnomalyMethod::OwnRates, AnomalyMethod::OwnCounts];
    let unusual = methods.map(|m| format!("{}{}", terminal.say("异常：", "Unusual: "), m.words(lang)));
    let lines = [Some(rank.to_owned()), moved, Some(quartiles)].into_iter().flatten().chain(unusual);
    lines.map(|line| line + "\n").collect()
}

fn csv(standings: &Standings, names: &[String], lang: Lang) -> anyhow::Result<String> {
    let request = &standings.table.request;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "scope",
        "key",
        "label",
        "rank",
        "rank_before",
        "places_gained",
        "current",
        "base",
        "change",
        "rate",
        "no_rate",
        "is_small_base",
    ])?;
    for ((scope, found), name) in standings.table.scopes.iter().zip(&standings.scopes).zip(names) {
        for (standing, row, label) in ranked(scope, found, request.by, lang) {
            let plain = |kind| request.row_measure(scope, row, kind).plain().unwrap_or_default();
            let place = |rank: Option<usize>| rank.map(|r| r.to_string()).unwrap_or_default();
            writer.write_record([
                name.clone(),
                standing.key.clone(),
                label,
                place(standing.rank),
                place(standing.rank_before),
                standing.places_gained().map(|p| p.to_string()).unwrap_or_default(),
                plain(FigureKind::Count),
                row.base.map(|b| b.normalize().to_string()).unwrap_or_default(),
                plain(FigureKind::Change),
                plain(FigureKind::RateOfChange),
                row.rate.as_ref().err().map_or("", |r| r.code()).to_owned(),
                row.is_small_base().to_string(),
            ])?;
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
