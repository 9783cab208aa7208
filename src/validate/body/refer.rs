//! Cross-references by name: each finds its place, and is called by it.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{Cell, Inline, Mark, Origin, plain};

use super::names::Names;

/// Leads all cross-references of some values to their places.
///
/// In a document without a body names mean nothing, and only their words stay.
pub fn refer<'a>(
    cells: impl Iterator<Item = &'a mut Cell>,
    names: &Names,
    named: bool,
    out: &mut Diagnostics,
) {
    let mut finder = Finder { names, named, out };
    for cell in cells {
        let origin = cell.origin.clone();
        cell.value
            .visit_mut(&origin, &mut |line, place| finder.line(line, place));
    }
}

/// Returns whether what comes after these pieces begins a sentence.
fn begins(before: &[Inline]) -> bool {
    let before = plain(before);
    let trimmed = before.trim_end();
    trimmed.is_empty() || (trimmed.len() < before.len() && trimmed.ends_with(['.', '!', '?']))
}

struct Finder<'a> {
    names: &'a Names,
    named: bool,
    out: &'a mut Diagnostics,
}

impl Finder<'_> {
    fn line(&mut self, line: &mut Vec<Inline>, place: &Origin) {
        let pieces = std::mem::take(line);
        for piece in pieces {
            match piece {
                Inline::Mark(Mark::Refer {
                    to, of, place: own, ..
                }) => {
                    let place = own.as_deref().unwrap_or(place);
                    let begins = begins(line);
                    line.extend(self.found(&to, begins, of, place));
                }
                Inline::Mark(mut mark) => {
                    if let Some(of) = mark.of_mut() {
                        self.line(of, place);
                    }
                    line.push(Inline::Mark(mark));
                }
                text => line.push(text),
            }
        }
    }

    fn found(&mut self, name: &str, begins: bool, of: Vec<Inline>, place: &Origin) -> Vec<Inline> {
        let has_words = !plain(&of).trim().is_empty();
        let Some(target) = self.names.target(name) else {
            if self.named {
                self.say_unknown(name, place);
            }
            return of;
        };
        let to = target.id.clone();
        let mark = match (has_words, target.number.is_empty(), target.words.is_empty()) {
            (true, _, _) => Mark::See { to, of },
            (false, false, _) => Mark::Refer {
                to,
                noun: target.noun.clone(),
                number: target.number.clone(),
                begins,
                of: Vec::new(),
                place: None,
            },
            (false, true, false) => Mark::See {
                to,
                of: vec![Inline::Text(plain(&target.words))],
            },
            (false, true, true) => {
                self.say_wordless(name, place);
                return of;
            }
        };
        vec![Inline::Mark(mark)]
    }

    fn say_unknown(&mut self, name: &str, place: &Origin) {
        let problem = self.out.add(
            Code::PlaceUnknown,
            place.clone(),
            format!("no place of this paper has the name `{name}`"),
        );
        match suggest(name, self.names.all()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("put `{{#{name}}}` at the end of the paragraph, heading, item or caption that is meant")),
        };
    }

    fn say_wordless(&mut self, name: &str, place: &Origin) {
        self.out
            .add(
                Code::PlaceUnnumbered,
                place.clone(),
                format!("what `{name}` leads to has no number to call it by"),
            )
            .hint(format!(
                "write words of your own, as in `[the map](#{name})`"
            ));
    }
}
