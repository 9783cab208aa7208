//! CommonMark in, the parts of a body out.

mod fence;
mod grid;
mod image;
mod list;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, Grid, Inline, Origin, Part, RichText, plain};

use super::attributes::{Attributes, attributes};
use super::ground::Ground;
use super::names::Names;
use crate::validate::commonmark::DEEPEST;
use crate::validate::line::Line;
use list::List;

/// A part of a text before it is numbered.
pub struct Parsed {
    /// The part; items of its lists have their names in place of ids.
    pub part: Part,
    /// What is said of it in braces.
    pub said: Attributes,
}

/// A note that is written out in the text.
pub struct Written {
    /// Its mark.
    pub mark: String,
    /// What it says.
    pub text: RichText,
    /// Where it stands.
    pub origin: Origin,
}

/// A text as it was read.
#[derive(Default)]
pub struct Text {
    /// Its parts.
    pub parts: Vec<Parsed>,
    /// Its notes.
    pub notes: Vec<Written>,
    /// Charts, by the part that stands for each.
    pub charts: Vec<Fence>,
}

/// What stands in a fence ```` ```chart ````.
pub struct Fence {
    /// How many parts stand before it.
    pub at: usize,
    /// Its text, after as many empty lines as stand above it in the file.
    pub toml: String,
    /// What is said of it in braces.
    pub said: Attributes,
    /// Where it stands.
    pub origin: Origin,
}

/// Reads a text.
pub fn parse(ground: &Ground, names: &mut Names, out: &mut Diagnostics) -> Text {
    let options =
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader {
        ground,
        names,
        out,
        text: Text::default(),
        open: Vec::new(),
        lists: Vec::new(),
        skipped: 0,
        line: Line::default(),
        start: None,
        places: Vec::new(),
        grid: None,
        heads: 0,
        is_caption: false,
        image: None,
        images: Vec::new(),
        fence: None,
        note: None,
    };
    for (event, range) in Parser::new_ext(&ground.text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.text
}

/// What is open while events come in.
struct Reader<'a> {
    ground: &'a Ground,
    names: &'a mut Names,
    out: &'a mut Diagnostics,
    text: Text,
    /// The rich texts being filled: items of lists, quotes, notes.
    open: Vec<RichText>,
    lists: Vec<List>,
    /// Lists and quotes that are open, but too deep to be drawn as such.
    skipped: usize,
    line: Line,
    /// Where the line starts.
    start: Option<Range<usize>>,
    /// The places of the lines of the part that is open.
    places: Vec<Origin>,
    grid: Option<Grid>,
    /// How many headings the table has so far.
    heads: usize,
    /// Whether the table's last row is its caption, right below it.
    is_caption: bool,
    /// The image whose words are being read.
    image: Option<OpenImage>,
    /// The images of the line.
    images: Vec<OpenImage>,
    fence: Option<(String, String, Range<usize>)>,
    note: Option<(String, Range<usize>)>,
}

