//! Any bytes as a file: text or a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = onrecord::corpus::decode::decode(bytes);
});
