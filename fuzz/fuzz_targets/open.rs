//! An index of which some bytes are others: an answer or an error, never a crash.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use onrecord::index::verify;
use onrecord::ingest::{Options, ingest};
use onrecord::search::{Request, Searcher};

const STORY: &str = "Harbour talks end\n\nThe Star, 8 May 2024\n\n“We agreed,” said Ana Silva in Lisbon. The walrus left.\n";

/// The files of a small whole index.
static FILES: LazyLock<Vec<(PathBuf, Vec<u8>)>> = LazyLock::new(|| {
    // The engine's panics on damaged files are caught by the library; only one that is not is a finding,
    // so the fuzzer's own hook, which ends the process at once, is taken away.
    std::panic::set_hook(Box::new(|_| {}));
    let dir = tempfile::tempdir().expect("a folder");
    let story = dir.path().join("a.txt");
    fs::write(&story, STORY).expect("a story");
    let index = dir.path().join("index");
    ingest(&[&story], &Options::new(&index, date(2026, 1, 1)), &|_| {}).expect("an index");
    let mut files: Vec<_> = fs::read_dir(&index)
        .expect("the index")
        .flatten()
        .map(|entry| (PathBuf::from(entry.file_name()), fs::read(entry.path()).expect("a file")))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect();
    // Names are made by chance; sizes are not.
    files.sort_by_key(|(name, bytes)| (name.extension().map(|e| e.to_owned()), bytes.len()));
    files
});

fuzz_target!(|data: &[u8]| {
    let [which, high, low, new @ ..] = data else { return };
    let dir = tempfile::tempdir().expect("a folder");
    let spoilt = usize::from(*which) % FILES.len();
    for (n, (name, bytes)) in FILES.iter().enumerate() {
        let mut bytes = bytes.clone();
        if n == spoilt {
            let at = (usize::from(*high) << 8 | usize::from(*low)) % bytes.len();
            let end = bytes.len().min(at + new.len());
            bytes[at..end].copy_from_slice(&new[..end - at]);
        }
        fs::write(dir.path().join(name), bytes).expect("a file");
    }
    let _ = verify(dir.path());
    if let Ok(searcher) = Searcher::open(dir.path()) {
        for query in ["walrus", "*", "\"we agreed\"", "lis*"] {
            let request = Request { query: query.into(), ..Request::default() };
            let _ = searcher.articles(&request, date(2026, 1, 1));
            let _ = searcher.quotes(&request, date(2026, 1, 1));
        }
    }
});
