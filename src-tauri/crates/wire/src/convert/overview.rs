//! The overview, its chart, stored numbers and the way back.

use super::{choice, finding_view, scope_label};
use crate::types::{
    ChartView, CoverageRow, CoverageView, FactView, FactsView, FindingView, HeadlineView, MarkView,
    OverviewView, TextPart, TraceItem, TraceView,
};
use jianfu_engine::chart::to_svg;
use jianfu_engine::diagnostic::Severity;
use jianfu_engine::measure::{Comparison, Fact, FigureKind};
use jianfu_engine::model::{Better, Lang, Observation, ObservationId, Stated, get_area, indicator_name};
use jianfu_engine::store::Finding;
use jianfu_engine::{
    Coverage, Drawing, Error, Headline, Overview, Tone, Traced, format, ranking_notes, short_area_name,
    stated, summary, tone,
};
use std::collections::BTreeMap;

/// Findings shown at most; the worst come first and the count is in the status bar.
const MOST_FINDINGS: usize = 200;

/// The overview in words. `scope_names` name every scope, `findings` are those of the whole workspace.
///
/// # Errors
/// When the chart cannot be drawn.
pub fn overview_view(
    overview: &Overview,
    drawing: &Drawing,
    scope_names: &BTreeMap<String, String>,
    findings: &[Finding],
    lang: Lang,
) -> Result<OverviewView, Error> {
    let period_label = |p: jianfu_engine::model::Period| {
        let (period, base) = (p.label(lang), p.year_before().label(lang));
        match lang {
            Lang::Zh => format!("{period} 较 {base}"),
            Lang::En => format!("{period} against {base}"),
        }
    };
    let chosen = overview.chosen();
    let scope_name = scope_names.get(&overview.scope_id.0).map_or("", String::as_str);
    let conflicts = chosen.into_iter().flat_map(|s| &s.diagnostics).map(|d| finding_view(d, "", "", lang));
    let mut shown: Vec<FindingView> = conflicts.collect();
    shown.extend(findings.iter().filter(|f| f.severity > Severity::Info).map(|f| stored_finding(f, lang)));
    shown.sort_by_key(|f| std::cmp::Reverse(Severity::from_code(&f.severity)));
    shown.truncate(MOST_FINDINGS);
    Ok(OverviewView {
        indicators: overview.indicators.iter().map(|i| choice(i.id, i.name(lang))).collect(),
        periods: overview.periods.iter().map(|p| choice(p, period_label(*p))).collect(),
        scopes: overview.scopes.iter().map(|s| choice(&s.0, scope_label(&s.0, scope_names, lang))).collect(),
        indicator: overview.indicator.id.to_owned(),
        period: overview.period.to_string(),
        scope: overview.scope_id.0.clone(),
        sentence: sentence(overview, lang),
        headlines: overview.headlines.iter().map(|h| headline_view(h, scope_name, lang)).collect(),
        chart_heading: drawing.figure.title.clone(),
        chart: chart_view(drawing)?,
        notes: overview
            .chosen_headline()
            .map(|h| ranking_notes(&h.measures, &h.request, lang))
            .unwrap_or_default(),
        findings: shown,
        coverage: coverage_view(overview, lang),
    })
}

fn stored_finding(finding: &Finding, lang: Lang) -> FindingView {
    FindingView {
        severity: finding.severity.code().to_owned(),
        code: finding.code.clone(),
        message: finding.message(lang),
        hint: finding.hint(lang),
        file: finding.file.clone().unwrap_or_default(),
        sheet: finding.sheet.clone().unwrap_or_default(),
        cell: finding.cell.map(|c| c.to_string()),
    }
}

fn sentence(overview: &Overview, lang: Lang) -> Vec<TextPart> {
    let part = |p: jianfu_engine::Phrase| TextPart {
        tone: match p.tone {
            Tone::Plain => "plain",
            Tone::Reduced => "reduced",
            Tone::Increased => "increased",
        }
        .to_owned(),
        text: p.text,
    };
    summary(overview, lang).into_iter().map(part).collect()
}

/// Facts in a language.
pub fn facts_view(facts: &[Fact]) -> FactsView {
    FactsView { facts: fact_views(facts) }
}

fn fact_views(facts: &[Fact]) -> Vec<FactView> {
    facts.iter().map(|f| FactView { name: f.name.clone(), value: f.value.clone() }).collect()
}

