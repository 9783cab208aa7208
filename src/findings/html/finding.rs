//! One finding on the page.

use crate::diagnostic::Excerpt;
use crate::markup::{Element, Node};
use crate::model::{Origin, cell_name};

use super::super::Finding;
use super::counts::badge;
use super::{capital, link, message};

/// So much of a long text is shown on either side of the words that are meant.
const AROUND: usize = 160;

impl Finding<'_> {
    /// Returns the finding under its number.
    pub(super) fn article(&self, number: usize) -> Element {
        let problem = self.problem;
        let heading = Element::new("h3")
            .with(
                Element::new("span")
                    .set("class", "ref")
                    .with(format!("{number}.")),
            )
            .with(" ")
            .with_all(message(&capital(&problem.message)));
        let code = format!("{}: {}", problem.code, problem.code.summary());
        let about = Element::new("p")
            .set("class", "about")
            .with(badge(self.severity))
            .with(" ")
            .with(link(&format!("#{}", problem.code), code));
        Element::new("article")
            .set("id", format!("finding-{number}"))
            .set("class", "finding")
            .with(heading)
            .with(about)
            .with_all(self.places())
            .with_all(self.quoted())
            .with_all(self.to_do())
    }

    /// Says where it stands, the nearest place first, and which line of the paper it is about.
    fn places(&self) -> Option<Element> {
        let place = self
            .problem
            .origin
            .as_ref()
            .map(|origin| fact("Where", place(origin)));
        let line = self
            .problem
            .about
            .as_ref()
            .map(|about| fact("Line", message(&capital(&about.line))));
        let facts: Vec<Element> = line.into_iter().chain(place).collect();
        (!facts.is_empty()).then(|| Element::new("dl").set("class", "known").with_all(facts))
    }

    fn quoted(&self) -> Option<Element> {
        let (_, excerpt) = self.words.as_ref()?;
        let words = Element::new("p").with_all(marked(excerpt));
        (!excerpt.text.trim().is_empty()).then(|| Element::new("blockquote").with(words))
    }

    fn to_do(&self) -> Vec<Element> {
        let what = || Element::new("strong").with("What to do:");
        match &self.problem.hints[..] {
            [] => Vec::new(),
            [hint] => vec![
                Element::new("p")
                    .with(what())
                    .with(" ")
                    .with_all(message(hint)),
            ],
            hints => {
                let items = hints
                    .iter()
                    .map(|hint| Element::new("li").with_all(message(hint)));
                vec![
                    Element::new("p").with(what()),
                    Element::new("ul").with_all(items),
                ]
            }
        }
    }
}

fn fact(name: &str, of: Vec<Node>) -> Element {
    Element::new("div")
        .with(Element::new("dt").with(name))
        .with(Element::new("dd").with_all(of))
}

fn place(origin: &Origin) -> Vec<Node> {
    let part = match origin {
        Origin::File { .. } => None,
        Origin::Text { line, column, .. } => Some(format!("line {line}, column {column}")),
        Origin::Line { line, field, .. } => Some(format!("line {line}, field {field}")),
        Origin::Sheet { sheet, .. } => Some(format!("sheet “{sheet}”")),
        Origin::Cell {
            sheet, row, column, ..
        } => Some(format!(
            "cell {}, sheet “{sheet}”",
            cell_name(*row, *column)
        )),
    };
    let file = Element::new("span")
        .set("class", "file")
        .with(origin.path());
    match part {
        Some(part) => vec![
            Element::new("strong").with(capital(&part)).into(),
            " of ".into(),
            file.into(),
        ],
        None => vec![file.into()],
    }
}

/// Returns a line with its words marked, cut at words where it is long.
fn marked(excerpt: &Excerpt) -> Vec<Node> {
    let signs: Vec<char> = excerpt.text.chars().collect();
    let start = excerpt.start.min(signs.len());
    let end = (start + excerpt.length).min(signs.len());
    let mut nodes: Vec<Node> = vec![before(&signs[..start]).into()];
    if start < end {
        let words: String = signs[start..end].iter().collect();
        nodes.push(Element::new("mark").with(words).into());
    }
    nodes.push(after(&signs[end..]).into());
    nodes
}

fn before(signs: &[char]) -> String {
    let Some(cut) = signs.len().checked_sub(AROUND).filter(|cut| *cut > 0) else {
        return signs.iter().collect();
    };
    let kept = &signs[cut..];
    let word = kept
        .iter()
        .position(|sign| sign.is_whitespace())
        .unwrap_or(0);
    format!("…{}", kept[word..].iter().collect::<String>())
}

fn after(signs: &[char]) -> String {
    if signs.len() <= AROUND {
        return signs.iter().collect();
    }
    let kept = &signs[..AROUND];
    let word = kept.iter().rposition(|sign| sign.is_whitespace());
    let text: String = kept[..word.unwrap_or(AROUND)].iter().collect();
    format!("{text} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_words_and_the_meant_words_are_whole() {
        let text = format!("{}delayed{}", "word ".repeat(100), " word".repeat(100));
        let excerpt = Excerpt {
            text,
            start: 500,
            length: 7,
        };
        let nodes = marked(&excerpt);
        let said = Element::new("p").with_all(nodes.clone()).text();
        assert!(
            said.starts_with("… word word") && said.ends_with("word …"),
            "{said}"
        );
        assert_eq!(nodes[1], Element::new("mark").with("delayed").into());
    }

    #[test]
    fn a_place_at_the_end_of_a_line_marks_nothing() {
        let excerpt = Excerpt {
            text: "a = \"b".to_owned(),
            start: 6,
            length: 1,
        };
        assert_eq!(marked(&excerpt).len(), 2);
    }
}
