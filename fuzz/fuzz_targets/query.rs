//! Any text as a query: parsed or refused; what was parsed prints as a query that means the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::search::query;

fuzz_target!(|text: &str| {
    if let Ok(parsed) = query::parse(text) {
        let printed = parsed.tree.to_string();
        if printed.len() <= 4096 {
            let again = query::parse(&printed).expect("a printed query is a query");
            assert_eq!(again.tree.to_string(), printed);
        }
    }
});
