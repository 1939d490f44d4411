//! Templates: what a hostile one may not do, what one asks in vain, and what stays as it was.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use super::*;
use crate::model::Lang;
use crate::report::{Block, Report};
use crate::report::{
    Closing, Column, ColumnRole, Form, Layout, Paragraph as Sentences, Run, Table, TableCell, TableRow,
};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

fn report() -> Report {
    let cell = |text: &str| TableCell { text: text.to_owned(), ..TableCell::default() };
    let column = |head: &str, role| Column { head: head.to_owned(), role, decimals: 0 };
    let table = Table {
        id: "t".to_owned(),
        title: "各地情况".to_owned(),
        unit: None,
        columns: vec![column("地区", ColumnRole::Label), column("数", ColumnRole::Count)],
        rows: vec![TableRow { cells: vec![cell("甲"), cell("12")], is_total: false, is_part: false }],
        notes: Vec::new(),
        source: String::new(),
    };
    let runs = vec![Run::Text("全省发文12件。".to_owned())];
    Report {
        form: Form::Summary,
        layout: Layout::Standard,
        lang: Lang::Zh,
        hides_names: false,
        masthead: None,
        title: "年度<总结> & 说明".to_owned(),
        addressee: None,
        blocks: vec![
            Block::Heading { level: 1, text: "一、总体成效".to_owned() },
            Block::Paragraph(Sentences { id: "a".to_owned(), runs, is_own: false }),
            Block::Table(table),
        ],
        closing: Closing::default(),
        appendices: Vec::new(),
    }
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
use zip::ZipWriter;

fn root(body: &str) -> String {
    format!("<w:document xmlns:w=\"{MAIN}\"><w:body>{body}<w:sectPr/></w:body></w:document>")
}

fn types(kind: &str) -> String {
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>"
    )
}

fn parts(document: &str) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", types(MAIN_TYPE)),
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", document.to_owned()),
    ]
}

