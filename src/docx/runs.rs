//! Pieces of a line as runs.

use super::anchors;
use super::inline::{Format, Piece, Shift};
use super::notes::Citation;
use super::parts::Shared;
use super::status;
use super::story::Story;
use super::xml::Xml;

impl<'a> Story<'a> {
    /// Writes the pieces of a paragraph.
    pub(super) fn runs(&mut self, pieces: Vec<Piece<'a>>, shared: &mut Shared<'a>) {
        let mut linked = false;
        for piece in pieces {
            match piece {
                Piece::Text(text, format) => run(
                    &mut self.xml,
                    &text,
                    Format {
                        link: format.link && linked,
                        ..format
                    },
                ),
                Piece::Break => self.xml.inside("w:r", &[], |xml| xml.empty("w:br", &[])),
                Piece::Note(id, shown) => self.note_mark(id, &shown, shared),
                Piece::Anchor(id) => self.anchor_here(id, shared),
                Piece::Link(address) => linked = self.open_link(address, shared),
                Piece::LinkEnd if linked => {
                    self.xml.close("w:hyperlink");
                    linked = false;
                }
                Piece::LinkEnd => {}
                Piece::Box(ticked) => tick_box(&mut self.xml, ticked),
                Piece::Picture(image) => self.picture(image, shared),
            }
        }
    }

    /// Opens a link; one to a place that is not in the document is left as its text.
    fn open_link(&mut self, address: &str, shared: &Shared<'a>) -> bool {
        if address.starts_with('#') {
            let Some(name) = shared.anchors.target(address) else {
                return false;
            };
            self.xml
                .open("w:hyperlink", &[("w:anchor", name), ("w:history", "1")]);
        } else if let Some((file, id)) = address.split_once('#').filter(is_document) {
            let (file, name) = (self.relations.link(file), anchors::name_elsewhere(id));
            let attributes = [
                ("r:id", file.as_str()),
                ("w:anchor", &name),
                ("w:history", "1"),
            ];
            self.xml.open("w:hyperlink", &attributes);
        } else {
            let id = self.relations.link(address);
            self.xml
                .open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        }
        true
    }

    /// Marks a note: the first time as Word's own, then as a reference to that one.
    fn note_mark(&mut self, id: &'a str, shown: &str, shared: &mut Shared<'a>) {
        match shared.notes.cite(id, self.in_notes) {
            Citation::First {
                number,
                bookmark: None,
            } => mark(&mut self.xml, number),
            Citation::First {
                number,
                bookmark: Some(name),
            } => {
                let place = shared.anchors.number().to_string();
                self.xml
                    .empty("w:bookmarkStart", &[("w:id", &place), ("w:name", &name)]);
                mark(&mut self.xml, number);
                self.xml.empty("w:bookmarkEnd", &[("w:id", &place)]);
            }
            Citation::Again { number, bookmark } => again(&mut self.xml, number, &bookmark),
            Citation::Unknown => run(
                &mut self.xml,
                shown,
                Format {
                    shift: Some(Shift::Up),
                    ..Format::default()
                },
            ),
        }
    }
}

/// Returns whether an address leads into a paper that is such a document, too.
fn is_document((file, _): &(&str, &str)) -> bool {
    file.ends_with(".docx") && !file.contains(':')
}

fn mark(xml: &mut Xml, number: usize) {
    xml.inside("w:r", &[], |xml| {
        xml.inside("w:rPr", &[], |xml| {
            xml.value("w:rStyle", "FootnoteReference")
        });
        xml.empty("w:footnoteReference", &[("w:id", &number.to_string())]);
    });
}

/// A box that a click in Word ticks.
fn tick_box(xml: &mut Xml, ticked: bool) {
    let font = "MS Gothic";
    let state = |xml: &mut Xml, name: &str, sign: &str| {
        xml.empty(name, &[("w14:val", sign), ("w14:font", font)]);
    };
    xml.inside("w:sdt", &[], |xml| {
        xml.inside("w:sdtPr", &[], |xml| {
            xml.inside("w14:checkbox", &[], |xml| {
                xml.empty(
                    "w14:checked",
                    &[("w14:val", if ticked { "1" } else { "0" })],
                );
                state(xml, "w14:checkedState", "2612");
                state(xml, "w14:uncheckedState", "2610");
            });
        });
        xml.inside("w:sdtContent", &[], |xml| {
            xml.inside("w:r", &[], |xml| {
                xml.inside("w:rPr", &[], |xml| {
                    xml.empty(
                        "w:rFonts",
                        &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font)],
                    );
                });
                xml.text("w:t", &[], if ticked { "☒" } else { "☐" });
            });
        });
    });
}

/// A field that repeats a note's number and leads to its mark.
fn again(xml: &mut Xml, number: usize, bookmark: &str) {
    let style = |xml: &mut Xml| {
        xml.inside("w:rPr", &[], |xml| {
            xml.value("w:rStyle", "FootnoteReference")
        })
    };
    let code = format!(" NOTEREF {bookmark} \\f \\h ");
    super::fields::field(xml, &code, &number.to_string(), style);
}

/// Writes text in its looks.
pub fn run(xml: &mut Xml, text: &str, format: Format<'_>) {
    xml.inside("w:r", &[], |xml| {
        properties(xml, format);
        xml.text("w:t", &[("xml:space", "preserve")], text);
    });
}

fn properties(xml: &mut Xml, format: Format<'_>) {
    if format == Format::default() {
        return;
    }
    xml.inside("w:rPr", &[], |xml| {
        if let Some(style) = style(format) {
            xml.value("w:rStyle", style);
        }
        let switches = [
            (format.bold, "w:b"),
            (format.italic, "w:i"),
            (format.strike, "w:strike"),
        ];
        for (_, name) in switches.into_iter().filter(|(on, _)| *on) {
            xml.empty(name, &[]);
        }
        let colours = format.badge.and_then(status::colours);
        if let Some((_, ink)) = &colours {
            xml.value("w:color", ink);
        }
        if format.underline {
            xml.value("w:u", "single");
        }
        if let Some((fill, ink)) = &colours {
            xml.empty(
                "w:bdr",
                &[
                    ("w:val", "single"),
                    ("w:sz", "4"),
                    ("w:space", "0"),
                    ("w:color", if ink == "ffffff" { fill } else { ink }),
                ],
            );
            xml.empty(
                "w:shd",
                &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)],
            );
        }
        match format.shift {
            Some(Shift::Up) => xml.value("w:vertAlign", "superscript"),
            Some(Shift::Down) => xml.value("w:vertAlign", "subscript"),
            None => {}
        }
        if let Some(language) = format.language {
            xml.value("w:lang", language);
        }
    });
}

fn style(format: Format<'_>) -> Option<&'static str> {
    if format.badge.is_some() {
        Some("StatusCode")
    } else if format.link {
        Some("Hyperlink")
    } else if format.code {
        Some("HTMLCode")
    } else {
        None
    }
}
