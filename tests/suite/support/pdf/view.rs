//! Pages as they are looked at: cut to their crop box, turned as their rotation says.

use lopdf::{Dictionary, Object};

use super::whole::Whole;

impl Whole {
    /// Returns where a point of a page's own coordinates is seen: from the left and from the top, as shares of the page.
    pub fn seen(&self, page: usize, point: (f32, f32)) -> (f32, f32) {
        let [left, bottom, right, top] = self.cut(page);
        let (across, down) = (
            (point.0 - left) / (right - left),
            (top - point.1) / (top - bottom),
        );
        match self
            .inherited(page, b"Rotate")
            .and_then(|turn| turn.as_i64().ok())
            .unwrap_or(0)
            .rem_euclid(360)
        {
            90 => (1.0 - down, across),
            180 => (1.0 - across, 1.0 - down),
            270 => (down, 1.0 - across),
            _ => (across, down),
        }
    }

    fn cut(&self, page: usize) -> [f32; 4] {
        let of = |key: &[u8]| {
            let corners = self.inherited(page, key)?.as_array().ok()?.clone();
            let number = |at: usize| self.follow(&corners[at]).as_float().expect("a number");
            Some([number(0), number(1), number(2), number(3)])
        };
        let media = of(b"MediaBox").expect("a size");
        let crop = of(b"CropBox").unwrap_or(media);
        [
            crop[0].max(media[0]),
            crop[1].max(media[1]),
            crop[2].min(media[2]),
            crop[3].min(media[3]),
        ]
    }

    fn inherited(&self, page: usize, key: &[u8]) -> Option<&Object> {
        let mut node: &Dictionary = self.document.get_dictionary(self.pages[page]).ok()?;
        loop {
            if let Ok(value) = node.get(key) {
                return Some(self.follow(value));
            }
            node = self.dictionary(node.get(b"Parent").ok())?;
        }
    }
}
