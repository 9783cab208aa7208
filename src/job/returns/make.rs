//! A round made: a workbook and a message for each officer, and the record of who was asked for what.

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostics};
use crate::job::inside::is_named_inside;
use crate::job::{Office, round_file};
use crate::load::{self, Limits};
use crate::model::{Date, Origin, Paper, Quarter, in_words};
use crate::returns::{By, Line, Officers, Part, Return, Round, Words, file_name};

use super::ask::{ask, order};
use super::deadline::say_unlikely;
use super::filled::filled;
use super::quarter_papers::{QuarterPapers, quarter_papers};
use super::status::holidays;
use super::written::write_all;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct MakeRound {
    /// The quarter; none takes the latest that has papers.
    pub quarter: Option<Quarter>,
    /// The last day for answers; none takes that of the round that is made again.
    pub deadline: Option<Date>,
    /// Who is asked; none takes who was asked in the round that is made again, or else officers.
    pub by: Option<By>,
    /// Whether a round that was made is made again.
    pub again: bool,
    /// The day on which it is made; a new deadline is held against it.
    pub today: Option<Date>,
}

/// A round that was made.
#[derive(Clone, Debug)]
pub struct MadeRound {
    /// The round.
    pub round: Round,
    /// The folder of what is to be sent, from the office's folder.
    pub outbox: String,
    /// The files that were written, from the office's folder.
    pub written: Vec<String>,
    /// How many files were as they would be written, and stayed.
    pub unchanged: usize,
    /// The files that people changed, and that would be made as they were before.
    pub edited: Vec<String>,
    /// Who was asked before and is no more.
    pub dropped: Vec<Return>,
}

/// Makes a round: all of its files, or none where something is wrong.
pub fn make(office: &Office, asked: MakeRound, out: &mut Diagnostics) -> Option<MadeRound> {
    let _lock = office.lock();
    let mut found = quarter_papers(office, asked.quarter, out)?;
    // What is wrong with a paper is told, and keeps nobody else from being asked.
    let mut problems = Diagnostics::default();
    let made = made(office, asked, &mut found, &mut problems);
    for faulty in found.faulty {
        out.append(faulty.problems);
        if made.is_some() {
            say_left_out(&faulty.file, out);
        }
    }
    out.append(problems);
    made
}

fn made(
    office: &Office,
    asked: MakeRound,
    found: &mut QuarterPapers,
    out: &mut Diagnostics,
) -> Option<MadeRound> {
    let quarter = found.quarter;
    let before = before(office, quarter, asked.again, out);
    let round = before.as_ref().and_then(Option::as_ref);
    found
        .faulty
        .retain(|faulty| faulty.is_near || asks_in(round, &faulty.file));
    let (before, papers) = (before?, &found.papers);
    if papers.is_empty() || lacks(before.as_ref(), found, out) {
        return None;
    }
    let deadline = deadline(
        asked
            .deadline
            .or(before.as_ref().map(|round| round.deadline)),
        out,
    )?;
    if asked.deadline.is_some() {
        let holidays = holidays(office, out);
        say_unlikely(deadline, asked.today, holidays.as_ref(), out);
    }
    let officers = officers(office, out)?;
    let by = asked
        .by
        .or(before.as_ref().map(|round| round.by))
        .unwrap_or_default();
    let otherwise = office.board.returns.otherwise.as_ref();
    let otherwise = otherwise.map(|post| post.text.as_str());
    let lines = ask(papers, order(by), (&officers, otherwise), out);
    if lines.is_empty() {
        let message = format!("no line of {quarter} names who leads it: nobody can be asked");
        out.add(Code::LineUnasked, Origin::file("data"), message)
            .hint("name lead officers or organisations in the trackers");
        return None;
    }
    let earlier = before.as_ref().map_or(&[][..], |round| &round.returns);
    let returns =
        lines
            .into_iter()
            .fold(Vec::new(), |mut returns: Vec<Return>, (officer, lines)| {
                let taken: Vec<String> = returns
                    .iter()
                    .map(|asked| asked.stem().to_owned())
                    .collect();
                let email = officers
                    .find(&officer)
                    .and_then(|known| known.email.clone());
                let email = email.or_else(|| officers.of_organisation(&officer).map(str::to_owned));
                let file = format!("{}.xlsx", file_name(&officer, &taken));
                returns.push(Return {
                    officer,
                    email,
                    file,
                    made: None,
                    filled: filled(&lines, earlier, papers),
                    lines,
                });
                returns
            });
    let settings = &office.board.returns;
    let round = Round {
        quarter,
        deadline,
        by,
        contact: settings.contact.clone(),
        reply_to: settings.reply_to.clone(),
        returns,
    };
    say_unlisted(office, &round, out);
    let before = before.map(|round| round.returns).unwrap_or_default();
    write_all(office, round, before, papers, out)
}

/// Reports a paper that is left out.
fn say_left_out(file: &str, out: &mut Diagnostics) {
    let message = format!("nobody is asked for the lines of `{file}`, for it cannot be read whole");
    out.add(Code::LineUnasked, Origin::file(file), message)
        .hint("mend what is told of it, then add its lines with `boardpaper returns make --again`");
}

/// Returns whether a round asks for lines of a paper.
fn asks_in(round: Option<&Round>, file: &str) -> bool {
    let mut returns = round.into_iter().flat_map(|round| &round.returns);
    returns.any(|asked| asked.lines.iter().any(|line| line.paper == file))
}

