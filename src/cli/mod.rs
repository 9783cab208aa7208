//! The command line: one file a command, the flags they share here.

mod adopt;
mod build;
mod changes;
mod check;
mod compare;
mod describe;
mod explain;
mod fix;
mod form;
mod history;
mod list;
mod manifest;
mod new;
mod pack;
mod printed;
mod progress;
mod reach;
mod returns;
mod schema;
mod shell;
mod supervised;
mod templates;
mod watch;
mod watching;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Code, Diagnostics, Format, Printer, Severity, visible};
use crate::door;
use crate::findings::more;
use crate::interrupt;
use crate::job::Office;
use crate::model::{SetLimits, counted, parse_memory};
use crate::screen;
use crate::worker;

use printed::{all_printed, print_bytes};

/// Makes committee papers from the trackers and TOML files an office keeps.
///
/// An office is a folder with `data/board.toml`. Start in it, or in any folder below it, or name it with --root.
#[derive(Debug, Parser)]
#[command(name = "boardpaper", version, max_term_width = 100, after_long_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    shared: Shared,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  there are problems in the data, the templates or the papers
  2  the command line is wrong
  3  an output file could not be written, or was taken away while the run went on
  4  the program ended before its time, and no file is known to be the reason
  5  another run writes in the output folder";

#[derive(Debug, Subcommand)]
enum Command {
    /// Start an office, a theme, a quarter or a kind of document
    New(new::NewArgs),
    /// Start an office: the same as `new office`
    Init(new::OfficeArgs),
    /// Take over a tracker the office already keeps, or the tables of an old paper: say what they hold, and write a paper file
    Adopt(adopt::AdoptArgs),
    /// Make papers: PDFs, HTML pages, Word documents
    Build(build::BuildArgs),
    /// Make papers, and make them again whenever something changes that they are made from
    Watch(watching::WatchArgs),
    /// Find what is wrong with papers, without writing anything
    Check(check::CheckArgs),
    /// Make agenda packs: a meeting's front sheet and papers in one PDF, numbered, in public and restricted editions
    Pack(pack::PackArgs),
    /// Show the papers of the office and where they are written
    List(list::ListArgs),
    /// Show what has changed between two papers, or make a paper of it
    Compare(compare::CompareArgs),
    /// Ask officers for a quarter's answers, see who has answered, and collect what came back
    Returns(returns::ReturnsArgs),
    /// Put the shards of a build together, and find files that are not what was built
    Manifest(manifest::ManifestArgs),
    /// Keep a record of what was published: its figures, and a hash of each PDF
    History(history::HistoryArgs),
    /// Tell what a code of a problem means, why it matters and how to mend it
    Explain(explain::ExplainArgs),
    /// Tell what papers of a kind are made of: fields, tables, columns and the headings they are known by
    Describe(describe::DescribeArgs),
    /// Print what TOML files of the office may hold, as JSON Schemas for editors
    Schema(schema::SchemaArgs),
    /// Show the templates, or take one out to change it
    Templates(templates::TemplatesArgs),
    /// Print a completion script for a shell
    Completions(shell::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// Flags of every command.
#[derive(Debug, Args)]
struct Shared {
    /// The office's folder: the one that holds data/board.toml
    #[arg(long, global = true, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// How problems and lists are printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORM")]
    messages: MessagesArg,
    /// Print nothing but warnings and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// The most memory that files and papers may take, such as `8 GB` [default: half of the machine's]
    #[arg(long, global = true, hide_short_help = true, value_name = "AMOUNT", value_parser = parse_memory)]
    limit_memory: Option<u64>,
    /// The longest that one file or paper may take, in seconds [default: 120]
    #[arg(long, global = true, hide_short_help = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    limit_seconds: Option<u64>,
}

/// Forms of messages on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum MessagesArg {
    /// For people: the place, the line and what to do
    #[default]
    Human,
    /// One line a problem, for editors
    Short,
    /// One JSON object a line, for programs
    Json,
}

impl From<MessagesArg> for Format {
    fn from(form: MessagesArg) -> Self {
        match form {
            MessagesArg::Human => Self::Human,
            MessagesArg::Short => Self::Short,
            MessagesArg::Json => Self::Json,
        }
    }
}

impl Cli {
    /// Runs the command.
    pub fn run(self) -> ExitCode {
        let shared = &self.shared;
        if self.command.reads_files()
            && let Some(code) = supervised::run(&self.command, shared)
        {
            return code;
        }
        interrupt::listen();
        let code = self.command.run(shared);
        all_printed(shared, code)
    }
}

impl Command {
    /// Does what it says.
    fn run(self, shared: &Shared) -> ExitCode {
        match self {
            Self::Build(args) => args.run(shared),
            Self::Check(args) => args.run(shared),
            Self::Watch(args) => args.run(shared),
            Self::Pack(args) => args.run(shared),
            Self::List(args) => args.run(shared),
            Self::Compare(args) => args.run(shared),
            Self::Explain(args) => args.run(),
            Self::Templates(args) => args.run(shared),
            Self::Returns(args) => args.run(shared),
            Self::Describe(args) => args.run(shared),
            Self::Manifest(args) => args.run(shared),
            Self::History(args) => args.run(shared),
            Self::Schema(args) => args.run(shared),
            Self::New(args) => args.run(shared),
            Self::Init(args) => args.run(shared),
            Self::Adopt(args) => args.run(shared),
            Self::Completions(args) => args.run(),
            Self::Man => shell::man(),
        }
    }

