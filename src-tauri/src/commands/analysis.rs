//! Questions of the analysis room, and several numbers taken together.

use super::overview::{ask, scope_names};
use crate::host::Desktop;
use jianfu_engine::model::{ObservationId, Period, ScopeId};
use jianfu_engine::{Choices, Error, OverviewChoice, Workspace, sum_facts};
use jianfu_wire::{
    AnalysisRequest, AnalysisView, Answer, DefineRequest, FactsView, SumRequest, analysis_question,
    analysis_view, definition_view, facts_view,
};

fn choices(workspace: &Workspace, request: &AnalysisRequest) -> Result<Choices, Error> {
    let choice = OverviewChoice {
        indicator_id: request.indicator.clone(),
        period: request.period.as_deref().and_then(|p| p.parse().ok()),
        scope_id: request.scope.clone().map(ScopeId),
    };
    workspace.choices(&choice)?.ok_or_else(|| Error::refused("no_data", &[]))
}

fn answer(workspace: &Workspace, request: &AnalysisRequest, choices: &Choices) -> Result<Answer, Error> {
    let question = analysis_question(request, choices);
    let standings = workspace.standings(&question)?;
    let (_, breakdowns) = workspace.measure_and_break_down(&question)?;
    Ok(Answer { standings, breakdowns })
}

/// A question and its answer. A question without one is a reply all the same: its pickers lead out again.
pub fn analysis(host: &Desktop, request: &AnalysisRequest) -> Result<AnalysisView, Error> {
    ask(host, |workspace| {
        let choices = choices(workspace, request)?;
        let answer = answer(workspace, request, &choices);
        let question = analysis_question(request, &choices);
        let asked = (&question, request.level.as_deref());
        Ok(analysis_view(&choices, asked, &answer, &scope_names(workspace)?, request.language))
    })
}

/// What a figure of an answer is.
pub fn define(host: &Desktop, request: &DefineRequest) -> Result<FactsView, Error> {
    ask(host, |workspace| {
        let question = &request.question;
        let choices = choices(workspace, question)?;
        let table = workspace.measure(&analysis_question(question, &choices))?;
        let asked = (request.key.as_deref(), request.column.as_str(), question.level.as_deref());
        Ok(definition_view(&table, &choices, asked, &scope_names(workspace)?, question.language.into()))
    })
}

/// Several numbers taken together.
pub fn sums(host: &Desktop, request: &SumRequest) -> Result<FactsView, Error> {
    let ids: Vec<ObservationId> = request.observation_ids.iter().copied().map(ObservationId).collect();
    let periods: Vec<Period> = request.periods.iter().filter_map(|p| p.parse().ok()).collect();
    ask(host, |workspace| {
        let sums = workspace.sums(&ids, &periods)?;
        Ok(facts_view(&sum_facts(&sums, request.language.into())))
    })
}
