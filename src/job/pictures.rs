//! Images in memory: one that many papers show is there once.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::load::Image;

/// The images of papers that are read, for as long as any of these is there.
#[derive(Default)]
pub struct Pictures(Mutex<Vec<Weak<Image>>>);

impl Pictures {
    /// Gives an image, or the same as another paper has it.
    pub fn one(&self, image: Image) -> Arc<Image> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|one| one.strong_count() > 0);
        let mut there = known.iter().filter_map(Weak::upgrade);
        if let Some(same) = there.find(|one| **one == image) {
            return same;
        }
        let image = Arc::new(image);
        known.push(Arc::downgrade(&image));
        image
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_papers_show_is_there_once_and_goes_with_the_last() {
        let image = |bytes: &[u8]| Image {
            ending: "png",
            bytes: bytes.to_vec(),
        };
        let pictures = Pictures::default();
        let (one, same, other) = (
            pictures.one(image(b"a")),
            pictures.one(image(b"a")),
            pictures.one(image(b"b")),
        );
        assert!(Arc::ptr_eq(&one, &same) && !Arc::ptr_eq(&one, &other));
        let gone = Arc::downgrade(&one);
        drop((one, same));
        assert!(gone.upgrade().is_none());
        assert_eq!(*pictures.one(image(b"b")), *other);
    }
}
