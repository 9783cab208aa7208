//! The document: its story, on pages of its size.

use super::About;
use super::about::MARGIN_SIDE;
use super::relations::Relations;
use super::story::Story;
use super::xml::Xml;

impl Story<'_> {
    /// Returns the story as the document, on pages of its size.
    pub fn document(mut self, about: &About) -> (Vec<u8>, Relations) {
        for (kind, target) in [
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("footnotes", "footnotes.xml"),
        ] {
            self.relations.part(kind, target);
        }
        let footer = self.relations.part("footer", "footer1.xml");
        let (inside, relations) = self.finish();
        let part = Xml::word_part("w:document", |xml| {
            xml.inside("w:body", &[], |xml| {
                xml.raw(&inside);
                section(xml, about, &footer);
            });
        });
        (part, relations)
    }
}

fn section(xml: &mut Xml, about: &About, footer: &str) {
    let (width, height) = about.page_size();
    let (width, height, side) = (
        width.to_string(),
        height.to_string(),
        MARGIN_SIDE.to_string(),
    );
    xml.inside("w:sectPr", &[], |xml| {
        xml.empty(
            "w:footerReference",
            &[("w:type", "default"), ("r:id", footer)],
        );
        let turned = if about.landscape {
            "landscape"
        } else {
            "portrait"
        };
        xml.empty(
            "w:pgSz",
            &[("w:w", &width), ("w:h", &height), ("w:orient", turned)],
        );
        let margins = [
            ("w:top", "1000"),
            ("w:right", &side),
            ("w:bottom", "1100"),
            ("w:left", &side),
            ("w:header", "500"),
            ("w:footer", "500"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
    });
}
