//! The pages of `docs/problems.md`, which the program carries: what each code means, why it matters, how to mend it.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

const TEXT: &str = include_str!("../../docs/problems.md");

/// What is said of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// What stands below its heading, in Markdown.
    pub markdown: &'static str,
}

/// Codes that begin with the same two digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How they begin, such as `BP03`.
    pub begins: String,
    /// What they are about.
    pub about: &'static str,
    /// The codes.
    pub codes: Vec<Code>,
}

impl Page {
    /// Finds the page of a code; every code has one.
    pub fn of(code: Code) -> Self {
        let heading = format!("\n## {code} ");
        let after = TEXT.split_once(&heading).map_or("", |(_, rest)| rest);
        let below = after.split_once('\n').map_or("", |(_, below)| below);
        let page = below.split("\n## ").next().unwrap_or_default();
        Self {
            code,
            markdown: page.trim(),
        }
    }

    /// Returns where the page stands in the documents, as a link.
    pub fn link(self) -> String {
        let heading = format!("{} {}", self.code, self.code.summary()).to_lowercase();
        let kept = heading.chars().filter_map(|sign| match sign {
            ' ' => Some('-'),
            sign if sign.is_alphanumeric() || sign == '-' || sign == '_' => Some(sign),
            _ => None,
        });
        format!("docs/problems.md#{}", kept.collect::<String>())
    }
}

/// Lists all codes by what they are about.
pub fn groups() -> Vec<Group> {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^\| `(BP\d\d)xx` \| (.+) \|$").expect("a pattern"));
    let group = |found: regex::Captures<'static>| {
        let begins = found[1].to_owned();
        let codes = Code::ALL.iter().copied();
        Group {
            codes: codes
                .filter(|code| code.to_string().starts_with(&begins))
                .collect(),
            about: found.get(2).map_or("", |about| about.as_str()),
            begins,
        }
    };
    LINE.captures_iter(TEXT).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_and_a_group() {
        let grouped: Vec<Code> = groups().into_iter().flat_map(|group| group.codes).collect();
        assert_eq!(grouped, Code::ALL);
        for code in Code::ALL {
            let page = Page::of(*code);
            assert!(page.markdown.starts_with("**"), "{code}");
            assert!(!page.markdown.contains("\n## "), "{code}");
            assert!(
                TEXT.contains(&format!("\n## {code} {}\n", code.summary())),
                "the heading of {code} says what the code stands for"
            );
        }
    }

    #[test]
    fn links_lead_to_headings_as_they_are_shown_on_the_web() {
        assert_eq!(
            Page::of(Code::StatusFromFill).link(),
            "docs/problems.md#bp0311-a-status-was-read-from-a-cells-fill"
        );
    }
}
