//! Figures that cannot be drawn as asked: what is left out so that the rest can, and what is offered instead.

use super::charts::FigureChoice;
use super::error_of;
use crate::types::{FigureOffer, FigureRefusal, RowsBy};
use jianfu_engine::chart::{ChartKind, Event};
use jianfu_engine::model::{Lang, Period};
use jianfu_engine::{ChartRequest, Drawing, Error};

/// A drawing of what can be drawn. Words, a unit set apart and days that have no place in the figure are left out and
/// named; whatever else is refused leaves no figure, and an offer where there is one.
pub fn draw_what_can(
    chosen: &FigureChoice,
    asked: &ChartRequest,
    draw: impl Fn(&ChartRequest) -> Result<Drawing, Error>,
) -> (Option<Drawing>, Option<FigureRefusal>) {
    let mut request = asked.clone();
    let mut without = Vec::new();
    let mut first = None;
    loop {
        let error = match draw(&request) {
            Ok(drawing) => {
                let refusal = first.map(|error: Error| FigureRefusal {
                    error: error_of(&error),
                    offers: vec![drop_offer(without, chosen.lang())],
                });
                return (Some(drawing), refusal);
            }
            Err(error) => error,
        };
        let left_out = leave_out(&mut request, &error, &draw);
        if left_out.is_empty() {
            let refusal = FigureRefusal { error: error_of(&error), offers: offers(chosen, asked, &error) };
            return (None, Some(refusal));
        }
        without.extend(left_out);
        first.get_or_insert(error);
    }
}

/// Takes out of the request what an error is about, and names it; nothing where the error is of the figure itself.
fn leave_out(
    request: &mut ChartRequest,
    error: &Error,
    draw: impl Fn(&ChartRequest) -> Result<Drawing, Error>,
) -> Vec<String> {
    match error.code() {
        "no_such_mark" => {
            let key = arg(error, "key");
            let mut out: Vec<String> = request.highlight.take_if(|unit| *unit == key).into_iter().collect();
            let (gone, kept) =
                std::mem::take(&mut request.notes).into_iter().partition(|note| note.key == key);
            request.notes = kept;
            out.extend(gone.into_iter().map(|note| note.key));
            if out.is_empty() {
                // Another name of the same mark: without telling which, none of them has a place.
                out.extend(request.highlight.take());
                out.extend(std::mem::take(&mut request.notes).into_iter().map(|note| note.key));
            }
            out
        }
        "no_place_for_event" => {
            let alone = |event: &Event| ChartRequest {
                events: vec![event.clone()],
                highlight: None,
                notes: Vec::new(),
                ..request.clone()
            };
            let has_place =
                |event: &Event| !matches!(draw(&alone(event)), Err(e) if e.code() == error.code());
            let (kept, gone) = request.events.iter().cloned().partition::<Vec<_>, _>(has_place);
            request.events = kept;
            gone.iter().map(date_of).collect()
        }
        _ => Vec::new(),
    }
}

/// A day as it was written.
fn date_of(event: &Event) -> String {
    let month = format!("{:04}-{:02}", event.year, event.month);
    event.day.map_or_else(|| month.clone(), |day| format!("{month}-{day:02}"))
}

fn arg(error: &Error, name: &str) -> String {
    error.args().into_iter().find(|(own, _)| own == name).map(|(_, value)| value).unwrap_or_default()
}

fn drop_offer(without: Vec<String>, lang: Lang) -> FigureOffer {
    let label = lang.pick("去掉没有位置的标注", "Remove what has no place").to_owned();
    FigureOffer { label, without, ..FigureOffer::default() }
}

/// What leads to a figure in place of one that cannot be drawn.
fn offers(chosen: &FigureChoice, asked: &ChartRequest, error: &Error) -> Vec<FigureOffer> {
    let lang = chosen.lang();
    let offer = |label: String| FigureOffer { label, ..FigureOffer::default() };
    let periods = |first: Option<Period>, last: Period| {
        let last_words = last.label(lang);
        let label = match (first, lang) {
            (Some(first), Lang::Zh) => format!("改为{}与{last_words}", first.label(lang)),
            (Some(first), Lang::En) => format!("Use {} and {last_words}", first.label(lang)),
            (None, Lang::Zh) => format!("改为{last_words}"),
            (None, Lang::En) => format!("Use {last_words}"),
        };
        let first = first.map(|period| period.to_string());
        FigureOffer { first, last: Some(last.to_string()), ..offer(label) }
    };
    let by_area = || FigureOffer {
        by: Some(RowsBy::Area),
        is_all_units: true,
        ..offer(lang.pick("按地区画", "Draw by area").to_owned())
    };
    match error.code() {
        "not_cumulative" => arg(error, "offer").parse().map(|last| periods(None, last)).into_iter().collect(),
        "too_few_periods" | "not_one_series" | "periods_not_comparable" => {
            let (base, last) = (chosen.usual_base(), chosen.last());
            // The same two periods once more are no way out.
            let is_new = asked.periods.first() != Some(&base);
            is_new.then(|| periods(Some(base), last)).into_iter().collect()
        }
        "unknown_unit" | "too_many_lines" => {
            let label = lang.pick("画全部合计", "Draw all together").to_owned();
            vec![FigureOffer { is_all_units: true, ..offer(label) }]
        }
        "no_such_rows" | "only_by_area" => vec![by_area()],
        "no_observations" if asked.by != jianfu_engine::measure::By::Area => vec![by_area()],
        "no_tiles" => {
            let label = lang.pick("改用排序条形", "Use ranked bars").to_owned();
            vec![FigureOffer { kind: Some(ChartKind::RankedBars.name().to_owned()), ..offer(label) }]
        }
        _ => Vec::new(),
    }
}
