//! Links between the papers of a pack: addresses of files become places in the pack, or are taken out.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::link;

use super::source::Source;

/// A paper that links may lead to.
pub struct Target<'a> {
    /// The paper.
    pub source: &'a Source,
    /// Its place in the pack; none where nothing must be heard of it.
    pub place: Option<&'a str>,
}

/// Where the links of a paper lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The places of files in the pack, by their addresses.
    pub known: BTreeMap<String, String>,
    /// The addresses of files that are withheld.
    pub withheld: BTreeSet<String>,
}

/// Returns where the links of a paper lead; a name that two files have counts for the one that is withheld.
pub fn links(from: &Source, targets: &[Target<'_>]) -> Links {
    let mut links = Links::default();
    for target in targets {
        for address in addresses(from, target.source) {
            match target.place {
                Some(place) => {
                    links
                        .known
                        .entry(address)
                        .or_insert_with(|| place.to_owned());
                }
                None => {
                    links.withheld.insert(address);
                }
            }
        }
    }
    links
        .known
        .retain(|address, _| !links.withheld.contains(address));
    links
}

/// Returns how links of a paper may name another: along the folders, or by its bare name, with signs escaped or not.
fn addresses(from: &Source, to: &Source) -> BTreeSet<String> {
    let mut ways = Vec::new();
    if let (Some(from), Some(to)) = (&from.ours, &to.ours) {
        ways.push((from.output.as_str(), to.output.clone()));
    }
    let file = to.ours.as_ref().map_or(&to.shown, |ours| &ours.output);
    ways.push((from.shown.as_str(), to.shown.clone()));
    // A document is linked to by its own name, and by that of the PDF that others made of it.
    for name in [file.clone(), with_pdf(file)] {
        ways.push((from.shown.as_str(), name.clone()));
        ways.push(("", bare(&name).to_owned()));
    }
    let told = ways.iter().map(|(from, to)| link(from, to));
    told.flat_map(|way| [unescaped(&way), way]).collect()
}

fn bare(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn with_pdf(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => format!("{stem}.pdf"),
        _ => name.to_owned(),
    }
}

fn unescaped(way: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = way.as_bytes();
    while let [first, behind @ ..] = rest {
        let code = behind
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::known::Known;
    use super::super::source::{Content, Ours};
    use super::*;

    fn source(shown: &str, output: Option<&str>) -> Source {
        let ours = |output: &str| Ours {
            output: output.to_owned(),
            trackers: BTreeSet::new(),
        };
        Source {
            content: Content::memory(Vec::new()),
            known: Known::default(),
            password: None,
            shown: shown.to_owned(),
            was: Default::default(),
            sha256: String::new(),
            ours: output.map(ours),
            says_exempt: false,
        }
    }

    #[test]
    fn papers_of_ours_are_known_by_the_way_between_their_outputs() {
        let (a, b) = (
            source("data/2026-27/q2/a.toml", Some("2026-27/q2/a.pdf")),
            source("data/2026-27/q1/b.toml", Some("2026-27/q1/b.pdf")),
        );
        let targets = [Target {
            source: &b,
            place: Some("item-2-part-1"),
        }];
        let links = links(&a, &targets);
        assert_eq!(links.known["../q1/b.pdf"], "item-2-part-1");
    }

    #[test]
    fn other_files_are_known_by_folder_and_by_name_and_withheld_ones_win() {
        let from = source("data/meetings/papers/a.pdf", None);
        let (plan, secret, open) = (
            source("data/meetings/papers/estates plan.docx", None),
            source("data/meetings/secret/c.pdf", None),
            source("data/meetings/open/c.pdf", None),
        );
        let target = |source, place| Target { source, place };
        let links = links(
            &from,
            &[
                target(&plan, Some("p")),
                target(&open, Some("o")),
                target(&secret, None),
            ],
        );
        for address in [
            "estates%20plan.docx",
            "estates plan.pdf",
            "estates plan.docx",
        ] {
            assert_eq!(links.known[address], "p", "{address}");
        }
        assert!(links.withheld.contains("c.pdf") && links.withheld.contains("../secret/c.pdf"));
        assert_eq!(links.known["../open/c.pdf"], "o");
        assert!(!links.known.contains_key("c.pdf"));
    }
}
