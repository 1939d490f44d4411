//! `burden`: several indicators side by side, and whether what fell came back elsewhere.

use crate::args::BurdenArgs;
use crate::json::burden::document;
use crate::output::{Align, Done, Terminal, data, done, json, table};
use jianfu_engine::measure::{Basis, BurdenRequest, By, Combined, PerMeeting, ScopeBurden};
use jianfu_engine::model::{Decimal, Lang, NoRate, Rate, Rounding, ScopeId, get_area, indicator_name};
use jianfu_engine::{
    BurdenTable, PlaceShift, Workspace, format, key_label, shift_sentence, side_by_side_sentence,
};
use std::collections::BTreeMap;

pub fn run(args: &BurdenArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let request = BurdenRequest {
        indicator_ids: workspace.find_indicator_ids(&args.indicators)?,
        period: args.period,
        against: args.against.unwrap_or(args.period.year_before()),
        by: By::Area,
        basis: Basis::from(args.basis),
        rounding: Rounding::from(args.print.rounding),
        decimals: args.print.decimals,
    };
    let burden = workspace.burden(request, args.area)?;
    let mut names: BTreeMap<&ScopeId, String> = BTreeMap::new();
    let scopes = burden.scopes.iter().map(|s| &s.scope_id);
    for id in scopes.chain(burden.shifts.iter().map(|s| &s.shift.scope_id)) {
        names.insert(id, workspace.scope_name(id)?);
    }
    let name = |id: &str| names.get(&ScopeId(id.to_owned())).cloned().unwrap_or_default();
    if args.workspace.json {
        json(&document(&burden, &name, terminal.lang))?;
    } else {
        for scope in &burden.scopes {
            data(&print_scope(&burden, scope, &name(&scope.scope_id.0), terminal))?;
        }
        for place in &burden.shifts {
            data(&print_place(&burden, place, &name(&place.shift.scope_id.0), terminal))?;
        }
    }
    let findings = burden.scopes.iter().flat_map(|s| &s.diagnostics);
    Ok(done("burden", findings.chain(burden.shifts.iter().flat_map(|s| &s.shift.diagnostics)), terminal))
}

fn number(value: Option<Decimal>) -> String {
    value.map_or_else(|| "—".to_owned(), format::count)
}

fn change(value: Option<Decimal>) -> String {
    value.map_or_else(|| "—".to_owned(), format::change)
}

fn rate(rate: Result<Rate, NoRate>, burden: &BurdenTable, lang: Lang) -> String {
    match rate {
        Ok(rate) => format::signed_percent(rate.percent(burden.request.rounding, burden.request.decimals)),
        Err(reason) => format!("— {}", format::no_rate(reason, lang)),
    }
}

fn heads<'a>(
    periods: &'a (String, String),
    terminal: &'a Terminal,
    last: (&'static str, &'static str),
) -> [(&'a str, Align); 6] {
    [
        (terminal.say("名称", "Name"), Align::Left),
        (periods.0.as_str(), Align::Right),
        (periods.1.as_str(), Align::Right),
        (terminal.say("增减", "Change"), Align::Right),
        (terminal.say("增减率", "Rate"), Align::Left),
        (terminal.say(last.0, last.1), Align::Right),
    ]
}

fn labels(burden: &BurdenTable, lang: Lang) -> (String, String) {
    (burden.request.against.label(lang), burden.request.period.label(lang))
}

fn print_scope(burden: &BurdenTable, scope: &ScopeBurden, name: &str, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let rows: Vec<Vec<String>> = scope
        .lines
        .iter()
        .map(|line| {
            let total = &line.total;
            let left_out = total.excluded.len();
            let taken = line.row_count - left_out.min(line.row_count);
            vec![
                indicator_name(&line.indicator_id, lang),
                number(total.base),
                number(total.current),
                change(total.current.zip(total.base).map(|(c, b)| c - b)),
                rate(total.rate, burden, lang),
                format!("{taken}/{}", line.row_count),
            ]
        })
        .collect();
    let periods = labels(burden, lang);
    let mut out = terminal.scope_line(name);
    out.push_str(&table(&heads(&periods, terminal, ("可比/全部", "Comparable/all")), &rows));
    let rounding = (burden.request.rounding, burden.request.decimals);
    out.push_str(&side_by_side_sentence(scope, rounding, lang));
    out.push('\n');
    for combined in &scope.combined {
        out.push('\n');
        out.push_str(terminal.say("放在一个基数上：\n", "On one base:\n"));
        out.push_str(&print_combined(burden, combined, |id| indicator_name(id, lang), terminal));
    }
    for meeting in &scope.meetings {
        out.push_str(&per_meeting(meeting, burden, terminal));
    }
    out.push('\n');
    out
}

fn print_combined(
    burden: &BurdenTable,
    combined: &Combined,
    name: impl Fn(&str) -> String,
    terminal: &Terminal,
) -> String {
    let lang = terminal.lang;
    let mut rows: Vec<Vec<String>> = combined
        .parts
        .iter()
        .map(|part| {
            vec![
                name(&part.key),
                number(part.base),
                number(part.current),
                change(part.change()),
                rate(part.rate, burden, lang),
                part.contribution.map_or_else(String::new, format::signed_points),
            ]
        })
        .collect();
    let total = &combined.total;
    rows.push(vec![
        terminal.say("合计", "Together").to_owned(),
        number(total.base),
        number(total.current),
        change(total.current.zip(total.base).map(|(c, b)| c - b)),
        rate(total.rate, burden, lang),
        String::new(),
    ]);
    let periods = labels(burden, lang);
    let last = ("贡献(百分点)", "Contribution (pp)");
    let mut out = table(&heads(&periods, terminal, last), &rows);
    let rounding = (burden.request.rounding, burden.request.decimals);
    out.push_str(&shift_sentence(combined, name, rounding, lang));
    out.push('\n');
    if !combined.left_out.is_empty() {
        let labels: Vec<String> =
            combined.left_out.iter().map(|k| key_label(k, burden.request.by, &[], lang)).collect();
        let words = terminal.say("缺一期或缺一项，没有计入：", "Lacking a period or a part, and left out: ");
        out.push_str(&format!("{words}{}\n", labels.join(terminal.say("、", ", "))));
    }
    out
}

fn print_place(burden: &BurdenTable, place: &PlaceShift, scope: &str, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let area = place.area.and_then(get_area).map_or_else(String::new, |a| a.name.to_owned());
    let indicator = indicator_name(&place.indicator_id, lang);
    let what = match lang {
        Lang::Zh => format!("{area}{indicator}的构成\n"),
        Lang::En if area.is_empty() => format!("{indicator}, by category\n"),
        Lang::En => format!("{area}: {}, by category\n", indicator.to_lowercase()),
    };
    let table = print_combined(burden, &place.shift.combined, str::to_owned, terminal);
    format!("{}{what}{table}\n", terminal.scope_line(scope))
}

fn per_meeting(meeting: &PerMeeting, burden: &BurdenTable, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let average = |value: Result<Decimal, NoRate>| value.map_or_else(|_| "—".to_owned(), format::count);
    let (base, current) = labels(burden, lang);
    let name = indicator_name(&meeting.indicator_id, lang);
    let unit = meeting.unit.clone().unwrap_or_default();
    let (before, now) = (average(meeting.base_average), average(meeting.current_average));
    match lang {
        Lang::Zh => format!("{name}，平均每次会议：{base} {before}{unit}，{current} {now}{unit}\n"),
        Lang::En => format!("{name}, average of a meeting: {base} {before}, {current} {now}\n"),
    }
}
