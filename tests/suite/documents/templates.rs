//! An office's own document as a template, from the command line: placeholders as Word parts them, in heads, tables and
//! text boxes; what is not filled stays as it was.

use super::package::Package;
use jianfu_tests::places::samples;
use jianfu_tests::program::{Said, jianfu};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// A part that nothing here understands.
const SEAL: &[u8] = b"\x89PNG\r\n\x1a\n a picture of a seal";

struct Office {
    _folder: tempfile::TempDir,
    workspace: PathBuf,
    template: PathBuf,
    output: PathBuf,
}

fn office(body: &str) -> Office {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let (workspace, template, output) = (file("w.jianfu"), file("公函.docx"), file("out.docx"));
    let source = samples().join("湖南省14市州发文会议-2019至2023.xlsx");
    let said = jianfu(["import".as_ref(), "-w".as_ref(), workspace.as_os_str(), source.as_os_str()]).unwrap();
    assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
    std::fs::write(&template, package(body)).unwrap();
    Office { _folder: folder, workspace, template, output }
}

impl Office {
    fn report(&self, more: &[&str]) -> Said {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        let mut args = vec!["report".to_owned(), "-w".to_owned(), path(&self.workspace)];
        args.extend(["--lang", "zh", "--period", "2023"].map(str::to_owned));
        args.extend(more.iter().map(|arg| (*arg).to_owned()));
        if !more.contains(&"--list-placeholders") {
            args.extend(["--template".to_owned(), path(&self.template)]);
            args.extend(["-o".to_owned(), path(&self.output)]);
        }
        jianfu(args).unwrap()
    }

    fn filled(&self, more: &[&str]) -> Package {
        let said = self.report(more);
        assert_eq!(said.status, Some(0), "{said:?}");
        Package::open(&std::fs::read(&self.output).unwrap())
    }
}

