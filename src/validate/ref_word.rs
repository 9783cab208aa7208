//! Words before refs: `Item 5` in a column of items.

/// Words that people write before a number, where its column says them already.
const BEFORE: [&str; 4] = ["agenda item", "item", "number", "no"];

/// Returns `5` of `Item 5`, `Agenda Item 5` and `No. 5`.
pub fn without_word(text: &str) -> &str {
    let rest = BEFORE.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        let apart = rest.starts_with(|c: char| c.is_whitespace() || c == '.' || c == '(');
        (apart && start.eq_ignore_ascii_case(word)).then_some(rest)
    });
    let rest = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.'));
    // `No decision` is no number.
    let numbered =
        |rest: &&str| rest.starts_with('(') || rest.contains(|c: char| c.is_ascii_digit());
    rest.filter(numbered).unwrap_or(text)
}
