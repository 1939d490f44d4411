//! `.xlsx`: the whole archive, or one part of a sound one (the first byte chooses).
#![no_main]

use jianfu_fuzz::{read_and_understand, read_with_part};
use libfuzzer_sys::fuzz_target;

const OTHERS: [(&str, &[u8]); 6] = [
    ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
    ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>"#),
    ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
    ("xl/styles.xml", b"<styleSheet><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>"),
    ("xl/sharedStrings.xml", b"<sst><si><t>a</t></si><si><t>2024</t></si></sst>"),
    ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1</v></c></row></sheetData></worksheet>"),
];

fuzz_target!(|data: &[u8]| match data {
    [b'P', b'K', ..] => read_and_understand(data),
    [first, rest @ ..] => {
        if let Some((name, _)) = OTHERS.get(usize::from(*first) % OTHERS.len()) {
            read_with_part(name, rest, &OTHERS);
        }
    }
    [] => {}
});