fn headline_view(headline: &Headline, scope_name: &str, lang: Lang) -> HeadlineView {
    let (total, rate) = (&headline.measures.total, headline.total(FigureKind::RateOfChange));
    let tone = match rate.value {
        Err(_) => "none",
        Ok(_) if headline.indicator.better == Better::Neutral => "neutral",
        Ok(percent) => match tone(percent, headline.indicator) {
            Tone::Reduced => "reduced",
            Tone::Increased => "increased",
            Tone::Plain => "level",
        },
    };
    let ratio = total.current.zip(total.base).filter(|(_, b)| !b.is_zero());
    let pooled = headline.measures.rows.len().saturating_sub(total.excluded.len());
    let of = match (pooled, lang) {
        (n, Lang::Zh) => format!("{n} 个地区合计"),
        (1, Lang::En) => "1 area".to_owned(),
        (n, Lang::En) => format!("{n} areas together"),
    };
    // Without a rate, everything that might have given one.
    let all = || headline.measures.rows.iter().flat_map(Comparison::inputs).collect();
    let inputs: Vec<ObservationId> = if rate.value.is_ok() { rate.inputs.clone() } else { all() };
    HeadlineView {
        indicator: headline.indicator.id.to_owned(),
        name: headline.indicator.name(lang).to_owned(),
        rate: rate.value.is_ok().then(|| rate.text(lang).trim_end_matches('%').to_owned()),
        reason: rate.value.err().map(|r| format::no_rate(r, lang).to_owned()),
        tone: tone.to_owned(),
        base: total.base.map(format::count),
        current: total.current.map(format::count),
        unit: headline.indicator.unit_name(lang).to_owned(),
        // A length on screen, not a figure.
        bar_ratio: ratio.and_then(|(c, b)| c.checked_div(b)?.try_into().ok()),
        facts: fact_views(&rate.facts(&of, scope_name, lang)),
        observation_ids: inputs.iter().map(|id| id.0).collect(),
    }
}

pub(super) fn chart_view(drawing: &Drawing) -> Result<ChartView, Error> {
    let figure = &drawing.figure;
    let ids = |key: &str| {
        drawing.inputs.get(key).map(|ids| ids.iter().map(|id| id.0).collect()).unwrap_or_default()
    };
    let facts = |key: &str| drawing.facts.get(key).map(|f| fact_views(f)).unwrap_or_default();
    Ok(ChartView {
        svg: to_svg(figure)?,
        width: figure.width,
        height: figure.height,
        alt: figure.description.clone(),
        marks: figure
            .marks
            .iter()
            .map(|m| MarkView {
                key: m.key.clone(),
                x: m.rect.x,
                y: m.rect.y,
                width: m.rect.width,
                height: m.rect.height,
                text: m.text.clone(),
                facts: facts(&m.key),
                observation_ids: ids(&m.key),
            })
            .collect(),
    })
}

fn coverage_view(overview: &Overview, lang: Lang) -> CoverageView {
    let word = |c: &Coverage| {
        match c {
            Coverage::Complete => "complete",
            Coverage::NoBase => "no_base",
            Coverage::NoCurrent => "no_current",
            Coverage::Absent => "absent",
        }
        .to_owned()
    };
    CoverageView {
        indicators: overview.headlines.iter().map(|h| h.indicator.name(lang).to_owned()).collect(),
        rows: overview
            .coverage
            .iter()
            .map(|(code, states)| CoverageRow {
                label: short_area_name(*code),
                states: states.iter().map(word).collect(),
            })
            .collect(),
    }
}

/// The number, the bound that stands in its place, or the reason why there is none.
pub(super) fn number(o: &Observation, lang: Lang) -> String {
    match stated(o) {
        Some(Stated::Exact(value)) => format::count(value),
        Some(Stated::Bounded(claim)) => format::bounded(claim.bound, claim.value, &claim.unit, lang),
        None => o.missing.map_or("—", |m| format::missing(m, lang)).to_owned(),
    }
}

pub(super) fn indicator_words(o: &Observation, lang: Lang) -> String {
    o.indicator_id.as_deref().map(|id| indicator_name(id, lang)).unwrap_or_default()
}

pub(super) fn area_name(o: &Observation) -> String {
    o.area.and_then(get_area).map_or_else(String::new, |a| a.name.to_owned())
}

pub(super) fn breakdown(o: &Observation) -> String {
    [o.organisation.clone(), o.category.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The way back from numbers.
pub fn trace_view(traced: &[Traced], lang: Lang) -> TraceView {
    let item = |t: &Traced| {
        let o = &t.observation;
        let meaning = [indicator_words(o, lang), area_name(o), breakdown(o)];
        TraceItem {
            observation_id: o.id.0,
            file: t.provenance.file.clone(),
            sha256: t.provenance.sha256.clone(),
            sheet: t.provenance.sheet.clone(),
            cell: t.provenance.cell.to_string(),
            raw: o.raw.clone(),
            value: number(o, lang),
            unit: o.unit.clone().unwrap_or_default(),
            period: o.period.map(|p| p.label(lang)).unwrap_or_default(),
            meaning: meaning.into_iter().filter(|m| !m.is_empty()).collect::<Vec<_>>().join(" · "),
            row_labels: o.row_labels.clone(),
            column_labels: o.column_labels.clone(),
            imported_at: t.provenance.imported_at.clone(),
        }
    };
    TraceView { items: traced.iter().map(item).collect() }
}
