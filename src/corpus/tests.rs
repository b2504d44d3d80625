use std::path::PathBuf;

use super::*;

const TODAY: Date = Date::constant(2026, 11, 24);

/// Writes a file and reads it; its articles' bodies, or the reason.
fn check(name: &str, bytes: &[u8], want: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let got = match read(&entry(folder.path().join(name)), TODAY, 100) {
        Ok(file) => {
            assert_eq!(file.bytes, bytes.len() as u64);
            assert_eq!(&file.hash, blake3::hash(bytes).as_bytes());
            file.articles
                .iter()
                .map(|article| article.body.as_str())
                .collect()
        }
        Err(skip) => skip.reason,
    };
    assert_eq!(got, want);
}

fn entry(full: PathBuf) -> FileEntry {
    FileEntry {
        path: full.to_string_lossy().into_owned(),
        full,
        size: 0,
        modified_ns: 0,
    }
}

#[test]
fn files() {
    check("a.txt", b"Headline\n\nIt is so.\n", "It is so.");
    check("a", b"Headline\n\nIt is so.\n", "It is so.");
    check("a.txt", b"", "empty file");
    check("a.txt", b" \n\xC2\xA0\n", "holds nothing but white space");
    check("a.txt", b"\0\x01\x02", "binary file");
    check("a.txt", &[b'a'; 101], "larger than 100 bytes");
    check("a.pdf", b"%PDF", "no reader for .pdf files");
}

#[test]
fn what_changed_since_the_walk() {
    let folder = tempfile::tempdir().unwrap();
    let gone = read(&entry(folder.path().join("a.txt")), TODAY, 100).unwrap_err();
    assert_eq!(gone.reason, "gone before it could be read");
    let folder_now = read(&entry(folder.path().to_owned()), TODAY, 100).unwrap_err();
    assert_eq!(folder_now.reason, "is a folder now");
}

#[test]
fn formats_by_name() {
    for (name, want) in [
        ("a.TXT", ""),
        ("St. Petersburg", ""),
        ("report 2.5", ""),
        ("a.d/b", ""),
        (".txt", ""),
        ("a.txt.gz", "no reader for .gz files"),
        ("README.md", "no reader for .md files"),
    ] {
        assert_eq!(format_of(name).err().unwrap_or_default(), want, "{name}");
    }
}
