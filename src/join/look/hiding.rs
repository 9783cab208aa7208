//! What hides what: areas that were painted over, characters that nobody sees.

use kurbo::{BezPath, Rect, Shape};

use super::cover::Cover;
use super::eye::Eye;
use super::paths::{parts, upright};

/// What share of the page is too large to be a redaction.
const BACKGROUND: f64 = 0.6;
/// How bright red, green and blue of words are at least that cannot be told from white paper.
const PALE: f32 = 0.98;
/// How many characters that nobody sees are worth a word.
const WORD: usize = 5;
/// How many things of a kind are remembered of a page.
const MANY: usize = 5000;

impl Eye<'_> {
    pub(super) fn hide(&mut self, area: Rect, cover: &Cover<'_>, colour: Option<[f32; 3]>) {
        let area = area.intersect(self.clip()).intersect(self.page());
        let paving = matches!(cover, Cover::Box(_)) && !self.clipped_oddly();
        self.paved = self.paved.max(if paving { area.area() } else { 0.0 });
        if area.area() <= 0.0 || self.drawing.is_some() {
            return;
        }
        let background = area.area() > BACKGROUND * self.page().area();
        let left_out = background || self.clipped_oddly();
        let plain = matches!(cover, Cover::Box(_)) && !left_out;
        self.ground.lay(area, colour.filter(|_| plain));
        if left_out {
            return;
        }
        let work = self.words.cover(area, cover);
        self.spend(work / 4);
    }

    /// Tells whether a clip path that is no rectangle is in force: what it leaves is not looked into.
    fn clipped_oddly(&self) -> bool {
        self.clips.iter().any(|clip| clip.path.is_some())
    }

    /// Covers what lies below the upright boxes of a path of many parts.
    pub(super) fn hide_parts(&mut self, path: &BezPath) {
        for part in parts(path).iter().take(MANY) {
            self.spend(1);
            if upright(part) {
                let area = part.bounding_box();
                self.hide(area, &Cover::Box(area), None);
            }
        }
    }

    /// Notes an area that was painted in a way that says nothing of the colour that is to be seen there.
    pub(super) fn veil(&mut self, area: Rect) {
        if self.veils.len() < MANY && self.drawing.is_none() {
            self.veils.push(area.intersect(self.clip()));
        }
    }

    /// Notes a character that is not painted, or stands beside the page.
    pub(super) fn note_hidden(&mut self, drawn: Rect, shown: bool) {
        let away = drawn.intersect(self.page()).area() <= 0.0 && drawn.is_finite();
        if away && drawn.area() > 0.0 {
            self.beside += 1;
        } else if !shown && self.unpainted.len() < MANY {
            self.unpainted.push(drawn);
        }
    }

    /// Tells whether what is written in a colour is white on the white of the page.
    pub(super) fn is_pale(&self, drawn: Rect, colour: [f32; 3]) -> bool {
        let bright = colour.iter().all(|part| *part >= PALE);
        let center = drawn.center();
        bright
            && self.veils.len() < MANY
            && self.ground.is_white(center)
            && !self.veils.iter().any(|veil| veil.contains(center))
    }

    /// Counts the characters that nobody sees: those of recognised scans lie in their picture.
    pub(super) fn hidden(&self) -> usize {
        let scanned = |place: &&Rect| self.words.is_pictured(place.center());
        let unpainted = self
            .unpainted
            .iter()
            .filter(|place| !scanned(place))
            .count();
        let count = self.words.pale() + unpainted + self.beside;
        if count < WORD { 0 } else { count }
    }
}
