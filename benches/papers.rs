//! Benchmarks: boardpaper beside `typst compile` of the very sources that boardpaper keeps.
//!
//! Nine questions, each a module: one paper built cold, what comes before the typesetter, one edited cell while the program
//! watches, a hundred papers in one run, the same when nothing has changed, the same beside the typesetter alone, papers that
//! grow, packs of papers, and what checks cost. What counts is the
//! ratio of the two in one run on one machine; README.md says how to read the figures.

mod batch;
mod checks;
mod contest;
mod figures;
mod floor;
mod growth;
mod measure;
mod office;
mod one;
mod pack;
mod pile;
mod start;
mod tracker;
mod unchanged;
mod watch;
mod words;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use contest::Contest;
use office::Office;

/// What a benchmark gives back, or why it could not be run.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

type Section = (&'static str, fn(&Contest) -> Outcome<()>);
const SECTIONS: [Section; 9] = [
    ("one", one::run),
    ("start", start::run),
    ("watch", watch::run),
    ("batch", batch::run),
    ("unchanged", unchanged::run),
    ("floor", floor::run),
    ("growth", growth::run),
    ("pack", pack::run),
    ("checks", checks::run),
];

/// What this program is started with to write the office of a hundred papers, or of more, for programs beside it.
const INVENT: &str = "--invent";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .split_first()
        .map(|(flag, rest)| (flag.as_str(), rest))
    {
        Some((floor::FLAG, folders)) => return told(floor::set(folders)),
        Some((INVENT, rest)) => return told(invent(rest)),
        _ => {}
    }
    // `cargo test --all-targets` starts benchmarks too, without this flag: they take minutes and prove nothing there.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let asked: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    told(run(&asked))
}

/// Writes an office into the folder that is named, of as many papers as are named after it.
fn invent(arguments: &[String]) -> Outcome<()> {
    let [folder, papers] = arguments else {
        return Err("name a folder, and how many papers".into());
    };
    Office::write(Path::new(folder), &vec![one::USUAL; papers.parse()?])
}

/// Says what failed; gives the exit code.
fn told(outcome: Outcome<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the sections that are asked for, or all.
fn run(asked: &[&String]) -> Outcome<()> {
    if let Some(unknown) = asked
        .iter()
        .find(|name| SECTIONS.iter().all(|(known, _)| known != *name))
    {
        return Err(format!(
            "there is no section `{unknown}`: use `one`, `start`, `watch`, `batch`, `unchanged`, `floor`, `growth`, `pack` or `checks`"
        )
        .into());
    }
    let contest = Contest::new()?;
    contest.introduce();
    for (name, section) in SECTIONS {
        if asked.is_empty() || asked.iter().any(|asked| *asked == name) {
            section(&contest)?;
        }
    }
    figures::own_peak();
    Ok(())
}
