//! What an author chose and wrote: from the wire to the engine's request and back, nothing lost on the way.

use crate::types::{
    ChartDraft, CreateReportRequest, IndicatorCharts, Language, OwnText, ReportDraft, SectionDraft,
};
use jianfu_engine::chart::find_kind;
use jianfu_engine::model::{Lang, Period};
use jianfu_engine::report::{
    ChartParts, Closing, Content, Form, Layout, Masthead, Outline, PlacedChart, Section, usual_sections,
};
use jianfu_engine::{Error, ReportRequest};

const LAYOUTS: [Layout; 2] = [Layout::Standard, Layout::Mirrored];

/// The stable name of a page.
pub(super) fn layout_code(layout: Layout) -> &'static str {
    match layout {
        Layout::Standard => "standard",
        Layout::Mirrored => "mirrored",
    }
}

/// A report with what is usual for its form.
///
/// # Errors
/// A form or period there is none of: a defect of the window.
pub fn new_request(asked: &CreateReportRequest) -> Result<ReportRequest, Error> {
    let mut request = ReportRequest::new(period(&asked.period)?);
    request.outline.form = form(&asked.form)?;
    request.outline.lang = asked.language.into();
    Ok(request)
}

/// The request of a draft.
///
/// # Errors
/// A form, page, period or kind there is none of: a defect of the window.
pub fn request_of(draft: &ReportDraft) -> Result<ReportRequest, Error> {
    let layout = LAYOUTS.into_iter().find(|layout| layout_code(*layout) == draft.layout);
    let charts = draft.charts.iter().map(|of| {
        let charts = of.charts.iter().map(placed_chart).collect::<Result<Vec<_>, Error>>()?;
        Ok((of.indicator.clone(), charts))
    });
    let outline = Outline {
        form: form(&draft.form)?,
        layout: layout.ok_or_else(|| unknown("layout", &draft.layout))?,
        lang: draft.language.into(),
        title: said(&draft.title),
        masthead: masthead(draft),
        addressee: said(&draft.addressee),
        closing: Closing {
            signed_by: said(&draft.signed_by),
            date: said(&draft.date),
            sent_to: said(&draft.sent_to),
            copied_to: said(&draft.copied_to),
            printed_by: said(&draft.printed_by),
            printed_on: said(&draft.printed_on),
        },
        hides_names: draft.hides_names,
        sections: chosen_sections(draft),
        own_texts: draft.own_texts.iter().map(|own| (own.id.clone(), own.text.clone())).collect(),
        charts: charts.collect::<Result<_, Error>>()?,
        left_out: draft.left_out.iter().cloned().collect(),
        is_without_appendices: !draft.has_appendices,
        is_without_figures: !draft.has_figures,
    };
    Ok(ReportRequest {
        period: period(&draft.period)?,
        against: period(&draft.against)?,
        indicator_ids: draft.indicators.clone(),
        scope: draft.scope.clone(),
        outline,
    })
}

/// The draft of a request; sections that are the usual ones of the form are written out.
pub fn draft_of(request: &ReportRequest) -> ReportDraft {
    let outline = &request.outline;
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let head = outline.masthead.clone().unwrap_or_default();
    let closing = &outline.closing;
    ReportDraft {
        form: outline.form.code().to_owned(),
        layout: layout_code(outline.layout).to_owned(),
        language: if outline.lang == Lang::En { Language::En } else { Language::Zh },
        period: request.period.to_string(),
        against: request.against.to_string(),
        indicators: request.indicator_ids.clone(),
        scope: request.scope.clone(),
        title: words(&outline.title),
        head_name: head.name,
        head_issue: words(&head.issue),
        head_issuer: words(&head.issuer),
        head_date: words(&head.date),
        addressee: words(&outline.addressee),
        signed_by: words(&closing.signed_by),
        date: words(&closing.date),
        sent_to: words(&closing.sent_to),
        copied_to: words(&closing.copied_to),
        printed_by: words(&closing.printed_by),
        printed_on: words(&closing.printed_on),
        hides_names: outline.hides_names,
        has_figures: !outline.is_without_figures,
        has_appendices: !outline.is_without_appendices,
        sections: outline.all_sections().iter().map(section_draft).collect(),
        own_texts: outline
            .own_texts
            .iter()
            .map(|(id, text)| OwnText { id: id.clone(), text: text.clone() })
            .collect(),
        charts: outline
            .charts
            .iter()
            .map(|(indicator, charts)| IndicatorCharts {
                indicator: indicator.clone(),
                charts: charts.iter().map(chart_draft).collect(),
            })
            .collect(),
        left_out: outline.left_out.iter().cloned().collect(),
    }
}

/// The sections chosen; none where they are those usual for a form, so that they follow form and language.
fn chosen_sections(draft: &ReportDraft) -> Vec<Section> {
    let sections: Vec<Section> = draft.sections.iter().map(section).collect();
    let is_usual = |form| [Lang::Zh, Lang::En].iter().any(|lang| usual_sections(form, *lang) == sections);
    if Form::ALL.into_iter().any(is_usual) { Vec::new() } else { sections }
}

