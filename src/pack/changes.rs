//! What a revision changed against what was published, in plain sentences.

use crate::model::{Label, PackKind, PageRange};

use super::made::Made;
use super::standing::{Part, Standing, matched_by, same_parts};
use super::{History, Phrases, PieceKind, PublishedItem, PublishedPart, history};

impl History {
    /// Says what a pack changes against what was published, one sentence a change, in the order of the agenda.
    ///
    /// Of papers that this edition withholds nothing is said.
    pub fn changes(&self, made: Made<'_>) -> Vec<String> {
        let standing: Vec<Standing> = self.standing();
        let now: Vec<PublishedItem> = made.items().map(|item| history::item(made, item)).collect();
        let again = matched_by(&standing, now.iter().map(|item| (&item.id, &item.title)));
        let mut changes = Changes {
            phrases: &made.meeting.settings.phrases,
            said: Vec::new(),
        };
        let whole = self.packs.iter().rev();
        let mut whole = whole.filter(|pack| pack.kind != PackKind::Supplement);
        let (facts, said) = (&made.meeting.facts, whole.next().map(|pack| &pack.facts));
        if let Some(said) = said {
            changes.said = facts.changes(said, changes.phrases);
        }
        for (item, before) in now.iter().zip(&again) {
            match before {
                Some(at) => changes.item(&standing[*at], item),
                None => changes.new_item(item),
            }
        }
        for (at, before) in standing.iter().enumerate() {
            if !before.gone && !again.contains(&Some(at)) {
                changes.say_unused(&before.item, "change-gone", before.item.pages);
            }
        }
        if changes.said.is_empty() && said.is_some_and(|said| facts.reworded(said)) {
            changes.said.push(changes.phrases.say("change-words", &[]));
        }
        changes.said
    }
}

/// Changes in the office's words.
struct Changes<'a> {
    phrases: &'a Phrases,
    said: Vec<String>,
}

impl Changes<'_> {
    fn new_item(&mut self, item: &PublishedItem) {
        let with = [("item", item.number.as_str()), ("title", &item.title)];
        let said = self.phrases.say("change-new", &with);
        self.said.push(self.phrases.with_pages(&said, item.pages));
    }

    /// Says something of an item.
    fn tell(&mut self, item: &PublishedItem, what: &str) {
        let with = [
            ("item", item.number.as_str()),
            ("title", &item.title),
            ("what", what),
        ];
        self.said.push(self.phrases.say("change", &with));
    }

    fn say(&mut self, item: &PublishedItem, phrase: &str) {
        self.tell(item, &self.phrases.say(phrase, &[]));
    }

    /// Says something of an item, and where it stands.
    fn say_where(&mut self, item: &PublishedItem, phrase: &str) {
        let said = self.phrases.say(phrase, &[]);
        self.tell(item, &self.phrases.with_pages(&said, item.pages));
    }

    /// Says something of an item, and that pages it had are gone.
    fn say_unused(&mut self, item: &PublishedItem, phrase: &str, gone: Option<PageRange>) {
        let said = self.phrases.say(phrase, &[]);
        self.tell(item, &self.phrases.with_unused(&said, gone));
    }

    fn item(&mut self, standing: &Standing, now: &PublishedItem) {
        let before = &standing.item;
        if before.number != now.number {
            let with = [("number", before.number.as_str())];
            self.tell(now, &self.phrases.say("change-number", &with));
        }
        if before.title != now.title {
            let with = [("title", before.title.as_str())];
            self.tell(now, &self.phrases.say("change-title", &with));
        }
        match (has_papers(before), has_papers(now)) {
            (false, false) if before.state != now.state => self.say(now, state(now)),
            (false, false) => {}
            (true, false) if now.state.is_some() => {
                self.say_unused(now, state(now), before.pages);
            }
            (true, false) => self.say_unused(now, "change-papers-gone", before.pages),
            (false, true) if now.withheld => self.say(now, "change-members"),
            (false, true) => self.say_where(now, followed(before)),
            (true, true) => self.papers(standing, now),
        }
    }

    /// Says who may see the papers now, and which of those that are in this edition have changed.
    fn papers(&mut self, standing: &Standing, now: &PublishedItem) {
        let before = &standing.item;
        match (is_closed(before), is_closed(now)) {
            (true, false) => self.say_where(now, "change-opened"),
            (false, true) => self.say(now, "change-withheld"),
            _ => {}
        }
        if let Some(number) = standing.supplement.filter(|_| !now.withheld) {
            let number = number.to_string();
            let with = [("number", number.as_str())];
            let said = self.phrases.say("change-supplement", &with);
            self.tell(now, &self.phrases.with_pages(&said, now.pages));
        }
        if !before.withheld && !now.withheld {
            self.parts(before, now);
        }
    }

    /// Says which papers were replaced, added and taken out.
    fn parts(&mut self, before: &PublishedItem, now: &PublishedItem) {
        let (old, new) = (papers(before), papers(now));
        let old: Vec<PublishedPart> = old.into_iter().cloned().collect();
        let alike: Vec<Part> = new.iter().map(|part| Part::of(part)).collect();
        let again = same_parts(&old, &alike);
        let only = old.len() == 1 && new.len() == 1;
        for (part, before) in new.iter().zip(&again) {
            let (said, gone) = match before.map(|at| &old[at]) {
                None => (self.part("change-added", part, false), None),
                Some(before) if before.sha256 != part.sha256 => {
                    let said = self.part("change-replaced", part, only);
                    (said, left_out(before, part, now))
                }
                Some(_) => continue,
            };
            self.tell(now, &self.phrases.with_both(&said, part.pages, gone));
        }
        for (at, part) in old.iter().enumerate() {
            if !again.contains(&Some(at)) {
                let said = self.part("change-part-gone", part, false);
                self.tell(now, &self.phrases.with_unused(&said, Some(part.pages)));
            }
        }
    }

    /// Says something of a part: of the only one there is without its title.
    fn part(&self, phrase: &str, part: &PublishedPart, only: bool) -> String {
        let name = match part.kind {
            PieceKind::Appendix => "change-appendix",
            _ => "change-paper",
        };
        let untitled = only || part.title.is_empty();
        let part = self
            .phrases
            .either(name, untitled, &[("title", &part.title)]);
        self.phrases.say(phrase, &[("part", &part)])
    }
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

/// Returns whether an item has papers, in this edition or in the other.
fn has_papers(item: &PublishedItem) -> bool {
    item.withheld || !papers(item).is_empty()
}

/// Returns whether the papers of an item are for members only.
fn is_closed(item: &PublishedItem) -> bool {
    item.withheld || item.exempt
}

/// Returns the phrase for why there are no papers.
fn state(now: &PublishedItem) -> &'static str {
    match now.state.as_deref() {
        Some("to follow") => "change-to-follow",
        Some("verbal") => "change-verbal",
        Some(_) => "change-withdrawn",
        None => "change-taken",
    }
}

/// Returns the phrase for papers that came, to an item that had none.
fn followed(before: &PublishedItem) -> &'static str {
    match before.state.as_deref() {
        Some("to follow") => "change-followed",
        _ => "change-papers",
    }
}

/// Returns the papers and appendices of an item.
fn papers(item: &PublishedItem) -> Vec<&PublishedPart> {
    let parts = item.parts.iter();
    parts
        .filter(|part| part.kind != PieceKind::Divider)
        .collect()
}
