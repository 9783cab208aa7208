//! The record of a round as it is read, by whatever command.

use std::io::ErrorKind;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::{Origin, Quarter};
use crate::returns::{FILE, Round};

use super::Office;

/// Returns where the record of a quarter's round is, from the office's folder.
pub(super) fn place(quarter: Quarter) -> String {
    format!("{}/{FILE}", Round::folder(quarter))
}

/// Returns the text of a quarter's record: `None` within where there is none. One that is there and cannot be read is reported,
/// lest it is taken for a round that was never made.
pub(super) fn text(
    office: &Office,
    quarter: Quarter,
    out: &mut Diagnostics,
) -> Option<Option<String>> {
    let shown = place(quarter);
    match door::text_in(office.root.join(&shown), &office.root) {
        Ok(text) => Some(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Some(None),
        Err(error) => {
            let message = format!("`{shown}` cannot be read: {error}");
            out.add(Code::RoundFaulty, Origin::file(shown.as_str()), message)
                .hint("`boardpaper returns make` writes it: undo what was changed in it by hand");
            None
        }
    }
}

/// Reads the round of a quarter: `None` within where there is none; what is wrong with it is reported.
pub(super) fn round_of(
    office: &Office,
    quarter: Quarter,
    out: &mut Diagnostics,
) -> Option<Option<Round>> {
    match text(office, quarter, out)? {
        None => Some(None),
        Some(text) => Round::read(&text, &place(quarter), quarter, out).map(Some),
    }
}

/// Returns the latest quarter that has a round.
pub(super) fn latest(office: &Office) -> Option<Quarter> {
    let folders = office.root.join("data/returns").read_dir();
    let folders = folders.into_iter().flatten().flatten();
    let with_round = folders.filter(|folder| folder.path().join(FILE).is_file());
    let quarter = |name: String| {
        let (year, number) = name.rsplit_once('-')?;
        Quarter::parse(&format!("{year} {number}"))
    };
    with_round
        .filter_map(|folder| quarter(folder.file_name().to_string_lossy().into_owned()))
        .max()
}
