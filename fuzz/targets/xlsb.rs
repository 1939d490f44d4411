//! `.xlsb`: the whole archive, or one part of a sound one (the first byte chooses).
#![no_main]

use jianfu_fuzz::{read_and_understand, read_with_part};
use libfuzzer_sys::fuzz_target;

const OTHERS: [(&str, &[u8]); 5] = [
    ("xl/workbook.bin", b"\x9C\x01\x1C\x00\0\0\0\0\x01\0\0\0\x01\0\0\0a\0\x01\0\0\0a\0\x90\x01\0\x84\x01\0"),
    ("xl/_rels/workbook.bin.rels", br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#),
    ("xl/styles.bin", b"\xE9\x04\x04\x02\0\0\0"),
    ("xl/sharedStrings.bin", b"\x9F\x01\x08\x01\0\0\0\x01\0\0\0\x13\x07\0\x01\0\0\0a\0"),
    ("xl/worksheets/sheet1.bin", b"\x81\x01\0\x94\x01\x10\0\0\0\0\x01\0\0\0\0\0\0\0\x04\0\0\0\x91\x01\0\x92\x01\0\x82\x01\0"),
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
