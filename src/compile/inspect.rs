//! What a finished page must not have: text outside it, or texts over each other.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;

use typst::foundations::{Dict, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::Task;

/// Texts that start within this distance of each other stand at one spot.
const SPOT: f64 = 0.5;
/// So many different texts at one spot are printed over each other: what is drawn twice for effect is fewer.
const CROWD: usize = 3;

/// What the templates label the first mark of a note with, before its number.
const NOTE: &str = "note-";
/// What they label the word of a table that is wider than its page with.
const TOO_WIDE: &str = "too-wide";
/// What they label its text with.
const ENTRY: &str = "note-entry-";

/// Walks the pages of a paper and reports what a reader could not read.
pub fn inspect(document: &PagedDocument, task: &Task<'_>, out: &mut Diagnostics) {
    astray(document, task, out);
    if too_wide(document, task, out) {
        // What lies outside the page then does so for no other reason.
        return;
    }
    for (i, page) in document.pages().iter().enumerate() {
        let mut seen = Seen {
            size: page.frame.size(),
            outside: Vec::new(),
            spots: HashMap::new(),
        };
        seen.walk(&page.frame, Point::zero());
        let outside = seen
            .outside
            .first()
            .map(|text| (text, "lies outside the page"));
        let crowded = seen
            .spots
            .values()
            .find(|texts| texts.len() >= CROWD)
            .map(|texts| (&texts[0], "is printed over other text"));
        for (text, what) in [outside, crowded].into_iter().flatten() {
            let text: String = text.chars().take(40).collect();
            out.add(
                Code::TextOffPage,
                Origin::file(task.paper),
                format!("on page {}, `{text}` {what}", i + 1),
            )
            .hint("shorten the text, or widen its column in the template");
        }
    }
}

/// Reports notes that stand on another page than their first mark; the templates label both by the note's number.
fn astray(document: &PagedDocument, task: &Task<'_>, out: &mut Diagnostics) {
    let introspector = document.introspector();
    let mut pages: BTreeMap<u32, [Option<NonZeroUsize>; 2]> = BTreeMap::new();
    for element in introspector.query_labelled() {
        let (Some(label), Some(place)) = (element.label(), element.location()) else {
            continue;
        };
        let label = label.resolve();
        let number = |prefix: &str| label.as_str().strip_prefix(prefix)?.parse::<u32>().ok();
        let (number, part) = match (number(NOTE), number(ENTRY)) {
            (_, Some(number)) => (number, 1),
            (Some(number), None) => (number, 0),
            (None, None) => continue,
        };
        pages.entry(number).or_default()[part] = introspector.page(place);
    }
    let mut astray: BTreeMap<(NonZeroUsize, NonZeroUsize), Vec<String>> = BTreeMap::new();
    for (number, place) in pages {
        if let [Some(mark), Some(note)] = place
            && mark != note
        {
            astray
                .entry((note, mark))
                .or_default()
                .push(number.to_string());
        }
    }
    for ((note, mark), numbers) in astray {
        let message = match &numbers[..] {
            [only] => format!("note {only} stands on page {note}, but its mark on page {mark}"),
            _ => format!(
                "notes {} stand on page {note}, but their marks on page {mark}",
                numbers.join(", ")
            ),
        };
        out.add(Code::NoteAstray, Origin::file(task.paper), message)
            .hint("lengthen or shorten a text on these pages by a line or two");
    }
}

/// Reports tables whose columns cannot be as wide as their longest words; the templates leave word of each.
fn too_wide(document: &PagedDocument, task: &Task<'_>, out: &mut Diagnostics) -> bool {
    let introspector = document.introspector();
    let mut any = false;
    for element in introspector.query_labelled() {
        let is_word = element
            .label()
            .is_some_and(|label| label.resolve().as_str() == TOO_WIDE);
        let Some(word) = element.to_packed::<MetadataElem>().filter(|_| is_word) else {
            continue;
        };
        let Value::Dict(word) = &word.value else {
            continue;
        };
        any = true;
        let hint = match word.get("landscape") {
            Ok(Value::Bool(true)) => {
                "leave out columns, shorten their longest words, or make two tables of it"
            }
            _ => {
                "write `orientation = \"landscape\"` in the head of the paper, leave out columns or shorten their longest words"
            }
        };
        out.add(
            Code::TextOffPage,
            line_of(word, task),
            format!(
                "a table of {} columns is wider than its page",
                number(word, "columns")
            ),
        )
        .hint(hint);
    }
    any
}

fn number(word: &Dict, name: &str) -> u32 {
    match word.get(name) {
        Ok(Value::Int(number)) => u32::try_from(*number).unwrap_or_default(),
        _ => 0,
    }
}

fn line_of(word: &Dict, task: &Task<'_>) -> Origin {
    match number(word, "line") {
        0 => Origin::file(task.paper),
        line => Origin::Text {
            file: task.paper.into(),
            line,
            column: 1,
            length: 1,
        },
    }
}

struct Seen {
    size: Size,
    outside: Vec<String>,
    spots: HashMap<(i64, i64), Vec<String>>,
}

impl Seen {
    fn walk(&mut self, frame: &Frame, at: Point) {
        for (offset, item) in frame.items() {
            let here = at + *offset;
            match item {
                // Turned or scaled text (a watermark) is not measured: it is furniture.
                FrameItem::Group(group) if group.transform.is_only_translate() => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.walk(&group.frame, here + moved);
                }
                FrameItem::Text(text) => self.text(here, text.width(), &text.text),
                _ => {}
            }
        }
    }

    fn text(&mut self, at: Point, width: Abs, text: &str) {
        let slack = Abs::pt(1.0);
        let off = at.x < -slack
            || at.y < -slack
            || at.x + width > self.size.x + slack
            || at.y > self.size.y + slack;
        if off {
            self.outside.push(text.to_owned());
        }
        let spot = ((at.x.to_pt() / SPOT) as i64, (at.y.to_pt() / SPOT) as i64);
        let texts = self.spots.entry(spot).or_default();
        if !texts.iter().any(|other| other == text) {
            texts.push(text.to_owned());
        }
    }
}
