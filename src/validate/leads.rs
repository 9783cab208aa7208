//! Words that lead to a row: "see", "refer to", "no. 15", "deliverable 4".

/// Verbs that lead to a row by themselves.
const VERBS: [&str; 4] = ["see", "refer", "refers", "referred"];
/// What "as" leads with: "as in 15".
const BESIDE: [&str; 3] = ["in", "under", "at"];
/// Signs before a ref where a full stop follows them.
const SIGNS: [&str; 3] = ["no", "nos", "ref"];

/// Returns whether anything in a text may lead to a row; `is_table` tells the nouns that name tables. Most texts have no such word,
/// and the pattern of references is slow.
pub(super) fn may_lead(text: &str, is_table: impl Fn(&str) -> bool) -> bool {
    let mut before = "";
    let mut pieces = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    pieces.any(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if word.is_empty() {
            return false;
        }
        let is_one = |known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
        let sign = piece.ends_with('.') && is_one(&SIGNS);
        let beside = before.eq_ignore_ascii_case("as") && is_one(&BESIDE);
        before = word;
        sign || beside || is_one(&VERBS) || is_table(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_lead_do() {
        let may = |text: &str| may_lead(text, |noun| noun.eq_ignore_ascii_case("Measure"));
        for text in [
            "See 15 below",
            "referred to 5C01",
            "as\nunder 3",
            "(No. 15)",
            "Nos.3 and 4",
            "measure 3",
        ] {
            assert!(may(text), "{text}");
        }
        for text in [
            "12 June",
            "no 15 were seen at 3 measures",
            "as 15 refereed in 3",
            "the number 1 priority. Now 4",
            "",
        ] {
            assert!(!may(text), "{text}");
        }
    }
}
