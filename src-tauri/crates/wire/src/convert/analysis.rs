//! The analysis room: from a request to the engine's question, and from its answer to a table.

use super::analysis_rows::{List, total_label};
use super::{choice, facts_view, finding_view, scope_label};
use crate::types::{
    AnalysisHeads, AnalysisRequest, AnalysisTable, AnalysisView, BasisName, ChoiceView, FactsView,
    FindingView, Language, OfferView, RefusalView, RoundingName,
};
use jianfu_engine::diagnostic::{Diagnostic, Severity};
use jianfu_engine::measure::{
    Basis, Breakdown, Comparison, FigureKind, Measure, MeasureRequest, MeasureTable, ScopeMeasures,
};
use jianfu_engine::model::{AreaLevel, Better, Lang, Period, Rounding, get_indicator};
use jianfu_engine::{Choices, Error, ScopeStandings, Standings, driver_text, key_label};
use std::collections::BTreeMap;

/// What the engine answered.
pub struct Answer {
    /// The figures and where they stand.
    pub standings: Standings,
    /// The breakdowns of their totals.
    pub breakdowns: Vec<Breakdown>,
}

/// The engine's question of a request, with what it leaves open.
pub fn analysis_question(request: &AnalysisRequest, choices: &Choices) -> MeasureRequest {
    let period = choices.period;
    let against = match request.against.as_deref() {
        None => choices.usual_base(),
        Some("year_before") => period.year_before(),
        // A running total has no period before it; the same months of last year stand in its place.
        Some("period_before") => period.before().unwrap_or_else(|| period.year_before()),
        Some(named) => named.parse().ok().filter(|p| *p != period).unwrap_or_else(|| choices.usual_base()),
    };
    MeasureRequest {
        indicator_id: choices.indicator.id.to_owned(),
        period,
        against,
        by: request.by.into(),
        basis: match request.basis {
            BasisName::Raw => Basis::Raw,
            BasisName::Comparable => Basis::Comparable,
        },
        rounding: match request.rounding {
            RoundingName::HalfUp => Rounding::HalfUp,
            RoundingName::HalfEven => Rounding::HalfEven,
        },
        decimals: request.decimals.min(4),
    }
}

/// A question with its choices and its answer, or why there is none.
pub fn analysis_view(
    choices: &Choices,
    (question, level): (&MeasureRequest, Option<&str>),
    answer: &Result<Answer, Error>,
    scope_names: &BTreeMap<String, String>,
    language: Language,
) -> AnalysisView {
    let lang = language.into();
    let found = answer.as_ref().ok().map(|answer| (answer, lists_of(&answer.standings, choices)));
    let chosen = found.as_ref().and_then(|(answer, lists)| Some((*answer, chosen_list(lists, level)?)));
    let levels = found.as_ref().map(|(_, lists)| lists.iter().filter_map(|(s, _)| s.level).collect());
    let levels: Vec<AreaLevel> = levels.unwrap_or_default();
    let nothing = || {
        let period = question.period.label(lang);
        crate::error_view("no_such_rows", &[("period".to_owned(), period)])
    };
    AnalysisView {
        indicators: choices.indicators.iter().map(|i| choice(i.id, i.name(lang))).collect(),
        scopes: choices.scopes.iter().map(|s| choice(&s.0, scope_label(&s.0, scope_names, lang))).collect(),
        levels: levels.into_iter().map(|l| choice(level_code(l), level_name(l, lang))).collect(),
        periods: choices.periods.iter().map(|p| choice(p, p.label(lang))).collect(),
        bases: bases(choices, lang),
        indicator: choices.indicator.id.to_owned(),
        scope: choices.scope_id.0.clone(),
        level: chosen.and_then(|(_, (scope, _))| scope.level).map(level_code).unwrap_or_default().to_owned(),
        period: question.period.to_string(),
        against: base_code(question.period, question.against),
        base_period: question.against.to_string(),
        heading: heading(choices, question, &scope_label(&choices.scope_id.0, scope_names, lang), lang),
        table: chosen.map(|(answer, list)| table(answer, list, lang)),
        refusal: chosen.and_then(|(_, (scope, _))| refusal(scope, lang)),
        error: match answer {
            Err(error) if error.code() == "no_observations" => Some(nothing()),
            Err(error) => Some(super::error_of(error)),
            Ok(_) => chosen.is_none().then(nothing),
        },
    }
}

type Lists<'a> = Vec<(&'a ScopeMeasures, &'a ScopeStandings)>;

fn lists_of<'a>(standings: &'a Standings, choices: &Choices) -> Lists<'a> {
    let all = standings.table.scopes.iter().zip(&standings.scopes);
    all.filter(|(scope, _)| scope.scope_id == choices.scope_id).collect()
}

