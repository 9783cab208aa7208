//! Names and counts in the forms that people and files have them in.

/// The numbers that are written as words, from zero.
pub const NUMBER_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Counts things in words: "1 paper", "6 papers".
pub fn counted(count: usize, thing: &str) -> String {
    match count {
        1 => format!("1 {thing}"),
        _ => format!("{count} {thing}s"),
    }
}

/// Lists the first few of many names, and says how many more there are: "`a`, `b` and 5 more".
pub fn some(names: &[String], most: usize) -> String {
    match names.len().saturating_sub(most) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..most].join(", ")),
    }
}

/// Makes text fit for a file name: lower case, letters and digits, single hyphens.
pub fn slug(text: &str) -> String {
    let plain = text.to_lowercase().replace(['\'', '’'], "");
    let words = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Returns the words of a text in lower case, a space between two: letters and digits, and what else belongs to a word.
pub fn folded(text: &str, marks: &str) -> String {
    let is_apart = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        ' ' => true,
        _ => !c.is_alphanumeric() && !marks.contains(c),
    };
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_apart).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        match word.is_ascii() {
            true => {
                let start = folded.len();
                folded.push_str(word);
                folded[start..].make_ascii_lowercase();
            }
            false => folded.push_str(&word.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_the_first_few_are_listed() {
        let names: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!(some(&names, 3), "a, b, c");
        assert_eq!(some(&names, 1), "a and 2 more");
        assert_eq!(some(&[], 1), "");
    }

    #[test]
    fn slugs_are_fit_for_file_names() {
        assert_eq!(slug("APPENDIX A"), "appendix-a");
        assert_eq!(slug("Women’s  safety & trust"), "womens-safety-trust");
        assert_eq!(
            slug("Commissioner's plan: 2018/19"),
            "commissioners-plan-2018-19"
        );
    }
}
