//! `.ods`: the whole archive, or its content alone.
#![no_main]

use jianfu_fuzz::{read_and_understand, read_with_part};
use libfuzzer_sys::fuzz_target;

const OTHERS: [(&str, &[u8]); 2] = [
    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", b"<manifest/>"),
];

fuzz_target!(|data: &[u8]| match data {
    [b'P', b'K', ..] => read_and_understand(data),
    _ => read_with_part("content.xml", data, &OTHERS),
});
