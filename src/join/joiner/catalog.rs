//! The end of the file: what the parts share, and the catalog that leads to it.

use std::io::{self, Write};

use crate::join::Joined;
use crate::join::stamp::Stamper;

use super::source::Source;
use super::writer::{self, Writer};
use super::{Joiner, labels, metadata, syntax};

/// What the catalog leads to.
struct Shared {
    pages: u32,
    structure: u32,
    outline: Option<u32>,
    names: Option<u32>,
    newer: bool,
}

impl<W: Write> Joiner<'_, W> {
    /// Writes what the parts share, and ends the file.
    pub(super) fn end(mut self) -> io::Result<(W, Joined)> {
        let stamped = self.fonts.iter().any(|(_, used)| *used);
        if stamped && self.intents.kept().is_none() {
            self.standing.without_profile();
        }
        let (pages, newer) = (self.pages.count, self.standing.newer);
        let (claims, reasons, own) = self
            .standing
            .finish(&self.about.language, &self.about.title);
        let (names, dangling) = self.names.finish(&mut self.writer)?;
        let joined = Joined {
            pages,
            claims,
            reasons,
            own,
            dangling,
        };
        let shared = Shared {
            pages: self.pages.finish(&mut self.writer)?,
            structure: self.structure.finish(&mut self.writer)?,
            outline: self.outline.finish(&mut self.writer)?,
            names,
            newer,
        };
        if stamped {
            write_fonts(self.stamper, self.fonts, &mut self.writer)?;
        }
        let mut catalog = shared.catalog(&self.about.language);
        catalog.extend(b"/PageLabels");
        catalog.extend(labels::tree(&self.labels));
        if let Some(layers) = self.layers.properties(&self.about.words.layers) {
            catalog.extend(b"/OCProperties");
            catalog.extend(layers);
        }
        if let Some(intent) = self.intents.kept() {
            syntax::put(&mut catalog, format_args!("/OutputIntents[{intent} 0 R]"));
        }
        let identity = writer::hex(&self.writer.identity());
        let xmp = metadata::xmp(self.about, &joined.claims, pages, &identity, newer);
        let metadata = self.writer.reserve();
        let entries = b"/Type/Metadata/Subtype/XML";
        self.writer.stream(metadata, entries, xmp.as_bytes())?;
        syntax::put(&mut catalog, format_args!("/Metadata {metadata} 0 R>>"));
        let root = self.writer.add(&catalog)?;
        let info = self.writer.add(&metadata::info(self.about))?;
        Ok((self.writer.finish(root, info)?, joined))
    }
}

impl Shared {
    /// Returns the start of the catalog.
    fn catalog(&self, language: &str) -> Vec<u8> {
        let mut catalog = b"<</Type/Catalog".to_vec();
        if self.newer {
            catalog.extend(b"/Version/2.0");
        }
        let (pages, structure) = (self.pages, self.structure);
        let roots = format_args!("/Pages {pages} 0 R/StructTreeRoot {structure} 0 R");
        syntax::put(&mut catalog, roots);
        catalog.extend(b"/MarkInfo<</Marked true>>/Lang");
        syntax::text(language, &mut catalog);
        catalog.extend(b"/ViewerPreferences<</DisplayDocTitle true>>");
        if let Some(outline) = self.outline {
            let outline = format_args!("/Outlines {outline} 0 R/PageMode/UseOutlines");
            syntax::put(&mut catalog, outline);
        }
        if let Some(names) = self.names {
            syntax::put(&mut catalog, format_args!("/Names<</Dests {names} 0 R>>"));
        }
        catalog
    }
}

/// Writes the fonts of stamps that are used.
fn write_fonts<W: Write>(
    stamper: Stamper,
    fonts: [(u32, bool); 2],
    writer: &mut Writer<W>,
) -> io::Result<()> {
    for (document, (number, used)) in stamper.fonts().into_iter().zip(fonts) {
        let first = document.objects.keys().next().copied();
        let (Some(first), true) = (first, used) else {
            continue;
        };
        let mut source = Source::new(document.objects, document.max_id);
        source.keep(first, number);
        source.write(first, writer)?;
    }
    Ok(())
}
