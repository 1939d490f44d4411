//! `.xls`, and whatever else lives in a compound file.
#![no_main]

use jianfu_fuzz::read_and_understand;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| read_and_understand(data));
