//! The pipe's two ends against each other, and the parent against children that misbehave.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::decode::{BoundaryDecoder, Decoder, Ending, Story};
use super::encode::Encoder;
use super::protocol::{HEADER, SHARED_TEXTS};
use crate::import::workbook::{
    Passwords, Refusal, WorkbookBuilder, XlsxFile, read_into, read_workbook, samples, sha256_hex,
};
use crate::model::{Sheet, Workbook};
use std::io::Write;

/// The frames of a file, as the child would send them.
fn frames(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    let mut encoder = Encoder::new(|frame| {
        frames.push(frame);
        Ok(())
    });
    read_into("f", bytes, &Passwords::default(), &mut encoder).unwrap();
    encoder.end(&"0".repeat(64), bytes.len() as u64).unwrap();
    drop(encoder);
    frames
}

/// The workbook a parent makes of frames; none if they make no sense.
fn decoded(frames: &[Vec<u8>]) -> Option<Workbook> {
    let mut decoder = Decoder::default();
    for frame in frames {
        let (header, content) = frame.split_at_checked(HEADER)?;
        if let Some(Ending::Read { sha256 }) = decoder.frame(*header.first()?, content)? {
            return decoder.finish("f", sha256);
        }
    }
    None
}

/// Everything a workbook says, as text.
fn told(book: &Workbook) -> String {
    let mut out = format!("{:?} {:?}\n", book.format, book.encoding);
    for s in &book.sheets {
        out +=
            &format!("{} {} {:?} {:?} {:?}\n", s.name, s.is_visible, s.merges, s.hidden_rows, s.hidden_cols);
        out.extend(s.cells().map(|c| format!("{c:?}\n")));
    }
    out
}

fn files() -> Vec<Vec<u8>> {
    let sheet = r#"<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>0</v></c><c r="E2" s="3"><v>45000.5</v></c><c r="F2"><f>A1</f></c></row><row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" s="1"><v>-0.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A9"/></mergeCells>"#;
    let long = format!("短,{}\n短,{}\n", "长".repeat(5000), "长".repeat(5000));
    let many: String = (0..60_000).map(|i| format!("{i},第{}项\n", i % 70)).collect();
    vec![
        samples::xlsx_of(sheet, &["文"]),
        samples::xls_of(&[], 1),
        samples::xlsb(),
        long.into_bytes(),
        many.into_bytes(),
    ]
}

#[test]
fn what_crosses_the_pipe_is_what_was_read() {
    for bytes in files() {
        let here = told(&read_workbook("f", &bytes).unwrap());
        let there = told(&decoded(&frames(&bytes)).unwrap());
        assert!(here == there, "{} bytes differ after the pipe", bytes.len());
    }
}

#[test]
fn a_shared_text_that_was_never_sent_makes_no_sense() {
    let cells = r#"<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row></sheetData>"#;
    let sent = frames(&samples::xlsx_of(cells, &["甲", "乙"]));
    assert!(decoded(&sent).unwrap().sheets.iter().flat_map(Sheet::cells).any(|c| c.text() == "乙"));
    let is_texts = |frame: &Vec<u8>| frame.first() == Some(&SHARED_TEXTS);
    let without: Vec<_> = sent.iter().filter(|f| !is_texts(f)).cloned().collect();
    assert_eq!(without.len() + 1, sent.len());
    assert!(decoded(&without).is_none());
    // Nor may they come once a sheet has begun.
    let (texts, rest): (Vec<_>, Vec<_>) = sent.into_iter().partition(is_texts);
    let late: Vec<_> = rest.iter().take(2).chain(&texts).chain(rest.iter().skip(2)).cloned().collect();
    assert!(decoded(&late).is_none());
}

#[test]
fn a_workbook_read_where_it_lies_tells_the_same_cells() {
    let cells =
        r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row></sheetData>"#;
    let bytes = samples::xlsx_of(cells, &["甲"]);
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    let mut builder = WorkbookBuilder::default();
    XlsxFile::open(&file).unwrap().read_into(&mut builder).unwrap();
    let there = builder.finish("f", sha256_hex(&bytes)).unwrap();
    assert_eq!(told(&there), told(&read_workbook("f", &bytes).unwrap()));
    for other in [samples::xlsb(), b"a,b".to_vec(), bytes.iter().take(200).copied().collect()] {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&other).unwrap();
        assert!(XlsxFile::open(&file).is_none());
    }
}

