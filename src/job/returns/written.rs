//! The files of a round, written: those that would be the same stay, and so do those that people changed.

use std::io::ErrorKind;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::hash::hash;
use crate::job::{ANSWERS, Office, ROUND, lacking, round_file, schema_line};
use crate::model::{Origin, Paper};
use crate::returns::{Hashes, Message, Return, Round, workbook};
use crate::{tracker, write};

use super::make::{MadeRound, parts, words};

/// The files that are to be written, and those that stay as people changed them.
#[derive(Default)]
struct Files {
    written: Vec<(String, Vec<u8>)>,
    edited: Vec<String>,
}

/// The files of a return as they are made now.
struct Made {
    workbook: (String, Vec<u8>),
    message: (String, Vec<u8>),
}

/// Writes the files of a round, all or none.
pub(super) fn write_all(
    office: &Office,
    mut round: Round,
    before: Vec<Return>,
    papers: &[Paper],
    out: &mut Diagnostics,
) -> Option<MadeRound> {
    let mut files = Files::default();
    for at in 0..round.returns.len() {
        let Some(made) = made(office, &round, at, papers, out) else {
            continue;
        };
        let asked = &mut round.returns[at];
        let last = before.iter().find(|last| last.file == asked.file);
        asked.made = files.take(
            &office.root,
            made,
            last.and_then(|last| last.made.clone()),
            out,
        );
    }
    let place = round_file::place(round.quarter);
    let record = round.written(&schema_line(&place, ROUND));
    files.written.push((place, record.into_bytes()));
    if out.has_errors() {
        return None;
    }
    let dropped = dropped(before, &round);
    files.write(office, round, dropped, out)
}

/// Makes the workbook and the message of a return.
fn made(
    office: &Office,
    round: &Round,
    at: usize,
    papers: &[Paper],
    out: &mut Diagnostics,
) -> Option<Made> {
    let (asked, outbox) = (&round.returns[at], Round::outbox(round.quarter));
    let words = words(office, round, asked);
    let shown = format!("{outbox}/{}", asked.file);
    let bytes = match tracker::workbook(&workbook(&words, &parts(papers, &asked.lines))) {
        Ok(bytes) => bytes,
        Err(fault) => {
            let message = format!(
                "the return of `{}` cannot be written: {fault}",
                asked.officer
            );
            out.add(Code::NotWritten, Origin::file(shown), message)
                .hint("shorten the text in the tracker");
            return None;
        }
    };
    let settings = &office.board.returns;
    let message = Message {
        to: asked.email.as_deref(),
        words: &words,
        subject: settings.subject.as_ref().map(|phrase| phrase.text.as_str()),
        message: settings.message.as_ref().map(|phrase| phrase.text.as_str()),
        file: &asked.file,
        workbook: &bytes,
    };
    let message = message.written();
    Some(Made {
        message: (format!("{outbox}/{}", asked.draft()), message),
        workbook: (shown, bytes),
    })
}

impl Files {
    /// Takes the files of a return, unless people changed one of them: a message and its workbook belong together. Gives the
    /// hashes of what was made last.
    fn take(
        &mut self,
        root: &Path,
        made: Made,
        last: Option<Hashes>,
        out: &mut Diagnostics,
    ) -> Option<Hashes> {
        let now = Hashes {
            workbook: hash(&made.workbook.1),
            message: hash(&made.message.1),
        };
        let of_last = |of: fn(&Hashes) -> &String| last.as_ref().map(|last| of(last).as_str());
        let edited: Vec<&str> = [
            (&made.message, of_last(|last| &last.message)),
            (&made.workbook, of_last(|last| &last.workbook)),
        ]
        .into_iter()
        .filter(|(file, last)| is_edited(root, file, *last))
        .map(|((shown, _), _)| shown.as_str())
        .collect();
        if edited.is_empty() {
            self.written.extend([made.message, made.workbook]);
            return Some(now);
        }
        match last.as_ref() == Some(&now) {
            true => self
                .edited
                .extend(edited.iter().map(|file| (*file).to_owned())),
            false => say_edited(&edited, &made, out),
        }
        last
    }

    /// Writes what is not there yet as it is to be.
    fn write(
        self,
        office: &Office,
        round: Round,
        dropped: Vec<Return>,
        out: &mut Diagnostics,
    ) -> Option<MadeRound> {
        let all = self.written.len();
        let news = self.written.into_iter().filter(|(shown, bytes)| {
            door::bytes(office.root.join(shown), door::LARGEST)
                .ok()
                .as_ref()
                != Some(bytes)
        });
        let mut placed: Vec<_> = news
            .map(|(shown, bytes)| (office.root.join(&shown), bytes, shown))
            .collect();
        let unchanged = all - placed.len();
        // Those of the answers too, which will be collected: what a merge writes is to be taken back whole.
        placed.extend(lacking(office, &[ROUND, ANSWERS]));
        write::replace_all(&placed, out).then(|| MadeRound {
            outbox: Round::outbox(round.quarter),
            round,
            unchanged,
            written: placed.into_iter().map(|(_, _, shown)| shown).collect(),
            edited: self.edited,
            dropped,
        })
    }
}

/// Returns whether something else stands in a file's place than what is made now and what was made last.
fn is_edited(root: &Path, (shown, now): &(String, Vec<u8>), last: Option<&str>) -> bool {
    match door::bytes(root.join(shown), door::LARGEST) {
        Ok(there) => there != *now && last != Some(hash(&there).as_str()),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// Reports files that stay as people changed them, though what is asked for is no longer the same.
fn say_edited(edited: &[&str], made: &Made, out: &mut Diagnostics) {
    let (message, workbook) = (&made.message.0, &made.workbook.0);
    for file in edited {
        let what =
            format!("`{file}` is not as it was made, and stays so: what is asked for has changed");
        out.add(Code::ReturnEdited, Origin::file(*file), what)
            .hint(format!("to have both made anew, move `{message}` and `{workbook}` away, and run `boardpaper returns make --again`"));
    }
}

/// Returns who was asked before and is no more.
fn dropped(before: Vec<Return>, now: &Round) -> Vec<Return> {
    let gone = |asked: &Return| {
        !now.returns
            .iter()
            .any(|other| other.officer == asked.officer)
    };
    before.into_iter().filter(gone).collect()
}
