//! Names that the office does not know: who leads a line.

mod roll;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{Phrase, ValueType};

use super::{Passage, Subject};
use roll::Roll;

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let settings = subject.settings;
    let lists = [
        (ValueType::Person, "lead-officers", &settings.lead_officers),
        (
            ValueType::Organisation,
            "organisations",
            &settings.organisations,
        ),
    ];
    let known = || settings.lead_officers.iter().chain(&settings.organisations);
    let mut roll = None;
    for (of_type, setting, list) in lists {
        if list.is_empty() {
            continue;
        }
        // A line may be led by a body in a column of people, and the other way round.
        let roll = roll.get_or_insert_with(|| Roll::new(known().map(|name| name.text.as_str())));
        let leads = subject
            .passages
            .iter()
            .filter(|passage| leads(passage, of_type));
        leads.for_each(|passage| check_lead(passage, roll, (setting, list), out));
    }
}

/// Members of a board and contacts lead nothing: those who do stand in tables of what is judged.
fn leads(passage: &Passage<'_>, of_type: ValueType) -> bool {
    let judged = passage.spot().is_some_and(|spot| spot.kind.key.is_some());
    judged && passage.of_type == of_type
}

fn check_lead(
    passage: &Passage<'_>,
    roll: &Roll,
    (setting, list): (&str, &[Phrase]),
    out: &mut Diagnostics,
) {
    let text = &passage.text;
    let (unknown, any_known) = roll.unknown(text);
    let trimmed = text.trim();
    let whole = || {
        let start = text.len() - text.trim_start().len();
        start..start + trimmed.len()
    };
    // A name that is cut into parts of which none is known is one that was mistyped.
    let unknown = match (any_known, unknown.len()) {
        (false, 2..) => vec![whole()],
        _ => unknown,
    };
    for place in unknown {
        let name = &text[place.clone()];
        let message = format!("`{name}` is not among the `{setting}` of the office");
        let add = format!("add it to `{setting}` under `[check]` in `data/board.toml`");
        let problem = passage.report(Code::NameUnknown, place.clone(), message, out);
        match suggest(name, list.iter().map(|known| known.text.as_str())) {
            Some(near) => problem.hint(format!("did you mean `{near}`? If not, {add}")),
            None => problem.hint(format!("correct the name, or {add}")),
        };
    }
}
