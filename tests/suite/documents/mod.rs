//! Reports and charts as Word documents and workbooks: packages are sound, numbers are those of the report, nothing of
//! the machine is in them.

#![expect(clippy::panic, reason = "a part that is missing is a failed test, and says which")]

mod package;
mod templates;
mod word;
mod workbooks;

use jianfu_engine::model::Lang;
use jianfu_engine::report::{Block, Charts, Form, Layout, Report, to_docx_with, to_pages};
use jianfu_tests::report_sample::report;
use package::Package;

/// Every kind of document there is.
fn every_report() -> Vec<(String, Report, Charts)> {
    let mut all = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        for (form, layout) in [
            (Form::Summary, Layout::Standard),
            (Form::Brief, Layout::Standard),
            (Form::SpecialReport, Layout::Mirrored),
        ] {
            // What differs between languages does not differ between pages.
            if lang == Lang::En && layout == Layout::Mirrored {
                continue;
            }
            all.push((format!("{form:?}-{layout:?}-{lang:?}"), report(form, layout, lang), Charts::Native));
        }
    }
    let pictures = report(Form::Summary, Layout::Mirrored, Lang::Zh);
    all.push(("pictures".to_owned(), pictures, Charts::Pictures { dpi: 96 }));
    all
}

/// The bytes of a document; also left in a folder to look at, where `JIANFU_DOCUMENTS` names one.
fn written(name: &str, report: &Report, charts: Charts) -> Vec<u8> {
    let bytes = to_docx_with(report, charts).unwrap();
    keep(&format!("{name}.docx"), &bytes);
    bytes
}

fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("JIANFU_DOCUMENTS") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

#[test]
fn every_document_is_a_sound_package_and_the_same_file_without_a_time_or_a_place() {
    for (name, report, charts) in every_report() {
        let bytes = written(&name, &report, charts);
        let package = Package::open(&bytes);
        package.check(&name);
        package.check_is_anonymous(&name);
        word::check_order(&name, &package);
        let native = package.names().filter(|n| n.starts_with("word/charts/chart")).count();
        assert_eq!(native, if charts == Charts::Native { 8 } else { 0 }, "{name}");
        assert!(bytes == to_docx_with(&report, charts).unwrap(), "{name} is another file the second time");
    }
}

#[test]
fn a_caption_is_not_repeated_in_its_chart() {
    for lang in [Lang::Zh, Lang::En] {
        let report = report(Form::Summary, Layout::Standard, lang);
        let pages = to_pages(&report).unwrap().concat();
        let mut seen = 0;
        for block in &report.blocks {
            let Block::Figure(placed) = block else { continue };
            seen += 1;
            let bare = placed.figure.without_title();
            let drawn: Vec<&str> = bare.texts().map(|line| line.words.as_str()).collect();
            assert!(!drawn.contains(&placed.figure.title.as_str()), "{drawn:?}");
            assert_eq!(bare.texts().count() + 1, placed.figure.texts().count(), "only the title is gone");
            assert!(bare.height < placed.figure.height && bare.title == placed.figure.title);
            let inside = |y: f64| (0.0..=bare.height).contains(&y);
            assert!(
                bare.texts().all(|line| inside(line.y) && inside(line.y - line.size)),
                "{}",
                placed.title
            );
            assert!(bare.marks.iter().all(|mark| inside(mark.rect.y)), "{}", placed.title);
            let boxes: Vec<_> = bare.texts().map(jianfu_engine::chart::TextLine::bounds).collect();
            for (at, one) in boxes.iter().enumerate() {
                assert!(!boxes[at + 1..].iter().any(|other| one.overlaps(other)), "{} {at}", placed.title);
            }
            // As text of a line; the accessible name of the drawing says it as well.
            let said = format!("preserve\">{}</text>", placed.figure.title);
            assert!(!pages.contains(&said) && pages.contains(&placed.figure.title));
        }
        assert_eq!(seen, 8);
    }
}