/// An image before it is known to stand alone.
struct OpenImage {
    file: String,
    title: String,
    alt: String,
    origin: Origin,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some((_, code, _)) = &mut self.fence {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => self.end_fence(),
                _ => {}
            }
            return;
        }
        if self.image.is_some() {
            return self.in_image(&event);
        }
        if is_remark(&event) {
            return;
        }
        let event = without_breaks(event);
        let ground = self.ground;
        let starts = !matches!(event, Event::End(_) | Event::SoftBreak);
        if self
            .line
            .event(&event, || Some(ground.origin(range.clone())))
        {
            if starts && self.start.is_none() {
                self.start = Some(range.clone());
            }
            if let Event::Html(text) | Event::InlineHtml(text) = event
                && text.trim_start().starts_with('<')
                && !text.trim_start().starts_with("</")
            {
                self.say_html(range);
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::List(_) | Tag::BlockQuote(_) if self.open.len() >= DEEPEST => {
                self.end_paragraph();
                self.skipped += 1;
            }
            Tag::List(start) => {
                self.end_paragraph();
                self.lists.push(List {
                    start,
                    items: Vec::new(),
                    names: Vec::new(),
                });
            }
            Tag::Item if self.skipped == 0 => {
                self.open.push(RichText::default());
                if let Some(list) = self.lists.last_mut() {
                    list.names.push(String::new());
                }
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.end_paragraph();
                self.open.push(RichText::default());
                if let Tag::FootnoteDefinition(mark) = tag {
                    self.note = Some((mark.to_string(), range));
                }
            }
            Tag::Heading { .. } => self.end_paragraph(),
            Tag::Image {
                dest_url, title, ..
            } => self.start_image(&dest_url, &title, range),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.end_paragraph();
                self.fence = Some((info.trim().to_owned(), String::new(), range));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.end_paragraph();
                self.fence = Some((String::new(), String::new(), range));
            }
            Tag::Table(sides) => self.start_grid(&sides),
            Tag::TableRow => {
                self.is_caption = grid::is_caption(&self.ground.text[range.clone()]);
                if let Some(grid) = &mut self.grid {
                    grid.rows.push(Vec::new());
                }
                self.say_lost_cells(range);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::List(_) | TagEnd::BlockQuote(_) if self.skipped > 0 => {
                self.end_paragraph();
                self.skipped -= 1;
            }
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item if self.skipped == 0 => {
                self.end_paragraph();
                if let (Some(item), Some(list)) = (self.open.pop(), self.lists.last_mut()) {
                    list.items.push(item);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                let of = self.open.pop().unwrap_or_default();
                self.block(Block::Quote { of }, Attributes::default());
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::TableCell => self.end_cell(range),
            TagEnd::Table => self.end_grid(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_paragraph(),
            _ => {}
        }
    }

    /// Ends a line and returns it, with what is said of it in braces; its place is kept.
    fn end_line(&mut self) -> (Vec<Inline>, Attributes) {
        let mut of = self.line.take();
        let start = self.start.take();
        let place = self.ground.origin(start.unwrap_or(0..0));
        let said = attributes(&mut of, &place, self.names, self.out);
        self.places.push(place);
        (of, said)
    }

    fn end_paragraph(&mut self) {
        let images = std::mem::take(&mut self.images);
        if self.start.is_none() && images.is_empty() {
            self.line.take();
            return;
        }
        let (of, said) = self.end_line();
        let is_blank = plain(&of).trim().is_empty() && !has_reference(&of);
        match (is_blank, images.len()) {
            (true, 0) => {
                self.places.pop();
            }
            (true, 1) if self.open.is_empty() => {
                self.places.pop();
                images
                    .into_iter()
                    .for_each(|image| self.figure(image, said.clone()));
            }
            _ => {
                images.iter().for_each(|image| self.say_astray(image));
                self.name_item(&said);
                self.block(Block::Paragraph { of }, said);
            }
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let (of, said) = self.end_line();
        let words = plain(&of);
        if words.trim().is_empty() {
            self.places.pop();
            return;
        }
        // A heading without words is no heading, though a note may be cited there.
        if is_mark(words.trim()) {
            return self.block(Block::Paragraph { of }, said);
        }
        self.block(Block::Heading { of }, said);
        if let (true, Some(last)) = (self.open.is_empty(), self.text.parts.last_mut()) {
            last.part.level = Some(level as u8);
        }
    }

    fn end_note(&mut self) {
        self.end_paragraph();
        let text = self.open.pop().unwrap_or_default();
        let Some((mark, range)) = self.note.take() else {
            return;
        };
        self.places.clear();
        let origin = self.ground.origin(range);
        self.text.notes.push(Written { mark, text, origin });
    }

    fn block(&mut self, block: Block, said: Attributes) {
        if let Some(inside) = self.open.last_mut() {
            inside.0.push(block);
            return;
        }
        let places = std::mem::take(&mut self.places);
        if places.is_empty() {
            return;
        }
        self.text.parts.push(Parsed {
            part: Part {
                block,
                level: None,
                number: None,
                id: None,
                called: None,
                places,
            },
            said,
        });
    }
}

/// HTML.
impl Reader<'_> {
    fn say_html(&mut self, range: Range<usize>) {
        let words = self.ground.text[range.clone()].trim().to_owned();
        let first = words.lines().next().unwrap_or_default();
        self.out
            .add(Code::HtmlPrinted, self.ground.origin(range), format!("`{first}` is printed as it stands: HTML means nothing here"))
            .hint("use `**bold**`, `*italic*`, `# heading` and lists; write `\\<` where the sign itself is meant");
    }
}

/// A `<br>` breaks the line: tables in Markdown have no other way.
fn without_breaks(event: Event<'_>) -> Event<'_> {
    let is_break = |text: &str| {
        let inside = text.trim().to_lowercase();
        matches!(&*inside, "<br>" | "<br/>" | "<br />")
    };
    match event {
        Event::InlineHtml(text) if is_break(&text) => Event::HardBreak,
        other => other,
    }
}

/// Remarks to other authors are no text.
fn is_remark(event: &Event<'_>) -> bool {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => {
            let text = text.trim();
            text.starts_with("<!--") && text.ends_with("-->")
        }
        _ => false,
    }
}

/// Whether words are a note's mark and nothing else.
fn is_mark(words: &str) -> bool {
    words.starts_with("[^") && words.find(']') == Some(words.len() - 1)
}

/// A line that is only a cross-reference has no words yet.
fn has_reference(of: &[Inline]) -> bool {
    of.iter().any(|piece| matches!(piece, Inline::Mark(mark) if matches!(mark, crate::model::Mark::Refer { .. }) || mark.of().is_some_and(has_reference)))
}
