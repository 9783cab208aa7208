//! What a revision changed against what was published, in plain sentences.

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
        for (item, before) in now.iter().zip(&again) {
            match before {
                Some(at) => changes.item(&standing[*at].item, item),
                None => changes.new_item(item),
            }
        }
        for (at, before) in standing.iter().enumerate() {
            if !before.gone && !again.contains(&Some(at)) {
                changes.say(&before.item, "change-gone");
            }
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

    fn item(&mut self, before: &PublishedItem, now: &PublishedItem) {
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
            (true, false) if now.state.is_some() => self.say(now, state(now)),
            (true, false) => self.say(now, "change-papers-gone"),
            (false, true) if now.withheld => self.say(now, "change-members"),
            (false, true) => self.say_where(now, followed(before)),
            (true, true) => self.papers(before, now),
        }
    }

    /// Says who may see the papers now, and which of those that are in this edition have changed.
    fn papers(&mut self, before: &PublishedItem, now: &PublishedItem) {
        match (is_closed(before), is_closed(now)) {
            (true, false) => self.say_where(now, "change-opened"),
            (false, true) => self.say(now, "change-withheld"),
            _ => {}
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
            let said = match before.map(|at| &old[at]) {
                None => self.part("change-added", part, false),
                Some(before) if before.sha256 != part.sha256 => {
                    self.part("change-replaced", part, only)
                }
                Some(_) => continue,
            };
            self.tell(now, &self.phrases.with_pages(&said, Some(part.pages)));
        }
        for (at, part) in old.iter().enumerate() {
            if !again.contains(&Some(at)) {
                self.tell(now, &self.part("change-part-gone", part, false));
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
