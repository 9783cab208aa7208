//! Links whose words do not say where they lead.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::check::Passage;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Inline, Mark, plain, plain_signs};

/// What says nothing of the place that it leads to, in English and in Welsh.
const HOLLOW: [&str; 37] = [
    "access here",
    "available here",
    "cliciwch yma",
    "click",
    "click here",
    "click this link",
    "continue reading",
    "dolen",
    "find out more",
    "follow this link",
    "found here",
    "further information",
    "here",
    "hyperlink",
    "learn more",
    "link",
    "link here",
    "mae yma",
    "more",
    "more details",
    "more info",
    "more information",
    "mwy",
    "mwy o wybodaeth",
    "read more",
    "see here",
    "see link",
    "this",
    "this link",
    "this page",
    "this web page",
    "this webpage",
    "this website",
    "url",
    "view here",
    "web link",
    "yma",
];
/// The longest address that a reader takes in, in letters.
const LONGEST: usize = 40;

/// Reports links with words that say nothing, or with a long address for words.
pub fn check(passage: &Passage<'_>, out: &mut Diagnostics) {
    let mut at = 0;
    links(passage.inline, &mut at, &mut |start, words| {
        let (message, hint) = if is_hollow(words) {
            let message = format!("the link `{}` does not say where it leads", words.trim());
            (
                message,
                "link the words that name it instead, such as the title of the paper or the page",
            )
        } else if is_long_address(words) {
            let message = "a long address is shown instead of words".to_owned();
            (
                message,
                "link words that name what it leads to, as in `[Delivery Plan 2018-19](https://…)`; in a workbook, link the cell",
            )
        } else {
            return;
        };
        let place = passage.read_at(start)..passage.read_at(start + words.len());
        passage
            .report(Code::LinkText, place, message, out)
            .hint(hint);
    });
}

/// Shows the words of each link with the place in the text where they begin, in bytes.
fn links(line: &[Inline], at: &mut usize, see: &mut impl FnMut(usize, &str)) {
    for inline in line {
        match inline {
            Inline::Text(text) => *at += text.len(),
            Inline::Mark(Mark::Break) => *at += 1,
            Inline::Mark(Mark::Link { of, .. } | Mark::Refer { of, .. }) => {
                let words = plain(of);
                see(*at, &words);
                *at += words.len();
            }
            Inline::Mark(mark) => links(mark.of().unwrap_or_default(), at, see),
        }
    }
}

fn is_hollow(words: &str) -> bool {
    static KNOWN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| HOLLOW.into_iter().collect());
    let words: Vec<String> = plain_signs(words)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    KNOWN.contains(words.join(" ").as_str())
}

/// An address is heard letter by letter; one of a site alone, such as `www.northmarch.example`, is a name.
fn is_long_address(words: &str) -> bool {
    let words = words.trim();
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| words.strip_prefix(scheme))
        .or_else(|| words.starts_with("www.").then_some(words));
    let Some(rest) = rest.filter(|rest| !rest.contains(char::is_whitespace)) else {
        return false;
    };
    let has_path = rest
        .split_once('/')
        .is_some_and(|(_, path)| !path.is_empty());
    has_path && words.chars().count() > LONGEST
}
