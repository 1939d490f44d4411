//! The chart of a workbook as the chart of a document: with the workbook it is edited in, and the document's fonts.
//!
//! A workbook of the first version of the format leaves out what is off. In a document a left out mark counts as on: bars
//! would change their colour below zero, lines bend, and labels name everything. So each is written out.

use super::ReportError;
use crate::model::Lang;

/// What a label shows: its value.
const LABEL: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
                     <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
const SHOWN: &str = "<c:showVal val=\"1\"/>";
const KEEP_COLOUR: &str = "<c:invertIfNegative val=\"0\"/>";
const ONE_COLOUR: &str = "<c:varyColors val=\"0\"/>";
const STRAIGHT: &str = "<c:smooth val=\"0\"/>";

/// The part, from what the workbook holds.
pub(super) fn for_document(chart: &str, lang: Lang) -> Result<String, ReportError> {
    let broken = || ReportError::Package { reason: "the chart is not of the form expected".to_owned() };
    let (head, tail) = chart.split_once("<c:printSettings>").ok_or_else(broken)?;
    let (_, tail) = tail.split_once("</c:printSettings>").ok_or_else(broken)?;
    let (code, latin) = (lang.pick("zh-CN", "en-US"), lang.pick("宋体", "Times New Roman"));
    let text = format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\"><a:latin typeface=\"{latin}\"/>\
         <a:ea typeface=\"宋体\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"{code}\"/></a:p></c:txPr>\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData>"
    );
    let language = format!("<c:lang val=\"{code}\"/><c:roundedCorners val=\"0\"/>");
    let head = head.replacen("<c:lang val=\"en-US\"/>", &language, 1).replace(SHOWN, LABEL);
    let is_line = head.contains("<c:lineChart>");
    let head = each(&head, "<c:ser>", "</c:ser>", |series| {
        if is_line {
            return series.replace("</c:ser>", &format!("{STRAIGHT}</c:ser>"));
        }
        // The paint of the series is its first; its marks follow.
        let painted = series.replacen("</c:spPr>", &format!("</c:spPr>{KEEP_COLOUR}"), 1);
        each(&painted, "<c:dPt>", "</c:dPt>", |mark| mark.replacen("/>", &format!("/>{KEEP_COLOUR}"), 1))
    });
    let head = each(&head, "<c:grouping ", "/>", |grouping| format!("{grouping}{ONE_COLOUR}"));
    Ok(format!("{head}{text}{tail}"))
}

/// Rewrites every stretch between two marks, the marks included.
fn each(text: &str, from: &str, to: &str, rewrite: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        out.push_str(before);
        let Some((inside, tail)) = after.split_once(to) else {
            out.push_str(from);
            rest = after;
            continue;
        };
        out.push_str(&rewrite(&format!("{from}{inside}{to}")));
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_is_rewritten_and_the_rest_stays() {
        assert_eq!(
            each("a<b>1</b>c<b>2</b><b>", "<b>", "</b>", |s| s.replace('b', "x")),
            "a<x>1</x>c<x>2</x><b>"
        );
    }

    #[test]
    fn a_chart_of_another_form_is_an_error() {
        assert!(for_document("<c:chartSpace/>", Lang::Zh).is_err());
    }
}