#[test]
fn refusals_cross_the_pipe() {
    for refusal in [
        Refusal::Encrypted,
        Refusal::WrongPassword,
        Refusal::UnsupportedEncryption,
        Refusal::TooLarge { limit: 7 },
        Refusal::Damaged,
        Refusal::NotASpreadsheet,
        Refusal::NotABoundary,
        Refusal::NotLonLat,
        Refusal::TooDetailed,
        Refusal::CannotRead { reason: "没有".to_owned() },
    ] {
        let mut sent = Vec::new();
        let mut encoder = Encoder::new(|frame| {
            sent = frame;
            Ok(())
        });
        encoder.refuse(&refusal).unwrap();
        drop(encoder);
        let (header, content) = sent.split_at(HEADER);
        let ending = Decoder::default().frame(*header.first().unwrap(), content);
        assert!(matches!(ending, Some(Some(Ending::Refused(r))) if r == refusal));
    }
}

#[test]
fn borders_cross_the_pipe_and_senseless_ones_do_not() {
    let square = r#"{"type":"Polygon","coordinates":[[[111,28],[112,28],[112,29],[111,28]]]}"#;
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"properties":{{"adcode":430100}},"geometry":{square}}},{{"properties":{{"name":"乙"}},"geometry":{square}}}]}}"#
    );
    let read = crate::import::boundary::read_boundary(text.as_bytes()).unwrap();
    let mut frames: Vec<Vec<u8>> = Vec::new();
    let mut encoder = Encoder::new(|frame| {
        frames.push(frame);
        Ok(())
    });
    read.iter().for_each(|feature| encoder.feature(feature).unwrap());
    encoder.end(&"0".repeat(64), 9).unwrap();
    drop(encoder);
    let told = |frames: &[Vec<u8>]| {
        let mut decoder = BoundaryDecoder::default();
        for frame in frames {
            let (header, content) = frame.split_at_checked(HEADER)?;
            if let Some(Ending::Read { sha256 }) = decoder.frame(*header.first()?, content)? {
                return decoder.finish("f", sha256);
            }
        }
        None
    };
    assert_eq!(told(&frames).unwrap().features, read);
    assert!(told(frames.get(2..).unwrap()).is_none(), "a file without an area is none");
    for at in HEADER..frames.first().unwrap().len() {
        let mut mad = frames.clone();
        *mad.first_mut().unwrap().get_mut(at).unwrap() ^= 0xFF;
        assert!(told(&mad).is_none_or(|file| file.features != read), "byte {at} is not passed over");
    }
}

#[test]
fn mad_children_are_noticed_not_believed() {
    for bytes in files().iter().take(4) {
        let whole = frames(bytes);
        for (index, frame) in whole.iter().enumerate() {
            for at in HEADER..frame.len().min(400) {
                let mut broken = whole.clone();
                let byte = broken.get_mut(index).and_then(|f| f.get_mut(at)).unwrap();
                *byte = byte.wrapping_add(0x55);
                // A changed digit may pass; a crash or a loop may not.
                let _ = decoded(&broken);
            }
        }
        assert!(decoded(whole.get(1..).unwrap()).is_none(), "a story without its beginning");
    }
    let mut decoder = Decoder::default();
    assert!(decoder.frame(3, &[1, 0, 0, 0, 0, 0, 0, 0, 0]).is_none(), "cells before a sheet");
    assert!(decoder.frame(99, &[]).is_none(), "an unknown frame");
}

#[cfg(unix)]
#[test]
fn the_end_of_a_child_tells_why() {
    use super::{Limits, Reader};
    use std::os::unix::fs::PermissionsExt;
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("exit 3", "reader_failed", false),
        ("kill -SEGV $$", "reader_failed", false),
        ("kill -KILL $$", "too_large", false),
        ("kill -XCPU $$", "timed_out", false),
        ("echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$", "too_large", false),
        ("printf 'xxxxxxxxxxxxxxxxxxxx'; exec sleep 60", "reader_failed", false),
        ("exec sleep 60", "timed_out", false),
        ("exec sleep 60", "cancelled", true),
        ("exec yes", "reader_failed", false),
    ];
    // All scripts are written before any is run: a file still open for writing cannot be executed.
    let scripts: Vec<_> = (0..cases.len()).map(|index| folder.path().join(format!("child{index}"))).collect();
    for (script, (body, _, _)) in scripts.iter().zip(&cases) {
        std::fs::write(script, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(script, PermissionsExt::from_mode(0o755)).unwrap();
    }
    for (script, (body, code, is_cancelled)) in scripts.iter().zip(&cases) {
        let limits = Limits { memory_bytes: 1 << 30, time: Duration::from_millis(500) };
        let reader = Reader { executable: script.clone(), limits };
        let error = reader
            .read("f.xlsx".as_ref(), &Passwords::default(), &mut |_| {}, &AtomicBool::new(*is_cancelled))
            .unwrap_err();
        assert_eq!((error.code(), error.file()), (*code, "f.xlsx"), "{body}");
    }
    let missing = Reader::new(folder.path().join("nothing"));
    let error = missing
        .read("f.xlsx".as_ref(), &Passwords::default(), &mut |_| {}, &AtomicBool::new(false))
        .unwrap_err();
    assert_eq!(error.code(), "reader_failed");
}

