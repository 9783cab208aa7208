//! The text of a page: what its content stream shows, with the marks around it.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Encoding, Object, ObjectId};

/// Text that is set as one: what stands in one marked stretch of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub text: String,
    pub place: Place,
    /// Where it starts, in points from the page's lower left corner.
    pub start: (f32, f32),
    /// The height of its last line.
    pub last_line: f32,
}

impl Piece {
    fn empty(place: Place) -> Self {
        Self {
            text: String::new(),
            place,
            start: (0.0, 0.0),
            last_line: 0.0,
        }
    }
}

/// Whether text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Drawn, but no part of the reading order.
    Artifact,
    /// Part of the reading order, under this number of its page.
    Tagged(i64),
    /// Neither: what no accessible paper has.
    Bare,
}

type Matrix = [f32; 6];

const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

struct Reader<'a> {
    fonts: BTreeMap<Vec<u8>, Encoding<'a>>,
    font: Vec<u8>,
    place: Matrix,
    saved: Vec<Matrix>,
    text: Matrix,
    /// The stretches that are open: where each belongs, and the text it stands for.
    open: Vec<(Option<Place>, Option<String>)>,
    pieces: Vec<Piece>,
}

/// Reads the text of a page.
pub fn pieces(document: &Document, page: ObjectId) -> Vec<Piece> {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let fonts = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding(document).ok()?)));
    let mut reader = Reader {
        fonts: fonts.collect(),
        font: Vec::new(),
        place: PLAIN,
        saved: Vec::new(),
        text: PLAIN,
        open: Vec::new(),
        pieces: Vec::new(),
    };
    let content = Content::decode(&document.get_page_content(page)).expect("a content stream");
    content
        .operations
        .iter()
        .for_each(|operation| reader.step(operation));
    reader.pieces.retain(|piece| !piece.text.trim().is_empty());
    reader.pieces
}

impl Reader<'_> {
    fn step(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" => self.saved.push(self.place),
            "Q" => self.place = self.saved.pop().unwrap_or(PLAIN),
            "cm" => self.place = times(matrix(operands), self.place),
            "BT" => self.begin_text(),
            "Tm" => self.text = matrix(operands),
            "Tf" => self.font = operands[0].as_name().expect("a font's name").to_vec(),
            "BMC" | "BDC" => self.begin(operands),
            "EMC" => self.end(),
            "Tj" => self.show(&operands[0]),
            "TJ" => operands[0]
                .as_array()
                .expect("a list")
                .iter()
                .for_each(|part| self.show(part)),
            _ => {}
        }
    }

    /// Furniture is taken apart by text object: a foot has its name at one end and the page's number at the other.
    fn begin_text(&mut self) {
        self.text = PLAIN;
        if self
            .pieces
            .last()
            .is_some_and(|piece| piece.place == Place::Artifact)
        {
            self.pieces.push(Piece::empty(Place::Artifact));
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let properties = operands.get(1).and_then(|operand| operand.as_dict().ok());
        let property = |name: &[u8]| properties.and_then(|properties| properties.get(name).ok());
        let place = match operands[0].as_name() {
            Ok(b"Artifact") => Some(Place::Artifact),
            _ => property(b"MCID")
                .and_then(|mark| mark.as_i64().ok())
                .map(Place::Tagged),
        };
        if let Some(place) = place {
            self.pieces.push(Piece::empty(place));
        }
        let stands_for = property(b"ActualText").and_then(super::text_of);
        if let Some(text) = &stands_for {
            self.write(text);
        }
        self.open.push((place, stands_for));
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn show(&mut self, operand: &Object) {
        let hidden = self.open.iter().any(|(_, stands_for)| stands_for.is_some());
        if let (false, Ok(bytes), Some(encoding)) =
            (hidden, operand.as_str(), self.fonts.get(&self.font))
        {
            let text = Document::decode_text(encoding, bytes).expect("text by ToUnicode");
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        let at = times(self.text, self.place);
        let place = self
            .open
            .iter()
            .rev()
            .find_map(|(place, _)| *place)
            .unwrap_or(Place::Bare);
        if self.pieces.last().is_none_or(|piece| piece.place != place) {
            self.pieces.push(Piece::empty(place));
        }
        let piece = self.pieces.last_mut().expect("just made sure");
        if piece.text.is_empty() {
            piece.start = (at[4], at[5]);
        } else if (piece.last_line - at[5]).abs() > 6.0
            && !piece.text.ends_with([' ', '-', '\u{200b}', '\u{ad}'])
        {
            // A new line: the typesetter leaves out the space that it broke at.
            piece.text.push(' ');
        }
        piece.last_line = at[5];
        piece.text.push_str(text);
    }
}

fn matrix(operands: &[Object]) -> Matrix {
    let number = |i: usize| operands[i].as_float().expect("a number");
    std::array::from_fn(number)
}

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
