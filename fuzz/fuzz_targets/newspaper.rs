//! Any bytes as a newspaper story: articles or a reason.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(articles) = onrecord::corpus::articles("story.txt", bytes, date(2026, 1, 1)) {
        for article in articles {
            assert!(article.body_line >= 1);
        }
    }
});
