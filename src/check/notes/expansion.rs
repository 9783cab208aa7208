//! Words that an abbreviation is made of.

use super::word::Word;

/// Words that give an abbreviation no letter, or one.
const SMALL: [&str; 17] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "s", "the",
    "to", "with",
];

/// Returns whether a word may be passed over in an abbreviation.
pub fn is_small(folded: &str) -> bool {
    SMALL.contains(&folded)
}

/// Finds the words just before a place that an abbreviation is made of: the fewest that will do.
pub fn before<'w, 't>(words: &'w [Word<'t>], key: &str) -> Option<&'w [Word<'t>]> {
    let runs = |most: usize| (2..=most.min(words.len())).map(|count| &words[words.len() - count..]);
    fewest(key, runs)
}

/// Finds the words just after a place that an abbreviation is made of; small words may come first.
pub fn after<'w, 't>(words: &'w [Word<'t>], key: &str) -> Option<&'w [Word<'t>]> {
    let first = words
        .iter()
        .take(2)
        .take_while(|word| is_small(&word.folded()));
    (0..=first.count()).find_map(|from| {
        let rest = &words[from..];
        let runs = |most: usize| (2..=most.min(rest.len())).map(|count| &rest[..count]);
        fewest(key, runs)
    })
}

/// Finds the first run that gives an abbreviation a letter a word; or else the first where some words give two, as
/// "antisocial" does for `ASB`.
fn fewest<'w, 't: 'w, R: Iterator<Item = &'w [Word<'t>]>>(
    key: &str,
    runs: impl Fn(usize) -> R,
) -> Option<&'w [Word<'t>]> {
    let letters = letters(key);
    let most = letters.len() * 2 + 2;
    let first = |more: bool| runs(most).find(|run| makes(run, &letters, more));
    first(false).or_else(|| first(true))
}

/// Finds the name just before a place that an abbreviation is of, though it does not give each of its letters.
///
/// Both begin with one letter, and end with one: `Joint Patrol Unit` for `JPXU`.
pub fn name_before<'w, 't>(words: &'w [Word<'t>], key: &str) -> Option<&'w [Word<'t>]> {
    let letters = letters(key);
    let named =
        |word: &&Word<'_>| word.text.starts_with(char::is_uppercase) || is_small(&word.folded());
    let most = words
        .iter()
        .rev()
        .take(letters.len() + 4)
        .take_while(named)
        .count();
    let runs = (2..=most).map(|count| &words[words.len() - count..]);
    runs.into_iter().find(|run| is_name_of(run, &letters))
}