/// A document as Word leaves it: a head, a picture, styles, and a number that is taken.
fn package(body: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inner: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let kind = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>")
    };
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         {}{}{}</Types>",
        kind("document", "document.main"),
        kind("header1", "header"),
        kind("styles", "styles")
    );
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:document xmlns:w=\"{MAIN}\" \
         xmlns:r=\"{OFFICE}\" xmlns:mc=\"m\" xmlns:wps=\"s\" xmlns:v=\"v\"><w:body>{body}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\"/></w:sectPr></w:body></w:document>"
    );
    let styles = format!(
        "<w:styles xmlns:w=\"{MAIN}\"><w:style w:type=\"paragraph\" w:styleId=\"a7\"><w:name w:val=\"caption\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let inner = [
        relation("rId1", "styles", "styles.xml"),
        relation("rId2", "header", "header1.xml"),
        relation("rId3", "image", "media/chart7.png"),
    ];
    let parts: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", types.into_bytes()),
        ("_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml")).into_bytes()),
        ("word/document.xml", document.into_bytes()),
        ("word/_rels/document.xml.rels", relations(inner.concat()).into_bytes()),
        (
            "word/header1.xml",
            format!("<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>", paragraph("某某市文件 {{period}}")).into_bytes(),
        ),
        ("word/styles.xml", styles.into_bytes()),
        ("word/media/chart7.png", SEAL.to_vec()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_template_is_filled_where_word_parted_its_placeholders_and_the_rest_stays_as_it_was() {
    let seal = "<w:p><w:r><w:rPr><w:noProof/></w:rPr><w:pict r:id=\"rId3\"/></w:r></w:p>";
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice>\
         <mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        paragraph("框：{{发文.降幅}}")
    );
    let parted = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>发文{{发</w:t></w:r><w:proofErr w:type=\"gramStart\"/>\
                  <w:r><w:t>文.今</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>年}}件，{{documents.change}}</w:t></w:r></w:p>";
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr><w:tc><w:tcPr>\
         <w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        paragraph("湘西：{{会议.湘西土家族苗族自治州.降幅}}")
    );
    let blocks = ["{{节:总体成效}}", "{{表:各市州发文}}", "{{图:各市州会议降幅}}"].map(paragraph).concat();
    let office = office(&format!("{seal}{parted}{boxed}{table}{blocks}"));
    let package = office.filled(&[]);
    package.check("template");
    let document = package.xml("word/document.xml");
    let words = document.words();
    assert!(words.contains("发文9789件，减少3331件"), "{words}");
    assert_eq!(words.matches("框：25.4%").count(), 2, "both copies of the box: {words}");
    assert!(words.contains("湘西：基数为0，不计算降幅"), "a rate that is refused is its reason: {words}");
    assert!(words.contains("14个市州发文9789件，同比下降25.4%") && !words.contains("{{"), "{words}");
    assert!(package.xml("word/header1.xml").words().contains("某某市文件 2023年"));
    let text = String::from_utf8(package.bytes("word/document.xml").to_vec()).unwrap();
    assert!(text.contains(seal) && text.contains("<w:proofErr w:type=\"gramStart\"/>"));
    // The section has two charts, and one stands alone.
    let charts: Vec<&str> = package.names().filter(|name| name.starts_with("word/charts/chart")).collect();
    assert_eq!(charts, ["word/charts/chart10.xml", "word/charts/chart8.xml", "word/charts/chart9.xml"]);
    assert_eq!(package.bytes("word/media/chart7.png"), SEAL);
    // Captions take the template's style; it had none for tables.
    assert!(text.contains("<w:pStyle w:val=\"a7\"/>") && !text.contains("JianfuCaption"));
    let styles = package.xml("word/styles.xml");
    let ids: Vec<&str> = styles.named("w:style").iter().filter_map(|style| style.get("w:styleId")).collect();
    assert_eq!(ids, ["a7", "1", "JianfuTableText", "JianfuTableNote", "JianfuFigure"]);
    let again = std::fs::read(&office.output).unwrap();
    office.filled(&[]);
    assert!(again == std::fs::read(&office.output).unwrap(), "another file the second time");
}

#[test]
fn what_cannot_be_filled_is_named_with_its_place_and_no_file_is_written() {
    let body = ["{{发文.金年}}", "{{日期}}", "前{{正文}}", "{{标题"].map(paragraph).concat();
    let office = office(&body);
    let said = office.report(&["--keep", "年报"]);
    assert_eq!(said.status, Some(1), "{said:?}");
    for words in [
        "4处",
        "{{发文.金年}}（document ¶1）没有这一项，最接近的是 {{发文.今年}}",
        "{{日期}}（document ¶2）还没有填写，用 --date 给出",
        "{{正文}}（document ¶3）是整块内容",
        "{{标题（document ¶4）没有写完",
    ] {
        assert!(said.stderr.contains(words), "{words}: {}", said.stderr);
    }
    assert_eq!(said.stderr.lines().filter(|line| line.starts_with("error:")).count(), 1);
    assert!(!office.output.exists());
    let kept = saved_report(&office);
    assert!(kept.stderr.contains("年报"), "nothing was kept either: {kept:?}");
}

/// Asks for the report that should not be there.
fn saved_report(office: &Office) -> Said {
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let args = ["report", "-w", &path(&office.workspace), "--saved", "年报", "-o", &path(&office.output)];
    let said = jianfu(args).unwrap();
    assert_eq!(said.status, Some(1), "{said:?}");
    said
}

#[test]
fn every_placeholder_listed_can_be_filled_with_the_value_listed() {
    let office = office("");
    let options = ["--date", "2024年1月5日", "--signed-by", "某办", "--addressee", "省委"];
    let listed = [&options[..], &["--list-placeholders", "--json"]].concat();
    let list = office.report(&listed).json().unwrap();
    let list = list["placeholders"].as_array().unwrap();
    assert!(list.len() > 200, "{} placeholders", list.len());
    let mut body = String::new();
    let mut expected = Vec::new();
    for one in list.iter().filter(|one| one["kind"] == "words") {
        let name = one["names"][0].as_str().unwrap();
        let english = one["names"].get(1).and_then(|name| name.as_str()).unwrap_or(name);
        body.push_str(&paragraph(&format!("{{{{{name}}}}}|{{{{{english}}}}}")));
        let value = one["value"].as_str().unwrap();
        expected.push(format!("{value}|{value}"));
    }
    for one in list.iter().filter(|one| one["kind"] == "blocks") {
        body.push_str(&paragraph(&format!("{{{{{}}}}}", one["names"][0].as_str().unwrap())));
    }
    std::fs::write(&office.template, package(&body)).unwrap();
    let package = office.filled(&options);
    package.check("everything");
    let document = package.xml("word/document.xml");
    let words: Vec<String> = document.named("w:p").iter().map(|p| p.words()).collect();
    assert!(words.starts_with(&expected), "{words:?}");
}
