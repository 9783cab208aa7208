//! Links: an address, with words for it or without.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, Inline, Mark, RichText, Value};

use super::raw::Raw;
use super::value::{Expected, rich_text};

/// Reads a link, and reports what names no address.
///
/// `https://…`, `[words](https://…)`, a cell that links, or words with an address in brackets.
pub fn link(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let mut rich = rich_text(raw);
    let mut links = 0;
    rich.visit(&mut |line| links += line.iter().filter(|inline| is_link(inline)).count());
    if links == 0 {
        rich = spelt_out(&rich.plain()).or_else(|| {
            let message = format!("{} names no address: `{}`", expected.name, rich.plain().trim());
            out.add(Code::LinkWithoutAddress, raw.origin.clone(), message)
                .hint("write it as in `https://www.northmarch.example/plan` or `[The plan](https://www.northmarch.example/plan)`");
            None
        })?;
    }
    Some(Value::Rich(rich))
}

fn is_link(inline: &Inline) -> bool {
    match inline {
        Inline::Mark(Mark::Link { .. }) => true,
        Inline::Mark(mark) => mark.of().is_some_and(|of| of.iter().any(is_link)),
        Inline::Text(_) => false,
    }
}

/// Reads an address that stands as text: alone, or in brackets after words.
fn spelt_out(text: &str) -> Option<RichText> {
    let text = text.trim();
    let at = text
        .find("https://")
        .or_else(|| text.find("http://"))
        .or_else(|| text.find("mailto:"))?;
    let (words, address) = text.split_at(at);
    let address = address.trim_end_matches([')', '>', '.', ' ']);
    let words = words.trim_end_matches(['(', '<', ':', '-', '–', ' ']);
    let whole = !address.contains(char::is_whitespace);
    let of = vec![Inline::Text(
        if words.is_empty() { address } else { words }.to_owned(),
    )];
    whole.then(|| {
        let link = Mark::Link {
            to: address.to_owned(),
            of,
        };
        RichText(vec![Block::Paragraph {
            of: vec![Inline::Mark(link)],
        }])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let rich = spelt_out(text)?;
        let Block::Paragraph { of } = &rich.0[0] else {
            return None;
        };
        let Inline::Mark(Mark::Link { to, of }) = &of[0] else {
            return None;
        };
        Some((crate::model::plain(of), to.clone()))
    }

    #[test]
    fn addresses_are_read_with_their_words() {
        let plan = "https://northmarch.example/plan";
        assert_eq!(read(plan), Some((plan.into(), plan.into())));
        let with_words = read("The plan (https://northmarch.example/plan).");
        assert_eq!(with_words, Some(("The plan".into(), plan.into())));
        assert_eq!(read("The plan"), None);
        assert_eq!(read("see https://northmarch.example or ask"), None);
    }
}
