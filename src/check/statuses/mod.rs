//! Statuses and the words beside them.

mod contradicted;
mod late;
mod path;

use crate::diagnostic::Diagnostics;

use super::Subject;
use super::speech::Speech;
use super::told::told;

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let speech = Speech::of(&subject.paper.board.organisation.language);
    let rows = told(subject);
    contradicted::check(subject, speech, &rows, out);
    late::check(subject, speech, &rows, out);
    if subject.settings.path_to_green {
        path::check(subject, speech, &rows, out);
    }
}
