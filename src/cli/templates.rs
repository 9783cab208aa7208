//! `boardpaper templates`.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::job;
use crate::load::Library;
use crate::model::Origin;
use crate::write;

use super::{Shared, print_line};

/// What `templates` takes.
#[derive(Debug, Args)]
pub struct TemplatesArgs {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show all templates, and which of them are the office's own
    List,
    /// Write a template into data/templates, to be changed there
    Eject {
        /// The template's path, as the list shows it
        name: String,
    },
}

impl TemplatesArgs {
    /// Shows the templates or writes one out.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        match self.action {
            None | Some(Action::List) => list(shared, &mut problems),
            Some(Action::Eject { name }) => eject(shared, &name, &mut problems),
        }
        shared.report(None, problems, false)
    }
}

/// Works without an office too: then there are only the templates inside the program.
fn list(shared: &Shared, out: &mut Diagnostics) {
    let root = job::find(shared.root.as_deref(), &mut Diagnostics::default());
    let library = root.map_or_else(Library::embedded, |root| job::library(&root, out));
    for (path, file) in library.iter() {
        let own = if file.own {
            format!("  (yours: {})", file.shown)
        } else {
            String::new()
        };
        print_line(&format!("{path}{own}"));
    }
}

fn eject(shared: &Shared, name: &str, out: &mut Diagnostics) {
    let Some(root) = job::find(shared.root.as_deref(), out) else {
        return;
    };
    let embedded = Library::embedded();
    let Some(file) = embedded.get(name) else {
        let problem = out.add(
            Code::TemplateUnknown,
            None,
            format!("there is no template `{name}`"),
        );
        match suggest(name, embedded.iter().map(|(path, _)| path)) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("`boardpaper templates` shows them all"),
        };
        return;
    };
    let path = root.join("data/templates").join(name);
    let shown = format!("data/templates/{name}");
    if taken(&path) {
        out.add(
            Code::NotWritten,
            Origin::file(shown.as_str()),
            format!("`{shown}` is there already"),
        )
        .hint("change that file, or move it away first");
    } else if write::replace(&path, file.text.as_bytes(), &shown, out) {
        shared.say(&format!("wrote {shown}"));
    }
}

fn taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
