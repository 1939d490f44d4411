//! `series`: a count over several periods, as tables, JSON or CSV.

use crate::args::SeriesArgs;
use crate::json::series::document;
use crate::output::{Align, Done, Terminal, data, done, json, table};
use jianfu_engine::measure::{
    Basis, By, Every, FigureKind, Link, ScopeSeries, Series, SeriesPoint, SeriesRequest, SeriesTable,
    periods_between,
};
use jianfu_engine::model::{Decimal, Frequency, Lang, NoRate, Rounding};
use jianfu_engine::{Error, Workspace, format, key_label};

pub fn run(args: &SeriesArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let series = workspace.series(&request(args)?)?;
    let mut names = Vec::new();
    for scope in &series.scopes {
        names.push(workspace.scope_name(&scope.scope_id)?);
    }
    if args.workspace.json {
        json(&document(&series, &names, terminal.lang))?;
    } else if args.csv {
        data(&csv(&series, &names, terminal)?)?;
    } else {
        for (scope, name) in series.scopes.iter().zip(&names) {
            data(&print(&series, scope, name, terminal))?;
        }
    }
    Ok(done("series", series.scopes.iter().flat_map(|s| &s.diagnostics), terminal))
}

fn request(args: &SeriesArgs) -> anyhow::Result<SeriesRequest> {
    let every = Every::from(args.every);
    let refused = || {
        let (from, to) = (args.from.to_string(), args.to.to_string());
        let last = args.from.in_year(args.to.year().max(args.from.year() + 1));
        let offer = format!("{from} – {last}");
        Error::refused("no_series_between", &[("from", &from), ("to", &to), ("offer", &offer)])
    };
    Ok(SeriesRequest {
        indicator_id: Workspace::find_indicator_id(&args.indicator)?.to_owned(),
        periods: periods_between(args.from, args.to, every).ok_or_else(refused)?,
        base: args.base.unwrap_or(args.from),
        by: By::from(args.by),
        basis: Basis::from(args.basis),
        rounding: Rounding::from(args.print.rounding),
        decimals: args.print.decimals,
    })
}

fn count(value: Result<Decimal, NoRate>) -> String {
    value.map_or_else(|_| "—".to_owned(), format::count)
}

fn print(series: &SeriesTable, scope: &ScopeSeries, name: &str, terminal: &Terminal) -> String {
    let mut out = terminal.scope_line(name);
    out.push_str(terminal.say("总体\n", "Overall\n"));
    out.push_str(&over_time(series, scope, &scope.total, terminal));
    out.push('\n');
    out.push_str(&rows_table(series, scope, terminal));
    for note in notes(series, scope, terminal) {
        out.push_str(&note);
        out.push('\n');
    }
    out.push('\n');
    out
}

/// Periods down: the count, and the change against each base.
fn over_time(series: &SeriesTable, scope: &ScopeSeries, one: &Series, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    // Between whole years, and between running totals, the period before is last year's.
    let frequency = series.request.base.frequency();
    let has_year_before = !matches!(frequency, Frequency::Annual | Frequency::YearToDate);
    let text = |point: &SeriesPoint, link: &Link, kind| {
        let text = series.link_measure(scope, one, (point, link), kind).text(lang);
        let is_doubtful = kind == FigureKind::RateOfChange && link.is_small_base() && link.rate.is_ok();
        let small = terminal.say("（基数小）", " (small base)");
        if is_doubtful && link.change().is_some_and(|c| !c.is_zero()) { text + small } else { text }
    };
    let rows = one.points.iter().map(|point| {
        let before = |kind| point.before.as_ref().map_or_else(String::new, |l| text(point, l, kind));
        let mut row = vec![
            point.period.label(lang),
            count(point.count),
            before(FigureKind::Change),
            before(FigureKind::RateOfChange),
        ];
        if has_year_before {
            row.push(text(point, &point.year_before, FigureKind::RateOfChange));
        }
        row.push(text(point, &point.since_base, FigureKind::RateOfChange));
        row.push(text(point, &point.since_base, FigureKind::Index));
        row
    });
    let base = series.request.base.label(lang);
    let against_base = match lang {
        Lang::Zh => format!("较{base}"),
        Lang::En => format!("Against {base}"),
    };
    let index = match lang {
        Lang::Zh => format!("指数({base}=100)"),
        Lang::En => format!("Index ({base} = 100)"),
    };
    let mut heads = vec![
        (terminal.say("期间", "Period"), Align::Left),
        (terminal.say("数量", "Count"), Align::Right),
        (terminal.say("比上期增减", "Change"), Align::Right),
        (terminal.say("比上期", "Rate"), Align::Left),
    ];
    if has_year_before {
        heads.push((terminal.say("同比", "Year on year"), Align::Left));
    }
    heads.push((against_base.as_str(), Align::Left));
    heads.push((index.as_str(), Align::Left));
    table(&heads, &rows.collect::<Vec<_>>())
}

/// Periods that a terminal has room for side by side.
const MOST_COLUMNS: usize = 8;

