//! `boardpaper new document`.

use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::{Code, Diagnostics};
use crate::job::{Making, Office, library, schema_line, schemas};
use crate::model::{Board, Origin, in_words};
use crate::toml_text::quoted;
use crate::write;

use crate::cli::Shared;

/// What a new kind is made from: its file below the kind's folder, and the text with words in capitals to be replaced.
const SKELETON: [(&str, &str); 3] = [
    ("document.toml", include_str!("skeleton/document.toml")),
    ("document.typ", include_str!("skeleton/document.typ")),
    ("wording.toml", include_str!("skeleton/wording.toml")),
];
/// A paper to try the kind with.
const PAPER: &str = include_str!("skeleton/paper.toml");

/// What `new document` takes.
#[derive(Debug, Args)]
pub struct DocumentArgs {
    /// The kind's name: small letters, digits and hyphens
    #[arg(value_parser = kind_name)]
    name: String,
}

impl DocumentArgs {
    /// Writes the kind and a paper of it.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        if let Some(office) = &office {
            document(shared, office, &self.name, &mut problems);
        }
        shared.report(office.as_ref(), problems, false)
    }
}

fn kind_name(name: &str) -> Result<String, String> {
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let ends = name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.ends_with('-');
    if ends && name.chars().all(fine) {
        Ok(name.to_owned())
    } else {
        Err(
            "a kind's name is made of small letters, digits and hyphens, as in `risk-register`"
                .into(),
        )
    }
}

/// Writes a kind and a paper of it; what is there already is never written over.
fn document(shared: &Shared, office: &Office, name: &str, out: &mut Diagnostics) {
    let folder = format!("data/templates/documents/{name}");
    let paper = format!("data/{name}.toml");
    let made = Origin::file(paper.as_str());
    if !write::usable(&format!("{name}.pdf"), &made, out) {
        return;
    }
    if office.library.kinds().any(|kind| kind == name) {
        let message = format!("there is a document `{name}` already");
        out.add(Code::NotWritten, Origin::file(folder.as_str()), message)
            .hint("take another name, or change the one that is there: `boardpaper templates` shows it");
        return;
    }
    let mut making = Making::default();
    for (file, text) in SKELETON {
        making.add(
            format!("{folder}/{file}"),
            filled(text, name, &office.board),
        );
    }
    let text = schema_line(&paper, name) + &filled(PAPER, name, &office.board);
    making.add(paper.as_str(), text);
    if !making.write(&office.root, out) {
        return;
    }
    for made in making.files() {
        shared.say(&format!("wrote {}", made.shown));
    }
    schema(shared, office, name, out);
    shared.say(&format!(
        "next: change them, and see what comes of it with `boardpaper build {paper}`"
    ));
}

/// Writes the schema that the paper names, now that the kind is there.
fn schema(shared: &Shared, office: &Office, name: &str, out: &mut Diagnostics) {
    let library = library(&office.root, out);
    let known = schemas(&library, Some(&office.board));
    for schema in known.iter().filter(|schema| schema.name == name) {
        let (file, text) = (schema.file(), schema.text());
        if write::replace(&office.root.join(&file), text.as_bytes(), &file, out) {
            shared.say(&format!("wrote {file}"));
        }
    }
}

/// Puts the kind's name, and a status of the office's first key, into a text.
fn filled(text: &str, name: &str, board: &Board) -> String {
    let title = in_words(name);
    let key = board.keys.values().find(|key| !key.steps.is_empty());
    let named = key.map(|key| format!("status-key = {}\n", quoted(&key.name)));
    let status = key.map(|key| format!("status = {}", quoted(&key.steps[0].code)));
    text.replace("NAME", name)
        .replace("TITLE", &title)
        .replace(
            "SUMMARY",
            &format!("{title}: lines with owner, status and update"),
        )
        .replace("KEY\n", &named.unwrap_or_default())
        .replace(
            "STATUS\n",
            &status.map(|line| line + "\n").unwrap_or_default(),
        )
}
