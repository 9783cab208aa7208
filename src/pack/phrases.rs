//! The office's own words for what a pack says of itself, and for what a revision changed.

use indexmap::IndexMap;

use crate::model::PageRange;

/// Phrases by their names, as `wording.toml` has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases(IndexMap<String, String>);

/// What stands in where nothing does: a part without a name could not be found.
const USUAL: [(&str, &str); 47] = [
    ("and", "and"),
    ("pack-title", "Agenda pack"),
    (
        "pack-title-supplement",
        "Supplementary agenda pack {number}",
    ),
    ("pack-title-revision", "Revised agenda pack {number}"),
    ("pack-title-restricted", "{title}, restricted"),
    ("pack-subject", "Agenda and papers"),
    ("pack-cover", "Cover"),
    ("pack-agenda", "Agenda"),
    ("pack-supplement", "Supplement {number}"),
    ("pack-revision", "Revised agenda {number}"),
    ("pack-bookmark", "{item} {title}"),
    ("pack-part", "Item {item}: {title}"),
    ("pack-layers", "Pack"),
    ("pack-scan", "Scanned page {page} of {title}: no text"),
    (
        "change-date",
        "The date of the meeting is {now}; it was {was}",
    ),
    (
        "change-time",
        "The time of the meeting is {now}; it was {was}",
    ),
    (
        "change-time-given",
        "The time of the meeting is {now}; none was given",
    ),
    (
        "change-time-gone",
        "The time of the meeting is no longer given; it was {was}",
    ),
    (
        "change-venue",
        "The venue of the meeting is {now}; it was {was}",
    ),
    (
        "change-venue-given",
        "The venue of the meeting is {now}; none was given",
    ),
    (
        "change-venue-gone",
        "The venue of the meeting is no longer given; it was {was}",
    ),
    (
        "change-words",
        "Words of the agenda were changed; its items and papers are as they were",
    ),
    ("change", "Item {item}, {title}: {what}"),
    ("change-new", "Item {item}, {title} is new"),
    (
        "change-pages",
        "{what} (page {pages})|{what} (pages {pages})",
    ),
    (
        "change-unused",
        "{what} (page {gone} is no longer used)|{what} (pages {gone} are no longer used)",
    ),
    (
        "change-shorter",
        "{pages}; page {gone} is no longer used|{pages}; pages {gone} are no longer used",
    ),
    ("change-run", "{first} to {last}"),
    ("change-gone", "no longer on the agenda"),
    ("change-number", "it was item {number}"),
    ("change-title", "it was called “{title}”"),
    ("change-papers-gone", "its papers were taken out"),
    (
        "change-withheld",
        "its papers are no longer open to the public",
    ),
    ("change-members", "it has papers now, for members only"),
    ("change-opened", "its papers are open to the public now"),
    ("change-to-follow", "its papers are to follow"),
    ("change-verbal", "it is reported verbally"),
    ("change-withdrawn", "it is withdrawn"),
    ("change-taken", "it is taken after all"),
    (
        "change-followed",
        "its papers were to follow, and are here now",
    ),
    ("change-papers", "its papers were added"),
    (
        "change-supplement",
        "its papers came in supplement {number}, and are here now",
    ),
    ("change-added", "{part} was added"),
    ("change-replaced", "{part} was replaced"),
    ("change-part-gone", "{part} was taken out"),
    ("change-paper", "the paper|the paper “{title}”"),
    ("change-appendix", "the appendix|the appendix “{title}”"),
];

impl Phrases {
    /// Takes a meeting's phrases.
    pub fn of(phrases: &IndexMap<String, String>) -> Self {
        Self(phrases.clone())
    }

    /// Returns a phrase with what is put into its braces.
    pub fn say(&self, name: &str, with: &[(&str, &str)]) -> String {
        filled(self.phrase(name), with)
    }

    /// Returns one of two phrases between which a bar stands: the first, or the other.
    pub fn either(&self, name: &str, first: bool, with: &[(&str, &str)]) -> String {
        let phrase = self.phrase(name);
        let (one, other) = phrase.split_once('|').unwrap_or((phrase, phrase));
        filled(if first { one } else { other }, with)
    }

    /// Says pages behind something.
    pub fn with_pages(&self, what: &str, pages: Option<PageRange>) -> String {
        match pages {
            Some(pages) => self.with_both(what, pages, None),
            None => what.to_owned(),
        }
    }

    /// Says pages behind something, and which pages are gone.
    pub fn with_both(&self, what: &str, pages: PageRange, gone: Option<PageRange>) -> String {
        let numbers = self.numbers(pages);
        let numbers = match gone {
            Some(gone) => self.gone("change-shorter", ("pages", &numbers), gone),
            None => numbers,
        };
        let with = [("what", what), ("pages", numbers.as_str())];
        self.either("change-pages", pages.first == pages.last, &with)
    }

    /// Says behind something which pages are gone.
    pub fn with_unused(&self, what: &str, gone: Option<PageRange>) -> String {
        match gone {
            Some(gone) => self.gone("change-unused", ("what", what), gone),
            None => what.to_owned(),
        }
    }

    fn gone(&self, name: &str, what: (&str, &str), gone: PageRange) -> String {
        let numbers = self.numbers(gone);
        let with = [what, ("gone", numbers.as_str())];
        self.either(name, gone.first == gone.last, &with)
    }

    fn numbers(&self, pages: PageRange) -> String {
        let run = self.phrase("change-run");
        let run = |first: &str, last: &str| filled(run, &[("first", first), ("last", last)]);
        pages.numbers(run, self.phrase("and"))
    }

    fn phrase(&self, name: &str) -> &str {
        let given = self.0.get(name).map(String::as_str);
        let usual = || USUAL.iter().find(|(known, _)| *known == name);
        given
            .filter(|phrase| !phrase.trim().is_empty())
            .or_else(|| usual().map(|(_, phrase)| *phrase))
            .unwrap_or_default()
    }
}

/// Fills braces in; braces in what is filled in stay as they are.
fn filled(phrase: &str, with: &[(&str, &str)]) -> String {
    let mut said = String::new();
    let mut rest = phrase;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        said.push_str(before);
        let found = with.iter().find_map(|(name, value)| {
            let behind = from[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((value, behind))
        });
        let (value, behind) = found.map_or(("{", &from[1..]), |(value, behind)| (*value, behind));
        said.push_str(value);
        rest = behind;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let with = [("item", "{title}"), ("title", "A {item}")];
        assert_eq!(filled("{item}: {title} {x", &with), "{title}: A {item} {x");
    }

    #[test]
    fn what_stands_in_is_as_the_wording_has_it() {
        let wording = include_str!("../../templates/documents/agenda/wording.toml");
        for (name, usual) in USUAL {
            let start = format!("{name} = ");
            let line = wording.lines().find(|line| line.starts_with(&start));
            let line = line.unwrap_or_else(|| panic!("no phrase `{name}`"));
            let same = line == format!("{start}\"{usual}\"");
            assert!(same || line.contains("{{ board }}"), "{line}");
        }
    }

    #[test]
    fn an_empty_phrase_leaves_no_part_without_a_name() {
        let of = |said: &str| {
            let phrases = [("pack-agenda".to_owned(), said.to_owned())];
            Phrases::of(&phrases.into_iter().collect()).say("pack-agenda", &[])
        };
        assert_eq!(
            (of("Agenda’r cyfarfod"), of(" ")),
            ("Agenda’r cyfarfod".into(), "Agenda".into())
        );
    }
}
