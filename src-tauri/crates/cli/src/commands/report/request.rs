//! What a report is asked for by arguments: its outline.

use crate::args::{ChartsArg, ReportArgs, TemplateArg};
use jianfu_engine::chart::{KindInfo, find_kind, kinds};
use jianfu_engine::model::{Lang, Period, indicators};
use jianfu_engine::report::{
    ChartParts, Closing, Content, Form, Masthead, Outline, PlacedChart, Section, usual_sections,
};
use jianfu_engine::{Error, ReportRequest, Workspace};
use std::collections::BTreeMap;

/// The request that the arguments say.
pub fn request(args: &ReportArgs, lang: Lang) -> Result<ReportRequest, Error> {
    let missing = || Error::refused("internal", &[("reason", "no period")]);
    // The argument parser requires it.
    let mut request = ReportRequest::new(args.period.ok_or_else(missing)?);
    request.against = args.against.unwrap_or(request.against);
    for indicator in &args.indicator {
        request.indicator_ids.push(Workspace::find_indicator_id(indicator)?.to_owned());
    }
    request.scope.clone_from(&args.scope);
    let form = form(args);
    request.outline = Outline {
        form,
        layout: args.layout.map(Into::into).unwrap_or_default(),
        lang,
        title: args.title.clone(),
        masthead: masthead(args),
        addressee: args.addressee.clone(),
        closing: Closing {
            signed_by: args.signed_by.clone(),
            date: args.date.clone(),
            sent_to: args.sent_to.clone(),
            copied_to: args.copied_to.clone(),
            printed_by: args.printed_by.clone(),
            printed_on: args.printed_on.clone(),
        },
        hides_names: args.hide_names,
        sections: sections(&args.section, form, lang)?,
        own_texts: own_texts(&args.text)?,
        charts: charts(&args.chart, &request.indicator_ids)?,
        left_out: args.leave_out.iter().cloned().collect(),
        is_without_appendices: args.no_appendices,
        is_without_figures: matches!(args.charts, Some(ChartsArg::None)),
    };
    Ok(request)
}

fn form(args: &ReportArgs) -> Form {
    match (&args.template, args.form) {
        (Some(TemplateArg::Form(form)), _) => (*form).into(),
        (_, form) => form.map(Into::into).unwrap_or_default(),
    }
}

/// A head where anything of it is given; the forms that have one fill in the rest.
fn masthead(args: &ReportArgs) -> Option<Masthead> {
    let head = Masthead {
        name: args.masthead.clone().unwrap_or_default(),
        issue: args.issue.clone(),
        issuer: args.issuer.clone(),
        date: args.issue_date.clone(),
    };
    (head != Masthead::default()).then_some(head)
}

/// The sections in the order given; none for those usual for the form.
fn sections(given: &[String], form: Form, lang: Lang) -> Result<Vec<Section>, Error> {
    // Every form may have the sections of the fullest one; its own titles come first.
    let mut known = usual_sections(form, lang);
    known.extend(usual_sections(Form::Summary, lang));
    let one = |text: &String| {
        let (id, title) = match text.split_once('=') {
            Some((id, title)) => (id.trim(), Some(title.trim()).filter(|title| !title.is_empty())),
            None => (text.trim(), None),
        };
        let usual = known.iter().find(|section| section.id == id || section.title == id);
        match (usual, title) {
            (Some(usual), title) => {
                let title = title.map_or_else(|| usual.title.clone(), str::to_owned);
                Ok(Section { title, ..usual.clone() })
            }
            (None, Some(title)) if !id.is_empty() => Ok(Section {
                id: id.to_owned(),
                content: Content::Own,
                title: title.to_owned(),
                is_left_out: false,
                indicator_ids: Vec::new(),
            }),
            (None, _) => {
                let mut offer: Vec<&str> = known.iter().map(|section| section.id.as_str()).collect();
                offer.dedup();
                Err(Error::refused("unknown_section", &[("section", text), ("offer", &unique(&offer))]))
            }
        }
    };
    given.iter().map(one).collect()
}

fn unique(names: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for name in names {
        if !kept.contains(name) {
            kept.push(name);
        }
    }
    kept.join(", ")
}

/// The charts of each indicator. One without an indicator is for all of the report, before those of a single one.
fn charts(given: &[String], indicator_ids: &[String]) -> Result<BTreeMap<String, Vec<PlacedChart>>, Error> {
    let all: Vec<String> = if indicator_ids.is_empty() {
        indicators().iter().map(|indicator| indicator.id.to_owned()).collect()
    } else {
        indicator_ids.to_vec()
    };
    let mut charts: BTreeMap<String, Vec<PlacedChart>> = BTreeMap::new();
    for text in given {
        let (ids, chart) = match text.split_once('=') {
            Some((indicator, chart)) => {
                (vec![Workspace::find_indicator_id(indicator.trim())?.to_owned()], chart)
            }
            None => (all.clone(), text.as_str()),
        };
        let chart = self::chart(chart.trim())?;
        for id in ids {
            charts.entry(id).or_default().extend(chart.clone());
        }
    }
    Ok(charts)
}

/// `trend:kinds@2019`; `none` for no chart.
fn chart(text: &str) -> Result<Option<PlacedChart>, Error> {
    if text == "none" {
        return Ok(None);
    }
    let bad = || {
        let kinds = kinds().iter().map(KindInfo::name).collect::<Vec<_>>().join(", ");
        Error::refused("unknown_report_chart", &[("chart", text), ("offer", &kinds)])
    };
    let (rest, first) = match text.split_once('@') {
        Some((rest, first)) => (rest, Some(first.parse::<Period>().map_err(|_| bad())?)),
        None => (text, None),
    };
    let (kind, parts) = match rest.split_once(':') {
        Some((kind, parts)) => {
            let known = ChartParts::ALL.into_iter().find(|known| known.code() == parts);
            (kind, known.ok_or_else(bad)?)
        }
        None => (rest, ChartParts::Usual),
    };
    let kind = find_kind(kind).ok_or_else(bad)?.kind;
    Ok(Some(PlacedChart { first, parts, ..PlacedChart::new(kind) }))
}

fn own_texts(given: &[String]) -> Result<BTreeMap<String, String>, Error> {
    let one = |text: &String| {
        let (id, words) =
            text.split_once('=').ok_or_else(|| Error::refused("bad_own_text", &[("text", text)]))?;
        Ok((id.trim().to_owned(), words.to_owned()))
    };
    given.iter().map(one).collect()
}
