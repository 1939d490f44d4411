//! Delimited text in any encoding.
#![no_main]

use jianfu_fuzz::read_and_understand;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // What begins like an archive or a compound file belongs to the other targets.
    if !data.starts_with(b"PK") && !data.starts_with(&[0xD0, 0xCF]) {
        read_and_understand(data);
    }
});
