//! Figures: a native chart with its workbook, or a picture of the same figure; caption and source below.

use super::package::Package;
use super::page::{TALLEST_MM, TWIPS_PER_MM};
use super::para::{Para, RunLook};
use super::xml::Xml;
use super::{Charts, ReportError};
use crate::chart::{Series, to_png, to_svg};
use crate::format::printable;
use crate::model::Lang;
use crate::report::{PlacedFigure, words};
use crate::xlsx::{has_equivalent, to_embedded};

/// English metric units of a millimetre.
const EMU_PER_MM: f64 = 36_000.0;
/// User units of a figure to the millimetre.
const UNITS_PER_MM: f64 = 96.0 / 25.4;
/// The resolution of a picture that stands for a chart Office has no kind for.
const DPI: u32 = 300;
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

/// Writes a figure and adds its parts to the package.
pub(super) fn write(
    xml: &mut Xml,
    package: &mut Package,
    figure: &PlacedFigure,
    number: usize,
    (charts, lang, width): (Charts, Lang, u32),
) -> Result<(), ReportError> {
    let charts = match charts {
        Charts::Native if !has_equivalent(&figure.figure) => Charts::Pictures { dpi: DPI },
        charts => charts,
    };
    let (part, drawing) = package.numbers(number);
    let (id, size) = match charts {
        Charts::Native => add_chart(package, figure, part, lang)?,
        Charts::Pictures { dpi } => add_picture(package, figure, part, dpi)?,
    };
    let size = fitted(size, f64::from(width) / TWIPS_PER_MM);
    Para::of("Figure").paragraph(xml, |xml| {
        xml.element("w:r", &[], |xml| {
            xml.element("w:drawing", &[], |xml| place(xml, figure, drawing, (charts, &id), size));
        });
    });
    let caption = words::figure_caption(number, &figure.title, lang);
    let sources = below(&figure.series, charts, lang);
    let para = Para { keeps_next: !sources.is_empty(), ..Para::of("Caption") };
    para.paragraph(xml, |xml| RunLook::default().run(xml, lang, &caption));
    for (at, line) in sources.iter().enumerate() {
        // Remarks and source are never parted from their chart.
        let para = Para { keeps_next: at + 1 < sources.len(), ..Para::of("TableNote") };
        para.paragraph(xml, |xml| RunLook::default().run(xml, lang, line));
    }
    Para { before_after: Some((0, 100)), ..Para::of("TableNote") }.paragraph(xml, |_| {});
    Ok(())
}

/// Remarks and source below a native chart; a picture has them inside.
fn below(series: &Series, charts: Charts, lang: Lang) -> Vec<String> {
    if charts != Charts::Native {
        return Vec::new();
    }
    let (notes, source) = match series {
        Series::Ranked(series) => (&series.notes, &series.source_line),
        Series::Tiles(series) => (&series.ranking.notes, &series.ranking.source_line),
        Series::Map(series) => (&series.ranking.notes, &series.ranking.source_line),
        Series::Matrix(series) => (&series.caption.notes, &series.caption.source_line),
        Series::Parts(series) => (&series.caption.notes, &series.caption.source_line),
        Series::Stacked(series) => (&series.caption.notes, &series.caption.source_line),
        Series::Cumulative(series) => (&series.matrix.caption.notes, &series.matrix.caption.source_line),
    };
    let mut lines = words::notes(notes, lang);
    lines.extend(words::source(source, lang));
    lines
}

/// No wider than there is room, and no taller than a page.
fn fitted((width, height): (f64, f64), room: f64) -> (f64, f64) {
    let scale = (room / width).min(TALLEST_MM / height).min(1.0);
    (width * scale, height * scale)
}

fn add_chart(
    package: &mut Package,
    figure: &PlacedFigure,
    number: usize,
    lang: Lang,
) -> Result<(String, (f64, f64)), ReportError> {
    let chart = to_embedded(&figure.series, &figure.figure)?;
    let workbook = format!("embeddings/chart{number}.xlsx");
    package.add_apart(&workbook, chart.workbook, true);
    let relations = super::package::relations([("package", format!("../{workbook}").as_str())].into_iter())?;
    package.add_apart(&format!("charts/_rels/chart{number}.xml.rels"), relations, false);
    let part = super::chart_part::for_document(&chart.chart_xml, lang)?;
    let name = format!("charts/chart{number}.xml");
    Ok((package.add(&name, "chart", Some(CHART_TYPE), part.into_bytes()), chart.size_mm))
}

fn add_picture(
    package: &mut Package,
    figure: &PlacedFigure,
    number: usize,
    dpi: u32,
) -> Result<(String, (f64, f64)), ReportError> {
    // The caption says the title.
    let drawn = figure.figure.without_title();
    let png = to_png(&to_svg(&drawn)?, drawn.width_mm, dpi)?;
    let id = package.add(&format!("media/figure{number}.png"), "image", None, png);
    Ok((id, (drawn.width_mm, drawn.height / UNITS_PER_MM)))
}

fn place(
    xml: &mut Xml,
    figure: &PlacedFigure,
    number: usize,
    (charts, id): (Charts, &str),
    (width, height): (f64, f64),
) {
    let emu = |mm: f64| format!("{:.0}", mm * EMU_PER_MM);
    let (cx, cy, number) = (emu(width), emu(height), number.to_string());
    let extent = [("cx", cx.as_str()), ("cy", cy.as_str())];
    let words = |text: &str| printable(text).replace('\n', " ");
    let (title, alt) = (words(&figure.title), words(&figure.alt));
    let properties = [
        ("id", number.as_str()),
        ("name", title.as_str()),
        ("descr", alt.as_str()),
        ("title", title.as_str()),
    ];
    let around = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    xml.element("wp:inline", &around, |xml| {
        xml.empty("wp:extent", &extent);
        xml.empty("wp:docPr", &properties);
        xml.empty("wp:cNvGraphicFramePr", &[]);
        let uri = if charts == Charts::Native { CHART } else { PICTURE };
        xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
            xml.element("a:graphicData", &[("uri", uri)], |xml| match charts {
                Charts::Native => xml.empty("c:chart", &[("xmlns:c", CHART), ("r:id", id)]),
                Charts::Pictures { .. } => picture(xml, id, &properties, &extent),
            });
        });
    });
}

fn picture(xml: &mut Xml, id: &str, properties: &[(&str, &str)], extent: &[(&str, &str)]) {
    xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", properties);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", id)]);
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", extent);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
    });
}
