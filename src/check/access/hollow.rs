//! Words in place of a picture or a chart that say nothing of it.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, Origin, Part, folded, plain};

/// What a picture is, and not what it shows; with a number after it or without.
const KINDS: [&str; 26] = [
    "alt",
    "alt text",
    "banner",
    "bar chart",
    "chart",
    "diagram",
    "drawing",
    "figure",
    "graph",
    "graphic",
    "icon",
    "illustration",
    "image",
    "img",
    "infographic",
    "line chart",
    "line graph",
    "logo",
    "map",
    "photo",
    "photograph",
    "pic",
    "picture",
    "pie chart",
    "screenshot",
    "table",
];

/// Reports words in place of a figure that tell a reader who cannot see it nothing.
pub fn check(part: &Part, out: &mut Diagnostics) {
    match &part.block {
        Block::Figure(picture) => {
            let caption = picture.caption.as_deref().map(plain);
            let file = picture.file.rsplit('/').next().unwrap_or_default();
            let said = [
                ("its file", Some(file)),
                ("its caption", caption.as_deref()),
            ];
            report(&picture.alt, &said, &picture.named, out);
        }
        Block::Chart(chart) => {
            // Without words of its own a chart is described by its figures.
            let Some(alt) = &chart.alt else { return };
            let said = [
                ("its title", Some(chart.title.as_str())),
                ("its caption", chart.caption.as_deref()),
            ];
            report(alt, &said, part.place(), out);
        }
        _ => {}
    }
}

fn report(alt: &str, others: &[(&str, Option<&str>)], place: &Origin, out: &mut Diagnostics) {
    let words = folded(alt, "");
    // Where there are none at all, the paper was refused.
    if alt.trim().is_empty() {
        return;
    }
    let same = others.iter().find(|(_, other)| {
        let other = other.unwrap_or_default();
        let stem = other.rsplit_once('.').map_or(other, |(stem, _)| stem);
        [folded(other, ""), folded(stem, "")].contains(&words)
    });
    let message = match same {
        Some((what, _)) => format!(
            "the words in place of the figure say no more than {what}: `{}`",
            alt.trim()
        ),
        None if says_nothing(&words) => format!(
            "the words in place of the figure say nothing: `{}`",
            alt.trim()
        ),
        None => return,
    };
    out.add(Code::WordsHollow, place.clone(), message)
        .hint("say in a sentence what a reader learns from it, such as “Burglary fell in all three districts”");
}

fn says_nothing(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let bare = ["a ", "an ", "the "]
        .iter()
        .find_map(|article| bare.strip_prefix(article))
        .unwrap_or(bare);
    let ends = ["png", "jpg", "jpeg", "svg", "gif", "webp"];
    let is_file = ends.iter().any(|end| {
        words
            .strip_suffix(end)
            .is_some_and(|rest| rest.ends_with(' '))
    });
    KINDS.contains(&bare) || is_file || words.chars().filter(|c| c.is_alphabetic()).count() < 3
}
