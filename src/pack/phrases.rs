//! The office's own words for what a pack says of itself, and for what a revision changed.

use std::sync::LazyLock;

use indexmap::IndexMap;

use crate::model::PageRange;

/// Phrases by their names, as `wording.toml` has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases(IndexMap<String, String>);

/// The phrases of agendas as they are written in English.
const WORDING: &str = include_str!("../../templates/documents/agenda/wording.toml");

/// What stands in where nothing does: a part without a name could not be found. These are said in [`WORDING`] with what only the
/// meeting knows.
const WITHOUT_MEETING: [(&str, &str); 4] = [
    ("pack-title", "Agenda pack"),
    (
        "pack-title-supplement",
        "Supplementary agenda pack {number}",
    ),
    ("pack-title-revision", "Revised agenda pack {number}"),
    ("pack-subject", "Agenda and papers"),
];

/// All that stands in, by name.
static USUAL: LazyLock<IndexMap<String, String>> = LazyLock::new(|| {
    let wording: IndexMap<String, String> = toml::from_str(WORDING).unwrap_or_default();
    let said = wording.into_iter().filter(|(_, said)| !said.contains("{{"));
    let without = WITHOUT_MEETING.map(|(name, said)| (name.to_owned(), said.to_owned()));
    said.chain(without).collect()
});

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
        given
            .filter(|phrase| !phrase.trim().is_empty())
            .or_else(|| USUAL.get(name).map(String::as_str))
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
    fn a_phrase_stands_in_for_every_one_that_the_meeting_leaves_out() {
        let wording: IndexMap<String, String> = toml::from_str(WORDING).expect("phrases");
        let of_packs = |name: &&String| name.starts_with("pack-") || name.starts_with("change");
        let names: Vec<_> = wording.keys().filter(of_packs).collect();
        assert!(names.len() > 40, "{names:?}");
        for name in names {
            let said = USUAL.get(name).expect(name);
            assert!(!said.trim().is_empty() && !said.contains("{{"), "{said}");
        }
        assert_eq!(USUAL["pack-title"], "Agenda pack");
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