fn is_name_of(run: &[Word<'_>], letters: &[char]) -> bool {
    let words: Vec<String> = run.iter().map(Word::folded).collect();
    let first: Vec<char> = words
        .iter()
        .filter(|word| !is_small(word))
        .filter_map(|word| word.chars().next())
        .collect();
    let ends = words.first().zip(words.last());
    let ends = ends.is_some_and(|(one, last)| {
        letters
            .first()
            .is_some_and(|letter| one.starts_with(*letter))
            && letters
                .last()
                .is_some_and(|letter| last.starts_with(*letter))
    });
    ends && first.len() > 1
        && (within(&first, letters.iter().copied()) || within(letters, words.concat().chars()))
}

/// Returns whether letters stand in others in their order.
fn within(few: &[char], mut many: impl Iterator<Item = char>) -> bool {
    few.iter().all(|letter| many.any(|other| other == *letter))
}

/// Returns what an expansion says, whatever its case, hyphens, plurals and small words.
pub fn fold(words: &[Word<'_>]) -> String {
    let one = |word: &Word<'_>| {
        let folded = word.folded().replace('z', "s");
        match is_small(&folded) {
            true => String::new(),
            false => folded.strip_suffix('s').unwrap_or(&folded).to_owned(),
        }
    };
    words.iter().map(one).collect()
}

/// The letters of an abbreviation, in small letters.
fn letters(key: &str) -> Vec<char> {
    let letters = key.chars().filter(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Returns whether words give the letters: each word its first, and where `more` may be its first and another; the first
/// and the last word are no small ones.
fn makes(words: &[Word<'_>], letters: &[char], more: bool) -> bool {
    let folded: Vec<(String, bool)> = words
        .iter()
        .map(|word| (word.folded(), word.joined))
        .collect();
    let ends = [folded.first(), folded.last()];
    let whole = ends
        .iter()
        .all(|end| end.is_some_and(|(word, _)| !is_small(word)));
    whole && gives(&folded, letters, more)
}

fn gives(words: &[(String, bool)], letters: &[char], two: bool) -> bool {
    let Some(((word, joined), rest)) = words.split_first() else {
        return letters.is_empty();
    };
    if (is_small(word) || *joined) && gives(rest, letters, two) {
        return true;
    }
    let Some((first, more)) = letters.split_first() else {
        return false;
    };
    let mut inside = word.chars();
    if inside.next() != Some(*first) {
        return false;
    }
    let mut second = || more.first().is_some_and(|next| inside.any(|c| c == *next));
    gives(rest, more, two) || (two && second() && gives(rest, &more[1..], two))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    fn said(line: &str, key: &str) -> Option<String> {
        let words = words(line);
        let run = before(&words, key)?;
        Some(line[run[0].start..run[run.len() - 1].end()].to_owned())
    }

    #[test]
    fn the_fewest_words_before_an_abbreviation_are_what_it_says() {
        for (line, key, whole) in [
            (
                "support to the East Midlands Special Operations Unit",
                "EMSOU",
                "East Midlands Special Operations Unit",
            ),
            (
                "killed, Killed or seriously injured",
                "KSI",
                "Killed or seriously injured",
            ),
            (
                "people killed or seriously injured",
                "KSI",
                "killed or seriously injured",
            ),
            ("less antisocial behaviour", "ASB", "antisocial behaviour"),
            ("less Anti-social Behaviour", "ASB", "Anti-social Behaviour"),
            ("the Local Alcohol Area Action plan", "LAAA2", ""),
            (
                "the Local Alcohol Action Area",
                "LAAA2",
                "Local Alcohol Action Area",
            ),
            (
                "the Office of the Police and Crime Commissioner",
                "OPCC",
                "Office of the Police and Crime Commissioner",
            ),
            (
                "the Department for Transport",
                "DFT",
                "Department for Transport",
            ),
            (
                "Regional Crime Co-ordination",
                "RCC",
                "Regional Crime Co-ordination",
            ),
            ("Special Operations Unit - Special Branch", "EMSOU", ""),
            ("of crime groups", "OCG", ""),
        ] {
            assert_eq!(said(line, key).unwrap_or_default(), whole, "{line}");
        }
    }

    #[test]
    fn a_name_may_have_other_letters_between_its_first_and_its_last() {
        let said = |line: &str, key: &str| name_before(&words(line), key).map(<[_]>::len);
        assert_eq!(said("with the Joint Patrol Unit", "JPXU"), Some(3));
        assert_eq!(said("The Junior Police Exchange Union", "JPXU"), Some(4));
        assert_eq!(said("Head of Community Safety", "CSP"), None);
        assert_eq!(
            said("Special Operations Unit Special Branch", "EMSOU"),
            None
        );
        assert_eq!(said("joint patrol unit", "JPXU"), None);
    }

    #[test]
    fn words_after_an_abbreviation_may_begin_with_an_article() {
        let line = "the National Farmers Union speaks for them";
        let found = after(&words(line), "NFU").map(|run| run.len());
        assert_eq!(found, Some(3));
        assert_eq!(after(&words("the farmers"), "NFU"), None);
    }

    #[test]
    fn expansions_are_alike_whatever_their_look() {
        let alike = |one: &str, two: &str| fold(&words(one)) == fold(&words(two));
        assert!(alike("Anti-Social Behaviour", "antisocial behaviour"));
        assert!(alike("Organised Crime Groups", "organized crime group"));
        assert!(alike(
            "Serious and Organised Crime",
            "Serious & Organised Crime"
        ));
        assert!(!alike(
            "Special Operations Unit",
            "Specialist Operations Unit"
        ));
    }
}
