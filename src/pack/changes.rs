//! What a revision changed against what was published, in plain sentences.

use crate::model::{Label, PackKind, PageRange};

use super::made::Made;
use super::standing::{Part, Standing, matched_by, same_parts};
use super::{History, PieceKind, PublishedItem, PublishedPart, history};

impl History {
    /// Says what a pack changes against what was published, one sentence a change, in the order of the agenda.
    ///
    /// Of papers that this edition withholds nothing is said.
    pub fn changes(&self, made: Made<'_>) -> Vec<String> {
        let standing: Vec<Standing> = self.standing();
        let now: Vec<PublishedItem> = made.items().map(|item| history::item(made, item)).collect();
        let again = matched_by(&standing, now.iter().map(|item| (&item.id, &item.title)));
        let whole = self.packs.iter().rev();
        let mut whole = whole.filter(|pack| pack.kind != PackKind::Supplement);
        let (facts, said) = (&made.meeting.facts, whole.next().map(|pack| &pack.facts));
        let mut changes = said.map_or(Vec::new(), |said| facts.changes(said));
        for (item, before) in now.iter().zip(&again) {
            match before {
                Some(at) => changed(&standing[*at], item, &mut changes),
                None => changes.push(format!("{} is new{}", called(item, "Item"), on(item))),
            }
        }
        for (at, before) in standing.iter().enumerate() {
            if !before.gone && !again.contains(&Some(at)) {
                let item = called(&before.item, "Item");
                let pages = unused(before.item.pages);
                changes.push(format!("{item}: no longer on the agenda{pages}"));
            }
        }
        if changes.is_empty() && said.is_some_and(|said| facts.reworded(said)) {
            changes.push(
                "Words of the agenda were changed; its items and papers are as they were"
                    .to_owned(),
            );
        }
        changes
    }
}

/// Returns `Item 8, Budget forecast`.
fn called(item: &PublishedItem, word: &str) -> String {
    format!("{word} {}, {}", item.number, item.title)
}

/// Returns where an item stands: ` (pages 37 to 40)`.
fn on(item: &PublishedItem) -> String {
    let pages = item.pages.map(|pages| format!(" ({})", pages.in_words()));
    pages.unwrap_or_default()
}

/// Returns that pages are gone: ` (pages 37 to 40 are no longer used)`.
fn unused(pages: Option<PageRange>) -> String {
    pages.map_or(String::new(), |pages| {
        format!(" ({})", no_longer_used(pages))
    })
}

fn no_longer_used(pages: PageRange) -> String {
    let are = match pages.first == pages.last {
        true => "is",
        false => "are",
    };
    format!("{} {are} no longer used", pages.in_words())
}

/// Returns the pages that a shorter version leaves out; a blank at its end is a page still.
fn left_out(
    before: &PublishedPart,
    part: &PublishedPart,
    now: &PublishedItem,
) -> Option<PageRange> {
    let ends_item = now.parts.last() == Some(part);
    let item = now.pages.filter(|_| ends_item);
    let end = item.map_or(part.pages.last, |pages| pages.last);
    let first = match (end, before.pages.last) {
        (Label::Number(end), Label::Number(last)) if end < last => Label::Number(end + 1),
        (Label::Number(end), Label::Lettered(last, _)) if end < last => Label::Number(end + 1),
        (Label::Number(end), Label::Lettered(..)) => Label::Lettered(end, 1),
        (Label::Lettered(end, letter), Label::Lettered(last, most))
            if end == last && letter < most =>
        {
            Label::Lettered(end, letter + 1)
        }
        _ => return None,
    };
    Some(PageRange {
        first,
        last: before.pages.last,
    })
}

