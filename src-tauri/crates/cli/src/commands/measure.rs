//! `measure`: the reductions of an indicator, as a table, JSON or CSV.

mod asides;

use self::asides::asides;
use crate::args::{Against, MeasureArgs};
use crate::json::measure::Document;
use crate::output::{Align, Done, Terminal, data, json, table};
use jianfu_engine::diagnostic::{Diagnostic, Severity};
use jianfu_engine::measure::{
    Basis, Breakdown, By, Comparison, FigureKind, MeasureRequest, MeasureTable, ScopeMeasures,
};
use jianfu_engine::model::{Period, Rounding};
use jianfu_engine::{Error, Workspace, format, row_labels};

pub fn run(args: &MeasureArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let request = request(args)?;
    let (measures, breakdowns) = workspace.measure_and_break_down(&request)?;
    let doubts: Vec<Diagnostic> =
        breakdowns.iter().filter(|b| b.by == request.by).filter_map(Breakdown::doubt).collect();
    let mut names = Vec::new();
    for scope in &measures.scopes {
        names.push(workspace.scope_name(&scope.scope_id)?);
    }
    if args.workspace.json {
        json(&Document::from_table(&measures, (&names, &breakdowns, &doubts), terminal.lang))?;
    } else if args.csv {
        data(&csv(&measures, &names, terminal)?)?;
    } else {
        for (scope, name) in measures.scopes.iter().zip(&names) {
            data(&print(scope, name, (&measures, &breakdowns), terminal))?;
        }
    }
    let diagnostics: Vec<_> = measures.scopes.iter().flat_map(|s| &s.diagnostics).chain(&doubts).collect();
    for diagnostic in &diagnostics {
        terminal.finding("measure", diagnostic);
    }
    let has_doubts = diagnostics.iter().any(|d| d.severity > Severity::Info);
    Ok(if has_doubts { Done::NeedsReview } else { Done::Clean })
}

/// The question asked.
pub(super) fn request(args: &MeasureArgs) -> anyhow::Result<MeasureRequest> {
    Ok(MeasureRequest {
        indicator_id: Workspace::find_indicator_id(&args.indicator)?.to_owned(),
        period: args.period,
        against: base_period(args.period, args.against)?,
        by: By::from(args.by),
        basis: Basis::from(args.basis),
        rounding: Rounding::from(args.print.rounding),
        decimals: args.print.decimals,
    })
}

/// The period to compare with.
fn base_period(period: Period, against: Against) -> Result<Period, Error> {
    match against {
        Against::YearBefore => Ok(period.year_before()),
        Against::Period(base) => Ok(base),
        Against::PeriodBefore => period
            .before()
            .ok_or_else(|| Error::refused("no_period_before", &[("period", &period.to_string())])),
    }
}

/// Below a base of 30 the counts say more than the rate, and two extents of a place have none that means much.
fn beside_rate(scope: &ScopeMeasures, row: &Comparison, terminal: &Terminal) -> &'static str {
    if scope.has_other_extent(row) && row.rate.is_ok() {
        terminal.lang.pick("（区划有调整，看可比口径）", " (area changed: see the comparable basis)")
    } else if row.is_small_base() && row.rate.is_ok() {
        terminal.lang.pick("（基数小，看件数）", " (small base: see the counts)")
    } else {
        ""
    }
}

