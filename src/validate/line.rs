//! A line of CommonMark: words, looks and links.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Inline, Mark, Origin};

/// Marks deeper than this are drawn flat: no paper needs them, and typesetters have limits.
const DEEPEST: usize = 12;

/// A line that is being read.
#[derive(Default)]
pub struct Line {
    /// The pieces being filled: the line, then marks inside it.
    open: Vec<Vec<Inline>>,
    /// The addresses of the links that are open, and where they stand.
    links: Vec<(String, Option<Origin>)>,
    /// Marks that are open, but too deep to be drawn as such.
    flat: usize,
}

impl Line {
    /// Takes an event of a line, with its place where that is known; gives back whether it was one.
    pub fn event(&mut self, event: &Event<'_>, place: impl FnOnce() -> Option<Origin>) -> bool {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(text);
            }
            Event::FootnoteReference(mark) => self.text(&format!("[^{mark}]")),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(Inline::Mark(Mark::Break)),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough) => self.start(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push((dest_url.to_string(), place()));
                self.start();
            }
            Event::End(end) => return self.end(*end),
            _ => return false,
        }
        true
    }

    fn end(&mut self, end: TagEnd) -> bool {
        match end {
            TagEnd::Strong => self.end_mark(|of| Inline::Mark(Mark::Strong { of })),
            TagEnd::Emphasis => self.end_mark(|of| Inline::Mark(Mark::Emphasis { of })),
            TagEnd::Strikethrough => self.end_mark(|of| Inline::Mark(Mark::Strike { of })),
            TagEnd::Link => {
                let (to, place) = self.links.pop().unwrap_or_default();
                self.end_mark(|of| link(to, of, place));
            }
            _ => return false,
        }
        true
    }

    /// Returns the line, and starts the next.
    pub fn take(&mut self) -> Vec<Inline> {
        self.open.drain(..).flatten().collect()
    }

    /// Adds words; what stands on lines of its own stays so.
    pub fn text(&mut self, text: &str) {
        let mut parts = text.split('\n').filter(|part| !part.is_empty());
        if let Some(first) = parts.next() {
            self.push(Inline::Text(first.to_owned()));
        }
        for part in parts {
            self.push(Inline::Mark(Mark::Break));
            self.push(Inline::Text(part.to_owned()));
        }
    }

    fn push(&mut self, piece: Inline) {
        let line = self.last();
        match (piece, line.last_mut()) {
            (Inline::Text(text), Some(Inline::Text(before))) => before.push_str(&text),
            (piece, _) => line.push(piece),
        }
    }

    fn last(&mut self) -> &mut Vec<Inline> {
        if self.open.is_empty() {
            self.open.push(Vec::new());
        }
        self.open.last_mut().expect("just made sure")
    }

    fn start(&mut self) {
        // What a mark stands in must be open before it.
        self.last();
        if self.open.len() > DEEPEST {
            self.flat += 1;
        } else {
            self.open.push(Vec::new());
        }
    }

    fn end_mark(&mut self, mark: impl FnOnce(Vec<Inline>) -> Inline) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let of = self.open.pop().unwrap_or_default();
        self.last().push(mark(of));
    }
}

/// Returns whether a link may be kept: to the web or to a mail address.
pub fn safe_link(to: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| to.to_lowercase().starts_with(scheme))
}

/// Makes a link or a cross-reference, or only its words where it leads nowhere safe.
fn link(to: String, of: Vec<Inline>, place: Option<Origin>) -> Inline {
    if safe_link(&to) {
        return Inline::Mark(Mark::Link { to, of });
    }
    match to.strip_prefix('#') {
        Some(name) if !name.is_empty() => Inline::Mark(Mark::Refer {
            to: name.to_owned(),
            noun: String::new(),
            number: String::new(),
            begins: false,
            of,
            place: place.map(Box::new),
        }),
        _ => Inline::Text(crate::model::plain(&of)),
    }
}
