//! What the pack may claim of itself.

use crate::join::{Claims, Hindrance};

/// The levels of PDF/A-2, from the lowest.
const LEVELS: [char; 3] = ['b', 'u', 'a'];

/// What all parts claim.
#[derive(Default)]
pub struct Standing {
    parts: usize,
    /// The lowest level of PDF/A-2 so far.
    level: Option<usize>,
    not_ua: Vec<String>,
    not_archival: Vec<String>,
    headings: [bool; 2],
    own: Vec<Hindrance>,
    /// Whether a part needs PDF 2.0.
    pub newer: bool,
}

impl Standing {
    /// Takes in what a part claims, under its title.
    pub fn unite(&mut self, title: &str, claims: &Claims) {
        if claims.ua != Some(1) || !claims.tagged {
            let said = format!("`{title}` does not claim PDF/UA-1");
            self.not_ua.push(said);
        }
        match claims.archival {
            Some((2, level)) => {
                let level = level.to_ascii_lowercase();
                let level = LEVELS.iter().position(|known| *known == level);
                let level = level.unwrap_or_default();
                self.level = Some(self.level.map_or(level, |lowest| lowest.min(level)));
            }
            Some((part, _)) => {
                let said = format!("`{title}` claims PDF/A-{part}, not PDF/A-2");
                self.not_archival.push(said);
            }
            None => {
                let said = format!("`{title}` does not claim PDF/A-2");
                self.not_archival.push(said);
            }
        }
        self.parts += 1;
    }

    /// Takes in which headings a part has: those without a level, those with one.
    pub fn unite_headings(&mut self, headings: [bool; 2]) {
        self.headings[0] |= headings[0];
        self.headings[1] |= headings[1];
    }

    /// Says that stamps have no colour profile.
    pub fn without_profile(&mut self) {
        let said = "stamps have no colour profile, as no paper has one";
        self.not_archival.push(said.to_owned());
        self.own.push(Hindrance::NoProfile);
    }

    /// Takes in what keeps the pack as a whole from the standards.
    fn unite_own(&mut self) {
        if self.headings == [true, true] {
            let said = "headings with and without levels (`H` and `H1`) stand in one PDF";
            self.not_ua.push(said.to_owned());
            self.own.push(Hindrance::MixedHeadings);
        }
        if self.newer {
            let said = "a paper in PDF 2.0 keeps its namespaces";
            self.not_ua.push(said.to_owned());
            self.not_archival.push(said.to_owned());
            self.own.push(Hindrance::Newer);
        }
    }

    /// Returns what the pack claims, why it does not claim more, and what of that no part says by itself.
    pub fn finish(mut self, language: &str, title: &str) -> (Claims, Vec<String>, Vec<Hindrance>) {
        self.unite_own();
        let level = self.level.filter(|_| self.not_archival.is_empty());
        let claims = Claims {
            tagged: true,
            ua: (self.parts > 0 && self.not_ua.is_empty()).then_some(1),
            archival: level.map(|level| (2, LEVELS[level])),
            language: Some(language.to_owned()),
            title: Some(title.to_owned()),
        };
        let mut reasons = self.not_ua;
        reasons.append(&mut self.not_archival);
        (claims, reasons, self.own)
    }
}