fn filled(parts: &[(&str, String)]) -> Result<Vec<u8>, ReportError> {
    fill_template(&zipped(parts), &report(), &[], Charts::Native)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn fault(parts: &[(&str, String)]) -> TemplateFault {
    match filled(parts) {
        Err(ReportError::Template(fault)) => fault,
        other => panic!("not refused: {other:?}"),
    }
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn words_are_escaped_and_blocks_keep_the_look_the_marks_and_the_section_of_their_paragraph() {
    let look = "<w:pPr><w:jc w:val=\"both\"/><w:rPr><w:b/></w:rPr><w:sectPr><w:pgSz w:w=\"9000\"/></w:sectPr></w:pPr>";
    let block = format!(
        "<w:p>{look}<w:bookmarkStart w:id=\"1\" w:name=\"x\"/><w:r><w:rPr><w:i/></w:rPr><w:t>{{{{正</w:t></w:r>\
         <w:r><w:t>文}}}}</w:t></w:r></w:p>"
    );
    let body = format!("{}{block}<w:p><w:bookmarkEnd w:id=\"1\"/></w:p>", paragraph("题：{{标题}}"));
    let text = part(&filled(&parts(&root(&body))).unwrap(), "word/document.xml");
    assert!(text.contains("题：年度&lt;总结&gt; &amp; 说明"), "{text}");
    let sentence = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr>\
                    <w:t xml:space=\"preserve\">全省发文12件。</w:t></w:r></w:p>";
    assert!(text.contains(sentence), "{text}");
    assert!(text.contains("<w:bookmarkStart w:id=\"1\" w:name=\"x\"/><w:p>"), "{text}");
    let end = "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"9000\"/></w:sectPr></w:pPr></w:p><w:p><w:bookmarkEnd w:id=\"1\"/></w:p>";
    assert!(text.contains(end), "{text}");
    assert!(
        text.contains("黑体") && text.contains("<w:outlineLvl w:val=\"0\"/>"),
        "a heading without a style"
    );
    assert!(text.contains("<w:tbl>") && text.contains("JianfuTableText"), "{text}");
}

#[test]
fn every_placeholder_that_cannot_be_filled_is_named_with_its_place_and_nothing_is_written() {
    let body = [
        paragraph("{{标提}}、{{日期}}"),
        paragraph("{{正文"),
        paragraph("见{{表:各地情况}}。"),
        format!("<w:p><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>", paragraph("{{正文}}")),
    ];
    let fault = fault(&parts(&root(&body.concat())));
    let TemplateFault::Misfits { misfits, .. } = &fault else { panic!("{fault:?}") };
    let told: Vec<(&str, &str, &str, &str)> = misfits
        .iter()
        .map(|one| (one.code, one.placeholder.as_str(), one.place.as_str(), one.offer.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("placeholder_unknown", "{{标提}}", "document ¶1", "{{标题}}"),
            ("placeholder_unset", "{{日期}}", "document ¶1", "--date"),
            ("placeholder_not_closed", "{{正文", "document ¶2", ""),
            ("placeholder_not_alone", "{{表:各地情况}}", "document ¶3", ""),
            ("placeholder_misplaced", "{{正文}}", "document ¶5", ""),
        ]
    );
    let words = catalogue(&fault);
    assert!(words.contains("{{标提}}（document ¶1）没有这一项，最接近的是 {{标题}}"), "{words}");
}

fn catalogue(fault: &TemplateFault) -> String {
    crate::catalogue::message(fault.code(), &fault.args(), Lang::Zh)
}

#[test]
fn a_hostile_template_is_refused() {
    let good = root(&paragraph("{{标题}}"));
    assert!(filled(&parts(&good)).is_ok());
    let damaged = |document: &str| fault(&parts(document)).code();
    let entity = format!("<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{good}");
    assert_eq!(damaged(&entity), "template_unsafe");
    assert_eq!(damaged(&good.replace("题}}", "题}}&x;")), "template_damaged");
    assert_eq!(damaged(&good.replace("</w:p>", "")), "template_damaged");
    assert_eq!(damaged(&root(&"<w:sdt>".repeat(500))), "template_damaged", "elements without end");
    assert_eq!(
        damaged(&good.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")),
        "template_other_dialect"
    );
    let mut macros = parts(&good);
    macros[0].1 = types("application/vnd.ms-word.document.macroEnabled.main+xml");
    assert_eq!(fault(&macros).code(), "template_unsafe");
    let mut outside = parts(&good);
    outside.push(("../up.xml", "x".to_owned()));
    assert_eq!(fault(&outside).code(), "template_damaged");
    let mut bomb = parts(&good);
    bomb[2].1 = format!("{good}{}", " ".repeat(40 << 20));
    assert_eq!(fault(&bomb).code(), "template_too_large");
    let refused = |bytes: &[u8]| match fill_template(bytes, &report(), &[], Charts::Native) {
        Err(ReportError::Template(fault)) => fault.code(),
        other => panic!("not refused: {other:?}"),
    };
    assert_eq!(refused(b"PK\x03\x04 no package"), "template_not_a_document");
    assert_eq!(refused(&zipped(&[("a.txt", "{{标题}}".to_owned())])), "template_not_a_document");
    assert_eq!(fault(&parts(&root(&paragraph("无")))).code(), "template_nothing_to_fill");
}

#[test]
fn truncated_and_flipped_templates_are_refused_or_filled_but_never_crash() {
    let good = zipped(&parts(&root(&format!("{}{}", paragraph("{{标题}}"), paragraph("{{正文}}")))));
    let report = report();
    for at in (0..good.len()).step_by(3) {
        let _ = fill_template(good.get(..at).unwrap_or_default(), &report, &[], Charts::Native);
        let mut flipped = good.clone();
        flipped[at] ^= 0x5a;
        let _ = fill_template(&flipped, &report, &[], Charts::Native);
    }
}

#[test]
fn what_is_not_filled_stays_byte_for_byte() {
    let mut all = parts(&root(&format!(
        "<!-- a  comment --><w:p  ><w:r ><w:t>&#x7532;</w:t></w:r></w:p>{}",
        paragraph("{{标题}}")
    )));
    all.push(("word/media/a.bin", "\u{1}\u{2}bytes".to_owned()));
    let template = zipped(&all);
    let bytes = fill_template(&template, &report(), &[], Charts::Native).unwrap();
    assert_eq!(bytes, fill_template(&template, &report(), &[], Charts::Native).unwrap());
    for (name, text) in &all {
        let after = part(&bytes, name);
        if *name == "word/document.xml" {
            assert!(
                after.contains("<!-- a  comment --><w:p  ><w:r ><w:t>&#x7532;</w:t></w:r></w:p>"),
                "{after}"
            );
        } else {
            assert_eq!(after, *text, "{name}");
        }
    }
}