fn print(
    scope: &ScopeMeasures,
    name: &str,
    (measures, breakdowns): (&MeasureTable, &[Breakdown]),
    terminal: &Terminal,
) -> String {
    let request = &measures.request;
    let unstated = terminal.say("来源未注明", "not stated by the source");
    let name = if name.is_empty() { unstated } else { name };
    let lang = terminal.lang;
    let text = |row: &Comparison, kind| measures.row_measure(scope, row, kind).text(lang);
    let mut rows: Vec<Vec<String>> = scope
        .rows
        .iter()
        .zip(row_labels(scope, request.by, lang))
        .map(|(row, label)| {
            vec![
                label,
                format::count_or_dash(row.base),
                format::count_or_dash(row.current),
                row.change().map_or_else(|| "—".to_owned(), |_| text(row, FigureKind::Change)),
                text(row, FigureKind::RateOfChange) + beside_rate(scope, row, terminal),
                row.contribution.map_or_else(String::new, |_| text(row, FigureKind::Contribution)),
            ]
        })
        .collect();
    rows.extend(left_row(scope, measures, breakdowns, terminal));
    rows.push(total_row(scope, measures, terminal));
    let (base, current) = (request.against.label(terminal.lang), request.period.label(terminal.lang));
    let heads = [
        (terminal.say("名称", "Name"), Align::Left),
        (base.as_str(), Align::Right),
        (current.as_str(), Align::Right),
        (terminal.say("增减", "Change"), Align::Right),
        (terminal.say("增减率", "Rate"), Align::Left),
        (terminal.say("贡献(百分点)", "Contribution (pp)"), Align::Right),
    ];
    let basis = match request.basis {
        Basis::Raw => "",
        Basis::Comparable => terminal.say("（可比口径）", " (comparable basis)"),
    };
    let mut out = format!("{}{name}{basis}\n{}", terminal.say("口径：", "Scope: "), table(&heads, &rows));
    for line in asides(scope, measures, breakdowns, terminal) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push('\n');
    out
}

fn total_row(scope: &ScopeMeasures, measures: &MeasureTable, terminal: &Terminal) -> Vec<String> {
    let text = |kind| measures.total_measure(scope, kind).text(terminal.lang);
    let total = &scope.total;
    vec![
        terminal.say("总体", "Overall").to_owned(),
        format::count_or_dash(total.base),
        format::count_or_dash(total.current),
        total.current.zip(total.base).map_or_else(|| "—".to_owned(), |_| text(FigureKind::Change)),
        text(FigureKind::RateOfChange),
        String::new(),
    ]
}

/// What the total counts and no row does.
fn left_row(
    scope: &ScopeMeasures,
    measures: &MeasureTable,
    breakdowns: &[Breakdown],
    terminal: &Terminal,
) -> Option<Vec<String>> {
    let own = |b: &&Breakdown| b.scope_id == scope.scope_id && b.by == measures.request.by && !b.covers();
    let left = breakdowns.iter().find(own)?;
    let change = left.left_current.zip(left.left_base).map(|(c, b)| format::change(c - b));
    Some(vec![
        terminal.say("未分项", "Not broken down").to_owned(),
        format::count_or_dash(left.left_base),
        format::count_or_dash(left.left_current),
        change.unwrap_or_else(|| "—".to_owned()),
        String::new(),
        String::new(),
    ])
}

fn csv(measures: &MeasureTable, names: &[String], terminal: &Terminal) -> anyhow::Result<String> {
    let request = &measures.request;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "scope",
        "key",
        "label",
        "current",
        "base",
        "change",
        "rate",
        "no_rate",
        "contribution",
    ])?;
    for (scope, name) in measures.scopes.iter().zip(names) {
        let labels = row_labels(scope, request.by, terminal.lang);
        for (row, label) in scope.rows.iter().zip(labels) {
            writer.write_record(csv_row(row, scope, (name, &label), measures))?;
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn csv_row(
    row: &Comparison,
    scope: &ScopeMeasures,
    (name, label): (&str, &str),
    measures: &MeasureTable,
) -> [String; 9] {
    let plain = |kind| measures.row_measure(scope, row, kind).plain().unwrap_or_default();
    [
        name.to_owned(),
        row.key.clone(),
        label.to_owned(),
        plain(FigureKind::Count),
        row.base.map(|b| b.normalize().to_string()).unwrap_or_default(),
        plain(FigureKind::Change),
        plain(FigureKind::RateOfChange),
        row.rate.as_ref().err().map_or("", |r| r.code()).to_owned(),
        plain(FigureKind::Contribution),
    ]
}
