use std::fs;

use super::*;

/// Makes files and folders (names that end in `/`) and returns the folder that holds them.
fn tree(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
    }
    folder
}

/// What is found, with the folder's own name written `ROOT`.
fn found(folder: &Path, roots: &[&Path], options: &WalkOptions) -> String {
    let walk = walk(roots, options, &mut |_| {}).unwrap();
    for file in &walk.files {
        assert_eq!(file.full, file.full.canonicalize().unwrap());
    }
    let read = walk.files.iter().map(|file| file.path.clone());
    let named = walk
        .skipped
        .iter()
        .map(|skip| format!("{}: {}", skip.path, skip.reason));
    let lines: Vec<String> = read.chain(named).collect();
    lines.join("\n").replace(folder.to_str().unwrap(), "ROOT")
}

fn check(folder: &tempfile::TempDir, want: &[&str]) {
    let root = folder.path();
    assert_eq!(found(root, &[root], &WalkOptions::default()), want.join("\n"));
}

#[test]
fn sorted_and_hidden_passed_over() {
    let folder = tree(&[
        "b.txt",
        "a/z.text",
        "a/B",
        "c.TXT",
        ".git/x.txt",
        ".hidden.txt",
        "map.png",
        "empty/",
    ]);
    check(
        &folder,
        &[
            "ROOT/a/B",
            "ROOT/a/z.text",
            "ROOT/b.txt",
            "ROOT/c.TXT",
            "ROOT/map.png: no reader for .png files",
        ],
    );
}

#[test]
fn size_and_time_are_known() {
    let folder = tree(&["a.txt"]);
    let walk = walk(&[folder.path()], &WalkOptions::default(), &mut |_| {}).unwrap();
    assert_eq!(walk.files[0].size, 4);
    assert!(walk.files[0].modified_ns > 1_600_000_000_000_000_000);
    assert_eq!(walk.canonical_roots, [folder.path().canonicalize().unwrap()]);
}

#[test]
fn index_folders_are_passed_over() {
    let folder = tree(&[
        "a.txt",
        "old/x.txt",
        "other/meta.json",
        "other/x.txt",
        "given/x.txt",
    ]);
    fs::write(
        folder.path().join("old/meta.json"),
        r#"{"segments":[],"payload":"{\"onrecord\":1}"}"#,
    )
    .unwrap();
    let options = WalkOptions {
        index: Some(folder.path().join("given")),
        ..WalkOptions::default()
    };
    assert_eq!(
        found(folder.path(), &[folder.path()], &options),
        "ROOT/a.txt\nROOT/other/x.txt\nROOT/other/meta.json: no reader for .json files"
    );
}

#[test]
fn roots_may_be_files_and_may_overlap() {
    let folder = tree(&["a/b.txt", "c.txt"]);
    let root = folder.path();
    let found = found(
        root,
        &[&root.join("a/../c.txt"), root, &root.join("a")],
        &WalkOptions::default(),
    );
    assert_eq!(found, "ROOT/a/../c.txt\nROOT/a/b.txt");
}

#[test]
fn roots_that_are_not_there() {
    let folder = tree(&[]);
    let gone = folder.path().join("gone");
    let error = walk(&[folder.path(), &gone], &WalkOptions::default(), &mut |_| {}).unwrap_err();
    assert!(matches!(error, CorpusError::NotFound(path) if path == gone));
}

#[test]
fn large_files_are_named() {
    let folder = tree(&["a.txt"]);
    let options = WalkOptions {
        max_file_size: 3,
        ..WalkOptions::default()
    };
    assert_eq!(
        found(folder.path(), &[folder.path()], &options),
        "ROOT/a.txt: larger than 3 bytes"
    );
}

#[test]
fn names_as_given() {
    for (given, relative, want) in [
        (".", "a/b", "a/b"),
        ("./corpus/", "a", "corpus/a"),
        ("../x", "a", "../x/a"),
        ("/", "a", "/a"),
        ("a.txt", "", "a.txt"),
        (".", "", "."),
    ] {
        assert_eq!(join(&shown(Path::new(given)), Path::new(relative)), want);
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_and_sockets_are_named() {
        let folder = tree(&["a/b.txt"]);
        let root = folder.path();
        symlink("a", root.join("dir-link")).unwrap();
        symlink("nowhere", root.join("dangling.txt")).unwrap();
        symlink(".", root.join("a/loop")).unwrap();
        let _socket = UnixListener::bind(root.join("socket.txt")).unwrap();
        check(
            &folder,
            &[
                "ROOT/a/b.txt",
                "ROOT/a/loop: symbolic link, not followed",
                "ROOT/dangling.txt: symbolic link, not followed",
                "ROOT/dir-link: symbolic link, not followed",
                "ROOT/socket.txt: socket, not a file",
            ],
        );
    }

    #[test]
    fn a_root_that_is_a_link_is_resolved() {
        let folder = tree(&["a/b.txt"]);
        let link = folder.path().join("link");
        symlink("a", &link).unwrap();
        assert_eq!(
            found(folder.path(), &[&link], &WalkOptions::default()),
            "ROOT/link/b.txt"
        );
    }

    #[test]
    fn names_that_are_not_utf_8() {
        let folder = tree(&["x\\xff.txt"]);
        fs::write(folder.path().join(OsStr::from_bytes(b"x\xff.txt")), "text").unwrap();
        check(&folder, &["ROOT/x\\xff.txt", "ROOT/x\\xff.txt (2)"]);
    }

    #[test]
    fn a_deep_tree_ends() {
        let folder = tree(&["a.txt"]);
        let deep: String = "d/".repeat(400);
        fs::create_dir_all(folder.path().join(&deep)).unwrap();
        fs::write(folder.path().join(&deep).join("bottom.txt"), "text").unwrap();
        let walk = walk(&[folder.path()], &WalkOptions::default(), &mut |_| {}).unwrap();
        assert_eq!(walk.files.len(), 2);
    }
}