/// Reports papers that cannot be read now and that the round asks for: made again, it would not ask for them any more.
fn lacks(before: Option<&Round>, found: &QuarterPapers, out: &mut Diagnostics) -> bool {
    let faulty = found.faulty.iter().map(|faulty| faulty.file.as_str());
    let lacking: Vec<&str> = faulty.filter(|file| asks_in(before, file)).collect();
    for file in &lacking {
        let message = format!("the round asks for lines of `{file}`, which cannot be read whole");
        out.add(Code::RoundFaulty, Origin::file(*file), message)
            .hint("nothing was made: mend what is told of the paper first");
    }
    !lacking.is_empty()
}

/// Reads the round that was made before; one that is there is made again only where that is asked for.
fn before(
    office: &Office,
    quarter: Quarter,
    again: bool,
    out: &mut Diagnostics,
) -> Option<Option<Round>> {
    if !again && round_file::text(office, quarter, out)?.is_some() {
        let shown = round_file::place(quarter);
        let message = format!("the round of {quarter} was made already: `{shown}` is there");
        out.add(Code::NotWritten, Origin::file(shown.as_str()), message)
            .hint("`boardpaper returns make --again` makes it again, after officers or lines have changed: answers that were collected stay, and so do files that would be the same")
            .hint("`boardpaper returns status` shows who has answered");
        return None;
    }
    round_file::round_of(office, quarter, out)
}

fn deadline(given: Option<Date>, out: &mut Diagnostics) -> Option<Date> {
    if given.is_none() {
        out.add(
            Code::RoundFaulty,
            None,
            "there is no round to make again: it has no deadline yet",
        )
        .hint("say by when answers are to come back, as in `--deadline 2026-10-16`");
    }
    given
}

/// Reads the office's list of officers.
fn officers(office: &Office, out: &mut Diagnostics) -> Option<Officers> {
    let Some(named) = &office.board.returns.officers else {
        return Some(Officers::default());
    };
    let path: PathBuf = office.root.join("data").join(&named.text);
    let shown = office.shown(&path);
    if !is_named_inside(&office.root, &path, named, out) {
        return None;
    }
    if !path.is_file() {
        let message = format!("there is no list of officers `{}`", named.text);
        out.add(Code::FileUnreadable, named.origin.clone(), message)
            .hint(format!("looked for `{shown}`: a workbook or CSV file with the columns `Name`, `E-mail` and `Organisation`"));
        return None;
    }
    let mut problems = Diagnostics::default();
    let workbook = load::workbook(&path, &shown, &Limits::default(), &mut problems);
    let read = workbook.and_then(|workbook| Officers::read(&workbook, &mut problems));
    out.append(problems);
    read
}

/// Says once who has no address.
fn say_unlisted(office: &Office, round: &Round, out: &mut Diagnostics) {
    let without: Vec<String> = round
        .returns
        .iter()
        .filter(|asked| asked.email.is_none())
        .map(|asked| format!("`{}`", asked.officer))
        .collect();
    if without.is_empty() {
        return;
    }
    let (place, message, hint) = match &office.board.returns.officers {
        None => (
            Origin::file("data/board.toml"),
            "there is no list of officers, so that no message says to whom it goes".to_owned(),
            "keep one in `data`, with the columns `Name` and `E-mail`, and name it: `officers = \"officers.csv\"` under `[returns]`",
        ),
        Some(list) => (
            list.origin.clone(),
            format!(
                "no address is known of {}: `To` is left empty in their messages",
                without.join(", ")
            ),
            "add them to the list, spelt as in the trackers, then make the round again with `--again`",
        ),
    };
    out.add(Code::OfficerUnlisted, place, message).hint(hint);
}

pub(super) fn words(office: &Office, round: &Round, asked: &Return) -> Words {
    let lines = match asked.lines.len() {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    Words {
        officer: asked.officer.clone(),
        quarter: round.quarter.to_string(),
        deadline: format!("{} {}", round.deadline.weekday(), round.deadline),
        lines,
        contact: round.contact.clone(),
        reply_to: round.reply_to.clone(),
        organisation: office.board.organisation.name.clone(),
    }
}

/// Returns the tables that lines stand in, in the order of the papers, each with its rows.
pub(super) fn parts<'a>(papers: &'a [Paper], lines: &[Line]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for paper in papers {
        for (name, table) in &paper.tables {
            let Some(kind) = paper.kind.tables.get(name) else {
                continue;
            };
            let reference = kind.column_of(crate::model::ValueType::Ref);
            let is_asked = |row: &crate::model::Row| {
                let own = reference
                    .and_then(|column| row.value(column))
                    .map(|value| value.plain().trim().to_owned());
                own.is_some_and(|own| {
                    lines.iter().any(|line| {
                        line.paper == paper.file && line.table == *name && line.reference == own
                    })
                })
            };
            let rows: Vec<usize> = table
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| is_asked(row))
                .map(|(at, _)| at)
                .collect();
            if !rows.is_empty() {
                parts.push(Part {
                    paper,
                    table: name,
                    rows,
                    tab: tab(paper, name),
                });
            }
        }
    }
    parts
}

/// Returns what the sheet of a table is called: the paper's file in words, and the table where the paper has several.
fn tab(paper: &Paper, table: &str) -> String {
    let stem = paper.stem();
    let stem = in_words(stem.rsplit('/').next().unwrap_or(stem));
    let answered = |name: &&String| {
        paper
            .kind
            .tables
            .get(*name)
            .is_some_and(|kind| kind.answers().next().is_some())
    };
    let first = paper.tables.keys().find(answered);
    match first.is_some_and(|first| first == table) {
        true => stem,
        false => format!("{stem} {}", table.replace('-', " ")),
    }
}
