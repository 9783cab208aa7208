//! The schema and the reader of `board.toml` say the same of every key.

use serde_json::json;

use crate::compile::Fonts;
use crate::diagnostic::{Code, Diagnostics};
use crate::job::settings;
use crate::load::{Library, parse};
use crate::model::Board;
use crate::validate;

use super::agreement::{Reader, UNKNOWN, as_json, is_named, named, places_in, put};
use super::schemas;

/// A board with every table that its reader knows, and nothing wrong in it.
pub const BOARD: &str = r##"
[organisation]
name = "Northmarch Police and Crime Commissioner"
[design]
accent = "#1d3d6b"
[status-key.rag]
steps = [{ code = "G", label = "Green", aliases = ["on track"] }, { code = "A", label = "Amber" }]
rating = [{ at-least = 90, of = ["G"], says = "very good" }, { says = "fair" }]
[wording]
draft = "Draft"
[wording.theme-update]
draft = "Draft"
[texts]
filming = { heading = "Filming", text = "Filming is allowed." }
[defaults.agenda]
jurisdiction = "england"
[defaults.agenda.pack]
start = 1
[check]
terms = { "A.S.B" = "ASB" }
[check.severities]
BP1501 = "note"
[[check.allow]]
code = "BP1402"
place = "data/board.toml"
reason = "seen"
[check.status-words]
behind = ["slipped"]
[output]
formats = ["pdf"]
[output.names]
theme-update = "a.pdf"
[returns]
otherwise = "Policy Officer"
into = "overlay"
[new-quarter]
closed = "keep"
[limits]
memory = "4 GB"
seconds = 120
[pdf]
standards = ["ua-1", "a-2a"]
"##;

/// Reads a board, and what the templates say of a table of it where their names stand there.
pub fn read_board(text: &str, top: &str, library: &Library) -> (Option<Board>, Diagnostics) {
    let mut out = Diagnostics::default();
    let node = parse(text, "data/board.toml", &mut out);
    let board = node.and_then(|node| validate::board(&node, &mut out));
    if let (Some(board), true) = (&board, is_named(top)) {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        settings::check(board, library, &fonts, &mut out);
    }
    (board, out)
}

#[test]
fn schema_and_reader_of_the_board_agree_on_every_key() {
    let library = Library::embedded();
    let (board, problems) = read_board(BOARD, "wording", &library);
    assert!(!problems.has_errors(), "{problems:?}");
    let all = schemas(&library, board.as_ref());
    let read = |text: &str, top: &str| read_board(text, top, &library).1;
    let reader = Reader {
        schema: named(&all, "board"),
        read: &read,
    };
    let mut said = Vec::new();
    reader.compare("board", &as_json(BOARD), &[], &mut said);
    assert!(
        said.is_empty(),
        "{} disagree:\n{}",
        said.len(),
        said.join("\n")
    );
}

#[test]
fn the_schema_of_the_board_has_the_keys_that_the_reader_tells_of() {
    let library = Library::embedded();
    let all = schemas(&library, None);
    let schema = named(&all, "board");
    let base = as_json(BOARD);
    for way in [
        "",
        "organisation",
        "output",
        "returns",
        "new-quarter",
        "limits",
        "pdf",
        "check",
        "check.allow.0",
        "check.status-words",
        "status-key.rag",
        "status-key.rag.steps.0",
        "status-key.rag.rating.0",
        "texts.filming",
    ] {
        let steps: Vec<String> = way
            .split('.')
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect();
        let mut file = base.clone();
        put(
            &mut file,
            &[&steps[..], &[UNKNOWN.to_owned()]].concat(),
            json!(1),
        );
        let (_, problems) = read_board(&toml::to_string(&file).expect("TOML"), "", &library);
        let unknown = problems
            .iter()
            .find(|problem| problem.code == Code::FieldUnknown)
            .expect(way);
        let mut told: Vec<&str> = unknown.hints[0].split('`').skip(1).step_by(2).collect();
        let places = places_in(schema, &base);
        let mut keys: Vec<&str> = places
            .iter()
            .filter(|place| place.len() == steps.len() + 1 && place.starts_with(&steps))
            .map(|place| place.last().expect("a key").as_str())
            .filter(|key| *key != UNKNOWN)
            .collect();
        told.sort_unstable();
        told.dedup();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys, told, "`{way}`");
    }
}
