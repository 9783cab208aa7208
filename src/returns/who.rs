//! Who is asked for a line: the names that stand in its cell.

use std::collections::BTreeMap;

use super::officers::{Officers, fold};

/// What stands in a cell where nobody leads yet.
const NOBODY: [&str; 11] = [
    "tbc", "tbd", "tba", "n/a", "na", "none", "nobody", "vacant", "vacancy", "-", "–",
];

/// The names that the office knows: those of its list, and those that stand alone somewhere in its papers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Names as they are shown, by their folded form.
    known: BTreeMap<String, String>,
}

impl Names {
    /// Takes the texts of all cells; names of the list are shown as the list has them.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str>, officers: &Officers) -> Self {
        let mut known = BTreeMap::new();
        for text in texts.filter(|text| !text.contains([',', ';', '/', '&', '|', '\n'])) {
            let listed = officers.find(text).map(|officer| officer.name.clone());
            known
                .entry(fold(text))
                .or_insert_with(|| listed.unwrap_or_else(|| text.trim().to_owned()));
        }
        for officer in officers.names() {
            known.insert(fold(officer), officer.to_owned());
        }
        Self { known }
    }

    /// Returns the names that stand in a cell, each once; none where nobody leads.
    ///
    /// A name that is known as a whole is one name, whatever signs it has in it: `Head of Estates, North`.
    pub fn of(&self, text: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.parts(text) {
            let name = self
                .known
                .get(&fold(name))
                .cloned()
                .unwrap_or_else(|| shown(name));
            if !NOBODY.contains(&&*fold(&name))
                && !name.is_empty()
                && !names.iter().any(|other| fold(other) == fold(&name))
            {
                names.push(name);
            }
        }
        names
    }

    fn parts<'t>(&self, text: &'t str) -> Vec<&'t str> {
        if self.is_known(text) || NOBODY.contains(&&*fold(text)) {
            return vec![text];
        }
        const BETWEEN: [char; 4] = [';', '\n', '|', '/'];
        if text.contains(BETWEEN) {
            let parts = text.split(BETWEEN);
            return parts.flat_map(|part| self.parts(part)).collect();
        }
        // A post may have such words in its name: only names that are known by themselves stand side by side.
        let mut beside = vec![text];
        for word in [",", " & ", " and ", " with "] {
            beside = beside
                .into_iter()
                .flat_map(|part| part.split(word))
                .collect();
        }
        match beside
            .iter()
            .all(|part| self.is_known(part) || is_initials(part))
        {
            true => beside,
            false => vec![text],
        }
    }

    fn is_known(&self, text: &str) -> bool {
        self.known.contains_key(&fold(text))
    }
}

/// Returns whether a text is somebody's initials.
fn is_initials(text: &str) -> bool {
    let letters = text.trim();
    (2..=4).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_uppercase())
}

fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_cell_are_told_apart() {
        let cells = [
            "DW",
            "GM",
            "Head of Policy",
            "Head of Policy and Research",
            "Research",
        ];
        let names = Names::new(cells.into_iter(), &Officers::default());
        let of = |text: &str| names.of(text).join("|");
        assert_eq!(of("DW / GM"), "DW|GM");
        assert_eq!(of("dw and GM, DW"), "DW|GM");
        assert_eq!(
            of("Head of Policy and Research"),
            "Head of Policy and Research"
        );
        assert_eq!(of("Head of Estates and Fleet"), "Head of Estates and Fleet");
        assert_eq!(of("TBC"), "");
        assert_eq!(of("N/A"), "");
        assert_eq!(of("Superintendent,  North"), "Superintendent, North");
        assert_eq!(of("Head of Policy, GM"), "Head of Policy|GM");
        assert_eq!(of("AB, CD"), "AB|CD");
    }
}
