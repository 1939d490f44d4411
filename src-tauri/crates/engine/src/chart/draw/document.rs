//! The SVG document around the drawing: names, description, metadata.

use super::backend::escape;
use crate::chart::figure::Figure;
use crate::chart::theme::Rgb;
use crate::chart::typeset::FAMILY;
use crate::model::Lang;
use std::fmt::Write;

/// Fonts tried in turn where the SVG is shown without the bundled one.
const FALLBACKS: &str = "'Noto Sans CJK SC','Microsoft YaHei UI','PingFang SC',sans-serif";

/// A prefix for ids, so that several figures can stand in one page: a hash of what the figure says.
fn prefix(figure: &Figure) -> String {
    // FNV-1a: short, and the same on every machine.
    let mut hash: u32 = 0x811c_9dc5;
    let words = figure.texts().map(|line| line.words.as_str());
    for byte in [figure.theme.code(), figure.title.as_str()].into_iter().chain(words).flat_map(str::bytes) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("j{hash:08x}")
}

/// A colour as SVG writes it.
pub(super) fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// Everything before the first shape.
pub(super) fn open(out: &mut String, figure: &Figure) {
    let prefix = prefix(figure);
    let (width, height) = (figure.width, figure.height);
    let lang = match figure.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    // Writing into a String does not fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.2}\" height=\"{height:.2}\" \
         viewBox=\"0 0 {width:.2} {height:.2}\" role=\"figure\" aria-labelledby=\"{prefix}-title {prefix}-desc\" \
         xml:lang=\"{lang}\" data-kind=\"{}\" data-theme=\"{}\" font-family=\"'{FAMILY}',{FALLBACKS}\" \
         style=\"font-kerning:none\">\n<title id=\"{prefix}-title\">{}</title>\n<desc id=\"{prefix}-desc\">{}</desc>\n",
        figure.kind,
        figure.theme.code(),
        escape(&figure.title),
        escape(&figure.description),
    );
    metadata(out, figure);
}

/// Everything after the last shape.
pub(super) fn close(out: &mut String) {
    out.push_str("</svg>\n");
}

fn metadata(out: &mut String, figure: &Figure) {
    out.push_str(
        "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><rdf:Description rdf:about=\"\">",
    );
    for (name, value) in
        [("title", &figure.title)].into_iter().chain(figure.metadata.iter().map(|(n, v)| (*n, v)))
    {
        let _ = write!(out, "<dc:{name}>{}</dc:{name}>", escape(value));
    }
    out.push_str("</rdf:Description></rdf:RDF></metadata>\n");
}