fn changed(standing: &Standing, now: &PublishedItem, changes: &mut Vec<String>) {
    let before = &standing.item;
    let mut say = |what: String| changes.push(format!("{}: {what}", called(now, "Item")));
    if before.number != now.number {
        say(format!("it was item {}", before.number));
    }
    if before.title != now.title {
        say(format!("it was called “{}”", before.title));
    }
    match (has_papers(before), has_papers(now)) {
        (false, false) if before.state != now.state => say(state(now)),
        (false, false) => {}
        (true, false) if now.state.is_some() => {
            say(format!("{}{}", state(now), unused(before.pages)));
        }
        (true, false) => say(format!("its papers were taken out{}", unused(before.pages))),
        (false, true) if now.withheld => say("it has papers now, for members only".to_owned()),
        (false, true) => say(format!("{}{}", followed(before), on(now))),
        (true, true) => {
            if is_closed(before) != is_closed(now) {
                say(closed(now));
            }
            if let Some(number) = standing.supplement.filter(|_| !now.withheld) {
                say(format!(
                    "its papers came in supplement {number}, and are here now{}",
                    on(now)
                ));
            }
            if !before.withheld && !now.withheld {
                parts(before, now, &mut say);
            }
        }
    }
}

/// Returns whether an item has papers, in this edition or in the other.
fn has_papers(item: &PublishedItem) -> bool {
    item.withheld || !papers(item).is_empty()
}

/// Returns whether the papers of an item are for members only.
fn is_closed(item: &PublishedItem) -> bool {
    item.withheld || item.exempt
}

fn closed(now: &PublishedItem) -> String {
    match is_closed(now) {
        true => "its papers are no longer open to the public".to_owned(),
        false => format!("its papers are open to the public now{}", on(now)),
    }
}

fn state(now: &PublishedItem) -> String {
    match now.state.as_deref() {
        Some("to follow") => "its papers are to follow".to_owned(),
        Some("verbal") => "it is reported verbally".to_owned(),
        Some(state) => state.to_owned(),
        None => "it is taken after all".to_owned(),
    }
}

/// Says that papers came, to an item that had none.
fn followed(before: &PublishedItem) -> &'static str {
    match before.state.as_deref() {
        Some("to follow") => "its papers were to follow, and are here now",
        _ => "its papers were added",
    }
}

/// Returns the papers and appendices of an item.
fn papers(item: &PublishedItem) -> Vec<&PublishedPart> {
    let parts = item.parts.iter();
    parts
        .filter(|part| part.kind != PieceKind::Divider)
        .collect()
}

/// Says which papers were replaced, added and taken out.
fn parts(before: &PublishedItem, now: &PublishedItem, say: &mut impl FnMut(String)) {
    let (old, new) = (papers(before), papers(now));
    let old: Vec<PublishedPart> = old.into_iter().cloned().collect();
    let alike: Vec<Part> = new.iter().map(|part| Part::of(part)).collect();
    let again = same_parts(&old, &alike);
    let only = old.len() == 1 && new.len() == 1;
    for (part, before) in new.iter().zip(&again) {
        let pages = part.pages.in_words();
        match before.map(|at| &old[at]) {
            None => say(format!("{} was added ({pages})", named(part, false))),
            Some(before) if before.sha256 != part.sha256 => {
                let gone = left_out(before, part, now).map(no_longer_used);
                let gone = gone.map_or(String::new(), |gone| format!("; {gone}"));
                say(format!(
                    "{} was replaced ({pages}{gone})",
                    named(part, only)
                ));
            }
            Some(_) => {}
        }
    }
    for (at, part) in old.iter().enumerate() {
        if !again.contains(&Some(at)) {
            let gone = unused(Some(part.pages));
            say(format!("{} was taken out{gone}", named(part, false)));
        }
    }
}

/// Returns `the paper`, or `the appendix “Estates plan”`.
fn named(part: &PublishedPart, only: bool) -> String {
    let word = match part.kind {
        PieceKind::Appendix => "appendix",
        _ => "paper",
    };
    match only || part.title.is_empty() {
        true => format!("the {word}"),
        false => format!("the {word} “{}”", part.title),
    }
}
