//! Pictures with the words that say what they show.

use crate::markup::Element;

use super::data_url::{self, Image};
use super::inline::Format;
use super::parts::Shared;
use super::runs::run;
use super::story::Story;
use super::xml::Xml;

/// Word's unit of drawings, of which 635 are a twentieth of a point and 9525 a pixel.
const PIXEL: usize = 9525;
const TWENTIETH: usize = 635;

/// A picture's file.
#[derive(Debug)]
pub struct Picture {
    /// Its name below `word`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<'a> Story<'a> {
    /// Draws a picture in the line; one that Word cannot show is told in its words.
    pub(super) fn picture(&mut self, element: &'a Element, shared: &mut Shared<'a>) {
        let alt = element.get("alt").unwrap_or_default();
        let Some(image) = element.get("src").and_then(data_url::image) else {
            return run(
                &mut self.xml,
                alt,
                Format {
                    italic: true,
                    ..self.format
                },
            );
        };
        let size = fitting(&image, element, self.width, shared.tallest);
        let name = file(image, shared);
        let relation = self.relations.part("image", &name);
        shared.drawings += 1;
        let number = shared.drawings.to_string();
        self.xml.inside("w:r", &[], |xml| {
            xml.inside("w:drawing", &[], |xml| {
                drawing(xml, &number, alt, &relation, size)
            });
        });
    }
}

/// Returns the name of a picture's file; pictures of the same bytes share one.
fn file(image: Image, shared: &mut Shared<'_>) -> String {
    if let Some(known) = shared
        .pictures
        .iter()
        .find(|picture| picture.bytes == image.bytes)
    {
        return known.name.clone();
    }
    let name = format!("media/image{}.{}", shared.pictures.len() + 1, image.ending);
    shared.pictures.push(Picture {
        name: name.clone(),
        bytes: image.bytes,
    });
    name
}

/// Returns how wide and tall a picture is drawn: as the page says, or by its pixels, and never beyond its place.
fn fitting(image: &Image, element: &Element, width: usize, height: usize) -> (usize, usize) {
    let (across, down) = image.size;
    let said = element
        .get("width")
        .and_then(|said| said.trim_end_matches("px").parse::<f64>().ok());
    let said = said.filter(|said| *said >= 1.0 && *said < 100_000.0);
    let wanted = said.map_or(across, |said| said.round() as usize) * PIXEL;
    let wide = wanted
        .min(width * TWENTIETH)
        .min(height * TWENTIETH * across / down)
        .max(PIXEL);
    (wide, (wide * down / across).max(PIXEL))
}

fn drawing(xml: &mut Xml, number: &str, alt: &str, relation: &str, (wide, tall): (usize, usize)) {
    let (wide, tall) = (wide.to_string(), tall.to_string());
    let name = format!("Picture {number}");
    let around = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    let told = [("id", number), ("name", name.as_str()), ("descr", alt)];
    xml.inside("wp:inline", &around, |xml| {
        xml.empty("wp:extent", &[("cx", &wide), ("cy", &tall)]);
        xml.empty("wp:docPr", &told);
        xml.inside("a:graphic", &[], |xml| {
            let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
            xml.inside("a:graphicData", &[("uri", kind)], |xml| {
                xml.inside("pic:pic", &[], |xml| {
                    xml.inside("pic:nvPicPr", &[], |xml| {
                        xml.empty("pic:cNvPr", &told);
                        xml.empty("pic:cNvPicPr", &[]);
                    });
                    xml.inside("pic:blipFill", &[], |xml| {
                        xml.empty("a:blip", &[("r:embed", relation)]);
                        xml.inside("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                    });
                    xml.inside("pic:spPr", &[], |xml| shape(xml, &wide, &tall));
                });
            });
        });
    });
}

fn shape(xml: &mut Xml, wide: &str, tall: &str) {
    xml.inside("a:xfrm", &[], |xml| {
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", wide), ("cy", tall)]);
    });
    xml.inside("a:prstGeom", &[("prst", "rect")], |xml| {
        xml.empty("a:avLst", &[])
    });
}
