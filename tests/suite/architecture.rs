//! The house rules that `use` lines can tell: which room opens to which, and which large dependency lives where.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use regex::Regex;

use crate::support::repo;

/// Which rooms a room may speak of; `job`, `cli` and the crate's root see all.
const DOORS: [(&str, &[&str]); 27] = [
    ("model", &[]),
    ("markup", &[]),
    ("diagnostic", &["model"]),
    ("door", &[]),
    ("load", &["model", "diagnostic", "door", "journal"]),
    ("validate", &["model", "diagnostic", "load"]),
    ("compare", &["model"]),
    ("check", &["model", "diagnostic"]),
    ("render", &["model", "diagnostic", "load::Library"]),
    (
        "compile",
        &[
            "model::Date",
            "model::Origin",
            "diagnostic",
            "door",
            "markup",
        ],
    ),
    ("write", &["model", "diagnostic", "interrupt", "door"]),
    ("interrupt", &[]),
    ("screen", &[]),
    ("journal", &["model", "diagnostic"]),
    ("worker", &["model", "interrupt", "journal", "screen"]),
    ("manifest", &["model", "diagnostic"]),
    ("docx", &["markup", "model::Date"]),
    ("findings", &["diagnostic", "markup", "model"]),
    (
        "pack",
        &[
            "model",
            "diagnostic",
            "join::What",
            "join::Finding",
            "join::Claims",
            "join::Joined",
            "join::Hindrance",
            "join::Dangling",
        ],
    ),
    ("join", &["model"]),
    ("csv_text", &[]),
    ("toml_text", &[]),
    ("tracker", &["model", "diagnostic", "load"]),
    ("paper_file", &["model", "diagnostic"]),
    (
        "adopt",
        &[
            "model",
            "diagnostic",
            "load",
            "validate",
            "tracker",
            "paper_file",
        ],
    ),
    (
        "returns",
        &[
            "model",
            "diagnostic",
            "load",
            "markup",
            "tracker",
            "csv_text",
            "toml_text",
        ],
    ),
    (
        "history",
        &["model", "diagnostic", "load", "csv_text", "toml_text"],
    ),
];

/// Dependencies that are kept behind one room each.
const HOMES: [(&str, &[&str]); 32] = [
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("indicatif", &["cli"]),
    ("calamine", &["load"]),
    ("quick_xml", &["load", "docx", "join", "tracker"]),
    ("zip", &["load", "docx", "tracker"]),
    ("base64", &["docx"]),
    ("imagesize", &["docx"]),
    ("csv", &["load"]),
    ("minijinja", &["render"]),
    ("comemo", &["compile"]),
    ("lopdf", &["join"]),
    ("hayro_syntax", &["join"]),
    ("hayro_interpret", &["join"]),
    ("kurbo", &["join"]),
    ("subsetter", &["join"]),
    ("ttf_parser", &["join", "compile"]),
    ("xmp_writer", &["join"]),
    ("notify", &["cli"]),
    ("signal_hook", &["interrupt"]),
    ("pulldown_cmark", &["validate", "findings"]),
    ("rust_xlsxwriter", &["tracker"]),
    ("toml_edit", &["paper_file"]),
    ("mail_builder", &["returns"]),
    ("mail_parser", &["load"]),
    ("dialoguer", &["cli", "screen"]),
    ("rlimit", &["worker"]),
    ("rustix", &["worker", "screen", "door", "write"]),
    ("landlock", &["worker"]),
    ("seccompiler", &["worker"]),
    ("image", &["load"]),
];

struct Source {
    room: String,
    file: PathBuf,
    /// The code without comments and without what is compiled for tests only.
    text: String,
}

