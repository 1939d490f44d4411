//! Figures, charts and the way back.

use crate::host::Desktop;
use jianfu_engine::chart::{Order, TYPE_AREA_MM, to_pdf, to_png, to_svg};
use jianfu_engine::model::{ObservationId, Period, ScopeId};
use jianfu_engine::store::FindingFilter;
use jianfu_engine::{Error, OverviewChoice, RankingRequest, Workspace};
use jianfu_wire::{
    ExportOutcome, ExportRequest, OverviewRequest, OverviewView, TraceRequest, TraceView, overview_view,
    trace_view,
};
use std::collections::BTreeMap;
use tauri_plugin_dialog::DialogExt;

/// CSS pixels in a millimetre.
const PX_PER_MM: f64 = 96.0 / 25.4;
/// Resolution of exported pictures.
const EXPORT_DPI: u32 = 300;

/// Runs a question on the open workspace.
pub(super) fn ask<T>(
    host: &Desktop,
    question: impl FnOnce(&Workspace) -> Result<T, Error>,
) -> Result<T, Error> {
    let state = host.state();
    let session = state.session();
    match session.workspace.as_ref() {
        Some(workspace) => question(workspace),
        None => Err(Error::refused("no_data", &[])),
    }
}

/// The name of every scope, by its id.
pub(super) fn scope_names(workspace: &Workspace) -> Result<BTreeMap<String, String>, Error> {
    Ok(workspace.store().list_scopes()?.into_iter().map(|s| (s.id.0, s.name)).collect())
}

/// The year at a glance.
pub fn overview(host: &Desktop, request: &OverviewRequest) -> Result<OverviewView, Error> {
    let lang = request.language.into();
    let choice = OverviewChoice {
        indicator_id: request.indicator.clone(),
        period: request.period.as_deref().and_then(|p| p.parse().ok()),
        scope_id: request.scope.clone().map(ScopeId),
    };
    let width_mm = f64::from(request.chart_width_px.clamp(420, 1400)) / PX_PER_MM;
    ask(host, |workspace| {
        let nothing = || Error::refused("no_data", &[]);
        let overview = workspace.overview(&choice)?.ok_or_else(nothing)?;
        let drawing = workspace
            .overview_ranking(&overview, lang, request.theme.into(), width_mm)?
            .ok_or_else(nothing)?;
        let names = scope_names(workspace)?;
        let findings = workspace.store().list_findings(&FindingFilter::default())?;
        overview_view(&overview, &drawing, &names, &findings, lang)
    })
}

/// Saves the chart where the person chooses. It is as wide as the type area, whatever the window's width.
pub fn export_chart(host: &Desktop, request: &ExportRequest) -> Result<ExportOutcome, Error> {
    let period: Period = request.period.parse().map_err(|_| Error::refused("no_data", &[]))?;
    let bytes = ask(host, |workspace| {
        let drawing = workspace.ranking(&RankingRequest {
            indicator_id: request.indicator.clone(),
            period,
            against: period.year_before(),
            scope: Some(request.scope.clone()),
            lang: request.language.into(),
            theme: request.theme.into(),
            width_mm: TYPE_AREA_MM,
            order: Order::ByValue,
        })?;
        let svg = to_svg(&drawing.figure)?;
        match request.format.as_str() {
            "svg" => Ok(svg.into_bytes()),
            "png" => Ok(to_png(&svg, TYPE_AREA_MM, EXPORT_DPI)?),
            "pdf" => Ok(to_pdf(&svg)?),
            other => Err(Error::refused("unsupported_output", &[("file", other)])),
        }
    })?;
    save(host, &format!("{}-{}", request.indicator, request.period), &request.format, &bytes)
}

/// Writes a file where the person chooses; the file is unchanged when the dialog is closed.
pub(super) fn save(host: &Desktop, name: &str, format: &str, bytes: &[u8]) -> Result<ExportOutcome, Error> {
    let dialog =
        host.app.dialog().file().add_filter(format, &[format]).set_file_name(format!("{name}.{format}"));
    let Some(path) = dialog.blocking_save_file().and_then(|p| p.into_path().ok()) else {
        return Ok(ExportOutcome { file: None });
    };
    std::fs::write(&path, bytes).map_err(|e| Error::file("cannot_write", &path, &e))?;
    Ok(ExportOutcome { file: path.file_name().map(|n| n.to_string_lossy().into_owned()) })
}

/// From numbers back to their cells.
pub fn trace(host: &Desktop, request: &TraceRequest) -> Result<TraceView, Error> {
    let ids: Vec<ObservationId> = request.observation_ids.iter().copied().map(ObservationId).collect();
    ask(host, |workspace| Ok(trace_view(&workspace.trace(&ids)?, request.language.into())))
}
