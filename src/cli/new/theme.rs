//! `boardpaper new theme`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::cli::Shared;
use crate::diagnostic::Diagnostics;
use crate::job::{NewTheme, Office, Themed, new_theme};
use crate::model::Quarter;

use super::ask::name;
use super::quarter::quarter;

/// What `new theme` takes.
#[derive(Debug, Args)]
pub struct ThemeArgs {
    /// The theme's name, such as `Tackling rural crime`
    #[arg(value_parser = name)]
    name: String,
    /// Its number in the plan, such as 6
    #[arg(long, short, value_name = "NUMBER", value_parser = number)]
    number: String,
    /// How many lines it begins with [default: as many as the theme that it follows]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=500))]
    lines: Option<u16>,
    /// The quarter that it reports on, such as 2026-27-q2 [default: that of the theme it follows]
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    quarter: Option<Quarter>,
    /// The status key of its lines, by its name in board.toml [default: that of the theme it follows]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// The paper that it follows in everything else [default: the newest on a theme]
    #[arg(long, value_name = "PAPER")]
    like: Option<PathBuf>,
}

/// Takes what can be a ref, and a part of a file's name.
fn number(text: &str) -> Result<String, String> {
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let ends = text.ends_with(|c: char| c.is_ascii_alphanumeric());
    match ends && text.len() <= 12 && text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        true if text.chars().all(fine) => Ok(text.to_owned()),
        _ => Err("write digits or letters, as in `6` or `3a`".to_owned()),
    }
}

impl ThemeArgs {
    /// Writes the paper and the tracker.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        if let Some(office) = &office {
            let new = NewTheme {
                name: self.name,
                number: self.number,
                lines: self.lines.map(usize::from),
                quarter: self.quarter,
                key: self.key,
                like: self.like.as_deref(),
            };
            let themed = new_theme(office, &new, &mut problems);
            let written = themed.filter(|made| made.making.write(&office.root, &mut problems));
            if let Some(themed) = written {
                tell(shared, &themed);
            }
        }
        shared.report(office.as_ref(), problems, false)
    }
}

fn tell(shared: &Shared, themed: &Themed) {
    shared.say(&format!("follows {}", themed.like));
    if !themed.left.is_empty() {
        let left: Vec<String> = themed.left.iter().map(|name| format!("`{name}`")).collect();
        shared.say(&format!(
            "left out, for they are its own: {}",
            left.join(", ")
        ));
    }
    for made in themed.making.files() {
        shared.say(&format!("wrote {}", made.shown));
    }
    if let Some(begins) = &themed.begins {
        shared.say(&format!(
            "each line begins as `{begins}`, in words that `boardpaper check` asks to have replaced"
        ));
    }
    shared.say(&format!(
        "next: fill in {}, and see what comes of it with `boardpaper build {}`",
        themed.tracker, themed.paper
    ));
}