fn sources() -> Vec<Source> {
    let files = walkdir::WalkDir::new(repo("src"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("readable").into_path());
    let rust = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let read: Vec<Source> = rust
        .filter(|path| !path.to_string_lossy().contains("tests.rs"))
        .map(source)
        .collect();
    assert!(read.len() > 40, "src was found");
    read
}

fn source(file: PathBuf) -> Source {
    let below = file
        .strip_prefix(repo("src"))
        .expect("below src")
        .to_owned();
    let room = below
        .iter()
        .next()
        .expect("a name")
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned();
    let text = fs::read_to_string(&file).expect("readable");
    let code = text.split("#[cfg(test)]").next().expect("a first part");
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    Source {
        room,
        file: below,
        text: lines.collect::<Vec<_>>().join("\n"),
    }
}

/// Lists what a file names of the crate: `crate::model::{Date, Origin}` is two names.
fn names(text: &str) -> Vec<String> {
    let group =
        Regex::new(r"crate::(\w+)(?:::(\{[^}]*\}|\w+))?|crate::\{([^;]*)\}").expect("a pattern");
    let mut names = Vec::new();
    for found in group.captures_iter(text) {
        let room = found.get(1).map_or("", |room| room.as_str());
        match found.get(2).or(found.get(3)) {
            Some(list) if room.is_empty() => names.extend(parts(list.as_str())),
            Some(list) => names.extend(parts(list.as_str()).map(|name| format!("{room}::{name}"))),
            None => names.push(room.to_owned()),
        }
    }
    names
}

fn parts(list: &str) -> impl Iterator<Item = String> {
    let inner = list.trim_matches(['{', '}']).to_owned();
    let parts: Vec<String> = inner
        .split(',')
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    parts.into_iter()
}

#[test]
fn each_room_opens_only_to_the_rooms_it_may_see() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((_, allowed)) = DOORS.iter().find(|(room, _)| *room == source.room) else {
            continue;
        };
        for name in names(&source.text) {
            let own = name.split("::").next() == Some(&source.room);
            let open = allowed
                .iter()
                .any(|door| name == *door || name.starts_with(&format!("{door}::")));
            if !own && !open {
                wrong.push(format!("{} speaks of {name}", source.file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_has_its_rule() {
    let free = ["job", "cli", "lib", "main"];
    let rooms: Vec<String> = sources().into_iter().map(|source| source.room).collect();
    let unruled: Vec<&String> = rooms
        .iter()
        .filter(|room| {
            !free.contains(&room.as_str()) && !DOORS.iter().any(|(ruled, _)| ruled == room)
        })
        .collect();
    assert!(
        unruled.is_empty(),
        "give these rooms their rule in DOORS: {unruled:?}"
    );
}

#[test]
fn each_large_dependency_lives_behind_one_room() {
    let mut homes: BTreeMap<String, &[&str]> = HOMES
        .iter()
        .map(|(name, homes)| ((*name).to_owned(), *homes))
        .collect();
    let manifest = fs::read_to_string(repo("Cargo.toml")).expect("Cargo.toml");
    let typst = manifest
        .lines()
        .filter(|line| line.starts_with("typst"))
        .filter_map(|line| line.split([' ', '=']).next());
    homes.extend(typst.map(|name| (name.replace('-', "_"), &["compile"][..])));
    assert!(homes.contains_key("typst"));
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, homes) in &homes {
            let path = Regex::new(&format!(r"(^|[^\w:.]){name}::")).expect("a pattern");
            if path.is_match(&source.text) && !homes.contains(&source.room.as_str()) {
                wrong.push(format!("{} uses {name}", source.file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What opens files without the door: those of the program's own making, or of the system.
const OPENERS: [&str; 6] = [
    "door.rs",
    "write/",
    "worker/",
    "job/fix/",
    "job/pack/workroom.rs",
    "job/pack/libre_office.rs",
];

#[test]
fn files_are_opened_through_one_door() {
    let opening = Regex::new(r"\bfs::read(_to_string)?\(|\bFile::(open|options)\(|OpenOptions")
        .expect("a pattern");
    let mut wrong = Vec::new();
    for source in sources() {
        let file = source.file.to_string_lossy().replace('\\', "/");
        let allowed =
            file.contains("/tests/") || OPENERS.iter().any(|opener| file.starts_with(opener));
        if !allowed && opening.is_match(&source.text) {
            wrong.push(file);
        }
    }
    assert!(wrong.is_empty(), "use `door::open` there: {wrong:#?}");
}

#[test]
fn the_names_of_a_use_line_are_told_apart() {
    assert_eq!(
        names("use crate::model::{Date, Origin};"),
        ["model::Date", "model::Origin"]
    );
    assert_eq!(
        names("use crate::{check, write};\ncrate::load::parse()"),
        ["check", "write", "load::parse"]
    );
}
