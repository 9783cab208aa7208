//! How alike two titles are.

/// A title made ready to be compared with many.
pub struct Title {
    /// The pairs of neighbouring letters of its words, sorted.
    pairs: Vec<(char, char)>,
    /// Its words alone.
    words: String,
}

impl Title {
    /// Takes a title without its capitals and signs.
    pub fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let words = words.join(" ");
        let mut pairs: Vec<(char, char)> = words.chars().zip(words.chars().skip(1)).collect();
        pairs.sort_unstable();
        Self { pairs, words }
    }

    /// Returns how alike two titles are, from 0 to 1: the share of pairs of letters that they have in common (Sørensen's and
    /// Dice's coefficient). It bears words that were moved, and takes a time that grows with the length and not its square.
    /// None where either has no words.
    pub fn likeness(&self, other: &Self) -> Option<f64> {
        if self.words.is_empty() || other.words.is_empty() {
            return None;
        }
        if self.words == other.words {
            return Some(1.0);
        }
        let all = self.pairs.len() + other.pairs.len();
        // Two titles of the same pairs in another order are not the same title.
        Some((2.0 * self.shared(other) as f64 / all.max(1) as f64).min(0.99))
    }

    /// Returns the most that the likeness can come to.
    pub fn at_most(&self, other: &Self) -> f64 {
        let (a, b) = (self.pairs.len(), other.pairs.len());
        2.0 * a.min(b) as f64 / (a + b).max(1) as f64
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.pairs.get(i), other.pairs.get(j)) {
            i += usize::from(a <= b);
            j += usize::from(b <= a);
            shared += usize::from(a == b);
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        Title::new(a).likeness(&Title::new(b)).expect("words")
    }

    #[test]
    fn capitals_signs_and_spaces_make_no_difference() {
        assert_eq!(likeness("Patrol the port.", "Patrol  the PORT"), 1.0);
    }

    #[test]
    fn a_reworded_title_is_like_and_another_is_not() {
        let mentors = "Pay for mentors for 150 young people at risk of carrying a knife.";
        let more = "Pay for mentors for 200 young people who are at risk of carrying a knife.";
        assert!(
            likeness(mentors, more) > 0.85,
            "{}",
            likeness(mentors, more)
        );
        let bases = likeness(
            "Open a second base in Brackhaven",
            "Visit every victim of fraud",
        );
        assert!(bases < 0.4, "{bases}");
    }

    #[test]
    fn an_empty_title_is_like_none() {
        assert_eq!(Title::new("–").likeness(&Title::new("–")), None);
    }
}
