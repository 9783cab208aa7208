//! Images of a body.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::diagnostic::Code;
use crate::model::{Block, Picture};
use crate::validate::commonmark::commonmark;

use super::super::attributes::Attributes;
use super::{OpenImage, Reader};

impl Reader<'_> {
    pub(super) fn start_image(&mut self, file: &str, title: &str, range: Range<usize>) {
        self.image = Some(OpenImage {
            file: file.to_owned(),
            title: title.to_owned(),
            alt: String::new(),
            origin: self.ground.origin(range.clone()),
        });
        self.start.get_or_insert(range);
    }

    pub(super) fn in_image(&mut self, event: &Event<'_>) {
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

    pub(super) fn figure(&mut self, image: OpenImage, said: Attributes) {
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

    pub(super) fn say_astray(&mut self, image: &OpenImage) {
        let message = format!("the image `{}` stands in the middle of a text", image.file);
        self.out
            .add(Code::ImageAstray, image.origin.clone(), message)
            .hint("put it on a line of its own outside lists and tables, with an empty line before and after");
    }
}