/// The level asked for; else the list with most rows.
fn chosen_list<'a>(
    lists: &Lists<'a>,
    level: Option<&str>,
) -> Option<(&'a ScopeMeasures, &'a ScopeStandings)> {
    let asked = lists.iter().find(|(s, _)| level.is_some() && s.level.map(level_code) == level);
    asked.or_else(|| lists.iter().max_by_key(|(s, _)| s.rows.len())).copied()
}

fn level_code(level: AreaLevel) -> &'static str {
    match level {
        AreaLevel::Country => "country",
        AreaLevel::Province => "province",
        AreaLevel::Prefecture => "prefecture",
        AreaLevel::County => "county",
    }
}

fn level_name(level: AreaLevel, lang: Lang) -> &'static str {
    match level {
        AreaLevel::Country => lang.pick("全国", "Country"),
        AreaLevel::Province => lang.pick("省级", "Provinces"),
        AreaLevel::Prefecture => lang.pick("市州", "Prefectures"),
        AreaLevel::County => lang.pick("县市区", "Counties"),
    }
}

fn base_code(period: Period, against: Period) -> String {
    if against == period.year_before() {
        "year_before".to_owned()
    } else if Some(against) == period.before() {
        "period_before".to_owned()
    } else {
        against.to_string()
    }
}

/// What a period can be compared with: last year's, the one before, and any other that is known.
fn bases(choices: &Choices, lang: Lang) -> Vec<ChoiceView> {
    let period = choices.period;
    let (year_before, before) = (period.year_before(), period.before());
    let words = |name: (&str, &str), base: Period| match lang {
        Lang::Zh => format!("{}（较{}）", name.0, base.label(lang)),
        Lang::En => format!("{} ({})", name.1, base.label(lang)),
    };
    let is_year = matches!(period, Period::Year(_));
    let same = if is_year { ("较上年", "Year before") } else { ("同比", "Same period last year") };
    let mut bases = vec![choice("year_before", words(same, year_before))];
    if let Some(before) = before.filter(|b| *b != year_before) {
        bases.push(choice("period_before", words(("环比", "Period before"), before)));
    }
    let is_other = |p: &&Period| **p != period && **p != year_before && Some(**p) != before;
    let others = choices.periods.iter().filter(is_other);
    bases.extend(others.map(|p| {
        let label = p.label(lang);
        choice(
            p,
            match lang {
                Lang::Zh => format!("较{label}"),
                Lang::En => format!("Against {label}"),
            },
        )
    }));
    bases
}

fn heading(choices: &Choices, question: &MeasureRequest, scope: &str, lang: Lang) -> String {
    let (now, base) = (question.period.label(lang), question.against.label(lang));
    let name = choices.indicator.name(lang);
    match lang {
        Lang::Zh => format!("{name}，{now}比{base}，{scope}"),
        Lang::En => format!("{name}, {now} against {base}, {scope}"),
    }
}

fn table(
    answer: &Answer,
    (scope, standings): (&ScopeMeasures, &ScopeStandings),
    lang: Lang,
) -> AnalysisTable {
    let question = &answer.standings.table.request;
    let list = List { question, scope, standings, lang };
    let (rows, scales) = list.rows();
    AnalysisTable {
        heads: heads(question, answer.standings.before.as_ref(), lang),
        driver: driver_text(scope, question, lang),
        rows,
        left: list.left(&answer.breakdowns),
        total: list.total(),
        scales,
        asides: list.asides(&answer.standings.table),
        findings: findings(answer, (scope, standings), lang),
    }
}

fn heads(question: &MeasureRequest, before: Option<&MeasureRequest>, lang: Lang) -> AnalysisHeads {
    let indicator = get_indicator(&question.indicator_id);
    let unit = indicator.map_or("", |i| i.unit_name(lang));
    let in_unit = |words: &str| match (lang, unit.is_empty()) {
        (_, true) => words.to_owned(),
        (Lang::Zh, false) => format!("{words}/{unit}"),
        (Lang::En, false) => format!("{words}, {unit}"),
    };
    let is_lower = indicator.is_some_and(|i| i.better == Better::Lower);
    let name = question.by.name(lang);
    let pick = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    AnalysisHeads {
        label: match lang {
            Lang::Zh => name.to_owned(),
            Lang::En => {
                name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect()
            }
        },
        base: in_unit(&question.against.label(lang)),
        current: in_unit(&question.period.label(lang)),
        change: in_unit(&pick("增减", "Change")),
        rate: pick("增减率", "Rate"),
        contribution: pick("贡献/百分点", "Contribution, pp"),
        rank: pick("名次", "Rank"),
        shift: pick("升降", "Move"),
        shift_since: before.map_or_else(String::new, |b| match lang {
            Lang::Zh => format!("与{}比{}的名次相比", b.period.label(lang), b.against.label(lang)),
            Lang::En => format!("since {} against {}", b.period.label(lang), b.against.label(lang)),
        }),
        rate_bars: if is_lower { pick("降幅", "Reduction") } else { pick("增减率", "Rate") },
    }
}