/// Rows down, periods across, then what the whole way was.
fn rows_table(series: &SeriesTable, scope: &ScopeSeries, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
    let last = series.request.periods.len().saturating_sub(1);
    // Between different parts of the year there is none for any row.
    let has_yearly_rate = series.request.ends().is_some_and(|(a, b)| a.months() == b.months());
    let is_shown = |index: usize| last < MOST_COLUMNS || index == 0 || index == last;
    let cells = |label: String, one: &Series| {
        let mut row = vec![label];
        let shown = one.points.iter().enumerate().filter(|(i, _)| is_shown(*i));
        row.extend(shown.map(|(_, p)| count(p.count)));
        let mut chained = series.chain_measure(scope, one).text(lang);
        if let Err(broken) = &one.chain {
            chained = format!("{chained}{}", terminal.bracket(&broken.period.label(lang)));
        }
        row.push(chained);
        if has_yearly_rate {
            row.push(series.compound_measure(scope, one).text(lang));
        }
        row
    };
    let mut rows: Vec<Vec<String>> = scope
        .rows
        .iter()
        .map(|one| {
            let key = one.key.clone().unwrap_or_default();
            cells(key_label(&key, series.request.by, &keys, lang), one)
        })
        .collect();
    rows.push(cells(terminal.say("总体", "Overall").to_owned(), &scope.total));
    let shown = series.request.periods.iter().enumerate().filter(|(i, _)| is_shown(*i));
    let periods: Vec<String> = shown.map(|(_, p)| p.label(lang)).collect();
    let mut heads = vec![(terminal.say("名称", "Name"), Align::Left)];
    heads.extend(periods.iter().map(|p| (p.as_str(), Align::Right)));
    heads.push((terminal.say("链接增减率", "Chained rate"), Align::Left));
    if has_yearly_rate {
        heads.push((terminal.say("年均增减率", "Yearly rate"), Align::Left));
    }
    table(&heads, &rows)
}

/// What the chained rates do not cover.
fn notes(series: &SeriesTable, scope: &ScopeSeries, terminal: &Terminal) -> Vec<String> {
    let lang = terminal.lang;
    let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
    let label = |key: &str| key_label(key, series.request.by, &keys, lang);
    let mut notes = Vec::new();
    if scope.total.chain.is_ok() && !scope.not_in_every_link.is_empty() {
        let names: Vec<String> = scope.not_in_every_link.iter().map(|k| label(k)).collect();
        let words = terminal.say(
            "总体的每一环只算前后两期都有数的；只在部分环节中的：",
            "Each link of the overall chain pools what has both counts; only in some links: ",
        );
        notes.push(format!("{words}{}", names.join(terminal.say("、", ", "))));
    }
    if let Ok(chain) = &scope.total.chain
        && !chain.is_end_to_end
    {
        let words = terminal.say(
            "总体首尾直接相比（与链接增减率是两个数）：",
            "Overall, last against first (not the chained rate): ",
        );
        let point = scope.total.points.last();
        let rate = point.map(|p| {
            series.link_measure(scope, &scope.total, (p, &scope.total.end_to_end), FigureKind::RateOfChange)
        });
        notes.push(format!("{words}{}", rate.map(|r| r.text(lang)).unwrap_or_default()));
    }
    for row in &scope.rows {
        for point in row.points.iter().filter(|p| p.next_link_count.is_some()) {
            let (own, next) = (count(point.count), count(point.next_link_count.ok_or(NoRate::Missing)));
            let name = label(row.key.as_deref().unwrap_or_default());
            let period = point.period.label(lang);
            notes.push(match lang {
                Lang::Zh => format!("{name}{period}：与上期比用 {own}，与下期比用 {next}，两处来源不同。"),
                Lang::En => format!("{name}, {period}: {own} against the period before, {next} against the next; sources differ."),
            });
        }
    }
    notes
}

fn csv(series: &SeriesTable, names: &[String], terminal: &Terminal) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "scope",
        "key",
        "label",
        "period",
        "count",
        "no_count",
        "change",
        "rate",
        "no_rate",
        "year_before_rate",
        "since_base_rate",
        "index",
        "no_index",
    ])?;
    for (scope, name) in series.scopes.iter().zip(names) {
        let keys: Vec<String> = scope.rows.iter().filter_map(|r| r.key.clone()).collect();
        for one in scope.rows.iter().chain([&scope.total]) {
            let key = one.key.clone().unwrap_or_default();
            let label = one.key.as_ref().map_or_else(
                || terminal.say("总体", "Overall").to_owned(),
                |key| key_label(key, series.request.by, &keys, terminal.lang),
            );
            for point in &one.points {
                let mut record = vec![name.clone(), key.clone(), label.clone()];
                record.extend(csv_point(series, scope, one, point));
                writer.write_record(record)?;
            }
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn csv_point(series: &SeriesTable, scope: &ScopeSeries, one: &Series, point: &SeriesPoint) -> [String; 10] {
    let plain = |v: Option<Decimal>| v.map(|v| v.normalize().to_string()).unwrap_or_default();
    let figure = |link: &Link, kind| {
        let value = series.link_measure(scope, one, (point, link), kind).value;
        value.map(|v| v.to_string()).unwrap_or_default()
    };
    let before = |kind| point.before.as_ref().map(|l| figure(l, kind)).unwrap_or_default();
    let reason = |rate: Option<NoRate>| rate.map_or("", NoRate::code).to_owned();
    [
        point.period.to_string(),
        plain(point.count.ok()),
        reason(point.count.err()),
        plain(point.before.as_ref().and_then(Link::change)),
        before(FigureKind::RateOfChange),
        reason(point.before.as_ref().and_then(|l| l.rate.err())),
        figure(&point.year_before, FigureKind::RateOfChange),
        figure(&point.since_base, FigureKind::RateOfChange),
        figure(&point.since_base, FigureKind::Index),
        reason(point.since_base.rate.err()),
    ]
}
