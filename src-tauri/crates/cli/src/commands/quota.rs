//! `quota`: how yearly quotas are used, against the time gone by.

use crate::args::QuotaArgs;
use crate::json::quota::document;
use crate::output::{Align, Done, Terminal, data, done, json, table};
use jianfu_engine::measure::{
    By, FigureKind, Forecast, ForecastMethod, QuotaTable, QuotaUse, ScopeQuotas, time_progress,
};
use jianfu_engine::model::{Decimal, Lang, Rounding};
use jianfu_engine::{Workspace, format, key_label};

pub fn run(args: &QuotaArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let indicator = Workspace::find_indicator_id(&args.indicator)?;
    let rounding = (Rounding::from(args.print.rounding), args.print.decimals);
    let quotas = workspace.quotas(indicator, args.period, args.by.map(By::from), rounding)?;
    let mut names = Vec::new();
    for scope in &quotas.scopes {
        names.push(workspace.scope_name(&scope.scope_id)?);
    }
    if args.workspace.json {
        json(&document(&quotas, &names, terminal.lang))?;
    } else {
        for (scope, name) in quotas.scopes.iter().zip(&names) {
            data(&print(&quotas, scope, name, terminal))?;
        }
    }
    Ok(done("quota", quotas.scopes.iter().flat_map(|s| &s.diagnostics), terminal))
}

fn number(value: Option<Decimal>) -> String {
    value.map_or_else(|| "—".to_owned(), format::count)
}

fn print(quotas: &QuotaTable, scope: &ScopeQuotas, name: &str, terminal: &Terminal) -> String {
    let (lang, request) = (terminal.lang, &quotas.request);
    let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
    let mut rows: Vec<Vec<String>> = scope
        .rows
        .iter()
        .map(|one| {
            let key = one.key.clone().unwrap_or_default();
            use_row(key_label(&key, request.by, &keys, lang), quotas, scope, one, terminal)
        })
        .collect();
    rows.push(use_row(terminal.say("总体", "Overall").to_owned(), quotas, scope, &scope.total, terminal));
    let period = request.period.label(lang);
    let heads = [
        (terminal.say("名称", "Name"), Align::Left),
        (terminal.say("年度控制数", "Quota"), Align::Right),
        (period.as_str(), Align::Right),
        (terminal.say("完成控制数%", "Used %"), Align::Left),
        (terminal.say("超(+)/欠(−)百分点", "Ahead (+) / behind (−), points"), Align::Right),
        (terminal.say("剩余", "Left"), Align::Right),
        (terminal.say("全年推算", "Forecast"), Align::Left),
    ];
    let time = time_progress(request.period, request.rounding, request.decimals);
    let mut out = terminal.scope_line(name);
    out.push_str(&format!("{}{time}%\n", terminal.say("时间进度：", "Time gone by: ")));
    out.push_str(&table(&heads, &rows));
    for note in notes(quotas, scope, terminal) {
        out.push_str(&note);
        out.push('\n');
    }
    out.push('\n');
    out
}

fn use_row(
    label: String,
    quotas: &QuotaTable,
    scope: &ScopeQuotas,
    one: &QuotaUse,
    terminal: &Terminal,
) -> Vec<String> {
    let text = |kind| quotas.measure(scope, one, kind).text(terminal.lang);
    vec![
        label,
        number(one.quota),
        number(one.used),
        text(FigureKind::Share),
        one.progress.map_or_else(|_| "—".to_owned(), |_| text(FigureKind::QuotaLead)),
        number(one.progress.ok().map(|p| p.remaining)),
        forecast_cell(one, terminal),
    ]
}

/// The forecast, its interval and its method.
fn forecast_cell(one: &QuotaUse, terminal: &Terminal) -> String {
    let forecast = match &one.forecast {
        Ok(forecast) => forecast,
        Err(reason) => return format!("— {}", reason.words(terminal.lang)),
    };
    let method = match &forecast.method {
        ForecastMethod::SeasonalShare { .. } => terminal.say("按往年比重", "by season"),
        ForecastMethod::StraightLine { .. } => terminal.say("直线推算", "straight line"),
    };
    format!("{} {method}", forecast_number(forecast, terminal))
}

fn forecast_number(forecast: &Forecast, terminal: &Terminal) -> String {
    let mut number = format::count(forecast.value);
    if let Some((low, high)) = forecast.interval {
        number.push_str(&terminal.bracket(&format!("{}–{}", format::count(low), format::count(high))));
    }
    number
}

fn notes(quotas: &QuotaTable, scope: &ScopeQuotas, terminal: &Terminal) -> Vec<String> {
    let lang = terminal.lang;
    let mut notes = Vec::new();
    let total = &scope.total;
    if total.progress.is_ok() {
        let share = quotas.measure(scope, total, FigureKind::Share).text(lang);
        let lead = quotas.measure(scope, total, FigureKind::QuotaLead).phrase(lang);
        notes.push(match lang {
            Lang::Zh => format!("总体完成年度控制数的{share}，{lead}。"),
            Lang::En => format!("Overall {share} of the quota is used, {lead}."),
        });
    }
    if let Ok(forecast) = &total.forecast {
        let number = forecast_number(forecast, terminal);
        let over = total.quota.map(|q| forecast.value - q);
        let words = over.map(|over| quota_outlook(over, lang)).unwrap_or_default();
        notes.push(match lang {
            Lang::Zh => format!("总体全年推算{number}{words}。方法：{}。", forecast.method.words(lang)),
            Lang::En => format!("Overall forecast {number}{words}. Method: {}.", forecast.method.words(lang)),
        });
    }
    if let Some(printed) = scope.printed {
        let completed = printed.completed.map_or_else(|_| "—".to_owned(), |c| format!("{c}%"));
        let words = terminal.say("来源所印合计：", "Total as the source prints it: ");
        let (used, quota) = (format::count(printed.used), format::count(printed.quota));
        notes.push(format!("{words}{used} ÷ {quota} = {completed}"));
    }
    if !scope.excluded.is_empty() {
        let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
        let each = scope.excluded.iter().map(|(key, reason)| {
            let label = key_label(key, quotas.request.by, &keys, lang);
            format!("{label}{}", terminal.bracket(format::no_rate(*reason, lang)))
        });
        let words = terminal.say("没有计入总体：", "Not in the overall figures: ");
        notes.push(format!("{words}{}", each.collect::<Vec<_>>().join(terminal.say("、", ", "))));
    }
    notes
}

fn quota_outlook(over: Decimal, lang: Lang) -> String {
    let number = format::count(over.abs());
    match (lang, over.is_zero(), over.is_sign_negative()) {
        (Lang::Zh, true, _) => "，正好用完控制数".to_owned(),
        (Lang::Zh, false, true) => format!("，低于控制数{number}"),
        (Lang::Zh, false, false) => format!("，超控制数{number}"),
        (Lang::En, true, _) => ", exactly the quota".to_owned(),
        (Lang::En, false, true) => format!(", {number} below the quota"),
        (Lang::En, false, false) => format!(", {number} over the quota"),
    }
}
