//! `boardpaper pack`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::Datelike;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::diagnostic::Diagnostics;
use crate::job::{Office, Pack, Packed, Passwords, Written, find, hold, meetings, name_one, pack};
use crate::model::{Date, Edition, PackKind};

use super::progress::Progress;
use super::watch::{Watched, watch};
use super::{MessagesArg, Shared, counted, print_line};

/// What `pack` takes.
#[derive(Debug, Args)]
pub struct PackArgs {
    /// Meetings (TOML files) or folders of meetings; `all` packs every meeting of the office
    #[arg(value_name = "MEETING")]
    meetings: Vec<PathBuf>,
    /// Which editions to make [default: the public one, and the restricted one where items are exempt]
    #[arg(long, value_enum, value_name = "EDITION", value_delimiter = ',')]
    edition: Vec<EditionArg>,
    /// Make a supplement of the papers that came after the pack was published
    #[arg(long, alias = "supplement", conflicts_with = "revision")]
    supplementary: bool,
    /// Make the published pack anew, under its own page numbers, with a sheet that says what has changed
    #[arg(long)]
    revision: bool,
    /// Record what is made as published, in data/history
    #[arg(long)]
    publish: bool,
    /// Make a pack again that is published already; with --publish, its record too
    #[arg(long)]
    republish: bool,
    /// The passwords of encrypted PDFs: a TOML file with lines such as `"papers/estates.pdf" = "…"`
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Where the packs go [default: `output` in the office's folder]
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Go on: make the packs again whenever a file that they are made from changes, until Ctrl-C
    #[arg(long, conflicts_with = "publish")]
    watch: bool,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// The day to count the days to the meeting from, instead of today
    #[arg(long, hide = true, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
}

/// Editions on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditionArg {
    /// For everyone: without the papers of exempt items
    Public,
    /// For members: with all papers
    Restricted,
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::Public => Self::Public,
            EditionArg::Restricted => Self::Restricted,
        }
    }
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write it as in `2026-11-19`".to_owned())
}

impl PackArgs {
    /// Makes the packs.
    pub fn run(self, shared: &Shared) -> ExitCode {
        if self.watch && !self.meetings.is_empty() {
            let root = find(shared.root.as_deref(), &mut Diagnostics::default());
            let start = watched(root.as_deref(), &Packed::default());
            let output = self.output_in(root.as_deref().unwrap_or(Path::new("")));
            watch(&start, &output, || self.once(shared).1);
        }
        self.once(shared).0
    }

    /// Returns where the packs go.
    fn output_in(&self, root: &Path) -> PathBuf {
        let current = std::env::current_dir().unwrap_or_default();
        let output = self.output.as_ref().map(|output| current.join(output));
        output.unwrap_or_else(|| root.join("output"))
    }

    /// Makes the packs once; gives what they were made from too.
    fn once(&self, shared: &Shared) -> (ExitCode, Watched) {
        let mut problems = Diagnostics::default();
        let Some(office) = Office::open(shared.root.as_deref(), &mut problems) else {
            let root = find(shared.root.as_deref(), &mut Diagnostics::default());
            let code = shared.report(None, problems, self.deny_warnings);
            return (code, watched(root.as_deref(), &Packed::default()));
        };
        let watched_now = |packed: &Packed| watched(Some(&office.root), packed);
        if self.meetings.is_empty() {
            name_one(&office, &mut problems);
            shared.report(Some(&office), problems, self.deny_warnings);
            return (ExitCode::from(2), watched_now(&Packed::default()));
        }
        let (meetings, packed) = self.pack(shared, &office, &mut problems);
        let (deny, veiled) = (self.deny_warnings, &packed.veiled);
        let code = shared.report_without(Some(&office), problems, deny, veiled);
        tell(shared, &packed);
        shared.say(&summary(&packed, meetings));
        if self.watch {
            shared.say("waiting for changes; Ctrl-C ends");
        }
        (code, watched_now(&packed))
    }

    /// Makes the packs of the meetings that are asked for; gives how many those are.
    fn pack(
        &self,
        shared: &Shared,
        office: &Office,
        problems: &mut Diagnostics,
    ) -> (usize, Packed) {
        let current = std::env::current_dir().unwrap_or_default();
        let meetings = meetings(office, &self.meetings, problems);
        let output = self.output_in(&office.root);
        let Some(passwords) = self.passwords(&current, problems) else {
            return (meetings.len(), Packed::default());
        };
        let Some(held) = hold(office, &output, "boardpaper pack", None, problems) else {
            return (meetings.len(), Packed::default());
        };
        let editions: Vec<Edition> = self.edition.iter().copied().map(Edition::from).collect();
        let silent = shared.quiet || shared.messages != MessagesArg::Human;
        let progress = Progress::new(meetings.len(), silent);
        let run = Pack {
            office,
            meetings: &meetings,
            editions: &editions,
            kind: self.kind(),
            publish: self.publish,
            republish: self.republish,
            passwords: &passwords,
            output: &output,
            hold: &held,
            today: self.today.or_else(today),
            deny_warnings: self.deny_warnings,
            done: &|| progress.step(),
        };
        let packed = pack(&run, problems);
        progress.finish();
        (meetings.len(), packed)
    }

    fn kind(&self) -> PackKind {
        match (self.supplementary, self.revision) {
            (true, _) => PackKind::Supplement,
            (_, true) => PackKind::Revision,
            _ => PackKind::Agenda,
        }
    }

    fn passwords(&self, current: &Path, out: &mut Diagnostics) -> Option<Passwords> {
        match &self.password_file {
            None => Some(Passwords::default()),
            Some(file) => Passwords::read(&current.join(file), &file.display().to_string(), out),
        }
    }
}

/// Returns what packs are made from: all of the office's data, and papers that lie elsewhere.
fn watched(root: Option<&Path>, packed: &Packed) -> Watched {
    let data = root.map(|root| root.join("data"));
    Watched {
        except: data.iter().map(|data| data.join("history")).collect(),
        folders: data.into_iter().collect(),
        files: packed.read.clone(),
    }
}

/// Returns the day on which the program runs; `SOURCE_DATE_EPOCH` stands in for it, as other programs have it.
pub(super) fn today() -> Option<Date> {
    let told = std::env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = match told.and_then(|seconds| seconds.trim().parse().ok()) {
        Some(seconds) => seconds,
        None => SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs(),
    };
    let now = chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    Date::new(now.year(), now.month(), now.day())
}

fn tell(shared: &Shared, packed: &Packed) {
    for written in &packed.written {
        match shared.messages {
            MessagesArg::Json => print_line(&as_json(written).to_string()),
            _ => shared.say(&as_text(written)),
        }
    }
}

fn as_text(written: &Written) -> String {
    let pack = written.files.first().map_or("", String::as_str);
    let (pages, items) = (
        counted(written.pages, "page"),
        counted(written.items, "item"),
    );
    let people: String = written
        .people
        .iter()
        .map(|line| format!("\n  for a person: {line}"))
        .collect();
    format!("wrote {pack}: {pages}, {items}{people}")
}

fn as_json(written: &Written) -> serde_json::Value {
    json!({
        "written": written.files,
        "pages": written.pages,
        "items": written.items,
        "for-a-person": written.people,
    })
}

fn summary(packed: &Packed, meetings: usize) -> String {
    let (sound, meetings) = (packed.sound, counted(meetings, "meeting"));
    match packed.kept {
        0 => format!("{sound} of {meetings} packed"),
        kept => {
            format!("{sound} of {meetings} packed; {kept} published already and left as before")
        }
    }
}
