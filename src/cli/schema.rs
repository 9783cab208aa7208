//! `boardpaper schema`: what files of an office may hold, for editors.

use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::job::{self, Office, Schema};
use crate::load::Library;
use crate::model::Origin;
use crate::write;

use super::{Shared, print_line};

/// What `schema` takes.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// `board` for board.toml, a kind of document, or `round`, `answers` or `history`; all of them when none is named
    #[arg(value_name = "KIND")]
    names: Vec<String>,
    /// Write them into data/schemas, over those that are there
    #[arg(long)]
    write: bool,
}

impl SchemaArgs {
    /// Prints the schemas, or writes them. Works without an office too: then there are only the kinds inside the program.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let needs = self.write || shared.root.is_some();
        let root = job::find(shared.root.as_deref(), &mut Diagnostics::default());
        let office = match needs || root.is_some() {
            true => Office::open(shared.root.as_deref(), &mut problems),
            false => None,
        };
        if !problems.has_errors() {
            let all = match &office {
                Some(office) => job::schemas(&office.library, Some(&office.board)),
                None => job::schemas(&Library::embedded(), None),
            };
            let asked = self.asked(all, &mut problems);
            match office.as_ref().filter(|_| self.write) {
                Some(office) => written(shared, office, &asked, &mut problems),
                None => print(&asked),
            }
        }
        shared.report(office.as_ref(), problems, false)
    }

    /// Picks the schemas that are named.
    fn asked(&self, all: Vec<Schema>, out: &mut Diagnostics) -> Vec<Schema> {
        let known = |name: &&String| all.iter().any(|schema| schema.name == **name);
        for name in self.names.iter().filter(|name| !known(name)) {
            let message = format!("there is no schema `{name}`");
            let place = Origin::file("the command line");
            let problem = out.add(Code::KindUnknown, place, message);
            match suggest(name, all.iter().map(|schema| schema.name.as_str())) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => {
                    problem.hint("name `board`, or a document that `boardpaper templates` lists")
                }
            };
        }
        let is_asked = |schema: &Schema| self.names.is_empty() || self.names.contains(&schema.name);
        all.into_iter().filter(is_asked).collect()
    }
}

/// Prints one schema as it is; several as one object, each under its name.
fn print(schemas: &[Schema]) {
    match schemas {
        [] => {}
        [one] => print_line(one.text().trim_end()),
        several => {
            let pairs = several.iter();
            let pairs = pairs.map(|schema| (schema.name.clone(), schema.json.clone()));
            let all: serde_json::Map<String, serde_json::Value> = pairs.collect();
            print_line(&format!("{:#}", serde_json::Value::Object(all)));
        }
    }
}

fn written(shared: &Shared, office: &Office, schemas: &[Schema], out: &mut Diagnostics) {
    if out.has_errors() {
        return;
    }
    let files: Vec<_> = schemas
        .iter()
        .map(|schema| {
            let file = schema.file();
            (office.root.join(&file), schema.text().into_bytes(), file)
        })
        .collect();
    if write::replace_all(&files, out) {
        for (_, _, file) in &files {
            shared.say(&format!("wrote {file}"));
        }
    }
}
