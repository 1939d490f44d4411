//! Reports and charts as Word documents and workbooks: packages are sound, numbers are those of the report, nothing of
//! the machine is in them.

#![expect(clippy::panic, reason = "a part that is missing is a failed test, and says which")]

mod package;
mod word;
mod workbooks;

use jianfu_engine::model::Lang;
use jianfu_engine::report::{Charts, Form, Layout, Report, to_docx_with};
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