    /// Returns whether the command reads files that may end the program.
    fn reads_files(&self) -> bool {
        match self {
            Self::New(args) => args.reads_files(),
            Self::Init(_)
            | Self::Explain(_)
            | Self::Describe(_)
            | Self::Schema(_)
            | Self::Templates(_)
            | Self::Completions(_)
            | Self::Man => false,
            _ => true,
        }
    }
}

impl Shared {
    /// Returns what the command line and the environment say of limits.
    fn limits(&self) -> Result<SetLimits, String> {
        worker::or_environment(SetLimits {
            memory: self.limit_memory,
            seconds: self.limit_seconds,
        })
    }

    /// Prints the problems of a run, sorted, and returns the exit code they call for.
    fn report(
        &self,
        office: Option<&Office>,
        problems: Diagnostics,
        deny_warnings: bool,
    ) -> ExitCode {
        self.report_without(office, problems, deny_warnings, &BTreeSet::new())
    }

    /// Prints the problems of a run, without an excerpt of files that are not to be shown.
    fn report_without(
        &self,
        office: Option<&Office>,
        mut problems: Diagnostics,
        deny_warnings: bool,
        veiled: &BTreeSet<String>,
    ) -> ExitCode {
        problems.sort();
        let text_of = |file: &str| match veiled.contains(file) {
            true => None,
            false => text_of(office, file),
        };
        let printer = Printer {
            format: self.messages.into(),
            quiet: self.quiet,
            deny_warnings,
            text_of: &text_of,
        };
        // A reader that has gone away is no reason to fail.
        let mut stderr = screen::stderr();
        let _ = printer.print(&problems, &mut stderr);
        let _ = stderr.flush();
        exit_code(&problems, deny_warnings)
    }

    /// Tells people where more is said of the problem that matters most; of notes they have been told enough.
    fn say_more(&self, worst: Option<Code>) {
        if let Some(code) = worst.filter(|_| self.messages == MessagesArg::Human) {
            self.say(&more(code));
        }
    }

    /// Prints a line to the standard output, for people.
    fn say(&self, line: &str) {
        if !self.quiet && self.messages != MessagesArg::Json {
            print_line(line);
        }
    }
}

/// Returns the text of a file that an excerpt is shown from.
fn text_of(office: Option<&Office>, file: &str) -> Option<String> {
    let known = office.and_then(|office| office.text_of(file));
    known.or_else(|| door::text(file).ok())
}

/// Prints a line to the standard output.
fn print_line(line: &str) {
    print_bytes(format!("{}\n", visible(line)).as_bytes());
}

fn exit_code(problems: &Diagnostics, deny_warnings: bool) -> ExitCode {
    let refused = problems.has_errors() || (deny_warnings && problems.count(Severity::Warning) > 0);
    let has = |code| problems.iter().any(|problem| problem.code == code);
    let unwritten = [Code::NotWritten, Code::OutputAstray, Code::OutputGone];
    match (refused, unwritten.into_iter().any(has)) {
        _ if has(Code::OutputInUse) => ExitCode::from(5),
        (_, true) => ExitCode::from(3),
        (true, false) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}
