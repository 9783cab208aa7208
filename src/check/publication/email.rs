//! E-mail addresses: outside the office's domains, or, where it names none, those that look like a person's own.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;
use crate::model::{Inline, Mark, plain};

use super::Passage;
use super::email_words::{is_first_name, is_office, is_private};
use super::finding::Finding;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b[A-Za-z0-9][A-Za-z0-9._%+'-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b)")
        .expect("a pattern")
});

/// Finds addresses in a text.
pub fn find(text: &str, domains: &[String], found: &mut Vec<Finding>) {
    if !text.contains('@') {
        return;
    }
    for address in ADDRESS.find_iter(text) {
        if is_told(address.as_str(), domains) {
            let local = address.start() + 1..address.start() + at(address.as_str());
            let words = address.range();
            found.push(Finding::new(Code::EmailAddress, text, words, Some(local)));
        }
    }
}

/// Finds addresses that stand behind the words of links.
pub fn find_links(passage: &Passage<'_>, domains: &[String], found: &mut Vec<Finding>) {
    let mut at = 0;
    for_each_link(passage.inline, &mut at, &mut |words, to| {
        let words = passage.read_at(words.start)..passage.read_at(words.end);
        let address = to.strip_prefix("mailto:").unwrap_or_default();
        let Some(address) = ADDRESS.find(address).map(|address| address.as_str()) else {
            return;
        };
        let known = |one: &Finding| {
            let inside = one.words.start >= words.start && one.words.end <= words.end;
            one.code == Code::EmailAddress && inside
        };
        if is_told(address, domains) && !words.is_empty() && !found.iter().any(known) {
            let whole = Finding::new(
                Code::EmailAddress,
                address,
                0..address.len(),
                Some(1..self::at(address)),
            );
            found.push(Finding {
                words,
                hidden: Vec::new(),
                ..whole
            });
        }
    });
}

/// Shows each link with the bytes that its words have in the plain line.
fn for_each_link(line: &[Inline], at: &mut usize, visit: &mut impl FnMut(Range<usize>, &str)) {
    for piece in line {
        match piece {
            Inline::Text(text) => *at += text.len(),
            Inline::Mark(Mark::Break) => *at += 1,
            Inline::Mark(mark) => {
                if let Mark::Link { to, of } = mark {
                    visit(*at..*at + plain(of).len(), to);
                }
                for_each_link(mark.of().unwrap_or_default(), at, visit);
            }
        }
    }
}

fn at(address: &str) -> usize {
    address.find('@').unwrap_or(address.len())
}

fn is_told(address: &str, domains: &[String]) -> bool {
    let address = address.to_ascii_lowercase();
    let (local, domain) = address.split_at(at(&address));
    let domain = domain.trim_start_matches('@');
    if domains.is_empty() {
        return is_private(domain) || is_personal(local);
    }
    !domains.iter().any(|own| is_within(domain, own))
}

/// Returns whether a domain is the office's, or a part of it.
fn is_within(domain: &str, own: &str) -> bool {
    let own = own.trim().trim_start_matches(['@', '.']);
    let own = own.to_ascii_lowercase();
    let rest = domain.strip_suffix(own.as_str());
    !own.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Returns whether an address names a person: `firstname.lastname`, with no word of an office in it.
fn is_personal(local: &str) -> bool {
    let parts: Vec<&str> = local.split('.').map(unnumbered).collect();
    let name = |part: &&str| {
        let letters = |c: char| c.is_ascii_lowercase() || "-'".contains(c);
        !part.is_empty() && part.len() < 20 && part.chars().all(letters)
    };
    let named = parts.first().is_some_and(|first| is_first_name(first));
    (2..=4).contains(&parts.len())
        && parts.iter().all(name)
        && parts.last().is_some_and(|last| last.len() > 1)
        && (named || !parts.iter().flat_map(|part| part.split('-')).any(is_office))
}

/// Leaves out the number that tells people of one name apart.
fn unnumbered(part: &str) -> &str {
    part.trim_end_matches(|c: char| c.is_ascii_digit())
}
