//! The characters that a page shows, and which of them were covered afterwards.

use kurbo::{Point, Rect};

use super::cover::Cover;

/// The width of the squares by which characters are found again, in points.
const SQUARE: f64 = 24.0;
/// The most squares along a side of the page.
const SQUARES: usize = 128;
/// How many points of a character are looked at: columns and rows.
const POINTS: (u32, u32) = (5, 3);
/// How many of them must be covered.
const HIDDEN: u32 = 9;
/// How many covered characters are worth a word: one alone is an accident of layout.
const FEWEST: usize = 2;
/// How close to an earlier character the same one must be drawn to show it again, in points.
const AGAIN: f64 = 1.5;
/// How many characters of a square are looked at for that.
const LATEST: usize = 64;
/// How many pictures of a page are remembered.
const PICTURES: usize = 2000;

/// A character.
struct Character {
    key: (u128, u32),
    place: Rect,
    /// Which of its points lie under drawings.
    drawn: u16,
    /// Which of its points lie under large pictures.
    pictured: u16,
    /// Which of its points lie under small pictures.
    pasted: u16,
    /// Whether it is white on white.
    pale: bool,
}

/// The characters of a page.
pub(super) struct Words {
    all: Vec<Character>,
    squares: Vec<Vec<u32>>,
    step: (f64, f64),
    side: (usize, usize),
    page: f64,
    /// How much of the page is covered by pictures that came after text, in square points.
    pictured: f64,
    /// How much of that by large ones.
    scanned: f64,
    /// Where pictures are.
    pictures: Vec<Rect>,
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#[expect(clippy::cast_precision_loss)]
impl Words {
    /// Begins with a page without text.
    pub fn new((width, height): (f64, f64)) -> Self {
        let count = |length: f64| ((length / SQUARE).ceil() as usize).clamp(1, SQUARES);
        let side = (count(width), count(height));
        Self {
            all: Vec::new(),
            squares: vec![Vec::new(); side.0 * side.1],
            step: (width / side.0 as f64, height / side.1 as f64),
            side,
            page: width * height,
            pictured: 0.0,
            scanned: 0.0,
            pictures: Vec::new(),
        }
    }

    /// Adds a character, which may have no other colour than what it is written on; where it had been drawn at the same place
    /// before, that one is shown again instead.
    pub fn add(&mut self, key: (u128, u32), place: Rect, swallowed: bool, pale: bool) {
        let square = self.square(place.center());
        if !self.shown_again(square, key, place, pale)
            && let Ok(index) = u32::try_from(self.all.len())
        {
            self.squares[square].push(index);
            self.all.push(Character {
                key,
                place,
                drawn: if swallowed { u16::MAX } else { 0 },
                pictured: 0,
                pasted: 0,
                pale,
            });
        }
    }

    fn shown_again(&mut self, square: usize, key: (u128, u32), place: Rect, pale: bool) -> bool {
        for index in self.squares[square].iter().rev().take(LATEST) {
            let known = &mut self.all[*index as usize];
            if known.key == key && known.place.center().distance(place.center()) < AGAIN {
                (known.drawn, known.pictured, known.pasted) = (0, 0, 0);
                known.pale &= pale;
                return true;
            }
        }
        false
    }

    /// Covers what lies in an area; gives how much work it was.
    pub fn cover(&mut self, area: Rect, cover: &Cover<'_>) -> u64 {
        let mut work = 1;
        let large = self.is_large(area);
        for square in self.squares_of(area) {
            for index in &self.squares[square] {
                work += cover.work();
                hidden(&mut self.all[*index as usize], area, cover, large);
            }
        }
        work
    }

    /// Notes a picture; one below all text is a background, which hides nothing.
    pub fn picture(&mut self, area: Rect) {
        if !self.all.is_empty() {
            self.pictured += area.area();
            self.scanned += if self.is_large(area) {
                area.area()
            } else {
                0.0
            };
        }
        if self.pictures.len() < PICTURES {
            self.pictures.push(area);
        }
    }

