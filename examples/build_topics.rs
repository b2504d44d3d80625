//! Builds the data of `annotate::topics`; deterministic.
//!
//! `cargo run --example build_topics` sorts `words/*.txt` and compiles them to
//! `words.bin`: run it after every change of a word list.
//!
//! `cargo run --example build_topics -- taxonomy mediatopics.json` makes
//! `taxonomy.txt` from the IPTC Media Topics as JSON: `{"concepts": [{"qcode":
//! "medtop:01000000", "label": "...", "parent": null or a qcode}, ...]}`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use onrecord::annotate::topics;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/annotate/topics");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => compile_words(&home),
        ["taxonomy", source] => write_taxonomy(&home, Path::new(source)),
        _ => Err("usage: build_topics [taxonomy MEDIATOPICS.json]".into()),
    }
}

fn compile_words(home: &Path) -> Result<()> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(home.join("words"))?
        .map(|e| Ok(e?.path()))
        .collect::<Result<_>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let tidy = topics::lists::tidy(&std::fs::read_to_string(&path)?);
        std::fs::write(&path, &tidy)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        sources.push((name, tidy));
    }
    let bytes = topics::compile(&sources)?;
    println!("{} lists, {} bytes", sources.len(), bytes.len());
    Ok(std::fs::write(home.join("words.bin"), bytes)?)
}

const HEAD: &str = "\
# IPTC Media Topics: code and English (en-GB) label, indented by level; retired concepts left out.
# Copyright International Press Telecommunications Council (iptc.org), licensed under CC BY 4.0.
# Made by examples/build_topics.rs; do not edit.
";

fn write_taxonomy(home: &Path, source: &Path) -> Result<()> {
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(source)?)?;
    let mut below: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for concept in json["concepts"].as_array().ok_or("no list of concepts")? {
        let code = |key: &str| {
            concept[key]
                .as_str()
                .map(|c| c.trim_start_matches("medtop:").to_owned())
        };
        let label = concept["label"].as_str().ok_or("a concept without label")?.trim();
        let parent = code("parent").unwrap_or_default();
        let code = code("qcode").ok_or("a concept without code")?;
        below.entry(parent).or_default().push((code, label.to_owned()));
    }
    let mut out = HEAD.to_owned();
    write_branch(&mut below, "", 0, &mut out);
    Ok(std::fs::write(home.join("taxonomy.txt"), out)?)
}

fn write_branch(
    below: &mut BTreeMap<String, Vec<(String, String)>>,
    parent: &str,
    depth: usize,
    out: &mut String,
) {
    let mut children = below.remove(parent).unwrap_or_default();
    children.sort();
    for (code, label) in children {
        out.push_str(&format!("{}{code} {label}\n", " ".repeat(depth)));
        write_branch(below, &code, depth + 1, out);
    }
}