/// Doubts about one list, worst first.
fn findings(
    answer: &Answer,
    (scope, standings): (&ScopeMeasures, &ScopeStandings),
    lang: Lang,
) -> Vec<FindingView> {
    let question = &answer.standings.table.request;
    let own = |b: &&Breakdown| b.scope_id == scope.scope_id && b.by == question.by && b.level == scope.level;
    let doubts: Vec<Diagnostic> = answer.breakdowns.iter().filter(own).filter_map(Breakdown::doubt).collect();
    let unusual = answer.standings.findings(scope, standings, lang);
    let mut found: Vec<&Diagnostic> = scope.diagnostics.iter().chain(&doubts).chain(&unusual).collect();
    found.sort_by_key(|d| std::cmp::Reverse(d.severity));
    found.into_iter().map(|d| finding_view(d, "", "", lang)).collect()
}

/// The comparison that was refused, with what the engine offers in its place.
fn refusal(scope: &ScopeMeasures, lang: Lang) -> Option<RefusalView> {
    let is_refused = |d: &&Diagnostic| {
        d.severity == Severity::Error && ["periods_not_comparable", "no_common_period"].contains(&d.code)
    };
    let found = scope.diagnostics.iter().find(is_refused)?;
    let offer = found.args.iter().find(|(name, _)| name == "offer").map_or("", |(_, value)| value.as_str());
    let pair = |text: &str| {
        let (period, against) = text.split_once(" / ")?;
        let (period, against): (Period, Period) = (period.parse().ok()?, against.parse().ok()?);
        let (now, base) = (period.label(lang), against.label(lang));
        Some(OfferView {
            period: period.to_string(),
            against: base_code(period, against),
            label: match lang {
                Lang::Zh => format!("{now}比{base}"),
                Lang::En => format!("{now} against {base}"),
            },
        })
    };
    let offers: Vec<OfferView> = offer.split("; ").filter_map(pair).collect();
    Some(RefusalView { message: found.message(lang), hint: found.hint(lang), offers })
}

/// What a figure of an answer is and how it was computed; nothing where the answer has no such figure.
pub fn definition_view(
    table: &MeasureTable,
    choices: &Choices,
    (key, column, level): (Option<&str>, &str, Option<&str>),
    scope_names: &BTreeMap<String, String>,
    lang: Lang,
) -> FactsView {
    let nothing = FactsView { facts: Vec::new() };
    let own = table.scopes.iter().filter(|s| s.scope_id == choices.scope_id);
    let asked = own.clone().find(|s| level.is_some() && s.level.map(level_code) == level);
    let Some(scope) = asked.or_else(|| own.max_by_key(|s| s.rows.len())) else { return nothing };
    let question = &table.request;
    let (measure, label) = match key {
        Some(key) => {
            let Some(row) = scope.rows.iter().find(|r| r.key == key) else { return nothing };
            let keys: Vec<String> = scope.rows.iter().map(|r| r.key.clone()).collect();
            (row_figure(question, scope, row, column), key_label(key, question.by, &keys, lang))
        }
        None => (total_figure(question, scope, column), total_label(scope, lang)),
    };
    let name = scope_names.get(&scope.scope_id.0).map_or("", String::as_str);
    facts_view(&measure.facts(&label, name, lang))
}

fn kind_of(column: &str) -> FigureKind {
    match column {
        "base" | "current" => FigureKind::Count,
        "change" => FigureKind::Change,
        "contribution" => FigureKind::Contribution,
        _ => FigureKind::RateOfChange,
    }
}

fn row_figure(question: &MeasureRequest, scope: &ScopeMeasures, row: &Comparison, column: &str) -> Measure {
    let measure = question.row_measure(scope, row, kind_of(column));
    match (column, row.base) {
        ("base", Some(base)) => {
            let inputs = row.base_inputs.clone();
            Measure { period: question.against, value: Ok(base), inputs, ..measure }
        }
        ("base", None) => Measure { period: question.against, ..measure },
        _ => measure,
    }
}

fn total_figure(question: &MeasureRequest, scope: &ScopeMeasures, column: &str) -> Measure {
    // The contributions of all rows are the rate of the total.
    let kind = if column == "contribution" { FigureKind::RateOfChange } else { kind_of(column) };
    let measure = question.total_measure(scope, kind);
    match (column, scope.total.base) {
        ("base", Some(base)) => Measure { period: question.against, value: Ok(base), ..measure },
        _ => measure,
    }
}
