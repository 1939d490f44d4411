//! The charts room: the gallery, one figure, its files, and its picture on the clipboard.

use super::overview::{ask, save, scope_names};
use crate::host::Desktop;
use jianfu_engine::chart::{to_pdf, to_pixels, to_png, to_svg};
use jianfu_engine::model::ScopeId;
use jianfu_engine::{Drawing, Error, OverviewChoice, Workspace};
use jianfu_wire::{
    ExportOutcome, FigureChoice, FigureCopied, FigureCopyRequest, FigureExportRequest, FigureRequest,
    FigureSubject, FigureView, GalleryRequest, GalleryView, figure_choice, figure_view, gallery_view,
};

fn chosen(workspace: &Workspace, subject: &FigureSubject) -> Result<FigureChoice, Error> {
    let choice = OverviewChoice {
        indicator_id: subject.indicator.clone(),
        period: subject.last.as_deref().and_then(|p| p.parse().ok()),
        scope_id: subject.scope.clone().map(ScopeId),
    };
    let choices = workspace.choices(&choice)?.ok_or_else(|| Error::refused("no_data", &[]))?;
    Ok(figure_choice(subject, choices))
}

fn draw(workspace: &Workspace, request: &FigureRequest) -> Result<Drawing, Error> {
    workspace.chart(&chosen(workspace, &request.subject)?.figure_request(request)?)
}

/// Every kind, drawn small.
pub fn gallery(host: &Desktop, request: &GalleryRequest) -> Result<GalleryView, Error> {
    ask(host, |workspace| {
        let chosen = chosen(workspace, &request.subject)?;
        Ok(gallery_view(&chosen, &scope_names(workspace)?, |request| workspace.chart(request)))
    })
}

/// One figure at its size.
pub fn figure(host: &Desktop, request: &FigureRequest) -> Result<FigureView, Error> {
    ask(host, |workspace| {
        let asked = chosen(workspace, &request.subject)?.figure_request(request)?;
        figure_view(&workspace.chart(&asked)?, &asked.periods)
    })
}

/// Saves a figure where the person chooses: the very drawing on screen.
pub fn export(host: &Desktop, request: &FigureExportRequest) -> Result<ExportOutcome, Error> {
    let (title, bytes) = ask(host, |workspace| {
        let drawing = draw(workspace, &request.figure)?;
        let svg = to_svg(&drawing.figure)?;
        let bytes = match request.format.as_str() {
            "svg" => svg.into_bytes(),
            "png" => to_png(&svg, request.figure.width_mm, request.dpi)?,
            "pdf" => to_pdf(&svg)?,
            other => return Err(Error::refused("unsupported_output", &[("file", other)])),
        };
        Ok((drawing.figure.title, bytes))
    })?;
    save(host, &file_name(&title), &request.format, &bytes)
}

/// A title as a file name: what no system takes in one is left out.
pub(super) fn file_name(title: &str) -> String {
    const LONGEST: usize = 60;
    let is_fit = |c: &char| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c);
    let name: String = title.chars().filter(is_fit).take(LONGEST).collect();
    let name = name.trim().trim_matches('.').to_owned();
    if name.is_empty() { "图".to_owned() } else { name }
}

/// Puts a figure on the clipboard as a picture.
pub fn copy(host: &Desktop, request: &FigureCopyRequest) -> Result<FigureCopied, Error> {
    let pixels = ask(host, |workspace| {
        let svg = to_svg(&draw(workspace, &request.figure)?.figure)?;
        Ok(to_pixels(&svg, request.figure.width_mm, request.dpi)?)
    })?;
    let outcome = FigureCopied { width_px: pixels.width, height_px: pixels.height };
    host.state().clipboard.put_picture(pixels)?;
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_becomes_a_name_every_system_takes() {
        assert_eq!(file_name("2019—2023年各市州发文数"), "2019—2023年各市州发文数");
        assert_eq!(file_name("党委/政府: \"发文\"?"), "党委政府 发文");
        assert_eq!(file_name("..."), "图");
    }
}