/// A child that answers a request of a known length with the bytes of a file, as often as told; it leaves a line for
/// every start.
#[cfg(unix)]
fn scripted(folder: &std::path::Path, answer: &[u8], end: &str) -> super::Reader {
    use std::os::unix::fs::PermissionsExt;
    let request = super::request::Request {
        wanted: super::request::Wanted::Workbook,
        path: "f.xlsx".into(),
        passwords: Passwords::default(),
    };
    let (answers, starts, script) = (folder.join("answer"), folder.join("starts"), folder.join("child"));
    std::fs::write(&answers, answer).unwrap();
    let turn = format!("head -c {} >/dev/null; cat '{}'", request.to_bytes().len(), answers.display());
    let body =
        format!("#!/bin/sh\necho s >> '{}'\n{turn}\n{}\n", starts.display(), end.replace("TURN", &turn));
    std::fs::write(&script, body).unwrap();
    std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    super::Reader::new(script)
}

#[cfg(unix)]
#[test]
fn small_files_share_a_child_until_one_gives_trouble() {
    let whole: Vec<u8> = frames(files().first().unwrap()).concat();
    let mut refused = Vec::new();
    let mut encoder = Encoder::new(|frame| {
        refused.extend(frame);
        Ok(())
    });
    encoder.refuse(&Refusal::Damaged).unwrap();
    drop(encoder);
    // What is answered first, what the child does then, what two readings give, how many children it takes.
    let cases = [
        (&whole, "TURN", ["read", "read"], 1),
        (&whole, "exit 3", ["read", "read"], 2),
        (&whole, "head -c 1; exec yes", ["read", "reader_failed"], 1),
        (&refused, "TURN", ["damaged", "damaged"], 2),
    ];
    for (answer, end, expected, children) in cases {
        let folder = tempfile::tempdir().unwrap();
        let reader = scripted(folder.path(), answer, end);
        let mut session = reader.session();
        let told = [(); 2].map(|()| {
            let cancel = std::sync::atomic::AtomicBool::new(false);
            let result = session.read("f.xlsx".as_ref(), &Passwords::default(), &mut |_| {}, &cancel);
            result.map_or_else(|error| error.code(), |_| "read")
        });
        let starts = std::fs::read_to_string(folder.path().join("starts")).unwrap();
        assert_eq!((told, starts.lines().count()), (expected, children), "{end}");
    }
}

#[test]
fn a_request_reads_back_and_a_broken_one_is_none() {
    use super::request::{Request, Wanted};
    let passwords: Passwords = ["密码".to_owned(), String::new()].into_iter().collect();
    let request = Request { wanted: Wanted::Boundary, path: "文件夹/表 1.xlsx".into(), passwords };
    let bytes = [request.to_bytes(), request.to_bytes()].concat();
    let mut pipe = bytes.as_slice();
    for _ in 0..2 {
        let back = Request::read_from(&mut pipe).unwrap();
        assert_eq!((back.wanted, back.path), (request.wanted, request.path.clone()));
        assert!(back.passwords.iter().eq(request.passwords.iter()));
    }
    assert!(Request::read_from(&mut pipe).is_none(), "a closed pipe");
    for length in 0..request.to_bytes().len() {
        assert!(Request::read_from(&mut bytes.get(..length).unwrap()).is_none());
    }
    assert!(Request::read_from(&mut [0xFF; 64].as_slice()).is_none(), "a length beyond all measure");
}

#[test]
fn originals_are_given_only_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "1,2\n").unwrap();
    let source = super::SourceFile::of(&path).unwrap();
    assert_eq!((source.name.as_str(), source.size), ("a.csv", 4));
    assert_eq!(super::read_original(&path, &source.sha256).unwrap(), b"1,2\n");
    std::fs::write(&path, "1,3\n").unwrap();
    assert_eq!(super::read_original(&path, &source.sha256).unwrap_err().code(), "cannot_read");
    assert_eq!(super::SourceFile::of(folder.path()).unwrap_err().code(), "cannot_read");
}