    /// Tells whether a picture can be a scan of the page, or a strip of it.
    fn is_large(&self, area: Rect) -> bool {
        area.area() >= self.page * 0.1 || area.width() >= self.step.0 * self.side.0 as f64 * 0.9
    }

    /// Tells whether a picture shows what is at a point, which a scan of most of the page does anyway.
    pub fn is_pictured(&self, point: Point) -> bool {
        self.pictures.len() >= PICTURES
            || self.pictures.iter().any(|area| area.contains(point))
            || self.pictures.iter().map(|area| area.area()).sum::<f64>() > self.page / 2.0
    }

    /// Returns how many characters are white on white, and nothing was laid over them that could show them.
    pub fn pale(&self) -> usize {
        let pale =
            |known: &&Character| known.pale && known.drawn | known.pictured | known.pasted == 0;
        self.all.iter().filter(pale).count()
    }

    /// Tells whether any character is near an area.
    pub fn any(&self, area: Rect) -> bool {
        self.squares_of(area)
            .iter()
            .any(|square| !self.squares[*square].is_empty())
    }

    fn square(&self, point: Point) -> usize {
        let (x, y) = self.column_row(point);
        y * self.side.0 + x
    }

    fn column_row(&self, point: Point) -> (usize, usize) {
        let column = ((point.x / self.step.0).max(0.0) as usize).min(self.side.0 - 1);
        let row = ((point.y / self.step.1).max(0.0) as usize).min(self.side.1 - 1);
        (column, row)
    }

    fn squares_of(&self, area: Rect) -> Vec<usize> {
        let (left, top) =
            self.column_row(Point::new(area.x0 - SQUARE / 2.0, area.y0 - SQUARE / 2.0));
        let (right, foot) =
            self.column_row(Point::new(area.x1 + SQUARE / 2.0, area.y1 + SQUARE / 2.0));
        let width = self.side.0;
        (top..=foot)
            .flat_map(|row| (left..=right).map(move |column| row * width + column))
            .collect()
    }

    /// Returns how many characters are covered.
    ///
    /// Pictures over half of the page are scans with their text below them, which hide nothing that they do not show.
    pub fn covered(&self) -> usize {
        let scan = self.pictured > self.page / 2.0;
        let large = self.scanned > self.page / 2.0;
        let hidden = |known: &&Character| {
            // Boxes on a scan that is there already are no part of it.
            let pasted = if scan && !large { 0 } else { known.pasted };
            let points = known.drawn | pasted | if scan { 0 } else { known.pictured };
            points.count_ones() >= HIDDEN
        };
        let count = self.all.iter().filter(hidden).count();
        if count < FEWEST { 0 } else { count }
    }
}

/// Notes which points of a character are covered.
fn hidden(known: &mut Character, area: Rect, cover: &Cover<'_>, large: bool) {
    if known.place.intersect(area).area() <= 0.0 {
        return;
    }
    let mut points = 0_u16;
    for index in 0..POINTS.0 * POINTS.1 {
        let point = sample(known.place, index);
        if area.contains(point) && cover.hides(point) {
            points |= 1 << index;
        }
    }
    match cover {
        Cover::Picture(_) if large => known.pictured |= points,
        Cover::Picture(_) => known.pasted |= points,
        Cover::Box(_) | Cover::Path(..) => known.drawn |= points,
    }
}

/// Returns one of the points of a character.
fn sample(place: Rect, index: u32) -> Point {
    let (column, row) = (index % POINTS.0, index / POINTS.0);
    let share = |position: u32, count: u32| (f64::from(position) + 0.5) / f64::from(count);
    Point::new(
        place.x0 + place.width() * share(column, POINTS.0),
        place.y0 + place.height() * share(row, POINTS.1),
    )
}