fn section(draft: &SectionDraft) -> Section {
    Section {
        id: draft.id.clone(),
        content: if draft.has_figures { Content::Figures } else { Content::Own },
        title: draft.title.clone(),
        is_left_out: !draft.is_written,
        indicator_ids: draft.indicators.clone(),
    }
}

fn section_draft(section: &Section) -> SectionDraft {
    SectionDraft {
        id: section.id.clone(),
        title: section.title.clone(),
        has_figures: section.content == Content::Figures,
        is_written: !section.is_left_out,
        indicators: section.indicator_ids.clone(),
    }
}

fn placed_chart(draft: &ChartDraft) -> Result<PlacedChart, Error> {
    let kind = find_kind(&draft.kind).ok_or_else(|| unknown("kind", &draft.kind))?.kind;
    let parts = ChartParts::ALL.into_iter().find(|parts| parts.code() == draft.parts);
    Ok(PlacedChart {
        kind,
        first: draft.first.as_deref().map(period).transpose()?,
        parts: parts.ok_or_else(|| unknown("parts", &draft.parts))?,
        title: said(&draft.title),
    })
}

fn chart_draft(chart: &PlacedChart) -> ChartDraft {
    ChartDraft {
        kind: chart.kind.name().to_owned(),
        first: chart.first.map(|period| period.to_string()),
        parts: chart.parts.code().to_owned(),
        title: chart.title.clone().unwrap_or_default(),
    }
}

/// The red head; none where nothing is said of it, so that the form's usual one stands.
fn masthead(draft: &ReportDraft) -> Option<Masthead> {
    let head = Masthead {
        name: draft.head_name.trim().to_owned(),
        issue: said(&draft.head_issue),
        issuer: said(&draft.head_issuer),
        date: said(&draft.head_date),
    };
    (head != Masthead::default()).then_some(head)
}

/// Words; blanks are none.
fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn form(code: &str) -> Result<Form, Error> {
    Form::ALL.into_iter().find(|form| form.code() == code).ok_or_else(|| unknown("form", code))
}

fn period(text: &str) -> Result<Period, Error> {
    text.parse().map_err(|_| unknown("period", text))
}

fn unknown(what: &str, given: &str) -> Error {
    Error::refused("internal", &[("reason", &format!("no {what} `{given}`"))])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;

    #[test]
    fn a_draft_comes_back_as_it_went() {
        let asked = CreateReportRequest {
            name: "a".to_owned(),
            form: "brief".to_owned(),
            period: "2023".to_owned(),
            language: Language::Zh,
        };
        let mut request = new_request(&asked).unwrap();
        let outline = &mut request.outline;
        outline.masthead = Some(Masthead { issue: Some("第3期".to_owned()), ..Masthead::default() });
        outline.closing.copied_to = Some("各市州".to_owned());
        outline.sections = outline.all_sections();
        outline.sections.reverse();
        if let Some(first) = outline.sections.first_mut() {
            first.is_left_out = true;
            first.indicator_ids = vec!["meetings_held".to_owned()];
        }
        outline.own_texts.insert("own.measures".to_owned(), "甲\n乙".to_owned());
        let kind = find_kind("trend").unwrap().kind;
        let chart = PlacedChart { first: Some(Period::Year(2019)), ..PlacedChart::new(kind) };
        outline.charts.insert("documents_issued".to_owned(), vec![chart]);
        outline.left_out.insert("table:overall@".to_owned());
        outline.is_without_appendices = true;
        assert_eq!(request_of(&draft_of(&request)).unwrap(), request);
    }

    #[test]
    fn sections_that_nobody_changed_follow_form_and_language() {
        let asked = CreateReportRequest {
            name: "a".to_owned(),
            form: "summary".to_owned(),
            period: "2023".to_owned(),
            language: Language::Zh,
        };
        let mut draft = draft_of(&new_request(&asked).unwrap());
        draft.form = "brief".to_owned();
        draft.language = Language::En;
        let titles: Vec<String> = draft_of(&request_of(&draft).unwrap())
            .sections
            .into_iter()
            .map(|section| section.title)
            .collect();
        assert_eq!(titles, ["Results", "What was done"]);
    }

    #[test]
    fn what_there_is_none_of_is_refused_and_not_replaced() {
        let asked = CreateReportRequest {
            name: "a".to_owned(),
            form: "brief".to_owned(),
            period: "2023".to_owned(),
            language: Language::Zh,
        };
        let draft = draft_of(&new_request(&asked).unwrap());
        let wrong = [
            ReportDraft { form: "poem".to_owned(), ..draft.clone() },
            ReportDraft { layout: "wide".to_owned(), ..draft.clone() },
            ReportDraft { against: "yesterday".to_owned(), ..draft },
        ];
        assert!(wrong.iter().all(|draft| request_of(draft).is_err()));
    }
}
