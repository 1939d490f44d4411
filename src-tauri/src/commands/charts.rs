//! The charts room: the gallery, one figure with its numbers, its files, and both on the clipboard.

use super::overview::{ask, save, scope_names};
use crate::host::Desktop;
use jianfu_engine::chart::{data_table, to_pdf, to_pixels, to_png, to_svg};
use jianfu_engine::model::ScopeId;
use jianfu_engine::{Drawing, Error, OverviewChoice, Workspace};
use jianfu_wire::{
    Cells, CopyOutcome, ExportOutcome, FigureChoice, FigureCopied, FigureCopyRequest, FigureExportRequest,
    FigureReply, FigureRequest, FigureSubject, FigureTable, GalleryRequest, GalleryView, KindPicture,
    KindRequest, UnitsView, draw_what_can, figure_choice, figure_reply, figure_table, gallery_view,
    kind_picture, units_view,
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

/// The figure as it is on screen: without what has no place in it.
fn draw(workspace: &Workspace, request: &FigureRequest) -> Result<Drawing, Error> {
    let chosen = chosen(workspace, &request.subject)?;
    let asked = chosen.figure_request(request)?;
    match draw_what_can(&chosen, &asked, |request| workspace.chart(request)).0 {
        Some(drawing) => Ok(drawing),
        None => workspace.chart(&asked),
    }
}

/// Every kind, and what can be chosen.
pub fn gallery(host: &Desktop, request: &GalleryRequest) -> Result<GalleryView, Error> {
    ask(host, |workspace| Ok(gallery_view(&chosen(workspace, &request.subject)?, &scope_names(workspace)?)))
}

/// One kind, drawn small.
pub fn kind(host: &Desktop, request: &KindRequest) -> Result<KindPicture, Error> {
    ask(host, |workspace| {
        let asked = chosen(workspace, &request.subject)?.kind_request(&request.kind)?;
        Ok(kind_picture(workspace.chart(&asked)))
    })
}

/// One figure at its size.
pub fn figure(host: &Desktop, request: &FigureRequest) -> Result<FigureReply, Error> {
    ask(host, |workspace| {
        let chosen = chosen(workspace, &request.subject)?;
        let asked = chosen.figure_request(request)?;
        let (drawing, refusal) = draw_what_can(&chosen, &asked, |request| workspace.chart(request));
        figure_reply(&asked, drawing.as_ref(), refusal)
    })
}

/// The units a figure could draw.
pub fn units(host: &Desktop, request: &FigureRequest) -> Result<UnitsView, Error> {
    ask(host, |workspace| {
        let asked = chosen(workspace, &request.subject)?.figure_request(request)?;
        Ok(units_view(&workspace.chart_units(&asked)?))
    })
}

/// The numbers of a figure as a table.
pub fn table(host: &Desktop, request: &FigureRequest) -> Result<FigureTable, Error> {
    ask(host, |workspace| Ok(figure_table(&draw(workspace, request)?)))
}

/// Puts the numbers of a figure on the clipboard as cells.
pub fn copy_table(host: &Desktop, request: &FigureRequest) -> Result<CopyOutcome, Error> {
    let cells = ask(host, |workspace| {
        let drawing = draw(workspace, request)?;
        Ok(Cells::of_table(&data_table(&drawing.series, &drawing.figure)))
    })?;
    host.state().clipboard.put_table(&cells.to_html(), &cells.to_tsv())?;
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(CopyOutcome { row_count: small(cells.row_count()), column_count: small(cells.column_count()) })
}

/// Saves a figure where the person chooses: the very drawing on screen, or its numbers with a native chart.
pub fn export(host: &Desktop, request: &FigureExportRequest) -> Result<ExportOutcome, Error> {
    let (title, bytes) = ask(host, |workspace| {
        let drawing = draw(workspace, &request.figure)?;
        let svg = || to_svg(&drawing.figure);
        let bytes = match request.format.as_str() {
            "svg" => svg()?.into_bytes(),
            "png" => to_png(&svg()?, request.figure.width_mm, request.dpi)?,
            "pdf" => to_pdf(&svg()?)?,
            "xlsx" => drawing.to_xlsx()?,
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
