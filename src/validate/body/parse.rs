//! CommonMark in, the parts of a body out.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{Block, Grid, GridColumn, Inline, Origin, Part, Picture, RichText, Side, plain};

use super::attributes::{Attributes, attributes};
use super::ground::Ground;
use super::names::Names;
use crate::validate::commonmark::{DEEPEST, commonmark};
use crate::validate::line::Line;

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
    /// Lists that are open, but too deep to be drawn as such.
    skipped: usize,
    line: Line,
    /// Where the line starts.
    start: Option<Range<usize>>,
    /// The places of the lines of the part that is open.
    places: Vec<Origin>,
    grid: Option<Grid>,
    /// How many headings the table has so far.
    heads: usize,
    /// The image whose words are being read.
    image: Option<OpenImage>,
    /// The images of the line.
    images: Vec<OpenImage>,
    fence: Option<(String, String, Range<usize>)>,
    note: Option<(String, Range<usize>)>,
}

/// A list that is open.
struct List {
    start: Option<u64>,
    items: Vec<RichText>,
    /// The names of its items; empty where an item has none.
    names: Vec<String>,
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
            Tag::List(_) if self.lists.len() >= DEEPEST => self.skipped += 1,
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
            Tag::Table(sides) => self.start_grid(&sides),
            Tag::TableRow => {
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
            TagEnd::List(_) if self.skipped > 0 => self.skipped -= 1,
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
            TagEnd::Table => {
                if let Some(grid) = self.grid.take() {
                    self.block(Block::Table(grid), Attributes::default());
                }
            }
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

    /// The first paragraph of an item names the item.
    fn name_item(&mut self, said: &Attributes) {
        let is_first = self.open.last().is_some_and(|item| item.0.is_empty());
        let (Some(list), Some(name), true) = (self.lists.last_mut(), &said.name, is_first) else {
            return;
        };
        if list.start.is_some() && self.note.is_none() {
            if let Some(slot) = list.names.last_mut() {
                slot.clone_from(name);
            }
        } else {
            self.names.unnumbered(name, self.out);
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

    fn end_list(&mut self) {
        let Some(List {
            start,
            items: of,
            names: ids,
        }) = self.lists.pop()
        else {
            return;
        };
        if of.iter().all(|item| item.0.is_empty()) {
            return;
        }
        let block = match start {
            Some(start) => Block::Letters {
                start,
                figures: false,
                of,
                ids,
            },
            None => Block::Bullets { of },
        };
        self.block(block, Attributes::default());
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

/// Tables.
impl Reader<'_> {
    fn start_grid(&mut self, sides: &[Alignment]) {
        self.end_paragraph();
        self.heads = 0;
        let column = |side: &Alignment| GridColumn {
            align: if *side == Alignment::Right {
                Side::Right
            } else {
                Side::Left
            },
            heading: Vec::new(),
        };
        self.grid = Some(Grid {
            caption: None,
            columns: sides.iter().map(column).collect(),
            rows: Vec::new(),
        });
    }

    fn end_cell(&mut self, range: Range<usize>) {
        self.start.get_or_insert(range);
        let images = std::mem::take(&mut self.images);
        images.iter().for_each(|image| self.say_astray(image));
        let of = self.line.take();
        let place = self.ground.origin(self.start.take().unwrap_or(0..0));
        self.places.push(place);
        let Some(grid) = &mut self.grid else { return };
        match grid.rows.last_mut() {
            Some(row) => row.push(of),
            None => {
                if let Some(column) = grid.columns.get_mut(self.heads) {
                    column.heading = of;
                }
                self.heads += 1;
            }
        }
    }

    /// What stands beyond the last column would be lost without a word.
    fn say_lost_cells(&mut self, range: Range<usize>) {
        let columns = self.grid.as_ref().map_or(0, |grid| grid.columns.len());
        let source = self.ground.text[range.clone()].trim();
        let cells = cells(source);
        if cells > columns {
            let message =
                format!("a row of a table has {cells} cells, but the table has {columns} columns");
            self.out
                .add(Code::GridFaulty, self.ground.origin(range), message)
                .hint("give the table another heading, or write `\\|` for a stroke that belongs to the words");
        }
    }
}

/// Images and fences.
impl Reader<'_> {
    fn start_image(&mut self, file: &str, title: &str, range: Range<usize>) {
        self.image = Some(OpenImage {
            file: file.to_owned(),
            title: title.to_owned(),
            alt: String::new(),
            origin: self.ground.origin(range.clone()),
        });
        self.start.get_or_insert(range);
    }

    fn in_image(&mut self, event: &Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                image.alt.push_str(text)
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::End(TagEnd::Image) => self.images.extend(self.image.take()),
            _ => {}
        }
    }

    fn figure(&mut self, image: OpenImage, said: Attributes) {
        if image.alt.trim().is_empty() {
            let message = format!("the image `{}` has no words in place of it", image.file);
            self.out
                .add(Code::AltMissing, image.origin.clone(), message)
                .hint("say between the square brackets what it shows, as in `![A map of the three districts](map.png)`");
        }
        let caption = commonmark(&image.title).into_line();
        self.places.push(image.origin.clone());
        let figure = Picture {
            file: image.file,
            alt: image.alt.trim().to_owned(),
            caption: (!caption.is_empty()).then_some(caption),
            named: image.origin,
        };
        self.block(Block::Figure(figure), said);
    }

    fn say_astray(&mut self, image: &OpenImage) {
        let message = format!("the image `{}` stands in the middle of a text", image.file);
        self.out
            .add(Code::ImageAstray, image.origin.clone(), message)
            .hint("put it on a line of its own outside lists and tables, with an empty line before and after");
    }

    fn end_fence(&mut self) {
        let Some((info, code, range)) = self.fence.take() else {
            return;
        };
        let origin = self.ground.origin(range.clone());
        let (kind, rest) = info.split_once(char::is_whitespace).unwrap_or((&info, ""));
        let (kind, rest) = match kind.split_once('{') {
            Some((kind, _)) => (kind, &info[kind.len()..]),
            None => (kind, rest),
        };
        match kind {
            "" => self.plain_fence(&code, range),
            "chart" if self.open.is_empty() => {
                let mut line = vec![Inline::Text(format!(" {rest}"))];
                let said = attributes(&mut line, &origin, self.names, self.out);
                let at = self.text.parts.len();
                let toml = self.ground.below(range.start, &code);
                self.text.charts.push(Fence {
                    at,
                    toml,
                    said,
                    origin,
                });
            }
            _ => self.say_unknown(kind, origin),
        }
    }

    /// Words in a fence of no kind are words.
    fn plain_fence(&mut self, code: &str, range: Range<usize>) {
        self.start = Some(range);
        self.line.text(code.trim_end());
        self.end_paragraph();
    }

    fn say_unknown(&mut self, kind: &str, origin: Origin) {
        let (message, hint) = match (kind, suggest(kind, ["chart"])) {
            ("chart", _) => (
                "a chart stands in a list, a quote or a note".to_owned(),
                "begin its line with the three strokes, without spaces before them".to_owned(),
            ),
            (_, Some(near)) => (
                format!("there is no block `{kind}`"),
                format!("did you mean `{near}`?"),
            ),
            _ => (
                format!("there is no block `{kind}`"),
                "the only block in a fence is `chart`; words alone need no fence".to_owned(),
            ),
        };
        self.out.add(Code::BlockUnknown, origin, message).hint(hint);
    }

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

/// Counts the cells of a table's row as it is written.
fn cells(row: &str) -> usize {
    let mut strokes = 0;
    let mut before = ' ';
    for c in row.chars() {
        strokes += usize::from(c == '|' && before != '\\');
        before = c;
    }
    let outer = usize::from(row.starts_with('|'))
        + usize::from(row.ends_with('|') && !row.ends_with("\\|") && row.len() > 1);
    (strokes + 1).saturating_sub(outer)
}
