//! How what nobody asked for is told.

use crate::diagnostic::Code;
use crate::load::Sheet;
use crate::model::{Origin, Quarter};
use crate::returns::{Found, Given, Says};
use crate::validate::{LooseRow, Raw};

use super::answered::row_text;
use super::place::{Placed, Read};
use super::round::{Asked, Open, given_ref};

/// Of longer texts, so much is told on the screen.
const SHORT: usize = 90;

/// A problem that is told, and kept in the report.
pub struct Told {
    /// What it is a case of.
    pub code: Code,
    /// Where it is.
    pub place: Origin,
    /// What it is.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
}

fn told(code: Code, place: Origin, message: String, hint: impl Into<String>) -> Told {
    Told {
        code,
        place,
        message,
        hints: vec![hint.into()],
    }
}

/// Cuts a text for the screen.
pub fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHORT) {
        None => line,
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
    }
}

/// A return of another quarter.
pub fn other_quarter(file: &Read<'_>, quarter: Quarter, open: &Open) -> Told {
    let message = format!(
        "`{}` is a return of {quarter}, and the round is of {}: nothing of it was merged",
        file.file, open.round.quarter
    );
    let place = Origin::file(file.file.as_str());
    told(
        Code::ReturnUnplaced,
        place,
        message,
        "take it out of the folder, or name its round with `--quarter`",
    )
}

/// A workbook without a line of the round.
pub fn nothing_known(file: &Read<'_>) -> Told {
    let message = format!(
        "`{}` has no line of this round that could be told",
        file.file
    );
    let place = Origin::file(file.file.as_str());
    let hint =
        "give its sheet the headings, refs and titles that were sent, or take it out of the folder";
    told(Code::ReturnUnplaced, place, message, hint)
}

/// A workbook whose lines are asked of many.
pub fn nobodys(file: &Read<'_>) -> Told {
    let message = format!(
        "`{}` has lines that different officers were asked for, and does not say who sent it: nothing of it was merged",
        file.file
    );
    let place = Origin::file(file.file.as_str());
    let hint = "take it out of the folder if it is a tracker; if it is a return, call it as the workbook was called that was sent";
    told(Code::ReturnUnplaced, place, message, hint)
}

/// A workbook that says what was said in the quarter before.
pub fn words_of(file: &Read<'_>, quarter: Quarter) -> Told {
    let message = format!(
        "`{}` is no return of this round, for its words are those of {quarter}: nothing of it was merged",
        file.file
    );
    let place = Origin::file(file.file.as_str());
    let hint = "take it out of the folder, and ask for what is new";
    told(Code::ReturnUnplaced, place, message, hint)
}

/// A sheet without a line of the round.
pub fn unplaced(sheet: &Sheet) -> Told {
    let message = format!(
        "the sheet `{}` has no line of this round that could be told",
        sheet.name
    );
    let hint = "look whether something on it belongs into a line, and write it there";
    told(Code::ReturnUnplaced, sheet.whole(), message, hint)
}

/// A row that is no line, or perhaps another.
pub fn no_line(placed: &Placed<'_>, row: &LooseRow, found: Found) -> Told {
    let text = short(&row_text(placed.asked, row));
    let (message, hint) = match found {
        Found::Doubtful(at) => (
            format!(
                "a row may be `{}` of `{}`, and its title says something else: `{text}`",
                placed.asked.known[at].row, placed.asked.paper
            ),
            "write the ref and the title that were sent, if that line is meant; nothing of the row was merged",
        ),
        _ => (
            format!("a row was added: `{text}`"),
            "put it into the tracker with a ref of its own, if the plan has such a line now; it was not merged",
        ),
    };
    told(Code::RowUnknown, row.origin.clone(), message, hint)
}

/// A row whose ref is not that of its title.
pub fn by_title(asked: &Asked, at: usize, row: &LooseRow) -> Told {
    let message = format!(
        "the row says `{}`, and its title is that of `{}`: it was taken for that line",
        given_ref(&asked.kind, row),
        asked.known[at].row
    );
    let hint = "mend the ref in the return if another line is meant";
    told(Code::RowByTitle, row.origin.clone(), message, hint)
}

/// An answer in a line of somebody else's.
pub fn not_theirs(
    asked: &Asked,
    at: usize,
    row: &LooseRow,
    whose: &[&str],
    said: &[(String, Says)],
) -> Told {
    let whose = match whose {
        [] => "nobody was asked for".to_owned(),
        whose => format!("{} was asked for", whose.join(", ")),
    };
    let said: Vec<String> = said
        .iter()
        .map(|(heading, says)| format!("{heading}: {}", short(&says.words)))
        .collect();
    let message = format!(
        "answers `{}` of `{}`, which {whose}: `{}`",
        asked.known[at].row,
        asked.paper,
        said.join(" | ")
    );
    let hint = "pass it on to whoever was asked; it was not merged";
    told(Code::NotTheirs, row.origin.clone(), message, hint)
}

/// Words where nobody reads answers.
pub fn beyond(place: Origin, heading: &str, text: &str) -> Told {
    let under = match short(heading) {
        heading if heading.is_empty() => String::new(),
        heading => format!(" under `{heading}`"),
    };
    let message = format!(
        "something was written where nobody asked for it{under}: `{}`",
        short(text)
    );
    let hint = "write it into the tracker yourself, if a line is to say it; it was not merged";
    told(Code::LockedChanged, place, message, hint)
}

/// A comment on a cell.
pub fn comment(place: Origin) -> Told {
    let message = "a cell has a comment, which is not read".to_owned();
    let hint = "open the workbook and look what it says; nothing of it was merged";
    told(Code::LockedChanged, place, message, hint)
}

/// Something else that was changed.
pub fn locked(asked: &Asked, at: usize, column: &str, now: &Raw, was: &str) -> Told {
    let was = match short(was) {
        was if was.is_empty() => "blank".to_owned(),
        was => format!("`{was}`"),
    };
    let message = format!(
        "`{}` of `{}` was changed, and nobody asked for it: `{}` was {was}",
        asked.heading(column),
        asked.known[at].row,
        short(&now.plain())
    );
    let hint = "change the tracker yourself, if that is right; it was not merged";
    told(Code::LockedChanged, now.origin.clone(), message, hint)
}

/// An answer that was taken away.
pub fn emptied(asked: &Asked, at: usize, column: &str, raw: &Raw, was: &Says) -> Told {
    let message = format!(
        "`{}` of `{}` was emptied: it said `{}`",
        asked.heading(column),
        asked.known[at].row,
        short(&was.words)
    );
    let hint = "empty the tracker's cell yourself, if that is meant; what stands there was kept";
    told(Code::AnswerEmptied, raw.origin.clone(), message, hint)
}

/// Answers that differ.
pub fn differ(
    asked: &Asked,
    at: usize,
    column: &str,
    sides: &[Given],
    merged: Option<&str>,
) -> Told {
    let said: Vec<String> = sides
        .iter()
        .map(|given| format!("`{}` says `{}`", given.file, short(&given.says.words)))
        .collect();
    let mut said = said;
    if let Some(by) = merged {
        said.push(format!("what {by} answered was merged before"));
    }
    let message = format!(
        "`{}` of `{}` in `{}` has answers that differ: {}",
        asked.heading(column),
        asked.known[at].row,
        asked.paper,
        said.join("; ")
    );
    let place = sides.first().map_or_else(
        || Origin::file(asked.paper.as_str()),
        |given| given.place.clone(),
    );
    let hint =
        "ask which is meant and keep only that file in the folder, or name it with `--take FILE`";
    told(Code::AnswersDiffer, place, message, hint)
}
